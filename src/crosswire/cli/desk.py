"""``crosswire add``, ``crosswire status``: the desk."""

import sys

import typer

from crosswire.base.config import Options
from crosswire.cli import options as opt
from crosswire.cli.shared import OK, SOME_UNREAD, WrongUse, app, progress, report_issues
from crosswire.ingest.files import receive
from crosswire.model.report import Given


@app.command(epilog="Example: crosswire add reports/ --desk week.desk   then: crosswire brief --desk week.desk")
def add(
    paths: opt.Paths = None,
    desk: opt.Desk = opt.DEFAULT_DESK,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    epoch: opt.Epoch = None,
    workers: opt.Workers = 0,
) -> int:
    """Put reports into the desk. Adding the same report again changes nothing; an interrupted run is completed."""
    from crosswire.run.desk import add as add_to
    from crosswire.store.embedded import EmbeddedDesk

    if not paths:
        raise WrongUse("name at least one file or folder, or - for standard input")
    options = Options(opt.published(published), outlet, opt.day(epoch), None, workers)
    given = Given(outlet=outlet)
    opened = EmbeddedDesk(desk)
    try:
        with progress("adding") as shown:
            entries = receive(paths, given=given, stdin=sys.stdin.buffer)
            counts = add_to(opened, entries, options=options, progress=shown)
        typer.echo(
            f"{counts['new']} new; {counts['read']} read, {counts['duplicate']} already there, "
            f"{counts['failed']} could not be read; the desk is {desk}",
            err=True,
        )
        if counts["failed"]:
            report_issues([issue for issue in opened.issues() if issue.fatal])
    finally:
        opened.close()
    return SOME_UNREAD if counts["failed"] else OK


@app.command(epilog="Example: crosswire status --desk week.desk")
def status(desk: opt.Desk = opt.DEFAULT_DESK) -> int:
    """Say what is on the desk: reports by outcome, the newest day, what could not be read and why."""
    from crosswire.store.embedded import EmbeddedDesk

    if not desk.exists():
        raise WrongUse(f"there is no desk at {desk}; make one with: crosswire add PATH --desk {desk}")
    opened = EmbeddedDesk(desk)
    try:
        for outcome, count in sorted(opened.counts().items()):
            typer.echo(f"{outcome:10} {count}")
        typer.echo(f"{'undated':10} {opened.undated()}")
        typer.echo(f"newest day {opened.latest_day() or 'none'}")
        report_issues(list(opened.issues()))
        problems = opened.check()
        for problem in problems:
            typer.echo(f"damaged: {problem}", err=True)
    finally:
        opened.close()
    return SOME_UNREAD if problems else OK
