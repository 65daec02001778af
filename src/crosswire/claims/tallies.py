"""Counts that somebody gives: "had put the number of missing at 30", "counted 24 dead", "gave a toll of 24".

reads passages → writes nothing of the flow: a rule of :mod:`crosswire.claims.attribution`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from crosswire.claims.nouns import people
from crosswire.claims.plans import Draft
from crosswire.claims.units import Unit
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as lexicon_words

LEMMA = "tally"  # of no verb: the shape of the words is proof enough, whatever the reader model marks
_NAME = r"[A-Z][\w’'-]+(?: (?:(?:of|for|the|and) )*[A-Z][\w’'-]+){0,6}"
_WORDS = r"(?:[a-z][\w’'-]+ ){0,3}"
_SAID = r"(?:(?!, (?:according to|said|[A-Z])| and (?:said|added|says|warned)\b)(?:[^.;:]|(?<=\d)\.(?=\d)))+"


def draft(unit: Unit) -> Draft | None:
    """The attribution of a sentence in which a name, body or pronoun gives a count; None for any other."""
    if unit.language != "en":
        return None
    text = unit.text[unit.start : unit.end]
    if not _verbs().search(text):
        return None
    for pattern in _patterns():
        found = pattern.search(unit.text, unit.start, unit.end)
        if found is None or any(mark in unit.text[unit.start : found.end()] for mark in '"“«'):
            continue
        source, content, clause = found.span("source"), found.span("content"), (unit.start, unit.end)
        return Draft(unit, (content,), found.span("cue"), source, LEMMA, clause, head=source)
    return None


def beside(own: list[Draft], tally: Draft) -> list[Draft]:
    """The drafts of a unit with a tally: in place of the one with its cue ("spoke of 2,000"), which asks for more."""
    if any(d.cue == tally.cue and d.source == tally.source for d in own):
        return [tally if d.cue == tally.cue else _before(d, tally) for d in own]
    if any(d.cue == tally.cue or d.source == tally.source for d in own):
        return own
    return sorted([*(_before(d, tally) for d in own), tally], key=lambda d: d.clause)


def _before(draft: Draft, tally: Draft) -> Draft:
    """A draft cut where a semicolon parts it from a tally: "300 marched; organisers spoke of 2,000"."""
    assert tally.source is not None
    at, text = tally.source[0], draft.unit.text
    mark = text.rfind(";", draft.unit.start, at)
    if mark < 0 or text[mark + 1 : at].strip():
        return draft
    return replace(draft, content=tuple((a, mark if a < mark < b else b) for a, b in draft.content))


def _any(key: str) -> str:
    return "|".join(re.escape(word) for word in sorted(load("tolls")[key], key=len, reverse=True))


@cache
def _verbs() -> re.Pattern[str]:
    """A verb without which no pattern can match."""
    keys = ("put", "counted", "gave", "raised", "measured", "spoke", "claimed")
    return re.compile(rf"\b(?:{'|'.join(map(_any, keys))})\b")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    heads = sorted(lexicon_words("anonymous", "bodies") | {word for word in people() if word.isascii()})
    body = rf"(?:[Tt]he |[Aa]n? |[Ii]ts |[Tt]heir )?{_WORDS}(?:{'|'.join(heads)})"
    opening = r"(?:^|(?<=\n)|(?<=, )|(?<=; )|(?<=and )|(?<=but )|(?<=while )|(?<=[.!?] )|(?<=that ))"
    source = rf"(?P<source>\b(?:[Hh]e|[Ss]he|[Tt]hey|{_NAME}))"
    subject = rf"{opening}(?P<source>(?:[Tt]he )?{_NAME}|{body}|[Hh]e|[Ss]he|[Tt]hey)"
    number = rf"(?:(?:{_any('before')}) )*(?:\d[\d,. ]*\d|\d|(?:{_number_words()})|(?:{_any('numbers')}))"
    of = rf"(?:[\w’'-]+ ){{0,4}}(?:{_any('of')})\b"
    put = rf"(?P<cue>{_any('put')}) (?P<content>the (?:{_any('levels')})\b[^.;:]*? at {_SAID})"
    counted = rf"(?P<cue>{_any('counted')}) (?P<content>{number} {of}(?:{_SAID}?)?(?=[.;:]| and (?:said|added)|$))"
    figure = rf"(?:an? |the |its )?(?:[a-z-]+ ){{0,2}}(?:{_any('figures')}) of {number}{_SAID}"
    gave = rf"(?P<cue>{_any('gave')}) (?P<content>{figure})"
    as_ = rf"(?P<cue>{_any('gave')}) (?P<content>the (?:{_any('levels')})\b[^.;:]*? as {_SAID})"
    day = r"(?:on [A-Z][a-z]+day (?:morning |afternoon |evening |night )?)?"
    also = rf"{day}(?:also |now |so far |later )?"
    own = (counted, gave, as_, *_readings(number))
    return tuple(map(re.compile, (f"{source},? {also}{put}", *(f"{subject} {also}{verb}" for verb in own))))


def _readings(number: str) -> Iterator[str]:
    """A number changed ("raised the number of arrests to 37"), read off ("a magnitude of 6.1") or spoken of."""
    of = rf"number of (?:[\w’'-]+ ){{0,2}}?(?:{_any('raised_of')})|(?:[\w’'-]+ )?(?:{_any('raised_levels')})"
    rest = rf"{number}\b(?:{_SAID}?)?(?=[.;:]|$)"
    yield rf"(?P<cue>{_any('raised')}) (?P<content>(?:the|its|their) (?:{of})\b[^.;:]*? to {rest})"
    what = rf"(?:an? |the )?(?:[a-z-]+ ){{0,2}}(?:{_any('measures')})"
    yield rf"(?P<cue>{_any('measured')}) (?P<content>{what} of {rest})"
    yield rf"(?P<cue>{_any('spoke')}) (?P<content>{number}\b(?:{_SAID})?)"
    yield rf"(?P<cue>{_any('claimed')}) (?P<content>{number})(?=[.;]|$)"


def _number_words() -> str:
    forms = load("numbers")["cardinals"]["en"]
    return "|".join(sorted((word for own in forms.values() for word in own), key=len, reverse=True))
