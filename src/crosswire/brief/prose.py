"""A brief that somebody wrote or edited, as sentences with what each cites: from text, Markdown or HTML.

reads text → writes sentences

Citations are links to a note or a span (``[1]``, ``[name ¶5](#c1)``, ``[^1]``, superscript numbers), or addresses of
reports. What a note says is kept as it is; :mod:`crosswire.brief.notes` finds the words of the reports it means.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from crosswire.language.lexicon import load, words

Form = Literal["text", "markdown", "html"]

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(rf"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_NUMBERED = re.compile(r"\[(\^?\w{1,12})\](?!\()")
_CITING = re.compile(r"(?:\^.*|[A-Z]{0,2}\d+)$")
_LETTER = re.compile(r"^\s*\[[A-Z]{1,2}\] (?=[“\"])")
_NOTE = re.compile(r"^\s*(?:\[(\^?\w{1,12})\]:?|([A-Z]{0,2}\d{1,4})[.)])\s+(\S.*)$", re.S)
_QUOTED = re.compile(r"“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]|\"([^\"]*)\"")
_HEAD = re.compile(r"^[=\-*_#\s]*$")
_BULLET = re.compile(r"^\s*(?:[-*•·]|\d{1,3}[.)])\s+")
_OPENERS, _CLOSERS = "“«„", "”»"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or row of a table. ``cites`` are (offset in ``text``, key of a note)."""

    text: str
    cites: tuple[tuple[int, str], ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a brief, and the text of each note by its key (an address is its own note)."""

    blocks: tuple[Block, ...]
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a block with the keys it cites, and what stands before it in the block."""

    text: str
    cites: tuple[str, ...]
    before: str = ""


def form_of(name: str, content: str) -> Form:
    """How a brief is written, by its file's name, else by its first characters."""
    low = name.lower()
    if low.endswith((".html", ".htm", ".xhtml")) or content.lstrip()[:60].lower().startswith(("<!doctype", "<html")):
        return "html"
    return "markdown" if low.endswith((".md", ".markdown")) else "text"


def read(content: str, form: Form) -> Document:
    """The document of a brief."""
    if form == "html":
        from crosswire.brief.pages import read_html

        return read_html(content)
    if form == "markdown":
        from crosswire.brief.pages import read_markdown

        return read_markdown(content)
    return read_text(content)


def read_text(content: str) -> Document:
    """Plain text: blocks stand between blank lines; a note is a line that begins with its number in brackets."""
    notes: dict[str, str] = {}
    raw: list[str] = []
    for paragraph in re.split(r"\n\s*\n", content.replace("\r\n", "\n")):
        lines = [line for line in paragraph.split("\n") if not _HEAD.match(line)]
        block: list[str] = []
        for line in lines:
            match = re.match(r"\[(\^?\w{1,12})\]:?\s+\S", line)
            if match or (not line[:1].isspace() and _BULLET.match(line)):
                raw += [" ".join(block)] if block else []
                block = []
            block.append(line.strip())
        raw += [" ".join(block)] if block else []
    kept = []
    for text in raw:
        note = re.match(r"\[(\^?\w{1,12})\]:?\s+(\S.*)$", text, re.S)
        if note:
            notes[note[1]] = note[2]
        else:
            kept.append(_BULLET.sub("", text))
    return Document(tuple(block_of(text) for text in kept if text.strip()), notes)


def marked(key: str) -> str:
    """A citation as it stands in a block's raw text."""
    return f"{_OPEN}{key}{_CLOSE}"


def block_of(raw: str, *, heading: bool = False) -> Block:
    """A block of raw text in which citations are marked or written ``[1]``."""
    text = _NUMBERED.sub(lambda m: marked(m[1]) if _CITING.match(m[1]) else m[0], _LETTER.sub("", _unmarked(raw)))
    text = re.sub(r"[ \u00a0\n]+", " ", text).strip()
    out, cites, at = "", [], 0
    for match in _MARK.finditer(text):
        out += text[at : match.start()]
        cites.append((len(out), match[1]))
        at = match.end()
    out += text[at:]
    return Block(out, tuple(cites), heading)


def _unmarked(raw: str) -> str:
    """A block without the mark of a new line."""
    mark = f"({load('templates')['page']['new']}) "
    return raw.lstrip().removeprefix(mark) if raw.lstrip().startswith(mark) else raw


def quoted(text: str) -> list[str]:
    """The stretches of a text in quotation marks."""
    return [next(group for group in match.groups() if group is not None) for match in _QUOTED.finditer(text)]


def pieces(block: Block) -> Iterator[Piece]:
    """The sentences of a block. A sentence without a citation of its own takes the next one in its block."""
    cuts = _cuts(block.text)
    for number, (start, end) in enumerate(cuts):
        after = cuts[number + 1][0] if number + 1 < len(cuts) else len(block.text) + 1
        own = [
            key
            for at, key in block.cites
            if start < at < after or (at == after and block.text[at - 1 : at].strip() != "")
        ]
        own = own or [key for at, key in block.cites if start < at < max(after, end + 3)]
        later = [key for at, key in block.cites if at >= after]
        yield Piece(block.text[start:end].strip(), tuple(dict.fromkeys(own or later)), block.text[:start])


def _cuts(text: str) -> Sequence[tuple[int, int]]:
    """Sentences, none of them cut inside quotation marks."""
    found: list[list[int]] = []
    for start, end in _splitter()(text):
        if found and _unclosed(text[found[-1][0] : found[-1][1]]):
            found[-1][1] = end
        else:
            found.append([start, end])
    return [(start, end) for start, end in found if text[start:end].strip()]


def _unclosed(text: str) -> bool:
    opened = sum(text.count(mark) for mark in _OPENERS) - sum(text.count(mark) for mark in _CLOSERS)
    return opened > 0 or text.count('"') % 2 == 1


def _splitter() -> Any:
    import nupunkt

    return nupunkt.sent_spans


def neutral(text: str) -> bool:
    """Whether a heading says nothing of what happened."""
    plain = " ".join(re.findall(r"[\w']+", text.lower()))
    return plain in words("prose", "headings")
