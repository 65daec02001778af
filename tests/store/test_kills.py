"""A program killed at any moment leaves a desk that opens, has lost nothing it accepted, and is completed by the next
run. Real kills of a real program."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crosswire.store.embedded import EmbeddedDesk

KILLS = int(os.environ.get("CROSSWIRE_KILLS", "6"))
REPORTS = 40


def _add(folder: Path, desk: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "crosswire", "add", str(folder), "--desk", str(desk), "--workers", "1"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("many")
    for number in range(REPORTS):
        text = f"---\npublished: 2025-03-11\n---\nBridge {number} was closed, Mayor Petra Ullman said on Tuesday.\n"
        (made / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return made


def test_nothing_accepted_is_lost(folder: Path, tmp_path: Path) -> None:
    desk = tmp_path / "killed.desk"
    chance = random.Random(7)
    accepted = 0
    for _ in range(KILLS):
        running = _add(folder, desk)
        time.sleep(chance.uniform(0.2, 3.0))
        running.send_signal(signal.SIGKILL)
        running.wait()
        if desk.exists():
            opened = EmbeddedDesk(desk)
            now = sum(opened.counts().values())
            assert opened.check() == []
            opened.close()
            assert now >= accepted
            accepted = now
    assert _add(folder, desk).wait() == 0
    opened = EmbeddedDesk(desk)
    assert opened.counts() == {"read": REPORTS}
    assert len(list(opened.readings(None))) == REPORTS
    opened.close()
