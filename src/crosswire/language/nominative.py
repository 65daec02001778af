"""Ukrainian and Russian persons' names in the nominative, where endings say it without doubt.

The given name's case tells the bearer's gender and the surname's ending; a name whose surname does not go with it stays
as the text has it. Tables: ``data/names.toml`` (``given_endings``) and ``data/cyrillic.toml`` (``persons``).

reads nothing of Crosswire's → writes nothing
"""

from functools import cache, lru_cache

from crosswire.language import lexicon
from crosswire.language.cases import dictionary_forms, is_cyrillic, surname_in_nominative
from crosswire.language.names import given_names
from crosswire.language.spelling import fold

# Endings of men's names in one case each: a given name and a surname agree in it.
_MALE_CASES = (("ові", "еві", "єві"), ("ом", "ем", "єм"), ("а", "я"), ("у", "ю"))
_VOWELS = "аеєиіїоуюяыэё"


@cache
def public_surnames() -> frozenset[str]:
    """Surnames, in the nominative, that the news gives without a role or a given name."""
    return frozenset(lexicon.load("cyrillic")["persons"]["known"])


@lru_cache(maxsize=1 << 12)
def public_surname(word: str) -> str | None:
    """The nominative of such a surname in any case; None for other words."""
    forms = (word, surname_in_nominative(word, "male"), *dictionary_forms(word))
    return next((form for form in forms if form in public_surnames()), None)


@lru_cache(maxsize=1 << 12)
def given_nominatives(word: str) -> tuple[str, ...]:
    """The given names that a Cyrillic word may be in an oblique case: "Олегові" → ("Олег",)."""
    found = []
    for ending, bases in lexicon.load("names")["given_endings"]:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            found += [stem + base for base in bases if fold(stem + base) in given_names()]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 12)
def person_in_nominative(name: str) -> str:
    """A person's Cyrillic name in the nominative: "Віктора Орлова" → "Віктор Орлов"; as written where that is not
    plain, and for other scripts."""
    if not is_cyrillic(name):
        return name
    words = name.split()
    if len(words) == 1:
        return public_surname(name) or name
    given, surname = words[0], words[-1]
    if fold(given) in given_names() and not _oblique_male(surname):
        return name
    for base in given_nominatives(given):
        last = _surname(surname, base, given)
        if last:
            return " ".join([base, *words[1:-1], last]) if len(words) == 2 else name
    return name


def _oblique_male(surname: str) -> bool:
    """Whether an ending belongs to a man's surname in an oblique case only."""
    return surname.endswith(("ського", "ському", "ського", "цького", "цькому", "ского", "скому", "цкого", "цкому"))


def _surname(surname: str, base: str, given: str) -> str | None:
    """The surname in the nominative where the given name is ``given`` in the text and ``base`` in the dictionary; None
    where its ending does not say."""
    if base[-1].lower() in "ая" and fold(base) not in lexicon.load("names")["gender"]["male_in_a"]:
        last = surname_in_nominative(surname, "female")
        fixed = surname[-1].lower() not in _VOWELS or surname.endswith(("о", "их", "ых"))
        return last if last != surname or fixed else None
    last = surname_in_nominative(surname, "male")
    if last != surname:
        return last
    if surname.endswith(("о", "их", "ых")):
        return surname
    case = next((endings for endings in _MALE_CASES if given.endswith(endings)), ())
    stem = next((surname.removesuffix(ending) for ending in case if surname.endswith(ending)), "")
    return stem if len(stem) > 2 and stem[-1].lower() not in _VOWELS + "ь" else None
