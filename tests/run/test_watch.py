"""Watching a little site on this machine: what it lists is read once, what changes becomes a version, what goes wrong
is told, and a watch that was cut off is completed."""

import datetime as dt
import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crosswire.base.config import Options
from crosswire.ingest.feeds import Entry, Feed
from crosswire.ingest.fetch import Fetched, Fetcher, Manners
from crosswire.ingest.fetch_wire import Limits
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received
from crosswire.model.source import Listing, PollState, SourceEntry
from crosswire.run import desk as desks
from crosswire.run import health, polling, versions
from crosswire.run.subscriptions import Subscription
from crosswire.run.watch import Event, Watcher, fetch_urls
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.polls import Polls

HURT = (
    "The sea wall above {place} failed early on Tuesday, Mayor Petra Ullman said. At least {hurt} people were injured."
)
REST = "Rescue services said the road to the harbour was closed until Thursday, and that two houses had been flooded."


class Site:
    """A feed and its pages, as a table that tests change."""

    def __init__(self) -> None:
        self.items: list[dict[str, str]] = []
        self.status: dict[str, tuple[int, dict[str, str]]] = {}
        self.asked: list[str] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: Any) -> None:
                pass

            def do_GET(self) -> None:
                site.asked.append(self.path)
                status, headers, body = site.answer(self.path)
                tag = f'"{hash(body)}"'
                if status == 200 and self.headers.get("if-none-match") == tag:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in {"ETag": tag, "Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def put(self, slug: str, hurt: str = "three", **more: str) -> None:
        self.items = [item for item in self.items if item["slug"] != slug]
        self.items.insert(0, {"slug": slug, "hurt": hurt, "date": "Tue, 11 Mar 2025 06:30:00 +0000", **more})

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        if path in self.status:
            return *self.status[path], b""
        path = path.partition("?")[0]
        html = {"Content-Type": "text/html; charset=utf-8"}
        if path == "/robots.txt":
            return 200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /secret\n"
        if path == "/":
            return 200, html, b"<link rel=alternate type=application/rss+xml href=/feed.xml>"
        if path == "/feed.xml":
            return 200, {"Content-Type": "application/rss+xml"}, self.feed()
        for item in self.items:
            if path == f"/{item['slug']}":
                return 200, html, self.page(item)
        return 404, html, b""

    def feed(self) -> bytes:
        rows = "".join(
            f"<item><title>Wall at {i['slug']}</title><link>/{i['slug']}</link><pubDate>{i['date']}</pubDate>"
            f"<description>{i.get('note', '')}</description>{i.get('full', '')}</item>"
            for i in self.items
        )
        head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        return f"{head}<channel><title>Harbour Post</title><language>en</language>{rows}</channel></rss>".encode()

    def page(self, item: dict[str, str]) -> bytes:
        text = f"<p>{HURT.format(place=item['slug'], hurt=item['hurt'])}</p><p>{REST}</p>"
        head = f"<title>Wall</title><script>{len(self.asked)}</script>"  # another page at every request, the same words
        return f"<html><head>{head}</head><body><article><h1>Wall</h1>{text}</article></body></html>".encode()

    def pages_asked(self) -> list[str]:
        return [path for path in self.asked if path not in ("/robots.txt", "/feed.xml")]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[EmbeddedDesk]:
    opened = EmbeddedDesk(tmp_path / "test.desk")
    yield opened
    opened.close()


class Clock:
    def __init__(self) -> None:
        self.now = dt.datetime(2025, 3, 12, 9, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def later(self, **length: float) -> None:
        self.now += dt.timedelta(**length)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def fetcher() -> Fetcher:
    manners = Manners(delay=0, attempts=1, patience=0.1)
    return Fetcher(limits=Limits(total=3, silence=1), manners=manners, allow_private=True)


def source(site: Site, path: str = "/feed.xml", **said: Any) -> Subscription:
    kind = said.pop("kind", "feed")
    return Subscription(site.base + path, kind, SourceEntry((path,), **{"outlet": "Harbour Post", **said}), 600)


def watch(desk: EmbeddedDesk, clock: Clock, *sources: Subscription) -> list[Event]:
    events: list[Event] = []
    Watcher(desk, sources, fetcher(), say=events.append, clock=clock).run(once=True)
    return events


def kinds(events: list[Event]) -> list[str]:
    return [event.kind for event in events if event.kind != "poll"]


def test_what_a_feed_lists_is_read_once(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    site.put("quay")
    site.put("bridge")
    events = watch(desk, clock, source(site))
    assert (events[0].message, kinds(events)) == ("2 new of 2", ["read", "read"])
    (report,) = [r for r in desk.readings(None) if r.report.url == f"{site.base}/quay"]
    assert (report.report.outlet, report.report.published.edtf) == ("Harbour Post", "2025-03-11T06:30:00Z")
    clock.later(minutes=10)
    again = watch(desk, clock, source(site))
    assert (again[0].message, kinds(again)) == ("unchanged", [])
    site.put("gate")
    assert kinds(watch(desk, clock, source(site))) == ["read"]
    assert desk.counts() == {"read": 3}
    assert sorted(site.pages_asked()) == ["/bridge", "/gate", "/quay"]


def test_a_changed_article_becomes_a_version(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    site.put("quay")
    watch(desk, clock, source(site))
    site.put("quay", hurt="nine", note="now nine")
    assert kinds(watch(desk, clock, source(site))) == ["changed"]
    (step,) = versions.history(desk, f"{site.base}/quay?utm_source=mail") or []
    found = {(each.kind, each.how): (each.before, each.after) for each in step.differences}
    assert found["figure", "changed"] == ("three", "nine")
    assert found["sentence", "changed"] == ("At least three people were injured.", "At least nine people were injured.")
    assert "sentence" not in {kind for kind, how in found if how != "changed"}


def test_an_article_that_changes_unannounced_is_found_within_hours(
    site: Site, desk: EmbeddedDesk, clock: Clock
) -> None:
    site.put("quay")
    watch(desk, clock, source(site))
    site.items[0]["hurt"] = "nine"
    clock.later(minutes=30)
    assert kinds(watch(desk, clock, source(site))) == []
    clock.later(minutes=40)
    assert kinds(watch(desk, clock, source(site))) == ["changed"]
    clock.later(hours=7)
    assert kinds(watch(desk, clock, source(site))) == ["same"]  # the page's bytes differ, its words do not
    assert len(versions.history(desk, f"{site.base}/quay") or []) == 1


def test_a_watch_killed_after_the_poll_loses_nothing(
    site: Site, desk: EmbeddedDesk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("quay")
    with monkeypatch.context() as patched:
        patched.setattr(Watcher, "_fetched", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            watch(desk, clock, source(site))
    assert desk.counts() == {}
    events = watch(desk, clock, source(site))  # the feed says 304 now
    assert (events[0].message, kinds(events)) == ("unchanged", ["read"])


def test_a_watch_killed_after_accepting_doubles_nothing(
    site: Site, desk: EmbeddedDesk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("quay")
    with monkeypatch.context() as patched:
        patched.setattr(Polls, "settle", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            watch(desk, clock, source(site))
    assert kinds(watch(desk, clock, source(site))) == ["same"]
    assert len(list(desk.readings(None))) == 1


def test_what_was_accepted_and_not_read_is_read_at_the_start(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    desk.accept([Received("a.txt", "text", REST, Given())])
    watch(desk, clock, source(site))
    assert desk.counts() == {"read": 1}


def test_a_full_text_in_the_feed_is_not_fetched(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    whole = f"<p>{HURT.format(place='quay', hurt='four')}</p>" + f"<p>{REST}</p>" * 10
    site.put("quay", full=f"<content:encoded><![CDATA[{whole}]]></content:encoded>")
    site.put("gate", full="<content:encoded><![CDATA[<p>The gate fell. Read more</p>]]></content:encoded>")
    assert kinds(watch(desk, clock, source(site))) == ["read", "read"]
    assert site.pages_asked() == ["/gate"]
    (reading,) = [r for r in desk.readings(None) if r.report.url == f"{site.base}/quay"]
    assert "At least four people were injured." in reading.report.text


def test_what_cannot_be_had_has_one_outcome(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    for slug in ("secret", "lost", "busy"):
        site.put(slug)
    site.status = {"/lost": (410, {}), "/busy": (503, {})}
    events = watch(desk, clock, source(site))
    assert {event.name.rpartition("/")[2]: (event.kind, event.reason) for event in events[1:]} == {
        "secret": ("failed", "robots"),
        "lost": ("failed", "gone"),
        "busy": ("later", "server-error"),
    }
    assert sorted(issue.reason for issue in desk.issues()) == ["gone", "robots"]
    clock.later(minutes=3)
    site.status = {}
    assert kinds(watch(desk, clock, source(site))) == ["read"]
    assert "/secret" not in site.asked


def test_a_host_that_asks_for_rest_is_left_alone(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    for slug in ("quay", "gate"):
        site.put(slug)
    site.status = {"/gate": (503, {"Retry-After": "7200"})}
    events = watch(desk, clock, source(site))
    assert [(event.kind, event.reason) for event in events[1:]] == [("later", "server-error"), ("later", "held")]
    assert site.pages_asked() == ["/gate"]
    site.status = {}
    clock.later(hours=1)
    assert kinds(watch(desk, clock, source(site))) == []
    clock.later(hours=1, minutes=1)
    assert kinds(watch(desk, clock, source(site))) == ["read", "read"]


def test_of_two_feeds_with_one_page_the_first_follows_it(site: Site, clock: Clock) -> None:
    """Else each poll of either would say that the page has changed, and ask for it again."""
    first, other = source(site), source(site, "/other.xml")
    entry = Entry("1", url=f"{site.base}/quay", title="Wall at quay")
    told = replace(entry, title="The wall at the quay, as others put it")

    def taken(by: Subscription, said: Entry, known: dict[str, Listing]) -> tuple[Listing, ...]:
        fetched = Fetched(by.address, "ok", body=b"x")
        return polling.listed(by, PollState(by.address), fetched, Feed("rss", (said,)), known, now=clock()).listed

    (listing,) = taken(first, entry, {})
    known = {listing.key: replace(listing, state="done")}
    assert taken(other, told, known) == ()
    assert [one.state for one in taken(first, told, known)] == ["waiting"]


NOTE = "The wall above the quay failed at dawn and two houses stand in water, the mayor said."


def test_a_page_that_cannot_be_had_leaves_the_feeds_summary(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    site.put("quay", note=NOTE)
    site.status = {"/quay": (503, {})}
    assert kinds(watch(desk, clock, source(site))) == ["later"]
    clock.later(minutes=3)
    assert kinds(watch(desk, clock, source(site))) == ["later", "summary"]
    (stub,) = desk.readings(None)
    assert stub.report.text == f"Wall at quay\n\n{NOTE}" and stub.report.outlet
    assert (stub.report.published.edtf or "").startswith("2025-03-11")
    (note,) = desk.issues()
    assert (note.report, note.reason, note.fatal) == (stub.report.id, "feed-summary", False)
    assert desk.check() == []
    site.status = {}
    clock.later(minutes=11)
    assert kinds(watch(desk, clock, source(site))) == ["read"]
    (whole,) = desk.readings(None)
    assert "At least three people were injured." in whole.report.text
    assert desk.resolve(stub.report.id) == whole.report.id
    assert desk.gone(stub.report.id).why == "replaced"  # type: ignore[union-attr]
    assert desk.counts() == {"duplicate": 1, "read": 1} and list(desk.issues()) == []
    assert desk.check() == []
    desks.reread(desk, options=Options(workers=1), everything=True)
    assert [r.report.id for r in desk.readings(None)] == [whole.report.id]


def test_of_a_page_that_is_refused_the_summary_is_kept_too(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    site.put("secret", note=NOTE)
    site.put("lost", note="Nothing.")
    site.status = {"/lost": (404, {})}
    events = watch(desk, clock, source(site))
    assert sorted(event.kind for event in events[1:]) == ["failed", "failed", "summary"]
    assert desk.counts() == {"failed": 2, "read": 1}
    clock.later(hours=1)
    watch(desk, clock, source(site))
    assert desk.counts() == {"failed": 2, "read": 1}


def test_a_page_that_goes_away_is_withdrawn_and_kept(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    site.put("quay")
    watch(desk, clock, source(site))
    site.status = {"/quay": (404, {})}
    clock.later(hours=2)
    assert kinds(watch(desk, clock, source(site))) == ["withdrawn"]
    assert desk.counts() == {"read": 1}
    assert [(issue.reason, issue.fatal) for issue in desk.issues()] == [("withdrawn", False)]


def test_a_feed_that_is_gone_is_asked_no_more(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    site.status = {"/feed.xml": (410, {})}
    assert watch(desk, clock, source(site))[0].reason == "gone"
    assert watch(desk, clock, source(site)) == []
    assert site.asked.count("/feed.xml") == 1
    (found,) = health.of_desk(desk, [source(site)], now=clock())
    assert [each.reason for each in found.findings] == ["gone"]


def test_failures_are_counted_and_tried_later_and_later(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    site.status = {"/feed.xml": (500, {})}
    for _ in range(3):
        watch(desk, clock, source(site))
        clock.later(hours=1)
    state = Polls(desk).state(source(site).address)
    assert (state.failures, state.failing_since, state.due) == (3, "2025-03-12T09:00:00Z", "2025-03-12T11:40:00Z")
    (failing,) = [change for change in desk.changes() if change.kind == "source-failing"]
    assert (failing.subject, failing.after) == (source(site).address, "server-error")
    site.status = {}
    watch(desk, clock, source(site))
    assert Polls(desk).state(source(site).address).failures == 0


def test_a_single_page_is_watched(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    site.put("live")
    page = source(site, "/live", kind="page", url="x")
    assert kinds(watch(desk, clock, page)) == ["read"]
    assert kinds(watch(desk, clock, page)) == ["same"]
    site.put("live", hurt="nine")
    assert kinds(watch(desk, clock, page)) == ["changed"]
    assert len(versions.history(desk, f"{site.base}/live") or []) == 1


def test_a_sitemap_index_is_followed(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    site.put("quay")
    head = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    maps = {
        "/map.xml": f"<sitemapindex {head}><sitemap><loc>{site.base}/one.xml</loc></sitemap></sitemapindex>",
        "/one.xml": f"<urlset {head}><url><loc>{site.base}/quay</loc></url></urlset>",
    }
    plain = site.answer
    site.answer = lambda path: (  # type: ignore[method-assign]
        (200, {"Content-Type": "application/xml"}, maps[path].encode()) if path in maps else plain(path)
    )
    assert kinds(watch(desk, clock, source(site, "/map.xml"))) == ["read"]


def test_two_feeds_that_list_one_page_read_it_once(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    site.put("quay")
    watch(desk, clock, source(site), source(site, "/feed.xml?all", outlet="Other"))
    assert desk.counts() == {"read": 1}


def test_stopping(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    site.put("quay")
    asking = fetcher()
    watcher = Watcher(desk, [source(site)], asking, clock=clock, after=asking.stop.set)
    assert watcher.run()["read"] == 1  # without --once it would go on for ever


def test_addresses_by_themselves(site: Site) -> None:
    site.put("quay")
    urls = [f"{site.base}/quay?utm_source=x", f"{site.base}/none", f"{site.base}/feed.xml", "file:///etc/passwd"]
    found = list(fetch_urls(urls, fetcher=fetcher(), given=Given(outlet="Harbour Post")))
    assert isinstance(found[0], Received)
    assert (found[0].name, found[0].given.outlet) == (f"{site.base}/quay", "Harbour Post")
    assert [each.reason for each in found if isinstance(each, Issue)] == ["not-found", "a-feed", "not-a-web-address"]


def test_the_log_is_plain_json(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from crosswire.cli.app import run

    site.put("quay")
    desk = str(tmp_path / "x.desk")
    assert run(["source", "add", site.base + "/", "--desk", desk, "--allow-private", "--expect", "1..5"]) == 0
    assert "leads to the feed" in capsys.readouterr().err
    assert run(["watch", "--desk", desk, "--once", "--allow-private", "--delay", "0", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["kind"] for row in rows] == ["poll", "read"]
    assert rows[0]["counts"] == {"entries": 1, "new": 1}
    assert run(["source", "list", "--health", "--desk", desk]) == 0
    assert "1..5 a day" in capsys.readouterr().out
    assert run(["source", "export", str(tmp_path / "x.opml"), "--desk", desk]) == 0
    assert run(["source", "remove", site.base + "/feed.xml", "--desk", desk]) == 0
    assert run(["watch", "--desk", desk, "--once"]) == 2
    assert run(["source", "import", str(tmp_path / "x.opml"), "--desk", desk]) == 0
    assert desks.EmbeddedDesk(Path(desk)).counts() == {"read": 1}
    assert run(["diff", site.base + "/quay", "--desk", desk]) == 0
    assert run(["diff", "rep-none", "--desk", desk]) == 3
    capsys.readouterr()
    assert run(["source", "add", site.base + "/", "--desk", desk]) == 3
    assert "is not asked" in capsys.readouterr().err


def test_what_a_page_runs_is_no_text(site: Site, desk: EmbeddedDesk, clock: Clock) -> None:
    site.put("quay", hurt="three<script>steal()</script><img src=x onerror=steal()>")
    watch(desk, clock, source(site))
    (reading,) = desk.readings(None)
    assert "steal" not in reading.report.text


def test_a_page_that_packs_too_much_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Received(f"{n}.txt", "text", REST) for n in range(300)]
    monkeypatch.setattr("crosswire.ingest.formats.read", lambda *_, **__: iter(many))
    found = list(polling.of_page(Fetched("http://a.example/", "ok", body=b"x"), name="a", given=Given()))
    assert len(found) == polling.MOST_OF_PAGE + 1
    assert isinstance(found[-1], Issue) and found[-1].reason == "over-limit"
