"""The article among a page's blocks: what names, links and wording take out, what stands beside prose comes in."""

import pytest
from tests.extract.pages import DAM, RAIN, TEXT, article, paragraphs

from crosswire.extract import body, layout, page
from crosswire.language import markup


def lines(html: str) -> list[str]:
    return page.read(html).text.split("\n\n")


def test_the_article_alone() -> None:
    assert lines(article()) == list(TEXT)


@pytest.mark.parametrize(
    "inside",
    [
        "<div class='share-bar'><p>Share this report with your friends.</p></div>",
        "<aside><p>An older report says that the dam was built by the council in three years.</p></aside>",
        "<div class='related-articles'><h3>Related</h3><ul><li><a href='/1'>Council bought the dam</a></li></ul></div>",
        "<p><a href='/1'>Read more: Council bought the dam in spring</a></p>",
        "<p>READ MORE: Council bought the dam</p>",
        "<div class='newsletter-signup'><p>Get the news of Dorvik every morning in your inbox.</p></div>",
        "<figure><img src='x'><figcaption>The wall of the dam on Tuesday. Photo: Coast Pictures</figcaption></figure>",
        "<div class='article__author-bio'><p>Jo Lund writes about rivers and lives in Dorvik with two dogs.</p></div>",
        "<p>Photo: Coast Pictures</p>",
        "<div class='cookie-banner'><p>We use cookies to give you the best time on our pages, as all do.</p></div>",
        "<script>var text = 'The dam was blown up by the mayor himself, said nobody at all.';</script>",
        "<p style='display: none'>The dam was blown up by the mayor himself, said nobody at all in Dorvik.</p>",
        "<form><p>Tell us what you think about the dam, and leave your name below the box.</p></form>",
    ],
)
def test_what_is_no_text(inside: str) -> None:
    assert lines(article(inside)) == list(TEXT)


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ("<h2>What is known so far</h2>", "What is known so far"),
        ("<blockquote>Nobody warned the lower town at all.</blockquote>", "Nobody warned the lower town at all."),
        ("<ul><li>Two people were hurt in the market.</li></ul>", "Two people were hurt in the market."),
        ("<p>The <a href='/m'>mayor</a> will speak on Friday.</p>", "The mayor will speak on Friday."),
    ],
)
def test_what_is_text(inside: str, line: str) -> None:
    assert lines(article(inside)) == [*TEXT[:3], line, TEXT[3]]


def test_teasers_and_comments_below() -> None:
    teasers = "".join(
        f"<div class='box'><h3><a href='/{n}'>Report {n}</a></h3><p>{RAIN} {n}.</p></div>" for n in range(4)
    )
    comments = (
        "<div id='comments'>"
        + "".join(f"<p>I saw it all, and it was worse. {DAM} {n}</p>" for n in range(9))
        + "</div>"
    )
    assert lines(article(after=teasers + comments)) == list(TEXT)


def test_captions_stand_apart() -> None:
    figure = "<figure><figcaption>The wall of the dam on Tuesday.</figcaption></figure>"
    found = page.read(article(figure))
    assert found.captions == ("The wall of the dam on Tuesday.",)
    assert "wall" not in found.text


def test_the_pages_own_body_bounds_the_text() -> None:
    ld = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{" ".join(TEXT)}"}}</script>'
    extra = "<p>The Harbour Post has been read in every house of the coast since the year 1904.</p>"
    assert extra[3:-4] in lines(article(head="").replace("</article>", f"{extra}</article>"))
    assert lines(article(head=ld).replace("</article>", f"{extra}</article>")) == list(TEXT)


def test_without_votes_the_richest_element_is_taken() -> None:
    tree = markup.tree(article())
    assert tree is not None
    blocks = layout.blocks(tree)
    assert [blocks[at].text for at in body.choose(blocks, voted="").text] == list(TEXT)
    assert body.choose([], voted="x") == body.Body()


def test_names_that_would_take_the_article_are_not_believed() -> None:
    html = f"<html><body><div><p>Top.</p><div class='teaser-gallery'>{paragraphs()}</div></div></body></html>"
    assert lines(html) == list(TEXT)


def test_a_sentence_set_twice_is_kept_once() -> None:
    again = f"<div class='x'><p>{DAM}</p></div>"
    assert lines(article(again)) == list(TEXT)


@pytest.mark.parametrize("html", ["", "<", "<p", "<html></html>", "\x00\x01", "<!-- <p>x</p> -->", "<body><table><tr>"])
def test_broken_pages(html: str) -> None:
    assert page.read(html).text == ""


def test_hostile_pages_are_bounded() -> None:
    deep = "<div>" * 30_000 + f"<p>{DAM}</p>"
    page.read(deep)
    wide = f"<body><article>{f'<p>{DAM}</p>' * 20_000}</article></body>"
    assert page.read(wide).text.count("Maren") >= 1
