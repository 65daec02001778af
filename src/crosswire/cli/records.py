"""``crosswire show`` and ``crosswire explain``: one record with its evidence, and why it is what it is."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from crosswire.base.errors import RunFailed
from crosswire.cli import options as opt
from crosswire.cli.shared import OK, WrongUse, app

Identifier = Annotated[str, typer.Argument(metavar="ID", help="An id from a brief or an analysis (att-…, sto-…).")]
From = Annotated[
    Path | None, typer.Option("--from", metavar="FILE", help="Look in this output of analyze, not on the desk.")
]


@app.command(epilog="Example: crosswire show att-1f0c2b7d9e3a4f5 --from found.json")
def show(
    identifier: Identifier,
    desk: opt.Desk = opt.DEFAULT_DESK,
    source: From = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
) -> int:
    """Print a report, claim, story or finding with the words it rests on."""
    kind, record, _ = _find(identifier, desk, source)
    if as_json:
        typer.echo(json.dumps(record, ensure_ascii=False, indent=1))
        return OK
    typer.echo(f"{identifier} ({kind})")
    for name, value in record.items():
        if value not in (None, [], "", identifier):
            typer.echo(f"  {name}: {_words(value)}")
    return OK


@app.command(epilog="Example: crosswire explain fnd-1f0c2b7d9e3a4f5 --desk week.desk")
def explain(identifier: Identifier, desk: opt.Desk = opt.DEFAULT_DESK, source: From = None) -> int:
    """Say why a link, story, claim or finding is what it is: reasons, scores, method and version."""
    from crosswire.run.lookup import explain as explain_record

    kind, record, methods = _find(identifier, desk, source)
    for line in explain_record(kind, record, methods):
        typer.echo(line)
    return OK


def _find(identifier: str, desk: Path, source: Path | None) -> tuple[str, Mapping[str, Any], Mapping[str, str]]:
    from crosswire.run.lookup import from_desk, from_file
    from crosswire.store.embedded import EmbeddedDesk

    if source is not None:
        found = from_file(source)
    elif desk.exists():
        opened = EmbeddedDesk(desk)
        try:
            found = from_desk(opened, identifier)
        finally:
            opened.close()
    else:
        raise WrongUse(f"there is no desk at {desk}; name one with --desk, or an analysis with --from")
    record = found.find(identifier)
    if record is None:
        where = source or desk
        raise RunFailed(
            "unknown-id",
            f"nothing called {identifier} in {where}; stories and findings of a desk are "
            "kept when a brief of their day is made",
        )
    return *record, found.methods


def _words(value: Any) -> str:
    """A field for a reader: spans as their words and place, lists one under the other."""
    if isinstance(value, Mapping):
        if "exact" in value:
            return f"“{value['exact']}” ({value['report']} {value['start']}–{value['end']})"
        return ", ".join(f"{name} {_words(part)}" for name, part in value.items() if part not in (None, [], ""))
    if isinstance(value, list):
        return "".join(f"\n    - {_words(part)}" for part in value)
    return str(value)
