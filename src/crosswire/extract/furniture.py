"""Boilerplate of plain text: lines that belong to the page a text was copied from, not to the text.

reads nothing of Crosswire's but ``data/furniture.toml``; a helper of :mod:`crosswire.extract.article`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from crosswire.base.text import trim
from crosswire.language import lexicon

METHOD = "furniture/2"
_LONGEST = 500  # a longer line is text, whatever it begins with
_LINK = 160  # code points of a line that is a link to another text
_MOST_LINKS = 12
_NAME = 60  # code points of a channel's name
_CHANNEL = re.compile(
    r"https?://(?:t\.me|telegram\.me|(?:www\.)?(?:facebook|instagram|youtube|tiktok|x|twitter)\.com)/[@\w+-]{2,60}/?"
)
_MARKS = re.compile(r"[^\w]*")
_LEAD = re.compile(r"[^\w.!?»”\")]+\Z")
_END = re.compile(r"[.!?…:;][\"'”’»)]*$")


def boilerplate(text: str) -> list[tuple[int, int]]:
    """Code points of each boilerplate line, of the links below a line that announces them, and of a channel's footer
    at the end of the last, in order, trimmed."""
    lines = list(_lines(text))
    found = [spot for spot in lines if spot[1] - spot[0] <= _LONGEST and is_boilerplate(text[slice(*spot)])]
    pointed = {spot for label in found if _announces(text[slice(*label)]) for spot in _links(text, lines, label)}
    footer = _footer(text)
    return sorted({*found, *pointed, *([footer] if footer else [])})


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        start, stop = trim(text, at, end)
        if start < stop:
            yield start, stop
        at = end + 1


def _announces(line: str) -> bool:
    """Whether a line announces links and names none itself: "Read also:", "Related articles"."""
    return _label().fullmatch(line.strip()) is not None


def _links(text: str, lines: list[tuple[int, int]], label: tuple[int, int]) -> list[tuple[int, int]]:
    """The lines below a label that are links: the first one, or all where the text ends with them. A link is short and
    ends as no sentence does."""
    below = lines[lines.index(label) + 1 :]
    links = list(takewhile(lambda spot: spot[1] - spot[0] <= _LINK and not _END.search(text[slice(*spot)]), below))
    return links if len(links) == len(below) <= _MOST_LINKS else links[:1]


def channel_footer(text: str, links: Sequence[tuple[int, int, str]]) -> tuple[int, int] | None:
    """A post's last words where they are nothing but links to channels ("🔹 Name of the channel"), with their marks."""
    start, end = trim(text, 0, len(text))
    for first, last, url in sorted(links, reverse=True):
        if last - first > _NAME or not _CHANNEL.fullmatch(url) or not _MARKS.fullmatch(text, last, end):
            break
        end = first
    if end == trim(text, 0, len(text))[1]:
        return None
    mark = _LEAD.search(text, max(start, end - 12), end)
    return trim(text, mark.start() if mark else end, len(text)) if start < end else None


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
def _label() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in lexicon.load("furniture")["label"]["patterns"]), re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    table = lexicon.load("furniture")
    forms = [form for group in table["lines"].values() for form in group] + list(table["wire"]["patterns"])
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)
