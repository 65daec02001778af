"""Word documents (.docx): paragraphs and tables in their order, the title from its heading.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`. Read by python-docx (the extra
``documents``). Dates a document states are its file's, or its template's: none is taken for the day of publication.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from crosswire.ingest.place import FAULTS, Entries, Place
from crosswire.model.report import Given

METHOD = "word/1"
_TITLES = ("Title", "Heading 1")
_NOTES = ("/word/footnotes.xml", "/word/endnotes.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(data: bytes, place: Place) -> Entries:
    """A document's text as one report; "needs-documents" where python-docx is absent."""
    try:
        import docx
        from docx.opc.exceptions import OpcError
        from lxml import etree
    except ImportError:
        yield place.issue("needs-documents", 'Word files are read with an extra: pip install "crosswire[documents]".')
        return
    try:
        found = docx.Document(io.BytesIO(data))
        blocks = [(style, text) for style, text in (*_blocks(found), *_notes(found)) if text]
        about = found.core_properties
        said, author, language = about.title, about.author, about.language
    except (zipfile.BadZipFile, etree.LxmlError, OpcError, *FAULTS) as error:
        what = " ".join(str(error).split())[:150] or type(error).__name__
        yield place.issue("broken", f"it cannot be read as a Word document ({what}); check that it was saved whole.")
        return
    title = None
    if len(blocks) > 1 and blocks[0][0] in _TITLES:
        title = blocks.pop(0)[1]
    if not blocks:
        yield place.issue("no-text", "this document holds no text.")
        return
    own = Given(title=title or _line(said), language=_line(language), author=_line(author))
    yield place.received("\n\n".join(text for _, text in blocks), own, raw=data)


def _blocks(found: Any) -> Iterator[tuple[str, str]]:
    """Style and words of each paragraph; a table row by row, its cells parted by bars."""
    for block in found.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                yield "", " | ".join(cell for cell in cells if cell)
        else:
            yield str(getattr(block.style, "name", "") or ""), block.text.strip()


def _notes(found: Any) -> Iterator[tuple[str, str]]:
    """The words of its footnotes and endnotes, in their order, below the text."""
    from lxml import etree

    for part in found.part.package.iter_parts():
        if str(part.partname) not in _NOTES:
            continue
        tree = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        for note in tree.iter(f"{_W}footnote", f"{_W}endnote"):
            words = " ".join("".join(node.text or "" for node in note.iter(f"{_W}t")).split())
            yield "", words


def _line(value: Any) -> str | None:
    return (" ".join(value.split())[:300] or None) if isinstance(value, str) else None
