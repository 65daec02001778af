"""How fast the desk's search is: ``python bench/search.py DATA [COUNT]`` over real texts of the public sets.

The texts (English, Ukrainian, Russian) are kept without being read for claims: each becomes a report of one item, its
quoted sentences claims, its capitalised words entities, so that the index has rows of all kinds. Prints the time per
report, the size, and the time of queries of several kinds.
"""

import csv
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from crosswire.base.ids import make_id
from crosswire.base.text import normalise
from crosswire.model.account import Reading
from crosswire.model.claim import Attribution, Hop, Speaker
from crosswire.model.mention import Entity, Mention
from crosswire.model.report import Dated, Item, Received, Report
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.search import Asked

QUERIES = (
    "drones",
    "drone AND (attack OR strike) NOT Crimea",
    '"air defence"',
    "пожежа",
    "беспилотник*",
    "NEAR(ракета удар, 8)",
    "війська",
    "the",
)


def texts(data: Path) -> Iterator[tuple[str, str, str]]:
    """Language, name and text of every document of the sets."""
    ukraine = data / "ukraine"
    for row in json.loads((ukraine / "gdelt_fulltext_447.json").read_text(encoding="utf-8")):
        yield "en", row["filename"], row["content"]
    for line in (ukraine / "telegram_before_cut.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield "uk", row["url"], row.get("text") or row.get("content") or row["title"]
    for name, language, field in (
        ("uk_news_2026-06-14.csv", "uk", "text"),
        ("mod_russia_before_cut.csv", "ru", "text_snippet"),
    ):
        with (ukraine / name).open(encoding="utf-8-sig") as file:
            for number, row in enumerate(csv.DictReader(file)):
                yield language, f"{name}#{number}", row[field]
    for path in sorted((data / "muc4").rglob("*")):
        if path.is_file() and path.suffix in (".txt", ""):
            for number, part in enumerate(re.split(r"\n(?=(?:DEV|TST)\d?-MUC)", path.read_text("utf-8", "replace"))):
                yield "en", f"{path.name}#{number}", part


def reading(language: str, name: str, words: str, number: int) -> Reading:
    """A text as a reading with rows of every kind."""
    text = normalise(words)
    day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
    dated = Dated(day, "given")
    identifier = make_id("report", text, name, number)
    report = Report(identifier, name, None, "article", f"Outlet {number % 40}", text[:80], language, dated, text)
    item = Item(make_id("item", identifier), identifier, "article", text[:80], 0, len(text), dated)
    claims = []
    for match in list(re.finditer(r"[^.!?\n]{40,300}[.!?]", text))[:8]:
        span = report.span(match.start(), match.end())
        speaker = Speaker(f"Speaker {number % 300}")
        hop = Hop(f"Outlet {number % 40}", "publishes")
        claims.append(
            Attribution(make_id("attribution", identifier, *match.span()), identifier, item.id, (span,), None, speaker,
                        (hop,), None, "direct", "asserts")
        )  # fmt: skip
    return Reading(report, (item,), attributions=tuple(claims))


def entities(read: Reading) -> tuple[Entity, ...]:
    """Capitalised words as places, so that there are names to index."""
    found = []
    report = read.report
    for word in dict.fromkeys(re.findall(r"\b[A-ZА-ЯІЇЄҐ]\w{3,}", report.text)):
        start = report.text.index(word)
        identifier = make_id("entity", "place", word)
        mention = Mention(start, start + len(word), report.id, word, "place", "name", identifier, read.items[0].id)
        found.append(Entity(identifier, "place", word, (), (mention,)))
    return tuple(found[:15])


def main() -> None:
    """Fill a desk and ask it."""
    data, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    listed = [row for row in texts(data) if len(row[2]) > 100]
    random.Random(7).shuffle(listed)
    chosen = [listed[number % len(listed)] for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        desk = EmbeddedDesk(Path(folder) / "bench.desk")
        started = time.perf_counter()
        desk.accept(Received(f"{number}-{name}", "text", words) for number, (_, name, words) in enumerate(chosen))
        accepted = time.perf_counter() - started
        started = time.perf_counter()
        for number, (key, entry) in enumerate(desk.pending()):
            read = reading(chosen[number][0], entry.name, entry.content, number)
            desk.complete(key, read, entities(read))
        kept = time.perf_counter() - started
        characters = sum(len(words) for _, _, words in chosen)
        print(f"{count} reports, {characters / 1e6:.1f} million characters, {desk.size() / 1e6:.0f} MB on disk")
        print(f"accept {count / accepted:.0f}/s; complete with index {count / kept:.0f}/s")
        for kind in ("reports", "items", "claims", "entities"):
            for words in QUERIES if kind != "entities" else ("Київ", "Moscow", "Kyi*"):
                times, total = [], 0
                for _ in range(5):
                    started = time.perf_counter()
                    total = desk.search(Asked(words, kind)).total  # type: ignore[arg-type]
                    times.append(time.perf_counter() - started)
                print(f"  {kind:8} {words:42} {total:6} hits {statistics.median(times) * 1000:7.1f} ms")
        for label, asked in (
            ("outlet and days", Asked("drones", source="Outlet 3", since=None)),
            ("place by name", Asked("drones", place="Moscow")),
            ("holder", Asked("drones", "claims", holder="Speaker 12")),
            ("no words, one outlet", Asked(None, source="Outlet 3")),
        ):
            started = time.perf_counter()
            total = desk.search(asked).total
            print(f"  {label:51} {total:6} hits {(time.perf_counter() - started) * 1000:7.1f} ms")
        desk.close()


if __name__ == "__main__":
    main()
