"""Parts of names: the words of a name, given names in any case, and whether two parts are spellings of one.

reads nothing of Crosswire's → writes nothing
"""

import re
from functools import cache, lru_cache

from crosswire.language import lexicon
from crosswire.language.cases import Endings, by_last_letter
from crosswire.language.spelling import fold, is_within

SAME = 0.6  # spelling distance per letter up to which two name parts are one (measured: docs/decisions/0016)
ACROSS = 1.1  # the same from a Cyrillic form to a Latin one, which the costs were learned for
LIKELY = 1.0  # up to which they are one where something else speaks for it: the other part of the name is equal
_WORD = re.compile(r"[\w.'’ʼ]+", re.UNICODE)


def parts(name: str) -> list[str]:
    """The words of a name."""
    return [word.strip(".'’ʼ") for word in _WORD.findall(name) if word.strip(".'’ʼ")]


@cache
def given_groups() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, row in enumerate(lexicon.load("names")["given"]):
        for word in row:
            groups.setdefault(fold(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


@cache
def given_names() -> frozenset[str]:
    """Folded words that are often given names."""
    more = {fold(word) for word in lexicon.load("names")["given_more"]}
    more |= {fold(word) for word in lexicon.load("cyrillic")["persons"]["given"]}
    return frozenset(given_groups()) | more


@cache
def _given_endings() -> Endings:
    return by_last_letter((ending, tuple(bases)) for ending, bases in lexicon.load("names")["given_endings"])


@lru_cache(maxsize=1 << 12)
def given_in_case(word: str) -> bool:
    """Whether a Cyrillic word is a given name in another case than the nominative: "Олегові", "Марію"."""
    table = _given_endings()
    return any(
        fold(word[: len(word) - len(ending)] + base) in given_names()
        for ending, bases in table.get(word[-1:], table[""])
        if word.endswith(ending) and len(word) - len(ending) > 1
        for base in bases
    )


@lru_cache(maxsize=1 << 15)
def _doubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


@cache
def _female() -> tuple[tuple[str, str], ...]:
    return tuple((male, female) for male, female in lexicon.load("names")["female_endings"])


def _other_gender(a: str, b: str) -> bool:
    """ "Ivanov" and "Ivanova": the surnames of a man and a woman."""
    for male, female in _female():
        if (a.endswith(male) and b.endswith(female)) or (b.endswith(male) and a.endswith(female)):
            short, long = sorted((a, b), key=len)
            if short != long and not (short.endswith(female) and long.endswith(female)):
                return True
    return False


@lru_cache(maxsize=1 << 16)
def same_part(a: str, b: str, limit: float = SAME, across: bool = False) -> bool:
    """Whether two folded name parts are spellings of one, up to a distance per letter.

    ``across``: ``a`` was written in Cyrillic letters and ``b`` in Latin ones.
    """
    if a == b:
        return True
    if not a or not b or abs(len(a) - len(b)) > 4:
        return False
    x, y = _doubled(a), _doubled(b)
    if x == y:
        return True
    if ratio(x, y) < (0.2 if across else 0.45):
        return False  # too far apart for any spelling: not worth an alignment
    if _other_gender(x, y) or min(len(x), len(y)) < 3:
        return False
    if min(len(x), len(y)) < 5:
        limit *= 0.6
    forms = dict.fromkeys(((x, y), (a, b)))
    if across:
        return any(is_within(p, q, limit * ACROSS / SAME) for p, q in forms)
    return any(is_within(p, q, limit) or is_within(q, p, limit) for p, q in forms)


def ratio(a: str, b: str) -> float:
    """Share of letters that need no change, 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    return float(Levenshtein.normalized_similarity(a, b))
