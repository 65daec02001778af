"""Full disks, locks, two writers, flipped bytes, a folder copied in use: said, and nothing lost or overwritten."""

import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from deskrecords import put, reading, received
from sqlalchemy import event, text

from crosswire.base.errors import RunFailed
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.search import Asked

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from deskrecords import reading, received
from crosswire.store.embedded import EmbeddedDesk
desk = EmbeddedDesk(Path(sys.argv[1]))
for number in range(60):
    text = f"Wall {sys.argv[2]}-{number} fell."
    desk.accept([received(f"{sys.argv[2]}-{number}.txt", text)])
for key, entry in list(desk.pending()):
    if entry.name.startswith(sys.argv[2]):
        desk.complete(key, reading(entry.content))
"""


def fill(desk: EmbeddedDesk, count: int = 30) -> None:
    for number in range(count):
        put(desk, reading(f"Wall {number} fell at Ansel. " * 20), raw=b"raw %d" % number * 50, name=f"{number}.txt")


def test_a_full_disk_is_said_and_loses_nothing_accepted(tmp_path: Path) -> None:
    """SQLite's own limit on pages stands in for the disk: the error is the same (SQLITE_FULL)."""
    desk = EmbeddedDesk(tmp_path / "x.desk")
    fill(desk, 5)
    limited = EmbeddedDesk(tmp_path / "x.desk")
    pages = sqlite3.connect(desk.file).execute("PRAGMA page_count").fetchone()[0]
    event.listen(limited._engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count={pages + 4}"))
    limited._engine.dispose()
    noise = random.Random(3)
    with pytest.raises(RunFailed, match="the disk is full") as caught:
        limited.accept(received(f"n{n}.txt", noise.randbytes(3000).hex()) for n in range(1000))
    assert caught.value.reason == "disk-full"
    limited.close()
    assert desk.check() == []
    assert desk.counts()["read"] == 5
    assert desk.search(Asked("wall")).total == 5
    assert desk.accept([received("after.txt", "room again")]) == 1
    desk.close()


def test_a_limit_on_the_file_is_said_and_loses_nothing_accepted(tmp_path: Path) -> None:
    """RLIMIT_FSIZE: the system itself refuses to let the file grow."""
    desk = EmbeddedDesk(tmp_path / "x.desk")
    fill(desk, 5)
    desk.close()
    largest = sum(one.stat().st_size for one in desk.path.iterdir()) + 20_000
    code = (
        "import sys, random; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from deskrecords import received\n"
        "from crosswire.base.errors import RunFailed\n"
        "from crosswire.store.embedded import EmbeddedDesk\n"
        "noise = random.Random(3)\n"
        "try:\n"
        "    entries = (received(f'n{n}', noise.randbytes(3000).hex()) for n in range(999))\n"
        "    EmbeddedDesk(Path(sys.argv[1])).accept(entries)\n"
        "except RunFailed as error:\n"
        "    print(error.reason)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(desk.path), str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )
    assert done.stdout.strip() in ("desk-io", "disk-full"), done.stderr
    again = EmbeddedDesk(desk.path)
    assert again.check() == []
    assert again.counts()["read"] == 5
    again.close()


def test_a_locked_desk_is_said(tmp_path: Path) -> None:
    desk = EmbeddedDesk(tmp_path / "x.desk", wait=0.2)
    put(desk, reading())
    other = sqlite3.connect(desk.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RunFailed, match="another program is writing") as caught:
        desk.remember("epoch", "2025-01-01")
    assert caught.value.reason == "desk-locked"
    assert desk.reading(reading().report.id) == reading()
    assert desk.search(Asked("wall")).total == 1
    other.execute("ROLLBACK")
    desk.remember("epoch", "2025-01-01")
    desk.close()


def test_two_programs_write_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path / "x.desk")]
    here = str(Path(__file__).parent)
    running = [subprocess.Popen([*command, name, here]) for name in "ab"]
    assert [one.wait() for one in running] == [0, 0]
    desk = EmbeddedDesk(tmp_path / "x.desk")
    assert desk.counts() == {"read": 120}
    assert desk.check() == []
    assert [change.sequence for change in desk.changes()] == list(range(1, 121))
    desk.close()


def test_two_threads_write_at_once(tmp_path: Path) -> None:
    desk = EmbeddedDesk(tmp_path / "x.desk")
    work = [threading.Thread(target=lambda n=n: [desk.remember(f"{n}-{i}", "x") for i in range(40)]) for n in range(4)]
    for one in work:
        one.start()
    for one in work:
        one.join()
    with desk.reading_from() as connection:
        assert connection.scalar(text("SELECT count(*) FROM facts WHERE value = 'x'")) == 160
    desk.close()


@pytest.mark.parametrize("region", range(8))
def test_flipped_bytes_are_said_and_nothing_is_overwritten(region: int, tmp_path: Path) -> None:
    made = EmbeddedDesk(tmp_path / "x.desk")
    fill(made)
    kept = list(made.readings(None))
    with made.reading_from() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    made.close()
    content = bytearray(made.file.read_bytes())
    chance = random.Random(region)
    eighth = len(content) // 8
    for _ in range(64):
        content[region * eighth + chance.randrange(eighth)] ^= 0xFF
    if region == 0:
        content[:16] = bytes(16)
    made.file.write_bytes(content)
    try:
        desk = EmbeddedDesk(made.path)
    except RunFailed as error:
        assert error.reason in ("desk-damaged", "desk-unusable")
        assert made.file.read_bytes() == bytes(content)
        return
    said = desk.check()
    try:
        same = list(desk.readings(None)) == kept and desk.search(Asked("wall")).total == 30
    except RunFailed as error:
        assert error.reason in ("desk-damaged", "desk-unusable", "reading-outdated")
        same = False
    assert said or same
    desk.close()


def test_a_folder_copied_while_in_use_opens_or_is_said(tmp_path: Path) -> None:
    """Copying by hand is no backup; but it must not be believed where it is torn."""
    desk = EmbeddedDesk(tmp_path / "x.desk")
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            put(desk, reading(f"Wall {number} fell."), name=f"{number}.txt")
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    outcomes = set()
    try:
        for number in range(4):
            shutil.copytree(desk.path, tmp_path / f"copy{number}")
    finally:
        stop.set()
        writer.join()
    for number in range(4):
        try:
            copy = EmbeddedDesk(tmp_path / f"copy{number}")
        except RunFailed as error:
            outcomes.add(error.reason)
            continue
        outcomes.add("damage said" if copy.check() else "sound")
        copy.close()
    assert outcomes <= {"sound", "damage said", "desk-damaged", "desk-unusable"}
    desk.close()
