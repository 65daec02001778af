"""``crosswire verify``: whether a brief rests on the reports, whoever wrote or edited it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosswire.base.config import Options
from crosswire.base.errors import RunFailed
from crosswire.cli import options as opt
from crosswire.cli.brief import analyse
from crosswire.cli.shared import OK, REFUSED, WrongUse, app
from crosswire.model.brief import Brief

if TYPE_CHECKING:
    from crosswire.brief.freely import Verdict
    from crosswire.run.runner import Result


@app.command(
    "verify", epilog="Example: crosswire verify brief/brief.json reports/   or: crosswire verify edited.md reports/"
)
def verify_brief(
    brief_file: Annotated[
        Path, typer.Argument(metavar="BRIEF", help="A brief.json, or a text, Markdown or HTML file, as edited.")
    ],
    paths: opt.Paths = None,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    epoch: opt.Epoch = None,
    day: opt.Day = None,
    since: Annotated[
        Path | None, typer.Option("--since", help="The earlier brief.json that this one was compared with.")
    ] = None,
) -> int:
    """Check that each line or sentence of a brief rests on the reports it cites; say which do not, and why."""
    from crosswire.brief import prose
    from crosswire.brief.freely import Checker

    if not paths:
        raise WrongUse("name the reports that the brief was made from")
    options = Options(opt.published(published), outlet, opt.day(epoch), opt.day(day))
    try:
        content = brief_file.read_bytes()
    except OSError as error:
        raise RunFailed("not-a-brief", f"{brief_file}: cannot be read ({error.strerror})") from error
    if brief_file.suffix.lower() == ".json":
        return _strict(brief_file, content, paths, options, since)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RunFailed("not-a-brief", f"{brief_file}: not text in UTF-8 ({error.reason})") from error
    document = prose.read(text, prose.form_of(brief_file.name, text))
    if not document.blocks:
        raise RunFailed("not-a-brief", f"{brief_file}: no sentence in it")
    result = analyse(paths, options)
    verdicts = Checker(result.account, result.origins, options=options).document(document)
    return _said([str(v) for v in verdicts if v.refused], len(verdicts))


def _strict(path: Path, content: bytes, paths: list[str], options: Options, since: Path | None) -> int:
    from crosswire.brief import render, verify

    try:
        read = render.from_json(content)
    except ValueError as error:
        raise RunFailed("not-a-brief", f"{path}: not a brief.json ({error})") from error
    result = analyse(paths, options)
    problems = [str(problem) for problem in verify.verify(read, result.account)]
    problems += _earlier(read, since) + [str(v) for v in _rewritten(read, result, options) if v.refused]
    return _said(problems, len(read.lines()))


def _earlier(brief: Brief, since: Path | None) -> list[str]:
    """Whether the earlier figures that a brief names are those of the earlier brief."""
    if since is None:
        return []
    from crosswire.run.since import read

    past = read(since)
    true = brief.since == past.when and set(brief.earlier) <= set(past.figures)
    return [] if true else [f"the brief's earlier figures are not those of {since} (earlier-differs)"]


def _rewritten(brief: Brief, result: "Result", options: Options) -> "list[Verdict]":
    """The verdicts on lines that a language model worded."""
    if not brief.rewritten:
        return []
    from crosswire.brief.freely import Checker, Verdict
    from crosswire.run.rewrite import judge

    checker = Checker(result.account, result.origins, options=options)
    lines = {line.id: line for line in brief.lines()}
    found: list[Verdict] = []
    for name, text in brief.rewritten:
        if name not in lines:
            found.append(Verdict(0, text, "unknown-line", f"no line of the brief is {name}"))
            continue
        reason, _ = judge(text, lines[name], brief, checker)
        if reason:
            found.append(Verdict(0, text, "rewritten", f"{name}: {reason}"))
    return found


def _said(problems: Sequence[str], total: int) -> int:
    for problem in problems:
        typer.echo(problem)
    refused = f"{len(problems)} of {total} line(s) refused"
    typer.echo(refused if problems else f"every line rests on its citations ({total} checked)", err=True)
    return REFUSED if problems else OK
