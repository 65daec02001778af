"""``crosswire evaluate``: score a stage on a public set."""

from pathlib import Path
from typing import Annotated

import typer

from crosswire.cli import options as opt
from crosswire.cli.shared import OK, REFUSED, WrongUse, app


@app.command(epilog="Example: crosswire evaluate dates --data ../data   (without TASK: the list of tasks)")
def evaluate(
    task: Annotated[str | None, typer.Argument(help="What to score.")] = None,
    data: Annotated[Path, typer.Option("--data", help="Folder of the public sets.", file_okay=False)] = Path("data"),
    profile: opt.ReadWith = "full",
    set_floor: Annotated[bool, typer.Option("--set-floor", help="Write the scores as the new floors.")] = False,
    reason: Annotated[str | None, typer.Option("--lower", metavar="WHY", help="Allow lowering a floor.")] = None,
) -> int:
    """Score a stage on a public set and print the field's own metric, with its floor."""
    from crosswire.evaluate import floors
    from crosswire.evaluate.tasks import TASKS
    from crosswire.language import encoder

    if task is None:
        for name in sorted(TASKS):
            typer.echo(f"{name:13} {TASKS[name]}")
        return OK
    if task not in TASKS:
        raise WrongUse(f"no task '{task}'; there are {', '.join(sorted(TASKS))}")
    with encoder.using(profile):
        result = floors.measure(task, data)
    for line in floors.describe(result):
        typer.echo(line)
    if set_floor:
        with encoder.using(profile):
            floors.write(result, lower=reason)
        typer.echo(f"floors of {task} written", err=True)
        return OK
    return REFUSED if result.below else OK
