"""PDF: the text of its pages as paragraphs, without page numbers, running heads and the hyphens at line ends.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`. Taken out by pypdf (the extra
``documents``). A PDF states when the file was made and not when it was published: no date is taken from that.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crosswire.ingest.place import FAULTS, Entries, Place
from crosswire.model.report import Given

if TYPE_CHECKING:
    from pypdf import PdfReader

METHOD = "pdf/1"
MOST_PAGES = 1_000
LONGEST = 4_000_000  # code points taken out
_EDGE = 2  # lines at the head and foot of a page that may be its furniture
_NUMBER = re.compile(r"\A\W*\d+|\d+\W*\Z")  # a page's, at a line's end; numbers inside a line tell lines apart
_PAGE = re.compile(
    r"(?:(?:page|p\.|стор\.?|сторінка|стр\.?|страница)\s*)?[-–—|]?\s*\d{1,4}\s*(?:(?:of|/|з|із|из)\s*\d{1,4})?\s*[-–—|]?\Z",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\Z")
_ENDS = re.compile(r"[.!?…:;]['\"”’»)\]]*\Z")
_BULLET = re.compile(r"\s*(?:[•▪◦●■–—*]|\d{1,2}[.)])\s")
_NO_TITLE = re.compile(
    r"untitled|microsoft (?:word|powerpoint|excel)|\.(?:docx?|indd|pdf|qxd|pptx?)\b|\A[\W\d_]*\Z", re.IGNORECASE
)


def read(data: bytes, place: Place) -> Entries:
    """A PDF's text as one report; "needs-documents" where pypdf is absent, "scanned" where it is pictures of text."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        yield place.issue("needs-documents", 'PDF is read with an extra: pip install "crosswire[documents]".')
        return
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        found = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if found.is_encrypted and not found.decrypt(""):
            yield place.issue("encrypted", "it is locked with a password; save it without one.")
            return
        pages, total, unread = _pages(found)
        title, author = _said(found)
    except (PyPdfError, *FAULTS) as error:
        what = " ".join(str(error).split())[:150] or type(error).__name__
        yield place.issue("broken", f"it cannot be read as PDF ({what}); check that it was saved whole.")
        return
    text = "\n\n".join(paragraphs(pages))
    if len(text.split()) < 3:
        yield place.issue(
            "scanned", f"its {total:,} pages hold no text, only pictures of it; run text recognition first."
        )
        return
    if unread or total > len(pages):
        yield place.issue(
            "pages-left-out", f"{unread + total - len(pages):,} of its {total:,} pages could not be read.", fatal=False
        )
    yield place.received(text, Given(title=title, author=author), raw=data)


def _pages(found: "PdfReader") -> tuple[list[str], int, int]:
    """The text of each page, how many there are, and how many could not be read."""
    from pypdf.errors import PyPdfError

    pages, unread, size = list[str](), 0, 0
    total = len(found.pages)
    for number in range(min(total, MOST_PAGES)):
        try:
            text = found.pages[number].extract_text() or ""
        except (PyPdfError, *FAULTS):
            text, unread = "", unread + 1
        size += len(text)
        if size > LONGEST:
            break
        pages.append(text)
    return pages, total, unread


def _said(found: "PdfReader") -> tuple[str | None, str | None]:
    """Title and author of the file's own description, where they are no program's."""
    about = found.metadata
    values = (about.title, about.author) if about is not None else (None, None)
    title, author = (" ".join(each.split())[:300] if isinstance(each, str) else "" for each in values)
    return (None if _NO_TITLE.search(title) else title or None), author or None


def paragraphs(pages: Sequence[str]) -> list[str]:
    """Paragraphs out of pages of lines: running heads, feet and page numbers left out, broken words joined, and a
    paragraph carried over a page's end where its sentence is.

    >>> paragraphs(["The dam at Dorvik broke in the night and wa-\\nter stood in the streets."])
    ['The dam at Dorvik broke in the night and water stood in the streets.']
    """
    split = [[line.strip() for line in page.replace("\u00a0", " ").split("\n")] for page in pages]
    furniture = _furniture(split)
    kept: list[str] = []
    for lines in split:
        own = _without(lines, furniture)
        if kept and own and kept[-1] and not _ENDS.search(kept[-1]) and own[0][:1].islower():
            kept += own  # a sentence that runs over the page's end
        else:
            kept += ["", *own]
    return _joined(kept)


def _furniture(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Lines at the head or foot of most pages, the same but for a number."""
    seen: Counter[str] = Counter()
    for lines in pages:
        own = [line for line in lines if line]
        seen.update({_NUMBER.sub("#", line) for line in (*own[:_EDGE], *own[-_EDGE:])} if len(own) > 2 * _EDGE else ())
    return frozenset(line for line, count in seen.items() if count >= 3 and count > 0.5 * len(pages))


def _without(lines: Sequence[str], furniture: frozenset[str]) -> list[str]:
    own = list(lines)
    for end in (0, -1):
        for _ in range(_EDGE + 1):
            while own and not own[end]:
                own.pop(end)
            if own and (_NUMBER.sub("#", own[end]) in furniture or _PAGE.match(own[end])):
                own.pop(end)
            else:
                break
    return own


def _joined(lines: Sequence[str]) -> list[str]:
    """Lines as paragraphs: a new one after an empty line, at a bullet, and after a short line that ends a sentence."""
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[int(len(lengths) * 0.8)] if lengths else 0
    found: list[str] = []
    current = last = ""
    for line in lines:
        if not line:
            current = _close(found, current)
        elif current and (_BULLET.match(line) or _breaks(current, last, line, full)):
            current = _close(found, current) + line
        elif _HYPHEN.search(current) and line[:1].islower():
            current = current[:-1] + line
        else:
            current = f"{current} {line}" if current else line
        last = line
    _close(found, current)
    return found


def _breaks(current: str, last: str, line: str, full: int) -> bool:
    """Whether a paragraph ends above this line: its last line is short and ends a sentence, or stands as a heading."""
    if len(last) > 0.75 * full or line[:1].islower():
        return False
    return bool(_ENDS.search(last)) or (current == last and len(last) < 0.6 * full)


def _close(found: list[str], current: str) -> str:
    if current.strip():
        found.append(" ".join(current.split()))
    return ""
