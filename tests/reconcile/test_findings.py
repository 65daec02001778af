"""Each relation by a table of cases, and the traps: what only looks like a contradiction."""

import pytest

DAY = "2025-03-11"


def two_counts(world, one, two, *, same_report=False, story=True):
    """Two holders' counts; each case is a dict of what differs from: 8 people injured at Ansel on the day."""
    reports, made = [], []
    for number, case in enumerate((one, two)):
        case = {"number": 8, "what": "injured", "unit": "people", "who": None, "place": "Ansel", "time": DAY, **case}
        holder = case.pop("holder", f"Person {'AB'[number]}")
        published = case.pop("published", "2025-03-12")
        text = f"Some {case['number']} were counted by the lake {number}, {holder} said."
        report = world.report(f"r{number}.txt", text, outlet=f"Outlet {number}", published=published)
        attribution = world.says(report, f"Some {case['number']} were counted by the lake {number}", holder)
        where = case.pop("place")
        made.append(
            world.count(
                report,
                str(case["number"]),
                case.pop("number"),
                case.pop("what"),
                by=attribution,
                place=PLACES[where](world) if where else None,
                **case,
            )
        )
        reports.append(report)
    if story:
        world.story("Story", *reports)
    account, _ = world.found()
    return [f for f in account.findings if {m.id for m in made} <= {c for a in f.answers for c in a.claims}]


PLACES = {
    "Ansel": lambda w: w.place("Ansel", 10.0, 10.0),
    "Dunmere": lambda w: w.place("Dunmere", 15.0, 15.0),
    "Ansel district": lambda w: w.place("Ansel district", 10.1, 10.1, "district"),
    "Upland region": lambda w: w.place("Upland region", 10.3, 10.2, "region"),
}

RELATIONS = [
    # agree
    ("agree", {}, {}),
    ("agree", {"number": 3, "what": "killed"}, {"number": 3, "what": "dead"}),
    ("agree", {"unit": "people"}, {"unit": "residents"}),
    ("agree", {"who": "civilians"}, {"who": "civilians", "unit": "civilians"}),
    (
        "agree",
        {"number": 25, "of": 25, "unit": "drones", "what": "destroyed"},
        {"number": 25, "of": 25, "unit": "UAVs", "what": "shot down"},
    ),
    ("agree", {"time": None}, {}),
    ("agree", {"modifier": "at-least"}, {"modifier": "at-least"}),
    (
        "agree",
        {"number": 10, "unit": "missiles", "what": "destroyed"},
        {"number": 10, "unit": "missiles", "what": "intercepted"},
    ),
    ("agree", {"time": "2025-03-10/2025-03-12"}, {}),
    # refine
    ("refine", {"modifier": "at-least"}, {"number": 11}),
    ("refine", {"number": 11}, {"modifier": "at-least"}),
    ("refine", {"modifier": "about", "number": 100}, {"number": 104}),
    ("refine", {"number": 10, "low": 10, "high": 12}, {"number": 11}),
    ("refine", {"modifier": "at-least", "number": 10}, {"modifier": "at-least", "number": 14}),
    ("refine", {"place": "Ansel"}, {"place": "Upland region"}),
    ("refine", {"place": "Ansel district"}, {"place": "Ansel"}),
    (
        "refine",
        {"number": 30, "of": 40, "unit": "drones", "what": "destroyed"},
        {"number": 30, "unit": "drones", "what": "destroyed", "modifier": "about"},
    ),
    # update
    ("update", {"holder": "Person A", "published": "2025-03-11"}, {"holder": "Person A", "number": 12}),
    ("update", {"holder": "Person A", "published": "2025-03-11"}, {"holder": "Person A", "number": 7}),
    (
        "update",
        {"holder": "Person A", "published": "2025-03-11", "what": "killed"},
        {"holder": "Person A", "number": 9, "what": "killed"},
    ),
    (
        "update",
        {"holder": "Person A", "number": 105, "unit": "drones", "what": "destroyed"},
        {"holder": "Person A", "number": 117, "unit": "drones", "what": "destroyed", "published": "2025-03-13"},
    ),
    ("update", {"published": "2025-03-11"}, {"number": 12}),
    ("update", {"published": "2025-03-11", "what": "killed"}, {"number": 20, "what": "killed"}),
    ("update", {"published": "2025-03-11", "what": "missing"}, {"number": 30, "what": "missing"}),
    (
        "update",
        {"holder": "Person A", "published": "2025-03-11", "place": None, "time": None},
        {"holder": "Person A", "number": 9, "place": None, "time": None, "published": "2025-03-12"},
    ),
    # conflict
    ("conflict", {}, {"number": 12}),
    ("conflict", {"what": "killed"}, {"what": "killed", "number": 2}),
    ("conflict", {"who": "soldiers", "unit": "soldiers"}, {"who": "soldiers", "unit": "soldiers", "number": 90}),
    ("conflict", {"unit": "drones", "what": "destroyed"}, {"unit": "drones", "what": "destroyed", "number": 3}),
    (
        "conflict",
        {"number": 25, "of": 25, "unit": "drones", "what": "destroyed"},
        {"number": 20, "of": 25, "unit": "drones", "what": "destroyed"},
    ),
    ("conflict", {"modifier": "at-least", "number": 20}, {"number": 8}),
    ("conflict", {"unit": "missiles", "what": "launched"}, {"unit": "missiles", "what": "launched", "number": 11}),
    ("conflict", {"published": "2025-03-11"}, {"number": 3}),
    ("conflict", {"place": None, "time": None}, {"place": None, "time": None, "number": 40}),
    # other scope, one event
    ("other-scope", {"number": 8}, {"number": 30, "place": "Upland region"}),
    ("other-scope", {"number": 2, "place": "Ansel"}, {"number": 5, "place": "Ansel district"}),
    ("other-scope", {"who": "civilians"}, {"who": "soldiers", "number": 2}),
    ("other-scope", {"what": "injured"}, {"what": "killed", "number": 2}),
    ("other-scope", {"who": "children", "unit": "children"}, {"number": 40}),
    ("other-scope", {"who": "soldiers", "what": "killed", "number": 2}, {"who": None, "number": 8}),
    ("other-scope", {"who": "police officers", "number": 1}, {"who": "firefighters", "number": 3}),
    ("other-scope", {"what": "missing", "number": 5}, {"what": "killed", "number": 4}),
]


@pytest.mark.parametrize(("relation", "one", "two"), RELATIONS)
def test_relations_of_counts(world, relation, one, two):
    found = two_counts(world, dict(one), dict(two))
    assert [f.relation for f in found] == [relation]
    holders = {h.name for a in found[0].answers for h in a.holders}
    assert holders == {one.get("holder", "Person A"), two.get("holder", "Person B")}
    assert found[0].why


TRAPS = [
    # other days, other places, other transports, one voice in one text: nothing to set against each other
    ({"number": 2, "modifier": "at-least"}, {"number": 4, "time": "2025-03-10"}),
    ({"number": 7, "place": "Dunmere"}, {}),
    ({"number": 300, "what": "evacuated"}, {"number": 200, "what": "evacuated", "time": "2025-03-13"}),
    ({"number": 300, "what": "evacuated", "place": "Ansel"}, {"number": 212, "what": "evacuated", "place": "Dunmere"}),
    ({"unit": "drones", "what": "destroyed"}, {"unit": "missiles", "what": "destroyed", "number": 3}),
    ({"unit": "drones", "what": "launched", "number": 30}, {"unit": "drones", "what": "destroyed", "number": 3}),
    ({"place": None}, {"number": 12}),
    ({"what": None}, {"number": 12}),
]


@pytest.mark.parametrize(("one", "two"), TRAPS)
def test_what_is_not_the_same_question_is_no_conflict(world, one, two):
    found = two_counts(world, {"what": "injured", **one}, dict(two))
    assert not [f for f in found if f.relation in ("conflict", "denial")]


def test_other_stories_elsewhere_are_not_compared(world):
    for name in ("r0.txt", "r1.txt"):
        report = world.report(name, f"About {name}: 8 hurt in one place.", outlet=name)
        world.count(report, "8", 8 if name == "r0.txt" else 9, "injured")
        world.story(name, report)
    assert world.found()[0].findings == ()


def test_one_holder_with_two_numbers_in_one_text_is_not_set_against_himself(world):
    report = world.report("a.txt", "Lars Brok said 8 were hurt at the gate and 12 were hurt downstream.")
    by = world.says(report, "8 were hurt at the gate and 12 were hurt downstream", "Lars Brok")
    world.count(report, "8", 8, "injured", by=by)
    world.count(report, "12", 12, "injured", by=by)
    world.story("S", report)
    assert world.found()[0].findings == ()


def test_a_text_that_repeats_its_sources_number_agrees_with_nobody(world):
    report = world.report("a.txt", "Eight were hurt. “Eight people were hurt,” Lars Brok said.")
    by = world.says(report, "“Eight people were hurt,”", "Lars Brok")
    world.count(report, "Eight", 8, "injured")
    world.count(report, "Eight people", 8, "injured", by=by)
    world.story("S", report)
    assert world.found()[0].findings == ()


def test_copies_give_a_holder_once_and_one_origin(world):
    text = "Eight people were hurt, Lars Brok said."
    one, two = world.report("a.txt", text), world.report("b.txt", text + " More.")
    other = world.report("c.txt", "Twelve people were hurt, Ana Ruiz said.")
    for report in (one, two):
        world.count(report, "Eight", 8, "injured", by=world.says(report, "Eight people were hurt", "Lars Brok"))
    world.count(other, "Twelve", 12, "injured", by=world.says(other, "Twelve people were hurt", "Ana Ruiz"))
    world.copy(one, two, aligned=[(text, text)])
    world.story("S", one, two, other)
    (finding,) = world.found()[0].findings
    eight = next(a for a in finding.answers if a.low == 8)
    assert finding.relation == "conflict"
    assert [h.name for h in eight.holders] == ["Lars Brok"]
    assert eight.origins == 1
    assert len(eight.evidence) == 2


def test_who_was_hurt_is_one_finding_with_both_holders(world):
    a = world.report("a.txt", "Eight people were injured and no civilians died, Governor Ada Lund said.")
    b = world.report("b.txt", "Two soldiers were killed and four more people injured, Marsh Channel wrote.")
    lund = world.says(a, "Eight people were injured and no civilians died", "Ada Lund")
    marsh = world.says(
        b,
        "Two soldiers were killed and four more people injured",
        "Marsh Channel",
        type="organisation",
        cue="wrote",
        channel="Telegram",
        via=[("Fen Wire", "quoted-by")],
    )
    region = PLACES["Upland region"](world)
    district = PLACES["Ansel district"](world)
    world.count(a, "Eight", 8, "injured", by=lund, place=region, time=DAY)
    world.count(a, "no", 0, "casualties", unit="civilians", who="civilians", by=lund, place=region, time=DAY)
    world.count(b, "Two", 2, "killed", unit="soldiers", who="soldiers", by=marsh, place=district, time=DAY)
    world.count(b, "four", 4, "injured", by=marsh, place=district, time=DAY)
    world.story("S", a, b)
    victims = [f for f in world.found()[0].findings if f.slot.asks == "victims"]
    assert len(victims) == 1
    assert victims[0].relation in ("other-scope", "conflict")
    chains = {h.chain for answer in victims[0].answers for h in answer.holders}
    assert chains == {"Ada Lund", "Marsh Channel, on Telegram, quoted by Fen Wire"}
    assert len(victims[0].answers) == 4


def claims(world, *cases, asks="actor"):
    reports = []
    for number, case in enumerate(cases):
        case = {"about": "the attack on the gate", "where": "Ansel", **case}
        text = f"{case['words']}, {case['holder']} said."
        report = world.report(
            f"r{number}.txt", text, outlet=f"O{number}", published=case.pop("published", "2025-03-12")
        )
        by = world.says(
            report, case["words"], case.pop("holder"), polarity="denies" if case.get("denies") else "asserts"
        )
        value, words = case.pop("value"), case.pop("words")
        world.claim(report, words, asks, case.pop("about"), value, by=by, **case)
        reports.append(report)
    world.story("S", *reports)
    return world.found()[0].findings


REBELS = {"words": "Rebels from the hills blew it up", "value": "Rebels from the hills", "holder": "Ada Lund"}
AGENTS = {"words": "Agents of the north blew it up", "value": "Agents of the north", "holder": "Ivo Brandt"}


def test_who_did_it_is_a_conflict(world):
    (finding,) = claims(world, REBELS, AGENTS)
    assert (finding.relation, finding.slot.asks, finding.differs) == ("conflict", "actor", ("who",))
    assert [a.value for a in finding.answers] == ["Rebels from the hills", "Agents of the north"]


def test_who_did_it_with_a_denial_keeps_the_denial(world):
    denial = {
        "words": "the north has nothing to do with it",
        "value": "the north",
        "holder": "Mira Sund",
        "denies": True,
    }
    (finding,) = claims(world, REBELS, AGENTS, denial)
    assert finding.relation == "conflict"
    assert {h.name for a in finding.answers for h in a.holders} == {"Ada Lund", "Ivo Brandt", "Mira Sund"}


def test_asserted_and_denied_is_a_denial(world):
    denial = {
        "words": "our agents did not blow it up",
        "value": "Agents of the north",
        "holder": "Mira Sund",
        "denies": True,
    }
    (finding,) = claims(world, AGENTS, denial)
    assert finding.relation == "denial"


def test_the_same_actor_agrees(world):
    again = {"words": "It was the rebels from the hills", "value": "the rebels from the hills", "holder": "Ivo Brandt"}
    (finding,) = claims(world, REBELS, again)
    assert finding.relation == "agree"
    assert finding.answers[0].origins == 2
    assert finding.credibility == 2


FULL = {
    "words": "The town is fully under our control",
    "value": "fully under our control",
    "who": "North",
    "holder": "Ada Lund",
}
PART = {"words": "We hold some streets", "value": "hold some streets", "who": "South", "holder": "Ivo Brandt"}
FIGHT = {
    "words": "The battle for the town continues",
    "value": "the battle continues",
    "who": "South",
    "holder": "Mira Sund",
}


def test_who_holds_the_town(world):
    (finding,) = claims(world, FULL, PART, FIGHT, asks="control")
    assert (finding.relation, finding.slot.asks, finding.slot.where) == ("conflict", "control", "Ansel")
    assert len(finding.answers) == 3


def test_partly_held_and_still_fought_over_fit_together(world):
    (finding,) = claims(world, PART, FIGHT, asks="control")
    assert finding.relation == "refine"


def test_two_states_at_two_times_are_no_contradiction(world):
    later = {**FULL, "when": "2025-04-20", "published": "2025-04-20"}
    assert claims(world, {**PART, "when": "2025-03-10"}, later, asks="control") == ()


def test_one_holder_on_two_days_is_an_update(world):
    later = {**FULL, "words": "We have lost the town", "value": "lost the town", "published": "2025-03-14"}
    (finding,) = claims(world, FULL, later, asks="control")
    assert finding.relation == "update"


@pytest.mark.parametrize("asks", ["happened", "other"])
def test_one_side_alone_is_no_finding(world, asks):
    assert claims(world, REBELS, asks=asks) == ()


def test_it_happened_or_not(world):
    yes = {
        "words": "The school was shelled",
        "value": "shelled",
        "about": "shelling of the school",
        "holder": "Ada Lund",
    }
    no = {
        "words": "no school was shelled",
        "value": "shelled",
        "about": "shelling of the school",
        "holder": "Ivo Brandt",
        "denies": True,
    }
    (finding,) = claims(world, yes, no, asks="happened")
    assert finding.relation == "denial"
    assert finding.credibility == 4


def test_findings_do_not_depend_on_the_order_of_reports(world):
    claims(world, REBELS, AGENTS)
    first = world.found()[0].findings
    world.readings = dict(reversed(world.readings.items()))
    assert world.found()[0].findings == first
