"""Credit lines and publisher families: the shapes, and the data files themselves."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from crosswire.copies import credits
from crosswire.copies.units import fold, units
from crosswire.language import lexicon
from crosswire.model.account import Reading

BODY = "The bridge at Orlen was closed on Monday after an inspection found cracks in two pillars. " * 6


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"ORLEN, May 3 (Reuters) - {BODY}", "Reuters"),
        (f"{BODY}\n(AFP)", "Agence France-Presse"),
        (f"{BODY}\n(AFP/dpa)", "Agence France-Presse"),
        (f"{BODY}\n— Associated Press", "Associated Press"),
        (f"{BODY}\nSource: Interfax-Ukraine", "Interfax-Ukraine"),
        (f"{BODY}\nДжерело: УНІАН", "UNIAN"),
        (f"{BODY}\n© 2024 AFP", "Agence France-Presse"),
        (f"{BODY} The minister told Reuters that work would start soon.", None),
        (f"The governor, quoted by TASS, said so. {BODY}", None),
        (f"{BODY}\nMAP OF THE AREA", None),
        (f"{BODY} {BODY}\n(TASS) stands in the middle.\n{BODY} {BODY}", None),
    ],
)
def test_credit_lines(make: Callable[..., Reading], text: str, agency: str | None) -> None:
    (unit,) = units([make("a", text)])
    found = credits.agency_of(unit)
    assert (found[0] if found else None) == agency


def test_a_reprint_points_to_the_agency(make: Callable[..., Reading]) -> None:
    wire, paper = units([make("wire", BODY, outlet="AFP"), make("paper", f"{BODY}\n(AFP)", outlet="Orlen Post")])
    wire, paper = sorted((wire, paper), key=lambda unit: unit.outlet != "AFP")
    found = credits.between(paper, wire)
    assert found is not None
    assert found.source is wire
    assert credits.between(wire, wire) is None


@pytest.mark.parametrize(
    ("line", "directed"),
    [
        ("ORLEN, May 3 (Northgate Wire) - ", True),
        ("Source: Northgate Wire\n", True),
        ("", False),
        ("Northgate Wire was told of it on Monday. ", False),
    ],
)
def test_a_text_that_credits_the_others_outlet_comes_from_it(
    make: Callable[..., Reading], line: str, directed: bool
) -> None:
    wire, paper = units([make("1", BODY, outlet="Northgate Wire"), make("2", f"{line}{BODY}", outlet="Orlen Post")])
    found = credits.between(paper, wire)
    assert (found is not None and found.source is wire) == directed
    own, other = units([make("1", f"{line}{BODY}", outlet="Northgate Wire"), make("2", BODY, outlet="Orlen Post")])
    assert credits.between(own, other) is None


def test_no_agency_spelling_is_claimed_twice() -> None:
    marks = Counter(mark.casefold() for agency in credits.agencies() for mark in agency.marks)
    assert [mark for mark, count in marks.items() if count > 1] == []
    names = Counter(fold(agency.name) for agency in credits.agencies())
    assert max(names.values()) == 1


def test_every_agency_spelling_is_alive(make: Callable[..., Reading]) -> None:
    for agency in credits.agencies():
        assert agency.marks, f"{agency.name} can never be found"
        for mark in agency.marks:
            (unit,) = units([make("a", f"{BODY}\n({mark})")])
            assert credits.agency_of(unit) == (agency.name, f"({mark}"), mark


def test_every_shape_of_a_credit_line_compiles_and_names_the_agency() -> None:
    for shape in lexicon.load("credits")["lines"]:
        assert "AGENCY" in shape
        re.compile(shape.replace("AGENCY", "(?P<a>x)"), re.IGNORECASE | re.MULTILINE)


def test_no_outlet_is_in_two_families_and_none_is_a_family_of_one() -> None:
    rows = lexicon.load("families")["family"]
    outlets = Counter(fold(outlet) for row in rows for outlet in row["outlets"])
    assert [outlet for outlet, count in outlets.items() if count > 1 or not outlet] == []
    assert [row["name"] for row in rows if len(row["outlets"]) < 2] == []
    assert max(Counter(row["name"] for row in rows).values()) == 1


def test_agencies_are_no_family_members() -> None:
    agencies = {fold(mark) for agency in credits.agencies() for mark in (agency.name, *agency.marks)}
    outlets = {fold(outlet) for row in lexicon.load("families")["family"] for outlet in row["outlets"]}
    assert agencies & outlets == set()


@pytest.mark.parametrize(
    ("outlet", "owner"),
    [
        ("Daily Express", "Reach"),
        ("Liverpool Echo", "Reach"),
        ("The Guardian", "Guardian Media Group"),
        ("Guardian of Orlen", None),
        (None, None),
    ],
)
def test_families(outlet: str | None, owner: str | None) -> None:
    assert credits.family_of(outlet) == owner


def test_every_member_of_a_family_is_alive() -> None:
    for row in lexicon.load("families")["family"]:
        assert {credits.family_of(outlet) for outlet in row["outlets"]} == {row["name"]}


def test_families_are_well_formed_and_join_what_is_known() -> None:
    rows = lexicon.load("families")["family"]
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert row.keys() == {"name", "outlets"}
        assert all(outlet == outlet.strip() and fold(outlet) for outlet in row["outlets"])
    for left, right in (
        ("WSJ", "New York Post"),
        ("НВ", "The New Voice of Ukraine"),
        ("DW.com", "Deutsche Welle"),
        ("Chicago Tribune", "The Denver Post"),
    ):
        assert credits.family_of(left) == credits.family_of(right) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The Guardian", "The Observer"),
        ("NBC News", "CNBC"),
        ("Kyiv Post", "The Kyiv Independent"),
        ("AOL.com", "Yahoo News UK"),
        ("Fox News", "WSJ"),
    ],
)
def test_families_are_not_over_merged(left: str, right: str) -> None:
    assert credits.family_of(left) is None or credits.family_of(left) != credits.family_of(right)


def test_one_outlet_under_two_names_in_the_stream_is_one_family(corpora: Path) -> None:
    """Names of one site in a real stream: with and without its domain's ending, in one family or one by folding."""
    rows = (corpora / "ukraine/headlines_before_cut.jsonl").read_text(encoding="utf-8").splitlines()
    seen = {json.loads(row)["title"].rpartition(" - ")[2] for row in rows}
    assert len(seen) > 200
    for outlet in sorted(seen):
        bare = re.sub(r"\.(?:com|net|ua|org)$", "", outlet, flags=re.IGNORECASE)
        if bare != outlet and bare in seen:
            assert credits.family_of(outlet) == credits.family_of(bare) is not None, outlet
