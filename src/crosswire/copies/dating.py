"""Dates for undated reports whose copy is dated.

reads readings, copies → writes dates
"""

from collections.abc import Sequence

from crosswire.model.account import Reading
from crosswire.model.report import Dated
from crosswire.model.story import CopyLink

METHOD = "copies.dating/1"
SURE = frozenset({"identical", "same-original", "translation", "rewrite", "update"})
"""Kinds whose two texts are of about one time. A digest's edition, or a text that takes in an excerpt, may be later."""


def match(readings: Sequence[Reading], copies: Sequence[CopyLink]) -> dict[str, Dated]:
    """Report id to the date taken from its copy, evidence "matched", for reports without a date of their own.

    Only links between whole reports count, and only dates that are not matched themselves. A report whose copies are
    of different days stays undated: a wrong date is worse than none.
    """
    dated = {r.report.id: r.report.published for r in readings if r.report.published.edtf}
    dated = {report: date for report, date in dated.items() if date.evidence != "matched"}
    undated = {r.report.id for r in readings if not r.report.published.edtf}
    found: dict[str, list[tuple[float, str]]] = {}
    for link in copies:
        if link.kind not in SURE:
            continue
        for one, other in ((link.source, link.target), (link.target, link.source)):
            edtf = dated[other].edtf if one in undated and other in dated else None
            if edtf:
                found.setdefault(one, []).append((-link.share, edtf))
    return {report: Dated(sorted(dates)[0][1], "matched") for report, dates in found.items() if _agree(dates)}


def _agree(dates: Sequence[tuple[float, str]]) -> bool:
    return len({edtf[:10] for _, edtf in dates}) == 1
