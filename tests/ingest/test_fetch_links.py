"""Addresses of pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.fetch_links import absolute, announced, canonical, host


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("HTTP://News.Example:80/a?utm_source=x&id=7#top", "http://news.example/a?id=7"),
        ("https://news.example:443", "https://news.example/"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example./a?b=2&a=1", "https://news.example/a?b=2&a=1"),
        ("https://news.example/a?fbclid=1", "https://news.example/a"),
        ("https://news.example/a?q=a%20b", "https://news.example/a?q=a%20b"),
        ("https://news.example/a?empty=", "https://news.example/a?empty="),
        ("http://[2606:4700::1]/a", "http://[2606:4700::1]/a"),
        ("file:///etc", "file:///etc"),
        ("http://[", "http://["),
    ],
)
def test_one_spelling(url: str, found: str) -> None:
    assert canonical(url) == found


@given(st.from_regex(r"https?://[a-z.\[\]:0-9]{1,12}/[ -~]{0,30}", fullmatch=True))
def test_spelling_again_changes_nothing(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("/b", "http://a.example/b"),
        ("//b.example/c", "http://b.example/c"),
        (" /b\n", "http://a.example/b"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("http://[", None),
        ("", None),
        (None, None),
        ("/" + "x" * 3000, None),
    ],
)
def test_where_links_lead(link: str | None, found: str | None) -> None:
    assert absolute("http://a.example/x", link) == found


def test_hosts() -> None:
    assert [host(url) for url in ("http://A.example/", "http://a.example:81/", "http://[", "x")] == [
        "a.example",
        "a.example:81",
        "",
        "",
    ]


def test_feeds_a_page_announces() -> None:
    page = """<html><head><link rel="stylesheet" href="/a.css"><link rel="alternate" hreflang="uk" href="/uk">
    <link rel="Alternate" type="application/atom+xml; charset=utf-8" href="feed"><link rel=alternate
    type="application/rss+xml" href="javascript:x"><link rel="alternate" type="application/rss+xml" href="/rss">"""
    assert announced(page, url="http://a.example/n/") == ["http://a.example/n/feed", "http://a.example/rss"]
    assert announced("", url="http://a.example/") == []
