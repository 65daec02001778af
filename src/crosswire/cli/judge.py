"""``crosswire judge`` and ``crosswire changes``: a person's judgements, and what changed on the desk."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from crosswire.base.errors import RunFailed
from crosswire.base.ids import kind_of
from crosswire.cli import options as opt
from crosswire.cli.desk import open_desk
from crosswire.cli.shared import OK, WrongUse, app
from crosswire.model import judged
from crosswire.model.story import Judgement, Verdict

if TYPE_CHECKING:
    from crosswire.store.embedded import EmbeddedDesk

_MOST = 2000
_LETTERS, _NUMBERS = "ABCDEF", "123456"
judge = typer.Typer(
    help="Record a judgement: it outranks the machine's, and is undone by another one, never removed.",
    no_args_is_help=True,
    epilog='Example: crosswire judge join itm-… itm-… --by "R. Ito" --why "one collapse, two towns named"',
)
app.add_typer(judge, name="judge")

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges; it is kept.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it is kept.")]
Left = Annotated[str, typer.Argument(metavar="A", help="An item, story or report of one item, by id.")]
Right = Annotated[str, typer.Argument(metavar="B", help="The other one.")]
Named = Annotated[str, typer.Argument(metavar="A", help="An entity's id, or a name as it is written.")]
OtherName = Annotated[str, typer.Argument(metavar="B", help="The other one.")]


@judge.command(epilog='Example: crosswire judge join itm-… sto-… --by "R. Ito" --why "the same collapse"')
def join(left: Left, right: Right, by: By, why: Why, desk: opt.Desk = opt.DEFAULT_DESK) -> int:
    """Two items or stories tell of one event."""
    with open_desk(desk) as opened:
        pair = (_items(opened, left)[0], _items(opened, right)[0])
        return _keep(opened, "story", [pair], "positive", by, why)


@judge.command(epilog='Example: crosswire judge split itm-… sto-… --by "R. Ito" --why "the bridge fell a year before"')
def split(left: Left, right: Right, by: By, why: Why, desk: opt.Desk = opt.DEFAULT_DESK) -> int:
    """Two items are not of one event; an item does not belong to a story."""
    with open_desk(desk) as opened:
        ones, others = _items(opened, left), _items(opened, right)
        others = [one for one in others if one not in ones] if len(ones) == 1 else others
        pairs = [(one, other) for one in ones for other in others if one != other]
        if len(pairs) > _MOST:
            raise WrongUse(f"these would be {len(pairs)} judgements; name items instead of whole stories")
        return _keep(opened, "story", pairs, "negative", by, why)


@judge.command(epilog='Example: crosswire judge same "Petra Ullman" "P. Ullmann" --by "R. Ito" --why "one mayor"')
def same(left: Named, right: OtherName, by: By, why: Why, desk: opt.Desk = opt.DEFAULT_DESK) -> int:
    """Two names are of one person, organisation or place."""
    with open_desk(desk) as opened:
        return _keep(opened, "entity", [(_name(opened, left), _name(opened, right))], "positive", by, why)


@judge.command(epilog='Example: crosswire judge different ent-… ent-… --by "R. Ito" --why "father and son"')
def different(left: Named, right: OtherName, by: By, why: Why, desk: opt.Desk = opt.DEFAULT_DESK) -> int:
    """Two names are not of one person, organisation or place."""
    with open_desk(desk) as opened:
        return _keep(opened, "entity", [(_name(opened, left), _name(opened, right))], "negative", by, why)


@judge.command(epilog='Example: crosswire judge rate "Harbour Post" B --by "R. Ito" --why "right on eight of ten"')
def rate(
    what: Annotated[str, typer.Argument(metavar="SOURCE|FINDING", help="An outlet or source by name; or a finding.")],
    rating: Annotated[str, typer.Argument(metavar="RATING", help="A–F for a source, 1–6 for a finding.")],
    by: By,
    why: Why,
    desk: opt.Desk = opt.DEFAULT_DESK,
) -> int:
    """Rate how reliable a source is (A–F), or how credible the information of a finding is (1–6)."""
    is_finding = kind_of(what) == "finding"
    rating = rating.upper()
    allowed = _NUMBERS if is_finding else _LETTERS
    if len(rating) != 1 or rating not in allowed:
        sort = "the information of a finding" if is_finding else "a source"
        raise WrongUse(f"'{rating}' is no rating of {sort}; it is one of {', '.join(allowed)} (the Admiralty scale)")
    with open_desk(desk) as opened:
        if is_finding:
            _known(opened, what)
        relation = "credibility" if is_finding else "source"
        return _keep(opened, relation, [(what, rating)], "positive", by, why)


@judge.command(epilog='Example: crosswire judge undo jdg-… --by "R. Ito" --why "I mixed up the towns"')
def undo(
    identifier: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The judgement to take back, by id.")],
    by: By,
    why: Why,
    desk: opt.Desk = opt.DEFAULT_DESK,
) -> int:
    """Take a judgement back, also an undo."""
    from crosswire.store.database import now

    with open_desk(desk) as opened:
        if opened.judgement(identifier) is None:
            raise RunFailed("unknown-id", f"no judgement {identifier} on {desk}; crosswire judge list has them all")
        edge = judged.undo(identifier, by=_said("--by", by), at=now(), why=_said("--why", why))
        taken_back = opened.judgement(identifier)
        opened.judge([edge])
        _apply(opened, [taken_back] if taken_back else [])
    typer.echo(edge.id)
    typer.echo(f"{identifier} no longer holds", err=True)
    return OK


@judge.command("list", epilog="Example: crosswire judge list --all --json")
def list_(
    everything: Annotated[bool, typer.Option("--all", help="Also those undone or replaced by a later one.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    desk: opt.Desk = opt.DEFAULT_DESK,
) -> int:
    """List the judgements in force, oldest first."""
    with open_desk(desk) as opened:
        log = list(opened.judgements())
    holding = {edge.id for edge in judged.standing(log)}
    for edge in log:
        if not everything and edge.id not in holding:
            continue
        if as_json:
            typer.echo(json.dumps({**asdict(edge), "in_force": edge.id in holding}, ensure_ascii=False))
        else:
            typer.echo(_line(edge, edge.id in holding))
    typer.echo(f"{len(holding)} in force, {len(log)} in the log", err=True)
    return OK


@app.command(epilog="Example: crosswire changes --since 120 --json")
def changes(
    since: Annotated[int, typer.Option("--since", min=0, metavar="N", help="Only after this number.")] = 0,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    desk: opt.Desk = opt.DEFAULT_DESK,
) -> int:
    """Print what changed on the desk, in order; the number of the last line is where to go on with --since."""
    count = 0
    with open_desk(desk) as opened:
        for change in opened.changes(since=since, limit=limit):
            count += 1
            if as_json:
                typer.echo(json.dumps(asdict(change), ensure_ascii=False))
            else:
                values = f": {change.before or '–'} → {change.after or '–'}" if change.before or change.after else ""
                typer.echo(f"{change.sequence}  {change.at}  {change.kind}  {change.subject}{values}")
    if not count:
        typer.echo(f"nothing after {since}", err=True)
    return OK


def _keep(
    desk: "EmbeddedDesk", relation: str, pairs: Sequence[tuple[str, str]], verdict: Verdict, by: str, why: str
) -> int:
    from crosswire.store.database import now

    if not pairs or any(left == right for left, right in pairs):
        raise WrongUse("these are one and the same already; name two different ones")
    at, who, reason = now(), _said("--by", by), _said("--why", why)
    edges = [judged.by_person(relation, left, right, verdict, by=who, at=at, why=reason) for left, right in pairs]
    desk.judge(edges)
    _apply(desk, edges)
    for edge in edges:
        typer.echo(edge.id)
    typer.echo(f"{len(edges)} judgement(s) kept; to take one back: crosswire judge undo {edges[0].id}", err=True)
    return OK


def _apply(desk: "EmbeddedDesk", edges: Sequence[Judgement]) -> None:
    """Let the stories that a judgement is about follow it now, where the desk's reports are linked."""
    from crosswire.run import live

    ends = {end for edge in edges for end in (edge.left, edge.right)}
    if any(edge.relation == "undo" for edge in edges):
        ends |= {end for edge in desk.judgements() for end in (edge.left, edge.right)}
    with desk.transaction():
        desk.tell_again(live.concerned(desk, ends))
    live.update(desk)


def _said(option: str, value: str) -> str:
    if not value.strip():
        raise WrongUse(f"{option} may not be empty: a judgement is kept with who made it and why")
    return " ".join(value.split())


def _items(desk: "EmbeddedDesk", identifier: str) -> list[str]:
    """The items that an id stands for: itself, those of a story, the one of a report. Stories change their ids as they
    are made anew, items never: so judgements are about items."""
    kind, identifier = kind_of(identifier), desk.resolve(identifier)
    if kind == "item" and desk.owner(identifier):
        return [identifier]
    if kind == "story":
        found = [one.item for one in desk.members(identifier)]
        kept = desk.derived(identifier)
        if not found and kept is not None:
            found = [str(item) for item in json.loads(kept.body)["items"]]
        if found:
            return found
    if kind == "report":
        reading = desk.reading(identifier)
        if reading is not None and len(reading.items) == 1:
            return [reading.items[0].id]
        if reading is not None:
            raise WrongUse(
                f"{identifier} has {len(reading.items)} items; name one of them (crosswire show {identifier})"
            )
    raise RunFailed("unknown-id", f"no item, story or report {identifier} on {desk.path}; crosswire search finds ids")


def _name(desk: "EmbeddedDesk", name: str) -> str:
    if kind_of(name) == "entity":
        _known(desk, name)
    return " ".join(name.split())


def _known(desk: "EmbeddedDesk", identifier: str) -> None:
    if desk.derived(identifier) is None and not desk.is_named(identifier):
        raise RunFailed("unknown-id", f"no {identifier} on {desk.path}; crosswire search --in entities finds ids")


def _line(edge: Judgement, holds: bool) -> str:
    ends = edge.left if edge.relation == "undo" else f"{edge.left} – {edge.right}"
    state = "" if holds or edge.relation == "undo" else " (no longer in force)"
    return f"{edge.id}  {edge.at}  {edge.relation} {edge.verdict}{state}: {ends}, by {edge.by}: {edge.why}"
