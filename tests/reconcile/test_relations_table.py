"""Two counts and how they relate: a table of invented cases (cases/relations.txt)."""

from pathlib import Path

import pytest

TABLE = Path(__file__).parent / "cases" / "relations.txt"
CASES = [line.split(" | ") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
KEYS = ("mod", "high", "of", "day", "at", "by", "pub", "who", "in", "clock")
STANCES = ("denies", "doubts", "asks")
PLACES = {
    "Ansel": ("Ansel", 10.0, 10.0, "point"),
    "Dunmere": ("Dunmere", 15.0, 15.0, "point"),
    "District": ("Ansel district", 10.1, 10.1, "district"),
    "Upland": ("Upland region", 10.3, 10.2, "region"),
}


def parsed(words):
    """A case as its number, what befell, the unit, the options, and whether it is more, or denied."""
    number, what, unit, *rest = words.split()
    options = dict(part.split(":", 1) for part in rest if ":" in part)
    assert set(options) <= set(KEYS), words
    return float(number), what, unit, options, [part for part in rest if ":" not in part]


def told(world, words, name):
    """A report of one holder's count; the report and the figure."""
    number, what, unit, options, marks = parsed(words)
    holder = f"Person {options.get('by', name)}"
    sector = f" in the {options['in']}" if "in" in options else ""
    more = " more" if "more" in marks else ""
    day = options.get("day", "2025-03-11")
    when = f"{day}T{options['clock']}:00" if "clock" in options else day
    clause = f"Some {number:g}{more} were counted{sector}"
    published = options.get("pub", "2025-03-12")
    report = world.report(f"{name}.txt", f"{clause}, {holder} said.", outlet=f"Outlet {name}", published=published)
    stance = next((mark for mark in marks if mark in STANCES), "asserts")
    by = world.says(report, clause, holder, polarity=stance)
    where = options.get("at", "Ansel")
    figure = world.count(
        report,
        f"{number:g}",
        number,
        what,
        unit=unit,
        who=options.get("who"),
        by=by,
        place=world.place(*PLACES[where]) if where != "none" else None,
        time=None if day == "none" else when,
        **({"modifier": options["mod"]} if "mod" in options else {}),
        **({"of": float(options["of"])} if "of" in options else {}),
        **({"low": number, "high": float(options["high"])} if "high" in options else {}),
    )
    return report, figure


@pytest.mark.parametrize(("relation", "one", "two"), CASES, ids=lambda words: words.replace(" ", "-"))
def test_the_relation_of_two_counts(world, relation, one, two):
    made = [told(world, one, "A"), told(world, two, "B")]
    world.story("Story", *(report for report, _ in made))
    ids = {figure.id for _, figure in made}
    found = [f for f in world.found()[0].findings if ids <= {c for a in f.answers for c in a.claims}]
    if relation == "none":
        assert not [f.relation for f in found if f.relation in ("conflict", "denial", "update", "agree")]
        return
    assert [f.relation for f in found] == [relation]
    assert found[0].why
    assert {h.name for a in found[0].answers for h in a.holders} <= {"Person A", "Person B"}


def test_the_table_is_long_enough_and_has_every_relation():
    assert len(CASES) >= 150
    assert {case[0] for case in CASES} == {"agree", "refine", "update", "other-scope", "conflict", "denial", "none"}
