"""Main text of pages: headings, quoted posts with their signatures, live pages of many posts."""

# ruff: noqa: E501  (pages as they are written)

from crosswire.extract import page, running
from crosswire.language import markup

DAM = "The Maren dam burst near Dorvik on Monday night, the mayor said. Two people were hurt and taken to hospital."
FERRY = "The strike of ferry crews went into its second week on Tuesday. The line said that it would talk to the crews."
TWEET = (
    '<blockquote class="twitter-tweet"><p>Water is at the market.<br><br>Stay away!</p>&mdash; Jo Lund (@jolund) '
    '<a href="https://twitter.com/jolund/status/1">May 2, 2031</a></blockquote>'
)
POSTS = [("14:32", "Dam bursts near Dorvik", DAM), ("13:05", "Ferry strike goes on", FERRY), ("12:10", "Rain", DAM)]


def live(kind: str = "post") -> str:
    posts = "".join(
        f'<div class="{kind}"><time datetime="2031-05-02T{clock}">{clock}</time><h2>{head}</h2><p>{body}</p></div>'
        for clock, head, body in POSTS
    )
    return f"<html><body><nav><ul><li>World</li></ul></nav><main><h1>Flood: live</h1>{posts}</main></body></html>"


def updates(html: str) -> str:
    tree = markup.tree(html)
    assert tree is not None
    return running.read(tree)


def test_a_quoted_post_keeps_its_signature() -> None:
    html = f"<html><body><article><h1>Dam</h1><p>{DAM}</p>{TWEET}<p>{FERRY}</p></article></body></html>"
    assert page.read(html).text.split("\n\n") == [
        DAM,
        "Water is at the market.\nStay away!\n— Jo Lund (@jolund) May 2, 2031",
        FERRY,
    ]


def test_a_live_page_keeps_all_its_posts() -> None:
    text = page.read(live()).text
    assert text.split("\n\n") == [line for post in POSTS for line in post]


def test_a_page_without_posts_of_one_shape() -> None:
    assert updates(f"<html><body><article><h1>Dam</h1><p>{DAM}</p></article></body></html>") == ""


def test_posts_keep_their_quotes_together() -> None:
    html = live().replace(f"<p>{FERRY}</p>", f"<p>{FERRY}</p>{TWEET}<script>x()</script>")
    assert "Water is at the market.\nStay away!\n— Jo Lund (@jolund) May 2, 2031" in updates(html).split("\n\n")


def test_lists_of_teasers_are_no_text() -> None:
    teasers = "".join(f'<li class="t"><h3>Teaser {n}</h3><p>Short.</p></li>' for n in range(5))
    html = f"<html><body><article><h1>Dam</h1><p>{DAM}</p><p>{FERRY}</p></article><ul>{teasers}</ul></body></html>"
    assert "Teaser" not in page.read(html).text


def test_broken_pages() -> None:
    for html in ("", "<html>", "<p", "<!-- -->"):
        assert page.read(html).text == ""


def test_a_printed_update() -> None:
    time = "<p class='time'>Updated: Friday, 3 May 2031, 10:00</p>"
    html = f"<html><body><article><h1>Dam</h1>{time}<p>{DAM}</p></article></body></html>"
    assert page.read(html).updated == "2031-05-03T10:00:00"
    assert page.read(html.replace("Updated", "Dated")).updated is None


def test_a_short_paragraph_beside_the_only_long_one() -> None:
    assert page.read(f"<html><body><p>{DAM}</p><p>Water reached the market at 03:40.</p></body></html>").text == (
        f"{DAM}\n\nWater reached the market at 03:40."
    )


def test_a_text_that_stands_in_the_page_s_data_alone() -> None:
    import json

    whole = [f"{DAM} ({n})" for n in range(5)]
    data = {"@type": "NewsArticle", "isAccessibleForFree": False, "articleBody": "\n\n".join(whole)}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    empty = page.read(f"<html><head><title>Dam</title>{head}</head><body><div id='app'>Loading…</div></body></html>")
    assert empty.text.split("\n\n") == whole
    walled = page.read(
        f"<html><head><title>Dam</title>{head}</head><body><p>{whole[0]}</p><p>Subscribe to read on.</p></body>"
    )
    assert (walled.text.split("\n\n"), walled.stub) == (whole, None)
    other = page.read(
        f"<html><head>{head}</head><body><article><h1>Rain</h1><p>{FERRY}</p><p>{FERRY} Again.</p></article></body>"
    )
    assert FERRY in other.text  # data of another article is not taken for this one's text
