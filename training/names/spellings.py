"""Learn how spellings of one name differ: data/spellings.toml from English-Russian name pairs.

    python training/names/spellings.py PAIRS [-o src/crosswire/data/spellings.toml]

PAIRS is the ``wd_russian_80`` set (CC0): lines ``english<TAB>р у с с к и й<TAB>count``. Both sides are folded to
ASCII, and a table of unit costs (up to three letters against up to three) is learned by hard EM over best alignments,
as in stochastic edit distance (Ristad and Yianilos, 1998) with many-to-many units (Jiampojamarn et al., 2007). Only
the even half of the Russian names is used (``crosswire.language.spelling.half``): the odd half is for evaluation.
"""

import argparse
import math
import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

from crosswire.language.spelling import EMPTY_COST, Costs, align, fold, half

Pair = tuple[str, str]
KEPT = 2500
PASSES = 6
BEYOND = (2.2, 1.2)  # cost per letter beyond which a pair is not taken for one name: first pass, later ones


def read(path: Path, part: int) -> list[Pair]:
    """Folded pairs of one half, each once: Russian with English, and two English spellings of one Russian name."""
    spellings: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        english, russian, _ = line.split("\t")
        russian = russian.replace(" ", "")
        if half(russian) == part and 2 < len(fold(russian)) < 16 and 2 < len(fold(english)) < 16:
            spellings.setdefault(fold(russian), set()).add(fold(english))
    pairs = {(russian, english) for russian, names in spellings.items() for english in names}
    for names in spellings.values():
        pairs.update(pairwise(sorted(names)))
    return sorted(pairs)


def first_costs(pairs: list[Pair]) -> Costs:
    """What to start from: equal letters are cheap, vowels for vowels dearer, everything else dear."""
    vowels = "aeiouy"
    letters = sorted({letter for pair in pairs for name in pair for letter in name})
    costs: Costs = {}
    for a in letters:
        for b in letters:
            costs[a, b] = 0.2 if a == b else 1.5 if a in vowels and b in vowels else 4.0
    return costs


def count(pairs: list[Pair], costs: Costs, *, number: int) -> tuple[Counter[Pair], float]:
    """Units on the best alignments; pairs too far apart to be spellings of one name are left out."""
    units: Counter[Pair] = Counter()
    total = 0.0
    for left, right in pairs:
        cost, path = align(left, right, costs, open_units=number < 3)
        if cost / max(len(left), len(right)) > BEYOND[number > 0]:
            continue
        total += cost
        units.update(path)
    return units, total


def estimate(units: Counter[Pair]) -> Costs:
    """Negated log odds of a unit in spellings of one name against its letters met by chance: lower is more alike."""
    letters: Counter[str] = Counter()
    for (a, b), n in units.items():
        for letter in a + b:
            letters[letter] += n
    all_units, all_letters = sum(units.values()), sum(letters.values())
    chance = {letter: math.log(n / all_letters) for letter, n in letters.items()}
    return {
        (a, b): -math.log(n / all_units) + 0.5 * sum(chance[letter] for letter in a + b)
        for (a, b), n in units.items()
        if n > 1
    }


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("src/crosswire/data/spellings.toml"))
    parser.add_argument("-n", "--number", type=int, default=64000)
    given = parser.parse_args()
    pairs = read(given.pairs, 0)
    random.Random(7).shuffle(pairs)
    pairs = pairs[: given.number]
    costs = first_costs(pairs)
    for number in range(PASSES):
        units, total = count(pairs, costs, number=number)
        costs = estimate(units)
        print(number, len(costs), round(total / len(pairs), 3), flush=True)
    kept = sorted(costs, key=lambda unit: -units[unit])[:KEPT]
    lines = [
        "# Made by training/names/spellings.py from wd_russian_80 (CC0); do not edit.",
        f"empty = {EMPTY_COST}",
        "",
    ]
    lines += ["# left unit, right unit, cost (negated log odds: below 0 speaks for one name)", "units = ["]
    lines += [f'  ["{a}", "{b}", {costs[a, b]:.2f}],' for a, b in sorted(kept)]
    given.output.write_text("\n".join([*lines, "]", ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
