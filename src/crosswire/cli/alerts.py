"""``crosswire alerts``: the changes that rules ask for, with the words they rest on."""

from pathlib import Path
from typing import Annotated

import typer

from crosswire.cli import options as opt
from crosswire.cli.desk import open_desk
from crosswire.cli.shared import OK, app


@app.command(epilog="Example: crosswire alerts --rules rules.toml --since 120   (to be told at once: watch --alerts)")
def alerts(
    rules: Annotated[Path, typer.Option("--rules", metavar="FILE", help="A TOML file of rules.")],
    since: Annotated[int, typer.Option("--since", min=0, metavar="N", help="Only changes after this number.")] = 0,
    desk: opt.Desk = opt.DEFAULT_DESK,
) -> int:
    """Print what the rules ask for as JSON lines, with its evidence; nothing is sent or marked as sent."""
    from crosswire.run.alerts import alerts as find
    from crosswire.run.deliver import line
    from crosswire.run.rules import load

    wanted = load(rules)
    count = 0
    with open_desk(desk) as opened:
        for alert in find(opened, wanted, since=since):
            count += 1
            typer.echo(line(alert), nl=False)
        last = opened.last_change()
    typer.echo(f"{count} alert(s) for {len(wanted.rules)} rule(s); the log ends at {last}", err=True)
    return OK
