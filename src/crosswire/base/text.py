"""Text as everything downstream sees it, and spans of it as the W3C Web Annotation model cites them."""

import re
import unicodedata
from dataclasses import dataclass

CONTEXT = 32
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


def normalise(raw: str) -> str:
    """The text that offsets count into: line ends as ``\\n``, no control characters or byte-order marks, NFC.

    Nothing a reader would see changes: quotation marks, dashes, spaces and line breaks stay as they were written.
    Idempotent: ``normalise(normalise(x)) == normalise(x)``.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


@dataclass(frozen=True, slots=True)
class Selector:
    """A W3C Web Annotation selector: a text position refined by a text quote. Offsets are code points."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def select(text: str, start: int, end: int) -> Selector:
    """The selector of ``text[start:end]`` with up to 32 code points of context on either side."""
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"span {start}:{end} lies outside a text of {len(text)} code points")
    return Selector(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def locate(text: str, selector: Selector) -> tuple[int, int] | None:
    """Where the selector points in ``text``: by position if the words still stand there, else by the quote.

    Of several places with the same words, the one whose surroundings agree most wins, then the nearest. None where
    the words are gone.
    """
    if text[selector.start : selector.end] == selector.exact:
        return selector.start, selector.end
    if not selector.exact:
        return None
    places = [match.start() for match in re.finditer(re.escape(selector.exact), text)]
    if not places:
        return None

    def agreement(start: int) -> tuple[int, int]:
        end = start + len(selector.exact)
        before = _common_suffix(text[:start], selector.prefix)
        after = _common_prefix(text[end : end + CONTEXT], selector.suffix)
        return before + after, -abs(start - selector.start)

    best = max(places, key=agreement)
    return best, best + len(selector.exact)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends; an all-white span becomes empty at its start."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _common_prefix(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count


def _common_suffix(left: str, right: str) -> int:
    return _common_prefix(left[::-1], right[::-1])
