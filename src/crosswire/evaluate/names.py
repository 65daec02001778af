"""Joins of name parts across scripts and spellings: precision and recall on English–Russian pairs.

Positives are pairs of ``wd_russian_80``; negatives are hard ones made from it: for every positive, the English form
with another name's Russian form that shares its first sounds (see :func:`hard_negative`). Only the half of the
Russian names that ``training/names/spellings.py`` never reads is used. Pairs counted more than once weigh once.

Two tasks: a name part alone ("welbeck", "уэлбек"), as a bare surname meets another; and a full name ("maria welbeck",
"мария уэлбек"), whose given names are drawn from the same set, as persons are joined in reports.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from crosswire.language.names import same_name
from crosswire.language.spelling import fold, half

FILES: tuple[str, ...] = ("translit/wd_russian_80",)
SIZE = 1500
Pair = tuple[str, str]


def read(path: Path) -> list[Pair]:
    """English and Russian forms of the half kept for measuring, without entries in which neither could be the other."""
    pairs: set[Pair] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        english, russian, _ = line.split("\t")
        russian = russian.replace(" ", "")
        if half(russian) == 1 and len(english) > 2 and len(russian) > 2:
            pairs.add((english, russian))
    return sorted(pairs)


def first_sounds(name: str) -> str:
    """The consonants a name begins with, which its hard negatives share."""
    return "".join(letter for letter in fold(name) if letter not in "aeiouyhj")[:3]


def hard_negative(pair: Pair, bucket: Sequence[Pair], known: frozenset[Pair], chance: random.Random) -> Pair | None:
    """The English form with a near Russian form of another name: none that the set lists as its own."""
    others = [russian for _, russian in bucket if russian != pair[1] and (pair[0], russian) not in known]
    return (pair[0], chance.choice(others)) if others else None


def cases(path: Path, size: int = SIZE) -> tuple[list[Pair], list[Pair]]:
    """Positives and hard negatives, the same on every run."""
    pairs = read(path)
    known = frozenset(pairs)
    chance = random.Random(1)
    buckets: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        buckets[first_sounds(pair[1])].append(pair)
    positives = chance.sample(pairs, min(size, len(pairs)))
    made = (hard_negative(pair, buckets[first_sounds(pair[1])], known, chance) for pair in positives)
    return positives, [pair for pair in made if pair]


def rates(positives: Sequence[Pair], negatives: Sequence[Pair]) -> tuple[float, float]:
    """Precision and recall of :func:`same_name` for persons."""
    right = sum(same_name(a, b, type="person")[0] for a, b in positives)
    wrong = sum(same_name(a, b, type="person")[0] for a, b in negatives)
    return right / max(1, right + wrong), right / max(1, len(positives))


def full_names(pairs: Sequence[Pair], given: Sequence[Pair]) -> list[Pair]:
    """Each pair with a given name in front, the same on both sides."""
    return [
        (f"{given[n % len(given)][0]} {english}", f"{given[n % len(given)][1]} {russian}")
        for n, (english, russian) in enumerate(pairs)
    ]


def score(data: Path) -> dict[str, float]:
    """Precision and recall of single parts and of full names."""
    positives, negatives = cases(data / FILES[0])
    part = rates(positives, negatives)
    given = [("Maria", "Мария"), ("Viktor", "Виктор"), ("Anna", "Анна"), ("Robert", "Роберт"), ("Peter", "Пётр")]
    full = rates(full_names(positives, given), full_names(negatives, given))
    return {
        "part_precision": part[0],
        "part_recall": part[1],
        "precision": full[0],
        "recall": full[1],
    }
