"""Which figures of a story are worth a row, and which of them are one row.

reads account → writes lines
"""

from collections import defaultdict
from collections.abc import Sequence

from crosswire.brief.choose import Weighed, background, in_headline
from crosswire.brief.facts import Facts
from crosswire.brief.figures import by_spot, earnest, figure_key, figure_row, one_row, place_words, revised, scope_key
from crosswire.brief.naming import holder_key
from crosswire.brief.wording import Ledger
from crosswire.language.lexicon import load
from crosswire.model.brief import Line
from crosswire.model.mention import Figure
from crosswire.model.report import Span

LANGUAGE = "en"
LARGE = 20
CARRIED = ("quoted-by", "cited-by")
_Groups = dict[tuple[object, ...], list[Figure]]


def figure_rows(
    weighed: Weighed, taken: set[str], ledger: Ledger, facts: Facts, *, lead: Sequence[Span] = ()
) -> tuple[tuple[Line, ...], int]:
    """The rows of a story, as many as the brief's length has room for, and how many are left out: what the heading or
    the lede (``lead``) counts first, then harm; without the figures (``taken``) that its disputes show."""
    groups: _Groups = defaultdict(list)
    for figure in facts.counted_in(sorted(weighed.items)):
        if _tabled(figure, facts) and not (
            figure.attribution is None and in_headline(figure.report, figure.start, facts)
        ):
            groups[*figure_key(figure, facts), *scope_key(figure, facts)].append(figure)
    _drop_echoes(groups, facts)
    _join_unplaced(groups, facts)
    parted = [_led(part, facts) for members in groups.values() for part in by_spot(members, facts)]
    shown = [members for members in parted if not any(f.id in taken for f in members)]
    shown = [members for members in shown if not _told_closer(members, shown, facts)]
    there = {facts.place_in(f)[0][-1].id for members in shown for f in members if not revised(f, facts)}
    shown = [m for m in shown if not revised(m[0], facts) or facts.place_in(m[0])[0][-1].id not in there]
    harm, when = load("slots")["harm"]["classes"], weighed.story.time
    shown.sort(
        key=lambda m: (
            background(m[0], facts, when),
            not any(_inside(figure, span) for figure in m for span in lead),
            harm.index(m[0].what) if m[0].what in harm else len(harm),
            m[0].attribution is None,
            revised(m[0], facts),
            _published(m[0], facts),
            m[0].report,
            m[0].start,
        )
    )
    room = facts.limits["figures"]
    return tuple(figure_row(members, ledger, facts) for members in shown[:room]), max(0, len(shown) - room)


def _inside(figure: Figure, span: Span) -> bool:
    return figure.report == span.report and span.start <= figure.start < span.end


def _tabled(figure: Figure, facts: Facts) -> bool:
    """Whether a figure belongs into the table: what befell whom is known, and a launch is of what can be launched."""
    table = load("slots")
    if figure.what not in table["what"] or not (figure.unit or figure.who) or not earnest(figure, facts):
        return False
    return figure.what != "launched" or any(figure.unit in table["unit"][unit] for unit in table["launches"]["units"])


def _repeated(figure: Figure, other: Figure) -> bool:
    """Whether the text has told a large number before, of the same thing and not of another place."""
    said = (figure.report, figure.low, figure.high, figure.what, figure.unit, figure.attribution)
    same = said == (other.report, other.low, other.high, other.what, other.unit, other.attribution)
    apart = figure.place is not None and other.place is not None and figure.place != other.place
    return same and not apart and other.start < figure.start and (figure.low or 0) >= LARGE


def _published(figure: Figure, facts: Facts) -> str:
    """When the words of a figure were published, as EDTF; nothing where that is not known."""
    item = facts.items.get(figure.item)
    return (item.published.edtf if item else None) or facts.report(figure.report).published.edtf or ""


def _told_closer(members: Sequence[Figure], shown: Sequence[Sequence[Figure]], facts: Facts) -> bool:
    """Whether a text counts the same number of nobody in particular ("four people … four women were hurt")."""
    first = members[0]
    if any(_repeated(first, other[0]) for other in shown):
        return True
    if first.who or first.unit not in (None, "people"):
        return False
    return any(
        other[0] is not first
        and other[0].who
        and (other[0].low, other[0].high, other[0].what, other[0].attribution)
        == (first.low, first.high, first.what, first.attribution)
        and {f.report for f in members} <= {f.report for f in other}
        for other in shown
    )


def _drop_echoes(groups: _Groups, facts: Facts) -> None:
    """Leave out a text's own repetition of a count that it, or a text that quotes the same holder, gives to somebody;
    and a carrier's of what it only carries."""
    held = [f for members in groups.values() for f in members if f.attribution]
    for key, members in list(groups.items()):
        if all(any(_echo(figure, other, facts) for other in held) for figure in members):
            del groups[key]


def _echo(figure: Figure, other: Figure, facts: Facts) -> bool:
    if (figure.low, figure.high, figure.what) != (other.low, other.high, other.what):
        return False
    if _headed(figure, facts) and other.item == figure.item and not _headed(other, facts):
        return figure.of == other.of and figure.unit == other.unit
    source = facts.attributions.get(other.attribution or "")
    one_text = facts.texts[figure.report] == facts.texts[other.report]
    if source is None or figure.id == other.id:
        return False
    if figure.attribution is None:
        return one_text or (_may_be_one_place(figure, other, facts) and _quotes(figure.report, other, facts))
    held = facts.attributions.get(figure.attribution)
    carriers = {hop.name.casefold() for hop in source.chain if hop.relation in CARRIED}
    return one_text and held is not None and (held.source.name or "").casefold() in carriers


def _headed(figure: Figure, facts: Facts) -> bool:
    return in_headline(figure.report, figure.start, facts)


def _quotes(report: str, figure: Figure, facts: Facts) -> bool:
    """Whether a report gives words of whoever gives a figure."""
    holder = holder_key(facts.attributions[figure.attribution or ""], facts)
    return any(holder_key(a, facts) == holder for a in facts.readings[report].attributions)


def _may_be_one_place(one: Figure, two: Figure, facts: Facts) -> bool:
    left, right = place_words(one, facts), place_words(two, facts)
    return left is None or right is None or left == right


def _join_unplaced(groups: _Groups, facts: Facts) -> None:
    """Put a count without a place or time to the only row of its holder that has the same number with one, where
    both stand in versions of one text or the number is no common one."""
    for key, members in list(groups.items()):
        fits = [
            other
            for other in groups
            if other != key and other[:-2] == key[:-2] and one_row([*groups[other], *members], facts)
        ]
        fuller = [other for other in fits if _known(other) > _known(key)]
        if len(fuller) == 1 and len(fits) == 1 and _sure(members[0], groups[fuller[0]], facts):
            groups[fuller[0]] += members
            del groups[key]


def _known(key: tuple[object, ...]) -> int:
    return sum(part is not None for part in key[-2:])


def _sure(figure: Figure, others: Sequence[Figure], facts: Facts) -> bool:
    large = figure.of is not None or (figure.low or 0) >= LARGE
    return large or any(facts.texts[figure.report] == facts.texts[other.report] for other in others)


def _led(members: Sequence[Figure], facts: Facts) -> list[Figure]:
    """A row's figures, led by the one that says the most: with what was said before, where and when, and exactly."""

    def rank(figure: Figure) -> tuple[object, ...]:
        _, place = facts.place_in(figure)
        return (
            revised(figure, facts),
            -place,
            figure.modifier != "exactly",
            -sum(part is not None for part in (figure.place, figure.time)),
            facts.report(figure.report).language != LANGUAGE,
        )

    return sorted(members, key=rank)
