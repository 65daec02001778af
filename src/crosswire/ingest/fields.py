"""Records of any field names (a row of a table, an object of JSON) as reports, by a mapping of names.

reads nothing of Crosswire's but ``data/fields.toml``; a helper of :mod:`crosswire.ingest.tables` and
:mod:`crosswire.ingest.objects`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from crosswire.ingest import moments, texts
from crosswire.ingest.place import Place
from crosswire.language import lexicon
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received

METHOD = "fields/1"
_PLAIN = re.compile(r"[\s_\-.]+")
_TAG = re.compile(r"<(?:p|br|div|a|span|h[1-6]|strong|em|ul|blockquote)\b[^>]*>", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_FILE = re.compile(r"(?P<stamp>\d{8}T\d{6}Z?)(?:_[A-Z]{2}_(?P<language>[a-z]{2})(?=_))?")
_LONGEST_WORDS = 500  # code points of an outlet, author or title that is believed

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fields:
    """Which field of a record holds what: role to path, in order of preference; ``order`` of slashed dates."""

    paths: Mapping[str, tuple[str, ...]]
    order: moments.Order | None = None


def fields_of(names: Iterable[str], mapping: Mapping[str, str], samples: Sequence[Record] = ()) -> Fields:
    """The fields of records with these names, by ``mapping`` first and common names after it. ``samples`` tell the
    order of day and month."""
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(_plain(name), name)
    paths: dict[str, tuple[str, ...]] = {}
    for role, common in _common().items():
        found = tuple(dict.fromkeys(known[each] for each in common if each in known))
        paths[role] = (mapping[role], *found) if role in mapping else found
    dates = [get(record, path) for record in samples for path in (*paths["published"], *paths["updated"])]
    return Fields(paths, moments.order_of(dates))


@cache
def _common() -> Mapping[str, tuple[str, ...]]:
    table = lexicon.load("fields")["fields"]
    return {role: tuple(dict.fromkeys(_plain(name) for name in names)) for role, names in table.items()}


def _plain(name: str) -> str:
    return _PLAIN.sub("", str(name)).casefold()


def roles_of(names: Iterable[str]) -> frozenset[str]:
    """The roles that common names give to fields: what makes a first row a header, an object a report."""
    found = {_plain(name) for name in names}
    return frozenset(role for role, common in _common().items() if found.intersection(common))


def get(record: Any, path: str) -> Any:
    """The value at a path (``body.plain``, ``media.0.url``): a field of that very name first. None where there is none.

    >>> get({"a": {"b": [{"c": 1}]}}, "a.b.0.c")
    1
    """
    if isinstance(record, Mapping) and path in record:
        return record[path]
    for step in path.split("."):
        if isinstance(record, Mapping):
            record = record.get(step)
        elif isinstance(record, list) and step.isdigit() and int(step) < len(record):
            record = record[int(step)]
        else:
            return None
    return record


def report(record: Record, fields: Fields, place: Place, *, label: str, raw: bytes) -> Received | Issue:
    """A record as a report: its text (else its summary, else its title alone), with what it says of itself."""
    values = {role: _first(record, fields.paths.get(role, ())) for role in ("title", "url", "language", "author")}
    url = _address(values["url"])
    title = _short(words(values["title"]))
    title, by = _aggregated(title, url)
    text = _text(record, fields)
    if not text:
        looked = [path for role in ("text", "summary", "title") for path in fields.paths.get(role, ())]
        return place.issue(
            "no-text", f"there is no text in its {', '.join(looked) or 'fields'}.", name=place.part(label)
        )
    if title and words(text) == words(values["title"]):
        text = title  # a headline by itself, without the outlet an aggregator added
    stamp, spoken = _from_file(_first(record, fields.paths.get("file", ())))
    language = words(values["language"])
    own = Given(
        outlet=by or _outlet(_first(record, fields.paths.get("outlet", ()))),
        title=title,
        url=url,
        language=language if language and _LANGUAGE.fullmatch(language) else spoken,
        published=_moment(record, fields, "published") or stamp,
        updated=_moment(record, fields, "updated"),
        author=_short(_names(values["author"])),
    )
    media = "html" if _TAG.search(text[:20_000]) and "</" in text else "text"
    if media == "html":
        text = texts.wrapped(text)
    return place.received(text, own, raw=raw, media="html" if media == "html" else "text", label=label)


def _text(record: Record, fields: Fields) -> str | None:
    for role in ("text", "summary", "title"):
        for path in fields.paths.get(role, ()):
            found = _prose(get(record, path), 0)
            if found and found.strip():
                return found
    return None


def _prose(value: Any, depth: int) -> str | None:
    """A text as JSON holds it: a string, a list of paragraphs, or an object with a text in it."""
    if isinstance(value, str):
        return value
    if depth > 3:
        return None
    if isinstance(value, list):
        found = [each for each in (_prose(part, depth + 1) for part in value[:10_000]) if each]
        return "\n\n".join(found) or None
    if isinstance(value, Mapping):
        for name in ("text", "plain", "content", "value", "body", "#text", "html", "rendered"):
            if isinstance(value.get(name), str | list):
                return _prose(value[name], depth + 1)
    return None


def _first(record: Record, paths: Sequence[str]) -> Any:
    return next((value for path in paths if (value := get(record, path)) not in (None, "", [], {})), None)


def _moment(record: Record, fields: Fields, role: str) -> str | None:
    """The finest of the dates a record gives: a row with a day and a moment has both for one thing."""
    found = [moments.iso(get(record, path), order=fields.order) for path in fields.paths.get(role, ())]
    kept = [each for each in found if each]
    if not kept:
        return None
    first = kept[0]
    return next((each for each in kept if len(first) == 10 and each.startswith(first) and len(each) > 10), first)


def words(value: Any) -> str | None:
    """A value as one line of words, or None."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "title", "value", "#text", "rendered") if key in value), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(str(value).split()) or None


def _short(value: str | None) -> str | None:
    return value if value and len(value) <= _LONGEST_WORDS else None


def _names(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(each for part in value[:20] if (each := words(part)))) or None
    return words(value)


def _outlet(value: Any) -> str | None:
    """The outlet of a record; an address counts as its host."""
    found = _short(words(value))
    if found and re.match(r"https?://", found):
        return host(found)
    return found


def _address(value: Any) -> str | None:
    found = words(value)
    return found if found and re.match(r"https?://[^\s/]+", found) else None


def host(url: str) -> str | None:
    """The host of an address without "www.", or None."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _aggregated(title: str | None, url: str | None) -> tuple[str | None, str | None]:
    """Title and outlet, where an aggregator has added the outlet to the title."""
    if not title or not url or host(url) not in lexicon.load("fields")["aggregators"]["hosts"]:
        return title, None
    head, dash, outlet = title.rpartition(" - ")
    return (head.strip(), outlet.strip()) if dash and head.strip() and outlet.strip() else (title, None)


def _from_file(value: Any) -> tuple[str | None, str | None]:
    """Date and language from the name of the file a text once was: "20310502T093000Z_GB_en_1f.txt"."""
    match = _FILE.match(value) if isinstance(value, str) else None
    return (moments.iso(match["stamp"]), match["language"]) if match else (None, None)
