"""A report as units to look for cues in: sentences, joined where a quotation runs over them, as tokens."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from crosswire.claims.nouns import people
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as lexicon_words
from crosswire.language.tokens import words
from crosswire.model.account import Reading
from crosswire.model.report import Passage

MARKS = "\"“”„‟«»‘’'〝〞"
_TERMINAL = ".,!?…;:"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, its marks included. ``name``: a name or a title put in marks, not somebody's words; ``scare``: a few
    words in marks inside a sentence ("sabotage" group), which may or may not be somebody's."""

    start: int
    end: int
    name: bool
    scare: bool = False

    @property
    def clear(self) -> bool:
        """Read through: its words take part in the sentence like any others."""
        return self.name or self.scare


class Token(NamedTuple):
    """A word outside quotations, or a whole quotation as one token (``quote`` set)."""

    start: int
    end: int
    text: str
    low: str
    quote: Quote | None = None

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def word(self) -> bool:
        return self.quote is None and (self.text[:1].isalnum() or self.text[:1] in "'’#@" and len(self.text) > 1)


@dataclass(frozen=True)
class Unit:
    """A stretch of one paragraph to look for cues in. ``inner``: it lies inside a quotation."""

    text: str
    start: int
    end: int
    item: str
    paragraph: int
    headline: bool
    language: str
    quotes: tuple[Quote, ...]
    tokens: tuple[Token, ...]
    inner: bool = False

    @cached_property
    def wholly_quoted(self) -> bool:
        """Nothing but quotations and marks."""
        return any(token.quote for token in self.tokens) and not any(token.word for token in self.tokens)

    @cached_property
    def lows(self) -> tuple[str, ...]:
        return tuple(token.low for token in self.tokens)


def interior(text: str, start: int, end: int) -> tuple[int, int]:
    """The words of a quotation without its marks and the spaces beside them."""
    while start < end and (text[start] in MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in MARKS or text[end - 1].isspace()):
        end -= 1
    return start, end


def is_name(text: str, start: int, end: int) -> bool:
    """Whether what stands in marks is a name or title: a few words with capitals and no closing punctuation."""
    low, high = interior(text, start, end)
    inside = text[low:high]
    parts = [inside[a:b] for a, b in words(inside) if inside[a].isalnum()]
    if not parts or len(parts) > 5 or inside[-1:] in _TERMINAL:
        return False
    if text[:start].rstrip().endswith((":", ",")) and len(parts) > 3:
        return False
    if (
        re.match(r",\s*[—–-]\s", text[end : end + 4])
        or re.match(r"\s*[—–]\s", text[end : end + 4])
        and inside[-1:] == ","
    ):
        return False
    small = lexicon_words("finite", "forms")
    if any(part.lower() in small or "'" in part for part in parts[1:]):
        return False
    big = sum(part[:1].isupper() or part[:1].isdigit() for part in parts)
    return parts[0][:1].isupper() and (
        len(parts) == 1 or big > 1 or (big == 1 and len(parts) == 2 and not parts[1].isascii())
    )


def is_scare(text: str, start: int, end: int) -> bool:
    """Whether marks hold a few small words in the middle of a sentence rather than an utterance."""
    low, high = interior(text, start, end)
    inside = text[low:high]
    before = text[:start].rstrip()
    if not inside[:1].islower() or inside[-1:] in _TERMINAL or len(inside.split()) > 4:
        return False
    return before[-1:] not in ":,\n" and text[end : end + 1] not in (",", ":")


def _quotes(reading: Reading) -> list[Quote]:
    text = reading.report.text
    found = sorted({(p.start, p.end) for p in reading.passages if p.kind == "quotation"}, key=lambda s: (s[0], -s[1]))
    outer: list[tuple[int, int]] = []
    for start, end in found:
        if end > start and (not outer or start >= outer[-1][1]):
            outer.append((start, end))
    outer += _half_closed(reading, outer)
    return [Quote(start, end, is_name(text, start, end), is_scare(text, start, end)) for start, end in sorted(outer)]


def _half_closed(reading: Reading, known: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Quotations that open with a curly mark and close the paragraph with a straight one, or the other way round."""
    text = reading.report.text
    paragraphs = {p.paragraph: p for p in reading.passages if p.kind == "paragraph"}
    out: list[tuple[int, int]] = []
    starts = [a for a, _ in known]
    for sentence in reading.passages:
        if sentence.kind != "sentence" or text[sentence.start] not in '“"«„':
            continue
        paragraph = paragraphs.get(sentence.paragraph)
        at = bisect_right(starts, sentence.start)
        if paragraph is None or at and known[at - 1][1] > sentence.start or out and out[-1][1] > sentence.start:
            continue
        if text[paragraph.end - 1] in '"”»' and not (at < len(starts) and starts[at] < paragraph.end):
            out.append((sentence.start, paragraph.end))
    return out


@lru_cache(maxsize=1 << 14)
def _low(piece: str) -> str:
    return piece.lower().replace("’", "'")


def tokenise(text: str, start: int, end: int, quotes: Sequence[Quote]) -> tuple[Token, ...]:
    """Tokens of ``text[start:end]``: a quotation that is somebody's words becomes one token, marks of names vanish."""
    out: list[Token] = []
    position = start

    def plain(low: int, high: int, *, name: bool = False) -> None:
        found = [(a, b, piece := text[a:b], _low(piece), None) for a, b in words(text, low, high)]
        out.extend(tuple.__new__(Token, one) for one in found if not (name and one[2] in MARKS))

    for quote in quotes:
        low, high = max(quote.start, start), min(quote.end, end)
        if low >= high:
            continue
        plain(position, low)
        if quote.clear:
            plain(low, high, name=True)
        else:
            out.append(Token(low, high, text[low:high], "“”", quote))
        position = high
    plain(position, end)
    return tuple(out)


def _abbreviated(text: str, end: int) -> bool:
    """Whether what was taken for a sentence ends in the short form of a title ("Retired Lt.")."""
    word = text[max(0, end - 7) : end].split()[-1:]
    if word and word[0] in ("U.S.", "U.N.", "U.K."):
        following = re.match(r"\s*(\w+)", text[end : end + 40])
        return following is not None and following[1].lower() in lexicon_words("anonymous", "people")
    return bool(word) and word[0].lower() in lexicon_words("anonymous", "titles")


def _answered(text: str, before: tuple[int, int, Passage], passage: Passage, quotes: Sequence[Quote]) -> bool:
    """Whether a sentence only says who spoke what closed the one before: ``"Why?" Petrenko said.``"""
    if not any(q.start >= before[0] and q.end == before[1] for q in quotes):
        return False
    if text[passage.start] in "―—–-":
        name = re.split(r"[\n“\"]", text[passage.start + 1 : passage.end].strip())[0].split()
        if 2 < len(name) <= 14 and any(word.lower() in people() for word in name[:-2]):
            return all(word[:1].isupper() for word in name[-2:])
        named = 0 < len(name) <= 5 and all(word[:1].isupper() or len(word) < 4 for word in name)
        return named and text[passage.start] != "-"
    if text[before[1] - 2] not in "?!":
        return False
    cues = load("cues").get("en", {})
    known = set(cues.get("plain_speech", ()))
    return any(
        text[a:b].lower() in known for a, b in words(text, passage.start, min(passage.end, passage.start + 90))[:8]
    )


def _merged(text: str, sentences: Sequence[Passage], quotes: Sequence[Quote]) -> list[tuple[int, int, Passage]]:
    """Sentences of a paragraph joined where a quotation crosses their border."""
    out: list[tuple[int, int, Passage]] = []
    starts = [quote.start for quote in quotes]
    for passage in sentences:
        near = _overlapping(quotes, starts, out[-1][0], passage.end) if out else ()
        crossing = any(q.start < out[-1][1] < q.end and q.start < passage.start < q.end for q in near)
        joins = bool(out) and (_abbreviated(text, out[-1][1]) or _answered(text, out[-1], passage, near))
        if out and (crossing or joins) and out[-1][2].paragraph == passage.paragraph:
            out[-1] = (out[-1][0], max(out[-1][1], passage.end), out[-1][2])
        else:
            out.append((passage.start, passage.end, passage))
    return out


def _overlapping(quotes: Sequence[Quote], starts: Sequence[int], start: int, end: int) -> tuple[Quote, ...]:
    """The quotations that overlap an interval; they are in order and do not overlap one another."""
    first = max(0, bisect_right(starts, start) - 1)
    return tuple(q for q in quotes[first : bisect_right(starts, end)] if q.start < end and q.end > start)


def units(reading: Reading) -> tuple[Unit, ...]:
    """The units of a report in text order: headlines, and sentences joined over the quotations that cross them."""
    text = reading.report.text
    quotes = _quotes(reading)
    starts = [quote.start for quote in quotes]
    boiler = [(p.start, p.end) for p in reading.passages if p.kind == "boilerplate"]
    boiler += [(span.start, span.end) for span in reading.report.boilerplate]
    headlines = [p for p in reading.passages if p.kind == "headline"]
    covered = {(p.start, p.end) for p in headlines}
    bodies = sorted(p for p in reading.passages if p.kind == "sentence" and (p.start, p.end) not in covered)
    found: list[Unit] = []
    for start, end, sentence in _merged(text, bodies, quotes):
        if not any(a <= start and end <= b for a, b in boiler):
            titled = any(h.start <= start and end <= h.end for h in headlines)
            found.append(_make(reading, (start, end), sentence, quotes, starts, titled))
    for head in headlines:
        if not any(head.start <= u.start and u.end <= head.end for u in found):
            found.append(_make(reading, (head.start, head.end), head, quotes, starts, True))
        elif not any(u.headline and (u.start, u.end) == (head.start, head.end) for u in found):
            found = [u for u in found if not (head.start <= u.start and u.end <= head.end)]
            found.append(_make(reading, (head.start, head.end), head, quotes, starts, True))
    return tuple(sorted(found, key=lambda u: (u.start, u.end)))


def _make(
    reading: Reading,
    span: tuple[int, int],
    passage: Passage,
    quotes: Sequence[Quote],
    starts: Sequence[int],
    headline: bool,
) -> Unit:
    """One unit from an interval of the text."""
    (start, end), text = span, reading.report.text
    own = _overlapping(quotes, starts, start, end)
    tokens = tokenise(text, start, end, own)
    return Unit(text, start, end, passage.item, passage.paragraph, headline, reading.report.language, own, tokens)
