"""From what was received to a report: text, title, identity, date with its evidence, and what is warned of."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.base.errors import ItemFailed
from crosswire.base.text import normalise
from crosswire.extract import article, marks
from crosswire.extract.article import extract
from crosswire.model.report import UNDATED, Dated, Given, Media, Received

BODY = "Two people were hurt when the Maren dam burst on Monday, the mayor of Dorvik said. Water reached the market."
LONG = " ".join([BODY] * 3)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Dam bursts | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><script>var secret = "never shown";</script></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>Dam bursts near Dorvik</h1><p>{LONG}</p><h2>What is known so far</h2><p>{LONG} <a href="x">A link</a>
goes on.</p><script>alert("never shown")</script><ul><li>{BODY}</li></ul></article>
<footer>© The Harbour Post</footer></body></html>"""


def received(content: str, media: Media = "text", **given_: str) -> Received:
    return Received("a.txt", media, content, Given(**given_))


def reasons(content: str, media: Media = "text", **given_: str) -> list[str]:
    return [issue.reason for issue in extract(received(content, media, **given_))[1]]


def test_plain_text_is_kept_whole() -> None:
    text = f"  {BODY}\r\n\r\nSource link\r\n"
    report, issues = extract(received(text))
    assert report.text == normalise(text)
    assert [span.exact for span in report.boilerplate] == ["Source link"]
    assert (report.language, report.published, report.kind) == ("en", UNDATED, "article")
    assert not issues


def test_two_drops_of_one_name_have_two_issues() -> None:
    first, second = (extract(received(f"{LONG} {end}", published="some day"))[1][0] for end in ("One.", "Two."))
    again = extract(received(f"{LONG} One.", published="some day"))[1][0]
    assert first.reason == second.reason == "bad-date"
    assert first.id != second.id
    assert first.id == again.id


def test_a_posts_markup_goes_and_its_links_stay() -> None:
    text = "⚡️ **Two drones were destroye**d over [Dorvik](https://t.me/dorvik/7).\n\n🔹 [Dorvik Watch](https://t.me/dorvik)"
    report, _ = extract(received(text))
    assert report.text == "⚡️ Two drones were destroyed over Dorvik.\n\n🔹 Dorvik Watch"
    assert [span.exact for span in report.boilerplate] == ["🔹 Dorvik Watch"]
    assert [(link.span.exact, link.url) for link in report.links] == [
        ("Dorvik", "https://t.me/dorvik/7"),
        ("Dorvik Watch", "https://t.me/dorvik"),
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=300))
def test_spans_hold_for_any_text(text: str) -> None:
    try:
        report, _ = extract(received(text + " word"))
    except ItemFailed:
        return
    assert report.text == marks.settled(marks.strip(text + " word")).text
    assert all(report.text[span.start : span.end] == span.exact for span in report.boilerplate)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Dam bursts near Dorvik\n\n{BODY}", "Dam bursts near Dorvik"),
        (f"Who broke the dam?\n\n{BODY}", "Who broke the dam?"),
        (f"{BODY}\n\n{BODY}", None),
        (f"Dam bursts near Dorvik\n{BODY}", None),
        (f"Dorvik\n\n{BODY}", None),
        (BODY, None),
    ],
)
def test_titles_of_plain_text(text: str, title: str | None) -> None:
    assert extract(received(text))[0].title == title


def test_identity_is_text_outlet_address_and_date() -> None:
    def identity(**given_: str) -> str:
        return extract(received(BODY, "text", **given_))[0].id

    assert identity() == identity()
    others: list[dict[str, str]] = [
        {},
        {"outlet": "A"},
        {"outlet": "B"},
        {"url": "https://a.org"},
        {"published": "2031-05-02"},
    ]
    assert len({identity(**each) for each in others}) == len(others)
    assert identity(published="2 May 2031") == identity(published="2031-05-02")
    assert identity(title="x") == identity()


@pytest.mark.parametrize(
    ("said", "dated"),
    [
        ("2021-05-02", Dated("2021-05-02", "given")),
        ("2 May 2021", Dated("2021-05-02", "given")),
        ("2021-05-02T08:00:00+02:00", Dated("2021-05-02T08:00:00+02:00", "given")),
        ("soon", UNDATED),
    ],
)
def test_given_dates(said: str, dated: Dated) -> None:
    report, issues = extract(received(BODY, published=said))
    assert report.published == dated
    assert [issue.reason for issue in issues] == ([] if dated.edtf else ["bad-date"])


def test_warnings() -> None:
    soon = (dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=10)).isoformat()
    assert reasons(BODY, published=soon) == ["future-date"]
    assert reasons(BODY, language="uk") == ["language-mismatch"]
    assert reasons("Zwei Menschen wurden verletzt, als der Damm brach, sagte der Bürgermeister.") == ["unread-language"]
    report, issues = extract(received(BODY, published="soon"))
    assert issues[0].report == report.id and issues[0].message.startswith("a.txt: ") and not issues[0].fatal


def test_a_page() -> None:
    report, issues = extract(received(PAGE, "html", outlet="The Harbour Post"))
    assert report.text.count(BODY) == 7
    assert "What is known so far" in report.text.split("\n\n")
    assert "never shown" not in report.text and "World" not in report.text
    assert "A link goes on." in report.text
    assert report.title == "Dam bursts near Dorvik"
    assert not report.boilerplate and not issues


def test_a_pages_own_date_is_printed() -> None:
    page = PAGE.replace("</head>", '<meta property="article:published_time" content="2021-05-02T10:00:00Z"></head>')
    stated = extract(received(page, "html", published="2021-05-02T10:00:00Z"))[0].published
    assert stated == Dated("2021-05-02T10:00:00Z", "printed")
    assert extract(received(page, "html", published="2021-05-03"))[0].published == Dated("2021-05-03", "given")


@pytest.mark.parametrize(
    ("content", "media", "reason"),
    [
        ("<html><body><script>x()</script></body></html>", "html", "no-main-text"),
        ("<html></html>", "html", "no-main-text"),
        ("--- *** ---", "text", "no-words"),
        ("\x00\x01", "text", "no-words"),
    ],
)
def test_nothing_to_read(content: str, media: Media, reason: str) -> None:
    with pytest.raises(ItemFailed) as failure:
        extract(received(content, media))
    assert failure.value.reason == reason
    assert "a.txt" in failure.value.message


def test_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article, "LONGEST", 50)
    with pytest.raises(ItemFailed) as failure:
        extract(received(BODY))
    assert failure.value.reason == "too-long"


def test_markdown() -> None:
    report, _ = extract(received(f"# Dam bursts\n\n{BODY.replace('hurt', '**hurt**')}", "markdown"))
    assert (report.title, report.text) == ("Dam bursts", f"Dam bursts\n\n{BODY}")
