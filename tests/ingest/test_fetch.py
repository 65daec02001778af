"""Fetching from a real server on this machine that misbehaves: every way is limited, refused and counted."""

import contextlib
import gzip
import socket
import socketserver
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from crosswire.ingest import fetch_wire
from crosswire.ingest.fetch import Fetched, Fetcher, Manners
from crosswire.ingest.fetch_rules import proxies
from crosswire.ingest.fetch_wire import Limits

PAGE = b"<html><body><article><p>The wall at Marrow Bridge fell.</p></article></body></html>"
QUICK = Limits(wire=200_000, body=100_000, headers=8_000, total=1.0, silence=0.4)
HASTY = Manners(delay=0.0, at_once=8, patience=0.5, attempts=1, backoff=0.01)
PUBLIC = "93.184.215.14"


def answer(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def html(body: bytes = PAGE, *headers: str) -> bytes:
    return answer("200 OK", body, "Content-Type: text/html; charset=utf-8", *headers)


class Site:
    """A server in a thread: a table of paths to bytes, or to functions that write to the socket as they please."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | Callable[[Any], None] | list[bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):  # the client hung up, as it should
                    site.serve(self)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads, allow_reuse_address, request_queue_size = True, True, 64

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def serve(self, handler: socketserver.StreamRequestHandler) -> None:
        line = handler.rfile.readline().decode("latin-1")
        if not line:
            return
        path = line.split()[1]
        headers = {}
        while (row := handler.rfile.readline().decode("latin-1").strip()) != "":
            name, _, value = row.partition(":")
            headers[name.lower()] = value.strip()
        self.asked.append((path, headers))
        page = self.pages.get(path, answer("404 Not Found", b"no"))
        if isinstance(page, list):
            page = page.pop(0) if len(page) > 1 else page[0]
        if callable(page):
            page(handler.wfile)
        else:
            handler.wfile.write(page)

    def url(self, path: str, host: str = "site.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def fetcher(**changes: Any) -> Fetcher:
    chosen: dict[str, Any] = {"limits": QUICK, "manners": HASTY, "allow_private": True}
    return Fetcher(**{**chosen, "resolver": lambda host, port: ["127.0.0.1"], **changes})


def get(site: Site, path: str, **changes: Any) -> Fetched:
    return fetcher(**changes).get(site.url(path))


def test_a_page_is_fetched_with_its_validators(site: Site) -> None:
    site.pages["/a"] = html(PAGE, 'ETag: "1"', "Last-Modified: Tue, 11 Mar 2025 06:00:00 GMT")
    found = get(site, "/a")
    assert (found.reason, found.body, found.etag) == ("ok", PAGE, '"1"')
    assert found.last_modified == "Tue, 11 Mar 2025 06:00:00 GMT"
    asked = dict(site.asked)["/a"]
    assert asked["host"] == f"site.example:{site.port}"
    assert asked["user-agent"].startswith("Crosswire/")
    assert "cookie" not in asked


def test_an_unchanged_page_is_not_sent_again(site: Site) -> None:
    site.pages["/a"] = answer("304 Not Modified")
    found = fetcher().get(site.url("/a"), etag='"1"', last_modified="Tue, 11 Mar 2025 06:00:00 GMT")
    assert found.reason == "not-modified"
    asked = dict(site.asked)["/a"]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"1"', "Tue, 11 Mar 2025 06:00:00 GMT")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw-deflate"])
def test_packed_pages_are_unpacked(site: Site, coding: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(PAGE),
        "deflate": zlib.compress(PAGE),
        "raw-deflate": raw.compress(PAGE) + raw.flush(),
    }[coding]
    site.pages["/a"] = html(packed, f"Content-Encoding: {coding.removeprefix('raw-')}")
    assert get(site, "/a").body == PAGE


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("410 Gone", "gone"),
        ("404 Not Found", "not-found"),
        ("403 Forbidden", "not-allowed"),
        ("451 Unavailable For Legal Reasons", "not-allowed"),
        ("429 Too Many Requests", "too-many-requests"),
        ("500 Internal Server Error", "server-error"),
        ("418 Teapot", "bad-status"),
        ("204 No Content", "bad-status"),
    ],
)
def test_statuses(site: Site, status: str, reason: str) -> None:
    site.pages["/a"] = answer(status, b"" if status.startswith("204") else b"words")
    found = get(site, "/a")
    assert (found.reason, found.body) == (reason, b"")
    assert found.message


# What a server may do wrong, and the reason it is counted under.


def endless(wfile: Any) -> None:
    wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        wfile.write(b"<p>more</p>" * 1000)


def drip(wfile: Any) -> None:
    wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(60):
        wfile.write(b"x")
        time.sleep(0.05)


def drip_headers(wfile: Any) -> None:
    wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(60):
        wfile.write(f"X-{number}: y\r\n".encode())
        time.sleep(0.05)


def silent(wfile: Any) -> None:
    time.sleep(0.8)


def interim(wfile: Any) -> None:
    while True:
        wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100)


def giant_header(wfile: Any) -> None:
    wfile.write(b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 150_000 + b"\r\n\r\nbody")


BOMB = zlib.compressobj(9, wbits=31)
GZIP_BOMB = BOMB.compress(b"\0" * 50_000_000) + BOMB.flush()
TYPE = "Content-Type: text/html"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

TROUBLE: dict[str, tuple[bytes | Callable[[Any], None], str]] = {
    "gzip bomb": (html(GZIP_BOMB, "Content-Encoding: gzip"), "too-large"),
    "deflate bomb": (html(zlib.compress(b"\0" * 50_000_000), "Content-Encoding: deflate"), "too-large"),
    "brotli, not asked for": (html(b"\x8b", "Content-Encoding: br"), "unknown-encoding"),
    "packed twice": (html(b"x", "Content-Encoding: gzip, gzip"), "unknown-encoding"),
    "packed, cut off": (html(gzip.compress(PAGE)[:-12], "Content-Encoding: gzip"), "broken-response"),
    "not packed at all": (html(PAGE, "Content-Encoding: gzip"), "broken-response"),
    "endless body": (endless, "too-large"),
    "slow drip": (drip, "too-slow"),
    "slow headers": (drip_headers, "too-slow"),
    "silence": (silent, "too-slow"),
    "endless interim answers": (interim, "too-large"),
    "giant header": (giant_header, "giant-headers"),
    "many headers": (html(PAGE, *[f"X-{n}: y" for n in range(500)]), "giant-headers"),
    "shorter than it says": (HEAD + b"Content-Length: 900\r\n\r\n" + PAGE, "broken-response"),
    "two lengths": (HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nwords", "broken-response"),
    "broken chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nwords", "broken-response"),
    "chunks cut off": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n50\r\nwords", "broken-response"),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n", "broken-response"),
    "nothing": (b"", "broken-response"),
    "a picture": (answer("200 OK", b"\x89PNG", "Content-Type: image/png"), "wrong-type"),
    "an empty page": (html(b""), "empty"),
    "redirect to a file": (answer("302 Found", b"", "Location: file:///etc/passwd"), "bad-redirect"),
    "redirect to nowhere": (answer("302 Found", b""), "bad-redirect"),
    "redirect with a password": (answer("302 Found", b"", "Location: http://a:b@site.example/"), "not-a-web-address"),
    "redirect to a mail server": (answer("302 Found", b"", "Location: http://site.example:25/"), "not-a-web-address"),
    "redirect to itself": (answer("302 Found", b"", "Location: /a"), "redirect-loop"),
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_trouble_is_limited_and_named(site: Site, trouble: str) -> None:
    site.pages["/a"], reason = TROUBLE[trouble]
    began = time.monotonic()
    found = get(site, "/a")
    assert (found.reason, found.body) == (reason, b"")
    assert found.message
    assert time.monotonic() - began < 2.5


def test_a_body_at_the_limit_is_read(site: Site) -> None:
    site.pages["/a"] = html(b"x" * QUICK.body)
    site.pages["/b"] = html(b"x" * (QUICK.body + 1))
    assert get(site, "/a").ok
    assert get(site, "/b").reason == "too-large"


def test_redirects_are_followed_five_times(site: Site) -> None:
    for number in range(7):
        site.pages[f"/{number}"] = answer("301 Moved Permanently", b"", f"Location: /{number + 1}")
    site.pages["/5"] = html()
    found = get(site, "/0")
    assert (found.reason, found.final, found.moved) == ("ok", site.url("/5"), site.url("/5"))
    site.pages["/5"] = answer("302 Found", b"", "Location: /6")
    assert get(site, "/0").reason == "too-many-redirects"


def test_only_permanent_redirects_move_an_address(site: Site) -> None:
    site.pages["/a"] = answer("301 Moved Permanently", b"", "Location: /b")
    site.pages["/b"] = answer("302 Found", b"", "Location: /c")
    site.pages["/c"] = html()
    assert get(site, "/a").moved == site.url("/b")
    site.pages["/a"] = answer("302 Found", b"", "Location: /c")
    assert get(site, "/a").moved is None


@pytest.fixture
def outside(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The server stands in for one public address; the addresses that connections are made to."""
    made: list[str] = []
    real = fetch_wire.SyncBackend.connect_tcp

    def connect(self: Any, host: str, port: int, *rest: Any) -> Any:
        made.append(host)
        assert host == PUBLIC
        return real(self, "127.0.0.1", port, *rest)

    monkeypatch.setattr(fetch_wire.SyncBackend, "connect_tcp", connect)
    return made


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/x", "http://[::1]/x", "http://2130706433/x", "http://0x7f.1/x", "http://[::ffff:10.0.0.1]/x",
     "http://169.254.169.254/latest/meta-data", "http://inside.example/x", "http://[64:ff9b::a00:1]/"],
)  # fmt: skip
def test_a_redirect_inwards_is_refused(site: Site, outside: list[str], target: str) -> None:
    def resolver(host: str, port: int) -> list[str]:
        known = {"site.example": [PUBLIC], "inside.example": [PUBLIC, "192.168.1.4"]}
        return known.get(host) or [str(row[4][0]) for row in socket.getaddrinfo(host, port)]

    site.pages["/a"] = answer("302 Found", b"", f"Location: {target}")
    found = fetcher(allow_private=False, resolver=resolver).get(site.url("/a"))
    assert found.reason == "private-address"
    assert "is not asked" in found.message
    assert site.paths() == ["/a"]
    assert set(outside) == {PUBLIC}


def test_a_name_that_changes_between_check_and_connection(site: Site, outside: list[str]) -> None:
    answers = [[PUBLIC], [PUBLIC], ["127.0.0.1"]]
    site.pages["/a"] = html()
    asking = fetcher(allow_private=False, resolver=lambda host, port: answers.pop(0))
    assert asking.get(site.url("/a")).ok  # robots.txt and the page: each name is resolved once, and that answer used
    assert outside == [PUBLIC, PUBLIC]
    assert asking.get(site.url("/a")).reason == "private-address"
    assert outside == [PUBLIC, PUBLIC]


def test_this_machine_is_refused_without_the_option(site: Site) -> None:
    found = Fetcher(limits=QUICK, manners=HASTY).get(f"http://127.0.0.1:{site.port}/a")
    assert found.reason == "private-address"
    assert "loopback" in found.message
    assert site.asked == []


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "file:///etc/passwd", "http://", "http://a:b@c.example/", "http://a.example:0/",
            "http://a.example:99999/", "javascript:alert(1)", "http://exa mple/", "http://" + "a" * 3000, "gopher://x",
            "http://[::1", "http://a.example:22/"],
)  # fmt: skip
def test_what_is_no_web_address_is_never_resolved(url: str) -> None:
    def resolver(host: str, port: int) -> list[str]:
        raise AssertionError("resolved")

    assert fetcher(resolver=resolver, manners=HASTY).get(url).reason == "not-a-web-address"


def test_an_unknown_host(site: Site) -> None:
    def resolver(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    found = fetcher(resolver=resolver).get("http://nowhere.example/")
    assert (found.reason, found.transient) == ("no-such-host", True)


def test_a_closed_port_is_no_connection(site: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        found = fetcher(manners=Manners(robots=False, attempts=1)).get(f"http://a.example:{taken.getsockname()[1]}/")
    assert found.reason == "no-connection"


@pytest.fixture
def plain() -> Iterator[int]:
    """A port where a server talks plain HTTP at once, whatever it is asked."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]


def test_a_server_without_tls(plain: int) -> None:
    found = fetcher().get(f"https://site.example:{plain}/a")
    assert (found.reason, found.transient) == ("tls", False)


def test_certificates_are_asked_for_by_name(monkeypatch: pytest.MonkeyPatch, plain: int) -> None:
    asked: list[str | None] = []

    def wrap(self: ssl.SSLContext, sock: socket.socket, server_hostname: str | None = None) -> ssl.SSLSocket:
        asked.append(server_hostname)
        assert self.check_hostname and self.verify_mode == ssl.CERT_REQUIRED
        raise ssl.SSLCertVerificationError("not trusted")

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", wrap)
    assert fetcher().get(f"https://site.example:{plain}/a").reason == "tls"
    assert asked == ["site.example"]


# Robots.


ROBOTS = {
    "disallowed": (answer("200 OK", b"User-agent: *\nDisallow: /private\n"), "/private/a", "robots"),
    "disallowed to us": (answer("200 OK", b"User-agent: crosswire\nDisallow: /\n"), "/a", "robots"),
    "disallowed to others": (answer("200 OK", b"User-agent: otherbot\nDisallow: /\n"), "/a", "ok"),
    "allowed inside": (answer("200 OK", b"User-agent: *\nDisallow: /\nAllow: /a\n"), "/a", "ok"),
    "missing": (answer("404 Not Found", b"no"), "/a", "ok"),
    "forbidden": (answer("403 Forbidden", b"no"), "/a", "ok"),
    "server error": (answer("503 Service Unavailable", b""), "/a", "robots-unknown"),
    "silent": (silent, "/a", "robots-unknown"),
    "garbage": (answer("200 OK", bytes(range(256)) * 40), "/a", "ok"),
    "a web page": (html(), "/a", "ok"),
    "endless": (endless, "/a", "ok"),
    "moved": (answer("301 Moved Permanently", b"", "Location: /r2"), "/private/a", "robots"),
}


@pytest.mark.parametrize("case", ROBOTS)
def test_robots(site: Site, case: str) -> None:
    site.pages["/robots.txt"], path, reason = ROBOTS[case]
    site.pages["/r2"] = answer("200 OK", b"User-agent: *\nDisallow: /private\n")
    site.pages[path] = html()
    limits = Limits(wire=200_000, body=100_000, total=1.0, silence=0.4)
    assert get(site, path, limits=limits).reason == reason
    assert (path in site.paths()) == (reason == "ok")


def test_robots_is_asked_once_a_site(site: Site) -> None:
    site.pages["/a"] = site.pages["/b"] = html()
    asking = fetcher()
    for path in ("/a", "/b", "/a"):
        asking.get(site.url(path))
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


def test_a_crawl_delay_is_kept(site: Site) -> None:
    site.pages["/robots.txt"] = answer("200 OK", b"User-agent: *\nCrawl-delay: 0.3\n")
    site.pages["/a"] = html()
    asking, began = fetcher(), time.monotonic()
    for _ in range(3):
        assert asking.get(site.url("/a")).ok
    assert 0.55 < time.monotonic() - began < 2


# Retries and Retry-After.


def test_what_may_yet_succeed_is_tried_again(site: Site) -> None:
    site.pages["/a"] = [answer("503 Service Unavailable", b""), b"", html()]
    found = get(site, "/a", manners=Manners(delay=0, attempts=3, backoff=0.01))
    assert (found.reason, found.attempts) == ("ok", 3)


def test_what_is_gone_is_not_tried_again(site: Site) -> None:
    site.pages["/a"] = answer("410 Gone", b"")
    get(site, "/a", manners=Manners(delay=0, attempts=3, backoff=0.01))
    assert site.paths() == ["/a"]


def test_a_short_retry_after_is_waited_for(site: Site) -> None:
    site.pages["/a"] = [answer("429 Too Many Requests", b"", "Retry-After: 1"), html()]
    began = time.monotonic()
    found = get(site, "/a", manners=Manners(delay=0, attempts=2, backoff=0.01, patience=3))
    assert (found.reason, found.attempts) == ("ok", 2)
    assert time.monotonic() - began >= 1


def test_a_long_retry_after_leaves_the_host_alone(site: Site) -> None:
    site.pages["/a"] = answer("503 Service Unavailable", b"", "Retry-After: 3600")
    asking = fetcher(manners=Manners(delay=0, attempts=3, backoff=0.01, patience=0.2))
    assert asking.get(site.url("/a")).retry_after == 3600
    found = asking.get(site.url("/b"))
    assert (found.reason, site.paths()) == ("held", ["/a"])
    assert found.retry_after is not None and found.retry_after > 3500


def test_a_host_is_not_asked_in_a_hurry(site: Site) -> None:
    site.pages["/a"] = html()
    asking = fetcher(manners=Manners(delay=0.15, robots=False))
    began = time.monotonic()
    threads = [threading.Thread(target=asking.get, args=(site.url("/a"),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - began >= 0.45


def test_stopping_ends_what_runs(site: Site) -> None:
    site.pages["/a"] = drip
    asking = fetcher(manners=Manners(robots=False), limits=Limits(total=30, silence=30))
    threading.Timer(0.2, asking.stop.set).start()
    began = time.monotonic()
    assert asking.get(site.url("/a")).reason == "stopped"
    assert time.monotonic() - began < 1


def test_a_proxy_of_the_environment_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.pages["/a"] = html()
    assert get(site, "/a").ok
    assert "HTTP_PROXY" in (proxies() or "")
