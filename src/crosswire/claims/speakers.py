"""Who the noun phrase beside a cue names: the resolved name, the role, or nobody by name."""

import re
from dataclasses import replace
from functools import cache

from crosswire.claims.before import Before
from crosswire.claims.chain import is_outlet, outlets
from crosswire.claims.cues import listed
from crosswire.claims.nouns import people
from crosswire.claims.parted import Parts, clean, kinds, unowned
from crosswire.claims.parts import take_apart
from crosswire.claims.plans import Draft
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as lexicon_words
from crosswire.model.claim import Speaker
from crosswire.model.report import Span

_SAME = frozenset({"add", "continue", "go on", "conclude", "elaborate", "go on to say"})


class Speakers(Before):
    """Resolves the sources of a report's drafts in order, each with those before it."""

    def add(self, draft: Draft) -> Speaker:
        """The speaker of the next draft."""
        if draft.how == "own":
            speaker = self._publisher()
        elif draft.source is None:
            speaker = self._followed(draft)
        else:
            speaker = self._phrase(draft, draft.source, draft.head or draft.source)
        self.found.append(speaker)
        self.drafts.append(draft)
        return speaker

    def _publisher(self, span: Span | None = None) -> Speaker:
        """The outlet, where that is a party which speaks for itself."""
        return Speaker(self.party, self.names.entity_of(self.party or ""), span=span)

    def _followed(self, draft: Draft) -> Speaker:
        at = draft.follows
        if at is None:
            at = self._previous(draft)
        if at is None or at >= len(self.found):
            return Speaker(None)
        same = self.drafts[at].unit is draft.unit
        return self.found[at] if same else replace(self.found[at], span=None)

    def _phrase(self, draft: Draft, source: tuple[int, int], head: tuple[int, int]) -> Speaker:
        text = self.report.text
        span = self.report.span(*source)
        low = text[source[0] : source[1]].lower()
        if self.party and low.startswith("our "):
            return self._publisher(span)
        if low in _networks():
            return Speaker(None, span=span)
        if low == "who" or low.startswith("who "):
            return self._who(span)
        if low in ("he", "she", "they", "it", "him", "her", "them"):
            return self._pronoun(draft, low, span)
        if draft.unit.language != "en" and (word := head_word(text, head)) in _cyrillic_pronouns():
            return self._pronoun(draft, _cyrillic_pronouns()[word], self.report.span(*head))
        if low.startswith("@"):
            return Speaker(span.exact, self.names.entity_of(span.exact), None, False, span)
        if draft.unit.language == "en" and all(is_time_word(word) for word in low.removeprefix("on ").split()):
            return Speaker(None, span=span)
        if draft.unit.language == "en" and _titled_run(span.exact):
            last = [m for m in self.names.within(*source) if m.end == source[1] and m.type == "person"]
            if not last:
                return Speaker(None, span=span)
            source = head = (last[0].start, last[0].end)
            span = self.report.span(*source)
        if draft.unit.language != "en" and re.search(r"\w, \w+ (?:і|й|та|и) \w+$", span.exact):
            return Speaker(span.exact, span=span)
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
        if re.match(r"an? [a-z]", low) and self.report.text[source[1] : source[1] + 6].lstrip(", ").startswith("who "):
            return Speaker(span.exact, None, None, True, span)
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
        if parts.owner == (span.start, span.end):  # nothing is owned: "’s results", cut from its owner
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
        if before is not None and want == "person" and self._other_sex(self.found[before].name, low):
            before = None
        if before is None and want == "many":
            before = self._previous(draft, want="organisation")
            before = before if before is not None and self._adjoining(draft, before) else None
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
        if low == "they" and before is None and (many := self._residents(draft)) is not None:
            return replace(many, span=span)
        if at and (only := self.names.only_person(draft.unit.start, span.start)):
            return Speaker(self.names.canonical(only), only, self.names.role(only), False, span)
        return Speaker(None, span=span)

    def _who(self, span: Span) -> Speaker:
        """ "Voters who met the mayor said": whoever stands right before "who"."""
        named = [m for m in self.names.within(max(0, span.start - 80), span.start) if m.form == "name"]
        between = self.report.text[named[-1].end : span.start] if named else "x"
        if named and not between.strip(", "):
            name = self.names.canonical(named[-1].entity)
            return Speaker(name, named[-1].entity, self.names.role(named[-1].entity), False, span)
        before = re.split(r"[.;:!?\n]", self.report.text[max(0, span.start - 80) : span.start])[-1]
        noun = re.search(r"((?:\b(?:[Tt]he|[Aa]n?|[A-Z][\w-]*) )*(?:[a-z][\w-]* )?([\w-]+)),? $", before)
        if noun is None or noun[2].lower() not in people():
            return Speaker(None, span=span)
        words = noun[1].split()
        return Speaker(" ".join(words[words[0].lower() in listed("en", "connectives") :]), None, None, True, span)

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
        if definite and noun in kinds() and noun not in lexicon_words("anonymous", "many_outlets"):
            for number in range(len(self.found) - 1, -1, -1):
                if self.drafts[number].unit.item == draft.unit.item and is_outlet(self.found[number].name):
                    return replace(self.found[number], span=span)
        if definite and (known := self._organisation(draft, noun, f"the {noun}", any_body=False)) is not None:
            return replace(known, span=span)
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


@cache
def _networks() -> frozenset[str]:
    """Names of networks, which carry words but say none."""
    table = load("channels")
    return frozenset(
        form.lower() for name, forms in table["names"].items() if name not in table["weak"]["names"] for form in forms
    )


def is_time_word(word: str) -> bool:
    """Whether a word is a day, month or the like, which nobody is called."""
    return word.strip(".,") in listed("en", "time_nouns")


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
