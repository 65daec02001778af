"""Draws the charts of growth as SVG, without a library: time per report, memory per report, precision and recall."""

import math
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

WIDTH, HEIGHT, LEFT, TOP = 300, 170, 58, 34
COLOURS = ("#1f6f8b", "#c05621", "#4a5568", "#2f855a", "#805ad5", "#b7791f")


def draw(found: dict[str, Any]) -> str:
    """Four charts beside one another over the number of reports (logarithmic)."""
    own = found["crosswire"]
    beside = found.get("beside", [])
    charts = [
        (
            "CPU ms per report, at each size",
            [("linked and clustered", own, "total_ms"), ("copies", own, "copies_ms"), ("stories", own, "stories_ms")],
        ),
        (
            "bytes held per report",
            [("all", own, "bytes_per_report"), ("tables of copies", own, "table_bytes_per_report")],
        ),
        (
            "copy links, precision and recall; stories, B3",
            [("precision", own, "copy_precision"), ("recall", own, "copy_recall"), ("B3", own, "story_b3")],
        ),
        ("comparisons per report", [("compared with", own, "compared_per_report")]),
    ]
    for name in sorted({row["name"] for row in beside}):
        rows = [row for row in beside if row["name"] == name and row.get("total_ms")]
        charts[0][1].append((name, rows, "total_ms"))
    parts = [_chart(number, title, series) for number, (title, series) in enumerate(charts)]
    width = len(charts) * (WIDTH + LEFT + 24)
    box = f'viewBox="0 0 {width} {HEIGHT + 150}" font-family="sans-serif" font-size="11"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    return "\n".join([head, f'<rect width="{width}" height="{HEIGHT + 150}" fill="white"/>', *parts, "</svg>", ""])


def _chart(number: int, title: str, series: Sequence[tuple[str, Sequence[dict[str, float]], str]]) -> str:
    points = [(row["reports"], row[key]) for _, rows, key in series for row in rows]
    top = _nice(max((y for _, y in points), default=1.0))
    low, high = min(x for x, _ in points), max(x for x, _ in points)
    left = LEFT + number * (WIDTH + LEFT + 24)

    def across(x: float) -> float:
        return left + WIDTH * (math.log(x / low) / math.log(high / low) if high > low else 0.5)

    def up(y: float) -> float:
        return TOP + HEIGHT * (1 - y / top)

    out = [f'<text x="{left}" y="18" font-weight="bold">{escape(title)}</text>', *_axes(left, top, up)]
    out += [
        f'<text x="{across(x):.0f}" y="{TOP + HEIGHT + 16}" text-anchor="middle">{x:,.0f}</text>'
        for x in sorted({row["reports"] for row in series[0][1]})
        if x == high or abs(math.log10(x) - round(math.log10(x))) < 0.01
    ]
    for place, (name, rows, key) in enumerate(series):
        colour = COLOURS[place % len(COLOURS)]
        line = " ".join(f"{across(row['reports']):.1f},{up(row[key]):.1f}" for row in rows)
        out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{across(r["reports"]):.1f}" cy="{up(r[key]):.1f}" r="3" fill="{colour}"/>' for r in rows]
        out.append(f'<text x="{left}" y="{TOP + HEIGHT + 34 + 13 * place}" fill="{colour}">{escape(name)}</text>')
    return "\n".join(out)


def _axes(left: float, top: float, up: Callable[[float], float]) -> list[str]:
    out = []
    for part in (0, 0.5, 1):
        y = up(top * part)
        out.append(f'<line x1="{left}" x2="{left + WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        out.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{top * part:,.4g}</text>')
    return out


def _nice(value: float) -> float:
    if value <= 0:
        return 1.0
    step = 10 ** math.floor(math.log10(value))
    return next(step * factor for factor in (1, 2, 2.5, 5, 10) if step * factor >= value)
