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


class _Ascii(dict[int, str]):
    """ASCII for each character, looked up once: less than half of the time that ``anyascii`` takes for a word."""

    def __missing__(self, code: int) -> str:
        from anyascii import anyascii

        self[code] = anyascii(chr(code))
        return self[code]


_ASCII = _Ascii()


def ascii_of(text: str) -> str:
    """A text in ASCII characters: "Хрещатик" → "Khreshchatik"."""
    return text if text.isascii() else text.translate(_ASCII)


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Lower-case ASCII letters and digits of a name: "Szijjártó" → "szijjarto", "Хрещатик" → "khreshchatik"."""
    plain = ascii_of(name).lower()
    return plain if plain.isalnum() else "".join(char for char in plain if char.isalnum())


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


@cache
def _by_left() -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """The costs by left unit, and the least that each left unit can cost."""
    units: dict[str, dict[str, float]] = {}
    for (left, right), cost in _costs().items():
        units.setdefault(left, {})[right] = cost
    return units, {left: min(of.values()) for left, of in units.items()}


def _least(left: str) -> list[float]:
    """The least that the rest of a name from each letter on can cost, whatever it is aligned with."""
    bounds = _by_left()[1]
    out = [0.0] * (len(left) + 1)
    for i in range(len(left) - 1, -1, -1):
        out[i] = out[i + 1] + min(EMPTY_COST, bounds.get(left[i], EMPTY_COST))
        for size in range(2, min(LONGEST, len(left) - i) + 1):
            cost = bounds.get(left[i : i + size])
            if cost is not None:
                out[i] = min(out[i], out[i + size] + cost)
    return out


_NONE: dict[str, float] = {}


def _reaches(left: str, right: str, bound: float) -> float:
    """The cost of :func:`align`, or infinity where it lies above ``bound``: most of the table need not be filled."""
    units = _by_left()[0]
    rows, columns = len(left), len(right)
    least = _least(left)
    best = [[math.inf] * (columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    rights = [[right[j : j + size] for size in range(min(LONGEST, columns - j) + 1)] for j in range(columns + 1)]
    for i in range(rows + 1):
        row, most = best[i], bound - least[i] + 1e-9
        known = (units.get(left[i : i + size], _NONE) for size in range(min(LONGEST, rows - i) + 1))
        mine = [(di, best[i + di], of) for di, of in enumerate(known)]
        for j in range(columns + 1):
            base = row[j]
            if base > most:
                continue
            for di, beyond, of in mine:
                if not of and di > 1:
                    continue
                for dj, other in enumerate(rights[j]):
                    cost = of.get(other)
                    if cost is None:
                        if di + dj == 1:
                            cost = EMPTY_COST
                        elif di == dj == 1:
                            cost = 2 * EMPTY_COST
                        else:
                            continue
                    if base + cost < beyond[j + dj]:
                        beyond[j + dj] = base + cost
    return best[rows][columns]


def is_within(cyrillic: str, latin: str, limit: float) -> bool:
    """Whether :func:`from_cyrillic` of two names is at most ``limit``, without the rest of the table."""
    a, b = fold(cyrillic), fold(latin)
    if a == b or not a or not b:
        return from_cyrillic(cyrillic, latin) <= limit
    longer = max(len(a), len(b))
    return _reaches(a, b, limit * longer) / longer <= limit


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
