"""Where a count of a list is, and over which hours: "В период с 8.00 до 12.00 … 34 БПЛА: 21 – над территорией …".

reads times, mentions → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. Posts in Ukrainian
and Russian give a total, a colon and its parts, each with the place after it. The nearest place of such a sentence is
most often that of another part, so the words right after a count decide (decision 0110), and where they name several
places, or one that is not known, the count has none. Lists: ``[over]`` of
``data/counted.toml``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.language.lexicon import load
from crosswire.model.mention import Mention, Time
from crosswire.resolve import counted_cyrillic

_CYRILLIC = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)
_SKIP = re.compile(r"[\s*_\ufe0f–—-]*")
_WORD = re.compile(r"[^\W\d_][\w’'ʼ-]*")
_ZONE_END = re.compile(r"[.;:\n•▪▫◾]|,\s*[\W_]*\d|\Z")
_NAMED = re.compile(r"[А-ЯЁІЇЄҐ][\w’'ʼ-]+(?:\s+[А-ЯЁІЇЄҐ][\w’'ʼ-]+)?(?:\s+(?!(?:и|і|та|й|а|или|або)\b)[а-яёіїєґ]+)?")
_BARE = re.compile(
    r"(?P<from>[^\W\d_]+)\s+(?P<hour>\d{1,2})[.:](?P<minute>[0-5]\d)\s+(?:[^\W\d_]+\s+)?(?P<to>[^\W\d_]+)\s+\Z"
)
_JOINED = re.compile(r"\s*(?:,|,?\s*(?:та|і|й|и))\s*")
_LONGEST_VERBS, _MANY = 5, 3


@dataclass(frozen=True, slots=True)
class Over:
    """The place of a count as its own words give it; both None where they give none that is known."""

    mention: Mention | None = None
    words: str | None = None


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(load("counted")["over"][name])


def over(
    text: str, start: int, phrase_end: int, stop: int, places: Sequence[Mention], starts: Sequence[int]
) -> Over | None:
    """The place that the words right after a count give it; None where no rule of a list applies.

    ``text[start:phrase_end]`` is the count with its noun, ``stop`` the end of the sentence, ``places`` its place
    mentions, ``starts`` where its other counts begin.
    """
    if not _CYRILLIC.search(text[start : phrase_end + 40]):
        return None
    at, led = _to_zone(text, phrase_end, stop)
    if not led:
        return _of_total(text, start, at, places)
    zone = text[at : min([stop, *(other for other in starts if other > phrase_end)])]
    ended = _ZONE_END.search(zone)
    zone = zone[: ended.start()] if ended else zone
    zone = re.sub(r"\s+(?:и|і|та|й|а|а также|а також)\s*\Z", "", zone)
    end = at + len(zone)
    inside = [mention for mention in places if at <= mention.start and mention.end <= end]
    if len({mention.entity for mention in inside}) > 1 or _several(zone):
        return Over()
    if inside:
        return Over(inside[0], inside[0].exact)
    name = _NAMED.search(zone)
    whole = name is not None and name.end() < len(text.rstrip()) - at
    return Over(None, name[0] if name is not None and whole else None)


def _to_zone(text: str, at: int, stop: int) -> tuple[int, bool]:
    """Past a dash and the words for what befell, to the name after "над территорией"; whether one led there."""
    led = False
    for _step in range(_LONGEST_VERBS):
        at = _past(text, at, stop)
        word = _WORD.match(text, at, stop)
        if word is None:
            break
        low = word[0].lower()
        if low in _listed("prepositions") or low.startswith(_listed("zones")):
            led = led or low in _listed("above") or low.startswith(_listed("zones"))
        elif led or (counted_cyrillic.verb(low) is None and low not in _listed("joins")):
            break
        at = word.end()
    return at, led


def _past(text: str, at: int, stop: int) -> int:
    """Past spaces, dashes and the asterisks of bold type."""
    found = _SKIP.match(text, at, stop)
    return found.end() if found else at


def _of_total(text: str, start: int, at: int, places: Sequence[Mention]) -> Over | None:
    """A total with a colon after it is not of the place of one of its parts: what stands before it may say where."""
    if text[at : at + 1] != ":":
        return None
    before = [mention for mention in places if mention.end <= start]
    return None if before else Over()


def _several(zone: str) -> bool:
    """Whether the words after "над" name more than one place."""
    names = [word for word in _WORD.findall(zone) if word[:1].isupper()]
    joined = re.search(r",\s*[^\W\d_]|\b(?:и|і|й|та|а также|а також)\b", zone) is not None
    return len(names) > 1 and joined


def in_list(text: str, chosen: Mention, places: Sequence[Mention]) -> bool:
    """Whether a place is one of several in a row ("у районах населених пунктів А, Б, В"): a count is of all of them."""
    if not _CYRILLIC.search(text[chosen.start : chosen.end]):
        return False
    row: list[Mention] = []
    for mention in places:
        if row and not _JOINED.fullmatch(text[row[-1].end : mention.start]):
            if chosen in row:
                break
            row = []
        row.append(mention)
    return chosen in row and len(row) >= _MANY


def window(text: str, chosen: Time, times: Sequence[Time]) -> str | None:
    """The hours "с 8.00 до 12.00" that a time is an end of, as an EDTF interval; None where it stands alone."""
    if not chosen.edtf or "T" not in chosen.edtf or "/" in chosen.edtf:
        return None
    ordered = sorted(time for time in times if time.edtf and "T" in time.edtf and "/" not in time.edtf)
    for first, last in zip(ordered, ordered[1:], strict=False):
        between = [word.lower() for word in _WORD.findall(text[first.end : last.start])]
        led = _lead(text, first.start) in _listed("from") and between and between[-1] in _listed("to")
        if chosen in (first, last) and led and len(between) <= 3 and (first.edtf or "") < (last.edtf or ""):
            return f"{first.edtf}/{last.edtf}"
    bare = _BARE.search(text, max(0, chosen.start - 24), chosen.start)
    if bare is None or bare["from"].lower() not in _listed("from") or bare["to"].lower() not in _listed("to"):
        return None
    day, _, clock = chosen.edtf.partition("T")
    start = f"{day}T{int(bare['hour']):02d}:{bare['minute']}{clock[5:]}"
    return f"{start}/{chosen.edtf}" if start < chosen.edtf and int(bare["hour"]) < 24 else None


def _lead(text: str, at: int) -> str:
    """The last word before an offset, lower case."""
    return next(reversed(_WORD.findall(text[max(0, at - 12) : at].lower())), "")
