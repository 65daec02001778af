"""One story of the brief: where and when, the lede, the disputes, the figures, who says what.

reads account → writes lines
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from crosswire.brief.behind import behind_words
from crosswire.brief.choose import Weighed, leaning, lede_of, main_place, score_said
from crosswire.brief.dates import phrase
from crosswire.brief.disputes import dispute
from crosswire.brief.facts import Facts
from crosswire.brief.headlines import opens_list, title_segments, title_span
from crosswire.brief.naming import holder_key, holder_words, name_of, place_label, sure_of, voice_words
from crosswire.brief.remarks import note_line
from crosswire.brief.same import Counterparts, alike, group, words_of
from crosswire.brief.sayings import said_line
from crosswire.brief.since import Past, revised_line
from crosswire.brief.tabled import figure_rows
from crosswire.brief.wording import Ledger, count_words, said
from crosswire.language.lexicon import load
from crosswire.model.brief import BriefStory, Line
from crosswire.model.claim import Attribution
from crosswire.model.report import Span

QUOTATION = 12
"""Words from which on two like quotations are one."""
COUNT_ALONE = 16
"""Words up to which a saying with a count says nothing that its row does not."""
NOTED = ("update", "agree", "other-scope")


def story(weighed: Weighed, ledger: Ledger, facts: Facts, traced: Mapping[str, str], past: Past) -> BriefStory:
    """A story as the brief tells it. ``traced`` are the origins of claims; ``past`` is what a reader knows already."""
    heading = ledger.line("heading", [title_segments(weighed, ledger, facts)], claims=[weighed.story.id])
    place = _place(weighed, ledger, facts)
    lede = _lede(weighed, ledger, facts)
    disputes = tuple(dispute(finding, ledger, facts) for finding in weighed.disputes)
    taken = {claim for f in weighed.disputes for a in f.answers for claim in a.claims}
    lead = [s for line in (heading, *lede) for s in _verbatim_spans(line, ledger)]
    figures, left = figure_rows(weighed, taken, ledger, facts, lead=lead)
    rows = {claim for line in figures for claim in line.claims}
    notes = (*_revisions(figures, place, past, ledger, facts), *_notes(weighed, ledger, facts))
    shown = [s for line in (*lede, heading) for s in _verbatim_spans(line, ledger)]
    shown += [s for d in disputes for row in d.answers for s in _verbatim_spans(row, ledger)]
    told = {claim for d in disputes for row in d.answers for claim in row.claims}
    says = _says(weighed, shown, (told, rows), ledger, facts, past)
    answers = [row for d in disputes for row in d.answers]
    behind = behind_words(weighed, (*lede, *answers, *figures, *says), traced, ledger, facts)
    origins = ledger.line("origins", [behind], claims=[weighed.story.id], cites=_story_cites(weighed, facts))
    why = said("weight", parts=", ".join([*_weighed(weighed), *_left_out(left)]))
    return BriefStory(
        weighed.story.id, heading, place, lede, disputes, figures, notes, says, origins, weighed.weight, why.text
    )


def _weighed(weighed: Weighed) -> list[str]:
    """What put a story where it stands, without what there is none of."""
    counts = (
        ("disputes", len(weighed.disputes)),
        ("origins-all", weighed.origins),
        ("holders", weighed.holders),
        ("people-most", weighed.people),
    )
    return [count_words(noun, number) for noun, number in counts if number]


def _left_out(rows: int) -> list[str]:
    """That rows are not shown, where some are not: a table that ends without a word looks whole."""
    return [count_words("rows-left", rows)] if rows else []


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


def _one_quotation(one: Attribution, two: Attribution) -> bool:
    """Whether two attributions give one long quotation, under whatever name its speaker stands in each report."""
    left, right = words_of(one), words_of(two)
    quoted = one.form != "indirect" and two.form != "indirect"
    return quoted and min(len(left.split()), len(right.split())) >= QUOTATION and alike(left, right) >= 0.9


def _repeats(attributions: Sequence[Attribution], past: Past, facts: Facts) -> bool:
    """Whether the earlier brief had this saying already."""
    line = said_line(attributions, Ledger(facts), facts) if past.known else None
    return line is not None and past.held(line)


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
    weighed: Weighed, shown: Sequence[Span], told: tuple[set[str], set[str]], ledger: Ledger, facts: Facts, past: Past
) -> tuple[Line, ...]:
    """``told`` are the claims that the disputes show, and those of the rows of figures."""
    limits = facts.limits
    mine = [a for a in facts.attributed_in(weighed.items) if a.content]
    mine.sort(key=lambda a: (a.report, a.content[0].start))
    groups = [g for g in group(mine, facts, Counterparts(facts)) if not _in_rows(g[0], told[1])]
    scored = sorted(
        ((score_said(g, facts, shown, told[0]), n) for n, g in enumerate(groups)), key=lambda s: (-s[0], s[1])
    )
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
        words = _repeated_words(line)
        if not any(words in _repeated_words(other) for other in found):
            found = [other for other in found if _repeated_words(other) not in words]
            found.append(line)
    return tuple(found)


def _in_rows(attribution: Attribution, rows: set[str]) -> bool:
    """Whether a saying gives a count that a row has, and little beside."""
    plain = attribution.form == "indirect" and attribution.polarity == "asserts" and attribution.certainty is None
    return plain and attribution.id in rows and len(words_of(attribution).split()) <= COUNT_ALONE


def _repeated_words(line: Line) -> str:
    """The words of a report that a line repeats last, without the comma that they may run on with."""
    return next(s.text for s in reversed(line.cells[0]) if s.kind == "verbatim").rstrip(" ,.")


def _hangs(line: Line) -> bool:
    """Whether a saying leans on a sentence that is not shown: "His state is grave", also after a holder, whose it is
    not."""
    first = line.cells[0][0]
    if first.kind == "verbatim":
        return leaning(first.text)
    words = next((s.text for s in line.cells[0] if s.kind == "verbatim"), "").casefold().split()
    return words[:1] != [] and words[0] in load("templates")["leaning"]["whose"]
