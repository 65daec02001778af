"""One story of the brief: where and when, the lede, the disputes, the figures, who says what.

reads account → writes lines
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from crosswire.brief.behind import behind_words
from crosswire.brief.choose import Weighed, background, in_headline, leaning, lede_of, main_place, score_said
from crosswire.brief.dates import phrase
from crosswire.brief.disputes import dispute, note_line
from crosswire.brief.facts import Facts
from crosswire.brief.figures import by_spot, figure_key, figure_row, revised
from crosswire.brief.headlines import opens_list, title_segments, title_span
from crosswire.brief.naming import holder_key, holder_words, name_of, place_label, sure_of, voice_words
from crosswire.brief.same import Counterparts, alike, group, words_of
from crosswire.brief.sayings import said_line
from crosswire.brief.since import Past, revised_line
from crosswire.brief.wording import Ledger, count_words, said
from crosswire.language.lexicon import load
from crosswire.model.account import Finding
from crosswire.model.brief import BriefStory, Line
from crosswire.model.claim import Attribution
from crosswire.model.mention import Figure
from crosswire.model.report import Span

QUOTATION = 12
"""Words from which on two like quotations are one."""
LARGE = 20
NOTED = ("update", "agree", "other-scope")


def story(weighed: Weighed, ledger: Ledger, facts: Facts, traced: Mapping[str, str], past: Past) -> BriefStory:
    """A story as the brief tells it. ``traced`` are the origins of claims; ``past`` is what a reader knows already."""
    limits = facts.limits
    heading = ledger.line("heading", [title_segments(weighed, ledger, facts)], claims=[weighed.story.id])
    place = _place(weighed, ledger, facts)
    lede = _lede(weighed, ledger, facts)
    disputes = tuple(dispute(finding, ledger, facts) for finding in weighed.disputes)
    taken = {claim for f in weighed.disputes for a in f.answers for claim in a.claims}
    figures = _figures(weighed, taken, ledger, facts)[: limits["figures"]]
    notes = (*_revisions(figures, place, past, ledger, facts), *_notes(weighed, ledger, facts))
    shown = [s for line in (*lede, heading) for s in _verbatim_spans(line, ledger)]
    shown += [s for d in disputes for row in d.answers for s in _verbatim_spans(row, ledger)]
    told = {claim for d in disputes for row in d.answers for claim in row.claims}
    says = _says(weighed, shown, told, ledger, facts, past)
    rows = [row for d in disputes for row in d.answers]
    behind = behind_words(weighed, (*lede, *rows, *figures, *says), traced, ledger, facts)
    origins = ledger.line("origins", [behind], claims=[weighed.story.id], cites=_story_cites(weighed, facts))
    why = said(
        "weight",
        disputes=count_words("disputes", len(weighed.disputes)),
        holders=count_words("holders", weighed.holders),
        origins=count_words("origins", weighed.origins),
        people=count_words("people", weighed.people),
    )
    return BriefStory(
        weighed.story.id, heading, place, lede, disputes, figures, notes, says, origins, weighed.weight, why.text
    )


def _story_cites(weighed: Weighed, facts: Facts) -> list[Span]:
    """The first words of one item of each text."""
    found: dict[str, Span] = {}
    for item in sorted((facts.items[i] for i in weighed.items), key=lambda i: (i.report, i.start)):
        text = facts.texts[item.report]
        if text not in found:
            report = facts.report(item.report)
            end = report.text.find("\n", item.start, item.end)
            found[text] = item.headline_span or report.span(item.start, end if end > item.start else item.end)
    return list(found.values())


def _verbatim_spans(line: Line, ledger: Ledger) -> list[Span]:
    numbers = {n for cell in line.cells for segment in cell if segment.kind == "verbatim" for n in segment.cites}
    return [c.span for c in ledger.citations() if c.number in numbers]


def _place(weighed: Weighed, ledger: Ledger, facts: Facts) -> Line | None:
    place = main_place(weighed.story, weighed.items, facts)
    when = phrase(weighed.story.time)
    if place is not None and when:
        segment = said("place-when", place=place_label(place), when=when)
    elif place is not None:
        segment = said("place-only", place=place_label(place))
    elif when:
        segment = said("when-only", when=when)
    else:
        return None
    mentions = [m for m in place.mentions if m.item in weighed.items] if place else []
    cites = [facts.around(m.report, m.start, m.end) for m in mentions[:1]] or _story_cites(weighed, facts)[:1]
    return ledger.line("place", [[segment]], claims=[weighed.story.id], cites=cites)


def _lede(weighed: Weighed, ledger: Ledger, facts: Facts) -> tuple[Line, ...]:
    passages = lede_of(weighed, facts)
    if not passages:
        return ()
    report = facts.report(passages[0].report)
    start = facts.past_marks(report.id, facts.after_date(report.id, passages[0].start))
    head = title_span(weighed, facts)
    if head is not None and head.report == report.id and head.start <= start < head.end and _closed(head.exact):
        if opens_list(report.span(head.start, passages[-1].end)) is not None:
            return ()
        start = facts.past_marks(report.id, head.end)
    if start >= passages[-1].end:
        return ()
    span = report.span(start, passages[-1].end)
    inside = [a for a in facts.readings[span.report].attributions if _overlaps(a, span)]
    segments = [ledger.verbatim(span)]
    outside = [a for a in inside if not _names_source(a, span) and name_of(a, facts)]
    named: list[str] = []
    for attribution in outside:
        holder = holder_words(attribution, facts)
        if holder and holder not in named:
            named.append(holder)
            sure = sure_of(attribution)
            if sure and sure not in span.exact:
                segments.append(said("by-holder-sure", holder=holder, sure=sure))
            else:
                segments.append(said("by-holder", holder=holder))
    if not inside:
        segments.append(said("by-report", report=voice_words(report)))
    claims = [weighed.story.id, *(a.id for a in inside)]
    return (ledger.line("lede", [segments], claims=claims),)


def _closed(words: str) -> bool:
    """Whether every quotation that begins in some words ends in them."""
    pairs = (("“", "”"), ("«", "»"))
    return words.count('"') % 2 == 0 and all(words.count(left) <= words.count(right) for left, right in pairs)


def _overlaps(attribution: Attribution, span: Span) -> bool:
    return any(c.report == span.report and c.start < span.end and span.start < c.end for c in attribution.content)


def _names_source(attribution: Attribution, span: Span) -> bool:
    source = attribution.source.span
    return source is not None and source.report == span.report and span.start < source.end <= span.end


def _figures(weighed: Weighed, taken: set[str], ledger: Ledger, facts: Facts) -> tuple[Line, ...]:
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    mixed = [f for f in facts.findings.values() if f.story == weighed.story.id and _side_by_side(f)]
    beside = [facts.figures[c] for f in mixed for a in f.answers for c in a.claims if c in facts.figures]
    for figure in dict.fromkeys((*facts.counted_in(sorted(weighed.items)), *beside)):
        if _tabled(figure, facts) and not (
            figure.attribution is None and in_headline(figure.report, figure.start, facts)
        ):
            groups[figure_key(figure, facts)].append(figure)
    _drop_echoes(groups, facts)
    parted = [part for members in groups.values() for part in by_spot(members, facts)]
    shown = [members for members in parted if not any(f.id in taken for f in members)]
    shown = [members for members in shown if not _told_closer(members, shown, facts)]
    there = {facts.place_in(f)[0][-1].id for members in shown for f in members if not revised(f, facts)}
    shown = [m for m in shown if not revised(m[0], facts) or facts.place_in(m[0])[0][-1].id not in there]
    harm, when = load("slots")["harm"]["classes"], weighed.story.time
    shown.sort(
        key=lambda m: (
            background(m[0], when),
            m[0].what not in harm,
            m[0].attribution is None,
            revised(m[0], facts),
            _published(m[0], facts),
            m[0].report,
            m[0].start,
        )
    )
    return tuple(figure_row(members, ledger, facts) for members in shown)


def _one_quotation(one: Attribution, two: Attribution) -> bool:
    """Whether two attributions give one long quotation, under whatever name its speaker stands in each report."""
    left, right = words_of(one), words_of(two)
    quoted = one.form != "indirect" and two.form != "indirect"
    return quoted and min(len(left.split()), len(right.split())) >= QUOTATION and alike(left, right) >= 0.9


def _repeats(attributions: Sequence[Attribution], past: Past, facts: Facts) -> bool:
    """Whether the earlier brief had this saying already."""
    line = said_line(attributions, Ledger(facts), facts) if past.known else None
    return line is not None and past.held(line)


def _side_by_side(finding: Finding) -> bool:
    """Whether a finding puts counts of several kinds of harm beside each other: they belong to one event."""
    return finding.slot.asks == "victims" and finding.relation in ("conflict", "other-scope")


def _tabled(figure: Figure, facts: Facts) -> bool:
    """Whether a figure belongs into the table: what befell whom is known, and a launch is of what can be launched."""
    table, attribution = load("slots"), facts.attributions.get(figure.attribution or "")
    if figure.what not in table["what"] or not (figure.unit or figure.who):
        return False
    if attribution is not None and attribution.polarity != "asserts":
        return False  # "denied that 100 were killed" is no count of 100
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


def _drop_echoes(groups: dict[tuple[object, ...], list[Figure]], facts: Facts) -> None:
    """Leave out a text's own repetition of a count that it attributes to somebody."""
    held = {
        (f.low, f.high, f.what, facts.texts[f.report]) for members in groups.values() for f in members if f.attribution
    }
    for key, members in list(groups.items()):
        first = members[0]
        if first.attribution is None and (first.low, first.high, first.what, facts.texts[first.report]) in held:
            del groups[key]


def _notes(weighed: Weighed, ledger: Ledger, facts: Facts) -> tuple[Line, ...]:
    found = [f for f in facts.findings.values() if f.story == weighed.story.id and f.relation in NOTED]
    lines = [note_line(finding, ledger, facts) for finding in sorted(found, key=lambda f: f.id)]
    return tuple({line.text: line for line in lines if line is not None}.values())


def _revisions(rows: Sequence[Line], place: Line | None, past: Past, ledger: Ledger, facts: Facts) -> tuple[Line, ...]:
    """What the holders of these figures said otherwise in the earlier brief."""
    where = place.text if place else ""
    figures = [next(facts.figures[c] for c in row.claims if c in facts.figures) for row in rows if past.known]
    lines = (revised_line(figure, where, past, ledger, facts) for figure in figures)
    return tuple(line for line in lines if line is not None)


def _says(
    weighed: Weighed, shown: Sequence[Span], told: set[str], ledger: Ledger, facts: Facts, past: Past
) -> tuple[Line, ...]:
    limits = facts.limits
    mine = [a for a in facts.attributed_in(weighed.items) if a.content]
    mine.sort(key=lambda a: (a.report, a.content[0].start))
    groups = group(mine, facts, Counterparts(facts))
    scored = sorted(((score_said(g, facts, shown, told), n) for n, g in enumerate(groups)), key=lambda s: (-s[0], s[1]))
    kept: list[int] = []
    per: dict[str, int] = defaultdict(int)
    for score, number in scored:
        first = groups[number][0]
        dissent = first.polarity in ("denies", "doubts")
        most = min(limits["says-most"], limits["says"] + len(weighed.items))
        full = len(kept) >= most or per[holder_key(first, facts)] >= limits["per-holder"]
        if score > 0 and (dissent or not full) and not _repeats(groups[number], past, facts):
            if any(_one_quotation(first, groups[other][0]) for other in kept):
                continue
            kept.append(number)
            per[holder_key(first, facts)] += 1
    lines = [(groups[number][0], said_line(groups[number], ledger, facts)) for number in kept]
    found: list[Line] = []
    for first, line in lines:
        if line is None or (first.polarity not in ("denies", "doubts") and _hangs(line)):
            continue
        words = line.cells[0][-1].text
        if not any(words in other.cells[0][-1].text for other in found):
            found = [other for other in found if other.cells[0][-1].text not in words]
            found.append(line)
    return tuple(found)


def _hangs(line: Line) -> bool:
    """Whether a saying without a holder before it leans on a sentence that is not shown ("His state is grave")."""
    first = line.cells[0][0]
    return first.kind == "verbatim" and leaning(first.text)
