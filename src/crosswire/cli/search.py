"""``crosswire search``: words, phrases and filters over everything on the desk."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from crosswire.base.errors import RunFailed
from crosswire.cli import options as opt
from crosswire.cli.desk import open_desk
from crosswire.cli.shared import OK, WrongUse, app, progress

if TYPE_CHECKING:
    from crosswire.store.embedded import EmbeddedDesk
    from crosswire.store.search import Found, Hit, Mark
    from crosswire.store.search_index import Kind

_WIDTH = 240
_KINDS = ("reports", "items", "claims", "entities")

Query = Annotated[
    str | None, typer.Argument(metavar="QUERY", help='Words; "a phrase"; AND, OR, NOT, brackets; begin*; NEAR(a b, 5).')
]
In = Annotated[str, typer.Option("--in", metavar="KIND", help="reports, items, claims or entities.")]
Source = Annotated[str | None, typer.Option("--source", metavar="OUTLET", help="Only from this outlet.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only what is dated on or after this day.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only what is dated on or before this day.")]
Language = Annotated[str | None, typer.Option("--language", metavar="CODE", help="Only in this language: en, uk, ru.")]
Place = Annotated[
    str | None, typer.Option("--place", metavar="PLACE", help='Only what names a place: "Ansel", or "lat,lon,km".')
]
Holder = Annotated[str | None, typer.Option("--holder", metavar="NAME", help="Only what this source says or carries.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many to show.")]
Offset = Annotated[int, typer.Option("--offset", min=0, help="How many of the best to leave out.")]


@app.command(epilog='Example: crosswire search "flood NOT rain" --in claims --holder Ullman --since 2025-03-10')
def search(
    query: Query = None,
    kind: In = "reports",
    source: Source = None,
    since: Since = None,
    until: Until = None,
    language: Language = None,
    place: Place = None,
    holder: Holder = None,
    limit: Limit = 20,
    offset: Offset = 0,
    desk: opt.Desk = opt.DEFAULT_DESK,
    as_json: Annotated[bool, typer.Option("--json", help="Print the hits as JSON, with offsets.")] = False,
) -> int:
    """Find reports, items, claims or entities by their words, best first; crosswire show opens an id.

    Words are found in every case and number (English, Ukrainian, Russian); without QUERY: what the filters leave.
    """
    from crosswire.run.desk import index
    from crosswire.store.search import Asked

    if kind not in _KINDS:
        raise WrongUse(f"'{kind}' cannot be searched in; --in takes {', '.join(_KINDS)}")
    asked = Asked(
        query, cast("Kind", kind), source, opt.day(since), opt.day(until), language, place, holder, limit, offset
    )
    with open_desk(desk) as opened:
        with progress("indexing") as shown:
            index(opened, progress=shown)
        try:
            found = opened.search(asked)
        except RunFailed as error:
            if error.reason in ("bad-query", "bad-place"):
                raise WrongUse(error.message) from error
            raise
        if as_json:
            typer.echo(json.dumps(_document(found, offset), ensure_ascii=False, indent=1))
        else:
            _print(found, offset, kind, opened)
    return OK


def _document(found: "Found", offset: int) -> dict[str, Any]:
    hits = [
        {
            "id": hit.id,
            "kind": hit.kind,
            "score": round(hit.score, 4),
            "report": hit.report,
            "title": hit.title,
            "outlet": hit.outlet,
            "language": hit.language,
            "first": hit.first,
            "last": hit.last,
            "holder": hit.holder,
            "names": list(hit.names),
            "spans": [
                {"start": span.start, "end": span.end, "exact": span.exact if hit.kind == "claims" else None}
                for span in hit.spans
            ],
            "highlights": [
                {"field": mark.field, "start": mark.start, "end": mark.end, "exact": mark.exact} for mark in hit.marks
            ],
        }
        for hit in found.hits
    ]
    return {"total": found.total, "offset": offset, "hits": hits}


def _print(found: "Found", offset: int, kind: str, desk: "EmbeddedDesk") -> None:
    for hit in found.hits:
        when = hit.last if hit.first == hit.last else f"{hit.first}/{hit.last}"
        about = [hit.id, when or "", hit.outlet or "", hit.language or ""]
        typer.echo("  ".join(part for part in about if part))
        title = _bold(hit.title or "", [mark for mark in hit.marks if mark.field != "text"], 0)
        others = f" (also {', '.join(hit.names[:8])})" if hit.names else ""
        typer.echo(f"    {hit.holder + ': ' if hit.holder else ''}{title if kind != 'claims' else ''}{others}".rstrip())
        if hit.spans:
            typer.echo(f"    {_snippet(hit)}")
    last = offset + len(found.hits)
    if not found.total:
        typer.echo("nothing found; fewer words or begin* find more", err=True)
    elif last < found.total:
        more = f"; the next: --offset {last}" if found.hits else "; --offset is past the last"
        typer.echo(f"{offset + bool(found.hits)}–{last} of {found.total}{more}", err=True)
    else:
        typer.echo(f"{found.total} found", err=True)


def _snippet(hit: "Hit") -> str:
    """The stretch of the text with most of the query's words in it, on one line."""
    marks = [mark for mark in hit.marks if mark.field == "text"]
    span = hit.spans[0]
    if marks:
        best = max(marks, key=lambda mark: sum(mark.start <= one.start < mark.start + _WIDTH // 2 for one in marks))
        span = next(one for one in hit.spans if one.start <= best.start < one.end)
        start = max(span.start, best.start - _WIDTH // 4)
    else:
        start = span.start
    end = min(span.end, start + _WIDTH)
    while start > span.start and span.exact[start - span.start - 1].isalnum():
        start -= 1
    while end < span.end and span.exact[end - span.start].isalnum():
        end += 1
    words = span.exact[start - span.start : end - span.start]
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    shown = " ".join(_bold(words, inside, start).split())
    return f"{'… ' if start > span.start else ''}{shown}{' …' if end < span.end else ''}"


def _bold(words: str, marks: Sequence["Mark"], start: int) -> str:
    """The words with marked ones bold on a terminal; elsewhere as they are."""
    words = "".join(char if char.isprintable() or char in "\n\t" else " " for char in words)
    if not sys.stdout.isatty():
        return words
    parts, at = [], 0
    for mark in marks:
        low, high = mark.start - start, mark.end - start
        if low >= at:
            parts += [words[at:low], f"\x1b[1m{words[low:high]}\x1b[0m"]
            at = high
    return "".join(parts) + words[at:]
