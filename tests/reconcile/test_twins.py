"""One claim told in several reports stays one claim, and an old one stays old."""

import pytest

from crosswire.reconcile.index import build
from crosswire.reconcile.said import gather
from crosswire.reconcile.twins import merge

TEXT = "Eight people were hurt at the gate, Lars Brok said."


def merged(world):
    account = world.account()
    index = build(account.readings, account.entities, account.copies)
    return merge(gather(account, {}, index), index)


def told(world, name, *, by="Lars Brok", text=TEXT, published="2025-03-12", number=8, **more):
    report = world.report(name, text, published=published)
    holder = world.says(report, text.split(",")[0], by) if by else None
    world.count(report, text.split()[0], number, "injured", by=holder, **more)
    return report


def test_a_copy_tells_the_same_claim(world):
    one, two = told(world, "a.txt"), told(world, "b.txt")
    world.copy(one, two, "identical", aligned=[(TEXT, TEXT)])
    (claim,) = merged(world)
    assert len(claim.twins) == 1


def test_a_copy_that_left_the_holder_out_is_the_holders(world):
    one = told(world, "a.txt", by=None, published="2025-03-12")
    two = told(world, "b.txt", published="2025-03-13")
    world.copy(one, two, "rewrite", aligned=[(TEXT, TEXT)])
    (claim,) = merged(world)
    assert claim.holder.name == "Lars Brok"


def test_an_old_report_with_a_new_date_is_as_old_as_its_original(world):
    old, new = told(world, "a.txt", published="2025-03-11"), told(world, "b.txt", published="2025-03-20")
    world.copy(new, old, aligned=[(TEXT, TEXT)])
    world.story("S", old, new)
    (claim,) = merged(world)
    assert claim.said is not None
    assert claim.said[0].isoformat() == "2025-03-11"


def test_the_same_number_the_same_day_in_one_story_is_one_claim(world):
    world.story("S", told(world, "a.txt"), told(world, "b.txt", text="Eight were hurt, Lars Brok said."))
    assert len(merged(world)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"by": "Ana Ruiz", "text": TEXT.replace("Lars Brok", "Ana Ruiz")},
        {"number": 9, "text": TEXT.replace("Eight", "Nine")},
        {"published": "2025-03-14"},
    ],
)
def test_another_holder_number_or_day_is_another_claim(world, other):
    world.story("S", told(world, "a.txt"), told(world, "b.txt", **other))
    assert len(merged(world)) == 2


def test_two_claims_of_one_text_are_two(world):
    report = world.report("a.txt", "Eight people were hurt and eight people were hurt again, Lars Brok said.")
    by = world.says(report, "Eight people were hurt and eight people were hurt again", "Lars Brok")
    world.count(report, "Eight", 8, "injured", by=by)
    world.count(report, "eight", 8, "injured", by=by)
    assert len(merged(world)) == 2


def test_the_place_most_reports_give_is_the_place(world):
    for name, place in (("a.txt", "Ansel"), ("b.txt", "Ansel"), ("c.txt", "Dunmere")):
        report = told(world, name, place=place)
        world.stories or world.story("S", report)
    account_story = world.stories.pop()
    world.story(account_story.title, *(r.report for r in world.readings.values()))
    (claim,) = merged(world)
    assert world.entities[claim.where].name == "Ansel"


def test_an_event_told_by_a_copy_in_its_own_voice_has_one_origin(world):
    text = "Part of the dam gave way, Lars Brok said."
    one = world.report("a.txt", text, outlet="Fen Wire")
    two = world.report("b.txt", "Part of the dam gave way.", outlet="Hill News")
    by = world.says(one, "Part of the dam gave way", "Lars Brok")
    world.claim(one, "Part of the dam gave way", "happened", "the dam", "gave way", by=by)
    world.claim(two, "Part of the dam gave way", "happened", "the dam", "gave way")
    world.copy(two, one, "excerpt", aligned=[("Part of the dam gave way.", text)])
    world.story("S", one, two)
    (claim,) = merged(world)
    assert claim.holder.name == "Lars Brok"
    assert world.found()[0].findings == ()


def test_an_assertion_that_names_nothing_is_in_no_finding(world):
    for name, source in (("a.txt", "Lars Brok"), ("b.txt", "Ana Ruiz")):
        report = world.report(name, f"{source} denied that it was so.")
        by = world.says(report, "that it was so", source, cue="denied", polarity="denies")
        world.claim(report, "that it", "happened", "that it", "that it", by=by, denies=True)
    world.story("S", *(r.report for r in world.readings.values()))
    assert world.found()[0].findings == ()
