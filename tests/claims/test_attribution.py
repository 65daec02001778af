"""Attributions: the tables of cases/, and what holds of every attribution."""

from typing import Any

import pytest
from claimcases import attributed, cases, check
from hypothesis import given, settings
from hypothesis import strategies as st

TABLES = (
    "positions",
    "agencies",
    "quantities",
    "chains",
    "pointing",
    "polarity",
    "sources",
    "nested",
    "headlines",
    "ukrainian",
    "russian",
    "hard_chains",
    "hard_running",
    "hard_pronouns",
    "hard_polarity",
    "hard_slavic",
    "denials",
    "bodies",
    "counters",
    "unnamed",
    "own",
)
CASES = [(table, case) for table in TABLES for case in cases(table)]


@pytest.mark.parametrize(("table", "case"), CASES, ids=[f"{t}-{c['text'][:50]}" for t, c in CASES])
def test_case(table: str, case: dict[str, Any]) -> None:
    check(case)


PIECES = (
    "“The gate is shut,” ", "he said. ", "said Anton Kreel. ", "Anton Kreel said that ", "According to the council, ",
    "the river rose", ", adding that ", ". ", "\n\n", "“", "”", '"', "This was announced by the mayor. ", "Reuters: ",
    ": Governor", "quoted by TASS", ", which Norland denies, ", " and ", "she told CNN ", "«", "»", "— ", "2 ", "'s ",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_every_attribution_is_whole(pieces: list[str]) -> None:
    """Whatever the text: spans hold their words, chains end at the outlet, parents are there, nothing is its own."""
    text = "".join(pieces)
    if not text.strip():
        return
    found = attributed(text)
    ids = {a.id for a in found}
    assert len(ids) == len(found)
    for each in found:
        spans = [*each.content, *([each.cue] if each.cue else []), *([each.source.span] if each.source.span else [])]
        assert each.content
        assert all(s.exact and s.end - s.start == len(s.exact) for s in spans)
        assert each.chain[-1].relation == "publishes" and each.chain[0].relation == "says"
        assert each.parent is None or (each.parent in ids and each.parent != each.id)
        assert each.source.name is None or each.source.name.strip() == each.source.name


def test_the_same_text_gives_the_same_ids() -> None:
    text = "“The gate is shut,” said Anton Kreel."
    assert [a.id for a in attributed(text)] == [a.id for a in attributed(text)]


def test_nothing_said_gives_nothing() -> None:
    assert attributed("The gate is shut. The river rose by two metres in the night.") == ()
