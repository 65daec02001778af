"""The files of a brief: which formats there are, and writing them."""

from pathlib import Path

import typer

from crosswire.model.account import Account
from crosswire.model.brief import Brief

FORMATS = ("html", "md", "json", "txt", "pdf")


def formats(wanted: str) -> list[str]:
    """The formats in a list with commas. Raises typer.BadParameter for one that is not known."""
    chosen = [name.strip().lower() for name in wanted.split(",") if name.strip()]
    unknown = [name for name in chosen if name not in FORMATS]
    if unknown or not chosen:
        raise typer.BadParameter(f"'{wanted}': formats are {', '.join(FORMATS)}, with commas between")
    return list(dict.fromkeys(chosen))


def write(brief: Brief, account: Account, out: Path, chosen: list[str], template: Path | None) -> Path:
    """Write a brief in each format into a folder; all of them are made before the first is written. Returns the first
    one's path."""
    from crosswire.brief import render

    contents: dict[str, bytes] = {}
    page = render.html(brief, account, folder=template) if {"html", "pdf"} & set(chosen) else ""
    for name in chosen:
        contents[name] = _content(name, page, brief, account, template)
    for name, content in contents.items():
        (out / f"brief.{name}").write_bytes(content)
    return out / f"brief.{chosen[0]}"


def _content(name: str, page: str, brief: Brief, account: Account, template: Path | None) -> bytes:
    from crosswire.brief import render

    if name == "html":
        return page.encode()
    if name == "md":
        return render.markdown(brief, account, folder=template).encode()
    if name == "json":
        return render.to_json(brief)
    if name == "txt":
        from crosswire.brief.plain import text

        return text(brief, account, folder=template).encode()
    from crosswire.brief.pdf import pdf

    return pdf(page)
