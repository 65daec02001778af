"""A web page as a tree, within bounds, and the linked data (JSON-LD) that stands in it.

reads nothing of Crosswire's; ingest reads a page's head with it, extract its body. Nothing of a page runs.
"""

import json
from collections.abc import Iterator
from html import unescape
from typing import Any

LARGEST = 12_000_000  # code points of a page that are looked at
DEEPEST = 200  # levels of elements: what stands deeper is lifted up to this level's element
_NODES = 2000  # of linked data in one page
_LEVELS = 8


def tree(html: str) -> Any | None:
    """The page's tree (lxml), or None where there is none to be made. Never raises; takes at most LARGEST of it."""
    import lxml.html
    from lxml import etree

    data = html[:LARGEST].replace("\x00", "").encode("utf-8", "replace")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, RecursionError):
        return None


def nodes(page: Any) -> Iterator[dict[str, Any]]:
    """Each JSON-LD node of a page with what it nests, in order; broken scripts are left out."""
    left = _NODES
    for script in page.iter("script"):
        if (script.get("type") or "").strip().lower().partition(";")[0] != "application/ld+json":
            continue
        found = _loaded(script.text or "")
        for node in _walk(found, 0):
            left -= 1
            if left < 0:
                return
            yield node


def is_a(node: dict[str, Any], *endings: str) -> bool:
    """Whether a node's type ends in one of some names ("NewsArticle" is an "Article")."""
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(endings) for name in names)


def words(value: Any) -> str | None:
    """A value as one line of words, entities resolved; None where it holds none."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return (" ".join(unescape(value).split()) or None) if isinstance(value, str) else None


def _loaded(text: str) -> Any:
    text = (
        text.strip().removeprefix("<!--").removesuffix("-->").strip().removeprefix("//<![CDATA[").removesuffix("//]]>")
    )
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _walk(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _LEVELS:
        return
    if isinstance(node, list):
        for each in node[:500]:
            yield from _walk(each, depth + 1)
    elif isinstance(node, dict):
        yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "subjectOf", "itemListElement"):
            if isinstance(node.get(key), dict | list):
                yield from _walk(node[key], depth + 1)
