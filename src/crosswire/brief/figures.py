"""Rows of the figures table: the count, of whom, where and when, who says so.

reads account → writes lines
"""

import re
from collections.abc import Iterable, Sequence

from crosswire.brief.dates import phrase
from crosswire.brief.facts import Facts
from crosswire.brief.naming import holder_key, holder_words, place_label, voice_words
from crosswire.brief.same import once
from crosswire.brief.wording import Ledger, said
from crosswire.language.figures import number_words
from crosswire.language.lexicon import load
from crosswire.model.brief import Line, Segment
from crosswire.model.mention import Figure
from crosswire.model.report import Span

_CYRILLIC = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)


def figure_holder(figure: Figure, facts: Facts) -> str:
    """Who gives a figure: the source with its path, or the report's own voice."""
    attribution = facts.attributions.get(figure.attribution or "")
    if attribution is None:
        own = str(load("slots")["chain"]["own"])
        return own.format(name=voice_words(facts.report(figure.report)))
    return holder_words(attribution, facts) or str(load("templates")["verbs"]["nobody"])


def place_words(figure: Figure, facts: Facts) -> str | None:
    """The place of a figure by the name the account has for it, else in the text's words."""
    entity = facts.entity(figure.place)
    return place_label(entity) if entity else figure.place_name


def evidence(figure: Figure, facts: Facts) -> list[Span]:
    """The sentences that a figure and its holder stand in."""
    found = [facts.around(figure.report, figure.start, figure.end)]
    attribution = facts.attributions.get(figure.attribution or "")
    for span in (attribution.source.span, attribution.cue) if attribution else ():
        if span is not None and not (found[0].start <= span.start and span.end <= found[0].end):
            found.append(facts.around(span.report, span.start, span.end))
    return once(found)


def figure_row(group: Sequence[Figure], ledger: Ledger, facts: Facts) -> Line:
    """A row: the count, of whom, where and when, who says so."""
    first = group[0]
    number, counted = number_of(first, facts), counted_words(first)
    what = (
        said("figure-number-what", number=number, what=first.what)
        if first.what
        else said("figure-number", number=number)
    )
    where, when = place_words(first, facts), phrase(first.time)
    if where and when:
        scope = said("figure-place-when", place=where, when=when)
    elif where:
        scope = said("place-only", place=where)
    else:
        scope = said("when-only", when=when) if when else said("figure-none")
    cells = [
        [what, *_also(group, number, facts), *revision(first, facts), *_marked(first, facts)],
        [said("figure-counted", counted=counted) if counted else said("figure-none")],
        [scope],
        [said("holder", holder=figure_holder(first, facts))],
    ]
    cites = [span for figure in group for span in evidence(figure, facts)]
    return ledger.line("figure", cells, claims=_figure_claims(group), cites=cites)


def _marked(figure: Figure, facts: Facts) -> list[Segment]:
    """What is wrong with a number by its own words: more than its whole, or taken back by its report."""
    over = figure.of is not None and figure.low is not None and figure.low > figure.of
    return [*([said("figure-over")] if over else []), *([said("figure-withdrawn")] if withdrawn(figure, facts) else [])]


def withdrawn(figure: Figure, facts: Facts) -> bool:
    """Whether a report says of a number that an earlier version of it had it wrong."""
    attribution = facts.attributions.get(figure.attribution or "")
    name = (attribution.source.name or "").casefold() if attribution else ""
    return any(words in name for words in load("slots")["corrections"]["sources"])


def earnest(figure: Figure, facts: Facts) -> bool:
    """Whether a number is held by whoever gives it: not denied or doubted ("denied that 100 were killed" is no count of
    100), and not said in jest."""
    attribution = facts.attributions.get(figure.attribution or "")
    if attribution is None:
        return True
    jest = attribution.cue is not None and attribution.cue.exact.casefold() in load("slots")["unserious"]["cues"]
    return attribution.polarity == "asserts" and not jest


def _also(group: Sequence[Figure], number: str, facts: Facts) -> list[Segment]:
    """How else the holder gives the same number: "7" is also "at least 7" in another report."""
    others = [words for f in group if (words := number_of(f, facts)) != number]
    return [said("figure-also", other="”, “".join(dict.fromkeys(others)))] if others else []


def number_of(figure: Figure, facts: Facts) -> str:
    """The number as a row has it: "2 more" where the words make it an addition to an earlier count, and a word for a
    number in another script as it stands there."""
    words = number_words(figure)
    if not words.isascii() and any(letter.isalpha() for letter in words):
        return f"“{words}”"
    table, text = load("templates")["further"], facts.report(figure.report).text
    more = text[figure.end : figure.end + 30].lower().split()[:1]
    adds = bool(set(more) & set(table["after"])) and figure.what not in table["apart"] and not _beside(figure, facts)
    return str(load("templates")["line"]["figure-more"]).format(number=words) if adds else words


def _beside(figure: Figure, facts: Facts) -> bool:
    """Whether a count of something else stands before it in its sentence ("two were killed and four more were hurt"):
    then "more" adds to that one."""
    sentence = facts.sentence(figure.report, figure.start)
    start = sentence.start if sentence else figure.start
    others = facts.counted_in((figure.item,))
    return any(start <= f.start < figure.start and f.what and f.what != figure.what for f in others)


def counted_words(figure: Figure) -> str | None:
    """Who or what was counted: in the text's words, and where these are of another script after what they mean."""
    who, unit = figure.who, figure.unit
    if not who or who.isascii() or not _CYRILLIC.search(who):
        return who or unit
    return f"{unit} (“{who}”)" if unit and unit.isascii() else f"“{who}”"


def in_words(figure: Figure, facts: Facts) -> str:
    """A count in one phrase: "2 killed (Russian soldiers)"; people as such are not said."""
    counted = counted_words(figure)
    parts = [number_of(figure, facts), figure.what or ""]
    if counted and counted not in (figure.what, "people"):
        parts.append(f"({counted})")
    elif counted and not figure.what:
        parts.append(counted)
    return " ".join(part for part in parts if part)


def revision(figure: Figure, facts: Facts) -> list[Segment]:
    """What the same holder said before of the same count; of a value that it replaced, what it said last."""
    chain, place = facts.place_in(figure)
    if place < len(chain) - 1:
        return [said("figure-later", new=number_words(chain[-1]))]
    return [said("figure-earlier", old=number_words(chain[place - 1]))] if place else []


def revised(figure: Figure, facts: Facts) -> bool:
    """Whether the same holder replaced the figure later."""
    chain, place = facts.place_in(figure)
    return place < len(chain) - 1


def _figure_claims(group: Iterable[Figure]) -> list[str]:
    return [claim for figure in group for claim in (figure.id, figure.attribution) if claim]


def figure_key(figure: Figure, facts: Facts) -> tuple[object, ...]:
    """Figures with equal keys say the same of the same by the same holder. "7" and "at least 7" of one holder are one
    number."""
    attribution = facts.attributions.get(figure.attribution or "")
    holder = holder_key(attribution, facts) if attribution else facts.texts[figure.report]
    people = figure.unit in (None, "people")
    counted = ((figure.who if people else figure.unit) or "").casefold()
    counted = "" if counted in ("", "people", "persons") else counted
    exact = figure.modifier in ("exactly", "at-least")
    value = (figure.low, figure.low if exact and figure.high is None else figure.high)
    further = number_of(figure, facts) != number_words(figure)
    return (*value, "" if exact else figure.modifier, further, figure.of, figure.what, counted, holder)


def scope_key(figure: Figure, facts: Facts) -> tuple[str | None, str | None]:
    """Where and when of a figure that counts anew in each place and window of hours. What befell people stands until
    it is revised, so that its rows are not told apart by them."""
    befell = {*load("slots")["harm"]["classes"], *load("befell")["classes"]["person"]}
    return (None, None) if figure.what in befell else (place_words(figure, facts), figure.time)


def one_row(group: Sequence[Figure], facts: Facts) -> bool:
    """Whether figures may stand in one row: the same number of the same by one holder, of no two places or times."""
    scopes = [scope_key(figure, facts) for figure in group]
    apart = [{scope[n] for scope in scopes} - {None} for n in (0, 1)]
    return len({figure_key(f, facts) for f in group}) == 1 and all(len(found) < 2 for found in apart)


def by_spot(group: Sequence[Figure], facts: Facts) -> list[list[Figure]]:
    """Figures of one key by the town they are of; those of no town stand with the first."""
    found: dict[str, list[Figure]] = {}
    loose: list[Figure] = []
    for figure in group:
        entity = facts.entity(figure.place)
        town = entity is not None and entity.place is not None and entity.place.precision == "point"
        (found.setdefault(str(figure.place), []) if town else loose).append(figure)
    parts = list(found.values()) or [[]]
    return [sorted((*part, *(loose if number == 0 else ())), key=group.index) for number, part in enumerate(parts)]
