"""Readings made from the examples' readings, as many as wanted, without reading a text again.

An event takes the readings of one example; every word of four letters and more gets other letters (vowels for vowels,
consonants for consonants, by a key of the event), every number other digits, every date another day. Lengths stay, so
that every span still fits. An event has one to nine reports by different outlets; those after the first leave out or
change one word in twelve of their own, or none. What is counted of whom ("killed", "people") stays as it was recorded.
"""

import dataclasses
import datetime as dt
import random
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from crosswire.base.ids import make_id
from crosswire.model.account import Reading

_ID = re.compile(r"^(rep|itm|tim|fig|att|ast|ent)-[0-9a-f]{15}$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"[^\W\d_]{4,}")
_DATED = {"edtf", "anchor", "when"}
_KEPT = {"what", "who", "unit", "kind", "form", "type", "relation", "polarity", "asks", "band", "modifier", "evidence",
         "language", "duration", "reference", "channel", "label", "stage", "reason"}  # fmt: skip
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxz"
SIZES = (1, 1, 1, 2, 2, 3, 4, 5, 6, 9)


@dataclasses.dataclass(frozen=True, slots=True)
class Made:
    """A reading, and the number of its event."""

    reading: Reading
    event: int


def made(examples: list[Reading], count: int, *, per_day: int, last: dt.date, seed: int = 1) -> Iterator[Made]:
    """``count`` readings, a day's ``per_day`` of them at a time, ending on ``last``."""
    rng = random.Random(seed)
    days = -(-count // per_day)
    trees = [msgspec.to_builtins(dataclasses.replace(one, tags=())) for one in examples]
    number = event = 0
    while number < count:
        tree = rng.choice(trees)
        day = last - dt.timedelta(days=days - 1 - number // per_day)
        table, digits = _key(rng)
        for which in range(min(rng.choice(SIZES), count - number)):
            yield Made(_one(rng, tree, number, which, day, table, digits), event)
            number += 1
        event += 1


def _key(rng: random.Random) -> tuple[dict[int, int], dict[int, int]]:
    vowels, consonants = list(_VOWELS), list(_CONSONANTS)
    rng.shuffle(vowels)
    rng.shuffle(consonants)
    plain, other = _VOWELS + _CONSONANTS, "".join(vowels + consonants)
    digits = rng.sample("123456789", 9)
    return str.maketrans(plain + plain.upper(), other + other.upper()), str.maketrans("123456789", "".join(digits))


def _one(
    rng: random.Random, tree: Any, number: int, which: int, day: dt.date, table: dict[int, int], digits: dict[int, int]
) -> Reading:
    published = _DAY.search(tree["report"]["published"]["edtf"] or "")
    shift = (day - dt.date.fromisoformat(published.group())).days if published else 0
    way = rng.random() if which else 1.0

    def change(match: re.Match[str]) -> str:
        return match.group().translate(table)

    def words(text: str) -> str:
        return _WORD.sub(change, text).translate(digits)

    def slip(match: re.Match[str]) -> str:
        return match.group()[::-1] if rng.random() < 1 / 12 else match.group()

    text = words(tree["report"]["text"])
    text = _WORD.sub(slip, text) if way < 0.6 else text
    ids: dict[str, str] = {}

    def identifier(old: str) -> str:
        kinds = {"rep": "report", "itm": "item", "tim": "time", "fig": "figure", "att": "attribution",
                 "ast": "assertion", "ent": "entity"}  # fmt: skip
        return ids.setdefault(old, make_id(kinds[old[:3]], old, number))

    def walk(node: Any, name: str = "") -> Any:
        if isinstance(node, dict):
            out = {key: walk(value, key) for key, value in node.items()}
            if "exact" in out:
                out["exact"] = text[out["start"] : out["end"]]
            return out
        if isinstance(node, list | tuple):
            return [walk(value, name) for value in node]
        if not isinstance(node, str) or name in _KEPT:
            return node
        if _ID.match(node):
            return identifier(node)
        if name in _DATED:
            return _DAY.sub(lambda m: _moved(m.group(), shift), node)
        return text if name == "text" and len(node) == len(text) else words(node)

    made_tree = walk(tree)
    made_tree["report"] |= {"outlet": f"Outlet {number % 400}", "name": f"{number}.txt", "url": None, "family": None}
    return msgspec.convert(made_tree, Reading)


def _moved(day: str, shift: int) -> str:
    try:
        return (dt.date.fromisoformat(day) + dt.timedelta(days=shift)).isoformat()
    except (ValueError, OverflowError):
        return day
