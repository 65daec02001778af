"""Archives: what lies in them comes in under its path; bombs, climbing paths, links and cuts are told."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from crosswire.ingest import bundles, warc

TEXT = "Two people were hurt when the Maren dam burst, the mayor of Dorvik said."
PAGE = f"<!DOCTYPE html><html><head><title>Dam</title></head><body><p>{TEXT}</p></body></html>".encode()


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(*members: tuple[str, bytes], mode: str = "w:gz", link: str | None = None) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members:
            about = tarfile.TarInfo(name)
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
        if link:
            about = tarfile.TarInfo("link.txt")
            about.type, about.linkname = tarfile.SYMTYPE, link
            archive.addfile(about)
    return out.getvalue()


def record(url: str, body: bytes, *, media: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-05-03T08:00:00Z\r\n"
    head += f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
    head += f"Content-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


ARCHIVE = [
    record("https://harbour.example/a", PAGE),
    record("https://harbour.example/b.png", b"\x89PNG", media="image/png"),
    record("https://harbour.example/c", b"moved", status="301 Moved"),
    record("https://harbour.example/d", PAGE.replace(b"Two", b"Six")),
]


def test_a_zip_of_reports(read: Callable[..., Any]) -> None:
    data = zipped(**{"b/a.html": PAGE, "c.txt": TEXT.encode(), "__MACOSX/x.txt": b"x", "d.png": b"\x89PNG"})
    found = read(data, "a.zip")
    assert [(r.name, r.media) for r in found.reports] == [("a.zip#b/a.html", "html"), ("a.zip#c.txt", "text")]
    assert found.reports[1].raw == TEXT.encode() and found.reasons == ["unsupported-format"]


@pytest.mark.parametrize("path", ["../a.txt", "/etc/a.txt", "b/../../a.txt", "..\\a.txt", "C:\\a.txt"])
def test_paths_that_climb(path: str, read: Callable[..., Any]) -> None:
    assert read(zipped(**{path: b"x", "a.txt": TEXT.encode()}), "a.zip").reasons == ["climbing-path"]
    assert read(tarred((path, b"x"), ("a.txt", TEXT.encode())), "a.tar.gz").reasons == ["climbing-path"]


def test_bombs(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = b"0" * 3_000_000
    assert read(zipped(**{"a.txt": bomb}), "a.zip").reasons == ["bomb"]
    monkeypatch.setattr(bundles, "LARGEST", 1_000_000)
    assert read(gzip.compress(bomb), "a.txt.gz").reasons == ["bomb"]
    assert read(tarred(("a.txt", bomb)), "a.tar.gz").reasons == ["too-large"]
    monkeypatch.setattr(bundles, "TOTAL", 100)
    assert read(tarred(("a.txt", TEXT.encode()), ("b.txt", TEXT.encode())), "a.tar.gz").reasons == ["too-large"]
    monkeypatch.setattr(bundles, "MOST", 1)
    found = read(zipped(**{"a.txt": b"Two people.", "b.txt": b"Six people."}), "a.zip")
    assert (found.reasons, found.texts) == (["too-many"], ["Two people."])


def test_links_and_cuts(read: Callable[..., Any]) -> None:
    assert read(tarred(("a.txt", TEXT.encode()), link="/etc/passwd"), "a.tar.gz").reasons == ["link"]
    tar = tarred(*((f"{n}.txt", TEXT.encode()) for n in range(40)), mode="w")
    found = read(tar[:12_000], "a.tar")
    assert found.reasons == ["truncated"] and len(found.reports) > 5
    assert read(zipped(**{"a.txt": TEXT.encode()})[:-30], "a.zip").reasons == ["broken"]
    assert read(gzip.compress(TEXT.encode())[:-12], "a.txt.gz").reasons == ["truncated"]


def test_a_locked_zip(read: Callable[..., Any]) -> None:
    data = bytearray(zipped(**{"a.txt": TEXT.encode()}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1  # the flag of the central directory
    assert read(bytes(data), "a.zip").reasons == ["encrypted"]


def test_a_gzip_of_one_file(read: Callable[..., Any]) -> None:
    found = read(gzip.compress(f'{{"text": "{TEXT}"}}\n'.encode() * 2), "rows.jsonl.gz")
    assert [r.name for r in found.reports] == ["rows.jsonl.gz#rows.jsonl#line-1", "rows.jsonl.gz#rows.jsonl#line-2"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive(packed: bool, read: Callable[..., Any]) -> None:
    data = b"".join(gzip.compress(each) if packed else each for each in ARCHIVE)
    found = read(data, "crawl.warc.gz" if packed else "crawl.warc")
    assert [(r.given.url, r.media) for r in found.reports] == [
        ("https://harbour.example/a", "html"), ("https://harbour.example/d", "html")
    ]  # fmt: skip
    assert found.reports[0].raw == PAGE and found.reports[0].given.published is None
    assert found.reasons == ["left-out"] and "1 pictures" in found.issues[0].message


def test_a_web_archive_that_breaks_off(read: Callable[..., Any], capsys: pytest.CaptureFixture[str]) -> None:
    whole = b"".join(ARCHIVE)
    packed = b"".join(map(gzip.compress, ARCHIVE))
    for data in (whole[: len(whole) - 150], packed[: len(packed) - 60], packed[: len(gzip.compress(ARCHIVE[0])) + 20]):
        found = read(data, "crawl.warc", again=False)
        assert "truncated" in found.reasons and found.reports
    assert read(b"WARC/1.0\r\nContent-Length: 99999999999\r\n", "crawl.warc").issues
    assert not capsys.readouterr().err


def test_a_page_too_large(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "LARGEST", 100)
    found = read(b"".join(ARCHIVE), "crawl.warc")
    assert not found.reports and "no-pages" in found.reasons


def test_wacz(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    packed = b"".join(map(gzip.compress, ARCHIVE))
    data = zipped(**{"datapackage.json": b"{}", "archive/data.warc.gz": packed, "pages/pages.jsonl": b'{"text": "x"}'})
    assert [r.given.url for r in read(data, "a.wacz").reports] == [
        "https://harbour.example/a",
        "https://harbour.example/d",
    ]
    monkeypatch.setattr(bundles, "LARGEST", 100)  # then it is read as a stream
    assert len(read(data, "a.wacz", again=False).reports) == 2
