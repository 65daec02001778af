"""A proposed Admiralty rating of the information (1-6) from origins and dissent. A person's rating outranks it.

reads findings → writes nothing. Source: AJP-2.1, "credibility of information"; reliability (A-F) is never proposed.
"""

from collections.abc import Sequence

from crosswire.language.lexicon import load
from crosswire.model.account import Answer, FindingRelation
from crosswire.model.origin import UNKNOWN, independent


def propose(relation: FindingRelation, answers: Sequence[Answer]) -> tuple[int, str]:
    """The rating of the best supported answer, and its reason in words."""
    table = load("slots")["credibility"]
    keys = [key for answer in answers for key in answer.origin_ids]
    if not any(not key.startswith(UNKNOWN) for key in keys):
        return 6, table["6"]
    if relation in ("conflict", "denial"):
        ranked = sorted((independent(answer.origin_ids) for answer in answers), reverse=True)
        if len(ranked) > 1 and ranked[0] > ranked[1] + 1:
            return 4, table["4b"].format(origins=ranked[0])
        return 4, table["4"]
    if relation in ("agree", "refine"):
        total = independent(keys)
    else:
        total = max(independent(answer.origin_ids) for answer in answers)
    if total >= 3:
        return 1, table["1"].format(origins=total)
    return (2, table["2"]) if total == 2 else (3, table["3"])
