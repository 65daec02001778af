"""NewsML-G2 (newsItem, newsMessage) and NITF: news as agencies write it in XML.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`. Elements are found by their local names, so
that any version's namespace does. XML is parsed without entities, DTDs and network; a document that defines entities
is refused. Dateline and credit line stand in the text where the body lacks them: they are words of the report.
"""

import re
from collections.abc import Iterator
from typing import Any

from crosswire.ingest import moments
from crosswire.ingest.place import Entries, Place
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received

METHOD = "newsml/1"
MOST = 100_000  # items of one message
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "hl2", "td", "th", "dt", "dd", "pre", "q"}
)
_NO_TEXT = frozenset({"script", "style", "media", "figure", "media-caption", "media-producer"})


def read(data: bytes, place: Place) -> Entries:
    """Each text item of a message; pictures and withdrawn items are issues."""
    tree = parse(data, place)
    if isinstance(tree, Issue):
        yield tree
        return
    items = [tree] if _name(tree) in ("newsItem", "nitf") else list(_all(tree, "newsItem"))[:MOST]
    if not items:
        yield place.issue("no-text", f"no news item lies in it (its root is {_name(tree)}).")
        return
    for number, item in enumerate(items, start=1):
        label = f"item-{number}" if len(items) > 1 else None
        yield _nitf(item, place, label) if _name(item) == "nitf" else _item(item, place, label)


def parse(data: bytes, place: Place) -> Any:
    """The root of safe XML, or the issue that says why not."""
    from lxml import etree

    if _ENTITY.search(data) or _ENTITY.search(data.replace(b"\x00", b"")):
        return place.issue("xml-entities", "it defines XML entities, which no news item does; it was refused.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        what = " ".join(str(error).split())[:150]
        return place.issue("broken", f"it is no well-formed XML ({what}); check that it was saved whole.")


def _item(item: Any, place: Place, label: str | None) -> Received | Issue:
    called = place.part(label) if label else place.name
    meta, content = _one(item, "itemMeta"), _one(item, "contentMeta")
    if _code(_one(meta, "pubStatus")) == "canceled":
        return place.issue("canceled", "its agency has withdrawn it (pubStatus: canceled).", name=called)
    paragraphs = _content(_one(item, "contentSet"))
    if not paragraphs:
        return place.issue("no-text", "this item has no text of its own (a picture, a video, a link).", name=called)
    spoken = _one(content, "language")
    own = Given(
        outlet=_called(_one(meta, "provider"))
        or _called(_one(content, "infoSource"))
        or _text(_one(content, "creditline")),
        title=_text(_one(content, "headline")) or _text(_one(meta, "title")),
        url=_link(item),
        language=(spoken.get("tag") if spoken is not None else None)
        or item.get("{http://www.w3.org/XML/1998/namespace}lang"),
        published=_moment(content, "contentCreated")
        or _moment(meta, "firstCreated")
        or _moment(meta, "versionCreated"),
        updated=_moment(content, "contentModified") or _moment(meta, "versionCreated"),
        author=_text(_one(content, "by")),
    )
    text = framed(paragraphs, _text(_one(content, "dateline")), _text(_one(content, "creditline")))
    return place.received(text, own, raw=_raw(item), label=label)


def _nitf(root: Any, place: Place, label: str | None) -> Received | Issue:
    head, body = _one(root, "head"), _one(root, "body")
    paragraphs = _paragraphs(_one(body, "body.content")) if body is not None else []
    if not paragraphs:
        return place.issue("no-text", "this document has no text.", name=place.part(label) if label else place.name)
    issued, rights = _one(head, "date.issue"), _one(head, "doc.copyright")
    publication = _one(head, "pubdata")
    own = Given(
        outlet=(publication.get("name") if publication is not None else None)
        or _text(_one(body, "distributor"))
        or (rights.get("holder") if rights is not None else None),
        title=_text(_one(body, "hl1")) or _text(_one(head, "title")),
        published=moments.iso(issued.get("norm")) if issued is not None else None,
        author=_text(_one(body, "byline")),
    )
    text = framed(paragraphs, _text(_one(body, "dateline")), None)
    return place.received(text, own, raw=_raw(root), label=label)


def framed(paragraphs: list[str], dateline: str | None, credit: str | None) -> str:
    """The text of an item, with its dateline before and its credit line after it where the body lacks them."""
    first, last = paragraphs[0][:200].casefold(), " ".join(paragraphs[-2:]).casefold()
    if dateline and dateline.casefold().rstrip(" .—–-") not in first:
        paragraphs = [dateline, *paragraphs]
    if credit and credit.casefold() not in last and credit.casefold() not in first:
        paragraphs = [*paragraphs, f"({credit})"]
    return "\n\n".join(paragraphs)


def _content(found: Any) -> list[str]:
    """The paragraphs of an item's content: its first inline XML that has any, else inline text."""
    for part in _children(found, "inlineXML"):
        inner = next(
            (_one(part, name) for name in ("body.content", "body", "section") if _one(part, name) is not None), part
        )
        if paragraphs := _paragraphs(inner):
            return paragraphs
    for part in _children(found, "inlineData"):
        if "text/plain" in (part.get("contenttype") or "text/plain") and (part.text or "").strip():
            return [each.strip() for each in re.split(r"\n\s*\n", part.text) if each.strip()]
    return []


def _paragraphs(found: Any) -> list[str]:
    """The words of each block, innermost first; of content without blocks, all of it."""
    if found is None:
        return []
    blocks = [
        node for node in _walk(found) if _name(node) in _BLOCKS and not any(_name(x) in _BLOCKS for x in _walk(node))
    ]
    texts = [_text(node) for node in blocks]
    return [each for each in texts if each] or [each for each in (_text(found),) if each]


def _walk(found: Any) -> Iterator[Any]:
    """The elements below one, without those that hold no text."""
    waiting = list(reversed(found))
    while waiting:
        node = waiting.pop()
        if isinstance(node.tag, str) and _name(node) not in _NO_TEXT:
            yield node
            waiting.extend(reversed(node))


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def _all(found: Any, name: str) -> Iterator[Any]:
    return (node for node in found.iter() if _name(node) == name)


def _one(found: Any, name: str) -> Any:
    return next(_all(found, name), None) if found is not None else None


def _children(found: Any, name: str) -> list[Any]:
    return [node for node in found if _name(node) == name] if found is not None else []


def _text(node: Any) -> str | None:
    return (" ".join("".join(node.itertext()).split()) or None) if node is not None else None


def _called(node: Any) -> str | None:
    """A party's name: its name element, else its literal, else its code without the scheme."""
    if node is None:
        return None
    return _text(_one(node, "name")) or node.get("literal") or _code(node)


def _code(node: Any) -> str | None:
    return (node.get("qcode") or "").rpartition(":")[2] or None if node is not None else None


def _moment(found: Any, name: str) -> str | None:
    return moments.iso(_text(_one(found, name)))


def _link(item: Any) -> str | None:
    """The item's address on the web, where it states one."""
    places = [node.get("href") for node in _all(item, "link") if "canonical" in str(node.get("rel"))]
    places += [_text(_one(item, "webLink")), item.get("guid")]
    return next((each for each in places if each and each.startswith(("http://", "https://"))), None)


def _raw(node: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(node, encoding="utf-8", xml_declaration=True, with_tail=False))
