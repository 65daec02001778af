"""How alike two spellings of one name part are: a learned, weighted alignment of letters.

Names are folded to ASCII letters first, so Cyrillic and Latin forms meet. Costs come from ``data/spellings.toml``,
which ``training/names/spellings.py`` learns from pairs of one name in two scripts. Method: stochastic edit distance
with many-to-many units (Ristad and Yianilos, 1998; Jiampojamarn et al., 2007).

reads nothing of Crosswire's → writes nothing
"""

import math
import zlib
from collections.abc import Mapping
from functools import cache, lru_cache

from crosswire.language import lexicon

Costs = dict[tuple[str, str], float]
EMPTY_COST = 4.0
LONGEST = 3


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Lower-case ASCII letters and digits of a name: "Szijjártó" → "szijjarto", "Хрещатик" → "khreshchatik"."""
    if name.isascii():
        return "".join(char for char in name.lower() if char.isalnum())
    from anyascii import anyascii

    return "".join(char for char in anyascii(name).lower() if char.isalnum())


def half(name: str) -> int:
    """0 or 1 by a hash of the name: which half of a set of pairs it belongs to (0 to learn from, 1 to measure on)."""
    return zlib.crc32(name.encode("utf-8")) & 1


@cache
def _costs() -> Costs:
    return {(left, right): cost for left, right, cost in lexicon.load("spellings")["units"]}


def align(
    left: str, right: str, costs: Mapping[tuple[str, str], float], *, open_units: bool = False
) -> tuple[float, tuple[tuple[str, str], ...]]:
    """The cheapest alignment of two folded names: its cost and its units.

    With ``open_units`` every unit of up to three letters is allowed at a price, which learning starts from.
    """
    rows, columns = len(left), len(right)
    best = [[math.inf] * (columns + 1) for _ in range(rows + 1)]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    lefts = [[left[i : i + size] for size in range(min(LONGEST, rows - i) + 1)] for i in range(rows + 1)]
    rights = [[right[j : j + size] for size in range(min(LONGEST, columns - j) + 1)] for j in range(columns + 1)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            base = best[i][j]
            if base == math.inf:
                continue
            for di, mine in enumerate(lefts[i]):
                for dj, other in enumerate(rights[j]):
                    if not di and not dj:
                        continue
                    cost = costs.get((mine, other))
                    if cost is None:
                        if di + dj == 1:
                            cost = EMPTY_COST
                        elif di == dj == 1:
                            cost = 2 * EMPTY_COST
                        elif open_units and di and dj and di + dj > 2:
                            cost = 1.0 * (di + dj)
                        else:
                            continue
                    if base + cost < best[i + di][j + dj]:
                        best[i + di][j + dj] = base + cost
                        back[i + di][j + dj] = (di, dj)
    path: list[tuple[str, str]] = []
    i, j = rows, columns
    while i or j:
        di, dj = back[i][j]
        path.append((left[i - di : i], right[j - dj : j]))
        i, j = i - di, j - dj
    return best[rows][columns], tuple(reversed(path))


@lru_cache(maxsize=1 << 16)
def distance(left: str, right: str) -> float:
    """How far two spellings lie apart, per letter of the longer one: 0 is equal, up to about .6 is one name.

    Symmetric; names are folded first. An empty name is infinitely far from every other.
    """
    return min(from_cyrillic(left, right), from_cyrillic(right, left))


@lru_cache(maxsize=1 << 16)
def from_cyrillic(cyrillic: str, latin: str) -> float:
    """The same from a Cyrillic form to a Latin one, as the costs were learned: up to about 1.1 is one name."""
    a, b = fold(cyrillic), fold(latin)
    if a == b:
        return 0.0 if a else math.inf
    if not a or not b:
        return math.inf
    return align(a, b, _costs())[0] / max(len(a), len(b))
