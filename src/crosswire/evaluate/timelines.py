"""Dates of an entity's timeline, read out of the articles, against timelines made by hand.

Corpus: ``semeval15_t4/`` (SemEval-2015 task 4, trial data: 30 Wikinews articles, six timelines). For each
timeline, the dates that the reader finds in sentences which name the entity (a date in the sentence, else the date of
the article) are compared with the timeline's dates, as sets; events are not scored, and undated ones (XXXX-XX-XX) are
left out. ``open_tls/`` has reference timelines only, without the articles that they sum up: no date can be retrieved
from it, and nothing is scored.
"""

import re
from pathlib import Path
from xml.etree import ElementTree

from crosswire.base.ids import make_id
from crosswire.base.text import normalise
from crosswire.evaluate.untokenise import untokenise
from crosswire.language import calendar
from crosswire.model.account import Reading
from crosswire.model.report import Dated, Report
from crosswire.run import flow

FILES = (
    "semeval15_t4/Corpus-trial-data_task4/*.xml",
    "semeval15_t4/TimeLines_trial_data_task4_v1.2/*.txt",
)
NO_FLOOR = frozenset({"dates"})


def score(data: Path) -> dict[str, float]:
    """``date_f1`` with precision and recall over all timelines (micro), and ``document_dates``, the F1 of taking the
    dates of all articles that name the entity."""
    readings = [read(path) for path in sorted(data.glob(FILES[0]))]
    hits = found = wanted = plain_hits = plain_found = 0
    for path in sorted(data.glob(FILES[1])):
        entity, gold = timeline(path)
        dates, documents = dates_of(entity, readings)
        hits, found, wanted = hits + len(dates & gold), found + len(dates), wanted + len(gold)
        plain_hits, plain_found = plain_hits + len(documents & gold), plain_found + len(documents)
    return {
        "date_f1": _f1(hits, found, wanted),
        "date_precision": hits / max(found, 1),
        "date_recall": hits / max(wanted, 1),
        "document_dates": _f1(plain_hits, plain_found, wanted),
        "dates": float(wanted),
    }


def _f1(hits: int, found: int, wanted: int) -> float:
    return 2 * hits / max(found + wanted, 1)


def read(path: Path) -> Reading:
    """An article of the set, read by the real flow; its first sentences are the headline and the date."""
    sentences: dict[str, list[str]] = {}
    for token in ElementTree.parse(path).getroot().iter("token"):  # noqa: S314  the set's own files
        sentences.setdefault(token.get("sentence", ""), []).append(token.text or "")
    lines = [untokenise(words)[0] for words in sentences.values()]
    stamp = calendar.read(re.sub(r" ,", ",", lines[1])) if len(lines) > 1 else None
    text = normalise("\n\n".join([lines[0], " ".join(lines[2:])]))
    published = Dated(stamp.edtf, "printed") if stamp else Dated()
    report = Report(make_id("report", text), path.name, None, "article", None, None, "en", published, text)
    return flow.read(report)


def timeline(path: Path) -> tuple[str, frozenset[str]]:
    """The entity of a timeline and its dates (EDTF days, months, years)."""
    entity, *rows = path.read_text(encoding="utf-8").splitlines()
    dates = (row.split("\t")[1] for row in rows if row.count("\t") >= 1)
    return entity.strip(), frozenset(date for date in dates if "X" not in date)


def dates_of(entity: str, readings: list[Reading]) -> tuple[frozenset[str], frozenset[str]]:
    """The dates of the sentences that name an entity, and the dates of the articles that do."""
    words = re.compile(r"\W+".join(map(re.escape, entity.split())), re.IGNORECASE)
    dates: set[str] = set()
    documents: set[str] = set()
    for reading in readings:
        published = reading.report.published.edtf
        for passage in reading.passages:
            if passage.kind != "sentence" or not words.search(reading.report.text, passage.start, passage.end):
                continue
            inside = [t.edtf for t in reading.times if passage.start <= t.start < passage.end]
            said = [date for date in inside if date and "/" not in date]
            known = [published] if published else []
            dates.update(date[:10] for date in said or known)
            documents.update(known)
    return frozenset(dates), frozenset(documents)
