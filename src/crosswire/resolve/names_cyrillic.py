"""Places in Ukrainian and Russian texts, which no model reads: by the words that lead to them, lists, cases and size.

A word for a settlement ("населених пунктів", "селі") makes places of all the names after it; a preposition, of a name
that the gazetteer knows; without either a name must be of a town large enough to be named so. Everyday words that are
also villages' names are never places by themselves. Tables: ``data/cyrillic.toml``.

reads text → writes nothing
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from crosswire.language import lexicon
from crosswire.language.names import country_of, given_in_case, given_names, known_body
from crosswire.language.nominative import public_surname
from crosswire.language.spelling import fold
from crosswire.resolve import gazetteer
from crosswire.resolve.gazetteer_cyrillic import adjective_stem, is_near, meant, people, region_noun
from crosswire.resolve.names_kinds import kind_follows, kind_listed
from crosswire.resolve.names_words import Found, Token, adjective_country, body_heads, is_role, stop_words

_LOWER = "а-яіїєґё’'ʼ"
_NAME = rf"[А-ЯІЇЄҐЁ][{_LOWER}]+(?:-[А-ЯІЇЄҐЁа-яіїєґё][{_LOWER}]+)*"
_NAMES = rf"{_NAME}(?: [А-ЯІЇЄҐЁ][{_LOWER}]+)?"
_MARK = r"[«\"“*]*"
_BETWEEN = r"[»\"”*]*(?:, (?:а також |а также |та |і |и )?| та | і | й | и |-(?=[А-ЯІЇЄҐЁ]))"
_LIST = rf"{_MARK}{_NAMES}(?:{_BETWEEN}{_MARK}{_NAMES})*"
_LONG_LIST = re.compile(rf"(?<![\w.]){_NAMES}(?:{_BETWEEN}{_NAMES}){{2,}}")
_ONE = re.compile(_NAMES)
_NEXT = re.compile(r"\s+([^\W\d_]+)")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(lexicon.load("cyrillic")["places"][key])


@cache
def _folded_states() -> tuple[str, ...]:
    return tuple(map(fold, _words("states")))


@cache
def _led(key: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_words(key), key=len, reverse=True))
    return re.compile(rf"(?<![\w.])(?<!\d )(?:(?i:{words})) +({_LIST})")


@cache
def _state() -> re.Pattern[str]:
    stems = "|".join(map(re.escape, lexicon.load("cyrillic")["places"]["states"]))
    return re.compile(rf"(?<!\w)(?i:{stems})[{_LOWER}]* +{_MARK}({_NAME})")


def by_lead(text: str, start: int, end: int) -> list[Found]:
    """Places of one sentence that stand after a word for a settlement, or in a list of which half are known places."""
    found = [
        Found(low, high, "place", "name", 0.92)
        for match in _led("leads").finditer(text, start, end)
        for low, high in _listed(text, match.start(1), match.end(1))
    ]
    found += [
        Found(*match.span(1), "place", "name", 0.92)
        for match in _state().finditer(text, start, end)
        if meant(match[1]) or gazetteer.by_stem(match[1])
    ]
    for match in _led("weak").finditer(text, start, end):
        found += _if_known(text, list(_listed(text, match.start(1), match.end(1))), least=1)
    for match in _LONG_LIST.finditer(text, start, end):
        spans = list(_listed(text, match.start(), match.end()))
        if len(spans) > 2:
            found += _if_known(text, spans, least=2)
    return found


def _if_known(text: str, spans: Sequence[tuple[int, int]], *, least: int) -> list[Found]:
    """All of a list, where at least half of it are names of places and of no one's family."""
    sure = sum(
        bool(meant(text[low:high])) and not _surname(text[low:high]) and not _everyday(text[low:high])
        for low, high in spans
    )
    if sure < least or 2 * sure < len(spans):
        return []
    return [Found(low, high, "place", "name", 0.8) for low, high in spans]


def _listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names of a list, without persons, countries and adjectives of regions; nothing after the first of these."""
    for match in _ONE.finditer(text, start, end):
        low, high = match.span()
        first, _, second = match[0].partition(" ")
        if second and (called(second) or is_role(second) or second.lower() in stop_words()):
            high -= len(second) + 1
            second = ""
        plain = text[low:high]
        if called(first) and not meant(plain):
            return
        unfit = country_of(plain) or adjective_country(first) or is_role(first) or known_body(plain) is not None
        if unfit or first.lower() in body_heads() or kind_follows(text, high) or _adjective(text, first, high):
            return
        if high - low > 2:
            yield low, high


def called(word: str) -> bool:
    """Whether a Cyrillic word is a given name, in any case."""
    return fold(word) in given_names() or given_in_case(word)


@cache
def _surnames() -> tuple[str, ...]:
    return tuple(lexicon.load("cyrillic")["persons"]["surnames"])


def _surname(word: str) -> bool:
    return word.endswith(_surnames())


def person(text: str, words: Sequence[Token], *, at_start: bool) -> Found | None:
    """A run of capitalised Cyrillic words as a person, without a role or a given name known as one: a surname often in
    the news, or two words of which the second ends as surnames do."""
    low, high = words[0].start, words[-1].end
    if len(words) == 1:
        return Found(low, high, "person", "name", 0.8) if public_surname(words[0].word) else None
    plain = all(token.word[:1].isupper() and token.word[1:].islower() for token in words)
    if len(words) != 2 or not plain or not (_surname(words[1].word) or public_surname(words[1].word)):
        return None
    first = words[0].word
    if any(is_near(record) for record in meant(text[low:high])):
        return None
    if gazetteer.by_stem(words[1].word) or _adjective(text, words[1].word, high) or not gazetteer.is_cyrillic(first):
        return None
    if at_start and public_surname(words[1].word):
        return Found(words[1].start, high, "person", "name", 0.65)  # "Дочка Орлова"
    known = (
        at_start
        or country_of(first)
        or adjective_country(first)
        or adjective_stem(first)
        or first.lower() in stop_words()
    )
    if known or is_role(first) or first.lower() in body_heads() or people(first)[0] >= 15_000 or _everyday(first):
        return None
    return Found(low, high, "person", "name", 0.65)


def _everyday(word: str) -> bool:
    return word.lower().replace("’", "'").replace("ʼ", "'") in _words("homonyms")


def _adjective(text: str, word: str, end: int) -> bool:
    """Whether a word is an adjective of a place before a common noun: "Луцького музею"."""
    return adjective_stem(word) is not None and _adjective_follows(text, end)


def role_before(text: str, start: int) -> bool:
    """Whether the word right before an offset is a role."""
    before = text[max(0, start - 30) : start].rstrip(' *«“"').split()
    return bool(before) and is_role(before[-1].rstrip(","))


@cache
def _adjectives() -> tuple[str, ...]:
    return tuple(lexicon.load("cyrillic")["persons"]["adjectives"])


def no_person(text: str, words: Sequence[Token]) -> bool:
    """Whether Cyrillic words after a role are its body or an adjective: "представників | Сухопутних військ"."""
    last = words[-1].word
    if known_body(words[0].word) is not None or (len(last) > 1 and last.isupper()):
        return True
    after = re.compile(r" ([^\W\d_]+)").match(text, words[-1].end)
    if after and (country_of(after[1]) or after[1].isupper()):
        return len(words) == 1  # "керівник | Нацбанку Норландії"
    return len(words) == 1 and last.endswith(_adjectives()) and _adjective_follows(text, words[-1].end)


def _adjective_follows(text: str, end: int) -> bool:
    """Whether a common noun stands right after, so that the word before it is an adjective."""
    after = _NEXT.match(text, end, end + 30)
    return after is not None and after[1].islower() and len(after[1]) > 3 and after[1] not in stop_words()


def place(text: str, words: Sequence[Token], *, at_start: bool) -> Found | None:
    """A run of capitalised Cyrillic words as the name of a place, by its kind, a preposition before it, or its size.

    ``at_start``: nothing but a sentence's start may have made the first word a capital one.
    """
    low, high = words[0].start, words[-1].end
    exact = text[low:high]
    if len(words) > 2 or any(word[1:] != word[1:].lower() for word in exact.replace("-", " ").split()):
        return None
    if fold(exact).startswith(_folded_states()):
        return None
    if len(words) == 1 and (kind_follows(text, high) or region_noun(exact) or kind_listed(text, low, high)):
        return Found(low, high, "place", "name", 0.8)
    if _everyday(exact) or (len(words) == 1 and _adjective(text, exact, high)):
        return None
    before = text[max(0, low - 24) : low].rstrip(' *«“"').split()
    if role_before(text, low):
        return None
    if adjective_stem(exact) and all(record.kind != "P" for record in meant(exact)):
        return None
    led = bool(before) and before[-1].lower() in _words("prepositions")
    near, far = people(exact)
    if called(words[0].word) or (len(words) == 1 and _surname(exact)):
        enough = near >= (5_000 if led and not called(words[0].word) else 100_000)
    elif led:
        enough = near >= 0 or far >= 0
    elif at_start:
        enough = max(people(exact, nominative=True)) >= 50_000 or near >= 200_000 or far >= 500_000
    else:
        large, abroad = people(exact, nominative=True)
        enough = large >= 15_000 or abroad >= 300_000 or near >= 50_000 or far >= 500_000
    return Found(low, high, "place", "name", 0.7) if enough else None
