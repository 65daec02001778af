"""Posts pasted into a text: their words are their account's, which the outlet only shows.

reads report, items → writes nothing of the flow: a helper of :mod:`crosswire.claims.attribution`.
"""

import re

from crosswire.claims.plans import Draft
from crosswire.claims.units import Unit
from crosswire.language.lexicon import load
from crosswire.model.report import Item, Report

_SIGNATURE = re.compile(r"\s*(?:(?:pic\.twitter\.com|https?:/)/\S+\s*)*(?:[—–]|--?)\s[^\n(]{0,80}$")
_FORWARDED = re.compile(
    r"\s*(?:Forwarded (?:message )?from|Reposted from|Repost from|Переслано (?:з|із|от|из)|Репост (?:з|із|из|от))\s+"
    r"(?P<source>[^\n:]{2,60}?)\s*:?[ \t]*\n\s*"
)
_DATED = re.compile(r"\(@\w+\)\s+[A-Z][a-z]+ \d{1,2}, \d{4}")


def draft(report: Report, item: Item, unit: Unit) -> Draft | None:
    """The pasted post of an item as one attribution, in its last unit; None for the outlet's own."""
    if item.kind != "post" or not item.author or report.kind == "post" or _own(report.outlet, item.author):
        return None
    text = report.text
    handle = text.rfind(f"({item.author})", item.start, item.end)
    if handle < 0:
        return None
    signature = _SIGNATURE.search(text[item.start : handle])
    end = item.start + signature.start() if signature else handle
    start = item.start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(letter.isalpha() for letter in text[start:end]):
        return None
    source = (handle + 1, handle + 1 + len(item.author))
    return Draft(unit, ((start, end),), None, source, "", (end, item.end), how="post", head=source)


def forwarded(report: Report, item: Item, unit: Unit) -> Draft | None:
    """An item that says in its first line whom it was forwarded from: all of it is theirs; None for any other."""
    found = _FORWARDED.match(report.text, item.start, item.end)
    if found is None or not any(letter.isalpha() for letter in report.text[found.end() : item.end]):
        return None
    source = found.span("source")
    end = item.start + len(report.text[item.start : item.end].rstrip())
    return Draft(unit, ((found.end(), end),), None, source, "", (item.start, found.end()), how="post", head=source)


def network(signature: str) -> str | None:
    """The network whose way of signing pasted posts a signature shows."""
    known = load("channels")["signatures"]["words"]
    return "Twitter" if _DATED.search(signature) or any(word in signature for word in known) else None


def _own(outlet: str | None, author: str) -> bool:
    """Whether an account bears the name of the outlet."""
    if not outlet:
        return False
    one, other = (re.sub(r"\W|_", "", name.lower()) for name in (outlet, author))
    return bool(other) and (one in other or other in one and len(other) > 3)
