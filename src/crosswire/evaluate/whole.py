"""Events told in several invented reports, through the whole flow: stories, copies, who says what, what is disputed.

``evaluate/sets/whole-*.toml`` holds the reports and what a careful reader finds in them; set b is never tuned on. A
saying is *right* where the innermost attribution over its words has the holder asked for (and the polarity), *wrong*
where it has another, *missing* where nothing that names a holder covers the words.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from crosswire.base.config import Options
from crosswire.model.account import Account, Answer, Finding, Reading
from crosswire.model.claim import Attribution
from crosswire.model.report import Given, Received
from crosswire.run.runner import run

FILES: tuple[str, ...] = ()
LOWER_IS_BETTER = frozenset(
    f"{name}: {what}" for name in "ab" for what in ("copies turned round", "sayings wrong", "disputes not there")
)
SETS = Path(__file__).parent / "sets"
QUARREL = ("conflict", "denial")
Counts = dict[str, list[float]]


def score(data: Path) -> dict[str, float]:
    """``data`` is not needed. Shares; pairs of reports for stories and copies."""
    found: dict[str, float] = {}
    for name in ("a", "b"):
        if (SETS / f"whole-{name}.toml").exists():
            found |= {f"{name}: {metric}": round(share, 4) for metric, share in measure(name).items()}
    return found


@cache
def measure(name: str) -> dict[str, float]:
    """Every metric of one set."""
    sums: Counts = {}
    for event in events(name):
        for metric, (got, of) in marks(event, told(event)).items():
            held = sums.setdefault(metric, [0.0, 0.0])
            held[0], held[1] = held[0] + got, held[1] + of
    empty = {what.partition(": ")[2] for what in LOWER_IS_BETTER}
    return {metric: got / of if of else float(metric not in empty) for metric, (got, of) in sums.items()}


def events(name: str) -> list[Mapping[str, Any]]:
    """The events of one set."""
    found: list[Mapping[str, Any]] = tomllib.loads((SETS / f"whole-{name}.toml").read_text(encoding="utf-8"))["event"]
    return found


def told(event: Mapping[str, Any]) -> Account:
    """The account of an event's reports."""
    return run((received(report) for report in event["report"]), options=Options(workers=1)).account


def received(report: Mapping[str, Any]) -> Received:
    """A report as it would come in as a text file with front matter."""
    fields = {name: report.get(name) for name in ("outlet", "published", "title", "language")}
    return Received(report["id"], "text", report["text"].strip() + "\n", Given(**fields))


def marks(event: Mapping[str, Any], account: Account) -> dict[str, tuple[float, float]]:
    """What was got and out of how much, by metric."""
    readings = {reading.report.name: reading for reading in account.readings}
    names = {reading.report.id: name for name, reading in readings.items()}
    names |= {item.id: name for name, reading in readings.items() for item in reading.items}
    wanted = _pairs(event["stories"])
    grouped = _pairs([{names[item] for item in story.items} for story in account.stories])
    links = {frozenset((names[link.source], names[link.target])) for link in account.copies}
    kin, linked = _pairs(_families(map(frozenset, event["copies"]))), _pairs(_families(links))
    said = [saying(readings[one["in"]], account, one) for one in event["says"]]
    quarrels = [finding for finding in account.findings if finding.relation in QUARREL]
    asked = event["disputed"]
    return {
        "stories precision": (len(wanted & grouped), len(grouped)),
        "stories recall": (len(wanted & grouped), len(wanted)),
        "copies precision": (len(kin & linked), len(linked)),
        "copies recall": (len(kin & linked), len(kin)),
        "copies turned round": (len(turned(event, account, names)), len(kin)),
        "sayings right": (said.count("right"), len(said)),
        "sayings wrong": (said.count("wrong"), len(said)),
        "disputes found": (sum(any(matches(f, account, one) for f in account.findings) for one in asked), len(asked)),
        "disputes not there": (
            sum(not any(matches(f, account, one) for one in asked) for f in quarrels),
            len(quarrels),
        ),
    }


def turned(event: Mapping[str, Any], account: Account, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Links that make what was first told derive from what derives from it."""
    first = {(derived, original) for original, derived in event["copies"]}
    sides = [(link, names[link.source], names[link.target]) for link in account.copies if link.derived]
    ends = [(a, b) if link.derived == link.target else (b, a) for link, a, b in sides]
    return [end for end in ends if end in first]


def _pairs(groups: Iterable[Iterable[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(set(group)), 2)}


def _families(links: Iterable[frozenset[str]]) -> list[set[str]]:
    """Names that hang together."""
    families: list[set[str]] = []
    for link in links:
        near = [family for family in families if family & link]
        families = [family for family in families if not family & link] + [set(link).union(*near)]
    return families


def saying(reading: Reading, account: Account, wanted: Mapping[str, str]) -> str:
    """Right, wrong or missing."""
    start, end = _place(reading.report.text, wanted)
    over = [(one, size) for one in reading.attributions if (size := _covers(one, start, end)) is not None]
    over = [(one, size) for one, size in over if one.source.name or one.source.anonymous or one.source.span]
    if not over:
        return "missing"
    least = min(size for _, size in over)
    inner = [one for one, size in over if size == least]
    right = [one for one in inner if _is(_called(one, account), wanted["who"])]
    if not right:
        return "wrong"
    return "right" if any(one.polarity == wanted.get("how", one.polarity) for one in right) else "wrong"


def _place(text: str, wanted: Mapping[str, str]) -> tuple[int, int]:
    begin = text.find(wanted["after"]) if "after" in wanted else 0
    start = text.casefold().find(wanted["what"].casefold(), begin)
    if begin < 0 or start < 0:
        raise ValueError(f"{wanted['in']}: the report does not say {wanted['what']!r}")
    return start, start + len(wanted["what"])


def _covers(one: Attribution, start: int, end: int) -> int | None:
    """Code points of the content, where it covers the words or points to them."""
    if not any(span.start < end and start < span.end for span in one.content):
        return None
    return sum(span.end - span.start for span in one.content)


def _called(one: Attribution, account: Account) -> Iterator[str]:
    source = one.source
    yield from (words for words in (source.name, source.role, source.span and source.span.exact) if words)
    for entity in account.entities:
        if entity.id == source.entity:
            yield from (entity.name, *entity.aliases)


def _is(names: Iterable[str], wanted: str) -> bool:
    said = " | ".join(names).casefold()
    return any(choice.casefold() in said for choice in wanted.split("|"))


def matches(finding: Finding, account: Account, wanted: Mapping[str, Any]) -> bool:
    """Whether a finding has the relation and, in answers of their own, every holder with its number or words."""
    if finding.relation not in wanted["how"]:
        return False
    free = list(finding.answers)
    for who, what in wanted["answers"]:
        got = next((answer for answer in free if _held(answer, account, who) and _says(answer, what)), None)
        if got is None:
            return False
        free.remove(got)
    return True


def _held(answer: Answer, account: Account, who: str) -> bool:
    entities = {entity.id: (entity.name, *entity.aliases) for entity in account.entities}
    names = [
        name
        for holder in answer.holders
        for name in (holder.name, holder.chain, *entities.get(holder.entity or "", ()))
    ]
    return _is((name for name in names if name), who)


def _says(answer: Answer, what: str) -> bool:
    if what.replace(".", "").isdigit():
        return float(what) in (answer.low, answer.high)
    return what.casefold() in " ".join((answer.value, *(span.exact for span in answer.evidence))).casefold()
