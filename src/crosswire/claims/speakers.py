"""Who the noun phrase beside a cue names: the resolved name, the role, or nobody by name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from crosswire.claims.chain import is_outlet, outlets
from crosswire.claims.names import Names
from crosswire.claims.nouns import people, speaking_nouns
from crosswire.claims.plans import Draft
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as lexicon_words
from crosswire.language.tokens import words
from crosswire.model.claim import Speaker
from crosswire.model.mention import Mention
from crosswire.model.report import Report, Span

_NEAR = 3  # paragraphs that a pronoun may look back
_SAME = frozenset({"add", "continue", "go on", "conclude", "elaborate", "go on to say"})


@dataclass(frozen=True, slots=True)
class Parts:
    """A source phrase taken apart, as character spans: the name (None: unnamed), the role beside it, the head noun."""

    name: tuple[int, int] | None
    role: tuple[int, int] | None
    noun: str | None
    owner: tuple[int, int] | None = None
    person: bool = False
    entity: str | None = None


class Speakers:
    """Resolves the sources of a report's drafts in order, each with those before it."""

    def __init__(self, report: Report, names: Names, quotes: Sequence[tuple[int, int]] = ()) -> None:
        self.report, self.names, self.quotes = report, names, quotes
        self.found: list[Speaker] = []
        self.drafts: list[Draft] = []

    def add(self, draft: Draft) -> Speaker:
        """The speaker of the next draft."""
        if draft.source is None:
            speaker = self._followed(draft)
        else:
            speaker = self._phrase(draft, draft.source, draft.head or draft.source)
        self.found.append(speaker)
        self.drafts.append(draft)
        return speaker

    def _followed(self, draft: Draft) -> Speaker:
        at = draft.follows
        if at is None:
            at = self._previous(draft)
        if at is None or at >= len(self.found):
            return Speaker(None)
        same = self.drafts[at].unit is draft.unit
        return self.found[at] if same else replace(self.found[at], span=None)

    def _previous(self, draft: Draft, *, want: str | None = None) -> int | None:
        """The number of the speaker before a draft in its item, of one kind if asked, within a few paragraphs."""
        for number in range(len(self.found) - 1, -1, -1):
            other, speaker = self.drafts[number], self.found[number]
            if other.unit.item != draft.unit.item or draft.unit.paragraph - other.unit.paragraph >= _NEAR:
                return None
            if other.inner and not draft.inner:
                continue
            if speaker.name and (want is None or self._kind(speaker) in (want, None)):
                return number
        return None

    def _kind(self, speaker: Speaker) -> str | None:
        """ "person", "organisation" or "many" where that is known."""
        kind = self.names.kind(speaker.entity)
        if kind == "person":
            return "person"
        if speaker.anonymous:
            last = (speaker.name or "").split()
            plural = any(word.lower().endswith("s") and word.lower() in people() for word in last)
            return "many" if plural else "person"
        return "organisation" if kind in ("organisation", "place") else None

    def _phrase(self, draft: Draft, source: tuple[int, int], head: tuple[int, int]) -> Speaker:
        text = self.report.text
        span = self.report.span(*source)
        low = text[source[0] : source[1]].lower()
        if low in ("he", "she", "they", "it", "who", "him", "her", "them", "він", "вона", "вони", "он", "она", "они"):
            return self._pronoun(draft, low, span)
        parts = take_apart(text, source, self.names)
        if parts.entity:
            role = parts.role and _clean(text, parts.role)
            return Speaker(
                self.names.canonical(parts.entity), parts.entity, role or self.names.role(parts.entity), False, span
            )
        if parts.name is None and parts.owner:
            return self._owner(draft, parts, span)
        if parts.name is None:
            return self._nominal(draft, parts, span)
        written = _clean(text, parts.name)
        full = self.names.full(written) or outlets().get(written.lower(), written)
        entity = self.names.entity_of(full) or self.names.entity_of(written)
        return Speaker(full, entity, _clean(text, parts.role) if parts.role else None, False, span)

    def _owner(self, draft: Draft, parts: Parts, span: Span) -> Speaker:
        text = self.report.text
        assert parts.owner
        low = text[slice(*parts.owner)].lower()
        if low in ("his", "her", "their", "its"):
            return self._pronoun(
                draft, {"his": "he", "her": "she", "their": "they", "its": "it"}[low], span, at=parts.owner
            )
        if low in ("the", "a", "an", "this", "that"):
            before = self._previous(draft)
            if before is not None and self._posted(before, parts.noun or ""):
                return replace(self.found[before], span=span)
            return Speaker(span.exact, span=span)
        inner = self._phrase(draft, parts.owner, parts.owner)
        return replace(inner, span=span)

    def _pronoun(self, draft: Draft, low: str, span: Span, at: tuple[int, int] | None = None) -> Speaker:
        low = {"him": "he", "her": "she", "them": "they"}.get(low, low)
        want = {"he": "person", "she": "person", "they": "many", "it": "organisation"}.get(low)
        where = at or (span.start, span.end)
        mention = self.names.at(*where)
        before = self._previous(draft, want=want)
        if before is None and want == "many":
            before = self._previous(draft, want="organisation")
        near = before is not None and draft.unit.paragraph - self.drafts[before].unit.paragraph <= 1
        others = self._named_between(before, where[0]) if want == "person" else set()
        if before is not None:
            others.discard(self.found[before].entity or "")
            others = {e for e in others if self.names.canonical(e) != self.found[before].name}
        if near and before is not None and (draft.lemma in _SAME or want == "person" and not others):
            return replace(self.found[before], span=span)
        name = self.names.canonical(mention.entity) if mention else None
        if mention and name and (want != "person" or mention.entity in self._named_near(draft, where[0])):
            return Speaker(name, mention.entity, self.names.role(mention.entity), False, span)
        if before is not None and not others:
            return replace(self.found[before], span=span)
        if at and (only := self.names.only_person(draft.unit.start, span.start)):
            return Speaker(self.names.canonical(only), only, self.names.role(only), False, span)
        return Speaker(None, span=span)

    def _named_near(self, draft: Draft, end: int) -> set[str]:
        """Persons named outside quotations in the paragraphs right before an offset."""
        start = max(self.report.text.rfind("\n", 0, draft.unit.start), 0)
        start = max(self.report.text.rfind("\n", 0, len(self.report.text[:start].rstrip())), 0)
        return self.names.persons(start, end, self.quotes)

    def _posted(self, number: int, noun: str) -> bool:
        """Whether the words around an earlier cue name the text that a later one quotes: "in a tweet"."""
        other = self.drafts[number]
        said = self.report.text[other.unit.start : max(other.unit.end, other.clause[1])].lower()
        kin = {"post": ("post", "telegram", "facebook", "twitter", "instagram"), "tweet": ("tweet", "twitter")}
        return any(word in said for word in kin.get(noun, (noun,)))

    def _named_between(self, before: int | None, end: int) -> set[str]:
        """Persons named outside quotations since a draft (or in the last stretch of text), up to an offset."""
        start = max(0, end - 1500)
        if before is not None:
            other = self.drafts[before]
            start = max([other.clause[1], *(b for a, b in other.content if b <= end)], default=start)
        return self.names.persons(start, end, self.quotes)

    def _nominal(self, draft: Draft, parts: Parts, span: Span) -> Speaker:
        """ "the governor", "a US official": somebody named before, or somebody unnamed."""
        noun = (parts.noun or "").lower()
        definite = span.exact.lower().startswith("the ") or span.exact.lower() == noun or draft.headline
        noun = load("anonymous")["short"].get(noun, noun)
        mention = self.names.nominal(span.start, span.end, noun)
        if mention and (name := self.names.canonical(mention.entity)):
            return Speaker(name, mention.entity, self.names.role(mention.entity), False, span)
        head = self.report.text[slice(*(draft.head or (span.start, span.end)))]
        if definite and noun in lexicon_words("anonymous", "offices"):
            held = self._office(draft, noun, head)
            if held:
                return replace(held, span=span)
        if definite and noun in _kinds():
            for number in range(len(self.found) - 1, -1, -1):
                if self.drafts[number].unit.item == draft.unit.item and is_outlet(self.found[number].name):
                    return replace(self.found[number], span=span)
        possessed = (
            definite
            or not span.exact.isascii()
            or "'s " in span.exact.replace("’", "'")
            or span.exact[:1].isupper()
            and span.exact.split()[0].lower() not in ("a", "an", "one", "another", "some")
        )
        if possessed and noun in lexicon_words("anonymous", "sole"):
            return Speaker(head, None, None, False, span)
        return Speaker(head, None, None, noun in people() or noun in lexicon_words("anonymous", "quantifiers"), span)

    def _office(self, draft: Draft, noun: str, head: str) -> Speaker | None:
        """Who holds an office named by its noun: the last who spoke in it, or the one person of the item in it.

        "The French minister" is only somebody whose name stands beside words like those.
        """
        told = [w.lower()[:4] for w in head.split() if w.lower() not in (noun, "the") and w[:1].isalpha()]
        told = told[: next((i for i, w in enumerate(told) if w in ("of", "for", "in", "at", "from")), len(told))]
        for number in range(len(self.found) - 1, -1, -1):
            other, speaker = self.drafts[number], self.found[number]
            if other.unit.item != draft.unit.item:
                break
            title = (speaker.role or (speaker.name if speaker.anonymous else "") or "").lower()
            if speaker.name and noun in title.replace(".", " ").split() and self._beside(speaker, title, told):
                return speaker
        titled = self.names.titled(noun, draft.unit.item)
        if titled is None:
            return None
        named = Speaker(titled[0], titled[1], titled[2])
        return named if self._beside(named, (titled[2] or "").lower(), told) else None

    def _beside(self, speaker: Speaker, title: str, told: Sequence[str]) -> bool:
        """Whether every word told of an office (its first letters) stands in a title or right beside the name."""
        if not told:
            return True
        around = title + " " + " ".join(s.span.exact.lower() for s in self.found if s.name == speaker.name and s.span)
        for start, end in self.names.places(speaker.entity):
            before = re.split(r"[.\n“”\"]", self.report.text[max(0, start - 60) : start].lower())[-1]
            after = re.split(r"[.\n“”\"]", self.report.text[end : end + 60].lower())[0]
            around += f" {before} {after}"
        return all(any(word.startswith(part) for word in around.replace("-", " ").split()) for part in told)


def _clean(text: str, span: tuple[int, int]) -> str:
    """The words of a name or role without an article before and a possessive after."""
    words_ = text[slice(*span)].strip(" ,\"“”«»„'’")
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        words_ = words_.removeprefix(article)
    for tail in ("'s", "’s", ","):
        words_ = words_.removesuffix(tail)
    return " ".join(words_.replace("“", "").replace("”", "").replace('"', "").split())


def take_apart(text: str, span: tuple[int, int], names: Names) -> Parts:
    """Name, role and head of a source phrase."""
    tokens = words(text, *span)
    lows = [text[a:b].lower().replace("’", "'") for a, b in tokens]
    commas = [i for i, low in enumerate(lows) if low == ","]
    first_end = commas[0] if commas else len(lows)
    cut = next((i for i in range(1, first_end) if lows[i] in _cuts() and lows[i - 1] != "-"), first_end)
    owned = _owned(text, tokens, lows, cut, first_end)
    if owned:
        return owned
    person = _person(names, text, tokens, lows, cut)
    if person:
        role = _role(text, tokens, lows, person, commas, first_end)
        whole = _with_first_name(text, tokens, lows, person)
        if whole:
            return Parts(whole[0], whole[1], None, person=True)
        return Parts((person.start, person.end), role, None, person=True, entity=person.entity)
    noun_at = next((i for i in range(cut - 1, -1, -1) if lows[i] in people()), None)
    ending = [i for i in range(cut + 1, first_end) if text[tokens[i][0]].isupper()]
    if (
        noun_at is not None
        and lows[cut : cut + 1] == ["of"]
        and len(ending) >= 3
        and ending[-3:] == [first_end - 3, first_end - 2, first_end - 1]
    ):
        return Parts(
            (tokens[-2 + first_end][0], tokens[first_end - 1][1]),
            (tokens[0][0], tokens[first_end - 3][1]),
            None,
            person=True,
        )
    covered = names.covering(tokens[0][0], tokens[first_end - 1][1], lows[:first_end])
    if noun_at is not None and (
        covered and covered.start <= tokens[noun_at][0] < covered.end or _staff(text, tokens, lows, noun_at, cut)
    ):
        return _body(text, tokens, lows, cut, first_end, commas, names)
    if noun_at is not None:
        after = [i for i in range(noun_at + 1, cut) if text[tokens[i][0]].isupper()]
        after = _given(text, tokens, after) if after else after
        if after:
            return Parts(
                (tokens[after[0]][0], tokens[cut - 1][1]),
                (tokens[0][0], tokens[noun_at][1]),
                lows[noun_at],
                person=True,
            )
        apposed = _apposed_name(text, tokens, lows, commas)
        if apposed:
            return Parts(apposed, (tokens[0][0], tokens[first_end - 1][1]), lows[noun_at], person=True)
        return Parts(None, None, lows[noun_at])
    if lows[0] in lexicon_words("anonymous", "quantifiers") and not any(text[a].isupper() for a, _ in tokens[1:cut]):
        return Parts(None, None, lows[0])
    return _body(text, tokens, lows, cut, first_end, commas, names)


def _given(text: str, tokens: Sequence[tuple[int, int]], after: list[int]) -> list[int]:
    """In Cyrillic, the name at the end of "президент України Іван Петренко": past what the office is of."""
    if not after or text[tokens[after[0]][0]].isascii():
        return after
    bodies = [n for n, i in enumerate(after) if text[slice(*tokens[i])].isupper() and tokens[i][1] - tokens[i][0] > 1]
    after = after[bodies[-1] + 1 :] if bodies else after
    if len(after) == 1 and text[slice(*tokens[after[0]])].endswith(("и", "і", "ї")):
        return []
    return after[-2:] if len(after) > 2 else after


def _staff(text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], noun: int, cut: int) -> bool:
    """ "General Staff", "Head Office": a body whose name begins with a noun for people."""
    bodies = lexicon_words("anonymous", "bodies")
    return (
        any(lows[i] in bodies and text[tokens[i][0]].isupper() for i in range(noun + 1, cut))
        and text[tokens[noun][0]].isupper()
    )


def _owned(text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], cut: int, end: int) -> Parts | None:
    """ "the report of the council", "his Telegram channel": the owner of a text or account is the source."""
    head = lows[cut - 1] if cut else ""
    texts = lexicon_words("anonymous", "documents") | lexicon_words("anonymous", "carried")
    if head not in texts:
        return None
    if cut + 1 < end and lows[cut] in ("of", "by", "from"):
        return Parts(None, None, head, owner=(tokens[cut + 1][0], tokens[end - 1][1]))
    if lows[0] in ("his", "her", "their", "its"):
        return Parts(None, None, head, owner=tokens[0])
    if "'s" in lows[:cut]:
        at = lows.index("'s")
        return Parts(None, None, head, owner=(tokens[0][0], tokens[at - 1][1]))
    capital = any(text[a].isupper() for a, _ in tokens[1:cut])
    if lows[0] in ("the", "this", "that") and (not capital or head in ("post", "tweet", "message")):
        return Parts(None, None, head, owner=tokens[0])
    return None


def _person(
    names: Names, text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], cut: int
) -> Mention | None:
    """The person named as head of the phrase: not after a preposition, not an owner, in the first part or apposed."""
    best: Mention | None = None
    first = lows.index(",") if "," in lows else len(lows)
    for mention in names.within(tokens[0][0], tokens[-1][1]):
        if mention.form != "name" or mention.type != "person":
            continue
        at = next((i for i, (a, _) in enumerate(tokens) if a >= mention.start), 0)
        last = next((i for i, (_, b) in enumerate(tokens) if b >= mention.end), at)
        if last + 1 < len(lows) and lows[last + 1] == "'s":
            continue
        titled = (
            at
            and any(low in people() for low in lows[:at])
            and lows[at - 1] not in _cuts()
            and lows[at - 1] not in ("the", "a", "an", "'s", "and", "his", "her", "or")
        )
        if at < cut or titled or (at and lows[at - 1] == "," and any(low in people() for low in lows[:at])):
            after_noun = (
                last + 1 < len(lows)
                and last + 1 != cut
                and (lows[last + 1] in speaking_nouns() or lows[last + 1 : last + 2] == ["-"])
            )
            if not after_noun and (best is None or at < first):
                best = mention
    return best


def _with_first_name(
    text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], person: Mention
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """A first name that the mention left out: capitals between a title and a surname, and the role before them."""
    at = next((i for i, (a, _) in enumerate(tokens) if a >= person.start), 0)
    if len(person.exact.split()) > 1:
        return None
    first = at
    while (
        first
        and text[tokens[first - 1][0]].isupper()
        and lows[first - 1] not in people()
        and lows[first - 1] not in ("the", "of")
    ):
        first -= 1
    if 0 < first < at and at - first <= 2 and lows[first - 1] in people():
        return (tokens[first][0], person.end), (tokens[0][0], tokens[first - 1][1])
    return None


def _role(
    text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], person: Mention, commas: Sequence[int], end: int
) -> tuple[int, int] | None:
    """The words beside a person's name that say what they are."""
    if person.role:
        return None
    at = next((i for i, (a, _) in enumerate(tokens) if a >= person.start), 0)
    if at > 0:
        stop = at - 1 if lows[at - 1] == "," else at
        if any(low in people() for low in lows[:stop]):
            return tokens[0][0], tokens[stop - 1][1]
    if commas:
        rest = lows[commas[0] + 1 :]
        stop = next((c for c in commas[1:]), len(lows))
        if any(low in people() for low in rest[: stop - commas[0] - 1]):
            return tokens[commas[0] + 1][0], tokens[stop - 1][1]
    return None


def _apposed_name(
    text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], commas: Sequence[int]
) -> tuple[int, int] | None:
    """ "the governor of the district, Ivan Petrenko": the name after the comma."""
    if not commas:
        return None
    low, high = commas[0] + 1, commas[1] if len(commas) > 1 else len(lows)
    part = range(low, high)
    capitals = [i for i in part if text[tokens[i][0]].isupper()]
    if 1 < len(part) <= 5 and len(capitals) == len(part) and not any(lows[i] in people() for i in part):
        return tokens[low][0], tokens[high - 1][1]
    return None


def _body(
    text: str,
    tokens: Sequence[tuple[int, int]],
    lows: Sequence[str],
    cut: int,
    end: int,
    commas: Sequence[int],
    names: Names,
) -> Parts:
    """A name without a noun for people: an institution, an outlet with its kind, or a person by name alone."""
    kinds = _kinds()
    if lows[0] in ("the", "this") and end == 2 and lows[1] in kinds:
        return Parts(None, None, lows[1])
    kind_at = next((i for i in range(end) if lows[i] in kinds and text[tokens[i][0]].islower()), None)
    if kind_at is not None and kind_at + 1 < end:
        capitals = [i for i in range(kind_at + 1, end) if text[tokens[i][0]].isupper()]
        run = capitals
        while run and run[-1] - run[0] != len(run) - 1:
            run = run[1:]
        if run and run[-1] == end - 1 or run and lows[run[-1] + 1 : end] in (['"'], ["”"]):
            return Parts((tokens[run[0]][0], tokens[run[-1]][1]), (tokens[0][0], tokens[kind_at][1]), None)
    bodies = lexicon_words("anonymous", "bodies")
    capital = [i for i in range(cut) if text[tokens[i][0]].isupper() and lows[i] not in ("the", "a", "an")]
    personal = (
        len(capital) >= 2
        and not any(lows[i] in bodies for i in range(cut))
        and cut < end
        and lows[cut] in ("of", "from", "in", "with", "who")
    )
    stop = cut if personal else end
    role = None
    if commas and any(low in people() for low in lows[commas[0] + 1 :]):
        high = commas[1] if len(commas) > 1 else len(lows)
        role = (tokens[commas[0] + 1][0], tokens[high - 1][1])
    mention = names.covering(tokens[0][0], tokens[stop - 1][1], lows)
    if mention:
        return Parts((mention.start, mention.end), role, None, entity=mention.entity)
    return Parts((tokens[0][0], tokens[stop - 1][1]), role, None)


@cache
def _cuts() -> frozenset[str]:
    return lexicon_words("anonymous", "cuts")


@cache
def _kinds() -> frozenset[str]:
    return frozenset(load("outlets_agencies")["kinds"]["words"])
