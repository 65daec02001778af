"""Linking and clustering as the number of reports grows: ``python bench/growth.py [FOLDER] [--sizes 10000,100000]``.

FOLDER holds texts to make the stream from (default: the examples); how it is made: bench/stream_made.py. One process.
Measured is text to sketch, sketch to candidates, alignment of candidates, and joining a story; reading a report (its
dates, names, claims) costs the same for every report and is left out. Earlier texts lie in a file, as in a desk.
``--beside`` adds what a user would take: datasketch's MinHash LSH, TF-IDF with agglomerative clustering, BERTopic.
``--write`` puts the figures into docs/growth.json and draws docs/growth.svg; ``--rows FILE`` takes the rows that an
earlier run printed instead of running again.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import growth_chart
import stream_made
from stream_made import Made

from crosswire.copies import index as copies
from crosswire.copies import lineage
from crosswire.copies.units import Unit, fold, plain_sentences
from crosswire.evaluate.stories import b_cubed
from crosswire.stories import compact
from crosswire.stories.features import Text
from crosswire.stories.linking import When
from crosswire.stories.stream import Stream

ROOT = Path(__file__).resolve().parent.parent
ARRIVE = 20
"""Reports that arrive together."""
RECENT = 4000
"""Reports that are kept at hand to be compared with new ones; the others lie in a file."""
SLICE = 10_000
"""Reports over which the time per report is taken at a size."""


def resident() -> int:
    """Bytes of memory the process holds now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def reference() -> float:
    """CPU seconds of a fixed piece of work: what else runs on the machine makes it, and every report, dearer."""
    start = time.process_time()
    words = {f"word{number * 7919 % 4093}": number for number in range(4000)}
    sum(words.get(f"word{number}", 0) for number in range(4000))
    return time.process_time() - start


class Shelf:
    """Texts by number in a file."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as the run)
        self._places: list[int] = [0]

    def put(self, text: str) -> None:
        self._file.seek(self._places[-1])
        self._places.append(self._places[-1] + self._file.write(text.encode()))

    def get(self, number: int) -> str:
        self._file.seek(self._places[number])
        return self._file.read(self._places[number + 1] - self._places[number]).decode()


def unit(number: int, day: int, text: str) -> Unit:
    """A report as the copies' rooms see it, without the reader."""
    spans = tuple(plain_sentences(text))
    folded = tuple(fold(text[start:end]) for start, end in spans)
    name = str(number)
    return Unit(name, name, None, name, None, None, None, "en", day + 700_000, text, spans, folded, (0, len(text)))


class Run:
    """Our own pass over the stream, with what was right and wrong by construction, and the time by step."""

    def __init__(self) -> None:
        self.index, self.stories, self.shelf = copies.Index(), Stream(), Shelf()
        self.recent: dict[int, Unit] = {}
        self.where: dict[str, str] = {}
        self.days: list[int] = []
        self.family: list[int] = []
        self.event: list[int] = []
        self.seconds: dict[str, float] = defaultdict(float)
        self.tally: dict[str, int] = defaultdict(int)

    def take(self, batch: list[Made]) -> None:
        """Link and cluster what arrived together."""
        start = time.process_time()
        links, texts = [], []
        for made in batch:
            self.shelf.put(made.text)
            self.days.append(made.day)
            links += self._link(made)
        middle = time.process_time()
        for made in batch:
            lines = tuple(made.text.split("\n"))
            texts.append(Text(str(made.number), "", lines))
        rows = compact.rows(texts, [When(made.day + 700_000) for made in batch])
        changes = self.stories.add(rows, together=[(str(a), str(b)) for a, b in links])
        end = time.process_time()
        if len(self.days) % (25 * ARRIVE) < len(batch):
            self.tally["references"] += 1
            self.seconds["reference"] += reference()
        self.seconds["copies"] += middle - start
        self.seconds["stories"] += end - middle
        self._judge(batch, links, changes)

    def _link(self, made: Made) -> list[tuple[int, int]]:
        own = unit(made.number, made.day, made.text)
        row = copies.sketch(own)
        found = []
        for near in self.index.candidates(row):
            other = int(near.id)
            self.tally["compared"] += 1
            if lineage.compare(self._earlier(other), own) is not None:
                found.append((other, made.number))
        self.index.add(row)
        self.recent[made.number] = own
        if len(self.recent) > RECENT:
            del self.recent[next(iter(self.recent))]
        return found

    def _earlier(self, number: int) -> Unit:
        """An earlier report: one of the last few thousand, or from the file."""
        return self.recent.get(number) or unit(number, self.days[number], self.shelf.get(number))

    def _judge(self, batch: list[Made], links: Iterable[tuple[int, int]], changes: Any) -> None:
        self.family += [made.family for made in batch]
        self.event += [made.event for made in batch]
        linked = set()
        for a, b in links:
            right = self.family[a] == self.family[b]
            self.tally["links"] += 1
            self.tally["right"] += right
            linked.add(b) if right else None
        planted = [made.number for made in batch if made.family != made.number]
        self.tally["planted"] += len(planted)
        self.tally["found"] += sum(number in linked for number in planted)
        self.where.update(changes.stories)
        self.where.update((item, story) for item, story in changes.moved.items() if item in self.where)
        while len(self.where) > SLICE:
            del self.where[next(iter(self.where))]
        self.tally["redirects"] += len(changes.redirects)

    def b_cubed(self) -> float:
        """B3 F1 of the stories of the last reports, against their events."""
        groups: dict[str, list[int]] = defaultdict(list)
        for place, story in enumerate(self.where.values()):
            groups[self.stories.resolve(story)].append(place)
        return b_cubed([str(self.event[int(item)]) for item in self.where], list(groups.values()))[2]


def batches(made: Iterator[Made], size: int) -> Iterator[list[Made]]:
    """Reports that arrive together; never of two days."""
    batch: list[Made] = []
    for one in made:
        if batch and (len(batch) == size or one.day != batch[0].day):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def grow(pool: list[str], sizes: list[int]) -> list[dict[str, float]]:
    """One pass to the largest size; at each size the time of the last slice and the figures so far."""
    run, rows, before = Run(), [], resident()
    mark: dict[str, float] = {"copies": 0.0, "stories": 0.0, "reference": 0.0}
    marked: dict[str, int] = {}
    done = begun = 0
    for batch in batches(stream_made.stream(pool, sizes[-1]), ARRIVE):
        run.take(batch)
        earlier, done = done, done + len(batch)
        if any(earlier < size <= done for size in sizes):
            rows.append(_row(run, mark, marked, done, done - begun, resident() - before))
            print(json.dumps(rows[-1]), flush=True)
        if any(earlier < size - SLICE <= done for size in sizes):
            mark, marked, begun = dict(run.seconds), dict(run.tally), done
    return rows


def _row(run: Run, mark: dict[str, float], marked: dict[str, int], done: int, over: int, held: int) -> dict[str, float]:
    part = {name: run.tally[name] - marked.get(name, 0) for name in run.tally}
    return {
        "reports": done,
        "copies_ms": round(1000 * (run.seconds["copies"] - mark["copies"]) / over, 4),
        "stories_ms": round(1000 * (run.seconds["stories"] - mark["stories"]) / over, 4),
        "total_ms": round(1000 * sum(run.seconds[n] - mark[n] for n in ("copies", "stories")) / over, 4),
        "reference_ms": round(1000 * (run.seconds["reference"] - mark["reference"]) / max(1, part["references"]), 4),
        "all_seconds": round(run.seconds["copies"] + run.seconds["stories"], 1),
        "bytes_per_report": round(held / done),
        "resident_mb": round(resident() / 2**20),
        "table_bytes_per_report": round(run.index.nbytes / done),
        "compared_per_report": round(part["compared"] / over, 3),
        "copy_precision": round(part["right"] / max(1, part["links"]), 4),
        "copy_recall": round(part["found"] / max(1, part["planted"]), 4),
        "story_b3": round(run.b_cubed(), 4),
        "stories_open": len(run.stories),
        "items_open": len(run.stories.window),
    }


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "examples")
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--beside", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--rows", type=Path, help="rows of an earlier run, one JSON object a line")
    asked = parser.parse_args()
    pool = stream_made.sentences(asked.folder)
    sizes = sorted(int(size) for size in asked.sizes.split(","))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}; stream made from {len(pool)} sentences of {asked.folder.name}", file=sys.stderr)
    found: dict[str, Any] = {"machine": machine, "sentences": len(pool), "likeness": stream_made.compared(asked.folder)}
    found["crosswire"] = [json.loads(line) for line in asked.rows.open()] if asked.rows else grow(pool, sizes)
    if asked.beside:
        import growth_beside

        found["beside"] = growth_beside.measure(pool, sizes)
    if asked.write:
        kept = json.loads((ROOT / "docs" / "growth.json").read_text(encoding="utf-8"))
        found.setdefault("beside", kept.get("beside", []))
        (ROOT / "docs" / "growth.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        (ROOT / "docs" / "growth.svg").write_text(growth_chart.draw(found), encoding="utf-8")


if __name__ == "__main__":
    main()
