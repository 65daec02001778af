"""Organisations by pattern: heads of their names, names in quotation marks, whose body it is.

reads text → writes nothing
"""

import re
from collections.abc import Sequence
from functools import cache

from crosswire.language import lexicon
from crosswire.language.names import country_of
from crosswire.resolve import gazetteer
from crosswire.resolve.names_words import Found, Token, adjective_country, body_heads

_QUOTED = re.compile(r"\s[\"“«]([^\"“”«»\n]{2,40})[\"”»]")
_OF_WHOM = re.compile(r" (?:in|of) ([A-ZА-ЯІЇЄ][\w-]+)")


def body_end(text: str, end: int) -> int:
    """Past " in London" after "Ministry of Defence": a capital or country that says whose body it is."""
    match = _OF_WHOM.match(text, end)
    if (
        match
        and country_of(match[1])
        and re.search(r"(?i)minist|foreign office|general staff", text[max(0, end - 40) : end])
    ):
        return match.end()
    return end


def quoted_bodies(text: str, start: int, end: int) -> list[Found]:
    """A kind of body with its name in quotation marks: "Legion “Dawn”", «бригада “Степ”» with its kind."""
    out = []
    for match in _QUOTED.finditer(text, start, end):
        word = re.search(r"([^\W\d_]+)$", text[start : match.start()])
        if not word or not match[1][:1].isupper():
            continue
        head = word[1]
        if head.lower() in body_heads() and (head[:1].isupper() or gazetteer.is_cyrillic(head)):
            out.append(Found(start + word.start(), match.end(), "organisation", "name", 0.97))
    return out


@cache
def _cyrillic() -> tuple[re.Pattern[str], ...]:
    """ "Державна лісова служба України", "Міністерство оборони Польщі", "Генштаб ЗСУ"."""
    stems = "|".join(lexicon.load("organisations")["stems_cyrillic"])
    low, of = "[а-яіїєґё’'ʼ]", r"(?: (?:[А-ЯІЇЄҐЁ]{2,5}(?!\w)|[А-ЯІЇЄҐЁ][а-яіїєґё]+(?:и|ії|і|ы|ии|а|я)(?!\w)))"
    adjective = rf"{low}*(?:ий|ого|ому|им|а|ої|ій|ою|у|е|ый|ой|ом|ая|ую|ое)"
    head = rf"(?i:{stems}){low}*"
    return (
        re.compile(rf"(?<!\w)[А-ЯІЇЄҐЁ]{adjective}(?: {adjective}){{0,2}} {head}({of})?"),
        re.compile(rf"(?<!\w)(?=[А-ЯІЇЄҐЁ]){head}((?: {low}{{3,}}| та| і| и){{0,4}}{of})"),
    )


def cyrillic_bodies(text: str, start: int, end: int) -> list[Found]:
    """Bodies of Ukrainian and Russian texts by the word for their kind, with the country or body they belong to."""
    out = []
    for pattern in _cyrillic():
        for match in pattern.finditer(text, start, end):
            of = match[1].split()[-1] if match[1] else ""
            low, high = match.start(), match.end()
            if not of and text.count(" ", low, high) < 2:
                continue
            if of and not (of.isupper() or country_of(of)):
                if pattern is _cyrillic()[1]:
                    continue
                high = match.start(1)
            if adjective_country(text[low:high].split()[0]) is None or high - low > 20:
                out.append(Found(low, high, "organisation", "name", 0.93))
    return out


def org_like(words: Sequence[Token]) -> bool:
    if len(words) < 2:
        return bool(words) and words[0].word.lower() in body_heads() and gazetteer.is_cyrillic(words[0].word)
    lowers = [token.word.lower() for token in words]
    heads = body_heads()
    if lowers[-1] in heads:
        return True
    return any(
        lower in heads
        and index + 1 < len(lowers)
        and (lowers[index + 1] in ("of", "for") or gazetteer.is_cyrillic(lower))
        for index, lower in enumerate(lowers)
    )
