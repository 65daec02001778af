"""``crosswire brief``, ``crosswire analyze``, ``crosswire verify``: from reports to what is written about them."""

import dataclasses
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from crosswire.base.config import Options
from crosswire.base.errors import RunFailed
from crosswire.brief import compose, prune, render, verify
from crosswire.cli import options as opt
from crosswire.cli.shared import OK, REFUSED, SOME_UNREAD, WrongUse, app, progress, report_issues
from crosswire.ingest.files import receive
from crosswire.model.account import Account
from crosswire.model.brief import Brief
from crosswire.model.report import Given
from crosswire.run.runner import Result
from crosswire.run.runner import run as run_flow


@app.command(epilog="Example: crosswire brief reports/ live.html -o out/ --published 2023-05-23 --epoch 2022-02-24")
def brief(
    paths: opt.Paths = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder to write into.", file_okay=False)] = Path("brief"),
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    epoch: opt.Epoch = None,
    day: opt.Day = None,
    title: Annotated[str | None, typer.Option("--title", help="Title of the brief.")] = None,
    desk: opt.Desk = opt.DEFAULT_DESK,
    as_json: Annotated[bool, typer.Option("--json", help="Also print brief.json on standard output.")] = False,
    workers: opt.Workers = 0,
) -> int:
    """Write a cited brief (brief.html, brief.md, brief.json) of PATHS, or of one day of the desk without PATHS."""
    options = Options(opt.published(published), outlet, opt.day(epoch), opt.day(day), workers, title)
    if paths:
        result = _analyse(paths, options)
        account, origins = result.account, result.origins
    else:
        account, options, origins = _from_desk(desk, options)
    composed = _verified(compose.compose(account, origins, options=options, title=title), account)
    out.mkdir(parents=True, exist_ok=True)
    written = {
        "brief.html": render.html(composed, account).encode(),
        "brief.md": render.markdown(composed, account).encode(),
        "brief.json": render.to_json(composed),
    }
    for name, content in written.items():
        (out / name).write_bytes(content)
    report_issues(list(account.issues))
    typer.echo(f"{len(account.readings)} report(s) read; the brief is in {out / 'brief.html'}", err=True)
    if as_json:
        sys.stdout.buffer.write(written["brief.json"])
    return _code(account)


@app.command(epilog="Example: crosswire analyze reports/ -o found.json   (- reads standard input)")
def analyze(
    paths: opt.Paths = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="File to write; standard output if absent.")] = None,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    epoch: opt.Epoch = None,
    workers: opt.Workers = 0,
) -> int:
    """Write everything found in PATHS as JSON, for programs."""
    if not paths:
        raise WrongUse("name at least one file or folder, or - for standard input")
    from crosswire.run.export import encode, export

    options = Options(opt.published(published), outlet, opt.day(epoch), None, workers)
    result = _analyse(paths, options)
    content = encode(export(result.account, origins=result.origins, counts=result.counts))
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content)
        typer.echo(f"{len(result.account.readings)} report(s) read; everything found is in {out}", err=True)
    report_issues(list(result.account.issues))
    return _code(result.account)


@app.command("verify", epilog="Example: crosswire verify brief/brief.json reports/")
def verify_brief(
    brief_file: Annotated[Path, typer.Argument(metavar="BRIEF", help="A brief.json, as written or edited.")],
    paths: opt.Paths = None,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    epoch: opt.Epoch = None,
) -> int:
    """Check that each line of a brief rests on the reports it cites; say which do not."""
    if not paths:
        raise WrongUse("name the reports that the brief was made from")
    try:
        read = render.from_json(brief_file.read_bytes())
    except (OSError, ValueError) as error:
        raise RunFailed("not-a-brief", f"{brief_file}: not a brief.json ({error})") from error
    result = _analyse(paths, Options(opt.published(published), outlet, opt.day(epoch)))
    problems = verify.verify(read, result.account)
    for problem in problems:
        typer.echo(str(problem))
    typer.echo(f"{len(problems)} line(s) refused" if problems else "every line rests on its citations", err=True)
    return REFUSED if problems else OK


def _analyse(paths: list[str], options: Options) -> Result:
    given = Given(outlet=options.outlet)
    with progress("reading") as shown:
        result = run_flow(receive(paths, given=given, stdin=sys.stdin.buffer), options=options, progress=shown)
    if not result.account.readings:
        report_issues(list(result.account.issues))
        raise RunFailed("nothing-read", "no report could be read; name files or folders of text, Markdown or HTML")
    return result


def _from_desk(path: Path, options: Options) -> tuple[Account, Options, Mapping[str, str]]:
    from crosswire.run.desk import account_of
    from crosswire.store.embedded import EmbeddedDesk

    if not path.exists():
        raise WrongUse(f"name reports to read, or put some on a desk first: crosswire add PATH (no {path})")
    desk = EmbeddedDesk(path)
    try:
        day = options.day or desk.latest_day()
        account, origins = account_of(desk, day=day)
        if undated := desk.undated():
            typer.echo(f"note: {undated} report(s) on the desk have no date and are in no day's brief", err=True)
    finally:
        desk.close()
    if not account.readings:
        raise RunFailed("nothing-that-day", f"no report on the desk is dated {day or 'at all'}")
    return account, dataclasses.replace(options, day=day), origins


def _verified(composed: Brief, account: Account) -> Brief:
    """The brief without lines that do not rest on their citations, each of them said on standard error."""
    problems = verify.verify(composed, account)
    for problem in problems:
        typer.echo(f"note: a line was left out because it does not rest on its citations: {problem}", err=True)
    left = prune.prune(composed, {problem.line for problem in problems}) if problems else composed
    if still := verify.verify(left, account):
        raise RunFailed("unverified", f"the brief does not rest on its citations: {still[0]}; nothing was written")
    return left


def _code(account: Account) -> int:
    return SOME_UNREAD if any(issue.fatal for issue in account.issues) else OK
