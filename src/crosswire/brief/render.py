"""A brief as a page, as Markdown, as JSON.

reads brief, account → writes text
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from markupsafe import Markup

from crosswire.brief.dates import phrase
from crosswire.brief.facts import gather
from crosswire.brief.marks import crossing_rules, marked
from crosswire.language.lexicon import load
from crosswire.model.account import Account
from crosswire.model.brief import Brief, Citation, Line

METHOD = "render/1"
QUIET = ("by-report", "counts", "counts-few")


def html(brief: Brief, account: Account) -> str:
    """One self-contained page: no script, nothing fetched. Each citation is a link to its words in the full text of
    the report, further down the same page (or beside the brief where there is room)."""
    facts = gather(account)
    cited: dict[str, list[Citation]] = {}
    for citation in brief.citations:
        cited.setdefault(citation.span.report, []).append(citation)
    first_use: dict[int, str] = {}
    for line in brief.lines():
        for number in line.citations:
            first_use.setdefault(number, line.id)
    reports = [
        (facts.report(identifier), marked(facts.report(identifier), citations, first_use))
        for identifier, citations in sorted(cited.items(), key=lambda pair: (facts.report(pair[0]).name, pair[0]))
    ]
    style = _asset("brief.css") + crossing_rules(brief.citations)
    return str(
        _template().render(
            brief=brief,
            words=load("templates")["page"],
            quiet=QUIET,
            reports=reports,
            dates={report.id: phrase(report.published.edtf) for report, _ in reports},
            languages={c.number: facts.report(c.span.report).language for c in brief.citations},
            style=Markup(style),
            digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            notes={citation.number: citation for citation in brief.citations},
            told={story.story for story in brief.stories},
            sections=[(name, getattr(brief, name)) for name in ("others", "relations", "unknown", "unread")],
            extra=extra_cites,
        )
    )


def extra_cites(line: Line) -> list[int]:
    """Citations of a line that none of its verbatim segments shows."""
    shown = {n for cell in line.cells for segment in cell for n in segment.cites}
    return [number for number in line.citations if number not in shown]


def markdown(brief: Brief, account: Account) -> str:
    """The brief as Markdown; each citation is a note such as ``[digest-long ¶12]``, with its words at the end."""
    del account
    words = load("templates")["page"]
    out = [f"# {_md(brief.title.text)}", "", *(_md(line.text) for line in brief.standing), ""]
    if brief.key:
        out += [f"**{words['key']}**", "", *(f"{n}. {_cited(line, brief)}" for n, line in enumerate(brief.key, 1)), ""]
    for story in brief.stories:
        out += ["---", "", f"## {_md(story.heading.text)}", ""]
        if story.place:
            out += [f"*{_md(story.place.text)}*", ""]
        out += [f"{_cited(line, brief)}\n" for line in story.lede]
        for dispute in story.disputes:
            head = words["answer-columns"]
            out += [f"**{_md(dispute.question.text)}**", "", *_table(head, dispute.answers, brief), ""]
            out += [f"*{_md(dispute.note.text)}*", ""]
        if story.figures:
            out += [f"**{words['figures']}**", "", *_table(words["figure-columns"], story.figures, brief), ""]
        out += [f"*{_cited(line, brief)}*\n" for line in story.notes]
        out += [*(f"- {_cited(line, brief)}" for line in story.says), ""] if story.says else []
        out += [f"*{_cited(story.origins, brief)}*", ""]
    sections = (("others", brief.others), ("relations", brief.relations), ("unknown", brief.unknown))
    for name, lines in (*sections, ("unread", brief.unread)):
        if lines:
            out += ["---", "", f"## {words[name]}", "", *(f"- {_cited(line, brief)}" for line in lines), ""]
    out += [f"## {words['notes']}", "", *(_note(citation) for citation in brief.citations), ""]
    return "\n".join(out)


def _table(columns: list[str], rows: tuple[Line, ...], brief: Brief) -> list[str]:
    head = [f"| {' | '.join([*columns, ''])} |", f"|{' --- |' * (len(columns) + 1)}"]
    for row in rows:
        cells = ["".join(segment.text for segment in cell) for cell in row.cells]
        marks = "".join(_mark(number, brief) for number in row.citations)
        head.append(f"| {' | '.join([*(_md(cell).replace('|', chr(92) + '|') for cell in cells), marks])} |")
    return head


def _cited(line: Line, brief: Brief) -> str:
    text = " · ".join(_md("".join(segment.text for segment in cell)) for cell in line.cells)
    return text.rstrip() + " " + "".join(_mark(number, brief) for number in line.citations)


def _mark(number: int, brief: Brief) -> str:
    citation = brief.citations[number - 1]
    return f"[\\[{_md(citation.name)} ¶{citation.paragraph}\\]](#c{number})"


def _note(citation: Citation) -> str:
    return (
        f'<a id="c{citation.number}"></a>{citation.number}. **{_md(citation.name)}** ¶{citation.paragraph}, '
        f"{citation.span.start}–{citation.span.end}: {_md(citation.span.exact)}\n"
    )


def _md(text: str) -> str:
    """Text that Markdown shows as it is: line breaks to spaces, special characters escaped."""
    flat = " ".join(text.split())
    for character in "\\`*_[]<>#":
        flat = flat.replace(character, "\\" + character)
    return flat


def to_json(brief: Brief) -> bytes:
    """The brief as indented UTF-8 JSON, as :func:`from_json` and ``crosswire verify`` read it."""
    return msgspec.json.format(msgspec.json.encode(brief), indent=1) + b"\n"


def from_json(data: bytes) -> Brief:
    """A brief from its JSON. Raises ValueError (msgspec.ValidationError) where it is not one."""
    return msgspec.json.decode(data, type=Brief)


@cache
def _asset(name: str) -> str:
    return (files("crosswire.brief") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_asset("brief.html.j2"))
