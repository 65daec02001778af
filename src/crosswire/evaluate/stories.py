"""Stories against ECB+ (Cybulska and Vossen 2014), topics given as files: B3 over events, one setting for all; and
pair F1 on the business news of Gedikli's story chains."""

import csv
import datetime as dt
import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from crosswire.stories import linking
from crosswire.stories.average import average_link
from crosswire.stories.features import Text

FILES = ("ecbplus/*/*.xml", "news_story_chains/**/*.csv")
_TOKEN = re.compile(r'<token t_id="\d+" sentence="(\d+)" number="\d+">([^<]*)</token>')


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its topic ("12"), its event ("12ecb", "12ecbplus"), and its text."""

    topic: str
    event: str
    text: Text


def read(data: Path) -> list[Document]:
    """The articles of ECB+, without the line of their address."""
    return [_document(path) for path in sorted((data / "ecbplus").glob("*/*.xml"))]


def _document(path: Path) -> Document:
    sentences: dict[int, list[str]] = {}
    for match in _TOKEN.finditer(path.read_text(encoding="utf-8")):
        sentences.setdefault(int(match[1]), []).append(html.unescape(match[2]))
    lines = [words for _, words in sorted(sentences.items()) if not words[0].startswith("http")]
    topic, rest = path.stem.split("_")
    return Document(topic, topic + re.sub(r"\d", "", rest), Text(path.stem, "", tuple(" ".join(w) for w in lines)))


def b_cubed(events: Sequence[str], groups: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    """B3 precision, recall and F1 (Bagga and Baldwin 1998) of groups of positions against an event per position."""
    size = Counter(events)
    precision = recall = 0.0
    for group in groups:
        for event, count in Counter(events[i] for i in group).items():
            precision += count * count / len(group)
            recall += count * count / size[event]
    precision, recall = precision / len(events), recall / len(events)
    return precision, recall, 2 * precision * recall / (precision + recall)


def score(data: Path) -> dict[str, float]:
    """``b3_f1``, ``b3_precision``, ``b3_recall`` over all topics at once; ``pair_f1`` on the story chains."""
    documents = read(data)
    linker = linking.Linker([document.text for document in documents])
    groups = average_link(len(documents), linker.scored(), threshold=linking.model().threshold)
    precision, recall, f1 = b_cubed([document.event for document in documents], groups)
    return {"b3_f1": f1, "b3_precision": precision, "b3_recall": recall, "pair_f1": chains(data)}


def chains(data: Path) -> float:
    """Pair F1 on Gedikli's business news: pairs of one story by our grouping, against the first coder's "related"."""
    texts, when, gold = chain_texts(data)
    linker = linking.Linker(texts, when)
    groups = average_link(len(texts), linker.scored(), threshold=linking.model().threshold)
    return chain_f1({texts[i].id: texts[group[0]].id for group in groups for i in group}, gold)


def chain_f1(found: Mapping[str, str], gold: AbstractSet[frozenset[str]]) -> float:
    """F1 of the pairs of items (item to story) that are in one story, against the pairs judged to be."""
    by_story: dict[str, list[str]] = {}
    for item, story in found.items():
        by_story.setdefault(story, []).append(item)
    pairs = {frozenset(pair) for items in by_story.values() for pair in combinations(items, 2)}
    return 2 * len(pairs & gold) / max(1, len(pairs) + len(gold))


def chain_texts(data: Path) -> tuple[list[Text], list[linking.When], set[frozenset[str]]]:
    """The business news in order of their addresses, their days, and the pairs the first coder judged related."""
    folder = data / "news_story_chains"
    csv.field_size_limit(10**8)
    texts, when = {}, {}
    for path in sorted(folder.glob("*article_texts.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                texts[row["url"]] = Text(row["url"], row["title"], tuple(re.split(r"(?<=[.!?])\s+", row["text"])))
                when[row["url"]] = linking.When(dt.date.fromisoformat(row["date"][:10]).toordinal())
    urls = sorted(texts)
    gold = set()
    for path in sorted((folder / "hand_coded").glob("*coder1*.csv")):
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            left, right, related = line.split(";")
            if related == "1" and {left, right} <= texts.keys():
                gold.add(frozenset((left, right)))
    return [texts[url] for url in urls], [when[url] for url in urls], gold
