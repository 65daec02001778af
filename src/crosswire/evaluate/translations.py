"""The same text in two languages: entries of Warline, English and Ukrainian, found in one another by what survives
translation. Dates and handles are left out: the text alone decides."""

import re
from collections.abc import Sequence
from pathlib import Path

from crosswire.copies import translated

FILES = ("warline_en_uk/*.tsx",)
_ENTRY = re.compile(r"Tokenid: *['\"](\d+)['\"](.*?)ArtistName", re.DOTALL)
_LEAST = 20


def read(data: Path) -> tuple[list[str], list[str]]:
    """The entries that have both texts, a line each: English and Ukrainian. Texts that stand twice are left out."""
    rows = []
    for path in sorted((data / "warline_en_uk").glob("*.tsx")):
        for match in _ENTRY.finditer(path.read_text(encoding="utf-8")):
            pair = _field(match[2], "DescriptionEnglish"), _field(match[2], "DescriptionUkrainian")
            if min(map(len, pair)) >= _LEAST:
                rows.append(pair)
    english, ukrainian = [a for a, _ in rows], [b for _, b in rows]
    kept = [(a, b) for a, b in rows if english.count(a) == 1 and ukrainian.count(b) == 1]
    return [a for a, _ in kept], [b for _, b in kept]


def _field(entry: str, name: str) -> str:
    match = re.search(name + r":\s*(['\"`])(.*?)(?<!\\)\1,\s*\n", entry, re.DOTALL)
    return re.sub(r"\\+(['\"n])", lambda m: " " if m[1] == "n" else m[1], match[2]) if match else ""


def retrieve(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs that are each other's best and clear the floor."""
    return [(i, j) for i, j, _ in translated.pairs(left, right)]


def score(data: Path) -> dict[str, float]:
    """Precision, recall and F1 of the pairs found, over all entries."""
    left, right = read(data)
    found = retrieve(left, right)
    right_ones = sum(i == j for i, j in found)
    precision, recall = right_ones / max(1, len(found)), right_ones / max(1, len(left))
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}
