"""How alike headlines are, against people's judgements: the headline pairs of STS 2013 to 2015 (Agirre and others)."""

from pathlib import Path

import numpy as np

from crosswire.copies import paraphrase

FILES = ("sts_headlines/*.tsv",)


def read(data: Path, years: tuple[str, ...] = ("2013", "2014", "2015")) -> tuple[list[float], list[str], list[str]]:
    """Judgements 0 to 5, first and second headlines; pairs nobody judged are left out."""
    rows = []
    for year in years:
        for line in (data / "sts_headlines" / f"{year}.tsv").read_text(encoding="utf-8").splitlines():
            judged, *pair = line.split("\t")
            if judged.strip() and len(pair) >= 2:
                rows.append((float(judged), pair[0].strip(), pair[1].strip()))
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


def pearson(data: Path, years: tuple[str, ...]) -> float:
    """Pearson's correlation with the judgements of some years."""
    gold, left, right = read(data, years)
    return float(np.corrcoef(gold, paraphrase.alike(left, right))[0, 1])


def score(data: Path) -> dict[str, float]:
    """``pearson`` over all three years; ``pearson_2015``, the year that the coefficients were not fitted on."""
    return {"pearson": pearson(data, ("2013", "2014", "2015")), "pearson_2015": pearson(data, ("2015",))}
