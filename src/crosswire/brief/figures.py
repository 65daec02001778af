"""Rows of the figures table: the count, of whom, where and when, who says so.

reads account → writes lines
"""

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
    number = number_words(first)
    counted = first.who or first.unit
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
        [what, *revision(first, facts)],
        [said("figure-counted", counted=counted) if counted else said("figure-none")],
        [scope],
        [said("holder", holder=figure_holder(first, facts))],
    ]
    cites = [span for figure in group for span in evidence(figure, facts)]
    return ledger.line("figure", cells, claims=_figure_claims(group), cites=cites)


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
    """Figures with equal keys say the same of the same by the same holder."""
    attribution = facts.attributions.get(figure.attribution or "")
    holder = holder_key(attribution, facts) if attribution else facts.texts[figure.report]
    people = figure.unit in (None, "people")
    counted = ((figure.who if people else figure.unit) or "").casefold()
    # What befell people stands until it is revised; of other things each place and window of hours has its own count.
    befell = {*load("slots")["harm"]["classes"], *load("befell")["classes"]["person"]}
    scope = () if figure.what in befell else (place_words(figure, facts), figure.time)
    return (figure.low, figure.high, figure.modifier, figure.of, figure.what, counted, holder, *scope)


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
