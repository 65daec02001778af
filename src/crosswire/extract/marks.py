"""Marks of a messenger's markup in a text that was saved as its source: ``**bold**``, ``__italic__``, ``[words](url)``.

reads received → writes nothing: a helper of :mod:`crosswire.extract.article`. The marks stand inside words and figures
too ("уничтоже**н", "дислокации 5**4-й"), where they part what a reader sees as one. Only a text that bears such markup
in earnest loses them: an asterisk beside a footnote, a censored word or a formula stays.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from crosswire.base.text import normalise

METHOD = "marks/1"
_ADDRESS = r"(?P<url>(?:https?|tg|mailto):[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"
_LINK = re.compile(rf"(?<!!)\[(?P<words>[^\[\]\n]{{0,300}})\]\({_ADDRESS}\)")
_CUT = re.compile(r"(?:\[(?P<words>[^\[\]\n]{0,160})(?:\](?:\((?:[a-z]{0,5}|https?:[^\s()]*))?)?|(?<![*_])[*_])\Z")
_URL = re.compile(r"(?:https?://|t\.me/)[^\s()\[\]*]+")
_BOLD = re.compile(r"(?<!\*)(?:\*\*){1,2}(?!\*)")
_ITALIC = re.compile(r"(?<!_)(?:__){1,2}(?!_)")
_PAIRED = re.compile(
    r"(?<![\w|])\|\|(?P<spoiler>(?=\S)[^|\n]{1,600}(?<=\S))\|\|(?![\w|])"
    r"|(?<![\w~])~~(?P<struck>(?=\S)[^~\n]{1,600}(?<=\S))~~(?![\w~])"
    r"|(?<![\w*])\*\*\*(?P<strong>(?=\S)[^*\n]{1,600}(?<=\S))\*\*\*(?![\w*])"
    r"|(?<![\w`])(?P<tick>`{1,3})(?P<code>(?=\S)[^`]{1,600}(?<=\S))(?P=tick)(?![\w`])"
)
_NAME = re.compile(r"__[a-z][a-z0-9_]*__")  # of a program's: no italic
_SCRIPTS = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"  # in which a zero width parts words
_ZERO = re.compile(rf"(?<![{_SCRIPTS}])[\u200b\u2060\u00ad](?![{_SCRIPTS}])")
_JOINER = re.compile(r"(?<=[A-Za-zЀ-ӿ0-9])[\u200c\u200d](?=[A-Za-zЀ-ӿ0-9])")
_DIRECTION = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
Link = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its marks, and its links: the code points of the words that lead to an address, and the address.
    A link without words is left out of neither: its code points are empty."""

    text: str
    links: tuple[Link, ...] = ()


def strip(text: str) -> Plain:
    """The text as its reader saw it. Idempotent: ``strip(strip(x).text).text == strip(x).text``.

    Words between marks stay, with the white space that stood there; struck-out words stay too. Zero-width characters
    and soft hyphens go where they stand in or between words of scripts that part words by spaces.
    """
    text = without_zero_widths(text)
    cuts = sorted(_cuts(text))
    if not cuts:
        return Plain(text)
    pieces: list[str] = []
    moved: dict[int, int] = {}
    at = length = 0
    for start, end in cuts:
        if start > at:
            pieces.append(text[at:start])
            length += start - at
        moved[start] = moved[end] = length
        at = max(at, end)
    pieces.append(text[at:])
    links = tuple((moved[m.start()], moved[m.end()], m["url"]) for m in _LINK.finditer(text))
    plain = "".join(pieces)
    again = strip(plain) if plain != text else Plain(plain)
    return Plain(plain, links) if again.text == plain else Plain(again.text, tuple(_kept(links, plain, again.text)))


def settled(plain: Plain) -> Plain:
    """The text as offsets count into it (:func:`crosswire.base.text.normalise`), its links moved along."""
    edges = sorted({edge for start, end, _ in plain.links for edge in (start, end) if 0 <= edge <= len(plain.text)})
    pieces = [plain.text[a:b] for a, b in pairwise((0, *edges, len(plain.text)))]
    clean = [normalise(without_zero_widths(piece)) for piece in pieces]
    at, moved = 0, dict[int, int]()
    for edge, piece in zip(edges, clean, strict=False):
        at += len(piece)
        moved[edge] = at
    text = normalise(without_zero_widths(plain.text))
    if text != "".join(clean):
        return Plain(text)  # a letter and its accent on two sides of an edge
    return Plain(text, tuple((moved[a], moved[b], url) for a, b, url in plain.links if a in moved and b in moved))


def _kept(links: tuple[Link, ...], before: str, after: str) -> Iterator[Link]:
    """Links whose words can still be found where marks lay inside marks."""
    at = 0
    for start, end, url in links:
        words = strip(before[start:end]).text
        found = after.find(words, at)
        if found >= 0:
            yield found, found + len(words), url
            at = found + len(words)


def without_zero_widths(text: str) -> str:
    """The text without characters of no width that part or steer words: they split names and figures for a program.
    Joiners in emoji and in scripts that need them, and marks of direction in texts that run to the left, stay."""
    text = _JOINER.sub("", _ZERO.sub("", text))
    if _DIRECTION.search(text) and not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        text = _DIRECTION.sub("", text)
    return text


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Code points of the marks, not overlapping."""
    taken = [match.span() for match in _URL.finditer(text)]
    links = list(_LINK.finditer(text))
    for link in links:
        yield link.start(), link.start("words")
        yield link.end("words"), link.end()
        taken.append((link.end("words"), link.end()))
    bold, italic = ([m.span() for m in p.finditer(text) if not _within(m.start(), taken)] for p in (_BOLD, _ITALIC))
    marked = bool(links) or _in_earnest(text, bold) or _in_earnest(text, italic)
    if marked:
        yield from bold
        yield from (mark for mark in italic if not _NAME.match(text, mark[0]))
        cut = _CUT.search(text)
        if cut:  # a text that was cut off inside its markup
            first, last = cut.span("words") if cut["words"] is not None else (cut.end(), cut.end())
            yield from ((cut.start(), first), (last, cut.end()))
            taken.append((last, cut.end()))
    for match in _PAIRED.finditer(text):
        if not _within(match.start(), taken) and not _within(match.end() - 1, taken):
            group = next(name for name in ("spoiler", "struck", "code", "strong") if match[name] is not None)
            yield match.start(), match.start(group)
            yield match.end(group), match.end()


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _in_earnest(text: str, marks: list[tuple[int, int]]) -> bool:
    """Whether marks open and close words: one of them opens at a word's edge, and another follows; or the text begins
    with the one it has."""
    opening = (place for place, (start, end) in enumerate(marks) if _opens(text, start, end))
    first = next(opening, None)
    if first is None:
        return False
    start, end = marks[first]
    return first + 1 < len(marks) or end - start > 2 or (start == 0 and not text[:3].isspace())


def _opens(text: str, start: int, end: int) -> bool:
    edge = start == 0 or not text[start - 1].isalnum()
    return edge and end < len(text) and not text[end].isspace() and not _NAME.match(text, start)
