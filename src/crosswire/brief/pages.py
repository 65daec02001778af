"""Markdown and HTML briefs as blocks with citations.

reads Markdown, HTML → writes documents. Nothing of a page is run or fetched; its elements are only walked.
"""

import re
from collections.abc import Iterator
from typing import Any

from crosswire.brief.prose import Block, Document, block_of, marked
from crosswire.language.lexicon import words

_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "dt", "dd", "blockquote", "figcaption", "div", "td"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LEFT_OUT = {"script", "style", "svg", "nav", "head", "template", "thead", "caption", "noscript"}
_OURS = {"texts", "skip", "more", "made", "back", "aside", "drawn", "new", "letter"}
_CITE = re.compile(r"^\s*(?:\[?\^?[\w.-]*\s*¶?\d+\]?|\d+|↩.*)\s*$|¶\s*\d")
_FOOTNOTE = re.compile(r"^\[(\^[\w-]{1,20})\]:[ \t]*(.+(?:\n(?:[ \t]+.+))*)", re.M)
_NOTE = re.compile(r"^\s*(?:\[([A-Z]{0,2}\d{1,4})\]:?|([A-Z]{0,2}\d{1,4})[.)])?\s*(\S.*)$", re.S)


def read_markdown(content: str) -> Document:
    """Markdown by way of its HTML; footnotes (``[^1]: …``) are notes."""
    from markdown_it import MarkdownIt

    notes = {match[1]: " ".join(match[2].split()) for match in _FOOTNOTE.finditer(content)}
    body = _FOOTNOTE.sub("", content)
    numbered = {m[1]: m[2] for m in re.finditer(r"^\[([A-Z]{0,2}\d{1,4})\]:?[ \t]+(\S.*)$", body, re.M)}
    body = re.sub(r"^\[[A-Z]{0,2}\d{1,4}\]:?[ \t]+\S.*$", "", body, flags=re.M)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(body)
    found = read_html(html)
    return Document(found.blocks, {**found.notes, **numbered, **notes})


def read_html(content: str) -> Document:
    """A page's text blocks outside scripts, drawings and the reports printed with it; what a citation's link leads to
    on the page is its note."""
    from lxml import html

    cleaned = re.sub(r"<\?xml[^>]*\?>", "", content)
    root = html.document_fromstring(cleaned or "<p></p>")
    targets = {link.get("href", "")[1:] for link in root.iter("a") if link.get("href", "").startswith("#")}
    notes: dict[str, str] = {}
    held: set[Any] = set()
    for element in [e for e in root.iter() if isinstance(e.tag, str) and e.get("id") in targets]:
        note = _note(element)
        if note is not None:
            notes[element.get("id")], home = note
            held |= {home} if home is not None else set()
    body = next(iter(root.iter("main")), root)
    blocks = tuple(b for raw, heading in _walk(body, held) if (b := block_of(raw, heading=heading)).text or b.cites)
    return Document(_without_notes(blocks, notes), notes)


def _note(element: Any) -> tuple[str, Any] | None:
    """What an element that a link leads to says, and the block it is, where it is a note and not a part of the text."""
    identifier = element.get("id")
    if element.tag == "mark":
        root = element.getroottree().getroot()
        pieces = [e for e in root.iter("mark") if identifier in (e.get("class") or "").split()] or [element]
        section = next((e for e in element.iterancestors("section") if e.get("id")), None)
        name = section.get("id") if section is not None else ""
        words = "".join(piece.text_content() for piece in pieces)
        start = _offset(element)
        return f"{name} {start}–{start + len(words)}: {words}", None
    if not re.match(r"(?:c|fn|note|cite|footnote|ref)[-_:]?\w*\d", identifier or ""):
        return None
    home = element
    while home.tag not in ("li", "p", "div", "dd", "tr") and home.getparent() is not None:
        home = home.getparent()
    text = home.text_content()
    return re.sub(r"^\s*\[?[A-Z]{0,2}\d{1,4}\]?[.:)]?\s*", "", text).replace("↩", ""), home


def _offset(mark: Any) -> int:
    """How many characters of a report's printed text stand before a mark."""
    from lxml.etree import iterwalk

    home = next((e for e in mark.iterancestors("div")), None)
    before = 0
    for event, element in iterwalk(home, events=("start", "end")) if home is not None else ():
        if element is mark:
            break
        before += len(element.text or "") if event == "start" else len(element.tail or "")
    return before


def _walk(element: Any, held: set[Any]) -> Iterator[tuple[str, bool]]:
    """The raw text of each block, citations marked; whether it is a heading."""
    parts: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child not in held and not _left_out(child):
            if child.tag == "a" and (key := _cited(child)) is not None:
                parts.append(marked(key))
            elif child.tag == "sup" and child.text_content().strip().strip("[]").isdigit() and not len(child):
                parts.append(marked(child.text_content().strip().strip("[]")))
            elif child.tag in _BLOCKS or any(c.tag in _BLOCKS for c in child.iter() if isinstance(c.tag, str)):
                if child.tag == "tr":
                    parts.append("")
                    yield from _flush(parts)
                    yield _row(child, held), False
                else:
                    yield from _flush(parts)
                    for raw, heading in _walk(child, held):
                        yield raw, heading or child.tag in _HEADINGS
                parts = []
            else:
                parts += [" ".join(raw for raw, _ in _walk(child, held))]
                if child.tag == "br":
                    parts.append("\n")
        parts.append(child.tail or "")
    yield from _flush(parts)


def _row(row: Any, held: set[Any]) -> str:
    return " · ".join(" ".join(raw for raw, _ in _walk(cell, held)) for cell in row)


def _flush(parts: list[str]) -> Iterator[tuple[str, bool]]:
    text = "".join(parts)
    parts.clear()
    if text.strip():
        yield text, False


def _left_out(element: Any) -> bool:
    names = {*(element.get("class") or "").split(), element.get("id") or "", element.tag}
    return bool(names & (_LEFT_OUT | _OURS))


def _cited(link: Any) -> str | None:
    """The key of the note that a link cites, or None where the link is a part of the text."""
    href, text = link.get("href") or "", link.text_content().strip()
    if href.startswith("#"):
        inner = text.strip("[]\\ ")
        if _CITE.match(text) or not inner or re.match(r"#(?:c|fn|note|cite|footnote|ref)[-_:]?\w*\d+$", href):
            return href[1:]
        return None
    if href.startswith(("http://", "https://")) and _CITE.match(text):
        return href
    return None


def _without_notes(blocks: tuple[Block, ...], notes: dict[str, str]) -> tuple[Block, ...]:
    """The blocks before a heading that opens the notes; numbered blocks after it are notes themselves."""
    titles = words("prose", "notes")
    kept: list[Block] = []
    inside = False
    for block in blocks:
        if block.heading:
            inside = block.text.lower().strip(": ") in titles
        if not inside:
            kept.append(block)
            continue
        match = _NOTE.match(block.text)
        if match and (match[1] or match[2]):
            notes.setdefault(match[1] or match[2], match[3])
    return tuple(kept)
