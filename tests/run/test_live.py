"""The account kept as reports come in: the same as at once, nothing twice, completed after a crash, a person's word
kept through all of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crosswire.base.config import Options
from crosswire.ingest.files import receive
from crosswire.model import judged
from crosswire.model.account import Reading
from crosswire.model.report import Given, Received
from crosswire.run import desk as desks
from crosswire.run import flow, live, lookup, telling
from crosswire.store.embedded import EmbeddedDesk

OPTIONS = Options(workers=1)
AT = "2025-03-12T09:00:00Z"
FALL = (
    "The sea wall at Dorvik fell early on Tuesday, Mayor Petra Ullman said. {n} people were killed, {who} said. "
    "Boats searched the flooded harbour quarter until the evening, and the fish market was closed."
)
MORE = (
    "{who} said on Tuesday that {n} people had been killed when the sea wall at Dorvik fell. "
    "The harbour quarter was under water, and boats were out until the evening, fish sellers told the paper."
)
OTHER = (
    "The council of Lindmark voted on Tuesday to close two schools, councillor Per Aske said. "
    "Parents had gathered outside the town hall with drums, and the vote was put off twice."
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[EmbeddedDesk]:
    opened = EmbeddedDesk(tmp_path / "x.desk")
    yield opened
    opened.close()


def put(desk: EmbeddedDesk, text: str, outlet: str, *, day: str = "2025-03-11", update: bool = True) -> Reading:
    entry = Received(f"{outlet}.txt", "text", text, Given(outlet=outlet, published=day))
    before = {r.report.id for r in desk.readings(None)}
    desks.add(desk, [entry], options=OPTIONS)
    if update:
        live.update(desk)
    (reading,) = [r for r in desk.readings(None) if r.report.id not in before]
    return reading


def kinds(desk: EmbeddedDesk, since: int = 0) -> list[str]:
    return [change.kind for change in desk.changes(since=since)]


def stories(desk: EmbeddedDesk) -> set[frozenset[str]]:
    return {frozenset(json.loads(one.body)["items"]) for one in desk.derived_of_kind("story")}


def item(reading: Reading) -> str:
    return reading.items[0].id


def test_a_story_keeps_its_id_as_it_grows(desk: EmbeddedDesk) -> None:
    first = put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    story = desk.story_of(item(first))
    other = put(desk, OTHER, "Fen Wire")
    mark = desk.last_change()
    second = put(desk, MORE.format(n="four", who="Governor Ida Molnar"), "Hill News")
    assert desk.story_of(item(second)) == story != desk.story_of(item(other))
    assert "story-grew" in kinds(desk, mark)
    (grew,) = [change for change in desk.changes(since=mark) if change.kind == "story-grew"]
    assert (grew.subject, grew.before, grew.after, grew.evidence) == (story, "1", "2", (item(second),))
    assert desk.check() == []


def test_a_second_update_does_nothing(desk: EmbeddedDesk) -> None:
    first = put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    put(desk, MORE.format(n="seven", who="rescue chief Ola Brant"), "Hill News", day="2025-03-12")
    mark = desk.last_change()
    assert live.update(desk) == live.Done()
    assert live.update(desk, [first.report.id]).reports == 1
    assert desk.last_change() == mark


def test_what_is_found_is_logged_with_its_evidence(desk: EmbeddedDesk) -> None:
    put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    mark = desk.last_change()
    put(desk, MORE.format(n="four", who="Governor Ida Molnar"), "Hill News")
    put(desk, MORE.format(n="seven", who="Rescue chief Ola Brant"), "Fen Wire", day="2025-03-12")
    found = {change.kind: change for change in desk.changes(since=mark)}
    assert found["second-origin"].after == "2"
    revised = found["figure-revised"]
    assert revised.before and "4" in revised.before and revised.after and "7" in revised.after
    assert all(desk.owner(claim) for claim in revised.evidence)


def test_a_denial_is_logged_once(desk: EmbeddedDesk) -> None:
    denial = "{0} Harbour Works denied on Tuesday that the wall had been neglected."
    put(desk, denial.format(FALL.format(n="Four", who="rescue chief Ola Brant")), "Harbour Post")
    assert kinds(desk).count("denial") == 1
    mark = desk.last_change()
    put(desk, denial.format(FALL.format(n="Four", who="rescue chief Ola Brant")) + "\n\nShare this.", "Copy Post")
    assert kinds(desk, mark).count("denial") == 0


def test_killed_in_between_it_is_completed(desk: EmbeddedDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    put(desk, MORE.format(n="four", who="Governor Ida Molnar"), "Hill News", update=False)
    for broken in ("put_items", "put_story"):
        with monkeypatch.context() as patched:
            patched.setattr(EmbeddedDesk, broken, lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                live.update(desk)
        assert desk.count_to_link() != (0, 0)
    live.update(desk)
    assert desk.count_to_link() == (0, 0)
    assert kinds(desk).count("story-new") == 1 and kinds(desk).count("story-grew") == 1


def test_one_by_one_is_as_all_at_once(examples: Path, desk: EmbeddedDesk, tmp_path: Path) -> None:
    entries = [one for one in receive([str(examples)], given=Given(), stdin=None) if isinstance(one, Received)]
    desks.add(desk, entries, options=OPTIONS)
    following = live.Live(desk)
    for report in desk.to_link(100):
        assert report
    assert following.update().reports == len(entries)
    account, _ = flow.account(list(desk.readings(None)))
    copies = {one.id for one in desk.derived_of_kind("copy")}
    assert {link.id for link in account.copies} <= copies
    assert len(copies) <= len(account.copies) + 1  # a table of exact keys overflows less than one of hashed buckets
    batch = {frozenset(story.items) for story in account.stories}
    assert len(batch & stories(desk)) >= 0.8 * len(batch)
    kept = telling.copies_among(desk, list(desk.readings(None)))
    assert {link.id for link in kept} == copies
    assert all(link in kept for link in account.copies)
    assert desk.check() == []


def test_the_days_brief_has_the_stories_of_the_desk(desk: EmbeddedDesk) -> None:
    put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    put(desk, MORE.format(n="four", who="Governor Ida Molnar"), "Hill News")
    account, _ = desks.account_of(desk, day=desk.latest_day())
    assert {story.id for story in account.stories} == {one.id for one in desk.derived_of_kind("story")}


def test_old_reports_that_come_late_find_their_story(desk: EmbeddedDesk) -> None:
    put(desk, OTHER, "Fen Wire", day="2025-06-20")
    first = put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    second = put(desk, MORE.format(n="four", who="Governor Ida Molnar"), "Hill News")
    assert desk.story_of(item(first)) == desk.story_of(item(second))


def test_rows_of_an_earlier_version_are_made_again(desk: EmbeddedDesk) -> None:
    first = put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    (kept,) = desk.items_of_report(first.report.id)
    desk.put_items([replace(kept, body=b"cwf0" + kept.body[4:])])
    second = put(desk, MORE.format(n="four", who="Governor Ida Molnar"), "Hill News")
    assert desk.story_of(item(first)) == desk.story_of(item(second))
    assert desk.items_of_report(first.report.id) == [kept]


def test_a_date_to_come_closes_no_story(desk: EmbeddedDesk) -> None:
    first = put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    put(desk, OTHER, "Fen Wire", day="2099-01-01")
    second = put(desk, MORE.format(n="four", who="Governor Ida Molnar"), "Hill News")
    assert desk.story_of(item(first)) == desk.story_of(item(second))


def judge(desk: EmbeddedDesk, relation: str, left: str, right: str, verdict: str, at: str = AT) -> str:
    edge = judged.by_person(relation, left, right, verdict, by="R. Ito", at=at, why="seen on the spot")  # type: ignore[arg-type]
    desk.judge([edge])
    desk.tell_again(live.concerned(desk, [left, right]))
    live.update(desk)
    return edge.id


def test_a_join_outranks_and_survives(desk: EmbeddedDesk) -> None:
    one = put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    two = put(desk, OTHER, "Fen Wire")
    old = desk.story_of(item(two))
    edge = judge(desk, "story", item(one), item(two), "positive")
    story = desk.story_of(item(one))
    assert story == desk.story_of(item(two))
    assert {desk.resolve(str(old)), story} == {story}
    assert "stories-merged" in kinds(desk)
    kind, record = lookup.from_desk(desk, str(story)).find(str(story)) or ("", {})
    assert any("R. Ito" in line and "seen on the spot" in line for line in lookup.explain(kind, record, {}))
    desks.reread(desk, options=OPTIONS, everything=True)
    live.update(desk)
    put(desk, MORE.format(n="four", who="Governor Ida Molnar"), "Hill News")
    assert len(desk.members(str(desk.story_of(item(two))))) == 3
    account, _ = desks.account_of(desk, day=desk.latest_day())
    assert len(account.stories) == 1
    desk.judge([judged.undo(edge, by="R. Ito", at=AT, why="no")])
    desk.tell_again(live.concerned(desk, [item(one), item(two)]))
    live.update(desk)
    assert desk.story_of(item(one)) != desk.story_of(item(two))
    assert desk.resolve(str(desk.story_of(item(two)))) == desk.story_of(item(two))


def test_a_split_outranks_and_survives(desk: EmbeddedDesk) -> None:
    one = put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    two = put(desk, MORE.format(n="four", who="Governor Ida Molnar"), "Hill News")
    story = desk.story_of(item(one))
    assert story == desk.story_of(item(two))
    judge(desk, "story", item(one), item(two), "negative")
    assert desk.story_of(item(one)) == story != desk.story_of(item(two))
    live.update(desk, [one.report.id, two.report.id])
    desks.reread(desk, options=OPTIONS, everything=True)
    live.update(desk)
    assert desk.story_of(item(one)) == story != desk.story_of(item(two))


def test_a_rating_goes_with_its_finding(desk: EmbeddedDesk) -> None:
    put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    put(desk, MORE.format(n="four", who="Governor Ida Molnar"), "Hill News")
    finding = next(one.id for one in desk.derived_of_kind("finding"))
    judge(desk, "credibility", finding, "5", "positive")
    judge(desk, "source", "Ida Molnar", "B", "positive")
    put(desk, MORE.format(n="four", who="Harbour master Jonas Veld"), "Fen Wire")
    now = json.loads(desk.derived(desk.resolve(finding)).body)  # type: ignore[union-attr]
    assert now["credibility"] == 5 and "R. Ito" in now["credibility_why"]
    letters = {h["name"]: h.get("reliability") for answer in now["answers"] for h in answer["holders"]}
    assert letters["Ida Molnar"] == "B" and set(letters.values()) == {"B", None}


def test_a_forgotten_report_leaves_its_story(desk: EmbeddedDesk) -> None:
    one = put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    two = put(desk, MORE.format(n="four", who="Governor Ida Molnar"), "Hill News")
    desk.forget([one.report.id], "asked for")
    live.update(desk)
    assert [m.item for m in desk.members(str(desk.story_of(item(two))))] == [item(two)]
    assert desk.copies_of([one.report.id]) == [] and desk.items_of_report(one.report.id) == []
    desk.forget([two.report.id], "asked for")
    live.update(desk)
    assert list(desk.derived_of_kind("story")) == []
    assert desk.check() == []
