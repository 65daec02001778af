"""Mail, mailboxes and saved pages: the part a reader sees, who sent it and when, and mails in mails."""

from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest

from crosswire.ingest import mail

TEXT = "Two people were hurt when the Maren dam burst, the mayor of Dorvik said."
LINK = '<a href="https://harbour.example/w?a=1&amp;b=2">View in <b>browser</b></a>'
PAGE = f"<html><body><p>{LINK}</p><p>{TEXT}</p></body></html>"


def newsletter(*, page: str | None = PAGE, plain: str = "Open in HTML.", **headers: str) -> EmailMessage:
    found = EmailMessage()
    for name, value in {"From": "The Harbour Post <news@harbour.example>", "Subject": "Дамба прорвала",
                        "Date": "Fri, 02 May 2031 10:00:00 +0300", **headers}.items():  # fmt: skip
        found[name] = value
    found.set_content(plain)
    if page:
        found.add_alternative(page, subtype="html", cte="quoted-printable")
    return found


def test_a_newsletter(read: Callable[..., Any]) -> None:
    data = newsletter(**{"List-Id": '"Harbour Morning" <morning.harbour.example>'}).as_bytes()
    found = read(data, "a.eml").one
    assert (found.media, found.raw, TEXT in found.content) == ("html", data, True)
    given = found.given
    assert (given.outlet, given.title, given.published, given.url, given.author) == (
        "Harbour Morning", "Дамба прорвала", "2031-05-02T10:00:00+03:00", "https://harbour.example/w?a=1&b=2",
        "The Harbour Post",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "outlet"),
    [
        ({}, "The Harbour Post"),
        ({"List-Id": "0f3a9c0d21b7aa list <0f3a9c0d21b7aa.list-id.example>"}, "The Harbour Post"),
        ({"From": "news@harbour.example"}, "harbour.example"),
    ],
)
def test_who_sent_it(headers: dict[str, str], outlet: str, read: Callable[..., Any]) -> None:
    assert read(newsletter(**headers).as_bytes(), "a.eml").one.given.outlet == outlet


@pytest.mark.parametrize(
    ("date", "expected"),
    [("Fri, 02 May 2031 10:00:00 -0000", "2031-05-02T10:00:00Z"), ("some day", None), ("", None)],
)
def test_dates(date: str, expected: str | None, read: Callable[..., Any]) -> None:
    data = newsletter().as_bytes().replace(b"Fri, 02 May 2031 10:00:00 +0300", date.encode())
    assert read(data, "a.eml").one.given.published == expected


def test_a_plain_mail_in_another_encoding(read: Callable[..., Any]) -> None:
    text = "Двое пострадали, когда прорвало плотину, сообщил мэр города."
    head = "From: a@b.example\nSubject: Fwd: =?koi8-r?B?8MzP1MnOwQ==?=\nDate: Fri, 02 May 2031 10:00:00 +0300\n"
    data = (
        f"{head}Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: 8bit\n\n".encode()
        + text.encode("koi8-r")
    )
    found = read(data, "a.eml").one
    assert (found.content.strip(), found.given.title, found.media) == (text, "Плотина", "text")
    wrong = data.replace(b"charset=koi8-r", b"charset=no-such")
    assert text in read(wrong, "a.eml").one.content


def test_a_plain_part_that_says_much_more(read: Callable[..., Any]) -> None:
    found = read(newsletter(page="<p>Hello</p>", plain=TEXT * 5).as_bytes(), "a.eml").one
    assert found.media == "text" and TEXT in found.content


def test_mails_in_a_mail(read: Callable[..., Any]) -> None:
    outer = newsletter(page=None, plain="Two reports below.", Subject="Digest")
    outer.add_attachment(newsletter(page=None, plain=TEXT, Subject="First"))
    outer.add_attachment(newsletter(Subject="Second"))
    found = read(outer.as_bytes(), "digest.eml", again=False)
    assert [(r.name, r.given.title) for r in found.reports] == [
        ("digest.eml", "Digest"), ("digest.eml#mail-1", "First"), ("digest.eml#mail-2", "Second")
    ]  # fmt: skip


def test_a_mailbox(read: Callable[..., Any]) -> None:
    line = b"From p@harbour.example Fri May  2 10:00:00 2031\n"
    one = newsletter(page=None, plain=f"{TEXT}\n>From the mayor: stay in.", Subject="First").as_bytes()
    data = b"\n".join([line + one, line + newsletter(Subject="Second").as_bytes(), b""])
    found = read(data, "post.mbox")
    assert [(r.name, r.given.title) for r in found.reports] == [
        ("post.mbox#message-1", "First"), ("post.mbox#message-2", "Second")
    ]  # fmt: skip
    assert "\nFrom the mayor" in found.texts[0]


def test_hostile_mail(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "MOST_PARTS", 20)
    parts = "".join(f"--x\nContent-Type: text/plain\n\nPart {number} of this mail.\n" for number in range(500))
    data = f"From: a@b.example\nDate: x\nContent-Type: multipart/mixed; boundary=x\n\n{parts}--x--\n"
    found = read(data, "a.eml", again=False)
    assert found.reasons == ["too-many-parts"] and "Part 400" not in found.one.content
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(400))
    assert read(f"From: a@b.example\nDate: x\n{deep}", "a.eml").issues
    assert read("From: a@b.example\nDate: x\n\n", "a.eml").reasons == ["no-text"]
    assert read("no mail at all", "a.eml").issues
    assert read("no mailbox at all", "a.mbox").issues


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://harbour.example/dam
Subject: =?utf-8?Q?Dam?=
Date: Sun, 04 May 2031 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-ID: <f@x>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://harbour.example/dam

<!DOCTYPE html><html><head><meta charset=3D"utf-8"><title>Dam</title></head><body><p>Es hei=C3=9Ft: =
two people.</p></body></html>
--b
Content-Type: text/html
Content-Location: https://ads.example/frame

<p>Buy!</p>
--b--
"""


@pytest.mark.parametrize("name", ["a.mhtml", "page", "https://harbour.example/dam"])
def test_a_saved_page(name: str, read: Callable[..., Any]) -> None:
    found = read(MHTML, name).one
    assert (found.media, found.given.url) == ("html", "https://harbour.example/dam")
    assert "Es heißt: two people." in found.content and "Buy" not in found.content
    assert found.given.published is None  # when it was saved is not when it was published


def test_a_saved_page_without_a_page(read: Callable[..., Any]) -> None:
    assert read(MHTML.replace("text/html", "image/png"), "a.mhtml").reasons == ["no-main-text"]
