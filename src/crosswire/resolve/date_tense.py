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

_WORD = re.compile(r"[^\W\d_]+(?:n['’]t)?|['’](?:ll|ve|d|re)\b")
_REACH = 14  # words on either side in which a verb is looked for
_GROUP = 4  # words a modal may stand before its verb


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("dates")["tense"][name]["words"])


def _fold(word: str) -> str:
    """Lower case, but for the month of May, which is no verb."""
    return word if word == "May" else word.lower()


def _of(word: str) -> Tense | None:
    if word in _words("future"):
        return "future"
    if word in _words("past"):
        return "past"
    if word.isascii() and len(word) > 4 and word.endswith("ed") and word not in _words("not_past"):
        return "past"
    return None


def _at(words: Sequence[str], at: int) -> Tense | None:
    if words[at] == "to" and at and words[at - 1] in ("is", "are"):
        return "future"  # "is to resume"
    if words[at] in _words("with_to") and words[at + 1 : at + 2] not in (["to"], ["on"]):
        return None  # "unveiled plans Friday": a noun
    found = _of(words[at])
    group = words[max(0, at - _GROUP) : at]
    if found == "future" and words[at] in _words("planned") and any(word in _words("was") for word in group):
        return None  # "was due to": it may have come to pass
    if found != "past":
        return found
    modal = any(word in _words("modal") for word in group)
    return "future" if modal and not any(word in _words("perfect") for word in group) else "past"


def tense(sentence: str, start: int, end: int) -> Tense | None:
    """The tense at the expression ``sentence[start:end]``, or None where no verb that shows one stands near."""
    before = [_fold(match.group()) for match in _WORD.finditer(sentence, 0, start)]
    low = max(0, len(before) - _REACH)
    for at in range(len(before) - 1, low - 1, -1):
        if found := _at(before, at):
            return found
    after = [_fold(match.group()) for match in _WORD.finditer(sentence, end)][:_REACH]
    return next((found for at in range(len(after)) if (found := _at(after, at))), None)
