"""The contract of the logs and of the records by story, held by every backend."""

import pytest
from deskrecords import put, reading
from hypothesis import given
from hypothesis import strategies as st

from crosswire.base.errors import RunFailed
from crosswire.model import judged
from crosswire.model.story import Judgement
from crosswire.store.base import Change, Derived, Member
from crosswire.store.embedded import EmbeddedDesk

WHEN = "2025-03-11T10:00:00Z"


def edge(left: str, right: str, verdict: str = "positive", *, relation: str = "story", at: str = WHEN) -> Judgement:
    return judged.by_person(relation, left, right, verdict, by="R. Ito", at=at, why="read both")  # type: ignore[arg-type]


def test_judgements_are_only_added(desk: EmbeddedDesk) -> None:
    first, second = edge("itm-a", "itm-b"), edge("itm-a", "itm-b", "negative")
    assert desk.judge([first, second]) == 2
    assert desk.judge([first]) == 0
    assert list(desk.judgements()) == [first, second]
    assert [(c.kind, c.subject, c.evidence) for c in desk.changes()] == [
        ("judgement", first.id, ("itm-a", "itm-b")),
        ("judgement", second.id, ("itm-a", "itm-b")),
    ]


def test_either_way_round_is_one_edge() -> None:
    assert edge("itm-a", "itm-b") == edge("itm-b", "itm-a")
    assert edge("itm-a", "itm-b").id != edge("itm-a", "itm-b", at="2025-03-12T10:00:00Z").id


def test_the_last_edge_on_a_pair_holds() -> None:
    same, different = edge("itm-a", "itm-b"), edge("itm-b", "itm-a", "negative")
    other = edge("itm-a", "itm-c")
    assert judged.standing([same, other, different]) == (other, different)


def test_an_undo_brings_back_what_was_before() -> None:
    same, different = edge("itm-a", "itm-b"), edge("itm-a", "itm-b", "negative")
    undone = judged.undo(different.id, by="R. Ito", at=WHEN, why="mixed up")
    again = judged.undo(undone.id, by="R. Ito", at=WHEN, why="was right")
    assert judged.standing([same, different, undone]) == (same,)
    assert judged.standing([same, different, undone, again]) == (different,)


def test_a_source_has_one_rating() -> None:
    ratings = [edge("Harbour Post", letter, relation="source") for letter in "BCA"]
    assert [one.right for one in judged.standing(ratings)] == ["A"]


@given(st.lists(st.integers(0, 5), max_size=12))
def test_undoing_everything_leaves_nothing(targets: list[int]) -> None:
    made = [edge("itm-a", f"itm-{target}", at=str(number)) for number, target in enumerate(targets)]
    undos = [judged.undo(one.id, by="X", at=WHEN, why="y") for one in made]
    assert judged.standing([*made, *undos]) == ()
    assert len(judged.standing(made)) == len(set(targets))


def test_changes_are_numbered_in_order_and_never_twice(desk: EmbeddedDesk) -> None:
    assert desk.last_change() == 0
    last = desk.log([Change("story-new", "sto-1"), Change("figure-revised", "fnd-1", "4", "6", ("fig-1", "fig-2"))])
    assert last == desk.last_change() == 2
    desk.log([Change("story-grew", "sto-1", "1", "2", ("itm-1",))])
    assert [change.sequence for change in desk.changes()] == [1, 2, 3]
    (second,) = desk.changes(since=1, limit=1)
    assert (second.kind, second.before, second.after, second.evidence) == (
        "figure-revised",
        "4",
        "6",
        ("fig-1", "fig-2"),
    )
    assert second.at.endswith("Z")
    assert [change.kind for change in desk.changes_of("sto-1")] == ["story-new", "story-grew"]


def test_more_changes_than_one_page(desk: EmbeddedDesk) -> None:
    desk.log(Change("story-grew", f"sto-{number}") for number in range(1234))
    assert [change.sequence for change in desk.changes(since=10)] == list(range(11, 1235))


def test_a_new_report_and_a_new_version_are_logged_with_their_reading(desk: EmbeddedDesk) -> None:
    first, second = (reading(text, url="https://post.example/1") for text in ("Four hurt.", "Five hurt."))
    put(desk, first)
    put(desk, second)
    changed = list(desk.changes())
    assert [change.kind for change in changed] == ["report-added", "report-added", "version-changed"]
    assert (changed[2].before, changed[2].after) == (first.report.id, second.report.id)


def test_redirects_lead_to_the_end(desk: EmbeddedDesk) -> None:
    desk.redirect("sto-1", "sto-2")
    desk.redirect("sto-2", "sto-3")
    assert desk.resolve("sto-1") == desk.resolve("sto-2") == desk.resolve("sto-3") == "sto-3"
    assert desk.resolve("sto-9") == "sto-9"
    with pytest.raises(RunFailed, match="leads to sto-3 already"):
        desk.redirect("sto-3", "sto-1")
    assert desk.resolve("sto-3") == "sto-3"


def test_kept_records_are_replaced_by_later_ones(desk: EmbeddedDesk) -> None:
    desk.keep([Derived("sto-1", "story", "{}")])
    desk.keep([Derived("sto-1", "story", '{"title":"x"}')])
    assert desk.derived("sto-1") == Derived("sto-1", "story", '{"title":"x"}')
    assert desk.derived("sto-2") is None


def test_one_story_is_replaced_alone(desk: EmbeddedDesk) -> None:
    members = [Member("itm-1", "rep-1"), Member("itm-2", "rep-2")]
    desk.put_story("sto-1", members, [Derived("sto-1", "story", "{}"), Derived("fnd-1", "finding", "{}")])
    desk.put_story("sto-2", [Member("itm-3", "rep-2")], [Derived("sto-2", "story", "{}")])
    assert desk.stories_of("rep-2") == ["sto-1", "sto-2"]
    assert desk.story_of("itm-3") == "sto-2"
    assert list(desk.members("sto-1")) == members
    desk.put_story("sto-1", members[:1], [Derived("sto-1", "story", '{"x":1}')])
    assert desk.derived("fnd-1") is None
    assert [one.body for one in desk.derived_of_story("sto-1")] == ['{"x":1}']
    assert desk.stories_of("rep-2") == ["sto-2"]
    assert [one.id for one in desk.derived_of_kind("story")] == ["sto-1", "sto-2"]
    desk.drop_story("sto-2")
    assert desk.stories_of("rep-2") == []
    assert desk.derived("sto-2") is None
