"""Whether the clause around a time expression speaks of what was or of what is to come.

reads nothing of Crosswire's but the lexicon. No parser: the verb nearest before the expression decides, else the one
nearest after it, as in HeidelTime (Strötgen and Gertz, 2013).
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from crosswire.language import lexicon

Tense = Literal["past", "future"]
Clause = Sequence[tuple[int, int, str]]
"""The words of a sentence, folded, with the code points they stand at."""

_WORD = re.compile(r"[^\W\d_]+(?:n['’]t)?|['’](?:ll|ve|d|re)\b")
_REACH = 14  # words on either side in which a verb is looked for
_OPENING = 1  # words before an expression that opens its sentence: "In"
_GROUP = 4  # words a modal may stand before its verb


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("dates")["tense"][name]["words"])


@cache
def _endings() -> tuple[str, ...]:
    """Endings by which a verb says what will be ("триватиме")."""
    return tuple(lexicon.load("dates")["tense"]["endings"]["words"])


def _fold(word: str) -> str:
    """Lower case, but for the month of May, which is no verb."""
    return word if word == "May" else word.lower()


def _of(word: str) -> Tense | None:
    if word in _words("future") or word.endswith(_endings()):
        return "future"
    if word in _words("past"):
        return "past"
    if word.isascii() and len(word) > 4 and word.endswith("ed") and word not in _words("not_past"):
        return "past"
    return None


def _at(words: Sequence[str], at: int) -> Tense | None:
    if words[at] == "to" and at and words[at - 1] in ("is", "are"):
        return "future"  # "is to resume"
    if at > 1 and words[at - 2 : at] == ["to", "be"]:
        return None  # "to be held": what stands before "to" decides
    if words[at] in _words("with_to") and words[at + 1 : at + 2] not in (["to"], ["on"]):
        return None  # "unveiled plans Friday": a noun
    found = _of(words[at])
    if found == "future" and at and words[at - 1] == "to":
        return None  # "had been due to expire": what stands before "to" decides
    if words[at] in _words("planned") and "as" in words[max(0, at - 2) : at]:
        return None  # "as planned"
    group = words[max(0, at - _GROUP) : at]
    if found == "future" and words[at] in _words("planned") and any(word in _words("was") for word in group):
        return None  # "was due to": it may have come to pass
    if found != "past":
        return found
    modal = any(word in _words("modal") for word in group)
    return "future" if modal and not any(word in _words("perfect") for word in group) else "past"


def _around(clause: Clause, start: int, end: int) -> tuple[list[str], list[str]]:
    """The words before an expression at ``start``..``end``, and those after it that count."""
    before = [word for _, stop, word in clause if stop <= start]
    after = [word for first, _, word in clause if first >= end]
    return before, after[:_REACH]


def _before(words: Sequence[str]) -> int | None:
    low = max(0, len(words) - _REACH)
    return next((at for at in range(len(words) - 1, low - 1, -1) if _at(words, at)), None)


def _after(words: Sequence[str]) -> int | None:
    return next((at for at in range(len(words)) if _at(words, at)), None)


def read(sentence: str) -> Clause:
    """The words of a sentence with their places in it."""
    return [(match.start(), match.end(), _fold(match.group())) for match in _WORD.finditer(sentence)]


def tense(clause: Clause, start: int, end: int) -> Tense | None:
    """The tense at the expression at ``start``..``end``, or None where no verb that shows one stands near."""
    before, after = _around(clause, start, end)
    if (at := _before(before)) is not None:
        return _at(before, at)
    return _at(after, at) if (at := _after(after)) is not None else None


def sure(clause: Clause, start: int, end: int, near: Tense | None) -> bool:
    """Whether the clause says outright what was or will be at an expression whose tense is ``near``.

    It does where the verb nearest before is "will" or "is to" (not "could"), and where the expression opens the
    sentence and such a verb, or one of the past, comes next ("In September, he said").
    """
    before, after = _around(clause, start, end)
    if len(before) > _OPENING:
        return near == "future" and (at := _before(before)) is not None and _outright(before, at)
    at = _after(after)
    return at is not None and _at(after, at) == near and (near == "past" or _outright(after, at))


def _outright(words: Sequence[str], at: int) -> bool:
    group = words[max(0, at - _GROUP) : at + 1]
    to_be = words[at] == "to" or words[at].endswith(_endings())
    return to_be or any(word in _words("sure") for word in group)
