"""Assertions: answers to questions that are not counts - who did it, who holds the place, did it happen, why.

reads attributions, mentions, times → writes assertions

Method: clause frames (``data/frames.toml``) over each sentence; the place and the time from
:mod:`crosswire.language.setting`; the holder from the attribution that covers the clause. Where a frame says that
somebody else holds the answer ("X declared control") and no attribution says who, nothing is kept.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from crosswire.base.ids import make_id
from crosswire.claims.assertions_places import place_of
from crosswire.claims.frames import Filled, fill, has, keys_in
from crosswire.language.lexicon import words
from crosswire.language.setting import Sentence, Setting
from crosswire.model.account import Reading
from crosswire.model.claim import Asks, Assertion, Attribution
from crosswire.model.mention import Mention
from crosswire.model.report import Span

METHOD = "assertions/1"

_BACK = 160  # code points that a bare "denies it" reaches back
_UNHELD = frozenset({"asks", "promises"})


def find(reading: Reading) -> tuple[Assertion, ...]:
    """The assertions of a report in text order, each once."""
    setting = Setting(reading)
    boilerplate = [(span.start, span.end) for span in reading.report.boilerplate]
    found: dict[str, Assertion] = {}
    keys = keys_in(reading.report.text)
    for sentence in setting.sentences:
        if any(low <= sentence.start and sentence.end <= high for low, high in boilerplate):
            continue
        for filled in _kept(fill(reading.report.text[sentence.start : sentence.end], keys)):
            if filled.bare:
                assertion = _denial(reading, sentence, filled, list(found.values()))
            else:
                assertion = _assertion(reading, setting, sentence, filled)
            if assertion is not None:
                found.setdefault(assertion.id, assertion)
    return tuple(sorted(found.values(), key=lambda one: (one.span, one.asks, one.value)))


def _kept(filled: Sequence[Filled]) -> list[Filled]:
    """One frame per question where triggers overlap: the longest trigger wins."""
    kept: list[Filled] = []
    for one in sorted(filled, key=lambda f: f.trigger[0] - f.trigger[1]):
        clash = any(
            other.frame.asks == one.frame.asks
            and other.trigger[0] < one.trigger[1]
            and one.trigger[0] < other.trigger[1]
            for other in kept
        )
        if not clash:
            kept.append(one)
    return sorted(kept, key=lambda f: f.trigger)


def _assertion(reading: Reading, setting: Setting, sentence: Sentence, filled: Filled) -> Assertion | None:
    frame, base, text = filled.frame, sentence.start, reading.report.text
    place = place_of(setting, sentence, filled)
    if place is None and frame.place not in ("near", "own", "goal"):
        return None
    attribution = _holder(reading, base, filled)
    if attribution is None and frame.holder == "cue":
        return None
    if attribution is not None and attribution.polarity in _UNHELD:
        return None
    if attribution is not None and frame.holder == "content":
        filled = _clipped(filled, attribution, base)
    if attribution is not None and frame.holder == "cue" and frame.denies and frame.value == "right":
        denied = _denied(filled, attribution, base)
        if denied is None:
            return None
        filled = denied
    about = _about(text, base, filled, place)
    value = text[base + filled.value[0] : base + filled.value[1]].strip()
    value = re.sub(r"\s+(?:of|over)$", "", value)
    if frame.value == "trigger-right":
        value = re.sub(r"\s+and\s+(?:the\s+)?\w+$", "", value)  # the subject of the next clause
    if about is None or not value:
        return None
    start, end = _clause(filled)
    denies = frame.denies or (
        attribution is not None and attribution.polarity == "denies" and frame.holder == "content"
    )
    time = setting.time(base + start, base + end)
    span = Span(reading.report.id, base + start, base + end, text[base + start : base + end])
    return Assertion(
        id=make_id("assertion", reading.report.id, span.start, span.end, frame.name),
        report=reading.report.id,
        item=sentence.item,
        span=span,
        asks=_asks(filled, about),
        about=about,
        value=value,
        where=place.entity if place else None,
        when=time.edtf if time else None,
        denies=denies,
        attribution=attribution.id if attribution else None,
    )


def _clipped(filled: Filled, attribution: Attribution, base: int) -> Filled:
    """The roles without the words in front of the content they stand in ("told reporters the town remains …")."""
    inside = [s for s in attribution.content if s.start <= base + filled.trigger[0] < s.end]
    if not inside:
        return filled
    edge = inside[0].start - base
    about = _clip(filled.about, edge) if filled.about else None
    return replace(filled, left=_clip(filled.left, edge), value=_clip(filled.value, edge), about=about)


def _denied(filled: Filled, attribution: Attribution, base: int) -> Filled | None:
    """A denial's roles as the whole of what is denied; None where that is a proposal, not something that happened."""
    whole = attribution.content[0]
    start, end = whole.start - base, whole.end - base
    if attribution.polarity != "denies" or start < filled.trigger[0]:
        return filled
    if lead := re.match(r"(?:once (?:more|again) |again )?(?:that|що|что)\s+(?=\w)", whole.exact, re.IGNORECASE):
        start += lead.end()
    said = whole.exact[start + base - whole.start :].lower().removeprefix("the ").removeprefix("any ").split()
    if not said or said[0] in words("phrases", "proposals"):
        return None
    return replace(filled, value=(start, end), about=(start, end), right=(start, end))


def _clip(span: tuple[int, int], edge: int) -> tuple[int, int]:
    return (edge, span[1]) if span[0] < edge < span[1] else span


def _denial(reading: Reading, sentence: Sentence, filled: Filled, earlier: Sequence[Assertion]) -> Assertion | None:
    """ "X denies it": the last thing somebody else asserted in the sentence or the one before it."""
    attribution = _holder(reading, sentence.start, filled)
    if attribution is None:
        return None
    at = sentence.start + filled.trigger[0]
    near = [
        a
        for a in earlier
        if a.item == sentence.item and 0 <= at - a.span.end <= _BACK and a.attribution != attribution.id
    ]
    if not near or near[-1].denies:
        return None
    start, end = sentence.start + filled.left[0], sentence.start + filled.trigger[1]
    span = reading.report.span(start, end)
    return replace(
        near[-1],
        id=make_id("assertion", reading.report.id, start, end, filled.frame.name),
        span=span,
        denies=True,
        attribution=attribution.id,
    )


def _asks(filled: Filled, about: str) -> Asks:
    condition = filled.frame.asks_if
    if condition is not None and has(about, condition[0]):
        return condition[1]
    return filled.frame.asks


def _clause(filled: Filled) -> tuple[int, int]:
    """From the first to the last word of the frame."""
    spans = [filled.trigger, filled.value, *([filled.about] if filled.about else [])]
    if filled.left[0] < filled.left[1]:
        spans.append(filled.left)
    if filled.right[0] < filled.right[1]:
        spans.append(filled.right)
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _about(text: str, base: int, filled: Filled, place: Mention | None) -> str | None:
    if filled.frame.about == "place":
        return place.exact if place else None
    if filled.about is None:
        return None
    return text[base + filled.about[0] : base + filled.about[1]].strip() or None


def _holder(reading: Reading, base: int, filled: Filled) -> Attribution | None:
    """The attribution that holds a clause: by its cue, or the innermost whose content covers the trigger."""
    start, end = base + filled.trigger[0], base + filled.trigger[1]
    if filled.frame.holder == "cue":
        by_cue = [a for a in reading.attributions if a.cue and a.cue.start < end and start < a.cue.end]
        return by_cue[0] if by_cue else _same_source(reading, base + filled.left[0], start)
    middle = (start + end) // 2
    covering = [
        (sum(s.end - s.start for s in a.content), a)
        for a in reading.attributions
        if any(s.start <= middle < s.end for s in a.content)
    ]
    return min(covering, key=lambda pair: pair[0])[1] if covering else None


def _same_source(reading: Reading, start: int, trigger: int) -> Attribution | None:
    """An attribution whose source is the subject of the trigger: "X denies and claims that …" shares it."""
    for one in reading.attributions:
        span = one.source.span
        if (
            span is not None
            and one.cue is not None
            and start <= span.start
            and span.end <= trigger
            and 0 <= one.cue.start - trigger <= 40
        ):
            return one
    return None
