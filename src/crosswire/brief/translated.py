"""Whether two sayings in two languages are one.

reads attributions, copies → writes nothing

Words of two languages cannot be compared here, so the pair must be plain without them: one holder, one stance, the
same numbers, and no other saying in either report that could be meant instead. A quotation is paired only between a
text and its translation; a denial also between two reports of a story, for a holder denies one thing a day.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from anyascii import anyascii

from crosswire.brief.facts import Facts
from crosswire.brief.naming import holder_key, name_of
from crosswire.language.lexicon import load
from crosswire.model.claim import Attribution

NAMED, LENGTH = 0.8, 2.5
_WORD = re.compile(r"\d+|[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")


def one_saying(one: Attribution, two: Attribution, facts: Facts) -> bool:
    """Whether two attributions of reports in two languages give the same words of the same holder."""
    if facts.report(one.report).language == facts.report(two.report).language or not _one_holder(one, two, facts):
        return False
    if one.polarity != two.polarity or numbers(one) != numbers(two):
        return False
    sizes = sorted(sum(len(_WORD.findall(span.exact)) for span in a.content) for a in (one, two))
    if sizes[1] > LENGTH * max(1, sizes[0]):
        return False
    if one.polarity != "denies" and (facts.texts[one.report] != facts.texts[two.report] or not _quoted(one, two)):
        return False
    return all(len(_likes(a, facts)) == 1 for a in (one, two))


def _quoted(one: Attribution, two: Attribution) -> bool:
    return one.form == two.form == "direct"


def _likes(attribution: Attribution, facts: Facts) -> Sequence[Attribution]:
    """The sayings of a report that could stand for this one: the holder's, of its stance and form."""
    return [
        other
        for other in facts.readings[attribution.report].attributions
        if other.polarity == attribution.polarity
        and (other.polarity == "denies" or other.form == attribution.form)
        and _one_holder(attribution, other, facts)
    ]


def _one_holder(one: Attribution, two: Attribution, facts: Facts) -> bool:
    """One key, or names that are nearly one when written in Latin letters."""
    from rapidfuzz.distance import Levenshtein

    if holder_key(one, facts) == holder_key(two, facts):
        return True
    names = [anyascii(name_of(a, facts) or "").casefold() for a in (one, two)]
    return all(names) and float(Levenshtein.normalized_similarity(*names)) >= NAMED


@cache
def _small() -> Mapping[str, str]:
    """Stems of number words in several languages; those that end in a full stop are whole words."""
    found: dict[str, str] = {}
    for concept, by_language in load("concepts").items():
        if concept.startswith("#"):
            for stems in by_language.values():
                found.update({stem.lower(): concept[1:] for stem in stems.split()})
    return found


def numbers(attribution: Attribution) -> frozenset[str]:
    """The numbers that a saying names, in figures or in words."""
    words = [word for span in attribution.content for word in _WORD.findall(span.exact)]
    return frozenset(found for word in words if (found := _number(word)))


@cache
def _number(word: str) -> str | None:
    if word.isdigit():
        return word
    low, table = word.lower().replace("ʼ", "'").replace("’", "'"), _small()
    if f"{low}." in table:
        return table[f"{low}."]
    return next((table[low[:size]] for size in range(len(low), 2, -1) if low[:size] in table), None)
