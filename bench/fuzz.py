"""Feeds every parser with damaged input and says what it found: readers of formats, feeds, lists of sources and of rules,
robots.txt, links, kept rows; one input in twenty goes through the whole reading.

    python bench/fuzz.py --minutes 10

The seeds are made here (invented texts in every format); each input is a seed, mutated: bytes changed, cut, doubled,
swapped with a piece of another seed, tokens that hurt parsers put in, under the seed's own suffix or another. A finding
is an exception that escapes, an input with no outcome, a report that cannot be kept, or more than five seconds. A
"fault" is an error of ours that a run counts as "broken": no finding for a user, and worth mending.
"""

# ruff: noqa: E501, BLE001  (the seeds are whole files; every exception is what this looks for)

import argparse
import base64
import contextlib
import gzip
import io
import itertools
import json
import os
import random
import signal
import tarfile
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path
from types import FrameType

from crosswire.base.errors import CrosswireError
from crosswire.ingest import feeds, fetch_links, fetch_rules, formats, listings, moments, opml, robots
from crosswire.ingest.place import FAULTS
from crosswire.model.report import Received
from crosswire.run import rules as alert_rules
from crosswire.run import runner, subscriptions
from crosswire.stories import compact

WHOLE, LONGEST = 0.05, 20_000  # part of the inputs that is read through every stage; code points up to which
FOLDER = Path(tempfile.gettempdir()) / f"crosswire-fuzz-{os.getpid()}"
SLOW, HANGS = 5.0, 20  # seconds of CPU that are told of, and after which an input is given up
TEXT = "The Maren dam burst above Dorvik. Two people were hurt, the mayor said. Water stood in forty streets."
TOKENS = [b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<!ENTITY a 'b'>", b"]" * 500, b"[" * 500, b'{"a":' * 300, b"\r\n\r\n",
          b"From a@b Mon May  2 10:00:00 2031\n", b"\\ud800", b'"', b"%PDF-1.7", b"PK\x03\x04", b"\x1f\x8b", b"9" * 400,
          b"-1", b"1e999", b"NaN", b"Content-Length: 99999999999\r\n", b"../../", b"<" * 200, b"&#x0;", b"=?utf-8?q?=FF?=",
          b"boundary=", b"charset=utf-7", b"charset=idna", b"charset=rot13", b"charset=undefined", b"xx" * 5000]  # fmt: skip


def seeds() -> dict[str, bytes]:
    """One small file of each format, by name."""
    page = "<!DOCTYPE html><html lang='en'><head><title>Dam</title><meta property='og:site_name' content='Post'></head>"
    page += f"<body><article><h1>Dam bursts</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    post = {"id": 17, "type": "message", "date": "2031-05-02T11:00:00", "date_unixtime": "1935475200", "text": [TEXT]}
    status = {
        "id": "1",
        "created_at": "2031-05-02T08:00:00Z",
        "content": f"<p>{TEXT}</p>",
        "url": "https://s.example/1",
    }
    record = {"$type": "app.bsky.feed.post", "text": TEXT, "createdAt": "2031-05-02T08:00:00Z"}
    note = {"type": "Note", "content": TEXT, "id": "https://s.example/5", "published": "2031-05-02T08:00:00Z"}
    row = {"title": "Dam", "text": TEXT, "date": "2031-05-02", "url": "https://p.example/1", "id": 4}
    made = {
        "feeds.opml": "<opml version='2.0'><body><outline text='N'><outline text='P' xmlUrl='https://p.example/f'/></outline></body></opml>",
        "sources.toml": "[[source]]\nfeed = 'https://p.example/f'\noutlet = 'P'\nexpected = [1, 9]\nevery = '5m'\n"
        "[source.mapping]\ntext = 'body.plain'\n",
        "alerts.toml": "[to.a]\nkind = 'file'\npath = 'x'\n[[rule]]\nname = 'r'\nwhen = ['denial']\nabout = 'dam'\nto = 'a'\n",
        "robots.txt": "User-agent: *\nDisallow: /a$\nAllow: /*b\nCrawl-delay: 2\nSitemap: https://p.example/s.xml\n",
        "sitemap.xml": "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://p.example/1</loc>"
        "<lastmod>2031-05-02</lastmod></url></urlset>",
        "live.html": "<html><script type='application/ld+json'>" + json.dumps({"@type": "LiveBlogPosting", "headline": "Dam",
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "H", "articleBody": TEXT, "datePublished": "2031-05-02T08:00:00Z"}] * 3})
        + "</script><body><article><h1>Dam</h1><p>Key events</p><p>10:15</p><p>x</p></article></body></html>",
        "digest.txt": f"Day 454 of the flood: what we know\n\n{TEXT}\n\nOther news\n\n{TEXT}\n\n12:40\n\n{TEXT}\n\n11:05\n\nNo one said so.",
        "a.txt": f"---\noutlet: Post\n---\n{TEXT}",
        "a.md": f"# Dam\n\n{TEXT}",
        "a.html": page,
        "rows.json": json.dumps({"articles": [row, row]}),
        "rows.jsonl": json.dumps(row) + "\n" + json.dumps(row),
        "rows.csv": f'title,text,date\nDam,"{TEXT}",5/16/2031\n"a ""b""",c,2031-05-02\n',
        "rows.tsv": f"2031-05-02T08:00:00Z\t{TEXT}\n" * 3,
        "result.json": json.dumps({"name": "Caution", "type": "public_channel", "messages": [post]}),
        "statuses.json": json.dumps([{**status, "account": {"acct": "ann", "url": "https://s.example/@ann"}}]),
        "outbox.json": json.dumps({"@context": "x", "type": "OrderedCollection", "orderedItems": [note]}),
        "bsky.json": json.dumps({"feed": [{"post": {"uri": "at://did:a/app.bsky.feed.post/3k", "record": record}}]}),
        "ninjs.json": json.dumps({"uri": "u:1", "versioncreated": "2031-05-02T08:00:00Z", "body_text": TEXT}),
        "feed.json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": TEXT}]}),
        "gdelt.csv": "URL,MobileURL,Date,Title\nhttps://a.example/1,,2031-05-02 08:00:00,Dam\n",
        "feed.xml": f"<rss version='2.0'><channel><title>P</title><item><title>D</title><description>{TEXT}</description>"
        "<pubDate>Fri, 02 May 2031 08:00:00 GMT</pubDate></item></channel></rss>",
        "news.xml": "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='u'><itemMeta><versionCreated>2031-05-02T08:00:00Z"
        f"</versionCreated></itemMeta><contentMeta><headline>D</headline></contentMeta><contentSet><inlineXML><nitf><body>"
        f"<body.content><p>{TEXT}</p></body.content></body></nitf></inlineXML></contentSet></newsItem>",
        "a.eml": f"From: Post <p@p.example>\nSubject: =?utf-8?q?Dam?=\nDate: Fri, 02 May 2031 10:00:00 +0300\nMIME-Version: 1.0\n"
        f"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}\n--x\n"
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>{TEXT}</p>\n--x--\n",
        "a.mhtml": "From: <Saved by Browser>\nSnapshot-Content-Location: https://p.example/1\nMIME-Version: 1.0\n"
        f"Content-Type: multipart/related; boundary=y\n\n--y\nContent-Type: text/html\n\n{page}\n--y--\n",
        "messages.html": "<html><body><div class='page_wrap'><div class='page_header'><div class='text'>Caution</div></div>"
        '<div class="message default" id="message17"><div class="date" title="02.05.2031 11:00:00 UTC+03:00">11</div>'
        f'<div class="from_name">C</div><div class="text">{TEXT}</div></div></body></html>',
        "channel.html": '<html><body class="tgme_webpreview"><div class="tgme_widget_message" data-post="caution/17"><div class="tgme_widget_message_text">'
        f'{TEXT}</div><time datetime="2031-05-02T08:00:00+00:00">8</time></div></body></html>',
    }  # fmt: skip
    found = {name: text.encode() for name, text in made.items()}
    found["a.mbox"] = (b"From p@p.example Fri May  2 10:00:00 2031\n" + found["a.eml"]) * 2
    return found | _packed(found) | _documents()


def _packed(found: dict[str, bytes]) -> dict[str, bytes]:
    zipped, tarred, held = io.BytesIO(), io.BytesIO(), found["a.html"]
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "a.html", "rows.jsonl"):
            archive.writestr(f"f/{name}", found[name])
    with tarfile.open(fileobj=tarred, mode="w:gz") as tar:
        for name in ("a.txt", "rows.csv"):
            about = tarfile.TarInfo(f"f/{name}")
            about.size = len(found[name])
            tar.addfile(about, io.BytesIO(found[name]))
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + held
    record = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-05-02T08:00:00Z\r\n"
    record += (
        b"WARC-Target-URI: https://p.example/1\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: "
    )
    record += str(len(http)).encode() + b"\r\n\r\n" + http + b"\r\n\r\n"
    return {
        "f.zip": zipped.getvalue(), "f.tar.gz": tarred.getvalue(), "a.warc": record * 2,
        "a.warc.gz": gzip.compress(record) * 2, "rows.jsonl.gz": gzip.compress(found["rows.jsonl"]),
    }  # fmt: skip


def _documents() -> dict[str, bytes]:
    body = f"BT /F1 12 Tf 72 720 Td ({TEXT}) Tj ET".encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
               b"<</Length " + str(len(body)).encode() + b">>stream\n" + body + b"\nendstream"]  # fmt: skip
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj".encode() + each + b"endobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    data += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    found = {"a.pdf": data}
    try:
        import docx
    except ImportError:
        return found
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("Dam", 0)
    document.add_paragraph(TEXT)
    document.save(out)
    return found | {"a.docx": out.getvalue()}


def mutated(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """The data with one to eight changes."""
    for _ in range(dice.randint(1, 8)):
        if not data:
            return data
        at, long = dice.randrange(len(data)), dice.randint(1, max(1, len(data) // 4))
        change = dice.randrange(7)
        if change == 0:
            data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
        elif change == 1:
            data = data[:at]
        elif change == 2:
            data = data[:at] + data[at + long :]
        elif change == 3:
            data = data[:at] + data[at : at + long] * dice.randint(2, 20) + data[at + long :]
        elif change == 4:
            data = data[:at] + dice.choice(TOKENS) + data[at:]
        elif change == 5:
            other = dice.choice(others)
            cut = dice.randrange(len(other))
            data = data[:at] + other[cut : cut + long] + data[at:]
        else:
            data = data[:at] + bytes(byte ^ (1 << dice.randrange(8)) for byte in data[at : at + 4]) + data[at + 4 :]
    return data[:2_000_000]


def check(data: bytes, name: str) -> str | None:
    """What is wrong with the outcome of an input, or None."""
    count = 0
    for entry in formats.read(data, name=name):
        count += 1
        if isinstance(entry, Received):
            entry.content.encode()
            json.dumps([entry.name, entry.given.title, entry.given.url], ensure_ascii=False).encode()
            if not entry.content or entry.raw is None:
                return "a report without content or bytes"
        elif not entry.reason or not entry.message:
            return "an issue without a reason"
    for listed in listings.read(data, name=name):
        str(listed)
    return None if count else "no outcome"


def beside(data: bytes, name: str, dice: random.Random) -> str | None:
    """The parsers that stand outside the formats, on the same bytes; and, of one in twenty, the whole reading."""
    text = data.decode("utf-8", "replace")
    str(feeds.parse(data, url="https://p.example/f"))
    str(fetch_links.announced(text, url="https://p.example/"))
    str((fetch_links.canonical(text[:3000]), fetch_links.absolute("https://p.example/", text[:300])))
    str((fetch_rules.retry_after(text[:100]), moments.iso(text[:200]), fetch_links.host(text[:300])))
    for refuse in (opml.parse, _table, _rules, _row):
        with contextlib.suppress(CrosswireError):
            refuse(data)
    rules = robots.Robots(ask=lambda url: robots.Answer(text), clock=lambda: 0.0)
    str((rules.refusal("https://p.example/a?b"), rules.delay("https://p.example/a")))
    return whole(data, name) if dice.random() < WHOLE else None


def whole(data: bytes, name: str) -> str | None:
    """What is wrong with the reading of an input: a fault that the runner counted."""
    for entry in itertools.islice(formats.read(data, name=name), 3):
        if not isinstance(entry, Received):
            continue
        outcome = runner.extract(entry)
        if outcome.failure is not None:
            if outcome.failure.reason == "fault":
                return f"extract: {_kind_of(outcome.failure.message)}"
            continue
        assert outcome.report is not None
        if len(outcome.report.text) > LONGEST:
            continue
        reading = runner.read(outcome.report, epoch=None, published=None)
        broken = next((issue.message for issue in reading.issues if issue.reason.startswith("fault")), None)
        if broken:
            return f"read: {_kind_of(broken)}"
        if any(reading.report.text[p.start : p.end].strip() == "" for p in reading.passages if p.kind == "sentence"):
            return "read: an empty sentence"
    return None


def _kind_of(message: str) -> str:
    """A fault without the name of the input, so that equal ones are counted together."""
    return message.partition("a fault in Crosswire, ")[2].partition("; please")[0][:120]


def _table(data: bytes) -> None:
    FOLDER.mkdir(exist_ok=True, parents=True)
    file = FOLDER / "sources.toml"
    file.write_bytes(data)
    subscriptions.load(file)


def _rules(data: bytes) -> None:
    file = FOLDER / "alerts.toml"
    file.write_bytes(data)
    alert_rules.load(file)


def _row(data: bytes) -> None:
    with contextlib.suppress(ValueError):  # what it raises where a row is damaged
        compact.decode(data)


class TooSlow(BaseException):
    """An input took too long; no parser's own handler takes it for a fault."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooSlow


def main() -> None:
    """Run for the minutes asked for, then print hours, inputs and findings."""
    told = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    told.add_argument("--minutes", type=float, default=10)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--keep", type=Path, help="a folder for the inputs of findings")
    asked = told.parse_args()
    dice, made = random.Random(asked.seed), seeds()
    names, others = list(made), list(made.values())
    found: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    whole(made["a.html"], "a.html")  # loads what reading needs
    begun, inputs, slowest = time.monotonic(), 0, 0.0
    signal.signal(signal.SIGPROF, _stop)
    formats.FAULTS = ()  # an error that a run would count as "broken" is seen here
    while time.monotonic() - begun < asked.minutes * 60:
        name = dice.choice(names)
        data = mutated(made[name], others, dice)
        called = name if dice.random() < 0.8 else dice.choice([*names, "x", "https://p.example/page"])
        start, wrong = time.process_time(), None
        signal.setitimer(signal.ITIMER_PROF, HANGS)
        try:
            wrong = check(data, called) or beside(data, called, dice)
        except (Exception, TooSlow) as error:
            frames = [each for each in traceback.extract_tb(error.__traceback__) if "/crosswire/" in each.filename]
            where = (
                f"{type(error).__name__} in {Path(frames[-1].filename).name}:{frames[-1].lineno}"
                if frames
                else repr(error)
            )
            if isinstance(error, FAULTS):
                faults[where] += 1
                if faults[where] == 1 and asked.keep:
                    _keep(asked.keep, data, called, where)
            else:
                wrong = where
        signal.setitimer(signal.ITIMER_PROF, 0)
        took = time.process_time() - start
        inputs, slowest = inputs + 1, max(slowest, took)
        if took > SLOW:
            wrong = f"more than {SLOW:.0f} s in {called}"
        if wrong:
            found[wrong] += 1
            if found[wrong] == 1 and asked.keep:
                _keep(asked.keep, data, called, wrong)
    hours = (time.monotonic() - begun) / 3600
    print(
        f"{hours:.2f} hours ({time.process_time() / 3600:.2f} of CPU), {inputs:,} inputs, {sum(found.values())} findings, slowest {slowest:.2f} s"
    )
    for where, count in found.most_common():
        print(f"finding: {count} x {where}")
    for where, count in faults.most_common():
        print(f"fault:   {count} x {where}")


def _keep(folder: Path, data: bytes, name: str, where: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{abs(hash(where)):x}.json").write_text(
        json.dumps({"name": name, "where": where, "data": base64.b64encode(data).decode()})
    )


if __name__ == "__main__":
    main()
