"""Which facts differ between two versions of one text: the actor, the place, the date, the cause, the casualties.

reads passages, times, mentions, figures of two readings → writes differences

The words of both texts are aligned (Ratcliff and Obershelp's matching, Python's difflib). Each replaced stretch is
given to a kind of fact by what the readings marked there (times, places, figures, names), by word lists
(``data/differences.toml``), and, where it names people, by whether the words around say that they were hurt or did it.
Words that stand elsewhere in the other text are no difference, nor are another spelling of one word or number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from crosswire.language import calendar
from crosswire.language.lexicon import load
from crosswire.language.numerals import parse
from crosswire.model.account import Reading
from crosswire.model.report import Span

METHOD = "differences/2"
Fact = Literal["actor", "place", "date", "cause", "casualties"]
FACTS: tuple[Fact, ...] = ("actor", "place", "date", "cause", "casualties")
SHORT = 8
AROUND = 4
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Difference:
    """One stretch of words that differs, the fact it states, and the words of either text (one may be empty)."""

    fact: Fact
    before: Span
    after: Span


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Side:
    """One text: its words, and which of them lie in a time, a place, a figure, a name."""

    reading: Reading
    words: tuple[_Word, ...]
    marked: dict[int, frozenset[str]]
    keys: frozenset[str]
    causes: frozenset[str]


def compare(left: Reading, right: Reading) -> tuple[Difference, ...]:
    """What differs between two versions of one text, in the order of the second."""
    one, two = _side(left), _side(right)
    matcher = SequenceMatcher(None, [w.key for w in one.words], [w.key for w in two.words], autojunk=False)
    found = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what in ("replace", "insert") and not _spelling(one.words[a:b], two.words[c:d]):
            found += _stretch(one, (a, b), two, (c, d))
    return _consistent(found)


def _consistent(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """One replacement made in many places is of one kind throughout: the one that most of the places say."""
    votes: dict[str, list[Fact]] = {}
    for difference in found:
        votes.setdefault(_letters(difference.after.exact), []).append(difference.fact)

    def decided(difference: Difference) -> Fact:
        said = votes[_letters(difference.after.exact)]
        return (
            difference.fact
            if len(set(said)) == len(said)
            else max(said, key=lambda f: (said.count(f), -FACTS.index(f)))
        )

    changed = [replace(difference, fact=decided(difference)) for difference in found]
    return tuple(dict.fromkeys(changed))


def _letters(words: str) -> str:
    return " ".join(_WORD.findall(words.lower()))


def facts(differences: Sequence[Difference]) -> tuple[Fact, ...]:
    """The kinds of facts that differ, the one with most differences first."""
    counts = {fact: sum(d.fact == fact for d in differences) for fact in FACTS}
    return tuple(sorted((f for f in FACTS if counts[f]), key=lambda f: (-counts[f], FACTS.index(f))))


def _side(reading: Reading) -> _Side:
    text = reading.report.text
    words = tuple(_Word(m[0], re.sub("['’]", "", m[0]).lower(), m.start(), m.end()) for m in _WORD.finditer(text))
    spans = [(t.start, t.end, "time") for t in reading.times]
    spans += [(f.start, f.end, "figure") for f in reading.figures]
    for mention in reading.mentions:
        place = mention.type == "place" and mention.form == "name"
        spans.append((mention.start, mention.end, "place" if place else "name"))
    marked: dict[int, set[str]] = {}
    for start, end, mark in spans:
        for number, word in enumerate(words):
            if start < word.end and word.start < end:
                marked.setdefault(number, set()).add(mark)
    places = [words[n].key for n, m in marked.items() if "place" in m]
    names = [words[n].key for n, m in marked.items() if "name" in m]
    for number, word in enumerate(words):
        if places.count(word.key) > names.count(word.key):
            marked[number] = (marked.get(number, set()) | {"place"}) - {"name"}
    keys = frozenset(w.key for w in words)
    causes = frozenset(cause for key in keys if (cause := _cause(key)))
    return _Side(reading, words, {n: frozenset(m) for n, m in marked.items()}, keys, causes)


def _spelling(before: Sequence[_Word], after: Sequence[_Word]) -> bool:
    """Whether two stretches are one thing spelt in two ways: "400000" and "400 000", "four" and 4, "armys" and
    "armies"."""
    left, right = "".join(w.key for w in before), "".join(w.key for w in after)
    if left == right:
        return True
    numbers = parse([w.key for w in before]), parse([w.key for w in after])
    if numbers[0] is not None and numbers[1] is not None:
        return numbers[0] == numbers[1]
    if len(before) != 1 or len(after) != 1 or not (left.isalpha() and right.isalpha()):
        return False
    listed = any(_cause(key) or key in _words("place", "words") for key in (left, right))
    return not listed and not before[0].text[0].isupper() and SequenceMatcher(None, left, right).ratio() >= 0.75


def _stretch(one: _Side, left: tuple[int, int], two: _Side, right: tuple[int, int]) -> list[Difference]:
    """The facts of a replaced stretch. In a long one, text was written anew, and only words that the other text does
    not have at all count."""
    (a, b), (c, d) = left, right
    gone = {w.key for w in one.words[a:b]}
    long = d - c > SHORT or b == a
    new = [n for n in range(c, d) if two.words[n].key not in (one.keys if long else gone)]
    if not new:
        return []
    before = one.reading.report.span(one.words[a].start, one.words[b - 1].end) if b > a else _nothing(one, a)
    after = two.reading.report.span(two.words[c].start, two.words[d - 1].end)
    kinds: list[Fact] = []
    for number in new:
        fact = _fact(two, number, (c, d), one, (a, b))
        if fact is not None and fact not in kinds:
            kinds.append(fact)
    return [Difference(fact, before, after) for fact in kinds]


def _nothing(side: _Side, at: int) -> Span:
    start = side.words[at].start if at < len(side.words) else len(side.reading.report.text)
    return side.reading.report.span(start, start)


def _fact(side: _Side, number: int, stretch: tuple[int, int], other: _Side, gone: tuple[int, int]) -> Fact | None:
    """The kind of fact that a new word states, or None."""
    key, marks = side.words[number].key, side.marked.get(number, frozenset())
    if _dates(key) or _day_of(side, number) or ("time" in marks and "figure" not in marks and _dated(side, stretch)):
        return "date"
    if _cause(key):
        long = stretch[1] - stretch[0] > SHORT or gone[0] == gone[1]
        known = other.causes if long else {_cause(w.key) for w in other.words[slice(*gone)]}
        return None if _cause(key) in known else "cause"
    listed = stretch[1] - stretch[0] <= SHORT and any(_listed(side.words[n].key) for n in range(*stretch))
    if listed or (_people(side, number) and "place" not in marks):
        return _role(side, stretch, other, gone)
    if "place" in marks or key in _words("place", "words") or _placed(side, number, marks):
        return "place"
    if "figure" in marks:
        return "casualties"
    if "name" in marks:
        return _role(side, stretch, other, gone)
    return None


def _dated(side: _Side, stretch: tuple[int, int]) -> bool:
    return any(_dates(side.words[n].key) for n in range(*stretch)) or stretch[1] - stretch[0] <= 2


def _dates(key: str) -> bool:
    if key in ("may", "march") or key.isdigit():
        return key.isdigit() and len(key) == 4 and key[:2] in ("19", "20")
    return len(key) > 3 and (calendar.month(key) is not None or calendar.weekday(key) is not None)


def _day_of(side: _Side, number: int) -> bool:
    """Whether "May" or "March" stands beside a day of the month: "March 20", "20 March"."""
    if side.words[number].key not in ("may", "march"):
        return False
    near = [side.words[n].key for n in (number - 1, number + 1) if 0 <= n < len(side.words)]
    return any(key.isdigit() and 0 < int(key) <= 31 for key in near)


def _people(side: _Side, number: int) -> bool:
    return _listed(side.words[number].key) or "name" in side.marked.get(number, frozenset())


def _listed(key: str) -> bool:
    return key in _words("people", "words") or key in _words("people", "forces")


def _placed(side: _Side, number: int, marks: frozenset[str]) -> bool:
    """Whether a capitalised word stands where a place's name does: "in X", "X province"."""
    if "name" in marks or not side.words[number].text[0].isupper():
        return False
    before = side.words[number - 1].key if number else ""
    after = side.words[number + 1].key if number + 1 < len(side.words) else ""
    return before in _words("place", "before") or after in _words("place", "after")


def _role(side: _Side, stretch: tuple[int, int], other: _Side, gone: tuple[int, int]) -> Fact:
    """Whether people were hurt or did it, by the words before and after; of equals, forces did it."""
    c, d = stretch
    before = [w.key for w in side.words[max(0, c - AROUND) : c]]
    after = [w.key for w in side.words[d : d + AROUND]]
    here = [w.key for w in side.words[c:d]]
    hurt = 2 * _count(before, "hurt", "before") + 2 * _count(after[:3], "hurt", "after")
    hurt += any(key.isdigit() for key in (*before[-2:], *(w.key for w in other.words[slice(*gone)])))
    did = 2 * _count(before[-2:], "did", "before") + _count(after, "did", "after")
    if hurt == did:
        forces = _count(here, "people", "forces")
        return "actor" if forces >= _count(here, "people", "words") else "casualties"
    return "casualties" if hurt > did else "actor"


def _count(keys: Sequence[str], table: str, name: str) -> int:
    return sum(key in _words(table, name) for key in keys)


@cache
def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(load("differences")[table][name])


@cache
def _cause(key: str) -> str | None:
    """The group of a word that says what did it. A beginning of fewer than five letters is a whole word."""
    found = [
        (len(start), name)
        for name, starts in load("differences")["cause"].items()
        for start in starts
        if (key.startswith(start) if len(start) > 4 else key.removesuffix("s") == start or key == start)
    ]
    return max(found)[1] if found else None
