"""Words of a text with their offsets, in no particular language.

The rules follow the Penn Treebank where that helps to find the edges of a span: a clitic ("'s", "n't") is a word of its
own, an acronym keeps its full stops ("U.S."), a number its separators ("1,200.5"), and every other mark stands alone.
Unlike the treebank, a hyphen always stands alone, so that "Kyiv-based" holds the word "Kyiv".
"""

import re
from bisect import bisect_left
from functools import lru_cache

_LETTER = r"[^\W_]"
# Combining marks: never a word apart.
_MARK = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f"
_PART = rf"[\w{_MARK}]"
_WORD = re.compile(
    rf"""
    [A-Za-z]{{2,}}+(?![\w'’{_MARK}])               # a plain word, found first: half of the time saved
    | (?:(?!\d){_LETTER}\.){{2,}}                                      # U.S.
    | \d+(?:[.,:]\d+)+                                               # 1,200.5  10:30
    | (?i:n['’]t)\b | (?i:['’](?:s|re|ve|ll|d|m))\b                  # clitics
    | {_PART}+?(?=(?i:n['’]t)\b)                                     # "did" of "didn't"
    | {_PART}+(?:['’](?!(?i:s|re|ve|ll|d|m)\b){_PART}+)*             # words, with O'Malley
    | [^\w\s]                                                        # every other mark
    """,
    re.VERBOSE,
)

_INSIDE = re.compile(_PART)


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets ``(start, end)`` in code points of the words of ``text[start:end]``, in order, never overlapping."""
    if end is None or not start and end >= len(text):
        return [match.span() for match in _WORD.finditer(text, start, len(text) if end is None else end)]
    spans, starts, ends = _whole(text)
    # Several stages read the same sentences: the text is cut once, unless the stretch begins or ends within a word.
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    if (first and ends[first - 1] > start) or (last and ends[last - 1] > end) or _INSIDE.match(text, end):
        return [match.span() for match in _WORD.finditer(text, start, end)]
    return spans[first:last]


@lru_cache(maxsize=8)
def _whole(text: str) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """The words of a text, and where they begin and end."""
    spans = [match.span() for match in _WORD.finditer(text)]
    return spans, [start for start, _ in spans], [end for _, end in spans]
