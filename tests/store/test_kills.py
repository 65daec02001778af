"""A program killed at any moment leaves a desk that opens, has lost nothing it accepted, and is completed by the next
run. Real kills of a real program: 3 of each sort here, ``CROSSWIRE_KILLS=500`` for the long run."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import version1

from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.search import Asked

KILLS = int(os.environ.get("CROSSWIRE_KILLS", "3"))
REPORTS = 40
# What is done to a full desk, over and over, while it is killed.
WORK = """
import sys
from pathlib import Path
from crosswire.model import judged
from crosswire.run import live
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.search import Asked

what, path = sys.argv[1], Path(sys.argv[2])
print("ready", flush=True)
for number in range(10_000):
    desk = EmbeddedDesk(path)
    if what == "search":
        for one in list(desk.unindexed()):
            desk.index(one, ())
        desk.search(Asked("bridge"))
        desk.unindex()
    elif what == "link":
        live.update(desk, [reading.report.id for reading in desk.readings(None)])
    elif what == "judge":
        edge = judged.by_person("entity", "A", f"B {number}", "positive", by="X", at=sys.argv[3], why="y")
        desk.judge([edge])
        print(edge.id, flush=True)
    elif what == "backup":
        desk.backup(path.with_name(f"copy-{sys.argv[3]}-{number}"))
    elif what == "forget":
        left = [reading.report.id for reading in desk.readings(None)]
        if not left:
            break
        print("begin", left[0], flush=True)
        desk.forget([left[0]], "why")
        print("done", left[0], flush=True)
    desk.close()
"""


def _add(folder: Path, desk: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "crosswire", "add", str(folder), "--desk", str(desk), "--workers", "1"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _begun(running: subprocess.Popen[bytes], desk: Path) -> None:
    """Wait until the program has opened its desk: what it does before can lose nothing."""
    while running.poll() is None and not (desk / "desk.sqlite").exists():
        time.sleep(0.02)


def _killed(what: str, desk: Path, mark: str, after: float) -> list[str]:
    """Start the work, kill it some time after it is ready; what it had printed by then."""
    command = [sys.executable, "-c", WORK, what, str(desk), mark]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    time.sleep(after)
    running.send_signal(signal.SIGKILL)
    return running.communicate()[0].splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("many")
    for number in range(REPORTS):
        text = f"---\npublished: 2025-03-11\n---\nBridge {number} was closed, Mayor Petra Ullman said on Tuesday.\n"
        (made / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def full(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with every report read, to be copied."""
    made = tmp_path_factory.mktemp("full") / "full.desk"
    assert _add(folder, made).wait() == 0
    return made


def test_nothing_accepted_is_lost(folder: Path, tmp_path: Path) -> None:
    desk = tmp_path / "killed.desk"
    chance = random.Random(7)
    accepted = 0
    for _ in range(KILLS):
        running = _add(folder, desk)
        _begun(running, desk)
        time.sleep(chance.uniform(0.0, 4.0))
        running.send_signal(signal.SIGKILL)
        running.wait()
        if desk.exists():
            opened = EmbeddedDesk(desk)
            counts = opened.counts()
            assert opened.check() == []
            opened.close()
            assert sum(counts.values()) >= accepted
            accepted = sum(counts.values())
            if counts == {"read": REPORTS} and chance.random() < 0.5:
                shutil.rmtree(desk)
                accepted = 0
    assert _add(folder, desk).wait() == 0
    opened = EmbeddedDesk(desk)
    assert opened.counts() == {"read": REPORTS}
    assert opened.count_to_link() == (0, 0)
    assert opened.check() == []
    assert len(list(opened.readings(None))) == REPORTS
    assert opened.search(Asked("bridge")).total == REPORTS
    opened.close()


@pytest.mark.parametrize("what", ["search", "link", "judge", "backup", "forget"])
def test_work_on_a_desk_that_is_killed(what: str, full: Path, tmp_path: Path) -> None:
    desk = tmp_path / "x.desk"
    shutil.copytree(full, desk)
    chance = random.Random(11)
    judged: list[str] = []
    for number in range(KILLS):
        printed = _killed(what, desk, str(number), chance.uniform(0.05, 1.2))
        opened = EmbeddedDesk(desk)
        assert opened.check() == [] or what == "search"
        if what == "link":
            assert opened.counts() == {"read": REPORTS}
        elif what == "judge":
            judged += [line for line in printed if line]
            assert set(judged) <= {edge.id for edge in opened.judgements()}
        elif what == "forget":
            _forgotten_or_there(opened, printed)
            if opened.counts().get("read", 0) < 8:
                opened.close()
                shutil.rmtree(desk)
                shutil.copytree(full, desk)
        elif what == "backup":
            _backups_are_sound(tmp_path)
        opened.close()
    if what == "search":
        opened = EmbeddedDesk(desk)
        for one in list(opened.unindexed()):
            opened.index(one, ())
        assert opened.check() == []
        assert opened.search(Asked("bridge")).total == REPORTS
        opened.close()


def test_a_migration_that_is_killed(tmp_path: Path) -> None:
    chance = random.Random(13)
    for number in range(KILLS):
        path = tmp_path / f"old-{number}.desk"
        version1.write(path, reports=200)
        for _ in range(2):
            _killed("open", path, "0", chance.uniform(0.0, 0.4))
        desk = EmbeddedDesk(path)
        assert desk.counts() == {"failed": 1, "pending": 1, "read": 200}
        desk.close()


def _forgotten_or_there(desk: EmbeddedDesk, printed: list[str]) -> None:
    """A report is whole or wholly gone; one whose forgetting was done is gone."""
    for line in printed:
        word, _, report = line.partition(" ")
        if word == "done":
            assert desk.reading(report) is None
            assert desk.gone(report) is not None
    counts = desk.counts()
    assert counts.get("read", 0) == len(list(desk.readings(None)))
    assert counts.get("read", 0) + counts.get("forgotten", 0) == REPORTS


def _backups_are_sound(folder: Path) -> None:
    """Whatever has its name is a whole desk; what is unfinished says so by its name."""
    for one in folder.glob("copy-*"):
        if not one.name.endswith(".unfinished"):
            copy = EmbeddedDesk(one)
            assert copy.counts() == {"read": REPORTS}
            assert copy.check() == []
            copy.close()
        shutil.rmtree(one)
