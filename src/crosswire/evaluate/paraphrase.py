"""Same news or not, on pairs of news sentences: MSRP (Dolan, Quirk and Brockett 2004), the validation part."""

from pathlib import Path

from crosswire.copies import paraphrase

FILES = ("msrp/msr-para-val.tsv",)


def read(path: Path) -> tuple[list[int], list[str], list[str]]:
    """Labels, first and second sentences of a file of the set."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8-sig").splitlines()[1:]]
    rows = [row for row in rows if len(row) == 5]
    return [int(row[0]) for row in rows], [row[3] for row in rows], [row[4] for row in rows]


def score(data: Path) -> dict[str, float]:
    """Accuracy, and F1 of the paraphrases."""
    labels, left, right = read(data / "msrp" / "msr-para-val.tsv")
    found = [int(chance >= 0.5) for chance in paraphrase.same_news(left, right)]
    both = sum(a and b for a, b in zip(labels, found, strict=True))
    accuracy = sum(a == b for a, b in zip(labels, found, strict=True)) / len(labels)
    return {"accuracy": accuracy, "f1": 2 * both / max(1, sum(labels) + sum(found))}
