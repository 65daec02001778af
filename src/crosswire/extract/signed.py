"""Byline, dateline and credit line of a text: who wrote it, where and when it was filed, whom it was taken from.

reads nothing of Crosswire's but ``data/bylines.toml``, ``data/agencies.toml``, ``data/calendar.toml``; a helper of
:mod:`crosswire.extract.article`. They stand at the head and foot, on lines of their own or run into the first sentence.
Where it is doubtful whether words are a name or begin the sentence, they are left to the sentence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from crosswire.base.text import trim
from crosswire.extract import datelines
from crosswire.extract.datelines import UPPER
from crosswire.language import calendar, lexicon

METHOD = "signed/2"
_HEAD = 400  # code points of a text in which its byline and dateline may begin
_FOOT = 700  # in which its credit line may
_GAP = re.compile(r"[ \t\xa0|•·,:;–—-]*")
Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Signed:
    """Code points of a text's byline, dateline and credit line; None for what it has not."""

    byline: Spot | None = None
    dateline: Spot | None = None
    credit: Spot | None = None


def find(text: str) -> Signed:
    """What a text's head and foot say of its making. Each is trimmed, and none overlaps another."""
    byline, dateline = _head(text)
    dateline = dateline or datelines.run_in(text)
    credit = _credit(text)
    if credit and max((spot[1] for spot in (byline, dateline) if spot), default=0) > credit[0]:
        credit = None
    return Signed(byline, dateline, credit)


def _head(text: str) -> tuple[Spot | None, Spot | None]:
    """Byline and dateline: each at the start of one of the first lines, or right behind the other."""
    byline = dateline = None
    starts = [0, *(match.end() for match in re.finditer(r"\n+", text[:_HEAD]))]
    for start in starts[:8]:
        at, _ = trim(text, start, len(text))
        for _ in range(3):
            at = _posted(text, at)
            found = _byline(text, at) if byline is None else None
            if found:
                byline, at = found, _after(text, found[1])
                continue
            found = datelines.find(text, at) if dateline is None else None
            if found:
                dateline = found
            break
        if dateline:
            break
    return byline, dateline


def _posted(text: str, at: int) -> int:
    """Past "Posted on 2 April 2031" where a writer's name follows; where it stood otherwise."""
    match = _patterns()["posted"].match(text, at)
    stamp = calendar.read(text[match.end() : match.end() + 40]) if match else None
    end = _after(text, match.end() + stamp.end) if match and stamp else at
    return end if _patterns()["by"].match(text, end) else at


def _after(text: str, at: int) -> int:
    match = _GAP.match(text, at)
    return match.end() if match else at


def _byline(text: str, at: int) -> Spot | None:
    """ "By Name", "By Name and Name, Agency": a line of its own, or run into what follows with a capital letter."""
    by = _patterns()["by"].match(text, at)
    if by is None:
        titled = _patterns()["titled"].match(text, at)
        return trim(text, *titled.span()) if titled else None
    line = _patterns()["line"].match(text, by.end())
    first = text[by.end() :].split(maxsplit=1)[0].lower().strip(".,") if text[by.end() :].strip() else ""
    if first in _words("no_name") or calendar.month(first) or calendar.weekday(first):
        return None
    if line and not re.search(r"[.!?]\s*$", line[0]):
        return at, trim(text, at, line.end())[1]
    name = _patterns()["run"].match(text, by.end())
    if name is None:
        return None
    return at, trim(text, at, name.end())[1]


def _credit(text: str) -> Spot | None:
    """The last words of a text, where they are a credit line; several in a row are one."""
    _, end = trim(text, 0, len(text))
    low = max(0, end - _FOOT)
    best = None
    for start in sorted({low, *(match.end() for match in _BREAKS.finditer(text, low, end))}):
        if start > 0 and _patterns()["credit"].fullmatch(text, start, end):
            best = trim(text, start, end)
            break
    return best


_BREAKS = re.compile(r"\n+|(?<=[.!?\"”'’)])\s+(?=\S)|\s+(?=\()|\s+(?=[–—-]+\s*\S{2,30}$)|\s+(?=[Ss]ource:? )")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in lexicon.load("bylines")[key])


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    table: Mapping[str, Any] = lexicon.load("bylines")
    marks = {mark for agency in lexicon.load("agencies")["agency"] for mark in agency["marks"]}
    agency = "(?:" + "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True)) + r")(?!\w)"
    particle = "|".join(re.escape(word) for word in table["particles"])
    token = rf"[{UPPER}][\w'’ʼ-]*\.?"
    upper = rf"[{UPPER}][{UPPER}'’ʼ-]+"
    joined = "|".join(re.escape(word) for word in table["and"])
    name = rf"{token}(?:[ ](?:{particle}|{token})){{1,3}}"
    roles = "|".join(re.escape(word) for word in table["roles"])
    more = rf"(?:(?:,|[ ](?:{joined})[ ])[ ]?{name})*"
    age = r"(?:[ ]?[•·|][^\n]{0,40})?"
    tail = (
        rf"{more}(?:[ ]?[,|/–-][ ]?[^\n.!?]{{2,60}}|[ ](?:in|for)[ ][^\n.!?]{{2,40}}|"
        rf"[ ](?:{roles})\b[^\n.!?]{{0,40}})?{age}"
    )
    two = rf"(?:{token}[ ](?:[{UPPER}]\.[ ]|(?:{particle})[ ])?{token}|{upper}(?:[ ]{upper}){{1,3}})"
    ahead = rf"(?=[ ]+(?:[\"“«'‘(]?[{UPPER}0-9]))"
    by = "|".join(re.escape(word) for word in sorted(table["by"], key=len, reverse=True))
    posts = "|".join(re.escape(word) for word in sorted(table["posts"], key=len, reverse=True))
    posted = "|".join(re.escape(word) for word in sorted(table["posted"], key=len, reverse=True))
    credit = "|".join(f"(?:{form.replace('AGENCY', agency)})" for form in table["credit"]["patterns"])
    return {
        "by": re.compile(rf"(?i:{by})[ \t\xa0]+(?=[{UPPER}])"),
        "posted": re.compile(rf"(?i:{posted}):?\s+"),
        "line": re.compile(rf"{name}{tail}[ \t]*(?=\n|$)"),
        "titled": re.compile(rf"{name},[ ](?:[^\n.!?,:]{{0,40}}[ ])?(?i:{posts})(?!\w)[^\n.!?:,]{{0,30}}(?=\n|$)"),
        "run": re.compile(rf"{two}{ahead}"),
        "credit": re.compile(rf"(?:{credit})(?:\s+(?:{credit}))*", re.IGNORECASE),
    }
