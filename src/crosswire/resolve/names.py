"""Spans that name a person, organisation or place: from the reader model's tags where there are any, and by pattern.

Patterns: runs of capitalised words, roles before them ("Deputy Defence Minister Ana Silva"), heads of organisations'
names, given names, known bodies, the gazetteer. Where a text has tags, the patterns only add what is exact.

reads text, tags, passages → writes nothing (entities.py makes mentions of what is found here)
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from crosswire.language import lexicon
from crosswire.language.names import country_of, given_in_case, given_names, known_body
from crosswire.language.spelling import fold
from crosswire.model.mention import EntityType
from crosswire.model.reading import Tag
from crosswire.resolve import gazetteer
from crosswire.resolve.names_kinds import kind_follows
from crosswire.resolve.names_places import area_names, cyrillic_place, opens_place, place_like
from crosswire.resolve.names_words import (
    TYPES,
    Found,
    Token,
    adjective_country,
    body_heads,
    cyrillic_role,
    is_role,
    metonyms,
    modifiers,
    not_bodies,
    stop_words,
    tokens,
)  # fmt: skip

_CAP = r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯІЇЄҐЁ][\w’'ʼ]*(?:-[\w’'ʼ]+)*|\d+(?:st|nd|rd|th)(?=\s+[A-Z]))"
_JOIN = r"(?:of the|of|for the|for|de la|de|da|del|der|van der|van|von|bin|ibn|al|el)"
_TITLE_STOP = r"(?<=Gov|Gen|Sen|Rep|Col|Maj)\.[ ]|(?<=Lt|Dr|Mr|Ms|St)\.[ ]|(?<=Mrs)\.[ ]"
_GAP = rf"(?:[ \u00a0]|(?<=\b[A-Z])\.[ \u00a0]?|{_TITLE_STOP})"
_RUN = re.compile(rf"{_CAP}(?:{_GAP}(?:{_JOIN}[ ])?{_CAP})*")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}")
_OWNER = re.compile(r"['’]s?(?=\s|$)")
# "TARVIN, March 3 (Agency) -", "TARVIN (Agency)": where a news agency writes from.
_DATELINE = re.compile(r"[A-Z][A-Z’' -]+(?:,[^()\n]{2,20})? (?:\([A-Z]|[-–—] [A-Z])")
_DATED_LINE = re.compile(r"(?:, [A-Z][\w .]{2,20})?,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)\b")
_ARTICLE_NUMBER = re.compile(r"[A-ZА-Я][A-Za-zА-Яа-я]*-?\d[\w-]*")
_QUOTED = re.compile(r"\s[\"“«]([^\"“”«»\n]{2,40})[\"”»]")
_OF_WHOM = re.compile(r" (?:in|of) ([A-ZА-ЯІЇЄ][\w-]+)")
_APPOSED = re.compile(r",\s+((?:[\w’'-]+\s){0,6}[\w’'-]+)")
_PAIRED = frozenset('«»“”„“"')
_LEAD = re.compile(r"(?:the|an?|this|our|its|their|his|her)\s+", re.IGNORECASE)
_OUTSIDE = " \t\n\u00a0\"“”„«»'‘’`([{)]}.,;:!?–—-*_#@/"


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A ragged span brought to whole words, without quotation marks, "the", possessive endings or stray marks."""
    while start > 0 and text[start - 1].isalnum() and start < end and text[start].isalnum():
        start -= 1
    while end < len(text) and end > start and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start] in _OUTSIDE:
        start += 1
    while start < end and text[end - 1] in _OUTSIDE and not _ABBREVIATED.fullmatch(text, start, end):
        end -= 1
    start, end = _balanced(text, start, end)
    lead = _LEAD.match(text, start, end)
    if lead and lead.end() < end:
        return trim(text, lead.end(), end)
    if text.endswith(("'s", "’s"), start, end):
        end -= 2
    if text[end : end + 1] == "." and _ABBREVIATED.fullmatch(text, start, end + 1):
        end += 1
    opened = text.count("(", start, end) - text.count(")", start, end)
    if opened > 0:
        end = start + text[start:end].rindex("(")
        return trim(text, start, end)
    return start, end


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Not cut inside quotation marks: the closing one taken in ("Company «Dawn»"), else the span ends before them."""
    inside = text[start:end]
    if _PAIRED.isdisjoint(inside):
        return start, end
    for opening, closing in ("«»", "“”", "„“", '""'):
        opened = inside.count(opening) - inside.count(closing) if opening != closing else inside.count(opening) % 2
        if opened == 1:
            if text[end : end + 1] == closing:
                return start, end + 1
            cut = start + inside.rindex(opening)
            while cut > start and text[cut - 1] in _OUTSIDE:
                cut -= 1
            return (start, cut) if cut > start else (start, end)
    return start, end


def from_tags(text: str, tags: Iterable[Tag], *, least: float = 0.025) -> list[Found]:
    """Names the reader model marked, with their edges mended and titles or roles taken off persons.

    A tag's score orders it among patterns: above their guesses, below what the tables know, unless it is nearly zero.
    """
    out: list[Found] = []
    for tag in tags:
        if tag.label not in TYPES or tag.score < least:
            continue
        start, end = trim(text, tag.start, tag.end)
        if end - start < 2 or "\n" in text[start:end]:
            continue
        label = next(type for type in TYPES if type == tag.label)
        out.extend(_retype(text, Found(start, end, label, "name", 0.55 + 0.35 * tag.score**0.5)))
    return out


def _retype(text: str, found: Found) -> list[Found]:
    """What tables know better than the model: adjectives of countries, known bodies, roles inside a person's span."""
    words = tokens(text, found.start, found.end)
    exact = text[found.start : found.end]
    if not words or fold(exact) in stop_words() or re.split(r"['’]", exact)[0].lower() in stop_words():
        return []
    if len(words) == 1 and adjective_country(exact):
        return [replace(found, type="place", form="adjective")]
    if found.type != "place" and _DATELINE.match(text, text.rfind("\n", 0, found.start) + 1, found.end + 40):
        line = text.rfind("\n", 0, found.start) + 1
        if found.start == line and exact.isupper():
            return [replace(found, type="place")]
    if found.type == "person":
        if known_body(exact) is not None:
            return [replace(found, type="organisation")]
        if (of := re.search(r"\s+of\s+(?:the\s+)?(?=[A-Z])", exact)) is not None and of.start() > 0:
            return _retype(text, replace(found, end=found.start + of.start()))
        if len(words) == 1 and _common_noun(exact):
            return []
        if len(words) > 2 and country_of(words[0].word):
            return _retype(text, replace(found, start=words[1].start))
        split = _after_role(words)
        if split is None:
            return []
        if split:
            return [replace(found, start=words[split].start, role=text[words[0].start : words[split - 1].end])]
    if (
        found.type == "place"
        and known_body(exact) is not None
        and not gazetteer.load().folded(gazetteer.fold_name(exact))
    ):
        return [replace(found, type="organisation")]
    if not any(char.isupper() for char in exact) and not any(char.isdigit() for char in exact):
        return []
    return [found]


@cache
def _people() -> frozenset[str]:
    return frozenset(form for forms in lexicon.load("counted")["units"]["person"].values() for form in forms)


def _common_noun(word: str) -> bool:
    """Whether a capitalised word by itself is a word for people or a role ("Terrorist", "Divers"), not a name."""
    return (word.lower() in _people() or is_role(word)) and fold(word) not in given_names() and not word.isupper()


def _after_role(words: Sequence[Token]) -> int | None:
    """Index of the first word after a role that opens the words; 0 where none does; None where all is role."""
    last = -1
    index = 0
    while index < len(words):
        token = words[index]
        if is_role(token.word):
            last = index
        elif token.word.lower() in ("of", "for") and last == index - 1:
            # "Secretary of State Ana Silva", but not "Governor of Nordland"
            end = index + 1
            while end < len(words) and _plain_modifier(words[end]):
                end += 1
            if end == index + 1:
                break
            last, index = end - 1, end
            continue
        elif not _modifier(token) and not (last == index - 1 >= 0 and _role_ahead(words[index + 1 :])):
            break
        index += 1
    if last < 0:
        return 0
    return last + 1 if last + 1 < len(words) else None


def _role_ahead(words: Sequence[Token]) -> bool:
    """Whether a role and then a name still follow: "Deputy Rivers | Minister Ana Silva"."""
    return any(is_role(token.word) and index + 1 < len(words) for index, token in enumerate(words[:2]))


def _plain_modifier(token: Token) -> bool:
    return token.word.lower() in modifiers() and token.word.lower() not in ("of", "for", "the", "and", "kremlin")


def _modifier(token: Token) -> bool:
    return token.word.lower() in modifiers() or bool(adjective_country(token.word)) or is_role(token.word)


def runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Runs of capitalised words of one sentence, possessives and quotation marks ending a run."""
    out = []
    for match in _RUN.finditer(text, start, end):
        low, high = match.span()
        cuts = [(low + cut.start(), low + cut.end()) for cut in _OWNER.finditer(text[low:high])]
        for a, b in zip([low, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), high], strict=True):
            a, b = trim(text, a, b)
            if b > a:
                out.append((a, b))
    return out


def _drop_openers(words: list[Token], at_start: bool) -> list[Token]:
    """Without function words at the front ("In", "According") and, at a sentence's start, other common ones."""
    while words and (words[0].word.lower() in stop_words() or words[0].word.lower() in ("of", "for")):
        if opens_place(words):
            break  # "New Brunswick", "Western Australia"
        words = words[1:]
    while words and words[-1].word.lower() in stop_words() and not words[-1].word.isupper():
        words = words[:-1]
    return words


def by_pattern(text: str, start: int, end: int, *, sure_only: bool, known: frozenset[str] = frozenset()) -> list[Found]:
    """Names of one sentence by pattern. ``sure_only`` leaves out what a reader model does better.

    ``known`` are folded words seen inside sentences in this report: at a sentence's start only those count as names.
    """
    out = quoted_bodies(text, start, end)
    for low, high in runs(text, start, end):
        words = _drop_openers(tokens(text, low, high), low == start)
        if words:
            out.extend(_split_run(text, words, at_start=words[0].start == start, sure_only=sure_only, known=known))
    return out


def _split_run(text: str, words: list[Token], *, at_start: bool, sure_only: bool, known: frozenset[str]) -> list[Found]:
    """One run taken apart: adjective of a country, role, name."""
    low, high = words[0].start, words[-1].end
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
    if _org_like(words) and (
        not is_role(words[0].word) or words[0].word.lower() in ("general", "joint", "chief", "major")
    ):
        end = _body_end(text, high)
        return [Found(low, end, "organisation", "name", 0.75 if end == high else 0.97)]
    iso = adjective_country(words[0].word)
    if iso and len(words) > 1 and not opens_place(words):
        head = Found(words[0].start, words[0].end, "place", "adjective", 0.9)
        return [head, *_split_run(text, words[1:], at_start=False, sure_only=sure_only, known=known)]
    if iso and len(words) == 1:
        return [Found(low, high, "place", "adjective", 0.95)]
    for index in range(len(words)):
        # "Kyiv Mayor Ana Silva": a place, a role, a person
        if not _modifier(words[index]):
            continue
        split = _after_role(words[index:])
        before = _split_run(text, words[:index], at_start=at_start, sure_only=sure_only, known=known) if index else []
        if split is None:
            return before
        if split:
            return [*before, *_bearer(text, words[index:], split, sure_only=sure_only, known=known)]
    guess = _guess(text, words, at_start=at_start, sure_only=sure_only, known=known)
    if guess:
        return [guess]
    for index, token in enumerate(words):
        if index and token.word.lower() in ("of", "for"):
            # no one name after all: "left Oslo for Bergen"
            rest = [after for after in words[index + 1 :] if after.word.lower() != "the"]
            first = _split_run(text, words[:index], at_start=at_start, sure_only=sure_only, known=known)
            return [*first, *(_split_run(text, rest, at_start=False, sure_only=sure_only, known=known) if rest else [])]
    return []


def _person_tail(words: Sequence[Token]) -> int:
    """Where a person's name begins at the end of a body's: "Ministry of Foreign Affairs | Ana Silva"; 0 if none."""
    for size in (2, 3):
        at = len(words) - size
        if at > 0 and fold(words[at].word) in given_names() and _org_like(_without_of(words[:at])):
            return at
    return 0


def _without_of(words: Sequence[Token]) -> Sequence[Token]:
    return words[:-1] if words and words[-1].word.lower() in ("of", "for") else words


def _bearer(text: str, words: list[Token], split: int, *, sure_only: bool, known: frozenset[str]) -> list[Found]:
    """Who bears the role that the first ``split`` words are: a person, unless "of" leads on to something else."""
    rest = words[split:]
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
    role = text[words[0].start : words[split - 1].end]
    if len(rest) > 2 and gazetteer.is_cyrillic(name) and _called(rest[1]) and not _called(rest[0]):
        # "мэр Тарвина | Анна Белова"
        town = _split_run(text, rest[:1], at_start=False, sure_only=sure_only, known=known)
        person = Found(rest[1].start, rest[-1].end, "person", "name", 0.85, text[words[0].start : rest[0].end])
        return [*(one for one in town if one.type == "place"), person]
    if not rest[0].word[:1].isupper() or _org_like(rest) or _ARTICLE_NUMBER.fullmatch(name) or country_of(name):
        return _split_run(text, rest, at_start=False, sure_only=sure_only, known=known)
    if place_like(name, least=100000) and len(rest) == 1:
        return _split_run(text, rest, at_start=False, sure_only=sure_only, known=known)
    return [Found(rest[0].start, rest[-1].end, "person", "name", 0.85, role=role)]


def _called(token: Token) -> bool:
    """Whether a Cyrillic word is a given name, in any case."""
    return fold(token.word) in given_names() or given_in_case(token.word)


def _body_end(text: str, end: int) -> int:
    """Past " in London" after "Ministry of Defence": a capital or country that says whose body it is."""
    match = _OF_WHOM.match(text, end)
    if (
        match
        and country_of(match[1])
        and re.search(r"(?i)minist|foreign office|general staff", text[max(0, end - 40) : end])
    ):
        return match.end()
    return end


def quoted_bodies(text: str, start: int, end: int) -> list[Found]:
    """A kind of body with its name in quotation marks: "Legion “Dawn”", «бригада “Степ”» with its kind."""
    out = []
    for match in _QUOTED.finditer(text, start, end):
        word = re.search(r"([^\W\d_]+)$", text[start : match.start()])
        if not word or not match[1][:1].isupper():
            continue
        head = word[1]
        if head.lower() in body_heads() and (head[:1].isupper() or gazetteer.is_cyrillic(head)):
            out.append(Found(start + word.start(), match.end(), "organisation", "name", 0.97))
    return out


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


def _org_like(words: Sequence[Token]) -> bool:
    if len(words) < 2:
        return bool(words) and words[0].word.lower() in body_heads() and gazetteer.is_cyrillic(words[0].word)
    lowers = [token.word.lower() for token in words]
    heads = body_heads()
    if lowers[-1] in heads:
        return True
    return any(
        lower in heads
        and index + 1 < len(lowers)
        and (lowers[index + 1] in ("of", "for") or gazetteer.is_cyrillic(lower))
        for index, lower in enumerate(lowers)
    )


def _guess(text: str, words: list[Token], *, at_start: bool, sure_only: bool, known: frozenset[str]) -> Found | None:
    low, high = words[0].start, words[-1].end
    exact = text[low:high]
    if _ARTICLE_NUMBER.fullmatch(exact) or exact in not_bodies() or (len(words) == 1 and exact.lower() in body_heads()):
        return None
    if exact.isupper() and low == text.rfind("\n", 0, low) + 1 and _DATED_LINE.match(text, high):
        return Found(low, high, "place", "name", 0.8)
    first = fold(words[0].word)
    cyrillic = gazetteer.is_cyrillic(exact)
    called = first in given_names() or (cyrillic and _called(words[0]))
    if 1 < len(words) < 5 and called and all(token.word[:1].isupper() for token in words):
        return Found(low, high, "person", "name", 0.75)
    if len(words) == 1 and exact.isupper() and 2 <= len(exact) <= 6 and exact not in not_bodies():
        return None if sure_only else Found(low, high, "organisation", "name", 0.4)
    if kind_follows(text, high) and not cyrillic and all(token.word.lower() not in ("of", "for") for token in words):
        return Found(low, high, "place", "name", 0.7)
    if cyrillic and cyrillic_place(text, low, high):
        return Found(low, high, "place", "name", 0.7)
    if cyrillic and kind_follows(text, high):
        return None  # an adjective
    alone = text[high : high + 1] in ("", "\n")  # a heading of one word
    single_start = at_start and len(words) == 1 and first not in known and not alone
    if not single_start and place_like(exact, least=50_000 if sure_only and not cyrillic else 15_000):
        return Found(low, high, "place", "name", 0.6)
    if sure_only:
        return None
    if len(words) > 1 and words[-1].word.lower() in lexicon.words("organisations", "companies"):
        return Found(low, high, "organisation", "name", 0.6)
    if 1 < len(words) < 5 and not exact.isupper() and _apposed(text, high):
        return Found(low, high, "person", "name", 0.6)
    after = text[high : high + 24].split()
    speaks = lexicon.load("roles")["speaks"]["words"]
    if after and after[0].strip(",.").lower() in speaks and (len(words) > 1 or not single_start or len(exact) > 4):
        return Found(low, high, "person", "name", 0.5)
    before = text[max(0, low - 60) : low].split()
    if before and is_role(before[-1].strip(",")) and not exact.isupper():
        return Found(low, high, "person", "name", 0.55)
    if cyrillic and 1 < len(words) < 4 and before and before[-1].islower() and cyrillic_role(before[-4:]):
        return Found(low, high, "person", "name", 0.6)
    return None


def _apposed(text: str, end: int) -> bool:
    """Whether a role follows between commas: ", a former harbour chief,"."""
    match = _APPOSED.match(text, end)
    return match is not None and any(is_role(word) for word in match[1].split()[1:] if not word[:1].isupper())


def without_ragged(found: Sequence[Found]) -> list[Found]:
    """Without tags of persons that took in a part of the role that a pattern found before the name."""
    named = {one.end: one.start for one in found if one.type == "person" and one.role}
    return [one for one in found if one.type != "person" or one.start >= named.get(one.end, one.start)]


def agree(text: str, found: Sequence[Found]) -> list[Found]:
    """One type for one spelling throughout a report: what most of its finds, the gazetteer and full names say.

    A bare surname of a person named in full is that person's everywhere; spellings that differ in type but stand for
    two things ("Paris" and a Paris) are rarer than slips of the model.
    """
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    surnames: set[str] = set()
    for one in found:
        exact = text[one.start : one.end]
        if one.form == "name":
            votes[exact][one.type] += one.score
        if (
            one.type == "person"
            and " " in exact
            and (one.role or one.score > 0.8 or fold(exact.split()[0]) in given_names())
        ):
            surnames.add(exact.split()[-1])
    borne = {t.split()[-1] for f in found if f.type == "person" and " " in (t := text[f.start : f.end])}
    for exact in surnames & votes.keys():
        votes[exact]["person"] += 0.5 + sum(votes[exact].values())
    out = []
    for one in found:
        exact = text[one.start : one.end]
        likely = exact not in borne and _likely_place(exact, one)
        if one.form == "name" and one.score < 0.93 and (len(votes[exact]) > 1 or likely):
            tally = defaultdict(float, votes[exact])
            if likely:
                tally["place"] += 0.8
            best = max(TYPES, key=lambda type: tally[type])
            one = replace(one, type=best, role=one.role if best == "person" else None)
        out.append(one)
    return out


def _likely_place(exact: str, one: Found) -> bool:
    """Whether a doubtful find of another type is the name of a sizeable town, and of no person's given name."""
    if one.form != "name" or one.type == "place" or one.score > 0.78 or " " in exact:
        return False
    return fold(exact) not in given_names() and known_body(exact) is None and place_like(exact, least=20_000)


def settle(found: Iterable[Found]) -> list[Found]:
    """Spans that do not overlap: of rivals the likelier, then the longer; in the order of the text."""
    out: list[Found] = []
    for one in sorted(found, key=lambda f: (-(round(f.score, 1)), -(f.end - f.start), f.start)):
        at = bisect_left(out, one.end, key=lambda f: f.start)
        if not at or out[at - 1].end <= one.start:
            out.insert(at, one)
    return out
