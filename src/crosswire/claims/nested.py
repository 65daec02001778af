"""Attributions inside others: what A says that B claims."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crosswire.claims.contents import drafts
from crosswire.claims.cues import listed
from crosswire.claims.plans import Draft
from crosswire.claims.units import Unit, interior, tokenise
from crosswire.model.account import Reading


def sentences(reading: Reading) -> list[tuple[int, int]]:
    """The sentences of a report in order."""
    return sorted((p.start, p.end) for p in reading.passages if p.kind == "sentence")


def inside_quotes(known: Sequence[tuple[int, int]], draft: Draft) -> Iterator[Draft]:
    """What somebody quoted says that others say, sentence by sentence; sources that are pronouns are left out."""
    unit = draft.unit
    for quote in unit.quotes:
        if quote.clear or not any(a < quote.end and quote.start < b for a, b in draft.content):
            continue
        low, high = interior(unit.text, max(quote.start, unit.start), min(quote.end, unit.end))
        for start, end in known[max(0, bisect_left(known, (low, low)) - 1) : bisect_left(known, (high, high))]:
            first, last = max(start, low), min(end, high)
            if last - first > 20:
                tokens = tokenise(unit.text, first, last, ())
                inner = Unit(
                    unit.text, first, last, unit.item, unit.paragraph, False, unit.language, (), tokens, inner=True
                )
                for found in drafts(inner):
                    if found.source and not _pronoun(unit, found.source):
                        yield replace(found, inner=True)


def _pronoun(unit: Unit, source: tuple[int, int]) -> bool:
    word = unit.text[slice(*source)].lower()
    return (
        word in listed("en", "pronouns")
        or word in listed("en", "first_person")
        or word in ("who", "people", "some people")
    )


def parents(found: Sequence[Draft]) -> list[int | None]:
    """For each draft, the number of the smallest other one whose content holds its cue and its content."""
    out: list[int | None] = []
    places: dict[int, list[int]] = {}
    whole = [number for number, draft in enumerate(found) if draft.how == "post"]
    for number, draft in enumerate(found):
        if draft.how != "post":
            places.setdefault(draft.unit.paragraph, []).append(number)
    for number, draft in enumerate(found):
        at = draft.cue or draft.source or draft.content[0]
        best: tuple[int, int] | None = None
        paragraph = draft.unit.paragraph
        for other in [*(n for p in range(paragraph - 1, paragraph + 4) for n in places.get(p, ())), *whole]:
            outer = found[other]
            if other == number or outer.reply or outer.unit.item != draft.unit.item:
                continue
            holds = any(a <= at[0] and at[1] <= b for a, b in outer.content) and any(
                a <= draft.content[0][0] and draft.content[0][1] <= b for a, b in outer.content
            )
            size = sum(b - a for a, b in outer.content)
            if holds and size > sum(b - a for a, b in draft.content) and (best is None or size < best[0]):
                best = (size, other)
        out.append(best[1] if best else None)
    return out


def outer_first(parent: Sequence[int | None]) -> list[int]:
    """The numbers in an order in which every parent comes before what is nested in it."""
    order: dict[int, None] = {}

    def visit(number: int) -> None:
        above = parent[number]
        if number in order:
            return
        if above is not None:
            visit(above)
        order[number] = None

    for number in range(len(parent)):
        visit(number)
    return list(order)
