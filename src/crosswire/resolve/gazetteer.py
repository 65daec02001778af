"""Places of the world by name, packed in ``data/gazetteer.xz``, with nothing to connect to.

Source: GeoNames (CC BY 4.0); ``training/gazetteer/build.py`` makes the file and describes it. Names are found by binary
search over one sorted block of bytes: loading takes a few tenths of a second and no table of half a million strings.

reads nothing of Crosswire's → writes nothing
"""

import lzma
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Literal

from crosswire.language import lexicon
from crosswire.language.cases import dictionary_forms as dictionary_forms
from crosswire.language.cases import is_cyrillic as is_cyrillic
from crosswire.language.spelling import ascii_of

METHOD = "gazetteer/1"
Kind = Literal["C", "R", "D", "P", "A"]
KINDS: tuple[Kind, ...] = ("C", "R", "D", "P", "A")
_SPACES = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´ʹ.ьъЬЪ")
_SAINT = re.compile(r"\b(st|ste)\b")
_STEP = 64  # names between two of the coarse index: bytes between them are searched as they are


@dataclass(frozen=True, slots=True)
class Record:
    """One place: ``kind`` is C country, R first-order region, D district (county, raion), P town, A another area.

    ``country`` is ISO 3166-1 alpha-2, ``region`` GeoNames's code of the first-order region; degrees are WGS 84.
    """

    id: str
    name: str
    country: str
    region: str
    kind: Kind
    lat: float
    lon: float
    population: int


@lru_cache(maxsize=1 << 14)
def fold_name(name: str) -> str:
    """The key of a place's name: ASCII, lower case, single spaces, "st" for saint: "Нью-Йорк" → "nyu york"."""
    plain = ascii_of(name.translate(_APOSTROPHES)).lower()
    if not plain.isalnum():
        plain = _SPACES.sub(" ", plain.replace("'", "")).strip()
    return _SAINT.sub("saint", plain) if "st" in plain else plain


class Gazetteer:
    """The packed tables with look-up by folded name."""

    def __init__(self, packed: bytes) -> None:
        import numpy as np

        places, _, names = lzma.decompress(packed).partition(b"\n--\n")
        self._places = places.split(b"\n")
        self._names = names
        ends = np.flatnonzero(np.frombuffer(names, dtype=np.uint8) == 10)
        self._starts = [0, *(ends[:-1] + 1).tolist()] if len(ends) else []
        self._coarse = [self._key(index) for index in range(0, len(self._starts), _STEP)]

    def _line(self, index: int) -> bytes:
        start = self._starts[index]
        return self._names[start : self._names.index(b"\n", start)]

    def _key(self, index: int) -> bytes:
        return self._line(index).partition(b"\t")[0]

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - one gazetteer lives as long as the process
    def record(self, number: int) -> Record:
        """The place with this number."""
        f = self._places[number].decode().split("\t")
        identifier = f"geonames:{f[0]}" if f[0].isdigit() else f[0]
        kind = next(kind for kind in KINDS if kind == f[4])
        return Record(identifier, f[1], f[2], f[3], kind, float(f[5]), float(f[6]), int(f[7]))

    @lru_cache(maxsize=1 << 14)  # noqa: B019
    def folded(self, key: str) -> tuple[Record, ...]:
        """Places whose folded name equals ``key``, in no order of merit."""
        if not key or not self._starts:
            return ()
        wanted = b"\n" + key.encode() + b"\t"
        low = max(0, bisect_left(self._coarse, wanted[1:-1]) - 1) * _STEP
        high = low + _STEP + 1
        begin, end = self._starts[low], self._starts[high] if high < len(self._starts) else len(self._names)
        if self._names.startswith(wanted[1:], begin):
            at = begin - 1
        elif (at := self._names.find(wanted, begin, end)) < 0:
            return ()
        numbers = self._names[at + len(wanted) : self._names.index(b"\n", at + 1)]
        return tuple(self.record(int(number)) for number in numbers.split(b","))

    @cached_property
    def _regions(self) -> Mapping[tuple[bytes, bytes], list[int]]:
        """Numbers of the places of each first-order region, from one pass over the table."""
        found: defaultdict[tuple[bytes, bytes], list[int]] = defaultdict(list)
        for number, line in enumerate(self._places):
            _, _, country, region, _ = line.split(b"\t", 4)
            found[country, region].append(number)
        return found

    def within(self, country: str, region: str) -> tuple[Record, ...]:
        """Towns and districts of one first-order region."""
        found = (self.record(number) for number in self._regions.get((country.encode(), region.encode()), ()))
        return tuple(record for record in found if record.kind in "PD")


@cache
def load() -> Gazetteer:
    """The gazetteer of the package, read once. Raises FileNotFoundError where the file was not shipped."""
    return Gazetteer((resources.files("crosswire") / "data" / "gazetteer.xz").read_bytes())


@cache
def kinds() -> dict[str, str]:
    """Words for kinds of place ("oblast", "raion") → "region", "district", "city" and so on, folded."""
    table = lexicon.load("names")["kinds"]
    return {fold_name(word): kind for kind, words in table.items() for word in words}


@lru_cache(maxsize=1 << 12)
def kind_word(word: str) -> str | None:
    """The kind of place a word stands for, plural and Cyrillic cases included: "oblasts", "области" → "region"."""
    table = kinds()
    key = fold_name(word)
    if key in table:
        return table[key]
    if is_cyrillic(word):
        stems = (
            ("oblast", "region"),
            ("kray", "region"),
            ("krai", "region"),
            ("rayon", "district"),
            ("raion", "district"),
            ("gromad", "district"),
            ("napryamk", "district"),
            ("napryamo", "district"),
            ("napravleni", "district"),
        )
        return next((kind for stem, kind in stems if key.startswith(stem) and len(key) - len(stem) < 4), None)
    return table.get(key[:-1]) if key.endswith("s") else None


@lru_cache(maxsize=1 << 14)
def split_kind(name: str) -> tuple[str, str | None]:
    """The folded name without the word of its kind, and the kind: "Belgorod Oblast" → ("belgorod", "region")."""
    words = fold_name(name).split()
    table = kinds()
    last = kind_word(name.split()[-1]) if len(words) > 1 and name.split() else None
    if last:
        return " ".join(words[:-1]), last
    if len(words) > 2 and words[0] in table:
        rest = words[2:] if words[1] == "of" else words[1:]
        return " ".join(word for word in rest if word != "the"), table[words[0]]
    return " ".join(words), None


@cache
def stems() -> dict[str, tuple[str, str]]:
    """Folded stems of Cyrillic region names → (country, region code): "kharkivsk" → ("UA", "07")."""
    found: dict[str, tuple[str, str]] = {}
    for key, region in lexicon.load("places")["regions"].items():
        country, _, code = key.partition(".")
        for name in region.get("names", ()):
            if is_cyrillic(name):
                found[fold_name(name)] = (country, code)
    return found


@lru_cache(maxsize=1 << 13)
def by_stem(name: str) -> tuple[str, str] | None:
    """The region a Cyrillic word names in any case: "Харківщині", "Белгородской" → (country, code); None if none."""
    key = fold_name(name)
    table = stems()
    for cut in range(len(key), max(3, len(key) - 6), -1):
        if key[:cut] in table:
            return table[key[:cut]]
    return None
