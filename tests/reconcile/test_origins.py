"""Copies, translations and carriers never add an origin; unknown voices are not assumed independent."""

import pytest

from crosswire.model.origin import independent
from crosswire.reconcile import origins

BODY = "The bridge at Ansel is closed, Mara Holt said. The river rose by two metres."


def traced(world):
    account = world.account()
    return origins.trace(account.readings, account.copies, account.entities)


def test_one_source_in_two_reports_is_one_origin(world):
    keys = []
    for name, outlet in (("a.txt", "Hill News"), ("b.txt", "Coast Post")):
        report = world.report(name, BODY, outlet=outlet)
        keys.append(world.says(report, "The bridge at Ansel is closed", "Mara Holt").id)
    found = traced(world)
    assert independent([found[key] for key in keys]) == 1


def test_two_named_sources_are_two_origins(world):
    a = world.report("a.txt", BODY)
    b = world.report("b.txt", BODY.replace("Mara Holt", "Jon Reed"))
    one, two = (
        world.says(a, "The bridge at Ansel is closed", "Mara Holt"),
        world.says(b, "The bridge at Ansel is closed", "Jon Reed"),
    )
    found = traced(world)
    assert independent([found[one.id], found[two.id]]) == 2


@pytest.mark.parametrize("kind", ["identical", "contained", "excerpt", "rewrite", "translation", "same-original"])
@pytest.mark.parametrize("outlets", [(None, None), ("Hill News", "Coast Post"), ("Hill News", None)])
def test_a_copy_adds_no_origin(world, kind, outlets):
    one = world.report("a.txt", BODY, outlet=outlets[0], published="2025-03-11")
    two = world.report("b.txt", BODY + " More.", outlet=outlets[1], published="2025-03-12")
    counts = [world.count(r, "two", 2, "risen", unit="metres").id for r in (one, two)]
    world.copy(one, two, kind)
    found = traced(world)
    assert found[counts[0]] == found[counts[1]]
    assert independent(found[c] for c in counts) == 1


@pytest.mark.parametrize(
    ("words", "origins"),
    [
        ("The river rose.", 1),
        ("Our reporter measured it.", 2),
        ("A {outlet} photographer stood beside it.", 2),
        ("A correspondent for {outlet} saw it.", 2),
        ("I saw it.", 2),
        ("Their reporter measured it.", 1),
        ("A reporter saw it.", 1),
    ],
)
def test_an_outlet_is_an_origin_only_where_its_people_were_there(world, words, origins):
    reports = [
        world.report(name, f"{BODY} {words.format(outlet=outlet)}", outlet=outlet)
        for name, outlet in (("a.txt", "Hill News"), ("b.txt", "Coast Post"))
    ]
    assert independent(traced_counts(world, *reports)) == origins


def test_outlets_of_one_owner_are_one_origin(world):
    body = f"{BODY} Our reporter measured it."
    reports = [world.report(f"{n}.txt", body, outlet=n, family="Marsh Group") for n in ("Hill News", "Coast Post")]
    assert independent(traced_counts(world, *reports)) == 1


def test_two_outlets_named_as_sources_are_not_known_to_be_independent(world):
    body = "The bridge is closed, Hill News reported. The bridge is closed, Meridian Press Agency reported."
    report = world.report("a.txt", body)
    told = [world.says(report, "The bridge is closed", name).id for name in ("Hill News", "Meridian Press Agency")]
    found = traced(world)
    assert independent(found[key] for key in told) == 1


def test_unknown_outlets_are_not_assumed_independent(world):
    one, two = world.report("a.txt", BODY), world.report("b.txt", BODY + " And more of it.")
    found = traced_counts(world, one, two)
    assert len(set(found)) == 2
    assert independent(found) == 1


def test_an_unknown_voice_adds_nothing_to_a_known_one(world):
    one, two = world.report("a.txt", BODY, outlet="Hill News"), world.report("b.txt", BODY + " And more of it.")
    assert independent(traced_counts(world, one, two)) == 1


def traced_counts(world, *reports):
    ids = [world.count(report, "two", 2, "risen", unit="metres").id for report in reports]
    found = traced(world)
    return [found[identifier] for identifier in ids]


def test_unnamed_sources_are_not_assumed_independent(world):
    report = world.report("a.txt", "The gate failed, an official said. The gate was old, a diplomat said.")
    one = world.says(report, "The gate failed", "an official", anonymous=True)
    two = world.says(report, "The gate was old", "a diplomat", anonymous=True)
    found = traced(world)
    assert independent([found[one.id], found[two.id]]) == 1


def test_the_origin_is_the_source_not_its_carrier(world):
    a = world.report("a.txt", "Two died, Hill News wrote, quoted by Coast Wire.", outlet="Dale Post")
    b = world.report("b.txt", "Two people died, Hill News wrote, quoted by Plain Agency.", outlet="Fen Times")
    one = world.says(a, "Two died", "Hill News", type="organisation", via=[("Coast Wire", "quoted-by")])
    two = world.says(b, "Two people died", "Hill News", type="organisation", via=[("Plain Agency", "quoted-by")])
    found = traced(world)
    assert found[one.id] == found[two.id]


def test_an_outlet_that_is_quoted_is_the_outlet_that_reports(world):
    a = world.report("a.txt", "Two died in Ansel.", outlet="Hill News")
    b = world.report("b.txt", "Two people died, Hill News wrote.", outlet="Coast Post")
    own = world.count(a, "Two", 2, "killed")
    quoted = world.says(b, "Two people died", "Hill News", type="organisation", cue="wrote")
    found = traced(world)
    assert found[own.id] == found[quoted.id]


def test_a_figure_has_the_origin_of_its_holder(world):
    report = world.report("a.txt", "Two died, Mara Holt said. Three were lost.")
    holt = world.says(report, "Two died", "Mara Holt")
    held, own = world.count(report, "Two", 2, "killed", by=holt), world.count(report, "Three", 3, "missing")
    found = traced(world)
    assert found[held.id] == found[holt.id] != found[own.id]


def test_no_keys_no_origins():
    assert independent([]) == 0


def test_a_carrier_that_repeats_its_source_adds_no_origin(world):
    report = world.report(
        "a.txt", "Two guards died, Fen Wire said. Two guards died at the gate, Marsh News wrote, quoted by Fen Wire."
    )
    carrier = world.says(report, "Two guards died", "Fen Wire", type="organisation")
    first = world.says(
        report,
        "Two guards died at the gate",
        "Marsh News",
        type="organisation",
        cue="wrote",
        via=[("Fen Wire", "quoted-by")],
    )
    found = traced(world)
    assert found[carrier.id] == found[first.id]


def test_a_carrier_with_words_of_its_own_is_an_origin(world):
    report = world.report(
        "a.txt", "The port reopened, Fen Wire said. Two guards died at the gate, Marsh News wrote, quoted by Fen Wire."
    )
    carrier = world.says(report, "The port reopened", "Fen Wire", type="organisation")
    first = world.says(
        report,
        "Two guards died at the gate",
        "Marsh News",
        type="organisation",
        cue="wrote",
        via=[("Fen Wire", "quoted-by")],
    )
    found = traced(world)
    assert found[carrier.id] != found[first.id]


def test_a_capital_and_its_country_speak_for_one_government(world):
    report = world.report("a.txt", "The town is ours, Aldera said. All of it, Aldermark said.")
    world.place("Aldera", 5.0, 5.0, "point")
    world.place("Aldermark", 6.0, 6.0, "country")
    one = world.says(report, "The town is ours", "Aldera", type="place")
    two = world.says(report, "All of it", "Aldermark", type="place")
    found = traced(world)
    assert found[one.id] == found[two.id]


@pytest.mark.parametrize("linked", [True, False])
def test_a_passage_copied_under_another_spelling_has_the_origin_of_the_first(world, linked):
    one = world.report("a.txt", BODY, published="2025-03-11")
    two = world.report("b.txt", BODY.replace("Mara Holt", "Mara Golt"), published="2025-03-12")
    told = [
        world.says(report, "The bridge at Ansel is closed", name).id
        for report, name in ((one, "Mara Holt"), (two, "Mara Golt"))
    ]
    if linked:
        world.copy(two, one, "translation", aligned=[(two.text, one.text)])
    found = traced(world)
    assert independent(found[key] for key in told) == (1 if linked else 2)
