"""Embedded posts get the signature that a pasted post has, and become items with author and date."""

# ruff: noqa: E501  tables of pages read better one a line

import pytest
from tests.extract.pages import article

from crosswire.extract import page
from crosswire.extract.article import extract
from crosswire.model.report import Received
from crosswire.segment import items

LONG = "Water stands in the market and in the church. " * 12
POSTS = {
    "twitter": (
        '<blockquote class="twitter-tweet"><p>Water is at the market.<br><br>Stay away!</p>&mdash; Jo Lund (@jolund) '
        '<a href="https://twitter.com/jolund/status/1">May 2, 2031</a></blockquote>',
        ("Water is at the market.\nStay away!\n— Jo Lund (@jolund) May 2, 2031", "@jolund", "2031-05-02"),
    ),
    "bluesky": (
        '<blockquote class="bluesky-embed"><p>Water is at the market.</p>&mdash; Jo (<a href="https://bsky.app/profile/'
        'jo.example.org?x">@jo.example.org</a>) <a href="https://bsky.app/profile/jo.example.org/post/1">May 2, 2031 at '
        "3:00 PM</a></blockquote>",
        ("Water is at the market.\n— Jo (@jo.example.org) May 2, 2031 at 3:00 PM", "@jo.example.org", "2031-05-02T15:00:00"),
    ),
    "telegram": (
        '<div class="tgme_widget_message" data-post="dorvik_now/12"><a class="tgme_widget_message_owner_name">Dorvik Now</a>'
        f'<div class="tgme_widget_message_text">{LONG}</div><time datetime="2031-05-02T10:00:00+00:00">10:00</time></div>',
        (f"{LONG.strip()}\n— Dorvik Now (@dorvik_now) 2031-05-02", "@dorvik_now", "2031-05-02"),
    ),
    "mastodon": (
        '<blockquote class="mastodon-embed" cite="https://social.example/@jolund/123"><p>Water is at the market.</p>'
        '<a href="https://social.example/@jolund/123">View on Mastodon</a></blockquote>',
        ("Water is at the market.\n— jolund (@jolund)", "@jolund", None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("network", POSTS)
def test_posts_become_items(network: str) -> None:
    html, (words, author, date) = POSTS[network]
    text = page.read(article(html)).text
    assert words in text.split("\n\n")
    report, _ = extract(Received("a.html", "html", article(html)))
    report, cut = items.cut(report, epoch=None)
    (post,) = [item for item in cut if item.kind == "post"]
    assert report.text[post.start : post.end].rstrip() == words.removesuffix(" at 3:00 PM") or words.startswith(
        report.text[post.start : post.end]
    )
    assert post.author == author
    assert (post.published.edtf or "")[:10] == (date or "")[:10]


def test_a_frame_without_words_is_no_post() -> None:
    html = '<blockquote class="instagram-media"><a href="https://instagram.com/p/1">View this post on Instagram</a></blockquote>'
    assert "View this post" not in page.read(article(html)).text
