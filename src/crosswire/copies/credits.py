"""Credit lines: what a text says of where it comes from. Agencies, outlets and owners are data."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from crosswire.copies.units import Unit, fold
from crosswire.language import lexicon

METHOD = "copies.credits/2"
SHORTEST = 4
"""Letters of an outlet's name below which it may be a common word."""
_EDGE = 240
"""Characters at the head and the foot of a text in which a credit line is looked for."""


@dataclass(frozen=True, slots=True)
class Credit:
    """``source`` is the text the other one credits."""

    source: Unit
    why: str


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: its name, and the spellings that stand in credit lines."""

    name: str
    marks: tuple[str, ...]


@cache
def agencies() -> tuple[Agency, ...]:
    """The agencies of ``data/agencies.toml``."""
    return tuple(Agency(row["name"], tuple(row["marks"])) for row in lexicon.load("agencies")["agency"])


def outlet_credited(unit: Unit, outlet: str | None) -> str | None:
    """The words of a credit line at a text's head or foot that name an outlet, as agencies are credited."""
    if not outlet or len(outlet) < SHORTEST:
        return None
    start, end = unit.span
    body = unit.text[start:end]
    edges = (body[:_EDGE], body[-_EDGE:] if len(body) > _EDGE else "")
    found = (_crediting(outlet).search(edge) for edge in edges if outlet.casefold() in edge.casefold())
    return next((match.group().strip() for match in found if match), None)


@lru_cache(maxsize=1024)
def _crediting(outlet: str) -> re.Pattern[str]:
    shapes = [shape.replace("AGENCY", re.escape(outlet)) for shape in lexicon.load("credits")["lines"]]
    return re.compile("|".join(f"(?:{shape})" for shape in shapes), re.IGNORECASE | re.MULTILINE)


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {mark.casefold(): agency.name for agency in agencies() for mark in agency.marks}
    either = "|".join(re.escape(mark) for mark in sorted(names, key=lambda mark: (-len(mark), mark)))
    shapes = [
        shape.replace("AGENCY", f"(?P<a{n}>{either})") for n, shape in enumerate(lexicon.load("credits")["lines"])
    ]
    return re.compile("|".join(f"(?:{shape})" for shape in shapes), re.IGNORECASE | re.MULTILINE), names


def agency_of(unit: Unit) -> tuple[str, str] | None:
    """The agency a text credits at its head or foot, and the words that do so; None where it credits none."""
    start, end = unit.span
    body = unit.text[start:end]
    pattern, names = _pattern()
    for edge in (body[:_EDGE], body[-_EDGE:] if len(body) > _EDGE else ""):
        match = pattern.search(edge)
        if match:
            mark = next(value for value in match.groupdict().values() if value)
            return names[mark.casefold()], match.group().strip()
    return None


def agency_named(outlet: str | None) -> str | None:
    """The agency that an outlet is, if it is one."""
    folded = fold(outlet) if outlet else ""
    for agency in agencies():
        if folded and folded in {fold(agency.name), *(fold(mark) for mark in agency.marks)}:
            return agency.name
    return None


@cache
def _owners() -> dict[str, str]:
    return {fold(outlet): row["name"] for row in lexicon.load("families")["family"] for outlet in row["outlets"]}


def family_of(outlet: str | None) -> str | None:
    """The owner that publishes an outlet with others, by ``data/families.toml``; None where it is not known."""
    return _owners().get(fold(outlet)) if outlet else None


def between(left: Unit, right: Unit) -> Credit | None:
    """What the credit lines say of the direction: a text that credits the other's outlet comes from it."""
    if fold(left.outlet or "") != fold(right.outlet or ""):
        ours, theirs = outlet_credited(left, right.outlet), outlet_credited(right, left.outlet)
        if ours and not theirs:
            return Credit(right, f"{left.name} credits {right.outlet} ({ours})")
        if theirs and not ours:
            return Credit(left, f"{right.name} credits {left.outlet} ({theirs})")
    agency, other = agency_of(left), agency_of(right)
    if other and agency_named(left.outlet) == other[0] and agency_named(right.outlet) != other[0]:
        return Credit(left, f"{right.name} credits {other[0]} ({other[1]})")
    if agency and agency_named(right.outlet) == agency[0] and agency_named(left.outlet) != agency[0]:
        return Credit(right, f"{left.name} credits {agency[0]} ({agency[1]})")
    return None


def common(left: Unit, right: Unit) -> tuple[str, ...]:
    """Reasons that do not give a direction: both credit one agency; both belong to one owner."""
    ours, theirs = agency_of(left), agency_of(right)
    why = []
    if ours and theirs and ours[0] == theirs[0]:
        why.append(f"both credit {ours[0]}")
    owner = family_of(left.outlet)
    if owner and owner == family_of(right.outlet) and fold(left.outlet or "") != fold(right.outlet or ""):
        why.append(f"{left.outlet} and {right.outlet} have one owner, {owner}")
    return tuple(why)
