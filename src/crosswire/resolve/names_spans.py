"""Spans of names: runs of capitalised words, and the edges of a span mended.

reads text → writes nothing
"""

import re

_CAP = r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯІЇЄҐЁ][\w’'ʼ]*(?:-[\w’'ʼ]+)*|\d+(?:st|nd|rd|th)(?=\s+[A-Z]))"
_JOIN = r"(?:of the|of|for the|for|de la|de|da|del|der|van der|van|von|bin|ibn|al|el)"
_TITLE_STOP = r"(?<=Gov|Gen|Sen|Rep|Col|Maj)\.[ ]|(?<=Lt|Dr|Mr|Ms|St)\.[ ]|(?<=Mrs)\.[ ]"
_GAP = rf"(?:[ \u00a0]|(?<=\b[A-Z])\.[ \u00a0]?|{_TITLE_STOP})"
_RUN = re.compile(rf"{_CAP}(?:{_GAP}(?:{_JOIN}[ ])?{_CAP})*")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}")
_OWNER = re.compile(r"['’]s?(?=\s|$)")
_PAIRED = frozenset('«»“”„“"')
_LEAD = re.compile(r"(?:the|an?|this|our|its|their|his|her)\s+", re.IGNORECASE)
_OUTSIDE = " \t\n\u00a0\"“”„«»'‘’`([{)]}.,;:!?–—-*_#@/"


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A ragged span brought to whole words, without quotation marks, "the", possessive endings or stray marks."""
    while start > 0 and text[start - 1].isalnum() and start < end and text[start].isalnum():
        start -= 1
    while end < len(text) and end > start and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start] in _OUTSIDE:
        start += 1
    while start < end and text[end - 1] in _OUTSIDE and not _ABBREVIATED.fullmatch(text, start, end):
        end -= 1
    start, end = _balanced(text, start, end)
    lead = _LEAD.match(text, start, end)
    if lead and lead.end() < end:
        return trim(text, lead.end(), end)
    if text.endswith(("'s", "’s"), start, end):
        end -= 2
    if text[end : end + 1] == "." and _ABBREVIATED.fullmatch(text, start, end + 1):
        end += 1
    opened = text.count("(", start, end) - text.count(")", start, end)
    if opened > 0:
        end = start + text[start:end].rindex("(")
        return trim(text, start, end)
    return start, end


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Not cut inside quotation marks: the closing one taken in ("Company «Dawn»"), else the span ends before them."""
    inside = text[start:end]
    if _PAIRED.isdisjoint(inside):
        return start, end
    for opening, closing in ("«»", "“”", "„“", '""'):
        opened = inside.count(opening) - inside.count(closing) if opening != closing else inside.count(opening) % 2
        if opened == 1:
            if text[end : end + 1] == closing:
                return start, end + 1
            cut = start + inside.rindex(opening)
            while cut > start and text[cut - 1] in _OUTSIDE:
                cut -= 1
            return (start, cut) if cut > start else (start, end)
    return start, end


def runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Runs of capitalised words of one sentence, possessives and quotation marks ending a run."""
    out = []
    for match in _RUN.finditer(text, start, end):
        low, high = match.span()
        part = match.group()
        owned = "'" in part or "’" in part
        cuts = [(low + cut.start(), low + cut.end()) for cut in _OWNER.finditer(part)] if owned else []
        for a, b in zip([low, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), high], strict=True):
            a, b = trim(text, a, b)
            if b > a:
                out.append((a, b))
    return out
