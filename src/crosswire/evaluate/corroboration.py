"""False corroboration: do copies, translations, chains and sister papers count as one origin, and two sources as two?

Each event of ``evaluate/sets/corroboration-*.toml`` is told by several invented outlets; the rows below join its texts
into cases. A case is *inflated* where any answer of any finding counts more origins than there are. A case of several
origins is *credited* where the answer asked for counts at least two and no more than there are.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from crosswire.base.config import Options
from crosswire.model.report import Given, Received
from crosswire.run.runner import run

FILES: tuple[str, ...] = ()
LOWER_IS_BETTER = frozenset({"a: inflated", "b: inflated"})
NO_FLOOR = frozenset(f"{name}: cases of {number}" for name in "ab" for number in ("one origin", "several origins"))
SETS = Path(__file__).parent / "sets"
DEPENDENT: Mapping[str, tuple[str, ...]] = {
    "copy": ("agency", "reprint"),
    "rewrite": ("agency", "rewrite"),
    "translation": ("agency", "translation"),
    "chain": ("reprint", "chain", "rewrite"),
    "family": ("reprint", "sister", "agency", "rewrite", "chain", "translation"),
}
INDEPENDENT: Mapping[str, tuple[tuple[str, ...], int]] = {
    "two sources": (("agency", "second"), 2),
    "source and witness": (("reprint", "witness"), 2),
    "two other sources": (("second", "third"), 2),
    "copies and a source": (("rewrite", "chain", "third"), 2),
    "copies, a source, a witness": (("agency", "reprint", "translation", "second", "witness"), 3),
}


@dataclass(frozen=True, slots=True)
class Case:
    """Reports of one event, how many origins stand behind its figure, and how many the account counts."""

    event: str
    kind: str
    origins: int
    counted: int

    @property
    def inflated(self) -> bool:
        """Whether more origins are counted than there are."""
        return self.counted > self.origins

    @property
    def credited(self) -> bool:
        """Whether several origins are seen as several."""
        return 1 < self.counted <= self.origins


def score(data: Path) -> dict[str, float]:
    """``data`` is not needed. Counts of cases, those of set a and of set b (never tuned on) apart."""
    found: dict[str, float] = {}
    for name in ("a", "b"):
        cases = measure(name)
        single = [case for case in cases if case.origins == 1]
        several = [case for case in cases if case.origins > 1]
        found |= {
            f"{name}: cases of one origin": len(single),
            f"{name}: inflated": sum(case.inflated for case in cases),
            f"{name}: cases of several origins": len(several),
            f"{name}: credited": sum(case.credited for case in several),
        }
    return found


@cache
def measure(name: str) -> tuple[Case, ...]:
    """Every case of one set, counted through the whole flow."""
    events = tomllib.loads((SETS / f"corroboration-{name}.toml").read_text(encoding="utf-8"))["event"]
    return tuple(case for event in events for case in _cases(event))


def _cases(event: Mapping[str, Any]) -> Iterable[Case]:
    for kind, names in DEPENDENT.items():
        yield Case(event["name"], kind, 1, _counted(event, names))
    for kind, (names, origins) in INDEPENDENT.items():
        yield Case(event["name"], kind, origins, _counted(event, names))


def _counted(event: Mapping[str, Any], names: Iterable[str]) -> int:
    """The most origins that any answer with the event's value counts; 1 where the account compares nothing."""
    result = run((received(event, name) for name in names), options=Options(workers=1))
    answers = [answer for finding in result.account.findings for answer in finding.answers]
    return max((answer.origins for answer in answers if event["value"] in (answer.low, answer.high)), default=1)


def received(event: Mapping[str, Any], name: str) -> Received:
    """One of the event's texts as it would come in. Sister papers have one owner."""
    outlet, published, language, text = event[name]
    family = event["name"] if name in ("sister", "reprint", "rewrite") else None
    given = Given(outlet=outlet, published=published, language=language, family=family)
    return Received(f"{event['name']}-{name}.txt", "text", text.strip() + "\n", given)
