"""Lists of addresses, and feeds saved on disk."""

# ruff: noqa: E501  (documents as programs write them)

import json
from collections.abc import Callable
from typing import Any

import pytest

from crosswire.ingest import listings
from crosswire.model.account import Issue
from crosswire.model.listed import Listed

URL = "https://harbour.example/dam"
ARTICLES = {"articles": [{"url": URL, "url_mobile": "", "title": "Dam  bursts", "seendate": "20310502T080000Z",
                          "domain": "harbour.example", "language": "Ukrainian"}, {"url": "no address", "seendate": ""}]}  # fmt: skip
CSV = f'\ufeffURL,MobileURL,Date,Title\n{URL},,2031-05-02 08:00:00,"Dam bursts"\n'
GKG = "\t".join(["20310502080000-1", "20310502081500", "1", "harbour.example", URL, *[""] * 20, "srclc:rus;eng:x",
                 "<PAGE_PRECISEPUBTIMESTAMP>20310502073000</PAGE_PRECISEPUBTIMESTAMP><PAGE_TITLE>Dam &amp; town</PAGE_TITLE>"])  # fmt: skip
MENTIONS = "\t".join(["1", "20310502080000", "20310502081500", "1", "harbour.example", URL, *["0"] * 10])
EVENTS = "\t".join(["1", "20310502", *["x"] * 57, "20310502081500", URL])
SITEMAP = (
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url>"
    f"<loc>{URL}</loc><news:news><news:publication><news:name>Post</news:name><news:language>en</news:language></news:publication>"
    "<news:publication_date>2031-05-02T08:00:00Z</news:publication_date><news:title>Dam bursts</news:title></news:news></url></urlset>"
)


def listed(data: str, name: str) -> list[Listed | Issue]:
    return list(listings.read(data.encode(), name=name))


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (json.dumps(ARTICLES), "a.json", Listed(URL, "Dam bursts", "2031-05-02T08:00:00Z", "harbour.example", "uk")),
        (CSV, "a.csv", Listed(URL, "Dam bursts", "2031-05-02 08:00:00", "harbour.example")),
        (GKG, "x.gkg.csv", Listed(URL, "Dam & town", "2031-05-02T07:30:00Z", "harbour.example", "rus")),
        (MENTIONS, "x.mentions.CSV", Listed(URL, None, "2031-05-02T08:15:00Z", "harbour.example")),
        (EVENTS, "x.export.CSV", Listed(URL, None, "2031-05-02T08:15:00Z", "harbour.example")),
        (f"# mine\n{URL}\n\n{URL}\n", "urls.txt", Listed(URL, outlet="harbour.example")),
    ],
)
def test_lists(data: str, name: str, expected: Listed, read: Callable[..., Any]) -> None:
    assert listed(data, name) == [expected]
    if name != "urls.txt":  # as reports they are none, and say what to do
        found = read(data, name)
        assert found.reasons == ["listing"] and "1 address" in found.issues[0].message


def test_a_sitemap(read: Callable[..., Any]) -> None:
    (found,) = listed(SITEMAP, "sitemap.xml")
    assert isinstance(found, Listed) and (found.url, found.title) == (URL, "Dam bursts")
    assert read(SITEMAP, "sitemap.xml").reasons == ["listing"]


@pytest.mark.parametrize("data", ["", "The dam burst.", "{", '{"a": 1}', "<rss>", "<html></html>"])
def test_what_is_no_list(data: str) -> None:
    found = listed(data, "a")
    assert found and all(isinstance(each, Issue) for each in found)


TEXT = "Two people were hurt when the Maren dam burst, the mayor of Dorvik said. " * 6
RSS = (
    "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>The Harbour Post</title>"
    f"<item><title>Dam bursts</title><link>{URL}</link><pubDate>Fri, 02 May 2031 08:00:00 GMT</pubDate>"
    f"<content:encoded>&lt;p&gt;{TEXT}&lt;/p&gt;</content:encoded></item>"
    f"<item><title>Flood</title><link>{URL}/2</link><description>Forty streets are closed.</description></item></channel></rss>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_a_feed_on_disk(encoding: str, read: Callable[..., Any]) -> None:
    data = f"<?xml version='1.0' encoding='{encoding}'?>{RSS.replace('Flood', 'Потоп')}".encode(encoding)
    found = read(data, "feed.xml")
    first, second = found.reports
    assert (first.media, first.given.outlet, first.given.url) == ("html", "The Harbour Post", URL)
    assert first.given.published and first.given.published.startswith("2031-05-02T08:00:00")
    assert (second.media, second.content, second.given.title) == ("text", "Forty streets are closed.", "Потоп")


def test_a_json_feed(read: Callable[..., Any]) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Post",
            "items": [{"id": "1", "url": URL, "title": "Dam", "content_text": TEXT, "date_published": "2031-05-02T08:00:00Z"}]}  # fmt: skip
    found = read(json.dumps(feed), "feed.json").one
    assert (found.given.title, found.given.url, found.content.strip()) == ("Dam", URL, TEXT.strip())


def test_hostile_feeds(read: Callable[..., Any]) -> None:
    assert read("<!DOCTYPE a [<!ENTITY b 'x'>]>" + RSS, "feed.xml").reasons in (["entities"], ["xml-entities"])
    assert read("<rss></rss>", "feed.xml").issues and not read("<rss></rss>", "feed.xml").reports
    broken = b"<rss><channel>" + b"\xff\xfe\x81 xx" * 20_000  # chardet would take minutes
    assert read(broken, "feed.xml").issues
