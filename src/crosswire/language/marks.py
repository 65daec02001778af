"""Marks that survive translation: numbers, skeletons of names and of words of common stock, and concepts of a small
lexicon ("rocket", "ракет-", "Rakete"), each with the weight that its kind deserves.

A skeleton is what two spellings of a name share across scripts: the transliteration (anyascii) in consonant classes,
doubled letters and vowels left out: "Kharkiv" and "Харків" give one, "Gladkov" and "Гладков" another.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from crosswire.language import lexicon

METHOD = "language.marks/2"
FLOOR = 0.30
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*(?:h\d\d)?|[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_DIGRAPHS = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("tsch", "c"), ("dzh", "j"), ("kh", "g"), ("gh", "g"), ("zh", "z"),
    ("sh", "s"), ("ch", "c"), ("cz", "c"), ("sz", "s"), ("rz", "z"), ("ts", "s"), ("tz", "s"), ("ph", "f"),
    ("th", "t"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
)  # fmt: skip
_MARK = re.compile(r"[,:h]")
_GREEK = (("ντ", "d"), ("μπ", "b"), ("γκ", "g"), ("γγ", "ng"), ("τζ", "dzh"), ("τσ", "ts"), ("χ", "kh"))
_CLASSES = str.maketrans({"h": "g", "w": "v", "q": "k", "z": "s", "j": "i", "y": "i"})
_VOWELS = re.compile(r"[aeiou'\-]+")
_DOUBLE = re.compile(r"(.)\1+")
THOUSAND = "n1000"
WEIGHTS = {"n": 1.6, "N": 1.3, "c": 1.0, "w": 0.6}
"""Of a number, a name, a concept, another word's skeleton."""


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonant classes of a word, at most five; empty where fewer than two remain."""
    plain = anyascii(_greek(word)).lower().replace("'", "")
    for old, new in _DIGRAPHS:
        plain = plain.replace(old, new)
    plain = plain.replace("c", "k") if plain else plain
    bones = _DOUBLE.sub(r"\1", _VOWELS.sub("", plain.translate(_CLASSES)))
    return bones[:4] if len(bones) >= 2 else ""


def _greek(word: str) -> str:
    """The word with Greek letters that stand for sounds Greek has no letter for put as Latin ones."""
    if not any("\u0370" <= letter <= "\u03ff" for letter in word):
        return word
    low = word.lower()
    for old, new in _GREEK:
        low = low.replace(old, new)
    return low


@cache
def _stems() -> Mapping[str, str]:
    """Stem to concept, of all languages together: entries that end in a full stop are whole words."""
    table: dict[str, str] = {}
    for concept, by_language in (*lexicon.load("concepts").items(), *lexicon.load("concepts_more").items()):
        for stems in by_language.values():
            for stem in stems.split():
                table.setdefault(stem.lower().replace("_", " "), concept)
    return table


@lru_cache(maxsize=100_000)
def concept(word: str) -> str | None:
    """The concept a word names, by its longest known stem."""
    table, low = _stems(), word.lower().replace("ʼ", "'").replace("’", "'")
    if f"{low}." in table:
        return table[f"{low}."]
    for size in range(len(low), 2, -1):
        found = table.get(low[:size])
        if found:
            return found
    return None


def of(text: str) -> list[str]:
    """The marks of a text in order: "n" and a number, "c" and a concept, "N" or "w" and a skeleton."""
    words = _TOKEN.findall(text)
    found = [mark(word) for word in words]
    if THOUSAND in found:
        for place in range(len(found) - 1, 0, -1):
            if found[place] == THOUSAND and found[place - 1][:1] == "n" and not words[place][0].isdigit():
                found[place - 1 : place + 1] = [_thousands(found[place - 1]), ""]
    return [one for one in found if one]


@lru_cache(maxsize=20_000)
def _thousands(mark: str) -> str:
    """The mark of a number of thousands: "12 thousand" and "12,000" are one; a year before "thousands" stays."""
    return f"n{float(mark[1:]) * 1000:.0f}" if mark.count(".") < 2 and float(mark[1:]) < 1000 else mark


@lru_cache(maxsize=200_000)
def mark(word: str) -> str:
    """The mark of one word; empty where it has none."""
    if word[0].isdigit():
        return "n" + number(word)
    if named := concept(word):
        return "n" + named[1:] if named[0] == "#" else "c" + named
    if (word[0].isupper() or len(word) >= 5) and (bones := skeleton(word)):
        return ("N" if word[0].isupper() else "w") + bones
    return ""


def number(digits: str) -> str:
    """A number without the separators of its thousands; "14:30" is "14.30" as in "14.30 Uhr" and "14h30"."""
    plain = _MARK.sub(".", re.sub(r"[.,](?=\d{3}(?!\d))", "", digits))
    return plain.lstrip("0") or "0"


def weights(texts: Iterable[Iterable[str]]) -> dict[str, float]:
    """How telling each mark is: its kind's weight times how rare it is among the texts."""
    frequency: Counter[str] = Counter()
    total = 0
    for marks in texts:
        total += 1
        frequency.update({key(mark) for mark in marks})
    return {mark: _weight(mark) * float(np.log((total + 20) / (seen + 2))) for mark, seen in frequency.items()}


def key(mark: str) -> str:
    """A mark as it is compared: a name's skeleton and a word's are one."""
    return "w" + mark[1:] if mark[0] == "N" else mark


def _weight(mark: str) -> float:
    weight = WEIGHTS[mark[0]]
    if mark[0] in "Nw":
        return weight * min(1.0, (len(mark) - 1) / 4)
    return weight * (1.0 if len(mark) > 2 else 0.6) if mark[0] == "n" else weight


@cache
def _common() -> Mapping[str, int]:
    """Per key of a mark, how many of a thousand news texts have a word of that mark (``data/common.toml``)."""
    table: Counter[str] = Counter()
    for line in lexicon.load("common")["frequency"].splitlines():
        count, _, listed = line.partition(" ")
        for word in listed.split():
            table.update({key(mark): int(count) for mark in of(word)})
    return table


@lru_cache(maxsize=200_000)
def telling(mark: str) -> float:
    """How telling a mark is by itself, whatever texts are at hand: its kind's weight times its rarity in news at large.
    Numbers of one digit and years are common."""
    rarity = float(np.log(1020 / (min(1000, _common().get(key(mark), 0)) + 2)))
    if mark[0] == "n" and (len(mark) == 2 or mark[1:3] in ("19", "20")):
        rarity *= 0.5
    return _weight(mark) * rarity


def agreement(left: str, right: str) -> tuple[float, float]:
    """How much of what two texts tell they both tell, by how telling each mark is: of the fuller one the part, and the
    sum, in which a name seen in one news text of a thousand counts about 9."""
    ours, theirs = _told(left), _told(right)
    shared = sum(min(weight, theirs[name]) for name, weight in ours.items() if name in theirs)
    return shared / max(1e-9, sum(ours.values()), sum(theirs.values())), shared


def _told(text: str) -> dict[str, float]:
    out: dict[str, float] = {}
    for found in of(text):
        out[key(found)] = max(out.get(key(found), 0.0), telling(found))
    return out


def overlap(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Cosine of two weighted sets of marks, 0 to 1."""
    if not left or not right:
        return 0.0
    shared = sum(weight * right[mark] for mark, weight in left.items() if mark in right)
    return float(shared / np.sqrt(sum(w * w for w in left.values()) * sum(w * w for w in right.values())))


def bag(marks: Sequence[str], weight: Mapping[str, float]) -> dict[str, float]:
    """The weighted set of a text's marks; ``weight`` is what :func:`weights` gave, 1.5 per kind for what it lacks."""
    out: dict[str, float] = {}
    for mark in marks:
        name = key(mark)
        out[name] = max(out.get(name, 0.0), weight.get(name, 1.5 * _weight(mark)))
    return out


def likeness(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float32]:
    """Cosine of the marks of every sentence of ``left`` with those of every one of ``right``."""
    ours, theirs = [of(text) for text in left], [of(text) for text in right]
    weight = weights([*ours, *theirs])
    a, b = [bag(m, weight) for m in ours], [bag(m, weight) for m in theirs]
    return np.array([[overlap(x, y) for y in b] for x in a], dtype=np.float32).reshape(len(a), len(b))
