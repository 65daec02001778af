"""Whether two names can be the name of one person, organisation or place, judged part by part, with the reason.

There is no single score: a person's surname must match and given names must not contradict; an organisation's words
are compared as a set after synonyms and countries are told apart; a place never equals the region named after it.
Tables are in ``data/names.toml``, ``data/organisations.toml`` and ``data/places.toml``; letters are compared by
:mod:`crosswire.language.spelling`.

reads nothing of Crosswire's → writes nothing
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from crosswire.language import lexicon
from crosswire.language.spelling import distance, fold, from_cyrillic

METHOD = "names/1"
NameType = Literal["person", "organisation", "place"]
SAME = 0.6  # spelling distance per letter up to which two name parts are one (measured: docs/decisions/0016)
ACROSS = 1.1  # the same from a Cyrillic form to a Latin one, which the costs were learned for
LIKELY = 1.0  # up to which they are one where something else speaks for it: the other part of the name is equal
_WORD = re.compile(r"[\w.'’ʼ]+", re.UNICODE)


def same_name(a: str, b: str, *, type: NameType) -> tuple[bool, str]:
    """Whether ``a`` and ``b`` may name the same one, and why (or why not). Symmetric.

    True is a statement about the names only: two persons can bear one name. A bare surname matches every full name
    with that surname ("surname only" in the reason says so).
    """
    if type == "person":
        return same_person(a, b)
    if type == "place":
        return same_place(a, b)
    return same_organisation(a, b)


def parts(name: str) -> list[str]:
    """The words of a name."""
    return [word.strip(".'’ʼ") for word in _WORD.findall(name) if word.strip(".'’ʼ")]


@cache
def _given_groups() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, row in enumerate(lexicon.load("names")["given"]):
        for word in row:
            groups.setdefault(fold(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


@cache
def given_names() -> frozenset[str]:
    """Folded words that are often given names."""
    more = {fold(word) for word in lexicon.load("names")["given_more"]}
    return frozenset(_given_groups()) | more


@lru_cache(maxsize=1 << 12)
def given_in_case(word: str) -> bool:
    """Whether a Cyrillic word is a given name in another case than the nominative: "Олегові", "Марію"."""
    return any(
        word.endswith(ending) and fold(word[: len(word) - len(ending)] + base) in given_names()
        for ending, bases in lexicon.load("names")["given_endings"]
        for base in bases
        if len(word) - len(ending) > 1
    )


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
    if len(given) == 1 and surname in given_names() and given[0] not in given_names() and _patronymic(surname) is False:
        return given, surname
    if len(words) == 3 and _patronymic(words[2]) and not _patronymic(words[1]):
        return (words[1], words[2]), words[0]  # "Hladkov Viktor Petrovych": surname first, as in official lists
    return given, surname


def _patronymic(word: str) -> bool:
    return len(word) > 5 and word.endswith(
        ("ovich", "evich", "ovych", "evych", "ovna", "evna", "ivna", "yivna", "ovycha", "yovych")
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
    if _other_gender(x, y) or min(len(x), len(y)) < 3:
        return False
    if min(len(x), len(y)) < 5:
        limit *= 0.6
    if ratio(x, y) < (0.2 if across else 0.45):
        return False  # too far apart for any spelling: not worth an alignment
    if across:
        return min(from_cyrillic(x, y), from_cyrillic(a, b)) <= limit * ACROSS / SAME
    return min(distance(x, y), distance(a, b)) <= limit


def ratio(a: str, b: str) -> float:
    """Share of letters that need no change, 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    return float(Levenshtein.normalized_similarity(a, b))


def same_given(a: str, b: str, across: bool = False) -> tuple[bool, str]:
    """Whether two folded given names are one: equal, initial, short form or spelling."""
    if a == b:
        return True, "same given name"
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1], "initial"
    groups = _given_groups()
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
    if len(given_a) > 1 and len(given_b) > 1 and _patronymic(given_a[1]) == _patronymic(given_b[1]):
        middle, why_middle = same_given(given_a[1], given_b[1], across)
        if not middle:
            return False, f"second given name: {why_middle}"
    return True, _surname_reason(surname_a, surname_b) + ", " + why


def _cyrillic(name: str) -> bool:
    return not name.isascii() and any("\u0400" <= char <= "\u052f" for char in name)


def _surname_reason(a: str, b: str) -> str:
    return "same surname" if a == b else f"spellings of one surname ({a}, {b})"


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation's name taken apart: content words as stems, countries meant, numbers, capital letters."""

    words: frozenset[str]
    countries: frozenset[str]
    numbers: frozenset[str]
    generic: frozenset[str]


@cache
def _synonyms() -> dict[str, str]:
    return {fold(word): first for first, row in lexicon.load("names")["words"].items() for word in row}


@cache
def _countries() -> dict[str, str]:
    """Folded names, adjectives and capitals of countries → ISO code. Cyrillic adjectives are stems ("ukrainsk")."""
    found: dict[str, str] = {}
    for iso, country in lexicon.load("places")["countries"].items():
        for word in (*country["names"], *country["adjectives"]):
            found.setdefault(fold(word.rstrip("*")), iso)
        if country["population"] > 1_000_000:
            found.setdefault(fold(country["capital"]), iso)
    return found


@cache
def _exonyms() -> dict[str, str]:
    return {fold(word): fold(row[0]) for row in lexicon.load("names")["exonyms"] for word in row}


@lru_cache(maxsize=1 << 14)
def country_of(word: str) -> str | None:
    """The ISO code of the country a word names or belongs to: "Ukrainian", "Ukraine", "Kyiv", "українського" → UA."""
    key = fold(word)
    table = _countries()
    key = _exonyms().get(key, key)
    if key in table:
        return table[key]
    if len(key) > 6:
        for cut in (1, 2, 3, 4):
            if key[:-cut] in table and len(key) - cut > 5 and not word.isascii():
                return table[key[:-cut]]
    return None


def _stem(word: str) -> str:
    synonyms = _synonyms()
    if word in synonyms:
        return synonyms[word]
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return synonyms.get(word, word)


@lru_cache(maxsize=1 << 14)
def body(name: str) -> Body:
    """An organisation's name taken apart."""
    table = lexicon.load("names")
    quiet, generic = frozenset(table["quiet"]["words"]), frozenset(table["quiet"]["generic"])
    text = re.sub(r"['’]s\b", "", name)
    text = re.sub(r"\b([A-Z])\.(?=[A-Z]\b)", r"\1", text)
    words, countries, numbers, weak = set(), set(), set(), set()
    raw = parts(text)
    joined = fold(text)
    pairs = [" ".join(pair) for pair in zip(raw, raw[1:], strict=False)]
    taken: set[int] = set()
    for number, pair in enumerate(pairs):
        iso = country_of(pair)
        if iso:
            countries.add(iso)
            taken.update((number, number + 1))
    for number, word in enumerate(raw):
        if number in taken:
            continue
        key = fold(word)
        iso = country_of(word) if word[:1].isupper() else None
        if iso and key != joined:
            countries.add(iso)
        elif re.fullmatch(r"\d+(st|nd|rd|th|a|i)?", key):
            numbers.add(re.sub(r"\D", "", key))
        elif key in quiet:
            continue
        elif key in generic:
            weak.add(_stem(key))
        elif key:
            words.add(_stem(key))
    return Body(frozenset(words), frozenset(countries), frozenset(numbers), frozenset(weak))


@cache
def _known_bodies() -> dict[str, int]:
    """Folded names of organisations' spellings listed as one (acronyms, languages) → their row."""
    return {fold(name): number for number, row in enumerate(lexicon.load("organisations")["known"]) for name in row}


@lru_cache(maxsize=1 << 14)
def known_body(name: str) -> int | None:
    """The row of ``organisations.toml`` that lists this name, or None."""
    plain = re.sub(r"^(the|The)\s+", "", name)
    return _known_bodies().get(fold(plain))


def acronym_of(short: str, name: str) -> bool:
    """Whether ``short`` is made of the initials of ``name``: with or without its small words."""
    letters = fold(short)
    if not 2 <= len(letters) <= 7 or not short.replace(".", "").isupper():
        return False
    raw = parts(name.replace("-", " "))
    every = "".join(fold(word)[:1] for word in raw)
    capital = "".join(fold(word)[:1] for word in raw if word[:1].isupper())
    return len(raw) > 1 and letters in (every, capital)


@lru_cache(maxsize=1 << 14)
def same_organisation(a: str, b: str) -> tuple[bool, str]:
    """Same name, known names of one body, initials, or the same content words after synonyms.

    Different countries or numbers, or a country on one side only, keep two bodies apart.
    """
    left, right = fold(a), fold(b)
    if left == right:
        return bool(left), "same name"
    row_a, row_b = known_body(a), known_body(b)
    if row_a is not None and row_b is not None:
        return (True, "names of one known body") if row_a == row_b else (False, "two known bodies")
    if acronym_of(a, b) or acronym_of(b, a):
        return True, "initials of the name"
    row = row_a if row_a is not None else row_b
    if row is not None:
        other = b if row_a is not None else a
        names = lexicon.load("organisations")["known"][row]
        if any(_same_words(name, other)[0] for name in names if len(name.split()) > 1):
            return True, f"the words of one known body's name ({names[0]})"
    return _same_words(a, b)


def _same_words(a: str, b: str) -> tuple[bool, str]:
    x, y = body(a), body(b)
    if x.numbers != y.numbers:
        return False, "different numbers"
    if x.countries != y.countries:
        return False, "different countries" if x.countries and y.countries else "a country is named on one side only"
    if not x.words or not y.words:
        return False, "nothing distinctive in the name"
    if x.words == y.words:
        return True, "same words"
    if len(x.words) == len(y.words) and _paired(x.words, y.words):
        return True, "spellings of the same words"
    return False, "different words"


def _paired(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the words left over on both sides pair off as spellings of one another."""
    left, right = sorted(a - b), sorted(b - a)
    if len(left) > 2:
        return False
    for word in left:
        match = next((other for other in right if len(word) > 4 and same_part(word, other, 0.5)), None)
        if match is None:
            return False
        right.remove(match)
    return not right


@cache
def _kinds() -> dict[str, str]:
    return {fold(word): kind for kind, row in lexicon.load("names")["kinds"].items() for word in row}


@lru_cache(maxsize=1 << 14)
def place_parts(name: str) -> tuple[str, str | None]:
    """The folded name proper and its kind: "Belgorod Oblast", "region of Belgorod" → ("belgorod", "region")."""
    kinds = _kinds()
    words = [fold(word) for word in parts(re.sub(r"['’]s\b", "", name))]
    words = [word for word in words if word and word not in ("the",)]
    kind = None
    if " ".join(words) in lexicon.words("names", "proper_cities"):
        return " ".join(words), None
    if len(words) > 1 and words[-1] in kinds:
        kind = kinds[words.pop()]
    elif len(words) > 1 and words[0] in kinds:
        kind = kinds[words.pop(0)]
        words = words[1:] if len(words) > 1 and words[0] == "of" else words
    base = " ".join(words)
    key = fold(base)
    return _exonyms().get(key, key), None if kind == "city" else kind


@lru_cache(maxsize=1 << 14)
def same_place(a: str, b: str) -> tuple[bool, str]:
    """Same name proper by letters, exonym or country, and the same kind: a city is not its region."""
    (base_a, kind_a), (base_b, kind_b) = place_parts(a), place_parts(b)
    if kind_a != kind_b:
        return False, f"{kind_a or 'place'} and {kind_b or 'place'}"
    if not base_a or not base_b:
        return False, "no name"
    if base_a == base_b:
        return True, "same name" if fold(a) == fold(b) else "names of one place"
    if min(len(base_a), len(base_b)) >= 4 and same_part(base_a, base_b, 0.35):
        return True, f"spellings of one name ({base_a}, {base_b})"
    return False, "different names"
