"""What somebody denies or doubts, and who says it: statements that no frame reads as an answer.

reads attributions → writes claims

A denial or doubt of a clause ("denied that the gates were opened too late", "doubts that they were opened on time") is
a claim on whether it happened; so is a plain statement of somebody else whose words are nearly the same. A denial of
words ("denied having said …") answers whoever puts the words into the denier's mouth.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crosswire.language.lexicon import load
from crosswire.model.account import Account
from crosswire.model.claim import Assertion, Attribution, Polarity
from crosswire.reconcile.answers import alike, content_words
from crosswire.reconcile.index import Index
from crosswire.reconcile.said import Said, make, stories_of
from crosswire.reconcile.states import state_of

LIKE = 0.6
LEAST = 2
SUBJECT = 6
_WORD = re.compile(r"\w+", re.UNICODE)


def stances(account: Account, origins: Mapping[str, str], read: Sequence[Said], index: Index) -> list[Said]:
    """Claims made of attributions that deny or doubt, and of those that state the same. Attributions that carry an
    assertion or a figure already are left to it."""
    taken = {record.attribution for claim in read if (record := claim.assertion or claim.figure)}
    everything = [a for reading in account.readings for a in reading.attributions if a.content and a.id not in taken]
    against = [a for a in everything if _polarity(a) in ("denies", "doubts") and _enough(a)]
    on_states = [_assertion(a) for a in everything if state_of(_clause(a)) is not None and _enough(a)]
    on_states += [c.assertion for c in read if c.assertion and state_of(c.assertion.value) is not None]
    denied = [(a.report, _clause(a)) for a in against]
    denied += [(c.report, c.assertion.value) for c in read if c.assertion and c.assertion.denies]

    def answers(attribution: Attribution) -> bool:
        clause = _clause(attribution)
        if any(report != attribution.report and alike(clause, other) >= LIKE for report, other in denied):
            return True
        return any(_against(_assertion(attribution), other) for other in on_states)

    telling = {a.parent for reading in account.readings for a in reading.attributions}
    plain = [a for a in everything if _polarity(a) == "asserts" and a.id not in telling]
    stating = [a for a in plain if _enough(a) and answers(a)]
    readings = {reading.report.id: reading for reading in account.readings}
    stories = stories_of(account)
    found = []
    for a in (*against, *stating):
        reading = readings[a.report]
        items = {item.id: item for item in reading.items}
        claim = make(_assertion(a), a.content[0], reading, items, stories, origins, index)
        found.append(replace(claim, of_saying=_of_words(a)))
    return found


def _against(one: Assertion, two: Assertion) -> bool:
    """Whether one has a thing in the state that the other denies of it."""
    left, right = state_of(one.value), state_of(two.value)
    if left is None or right is None or (left.thing, left.pair) != (right.thing, right.pair):
        return False
    return (left.first != one.denies) != (right.first != two.denies)


def _enough(attribution: Attribution) -> bool:
    return len(content_words(_clause(attribution))) >= LEAST and len(_clause(attribution).split()) <= 30


def _clause(attribution: Attribution) -> str:
    """The words that are denied or said, without quotation marks, "that", and the saying that is denied."""
    words = _words(attribution)
    inner = _inner(words) if attribution.polarity == "asserts" else None
    words = words[inner[1] :] if inner else words
    low = words.lower()
    for start in sorted(load("slots")["sayings"]["before"], key=len, reverse=True):
        if low.startswith(f"{start} "):
            words = words[len(start) :].strip()
            low = words.lower()
            break
    return words[5:] if low.startswith("that ") else words


def _words(attribution: Attribution) -> str:
    return " ".join(span.exact for span in attribution.content).strip("\"“”«»' ,.")


def _polarity(attribution: Attribution) -> Polarity:
    """How the holder stands to the clause: "the board doubts that …, its spokesman said" doubts it."""
    inner = _inner(_words(attribution)) if attribution.polarity == "asserts" else None
    return inner[0] if inner else attribution.polarity


def _inner(words: str) -> tuple[Polarity, int] | None:
    """A doubt or denial that a saying opens with, and where its clause begins."""
    low = words.lower()
    stances: tuple[Polarity, ...] = ("doubts", "denies")
    for stance in stances:
        for form in load("slots")["stances"][stance]:
            at = low.find(f" {form} ")
            if at > 0 and len(words[:at].split()) <= SUBJECT:
                return stance, at + len(form) + 2
    return None


def _of_words(attribution: Attribution) -> bool:
    said = attribution.content[0].exact.lower()
    return any(said.startswith(f"{start} ") for start in load("slots")["sayings"]["before"])


def _assertion(attribution: Attribution) -> Assertion:
    clause = _clause(attribution)
    negated = set(load("slots")["negation"]["words"])
    return Assertion(
        id=attribution.id,
        report=attribution.report,
        item=attribution.item,
        span=attribution.content[0],
        asks="happened",
        about=clause,
        value=clause,
        denies=(_polarity(attribution) != "asserts") != bool(negated & set(_WORD.findall(clause.lower()))),
        attribution=attribution.id,
    )
