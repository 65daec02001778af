"""A page's own metadata: JSON-LD before meta elements before <time>; broken pages say nothing."""

import pytest

from crosswire.ingest.pages import metadata
from crosswire.model.report import Given

JSON_LD = """<html lang="en-GB"><head>
<link rel="canonical" href="https://example.org/dam">
<meta property="og:site_name" content="og site"><meta property="og:title" content="og title">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "Organization", "name": "Not this"},
 {"@type": ["NewsArticle"], "headline": "Dam bursts &amp; floods Dorvik", "datePublished": "2031-05-02T10:00:00+02:00",
  "publisher": {"@type": "Organization", "name": "The Harbour Post"}}]}</script></head><body></body></html>"""


def test_json_ld() -> None:
    assert metadata(JSON_LD) == Given(
        "The Harbour Post",
        "Dam bursts & floods Dorvik",
        "https://example.org/dam",
        "en-gb",
        "2031-05-02T10:00:00+02:00",
    )


@pytest.mark.parametrize(
    ("html", "given"),
    [
        ('<meta property="og:site_name" content="Post"><p>', Given(outlet="Post")),
        ('<meta name="DC.date" content="2031-05-02"><p>', Given(published="2031-05-02")),
        ('<meta property="og:url" content="https://example.org/x"><p>', Given(url="https://example.org/x")),
        ('<body><time datetime="2031-05-02T08:00">today</time></body>', Given(published="2031-05-02T08:00")),
        ('<body><time datetime="PT3H">3 hours</time></body>', Given()),
        ('<script type="application/ld+json">{broken</script><p>x</p>', Given()),
        ('<link rel="canonical" href="javascript:alert(1)"><p>', Given()),
        ('<script type="application/ld+json">[{"@type":"WebPage","name":"x"}]</script><p>x</p>', Given()),
        ('<meta name="author" content="By Jo Lund"><p>', Given(author="Jo Lund")),
        ('<meta name="author" content="https://example.org/jo"><p>', Given()),
        ('<meta name="author" content="Admin"><p>', Given()),
        (
            '<body><a rel="author" href="/jo">Jo Lund</a><a rel="author" href="/al">Al Moe</a></body>',
            Given(author="Jo Lund, Al Moe"),
        ),
        ('<meta property="article:modified_time" content="2031-05-03"><p>', Given(updated="2031-05-03")),
        (
            '<body><time itemprop="dateModified" datetime="2031-05-03">x</time></body>',
            Given(published="2031-05-03", updated="2031-05-03"),
        ),
        (
            '<meta name="date" content="2031-05-02"><meta name="lastmod" content="2031-05-02">',
            Given(published="2031-05-02"),
        ),
        ("<p>nothing</p>", Given()),
        ("", Given()),
    ],
)
def test_tables(html: str, given: Given) -> None:
    assert metadata(html) == given


def test_authors_and_the_last_change() -> None:
    data = (
        '{"@type": "NewsArticle", "headline": "x", "datePublished": "2031-05-02", "dateModified": "2031-05-03",'
        ' "author": [{"@type": "Person", "name": "Jo Lund"}, {"name": "Al Moe"}, "https://example.org/staff"]}'
    )
    found = metadata(f'<script type="application/ld+json">{data}</script><meta name="author" content="Other"><p>x')
    assert (found.author, found.published, found.updated) == ("Jo Lund, Al Moe", "2031-05-02", "2031-05-03")


def test_an_article_comes_before_its_page() -> None:
    data = '[{"@type":"WebPage","headline":"Site","datePublished":"2001-01-01"},{"@type":"Article","headline":"Dam"}]'
    assert metadata(f'<script type="application/ld+json">{data}</script><p>x').title == "Dam"
