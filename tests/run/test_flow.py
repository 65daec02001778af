"""The STAGES table: every stage says what it reads and writes, in an order that works."""

import re
import sys

from crosswire.run.flow import STAGES, methods

GIVEN = {"report", "readings", "account", "judgements"}


def test_each_stage_reads_what_an_earlier_one_wrote() -> None:
    written = set(GIVEN)
    for stage in STAGES:
        assert set(stage.reads) <= written, f"{stage.name} reads {set(stage.reads) - written} before it is written"
        written |= set(stage.writes)


def test_the_docstrings_say_the_same_as_the_table() -> None:
    for stage in STAGES:
        said = re.search(r"^reads (.+?) → writes (.+?)$", sys.modules[stage.function.__module__].__doc__ or "", re.M)
        assert said, f"{stage.name}: its module's docstring has no line 'reads … → writes …'"
        reads, writes = (tuple(re.findall(r"\w+", part)) for part in said.groups())
        assert (set(reads), set(writes)) == (set(stage.reads), set(stage.writes)), stage.name


def test_every_method_has_a_version() -> None:
    for stage, method in methods():
        assert re.fullmatch(r"[\w.-]+/[1-9]\d*(\+[\w.-]+/[1-9]\d*)*", method), f"{stage}: {method}"
