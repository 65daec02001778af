"""Readings for the tests of this room: real segmentation, mentions made from a list of names."""

import dataclasses
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from crosswire.base.ids import make_id
from crosswire.base.text import normalise
from crosswire.claims import attribution
from crosswire.model.account import Reading
from crosswire.model.claim import Attribution
from crosswire.model.mention import Mention
from crosswire.model.report import UNDATED, Report
from crosswire.segment import items, sentences

CASES = Path(__file__).parent / "cases"


def reading(
    text: str,
    *,
    language: str = "en",
    outlet: str | None = "Daily Sample",
    persons: Sequence[str] = (),
    organisations: Sequence[str] = (),
    places: Sequence[str] = (),
) -> Reading:
    """A reading up to its mentions. A name is "Full Name" or "Full Name = short form = another"."""
    text = normalise(text)
    report = Report(make_id("report", text), "sample.txt", None, "article", outlet, None, language, UNDATED, text)
    cut, parts = items.cut(report, epoch=None)
    found = Reading(cut, parts)
    found = dataclasses.replace(found, passages=sentences.split(found))
    mentions = [
        mention
        for kind, names in (("person", persons), ("organisation", organisations), ("place", places))
        for name in names
        for mention in _mentions(found, kind, [part.strip() for part in name.split("=")])
    ]
    return dataclasses.replace(found, mentions=tuple(sorted(set(mentions))))


def _mentions(found: Reading, kind: Any, forms: Sequence[str]) -> Iterator[Mention]:
    report = found.report
    entity = make_id("entity", report.id, kind, forms[0])
    taken: list[tuple[int, int]] = []
    for form in sorted(forms, key=len, reverse=True):
        for match in re.finditer(rf"\b{re.escape(form)}\b", report.text):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                item = next((i.id for i in found.items if i.start <= match.start() < i.end), found.items[0].id)
                yield Mention(match.start(), match.end(), report.id, form, kind, "name", entity, item)


def attributed(text: str, **given: Any) -> tuple[Attribution, ...]:
    """The attributions of a text."""
    return attribution.find(reading(text, **given))


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a table in ``cases/``, each with its number for the test's name."""
    table = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    return list(table["case"])


def check(case: dict[str, Any]) -> None:
    """Hold a case: each ``expect`` is found, each of ``never`` is in nobody's content, ``count`` fits."""
    given = {key: case[key] for key in ("language", "persons", "organisations", "places", "outlet") if key in case}
    found = attributed(case["text"], **given)
    shown = [(a.source.name, [s.exact for s in a.content], a.polarity, a.channel) for a in found]
    for wanted in case.get("expect", ()):
        assert any(_fits(a, wanted) for a in found), (wanted, shown)
    for words in case.get("never", ()):
        assert not any(words in s.exact for a in found for s in a.content), (words, shown)
    for name in case.get("nobody", ()):
        assert all(a.source.name != name for a in found), (name, shown)
    if "count" in case:
        assert len(found) == case["count"], shown


def _fits(found: Attribution, wanted: dict[str, Any]) -> bool:
    said = " | ".join(span.exact for span in found.content)
    chain = " > ".join(f"{hop.name} {hop.relation}" for hop in found.chain)
    checks = {
        "source": lambda value: (found.source.name or "") == value,
        "content": lambda value: value in said,
        "exactly": lambda value: said == value,
        "cue": lambda value: found.cue is not None and found.cue.exact == value,
        "span": lambda value: found.source.span is not None and found.source.span.exact == value,
        "role": lambda value: found.source.role == value,
        "polarity": lambda value: found.polarity == value,
        "channel": lambda value: (found.channel or "") == value,
        "form": lambda value: found.form == value,
        "anonymous": lambda value: found.source.anonymous is value,
        "nested": lambda value: (found.parent is not None) is value,
        "chain": lambda value: chain == value,
    }
    return all(checks[key](value) for key, value in wanted.items())
