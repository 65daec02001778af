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
from crosswire.claims.frames import Filled, fill, has, keys_in
from crosswire.language.lexicon import words
from crosswire.language.setting import Sentence, Setting, country_words, is_country
from crosswire.model.account import Reading
from crosswire.model.claim import Asks, Assertion, Attribution
from crosswire.model.mention import Mention
from crosswire.model.report import Span

METHOD = "assertions/1"

_CLOSING = frozenset('.,;:!?)”»"…')
_BACK = 160  # code points that a bare "denies it" reaches back
_ORIGIN = r"\b(?:from|of the army of|з|із|из|від|от)\s+(?:the\s+)?$"
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
    place = _place(setting, sentence, filled)
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


def _place(setting: Setting, sentence: Sentence, filled: Filled) -> Mention | None:
    """The place that a frame's words give, by what the frame asks for; None where they give none plainly."""
    base, kind = sentence.start, filled.frame.place
    left, right = _inside(setting, base, filled.left), _inside(setting, base, filled.right)
    within = _inside(setting, base, filled.trigger)
    after = _following(setting, sentence, filled)
    if kind == "right-near":
        return _object(setting, base, filled, right) or (after if filled.right[0] >= filled.right[1] else None)
    if kind == "left-near":
        return left[-1] if left else None
    if kind == "right-or-word":
        return _chosen(right) or after or _town(setting, base, filled.right, filled)
    if kind == "left-or-word":
        return (left[-1] if left else None) or _town(setting, base, filled.left, filled)
    if kind == "inside":
        return _first(within) or _first(right) or after
    if kind == "any":
        return (
            _first(within)
            or _first(right)
            or after
            or _town(setting, base, filled.right, filled)
            or _beside(setting, base, filled)
        )
    inner = within if filled.frame.value == "right" else [*within, *right]
    return _near(setting, sentence, filled, inner, left, after)


def _chosen(found: Sequence[Mention]) -> Mention | None:
    """The first place of a phrase that is smaller than a country, else the first."""
    return next((m for m in found if not is_country(m)), _first(found))


def _object(setting: Setting, base: int, filled: Filled, right: Sequence[Mention]) -> Mention | None:
    """The place that a verb's object is, not one that only describes it ("seized twelve Orlen policemen")."""
    for mention in right:
        before = setting.text[base + filled.trigger[1] : mention.start].lower()
        after = re.match(r"(?:[’']s\b)?\s*(\w*)", setting.text[mention.end : mention.end + 24])
        words_before = re.findall(r"[^\W\d_]+|\d", before.replace("’s", " ").replace("'s", " "))
        plain = all(
            word in words("settlements", "leading") or word[0].isdigit() is False and _is_land(word)
            for word in words_before
        )
        follows = after[1].lower() if after else ""
        if plain and (
            not follows
            or follows in words("settlements", "trailing")
            or setting.text[mention.end : mention.end + 1] in _CLOSING
        ):
            return mention
    return None


def _is_land(word: str) -> bool:
    return word in words("settlements", "words") or word in words("settlements", "leading") or word in country_words()


def _near(
    setting: Setting,
    sentence: Sentence,
    filled: Filled,
    inner: Sequence[Mention],
    left: Sequence[Mention],
    after: Mention | None,
) -> Mention | None:
    """The place of an event that a frame need not name: in its words, where it points back to, else of the setting."""
    base = sentence.start
    located = setting.located(base + filled.trigger[0], base + max(filled.trigger[1], filled.right[1]))
    chosen = _chosen([m for m in inner if m in located]) or after
    if (
        chosen is None
        and inner
        and filled.frame.place == "goal"
        and not setting.text[base + filled.trigger[1] : inner[0].start].strip().replace("the", "")
    ):
        chosen = inner[0]
    if chosen is not None:
        return chosen
    if filled.frame.about == "left" and left:
        return left[-1]
    if filled.frame.place == "own" and not has(
        setting.text[base + filled.value[0] : base + filled.value[1]], words("settlements", "involvement")
    ):
        return None
    if _points_back(setting.text, sentence, filled):
        return _antecedent(setting, sentence, filled)
    return setting.place(base + filled.trigger[0], base + filled.trigger[1], far=False)


def _beside(setting: Setting, base: int, filled: Filled) -> Mention | None:
    """The place said before in the sentence, or that the paragraph or opening gives ("… does not control parts of the
    region")."""
    return None if filled.frame.holder == "cue" else _antecedent_of(setting, base + filled.trigger[0])


def _antecedent_of(setting: Setting, at: int) -> Mention | None:
    sentence = setting.sentence_at(at)
    if sentence is None:
        return None
    here = [m for m in setting.places_in(sentence.start, at) if not is_country(m)]
    return here[-1] if here else setting.place(at, at, far=False)


def _town(setting: Setting, base: int, span: tuple[int, int], filled: Filled) -> Mention | None:
    """What "the city" in a phrase stands for."""
    if filled.frame.name == "declared-control" and span[0] >= span[1]:
        return setting.town(base + filled.left[0])  # "the city of X, which the army declared control of"
    start = filled.left[0] if filled.frame.name == "declared-control" else span[0]
    declarer = (
        setting.text[base + filled.left[0] : base + filled.left[1]] if filled.frame.name == "declared-control" else ""
    )
    return setting.town(base + start, but=declarer) if _names_settlement(setting, base, span) else None


def _first(found: Sequence[Mention]) -> Mention | None:
    return found[0] if found else None


def _inside(setting: Setting, base: int, span: tuple[int, int]) -> list[Mention]:
    """Places inside a phrase that are not where something comes from."""
    found = setting.places_in(base + span[0], base + span[1])
    at = base + span[0]
    return [m for m in found if not re.search(_ORIGIN, setting.text[max(at, m.start - 24) : m.start], re.IGNORECASE)]


def _following(setting: Setting, sentence: Sentence, filled: Filled) -> Mention | None:
    """A place right after the right phrase, led to by a preposition ("… an operation inside X")."""
    at = sentence.start + max(filled.right[1], filled.trigger[1])
    found = setting.places_in(at, min(sentence.end, at + 60))
    if not found:
        return None
    between = setting.text[at : found[0].start].lower()
    if re.fullmatch(
        r"\s*(?:(?:in|inside|into|on|at|near|around|across|over|of|for|within|у|в|на|біля|поблизу|під)\s+)?(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){0,5}?",
        between,
    ) and not re.search(r"\b(?:from|to|by|that|which|who|said|says|and)\b", between):
        return found[0]
    return None


def _names_settlement(setting: Setting, base: int, span: tuple[int, int]) -> bool:
    """Whether a phrase speaks of "the city", "the village" without its name."""
    said = setting.text[base + span[0] : base + span[1]]
    return has(said, words("settlements", "words"))


def _points_back(text: str, sentence: Sentence, filled: Filled) -> bool:
    """ "… where X entered", "X has entered there": the place stands before."""
    before = text[sentence.start : sentence.start + filled.left[0]].lower().rstrip()
    after = text[sentence.start + filled.trigger[1] : sentence.end].lower().split()
    return (
        before.endswith((" where", ",where", " де", " где"))
        or bool(after)
        and after[0].strip('.,”"') in ("there", "there", "туди", "там")
    )


def _antecedent(setting: Setting, sentence: Sentence, filled: Filled) -> Mention | None:
    """The place that "where" or "there" points to: the last one before it, in the sentence or the one before."""
    at = sentence.start + filled.left[0]
    if here := [m for m in setting.located(sentence.start, at) if not is_country(m)]:
        return here[0]
    if here := [m for m in setting.places_in(sentence.start, at) if not is_country(m)]:
        return here[-1]
    earlier = [s for s in setting.sentences if s.item == sentence.item and s.start < sentence.start and not s.headline][
        -2:
    ]
    for other in reversed(earlier):
        if found := [m for m in setting.located(other.start, other.end) if not is_country(m)]:
            return found[0]
    return setting.place(sentence.start, sentence.start + 1, far=False)


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
