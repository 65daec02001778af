"""Attribution: exact span F1 of source, cue and content on PolNeAR's dev articles in their published token form."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from crosswire.evaluate.untokenise import untokenise
from crosswire.language.encoder import tag
from crosswire.model.reading import Tag

FILES = ("polnear_tokens/valid.txt",)
KINDS = ("source", "cue", "content")

Tagger = Callable[[str, Sequence[tuple[int, int]]], tuple[Tag, ...]]
Spans = set[tuple[int, str, int, int]]
"""(line, kind, first token, last token excluded)."""


def documents(path: Path) -> Iterator[list[dict[str, list[str]]]]:
    """The lines of each document (same ``id``), in order; a line is a paragraph of the article."""
    rows: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if rows and rows[-1]["id"] != row["id"]:
            yield rows
            rows = []
        rows.append(row)
    if rows:
        yield rows


def gold(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """Spans of BIO labels as (kind, first, last excluded); an I after another kind begins a span."""
    out: list[tuple[str, int, int]] = []
    for at, label in enumerate(labels):
        if label == "O":
            continue
        if label[0] == "I" and out and out[-1][0] == label[2:] and out[-1][2] == at:
            out[-1] = (label[2:], out[-1][1], at + 1)
        else:
            out.append((label[2:], at, at + 1))
    return out


def predicted(lines: Sequence[Sequence[str]], tagger: Tagger) -> list[list[tuple[str, int, int]]]:
    """What the tagger finds in a document given as lines of tokens: per line, (kind, first, last token excluded).

    The tokens are written out as running text, a line a paragraph, and the tags' offsets are led back to the tokens
    they touch.
    """
    text = ""
    sentences: list[tuple[int, int]] = []
    owner: dict[int, tuple[int, int]] = {}
    for number, tokens in enumerate(lines):
        part, spans = untokenise(tokens)
        base = len(text)
        sentences.append((base, base + len(part)))
        for at, (start, end) in enumerate(spans):
            owner.update(dict.fromkeys(range(base + start, base + end), (number, at)))
        text += part + "\n"
    out: list[list[tuple[str, int, int]]] = [[] for _ in lines]
    for found in tagger(text, sentences):
        line, first = owner[found.start]
        out[line].append((found.label, first, owner[found.end - 1][1] + 1))
    return out


def f1(true: Spans, found: Spans, kind: str | None = None) -> float:
    """Exact-span F1 in per cent, of one kind or of all."""
    counts: Counter[str] = Counter()
    counts["found"] = sum(1 for span in found if kind in (None, span[1]))
    counts["true"] = sum(1 for span in true if kind in (None, span[1]))
    counts["both"] = sum(1 for span in true & found if kind in (None, span[1]))
    return 200 * counts["both"] / max(1, counts["found"] + counts["true"])


def measure(data: Path, tagger: Tagger) -> dict[str, float]:
    """:func:`score` for any tagger."""
    true: Spans = set()
    found: Spans = set()
    line = 0
    for rows in documents(data / FILES[0]):
        for row, marks in zip(rows, predicted([row["tokens"] for row in rows], tagger), strict=True):
            line += 1
            true |= {(line, *span) for span in gold(row["labels"])}
            found |= {(line, *mark) for mark in marks if mark[0] in KINDS}
    return {kind: round(f1(true, found, kind), 2) for kind in KINDS}


def score(data: Path) -> dict[str, float]:
    """F1 in per cent of "source", "cue" and "content" (PolNeAR, Newell et al. 2018) with the packaged model."""
    return measure(data, tag)
