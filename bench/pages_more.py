"""Further invented pages, for ``pages_made.py``: the layouts of systems that many sites are made with."""

# ruff: noqa: E501  (pages as they are written)

from pages_words import WHO, Made, Writer, page, paragraphs

TITLE = "Dam above Dorvik is to be repaired"


def weblog_with_buttons() -> Made:
    """Buttons to share and like, related posts and a box on the writer inside the text's element."""
    w = Writer(41)
    lines = w.text(6)
    after = (
        "<div class='sharedaddy'><h3 class='sd-title'>Share this:</h3><ul><li><a href='#'>Twitter</a></li><li><a href='#'>Facebook</a></li></ul></div>"
        "<div class='jetpack-likes-widget'><h3>Like this:</h3><span>Like</span> <span>Loading...</span></div>"
        f"<div class='jp-relatedposts'><h3><em>Related</em></h3><div class='jp-relatedposts-items'>{''.join(f'<p><span><a href=/r{n}>{w.sentence()[:50]}</a></span> <span>May {n}, 2031</span> <span>In &quot;News&quot;</span></p>' for n in range(3))}</div></div>"
    )
    bio = f"<div class='about-the-writer'><h2>Published by Jo Lund</h2><p>{w.sentence()} <a href='/jo'>View all posts by Jo Lund</a></p></div>"
    return Made(
        page(
            f"<article><header><h1>{TITLE}</h1><div class='meta'>Posted on <time>2 May 2031</time> by <a href='/jo'>Jo Lund</a></div></header><div class='entry'>{paragraphs(lines)}{after}</div><footer>Posted in <a href='/n'>News</a></footer>{bio}</article>"
        ),
        lines,
    )


def rich_links() -> Made:
    """A standfirst in the head, links to other articles in asides, a quotation pulled from the text."""
    w = Writer(42)
    lines = w.text(8)
    pulled = lines[4][:80]
    rich = f"<aside class='element-rich-link'><p>Related: </p><a href='/o'>{w.sentence()[:70]}</a></aside>"
    pull = f"<aside class='element-pullquote'><blockquote><p>{pulled}</p></blockquote></aside>"
    stand = w.sentence()
    return Made(
        page(
            f"<main><header><h1>{TITLE}</h1><div class='standfirst'><p>{stand}</p></div><address>Jo Lund in Dorvik</address></header><div class='article-body'>{paragraphs(lines[:2])}{rich}{paragraphs(lines[2:4])}{pull}{paragraphs(lines[4:])}<div class='submeta'><span>Topics</span><ul><li><a href='/d'>Dams</a></li><li><a href='/w'>Water</a></li></ul></div></div></main>"
        ),
        lines,
        [stand],
    )


def text_blocks() -> Made:
    """Every paragraph in a block of its own between blocks of pictures and links, names made by a machine."""
    w = Writer(43)
    lines = w.text(10, 2)
    blocks = []
    for number, line in enumerate(lines):
        blocks.append(
            f"<div data-component='text-block' class='ssrcss-uf6wea'><div class='ssrcss-7uxr49'><p class='ssrcss-1q0x1qg'>{line}</p></div></div>"
        )
        if number == 2:
            blocks.append(
                "<figure><div><img></div><figcaption class='ssrcss-y7krbn'><span class='visually-hidden'>Image caption, </span>The dam in 2030</figcaption></figure>"
            )
        if number == 6:
            blocks.append(
                f"<div data-component='links-block'><p><b>More on this story</b></p><ul>{''.join(f'<li><a href=/l{n}>{w.sentence()[:60]}</a></li>' for n in range(4))}</ul></div>"
            )
    return Made(
        page(
            f"<main id='main-content'><article><header><h1>{TITLE}</h1><div>Published <time>2 hours ago</time></div></header>{''.join(blocks)}<section><h2>Related topics</h2><ul><li><a href='/d'>Dorvik</a></li></ul></section></article><div data-component='links'><h2>Top stories</h2>{''.join(f'<div><a href=/t{n}>{w.sentence()[:70]}</a><span>{n} hours ago</span></div>' for n in range(5))}</div></main>"
        ),
        lines,
    )


def newsletter_platform() -> Made:
    """A letter with forms to subscribe in it, buttons below, and comments."""
    w = Writer(44)
    lines = w.text(8)
    form = "<div class='subscription-widget-wrap'><div class='subscription-widget'><div class='preamble'><p>Letters from the harbour is read by people like you. To receive new letters, become a free or paid subscriber.</p></div><form><input type='email' placeholder='Type your email…'><input type='submit' value='Subscribe'></form></div></div>"
    share = "<p class='button-wrapper'><a class='button primary' href='#'><span>Share</span></a></p>"
    replies = "".join(
        f"<div class='cmt-{n}'><a href='/u{n}'>Reader {n}</a><p>{w.paragraph(2)}</p><span>Like ({n})</span><a>Reply</a></div>"
        for n in range(6)
    )
    return Made(
        page(
            f"<div class='single-post'><div class='post'><h1 class='post-title'>{TITLE}</h1><h3 class='subtitle'>On water and money</h3><div class='available-content'><div class='body markup'>{paragraphs(lines[:3])}{form}{paragraphs(lines[3:])}{share}</div></div></div><div class='discussion'><h4>Discussion about this post</h4>{replies}</div></div>"
        ),
        lines,
        ["On water and money"],
    )


def local_station() -> Made:
    """A list of what others read amid the text, a call for alerts, a notice of rights as its last line."""
    w = Writer(45)
    lines = w.text(9, 2)
    trend = f"<div class='m-inset'><h4>Trending now</h4><ol>{''.join(f'<li><a href=/t{n}>{w.sentence()[:60]}</a></li>' for n in range(5))}</ol></div>"
    alerts = "<p><strong><a href='/alerts'>Sign up for breaking news alerts from Channel 5</a></strong></p>"
    rights = "<p><em>Copyright 2031 by Channel 5 Dorvik. All rights reserved. This material may not be published, broadcast or rewritten.</em></p>"
    body = f"<article><h1>{TITLE}</h1><p class='c-dateline'>DORVIK –</p>{paragraphs(lines[:3])}{trend}{paragraphs(lines[3:5])}{alerts}{paragraphs(lines[5:])}{rights}</article>"
    return Made(page(f"<div class='weather'>Dorvik 12° <a href='/w'>Forecast</a></div>{body}"), lines, ["DORVIK –"])


def old_weblog() -> Made:
    """One element with line breaks, the writer and labels below, comments as a list of terms."""
    w = Writer(46)
    lines = w.text(6)
    replies = "".join(
        f"<dt><a href='/c{n}'>Reader {n}</a> said...</dt><dd><p>{w.paragraph(2)}</p></dd><dd class='comment-timestamp'>May {n + 2}, 2031</dd>"
        for n in range(5)
    )
    body = f"<div id='main'><h2 class='date-header'>Friday, May 2, 2031</h2><div class='post'><h3 class='post-title'><a href='/p'>{TITLE}</a></h3><div class='post-body'>{'<br/><br/>'.join(lines)}<div style='clear: both;'></div></div><p class='post-footer'><em>posted by Jo Lund at <a href='/p'>9:12 AM</a></em></p></div><div id='comments'><h4>5 Comments:</h4><dl id='comments-block'>{replies}</dl></div></div><div id='sidebar'><h2>Links</h2><ul><li><a href='/x'>Harbour news</a></li></ul></div>"
    return Made(page(body, nav="<div id='header'><h1>Dorvik from below</h1></div>", foot=""), lines)


def story_platform() -> Made:
    """Names of a style sheet's making, buttons to follow, counts, and stories by the same writer below."""
    w = Writer(47)
    lines, points = w.text(7), [w.sentence() for _ in range(3)]
    more = "".join(
        f"<div class='ab q'><a href='/m{n}'><h2>{w.sentence()[:60]}</h2><h3>{w.sentence()}</h3></a><div>May {n}</div></div>"
        for n in range(4)
    )
    body = f"<div><div class='ch bg'><h1 class='pw-post-title'>{TITLE}</h1><div class='ab'><a href='/jo'>Jo Lund</a> <button>Follow</button> <span>7 min read</span> <span>May 2</span></div><div class='ab'><button>Listen</button><button>Share</button></div><p class='pw-p graf'>{lines[0]}</p>{paragraphs(lines[1:3])}<h2>What the water does</h2>{paragraphs(lines[3:5])}<ul>{paragraphs(points, 'li')}</ul>{paragraphs(lines[5:])}</div><div class='ab'><span>1.2K</span><span>14</span></div><div class='bg'><h2>Written by Jo Lund</h2><p>{w.sentence()}</p><button>Follow</button></div><div class='bg'><h2>More from Jo Lund</h2>{more}</div></div>"
    return Made(page(body), [*lines[:3], "What the water does", *lines[3:5], *points, *lines[5:]])


def highlights_above() -> Made:
    """Points above the text that say it in short, a player with its own words, and a poll."""
    w = Writer(48)
    lines, points = w.text(9, 2), [w.sentence() for _ in range(3)]
    player = "<div class='vjs-video'><div>Video Player is loading.</div><div>Current Time 0:00</div><div>/</div><div>Duration 1:12</div><div>Loaded: 0.00%</div><p>This is a modal window. Beginning of dialog window. Escape will cancel and close the window.</p></div>"
    poll = "<div class='poll'><h4>Should the dam be rebuilt?</h4><label><input type='radio'>Yes</label><label><input type='radio'>No</label><button>Vote now</button></div>"
    return Made(
        page(
            f"<article><h1>{TITLE}</h1><ul class='mol-bullets'>{paragraphs(points, 'li')}</ul><p class='author'>By Jo Lund</p>{paragraphs(lines[:4])}{player}{paragraphs(lines[4:6])}{poll}{paragraphs(lines[6:])}</article>"
        ),
        lines,
        [*points, "By Jo Lund"],
    )


def spread_over_cells() -> Made:
    """A bulletin of an authority laid out in nested tables, its text in several cells."""
    w = Writer(49)
    lines = w.text(6)
    rows = "".join(
        f"<tr><td width=20>&nbsp;</td><td><font face='Verdana'>{line}</font></td></tr><tr><td colspan=2 height=8></td></tr>"
        for line in lines
    )
    body = f"<table width='100%'><tr><td colspan=2><a href='/'>Home</a> | <a href='/s'>Search</a> | <a href='/m'>Map of this site</a></td></tr><tr><td valign=top><a href='/1'>Services</a><br><a href='/2'>Offices</a><br><a href='/3'>Forms</a></td><td><table><tr><td colspan=2><b>{TITLE}</b></td></tr>{rows}</table></td></tr></table>"
    return Made(page(body, nav="", foot="<center>Webmaster</center>"), lines)


def short_lines() -> Made:
    """A chronicle of many lines too short for a paragraph."""
    w = Writer(30)
    lines = [
        f"{6 + n}:15 – {w.random.choice(WHO)} {w.random.choice(['calls the board', 'closes the road', 'opens the gates', 'rings the bell'])}."
        for n in range(14)
    ]
    intro = w.text(2)
    return Made(
        page(
            f"<article><h1>The night of the dam, hour by hour</h1>{paragraphs(intro)}{paragraphs(lines)}</article>",
            title="The night of the dam, hour by hour",
        ),
        [*intro, *lines],
    )


MORE = (
    weblog_with_buttons, rich_links, text_blocks, newsletter_platform, local_station, old_weblog, story_platform, highlights_above,
    spread_over_cells, short_lines,
)  # fmt: skip
