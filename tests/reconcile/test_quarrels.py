"""One quarrel over many reports, headlines that repeat their text, counts of two causes, one voice of one name."""

from crosswire.reconcile.compared import prepare
from crosswire.reconcile.means import means


def findings(world, asks):
    return [f for f in world.found()[0].findings if f.slot.asks == asks]


def said(world, name, text, content, source, day, story, **more):
    report = world.report(name, text, published=day, outlet=name)
    world.says(report, content, source, **more)
    world.story(story, report)
    return report


def test_who_denies_on_monday_and_who_doubts_on_wednesday_are_of_one_quarrel(world):
    """The first and the last have no voice in common: whoever repeats the denial on Tuesday ties them."""
    said(
        world, "a", "Fen Water denied that the sluices were opened too late.", "that the sluices were opened too late",
        "Fen Water", "2025-03-10", "A", cue="denied", polarity="denies", type="organisation",
    )  # fmt: skip
    said(
        world, "b", "Fen Water stands firm. Ada Lund denied that the sluices were opened late.",
        "that the sluices were opened late", "Ada Lund", "2025-03-11", "B", cue="denied", polarity="denies",
    )  # fmt: skip
    said(
        world, "c", "Ivo Brandt doubts that the sluices were opened on time. Ada Lund did not answer.",
        "that the sluices were opened on time", "Ivo Brandt", "2025-03-12", "C", cue="doubts", polarity="doubts",
    )  # fmt: skip
    (finding,) = findings(world, "happened")
    assert finding.relation == "denial"
    assert {h.name for a in finding.answers for h in a.holders} == {"Fen Water", "Ada Lund", "Ivo Brandt"}
    assert finding.slot.about.startswith("the sluices were opened")


def test_strangers_who_deny_like_things_elsewhere_are_of_two(world):
    for name, source in (("a", "Ada Lund"), ("b", "Ivo Brandt")):
        said(
            world, name, f"{source} denied that the sluices were opened too late.",
            "that the sluices were opened too late", source, "2025-03-10", name, cue="denied", polarity="denies",
        )  # fmt: skip
    assert findings(world, "happened") == []


def counted(world, name, text, pairs, *, story="S", headline=None):
    items = [(0, len(text), headline, "2025-03-12")] if headline else None
    report = world.report(name, text, outlet=name, items=items)
    for content, source, words, number, what in pairs:
        by = world.says(report, content, source) if source else None
        world.count(report, words, number, what, by=by)
    return report


def test_a_headline_and_its_text_are_one_voice_whoever_they_name(world):
    head = "All 12 drones downed: Military"
    text = f"{head}\n\nTwelve drones were downed, the General Staff said."
    report = counted(
        world, "a", text,
        [("All 12 drones downed", "Military", "12", 12, "killed"),
         ("Twelve drones were downed", "General Staff", "Twelve", 12, "killed")],
        headline=head,
    )  # fmt: skip
    world.story("S", report)
    assert findings(world, "count") == []
    account, origins = world.found()
    ready = prepare(account, origins)
    assert len(ready.repeated) == 1


def test_two_holders_in_one_text_still_agree(world):
    text = "Twelve people died, Ada Lund said. Twelve people were killed, Ivo Brandt said."
    report = world.report("a", text)
    for content, source in (("Twelve people died", "Ada Lund"), ("Twelve people were killed", "Ivo Brandt")):
        by = world.says(report, content, source)
        at = text.index(content)
        world.count(report, text[at : at + 6], 12, "killed", by=by)
    world.story("S", report)
    assert {f.relation for f in findings(world, "count")} <= {"agree"}


def test_counts_of_two_causes_are_no_conflict(world):
    one = counted(world, "a", "An air raid killed 45 people, Ada Lund said.",
                  [("An air raid killed 45 people", "Ada Lund", "45", 45, "killed")])  # fmt: skip
    two = counted(world, "b", "Rockets killed 7 people, Ivo Brandt said.",
                  [("Rockets killed 7 people", "Ivo Brandt", "7", 7, "killed")])  # fmt: skip
    world.story("S", one, two)
    assert findings(world, "count") == []


def test_counts_of_one_cause_are(world):
    one = counted(world, "a", "An air raid killed 45 people, Ada Lund said.",
                  [("An air raid killed 45 people", "Ada Lund", "45", 45, "killed")])  # fmt: skip
    two = counted(world, "b", "An air strike killed 7 people, Ivo Brandt said.",
                  [("An air strike killed 7 people", "Ivo Brandt", "7", 7, "killed")])  # fmt: skip
    world.story("S", one, two)
    assert [f.relation for f in findings(world, "count")] == ["conflict"]


def test_the_nearest_cause_counts(world):
    text = "At least 45 people were killed in air strikes after rockets hit the town."
    report = world.report("a", text)
    sentence = next(iter(world.readings.values())).passages[0]
    assert means(world.find(report, "45"), report, sentence) == "air"
    assert means(world.find(report, "45"), report, None) is None


def test_a_name_that_was_not_resolved_is_no_second_voice(world):
    """ "Fen Water" with an entity in one report and without one in the other is one holder: one origin of a denial."""
    for name, more in (("a", {}), ("b", {"entity": False})):
        said(
            world, name, "Fen Water denied that the sluices were opened too late. Ivo Brandt doubts that the sluices "
            "were opened on time.", "that the sluices were opened too late", "Fen Water", "2025-03-10", name,
            cue="denied", polarity="denies", type="organisation", **more,
        )  # fmt: skip
        report = next(r.report for r in world.readings.values() if r.report.name == name)
        world.says(report, "that the sluices were opened on time", "Ivo Brandt", cue="doubts", polarity="doubts")
    for finding in findings(world, "happened"):
        for answer in finding.answers:
            names = [h.name for h in answer.holders]
            assert len(names) == len(set(names))


def test_whether_somebody_said_it_is_a_question_of_its_own(world):
    """Whoever denies having said a thing answers who puts it into his mouth, and disputes nothing about the thing."""
    one = world.report("a", "Ada Lund said that the harbour was lost to the storm.", outlet="Fen Post")
    world.says(one, "that the harbour was lost to the storm", "Ada Lund")
    text = "Ada Lund denied having said that the harbour was lost to the storm."
    two = world.report("b", text, outlet="Marrow Post")
    world.says(two, "having said that the harbour was lost to the storm", "Ada Lund", cue="denied", polarity="denies")
    world.story("S", one, two)
    (finding,) = findings(world, "happened")
    assert finding.relation == "denial"
