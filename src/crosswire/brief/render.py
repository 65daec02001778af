"""A brief as a page, as Markdown, as JSON.

reads brief, account → writes text. Plain text is :mod:`crosswire.brief.plain`, PDF :mod:`crosswire.brief.pdf`.
"""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup

from crosswire.brief import house
from crosswire.brief.atlas import atlas
from crosswire.brief.charts import charts
from crosswire.brief.dates import phrase
from crosswire.brief.facts import gather
from crosswire.brief.lettered import letters, of_line, tags
from crosswire.brief.marks import crossing_rules, marked
from crosswire.brief.timeline import timeline
from crosswire.language.lexicon import load
from crosswire.model.account import Account
from crosswire.model.brief import Brief, Citation, Line

METHOD = "render/2"
QUIET = ("by-report", "counts", "counts-few")


def html(brief: Brief, account: Account, *, folder: Path | None = None) -> str:
    """One self-contained page: no script, nothing fetched. Each citation is a link to its words in the full text of
    the report, further down the same page (or beside the brief where there is room). ``folder`` holds a house's own
    templates. Raises RunFailed where one of them is wrong."""
    return house.fill("page.html.j2", values(brief, account, folder), folder)


def values(brief: Brief, account: Account, folder: Path | None = None) -> Mapping[str, Any]:
    """Everything a template can use, by name (docs/templates.md)."""
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
    style = house.style(folder).replace("</", "<\\/") + crossing_rules(brief.citations)
    return {
        "brief": brief,
        "words": load("templates")["page"],
        "drawn_words": load("templates")["drawn"],
        "quiet": QUIET,
        "reports": reports,
        "dates": {report.id: phrase(report.published.edtf) for report, _ in reports},
        "languages": {c.number: facts.report(c.span.report).language for c in brief.citations},
        "style": Markup(style),
        "digest": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        "notes": {citation.number: citation for citation in brief.citations},
        "told": {story.story for story in brief.stories},
        "sections": [(name, getattr(brief, name)) for name in ("others", "relations", "unknown", "unread")],
        "extra": extra_cites,
        "rewritten": dict(brief.rewritten),
        "letters": letters(brief),
        "tags": tags(brief),
        "letter": lambda line: of_line(line, letters(brief)),
        "drawings": lambda story: Markup("").join(charts(story, facts)),
        "drawn": [image for image in (timeline(brief, facts), atlas(brief, facts)) if image],
    }


def extra_cites(line: Line) -> list[int]:
    """Citations of a line that none of its verbatim segments shows."""
    shown = {n for cell in line.cells for segment in cell for n in segment.cites}
    return [number for number in line.citations if number not in shown]


def markdown(brief: Brief, account: Account, *, folder: Path | None = None) -> str:
    """The brief as Markdown; each citation is a mark such as ``[B14]``, with its words at the end."""
    if house.has("brief.md.j2", folder):
        return house.fill("brief.md.j2", values(brief, account, folder), folder)
    words = load("templates")["page"]
    out = [f"# {_md(brief.title.text)}", "", *(_md(line.text) for line in brief.standing), ""]
    if brief.since:
        out += [f"*{_md(words['since'].format(since=brief.since))}*", ""]
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
        out += [f"*{_cited(story.origins, brief)}*", "", f"*{words['weight']}: {_md(story.why)}*", ""]
    sections = (("others", brief.others), ("relations", brief.relations), ("unknown", brief.unknown))
    for name, lines in (*sections, ("unread", brief.unread)):
        if lines:
            out += ["---", "", f"## {words[name]}", "", *(f"- {_lettered(line, brief)}" for line in lines), ""]
    out += [f"## {words['notes']}", "", *(_note(citation, brief) for citation in brief.citations), ""]
    out += [words["by"], ""]
    return "\n".join(out)


def _table(columns: list[str], rows: tuple[Line, ...], brief: Brief) -> list[str]:
    head = [f"| {' | '.join([*columns, ''])} |", f"|{' --- |' * (len(columns) + 1)}"]
    for row in rows:
        cells = ["".join(segment.text for segment in cell) for cell in row.cells]
        cells[0] = _new(row) + cells[0]
        marks = "".join(_mark(number, brief) for number in row.citations)
        head.append(f"| {' | '.join([*(_md(cell).replace('|', chr(92) + '|') for cell in cells), marks])} |")
    return head


def shown(line: Line, brief: Brief) -> str:
    """The words of a line: a rewriting that passed, else its own, cells apart."""
    own = " · ".join("".join(segment.text for segment in cell) for cell in line.cells)
    own = own[:1].upper() + own[1:] if line.kind == "says" and line.cells[0][0].kind == "template" else own
    return next((text for name, text in brief.rewritten if name == line.id), own)


def _cited(line: Line, brief: Brief) -> str:
    text = _md(shown(line, brief))
    return _new(line) + text.rstrip() + " " + "".join(_mark(number, brief) for number in line.citations)


def _new(line: Line) -> str:
    return f"({load('templates')['page']['new']}) " if line.new else ""


def _mark(number: int, brief: Brief) -> str:
    return f"[\\[{tags(brief)[number]}\\]](#c{number})"


def _lettered(line: Line, brief: Brief) -> str:
    letter = of_line(line, letters(brief))
    return (f"\\[{letter}\\] " if letter else "") + _cited(line, brief)


def _note(citation: Citation, brief: Brief) -> str:
    tag = tags(brief)[citation.number]
    return (
        f'<a id="c{citation.number}"></a>{tag}. **{_md(citation.name)}** ¶{citation.paragraph}, '
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
