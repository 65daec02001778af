"""Toponyms of LGL and GeoVirus: F1 of found places, and how many lie within 161 km of the annotated point.

Metrics: ``f1``, ``precision``, ``recall`` of spans found by :mod:`crosswire.resolve.entities` (a find counts where it
overlaps an annotated toponym, each counted once); ``within_161km_given`` over annotated spans, ``within_161km`` over
those found and annotated, as Mordecai 3 reports it (Halterman, 2023). Names the annotators gave no point are left
out.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crosswire.model.account import Reading
from crosswire.model.mention import Form, Mention
from crosswire.model.reading import Tag
from crosswire.model.report import UNDATED, Item, Passage, Report
from crosswire.resolve import entities, places
from crosswire.resolve.places_near import haversine
from crosswire.resolve.places_resolve import Choice

FILES: tuple[str, ...] = ("toponyms/lgl.xml", "toponyms/GeoVirus.xml")
NEAR_KM = 161.0
Tagger = Callable[[Reading], tuple[Tag, ...]]


@dataclass(frozen=True, slots=True)
class Toponym:
    """An annotated name with its point."""

    start: int
    end: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its annotated toponyms; ``spans`` has also those without a point."""

    name: str
    text: str
    url: str | None
    toponyms: tuple[Toponym, ...]
    spans: tuple[tuple[int, int], ...]


def read(path: Path) -> Iterator[Document]:
    """Documents of one of the two files. Raises ValueError where an offset does not hold its phrase."""
    for number, article in enumerate(ET.parse(path).getroot().iter("article")):
        text = article.findtext("text") or ""
        found, spans = [], []
        for node in [*article.iter("toponym"), *article.iter("location")]:
            start, end = int(node.findtext("start") or 0), int(node.findtext("end") or 0)
            phrase = node.findtext("phrase") or node.findtext("name") or ""
            start, end = _place(text, phrase, start, end)
            spans.append((start, end))
            lat = node.findtext("gaztag/lat") or node.findtext("lat")
            lon = node.findtext("gaztag/lon") or node.findtext("lon")
            if lat and lon:
                found.append(Toponym(start, end, float(lat), float(lon)))
        url = article.findtext("url") or article.findtext("source")
        yield Document(f"{path.stem}-{number}", text, url, tuple(found), tuple(spans))


def _place(text: str, phrase: str, start: int, end: int) -> tuple[int, int]:
    """Where the phrase stands, near the offsets given: GeoVirus counts from one, and is a few off at times."""
    if not phrase or text[start:end] == phrase:
        return start, end
    at = min((text.find(phrase, max(0, start - back)) for back in (1, 3, 30)), key=lambda a: (a < 0, abs(a - start)))
    return (at, at + len(phrase)) if at >= 0 else (start, end)


def to_reading(document: Document, spans: Sequence[tuple[int, int]] = ()) -> Reading:
    """A report of the text, in one item, cut into sentences; with place mentions where spans are given."""
    report = Report(document.name, document.name, document.url, "article", None, None, "en", UNDATED, document.text)
    item = Item("item", report.id, "article", None, 0, len(report.text), UNDATED)
    mentions = tuple(
        Mention(
            a, b, report.id, report.text[a:b], "place", _form(report.text[a:b]), f"p{_key(report.text, a, b)}", item.id
        )
        for a, b in sorted(set(spans))
    )
    return Reading(report, (item,), _passages(report, item), mentions=mentions)


def _form(exact: str) -> Form:
    from crosswire.resolve.names_words import adjective_country

    return "adjective" if adjective_country(exact) else "name"


def _key(text: str, start: int, end: int) -> str:
    from crosswire.resolve.coreference import place_key
    from crosswire.resolve.names_kinds import with_kind
    from crosswire.resolve.names_words import Found

    exact = text[start:end]
    found = with_kind(text, Found(start, end, "place", "name", 1.0))
    return place_key(exact, found.kind, _form(exact))


def _passages(report: Report, item: Item) -> tuple[Passage, ...]:
    from nupunkt import sent_spans

    return tuple(
        Passage(a, b, "sentence", item.id, report.id, n) for n, (a, b) in enumerate(sent_spans(report.text)) if b > a
    )


def _grouped(mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.entity, []).append(mention)
    return groups


def _km(toponym: Toponym, choice: Choice | None) -> float | None:
    if choice is None:
        return None
    return haversine(toponym.lat, toponym.lon, choice.record.lat, choice.record.lon)


def given(documents: Sequence[Document]) -> list[list[float | None]]:
    """Per document, the distance in km from each annotated toponym to the point chosen for its span; None for none."""
    readings = [to_reading(document, [(t.start, t.end) for t in document.toponyms]) for document in documents]
    chosen = places.choose_all(readings, [_grouped(reading.mentions) for reading in readings])
    out: list[list[float | None]] = []
    for document, reading, choices in zip(documents, readings, chosen, strict=True):
        by_span = {(m.start, m.end): m.entity for m in reading.mentions}
        out.append([_km(t, choices.get(by_span[t.start, t.end])) for t in document.toponyms])
    return out


def found(documents: Sequence[Document], mark: Tagger | None) -> tuple[Counter[str], list[float | None]]:
    """Counts of right, found and wanted spans, and the distances of right ones."""
    readings = [to_reading(document) for document in documents]
    if mark is not None:
        readings = [replace(reading, tags=mark(reading)) for reading in readings]
    mentions = [[m for m in entities.find(reading) if m.type == "place"] for reading in readings]
    chosen = places.choose_all(readings, [_grouped(group) for group in mentions])
    tally: Counter[str] = Counter()
    distances: list[float | None] = []
    for document, group, choices in zip(documents, mentions, chosen, strict=True):
        tally += Counter(found=len(group), wanted=len(document.spans))
        points = {(t.start, t.end): t for t in document.toponyms}
        open_spans = set(document.spans)
        for mention in group:
            hit = next((s for s in sorted(open_spans) if s[0] < mention.end and s[1] > mention.start), None)
            if hit is None:
                continue
            open_spans.discard(hit)
            tally["right"] += 1
            if hit in points:
                distances.append(_km(points[hit], choices.get(mention.entity)))
    return tally, distances


def near(distances: Sequence[float | None]) -> float:
    """Share of distances within 161 km; unlocated ones count as wrong."""
    return sum(d is not None and d <= NEAR_KM for d in distances) / max(1, len(distances))


def tagger() -> Tagger | None:
    """The reader model's tags, or None where the package has no model."""
    try:
        from crosswire.segment.tags import tag

        tag(to_reading(Document("probe", "Ana lives in Oslo.", None, (), ())))
    except (ImportError, FileNotFoundError):
        return None
    return tag


def score(data: Path) -> dict[str, float]:
    """The metrics over both files, and per file."""
    out: dict[str, float] = {}
    mark = tagger()
    total: Counter[str] = Counter()
    all_given: list[float | None] = []
    all_found: list[float | None] = []
    for file in FILES:
        name = Path(file).stem.lower()
        documents = list(read(data / file))
        part_given = [distance for group in given(documents) for distance in group]
        tally, part_found = found(documents, mark)
        total += tally
        out[f"within_161km_given_{name}"], out[f"within_161km_{name}"] = near(part_given), near(part_found)
        all_given += part_given
        all_found += part_found
    out["within_161km_given"], out["within_161km"] = near(all_given), near(all_found)
    out["precision"], out["recall"] = total["right"] / total["found"], total["right"] / total["wanted"]
    out["f1"] = 2 * total["right"] / (total["found"] + total["wanted"])
    return out
