"""Options that several commands take, and their meaning."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from crosswire.language import edtf

DEFAULT_DESK = Path("crosswire.desk")


def day(value: str | None) -> dt.date | None:
    """A calendar day written YYYY-MM-DD. Raises typer.BadParameter with what to write instead."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"'{value}' is not a date; write it as 2023-05-23") from error


def published(value: str | None) -> str | None:
    """A publication date in EDTF. Raises typer.BadParameter with what to write instead."""
    if value is not None:
        try:
            edtf.bounds(value)
        except (ValueError, TypeError) as error:
            raise typer.BadParameter(f"'{value}' is not a date; write it as 2023-05-23") from error
    return value


Paths = Annotated[
    list[str] | None, typer.Argument(help="Files, folders and addresses of pages to read; - is standard input.")
]
Desk = Annotated[Path, typer.Option("--desk", help="The desk's folder.")]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="Date of reports that print none, as 2023-05-23.")
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Outlet of reports that name none.")]
Epoch = Annotated[
    str | None, typer.Option("--epoch", metavar="DATE", help='Day 1 of a day count: "Day 454" is then a date.')
]
Day = Annotated[str | None, typer.Option("--day", metavar="DATE", help="Only what is dated on this day.")]
ReadWith = Annotated[
    Literal["full", "fast"], typer.Option("--profile", help="Read in full, or several times as fast and less exactly.")
]
Workers = Annotated[int, typer.Option("--workers", min=0, help="Processes to read with; 0 is one per core.")]
