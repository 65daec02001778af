"""Whether each sentence of a brief that somebody edited or rewrote rests on the reports.

reads document, account, origins → writes verdicts

A sentence passes where it is a line that the account gives, or says what one ground says, with every difference
explained. With citations only what they cite counts; without, every report does.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crosswire.base.config import Options
from crosswire.brief import terms as words
from crosswire.brief.agree import Compared, Refusal, compare
from crosswire.brief.compose import compose
from crosswire.brief.facts import Facts, gather
from crosswire.brief.figures import figure_row
from crosswire.brief.grounds import Ground, Grounds
from crosswire.brief.notes import spans_of
from crosswire.brief.prose import Block, Document, Piece, neutral, pieces
from crosswire.brief.sayings import said_line
from crosswire.brief.wording import Ledger
from crosswire.language.lexicon import load
from crosswire.model.account import Account
from crosswire.model.brief import Line
from crosswire.model.report import Span

METHOD = "freely/1"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one sentence. ``number`` counts sentences from 1; ``reason`` and ``message`` are empty where
    it rests on ``ground``, the words of a report or of the account."""

    number: int
    text: str
    reason: str = ""
    message: str = ""
    ground: str = ""

    @property
    def refused(self) -> bool:
        """Whether the sentence does not rest on the reports."""
        return bool(self.reason)

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= 160 else self.text[:157] + "…"
        return f"sentence {self.number}: {self.message} ({self.reason})\n  “{shown}”" if self.reason else shown


class Checker:
    """Holds sentences against an account. Made once, it checks any number of them."""

    def __init__(self, account: Account, origins: Mapping[str, str], *, options: Options | None = None) -> None:
        self.facts: Facts = gather(account)
        self.grounds = Grounds(self.facts)
        for lines, spans, weights in _lines(account, origins, self.facts, options or Options()):
            self.grounds.add_lines(lines, spans)
            for text, rests in weights:
                self.grounds.add(Ground(text, rests, line=True))
        self._exact: dict[tuple[str, ...], list[Ground]] = {}
        for ground in self.grounds.all:
            if ground.line:
                self._exact.setdefault(_forms(ground.text), []).append(ground)

    def document(self, document: Document) -> tuple[Verdict, ...]:
        """A verdict for each sentence of a brief, in reading order."""
        found: list[Verdict] = []
        cited = {key: spans_of(note, self.facts) for key, note in document.notes.items()}
        noted = bool(document.notes)
        for block in document.blocks:
            if not any(c.isalnum() for c in block.text) or neutral(block.text) or _label(block.text):
                continue
            found += self._block(_counted(block), cited, noted, len(found))
        return tuple(found)

    def _block(self, block: Block, cited: Mapping[str, Sequence[Span]], noted: bool, before: int) -> list[Verdict]:
        whole = Piece(block.text, tuple(dict.fromkeys(key for _, key in block.cites)))
        parts = list(pieces(block))
        first = self.piece(whole, cited, noted=noted, number=before + 1)
        if not first.refused or len(parts) < 2:
            return [first]
        return [self.piece(p, cited, noted=noted, number=before + n) for n, p in enumerate(parts, 1)]

    def piece(
        self, piece: Piece, cited: Mapping[str, Sequence[Span]], *, noted: bool = True, number: int = 1
    ) -> Verdict:
        """The verdict on one sentence with the words that its citations lead to."""
        known: list[Span] = []
        for key in piece.cites:
            spans = cited.get(key) or (spans_of(key, self.facts) if "/" in key or "¶" in key else [])
            if not spans and noted:
                message = str(Refusal("unknown-citation", found=key))
                return Verdict(number, piece.text, "unknown-citation", message)
            known += spans
        return self.sentence(piece.text, known or None, before=piece.before, number=number)

    def sentence(self, text: str, spans: Sequence[Span] | None = None, *, before: str = "", number: int = 1) -> Verdict:
        """The verdict on a sentence that cites these spans; that cites nothing where they are None."""
        forms = _forms(text)
        if not forms:
            return Verdict(number, text)
        for ground in self._exact.get(forms, ()):
            if spans is None or _shares(ground, spans):
                return Verdict(number, text, ground=ground.text)
        terms = words.terms(text)
        tried: list[Compared] = []
        for ground in self.grounds.near(terms, spans):
            tried.append(compare(text, terms, ground, self.facts, before))
            if not tried[-1].refusals:
                return Verdict(number, text, ground=ground.text)
        if spans is not None and (elsewhere := self.sentence(text, None, before=before)).ground:
            message = str(Refusal("other-citation", found=_short(elsewhere.ground)))
            return Verdict(number, text, "other-citation", message)
        return self._refused(text, tried, number)

    def stands(self, text: str) -> bool:
        """Whether a text is, word for word, a sentence of a report or a line of the account."""
        forms = _forms(text)
        return bool(self._exact.get(forms)) or any(
            _forms(g.text) == forms for g in self.grounds.near(words.terms(text), None)
        )

    def _refused(self, text: str, tried: Sequence[Compared], number: int) -> Verdict:
        if not tried:
            return Verdict(number, text, "not-found", str(Refusal("not-found")))
        best = min(tried, key=lambda c: c.cost)
        if _merges(text, best, tried, self.facts):
            return Verdict(number, text, "merged", str(Refusal("merged")))
        if best.cost > 2.2 * len(words.terms(text)):
            return Verdict(number, text, "not-found", str(Refusal("not-found")))
        reasons = list(load("prose")["reasons"])
        told = sorted(best.refusals, key=lambda r: reasons.index(r.reason))
        return Verdict(number, text, told[0].reason, "; ".join(map(str, told[:2])))


def _merges(text: str, best: Compared, tried: Sequence[Compared], facts: Facts) -> bool:
    """Whether every term of a sentence that its best ground lacks stands in one other ground that it also draws on."""
    forms, theirs = best.ground.known(facts)
    ours = words.marked(words.terms(text), forms)
    here = {key for t in theirs for key in t.keys}
    extra = [t for t in ours if not t.keys & here]
    if not any(t.kind == "number" for t in extra):
        return False
    for other in tried:
        there = {key for t in other.ground.terms for key in t.keys}
        if other.ground.text != best.ground.text and all(t.keys & there for t in extra):
            return sum(bool(t.keys & there) for t in ours) > len(extra) + 1
    return False


def _lines(
    account: Account, origins: Mapping[str, str], facts: Facts, options: Options
) -> Iterable[tuple[list[Line], Mapping[int, Span], list[tuple[str, tuple[Span, ...]]]]]:
    """Every line the account gives, with the spans of its citations: of its brief at each length, and of each claim;
    and what the weight of each story is made of."""
    label = load("templates")["page"]["weight"]
    for length in load("templates")["lengths"]:
        brief = compose(account, origins, options=options, length=length)
        spans = {c.number: c.span for c in brief.citations}
        weights = [(f"{label}: {s.why}", tuple(spans[n] for n in s.origins.citations)) for s in brief.stories]
        yield list(brief.lines()), spans, weights
    ledger = Ledger(facts)
    lines = [figure_row([figure], ledger, facts) for figure in facts.figures.values()]
    told = [said_line([a], ledger, facts) for a in facts.attributions.values() if a.content]
    yield [*lines, *(line for line in told if line)], {c.number: c.span for c in ledger.citations()}, []


def _forms(text: str) -> tuple[str, ...]:
    return words.keys(text)


def _shares(ground: Ground, spans: Sequence[Span]) -> bool:
    return any(g.report == s.report and g.start < s.end and s.start < g.end for g in ground.spans for s in spans)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 120 else flat[:117] + "…"


def _counted(block: Block) -> Block:
    """What a story's weight is made of, without how many of its lines are new: that rests on the earlier brief, whose
    figures and lines are compared by :mod:`crosswire.brief.since`."""
    label = load("templates")["page"]["weight"]
    if not block.text.strip(" *").startswith(f"{label}:"):
        return block
    forms = "|".join(re.escape(form).replace(r"\{n\}", r"[\d,]+") for form in load("templates")["count"]["new-lines"])
    return replace(block, text=re.sub(rf", (?:{forms})(?=\W*$)", "", block.text))


def _label(text: str) -> bool:
    """Whether a block is a heading of the page itself, or its note on how it was made."""
    page, drawn = load("templates")["page"], load("templates")["drawn"]
    flat = {" ".join(str(v).lower().split()) for t in (page, drawn) for v in t.values() if isinstance(v, str)}
    since = re.escape(page["since"]).replace(re.escape("{since}"), ".{1,200}?")
    if re.fullmatch(since, text.strip(" *")):
        return True
    columns = {c.lower() for key in ("answer-columns", "figure-columns") for c in page[key]}
    parts = {part.strip(" *:").lower() for part in text.split("·") if part.strip()}
    return text.strip(" *:").lower() in flat or bool(parts) and parts <= columns
