"""A brief as plain text for mail: lines of 72 characters, citations by number, their words at the end.

reads brief, account → writes text. ``crosswire verify`` reads it back.
"""

import textwrap
from collections.abc import Iterable
from pathlib import Path

from crosswire.brief import house
from crosswire.brief.lettered import letters, of_line, tags
from crosswire.brief.render import shown, values
from crosswire.language.lexicon import load
from crosswire.model.account import Account
from crosswire.model.brief import Brief, BriefStory, Line

WIDTH = 72


def text(brief: Brief, account: Account, *, folder: Path | None = None) -> str:
    """The brief as plain text."""
    if house.has("brief.txt.j2", folder):
        return house.fill("brief.txt.j2", values(brief, account, folder), folder)
    words = load("templates")["page"]
    out = [*_wrapped(brief.title.text), "=" * min(WIDTH, len(brief.title.text)), ""]
    out += [part for line in brief.standing for part in _wrapped(line.text)]
    if brief.since:
        out += ["", *_wrapped(words["since"].format(since=brief.since))]
    out += _section(words["key"], brief.key, brief, numbered=True)
    for story in brief.stories:
        out += _story(story, brief)
    for name, lines in (
        ("others", brief.others),
        ("relations", brief.relations),
        ("unknown", brief.unknown),
        ("unread", brief.unread),
    ):
        out += _section(words[name], lines, brief)
    out += ["", words["notes"], "-" * len(words["notes"]), ""]
    for citation in brief.citations:
        note = (
            f"{citation.name} ¶{citation.paragraph}, {citation.span.start}–{citation.span.end}: {citation.span.exact}"
        )
        out += [*_wrapped(note, first=f"[{tags(brief)[citation.number]}] ", rest="    "), ""]
    return "\n".join([*out, words["by"]]) + "\n"


def _story(story: BriefStory, brief: Brief) -> list[str]:
    words = load("templates")["page"]
    out = ["", "", *_wrapped(story.heading.text), "-" * min(WIDTH, len(story.heading.text)), ""]
    out += _wrapped(story.place.text) + [""] if story.place else []
    for line in story.lede:
        out += [*_cited(line, brief), ""]
    for dispute in story.disputes:
        out += [
            *_wrapped(dispute.question.text),
            "",
            *_rows(dispute.answers, brief),
            "",
            *_wrapped(dispute.note.text),
            "",
        ]
    if story.figures:
        out += [words["figures"], "", *_rows(story.figures, brief), ""]
    for line in story.notes:
        out += [*_cited(line, brief), ""]
    out += [*_rows(story.says, brief), ""] if story.says else []
    return [*out, *_cited(story.origins, brief), "", *_wrapped(f"{words['weight']}: {story.why}")]


def _section(heading: str, lines: Iterable[Line], brief: Brief, *, numbered: bool = False) -> list[str]:
    found = list(lines)
    if not found:
        return []
    out = ["", "", heading, "-" * len(heading), ""]
    for number, line in enumerate(found, 1):
        letter = of_line(line, letters(brief))
        out += _cited(line, brief, first=f"{number}. " if numbered else f"- [{letter}] " if letter else "- ")
    return out


def _rows(lines: Iterable[Line], brief: Brief) -> list[str]:
    return [part for line in lines for part in _cited(line, brief, first="- ")]


def _cited(line: Line, brief: Brief, *, first: str = "") -> list[str]:
    words = shown(line, brief).rstrip()
    new = f"({load('templates')['page']['new']}) " if line.new else ""
    known = tags(brief)
    marks = "".join(f"[{known[number]}]" for number in line.citations)
    return _wrapped(f"{new}{words} {marks}".rstrip(), first=first, rest=" " * len(first))


def _wrapped(words: str, *, first: str = "", rest: str = "") -> list[str]:
    flat = " ".join(words.split())
    return textwrap.wrap(
        flat, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ) or [""]
