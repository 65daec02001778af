"""Totals and their parts in one text: "80 drones: 30 over one region, 14 over another".

reads figures → writes nothing
"""

from collections.abc import Mapping, Sequence

from crosswire.language.lexicon import load
from crosswire.model.mention import Figure

NEAR = 60


def parts_of(figures: Sequence[Figure], text: str) -> Mapping[str, str]:
    """Figures that are parts of a total before them in their item, by id, each with the total's id.

    What follows a total and counts the same is its parts where it adds up to it, where a colon opens the list (also
    one that was cut off), or where the words say so ("65 of them"). The sum is never more than the total.
    """
    found: dict[str, str] = {}
    ordered = sorted(figures, key=lambda figure: figure.start)
    for number, total in enumerate(ordered):
        if total.id in found or total.low is None or total.low != total.high:
            continue
        listed = _following(total, ordered[number + 1 :])
        if not listed:
            continue
        whole = len(listed) > 1 and sum(part.low or 0 for part in listed) == total.low
        opened = len(listed) > 1 and ":" in text[total.end : listed[0].start]
        if whole or opened:
            found.update((part.id, total.id) for part in listed)
        else:
            found.update((part.id, total.id) for part in listed if _of_them(part, text))
    return found


def _following(total: Figure, after: Sequence[Figure]) -> list[Figure]:
    """The figures right after a total that may be parts of it."""
    listed: list[Figure] = []
    left = total.low or 0
    for figure in after:
        alike = figure.unit in (None, total.unit) and figure.what in (None, total.what) and figure.item == total.item
        if not alike or figure.low is None or figure.low != figure.high or not 0 < figure.low <= left:
            break
        if figure.low == total.low:
            break
        listed.append(figure)
        left -= figure.low
    return listed


def _of_them(part: Figure, text: str) -> bool:
    after = " ".join(text[part.end : part.end + NEAR].lower().split())
    return after.startswith(tuple(load("slots")["parts"]["after"]))
