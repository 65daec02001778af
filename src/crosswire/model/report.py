"""What arrives and how it is cut: reports, items, passages, and spans of them."""

from dataclasses import dataclass
from typing import Literal

Evidence = Literal["given", "printed", "day-number", "matched", "unknown"]
ReportKind = Literal["article", "digest", "live-blog", "post"]
ItemKind = Literal["article", "section", "update", "post"]
PassageKind = Literal["headline", "paragraph", "sentence", "quotation", "caption", "boilerplate"]
Media = Literal["text", "markdown", "html"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of a report: ``report.text[start:end] == exact``, offsets in code points."""

    report: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as an EDTF string and how it is known. ``edtf`` is None exactly when ``evidence`` is "unknown"."""

    edtf: str | None = None
    evidence: Evidence = "unknown"
    span: Span | None = None


UNDATED = Dated()


@dataclass(frozen=True, slots=True)
class Given:
    """What is said about a report from outside its text: front matter, sources.toml, options, a page's metadata."""

    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A report as it came in, decoded but not yet read. ``name`` is the file's base name, or the URL. ``raw`` are the
    bytes it was decoded from, where there are any; they are kept, and are no part of its identity. ``kind`` is what
    its format says it is (a message of a channel's export is a post), None where the format does not say. ``links`` are
    code points of ``content`` that lead somewhere, and the address."""

    name: str
    media: Media
    content: str
    given: Given = Given()
    path: str | None = None
    raw: bytes | None = None
    kind: ReportKind | None = None
    links: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a report that lead to an address, where a post's markup says so; words may be empty (a preview)."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Report:
    """One text as received; immutable. Its identity is its text with outlet, URL and given date. ``family`` is the
    owner of the outlet, as a person says it. ``author`` is whom the page or its giver names as the writer; ``byline``,
    ``dateline`` and ``credit`` are the words of the text that say who wrote it, where it was filed and whom it was
    taken from; ``captions`` are those of a page's pictures, which are no part of its text; ``links`` what a post's
    words lead to."""

    id: str
    name: str
    url: str | None
    kind: ReportKind
    outlet: str | None
    title: str | None
    language: str
    published: Dated
    text: str
    boilerplate: tuple[Span, ...] = ()
    family: str | None = None
    updated: Dated = UNDATED
    author: str | None = None
    byline: Span | None = None
    dateline: Span | None = None
    credit: Span | None = None
    captions: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The words between two offsets of this report's text."""
        return Span(self.id, start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Item:
    """A dated unit inside a report: an article, a digest's section, a live blog's update, an embedded post.

    ``start`` and ``end`` bound the item in the report's text, its headline included where it stands above the body
    (a digest's headline may stand elsewhere: ``headline_span``). ``author`` is the account of an embedded post.
    Items of one report may lie inside one another only as posts inside an article, section or update.
    """

    id: str
    report: str
    kind: ItemKind
    headline: str | None
    start: int
    end: int
    published: Dated
    headline_span: Span | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A span of a report with its kind. ``item`` is the innermost item it lies in; ``paragraph`` counts from 0 in the
    report, and a sentence or quotation carries the number of the paragraph it stands (or begins) in."""

    start: int
    end: int
    kind: PassageKind
    item: str
    report: str
    paragraph: int
