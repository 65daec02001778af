"""Readings made by hand for the tests of this room: no model, no files."""

import re
from dataclasses import replace

from crosswire.model.account import Reading
from crosswire.model.reading import Tag
from crosswire.model.report import UNDATED, Item, Passage, Report
from crosswire.resolve import entities


def reading(text: str, *, name: str = "r", language: str = "en", tags: tuple[Tag, ...] = ()) -> Reading:
    """A report in one item, a sentence for each stop followed by a space."""
    report = Report(f"rep-{name}", name, None, "article", None, None, language, UNDATED, text)
    item = Item(f"itm-{name}", report.id, "article", None, 0, len(text), UNDATED)
    passages = []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        start = line.start()
        for stop in re.finditer(r"(?<=[.!?”\"])\s+(?=[\"“«]?[^\W\d_a-zа-яіїєґ])|$", line[0]):
            end = line.start() + stop.start()
            if end > start:
                passages.append(Passage(start, end, "sentence", item.id, report.id, number))
            start = line.start() + stop.end()
    return Reading(report, (item,), tuple(sorted(passages)), tags)


def read(text: str, *, name: str = "r", language: str = "en", tags: tuple[Tag, ...] = ()) -> Reading:
    """The same with its mentions found."""
    bare = reading(text, name=name, language=language, tags=tags)
    return replace(bare, mentions=entities.find(bare))


def groups(found: Reading) -> dict[str, list[tuple[str, str]]]:
    """Entity id → (exact, form) of its mentions in order."""
    out: dict[str, list[tuple[str, str]]] = {}
    for mention in found.mentions:
        out.setdefault(mention.entity, []).append((mention.exact, mention.form))
    return out


def together(found: Reading, *names: str) -> bool:
    """Whether the first mentions with these words are of one entity."""
    first = {m.exact: m.entity for m in reversed(found.mentions)}
    return len({first.get(name, name) for name in names}) == 1
