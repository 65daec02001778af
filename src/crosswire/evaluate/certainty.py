"""Scores factuality on FactBank's event tokens, and the bands of words of estimative probability on readers' numbers.

reads nothing of a run; writes metrics. Factuality: mean absolute error and Pearson's r against the annotated values,
-3 to +3 (column 3; "_" and "DEFAULT" mark no event), beside the error of always answering +3. Calibration: the share of
phrases whose band holds the median of the readers' numbers.
"""

import csv
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

from crosswire.claims import certainty
from crosswire.claims.factuality import factuality
from crosswire.language import lexicon

FILES = ("factuality/factbank_test.conll", "probability_words/probly.csv")
ALWAYS = 3.0
LOWER_IS_BETTER = frozenset({"MAE"})
NO_FLOOR = frozenset({"MAE of always +3"})
_VALUE = re.compile(r"-?\d(?:\.\d+)?")


def sentences(path: Path) -> Iterator[tuple[list[str], dict[int, float]]]:
    """The sentences of a factuality file: tokens, and the value of each token that names an event."""
    tokens: list[str] = []
    gold: dict[int, float] = {}
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split("\t")
        if len(cells) < 3:
            if tokens:
                yield tokens, gold
            tokens, gold = [], {}
            continue
        if _VALUE.fullmatch(cells[2]):
            gold[len(tokens)] = float(cells[2])
        tokens.append(cells[1])


def medians(path: Path) -> dict[str, float]:
    """Phrase -> median of the readers' numbers, per cent."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {phrase: statistics.median(float(row[phrase]) for row in rows if row[phrase]) for phrase in rows[0]}


def band_holds(phrase: str, median: float) -> bool:
    """Whether the band Crosswire gives a phrase holds a number; a number on an edge belongs to the upper band."""
    hedge = certainty.strongest(phrase, [(0, len(phrase))])
    bands = lexicon.load("certainty")["bands"]
    if hedge is None or hedge.band not in bands:
        return False
    low, high = bands[hedge.band]
    return bool(low <= median < high)


def score(data: Path) -> dict[str, float]:
    """Mean absolute error, Pearson's r, the error of always +3, and the share (0..100) of phrases in the right band."""
    pairs = [
        (value, factuality(tokens, index))
        for tokens, gold in sentences(data / FILES[0])
        for index, value in gold.items()
    ]
    readers = medians(data / FILES[1])
    return {
        "MAE": round(statistics.fmean(abs(gold - found) for gold, found in pairs), 3),
        "Pearson r": round(statistics.correlation([gold for gold, _ in pairs], [found for _, found in pairs]), 3),
        "MAE of always +3": round(statistics.fmean(abs(gold - ALWAYS) for gold, _ in pairs), 3),
        "phrases in their band": round(100 * statistics.fmean(band_holds(p, m) for p, m in readers.items()), 1),
    }
