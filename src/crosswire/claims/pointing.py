"""Sentences that give what stands before them to somebody: ``This was announced by X.``"""

from collections.abc import Sequence

from crosswire.claims import phrases_right, slavic
from crosswire.claims.cues import listed, phrases, starts_with, verbs
from crosswire.claims.plans import Chars, Draft
from crosswire.claims.speakable import Phrase, sourceish
from crosswire.claims.units import Unit

_THIS = frozenset({"this", "it", "that", "these"})
_BE = frozenset({"is", "'s", "was", "were", "are", "been", "has", "have", "also"})


def draft(unit: Unit, before: Sequence[tuple[Unit, int]]) -> Draft | None:
    """``This was announced by X.``: the sentences before it are what X says.

    ``before``: the earlier units of the item, each with the number of attributions found in it.
    """
    found = _pointing_english(unit) if unit.language == "en" else _pointing_slavic(unit)
    if found is None:
        return None
    content = _pointed_at(unit, before)
    if not content:
        return None
    phrase, cue = found
    tokens = unit.tokens
    span = (tokens[phrase.first].start, tokens[phrase.last - 1].end)
    head = (tokens[phrase.first].start, tokens[phrase.head_last - 1].end)
    words = (tokens[cue[0]].start, tokens[cue[1] - 1].end)
    lemma = next((v.lemma for v in verbs(unit.language).get(tokens[cue[1] - 1].low, ())), "")
    attributed = unit.language != "en" and any(n for u, n in before if any(a <= u.start < b for a, b in content))
    return Draft(unit, content, words, span, lemma, (unit.start, unit.end), head=head, reply=attributed)


def _pointing_english(unit: Unit) -> tuple[Phrase, tuple[int, int]] | None:
    lows = unit.lows
    if (
        len(lows) < 4
        or lows[0] not in _THIS
        and lows[:2] not in (("the", "information"), ("the", "news"), ("the", "same"))
    ):
        return None
    at = 1
    while at < len(lows) and (
        lows[at] in _BE or lows[at] in ("information", "news", "same", "later", "earlier", "first", "also")
    ):
        at += 1
    if at >= len(lows) or at == 1 or not any(low in _BE for low in lows[1:at]):
        return None
    if starts_with(lows, at, ("according", "to")):
        phrase = phrases_right.right(unit, at + 2)
        return (phrase, (at, at + 2)) if phrase else None
    if lows[at] == "what":
        return _what(unit, at)
    verbish = lows[at] in listed("en", "pointing") or (at + 1 < len(lows) and lows[at : at + 2] == ("pointed", "out"))
    if not verbish:
        return None
    by = next((i for i in range(at + 1, min(len(lows), at + 14)) if lows[i] == "by"), None)
    if by is None or any(low in ("that", ",") for low in lows[at:by]):
        return None
    phrase = phrases_right.right(unit, by + 1)
    first = next(i for i in range(1, at + 1) if lows[i] in _BE)
    return (phrase, (first, at + 1)) if phrase else None


def _what(unit: Unit, at: int) -> tuple[Phrase, tuple[int, int]] | None:
    for i in range(at + 2, min(len(unit.lows), at + 12)):
        if unit.lows[i] in verbs("en") and any(v.kinds & {"speech"} for v in verbs("en")[unit.lows[i]]):
            return (Phrase(at + 1, i, i, left=at + 1), (i, i + 1)) if sourceish(unit, at + 1, i) else None
    return None


def _pointing_slavic(unit: Unit) -> tuple[Phrase, tuple[int, int]] | None:
    lows = unit.lows
    lead = next((p for p in phrases(unit.language, "pointing") if starts_with(lows, 0, p)), None)
    if lead is None:
        return None
    for at in range(len(lead), min(len(lows), 16)):
        if lows[at] in verbs(unit.language):
            phrase = slavic.speaker(unit, at + 1)
            if (phrase is None or lows[at + 1] in ("в", "у", "на")) and at > len(lead):
                phrase = Phrase(len(lead), at, at, left=len(lead))
            return (phrase, (at, at + 1)) if phrase and sourceish(unit, phrase.first, phrase.last) else None
    return None


def _pointed_at(unit: Unit, before: Sequence[tuple[Unit, int]]) -> tuple[Chars, ...]:
    """The sentences that a pointing sentence means: back to one with a speaker of its own, at least the last."""
    same = [(u, n) for u, n in before if u.paragraph == unit.paragraph and not u.headline]
    if not same:
        earlier = [(u, n) for u, n in before if not u.headline]
        if not earlier or unit.paragraph - earlier[-1][0].paragraph > 2:
            return ()
        same = [(u, n) for u, n in earlier if u.paragraph == earlier[-1][0].paragraph]
    taken: list[Chars] = []
    for place, (other, attributed) in enumerate(reversed(same)):
        if place and attributed:
            break
        taken.insert(0, (other.start, other.end))
        if attributed:
            break
    return tuple(taken)
