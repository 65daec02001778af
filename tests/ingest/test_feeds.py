"""Feeds of every kind, and what hostile ones are made into."""

import gzip
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest import feeds
from crosswire.ingest.feed_values import moment
from crosswire.ingest.feeds import Entry, Feed
from crosswire.model.account import Issue

URL = "http://news.example/feed.xml"
ITEM = "<item><title>Wall falls</title><link>/wall</link><pubDate>Tue, 11 Mar 2025 06:30:00 +0200</pubDate></item>"
NEWS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def rss(*items: str, head: str = "") -> bytes:
    open_ = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return f"{open_}<channel><title>Harbour Post</title>{head}{''.join(items)}</channel></rss>".encode()


def read(data: bytes, **options: int) -> Feed:
    found = feeds.parse(data, url=URL, **options)
    assert isinstance(found, Feed), found
    return found


def refused(data: bytes) -> str:
    found = feeds.parse(data, url=URL)
    assert isinstance(found, Issue), found
    assert found.message.startswith(URL)
    return found.reason


def test_rss() -> None:
    content = "<content:encoded><![CDATA[<p onclick='x()'>All of it.</p><script>bad()</script>]]></content:encoded>"
    item = f"<item><title>Wall &amp; gate</title><link>/a</link><guid isPermaLink='false'>7</guid>{content}</item>"
    feed = read(rss(item, ITEM, head="<language>en-GB</language><link>http://news.example/</link>"))
    assert (feed.kind, feed.title, feed.language, feed.home) == ("rss", "Harbour Post", "en-gb", "http://news.example/")
    first, second = feed.entries
    assert (first.key, first.url, first.title) == ("7", "http://news.example/a", "Wall & gate")
    assert first.content == "<p>All of it.</p>"
    assert (first.published, first.dated) == (None, "unknown")
    assert (second.published, second.dated) == ("2025-03-11T06:30:00+02:00", "stated")


def test_rss_one_dates_by_dublin_core() -> None:
    data = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old</title></channel>
    <item rdf:about="http://news.example/a"><title>A</title><link>http://news.example/a</link>
    <dc:date>2025-03-11T06:30:00Z</dc:date><dc:creator>Ana Brill</dc:creator></item></rdf:RDF>"""
    (entry,) = read(data).entries
    assert (entry.published, entry.author) == ("2025-03-11T06:30:00+00:00", "Ana Brill")


def test_an_atom_entry_that_was_only_updated_is_not_said_to_be_published() -> None:
    data = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>tag:1</id><title>T</title>
    <link href="/x"/><updated>2025-03-11T06:30:00Z</updated></entry></feed>"""
    (entry,) = read(data).entries
    assert (entry.published, entry.dated, entry.updated) == (None, "unknown", "2025-03-11T06:30:00+00:00")


def test_json_feed() -> None:
    items = [
        {"id": 1, "url": "/a", "title": "A", "content_html": "<p>x</p>", "date_published": "2025-03-11T06:30:00Z"},
        {"id": "b", "content_text": "only text", "authors": [{"name": "Ana"}, {"name": "Bo"}], "language": "uk"},
        {"id": "c"},
        "nonsense",
    ]
    feed = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items}).encode())
    assert [entry.url for entry in feed.entries] == ["http://news.example/a", None]
    assert (feed.entries[1].author, feed.entries[1].media, feed.entries[1].language) == ("Ana, Bo", "text", "uk")
    assert feed.left_out == {"no-address": 2}


def test_a_news_sitemap() -> None:
    data = f"""<urlset {NEWS}><url><loc>http://news.example/a</loc><lastmod>2025-03-12</lastmod><news:news>
    <news:publication><news:name>Harbour Post</news:name><news:language>en</news:language></news:publication>
    <news:publication_date>2025-03-11</news:publication_date><news:title>Wall falls</news:title></news:news></url>
    <url><loc>mailto:x@y</loc></url></urlset>""".encode()
    assert read(data).entries == (
        Entry("http://news.example/a", "http://news.example/a", "Wall falls", published="2025-03-11",
              updated="2025-03-12", dated="stated", language="en", outlet="Harbour Post"),
    )  # fmt: skip
    assert read(gzip.compress(data)).entries == read(data).entries


def test_a_sitemap_index() -> None:
    data = f"<sitemapindex {NEWS}><sitemap><loc>http://news.example/1.xml</loc></sitemap></sitemapindex>".encode()
    assert (read(data).kind, read(data).entries[0].url) == ("sitemap-index", "http://news.example/1.xml")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Tue, 11 Mar 2025 06:30:00 +0200", "2025-03-11T06:30:00+02:00"),
        ("Tue, 11 Mar 2025 06:30:00 GMT", "2025-03-11T06:30:00+00:00"),
        ("11 Mar 2025 06:30:00 MSK", "2025-03-11T06:30:00"),
        ("2025-03-11T06:30:00.123Z", "2025-03-11T06:30:00+00:00"),
        ("2025-03-11 06:30", "2025-03-11T06:30:00"),
        ("2025-03-11T06:30+0200", "2025-03-11T06:30:00+02:00"),
        ("2025-03-11", "2025-03-11"),
        ("05/04/2025", None),
        ("yesterday", None),
        ("2025-13-45", None),
        ("Tue, 45 Mar 2025 06:30:00 GMT", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_read_only_where_it_is_plain(words: str | None, found: str | None) -> None:
    assert moment(words) == found


def test_a_date_nobody_can_read_keeps_its_words() -> None:
    (entry,) = read(rss("<item><link>/a</link><pubDate>05/04/2025</pubDate></item>")).entries
    assert (entry.published, entry.dated, entry.words) == (None, "unreadable", "05/04/2025")


def test_a_million_items_are_not_read() -> None:
    small = b"<item><link>/a</link></item>"
    data = rss(ITEM).replace(b"</channel></rss>", small * 1_000_000 + b"</channel></rss>")
    began = time.process_time()
    feed = read(data, most=100)
    assert (len(feed.entries), feed.left_out) == (100, {"over-limit": 999_901})
    assert feed.notes == ()
    assert time.process_time() - began < 5


@pytest.mark.parametrize("kind", ["json", "sitemap", "atom"])
def test_other_long_lists_end_too(kind: str) -> None:
    rows = range(500)
    items = [{"id": n, "url": f"/{n}"} for n in rows]
    maps = "".join(f"<url><loc>http://a.example/{n}</loc></url>" for n in rows)
    data = {
        "json": json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}),
        "sitemap": f"<urlset {NEWS}>{maps}</urlset>",
        "atom": '<feed xmlns="http://www.w3.org/2005/Atom">'
        + "".join(f'<entry><id>{n}</id><link href="/{n}"/></entry>' for n in rows) + "</feed>",
    }[kind]  # fmt: skip
    feed = read(data.encode(), most=20)
    assert (len(feed.entries), feed.left_out) == (20, {"over-limit": 480})


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\x00", "empty"),
        (b"<!doctype html><html><body>hello", "not-a-feed"),
        (b"<html><body>hello", "not-a-feed"),
        (b"plain words", "not-a-feed"),
        (b'{"a": 1}', "not-a-feed"),
        (b'{"a": ', "broken-feed"),
        (b"[" * 100_000, "broken-feed"),
        (f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel/></rss>'.encode(), "entities"),
        (b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel/></rss>', "entities"),
        (f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel/></rss>'.encode("utf-16"), "entities"),
        (b"<!DOCTYPE rss [" + b" " * 9000 + b'<!ENTITY x "y">]><rss><channel/></rss>', "entities"),
        (b" " * (feeds.LARGEST + 1), "too-large"),
        (gzip.compress(b" " * (feeds.LARGEST + 1)), "too-large"),
        (gzip.compress(b"x" * 1000)[:-20], "too-large"),
        (b"<urlset", "not-a-feed"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, reason: str) -> None:
    assert refused(data) == reason


def test_a_feed_that_breaks_off_is_read_to_there_and_says_so() -> None:
    feed = read(rss(ITEM, ITEM.replace("/wall", "/gate"))[:-60])
    assert feed.entries[0].title == "Wall falls"
    assert feed.notes[0][0] == "broken-feed"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_encodings(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>Пост</title>'
    text = f"{head}{ITEM}</channel></rss>"
    assert read(text.replace("Wall falls", "Дамба прорвана").encode(encoding)).entries[0].title == "Дамба прорвана"


def test_the_files_of_this_machine_are_not_opened(tmp_path: object) -> None:
    assert refused(str(tmp_path).encode()) == "not-a-feed"
    assert refused(b"/etc/passwd") == "not-a-feed"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://a/b", "mailto:a@b"]
)
def test_links_that_lead_elsewhere_are_none(link: str) -> None:
    assert read(rss(f"<item><title>x</title><link>{link}</link></item>", ITEM)).left_out == {"no-address": 1}


PIECES = st.sampled_from(
    ["<rss>", "<channel>", "<item>", "</item>", "<link>", "<![CDATA[", "]]>", "&#0;", "&amp;", "<feed>", "<entry>"]
    + ["<urlset>", "<url>", "<loc>", "http://[", "{", '"items":[', "<?xml"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES.map(str.encode), st.binary(max_size=12)), max_size=40))
def test_whatever_the_bytes_there_is_one_answer(pieces: list[bytes]) -> None:
    found = feeds.parse(b"".join(pieces), url=URL)
    assert isinstance(found, Feed | Issue)
    if isinstance(found, Feed):
        assert all(entry.key and (entry.url or entry.content) for entry in found.entries)
