"""What bytes are: by their content where it is plain, else by a name's suffix, else by a stated media type.

reads nothing of Crosswire's but ``data/formats.toml``; a helper of :mod:`crosswire.ingest.formats`.
"""

import codecs
import re
import zlib
from functools import cache
from urllib.parse import urlsplit

from crosswire.ingest.decode import is_binary
from crosswire.language import lexicon

METHOD = "sniff/1"
_MBOX = re.compile(rb"\A(?:\s{0,4})From \S+[^\n]{0,80}\b\d{4}\b[^\n]{0,40}\r?\n[\w-]+:")
_HEADER = re.compile(rb"[A-Za-z][\w-]{1,60}:[ \t]?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_MAIL = re.compile(
    rb"^(?:from|date|subject|message-id|received|return-path|delivered-to|mime-version):", re.IGNORECASE | re.MULTILINE
)
_SAVED = re.compile(rb"^from:\s*<saved by |^snapshot-content-location:", re.IGNORECASE | re.MULTILINE)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_XML_SKIP = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE)
_DOCTYPE_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<!doctype\s+html", re.IGNORECASE | re.DOTALL)
_HOLDERS = frozenset({"zip", "tar", "tar-gz", "gzip", "warc", "mbox"})
_JSON = re.compile(rb"(?:\[\s*)*(?:\{\s*[\"}]|\[\s*[\]\"])")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def kind(head: bytes, name: str, media_type: str | None = None) -> str:
    """The kind of what begins with ``head`` (64 KB are plenty): a key of ``formats.toml``, "empty", "binary", or the
    suffix of a file that is not read. ``name`` may carry ``#…`` pieces; the last with a known suffix counts."""
    if not head:
        return "empty"
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.decode("utf-16", "ignore").encode() or head
    stated = suffix(name)
    named = _suffixes().get(stated)
    plain = _by_magic(head)
    if plain == "zip" and named in lexicon.load("formats")["unread"]:
        return str(named)
    if plain:
        return plain
    by_media = _media().get((media_type or "").partition(";")[0].strip().lower())
    # An address's suffix says little (".com", ".php"), and a server's media type more; a file's name is the reverse.
    first, second = (by_media, named) if by_media and (_SCHEME.match(name) or "#" in name) else (named, by_media)
    guess = first or second
    if guess in (None, "xml", "html", "text", "mail", "mbox", "mhtml"):
        return _by_content(head, guess) or guess or _unknown(head, stated)
    return guess


def suffix(name: str) -> str:
    """The suffix of a name with its dot, lower case: the last of its ``#`` pieces that has a known one, else its own.

    >>> suffix("mail.mbox#message-3")
    '.mbox'
    """
    pieces = name.split("#")
    for piece in reversed(pieces):
        found = _suffix(piece)
        known = _suffixes().get(found)
        if piece is not pieces[-1] and known in _HOLDERS:
            return ""  # what lies in an archive is not one
        if known or (found and not _SCHEME.match(piece)):
            return found
    return _suffix(pieces[-1]) if len(pieces) == 1 else ""


def _suffix(piece: str) -> str:
    if _SCHEME.match(piece):
        try:
            piece = urlsplit(piece).path
        except ValueError:
            return ""
    last = piece.replace("\\", "/").rpartition("/")[2].lower()
    for double in (".warc.gz", ".tar.gz", ".jsonl.gz"):
        if last.endswith(double):
            return double
    stem, dot, end = last.rpartition(".")
    return f".{end}" if dot and stem and len(end) <= 12 and not re.search(r"\s", end) else ""


def _by_magic(head: bytes) -> str | None:
    for sign, found in _MAGIC:
        if head.startswith(sign):
            return found
    if head[:5] == b"WARC/" and head[5:6].isdigit():
        return "warc"
    if head.startswith(b"\x1f\x8b"):
        return _in_gzip(head)
    if head[257:262] == b"ustar":
        return "tar"
    if b"%PDF-" in head[:1024] and is_binary(head):
        return "pdf"
    return "mbox" if _MBOX.match(head) else None


_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)


def _in_gzip(head: bytes) -> str:
    """What lies in a gzip stream, by its first bytes; at most 4 KB are unpacked."""
    try:
        inside = zlib.decompressobj(31).decompress(head, 4096)
    except zlib.error:
        return "gzip"
    if inside[:5] == b"WARC/":
        return "warc"
    return "tar-gz" if inside[257:262] == b"ustar" else "gzip"


def _by_content(head: bytes, guess: str | None) -> str | None:
    """What the first bytes of a text say where the name says nothing, or something as wide as "xml" or "html"."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if guess in (None, "xml", "html", "text") and start[:1] == b"<":
        return _markup(start, guess)
    if guess in (None, "mail", "mbox", "mhtml") and _headers(start):
        return "mhtml" if guess == "mhtml" or guess is None and _SAVED.search(head[:4096]) else "mail"
    if guess in (None, "xml") and _JSON.match(start):
        return "json"
    return None


def _headers(start: bytes) -> bool:
    """Whether bytes begin as a mail does: two known header fields or more in its first block of fields."""
    at, known = 0, 0
    while (match := _HEADER.match(start, at)) and at < 20_000:
        known += _MAIL.match(match[0]) is not None
        at = match.end()
    return known >= 2


def _markup(start: bytes, guess: str | None) -> str | None:
    if guess == "text":
        return "text"
    if _DOCTYPE_HTML.match(start):
        return "html"
    at = 0
    while match := _XML_SKIP.match(start, at):
        at = match.end()
    root = _ROOT.match(start[at:].lstrip())
    name = root[1].decode("ascii").lower() if root else ""
    found = lexicon.load("formats")["roots"].get(name)
    if found:
        return str(found)
    if start[:5].lower() == b"<?xml" and guess != "html":
        return "unknown-xml"
    return "html" if guess in (None, "xml") else guess


def _unknown(head: bytes, stated: str) -> str:
    if stated:
        return stated
    return "binary" if is_binary(head) else "text"


@cache
def _suffixes() -> dict[str, str]:
    return {f".{end}": found for found, ends in lexicon.load("formats")["suffixes"].items() for end in ends}


@cache
def _media() -> dict[str, str]:
    return {each: found for found, names in lexicon.load("formats")["media"].items() for each in names}
