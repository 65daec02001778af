"""Who the noun phrase beside a cue names: the resolved name, the role, or nobody by name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from crosswire.claims.chain import is_outlet, outlets
from crosswire.claims.names import Names
from crosswire.claims.nouns import people
from crosswire.claims.parts import Parts, clean, kinds, take_apart, unowned
from crosswire.claims.plans import Draft
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as lexicon_words
from crosswire.model.claim import Speaker
from crosswire.model.report import Report, Span

_NEAR = 3  # paragraphs that a pronoun may look back
_SAME = frozenset({"add", "continue", "go on", "conclude", "elaborate", "go on to say"})


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
            if (
                want == "person"
                and speaker.anonymous
                and set((speaker.name or "").split()) & {"correspondent", "reporter"}
            ):
                continue  # the outlet's own, who is not who the text is about
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
        last = (speaker.name or "").lower().split()[-1:]
        body = bool(last) and kind is None and last[0] in lexicon_words("anonymous", "bodies")
        return "organisation" if body or kind in ("organisation", "place") else None

    def _phrase(self, draft: Draft, source: tuple[int, int], head: tuple[int, int]) -> Speaker:
        text = self.report.text
        span = self.report.span(*source)
        low = text[source[0] : source[1]].lower()
        if low in _networks():
            return Speaker(None, span=span)
        if low in ("he", "she", "they", "it", "who", "him", "her", "them"):
            return self._pronoun(draft, low, span)
        if draft.unit.language != "en" and (word := head_word(text, head)) in _cyrillic_pronouns():
            return self._pronoun(draft, _cyrillic_pronouns()[word], self.report.span(*head))
        if low.startswith("@"):
            return Speaker(span.exact, self.names.entity_of(span.exact), None, False, span)
        if draft.unit.language == "en" and _titled_run(span.exact):
            last = [m for m in self.names.within(*source) if m.end == source[1] and m.type == "person"]
            if not last:
                return Speaker(None, span=span)
            source = head = (last[0].start, last[0].end)
            span = self.report.span(*source)
        parts = take_apart(text, source, self.names)
        if parts.entity:
            role = parts.role and clean(text, parts.role)
            return Speaker(
                self.names.canonical(parts.entity),
                parts.entity,
                unowned(role or self.names.role(parts.entity)),
                False,
                self._closed(span),
            )
        if parts.name is None and parts.owner:
            return self._owner(draft, parts, span)
        if parts.name is None:
            return self._nominal(draft, parts, span)
        written = clean(text, parts.name)
        if (known := self._organisation(draft, written, low)) is not None:
            return replace(known, span=span)
        full = self.names.full(written) or outlets().get(written.lower(), written)
        entity = self.names.entity_of(full) or self.names.entity_of(written)
        role = unowned(clean(text, parts.role)) if parts.role else None
        return Speaker(full, entity, role, False, self._closed(span))

    def _closed(self, span: Span) -> Span:
        """A span with the mark that closes a quoted name at its end."""
        pair = {"«": "»", "“": "”", "„": "“"}
        after = self.report.text[span.end : span.end + 1]
        opened = any(
            a in span.exact and b == after and span.exact.count(b) < span.exact.count(a) for a, b in pair.items()
        )
        return self.report.span(span.start, span.end + 1) if opened else span

    def _organisation(self, draft: Draft, noun: str, written: str) -> Speaker | None:
        """ "The group", "the ministry": the one organisation that spoke in the item, or the last whose name has it."""
        if (
            not noun.islower()
            or " " in noun
            or not written.startswith("the ")
            or noun not in lexicon_words("anonymous", "bodies")
        ):
            return None
        near = [
            s
            for d, s in zip(self.drafts, self.found, strict=True)
            if d.unit.item == draft.unit.item and s.name and not s.anonymous and s.name != noun and self._body(s)
        ]
        own = [s for s in near if noun in (s.name or "").lower().split()]
        if own and len({s.name for s in own}) == 1:
            return own[-1]
        if noun in lexicon_words("anonymous", "any_body") and len({s.name for s in near}) == 1:
            return near[-1]
        return None

    def _body(self, speaker: Speaker) -> bool:
        return (
            self.names.kind(speaker.entity) == "organisation"
            or speaker.entity is None
            and set((speaker.name or "").lower().split()) & lexicon_words("anonymous", "bodies") != set()
        )

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
        if draft.reply and (own := self._replied(draft, want)) is not None:
            return replace(own, span=span)
        mention = self.names.at(*where)
        before = self._previous(draft, want=want)
        if before is None and want == "many":
            before = self._previous(draft, want="organisation")
        if low == "it" and draft.lemma in _SAME:
            before = self._unnamed(draft, before)
        elif low == "it" and before is not None and not self._adjoining(draft, before):
            before = None
        near = before is not None and draft.unit.paragraph - self.drafts[before].unit.paragraph <= 1
        others = self._named_between(before, where[0]) if want == "person" else set()
        if before is not None:
            others.discard(self.found[before].entity or "")
            others = {e for e in others if self.names.canonical(e) != self.found[before].name}
        spoken_of = self._in_own_quotation(draft)
        others -= spoken_of
        if near and before is not None and (draft.lemma in _SAME or want == "person" and not others):
            return replace(self.found[before], span=span)
        if mention and mention.entity in spoken_of:
            mention = None
        name = self.names.canonical(mention.entity) if mention else None
        if mention and name and (want != "person" or mention.entity in self._named_near(draft, where[0])):
            return Speaker(name, mention.entity, self.names.role(mention.entity), False, span)
        if before is not None and not others:
            return replace(self.found[before], span=span)
        if at and (only := self.names.only_person(draft.unit.start, span.start)):
            return Speaker(self.names.canonical(only), only, self.names.role(only), False, span)
        return Speaker(None, span=span)

    def _adjoining(self, draft: Draft, before: int) -> bool:
        """Whether nothing but what a speaker said stands between it and "it": other sentences have other subjects."""
        other = self.drafts[before].unit
        between = self.report.text[other.end : draft.unit.start]
        return other is draft.unit or len(between.split()) <= 2

    def _replied(self, draft: Draft, want: str | None) -> Speaker | None:
        """ "Norland is accused of ..., which it denies": the subject of the sentence that the clause answers."""
        start, end = draft.content[0]
        named = [m for m in self.names.within(start, end) if m.form == "name"]
        if not named or named[0].start - start > 12 or want == "many":
            return None
        kind = "person" if named[0].type == "person" else "organisation"
        name = self.names.canonical(named[0].entity)
        return Speaker(name, named[0].entity, self.names.role(named[0].entity)) if name and kind == want else None

    def _unnamed(self, draft: Draft, before: int | None) -> int | None:
        """ "It added": the unnamed source right before, where that spoke later than the last organisation."""
        last = self._previous(draft)
        if last is None or self._kind(self.found[last]) == "many" or not self.found[last].anonymous:
            return before
        noun = (self.found[last].name or "").split(" at ")[0].split(" in ")[0].split()[-1:]
        return last if noun == ["source"] else before

    def _in_own_quotation(self, draft: Draft) -> set[str]:
        """Persons named in the very quotation whose speaker is sought: whom it speaks of, not who speaks."""
        text = self.report.text
        quoted = [span for span in draft.content if text[span[0]] in '"“«„']
        return {entity for span in quoted for entity in self.names.persons(*span, ())}

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
        if definite and noun in kinds():
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


@cache
def _networks() -> frozenset[str]:
    """Names of networks, which carry words but say none."""
    table = load("channels")
    return frozenset(
        form.lower() for name, forms in table["names"].items() if name not in table["weak"]["names"] for form in forms
    )


def _titled_run(written: str) -> bool:
    """Whether a phrase is the end of a headline that runs into a name ("Trigger War With Norland Kallin")."""
    inner = written.split()[1:-1]
    return any(
        word in ("With", "From", "Over", "Against", "Amid", "After", "In", "On", "At", "By", "To") for word in inner
    )


def head_word(text: str, head: tuple[int, int]) -> str:
    """The words of a head in lower case."""
    return text[head[0] : head[1]].lower()


@cache
def _cyrillic_pronouns() -> dict[str, str]:
    """Ukrainian and Russian pronouns by the English one that they resolve like."""
    return dict(load("anonymous")["pronouns"])
