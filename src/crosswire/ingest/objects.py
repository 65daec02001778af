"""JSON and JSONL: exports of networks and agencies by their own shape, else records of any field names.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`. SHAPES is the table of known shapes.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, BinaryIO

from crosswire.ingest import fields, gdelt, networks, newswire, syndication, telegram, texts
from crosswire.ingest.decode import decode
from crosswire.ingest.place import Entries, Place
from crosswire.language import lexicon
from crosswire.model.account import Issue

METHOD = "objects/1"
LONGEST_LINE = 16 * 1024 * 1024  # bytes of a line of JSONL
_SAMPLE = 500  # records whose dates are looked at
_DEEPEST = 200  # levels of nesting

Looks = Callable[[Any], bool]
Read = Callable[[Any, Place], Entries]


def _listing(found: Any, place: Place) -> Entries:
    yield gdelt.listing(place, sum(1 for _ in gdelt.objects(found)))


SHAPES: tuple[tuple[Looks, Read], ...] = (
    (telegram.looks, telegram.read),
    (networks.looks, networks.read),
    (newswire.looks, newswire.read),
    (syndication.looks, syndication.value),
    (gdelt.looks_object, _listing),
)


def whole(data: bytes, place: Place) -> Entries:
    """A JSON file; lines of JSON under another name are read as such."""
    found = texts.decoded(data, place)
    if isinstance(found, Issue):
        yield found
        return
    yield from texts.warnings(found, place)
    try:
        value = json.loads(found.text.removeprefix("\ufeff"), strict=False)
    except RecursionError:
        yield place.issue("too-deep", "its brackets nest too deep to be a report's.")
        return
    except ValueError as error:
        if _is_lines(found.text):
            yield from _lines((line.encode("utf-8", "surrogatepass") for line in found.text.split("\n")), place)
        else:
            yield place.issue("bad-json", f"it is no valid JSON ({error}); check that it was saved whole.")
        return
    if _too_deep(value):
        yield place.issue("too-deep", f"its brackets nest more than {_DEEPEST} deep, too deep to be a report's.")
        return
    yield from value_of(value, place)


def _is_lines(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    try:
        return isinstance(json.loads(first, strict=False), dict)
    except (ValueError, RecursionError):
        return False


def _too_deep(value: Any) -> bool:
    """Whether containers nest deeper than any format's do; walked level by level, so that nothing overflows."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            part
            for each in level
            if isinstance(each, dict | list)
            for part in (each.values() if isinstance(each, dict) else each)
            if isinstance(part, dict | list)
        ]
        if not level:
            return False
    return True


def value_of(value: Any, place: Place) -> Entries:
    """The reports of a decoded JSON value: by a known shape, else as records."""
    for looks, read in () if place.mapping else SHAPES:
        if looks(value):
            yield from read(value, place)
            return
    rows = records(value)
    if not rows:
        yield place.issue("no-text", _unclear(value))
        return
    yield from _reports(rows, place, single=rows[0] is value)


def records(value: Any) -> list[Mapping[str, Any]]:
    """The records of a value: a list of objects, such a list under a usual key, or the object itself."""
    if isinstance(value, list):
        return [each for each in value if isinstance(each, Mapping)]
    if not isinstance(value, Mapping):
        return []
    if fields.roles_of(value) & {"text", "summary"} and fields.roles_of(value) & {"title", "published", "url", "id"}:
        return [value]
    for key in lexicon.load("fields")["lists"]["keys"]:
        inner = value.get(key)
        if isinstance(inner, list) and inner and isinstance(inner[0], Mapping):
            return records(inner)
        if isinstance(inner, Mapping) and (found := records(inner)) and found[0] is not inner:
            return found
    values = list(value.values())
    if len(values) > 1 and all(
        isinstance(each, Mapping) and fields.roles_of(each) & {"text", "title"} for each in values
    ):
        return values  # records by their ids
    return [value]


def _unwrapped(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record that holds the report inside (a search engine's hit, an item of an interface), with its inner fields
    first."""
    if fields.roles_of(row) & {"text", "title"} and not isinstance(row.get("fields"), Mapping):
        return row
    inner = [row[key] for key in lexicon.load("fields")["inner"]["keys"] if isinstance(row.get(key), Mapping)]
    found = next((each for each in inner if fields.roles_of(each) & {"text", "title"}), None)
    return {**found, **{key: value for key, value in row.items() if key not in found}} if found else row


def _reports(rows: Sequence[Mapping[str, Any]], place: Place, *, single: bool) -> Entries:
    rows = rows if place.mapping else [_unwrapped(row) for row in rows]
    names = _names(rows)
    chosen = fields.fields_of(names, place.mapping, rows[:_SAMPLE])
    if not any(chosen.paths.get(role) for role in ("text", "summary", "title")):
        yield place.issue("no-text", _unclear(rows[0]))
        return
    for number, row in enumerate(rows, start=1):
        raw = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
        entry = fields.report(row, chosen, place, label=_label(row, chosen, number), raw=raw)
        yield entry if not single or isinstance(entry, Issue) else _renamed(entry, place.name)


def _renamed(entry: Any, name: str) -> Any:
    from dataclasses import replace

    return replace(entry, name=name)


def _names(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows[:_SAMPLE] for name in row))


def _label(row: Mapping[str, Any], chosen: fields.Fields, number: int) -> str:
    """A part's name: by the record's own id where it is short and plain, else by its place."""
    found = next((row[path] for path in chosen.paths.get("id", ()) if path in row), None)
    plain = str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""
    return (
        f"record-{plain}"
        if plain.isascii() and plain.replace("-", "").isalnum() and len(plain) <= 40
        else f"record-{number}"
    )


def lines(file: BinaryIO, place: Place) -> Entries:
    """JSONL of any length, a line at a time."""
    yield from _lines(_bounded(file), place)


def _bounded(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is too long, of which the rest is passed over."""
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        yield None
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)


def _lines(source: Iterator[bytes | None] | Iterator[bytes], place: Place) -> Entries:
    parsed = _parsed(source, place)
    head = list(islice(parsed, _SAMPLE))
    sample = [
        value for entry in head if not isinstance(entry, Issue) for value in [entry[1]] if isinstance(value, dict)
    ]
    if sum(not isinstance(entry, Issue) for entry in head) == 0 and len(head) > 1:
        yield place.issue("bad-json", "none of its lines is valid JSON; check what it is.")
        return
    chosen = fields.fields_of(_names(sample), place.mapping, sample)
    for entry in _chain(head, parsed):
        if isinstance(entry, Issue):
            yield entry
            continue
        number, value, raw = entry
        shape = next((read for looks, read in SHAPES if looks(value)), None) if not place.mapping else None
        if shape is not None:
            yield from shape(value, place)
        elif isinstance(value, Mapping):
            yield fields.report(
                value, chosen, place, label=_label(value, chosen, number).replace("record", "line", 1), raw=raw
            )
        else:
            yield place.issue("no-text", "this line holds no object.", name=place.part(f"line-{number}"))


def _chain(head: list[Any], rest: Iterator[Any]) -> Iterator[Any]:
    yield from head
    yield from rest


def _parsed(source: Iterator[bytes | None] | Iterator[bytes], place: Place) -> Iterator[tuple[int, Any, bytes] | Issue]:
    for number, line in enumerate(source, start=1):
        name = place.part(f"line-{number}")
        if line is None:
            yield place.issue("too-large", f"this line is longer than {LONGEST_LINE // 2**20} MB.", name=name)
            continue
        if not line.strip(b"\xef\xbb\xbf\x00 \t\r\n"):
            continue
        raw = line.rstrip(b"\r\n")
        try:
            value = json.loads(decode(raw).text.removeprefix("\ufeff"), strict=False)
        except RecursionError:
            yield place.issue("too-deep", "the brackets of this line nest too deep.", name=name)
        except ValueError as error:
            yield place.issue("bad-json", f"this line is no valid JSON ({error}).", name=name)
        else:
            if _too_deep(value):
                yield place.issue("too-deep", "the brackets of this line nest too deep.", name=name)
            else:
                yield number, value, raw


def _unclear(value: Any) -> str:
    shown = (
        ", ".join(str(name)[:40] for name in list(value)[:12]) if isinstance(value, Mapping) else type(value).__name__
    )
    return (
        f"no field is called text, body, title or the like (it has: {shown}); name it in sources.toml, for example "
        'mapping = { text = "body.plain" }.'
    )
