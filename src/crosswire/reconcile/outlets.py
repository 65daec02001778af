"""Which names are outlets, and who owns them: an outlet passes on what somebody else saw, unless it says otherwise.

reads report → writes nothing
"""

from functools import cache, lru_cache

from crosswire.language.lexicon import load
from crosswire.language.outlets import family_of
from crosswire.reconcile.index import Index, fold


def is_outlet(name: str | None, index: Index) -> bool:
    """Whether a name is that of a report's outlet, of a known agency or paper, or made like one."""
    folded = fold(name or "")
    if not folded:
        return False
    if folded in _known() or _sounds(folded):
        return True
    return any(fold(report.outlet or "") == folded for report in index.reports.values())


@lru_cache(maxsize=1 << 14)
def _sounds(folded: str) -> bool:
    """Whether a name of several words is made like an outlet's ("Upper Valley Gazette", "Radio Olmgau")."""
    table, words = load("outlets"), folded.split()
    if len(words) < 2 or " ".join(words).endswith(tuple(table["not"])):
        return False
    return words[-1] in table["last"] or words[0] in table["first"]


def owner_of(outlet: str, index: Index) -> str:
    """The owner of an outlet, as a person says it or as ``data/families.toml`` has it; else the outlet itself."""
    folded = fold(outlet)
    said = (r.family for r in index.reports.values() if r.family and fold(r.outlet or "") == folded)
    return fold(next(said, None) or family_of(outlet) or outlet)


@cache
def _known() -> frozenset[str]:
    agencies = {fold(mark) for row in load("agencies")["agency"] for mark in (row["name"], *row["marks"])}
    return frozenset(agencies | {fold(name) for row in load("families")["family"] for name in row["outlets"]})
