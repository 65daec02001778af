"""What each kind of line must rest on: one list of checks per kind.

reads brief, account → writes refusals

A check returns None, or a code and a message. Rows are built again from the records that they name and compared;
other lines have each slot looked up in the account.
"""

from collections.abc import Callable, Mapping

from crosswire.brief import disputes, figures, remarks, sayings, since
from crosswire.brief.naming import holder_words, name_of, sure_of
from crosswire.brief.slots import SLOTS, Checked, attributed
from crosswire.brief.wording import Ledger
from crosswire.language.lexicon import load
from crosswire.model.brief import Line, LineKind
from crosswire.model.claim import Attribution
from crosswire.model.report import Span

Refusal = tuple[str, str]


def _rebuilt(checked: Checked, built: Line | None) -> Refusal | None:
    if built is None or built.text != checked.line.text:
        return "record-differs", "the line does not say what its records say"
    return None


def _needs(checked: Checked, spans: list[Span]) -> Refusal | None:
    there = list(checked.cited.values())
    for span in spans:
        if not any(s.report == span.report and s.start <= span.start and span.end <= s.end for s in there):
            return "source-dropped", "the words that carry this line, or its source, are no longer cited"
    return None


def figure(checked: Checked) -> Refusal | None:
    """A figure row is the one its figure gives, and cites the figure and its source."""
    facts = checked.facts
    found = [facts.figures[claim] for claim in checked.line.claims if claim in facts.figures]
    if not found:
        return "no-record", "the row names no figure of the account"
    if not figures.one_row(found, facts):
        return "merged", "the row merges figures of different holders or values"
    built = figures.figure_row(found, Ledger(facts), facts)
    return _rebuilt(checked, built) or _needs(checked, [s for f in found for s in figures.evidence(f, facts)])


def says(checked: Checked) -> Refusal | None:
    """A saying is its holder, the fixed verb, and the whole content of one attribution."""
    facts = checked.facts
    found = [facts.attributions[claim] for claim in checked.line.claims if claim in facts.attributions]
    if not found:
        return "no-record", "the line names no attribution of the account"
    ledger = Ledger(facts)
    built = sayings.said_line(found, ledger, facts)
    spans = {citation.number: citation.span for citation in ledger.citations()}
    words = [spans[n] for cell in built.cells for s in cell for n in s.cites] if built else []
    if words != checked.verbatim():
        return "content-differs", "the words are not the whole of what the holder said"
    return _rebuilt(checked, built) or _needs(checked, sayings.spoken(found[0], facts))


def answer(checked: Checked) -> Refusal | None:
    """An answer is one of its finding's, with that answer's holders and origins."""
    facts = checked.facts
    finding = next((facts.findings[c] for c in checked.line.claims if c in facts.findings), None)
    if finding is None:
        return "no-record", "the row names no finding of the account"
    ledger = Ledger(facts)
    for match in finding.answers:
        for row in disputes.answer_rows(finding, match, ledger, facts):
            if row.claims == checked.line.claims:
                spans = {citation.number: citation.span for citation in ledger.citations()}
                return _rebuilt(checked, row) or _needs(checked, [spans[number] for number in row.citations])
    return "merged", "the row is not one answer of its finding"


def question(checked: Checked) -> Refusal | None:
    """The question, and why the answers differ, are the finding's."""
    facts = checked.facts
    if checked.line.kind == "note" and checked.values("since"):
        return revised(checked)
    finding = next((facts.findings[c] for c in checked.line.claims if c in facts.findings), None)
    if finding is None:
        return "no-record", "the line names no finding of the account"
    whole = disputes.dispute(finding, Ledger(facts), facts) if checked.line.kind == "question" else None
    built = whole.question if whole else remarks.note_line(finding, Ledger(facts), facts)
    if checked.line.kind == "note" and checked.values("why"):
        built = disputes.dispute(finding, Ledger(facts), facts).note
    return _rebuilt(checked, built)


def revised(checked: Checked) -> Refusal | None:
    """A change since the earlier brief is one of a figure of the account and of a figure that the brief keeps of it."""
    facts, brief = checked.facts, checked.brief
    figure = next((facts.figures[c] for c in checked.line.claims if c in facts.figures), None)
    if figure is None:
        return "no-record", "the line names no figure of the account"
    past = since.Past(frozenset(), brief.earlier, brief.since)
    places = dict.fromkeys(story.place.text for story in brief.stories if story.place)
    for place in (*places, ""):
        built = since.revised_line(figure, place, past, Ledger(facts), facts)
        if built is not None and built.text == checked.line.text:
            return _needs(checked, figures.evidence(figure, facts))
    return "record-differs", "the earlier brief and the reports do not give this change"


def held(checked: Checked) -> Refusal | None:
    """Words that are attributed in the report stand with their holder and their hedge."""
    for attribution in attributed(checked):
        if _named_inside(attribution, checked) or name_of(attribution, checked.facts) is None:
            continue
        holder = holder_words(attribution, checked.facts)
        if holder not in checked.values("holder"):
            return "source-dropped", "whose words these are is not said"
        sure = sure_of(attribution)
        if sure and sure not in checked.line.text:
            return "hedge-removed", "the source's own words of certainty are missing"
    return None


def _named_inside(attribution: Attribution, checked: Checked) -> bool:
    source = attribution.source.span
    return source is not None and any(
        s.report == source.report and s.start < source.end <= s.end for s in checked.verbatim()
    )


def slots(checked: Checked) -> Refusal | None:
    """Each slot of the line holds what the account says."""
    for segment in checked.segments():
        for name, value in segment.values:
            test = SLOTS.get(name)
            if test is None or value not in test(checked):
                return f"{name}-differs", f"“{value}” is not what the account has for this {name}"
    return None


def relation(checked: Checked) -> Refusal | None:
    """How reports relate, what is unknown of them and what was not read are as the account has them."""
    line = checked.line
    for true, spans in checked.apparatus():
        if (true.text, true.claims) == (line.text, line.claims):
            return _needs(checked, spans)
    return "record-differs", "the line does not say what the account says of these reports"


CHECKS: Mapping[LineKind, tuple[Callable[[Checked], Refusal | None], ...]] = {
    "title": (slots,),
    "standing": (slots,),
    "key": (slots,),
    "heading": (slots,),
    "place": (slots,),
    "lede": (held, slots),
    "question": (question,),
    "answer": (answer,),
    "note": (question,),
    "figure": (figure,),
    "says": (says, held),
    "origins": (slots,),
    "other": (slots,),
    "relation": (relation,),
    "unknown": (relation,),
    "unread": (relation,),
}


def allowed_templates(kind: LineKind) -> frozenset[str]:
    """The templates that may stand in a line of this kind."""
    return frozenset(load("templates")["allowed"][kind])
