"""Invented pages of hard layouts, with the text that a reader would take for the article's: ``bench/pages_made.py FOLDER``
writes them for ``bench/pages.py FOLDER``.

Every word is invented (a seeded grammar makes the sentences), every layout is one that pages are really written in: no
paragraphs, tables, ``<br><br>``, data without words, two versions of one text, names of elements that mislead.
"""

# ruff: noqa: E501  (pages as they are written)

import argparse
import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from pages_more import MORE
from pages_words import Made, Writer, page, paragraphs, teasers

Maker = Callable[[], Made]


def br_paragraphs() -> Made:
    """One element, paragraphs parted by two line breaks."""
    w = Writer(1)
    lines = w.text(7)
    side = (
        "<td width=160 valign=top><b>More</b><br>"
        + "<br>".join(f"<a href='/{n}'>{w.sentence()[:50]}</a>" for n in range(8))
        + "</td>"
    )
    body = f"<table width=760><tr>{side}<td><font size=5><b>Dam above Dorvik is to be repaired</b></font><br><br>{'<br><br>'.join(lines)}</td></tr></table>"
    return Made(page(body, nav="", foot="<center><font size=1>Copyright 2001 The Harbour Post</font></center>"), lines)


def divs_without_paragraphs() -> Made:
    """Each paragraph in nested elements with names of a style sheet's making, advertising between them."""
    w = Writer(2)
    lines = w.text(9, 2)
    parts = []
    for number, line in enumerate(lines):
        parts.append(f"<div class='css-1x{number % 2}'><div><span class='s1'>{line}</span></div></div>")
        if number in (2, 5):
            parts.append("<div class='css-9q'><div>Advertisement</div><div data-slot='x'></div></div>")
    body = f"<div id='root'><div class='css-0'><h1>Dam above Dorvik is to be repaired</h1>{''.join(parts)}</div><div class='css-7'>{teasers(w, 6, name='css-8')}</div></div>"
    return Made(page(body), lines)


def comments_without_names() -> Made:
    """Many long comments below a short article, their elements named by a machine."""
    w = Writer(3)
    lines = w.text(4)
    replies = "".join(f"<div class='x7k2'><div class='q1'><b>reader{n}</b> <span>{n} hours ago</span></div><div class='q2'><p>{w.paragraph(2)}</p></div><div><a href='#'>Reply</a> <a href='#'>Like</a></div></div>" for n in range(14))  # fmt: skip
    return Made(
        page(
            f"<main><div class='x1'><h1>Dam above Dorvik is to be repaired</h1>{paragraphs(lines)}</div><div class='x2'><h2>14 comments</h2>{replies}</div></main>"
        ),
        lines,
    )


def newsletter_inside() -> Made:
    """A form, a call to support and a box of related articles in the middle of the text."""
    w = Writer(4)
    lines = w.text(8)
    form = ("<div class='c-box'><h3>Get the Morning Post in your inbox</h3><p>The most important stories of the harbour, every day at six. Free and without "
            "advertising.</p><input type='email'><button>Sign up</button><p>By signing up you agree to our terms and to our use of your data, as described in our privacy notice.</p></div>")  # fmt: skip
    give = "<div class='c-box2'><p>Our journalism is free because readers pay for it. Support The Harbour Post from five crowns a month.</p><a href='/give'>Support us</a></div>"
    related = f"<div class='c-more'><p><strong>Read also</strong></p><ul>{''.join(f'<li><a href=/r{n}>{w.sentence()[:60]}</a></li>' for n in range(3))}</ul></div>"
    body = f"<article><h1>Dam above Dorvik is to be repaired</h1>{paragraphs(lines[:2])}{form}{paragraphs(lines[2:4])}{related}{paragraphs(lines[4:6])}{give}{paragraphs(lines[6:])}</article>"
    return Made(page(body), lines)


def teasers_inside() -> Made:
    """Teasers with words that are not linked, inside the article and below it in the same element."""
    w = Writer(5)
    lines = w.text(7)
    body = f"<div class='content'><h1>Dam above Dorvik is to be repaired</h1>{paragraphs(lines[:4])}{teasers(w, 2, name='card')}{paragraphs(lines[4:])}<h2>From the region</h2>{teasers(w, 8, name='card')}</div>"
    return Made(page(body), lines)


def linked_data_only() -> Made:
    """An empty page that scripts would fill; its text stands in its data alone."""
    w = Writer(6)
    lines = w.text(8)
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Dam above Dorvik is to be repaired", "datePublished": "2031-05-02T10:00:00Z",
            "articleBody": "\n\n".join(lines)}  # fmt: skip
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    return Made(
        page(
            "<div id='app'><div class='spinner'>Loading…</div></div><noscript>Please enable JavaScript to read The Harbour Post.</noscript>",
            head=head,
        ),
        lines,
    )


def paywalled_with_data() -> Made:
    """Two paragraphs are shown; the whole text stands in the page's data."""
    w = Writer(7)
    lines = w.text(8)
    data = {
        "@type": "NewsArticle",
        "isAccessibleForFree": False,
        "headline": "Dam above Dorvik is to be repaired",
        "articleBody": " ".join(lines),
    }
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    wall = "<div class='wall'><h2>Subscribe to read on</h2><p>This article is for subscribers. Try The Harbour Post for one crown a week, cancel whenever you like.</p><a href='/sub'>Subscribe</a></div>"
    return Made(
        page(f"<article><h1>Dam above Dorvik is to be repaired</h1>{paragraphs(lines[:2])}{wall}</article>", head=head),
        lines,
    )


def second_article() -> Made:
    """Another article is appended below the first, in an element of the same name."""
    w = Writer(8)
    lines = w.text(7)
    other = w.text(9)
    one = f"<article class='story'><h1>Dam above Dorvik is to be repaired</h1><p class='by'>By Jo Lund</p>{paragraphs(lines)}</article>"
    two = (
        f"<article class='story'><h1>Ferry strike goes on</h1><p class='by'>By Ann Moe</p>{paragraphs(other)}</article>"
    )
    return Made(page(f"<main>{one}<hr>{two}</main>"), lines, ("By Jo Lund",))


def legacy_cyrillic() -> Made:
    """A page in windows-1251 that says so, with blocks in tables."""
    w = Writer(9, "ru")
    lines = w.text(8)
    menu = "".join(
        f"<tr><td><a href='/{n}'>{name}</a></td></tr>"
        for n, name in enumerate(["Новости", "Политика", "Экономика", "Спорт", "Погода"])
    )
    body = f"<table><tr><td><table>{menu}</table></td><td><h1>Плотину отремонтируют</h1><div class='text'>{paragraphs(lines)}</div><div>Читайте также: <a href='/1'>Паромы стоят</a></div></td></tr></table>"
    html = page(body, title="Плотину отремонтируют", lang="ru", nav="", foot="<div>Все права защищены</div>").replace(
        "charset='utf-8'", "http-equiv='Content-Type' content='text/html; charset=windows-1251'"
    )
    return Made(html, lines, encoding="cp1251")


def right_to_left() -> Made:
    """A page that runs from the right to the left."""
    w = Writer(10, "ar")
    lines = w.text(8)
    body = f"<main dir='rtl'><article><h1>إصلاح السد</h1>{paragraphs(lines)}</article><aside><h2>اقرأ أيضا</h2>{teasers(w, 5)}</aside></main>"
    return Made(page(body, title="إصلاح السد", lang="ar"), lines)


def print_version() -> Made:
    """The page a reader prints: hardly an element, an address at its foot."""
    w = Writer(11)
    lines = w.text(6)
    body = f"<div align='right'><a href='javascript:window.print()'>Print</a> | <a href='javascript:window.close()'>Close window</a></div><h2>Dam above Dorvik is to be repaired</h2><p>2 May 2031</p>{paragraphs(lines)}<hr><p>Find this article at:<br>http://harbourpost.example/news/dam-123.html</p>"
    return Made(page(body, nav="", foot=""), lines, ("2 May 2031",))


def amp() -> Made:
    """An accelerated page: elements with hyphens in their names."""
    w = Writer(12)
    lines = w.text(7)
    ad = "<amp-ad width=300 height=250 type='x'><div placeholder>Advertisement</div></amp-ad>"
    menu = (
        "<amp-sidebar id='side' layout='nodisplay'><ul>"
        + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(12))
        + "</ul></amp-sidebar>"
    )
    body = f"{menu}<article class='amp-wp-article'><header class='amp-wp-article-header'><h1>Dam above Dorvik is to be repaired</h1></header><div class='amp-wp-article-content'>{paragraphs(lines[:3])}{ad}<amp-img src='x.jpg'></amp-img>{paragraphs(lines[3:])}</div></article><amp-list src='/more'><template type='amp-mustache'><p>{{{{title}}}}</p></template></amp-list>"
    return Made(page(body), lines)


def recipe() -> Made:
    """An introduction, a list of ingredients, numbered steps, a box of figures and comments."""
    w = Writer(13)
    intro, steps = w.text(3), w.text(6, 2)
    things = [
        f"{n * 50} g of {thing}"
        for n, thing in enumerate(
            ["rye flour", "salted butter", "brown sugar", "dried herring", "sour cream", "dill"], 1
        )
    ]
    body = (f"<main><h1>Harbour pie from Dorvik</h1><div class='entry-content'>{paragraphs(intro)}<h2>Ingredients</h2><ul>{paragraphs(things, 'li')}</ul><h2>Method</h2><ol>{paragraphs(steps, 'li')}</ol></div>"
            f"<div class='comments-area'><h3>12 thoughts on this pie</h3>{''.join(f'<div><p>{w.sentence()}</p></div>' for _ in range(12))}</div></main>")  # fmt: skip
    return Made(page(body, title="Harbour pie from Dorvik"), [*intro, "Ingredients", *things, "Method", *steps])


def product() -> Made:
    """A description and a table of features; prices, buttons and reviews are none of it."""
    w = Writer(14)
    lines = w.text(4)
    rows = [("Weight", "12 kg"), ("Length", "240 cm"), ("Material", "larch wood"), ("Made in", "Maren, Norland")]
    table = "".join(f"<tr><th>{a}</th><td>{b}</td></tr>" for a, b in rows)
    reviews = "".join(f"<div class='review'><b>Buyer {n}</b><p>{w.sentence()}</p></div>" for n in range(6))
    body = f"<main><h1>Rowing boat Maren 240</h1><div class='price'>2,400 crowns <button>Add to cart</button></div><div class='description'>{paragraphs(lines)}</div><table>{table}</table><h2>Reviews</h2>{reviews}</main>"
    return Made(
        page(body, title="Rowing boat Maren 240"),
        lines,
        [f"{a} {b}" for a, b in rows] + [a for a, _ in rows] + [b for _, b in rows],
    )


def forum() -> Made:
    """A question and its answers: the first post is the page's."""
    w = Writer(15)
    first = w.text(3)
    answers = [w.paragraph(3) for _ in range(5)]
    posts = "".join(
        f"<div class='post'><div class='author'>user{n}<br>Posts: {n * 7}</div><div class='body'><p>{line}</p></div></div>"
        for n, line in enumerate(answers)
    )
    body = f"<div class='thread'><h1>Who repairs the dam?</h1><div class='post'><div class='author'>lund61<br>Posts: 3</div><div class='body'>{paragraphs(first)}</div></div>{posts}</div>"
    return Made(page(body, title="Who repairs the dam?"), first, answers)


def blog() -> Made:
    """A post with subheads, a quotation, lists, a box about its writer, and a sidebar of posts."""
    w = Writer(16)
    a, b, c = w.text(3), w.text(2), w.text(2)
    points = [w.sentence() for _ in range(4)]
    quoted = w.paragraph(2)
    side = f"<div id='sidebar'><div class='widget'><h3>Recent posts</h3>{teasers(w, 6)}</div><div class='widget'><h3>About me</h3><p>{w.paragraph(2)}</p></div></div>"
    bio = f"<div class='author-box'><h4>Jo Lund</h4><p>{w.sentence()}</p></div>"
    body = f"<div id='main'><div class='post-123 hentry'><h1 class='entry-title'>Dam above Dorvik is to be repaired</h1><div class='entry-content'>{paragraphs(a)}<h2>What the board says</h2><blockquote><p>{quoted}</p></blockquote>{paragraphs(b)}<h2>What comes next</h2><ul>{paragraphs(points, 'li')}</ul>{paragraphs(c)}</div>{bio}</div></div>{side}"
    return Made(page(body), [*a, "What the board says", quoted, *b, "What comes next", *points, *c])


def gallery() -> Made:
    """Pictures with long captions between few paragraphs."""
    w = Writer(17)
    lines = w.text(5)
    captions = [w.paragraph(2) for _ in range(8)]
    figures = [
        f"<figure><img src='{n}.jpg'><figcaption>{caption} Photo: Jo Lund/Harbour Post</figcaption></figure>"
        for n, caption in enumerate(captions)
    ]
    inside = "".join(f"{paragraphs([line])}{figures[n]}" for n, line in enumerate(lines)) + "".join(figures[5:])
    return Made(
        page(f"<article><h1>The night of the dam in pictures</h1>{inside}</article>"),
        lines,
        [f"{c} Photo: Jo Lund/Harbour Post" for c in captions],
    )


def video_page() -> Made:
    """A video with a short text; a list of further videos with descriptions."""
    w = Writer(18)
    lines = w.text(3)
    more = "".join(
        f"<li class='v'><a href='/v{n}'><img><span>{w.sentence()[:60]}</span></a><p>{w.sentence()}</p><span>0{n}:12</span></li>"
        for n in range(10)
    )
    body = f"<main><h1>Watch: the dam from above</h1><div class='player'><video src='x.mp4'></video><button>Play</button></div><div class='txt'>{paragraphs(lines)}</div><h2>Up next</h2><ul class='list'>{more}</ul></main>"
    return Made(page(body, title="Watch: the dam from above"), lines)


def live_blog() -> Made:
    """Posts with a time and a heading each, no data, buttons to share below each."""
    w = Writer(19)
    posts, truth, clocks = [], [], []
    for n in range(12):
        head, lines = f"Entry {n}: {w.sentence()[:60]}", w.text(2, 2)
        clock = f"{19 - n:02}:1{n % 10}"
        posts.append(
            f"<div class='live-post'><time datetime='2031-05-02T{clock}:00Z'>{clock}</time><h3>{head}</h3>{paragraphs(lines)}<div class='share'><a href='#'>Share</a></div></div>"
        )
        truth += [head, *lines]
        clocks.append(clock)
    intro = w.paragraph(2)
    body = f"<main><h1>Live: the dam above Dorvik</h1><p class='intro'>{intro}</p><div class='feed'>{''.join(posts)}</div></main>"
    return Made(page(body, title="Live: the dam above Dorvik"), truth, [intro, *clocks])


def huge_menu() -> Made:
    """A short article below a menu with descriptions, above a banner longer than itself."""
    w = Writer(20)
    lines = w.text(3, 2)
    menu = (
        "<div class='mega'>"
        + "".join(
            f"<div class='col'><h4>Section {n}</h4><p>{w.sentence()}</p><ul>{''.join(f'<li><a href=/{n}{m}>Part {m}</a></li>' for m in range(6))}</ul></div>"
            for n in range(8)
        )
        + "</div>"
    )
    cookie = f"<div class='cc-window' role='dialog'><h2>We value your privacy</h2>{paragraphs(['We and our 214 partners store and use information on your device, such as cookies, and process data such as identifiers.', 'You may accept, refuse or object to the use of your data for advertising, measuring and research into audiences at any time.', 'Your choices apply to this site only and can be changed under privacy at the foot of each page.'])}<button>Accept all</button></div>"
    return Made(
        page(
            f"{menu}<main><article><h1>Dam above Dorvik is to be repaired</h1>{paragraphs(lines)}</article></main>{cookie}"
        ),
        lines,
    )


def two_versions() -> Made:
    """The same text twice: for telephones, hidden by a style sheet, and for screens."""
    w = Writer(21)
    lines = w.text(7)
    body = f"<div class='mobile-only'><h1>Dam above Dorvik is to be repaired</h1>{paragraphs(lines)}</div><div class='desktop-only'><h1>Dam above Dorvik is to be repaired</h1>{paragraphs(lines)}</div>"
    return Made(page(body), lines)


def interview() -> Made:
    """Questions in bold and answers, a short question being a line by itself."""
    w = Writer(22)
    asked = [
        "Is the dam safe?",
        "Who pays?",
        "And the ferries?",
        "What did the board know, and when did it know that?",
        "Thank you.",
    ]
    truth, parts = [], []
    for question in asked:
        answer = w.paragraph(3)
        truth += [question, answer]
        parts.append(f"<p><strong>{question}</strong></p><p>{answer}</p>")
    intro = w.paragraph(2)
    return Made(
        page(f"<article><h1>“The dam is old”</h1><p>{intro}</p>{''.join(parts)}</article>", title="“The dam is old”"),
        [intro, *truth],
    )


def wiki() -> Made:
    """Sections with links to edit them, a box of facts, notes and categories."""
    w = Writer(23)
    lead, one, two = w.text(2), w.text(3), w.text(3)

    def linked(line: str) -> str:
        words = line.split()
        return " ".join(f"<a href='/wiki/{word}'>{word}</a>" if at % 4 == 1 else word for at, word in enumerate(words)) + "<sup><a href='#n1'>[1]</a></sup>"  # fmt: skip

    def ps(lines: Sequence[str]) -> str:
        return "".join(f"<p>{linked(line)}</p>" for line in lines)

    box = "<table class='infobox'><tr><th colspan=2>Maren dam</th></tr><tr><th>Height</th><td>41 m</td></tr><tr><th>Built</th><td>1961</td></tr></table>"
    notes = (
        "<div class='reflist'><ol>"
        + "".join(
            f"<li id='n{n}'>Lund, J. ({2000 + n}). <i>Dams of the north</i>. Dorvik Press.</li>" for n in range(6)
        )
        + "</ol></div>"
    )

    def head(name: str) -> str:
        return f"<h2><span class='mw-headline'>{name}</span><span class='mw-editsection'>[<a href='/e'>edit</a>]</span></h2>"

    body = f"<div id='content'><h1>Maren dam</h1><div class='mw-parser-output'>{box}{ps(lead)}{head('History')}{ps(one)}{head('Building')}{ps(two)}{head('References')}{notes}</div><div id='catlinks'>Categories: <a href='/c'>Dams</a></div></div>"
    return Made(
        page(body, title="Maren dam"),
        [*lead, "History", *one, "Building", *two],
        [
            "History[edit]",
            "Building[edit]",
            "[1]",
            "References",
            "Maren dam",
            "Height 41 m",
            "Built 1961",
            "Height",
            "41 m",
            "Built",
            "1961",
            *(f"Lund, J. ({2000 + n}). Dams of the north. Dorvik Press." for n in range(6)),
        ],
    )


def misleading_names() -> Made:
    """The article's own elements are named as boxes are: sidebar, promo, comment."""
    w = Writer(24)
    lines = w.text(8)
    body = f"<div class='page has-sidebar social-page'><div class='col promo-layout'><div class='comment-content share-body'><h1>Dam above Dorvik is to be repaired</h1>{paragraphs(lines)}</div></div><div class='col2'>{teasers(w, 5)}</div></div>"
    return Made(page(body), lines)


def release() -> Made:
    """An authority's statement: bold labels, contacts, a boilerplate about the sender that belongs to it."""
    w = Writer(25)
    lines, about = w.text(5), w.paragraph(2)
    contact = ["Press office of the Maren Works", "Telephone +00 555 0101", "press@maren.example"]
    body = f"<div class='region region-content'><div class='field'><p><b>FOR IMMEDIATE RELEASE</b></p><h1>Works to begin at the dam</h1>{paragraphs(lines)}<p>###</p><p><b>About the Maren Works</b></p><p>{about}</p><p><b>Contact</b></p>{paragraphs(contact)}</div></div>"
    return Made(
        page(body, title="Works to begin at the dam"),
        lines,
        ["FOR IMMEDIATE RELEASE", "###", "About the Maren Works", about, "Contact", *contact],
    )


def german() -> Made:
    """A German page with links in its text and a list of facts."""
    w = Writer(26, "de")
    lines = w.text(6)
    facts = [w.sentence() for _ in range(3)]
    more = "<p><b>Lesen Sie auch:</b> <a href='/1'>Fähren stehen still</a></p>"
    body = f"<div class='artikel'><h1>Damm wird ausgebessert</h1><p class='vorspann'>{w.sentence()}</p>{paragraphs(lines[:3])}{more}<h3>Zahlen</h3><ul>{paragraphs(facts, 'li')}</ul>{paragraphs(lines[3:])}<p>(dpa/hp)</p></div><div class='kommentare'><h3>Kommentare</h3>{paragraphs(w.text(4, 1))}</div>"
    made_may = body.split("class='vorspann'>")[1].split("</p>")[0]
    return Made(
        page(body, title="Damm wird ausgebessert", lang="de"),
        [*lines[:3], "Zahlen", *facts, *lines[3:]],
        [made_may, "(dpa/hp)"],
    )


def sections_with_wrappers() -> Made:
    """Every paragraph in a section with a grid around it, headings apart from what they head."""
    w = Writer(27)
    heads = ["The night", "The morning after", "What is left"]
    truth, parts = [], []
    for head in heads:
        lines = w.text(3, 2)
        truth += [head, *lines]
        parts.append(
            f"<section class='row'><div class='col-12'><h2>{head}</h2></div></section>"
            + "".join(
                f"<section class='row'><div class='col-2'></div><div class='col-8'><div class='rte'><p>{line}</p></div></div></section>"
                for line in lines
            )
        )
    return Made(
        page(
            f"<main><section class='row hero'><div class='col-12'><h1>Dam above Dorvik is to be repaired</h1></div></section>{''.join(parts)}<section class='row teaser-grid'>{teasers(w, 6, name='col-4')}</section></main>"
        ),
        truth,
    )


def plain_preformatted() -> Made:
    """A bulletin in fixed type."""
    w = Writer(28)
    lines = w.text(6)
    wrapped = "\n\n".join(lines)
    return Made(page(f"<h1>Bulletin 17</h1><pre>{wrapped}</pre>", title="Bulletin 17"), lines)


def data_table() -> Made:
    """An article of which a table is a part."""
    w = Writer(29)
    lines = w.text(5)
    rows = [
        (town, str(w.random.randint(10, 900)), str(w.random.randint(10, 900)))
        for town in ["Dorvik", "Maren", "Norhaven", "Eastfjord"]
    ]
    table = (
        "<table><tr><th>Town</th><th>Houses</th><th>People</th></tr>"
        + "".join(f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>" for a, b, c in rows)
        + "</table>"
    )
    said = ["Town Houses People", *(" ".join(row) for row in rows)]
    return Made(
        page(
            f"<article><h1>Dam above Dorvik is to be repaired</h1>{paragraphs(lines[:3])}{table}{paragraphs(lines[3:])}</article>"
        ),
        [*lines[:3], *said, *lines[3:]],
    )


MAKERS: tuple[Maker, ...] = (
    br_paragraphs, divs_without_paragraphs, comments_without_names, newsletter_inside, teasers_inside, linked_data_only, paywalled_with_data,
    second_article, legacy_cyrillic, right_to_left, print_version, amp, recipe, product, forum, blog, gallery, video_page, live_blog, huge_menu,
    two_versions, interview, wiki, misleading_names, release, german, sections_with_wrappers, plain_preformatted, data_table,
    *MORE,
)  # fmt: skip


def write(folder: Path) -> None:
    """Every page into a folder, with truths.json."""
    folder.mkdir(parents=True, exist_ok=True)
    truths = {}
    for maker in MAKERS:
        name, made = maker.__name__, maker()
        (folder / f"{name}.html.gz").write_bytes(gzip.compress(made.html.encode(made.encoding), mtime=0))
        truths[name] = {"articleBody": "\n".join(made.truth), "may": "\n".join(made.may)}
    (folder / "truths.json").write_text(json.dumps(truths, ensure_ascii=False, indent=1), encoding="utf-8")


def main() -> None:
    """Write the pages."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, help="where to write them")
    write(folder := arguments.parse_args().folder)
    print(f"{len(MAKERS)} pages; now: python bench/pages.py {folder}")


if __name__ == "__main__":
    main()
