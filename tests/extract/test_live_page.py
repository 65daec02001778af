"""LiveBlogPosting data is cut into dated updates, also where the page shows them in its elements only."""

# ruff: noqa: E501  tables of pages read better one a line

import json

import pytest
from tests.extract.pages import DAM, FERRY, RAIN, paragraphs

from crosswire.extract import live_page, page
from crosswire.extract.article import extract
from crosswire.language import markup
from crosswire.model.report import Received
from crosswire.segment import items

UPDATES = [
    {"@type": "BlogPosting", "headline": "Dam bursts near Dorvik", "datePublished": "2031-05-03T00:12:00+02:00", "articleBody": f"<p>{DAM}</p><p>{RAIN}</p>"},
    {"@type": "BlogPosting", "headline": "Ferry strike goes on", "datePublished": "2031-05-02T23:40:00+0200", "articleBody": FERRY},
    {"@type": "BlogPosting", "datePublished": "2031-05-02T21:05:00+02:00", "articleBody": f"{RAIN}\n{FERRY}"},
]  # fmt: skip


def html(updates: object = UPDATES, body: str = "") -> str:
    data = json.dumps(
        {
            "@type": "LiveBlogPosting",
            "headline": "Flood: live",
            "datePublished": "2031-05-02",
            "liveBlogUpdate": updates,
        }
    )
    return f'<html><head><title>Flood</title><script type="application/ld+json">{data}</script></head><body><h1>Flood</h1>{body}{paragraphs(DAM)}</body></html>'


def test_updates_as_items() -> None:
    report, _ = extract(Received("a.html", "html", html()))
    assert report.kind == "live-blog"
    report, cut = items.cut(report, epoch=None)
    assert report.kind == "live-blog"
    assert [(item.headline, item.published.edtf) for item in cut] == [
        ("Dam bursts near Dorvik", "2031-05-03T00:12:00+02:00"),
        ("Ferry strike goes on", "2031-05-02T23:40:00+02:00"),
        (None, "2031-05-02T21:05:00+02:00"),
    ]
    assert all(item.published.span and item.published.span.exact[:4] == "2031" for item in cut)


def test_updates_in_elements_only() -> None:
    posts = "".join(
        f"<div class='post'><time datetime='2031-05-02T{clock}'>{clock}</time><h2>{head}</h2><p>{text}</p></div>"
        for clock, head, text in (
            ("14:32", "Dam bursts near Dorvik", DAM),
            ("13:05", "Ferry strike goes on", FERRY),
            ("12:10", "Rain on the hills", RAIN),
        )
    )
    report, _ = extract(
        Received("a.html", "html", f"<html><body><main><h1>Flood: live</h1>{posts}</main></body></html>")
    )
    assert report.kind == "live-blog"
    assert [item.headline for item in items.cut(report, epoch=None)[1]] == [
        "Dam bursts near Dorvik",
        "Ferry strike goes on",
        "Rain on the hills",
    ]


@pytest.mark.parametrize(
    "updates", [None, [], [{}], "x", [UPDATES[0]], [{"articleBody": 3}, {"headline": ""}], {"a": []}]
)
def test_no_updates(updates: object) -> None:
    tree = markup.tree(html(updates))
    assert tree is not None and live_page.read(tree) == ""
    assert page.read(html(updates)).text == DAM


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("2031-05-02T14:32:10Z", "2031-05-02 14:32 +00:00"),
        ("2031-05-02T14:32", "2031-05-02 14:32"),
        ("2031-05-02T14:32:10+0300", "2031-05-02 14:32 +03:00"),
        ("2031-05-02", None),
        ("soon", None),
    ],
)
def test_moments(words: str, line: str | None) -> None:
    assert live_page.moment(words) == line


def test_comments_with_times_are_no_live_page() -> None:
    comments = "".join(
        f"<div class='post'><time>14:3{n}</time><p>I saw it too, neighbour number {n}. {RAIN}</p></div>"
        for n in range(9)
    )
    body = f"<article>{paragraphs(DAM, FERRY, RAIN)}</article><div id='comments'>{comments}</div>"
    assert not page.read(f"<html><body><h1>Dam bursts</h1>{body}</body></html>").live
