"""Boilerplate of plain text: lines that belong to the page a text was copied from, not to the text.

reads nothing of Crosswire's but ``data/furniture.toml``; a helper of :mod:`crosswire.extract.article`.
"""

import re
from functools import cache

from crosswire.base.text import trim
from crosswire.language import lexicon

METHOD = "furniture/1"
_LONGEST = 500  # a longer line is text, whatever it begins with
_SENTENCES = re.compile(r"[.!?]\s+\S")


def boilerplate(text: str) -> list[tuple[int, int]]:
    """Code points of each boilerplate line, and of a channel's footer at the end of the last, in order, trimmed."""
    found = []
    at = 0
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        start, stop = trim(text, at, end)
        if start < stop <= start + _LONGEST and is_boilerplate(text[start:stop]):
            found.append((start, stop))
        at = end + 1
    footer = _footer(text)
    return [*found, footer] if footer and footer not in found else found


def _footer(text: str) -> tuple[int, int] | None:
    """What a channel puts under each of its posts, at the end of the last line."""
    _, stop = trim(text, 0, len(text))
    start = max(text.rfind("\n", 0, stop) + 1, stop - _LONGEST // 2)
    tail = _tail().search(text, start, stop)
    found = trim(text, tail.start(), stop) if tail else None
    return found if found and not is_boilerplate(text[start:stop]) else None


def is_boilerplate(line: str) -> bool:
    """Whether a whole line is furniture of a page: sharing, comments, more to read, subscriptions, rights, credits."""
    return _pattern().fullmatch(line.strip()) is not None


@cache
def _tail() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in lexicon.load("furniture")["tail"]["patterns"]), re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    table = lexicon.load("furniture")
    forms = [form for group in table["lines"].values() for form in group] + list(table["wire"]["patterns"])
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)
