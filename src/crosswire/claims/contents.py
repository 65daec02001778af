"""The attributions of a unit as spans: the words each cue introduces, cut where others begin."""

from collections.abc import Sequence
from dataclasses import replace

from crosswire.claims.clauses import english
from crosswire.claims.cues import find, is_finite, listed, starts_with
from crosswire.claims.plans import Chars, Draft, How, Plan
from crosswire.claims.polarity import polarity
from crosswire.claims.shapes import FRONTED, RELATIVE, carrying, substance
from crosswire.claims.slavic import slavic
from crosswire.claims.units import Unit

_ASIDES = frozenset(
    {
        "while",
        "after",
        "although",
        "though",
        "before",
        "whereas",
        "when",
        "which",
        "who",
        "but",
        "at",
        "even",
        "as",
        "a",
        "an",
        "despite",
    }
)


_POINTERS = frozenset({"that", "this", "it"})  # of a denial: what somebody said before
_RELAYING = frozenset({"report", "write", "note"})


def drafts(unit: Unit) -> list[Draft]:
    """Every attribution of a unit that stands by a cue, in order."""
    cues = find(unit)
    plan = english if unit.language == "en" else slavic
    plans: list[Plan] = []
    for cue in cues:
        floor = plans[-1].cue.last if plans else 0
        found = plan(unit, cue, min(floor, cue.first), plans)
        if found:
            plans.append(found)
    return [d for n, p in enumerate(plans) if (d := _draft(unit, p, n, plans)) is not None]


def sound(draft: Draft) -> Draft | None:
    """A draft with its own cue and source cut out of its content; None where what is left says nothing."""
    if draft.how == "running" or draft.cue is None and draft.how != "post" and draft.lemma:
        return draft
    clause = [span for span in (draft.cue, draft.source) if span]
    content = tuple(
        part
        for span in draft.content
        for part in _without(span, clause)
        if any(letter.isalnum() for letter in draft.unit.text[slice(*part)])
    )
    if not content or draft.cue and _says_nothing(draft, content):
        return None
    return replace(draft, content=content)


def _without(span: Chars, clause: Sequence[Chars]) -> list[Chars]:
    """The parts of a span before and after the words of a clause that lie in it."""
    inside = [c for c in clause if span[0] <= c[0] and c[1] <= span[1]]
    if not inside:
        return [span]
    low, high = min(a for a, _ in inside), max(b for _, b in inside)
    return [part for part in ((span[0], low), (high, span[1])) if part[1] - part[0] > 1]


def _says_nothing(draft: Draft, content: Sequence[Chars]) -> bool:
    """Whether a content is only a name's or source's wish to stay unnamed, a scare quotation, or a word that points."""
    text = draft.unit.text
    if len(content) != 1:
        return False
    start, end = content[0]
    said = " ".join(text[start:end].lower().split()).strip(".,;:")
    bare = said.split()
    if (
        draft.unit.language != "en"
        and len(bare) <= 4
        and any(said.startswith(p) for p in listed(draft.unit.language, "pointing"))
    ):
        return True
    if said in listed("en", "empty") or said.startswith(tuple(listed("en", "anonymity"))):
        return not (said in _POINTERS and polarity(draft.lemma, [], language="en") in ("denies", "doubts"))
    if draft.lemma == "claim" and "lives" in bare[:4]:
        return True  # "the storm claimed 12 lives"
    own = polarity(draft.lemma, [], language="en") == "denies" if draft.unit.language == "en" else True
    return not own and any(q.clear and q.start <= start and end <= q.end for q in draft.unit.quotes)


def _draft(unit: Unit, plan: Plan, number: int, plans: list[Plan]) -> Draft | None:
    """The plan as characters: the content cut where another clause of saying begins."""
    content: list[Chars] = []
    bare = "speech" not in plan.cue.verb.kinds and plan.side == "right" and unit.lows[plan.start] != "that"
    if plan.side in ("left", "both"):
        low = _left_start(unit, plan, plans[:number])
        content += _chars(unit, low, plan.edge_left)
        if plan.side == "both":
            content += _chars(unit, plan.edge_right, _stop(unit, plan.edge_right, plans[number + 1 :]))
    else:
        content += _chars(unit, plan.start, _stop(unit, plan.start, plans[number + 1 :], first=number == 0, bare=bare))
    if not content:
        return None
    tokens = unit.tokens
    cue = (tokens[plan.cue.first].start, tokens[plan.cue.last - 1].end)
    source = head = None
    if plan.phrase:
        source = (tokens[plan.phrase.first].start, tokens[plan.phrase.last - 1].end)
        head = (tokens[plan.phrase.first].start, tokens[plan.phrase.head_last - 1].end)
        if tokens[plan.phrase.last - 1].low == ",":
            source = (source[0], tokens[plan.phrase.last - 2].end)
    ends = plan.start if plan.side == "right" else _clause_end(unit, plan)
    clause = (tokens[plan.edge_left].start, tokens[max(plan.edge_left, min(ends, len(tokens)) - 1)].end)
    how: How = "elided" if plan.elided else "phrase"
    lead = unit.lows[plan.edge_left : plan.phrase.first] if plan.phrase else ()
    reply = plan.side == "left" and any(low in RELATIVE for low in lead)
    return Draft(
        unit,
        tuple(content),
        cue,
        source,
        plan.cue.verb.lemma,
        clause,
        how,
        head,
        unit.inner,
        headline=unit.headline,
        reply=reply,
    )


def _clause_end(unit: Unit, plan: Plan) -> int:
    if plan.side == "both":
        return plan.edge_right
    at = plan.edge_right
    while at < len(unit.tokens) and unit.tokens[at].quote is None:
        at += 1
    return at


def _left_start(unit: Unit, plan: Plan, earlier: list[Plan]) -> int:
    """Where what stands before a cue begins: the unit's start, or after an earlier cue that closed its own."""
    last = plan.edge_left - 1
    while last > 0 and unit.lows[last] in (",", "—", "–", "-"):
        last -= 1
    opens = next((i for i in range(last, 0, -1) if _dashed(unit, i) or _glued(unit, i)), None)
    if opens is not None and not any(p.edge_right > opens for p in earlier):
        return opens + _dashed(unit, opens)
    quote = unit.tokens[last].quote if last >= 0 else None
    if unit.language != "en" and quote and unit.text[quote.start + 1 : quote.start + 2].isupper():
        return last
    for other in reversed(earlier):
        if other.side == "both" and plan.cue.verb.lemma in _RELAYING and other.edge_left > 1:
            continue  # "..., which, she said, ..., the Wire reported": all of it
        if other.side in ("left", "both") and other.edge_right < plan.edge_left:
            at = other.edge_right
            while at < plan.edge_left and (unit.lows[at] in (",", ".", ";", "and", "but")):
                at += 1
            relative = at < plan.edge_left and unit.lows[at] in (
                "who",
                "which",
                "a",
                "an",
                "the",
                "former",
                "as",
                "in",
                "at",
            )
            quoted = any(t.quote for t in unit.tokens[at : plan.edge_left])
            if quoted or (not relative and substance(unit, at, plan.edge_left)):
                return at
    return 0


def _own_quotation(unit: Unit, plan: Plan) -> int | None:
    """The quotation that a cue after it gives to its own speaker: "... росії «Без труби ...», – заявив X"."""
    last = plan.edge_left - 1
    while last > 0 and unit.lows[last] in (",", "—", "–", "-"):
        last -= 1
    quote = unit.tokens[last].quote if last >= 0 else None
    opened = quote is not None and unit.text[quote.start + 1 : quote.end].lstrip()[:1].isupper()
    return last if opened and unit.lows[last - 1] not in (":", ",", "що", "что") else None


def _glued(unit: Unit, at: int) -> bool:
    """A sentence that begins without a space after the one before: "... of Norland.He also called"."""
    token, before = unit.tokens[at], unit.tokens[at - 1]
    if before.end != token.start or not token.capital or len(token.text) == 1 or not token.word:
        return False
    ended = before.low in (".", "?", "!") and len(unit.tokens[at - 2].text) > 2 and at > 2
    return ended or before.quote is not None and before.text.rstrip('"”“»').endswith((".", "?", "!"))


def _dashed(unit: Unit, at: int) -> bool:
    """A dash that opens somebody's words right after a full stop: "… of Norland.- We will come - said X"."""
    return unit.lows[at] in ("-", "–", "—") and unit.lows[at - 1] in (".", "?", "!") and at + 1 < len(unit.tokens)


def _stop(unit: Unit, start: int, later: list[Plan], *, first: bool = False, bare: bool = False) -> int:
    """Where what stands after a cue ends: the unit's end, a carrier, or the next clause of saying."""
    stop = len(unit.tokens)
    for other in later:
        tail = other.side == "left" and other.edge_left > start
        same = other.side == "right" and (other.elided or _resumes(unit, other))
        aside = (
            other.side == "right"
            and unit.lows[other.edge_left - 1] in (",", "“”")
            and (unit.lows[other.edge_left] in _ASIDES or _dated_aside(unit, other.edge_left))
        )
        parted = other.side == "right" and not other.elided and unit.lows[other.edge_left - 1] == ";"
        if other.edge_left > start and (tail or same or aside or parted):
            stop = min(stop, other.edge_left)
        if tail and unit.language != "en" and (quoted := _own_quotation(unit, other)) is not None and quoted > start:
            stop = min(stop, quoted)
    for at in range(start, stop):
        if (
            bare
            and unit.lows[at] == ","
            and at + 1 < stop
            and unit.lows[at + 1] in _ASIDES - {"which", "who", "a", "an"}
        ):
            stop = at
            break
        if unit.lows[at] == "," and any(starts_with(unit.lows, at + 1, p) for p in carrying()):
            stop = at
    glued = next((i for i in range(start + 1, stop) if _glued(unit, i)), None)
    stop = stop if glued is None else glued
    if first and unit.lows[0] in FRONTED and "," not in unit.lows[1:start]:
        comma = next((i for i in range(start + 2, stop) if unit.lows[i] == ","), None)
        if comma is not None and any(is_finite(unit, i) for i in range(comma, stop)):
            stop = comma
    if start < stop and (
        quote := unit.tokens[start].quote or (unit.tokens[start + 1].quote if start + 1 < stop else None)
    ):
        at = start if unit.tokens[start].quote else start + 1
        if (
            unit.text[quote.start : quote.end].rstrip('"”“»').endswith((".", "?", "!"))
            and at + 1 < stop
            and unit.tokens[at + 1].capital
        ):
            stop = at + 1
    return stop


def _dated_aside(unit: Unit, at: int) -> bool:
    """``, shortly after the palace announced``: when it was, in a clause of its own."""
    return any(low in ("after", "before", "when", "since") for low in unit.lows[at + 1 : at + 4]) and (
        unit.lows[at].endswith("ly")
        or unit.lows[at] in listed("en", "time_nouns")
        or unit.lows[at] in ("just", "soon", "two", "a", "three", "not")
    )


def _resumes(unit: Unit, plan: Plan) -> bool:
    """``..., and he said``: the same person goes on in a clause of its own."""
    if plan.phrase is None or plan.edge_left == 0:
        return False
    pronoun = unit.lows[plan.phrase.first] in listed("en", "pronouns") and plan.phrase.last - plan.phrase.first == 1
    return (
        pronoun
        and unit.lows[plan.edge_left] in ("and", "but", "while", "he", "she", "they")
        and unit.lows[plan.edge_left - 1] in (",", "and", "but", "while")
    )


def _chars(unit: Unit, first: int, last: int) -> list[Chars]:
    """A stretch of tokens as characters, without the punctuation that only joins it to the cue."""
    tokens = unit.tokens
    while first < last and tokens[first].low in (",", ":", ";", ".", "—", "–", "-", ")"):
        first += 1
    while last > first and tokens[last - 1].low in (",", ":", ";", "—", "–", "-", "(", "and", "but", "while", "."):
        last -= 1
    if first >= last:
        return []
    start, end = tokens[first].start, tokens[last - 1].end
    for quote in unit.quotes:
        if quote.clear and quote.start < start <= quote.start + 1:
            start = quote.start
        if quote.clear and quote.end - 1 <= end < quote.end and start <= quote.start:
            end = quote.end
    return [(start, end)]
