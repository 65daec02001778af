"""From a new item at a local feed to the updated story: ``python bench/live.py [--sizes 1000,10000,100000]``.

A desk is filled to each size with made readings (bench/live_made.py) through the store's own calls: the reading, its
sketches, its items with the stories that they are in by construction. Reading 100,000 texts and telling their stories
one by one would take hours and is not what is measured; the state that is left is the same in form and size. The
findings of the made stories are left out; examples of one item are used. A desk that is there is gone on with, so
that a run that was cut off loses nothing. Then a watch (the parts of ``crosswire
watch``) polls a feed of a real HTTP server on this machine, and reports are put there: measured is the time from the
poll that lists an item to the story on the desk that has it (fetched, extracted, read, linked, told, logged).
``--write`` puts the figures into docs/live.json, each as soon as it is there, beside those of other sizes.
"""

import argparse
import datetime as dt
import http.server
import json
import os
import platform
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import live_made

from crosswire.base.config import Options
from crosswire.base.ids import make_id
from crosswire.copies import index
from crosswire.ingest.fetch import Fetcher, Manners
from crosswire.ingest.files import receive
from crosswire.model.account import Reading
from crosswire.model.report import Given, Received
from crosswire.model.source import SourceEntry
from crosswire.run import runner
from crosswire.run.following import Following
from crosswire.run.live import Live
from crosswire.run.sketches import DeskIndex
from crosswire.run.subscriptions import Subscription
from crosswire.run.watch import Watcher
from crosswire.store.base import Derived, Member, Placed
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.intake import key_of
from crosswire.stories import compact

ROOT = Path(__file__).resolve().parent.parent
PER_DAY = 1000
LAST = dt.date(2025, 3, 11)
ITEMS = 8
BATCH = 200
TELLINGS = (
    "At least {n} people were killed when the wall of the reservoir at {town} gave way on Tuesday, {who} said. "
    "Divers searched the flooded quarter until nightfall, and {m} families were brought to the school on the hill.",
    "{who} told reporters on Tuesday that {n} people had died after the reservoir wall at {town} gave way. "
    "The operator denied that it had been warned. About {m} families spent the night in the school on the hill.",
)


class Site:
    """A feed and its pages on this machine."""

    def __init__(self, day: dt.date) -> None:
        self.stated = f"{day:%a, %d %b %Y} 18:30:00 +0000"
        self.pages: dict[str, str] = {}
        self.asked: dict[str, float] = {}
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: Any) -> None:
                pass

            def do_GET(self) -> None:
                site.asked.setdefault(self.path, time.monotonic())
                body = site.body(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed.xml" else "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def body(self, path: str) -> bytes:
        if path == "/feed.xml":
            self.listed = time.monotonic()
            rows = "".join(
                f"<item><title>Reservoir {slug[1:]}</title><link>{slug}</link><pubDate>{self.stated}</pubDate></item>"
                for slug in reversed(self.pages)
            )
            return f'<rss version="2.0"><channel><title>Bench</title>{rows}</channel></rss>'.encode()
        return self.pages.get(path, "").encode()


def fill(desk: EmbeddedDesk, made: Iterator[live_made.Made]) -> None:
    """Put made readings on the desk as if they had been read, linked and told."""
    shelf = DeskIndex(desk)
    waiting = True
    while waiting:
        batch = [one for _, one in zip(range(BATCH), made, strict=False)]
        waiting = len(batch) == BATCH
        with desk.transaction():
            for one in batch:
                _put(desk, shelf, one)


def _put(desk: EmbeddedDesk, shelf: DeskIndex, one: live_made.Made) -> None:
    reading, story = one.reading, make_id("story", f"made {one.event}")
    report = reading.report
    received = Received(report.name, "text", report.text, Given(outlet=report.outlet))
    desk.accept([received])
    desk.complete(key_of(received), reading, (), reader="bench/1")
    for row in index.sketches(reading):
        shelf.add(row)
    rows = compact.of_reading(reading)
    desk.put_items(
        Placed(row.id, report.id, story, row.when.day or LAST.toordinal(), compact.encode(row)) for row in rows
    )
    members = [*desk.members(story), *(Member(row.id, report.id) for row in rows)]
    body = {"id": story, "title": rows[0].title if rows else "", "items": [m.item for m in members], "places": [],
            "time": None, "follows": None, "judgements": []}  # fmt: skip
    desk.put_story(story, members, [Derived(story, "story", json.dumps(body), story)])
    desk.linked([report.id])


def measure(folder: Path, size: int, day: dt.date) -> dict[str, Any]:
    """Put items of the desk's last day at a feed that is watched, two of each event, and time each until its story has
    it. ``open_items``: how many items of the week are open beside them."""
    site, times, reads, worked = Site(day), [], [], []
    desk = EmbeddedDesk(folder)
    fetcher = Fetcher(manners=Manners(delay=0, robots=False), allow_private=True)
    source = Subscription(site.base + "/feed.xml", "feed", SourceEntry(("bench",), outlet="Bench Post"), 1)
    open_items = sum(1 for _ in desk.items_between(day.toordinal() - 7, day.toordinal() + 7))
    began, spent = time.monotonic(), time.process_time()
    following = Following(desk, None, allow_private=True)
    started = started_cpu = 0.0

    def after() -> None:
        read, cpu = time.monotonic(), time.process_time()
        following.after()
        done = time.monotonic()
        times.append(done - site.listed)
        worked.append(time.process_time() - cpu)
        reads.append(done - read)

    def run() -> None:
        nonlocal started, started_cpu
        local = EmbeddedDesk(folder)
        following._live = Live(local)
        with following:
            started, started_cpu = time.monotonic() - began, time.process_time() - spent
            Watcher(local, [source], fetcher, options=Options(workers=1), after=after).run()
        local.close()

    thread = threading.Thread(target=run)
    thread.start()
    for number in range(ITEMS + 2):
        while len(times) < number:
            time.sleep(0.02)
        facts = {
            "n": 3 + number,
            "m": 40 + number,
            "town": f"Aldermouth{'abcde'[number // 2]}",
            "who": "Mayor Ilse Tarn",
        }
        words = TELLINGS[number % 2].format(**facts)
        page = f"<html><head><title>Reservoir {number}</title></head><body><article><h1>Reservoir wall fails</h1>"
        site.pages[f"/{number}"] = f"{page}<p>{words}</p></article></body></html>"
    while len(times) < ITEMS + 2:
        time.sleep(0.02)
    fetcher.stop.set()
    thread.join()
    held = sum(1 for change in desk.changes(since=max(0, desk.last_change() - 200)) if change.kind.startswith("story"))
    warm = sorted(times[2:])
    found = {
        "reports": size,
        "median_s": round(warm[len(warm) // 2], 3),
        "worst_s": round(warm[-1], 3),
        "of_which_linking_s": round(sorted(reads[2:])[len(reads[2:]) // 2], 3),
        "linking_cpu_s": round(sorted(worked[2:])[len(worked[2:]) // 2], 3),
        "start_s": round(started, 1),
        "start_cpu_s": round(started_cpu, 1),
        "open_items": open_items,
        "desk_mb": round(desk.size() / 1e6, 1),
        "memory_mb": round(int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6),
        "story_changes": held,
    }
    desk.close()
    site.server.shutdown()
    return found


def main() -> None:
    """Fill, measure at each size, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument(
        "--of", type=int, help="Reports made in all, by which they are dated; the largest size if absent."
    )
    parser.add_argument("--desk", type=Path, help="Folder to fill or go on with; a temporary one if absent.")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    sizes = sorted(int(size) for size in asked.sizes.split(","))
    folder, whole = asked.desk or Path(tempfile.mkdtemp()) / "bench.desk", asked.of or sizes[-1]
    stream = live_made.made(_examples(), whole, per_day=PER_DAY, last=LAST)
    done = _skip(folder, stream)
    for size in sizes:
        if size < done:
            print(f"{folder} has {done} reports already: {size} is left out", file=sys.stderr)
            continue
        began, before = time.monotonic(), done
        desk = EmbeddedDesk(folder)
        fill(desk, (one for _, one in zip(range(size - done), stream, strict=False)))
        desk.close()
        spent, done = time.monotonic() - began, size
        day = LAST - dt.timedelta(days=-(-whole // PER_DAY) - 1 - (size - 1) // PER_DAY)
        row = {**measure(_copy(folder), size, day), "fill_ms": round(1000 * spent / max(1, size - before), 1)}
        print(json.dumps(row), flush=True)
        if asked.write:
            _write(row)
    if asked.desk is None:
        shutil.rmtree(folder.parent)


def _examples() -> list[Reading]:
    """The readings of the examples that have one item."""
    inputs = [one for one in receive([str(ROOT / "examples")], given=Given(), stdin=sys.stdin.buffer)
              if isinstance(one, Received)]  # fmt: skip
    outcomes = [runner.extract(one) for one in inputs]
    read = [runner.read(o.report, epoch=None, published="2025-03-11") for o in outcomes if o.report]
    return [one for one in read if len(one.items) == 1]


def _skip(folder: Path, stream: Iterator[live_made.Made]) -> int:
    """Pass over what a run before this one put on the desk; how many."""
    if not folder.exists():
        return 0
    desk = EmbeddedDesk(folder)
    done = desk.counts().get("read", 0)
    desk.close()
    for _ in range(done):
        next(stream)
    return done


def _write(row: dict[str, Any]) -> None:
    file = ROOT / "docs" / "live.json"
    kept = json.loads(file.read_text(encoding="utf-8"))["live"] if file.exists() else []
    rows = sorted([*(one for one in kept if one["reports"] != row["reports"]), row], key=lambda one: one["reports"])
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    found = {"machine": machine, "load": round(os.getloadavg()[0], 1), "live": rows}
    file.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _copy(folder: Path) -> Path:
    """The desk as it is now, so that what is measured at one size is not in the next."""
    to = Path(f"{folder}.measured")
    shutil.rmtree(to, ignore_errors=True)
    desk = EmbeddedDesk(folder)
    desk.backup(to)
    desk.close()
    return to


if __name__ == "__main__":
    main()
