"""``crosswire brief``, ``crosswire analyze``: from reports to what is written about them."""

import dataclasses
import datetime as dt
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosswire.base.config import Options
from crosswire.base.errors import RunFailed
from crosswire.cli import options as opt
from crosswire.cli.intake import inputs
from crosswire.cli.shared import OK, SOME_UNREAD, WrongUse, app, progress, report_issues
from crosswire.cli.written import FORMATS, formats, write
from crosswire.model.account import Account
from crosswire.model.brief import Brief
from crosswire.model.report import Given

if TYPE_CHECKING:
    from crosswire.brief.since import Past
    from crosswire.run.runner import Result

LENGTHS = ("short", "standard", "full")
KEY = "CROSSWIRE_REWRITE_KEY"

_Length = Annotated[str, typer.Option("--length", help=f"How long: {', '.join(LENGTHS)}.")]
_Format = Annotated[str, typer.Option("--format", help=f"What to write, with commas between: {', '.join(FORMATS)}.")]
_Since = Annotated[
    Path | None, typer.Option("--since", help="An earlier brief.json: mark what is new, say what was revised.")
]
_Template = Annotated[Path | None, typer.Option("--template", help="Folder of a house's own templates.")]
_Rewrite = Annotated[
    str | None, typer.Option("--rewrite", metavar="URL", help=f"Chat endpoint that words lines anew; key in {KEY}.")
]
_Model = Annotated[str, typer.Option("--rewrite-model", metavar="NAME", help="Model to ask there.")]


@app.command(epilog="Example: crosswire brief reports/ live.html -o out/ --published 2023-05-23 --epoch 2022-02-24")
def brief(
    paths: opt.Paths = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder to write into.", file_okay=False)] = Path("brief"),
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    epoch: opt.Epoch = None,
    day: opt.Day = None,
    title: Annotated[str | None, typer.Option("--title", help="Title of the brief.")] = None,
    length: _Length = "standard",
    since: _Since = None,
    wanted: _Format = "html,md,json",
    template: _Template = None,
    rewrite: _Rewrite = None,
    rewrite_model: _Model = "default",
    desk: opt.Desk = opt.DEFAULT_DESK,
    as_json: Annotated[bool, typer.Option("--json", help="Also print brief.json on standard output.")] = False,
    workers: opt.Workers = 0,
    profile: opt.ReadWith = "full",
) -> int:
    """Write a cited brief of PATHS, or of one day of the desk without PATHS. On a desk each day's brief is remembered,
    and the next day's marks what is new since."""
    from crosswire.brief import compose, house, render
    from crosswire.run.since import read as read_past

    if length not in LENGTHS:
        raise typer.BadParameter(f"'{length}' is no length; write one of {', '.join(LENGTHS)}")
    chosen = formats(wanted)
    if template is not None:
        house.check(template)
    past = read_past(since) if since is not None else None
    options = Options(opt.published(published), outlet, opt.day(epoch), opt.day(day), workers, title, profile)
    if paths:
        result = analyse(paths, options)
        account, origins = result.account, result.origins
    else:
        account, options, origins, kept = _from_desk(desk, options)
        past = past or kept
    composed = compose.compose(account, origins, options=options, title=title, length=length, since=past)
    composed = _verified(composed, account)
    out.mkdir(parents=True, exist_ok=True)
    if rewrite:
        composed = _rewritten(composed, account, origins, options, rewrite, rewrite_model, out)
    first = write(composed, account, out, chosen, template)
    if not paths:
        _remember(desk, composed, options.day)
    report_issues(list(account.issues))
    typer.echo(f"{len(account.readings)} report(s) read; the brief is in {first}", err=True)
    if as_json:
        sys.stdout.buffer.write(render.to_json(composed))
    return _code(account)


@app.command(epilog="Example: crosswire analyze reports/ -o found.json   (- reads standard input)")
def analyze(
    paths: opt.Paths = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="File to write; standard output if absent.")] = None,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    epoch: opt.Epoch = None,
    workers: opt.Workers = 0,
    profile: opt.ReadWith = "full",
) -> int:
    """Write everything found in PATHS as JSON, for programs."""
    if not paths:
        raise WrongUse("name at least one file or folder, or - for standard input")
    from crosswire.run.export import encode, export

    options = Options(opt.published(published), outlet, opt.day(epoch), None, workers, profile=profile)
    result = analyse(paths, options)
    content = encode(export(result.account, origins=result.origins, counts=result.counts))
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content)
        typer.echo(f"{len(result.account.readings)} report(s) read; everything found is in {out}", err=True)
    report_issues(list(result.account.issues))
    return _code(result.account)


def analyse(paths: list[str], options: Options) -> "Result":
    """Everything found in files and folders. Raises RunFailed where no report could be read."""
    from crosswire.run.runner import run

    given = Given(outlet=options.outlet)
    with progress("reading") as shown:
        result = run(inputs(paths, given=given), options=options, progress=shown)
    if not result.account.readings:
        report_issues(list(result.account.issues))
        raise RunFailed("nothing-read", "no report could be read; name files or folders of text, Markdown or HTML")
    return result


def _from_desk(path: Path, options: Options) -> "tuple[Account, Options, Mapping[str, str], Past]":
    from crosswire.brief.since import Past
    from crosswire.run.desk import account_of
    from crosswire.run.since import recall
    from crosswire.store.embedded import EmbeddedDesk

    if not path.exists():
        raise WrongUse(f"name reports to read, or put some on a desk first: crosswire add PATH (no {path})")
    desk = EmbeddedDesk(path)
    try:
        day = options.day or desk.latest_day()
        account, origins = account_of(desk, day=day)
        past = recall(desk, before=day) if day else Past()
        if undated := desk.undated():
            typer.echo(f"note: {undated} report(s) on the desk have no date and are in no day's brief", err=True)
    finally:
        desk.close()
    if not account.readings:
        raise RunFailed("nothing-that-day", f"no report on the desk is dated {day or 'at all'}")
    return account, dataclasses.replace(options, day=day), origins, past


def _remember(path: Path, composed: Brief, day: dt.date | None) -> None:
    from crosswire.run.since import remember
    from crosswire.store.embedded import EmbeddedDesk

    if day is None:
        return
    desk = EmbeddedDesk(path)
    try:
        remember(desk, composed, day=day)
    finally:
        desk.close()


def _rewritten(
    composed: Brief, account: Account, origins: Mapping[str, str], options: Options, url: str, model: str, out: Path
) -> Brief:
    from crosswire.brief.freely import Checker
    from crosswire.run import rewrite

    endpoint = rewrite.Endpoint(url, model, os.environ.get(KEY))
    log = out / "rewrite.jsonl"
    checker = Checker(account, origins, options=options)
    done = rewrite.rewrite(composed, checker, endpoint, log)
    reasons = "".join(f"; {count} {reason}" for reason, count in sorted(done.fallen.items()))
    typer.echo(
        f"{len(done.texts)} line(s) worded anew, {sum(done.fallen.values())} as they were{reasons}; {log}", err=True
    )
    return rewrite.apply(composed, done.texts)


def _verified(composed: Brief, account: Account) -> Brief:
    """The brief without lines that do not rest on their citations, each of them said on standard error."""
    from crosswire.brief import prune, verify

    problems = verify.verify(composed, account)
    for problem in problems:
        typer.echo(f"note: a line was left out because it does not rest on its citations: {problem}", err=True)
    left = prune.prune(composed, {problem.line for problem in problems}) if problems else composed
    if still := verify.verify(left, account):
        raise RunFailed("unverified", f"the brief does not rest on its citations: {still[0]}; nothing was written")
    return left


def _code(account: Account) -> int:
    return SOME_UNREAD if any(issue.fatal for issue in account.issues) else OK
