"""The path a claim took: from its source over its carriers to the outlet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crosswire.claims.names import Names
from crosswire.language.lexicon import load
from crosswire.model.claim import Hop, Relation, Speaker
from crosswire.model.report import Report

_INTERVIEW = re.compile(
    r"\b(?:(?:in\s+an?\s+)?(?:\w+\s+)?(?:interview|conversation|comments?|remarks|statement|commentary)\s+"
    r"(?:with|to|for|by|published\s+by)"
    r"|told|speaking\s+to|spoke\s+to|в\s+(?:интервью|комментарии)|в\s+інтерв['’]ю|у\s+(?:коментарі|інтерв['’]ю))\s+"
)


@dataclass(frozen=True, slots=True)
class Carrier:
    """Somebody who passes a claim on, with the words that name them."""

    name: str
    relation: Relation
    start: int
    end: int


@cache
def outlets() -> dict[str, str]:
    """Known outlets: lower-case words to the name shown."""
    return dict(load("outlets_agencies")["names"])


@cache
def _lead(key: str) -> re.Pattern[str]:
    phrases = sorted(load("outlets_agencies")["carriers"][key], key=len, reverse=True)
    return re.compile(
        r"\b(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases) + r")\s+", re.IGNORECASE
    )


def is_outlet(name: str | None) -> bool:
    """Whether a name is an agency, paper or broadcaster: known, or said to be one by a word of its own."""
    if not name:
        return False
    low = name.lower().removeprefix("the ").strip('"“”«» ')
    if low in outlets():
        return True
    kinds = load("outlets_agencies")["kinds"]
    return len(low.split()) > 1 and (
        low.split()[-1] in kinds["words"] or name[:1].isupper() and low.split()[-1] in kinds["titles"]
    )


def carriers(text: str, start: int, end: int) -> Iterator[Carrier]:
    """Those who quote or cite the claim, in the words between two offsets."""
    stretch = text[start:end]
    for match in _lead("quoted").finditer(stretch):
        yield from _listed(text, start + match.end(), end, "quoted-by", any_name=True)
    for match in _INTERVIEW.finditer(stretch):
        yield from _listed(text, start + match.end(), end, "cited-by", any_name=False)


_RELAYED = re.compile(
    r",\s+(?:the\s+)?([A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3})\s+(?:reports|reported|writes|wrote|notes|says|said)\b"
    r"|,\s+(?:пише|пишуть|повідомляє|передає|пишет|сообщает|передает|передаёт)\s+([А-ЯІЇЄҐ][\w’'-]*(?:\s[А-ЯІЇЄҐ][\w’'-]*)*)"
)


def relaying(text: str, start: int, end: int) -> Iterator[Carrier]:
    """Y of "That is according to X, Y reports": the outlet that passes on what X says."""
    found = _RELAYED.search(text, start, end)
    which = found.lastindex if found is not None else None
    if found is not None and which and is_outlet(found[which]):
        yield Carrier(outlets().get(found[which].lower(), found[which]), "cited-by", *found.span(which))


def quoting(text: str, start: int, end: int) -> Iterator[Carrier]:
    """X of "X quoted Y as saying", where ``start``..``end`` are the words before Y."""
    found = re.fullmatch(
        r"(.+?)\s+(?:has\s+|had\s+|also\s+)?(?:quoted|quotes|cited|cites)\s+", text[start:end], re.DOTALL
    )
    if found is not None:
        words = re.split(r"\s(?:which|who|through|that)\b", found[1])[0]
        runs = list(re.finditer(r"[A-ZА-ЯІЇЄҐ][\w’'.-]*(?:\s+(?:(?:of|for|the)\s+)?[A-ZА-ЯІЇЄҐ][\w’'.-]*)*", words))
        known = [run for run in runs if run.group().lower() in outlets()]
        if runs and len(words.split()) <= 10 and (known or runs[-1].end() == len(words.rstrip())):
            run = (known or runs)[-1]
            article = 4 if run.group().startswith("The ") else 0
            name = run.group()[article:]
            low = start + run.start() + article
            yield Carrier(outlets().get(name.lower(), name), "quoted-by", low, low + len(name))


def cited(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words after "citing": whom an outlet itself names as its source."""
    match = _lead("citing").search(text, start, end)
    if match is None:
        return None
    stop = re.compile(r"[.,;:!?“”\"»]|$").search(text, match.end(), end)
    high = stop.start() if stop else end
    while high > match.end() and text[high - 1].isspace():
        high -= 1
    return (match.end(), high) if high > match.end() else None


def _listed(text: str, start: int, end: int, relation: Relation, *, any_name: bool) -> Iterator[Carrier]:
    """The names in a list: "the UNIAN and BTA agencies"."""
    part = re.match(r"[\"“«„]?[^.,;:!?()\n]{2,80}", text[start:end])
    if part is None:
        return
    whole = part.group()
    at = start
    pieces = re.split(r"(\s+(?:and|та|і|и)\s+)", whole)
    for piece in pieces:
        if not re.fullmatch(r"\s+(?:and|та|і|и)\s+", piece):
            name, low, high = _named(text, at, at + len(piece))
            if name and (any_name and name[:1].isupper() or is_outlet(name)):
                yield Carrier(outlets().get(name.lower(), name), relation, low, high)
        at += len(piece)


def _named(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The name in a piece of a list, articles, marks, kinds before it and trailing words aside."""
    match = re.search(
        r"(?:[\"“«„]?)((?:[A-ZА-ЯІЇЄҐ][\w'’./-]*|\d+)(?:\s+(?:of|the|for|de|and)?\s*(?:[A-ZА-ЯІЇЄҐ0-9][\w'’./-]*))*)",
        text[start:end],
    )
    if match is None:
        return "", start, start
    name = match.group(1).rstrip(".'’")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        name = name.removesuffix(" " + day)
    low = start + match.start(1)
    for article in ("The ", "Ukrainian ", "Russian "):
        if name.startswith(article) and name.lower() not in outlets() and name[len(article) :].lower() in outlets():
            low += len(article)
            name = name[len(article) :]
    return name, low, low + len(name)


def hops(
    report: Report, speaker: Speaker, found: list[Carrier], outer: tuple[Hop, ...], names: Names
) -> tuple[Hop, ...]:
    """The chain from the source to the outlet; ``outer`` is the chain of the attribution this one is nested in."""
    own = (
        [Hop(speaker.name or "unknown", "says", speaker.span, speaker.entity)]
        if speaker.name or speaker.span
        else [Hop("unknown", "says")]
    )
    seen = {(speaker.name or "").lower(), (report.outlet or "").lower()}
    for carrier in found:
        if carrier.name.lower() not in seen:
            seen.add(carrier.name.lower())
            entity = names.entity_of(carrier.name) or names.entity_of(report.text[carrier.start : carrier.end])
            own.append(Hop(carrier.name, carrier.relation, report.span(carrier.start, carrier.end), entity))
    for hop in outer[:-1]:
        if hop.name.lower() not in seen:
            seen.add(hop.name.lower())
            relation: Relation = "cited-by" if hop.relation == "says" else hop.relation
            own.append(Hop(hop.name, relation, hop.span, hop.entity))
    return (*own, outer[-1] if outer else Hop(report.outlet or report.name, "publishes"))
