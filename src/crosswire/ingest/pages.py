"""What a web page says of itself in its head: publisher, dates, writer, address, headline, language.

reads nothing of Crosswire's but ``language.markup``; a helper of :mod:`crosswire.ingest.files`. JSON-LD (schema.org),
then OpenGraph and other meta elements, then microdata and ``<time>``. Nothing of the page runs.
"""

import re
from collections.abc import Iterator
from typing import Any

from crosswire.language import markup
from crosswire.model.report import Given

METHOD = "page-metadata/2"
_ARTICLE = ("Article", "BlogPosting", "Report", "LiveBlogPosting", "WebPage", "Posting")
_PUBLISHED = ("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
              "dcterms.created", "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publication_date",
              "cxenseparse:recs:publishtime", "article.published", "published_at")  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
            "last-modified", "lastmod", "article.updated", "updated_at", "og:modified_time", "revised")  # fmt: skip
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
           "article.author", "cxenseparse:author", "twitter:creator")  # fmt: skip
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
_TITLE = ("og:title", "twitter:title", "dc.title", "headline")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BY = re.compile(r"^(?:by|von|par|por|di)\s+", re.IGNORECASE)
_NO_NAME = re.compile(
    r"^(?:https?://|www\.|@)|^\W*$|^(?:admin|administrator|editor|editorial|staff|guest|null|none|unknown)$", re.I
)
_LONGEST_NAME = 120
_MOST_AUTHORS = 12


def metadata(html: str) -> Given:
    """What a page's head says; every field None where it says nothing. A broken page says nothing."""
    tree = markup.tree(html)
    if tree is None:
        return Given()
    article = _article(list(markup.nodes(tree)))
    metas = _metas(tree)
    published = markup.words(article.get("datePublished")) or _first(metas, _PUBLISHED) or _time(tree, "datePublished")
    updated = markup.words(article.get("dateModified")) or _first(metas, _UPDATED) or _time(tree, "dateModified")
    return Given(
        outlet=markup.words(article.get("publisher")) or _first(metas, _OUTLET),
        title=markup.words(article.get("headline")) or _first(metas, _TITLE),
        url=_canonical(tree) or _first(metas, ("og:url",)) or _address(article.get("url")),
        language=_language(tree, article),
        published=published or _time(tree),
        updated=updated if updated != published else None,
        author=_authors(article) or _named(metas) or _marked(tree),
    )


def _article(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The node that describes the page's article: an article proper before a page of any kind."""
    found = [
        node for node in nodes if markup.is_a(node, *_ARTICLE) and (node.get("datePublished") or node.get("headline"))
    ]
    return next((node for node in found if not markup.is_a(node, "WebPage")), found[0] if found else {})


def _authors(article: dict[str, Any]) -> str | None:
    """The names of an article's authors, joined by commas; no address and no role account is a name."""
    given = article.get("author") or article.get("creator")
    names = (markup.words(each) for each in (given if isinstance(given, list) else [given])[:_MOST_AUTHORS])
    return _joined(names)


def _named(metas: dict[str, str]) -> str | None:
    return next((name for key in _AUTHOR if key in metas and (name := _joined(iter([metas[key]])))), None)


def _marked(tree: Any) -> str | None:
    """The words of links and elements marked as the author's: rel=author, itemprop=author."""
    marked = [
        element
        for element in tree.iter("a", "span", "p", "div", "meta")
        if "author" in (element.get("rel") or "").split() or element.get("itemprop") == "author"
    ]
    return _joined(markup.words(element.get("content") or element.text_content()) for element in marked[:_MOST_AUTHORS])


def _joined(names: Iterator[str | None]) -> str | None:
    kept = dict.fromkeys(
        _BY.sub("", name).strip(" ,;")
        for name in names
        if name and len(name) <= _LONGEST_NAME and not _NO_NAME.search(name)
    )
    return ", ".join(name for name in kept if name) or None


def _address(value: Any) -> str | None:
    words = markup.words(value)
    return words if words and words.startswith(("http://", "https://")) else None


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = markup.words(meta.get("content"))
        if key and value:
            found.setdefault(key.strip().lower(), value)
    return found


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((metas[key] for key in keys if key in metas), None)


def _canonical(tree: Any) -> str | None:
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return next((_address(link.get("href")) for link in links), None)


def _language(tree: Any, article: dict[str, Any]) -> str | None:
    value = (
        markup.words(article.get("inLanguage"))
        or tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    )
    return value.strip().lower().replace("_", "-") if value and value.strip() else None


def _time(tree: Any, marked: str | None = None) -> str | None:
    """The first ``<time datetime>`` that holds a day; with ``marked``, the first one that microdata names so."""
    for element in tree.iter("time", "meta", "span") if marked else tree.iter("time"):
        if marked and marked not in (element.get("itemprop") or "").split():
            continue
        value = element.get("datetime") or (element.get("content") if marked else "") or ""
        if _DAY.match(value.strip()):
            return str(value.strip())
    return None
