"""What a web page says of itself in its head: publisher, date, address, headline, language.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.files`. JSON-LD (schema.org), then OpenGraph and other
meta elements, then ``<time>``. Nothing of the page runs.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from crosswire.model.report import Given

METHOD = "page-metadata/1"
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|NewsArticle|WebPage|Posting)$")
_PUBLISHED = ("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
              "dcterms.created", "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publication_date",
              "cxenseparse:recs:publishtime", "article.published", "published_at")  # fmt: skip
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
_TITLE = ("og:title", "twitter:title", "dc.title", "headline")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def metadata(html: str) -> Given:
    """What a page's head says; every field None where it says nothing. A broken page says nothing."""
    import lxml.html
    from lxml import etree

    try:
        tree = lxml.html.document_fromstring(
            html.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return Given()
    article = next((node for node in _nodes(tree) if _is_article(node)), {})
    metas = _metas(tree)
    return Given(
        outlet=_name(article.get("publisher")) or _first(metas, _OUTLET),
        title=_words(article.get("headline")) or _first(metas, _TITLE),
        url=_canonical(tree) or _first(metas, ("og:url",)) or _address(article.get("url")),
        language=_language(tree, article),
        published=_words(article.get("datePublished")) or _first(metas, _PUBLISHED) or _time(tree),
    )


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found = json.loads((script.text or "").strip(), strict=False)
        except ValueError:
            continue
        yield from _walk(found, 0)


def _walk(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(node, list):
        for each in node[:100]:
            yield from _walk(each, depth + 1)
    elif isinstance(node, dict):
        yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(node.get(key), dict | list):
                yield from _walk(node[key], depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE.search(name) for name in names) and bool(
        node.get("datePublished") or node.get("headline")
    )


def _name(node: Any) -> str | None:
    if isinstance(node, list):
        node = node[0] if node else None
    return _words(node.get("name")) if isinstance(node, dict) else _words(node)


def _words(value: Any) -> str | None:
    from html import unescape

    return (" ".join(unescape(value).split()) or None) if isinstance(value, str) else None


def _address(value: Any) -> str | None:
    words = _words(value)
    return words if words and words.startswith(("http://", "https://")) else None


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = _words(meta.get("content"))
        if key and value:
            found.setdefault(key.strip().lower(), value)
    return found


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((metas[key] for key in keys if key in metas), None)


def _canonical(tree: Any) -> str | None:
    return next((_address(link.get("href")) for link in tree.iter("link") if link.get("rel") == "canonical"), None)


def _language(tree: Any, article: dict[str, Any]) -> str | None:
    value = (
        _words(article.get("inLanguage")) or tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    )
    return value.strip().lower().replace("_", "-") if value and value.strip() else None


def _time(tree: Any) -> str | None:
    """The first ``<time datetime>`` of an article that holds a day."""
    for element in tree.iter("time"):
        value = element.get("datetime") or ""
        if _DAY.match(value.strip()):
            return str(value.strip())
    return None
