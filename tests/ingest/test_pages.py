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
        ("<p>nothing</p>", Given()),
        ("", Given()),
    ],
)
def test_tables(html: str, given: Given) -> None:
    assert metadata(html) == given
