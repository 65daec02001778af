"""What the fast reader learns from: ``python training/reader/student_texts.py --data DATA --out TEXTS.npz``.

Every text of the sets, labelled or not, as the full reader reads it: for each word the probability of every tag, by
forward and backward sums over its chains. Where a set was labelled by hand, those labels are kept beside. Only the
measuring sets stay out (PolNeAR dev, UNER, GUM dev). About six minutes on one core.
"""

import argparse
import csv
import json
import random
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from examples import _allowed, pools, swapped
from records import Document, Paragraph
from sets import training

from crosswire.language import encoder
from crosswire.language.chain import Chain
from crosswire.language.windows import Word, read

PIECES = 6  # of a word that the fast reader looks up
HEADS = ("names", "attribution")
LONGEST = 2000  # words of one text that are kept together


def _plain(name: str, text: str) -> Document:
    parts = [part.strip() for part in re.split(r"\n+", text)]
    return Document(name, "", tuple(Paragraph(part, ()) for part in parts if part))


def _table(path: Path, columns: tuple[str, ...]) -> Iterator[Document]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            text = "\n".join(row.get(column) or "" for column in columns)
            if len(text) > 200:
                yield _plain(f"{path.stem}-{number}", text)


def unlabelled(data: Path) -> Iterator[Document]:
    """News texts of the sets without labels of ours."""
    yield from _table(data / "fakes/FA-KES-Dataset.csv", ("article_title", "article_content"))
    yield from _table(data / "fakes_changed/aggressive_no_overlap.csv", ("transformed_article_text",))
    chains = data / "news_story_chains"
    yield from _table(chains / "gedikli-business_energy_news_dataset-2021-06-29-article_texts.csv", ("title", "text"))
    yield from _table(chains / "gedikli-business_energy_news_dataset-2021-06-29.csv", ("title", "text"))
    for path in sorted((data / "wikiref220").glob("*.txt")):
        yield _plain(path.stem, path.read_text(encoding="utf-8", errors="replace"))
    for path in sorted((data / "tempeval3").rglob("*.tml")):
        text = re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8", errors="replace"))
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", text).replace("&amp;", "&")
        yield _plain(path.stem, text)
    for row in json.loads((data / "ukraine/gdelt_fulltext_447.json").read_text(encoding="utf-8")):
        if "_en_" in row["filename"]:
            yield _plain(row["filename"], row["content"])
    for path in sorted((data / "background_summaries").rglob("*.tsv")):
        yield _plain(path.stem + path.parent.name, re.sub(r'[\t"]', "\n", path.read_text(encoding="utf-8")))
    for path in sorted((data / "ud_ewt/train").rglob("*.conllu")):
        yield _plain(path.stem, "\n".join(re.findall(r"^# text = (.*)$", path.read_text(encoding="utf-8"), re.M)))
    for name in ("lgl", "GeoVirus"):
        root = ElementTree.parse(data / f"toponyms/{name}.xml").getroot()
        for number, article in enumerate(root.iter("article")):
            yield _plain(f"{name}-{number}", article.findtext("text") or "")


def probabilities(scores: np.ndarray, opens: np.ndarray, links: Chain) -> np.ndarray:
    """The chance of each tag of each word, (words, tags), by forward and backward sums over a chain."""
    local = np.exp(scores.astype(np.float64) - scores.max(axis=1, keepdims=True))
    hop, first = np.exp(links.step.astype(np.float64)), np.exp(links.start.astype(np.float64))
    forward, backward = np.empty_like(local), np.ones_like(local)
    now = np.ones(local.shape[1])
    for at in range(len(local)):
        now = (first if opens[at] else now @ hop) * local[at]
        now /= now.sum()
        forward[at] = now
    for at in range(len(local) - 2, -1, -1):
        after = local[at + 1] * backward[at + 1]
        back = np.full(local.shape[1], (first * after).sum()) if opens[at + 1] else hop @ after
        backward[at] = back / back.sum()
    both = forward * backward
    out: np.ndarray = (both / both.sum(axis=1, keepdims=True)).astype(np.float16)
    return out


def words_of(document: Document) -> tuple[list[Word], list[int], list[int]]:
    """A document's words, the offsets where its paragraphs begin, and the labels of its head (bits; 0: none)."""
    text, bounds, spans, unknown = "", [], [], []
    for part in document.paragraphs:
        base = len(text)
        bounds.append((base, base + len(part.text)))
        spans += [(label, a + base, b + base) for label, a, b in part.spans]
        unknown += [(a + base, b + base) for a, b in part.unknown]
        text += part.text + "\n"
    words = read(text, bounds)
    marks = _allowed(words, document.head, spans, unknown) if document.head else [0] * len(words)
    return words, [a for a, _ in bounds], marks


def main() -> None:
    """Read every text with the full reader and write the arrays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    chance = random.Random(1)
    labelled = training(options.data)
    pool = pools(labelled)
    named = [d for d in labelled if d.head == "names"]
    again = [Document(d.name, d.head, tuple(swapped(p, pool, chance) for p in d.paragraphs)) for d in named]
    run, chains = encoder._model()
    kept: dict[str, list[np.ndarray]] = {name: [] for name in ("ids", "shapes", "opens", "soft", *HEADS)}
    lengths = []
    seen: set[str] = set()
    for number, document in enumerate([*labelled, *again, *unlabelled(options.data)]):
        whole = "\n".join(p.text for p in document.paragraphs)
        if not document.head and whole in seen:
            continue
        seen.add(whole)
        words, starts, marks = words_of(document)
        if len(words) < 5:
            continue
        scores = encoder.emissions(run, words, starts, 14)
        opens = np.array([w.opens for w in words])
        soft = [probabilities(scores[:, at : at + 7], opens, chains[h]) for at, h in ((0, HEADS[0]), (7, HEADS[1]))]
        for low in range(0, len(words), LONGEST):
            part = slice(low, low + LONGEST)
            ids = np.zeros((len(words[part]), PIECES), dtype=np.int32)
            for row, word in enumerate(words[part]):
                ids[row, : len(word.ids[:PIECES])] = word.ids[:PIECES]
            kept["ids"].append(ids)
            kept["shapes"].append(np.array([w.shape for w in words[part]], dtype=np.int8))
            kept["opens"].append(opens[part])
            kept["soft"].append(np.concatenate(soft, axis=1)[part])
            for head in HEADS:
                own = np.array(marks[part]) if document.head == head else np.zeros(len(ids))
                kept[head].append(own.astype(np.uint8))
            lengths.append(len(ids))
        if number % 200 == 0:
            print(number, document.name, sum(lengths), flush=True)
    np.savez(options.out, lengths=np.array(lengths), **{name: np.concatenate(rows) for name, rows in kept.items()})
    print(f"{len(lengths)} texts, {sum(lengths)} words")


if __name__ == "__main__":
    main()
