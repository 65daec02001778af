"""Paragraphs of a text as laid out, and which of them look like headlines.

reads report → writes nothing: a helper of :mod:`crosswire.segment.items` and :mod:`crosswire.segment.sentences`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.base.text import trim
from crosswire.language import lexicon

LONGEST_HEADLINE = 30  # words
_WORD = re.compile(r"\w+")
_BULLET = re.compile(r"\s*(?:[-*•▪◦●◽◾▫◼🔹🔸♦►▶➡✅❗⚡‣·–—]\ufe0f?|\(?\d{1,2}[.)])\s+")
_TERMINAL = re.compile(r"[.!;…]['\"”’»)\]]*$")
_OPENERS = "\"“”„«‘'([#"
_WRAP_WIDTH = 120  # a text wrapped by hand or by a mail program is at most this wide
_CAPTION = re.compile(
    r"(?:\((?:[^()\n]{0,40}[–—/-]\s*)?(?:archiv\w*|file|getty[^()\n]*|reuters|afp|ap|epa|архів|архив|фото[^()\n]*)\)"
    r"|\b(?:photo|photograph|image|picture|credit|фото|світлина|снимок)\s*(?:by|credit|courtesy)?\s*[:/©][^\n]{1,80}"
    r"|\[(?:[^\]\n]{0,40}[/–—-])?(?:ap|afp|reuters|getty|epa|file)[^\]\n]{0,30}\])\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as laid out: code points ``start``..``end`` without white space at its ends, and how many line
    breaks stand before it (1: the next line, 2: one blank line between)."""

    start: int
    end: int
    gap: int


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        start, stop = trim(text, at, end)
        if stop > start:
            yield start, stop
        at = end + 1


def _wraps(text: str, lines: Sequence[tuple[int, int]]) -> int:
    """The width a text was wrapped at, or 0: a break is a wrap where the next word would not have fitted.

    A line break is called a wrap by the width of the longest line; a text is wrapped when nearly all of its single
    breaks are wraps and many go on with a small letter, so that lists and one-line paragraphs keep their breaks.
    """
    width = max((end - start for start, end in lines), default=0)
    if width > _WRAP_WIDTH or len(lines) < 3:
        return 0
    breaks = wraps = small = 0
    for (start, end), (following, stop) in zip(lines, lines[1:], strict=False):
        if text.count("\n", end, following) != 1:
            continue
        breaks += 1
        wraps += _fits_not(text, start, end, following, stop, width)
        small += text[following].islower()
    return width if breaks >= 2 and wraps / breaks >= 0.7 and small / breaks >= 0.4 else 0


def _fits_not(text: str, start: int, end: int, following: int, stop: int, width: int) -> bool:
    word = text[following:stop].split(maxsplit=1)[0]
    return (end - start) + 1 + len(word) > width - 3 and not _BULLET.match(text, following, stop)


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text in order. A line is a paragraph, but lines of a hard-wrapped text are joined."""
    lines = list(_lines(text))
    width = _wraps(text, lines)
    found: list[Block] = []
    previous = (0, 0)
    for start, end in lines:
        gap = text.count("\n", found[-1].end, start) if found else 0
        if found and width and gap == 1 and _fits_not(text, *previous, start, end, width):
            found[-1] = Block(found[-1].start, end, found[-1].gap)
        else:
            found.append(Block(start, end, gap))
        previous = (start, end)
    return tuple(found)


def unbulleted(text: str, block: Block) -> Block:
    """The block without a bullet or number at its start."""
    match = _BULLET.match(text, block.start, block.end)
    return Block(match.end(), block.end, block.gap) if match and match.end() < block.end else block


def bulleted(text: str, block: Block) -> bool:
    """Whether a block starts with a bullet or a number of a list."""
    return _BULLET.match(text, block.start, block.end) is not None


def words(text: str) -> list[str]:
    """The words of a text, lower case."""
    return _WORD.findall(text.lower())


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does (a question mark does not tell: headlines ask too)."""
    return _TERMINAL.search(line) is not None


def is_caption(line: str) -> bool:
    """Whether a line is a picture's caption: it ends in a credit ("(Agency – Archive)", "Photo: …")."""
    return len(line) < 600 and _CAPTION.search(line) is not None


def is_headline(line: str) -> bool:
    """Whether a line could be a headline: short, no end of a sentence, no lead-in to a list, no mere quotation."""
    if (
        "\n" in line
        or len(line) > 220
        or ends_sentence(line)
        or line.endswith((":", ",", "—", "–", "-"))
        or is_caption(line)
    ):
        return False
    if not (line[0].isalnum() or line[0] in _OPENERS) or _marks().search(line):
        return False
    count = len(_WORD.findall(line))
    return 1 <= count <= LONGEST_HEADLINE and not (line[0] in '"“«„' and line[-1] in '"”»“' and count < 12)


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(rf"{lexicon.load('segments')['posts']['links']}|\(@\w|https?://|\?{{3,}}")


@cache
def _phrases(table: str) -> re.Pattern[str]:
    forms = "|".join(
        re.escape(word) for word in sorted(lexicon.load("segments")[table]["words"], key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)


def announces(table: str, line: str) -> bool:
    """Whether a line carries a phrase of ``data/segments.toml``'s table ("digest", "live")."""
    return _phrases(table).search(line) is not None


def asks(line: str) -> bool:
    """Whether a line asks, as the parts of an explainer do and headlines of news hardly."""
    first = (words(line) or [""])[0]
    return line.rstrip("'\"”’»)").endswith("?") or first in lexicon.load("segments")["questions"]["words"]


def stems(text: str) -> list[str]:
    """Content words of a text, cut to their first five letters (a rough stem in any inflected language); small numbers
    in words become figures."""
    numerals = _numerals()
    found = (numerals.get(word, word) for word in _WORD.findall(text.lower()) if word not in _stopwords())
    return [word[:5] for word in found if len(word) > 1 or word.isdigit()]


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(lexicon.load("segments")["stopwords"]["words"])


@cache
def _numerals() -> dict[str, str]:
    return {word: figure for figure, words in lexicon.load("segments")["numerals"].items() for word in words}
