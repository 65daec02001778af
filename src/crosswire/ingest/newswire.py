"""ninjs (1.3, 2.x and 3.0): news as agencies write it in JSON.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.objects`. Fields after the IPTC's schemas; of ninjs 1
``body_html``, ``headline``, ``infosources``, of 2 and 3 the same as lists with roles (``bodies``, ``headlines``).
"""

import json
from collections.abc import Mapping
from typing import Any

from crosswire.ingest import moments, texts
from crosswire.ingest.fields import words
from crosswire.ingest.place import Entries, Place
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received

METHOD = "newswire/1"
_NINJS = frozenset(
    {"versioncreated", "versionCreated", "firstcreated", "firstCreated", "contentcreated", "contentCreated"}
)


def looks(found: Any) -> bool:
    """Whether JSON is a ninjs item, a list of them, or a package with items."""
    first = found[0] if isinstance(found, list) and found else found
    if not isinstance(first, Mapping) or "uri" not in first:
        return False
    return bool(_NINJS & set(first)) or "standard" in first or "bodies" in first or "body_html" in first


def read(found: Any, place: Place) -> Entries:
    """Each item with a text; those of a package (``associations``) with one of their own."""
    items = [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else [found]
    several = len(items) > 1
    for number, item in enumerate(items, start=1):
        entries = list(_item(item, place, f"item-{number}" if several else None))
        if not entries:
            name = place.part(f"item-{number}") if several else place.name
            yield place.issue("no-text", _without(item), name=name)
        yield from entries


def _without(item: Mapping[str, Any]) -> str:
    kind = words(item.get("type")) or "item"
    return f"this {kind} has no text of its own; a picture's or video's caption is no report."


def _item(item: Mapping[str, Any], place: Place, label: str | None) -> list[Received | Issue]:
    if words(item.get("type")) in ("picture", "video", "graphic", "audio"):
        return []
    if words(item.get("pubstatus") or item.get("pubStatus")) == "canceled":
        return [place.issue("canceled", "its agency has withdrawn it (pubstatus: canceled).")]
    page, plain = _body(item)
    if not page and not plain:
        return []
    own = _given(item)
    raw = json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if plain:
        return [place.received(plain, own, raw=raw, label=label)]
    return [place.received(texts.wrapped(page or ""), own, raw=raw, media="html", label=label)]


def _body(item: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """HTML and plain text of an item; a plain text is preferred, as it needs no taking apart."""
    page = next((item[key] for key in ("body_html", "body_xhtml") if isinstance(item.get(key), str)), None)
    plain = next((item[key] for key in ("body_text", "body_plain") if isinstance(item.get(key), str)), None)
    for body in item.get("bodies") or ():
        if isinstance(body, Mapping) and isinstance(body.get("value"), str):
            if "html" in str(body.get("contenttype") or body.get("contentType") or "") or "</" in body["value"]:
                page = page or body["value"]
            else:
                plain = plain or body["value"]
    return page, plain


def _given(item: Mapping[str, Any]) -> Given:
    return Given(
        outlet=_source(item),
        title=words(item.get("headline")) or _role(item.get("headlines"), "main") or words(item.get("title")),
        url=_address(item),
        language=words(item.get("language")),
        published=_moment(item, "contentcreated", "contentCreated", "firstcreated", "firstCreated")
        or _moment(item, "versioncreated", "versionCreated"),
        updated=_moment(item, "versioncreated", "versionCreated"),
        author=words(item.get("byline")) or words(item.get("by")) or _role(item.get("bylines"), ""),
    )


def _moment(item: Mapping[str, Any], *keys: str) -> str | None:
    return next((found for key in keys if (found := moments.iso(item.get(key)))), None)


def _role(values: Any, role: str) -> str | None:
    """The value of the entry with a role, else of the first."""
    rows = [each for each in values if isinstance(each, Mapping)] if isinstance(values, list) else []
    rows.sort(key=lambda row: row.get("role") != role)
    return next((found for row in rows if (found := words(row.get("value")) or words(row.get("byline")))), None)


def _source(item: Mapping[str, Any]) -> str | None:
    """Who gives it: its provider, else its first source, else who holds the rights."""
    for key in ("infosources", "infosource", "infoSources"):
        rows = item.get(key)
        for row in rows if isinstance(rows, list) else [rows]:
            if found := words(row):
                return found
    return words(item.get("provider")) or words(item.get("copyrightholder")) or _role(item.get("rightsinfo"), "")


def _address(item: Mapping[str, Any]) -> str | None:
    rows = item.get("altids") if isinstance(item.get("altids"), list) else []
    found = [words(item.get("url")), *(words(row) for row in rows or ()), words(item.get("uri"))]
    return next((each for each in found if each and each.startswith(("http://", "https://"))), None)
