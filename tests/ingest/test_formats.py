"""The one entry: every kind has its reader, what bytes are is told, and no bytes whatever raise."""

import io
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from crosswire.ingest import formats, place, sniff
from crosswire.language import lexicon
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received

TEXT = "Two people were hurt when the Maren dam burst, the mayor of Dorvik said."
NAMES = [f"a.{end}" for ends in lexicon.load("formats")["suffixes"].values() for end in ends]


@pytest.mark.parametrize("row", formats.FORMATS, ids=lambda row: row.kind)
def test_every_reader_is_there(row: formats.Format) -> None:
    module, _, function = row.reader.partition(":")
    assert callable(getattr(import_module(f"crosswire.ingest.{module}"), function))


def test_what_is_said_to_be_read_is_read() -> None:
    import re

    table = {row.kind for row in formats.FORMATS}
    ends = re.findall(r"\.([a-z]+(?:\.gz)?)\b", formats.readable())
    assert len(ends) >= 14
    for end in ends:
        assert sniff._suffixes()[f".{end}"] in table, end
    unread = set(lexicon.load("formats")["unread"])
    kinds = {*lexicon.load("formats")["suffixes"], *lexicon.load("formats")["roots"].values()}
    assert kinds - table - unread == {"xml"}  # told apart by their roots
    assert not unread & table


@pytest.mark.parametrize("name", ["a.rtf", "a.odt", "a.doc", "a.xlsx", "a.epub", "a.png", "a.opml"])
def test_what_is_not_read_says_so(name: str, read: Callable[..., Any]) -> None:
    found = read(b"PK\x03\x04..." if name in ("a.odt", "a.xlsx", "a.epub") else b"<opml></opml>", name)
    assert found.reasons == ["unsupported-format"]
    assert name in found.issues[0].message
    assert any(told in found.issues[0].message for told in (".docx", ".csv", ".html", "sources"))


def test_a_page_keeps_its_bytes_and_what_is_said(read: Callable[..., Any]) -> None:
    page = f"<!DOCTYPE html><html><head><title>x</title></head><body><p>{TEXT}</p></body></html>".encode()
    said = Given(outlet="The Harbour Post", url="https://harbour.example/1")
    found = read(page, "https://harbour.example/1", media_type="text/html; charset=utf-8", given=said).one
    assert (found.media, found.raw, found.given.outlet, found.given.url) == ("html", page, said.outlet, said.url)


def test_a_kind_that_is_said_is_kept(read: Callable[..., Any]) -> None:
    assert read(TEXT, "a.txt", kind="post").one.kind == "post"
    assert read(TEXT, "a.txt").one.kind is None


def test_too_large_for_what_is_read_whole(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST", 10)
    assert read(TEXT, "a.txt").reasons == ["too-large"]
    assert read(f'{{"text": "{TEXT}"}}\n' * 2, "a.jsonl", again=False).texts == [TEXT, TEXT]


def test_archives_in_archives_end(read: Callable[..., Any]) -> None:
    import zipfile

    data = TEXT.encode()
    for depth in range(6):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a.txt" if depth == 0 else "a.zip", data)
        data = out.getvalue()
    assert read(data, "a.zip").reasons == ["too-deep"]


def test_half_characters_are_mended(read: Callable[..., Any]) -> None:
    found = read(r'{"text": "Two people \ud800 were hurt.", "title": "a\u0000b"}', "a.json", again=False).one
    assert found.content.encode() and found.given.title == "a b"


def test_an_unforeseen_fault_is_counted(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes, where: place.Place) -> place.Entries:
        raise KeyError("shape")
        yield

    monkeypatch.setattr("crosswire.ingest.texts.text", broken)
    assert read(TEXT, "a.txt").reasons == ["broken"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<html><meta charset=idna>" + b"<p>hi \xff there</p>", "a.html"),
        (b"---\noutlet: " + b"[" * 3000 + b"\n---\nTwo people were hurt.\n", "a.txt"),
        (b'From: a@b.example\nDate: x\nContent-Type: text/plain; charset="a\x00b"\n\nTwo p\xffople.\n', "a.eml"),
    ],
)
def test_what_a_fuzzer_found(data: bytes, name: str, read: Callable[..., Any]) -> None:
    assert read(data, name, again=False).one.content


STARTS = [b"", b"{", b'[{"text": "', b"<?xml version='1.0'?><rss>", b"<html>", b"%PDF-1.4\n", b"PK\x03\x04",
          b"\x1f\x8b", b"WARC/1.0\r\n",
          b"From a@b Mon May  2 10:00:00 2031\nSubject: ", b"From: a\nDate: b\n\n", b"title,text\n",
          b"<newsItem>", b"---\noutlet: ", b"{\\rtf1", b"\xef\xbb\xbf", b"\xff\xfe"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@drawn(st.sampled_from(STARTS), st.binary(max_size=200), st.sampled_from([*NAMES, "x", "https://a.example/b"]))
def test_any_bytes_under_any_name(start: bytes, rest: bytes, name: str) -> None:
    found = list(formats.read(start + rest, name=name))
    assert found
    for entry in found:
        if isinstance(entry, Issue):
            assert entry.reason and entry.message.startswith(entry.report)
        else:
            assert isinstance(entry, Received) and entry.content.strip() and entry.raw


@settings(max_examples=100, deadline=None)
@drawn(st.text(min_size=1, max_size=300), st.sampled_from(["a.txt", "a.md"]))
def test_text_comes_back(text: str, name: str) -> None:
    data = text.encode("utf-8", "replace")
    for entry in formats.read(data, name=name):
        if isinstance(entry, Received):
            assert entry.raw == data


@pytest.mark.parametrize(
    ("head", "name", "media", "kind"),
    [
        (b"", "a.txt", None, "empty"),
        (b"hello", "a.txt", None, "text"),
        (b"hello", "note", None, "text"),
        (b"hello", "a.log", None, ".log"),
        (b"\x89PNG\x00", "a", None, "binary"),
        (b"%PDF-1.4", "a.txt", None, "pdf"),
        (b"<!DOCTYPE html>", "a", None, "html"),
        (b"<!-- x --><!DOCTYPE html><html>", "a.xml", None, "html"),
        (b"<?xml version='1.0'?><!-- x --><rss>", "a.html", None, "feed"),
        (b"<?xml version='1.0'?><a:newsItem>", "a.xml", None, "newsml"),
        (b"<?xml version='1.0'?><plant>", "a.xml", None, "unknown-xml"),
        (b"<p>hello", "a.txt", None, "text"),
        (b'[{"a": 1}]', "a", None, "json"),
        (b"[08:00] hello", "a", None, "text"),
        (b'{"a"', "x.xml#entry-1", None, "json"),
        (b"From: a\nDate: b\n\nhello", "m.mbox#message-3", None, "mail"),
        (b"From: a\nhello", "a.txt", None, "text"),
        (b"From: <Saved by B>\nDate: b\n\n", "a", None, "mhtml"),
        (b"title,text", "https://a.example/export", "text/csv", "csv"),
        (b"hello", "https://a.example/x.txt", "text/html", "html"),
        (b"hello", "https://a.example", "text/plain", "text"),
        (b"hello", "a.zip#b/c.md", None, "markdown"),
        (b"hello", "a.zip#b/c", None, "text"),
        (b"hello", "a.zip#b/c.png", None, ".png"),
        (b"hello", "a.warc.gz#https://a.example/b.php", None, "text"),
        (b"PK\x03\x04", "a.xlsx", None, "office"),
        (b"PK\x03\x04", "a.docx", None, "zip"),
    ],
)  # fmt: skip
def test_what_bytes_are(head: bytes, name: str, media: str | None, kind: str) -> None:
    assert sniff.kind(head, name, media) == kind
