"""The scorer of seeded errors: each kind of error is made, forgeries keep their form, shares are counted."""

from pathlib import Path

import pytest

from crosswire.evaluate import tampered
from crosswire.evaluate.tampered_errors import KINDS
from crosswire.ingest.files import receive
from crosswire.model.report import Given, Received

TEXT = """Wall fails above Marrow Bridge

At least four people were killed when the sea wall of Marrow Bridge failed on Tuesday, Mayor Petra Ullman said.

Seven people were killed in the town of Ansel on 11 March 2025, fire chief Lars Brok said. The wall was probably old, \
Brok said.

Kestrel Water denied that the gates had been opened too late.
"""


@pytest.fixture(scope="module")
def found() -> list[tampered.Tried]:
    given = Given(published="2025-03-12", outlet="Harbour Post")
    return list(tampered.tries([Received("wall.txt", "text", TEXT, given)]))


def test_errors_of_several_kinds_are_made_and_refused(found: list[tampered.Tried]) -> None:
    wrong = [t for t in found if t.kind not in ("", "harmless")]
    assert {"number", "holder", "dropped", "denial", "day"} <= {t.kind for t in wrong} <= set(KINDS)
    assert [(t.kind, t.form, t.text) for t in wrong if not t.refused] == []


def test_untouched_lines_pass_in_each_form(found: list[tampered.Tried]) -> None:
    untouched = [t for t in found if t.kind == ""]
    assert {t.form for t in untouched} == {"json", "free", "uncited"}
    assert [(t.form, t.text, t.why) for t in untouched if t.refused] == []


def test_an_error_differs_from_its_line(found: list[tampered.Tried]) -> None:
    true = {t.text for t in found if t.kind == ""}
    assert not true & {t.text for t in found if t.kind not in ("", "harmless")}


def test_shares_are_counted_by_form_and_half() -> None:
    def tried(kind: str, refused: bool, held: bool) -> tampered.Tried:
        return tampered.Tried(kind, "free", held, refused, "says", "x")

    scores = tampered.measure(
        [
            tried("number", True, False),
            tried("number", False, True),
            tried("", False, True),
            tried("harmless", True, False),
        ]
    )
    assert scores["refused_free"] == 50
    assert scores["refused_free_held"] == 0
    assert scores["passed_free"] == 100
    assert scores["harmless_passed"] == 0
    assert scores["sentences"] == 1


def held(found: list[tampered.Tried]) -> None:
    """What the whole measurement (`crosswire evaluate tampered`, a minute) must hold, on a sample of it."""
    scores = tampered.measure(found)
    said = [(t.kind, t.form, t.text, t.why) for t in found if t.kind != "harmless" and t.refused == (t.kind == "")]
    for form in ("json", "free", "uncited"):
        assert scores[f"refused_{form}"] >= 97, said
        assert scores[f"passed_{form}"] >= 97, said


def test_the_examples_hold(examples: Path) -> None:
    """Texts that the check was not tuned on, in two languages, with copies, a chain and a quarrel."""
    reports = [r for r in receive([str(examples)], given=Given()) if isinstance(r, Received)]
    found = list(tampered.tries(reports, most=16))
    assert sum(t.kind == "" and t.form == "json" for t in found) >= 12
    held(found)


def test_a_sample_of_the_sets_holds(corpora: Path) -> None:
    held(list(tampered.sampled(corpora)))
