"""Findings as rows: each answer with its holders, evenly; what was revised, what agrees.

reads findings → writes lines
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from crosswire.brief.facts import Facts
from crosswire.brief.figures import evidence, in_words, revised, revision
from crosswire.brief.naming import holder_key, holder_words, sure_of, voice_words
from crosswire.brief.same import once
from crosswire.brief.sayings import CARRIED, spoken
from crosswire.brief.wording import Ledger, count_words, said
from crosswire.language.lexicon import load
from crosswire.model.account import Answer, Finding
from crosswire.model.brief import Dispute, Line, Segment
from crosswire.model.claim import Assertion, Attribution
from crosswire.model.mention import Figure
from crosswire.model.report import Span

CLOSE = re.compile(r'[.,!?]?"')


def question_words(finding: Finding) -> str:
    """The question of a finding in words: "who controls it (Ansel)"."""
    table = load("templates")["question"]
    first, _, rest = finding.slot.about.partition(" ")
    about = f"{table['many'].get(first, first)} {rest}" if finding.slot.asks == "count" else finding.slot.about
    clause = finding.slot.asks == "happened" and set(about.casefold().split()) & set(table["clause"]["words"])
    asked = str(table["whether" if clause else finding.slot.asks]).format(about=about.strip())
    where = finding.slot.where
    return str(table["where"]).format(question=asked, where=where) if where else asked


def dispute(finding: Finding, ledger: Ledger, facts: Facts) -> Dispute:
    """A question with every answer and its holders in one row each."""
    template = "question-denied" if finding.relation == "denial" else "question"
    spans = answer_cites(finding.answers[0].claims, facts)
    asked = ledger.line(
        "question", [[said(template, question=question_words(finding))]], claims=[finding.id], cites=spans[:1]
    )
    ordered = sorted(finding.answers, key=lambda answer: _denial(answer, facts))
    rows = _shown([row for answer in ordered for row in answer_rows(finding, answer, ledger, facts)], facts)
    firsts = once(span for answer in finding.answers for span in answer_cites(answer.claims, facts)[:1])
    why = ledger.line("note", [[said("note", why=finding.why)]], claims=[finding.id], cites=firsts)
    return Dispute(finding.id, asked, rows, why)


def _denial(answer: Answer, facts: Facts) -> bool:
    """Whether an answer only denies: it stands after what it denies."""
    return any(claim in facts.assertions and facts.assertions[claim].denies for claim in answer.claims)


def _shown(rows: list[Line], facts: Facts) -> tuple[Line, ...]:
    """The rows, like ones once; where many holders are named, without those of the reports' own voices."""
    rows = list(
        {tuple("".join(s.text for s in cell) for cell in row.cells[:2]): row for row in reversed(rows)}.values()
    )
    rows.reverse()
    named = [row for row in rows if any(claim in facts.attributions for claim in row.claims)]
    return tuple(named if len(named) >= facts.limits["answers"] else rows)


def answer_rows(finding: Finding, answer: Answer, ledger: Ledger, facts: Facts) -> tuple[Line, ...]:
    """One answer: a count in one row with all its holders; words in a row for each holder, who said it
    in its own words. A text's own voice is left out where somebody is named."""
    told: dict[str, list[str]] = defaultdict(list)
    for claim in answer.claims:
        attribution = facts.attributions.get(facts.holder.get(claim, claim))
        if claim in facts.assertions:
            report = facts.assertions[claim].report
            told[holder_key(attribution, facts) if attribution else f"own:{facts.texts[report]}"].append(claim)
    if not told and not any(claim in facts.figures for claim in answer.claims):
        held = [facts.attributions[claim] for claim in answer.claims if claim in facts.attributions]
        return tuple(_saying_row(finding, attribution, ledger, facts) for attribution in held if attribution.content)
    if not told:
        return (_count_row(finding, answer, ledger, facts),)
    named = {holder: claims for holder, claims in told.items() if not holder.startswith("own:")}
    return tuple(_words_row(finding, answer, claims, ledger, facts) for claims in (named or told).values())


def _count_row(finding: Finding, answer: Answer, ledger: Ledger, facts: Facts) -> Line:
    figure = next(facts.figures[claim] for claim in answer.claims if claim in facts.figures)
    holders = [_holder_segment(place, pair, "") for place, pair in enumerate(holders_words(answer, facts))]
    origins = said("origins-answer", origins=count_words("number", answer.origins))
    attribution = facts.attributions.get(figure.attribution or "")
    denied = attribution is not None and attribution.polarity == "denies"
    value = [said("answer-denial")] if denied else []
    cells = [[*value, said("answer-count", figure=in_words(figure, facts)), *_later(figure, facts)], holders, [origins]]
    return ledger.line("answer", cells, claims=[finding.id, *answer.claims], cites=answer_cites(answer.claims, facts))


def _later(figure: Figure, facts: Facts) -> list[Segment]:
    return revision(figure, facts) if revised(figure, facts) else []


def _words_row(finding: Finding, answer: Answer, claims: Sequence[str], ledger: Ledger, facts: Facts) -> Line:
    assertion = facts.assertions[claims[0]]
    attribution = facts.attributions.get(assertion.attribution or "")
    clause = _clause(assertion, facts)
    value = [said("answer-denial")] if assertion.denies and not _denies_itself(clause) else []
    value.append(ledger.verbatim(clause))
    nobody = str(load("templates")["verbs"]["nobody"])
    words = holder_words(attribution, facts) or nobody if attribution else voice_words(facts.report(assertion.report))
    held = _holder_segment(0, (words, sure_of(attribution) if attribution else None), value[-1].text)
    # A row is one holder's words, however many texts carry them: one origin, also where others share the answer.
    origins = said("origins-answer", origins=count_words("number", 1))
    rests = [*claims, *(facts.holder[claim] for claim in claims if claim in facts.holder)]
    cites = _one_each(claims, facts)
    return ledger.line("answer", [value, [held], [origins]], claims=[finding.id, *rests], cites=cites)


def _saying_row(finding: Finding, attribution: Attribution, ledger: Ledger, facts: Facts) -> Line:
    """An answer that is only a saying, such as a denial of a count: the sentence it stands in, and whose it is."""
    first = attribution.content[0]
    words = facts.around(first.report, first.start, first.end)
    nobody = str(load("templates")["verbs"]["nobody"])
    held = _holder_segment(0, (holder_words(attribution, facts) or nobody, sure_of(attribution)), words.exact)
    origins = said("origins-answer", origins=count_words("number", 1))
    cites = spoken(attribution, facts)
    cells = [[ledger.verbatim(words)], [held], [origins]]
    return ledger.line("answer", cells, claims=[finding.id, attribution.id], cites=cites)


def _denies_itself(clause: Span) -> bool:
    """Whether the words of an answer say that they are a denial ("Kyiv denied any link")."""
    table = load("templates")
    forms = {form for verb in table["verbs"]["denying"] for form in table["cue"][verb]}
    return bool(forms & set(clause.exact.lower().split()))


def _one_each(claims: Sequence[str], facts: Facts) -> list[Span]:
    """Where each report that has these claims says them and by whom, once for each report."""
    found: list[Span] = []
    seen: set[str] = set()
    for claim in claims:
        if facts.assertions[claim].report not in seen:
            seen.add(facts.assertions[claim].report)
            found += answer_cites([claim, *([facts.holder[claim]] if claim in facts.holder else [])], facts)
    return once(found)


def _clause(assertion: Assertion, facts: Facts) -> Span:
    """The clause of an answer; the sentence where the clause is too short to be read alone."""
    span = assertion.span
    if len(span.exact.split()) <= 3:
        return facts.around(span.report, span.start, span.end)
    report = facts.report(span.report)
    start, end = facts.after_date(span.report, span.start), span.end
    while (words := report.text[start:end].split()) and words[-1].lower() in load("templates")["leaning"]["last"]:
        end = start + len(report.text[start:end].rstrip().removesuffix(words[-1]).rstrip())
    closed = CLOSE.match(report.text, end)
    end = closed.end() if closed and report.text[start:end].count('"') % 2 else end
    return report.span(start, end) if start < end else span


def _holder_segment(place: int, held: tuple[str, str | None], shown: str) -> Segment:
    holder, sure = held
    template = "holders-more" if place else "holder"
    return (
        said(f"{template}-sure", holder=holder, sure=sure)
        if sure and sure not in shown
        else said(template, holder=holder)
    )


def holders_words(answer: Answer, facts: Facts) -> list[tuple[str, str | None]]:
    """The holders of an answer, each with the fullest path the account has for it and with its words of certainty."""
    attributions = [facts.attributions[claim] for claim in answer.claims if claim in facts.attributions]
    found: dict[str, str | None] = {}
    carried = {h.name.casefold() for a in attributions for h in a.chain if h.relation in CARRIED}
    own_words = [holder for holder in answer.holders if holder.name.casefold() not in carried]
    for holder in own_words or answer.holders:
        own = [
            (words, sure_of(a))
            for a in attributions
            if (a.source.entity == holder.entity if holder.entity else a.source.name == holder.name)
            and (words := holder_words(a, facts))
        ]
        sure = next((words for _, words in own if words), None)
        longest = max((words for words, _ in own), key=len) if own else holder.chain or holder.name
        found.setdefault(longest, sure)
    return list(found.items())


def answer_cites(claims: Iterable[str], facts: Facts) -> list[Span]:
    found: list[Span] = []
    for claim in claims:
        if claim in facts.figures:
            found += evidence(facts.figures[claim], facts)
        elif claim in facts.assertions:
            assertion = facts.assertions[claim]
            found.append(facts.around(assertion.report, assertion.span.start, assertion.span.end))
        elif claim in facts.attributions:
            found += spoken(facts.attributions[claim], facts)
    return once(found)
