"""What changed between two versions of a report: sentences, claims and figures added, removed or changed.

Two versions stand under one address. Sentences are matched word for word first, then by likeness; claims by who says
what; figures by what was counted, of whom and where. Nothing is inferred: a difference quotes both versions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from crosswire.model.account import Reading
from crosswire.model.claim import Attribution
from crosswire.model.mention import Figure
from crosswire.model.report import Span
from crosswire.store.embedded import EmbeddedDesk

METHOD = "versions/1"
_ALIKE = 0.6  # of two sentences: the ratio of difflib above which one is the other, changed
_MOST = 400  # sentences of a version that are compared by likeness
Kind = Literal["sentence", "claim", "figure", "title", "date"]
How = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the words before and after with their spans (None where they do not stand in that version).
    ``what`` names it for a reader: who says it, or what was counted."""

    kind: Kind
    how: How
    before: str | None
    after: str | None
    before_span: Span | None = None
    after_span: Span | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next: their report ids, when each says it was published, and the differences."""

    before: str
    after: str
    published: tuple[str | None, str | None]
    differences: tuple[Difference, ...]


def history(desk: EmbeddedDesk, subject: str) -> list[Step] | None:
    """The steps between the versions of a report or address, oldest first; None where the desk has no such report."""
    from crosswire.ingest.fetch_links import canonical, is_web

    if is_web(subject):
        reports = list(desk.reports_at(subject)) or list(desk.reports_at(canonical(subject)))
    else:
        reports = list(desk.versions(subject)) if desk.reading(subject) else []
    readings = [reading for report in reports if (reading := desk.reading(report)) is not None]
    return [compare(old, new) for old, new in zip(readings, readings[1:], strict=False)] if readings else None


def compare(before: Reading, after: Reading) -> Step:
    """Every difference between two readings, in the order of the later one; what was removed comes last."""
    old, new = before.report, after.report
    found: list[Difference] = []
    if old.title != new.title:
        found.append(Difference("title", "changed", old.title, new.title))
    if old.published.edtf != new.published.edtf:
        found.append(Difference("date", "changed", old.published.edtf, new.published.edtf))
    found += _sentences(before, after)
    found += _claims(before, after)
    found += _figures(before, after)
    return Step(old.id, new.id, (old.published.edtf, new.published.edtf), tuple(found))


def describe(step: Step, *, number: int) -> Iterator[str]:
    """A step for a person, a line each."""
    dates = " → ".join(date or "undated" for date in dict.fromkeys(step.published))
    yield f"version {number} ({dates})   {step.before} → {step.after}"
    if not step.differences:
        yield "  the words are the same"
    for each in step.differences:
        what = f" ({each.what})" if each.what else ""
        if each.how == "changed":
            yield f"  ~ {each.kind}{what}: {_one_line(each.before)}"
            yield f"    now: {_one_line(each.after)}"
        else:
            yield f"  {'+' if each.how == 'added' else '-'} {each.kind}{what}: {_one_line(each.after or each.before)}"


def _sentences(before: Reading, after: Reading) -> list[Difference]:
    old, new = _spans(before), _spans(after)
    gone, come = _unmatched(old, new)
    pairs = _alike(gone, come)
    found = []
    for span in come:
        was = pairs.get(span)
        how: How = "changed" if was else "added"
        found.append(Difference("sentence", how, was.exact if was else None, span.exact, was, span))
    left = [span for span in gone if span not in pairs.values()]
    return found + [Difference("sentence", "removed", span.exact, None, span) for span in left]


def _spans(reading: Reading) -> list[Span]:
    report = reading.report
    return [report.span(each.start, each.end) for each in reading.passages if each.kind == "sentence"]


def _unmatched(old: Sequence[Span], new: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """What stands in one only, word for word; a sentence that stands twice is matched twice."""
    left: dict[str, list[Span]] = {}
    for span in old:
        left.setdefault(_plain(span.exact), []).append(span)
    come = []
    for span in new:
        same = left.get(_plain(span.exact))
        if same:
            same.pop(0)
        else:
            come.append(span)
    return sorted(span for spans in left.values() for span in spans), come


def _alike(gone: Sequence[Span], come: Sequence[Span]) -> dict[Span, Span]:
    """New sentence to the old one it was made from: the likest pairs first, each sentence once."""
    scored = []
    for new in come[:_MOST]:
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(_words(new.exact))
        for old in gone[:_MOST]:
            matcher.set_seq1(_words(old.exact))
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                score = matcher.ratio()
                if score >= _ALIKE:
                    scored.append((-score, abs(old.start - new.start), new, old))
    pairs: dict[Span, Span] = {}
    taken: set[Span] = set()
    for _, _, new, old in sorted(scored):
        if new not in pairs and old not in taken:
            pairs[new] = old
            taken.add(old)
    return pairs


def _claims(before: Reading, after: Reading) -> list[Difference]:
    """Claims by holder and content. The same content by the same holder with another polarity is a change, and so are
    the likest contents of one holder that are left over on both sides."""
    old = {_claim_key(each): each for each in before.attributions}
    new = {_claim_key(each): each for each in after.attributions}
    pairs = [(old[key], claim) for key, claim in new.items() if key in old and old[key].polarity != claim.polarity]
    gone = [claim for key, claim in old.items() if key not in new]
    come = [claim for key, claim in new.items() if key not in old]
    for claim in list(come):
        was = _likest(claim, gone)
        if was is not None:
            gone.remove(was)
            come.remove(claim)
            if was.polarity != claim.polarity or _claim_key(was)[1] != _claim_key(claim)[1]:
                pairs.append((was, claim))
    found = [_claim("changed", was, now) for was, now in pairs]
    found += [_claim("added", None, claim) for claim in come]
    return found + [_claim("removed", claim, None) for claim in gone]


def _likest(claim: Attribution, others: Sequence[Attribution]) -> Attribution | None:
    """Of the same holder's claims the one whose words are most alike, if they are alike enough."""
    holder, words = _claim_key(claim)
    scored = [
        (SequenceMatcher(None, _words(_claim_key(other)[1]), _words(words), autojunk=False).ratio(), -number, other)
        for number, other in enumerate(others)
        if _same_holder(_claim_key(other)[0], holder)
    ]
    best = max(scored, key=lambda each: each[:2], default=None)
    return best[2] if best is not None and best[0] >= _ALIKE else None


def _same_holder(left: str, right: str) -> bool:
    """Whether two names are one as far as they go: "Veld" and "harbour master Jonas Veld"."""
    one, other = set(left.split()), set(right.split())
    return bool(one and other) and (one <= other or other <= one)


def _claim(how: How, old: Attribution | None, new: Attribution | None) -> Difference:
    turned = old is not None and new is not None and old.polarity != new.polarity
    before, after = (_worded(each, turned) if each else None for each in (old, new))
    one = new or old
    assert one is not None
    return Difference(
        "claim", how, before, after, _first(old) if old else None, _first(new) if new else None, _holder(one)
    )


def _worded(claim: Attribution, turned: bool) -> str:
    return f"{claim.polarity}: {_said(claim)}" if turned else _said(claim)


def _claim_key(claim: Attribution) -> tuple[str, str]:
    said = _plain(_said(claim)).strip("\"'“”‘’«» .,")
    return (claim.source.name or "").casefold(), said.removeprefix("that ")


def _said(claim: Attribution) -> str:
    return " … ".join(span.exact for span in claim.content)


def _first(claim: Attribution) -> Span | None:
    return claim.content[0] if claim.content else claim.cue


def _holder(claim: Attribution) -> str:
    if claim.source.name:
        return claim.source.name
    return claim.source.span.exact if claim.source.span else "somebody not named"


def _figures(before: Reading, after: Reading) -> list[Difference]:
    """Figures by what was counted, of whom and where. Where that stands once in each version, another value is a
    change; else values are added or removed."""
    old, new = _by_question(before.figures), _by_question(after.figures)
    found = []
    for question in dict.fromkeys([*new, *old]):
        was = [each for each in old.get(question, []) if _value(each) not in map(_value, new.get(question, []))]
        now = [each for each in new.get(question, []) if _value(each) not in map(_value, old.get(question, []))]
        what = ", ".join(part for part in question if part)
        if len(was) == len(now) == 1:
            found.append(_figure("changed", was[0], now[0], before, after, what))
            continue
        found += [_figure("added", None, each, before, after, what) for each in now]
        found += [_figure("removed", each, None, before, after, what) for each in was]
    return found


def _figure(how: How, old: Figure | None, new: Figure | None, before: Reading, after: Reading, what: str) -> Difference:
    left = before.report.span(old.start, old.end) if old else None
    right = after.report.span(new.start, new.end) if new else None
    return Difference("figure", how, old.exact if old else None, new.exact if new else None, left, right, what)


def _by_question(figures: Sequence[Figure]) -> dict[tuple[str, ...], list[Figure]]:
    found: dict[tuple[str, ...], list[Figure]] = {}
    for each in figures:
        if each.what or each.who:
            key = tuple((part or "").casefold() for part in (each.what, each.who, each.unit, each.place_name))
            found.setdefault(key, []).append(each)
    return found


def _value(each: Figure) -> tuple[float | None, float | None, str]:
    return each.low, each.high, each.modifier


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text.casefold())


def _one_line(text: str | None) -> str:
    return " ".join((text or "nothing").split())
