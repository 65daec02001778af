"""Attributions that do not stand beside a cue: headlines, sentences that point back, quotations that run on."""

from collections.abc import Collection, Sequence

from crosswire.claims import clauses, cues, phrases_right, slavic, sources
from crosswire.claims.chain import is_outlet
from crosswire.claims.cues import listed, phrases, starts_with, verbs
from crosswire.claims.nouns import people
from crosswire.claims.plans import Chars, Draft
from crosswire.claims.sources import Phrase, sourceish
from crosswire.claims.units import Unit
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as lexicon_words

_BACK = 40  # units that anything looks back
_THIS = frozenset({"this", "it", "that", "these"})
_BE = frozenset({"is", "was", "were", "are", "been", "has", "have", "also"})


def headline(unit: Unit, named: Collection[Chars] = ()) -> Draft | None:
    """``X: what X says`` and ``what X says: X`` in a headline; ``named`` are spans known to name somebody."""
    colons = [i for i, low in enumerate(unit.lows) if low == ":"]
    if not colons:
        return None
    last, total = colons[-1], len(unit.tokens)
    if (
        0 < total - last - 1 <= 6
        and last >= 3
        and (_known(unit, last + 1, total, named) or _speaks(unit, last + 1, total, ending=True))
    ):
        return _titled(unit, (last + 1, total), (0, last))
    first = colons[0]
    if (
        0 < first <= 6
        and total - first > 3
        and (_known(unit, 0, first, named) or _speaks(unit, 0, first, ending=False))
    ):
        return _titled(unit, (0, first), (first + 1, total))
    return None


def _known(unit: Unit, first: int, last: int, named: Collection[Chars]) -> bool:
    return (unit.tokens[first].start, unit.tokens[last - 1].end) in named


def _titled(unit: Unit, source: tuple[int, int], content: tuple[int, int]) -> Draft:
    tokens = unit.tokens
    span = (tokens[source[0]].start, tokens[source[1] - 1].end)
    said = (tokens[content[0]].start, tokens[content[1] - 1].end)
    return Draft(unit, (said,), None, span, "", span, head=span, headline=unit.headline)


def _speaks(unit: Unit, first: int, last: int, *, ending: bool) -> bool:
    """Whether the words beside a headline's colon are a speaker rather than a topic."""
    words = [t for t in unit.tokens[first:last] if t.word]
    if not words or any(t.quote for t in unit.tokens[first:last]):
        return False
    joined = " ".join(t.low for t in words)
    if any(t.low in _TOPICS or t.low in listed("en", "first_person") for t in words):
        return False
    if unit.text[unit.start : unit.end].isupper():
        return is_outlet(joined) or joined in load("outlets_agencies")["metonyms"]["words"]
    table = load("outlets_agencies")
    if joined in table["metonyms"]["words"] or is_outlet(joined):
        return True
    speaks = lexicon_words("anonymous", "bodies") | people() | lexicon_words("anonymous", "offices")
    if words[-1].low in speaks or words[0].low in ("head", "chief"):
        return ending or words[0].capital and len(words) > 1
    named = all(t.capital for t in words) and not unit.text[words[0].start : words[-1].end].isdigit()
    if ending:
        return named or words[0].text.isupper()
    return len(words) == 1 and words[0].text.isupper() and len(words[0].text) > 2 and words[0].low not in _TOPICS


_TOPICS = frozenset(
    {
        "watch",
        "live",
        "breaking",
        "exclusive",
        "video",
        "photos",
        "update",
        "updated",
        "usa",
        "covid",
        "faq",
        "opinion",
        "updates",
        "analysis",
        "explained",
        "explainer",
        "timeline",
        "report",
        "quiz",
        "map",
        "recap",
        "review",
        "podcast",
        "poll",
        "war",
        "crisis",
        "news",
        "latest",
    }
)


def pointing(unit: Unit, before: Sequence[tuple[Unit, int]]) -> Draft | None:
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
        if not token.quote or at and not out:
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
        if first - 1 >= len(tokens) or tokens[first - 1].low not in ("―", "—", "–"):
            break
        if not 0 < end - first <= 6 or not all(t.capital or not t.word or len(t.text) < 4 for t in tokens[first:end]):
            break
        span = (tokens[first].start, tokens[end - 1].end)
        out.append(Draft(unit, ((token.start, token.end),), None, span, "", span, head=span))
    return out


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
        if line and named and not verb and end > at + 1 and sourceish(unit, at + 1, end):
            span = (tokens[at + 1].start, tokens[end - 1].end)
            return Draft(unit, ((tokens[0].start, tokens[at - 2].end),), None, span, "", span, head=span)
    return None


def announced(unit: Unit, nearby: "Nearby") -> Draft | None:
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
    if at is None or unit.language != "en":
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


def follows(unit: Unit, nearby: "Nearby") -> int | None:
    """The number of the draft whose speaker goes on in a unit that is nothing but a quotation; None where unclear."""
    quote = unit.quotes[0] if unit.quotes else None
    if quote is None or not unit.wholly_quoted or quote.clear:
        return None
    if not any(t.quote and len(t.text.split()) > 1 for t in unit.tokens):
        return None
    text = unit.text[quote.start : quote.end].strip('"“”«»„ ')
    same = nearby.last is not None and nearby.last.paragraph == unit.paragraph
    if len(text.split()) < (2 if same else 4):
        return None
    carried = nearby.holding(quote.start, quote.end)
    if carried is not None:
        return carried
    last = nearby.last
    if last is None:
        return None
    if last.paragraph == unit.paragraph or last.wholly_quoted and unit.paragraph - last.paragraph <= 1:
        return nearby.speaker_of(last)
    if unit.paragraph - last.paragraph > 2:
        return None
    return nearby.speaker_of_paragraph(last.paragraph)


class Nearby:
    """The units and drafts of an item so far, as a quotation that runs on looks back at them."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.drafts: list[Draft] = []
        self.last: Unit | None = None
        self.numbers: dict[int, list[int]] = {}
        self.named: Collection[Chars] = ()

    def add(self, draft: Draft) -> int:
        """Take in a draft; its number."""
        self.drafts.append(draft)
        if not draft.inner:
            self.numbers.setdefault(draft.unit.start, []).append(len(self.drafts) - 1)
        return len(self.drafts) - 1

    def of(self, unit: Unit) -> list[int]:
        """Numbers of the drafts of a unit that are not inside its quotations."""
        return self.numbers.get(unit.start, [])

    def root(self, number: int) -> int:
        """The draft that first names the speaker of a draft."""
        follows_ = self.drafts[number].follows
        return number if follows_ is None else self.root(follows_)

    def holding(self, start: int, end: int) -> int | None:
        """The draft that already has a part of a quotation running over paragraphs."""
        for number in range(len(self.drafts) - 1, max(-1, len(self.drafts) - 12), -1):
            if any(a < end and start < b for a, b in self.drafts[number].content) and not self.drafts[number].inner:
                return self.root(number)
        return None

    def speaker_of(self, unit: Unit) -> int | None:
        """The one who speaks last in a unit, its quotations first."""
        numbers = self.of(unit)
        if not numbers:
            return None
        quoted = [
            n
            for n in numbers
            if any(q.start < b and a < q.end for q in unit.quotes if not q.clear for a, b in self.drafts[n].content)
        ]
        return self.root((quoted or numbers)[-1])

    def speaker_of_paragraph(self, paragraph: int) -> int | None:
        """The one speaker of the paragraph before, where its last sentence is theirs and nobody else speaks in it."""
        own = [u for u in self.units[-_BACK:] if u.paragraph == paragraph]
        if not own or own[-1].headline:
            return None
        last = self.speaker_of(own[-1])
        if last is None or self.drafts[last].cue is None and self.drafts[last].how == "phrase":
            return None
        roots = {self.root(n) for u in own for n in self.of(u)}
        spans = [span for n in roots if (span := self.drafts[n].source)]
        named = {own[0].text[a:b].lower() for a, b in spans}
        others = {name for name in named if name not in ("he", "she", "they", "it", "who")}
        return last if len(others) <= 1 else None
