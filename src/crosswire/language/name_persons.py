"""Persons: a name taken apart into given names and surname, and whether two may be one person's.

reads nothing of Crosswire's → writes nothing
"""

from functools import lru_cache

from crosswire.language import lexicon
from crosswire.language.name_parts import LIKELY, SAME, given_groups, given_names, parts, same_part
from crosswire.language.spelling import fold


@lru_cache(maxsize=1 << 14)
def person_parts(name: str) -> tuple[tuple[str, ...], str]:
    """Given parts and surname, folded, without titles: "Dr. Ana de la Vega Jr." → (("ana",), "delavega")."""
    table = lexicon.load("names")
    titles, suffixes, particles = (frozenset(table[key]) for key in ("titles", "suffixes", "particles"))
    words = [fold(word) for word in parts(name)]
    words = [word for word in words if word]
    while len(words) > 1 and words[0] in titles:
        words.pop(0)
    while len(words) > 1 and words[-1] in suffixes:
        words.pop()
    if not words:
        return (), ""
    cut = len(words) - 1
    while cut > 1 and words[cut - 1] in particles:
        cut -= 1
    surname = "".join(words[cut:])
    given = tuple(words[:cut])
    if (
        len(given) == 1
        and surname in given_names()
        and given[0] not in given_names()
        and is_patronymic(surname) is False
    ):
        return given, surname
    if len(words) == 3 and is_patronymic(words[2]) and not is_patronymic(words[1]):
        return (words[1], words[2]), words[0]  # "Hladkov Viktor Petrovych": surname first, as in official lists
    return given, surname


def is_patronymic(word: str) -> bool:
    return len(word) > 5 and word.endswith(
        ("ovich", "evich", "ovych", "evych", "ovna", "evna", "ivna", "yivna", "ovycha", "yovych")
    )


def same_given(a: str, b: str, across: bool = False) -> tuple[bool, str]:
    """Whether two folded given names are one: equal, initial, short form or spelling."""
    if a == b:
        return True, "same given name"
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1], "initial"
    groups = given_groups()
    left, right = groups.get(a), groups.get(b)
    if left and right:
        return (True, "forms of one given name") if left & right else (False, "different given names")
    if same_part(a, b, SAME if across else LIKELY, across):
        return True, "spellings of one given name"
    return False, "different given names"


@lru_cache(maxsize=1 << 14)
def same_person(a: str, b: str) -> tuple[bool, str]:
    """Surname equal or a spelling of it, given names compatible."""
    if _cyrillic(b) and not _cyrillic(a):
        a, b = b, a
    across = _cyrillic(a) and not _cyrillic(b)
    (given_a, surname_a), (given_b, surname_b) = person_parts(a), person_parts(b)
    if not surname_a or not surname_b:
        return False, "no name"
    if not (given_a and given_b):
        if not same_part(surname_a, surname_b, SAME, across):
            return False, "different surnames"
        return True, _surname_reason(surname_a, surname_b) + " only"
    ok, why = same_given(given_a[0], given_b[0], across)
    if not ok:
        turned = same_part(given_a[0], surname_b, SAME, across) and same_part(surname_a, given_b[0], SAME, across)
        return (True, "surname written first") if turned else (False, why)
    named = len(given_a[0]) > 1 and len(given_b[0]) > 1 and not across
    if not same_part(surname_a, surname_b, LIKELY if named else SAME, across):
        return False, "different surnames"
    if len(given_a) > 1 and len(given_b) > 1 and is_patronymic(given_a[1]) == is_patronymic(given_b[1]):
        middle, why_middle = same_given(given_a[1], given_b[1], across)
        if not middle:
            return False, f"second given name: {why_middle}"
    return True, _surname_reason(surname_a, surname_b) + ", " + why


def _cyrillic(name: str) -> bool:
    return not name.isascii() and any("\u0400" <= char <= "\u052f" for char in name)


def _surname_reason(a: str, b: str) -> str:
    return "same surname" if a == b else f"spellings of one surname ({a}, {b})"
