"""Quotations whose speaker stands beside them without a cue: ``X: "..."``, ``"..." — X``, ``X was blunt:``."""

from crosswire.claims import clauses, cues, phrases_right, sources
from crosswire.claims.cues import verbs
from crosswire.claims.nouns import people, speaking_nouns
from crosswire.claims.plans import Draft
from crosswire.claims.running import Nearby
from crosswire.claims.speakable import sourceish
from crosswire.claims.units import Unit


def colon(unit: Unit) -> Draft | None:
    """``X: "..."`` in the body, where X is a name alone."""
    lows, tokens = unit.lows, unit.tokens
    at = next((i for i, low in enumerate(lows[:8]) if low == ":"), None)
    if at is None or at == 0 or at + 1 >= len(tokens) or tokens[at + 1].quote is None:
        return None
    named = all(t.capital or t.low in ("of", "the", "de", "–", "-", ",") for t in tokens[:at]) and not any(
        t.low in ("update", "breaking", "note", "photo", "video") for t in tokens[:at]
    )
    if not named or not sourceish(unit, 0, at) or at > 5:
        return None
    quote = tokens[at + 1]
    span = (tokens[0].start, tokens[at - 1].end)
    return Draft(unit, ((quote.start, quote.end),), None, span, "", span, head=span)


def dashes(unit: Unit) -> list[Draft]:
    """``"..." — X``, quotations signed with a name alone, one after another."""
    tokens = unit.tokens
    out: list[Draft] = []
    for at, token in enumerate(tokens):
        if not token.quote or at > 5 and not out:
            continue
        first = at + 2 if tokens[at + 1 : at + 2] and tokens[at + 1].low != "," else at + 3
        end = first
        while (
            end < len(tokens)
            and not tokens[end].quote
            and "\n" not in unit.text[tokens[end - 1].end : tokens[end].start]
        ):
            end += 1
        end -= end > first and tokens[end - 1].low == "."
        if first - 1 >= len(tokens) or tokens[first - 1].low not in ("―", "—", "–", "-"):
            break
        cut = next((i for i in range(first + 2, end) if tokens[i].low in ("у", "в") and tokens[i - 2].capital), end)
        if _holder(unit, first, end) or _holder(unit, first, cut, told=cut < end):
            end = min(end, cut)
            span = (tokens[first].start, tokens[end - 1].end)
            return [Draft(unit, ((token.start, token.end),), None, span, "", span, head=span)]
        if at and not out:
            break
        named = all(t.capital or not t.word or len(t.text) < 4 for t in tokens[first:end])
        if tokens[first - 1].low == "-" or not 0 < end - first <= 6 or not named:
            break
        span = (tokens[first].start, tokens[end - 1].end)
        out.append(Draft(unit, ((token.start, token.end),), None, span, "", span, head=span))
    return out


def _holder(unit: Unit, first: int, end: int, *, told: bool = False) -> bool:
    """An office and its holder's name, to the end of their line: ``"..." - Начальник порту капітан Антон Креєль``."""
    words = unit.tokens[first:end]
    ends = told or end >= len(unit.tokens) or "\n" in unit.text[unit.tokens[end - 1].end : unit.tokens[end].start]
    office = any(t.low in people() for t in words[:-2])
    small = (t for t in words if t.low in verbs(unit.language) or t.low in (",", ".", ":"))
    named = len(words) > 2 and words[-1].capital and words[-2].capital
    return ends and named and office and len(words) <= 14 and next(small, None) is None


def read_in(unit: Unit) -> Draft | None:
    """``"..." - we read in a statement of X``: the words are X's."""
    lows, tokens = unit.lows, unit.tokens
    at = next((i for i in range(1, len(lows) - 3) if lows[i : i + 3] == ("we", "read", "in")), None)
    if unit.language != "en" or at is None or not any(t.quote for t in tokens[:at]):
        return None
    phrase = phrases_right.right(unit, at + 3)
    if phrase is None or not sourceish(unit, phrase.first, phrase.last):
        return None
    span = (tokens[phrase.first].start, tokens[phrase.last - 1].end)
    said = tuple((t.start, t.end) for t in tokens[:at] if t.quote)
    cue = (tokens[at + 1].start, tokens[at + 1].end)
    return Draft(unit, said, cue, span, "read", (tokens[at].start, span[1]), head=span)


def signed(unit: Unit) -> Draft | None:
    """``..., — X`` at the end of a line: words given to somebody by a dash alone, as posts and headlines do."""
    tokens, lows = unit.tokens, unit.lows
    for at in range(2, len(tokens) - 1):
        if lows[at] not in ("—", "–", "-") or lows[at - 1] != "," or at < 3 and tokens[0].quote is None:
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].word and end - at < 8:
            if "\n" in unit.text[tokens[end - 1].end : tokens[end].start] and end > at + 1:
                break
            end += 1
        line = (
            end >= len(tokens)
            or tokens[end].quote
            or lows[end] in (".", "-", "—", "–", "|")
            or "\n" in unit.text[tokens[end - 1].end : tokens[end].start]
        )
        named = tokens[at + 1 : at + 2] and (tokens[end - 1].capital or lows[end - 1] in people())
        verb = any(low in verbs(unit.language) for low in lows[at + 1 : end])
        verb = verb or not (tokens[at + 1].capital or lows[at + 1] in speaking_nouns())
        if line and named and not verb and end > at + 1 and sourceish(unit, at + 1, end):
            span = (tokens[at + 1].start, tokens[end - 1].end)
            return Draft(unit, ((tokens[0].start, tokens[at - 2].end),), None, span, "", span, head=span)
    return None


def announced(unit: Unit, nearby: Nearby) -> Draft | None:
    """``X said:`` and the quotation in a paragraph of its own."""
    last = nearby.last
    if last is None or not unit.wholly_quoted or last.headline or not last.lows:
        return None
    if last.lows[-1] != ":" and last.lows[-3:] not in (("as", "follows", "."), ("the", "following", ".")):
        return None
    found = [c for c in cues.find(last) if not c.negated and not c.prepositional]
    if not found or unit.paragraph - last.paragraph > 2:
        return None
    phrase = sources.left(last, found[-1], floor=found[-2].last if len(found) > 1 else 0)
    if phrase is None or not sourceish(last, phrase.first, phrase.last):
        phrase = clauses.clause_subject(last, found[-1].first)
    if phrase is None:
        return None
    tokens, cue = last.tokens, found[-1]
    source = (tokens[phrase.first].start, tokens[phrase.last - 1].end)
    head = (tokens[phrase.first].start, tokens[phrase.head_last - 1].end)
    spans = tuple((t.start, t.end) for t in unit.tokens if t.quote and len(t.text) > 2)
    words = (tokens[cue.first].start, tokens[cue.last - 1].end)
    return Draft(unit, spans, words, source, cue.verb.lemma, (source[0], last.end), head=head)


def introduced(unit: Unit) -> Draft | None:
    """``Petrenko was blunt: "..."``: the person who is the subject speaks, whatever the verb."""
    tokens, lows = unit.tokens, unit.lows
    at = next((i for i, t in enumerate(tokens) if t.quote and i and lows[i - 1] == ":"), None)
    if at is None or unit.language != "en" or "(" in lows[:at]:
        return None
    verb = next((i for i in range(1, at) if cues.is_finite(unit, i)), None)
    if verb is None or any(t.quote for t in tokens[:at]) or at < len(tokens) - 1 and tokens[at + 1].word:
        return None
    phrase = sources.left(unit, cues.Cue(verb, verb + 1, verb, cues.NO_VERB))
    if phrase is None or phrase.related:
        return None
    head = tokens[phrase.first : phrase.head_last]
    personal = (
        head[0].low in ("he", "she")
        or (all(t.capital for t in head) and len(head) > 1)
        or any(t.low in people() for t in head)
    )
    if not personal:
        return None
    span = (head[0].start, tokens[phrase.last - 1].end)
    return Draft(
        unit,
        ((tokens[at].start, tokens[at].end),),
        None,
        span,
        "",
        (unit.start, tokens[at - 1].end),
        head=(head[0].start, head[-1].end),
    )
