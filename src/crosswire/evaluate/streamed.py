"""Stories as items arrive, against the same items grouped at once: Gedikli's business news day by day, and days of a
real stream whose stories were labelled by hand (``labels/days.toml``: hashes of titles, no text)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from crosswire.evaluate import stories as batch
from crosswire.evaluate.days import Day, days
from crosswire.stories import compact, linking
from crosswire.stories.average import average_link, close_ranks
from crosswire.stories.clustering import ALMOST, HALF, SURE
from crosswire.stories.features import Text
from crosswire.stories.linking import When
from crosswire.stories.stream import Stream

FILES = (
    "news_story_chains/**/*.csv",
    "ukraine/uk_news_2026-06-14.csv",
    "ukraine/headlines_before_cut.jsonl",
    "ukraine/telegram_before_cut.jsonl",
)


def at_once(texts: Sequence[Text], when: Sequence[When]) -> dict[str, str]:
    """Item to the first item of its group, all items grouped at once."""
    linker = linking.Linker(texts, when)
    scored = linker.scored()
    groups = average_link(len(texts), scored, threshold=linking.model().threshold)
    groups = close_ranks(groups, scored, linker.one_day, mean=ALMOST, best=SURE, part=HALF)
    return {texts[i].id: texts[group[0]].id for group in groups for i in group}


def streamed(texts: Sequence[Text], when: Sequence[When], arrival: Sequence[int]) -> dict[str, str]:
    """Item to story, items taken in by their arrival (those with the same number are one batch)."""
    rows = compact.rows(texts, when)
    stream = Stream()
    found: dict[str, str] = {}
    batches = defaultdict(list)
    for row, number in zip(rows, arrival, strict=True):
        batches[number].append(row)
    for number in sorted(batches):
        changes = stream.add(batches[number])
        found.update(changes.stories)
        found.update(changes.moved)
    return {item: stream.resolve(story) for item, story in found.items()}


def pair_f1(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs of labelled items in one story."""
    both = _pairs(Counter((found[i], gold[i]) for i in gold))
    ours, theirs = _pairs(Counter(found[i] for i in gold)), _pairs(Counter(gold.values()))
    precision, recall = both / max(1, ours), both / max(1, theirs)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def b_cubed(found: Mapping[str, str], gold: Mapping[str, str]) -> float:
    """B3 F1 over labelled items."""
    items = sorted(gold)
    groups: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        groups[found[item]].append(i)
    return batch.b_cubed([gold[item] for item in items], list(groups.values()))[2]


def _pairs(sizes: Counter[object] | Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def score(data: Path) -> dict[str, float]:
    """Pair F1 of the chains, and B3 and pair F1 of the labelled days, streamed and at once, with the differences."""
    out: dict[str, float] = {}
    texts, when, gold = batch.chain_texts(data)
    arrival = [one.day or 0 for one in when]
    for name, found in (("batch", at_once(texts, when)), ("streamed", streamed(texts, when, arrival))):
        out[f"chains_{name}"] = batch.chain_f1(found, gold)
    totals: dict[str, list[float]] = defaultdict(list)
    for day in days(data):
        for name, value in _day(day).items():
            totals[name].append(value)
    out.update({f"days_{name}": sum(values) / len(values) for name, values in totals.items()})
    return out


def _day(day: Day) -> dict[str, float]:
    out = {}
    for name, found in (
        ("batch", at_once(day.texts, day.when)),
        ("streamed", streamed(day.texts, day.when, day.arrival)),
    ):
        out[f"b3_{name}"] = b_cubed(found, day.gold)
        out[f"pair_f1_{name}"] = pair_f1(found, day.gold)[2]
    return out
