"""What a number counts and what befell it, in Ukrainian and Russian, by the beginnings of words.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. Case endings change, so the
lists hold stems (``[stems.*]`` of ``data/counted.toml`` and ``[stems]`` of ``data/befell.toml``). Only listed nouns
count. The verb that stands nearest in the clause says what befell, the one before the number first.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as listed
from crosswire.resolve.counted import Counted
from crosswire.resolve.counted_befell import Befell
from crosswire.resolve.number_tokens import Number, Token

_LONGEST_PHRASE = 7
_CLAUSE = frozenset(".;!?•▪▫◾️💥⚡🔥➖|")
_JOINS = frozenset(["та", "і", "й", "и"])
_NOUNS = ("ація", "ації", "ацію", "ацією", "ация", "ации", "ацию", "ацией")
_HARM = frozenset(["killed", "injured"])
_LIST_DASH = frozenset("–—-")


@cache
def _noun_stems() -> Mapping[str, tuple[str, str]]:
    return {
        stem: (unit, kind)
        for kind, entries in load("counted")["stems"].items()
        for unit, stems in entries.items()
        for stem in stems
    }


@cache
def _verb_stems() -> Mapping[str, str]:
    return {stem: what for what, stems in load("befell")["stems"].items() for stem in stems}


@cache
def noun(word: str) -> tuple[str, str, str] | None:
    """(unit, class, stem) of a word, by the longest stem it begins with."""
    whole = frozenset(load("counted")["whole"]["words"])
    for length in range(len(word), 1, -1):
        entry = _noun_stems().get(word[:length])
        if entry is not None and (word[:length] not in whole or len(word) - length <= 3):
            if (
                word[:length] in whole
                and word[:length] in ("км", "га", "каб", "раз", "сау", "дом")
                and len(word) - length > 2
            ):
                continue
            return entry[0], entry[1], word[:length]
    return None


@cache
def verb(word: str) -> str | None:
    """What a word says befell something, by the longest stem it begins with."""
    for length in range(len(word), 2, -1):
        what = _verb_stems().get(word[:length])
        if what is not None:
            return what
    return None


def phrase(words: Sequence[Token], number: Number) -> Counted | None:
    """The counted phrase after a number, or None where no listed noun follows."""
    if number.money:
        return Counted(number.last, number.last, {"$": "dollars", "€": "euros"}.get(number.money), "money")
    attributive = frozenset(load("counted")["attributive"]["words"])
    skipped = tuple(load("counted")["skipped"]["words"])
    verbs = frozenset(load("counted")["verbs"]["words"])
    best: Counted | None = None
    for at in range(number.last, min(number.last + _LONGEST_PHRASE, len(words))):
        word = words[at]
        if word.text == "%":
            return Counted(number.last, at + 1, "percent", "measure")
        if word.low == "-" or word.text in '«»"“”':
            continue
        if not word.text[0].isalnum() or word.text[0].isdigit():
            break
        if word.low in listed("clauses_cyrillic", "stops") and not (best is None and word.low in ("з", "из", "із")):
            break
        if best is not None and word.low not in listed("clauses_cyrillic", "type_words") and noun(word.low) is None:
            break
        if word.low in verbs:
            break
        if word.low.startswith(skipped):
            continue
        found = noun(word.low)
        if found is not None:
            unit = best.unit if best is not None and (best.unit or "").endswith(found[0]) else found[0]
            best = Counted(number.last, at + 1, unit, found[1])
            if found[2] not in attributive:
                break
        elif best is None and verb(word.low) is not None and not word.low.endswith(_ADJECTIVES):
            break
    return _to_end(words, best) if best is not None else None


def _to_end(words: Sequence[Token], found: Counted) -> Counted:
    """The phrase with the nouns that only finish it: "беспилотных летательных аппаратов"."""
    tails, last = tuple(load("counted")["tails"]["words"]), found.last
    while last < len(words) and words[last].low.startswith(tails):
        last += 1
    if last == found.last:
        return found
    return Counted(found.first, last, found.unit, found.kind)


_ADJECTIVES = (
    "их",
    "ми",
    "ий",
    "ый",
    "ні",
    "ные",
    "ых",
    "ную",
    "ну",
    "ого",
    "ної",
    "ной",
    "а",
    "і",
    "ое",
    "ая",
    "им",
    "ым",
)


def befell(words: Sequence[Token], number: Number, counted: Counted | None) -> Befell | None:
    """What befell the counted: the nearest verb before the number in its clause, else right after the phrase."""
    kind = counted.kind if counted else None
    after = counted.last if counted else number.last
    if counted is None or counted.kind == "person":
        both = _both(words, counted.last if counted else number.last)
        if both is not None:
            return Befell(both, "right")
    own = _own(words, counted) if counted is not None and counted.kind == "person" else None
    if own is not None:
        return Befell(own, "noun")
    near = _after(words, after, kind)
    if near is not None and (near[1] <= 1 or counted is None):
        return Befell(near[0], "right")
    before = _before(words, number.lead, kind)
    if before is not None and (counted is not None or before[0] not in _HARM or before[1] <= 2):
        return Befell(before[0], "left")
    return Befell(near[0], "right") if near is not None else None


def _both(words: Sequence[Token], at: int) -> str | None:
    """ "вбитими та пораненими" right after the count: casualties."""
    near = [word.low for word in words[at : at + 3]]
    if len(near) < 3 or near[1] not in ("та", "і", "й", "и", "або", "или"):
        return None
    return "casualties" if {verb(near[0]), verb(near[2])} == _HARM else None


def _own(words: Sequence[Token], counted: Counted) -> str | None:
    """ "троє поранених": the noun itself says it."""
    for at in range(counted.first, counted.last):
        what = verb(words[at].low)
        if what in ("killed", "injured", "captured"):
            return what
    return None


def _after(words: Sequence[Token], at: int, kind: str | None) -> tuple[str, int] | None:
    """The first verb after the phrase and how many words away it stands."""
    for step in range(8):
        if at + step >= len(words):
            return None
        word = words[at + step]
        if (
            word.text in _CLAUSE
            or word.text in (",", ":")
            or word.low in listed("clauses_cyrillic", "breaks")
            or word.text[0].isdigit()
        ):
            return None
        if word.low in _JOINS or (word.text[:1].isupper() and not word.text.isupper()):
            return None
        what = None if words[at + step - 1].text == "-" else verb(word.low)
        if what is not None and fits(what, kind):
            return what, step
    return None


def _before(words: Sequence[Token], lead: int, kind: str | None) -> tuple[str, int] | None:
    """The nearest verb before the number and how many words away. Commas may stand between, a sentence end may not."""
    for at in range(lead - 1, max(-1, lead - 26), -1):
        word = words[at]
        if word.text in _CLAUSE:
            return None
        if word.low in listed("clauses_cyrillic", "breaks"):
            return None
        what = verb(word.low)
        if word.low.endswith(_NOUNS) and lead - at > 3:
            continue
        if what is not None and fits(what, kind) and not _participle_of_other(words, at):
            return ("launched" if what == "detected" and kind == "weapon" else what), lead - at
    return None


def _participle_of_other(words: Sequence[Token], at: int) -> bool:
    """ "уламки збитих": an adjective of another noun, in a case that a predicate never has; "для ураження"."""
    if at + 1 < len(words) and words[at + 1].low in ("триває", "тривають", "продолжается", "продолжаются"):
        return True
    return (at > 0 and words[at - 1].low == "для") or words[at].low.endswith(
        ("збитих", "сбитых", "збитого", "знищених", "уничтоженных", "поранених", "загиблих", "збиті")
    )


def fits(what: str, kind: str | None) -> bool:
    """Whether a counted thing of this class can undergo that."""
    people = ("killed", "injured", "captured", "arrested", "released", "evacuated", "missing")
    if kind == "person":
        return what not in ("launched", "damaged", "diverted", "detected", "hit", "fell", "repelled")
    if kind in ("time", "measure", "money"):
        return False
    if kind == "event":
        return what in ("detected", "launched", "repelled")
    if kind == "place":
        return what in ("liberated", "captured", "hit", "fell")
    if kind in ("weapon", "vehicle", "structure"):
        return what not in (*people, "repelled") or (what == "captured" and kind != "weapon")
    return True


def stands_alone(words: Sequence[Token], number: Number) -> bool:
    """Whether no noun follows the number: what does is a verb, a function word or a mark."""
    if number.last >= len(words):
        return True
    word = words[number.last]
    known = word.low in load("counted")["verbs"]["words"] or word.low in listed("clauses_cyrillic", "stops")
    return known or not word.text[0].isalpha() or verb(word.low) is not None


def lists_on(words: Sequence[Token], number: Number) -> bool:
    """Whether the number opens an entry of a list ("23 – над …"): a dash or a place preposition follows."""
    at = number.last
    if at < len(words) and words[at].text in _LIST_DASH:
        at += 1
    return at < len(words) and words[at].low in listed("clauses_cyrillic", "list_prepositions")
