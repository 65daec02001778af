"""Posts of networks: Telegram's exports and pages, Mastodon, ActivityPub, Bluesky; each credited to who wrote it."""

# ruff: noqa: E501  (documents as programs write them)

import json
from collections.abc import Callable
from typing import Any

import pytest

A, B = "Dam burst at Dorvik: two people hurt", "Forty streets are closed."


def export(*messages: dict[str, Any], **chat: Any) -> dict[str, Any]:
    return {"name": "Caution News", "type": "public_channel", "id": 1, **chat, "messages": list(messages)}


def message(number: int, text: Any, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": "2031-05-02T11:00:00",
        "from": "Caution News",
        "text": text,
        **more,
    }


def test_a_telegram_export(read: Callable[..., Any]) -> None:
    pieces = ["Dam ", {"type": "bold", "text": "burst"}, " at Dorvik: two people hurt"]
    data = export(
        {"id": 1, "type": "service", "date": "2031-05-02T08:00:00", "action": "create_channel", "text": "x"},
        message(17, pieces, date_unixtime="1935480600", edited_unixtime="1935480660"),
        message(18, "", photo="p.jpg"),
        message(19, B, forwarded_from="Mayor of Dorvik"),
    )
    found = read(json.dumps(data), "result.json")
    first, second = found.reports
    assert (first.name, first.content, first.kind) == ("result.json#message-17", A, "post")
    given = first.given
    assert (given.outlet, given.published, given.updated, given.author) == (
        "Caution News", "2031-05-02T09:30:00Z", "2031-05-02T09:31:00Z", None
    )  # fmt: skip
    assert second.content == f"Forwarded from Mayor of Dorvik:\n{B}"
    assert second.given.published == "2031-05-02T11:00:00"  # no zone is said, none is made up


def test_an_account_s_export(read: Callable[..., Any]) -> None:
    chats = [export(message(1, A), username="cautionnews"), export(message(2, B), name="Talk", type="private_group")]
    found = read(json.dumps({"about": "x", "chats": {"list": chats}}), "result.json")
    assert [(r.given.outlet, r.given.url) for r in found.reports] == [
        ("Caution News", "https://t.me/cautionnews/1"), ("Talk", None)
    ]  # fmt: skip
    assert read(json.dumps(export(message(1, ""))), "result.json").reasons == ["no-text"]


SERVICE = '<div class="message service" id="message-1"><div class="body details">2 May 2031</div></div>'


def shown(
    number: int, text: str, *, name: str | None = "Caution News", inner: str = "", stamp: str = "11:00:00"
) -> str:
    by = f'<div class="from_name">{name}</div>' if name else ""
    date = f'<div class="pull_right date details" title="02.05.2031 {stamp} UTC+03:00">11:00</div>'
    body = inner or f'<div class="text">{text}</div>'
    joined = "" if name else " joined"
    return f'<div class="message default clearfix{joined}" id="message{number}"><div class="body">{date}{by}{body}</div></div>'


def test_an_export_s_pages(read: Callable[..., Any]) -> None:
    when = '<span class="date details" title="02.05.2031 09:05:00"> 02.05.2031 09:05:00</span>'
    inner = f'<div class="forwarded body"><div class="from_name">Mayor of Dorvik{when}</div><div class="text">{B}</div></div>'
    rows = (
        SERVICE
        + shown(17, "Dam <strong>burst</strong> at Dorvik:<br>two people hurt")
        + shown(18, "", name=None, inner=inner)
    )
    page = f'<html><body><div class="page_wrap"><div class="page_header"><div class="text bold">Caution News</div></div>{rows}</div></body></html>'
    found = read(page, "messages.html", again=False)
    assert [(r.name, r.content, r.given.published, r.given.outlet, r.kind) for r in found.reports] == [
        ("messages.html#message-17", "Dam burst at Dorvik:\ntwo people hurt", "2031-05-02T11:00:00+03:00", "Caution News", "post"),
        ("messages.html#message-18", f"Forwarded from Mayor of Dorvik:\n{B}", "2031-05-02T11:00:00+03:00", "Caution News", "post"),
    ]  # fmt: skip


def public(number: int, text: str, *, extra: str = "") -> str:
    return (
        f'<div class="tgme_widget_message js-widget_message" data-post="cautionnews/{number}">'
        '<a class="tgme_widget_message_owner_name" href="https://t.me/cautionnews"><span>Caution News</span></a>'
        f'{extra}<div class="tgme_widget_message_text js-message_text">{text}</div><a class="tgme_widget_message_date" '
        f'href="https://t.me/cautionnews/{number}"><time datetime="2031-05-02T08:{number}:00+00:00">8</time></a></div>'
    )


def test_a_channel_s_public_page(read: Callable[..., Any]) -> None:
    reply = '<a class="tgme_widget_message_reply"><div class="tgme_widget_message_text">Old words</div></a>'
    source = (
        '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/x/1"><span>Mayor of Dorvik</span></a>'
    )
    page = public(17, "Dam burst<br/><br/>Two hurt &amp; four missing", extra=reply) + public(18, B, extra=source)
    found = read(f'<html><body class="tgme_webpreview">{page}</body></html>', "t.me.html")
    assert [(r.content, r.given.url, r.given.published, r.given.author) for r in found.reports] == [
        ("Dam burst\n\nTwo hurt & four missing", "https://t.me/cautionnews/17", "2031-05-02T08:17:00+00:00", "@cautionnews"),
        (f"Forwarded from Mayor of Dorvik:\n{B}", "https://t.me/cautionnews/18", "2031-05-02T08:18:00+00:00", "@cautionnews"),
    ]  # fmt: skip
    assert {(r.kind, r.given.outlet) for r in found.reports} == {("post", "Caution News")}


def status(number: str, text: str, who: str = "ann", **more: Any) -> dict[str, Any]:
    account = {"acct": who, "display_name": who.title(), "url": f"https://social.example/@{who}"}
    return {"id": number, "created_at": "2031-05-02T08:00:00.000Z", "content": f"<p>{text}</p>", "language": "en",
            "url": f"https://social.example/@{who}/{number}", "account": account, "reblog": None, **more}  # fmt: skip


def test_mastodon(read: Callable[..., Any]) -> None:
    boost = status("2", "", reblog=status("9", B, who="bo"))
    found = read(json.dumps([status("1", f"{A}.<br>More soon"), boost, status("3", ""), status("1", A)]), "s.json")
    assert [(r.name, r.content, r.given.outlet, r.given.url) for r in found.reports] == [
        ("s.json#post-1", f"{A}.\nMore soon", "@ann@social.example", "https://social.example/@ann/1"),
        ("s.json#post-9", B, "@bo@social.example", "https://social.example/@bo/9"),
    ]
    thread = {"ancestors": [status("1", A)], "descendants": [status("4", B)]}
    assert read(json.dumps(thread), "c.json").texts == [A, B]


def test_activitypub(read: Callable[..., Any]) -> None:
    note = {"type": "Note", "id": "https://social.example/users/ann/5", "url": "https://social.example/@ann/5",
            "attributedTo": "https://social.example/users/ann", "published": "2031-05-02T08:00:00Z",
            "contentMap": {"en": f"<p>{A}</p>"}}  # fmt: skip
    other = {**note, "id": "https://o.example/9", "url": "https://o.example/9", "attributedTo": "https://o.example/@bo"}
    items = [{"type": "Create", "actor": "https://social.example/users/ann", "object": note},
             {"type": "Announce", "actor": "https://social.example/users/ann", "object": other},
             {"type": "Announce", "actor": "https://social.example/users/ann", "object": "https://o.example/10"}]  # fmt: skip
    outbox = {"@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "orderedItems": items}
    found = read(json.dumps(outbox), "outbox.json", again=False)
    assert [(r.given.outlet, r.given.language, r.content) for r in found.reports] == [
        ("@ann@social.example", "en", A), ("@bo@o.example", "en", A)
    ]  # fmt: skip
    assert read(json.dumps({"@context": "x", **note}), "note.json").one.kind == "post"
    assert read(json.dumps({**outbox, "orderedItems": []}), "outbox.json").reasons == ["no-text"]


def view(key: str, text: str) -> dict[str, Any]:
    record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2031-05-02T08:00:00Z", "langs": ["en"]}
    return {"uri": f"at://did:plc:a/app.bsky.feed.post/{key}", "record": record,
            "author": {"handle": "ann.sky.example", "displayName": "Ann"}}  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [
        {"feed": [{"post": view("3k", A), "reason": {"by": {"handle": "bo"}}}, {"post": view("3m", B)}]},
        {"thread": {"post": view("3k", A), "replies": [{"post": view("3m", B)}]}},
        {"posts": [view("3k", A), view("3m", B)]},
        [view("3k", A), view("3m", B)],
    ],
)
def test_bluesky(value: Any, read: Callable[..., Any]) -> None:
    found = read(json.dumps(value), "b.json")
    assert [(r.content, r.given.outlet, r.given.url, r.given.published) for r in found.reports] == [
        (A, "@ann.sky.example", "https://bsky.app/profile/ann.sky.example/post/3k", "2031-05-02T08:00:00Z"),
        (B, "@ann.sky.example", "https://bsky.app/profile/ann.sky.example/post/3m", "2031-05-02T08:00:00Z"),
    ]
    assert read(json.dumps(view("3k", A)["record"]), "r.json").one.given.outlet is None


def test_posts_as_lines(read: Callable[..., Any]) -> None:
    found = read("\n".join(json.dumps(each) for each in (status("1", A), status("2", B))), "s.jsonl")
    assert [(r.name, r.kind) for r in found.reports] == [("s.jsonl#post-1", "post"), ("s.jsonl#post-2", "post")]


def test_replies_without_end(read: Callable[..., Any]) -> None:
    deep: dict[str, Any] = {"post": view("k0", A)}
    for number in range(60):
        deep = {"post": view(f"k{number + 1}", A), "replies": [deep]}
    found = read(json.dumps({"thread": deep}), "b.json", again=False)
    assert found.reports or found.reasons == ["too-deep"]


def test_an_article_with_a_message_in_it_is_an_article(read: Callable[..., Any]) -> None:
    page = (
        f"<html><body><article><p>{A}, the mayor of Dorvik said on Friday.</p>{public(17, B)}</article></body></html>"
    )
    assert (read(page, "a.html").one.media, read(page, "a.html").one.kind) == ("html", None)


def test_a_forwarded_message_with_a_picture_of_its_sender(read: Callable[..., Any]) -> None:
    def message(number: int, inside: str) -> str:
        stamp = f'<div class="pull_right date details" title="02.05.2031 0{number}:30:00 UTC+03:00">x</div>'
        return f'<div class="message default clearfix joined" id="message{number}"><div class="body">{stamp}{inside}</div></div>'

    name = '<div class="from_name">Mayor of Dorvik<span class="date details" title="02.05.2031 09:00:00"> 02.05.2031</span></div>'
    forwarded = f'<div class="pull_left forwarded userpic_wrap"><div class="userpic"></div></div><div class="forwarded body">{name}<div class="text">{B}</div></div>'
    page = f'<div class="page_wrap"><div class="page_header"><div class="text bold">Caution News</div></div>{message(2, forwarded)}{message(3, f"<div class=text>{A}</div>")}</div>'
    found = read(f"<html><head><title>Exported Data</title></head><body>{page}</body></html>", "messages.html")
    assert found.texts == [f"Forwarded from Mayor of Dorvik:\n{B}", A]
    assert [each.given.published for each in found.reports] == [
        "2031-05-02T02:30:00+03:00",
        "2031-05-02T03:30:00+03:00",
    ]
    assert found.reports[1].given.author is None


def test_links_of_a_telegram_export(read: Callable[..., Any]) -> None:
    pieces = ["See ", {"type": "text_link", "text": "the map", "href": "https://ex.example/map"}, "."]
    data = export(message(17, pieces), message(18, pieces, forwarded_from="Mayor"))
    first, second = read(json.dumps(data), "result.json").reports
    assert [(first.content[a:b], url) for a, b, url in first.links] == [("the map", "https://ex.example/map")]
    assert [(second.content[a:b], url) for a, b, url in second.links] == [("the map", "https://ex.example/map")]
