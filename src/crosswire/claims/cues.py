"""Cue words: the verb groups and prepositions that introduce what somebody says."""

from dataclasses import dataclass
from functools import cache

from crosswire.claims.units import Token, Unit
from crosswire.language.lexicon import load


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a cue verb: its lemma (or phrase), how it is used, and its form ("finite", "ing", "base")."""

    lemma: str
    kinds: frozenset[str]
    form: str
    shy: bool = False


NO_VERB = Verb("", frozenset(), "finite")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a unit: tokens ``first``..``last`` (excluded) are the whole group, ``at`` the verb itself."""

    first: int
    last: int
    at: int
    verb: Verb
    negated: bool = False
    passive: bool = False
    infinitive: bool = False
    prepositional: bool = False


def _forms(lemma: str, irregular: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Every form of an English verb with its kind; the past doubles as participle."""
    if lemma in irregular:
        return [
            (form, "ing" if form.endswith("ing") else "base" if form == lemma else "finite")
            for form in irregular[lemma]
        ]
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return [(lemma, "base"), (lemma[:-1] + "ies", "finite"), (lemma[:-1] + "ied", "finite"), (lemma + "ing", "ing")]
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return [(lemma, "base"), (third, "finite"), (stem + "ed", "finite"), (stem + "ing", "ing")]


@cache
def verbs(language: str) -> dict[str, tuple[Verb, ...]]:
    """Cue verbs of a language by their first word, longest phrase first."""
    table = load("cues")[language]
    kinds: dict[str, set[str]] = {}
    for kind in ("speech", "opinion", "evidence", "object"):
        for lemma in table.get(kind, ()):
            kinds.setdefault(lemma, set()).add(kind)
    irregular = table.get("irregular", {})
    shy = set(table.get("shy", ()))
    found: dict[str, list[Verb]] = {}
    for lemma, own in kinds.items():
        head, _, rest = lemma.partition(" ")
        forms = _forms(head, irregular) if language == "en" else [(head, "finite")]
        for form, how in forms:
            verb = Verb(lemma, frozenset(own), how, lemma in shy)
            found.setdefault(form, []).append(verb)
    return {form: tuple(sorted(own, key=lambda v: -len(v.lemma.split()))) for form, own in found.items()}


@cache
def listed(language: str, key: str) -> frozenset[str]:
    """A list of cues.toml for a language (for English, also those under ``words``), lower case; empty if absent."""
    table = load("cues")[language]
    return frozenset(word.lower() for word in table.get(key) or table.get("words", {}).get(key) or ())


@cache
def phrases(language: str, key: str) -> tuple[tuple[str, ...], ...]:
    """A list of several-word phrases of a language as tuples of words, longest first."""
    return tuple(sorted((tuple(p.split()) for p in listed(language, key)), key=lambda p: (-len(p), p)))


@cache
def finite() -> frozenset[str]:
    """English words that are finite verbs in most of their uses."""
    return frozenset(load("finite")["forms"])


@cache
def _led(language: str, key: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a list by their first word, in order."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases(language, key):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(own) for first, own in found.items()}


def phrase_at(lows: tuple[str, ...], at: int, language: str, key: str) -> tuple[str, ...] | None:
    """The first phrase of a list (:func:`phrases`) that stands at a position."""
    own = _led(language, key).get(lows[at], ()) if 0 <= at < len(lows) else ()
    return next((phrase for phrase in own if lows[at : at + len(phrase)] == phrase), None)


def starts_with(lows: tuple[str, ...], at: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand at a position."""
    return lows[at : at + len(phrase)] == phrase


def _matched(unit: Unit, at: int) -> tuple[Verb, int] | None:
    lows = unit.lows
    for verb in verbs(unit.language).get(lows[at], ()):
        rest = tuple(verb.lemma.split()[1:])
        if not rest or starts_with(lows, at + 1, rest):
            return verb, at + 1 + len(rest)
        if len(rest) == 1 and lows[at + 2 : at + 3] == rest and lows[at + 1] in listed("en", "adverbs"):
            return verb, at + 3
    return None


@cache
def _prepositional(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, in order."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (*phrases(language, "owned"), *phrases(language, "prepositional")):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(own) for first, own in found.items()}


def find(unit: Unit) -> tuple[Cue, ...]:
    """All cues of a unit in order, outside its quotations; they do not overlap."""
    found: list[Cue] = []
    at = 0
    lows = unit.lows
    leads, heads = _prepositional(unit.language), verbs(unit.language)
    if heads.keys().isdisjoint(lows) and leads.keys().isdisjoint(lows):
        return ()
    while at < len(lows):
        low = lows[at]
        if low not in leads and low not in heads:
            at += 1
            continue
        phrase = next((p for p in leads.get(low, ()) if starts_with(lows, at, p)), None)
        if phrase:
            last = at + len(phrase)
            if not (last < len(lows) and lows[last] in listed(unit.language, "not_sources")):
                verb = Verb(" ".join(phrase), frozenset({"speech"}), "preposition")
                found.append(Cue(at, last, at, verb, prepositional=True))
            at = last
            continue
        hit = _matched(unit, at) if unit.tokens[at].word else None
        if hit is None:
            at += 1
            continue
        cue = _group(unit, at, hit[1], hit[0], floor=found[-1].last if found else 0)
        if cue:
            found.append(cue)
        at = hit[1]
    return tuple(found)


def _group(unit: Unit, at: int, last: int, verb: Verb, *, floor: int) -> Cue | None:
    """The whole verb group around a cue verb, or None where the word is no verb there."""
    if unit.language != "en":
        return _slavic(unit, at, last, verb, floor=floor)
    lows, tokens = unit.lows, unit.tokens
    if _is_noun(unit, at, verb):
        return None
    first, negated, infinitive, passive = at, False, False, False
    be = {"is", "are", "was", "were", "be", "been", "being"}
    while first > floor:
        low = lows[first - 1]
        if low in listed("en", "negations"):
            negated = True
        elif low in listed("en", "auxiliaries"):
            if low in be and first == at or low in be and verb.form == "finite" and _between_adverbs(unit, first, at):
                passive = verb.form == "finite" and verb.lemma.split()[0] != "be"
        elif low == "to":
            infinitive = True
        elif low in listed("en", "leads") or low in ("continues", "continued", "went", "goes", "hastened", "rushed"):
            if not infinitive:
                break
            infinitive = False
        elif not (low in listed("en", "adverbs") or (low.endswith("ly") and tokens[first - 1].text[:1].islower())):
            break
        first -= 1
    while first < at and (
        lows[first]
        in {
            "earlier",
            "later",
            "today",
            "yesterday",
            "overnight",
            "tonight",
            "however",
            "meanwhile",
            "once",
            "himself",
            "herself",
            "themselves",
            "both",
            "all",
            "here",
            "there",
        }
        or (first == 0 and lows[first] not in listed("en", "auxiliaries"))
    ):
        first += 1
    return Cue(first, last, at, verb, negated, passive, infinitive)


def _between_adverbs(unit: Unit, first: int, at: int) -> bool:
    return all(unit.lows[i] in listed("en", "adverbs") or unit.lows[i].endswith("ly") for i in range(first, at))


def _is_noun(unit: Unit, at: int, verb: Verb) -> bool:
    """Whether a word that could be a cue verb is a noun or adjective here ("the claims of", "a reported attack")."""
    lows, tokens = unit.lows, unit.tokens
    before = lows[at - 1] if at else ""
    after = lows[at + 1] if at + 1 < len(lows) else ""
    if before in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "this",
        "these",
        "those",
        "no",
        "any",
        "of",
        "'s",
        "'",
        "such",
        "new",
        "every",
        "each",
    ):
        return not (before in ("this", "these", "those") and after == "that")
    if before in ("-", "self") and verb.form == "finite" and tokens[at - 1].end == tokens[at].start:
        return True  # "self-proclaimed"; a dash with spaces parts words said from their speaker
    if (
        before in listed("en", "prepositions")
        and lows[at].endswith("ed")
        and before not in ("as", "since", "before", "after")
    ):
        return True  # "with repeated barrages"
    if verb.form in ("base", "finite") and lows[at].endswith("s") and after in ("of", "from", "by", "about", "against"):
        return verb.lemma not in ("warn of", "warn about")
    if lows[at].endswith("s") and before in ("has", "have", "had", "'s", "will", "would", "to", "are", "is"):
        return True
    if tokens[at].capital and at and tokens[at - 1].capital and not tokens[at].text.isupper():
        return True  # part of a name: "Reports", "State"
    if lows[at] == "states" and after not in ("that", ",", ":", "“”", ""):
        return True  # "the Baltic states sending"
    following = any(v.form == "finite" for v in verbs("en").get(after, ())) or after in listed("en", "auxiliaries")
    if following and lows[at] in ("reports", "claims", "estimates") and after not in listed("en", "auxiliaries"):
        return True  # "unverified reports estimated"
    return verb.form == "base" and (tokens[at].capital or following and not after.startswith("be"))


def _slavic(unit: Unit, at: int, last: int, verb: Verb, *, floor: int) -> Cue:
    first, negated = at, False
    while first > floor and unit.lows[first - 1] in listed(unit.language, "adverbs"):
        negated = negated or unit.lows[first - 1] in listed(unit.language, "negations")
        first -= 1
    if first == 0 and at and not negated:
        first = at
    return Cue(first, last, at, verb, negated)


def is_time(token: Token, language: str) -> bool:
    """A word of a time expression: a weekday, month, part of the day, or a number."""
    return token.low in listed(language, "time_nouns") or token.low[:1].isdigit()


def is_finite(unit: Unit, at: int) -> bool:
    """Whether an English word is (very likely) a finite verb where it stands."""
    token = unit.tokens[at]
    if token.low == "think" and unit.lows[at + 1 : at + 2] in (("tank",), ("tanks",)):
        return False
    if token.capital and at and unit.text[token.start - 1] in '"“«':
        return False  # the first word of a name in marks
    if token.low == "based" and at and unit.tokens[at - 1].capital:
        return False  # "the Aleppo based group"
    if token.low in finite():
        return not (
            token.capital and at and unit.tokens[at - 1].capital and token.low not in listed("en", "auxiliaries")
        )
    if (
        token.low[:1].isalpha()
        and any(v.form == "finite" for v in verbs("en").get(token.low, ()))
        and at
        and not token.capital
    ):
        before_token = unit.tokens[at - 1]
        if (
            token.low.endswith("s")
            and (before_token.capital or before_token.low in listed("en", "pronouns"))
            and not _is_noun(unit, at, verbs("en")[token.low][0])
        ):
            return True
    if token.low.endswith("ed") and not token.capital and len(token.low) > 4 and at + 1 < len(unit.tokens):
        before = unit.lows[at - 1] if at else ""
        after = unit.tokens[at + 1]
        noun_like = before in listed("en", "determiners") or before in ("'s", "'", "and", "-", "most")
        return not noun_like and (
            after.low in listed("en", "determiners")
            or after.low in listed("en", "object_pronouns")
            or after.capital
            or after.low in ("that", "to", "it")
        )
    return False
