"""Quotations: what stands between quotation marks, curly, straight or angled, nested, over paragraphs, left open.

reads report → writes nothing: a helper of :mod:`crosswire.segment.sentences`.
"""

import re
from collections.abc import Sequence

_PAIRS = {"“": "”", "«": "»", "„": '“”"', "‘": "’", "‹": "›", "‚": "‘’"}
_BEFORE_OPEN = frozenset(" \t\xa0\n([{—–-/:,;“«„‘\"'…")
_AFTER_CLOSE = frozenset(" \t\xa0\n)]}.,;:!?…—–-/”»’\"'")
_OPENING = re.compile("[“«„‹‚‘\"']")
_ANY = re.compile("[“«„‹‚‘\"'”»’›]")
_LONGEST = 6000  # code points: a mark that closes later than this closes something else
_DEEPEST = 4


def quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """``(start, end, paragraph)`` of each outermost quotation with its marks; ``paragraph`` is the one it begins in.

    A quotation left open at the end of a paragraph goes on where the next one begins with the same mark, as printers
    do; else it counts to nowhere: one that never closes is not marked.
    """
    found: list[tuple[int, int, int]] = []
    carried: tuple[int, str, int] | None = None  # start, opening mark, paragraph
    for number, (start, end) in enumerate(paragraphs):
        at = start
        if carried is not None and text[start] == carried[1]:
            close = _close(text, start, end)
            if close is None:
                continue
            found.append((carried[0], close, carried[2]))
            at, carried = close, None
        else:
            carried = None
        spans, left = _within(text, at, end)
        found.extend((a, b, number) for a, b in spans)
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else None
        goes_on = following is not None and left is not None and text[following] == text[left]
        if left is not None and carried is None and goes_on and any(map(str.isalnum, text[left:end])):
            carried = (left, text[left], number)
    return found


def _within(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int | None]:
    """Outermost quotations of a paragraph, and where one begins that stays open (None: all closed)."""
    found: list[tuple[int, int]] = []
    at, left = start, None
    hopeless: dict[str, int] = {}  # a mark to where no mark closes it: keeps hostile texts from taking long
    while mark := _OPENING.search(text, at, end):
        at = mark.start()
        close = None
        if _opens(text, at, start, end) and at >= hopeless.get(text[at], 0):
            close = _close(text, at, end)
            if close is None and text[at] not in "“«":
                hopeless[text[at]] = min(end, at + _LONGEST)
            if close is None and left is None and text[at] not in "'‘‚":
                left = at  # an apostrophe or a stray single mark opens nothing that stays open
        if close is not None:
            found.append((at, close))
        at = at + 1 if close is None else close
    return found, left if left is not None and (not found or left >= found[-1][1]) else None


def _close(text: str, start: int, end: int, depth: int = 0) -> int | None:
    """The end of the quotation that opens at ``start``: its closing mark, past quotations inside it; None if open."""
    mark = text[start]
    end = min(end, start + _LONGEST)
    at = start + 1
    while place := _ANY.search(text, at, end):
        at = place.start()
        if _closes(text, at, mark, start, end):
            return at + 1 if at > start + (2 if mark == "'" else 1) else None
        inner = None
        if depth < _DEEPEST and _opens(text, at, start + 1, end):
            if text[at] != mark:
                inner = _close(text, at, end, depth + 1)
                inner = None if inner is None or _ends_before(text, at, inner, mark, start, end) else inner
            elif mark in "“«":
                # The same mark again: Russian and Ukrainian nest it; else one was never closed, and this is new.
                inner = _close(text, at, end, depth + 1) if mark == "«" else None
                if inner is None:
                    return None
        at = at + 1 if inner is None else inner
    return None


def _ends_before(text: str, at: int, inner: int, mark: str, start: int, end: int) -> bool:
    places = (place.start() for place in _ANY.finditer(text, at + 1, inner - 1))
    return mark not in "'‘" and any(_closes(text, place, mark, start, end) for place in places)


def _opens(text: str, at: int, start: int, end: int) -> bool:
    mark = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if mark in "“«„‹‚":
        return mark != "“" or before not in "„" and not (before.isalnum() and not after.isalnum())
    if mark == "‘":
        return not before.isalnum() and (after.isalnum() or after in '“"[(…')
    if mark in "\"'":
        return before in _BEFORE_OPEN and not after.isspace() and after not in ".,;:!?)]}" and at + 1 < end
    return False


def _closes(text: str, at: int, mark: str, start: int, end: int) -> bool:
    this = text[at]
    after = text[at + 1] if at + 1 < end else " "
    if mark in "\"'":
        before = text[at - 1]
        plain = this == mark and (after in _AFTER_CLOSE) and (not before.isspace() or after.isspace())
        return plain and not (mark == "'" and before == "s" and _later(text, at, end))
    if this not in _PAIRS[mark]:
        return False
    if this == "’":  # also the apostrophe
        return not after.isalnum() and not (text[at - 1] in "sS" and after == " " and _later(text, at, end))
    return True


def _later(text: str, at: int, end: int) -> bool:
    """Whether a mark after a plural "s" closes later too: then this one is the possessive."""
    mark = text[at]
    return any(
        text[place] == mark and (place + 1 >= end or not text[place + 1].isalnum()) and text[place - 1] in ".,!?"
        for place in range(at + 1, end)
    )
