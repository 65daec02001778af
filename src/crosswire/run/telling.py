"""Stories told anew on a desk: a person's joins and splits laid over the machine's, then title, origins and findings
from the readings of those stories and of the copies linked to them, and what is new put into the change log."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from crosswire.base.ids import make_id
from crosswire.model.account import Account, Reading
from crosswire.model.story import Aligned, CopyLink, Judgement, Story
from crosswire.run import changes, flow
from crosswire.run.changes import State
from crosswire.run.export import export
from crosswire.run.judging import carried, in_force
from crosswire.store.base import Change, Derived, Member, Placed
from crosswire.store.embedded import EmbeddedDesk
from crosswire.stories import judged


@dataclass(frozen=True, slots=True)
class Held:
    """The machine's stories that were looked at, and the stories that come of them: id to item ids."""

    machine: frozenset[str]
    final: Mapping[str, tuple[str, ...]]
    placed: Mapping[str, Placed]


def tell(desk: EmbeddedDesk, asked: Sequence[str]) -> int:
    """Tell these stories (by the machine's ids) anew, and those that a judgement ties to them; how many there are.

    To be called in a transaction. A story of which nothing is left is removed, or leads to the one it has become.
    """
    edges = in_force(desk)
    held = _held(desk, asked, edges)
    ids = {*held.final, *held.machine, *asked, *desk.stories_with(held.placed)}
    before = {story: _state(desk, story) for story in sorted(ids)}
    account, origins = _account(desk, held, edges)
    account = carried(desk, account, edges)
    for own in held.final:
        desk.redirect_no_more(own)
    _remove(desk, held, before)
    inside = _inside(account.readings)
    told = changes.told(account.readings, origins, {c.derived for c in account.copies if c.derived})
    log: list[Change] = []
    rows = msgspec.to_builtins(export(account, origins=origins))
    titled = {row["id"]: row for row in rows["stories"]}
    for story in account.stories:
        if story.id not in held.final:
            continue
        findings = tuple(row for row in rows["findings"] if row["story"] == story.id)
        after = State(story.items, findings)
        row = {**titled[story.id], "follows": story.follows or _followed(before.get(story.id), desk, story.id)}
        _succeed(desk, before.values(), findings)
        kept_rows = [derived(row, "story"), *(derived(one, "finding") for one in findings)]
        desk.put_story(story.id, [Member(item, inside[item]) for item in story.items], kept_rows)
        log += changes.of_story(story.id, before.get(story.id, State()), after, told)
    desk.log([*_merged(held, before), *log])
    desk.told({*asked, *held.machine})
    return len(held.final)


def kept(link: CopyLink) -> Derived:
    """A copy link as it is kept: as in the JSON of ``analyze``, with its aligned passages."""
    row = {
        "id": link.id,
        "from": link.source,
        "to": link.target,
        "kind": link.kind,
        "share": link.share,
        "why": "; ".join(link.why),
        "directed": link.directed,
        "aligned": [[a.from_start, a.from_end, a.to_start, a.to_end, a.score] for a in link.aligned],
    }
    return derived(row, "copy")


def copy_of(body: str) -> CopyLink:
    """The link that was kept."""
    row = json.loads(body)
    aligned = tuple(Aligned(*one) for one in row.get("aligned", ()))
    why = tuple(row["why"].split("; "))
    return CopyLink(row["id"], row["from"], row["to"], row["kind"], row["share"], why, aligned, row["directed"])


def derived(row: Mapping[str, object], kind: str) -> Derived:
    """A JSON row as a record to keep."""
    return Derived(str(row["id"]), kind, json.dumps(row, ensure_ascii=False))


def copies_among(desk: EmbeddedDesk, readings: Iterable[Reading]) -> list[CopyLink]:
    """The copy links on the desk that have both ends in these readings."""
    ends = {end for r in readings for end in (r.report.id, *(item.id for item in r.items))}
    found = (copy_of(one.body) for one in desk.copies_of(sorted(end for end in ends if end.startswith("rep-"))))
    return [link for link in found if {link.source, link.target} <= ends]


def _held(desk: EmbeddedDesk, asked: Sequence[str], edges: Sequence[Judgement]) -> Held:
    """The machine's stories that judgements tie together, and the stories after the judgements."""
    machine: dict[str, list[Placed]] = {}
    placed: dict[str, Placed] = {}
    waiting = set(asked)
    while waiting:
        for one in desk.items_of_stories(sorted(waiting)):
            machine.setdefault(one.story, []).append(one)
            placed[one.item] = one
        near = judged.touching(edges, placed)
        ends = {end for edge in near for end in (edge.left, edge.right)} - placed.keys()
        waiting = {one.story for one in desk.items_called(sorted(ends))} - machine.keys()
    ordered = sorted(machine.values(), key=lambda found: (found[0].day, found[0].story))
    groups = judged.regroup([[one.item for one in found] for found in ordered], edges)
    final: dict[str, tuple[str, ...]] = {}
    for group in groups:
        own = placed[group[0]].story
        while own in final:
            own = make_id("story", group[0], *([own] if own == make_id("story", group[0]) else []))
        final[own] = tuple(group)
    return Held(frozenset(machine), final, placed)


def _state(desk: EmbeddedDesk, story: str) -> State:
    items = tuple(one.item for one in desk.members(story))
    findings = [json.loads(one.body) for one in desk.derived_of_story(story) if one.kind == "finding"] if items else []
    return State(items, tuple(findings))


def _account(desk: EmbeddedDesk, held: Held, edges: Sequence[Judgement]) -> tuple[Account, Mapping[str, str]]:
    """The account of the reports of these stories and of their copies; stories as they are held."""
    reports = {one.report for one in held.placed.values()}
    wanted = sorted(reports | desk.ends_of_copies(sorted(reports)))
    readings = [reading for report in wanted if (reading := desk.reading(report)) is not None]
    given = {item: story for story, items in held.final.items() for item in items}
    for reading in readings:
        for item in reading.items:
            if item.id not in given and (other := desk.story_of(item.id)) is not None:
                given[item.id] = other if other not in held.final else make_id("story", item.id, other)
    copies = copies_among(desk, readings)
    account, origins = flow.account(readings, judgements=edges, copies=copies, stories=given)
    return replace(account, stories=tuple(_with_edges(story, held) for story in account.stories)), origins


def _with_edges(story: Story, held: Held) -> Story:
    """The story with the judgements by which the machine put its items into it as they arrived."""
    if story.id not in held.final:
        return story
    kept_edges = [held.placed[item].edge for item in held.final[story.id]]
    mine = [msgspec.json.decode(edge, type=Judgement) for edge in kept_edges if edge]
    others = [e for e in story.judgements if e.by != "machine" or e.right not in held.placed]
    return replace(story, judgements=(*mine, *others))


def _inside(readings: Iterable[Reading]) -> dict[str, str]:
    return {item.id: reading.report.id for reading in readings for item in reading.items}


def _remove(desk: EmbeddedDesk, held: Held, before: Mapping[str, State]) -> None:
    """Drop stories that are no more; where most of one's items are now says where its id leads."""
    home = {item: story for story, items in held.final.items() for item in items}
    for old, state in before.items():
        if old in held.final:
            continue
        desk.drop_story(old)
        went = Counter(home[item] for item in state.items if item in home)
        if went:
            desk.redirect(old, went.most_common(1)[0][0])


def _merged(held: Held, before: Mapping[str, State]) -> Iterator[Change]:
    home = {item: story for story, items in held.final.items() for item in items}
    for old, state in before.items():
        went = Counter(home[item] for item in state.items if item in home) if old not in held.final else None
        if went:
            yield Change("stories-merged", went.most_common(1)[0][0], old, None, state.items[: changes.MOST])


def _followed(before: State | None, desk: EmbeddedDesk, story: str) -> str | None:
    found = desk.derived(story) if before is not None and before.items else None
    follows = json.loads(found.body).get("follows") if found is not None else None
    return desk.resolve(follows) if follows else None


def _succeed(desk: EmbeddedDesk, before: Iterable[State], findings: Sequence[changes.Finding]) -> None:
    """Let the ids of findings that have become others lead to these."""
    present = {one["id"] for one in findings}
    for one in findings:
        desk.redirect_no_more(one["id"])
    for state in before:
        for old in state.findings:
            if old["id"] not in present and (now := changes.succeeds(old, findings)) is not None:
                desk.redirect(old["id"], now)
