"""``check`` finds what is wrong with what was made of many reports, and nothing on a sound desk."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosswire.base.config import Options
from crosswire.model import judged
from crosswire.model.report import Given, Received
from crosswire.model.source import Listing, Poll, PollState
from crosswire.run import desk as desks
from crosswire.run import live
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.polls import Polls

FALL = (
    "The sea wall at Dorvik fell early on Tuesday, Mayor Petra Ullman said. {n} people were killed, {who} said. "
    "Boats searched the flooded harbour quarter until the evening, and the fish market was closed."
)
MORE = (
    "{who} said on Tuesday that {n} people had been killed when the sea wall at Dorvik fell. "
    "The harbour quarter was under water, and boats were out until the evening, fish sellers told the paper."
)
CHIEF = "rescue chief Ola Brant"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with stories, findings, a copy, a judgement, polls and an alert's place."""
    desk = EmbeddedDesk(tmp_path_factory.mktemp("sound") / "x.desk")
    told = [("Harbour Post", FALL.format(n="Four", who=CHIEF)), ("Hill News", MORE.format(n="four", who="Ida Molnar"))]
    told += [("Fen Wire", MORE.format(n="seven", who=CHIEF)), ("Copy Post", told[0][1] + "\n\nShare this.")]
    given = [Received(f"{o}.txt", "text", t, Given(outlet=o, published="2025-03-11")) for o, t in told]
    desks.add(desk, given, options=Options(workers=1))
    live.update(desk)
    items = [one.item for one in desk.items_between(0, 10**6)]
    desk.judge([judged.by_person("story", items[0], items[1], "positive", by="X", at="2025-03-12T09:00:00Z", why="y")])
    desk.remember("alerts:desk:1", str(desk.last_change()))
    poll = Poll("https://p.example/f", "2025-03-12T09:00:00Z", "ok", entries=3, new=1)
    listing = Listing("https://p.example/1", poll.source, "m", payload=b"{}", due="2025-03-12T09:00:00Z")
    Polls(desk).record(poll, PollState(poll.source), [listing])
    desk.close()
    return desk.path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[EmbeddedDesk]:
    opened = EmbeddedDesk(made)
    opened.backup(tmp_path / "y.desk")
    opened.close()
    copy = EmbeddedDesk(tmp_path / "y.desk")
    yield copy
    copy.close()


def test_a_sound_desk_has_everything_and_no_problem(desk: EmbeddedDesk) -> None:
    assert desk.check() == []
    assert list(desk.derived_of_kind("copy")) and list(desk.derived_of_kind("finding"))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE sketches SET listed = 0", "not one is in the index"),
        ("UPDATE sketches SET words = x'010203'", "sketch"),
        ("DELETE FROM buckets WHERE key % 3 = 0", "not under all of its keys"),
        ("UPDATE buckets SET numbers = x'FF000000'", "names a text that is not there"),
        ("UPDATE buckets SET numbers = x'0102'", "cannot be read"),
        ("UPDATE streamed SET report = 'rep-1'", "is not on the desk"),
        ("UPDATE streamed SET item = 'itm-' || arrived", "no report has it"),
        ("UPDATE streamed SET edge = 'x' WHERE edge IS NOT NULL", "the judgement by which"),
        ("DELETE FROM streamed", "neither linked nor waiting"),
        ("DELETE FROM story_items", "in no story that was told"),
        ("DELETE FROM story_items WHERE rowid = (SELECT min(rowid) FROM story_items)", "the items of"),
        ("UPDATE derived SET body = 'x' WHERE kind = 'finding'", "cannot be read"),
        ("UPDATE derived SET kind = 'copy' WHERE kind = 'finding'", "cannot be read"),
        ("UPDATE derived SET story = 'sto-1' WHERE kind = 'finding'", "kept for another story"),
        ("UPDATE derived SET body = replace(body, 'fig-', 'fig-0') WHERE kind = 'finding'", "rests on"),
        ("DELETE FROM derived WHERE kind = 'story'", "has items and no record"),
        ("DELETE FROM derived WHERE kind = 'copy'", "is missing"),
        ("UPDATE changes SET kind = 'storm'", "change 1 cannot be read"),
        ("UPDATE changes SET evidence = '['", "change 1 cannot be read"),
        ("DELETE FROM changes WHERE sequence = 2", "the log of changes has"),
        ("UPDATE judgements SET verdict = 'perhaps'", "cannot be read"),
        ("INSERT INTO redirects SELECT story, 'sto-9', '' FROM story_items LIMIT 1", "though it is there itself"),
        ("UPDATE facts SET value = '999999' WHERE name LIKE 'alerts:%'", "past the log's end"),
        ("UPDATE listings SET due = NULL", "is never due"),
        ("UPDATE listings SET state = 'lost'", "which there is not"),
        ("UPDATE listings SET payload = x'00'", "cannot be read"),
        ("UPDATE polls SET new = 7", "counts what cannot be"),
        ("DELETE FROM issues", None),
    ],
)
def test_damage_is_said(damage: str, said: str | None, desk: EmbeddedDesk) -> None:
    with sqlite3.connect(desk.file) as connection:
        connection.execute(damage)
    found = desk.check()
    assert any(said in line for line in found) if said else found == []


def test_what_waits_is_no_damage(desk: EmbeddedDesk) -> None:
    (report, *_) = [r.report.id for r in desk.readings(None)]
    desk.forget([report], "asked for")
    assert desk.count_to_link()[1] and desk.check() == []
    live.update(desk)
    assert desk.check() == []
