"""What an outlet that is itself a party says in plain sentences: a firm's release, a ministry's or an army's channel.

reads report, passages → writes nothing of the flow: a rule of :mod:`crosswire.claims.attribution`. A newspaper's plain
sentences have no holder; whether an outlet is a party is told by its name and by what only a party says of itself.
"""

import re
from collections.abc import Iterable
from functools import cache

from crosswire.claims.chain import is_outlet
from crosswire.claims.plans import Draft
from crosswire.claims.units import Unit
from crosswire.language.lexicon import load
from crosswire.model.report import Report

_LEAST = 3  # words of a sentence that says something


def party(report: Report) -> str | None:
    """The outlet's name where it is a party to what it tells; None for newspapers and whatever is not surely one."""
    name = report.outlet
    if not name:
        return None
    heads, table = _heads(name), load("outlets")
    told_apart = name.lower().endswith(tuple(table["not"]))  # "Norland Health Agency"
    if not heads or not told_apart and (is_outlet(name) or heads[-1] in table["last"]):
        return None
    if set(heads) & set(load("bodies")["party"]["always"]):
        return name
    return name if set(heads) & _shown() and _shows(name, report.text) else None


def drafts(name: str | None, plain: Iterable[Unit]) -> list[Draft]:
    """The plain sentences of a party as its own words; ``plain`` are those that the rules gave to nobody."""
    if name is None:
        return []
    return [
        Draft(unit, ((unit.start, unit.end),), None, None, "", (unit.start, unit.start), how="own")
        for unit in plain
        if unit.language == "en" and not unit.headline and not any(not q.clear for q in unit.quotes) and _says(unit)
    ]


def _says(unit: Unit) -> bool:
    return sum(token.word for token in unit.tokens) >= _LEAST and unit.lows[-1] != "?"


def _heads(name: str) -> list[str]:
    """The word before "of" or "for" of a name (else its last) and its last word."""
    words = re.findall(r"[\w’'-]+", name.lower())
    joined = next((n for n, word in enumerate(words) if n and word in ("of", "for", "on")), len(words))
    return [words[joined - 1], words[-1]] if words else []


@cache
def _shown() -> frozenset[str]:
    table = load("bodies")
    return frozenset(table["party"]["shown"]).union(*table["firms"].values())


def _shows(name: str, text: str) -> bool:
    """Whether a text says of its outlet, outside quotations, what only a party says of itself."""
    unquoted = re.sub(r"[“„«][^”»]*[”»]|\"[^\"\n]*\"", " ", text)
    table = load("bodies")["party"]
    own, does = ("|".join(map(re.escape, table[key])) for key in ("own", "does"))
    said = re.search(rf"\b[Oo]ur (?:\w+ ){{0,2}}?(?:{own})\b|\b[Ww]e (?:\w+ )?(?:{does})\b", unquoted)
    return bool(said or re.search(rf"\b{re.escape(name)} (?:\w+ )?(?:{does})\b", unquoted))
