"""``crosswire ledger``: every figure with its holder and its words, as a table, a file, or a series per holder."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosswire.base.config import Options
from crosswire.base.errors import RunFailed
from crosswire.cli import options as opt
from crosswire.cli.shared import OK, SOME_UNREAD, WrongUse, app, progress, report_issues
from crosswire.model.account import Account

if TYPE_CHECKING:
    from crosswire.run import ledger as book
    from crosswire.run import tables

About = Annotated[
    str | None, typer.Option("--about", metavar="WORD", help="Only figures about this: drones, killed, a place.")
]
By = Annotated[str | None, typer.Option("--holder", metavar="NAME", help="Only figures of this holder or carrier.")]
AsSeries = Annotated[bool, typer.Option("--series", help="One line a holder: its figures over time.")]
Once = Annotated[bool, typer.Option("--once", help="Leave out rows that repeat another (copies, echoes, old reports).")]
Out = Annotated[Path | None, typer.Option("-o", "--out", help="File to write: .csv, .json or .parquet.")]


@app.command(epilog="Example: crosswire ledger reports/ --about drones --series   or: -o figures.csv")
def ledger(
    paths: opt.Paths = None,
    desk: opt.Desk = opt.DEFAULT_DESK,
    about: About = None,
    holder: By = None,
    as_series: AsSeries = False,
    once: Once = False,
    out: Out = None,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    epoch: opt.Epoch = None,
    day: opt.Day = None,
    workers: opt.Workers = 0,
) -> int:
    """List every figure of PATHS, or of the desk without PATHS: number, holder, scope, times, and the words cited."""
    from crosswire.run import ledger as book
    from crosswire.run import tables

    options = Options(opt.published(published), outlet, opt.day(epoch), opt.day(day), workers)
    if out is not None and out.suffix not in tables.SUFFIXES:
        raise WrongUse(f"{out}: a ledger is written as {', '.join(tables.SUFFIXES)}; end the name in one of them")
    account, origins = _read(paths, options) if paths else _desk(desk, options)
    entries = book.choose(book.ledger(account, origins), about=about, holder=holder, repeats=not once)
    if as_series:
        _give_series(tables.series(entries), out)
    elif out is not None:
        tables.write(out, entries)
    elif sys.stdout.isatty():
        _table(entries)
    else:
        sys.stdout.write(tables.csv_text(entries))
    first = sum(entry.repeats is None for entry in entries)
    where = f"; they are in {out}" if out else ""
    typer.echo(f"{len(entries)} figure(s), {len(entries) - first} of them repeat another{where}", err=True)
    report_issues(list(account.issues))
    return SOME_UNREAD if any(issue.fatal for issue in account.issues) else OK


def _read(paths: list[str], options: Options) -> tuple[Account, Mapping[str, str]]:
    from crosswire.cli.intake import inputs
    from crosswire.model.report import Given
    from crosswire.run.runner import run

    with progress("reading") as shown:
        entries = inputs(paths, given=Given(outlet=options.outlet))
        result = run(entries, options=options, progress=shown)
    if not result.account.readings:
        report_issues(list(result.account.issues))
        raise RunFailed("nothing-read", "no report could be read; name files or folders of reports")
    return result.account, result.origins


def _desk(path: Path, options: Options) -> tuple[Account, Mapping[str, str]]:
    from crosswire.run.desk import account_of
    from crosswire.store.embedded import EmbeddedDesk

    if not path.exists():
        raise WrongUse(f"name reports to read, or put some on a desk first: crosswire add PATH (no {path})")
    opened = EmbeddedDesk(path)
    try:
        return account_of(opened, day=options.day)
    finally:
        opened.close()


def _give_series(found: tuple["tables.Series", ...], out: Path | None) -> None:
    from crosswire.run import tables

    if out is not None:
        if out.suffix == ".parquet":
            raise WrongUse("series are written as .csv or .json")
        text = tables.json_text(found) if out.suffix == ".json" else tables.series_csv(found)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8", newline="")
        return
    heading = None
    for one in found:
        asked = f"{one.about}{f', {one.where}' if one.where else ''}"
        if (asked, one.story) != heading:
            heading = (asked, one.story)
            typer.echo(asked)
        steps = " → ".join(f"{point.value} ({(point.said or 'undated')[:10]})" for point in one.points)
        typer.echo(f"  {one.chain or one.holder}: {steps}")


def _table(entries: tuple["book.Entry", ...]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, pad_edge=False, show_edge=False)
    for name in ("said", "figure", "of what", "where", "when", "holder", "relation", "report"):
        shown.add_column(name, overflow="fold")
    for entry in entries:
        of_what = " ".join(filter(None, (entry.category or entry.unit, entry.what)))
        relation = "repeats" if entry.repeats else entry.relation or ""
        cells = (
            (entry.said or "undated")[:10],
            entry.value,
            of_what,
            entry.where or "",
            entry.meant or "",
            entry.chain or entry.holder,
            relation,
            f"{entry.report_name}:{entry.start}",
        )
        shown.add_row(*(Text(cell) for cell in cells))
    Console().print(shown)
