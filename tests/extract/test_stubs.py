"""Pages that are no reports are told from reports, and a paywall's teaser is kept as a part."""

# ruff: noqa: E501  tables of pages read better one a line

import pytest
from tests.extract.pages import DAM, FERRY, RAIN, TEXT, article, paragraphs

from crosswire.base.errors import ItemFailed
from crosswire.extract.article import extract
from crosswire.model.report import Received

LONG = " ".join(TEXT * 3)
CHALLENGE = "Checking your browser before you go on to the site of the Harbour Post. This may take a few seconds."


def page(title: str, body: str, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"


def reason(html: str) -> str | None:
    try:
        _, issues = extract(Received("a.html", "html", html))
    except ItemFailed as failure:
        assert failure.message.startswith("a.html: ")
        return failure.reason
    return next((f"kept: {issue.reason}" for issue in issues if not issue.fatal), None)


LINKS = "".join(f"<li><a href='/{n}'>Report number {n} on the dam above Dorvik</a></li>" for n in range(60))
PAID = (
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","isAccessibleForFree":"False"}</script>'
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (page("404 Not Found", "<p>The page you are looking for was not found on this server, sorry.</p>"), "error-page"),
        (page("Page not found – The Harbour Post", f"<p>Try our latest reports instead, please, dear reader.</p><ul>{LINKS}</ul>"), "error-page"),
        (page("403 Forbidden", "<p>You don't have permission to access this resource on the server of the Post.</p>"), "error-page"),
        (page("Сторінку не знайдено", "<p>Запитувана сторінка не існує або була видалена, перевірте адресу ще раз.</p>"), "error-page"),
        (page("Oops!", "<p>Something went wrong here. This page has been removed or has never been there at all.</p>"), "error-page"),
        (page("Just a moment...", f"<p>{CHALLENGE}</p>"), "blocked-page"),
        (page("The Harbour Post", "<p>Please enable JavaScript and cookies to continue to the pages of the Post.</p>"), "blocked-page"),
        (page("Are you a robot?", "<p>Please complete the captcha below, so that we know who you are, thank you.</p>"), "blocked-page"),
        (page("Before you continue", "<p>We and our partners use cookies. Accept all cookies or manage preferences.</p>"), "consent-wall"),
        (page("Log in", "<p>Log in to the Harbour Post with your e-mail address. Forgot your password? Ask us.</p>"), "login-wall"),
        (page("Dam bursts", "<p>Subscribe to continue reading this and all the other reports of our paper</p>", PAID), "paywall-stub"),
        (page("Dam bursts", f"<p>{DAM} {FERRY}</p><div>Subscribe to continue reading</div>", PAID), "kept: paywall-stub"),
        (page("Dam bursts", f"<p>{DAM} {FERRY}</p><p>{RAIN[:60]}…</p><div>Already a subscriber?</div>"), "kept: paywall-stub"),
        (page("World", f"<p>The latest from all over the world by our own people abroad.</p><ul>{LINKS}</ul>"), "index-page"),
        (page("Watch: dam bursts", "<p>See how the dam above Dorvik burst on Monday, in our short film of the night.</p>",
              '<meta property="og:type" content="video.other">'), "video-page"),
        (article(), None),
        (article(title="404 people hurt in dam burst"), None),
        (article(title="Sorry, says the mayor after the dam burst"), None),
        (article(title="Forbidden to enter: the lower town after the flood"), None),
        (article("<p>Newspapers ask readers to subscribe to continue reading, the council said in its study.</p>"), None),
        (article("<p>The town's site asked visitors to enable JavaScript and to log in to see the map.</p>"), None),
        (article(after="<div class='promo'>Already a subscriber? Log in to comment.</div>"), None),
        (article(head=PAID, after=f"<section>{paragraphs(LONG, LONG)}</section>"), None),
        (article(after=f"<ul>{LINKS}</ul>"), None),
    ],
)  # fmt: skip
def test_table(html: str, expected: str | None) -> None:
    assert reason(html) == expected
