"""Who spoke and who was named before a draft: what a pronoun, a title or a kind of body may go back to."""

import re
from collections.abc import Sequence

from crosswire.claims import bodies
from crosswire.claims.chain import is_outlet
from crosswire.claims.names import Names
from crosswire.claims.nouns import people
from crosswire.claims.plans import Draft
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as lexicon_words
from crosswire.model.claim import Speaker
from crosswire.model.report import Report

_NEAR = 3  # paragraphs that a pronoun may look back


class Before:
    """The drafts of a report met so far and their speakers."""

    def __init__(
        self, report: Report, names: Names, quotes: Sequence[tuple[int, int]] = (), party: str | None = None
    ) -> None:
        self.report, self.names, self.quotes, self.party = report, names, quotes, party
        self.found: list[Speaker] = []
        self.drafts: list[Draft] = []

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
            if want == "organisation" and _papers(speaker.name) or want == "person" and is_outlet(speaker.name):
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
        last = (speaker.name or "").lower().split()[-1:]
        body = bool(last) and kind is None and last[0] in lexicon_words("anonymous", "bodies")
        body = body or kind is None and (speaker.name or "").lower().endswith(tuple(load("bodies")["kinds"]["guards"]))
        return "organisation" if body or kind in ("organisation", "place") else None

    def _organisation(self, draft: Draft, noun: str, written: str, *, any_body: bool = True) -> Speaker | None:
        """ "The group", "the ministry": the one organisation that spoke in the item, or the last whose name has it."""
        if (
            not noun.islower()
            or " " in noun
            or not written.startswith("the ")
            or noun not in lexicon_words("anonymous", "bodies")
        ):
            return None
        if self.party and noun in re.findall(r"\w+", self.party.lower()):
            return Speaker(self.party, self.names.entity_of(self.party))
        near = [
            s
            for d, s in zip(self.drafts, self.found, strict=True)
            if d.unit.item == draft.unit.item and s.name and not s.anonymous and s.name != noun and self._body(s)
        ]
        own = [s for s in near if noun in (s.name or "").lower().split()]
        own = own or self._called(draft, noun)
        if own and len({s.name for s in own}) == 1:
            return own[-1]
        if any_body and noun in lexicon_words("anonymous", "any_body") and len({s.name for s in near}) == 1:
            return near[-1]
        if own:
            return None
        said = draft.source[0] if draft.source else draft.unit.start
        found = bodies.named(self.report.text, self.names, noun, draft.unit.item, said)
        return Speaker(found[0], found[1]) if found else None

    def _called(self, draft: Draft, noun: str) -> list[Speaker]:
        """Those who spoke in the item as "the airline Skyvar" or "the operator, Nordal Rail"."""
        return [
            s
            for d, s in zip(self.drafts, self.found, strict=True)
            if d.unit.item == draft.unit.item and s.name and not s.anonymous and s.name[:1].isupper() and s.span
            if s.role == noun or re.match(rf"(?:[Tt]he |[Ii]ts )(?:\w+ )?{re.escape(noun)},? [A-Z\"“]", s.span.exact)
        ]

    def _body(self, speaker: Speaker) -> bool:
        return (
            self.names.kind(speaker.entity) == "organisation"
            or speaker.entity is None
            and set((speaker.name or "").lower().split()) & lexicon_words("anonymous", "bodies") != set()
        )

    def _residents(self, draft: Draft) -> Speaker | None:
        """ "Residents of the town left. ... they said": the people who are the subject of the sentence before."""
        text = self.report.text
        start = max(text.rfind("\n", 0, draft.unit.start) + 1, draft.unit.start - 400)
        before = re.split(r"(?<=[.!?])\s+", text[start : draft.unit.start].strip())[-1]
        subject = re.match(r"(?:[\w’'-]+ ){0,2}?(\w+s)\b(?: (?:of|in|from|at) (?:the )?[A-Z][\w-]+)?", before)
        named = re.findall(r"\b\w+s\b", before.lower())
        if subject is None or subject[1].lower() not in people() or sum(word in people() for word in named) != 1:
            return None
        return Speaker(subject[0], None, None, True)

    def _other_sex(self, name: str | None, pronoun: str) -> bool:
        """Whether somebody was called by the other pronoun before: nobody is both "he" and "she"."""
        other = {"he": ("she", "her"), "she": ("he", "his", "him")}.get(pronoun, ())
        said = (s.span.exact.lower() for s in self.found if s.name == name and s.span)
        return any(word in other for word in said)

    def _adjoining(self, draft: Draft, before: int) -> bool:
        """Whether nothing but what a speaker said stands between it and "it": other sentences have other subjects."""
        other = self.drafts[before].unit
        between = self.report.text[other.end : draft.unit.start]
        return other is draft.unit or len(between.split()) <= 2

    def _replied(self, draft: Draft, want: str | None) -> Speaker | None:
        """ "Norland is accused of ..., which it denies": the subject of the sentence that the clause answers."""
        start, end = draft.content[0]
        named = [m for m in self.names.within(start, end) if m.form == "name"]
        if not named and want == "organisation" and (body := self._subject_body(start, end)) is not None:
            return body
        if not named or named[0].start - start > 12 or want == "many":
            return None
        kind = "person" if named[0].type == "person" else "organisation"
        name = self.names.canonical(named[0].entity)
        return Speaker(name, named[0].entity, self.names.role(named[0].entity)) if name and kind == want else None

    def _subject_body(self, start: int, end: int) -> Speaker | None:
        """The body that is the subject of a sentence ("The navy has been accused of ..."), as written there."""
        sentence = self.report.text[start:end]
        subject = re.match(r"(?:[Tt]he )?((?:[\w’'-]+ ){0,3}?([\w-]+)) (?:is|are|was|were|has|have|had)\b", sentence)
        if subject is None or subject[2].lower() not in lexicon_words("anonymous", "bodies"):
            return None
        return Speaker(subject[1])

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
        cue = draft.cue[0] if draft.cue else draft.unit.end
        quoted = [span for span in draft.content if text[span[0]] in '"“«„' or span[1] <= cue]
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


def _papers(name: str | None) -> bool:
    """Whether a source is several texts ("public records"), which no "it" goes back to."""
    last = (name or "").lower().split()[-1:]
    return bool(last) and last[0].endswith("s") and last[0] in lexicon_words("anonymous", "documents")
