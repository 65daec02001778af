"""How sure a statement is, as its own words say: words of estimative probability and hedges, to bands.

reads nothing of Crosswire's but the lexicon and negation; :mod:`crosswire.claims.attribution` calls it.

Bands are ICD 203's (PHIA's "realistic possibility" is an even chance): remote, very-unlikely, unlikely, even-chance,
likely, very-likely, almost-certain. Hedges without a probability are "unverified", "alleged", "reported" or "unstated".
The phrases stand in ``data/certainty.toml`` and are calibrated there against readers' numbers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.claims.factuality import negation
from crosswire.language import lexicon
from crosswire.model.claim import Certainty
from crosswire.model.report import Span

METHOD = "certainty/1"
_RANKED = ("unverified", "reported", "alleged", "unstated")  # after any band with a probability, in this order
_BOUNDARY = re.compile(r"[;:()\n]|[.!?…][\"”’»]?\s|\s[–—-]\s")
_NEXT = re.compile(r"[.!?…][\"”’»]?\s+(?=[\"“«„]?[^\W\d_a-zа-яіїєґ])")
_WORD = re.compile(r"n['’]t\b|[^\W\d_]+?(?=n['’]t\b)|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge at code points ``start``..``end`` of a text and its band."""

    start: int
    end: int
    band: str


@cache
def _phrases() -> dict[str, str]:
    return {phrase: band for band, phrases in lexicon.load("certainty")["phrases"].items() for phrase in phrases}


@cache
def _pattern() -> re.Pattern[str]:
    groups: dict[str, list[str]] = {}  # by the first letter: one look where there would be a hundred
    for phrase in sorted(_phrases(), key=len, reverse=True):
        rest = re.escape(phrase[1:]).replace(r"\ ", r"\s+").replace("'", "['’]")
        groups.setdefault(re.escape(phrase[0]), []).append(rest)
    forms = "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in groups.items())
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)


@cache
def _context(key: str) -> frozenset[str]:
    return frozenset(lexicon.load("certainty")["context"][key])


def _key(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower().replace("’", "'"))


def _before(text: str, start: int, at: int) -> list[re.Match[str]]:
    """Words of the clause before ``at``, nearest last; a clause begins at ``start`` or at a mark that ends one."""
    low = max((match.end() for match in _BOUNDARY.finditer(text, start, at)), default=start)
    return list(_WORD.finditer(text, low, at))


def _denial(text: str, start: int, before: Sequence[re.Match[str]]) -> int | None:
    """Where the words begin that deny what follows ``before``; None where nothing does."""
    at = negation([*map(_fold, before), ""], len(before))
    if at is None:
        return None
    low = before[at].start()
    while low > start and text[low - 1].isalpha():
        low -= 1  # "isn't" is one word to a reader
    return low


def _fold(match: re.Match[str]) -> str:
    return match.group().lower().replace("’", "'")


def _passes(phrase: str, found: str, last: str) -> bool:
    """Whether the words are a hedge here: no comparison ("more likely"), no month or noun ("military might")."""
    if phrase in ("likely", "probable", "probably") and last in _context("comparing"):
        return False
    return phrase not in ("may", "might") or not (found[0].isupper() or last in _context("not_modal_before"))


def _in_aside(text: str, start: int, at: int) -> bool:
    """Whether a clause of its own kind ("who is likely to …", "if …") opens between the last comma and the hedge."""
    comma = max((match.end() for match in re.finditer(r"[,;:—–(]", text[start:at])), default=0)
    return any(match.group().lower() in _context("aside") for match in _WORD.finditer(text, start + comma, at))


def hedges(text: str, start: int, end: int) -> Iterator[Hedge]:
    """The hedges of ``text[start:end]``, in order, each with the band its words and a negation before it give."""
    for match in _pattern().finditer(text, start, end):
        phrase = _key(match.group())
        before = _before(text, start, match.start())
        if not _passes(phrase, match.group(), _fold(before[-1]) if before else ""):
            continue
        band, low = _phrases()[phrase], match.start()
        instead = lexicon.load("certainty")["negated"]
        if band in instead and (denied := _denial(text, start, before)) is not None:
            band, low = instead[band], denied
        yield Hedge(low, match.end(), band)


def _first_sentence(text: str, start: int, end: int) -> int:
    match = _NEXT.search(text, start, end)
    return match.end() if match else end


def _order(hedge: Hedge) -> tuple[int, int]:
    return (_RANKED.index(hedge.band) + 1 if hedge.band in _RANKED else 0), hedge.start


def strongest(text: str, spans: Iterable[tuple[int, int]]) -> Hedge | None:
    """The hedge that tells most of a statement in ``spans`` of a text: a probability before a mere hedge, then the
    first. Of a statement of several sentences the first counts; clauses of another kind do not."""
    found = [
        hedge
        for start, end in spans
        for hedge in hedges(text, start, _first_sentence(text, start, end))
        if not _in_aside(text, start, hedge.start)
    ]
    return min(found, key=_order, default=None)


def assess(text: str, spans: Sequence[tuple[int, int]], *, report: str) -> Certainty | None:
    """How sure the statement in ``spans`` (its content, its cue; code points of ``text``) is by its own words.

    ``report`` is the id of the report whose text it is. None where nothing hedges it. Raises ValueError for a span
    outside the text.
    """
    for start, end in spans:
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"span {start}:{end} lies outside a text of {len(text)} code points")
    hedge = strongest(text, spans)
    if hedge is None:
        return None
    words = text[hedge.start : hedge.end]
    return Certainty(words, hedge.band, Span(report, hedge.start, hedge.end, words))
