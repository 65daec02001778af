"""Who is told of what: rules over the change log, with evidence; sent at least once, accepted ones never again."""

import http.server
import json
import socketserver
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crosswire.base.config import Options
from crosswire.base.errors import ItemFailed, RunFailed
from crosswire.model.report import Given, Received
from crosswire.run import alerts, deliver, live, rules
from crosswire.run import desk as desks
from crosswire.run.rules import Receiver
from crosswire.store.base import Change
from crosswire.store.embedded import EmbeddedDesk

FALL = (
    "The sea wall at Dorvik fell early on Tuesday, Mayor Petra Ullman said. {n} people were killed, {who} said. "
    "Boats searched the flooded harbour quarter until the evening. Harbour Works denied that it had been warned."
)
MORE = (
    "{who} said on Tuesday that {n} people had been killed when the sea wall at Dorvik fell into the harbour quarter."
)
OTHER = "The council of Lindmark voted to close two schools on Tuesday, councillor Per Aske said. Parents drummed."


class Hook:
    """A receiver over HTTP that can be told to refuse."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.status = 200
        hook = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: Any) -> None:
                pass

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                if hook.status == 200:
                    hook.taken.append(json.loads(body))
                self.send_response(hook.status)
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


class Mail(socketserver.StreamRequestHandler):
    """A mail server that takes one message at a time and keeps it."""

    def handle(self) -> None:
        def say(line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "DATA":
                say("354 go on")
                body = b""
                while not body.endswith(b"\r\n.\r\n"):
                    body += self.rfile.readline()
                self.server.taken.append(body.decode())  # type: ignore[attr-defined]
                say("250 kept")
            elif verb == "QUIT":
                say("221 gone")
                return
            else:
                say("250 ok")


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[EmbeddedDesk]:
    opened = EmbeddedDesk(tmp_path / "x.desk")
    yield opened
    opened.close()


def put(desk: EmbeddedDesk, text: str, outlet: str, day: str = "2025-03-11") -> None:
    given = Given(outlet=outlet, published=day, url=f"https://{outlet.split()[0].lower()}.example/wall")
    desks.add(desk, [Received(f"{outlet}.txt", "text", text, given)], options=Options(workers=1))
    live.update(desk)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def rule(when: str, more: str = "") -> str:
    return f'[[rule]]\nname = "r"\nwhen = "{when}"\n{more}\n'


def found(desk: EmbeddedDesk, tmp_path: Path, text: str) -> list[alerts.Alert]:
    return list(alerts.alerts(desk, rules.load(written(tmp_path, text))))


@pytest.fixture
def told(desk: EmbeddedDesk) -> EmbeddedDesk:
    """A desk with a wall that fell, by three outlets, and a council."""
    put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    put(desk, OTHER, "Lindmark Echo")
    put(desk, MORE.format(n="four", who="Governor Ida Molnar"), "Hill News")
    put(desk, MORE.format(n="seven", who="Rescue chief Ola Brant"), "Fen Wire", "2025-03-12")
    return desk


@pytest.mark.parametrize(
    ("when", "more", "count"),
    [
        ("second-origin", 'about = "Dorvik"\nwhat = "killed"', 1),
        ("second-origin", 'about = ["Lindmark", "sea wall"]\nwhat = "killed"', 1),
        ("second-origin", 'about = "Lindmark"', 0),
        ("figure-revised", 'what = "killed"', 1),
        ("figure-revised", 'what = "injured"', 0),
        ("denial", 'who = "Harbour Works"', 1),
        ("denial", 'who = "Petra Ullman"', 0),
        ("denial", 'about = "warned"', 1),
        ("story-new", 'place = "Dorvik"', 1),
        ("story-new", 'place = "Lindmark"', 1),
        ("story-new", "", 2),
    ],
)
def test_rules(told: EmbeddedDesk, tmp_path: Path, when: str, more: str, count: int) -> None:
    assert len(found(told, tmp_path, rule(when, more))) == count


def test_an_alert_carries_its_evidence(told: EmbeddedDesk, tmp_path: Path) -> None:
    (alert,) = found(told, tmp_path, rule("figure-revised"))
    assert alert["evidence"] and alert["ids"] and alert["story"]
    for one in alert["evidence"]:
        reading = told.reading(one["report"])
        assert reading is not None and reading.report.text[one["start"] : one["end"]] == one["exact"]
        assert one["url"] == reading.report.url
    assert "https://harbour.example/wall" in deliver.worded(alert)


def test_what_one_report_does_to_a_story_is_one_alert(told: EmbeddedDesk, tmp_path: Path) -> None:
    every = 'when = ["story-grew", "second-origin", "figure-revised", "denial"]'
    several = found(told, tmp_path, f'[[rule]]\nname = "r"\n{every}\n')
    kinds = [[one["kind"] for one in alert["changes"]] for alert in several]
    counted = [change for change in told.changes() if change.kind in every]
    assert sum(map(len, kinds)) == len(counted) > len(several)
    for alert in several:
        assert alert["sequence"] == alert["changes"][-1]["sequence"]
        assert all(each["kind"] in deliver.worded(alert) for each in alert["changes"])
        assert {one["report"] for one in alert["evidence"]}


def test_changes_of_two_stories_or_moments_are_two_alerts(desk: EmbeddedDesk, tmp_path: Path) -> None:
    put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    put(desk, OTHER, "Lindmark Echo")
    first, other = (one.subject for one in desk.changes() if one.kind == "story-new")
    mark = desk.last_change()
    at = "2025-03-12T09:00:0{}Z"
    desk.log(
        Change("story-grew", story, str(n), str(n + 1), (), 0, at.format(second))
        for n, (story, second) in enumerate([(first, 0), (first, 1), (first, 9), (other, 9)])
    )
    grown = list(alerts.alerts(desk, rules.load(written(tmp_path, rule("story-grew"))), since=mark))
    assert [len(alert["changes"]) for alert in grown] == [2, 1, 1]


def test_a_failing_source(desk: EmbeddedDesk, tmp_path: Path) -> None:
    desk.log([Change("source-failing", "https://harbour.example/feed", "Harbour Post", "server-error")])
    (alert,) = found(desk, tmp_path, rule("source-failing", 'about = "harbour"'))
    assert (alert["before"], alert["after"]) == ("Harbour Post", "server-error")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = [", "is no TOML"),
        ("x = " + "[" * 2000, "is no TOML"),
        ("", "there is no rule"),
        ("[rules]\na = 1", r"there is no \[rules\]"),
        ("[[rule]]\nwhen = 'denial'", "needs a name"),
        (rule("denied"), "is no kind of change; one of report-added"),
        (rule("denial", 'about = ""'), "about is a text or a list of texts"),
        (rule("denial", 'speaker = "x"'), "there is no speaker; it may have about"),
        (rule("denial", 'to = "hook"'), r"describe it in \[to.hook\]"),
        ("[to.a]\nkind = 'pigeon'\n" + rule("denial"), "kind is one of stdout, file, webhook, mail"),
        ("[to.a]\nkind = 'webhook'\n" + rule("denial"), "a webhook needs url"),
        ("[to.a]\nkind = 'webhook'\nurl = 'ftp://x'\n" + rule("denial"), "begins with https"),
        ("[to.a]\nkind = 'mail'\nhost = 'x'\nfrom = 'a'\nto = 'b'\nport = 'x'\n" + rule("denial"), "port: a number"),
        ("[to.a]\nkind = 'file'\npath = 'x'\nmode = 'w'\n" + rule("denial"), "a file has no mode"),
    ],
)
def test_bad_rules_say_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RunFailed, match=said):
        rules.load(written(tmp_path, text))


def hooked(tmp_path: Path, hook: Hook) -> rules.Rules:
    to = f'[to.hook]\nkind = "webhook"\nurl = "{hook.url}"\n'
    return rules.load(written(tmp_path, to + rule("story-new", 'to = "hook"')))


def sender(desk: EmbeddedDesk, wanted: rules.Rules, said: list[str], private: bool = True) -> alerts.Sender:
    return alerts.Sender(desk.path, wanted, allow_private=private, say=said.append, pauses=(0.05,))


def test_what_was_accepted_is_not_sent_again(desk: EmbeddedDesk, tmp_path: Path, hook: Hook) -> None:
    put(desk, OTHER, "Lindmark Echo")
    said: list[str] = []
    first = sender(desk, hooked(tmp_path, hook), said)
    first.start()
    first.stop(finish=True)
    assert hook.taken == []  # a new receiver starts at the end of the log
    put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    assert sender(desk, hooked(tmp_path, hook), said).send() == []
    assert [one["kind"] for one in hook.taken] == ["story-new"]
    assert sender(desk, hooked(tmp_path, hook), said).send() == []
    assert len(hook.taken) == 1


@pytest.mark.parametrize("status", [500, 302, 404])
def test_what_is_refused_is_tried_again(desk: EmbeddedDesk, tmp_path: Path, hook: Hook, status: int) -> None:
    said: list[str] = []
    running = sender(desk, hooked(tmp_path, hook), said)
    hook.status = status
    running.start()
    put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    running.wake()
    until(lambda: bool(said))
    assert hook.taken == [] and f"answers {status}" in said[0]
    hook.status = 200
    running.wake()
    until(lambda: bool(hook.taken))
    running.stop(finish=True)
    assert len(hook.taken) == 1


def test_no_private_address_is_told(desk: EmbeddedDesk, tmp_path: Path, hook: Hook) -> None:
    said: list[str] = []
    sending = sender(desk, hooked(tmp_path, hook), said, private=False)
    sending.start()
    put(desk, FALL.format(n="Four", who="rescue chief Ola Brant"), "Harbour Post")
    sending.stop(finish=True)
    assert hook.taken == [] and "loopback" in said[-1]


def test_mail(told: EmbeddedDesk, tmp_path: Path) -> None:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mail)
    server.taken = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    (alert,) = found(told, tmp_path, rule("figure-revised"))
    settings = {"host": "127.0.0.1", "port": server.server_address[1], "security": "none", "from": "a@b.example"}
    receiver = Receiver("mail", "mail", {**settings, "to": ["c@d.example", "e@f.example"]})
    deliver.deliver(receiver, alert)
    server.shutdown()
    server.server_close()
    (message,) = server.taken  # type: ignore[attr-defined]
    assert "To: c@d.example, e@f.example" in message and f"X-Crosswire-Change: {alert['sequence']}" in message
    with pytest.raises(ItemFailed, match=r"127\.0\.0\.1"):
        deliver.deliver(receiver, alert)


def test_a_file(told: EmbeddedDesk, tmp_path: Path) -> None:
    (alert,) = found(told, tmp_path, rule("figure-revised"))
    receiver = Receiver("f", "file", {"path": str(tmp_path / "alerts.jsonl")})
    deliver.deliver(receiver, alert)
    deliver.deliver(receiver, alert)
    assert [json.loads(line) for line in (tmp_path / "alerts.jsonl").read_text().splitlines()] == [alert, alert]
    with pytest.raises(ItemFailed):
        deliver.deliver(Receiver("f", "file", {"path": str(tmp_path / "no" / "x")}), alert)


def test_the_command(told: EmbeddedDesk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from crosswire.cli.app import run

    path = written(tmp_path, rule("story-new") + rule("denial"))
    assert run(["alerts", "--rules", str(path), "--desk", str(told.path)]) == 0
    out = capsys.readouterr()
    assert {json.loads(line)["kind"] for line in out.out.splitlines()} == {"story-new", "denial"}
    assert run(["alerts", "--rules", str(path), "--desk", str(told.path), "--since", str(told.last_change())]) == 0
    assert capsys.readouterr().out == ""
    assert run(["alerts", "--rules", str(tmp_path / "none.toml"), "--desk", str(told.path)]) == 3


def until(done: Any, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)
