"""Whether a source asserts, denies, doubts, asks or promises what is reported."""

import re
from collections.abc import Sequence
from functools import cache

from crosswire.language.lexicon import load
from crosswire.model.claim import Polarity

_ORDER: tuple[Polarity, ...] = ("denies", "doubts", "asks", "promises")


@cache
def _verbs(language: str) -> dict[str, Polarity]:
    table = load("cues")[language]["polarity"]
    return {lemma: name for name in _ORDER for lemma in table.get(name, ())}


@cache
def _untrue(language: str) -> re.Pattern[str]:
    """What is said of a claim that is called untrue: "the allegation “absurd”", "reports of losses a lie"."""
    table = load("cues")[language]["polarity"]
    claims, words = ("|".join(map(re.escape, table[key])) for key in ("claims", "untrue"))
    lead = r"(?:(?:the|this|that|these|those|such|his|her|its|their|all)\s+)?(?:\w+\s+)?"
    return re.compile(rf"{lead}(?:{claims})\b.*\b(?:{words})\b")


def polarity(lemma: str, content: Sequence[str], *, language: str) -> Polarity:
    """The stance of an attribution from its cue's lemma (in Cyrillic, its form) and the words of its content."""
    found = _verbs(language).get(lemma)
    said = " ".join(content).lower().replace("’", "'").lstrip("\"“„«' ")
    if lemma == "ask" and said.startswith("for "):
        return "asks"
    if found:
        return found
    table = load("cues")[language]["polarity"]
    if lemma in table.get("naming", ()) and _untrue(language).match(said):
        return "denies"
    if any(phrase in said for phrase in table["denial_phrases"]):
        return "denies"
    for opening in table["promise_openings"]:
        if said.startswith(opening + " "):
            rest = said[len(opening) + 1 :]
            if not rest.startswith(tuple(table["promise_not"])):
                return "promises"
    return "asserts"
