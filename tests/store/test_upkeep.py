"""Backup while in use, check, forget."""

import json
import sqlite3
import threading
import zlib
from pathlib import Path

import pytest
from deskrecords import everything, place, put, reading, received

from crosswire.base.errors import RunFailed
from crosswire.store import upkeep
from crosswire.store.base import Change, Derived, Member
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.search import Asked


def test_a_backup_is_a_desk(desk: EmbeddedDesk, tmp_path: Path) -> None:
    put(desk, reading(), raw=b"raw")
    (desk.path / "sources.toml").write_text("# sources\n")
    assert desk.backup(tmp_path / "copy") > 0
    copy = EmbeddedDesk(tmp_path / "copy")
    assert list(copy.readings(None)) == list(desk.readings(None))
    assert copy.check() == []
    assert (tmp_path / "copy" / "sources.toml").read_text() == "# sources\n"
    copy.close()
    with pytest.raises(RunFailed, match="is there already"):
        desk.backup(tmp_path / "copy")


def test_a_backup_in_use_is_one_state_of_the_desk(desk: EmbeddedDesk, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            put(desk, reading(f"Wall {number} fell."), name=f"{number}.txt")
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            desk.backup(tmp_path / f"copy{number}")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        copy = EmbeddedDesk(tmp_path / f"copy{number}")
        assert copy.check() == []
        assert set(copy.counts()) <= {"read", "pending"}
        copy.close()


def test_a_backup_that_is_not_sound_gets_no_name(
    desk: EmbeddedDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep.checking, "sound", lambda _: iter(["page 3 is never used"]))
    with pytest.raises(RunFailed, match="not sound"):
        desk.backup(tmp_path / "copy")
    assert [one.name for one in tmp_path.iterdir()] == ["test.desk"]


DAMAGE = [
    ("UPDATE received SET payload = x'00'", "cannot be opened"),
    ("UPDATE received SET outcome = 'lost'", "which there is not"),
    ("DELETE FROM readings", "is missing"),
    ("DELETE FROM raws", "bytes of"),
    ("UPDATE raws SET body = x'{other}'", "are not what came in"),
    ("UPDATE readings SET body = x'00'", "cannot be opened"),
    ("UPDATE records SET report = 'rep-none'", "belongs to a report that is not there"),
    ("INSERT INTO story_items VALUES ('sto-1', 'itm-1', 'rep-none')", "is not there"),
    ("DELETE FROM found_reports", "differ in 1 rows"),
    ("UPDATE entries SET kind = 'claims' WHERE kind = 'reports'", "not in the search index"),
    ("DELETE FROM found_claims_idx; UPDATE found_claims_content SET c1 = 'other'", "search index of claims is damaged"),
    ("INSERT INTO redirects VALUES ('a', 'b', 'x'), ('b', 'c', 'x')", "leads to an id that leads on"),
    (
        "INSERT INTO judgements VALUES (1, 'jdg-1', 'undo', 'jdg-0', 'jdg-0', 'negative', 1, 'm', 'w', 'b', 'a')",
        "not in the log",
    ),
]


@pytest.mark.parametrize(("command", "said"), DAMAGE, ids=[command.split("=")[0][:40] for command, _ in DAMAGE])
def test_check_finds_what_is_wrong_and_says_what_to_do(desk: EmbeddedDesk, command: str, said: str) -> None:
    put(desk, reading("“No one,” she said.", quote="No one,"), raw=b"raw bytes")
    assert desk.check() == []
    desk.close()
    with sqlite3.connect(desk.file) as connection:
        connection.executescript(command.format(other=zlib.compress(b"other").hex()))
    problems = desk.check()
    assert any(said in problem for problem in problems), problems
    assert all("crosswire" in one or "restore" in one or "again" in one for one in problems)


def forgettable(desk: EmbeddedDesk) -> tuple[str, str]:
    """A desk with a report to forget and one to keep; their ids."""
    secret = reading("Quillfeather spoke at Zanzibarra. “Xylophonic,” she said.", quote="Xylophonic,",
                     url="https://post.example/q", speaker="Ada Quillfeather", title="Quillfeather speaks")  # fmt: skip
    kept = reading("The wall at Ansel fell.")
    put(
        desk,
        secret,
        place(secret, "Zanzibarra", 1.0, 2.0, "Quillfeather"),
        raw=b"<p>Quillfeather</p>" * 9,
        name="q.html",
    )
    put(desk, kept, place(kept, "Ansel", 3.0, 4.0))
    finding = json.dumps({"evidence": [{"report": secret.report.id, "exact": "Xylophonic"}]})
    desk.put_story("sto-1", [Member(secret.items[0].id, secret.report.id)], [Derived("fnd-1", "finding", finding)])
    desk.keep([Derived("ent-9", "entity", json.dumps({"mentions": [{"report": kept.report.id}]}))])
    desk.log([Change("figure-revised", "fnd-1", "Quillfeather 1", "Quillfeather 2", (secret.items[0].id,))])
    return secret.report.id, kept.report.id


def test_what_is_forgotten_is_gone_from_every_byte(desk: EmbeddedDesk) -> None:
    secret, kept = forgettable(desk)
    before = everything(desk.path).lower()
    assert b"zanzibarra" in before
    assert desk.forget([secret], "asked for by the person named") > 3
    assert desk.check() == []
    assert desk.reading(secret) is None
    assert desk.derived("fnd-1") is None
    assert desk.derived("ent-9") is not None
    assert desk.stories_of(secret) == []
    assert desk.search(Asked("quillfeather")).total == 0
    assert desk.search(Asked("quillfeather", "entities")).total == 0
    assert [one.report.id for one in desk.readings(None)] == [kept]
    assert desk.counts() == {"forgotten": 1, "read": 1}
    after = everything(desk.path).lower()
    for word in (b"quillfeather", b"zanzibarra", b"xylophonic", b"q.html", b"post.example"):
        assert word not in after
    assert zlib.compress(b"<p>Quillfeather</p>" * 9) not in everything(desk.path)


def test_the_log_keeps_that_it_was_done_by_hash_only(desk: EmbeddedDesk) -> None:
    secret, _ = forgettable(desk)
    desk.forget([secret], "asked for")
    assert [(c.subject, c.after) for c in desk.changes() if c.kind == "forgotten"] == [(secret, "asked for")]
    (revised,) = [c for c in desk.changes() if c.kind == "figure-revised"]
    assert (revised.before, revised.after) == (None, None)
    gone = desk.gone(secret)
    assert gone is not None
    assert gone.why == "forgotten"
    assert desk.forgotten() == 1


@pytest.mark.parametrize("by", ["text", "raw", "url", "later"])
def test_what_was_forgotten_is_refused_when_it_comes_again(desk: EmbeddedDesk, by: str) -> None:
    secret, _ = forgettable(desk)
    made = desk.reading(secret)
    assert made is not None
    desk.forget([secret], "asked for", url=made.report.url)
    again = {
        "text": received("z.txt", made.report.text),
        "raw": received("z.html", "decoded otherwise", raw=b"<p>Quillfeather</p>" * 9),
        "url": received("z.txt", "changed since", url=made.report.url),
        "later": received("z.txt", "text with furniture"),
    }[by]
    desk.accept([again])
    if by == "later":
        ((key, _),) = desk.pending()
        assert desk.complete(key, made) == "failed"
    assert list(desk.pending()) == []
    assert desk.counts() == {"failed": 1, "forgotten": 1, "read": 1}
    assert [issue.reason for issue in desk.issues()] == ["forgotten"]
    if by != "later":
        assert b"z.txt" not in everything(desk.path)
        desk.accept([again], allow_forgotten=True)
        assert len(list(desk.pending())) == 1
        assert desk.forgotten() == 0


def test_forgetting_what_is_not_there(desk: EmbeddedDesk) -> None:
    _, kept = forgettable(desk)
    with pytest.raises(RunFailed, match="nothing was forgotten"):
        desk.forget([kept, "rep-000000000000000"], "x")
    assert desk.reading(kept) is not None
    assert desk.forget_failed("nothing.txt", "x") == 0
