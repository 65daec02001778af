"""Posts pasted into a text: where they begin and end, who wrote them and when; and posts standing alone."""

import pytest

from crosswire.model.report import UNDATED, Report
from crosswire.segment.blocks import blocks
from crosswire.segment.posts import account_of, embedded, exported, head_of, signature_of

STORY = "The mayor of Dorvik said that two people were hurt when the Maren dam burst on Monday.\n\n"


def report(text: str, url: str | None = None) -> Report:
    return Report("rep-1", "a.txt", url, "article", None, None, "en", UNDATED, text)


def found(text: str) -> list[tuple[str, str, str | None]]:
    whole = report(text)
    return [
        (text[post.start : post.end], post.author, post.published.edtf) for post in embedded(whole, blocks(whole.text))
    ]


@pytest.mark.parametrize(
    ("post", "author", "date"),
    [
        ("Water is at the market. — Jo Lund (@jolund) May 2, 2031", "@jolund", "2031-05-02"),
        ("Water at the market pic.twitter.com/a1 — Jo 🌊 Lund (@jolund) May 2, 2031", "@jolund", "2031-05-02"),
        ("Вода на ринку. — Йо (@jolund) 2 травня 2031", "@jolund", "2031-05-02"),
        ("Вода на рынке. — Йо (@jolund) 2 мая 2031 г.", "@jolund", "2031-05-02"),
        ("Water is at the market.\n\n— Jo Lund (@jolund) May 2, 2031", "@jolund", "2031-05-02"),
        ("First line.\n\n\n\nSecond line. — Jo (@jolund) May 2, 2031", "@jolund", "2031-05-02"),
        ("First line\nSecond line. — Jo (@jolund) May 2, 2031", "@jolund", "2031-05-02"),
        ("Our kitchen is gone.\n\nStill, all alive. — Jo (@jolund) May 2, 2031", "@jolund", "2031-05-02"),
        ("The first photos 🌊\n\nMarket pic.twitter.com/a1 — Jo (@jolund) May 2, 2031", "@jolund", "2031-05-02"),
        ("Water is at the market. -- Jo (@jolund)", "@jolund", None),
    ],
)
def test_pasted_posts(post: str, author: str, date: str | None) -> None:
    assert found(f"{STORY}{post}\n\n{STORY}{STORY}") == [(post, author, date)]


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}The account of Jo Lund (@jolund) was closed on May 2, 2031, the police said.",
        f"{STORY}Jo Lund (@jolund) May 2, 2031 is not a signature inside a sentence that goes on.",
        f"{STORY}Follow the mayor (@mayor) for news.",
    ],
)
def test_mentions_of_accounts_are_no_posts(text: str) -> None:
    assert found(text) == []


def test_two_posts_do_not_overlap() -> None:
    one, two = "Water! — Jo (@jo) May 2, 2031", "More water! — Al (@al) May 3, 2031"
    assert [post for post, _, _ in found(f"{STORY}{one}\n\n{two}\n\n{STORY}")] == [one, two]
    assert [post for post, _, _ in found(f"{STORY}{one} {two}\n\n{STORY}")] == [one, two]


def test_in_a_long_line_only_the_last_sentences_are_the_post() -> None:
    before = " ".join([STORY.strip()] * 4)
    line = f"{before} Water is here. — Jo (@jo) May 2, 2031 Then rain."
    ((post, _, _),) = found(line)
    assert post.endswith("May 2, 2031") and "Water is here." in post
    assert len(post) < 360 and post.startswith("The mayor")


def test_a_repeated_headline_stays_outside() -> None:
    text = f"{STORY}Flood 🌊 reaches the market\n\nWater! — Jo (@jo) May 2, 2031"
    whole = report(text)
    closed = frozenset({text.index("Flood")})
    (post,) = embedded(whole, blocks(text), closed=closed)
    assert text[post.start : post.end].startswith("Water!")


def test_signatures() -> None:
    text = "Water at the market. pic.twitter.com/a1 — Jo (@jo) May 2, 2031"
    assert text[: signature_of(text, 0, len(text), "@jo")] == "Water at the market."
    assert signature_of(text, 0, len(text), "@other") == len(text)


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("https://t.me/dorvik_news/123", "@dorvik_news"),
        ("https://t.me/s/dorvik_news/123", "@dorvik_news"),
        ("https://twitter.com/jolund/status/1", "@jolund"),
        ("https://www.x.com/jolund/status/1?s=20", "@jolund"),
        ("https://bsky.app/profile/jo.example.org/post/3k", "@jo.example.org"),
        ("https://t.me/dorvik_news", None),
        ("https://example.org/a/b", None),
        ("not an address", None),
    ],
)
def test_addresses_of_posts(url: str, account: str | None) -> None:
    assert account_of(url) == account


def test_exports() -> None:
    text = "Dorvik News, [02.05.2031 08:00]\nWater is at the market.\n\nDorvik News, [02.05.2031 09:30]\nIt rains."
    posts = exported(report(text))
    assert [(post.author, post.published.edtf) for post in posts] == [
        ("Dorvik News", "2031-05-02T08:00:00"),
        ("Dorvik News", "2031-05-02T09:30:00"),
    ]
    assert text[posts[0].start : posts[0].end].endswith("at the market.")
    dated = posts[0].published.span
    assert dated is not None and text[dated.start : dated.end] == "02.05.2031 08:00"
    assert text[head_of(text, posts[1].start) : posts[1].end].strip() == "It rains."
    assert exported(report(STORY)) == ()
