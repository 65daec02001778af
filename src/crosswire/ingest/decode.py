"""Bytes to text: which encoding, and what was already lost before it came here.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.files`.
"""

import codecs
import re
from dataclasses import dataclass

METHOD = "decode/1"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_MENDED = 4_000_000  # code points up to which a text is searched for wrong decoding; longer ones are no reports
_SAMPLE = 65_536  # bytes looked at for a guess
_DESTROYED = re.compile(r"\?{4,}|(?:\?{2,}[ ,.]+){3,}|\ufffd")
_MAGIC = (
    *(b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"SQLite format 3"),  # documents
    *(b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x00\x00\x01\x00"),  # pictures
    *(b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"Rar!", b"7z\xbc\xaf"),  # archives
    *(b"\x7fELF", b"MZ\x90"),  # programs
    *(b"OggS", b"ID3", b"fLaC"),  # sound
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text. ``guessed``: the encoding was neither stated nor UTF-8. ``mixed``: some lines were in another.
    ``repaired``: wrongly decoded earlier and put right. ``destroyed``: letters were lost before it came here."""

    text: str
    encoding: str
    guessed: bool = False
    mixed: bool = False
    repaired: bool = False
    destroyed: bool = False


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text: a known file signature, or NUL bytes that are not UTF-16 or UTF-32."""
    if _wide(data[:_SAMPLE]) is not None or any(data.startswith(mark) for mark, _ in _BOMS):
        return False
    if any(data.startswith(mark) for mark in _MAGIC) or data[4:12] in (b"ftypisom", b"ftypmp42"):
        return True
    head = data[:_SAMPLE]
    if b"\x00" in head:
        return True
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head[:4096])
    return control > len(head[:4096]) * 0.1


def decode(data: bytes, *, html: bool = False) -> Decoded:
    """The text of bytes: by byte-order mark, by the charset an HTML page states, as UTF-8, else by a founded guess.

    Wrongly decoded text ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚") is put right where ftfy is certain. Never fails: bytes that fit nothing
    become replacement characters and are told of as ``destroyed``.
    """
    text, encoding, guessed, mixed = _decode(data, html)
    mended = _mend(text)
    return Decoded(mended, encoding, guessed, mixed, mended != text, _DESTROYED.search(mended) is not None)


def _decode(data: bytes, html: bool) -> tuple[str, str, bool, bool]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name, False, False
    wide = _wide(data[:_SAMPLE])
    if wide is not None:  # before UTF-8, which such bytes may happen to be
        return data.decode(wide, "replace"), wide, True, False
    stated = (_CHARSET.search(data[:4096]) or _XML.search(data[:4096])) if html else None
    for name in (stated[1].decode("ascii").lower(), "utf-8") if stated else ("utf-8",):
        try:
            return data.decode(name), name, False, False
        except (ValueError, LookupError):  # "idna" and "undefined" are codecs too, and raise otherwise
            continue
    if _mostly_utf8(data):
        return _by_line(data), "utf-8", True, True
    name = _guess(data)
    return data.decode(name, "replace"), name, True, False


def _wide(head: bytes) -> str | None:
    """UTF-16 without a byte-order mark: every other byte of most characters is the same small number."""
    even, odd = head[0::2], head[1::2]
    if len(head) < 8 or not odd:
        return None
    high_odd = sum(byte in (0, 4) for byte in odd) / len(odd)
    high_even = sum(byte in (0, 4) for byte in even) / len(even)
    if high_odd > 0.9 and high_even < 0.5:
        return "utf-16-le"
    return "utf-16-be" if high_even > 0.9 and high_odd < 0.5 else None


def _mostly_utf8(data: bytes) -> bool:
    """Whether most of the bytes beyond ASCII form UTF-8 characters: then the rest is a foreign piece."""
    text = data[: 16 * _SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - bad
    return good > 2 * bad


def _by_line(data: bytes) -> str:
    lines = data.split(b"\n")
    strange = b"\n".join(line for line in lines if not _is_utf8(line))
    name = _guess(strange)
    return "\n".join(line.decode("utf-8" if _is_utf8(line) else name, "replace") for line in lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guess(data: bytes) -> str:
    """The encoding whose letters make the most sense: one of the Cyrillic code pages or Western, by letter pairs."""
    head = data[:_SAMPLE]
    high = sum(byte >= 0x80 for byte in head)
    letters = high + sum(chr(byte).isalpha() for byte in head if byte < 0x80)
    if letters and high / letters > 0.3:
        return max(("cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic"), key=lambda name: _cyrillic(head, name))
    if high and letters and high / letters < 0.2:
        return "cp1252" if _fits(data, "cp1252") else "latin-1"
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    return best.encoding if best is not None else "cp1252"


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


_COMMON = frozenset("оаеинтсрвлкмдпуяыьгзбіїє")


def _cyrillic(head: bytes, name: str) -> float:
    """How much a decoding reads like Cyrillic prose: common small letters, and few capitals inside words."""
    text = head.decode(name, "replace")
    letters = [char for char in text if char > "\x7f"]
    if not letters:
        return 0.0
    common = sum(char in _COMMON for char in letters)
    inside = sum(b.isupper() and a.islower() for a, b in zip(text, text[1:], strict=False))
    return (
        common - 2 * inside - 2 * sum(not char.isalpha() and char not in "«»—–“”„№…’ё\xa0" for char in letters)
    ) / len(letters)


def _mend(text: str) -> str:
    from ftfy import TextFixerConfig, fix_encoding

    config = TextFixerConfig(
        uncurl_quotes=False, restore_byte_a0=True, replace_lossy_sequences=False, decode_inconsistent_utf8=True
    )
    if text.isascii() or len(text) > _MENDED:
        return text
    # Line by line: ftfy repairs a text as a whole or not at all, and a report may quote one broken line.
    return "\n".join(line if line.isascii() else fix_encoding(line, config) for line in text.split("\n"))
