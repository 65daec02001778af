"""Counts of one thing beside each other, according to whom; what a holder said before of the same stands as a ring.

reads brief, account → writes SVG

Only rows of one story that count the same (what befell, of whom, where) share a drawing: counts of different things
have no common scale. Nothing is added up.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crosswire.brief import svg
from crosswire.brief.dates import phrase
from crosswire.brief.facts import Facts
from crosswire.brief.figures import figure_holder, place_words, revised
from crosswire.brief.naming import holder_words
from crosswire.language.figures import number_words
from crosswire.language.lexicon import load
from crosswire.model.brief import BriefStory
from crosswire.model.mention import Figure

LEFT, RIGHT, ROW = 220, 150, 26


@dataclass(frozen=True, slots=True)
class _Bar:
    holder: str
    figure: Figure
    before: tuple[Figure, ...]


def charts(story: BriefStory, facts: Facts) -> list[Markup]:
    """A drawing for each thing that two holders of a story count, or that one revised more than once: a single
    revision is said beside its figure. The same bars are drawn once, whatever places they are put in."""
    rows = [row for dispute in story.disputes for row in dispute.answers] + list(story.figures)
    groups: dict[tuple[str, str, str], dict[str, _Bar]] = defaultdict(dict)
    for row in rows:
        for claim in row.claims:
            figure = facts.figures.get(claim)
            if figure is not None and figure.what and _high(figure) is not None:
                chain, place = facts.place_in(figure)
                bar = _Bar(_name(figure, facts), figure, chain[:place])
                counted = figure.who or figure.unit or ""
                group = groups[figure.what, counted, place_words(figure, facts) or ""]
                if figure.attribution is None and _copied(figure, group, facts):
                    continue
                known = group.get(f"{bar.holder} {_high(figure)}")
                if known is None or len(known.before) < len(bar.before):
                    group[f"{bar.holder} {_high(figure)}"] = bar
    found: list[Markup] = []
    drawn: set[tuple[str, str, frozenset[tuple[str, float | None]]]] = set()
    for number, ((what, counted, where), bars) in enumerate(sorted(groups.items())):
        shown = _current(list(bars.values()), facts)
        said = what, counted, frozenset((bar.holder, _high(bar.figure)) for bar in shown)
        if said not in drawn and (len({bar.holder for bar in shown}) > 1 or any(len(bar.before) > 1 for bar in shown)):
            drawn.add(said)
            found.append(_chart(f"{story.story}-{number}", _title(what, counted, where), shown))
    return found


def _copied(figure: Figure, group: Mapping[str, _Bar], facts: Facts) -> bool:
    """Whether a bar shows what a copy of this text says in its own words."""
    text = facts.texts[figure.report]
    own = (bar.figure for bar in group.values() if bar.figure.attribution is None)
    return any(one.report != figure.report and facts.texts[one.report] == text for one in own)


def _name(figure: Figure, facts: Facts) -> str:
    """Who gives a figure, without the role, which another report may word otherwise."""
    attribution = facts.attributions.get(figure.attribution or "")
    named = holder_words(attribution, facts, role=False) if attribution else None
    return named or figure_holder(figure, facts)


def _current(bars: Sequence[_Bar], facts: Facts) -> list[_Bar]:
    """The bars without values that another one shows as its holder's earlier ones."""
    earlier = {figure.id for bar in bars for figure in bar.before}
    kept = [bar for bar in bars if bar.figure.id not in earlier and not revised(bar.figure, facts)]
    return sorted(kept or bars, key=lambda bar: (-(_high(bar.figure) or 0), bar.holder))


def _high(figure: Figure) -> float | None:
    return figure.low if figure.high is None else figure.high


def _title(what: str, counted: str, where: str) -> str:
    words = load("templates")["drawn"]["chart-place" if where else "chart"]
    return str(words).format(what=what, counted=counted, place=where).replace(" ()", "")


def _chart(identifier: str, title: str, bars: Sequence[_Bar]) -> Markup:
    words = load("templates")["drawn"]
    top = max(_high(f) or 0 for bar in bars for f in (bar.figure, *bar.before))
    ticks = svg.steps(top)
    scale = (svg.WIDTH - LEFT - RIGHT) / ticks[-1]
    height = 30 + ROW * len(bars)
    parts = []
    for tick in ticks:
        x = LEFT + tick * scale
        parts += [svg.line(x, 8, x, height - 20, "grid"), svg.text(x, height - 6, f"{tick:,.0f}", "tick", "middle")]
    for number, bar in enumerate(bars):
        parts += _bar(bar, 8 + ROW * number + ROW / 2, scale)
    said = "; ".join(f"{bar.holder}: {number_words(bar.figure)}" for bar in bars)
    drawn = svg.drawing("chart", identifier, title, said, height, parts)
    return svg.figure("chart", drawn, title + ". " + str(words["chart-note"]))


def _bar(bar: _Bar, y: float, scale: float) -> list[Markup]:
    low, high = bar.figure.low, _high(bar.figure) or 0.0
    end = LEFT + high * scale
    parts = [svg.text(LEFT - 10, y + 4, svg.short(bar.holder, LEFT - 16), "label", "end")]
    parts.append(svg.line(LEFT, y, end, y, "stem"))
    if low is not None and low != high:
        parts.append(svg.box(LEFT + low * scale, y - 4, (high - low) * scale, 8, "range"))
    parts += [svg.dot(LEFT + (_high(figure) or 0) * scale, y, 5, "ring") for figure in bar.before]
    parts.append(svg.dot(end, y, 5, "dot"))
    if bar.figure.modifier == "at-least":
        parts.append(svg.arrow(end + 7, y, "dot"))
    before = " → ".join(number_words(f) for f in (*bar.before, bar.figure))
    if when := phrase((bar.figure.time or "").partition("T")[0]):
        before += f" ({when.rsplit(' ', 1)[0] if when[-4:].isdigit() else when})"
    parts.append(svg.text(end + 18, y + 4, before, "value"))
    return parts
