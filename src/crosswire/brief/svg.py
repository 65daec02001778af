"""Small drawings without a script or a network: text and shapes as inline SVG, styled by the page's own style sheet.

reads nothing of Crosswire's → writes SVG
"""

import math
from collections.abc import Sequence

from markupsafe import Markup, escape

NOTHING = Markup("")
WIDTH = 640
CHARACTER = 6.4
"""Mean width of a character of a label, in units of the drawing."""


def drawing(kind: str, number: str, title: str, about: str, height: float, parts: Sequence[Markup]) -> Markup:
    """An image with a title and a description for those who do not see it."""
    head = Markup(
        '<svg class="{kind}" viewBox="0 0 {width} {height:.0f}" role="img" aria-labelledby="{kind}-t-{n} {kind}-d-{n}" '
        '><title id="{kind}-t-{n}">{title}</title><desc id="{kind}-d-{n}">{about}</desc>'
    )
    opened = head.format(kind=kind, width=WIDTH, height=height, n=number, title=title, about=about)
    return Markup("").join([opened, *parts, Markup("</svg>")])


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> Markup:
    """A label."""
    return Markup('<text x="{:.1f}" y="{:.1f}" class="{}" text-anchor="{}">{}</text>').format(x, y, kind, anchor, words)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """A straight line."""
    return Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" class="{}"/>').format(x1, y1, x2, y2, kind)


def dot(x: float, y: float, radius: float, kind: str) -> Markup:
    """A round mark."""
    return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" class="{}"/>').format(x, y, radius, kind)


def box(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    """A rectangle."""
    shape = '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" class="{}"/>'
    return Markup(shape).format(x, y, max(width, 1.0), height, kind)


def arrow(x: float, y: float, kind: str) -> Markup:
    """A head that points to the right."""
    return Markup('<path d="M{:.1f} {:.1f}l7 4-7 4z" class="{}"/>').format(x, y - 4, kind)


def short(words: str, width: float) -> str:
    """Words cut to a width of the drawing, with an ellipsis where something is left out."""
    most = max(4, int(width / CHARACTER))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def steps(high: float, most: int = 6) -> list[float]:
    """Round values from 0 to at least ``high`` for an axis, at most about so many."""
    if high <= 0:
        return [0.0, 1.0]
    rough = high / most
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough)
    step = max(1.0, step)
    return [step * n for n in range(math.ceil(high / step) + 1)]


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], label: str) -> Markup:
    """The same as a table that a reader may open."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(column) for column in columns)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row))
        for row in rows
    )
    return Markup(
        "<details><summary>{}</summary><table><caption>{}</caption><thead><tr>{}</tr></thead>"
        "<tbody>{}</tbody></table></details>"
    ).format(label, caption, head, body)


def figure(kind: str, drawn: Markup, caption: str, below: Markup = NOTHING) -> Markup:
    """A drawing with its caption and what stands below it."""
    return Markup('<figure class="drawn {}">{}<figcaption>{}</figcaption>{}</figure>').format(
        escape(kind), drawn, caption, below
    )
