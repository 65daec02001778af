"""Numbers written in words or figures, in English, Ukrainian and Russian: ``parse(words) -> value``.

The word lists are in ``data/numbers.toml``. The grammar is the usual one of hundreds and scales: a scale multiplies the
sum in front of it ("three hundred and five thousand two hundred" = (3 × 100 + 5) × 1000 + 2 × 100).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from crosswire.language.lexicon import load

METHOD = "numerals/1"

_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?:[,. \u00a0\u202f\u2009]\d{3})+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """A word as the tables write it: lower case, one kind of apostrophe."""
    return word.lower().translate(_APOSTROPHES)


@cache
def cardinals() -> Mapping[str, int]:
    """Number word (folded) → value, all languages together."""
    table: dict[str, int] = {}
    for forms in load("numbers")["cardinals"].values():
        table.update({form: int(value) for value, words in forms.items() for form in words})
    return table


@cache
def scales() -> Mapping[str, int]:
    """Scale word (folded) → its factor."""
    return {form: int(value) for value, forms in load("numbers")["scales"].items() for form in forms}


def figures(word: str) -> float | None:
    """The value of a number written in figures ("1,200.5", "70 000", "1,4"), or None where it is no single number.

    A comma or full stop before exactly three figures groups thousands ("1,200", "1.200") unless it begins with 0;
    any other single comma or full stop is a decimal sign. Dates, times and versions ("12.03.2026", "08:30") are None.
    """
    if _DIGITS.fullmatch(word):
        return float(word)
    if _GROUPED.fullmatch(word) and not word.startswith("0"):
        separators = set(re.sub(r"\d", "", word))
        if len(separators) == 1 and ("." not in separators or word.count(".") > 1):
            return float(re.sub(r"\D", "", word))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", word):
        return float(word.replace(",", ""))
    if _DECIMAL.fullmatch(word):
        return float(word.replace(",", "."))
    return None


def parse(words: Sequence[str]) -> float | None:
    """The value of number words ("twenty", "-", "two"; "двадцять", "два"; "300", "million"), or None where the whole
    sequence is not one well-formed number. "and" is allowed inside; hyphens are ignored."""
    total = group = 0.0
    last = float("inf")
    last_scale = float("inf")
    seen = False
    for raw in words:
        word = fold(raw)
        if word in ("-", "‑") or (word == "and" and seen):
            continue
        value = _cardinal(word)
        if value is not None:
            if seen and not _fits(value, last):
                return None
            group, last, seen = group + value, value, True
        elif (factor := scales().get(word)) is not None:
            if factor == 100:
                if not seen or last >= 100 or group >= 100:
                    return None
                group, last = group * 100, 100
                continue
            if factor >= last_scale or (seen and group == 0):
                return None
            total += (group if seen else 1) * factor
            group, last, last_scale, seen = 0.0, float(factor), float(factor), True
        else:
            return None
    return total + group if seen else None


def _cardinal(word: str) -> float | None:
    value = cardinals().get(word)
    return figures(word) if value is None else float(value)


def _fits(value: float, last: float) -> bool:
    """Whether a smaller numeral may follow: tens then ones, hundreds then anything below, a scale then the rest."""
    if last >= 1000:
        return value < 1000
    if last >= 100:
        return value < 100 and last % 100 == 0
    return 20 <= last < 100 and last % 10 == 0 and 0 < value < 10


def longest(words: Sequence[str], start: int) -> tuple[float, int] | None:
    """The longest number beginning at ``words[start]``: its value and the index after it, or None.

    A number in figures takes only scales after it ("300 million", "19 тис"), so that neighbouring figures stay apart.
    """
    if start >= len(words):
        return None
    first = fold(words[start])
    if figures(first) is not None:
        end = start + 1
        while end < len(words) and scales().get(fold(words[end]), 0) >= 1000 and len(fold(words[end])) > 1:
            end += 1
        value = parse(words[start:end])
        return None if value is None else (value, end)
    if first not in cardinals() and scales().get(first, 0) < 1000:
        return None
    best: tuple[float, int] | None = None
    for end in range(start + 1, min(start + 12, len(words)) + 1):
        if fold(words[end - 1]) not in cardinals() and fold(words[end - 1]) not in scales():
            if fold(words[end - 1]) in ("-", "and"):
                continue
            break
        value = parse(words[start:end])
        if value is not None:
            best = (value, end)
    if best is None and first in scales():
        return None
    return best
