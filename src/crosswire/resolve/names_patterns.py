"""Names by pattern: runs of capitalised words taken apart into adjectives of countries, roles, persons, bodies, places.

Patterns: roles before names ("Deputy Defence Minister Ana Silva"), heads of organisations' names, given names, known
bodies, the gazetteer. Where a text has tags, the patterns only add what is exact.

reads text → writes nothing
"""

import re
from collections.abc import Sequence

from crosswire.language import lexicon
from crosswire.language.names import country_of, given_names, known_body
from crosswire.language.spelling import fold
from crosswire.resolve import gazetteer, names_cyrillic
from crosswire.resolve.names_bodies import body_end, cyrillic_bodies, org_like, quoted_bodies
from crosswire.resolve.names_cyrillic import called
from crosswire.resolve.names_kinds import kind_follows
from crosswire.resolve.names_places import area_names, opens_place, place_like
from crosswire.resolve.names_roles import after_role, apposed, is_modifier
from crosswire.resolve.names_spans import runs
from crosswire.resolve.names_words import (
    Found,
    Token,
    adjective_country,
    body_heads,
    cyrillic_role,
    is_role,
    metonyms,
    not_bodies,
    stop_words,
    tokens,
)

_DATED_LINE = re.compile(r"(?:, [A-Z][\w .]{2,20})?,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)\b")
_ARTICLE_NUMBER = re.compile(r"[A-ZА-Я][A-Za-zА-Яа-я]*-?\d[\w-]*")


def _drop_openers(words: list[Token], at_start: bool) -> list[Token]:
    """Without function words at the front ("In", "According") and, at a sentence's start, other common ones."""
    while words and (words[0].word.lower() in stop_words() or words[0].word.lower() in ("of", "for")):
        if opens_place(words):
            break  # "New Brunswick", "Western Australia"
        words = words[1:]
    while (
        words and words[-1].word.lower() in stop_words() and (len(words[-1].word) == 1 or not words[-1].word.isupper())
    ):
        words = words[:-1]
    return words


def by_pattern(text: str, start: int, end: int, *, sure_only: bool, known: frozenset[str] = frozenset()) -> list[Found]:
    """Names of one sentence by pattern. ``sure_only`` leaves out what a reader model does better.

    ``known`` are folded words seen inside sentences in this report: at a sentence's start only those count as names.
    """
    out = quoted_bodies(text, start, end)
    if gazetteer.is_cyrillic(text[start:end]):
        out += names_cyrillic.by_lead(text, start, end)
        out += cyrillic_bodies(text, start, end)
    for low, high in runs(text, start, end):
        words = _drop_openers(tokens(text, low, high), low == start)
        if words:
            out.extend(_split_run(text, words, at_start=words[0].start == start, sure_only=sure_only, known=known))
    return out


def _split_run(text: str, words: list[Token], *, at_start: bool, sure_only: bool, known: frozenset[str]) -> list[Found]:
    """One run taken apart: adjective of a country, role, name."""
    low, high = words[0].start, words[-1].end
    cyrillic = gazetteer.is_cyrillic(text[low:high])
    whole = _whole(text, low, high, words)
    if whole:
        return [whole]
    tail = _person_tail(words)
    if tail:
        person = Found(words[tail].start, high, "person", "name", 0.8)
        front = words[:tail]
        while front and front[-1].word.lower() in ("of", "for"):
            front = front[:-1]
        return [*_split_run(text, front, at_start=at_start, sure_only=sure_only, known=known), person]
    plain = not called(words[0].word) and not is_role(words[0].word)
    if cyrillic and plain and (cut := _person_begins(words)):
        # "у Тарвині | Анна Белова", "очільник Північної ОВА | Орел"
        lead = _split_run(text, words[:cut], at_start=at_start, sure_only=sure_only, known=known)
        if called(words[cut].word) or names_cyrillic.role_before(text, low):
            person = Found(words[cut].start, high, "person", "name", 0.85)
            return [*(one for one in lead if one.type != "person"), person]
    if org_like(words) and (
        not is_role(words[0].word) or words[0].word.lower() in ("general", "joint", "chief", "major")
    ):
        end = body_end(text, high)
        return [Found(low, end, "organisation", "name", 0.75 if end == high else 0.97)]
    iso = adjective_country(words[0].word)
    if iso and len(words) > 1 and not opens_place(words):
        head = Found(words[0].start, words[0].end, "place", "adjective", 0.9)
        return [head, *_split_run(text, words[1:], at_start=False, sure_only=sure_only, known=known)]
    if iso and len(words) == 1:
        return [Found(low, high, "place", "adjective", 0.95)]
    for index in range(len(words)):
        # "Kyiv Mayor Ana Silva": a place, a role, a person
        if not is_modifier(words[index]):
            continue
        split = after_role(words[index:])
        before = _split_run(text, words[:index], at_start=at_start, sure_only=sure_only, known=known) if index else []
        if split is None:
            return before
        if split:
            return [*before, *_bearer(text, words[index:], split, sure_only=sure_only, known=known)]
    if cyrillic and len(words) > 1 and (kind_follows(text, high) or country_of(words[-1].word)):
        # "Тарвин | Північної області"
        first = _split_run(text, words[:-1], at_start=at_start, sure_only=sure_only, known=known)
        return [*first, *_split_run(text, words[-1:], at_start=False, sure_only=sure_only, known=known)]
    guess = _guess(text, words, at_start=at_start, sure_only=sure_only, known=known)
    if guess:
        return [guess]
    for index, token in enumerate(words):
        if index and token.word.lower() in ("of", "for"):
            # no one name after all: "left Oslo for Bergen"
            rest = [after for after in words[index + 1 :] if after.word.lower() != "the"]
            first = _split_run(text, words[:index], at_start=at_start, sure_only=sure_only, known=known)
            return [*first, *(_split_run(text, rest, at_start=False, sure_only=sure_only, known=known) if rest else [])]
    if len(words) > 1 and cyrillic:
        first = _split_run(text, words[:1], at_start=at_start, sure_only=sure_only, known=known)
        return [*first, *_split_run(text, words[1:], at_start=False, sure_only=sure_only, known=known)]
    return []


def _person_tail(words: Sequence[Token]) -> int:
    """Where a person's name begins at the end of a body's: "Ministry of Foreign Affairs | Ana Silva"; 0 if none."""
    for size in (2, 3):
        at = len(words) - size
        if at > 0 and fold(words[at].word) in given_names() and org_like(_without_of(words[:at])):
            return at
    return 0


def _without_of(words: Sequence[Token]) -> Sequence[Token]:
    return words[:-1] if words and words[-1].word.lower() in ("of", "for") else words


def _bearer(text: str, words: list[Token], split: int, *, sure_only: bool, known: frozenset[str]) -> list[Found]:
    """Who bears the role that the first ``split`` words are: a person, unless "of" leads on to something else."""
    rest = words[split:]
    while rest and rest[0].word.lower() in stop_words() and rest[0].word.lower() not in ("of", "for"):
        rest = rest[1:]  # "MAYOR | TO LEAVE"
    if not rest:
        return []
    if rest[0].word.lower() in ("of", "for"):
        rest = [token for token in rest[1:] if token.word.lower() != "the"]
        return _split_run(text, rest, at_start=False, sure_only=sure_only, known=known) if rest else []
    cut = next((i for i, token in enumerate(rest) if token.word.lower() in ("of", "for")), 0)
    if cut:  # "Mayor Ana Silva of Norhaven": a person's name ends before the place
        beyond = [token for token in rest[cut + 1 :] if token.word.lower() != "the"]
        after = _split_run(text, beyond, at_start=False, sure_only=sure_only, known=known) if beyond else []
        bearer = _bearer(text, words[: split + cut], split, sure_only=sure_only, known=known)
        return [*bearer, *(one for one in after if one.type != "person")]
    if kind_follows(text, rest[-1].end):  # "губернатор Северной | области"
        return _split_run(text, rest, at_start=False, sure_only=sure_only, known=known)
    name = " ".join(token.word for token in rest)
    if gazetteer.is_cyrillic(name) and names_cyrillic.no_person(text, rest):
        return []
    role = text[words[0].start : words[split - 1].end]
    if gazetteer.is_cyrillic(name) and (cut := _person_begins(rest)):
        # "мэр Тарвина | Анна Белова", "голова Північної ОВА | Орел"
        front = _split_run(text, rest[:cut], at_start=False, sure_only=sure_only, known=known)
        person = Found(rest[cut].start, rest[-1].end, "person", "name", 0.85, text[words[0].start : rest[cut - 1].end])
        return [*(one for one in front if one.type != "person"), person]
    if not rest[0].word[:1].isupper() or org_like(rest) or _ARTICLE_NUMBER.fullmatch(name) or country_of(name):
        return _split_run(text, rest, at_start=False, sure_only=sure_only, known=known)
    if place_like(name, least=100000) and len(rest) == 1:
        return _split_run(text, rest, at_start=False, sure_only=sure_only, known=known)
    return [Found(rest[0].start, rest[-1].end, "person", "name", 0.85, role=role)]


def _person_begins(words: Sequence[Token]) -> int:
    """Where a person's name begins after a role's Cyrillic place or body: at a given name, or after an acronym; 0 where
    it does not."""
    at = next((n for n, token in enumerate(words) if n and called(token.word)), 0)
    if at and not called(words[0].word):
        return at
    cut = max((n + 1 for n, token in enumerate(words[:-1]) if len(token.word) > 1 and token.word.isupper()), default=0)
    while cut and cut + 1 < len(words) and country_of(words[cut].word):
        cut += 1  # "МЗС Угорщини | Орел"
    return cut


def _whole(text: str, low: int, high: int, words: Sequence[Token]) -> Found | None:
    exact = text[low:high]
    if fold(exact) in metonyms() or gazetteer.fold_name(exact) in area_names():
        return Found(low, high, "place", "name", 0.95)
    if known_body(exact) is not None and exact not in not_bodies():
        if len(words) == 1 and exact.islower():
            return None
        return Found(low, high, "organisation", "name", 0.95)
    if country_of(exact) and not adjective_country(exact):
        return Found(low, high, "place", "name", 0.95)
    return None


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether a Latin word stands in a Cyrillic text: a brand or a weapon far more often than a place."""
    return gazetteer.is_cyrillic(text[max(0, start - 20) : end + 20])


def _guess(text: str, words: list[Token], *, at_start: bool, sure_only: bool, known: frozenset[str]) -> Found | None:
    low, high = words[0].start, words[-1].end
    exact = text[low:high]
    if (
        high - low < 2
        or _ARTICLE_NUMBER.fullmatch(exact)
        or exact in not_bodies()
        or (len(words) == 1 and exact.lower() in body_heads())
    ):
        return None
    if exact.isupper() and low == text.rfind("\n", 0, low) + 1 and _DATED_LINE.match(text, high):
        return Found(low, high, "place", "name", 0.8)
    first = fold(words[0].word)
    cyrillic = gazetteer.is_cyrillic(exact)
    if (
        1 < len(words) < 5
        and (called(words[0].word) if cyrillic else first in given_names())
        and all(token.word[:1].isupper() for token in words)
    ):
        return Found(low, high, "person", "name", 0.75)
    if len(words) == 1 and exact.isupper() and 2 <= len(exact) <= 6 and exact not in not_bodies():
        return None if sure_only else Found(low, high, "organisation", "name", 0.4)
    if kind_follows(text, high) and not cyrillic and all(token.word.lower() not in ("of", "for") for token in words):
        return Found(low, high, "place", "name", 0.7)
    alone = text[high : high + 1] in ("", "\n")  # a heading of one word
    single_start = at_start and len(words) == 1 and first not in known and not alone
    if cyrillic:
        place = names_cyrillic.person(
            text, words, at_start=single_start or (at_start and first not in known)
        ) or names_cyrillic.place(text, words, at_start=single_start)
        if place or (kind_follows(text, high) and len(words) == 1):
            return place
    elif not single_start and place_like(exact, least=50_000 if sure_only else 15_000) and not _quoted(text, low, high):
        return Found(low, high, "place", "name", 0.6)
    if sure_only:
        return None
    if len(words) > 1 and words[-1].word.lower() in lexicon.words("organisations", "companies"):
        return Found(low, high, "organisation", "name", 0.6)
    if 1 < len(words) < 5 and not exact.isupper() and apposed(text, high):
        return Found(low, high, "person", "name", 0.6)
    after = text[high : high + 24].split()
    speaks = lexicon.load("roles")["speaks"]["words"]
    if after and after[0].strip(",.").lower() in speaks and (len(words) > 1 or not single_start or len(exact) > 4):
        return Found(low, high, "person", "name", 0.5)
    if cyrillic and names_cyrillic.no_person(text, words):
        return None
    before = text[max(0, low - 60) : low].split()
    if before and is_role(before[-1].strip(",")) and not exact.isupper():
        return Found(low, high, "person", "name", 0.55)
    if cyrillic and 1 < len(words) < 4 and before and before[-1].islower() and cyrillic_role(before[-4:]):
        return Found(low, high, "person", "name", 0.6)
    return None
