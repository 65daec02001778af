"""Where and when a report was filed, and for whom, as its first words say.

reads nothing of Crosswire's but ``data/bylines.toml``, ``agencies.toml``, ``calendar.toml`` and ``segments.toml``; a
helper of :mod:`crosswire.extract.signed`. Agencies of Eastern Europe part place, day and name by full stops ("Киев.
3 марта. ИНТЕРФАКС –"), which a splitter of sentences takes for three sentences; copies that lost their marks run an
agency and a date into the first sentence ("Monitor AFP Friday 15 Jul 2016 Two people …").
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from crosswire.base.text import trim
from crosswire.language import calendar, lexicon

METHOD = "datelines/1"
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁІЇЄҐ"
_RUN_IN = 260  # code points of a first line in which an agency may be run in
_DASHES = r"(?:[–—]|--?|:)"
_GLUED = re.compile(r"(?:[Ll]ast updated at |[Uu]pdated )?[A-Z][a-z]{2} \d\d ?\d{4} ")
Spot = tuple[int, int]


def find(text: str, at: int) -> Spot | None:
    """The dateline that begins at ``at``, or right behind a date there; None where there is none."""
    for start in dict.fromkeys((at, _past_stamp(text, at))):
        for form in _forms():
            match = form.match(text, start)
            if match and not (form.groupindex.get("label") and _is_label(text, match["label"])):
                return start, trim(text, start, match.end())[1]
        match = _usual().match(text, start)
        if match and match["place"].split()[0].lower() in lexicon.load("bylines")["no_place"]:
            continue
        if match and (match["agency"] or match["day"] or match["place"].upper() == match["place"]):
            return start, trim(text, start, match.end())[1]  # "Analysis – what we know" begins so too
    return None


def run_in(text: str) -> Spot | None:
    """An agency with a date, or before a capitalised opening word, in a first line without its marks."""
    line = text[: min(_RUN_IN, len(text))].split("\n", 1)[0]
    for match in _named().finditer(line):
        if re.search(r"[.!?][\"”’»)]*\s", line[: match.start()]):
            return None
        above = line[: match.start()].split()
        if above and above[-1].lower() in lexicon.load("bylines")["into"]:
            continue
        stamp = calendar.read(line[match.end() :])
        end = match.end() + stamp.end if stamp and len(stamp.edtf) >= 10 else 0
        if end and re.match(rf"\s+[\"“«(]?[{UPPER}0-9]", text[end : end + 4]):
            return match.start(), end
        if match.start() and not end and _opens(line[match.end() :]):
            return match.start(), match.end()
    return None


def _past_stamp(text: str, at: int) -> int:
    glued = _GLUED.match(text, at)
    if glued:
        return glued.end()
    stamp = calendar.read(text[at : at + 60])
    end = at + stamp.end if stamp and len(stamp.edtf) >= 10 else at
    gap = re.compile(r"[ \t,|·–—-]*").match(text, end)
    return gap.end() if gap and end > at else at


def _opens(rest: str) -> bool:
    """Whether a sentence opens here: a capitalised opening word that goes on in small letters or figures."""
    found = re.match(r"\s+([A-Z]\w*)\s+(?:least\b|[a-z0-9]|[A-Z]\w*\s+[a-z])", rest)
    return found is not None and found[1].lower() in lexicon.load("segments")["openers"]["words"]


def _is_label(text: str, word: str) -> bool:
    """Whether a word in capitals before a colon announces ("BREAKING:"), or is one of a transcript's speakers."""
    known = word.lower() in lexicon.load("bylines")["labels"]
    return known or len(re.findall(rf"^[{UPPER}][{UPPER} .]{{2,30}}:", text, re.MULTILINE)) > 1


@cache
def agency() -> str:
    """A regular expression of the agencies' spellings, a site's ending with it."""
    marks = {mark for each in lexicon.load("agencies")["agency"] for mark in each["marks"]}
    marks |= set(lexicon.load("bylines")["wires"])
    forms = "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))
    return rf"(?:{forms})(?:\.(?:ru|com|ua|net|org))?(?!\w)"


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.(-]){agency()}(?=\s)")


@cache
def _parts() -> tuple[str, str]:
    """A place and a day without names of groups."""
    table: Mapping[str, Any] = lexicon.load("bylines")
    particle = "|".join(re.escape(word) for word in table["particles"])
    token, capitals = rf"[{UPPER}][\w'’ʼ-]*\.?", rf"[{UPPER}][{UPPER}'’ʼ-]+"
    place = rf"(?:{capitals}(?:[ -]{capitals}){{0,3}}|{token}(?:[ -](?:{particle}|{token})){{0,2}})"
    months = calendar.alternatives(calendar.months())
    year = r"(?:,?[ ]\d{4}(?:[ ](?:г|р|года|року)\b\.?)?)?"
    return place, rf"(?:\d{{1,2}}[ ](?i:{months})\.?|(?i:{months})\.?[ ]\d{{1,2}}){year}"


@cache
def _usual() -> re.Pattern[str]:
    place, day = _parts()
    return re.compile(
        rf"(?P<place>{place}(?:[,/][ ]?{place})?)(?:[,.]?[ ](?P<day>{day}))?[,.]?[ ]*"
        rf"(?:(?P<agency>\({agency()}\)|\([{UPPER}][\w .&/-]{{1,30}}\)(?!\s*:)|{agency()}(?=\s*[–—:-]))"
        rf"\s*{_DASHES}?|[–—]|--|-(?=\s))\s*"
        rf"(?=[{UPPER}0-9\"“«'‘(])"
    )


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Forms of datelines, each before a capital letter, a figure or a quotation mark."""
    place, day = _parts()
    name = rf"(?i:{agency()})"
    framed = rf"(?:/(?i:корр\.?|кор\.|corr\.?)?[ ]?{name}/|/{name}/|\({name}\)|{name})"
    ahead = rf"[ \t\xa0\n]*(?=[{UPPER}0-9\"“«'‘(])"
    openers = "|".join(word.capitalize() for word in lexicon.load("segments")["openers"]["words"] if len(word) > 1)
    capitals = rf"[{UPPER}]{{4,}}(?:[ -][{UPPER}]{{2,}}){{0,2}}"
    return (
        re.compile(rf"{place}[,.]?[ ](?:{day})[.,]?[ ]*{_DASHES}?[ ]*{framed}(?:[.]|[ ]*{_DASHES}|(?<=[/)])){ahead}"),
        re.compile(rf"(?:{day})[,.]?[ ](?:{place}[.,]?[ ])?{framed}(?:[.]|[ ]*{_DASHES}|(?<=[/)])){ahead}"),
        re.compile(rf"{place}\.[ ]{framed}(?:[.]|[ ]*{_DASHES}){ahead}"),
        re.compile(rf"{place}[ ]{framed}[ ]?[–—-][ ]?(?=[{UPPER}][a-zа-яіїєґ])"),
        re.compile(rf"\({name}\)[ ]*(?:[–—]|--?|:)?{ahead}"),
        re.compile(rf"{place}[ ]?\|[ ]?{day}[ ]?\|{ahead}"),
        re.compile(rf"(?P<label>[{UPPER}]{{3,}}(?:[ ][{UPPER}]{{2,}}){{0,2}}):[ ](?=[{UPPER}0-9\"“«])"),
        re.compile(
            rf"(?P<label>{capitals})(?:,?[ ][{UPPER}][a-z]+)?[ ](?=(?:{openers}|More|Around|About|Some)[ ][a-z0-9])"
        ),
    )
