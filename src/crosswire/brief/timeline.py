"""When things happened and when they were said: a row for each story, a bar for the event, marks for the reports.

reads brief, account → writes SVG
"""

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from crosswire.brief import svg
from crosswire.brief.dates import phrase
from crosswire.brief.facts import Facts, covered, story_items
from crosswire.language import edtf
from crosswire.language.lexicon import load
from crosswire.model.brief import Brief, BriefStory

LEFT, ROW, MOST_DAYS = 250, 30, 60
"""Width of the labels, height of a row, and the most days before a drawing: what lies further back has an arrow."""


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    label: str
    happened: tuple[dt.date, dt.date] | None
    said: tuple[dt.date, ...]
    words: str


def timeline(brief: Brief, facts: Facts) -> Markup:
    """The timeline of a brief; empty where fewer than two days are known."""
    rows = [row for n, story in enumerate(brief.stories, 1) if (row := _row(n, story, brief, facts))]
    days = sorted({day for row in rows for day in (*(row.happened or ()), *row.said)})
    if len(days) < 2:
        return Markup("")
    last = days[-1]
    first = max(days[0], last - dt.timedelta(days=MOST_DAYS))
    words = load("templates")["drawn"]
    height = 34 + ROW * len(rows)
    scale = (svg.WIDTH - LEFT - 24) / ((last - first).days + 1)
    parts = _axis(first, last, scale, height)
    for place, row in enumerate(rows):
        parts += _marks(row, 10 + ROW * place + ROW / 2, first, scale)
    about = "; ".join(f"{row.number}: {row.words}" for row in rows)
    drawn = svg.drawing("timeline", "1", str(words["timeline"]), about, height, parts)
    none = str(load("templates")["line"]["figure-none"])
    table = [(f"{r.number}. {r.label}", r.words or none, ", ".join(_day(d) for d in r.said) or none) for r in rows]
    below = svg.table(str(words["timeline"]), words["timeline-columns"], table, str(words["as-table"]))
    return svg.figure("timeline", drawn, str(words["timeline-note"]), below)


def _row(number: int, story: BriefStory, brief: Brief, facts: Facts) -> _Row | None:
    known = facts.stories.get(story.story)
    if known is None:
        return None
    when = edtf.bounds(known.time) if known.time else (None, None)
    first, last = when
    items = [facts.items[i] for i in story_items(known, facts) & covered(facts, brief.day)]
    dates = {item.published.edtf or facts.report(item.report).published.edtf for item in items}
    said = sorted({day for date in dates if date and (day := edtf.bounds(date)[0])})
    happened = (first, last) if first and last and (last - first).days <= MOST_DAYS else None
    label = next((s.text for cell in story.heading.cells for s in cell if s.kind == "verbatim"), "")
    if happened is None and not said:
        return None
    return _Row(number, " ".join(label.split()), happened, tuple(said), phrase(known.time) or "" if happened else "")


def _axis(first: dt.date, last: dt.date, scale: float, height: float) -> list[Markup]:
    count = (last - first).days + 1
    step = max(1, -(-count // 6))
    parts = []
    for n in range(0, count + 1, step):
        x = LEFT + n * scale
        parts.append(svg.line(x, 6, x, height - 20, "grid"))
        if n < count:
            words = _day(first + dt.timedelta(days=n))
            parts.append(svg.text(x + 2, height - 6, words, "tick"))
    return parts


def _marks(row: _Row, y: float, first: dt.date, scale: float) -> list[Markup]:
    parts = [svg.text(4, y + 4, svg.short(f"{row.number}. {row.label}", LEFT - 14), "label")]
    if row.happened and row.happened[1] >= first:
        start = max(row.happened[0], first)
        width = ((row.happened[1] - start).days + 1) * scale
        parts.append(svg.box(LEFT + (start - first).days * scale, y - 5, width, 10, "range"))
    shown = [day for day in row.said if day >= first]
    return parts + [svg.dot(LEFT + ((day - first).days + 0.5) * scale, y, 4.5, "dot") for day in shown]


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%b}"
