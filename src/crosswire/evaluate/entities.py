"""Names: exact span F1 of person, organisation and place.

Two measures. ``person`` … ``all`` are on UNER's English Web Treebank (dev: web text, annotated by hand). ``newswire_…``
are agreement with the silver tags that CoreNLP gave PolNeAR's news articles: a proxy, since those tags err too.
"""

from collections.abc import Iterator
from pathlib import Path

from crosswire.evaluate.attribution import Spans, Tagger, documents, f1, gold, predicted
from crosswire.language.encoder import tag

FILES = ("uner/en_ewt-ud-dev.iob2", "polnear_tokens/valid.txt")
KINDS = ("person", "organisation", "place")
_UNER = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_SILVER = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place"}


def sentences(path: Path) -> Iterator[list[tuple[list[str], list[str]]]]:
    """Documents of a UNER file: a list of sentences, each (tokens, BIO tags)."""
    rows: list[tuple[list[str], list[str]]] = []
    tokens: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t")
        if line.startswith("# newdoc") and rows:
            yield rows
            rows = []
        elif len(columns) >= 3 and columns[0].isdigit():
            tokens.append(columns[1])
            tags.append(columns[2])
        elif not line and tokens:
            rows.append((tokens, tags))
            tokens, tags = [], []
    if rows:
        yield rows


def _bare(span: tuple[str, int, int], tokens: list[str]) -> tuple[str, int, int]:
    """A span without a leading article: the sets disagree on it, and Crosswire's names bear none."""
    kind, first, last = span
    return (kind, first + 1, last) if last - first > 1 and tokens[first].lower() == "the" else span


def _uner(path: Path, tagger: Tagger) -> tuple[Spans, Spans]:
    true: Spans = set()
    found: Spans = set()
    line = 0
    for rows in sentences(path):
        for (tokens, tags), marks in zip(rows, predicted([t for t, _ in rows], tagger), strict=True):
            line += 1
            for kind, first, last in (_bare(span, tokens) for span in gold(tags)):
                if kind in _UNER:
                    true.add((line, _UNER[kind], first, last))
            found |= {(line, *_bare(mark, tokens)) for mark in marks if mark[0] in KINDS}
    return true, found


def _silver(path: Path, tagger: Tagger) -> tuple[Spans, Spans]:
    true: Spans = set()
    found: Spans = set()
    line = 0
    for rows in documents(path):
        for row, marks in zip(rows, predicted([row["tokens"] for row in rows], tagger), strict=True):
            line += 1
            tags = [f"I-{name}" if name in _SILVER else "O" for name in row["ner"]]
            for kind, first, last in (_bare(span, row["tokens"]) for span in gold(tags)):
                true.add((line, _SILVER[kind], first, last))
            found |= {(line, *_bare(mark, row["tokens"])) for mark in marks if mark[0] in KINDS}
    return true, found


def measure(data: Path, tagger: Tagger) -> dict[str, float]:
    """:func:`score` for any tagger."""
    out: dict[str, float] = {}
    measures = {"": _uner(data / FILES[0], tagger), "newswire_": _silver(data / FILES[1], tagger)}
    for prefix, (true, found) in measures.items():
        out |= {prefix + kind: round(f1(true, found, kind), 2) for kind in KINDS}
        out[prefix + "all"] = round(f1(true, found), 2)
    return out


def score(data: Path) -> dict[str, float]:
    """F1 in per cent with the packaged model: "person", "organisation", "place", "all" and the same "newswire_…"."""
    return measure(data, tag)
