"""What the findings say of a story's figures: revised, agreed on by independent origins, counts of different things.

reads findings → writes lines
"""

from crosswire.brief.choose import background
from crosswire.brief.disputes import answer_cites, holders_words
from crosswire.brief.facts import Facts, story_items
from crosswire.brief.figures import figure_holder, in_words, number_of, revised, withdrawn
from crosswire.brief.same import once
from crosswire.brief.wording import Ledger, count_words, said
from crosswire.language.lexicon import load
from crosswire.model.account import Answer, Finding
from crosswire.model.brief import Line, Segment
from crosswire.model.mention import Figure
from crosswire.model.report import Span


def note_line(finding: Finding, ledger: Ledger, facts: Facts) -> Line | None:
    """That a holder revised a figure, that independent origins agree on one, or that counts are of different things."""
    cites = once(span for answer in finding.answers for span in answer_cites(answer.claims, facts)[:1])
    if finding.relation == "other-scope" and finding.slot.asks == "victims":
        if finding.differs == ("what",):
            return None  # the dead and the missing are two counts to any reader
        return _scopes(finding, ledger, facts)
    first, last = finding.answers[0], finding.answers[-1]
    if finding.relation == "update" and len(finding.answers) > 1:
        if any(claim in facts.assertions for claim in (*first.claims, *last.claims)):
            return None
        revision_words = _revised(finding, facts)
        if revision_words is None:
            return None
        words = revision_words
    elif finding.relation == "agree" and first.origins > 1 and any(c in facts.figures for c in first.claims):
        listed = "; ".join(words for words, _ in holders_words(first, facts))
        words = said(
            "note-agree", figure=_value(first, facts), origins=count_words("origins", first.origins), holders=listed
        )
    else:
        return None
    return ledger.line("note", [[words]], claims=[finding.id], cites=cites)


def _scopes(finding: Finding, ledger: Ledger, facts: Facts) -> Line | None:
    """The last counts of harm that different holders give of one event and that do not count the same."""
    counted: list[tuple[Answer, Figure, str]] = []
    told = facts.stories.get(finding.story)
    items, when = (story_items(told, facts), told.time) if told else (frozenset(facts.items), None)
    for answer in finding.answers:
        days = {facts.day_of(facts.figures[claim]) for claim in answer.claims if claim in facts.figures}
        figure = next((facts.figures[claim] for claim in answer.claims if claim in facts.figures), None)
        if figure is None or figure.what not in load("slots")["harm"]["classes"]:
            return None
        if not revised(figure, facts) and figure.item in items and not background(figure, facts, when):
            counted.append((answer, figure, max(str(day or "") for day in days)))
    last = {what: max(day for _, f, day in counted if f.what == what) for what in {f.what for _, f, _ in counted}}
    listed: list[tuple[str, str]] = []
    cites: list[Span] = []
    for answer, figure, day in counted:
        if day == last[figure.what]:
            holder = holders_words(answer, facts)[0][0]
            more = any(
                f.what == figure.what
                and (f.low or 0) > (figure.low or 0)
                and holders_words(other, facts)[0][0] == holder
                for other, f, _ in counted
            )
            if more:
                continue
            listed.append((in_words(figure, facts), holder))
            cites += answer_cites(answer.claims, facts)[:1]
    if len({holder.split(",")[0] for _, holder in listed}) < 2 or len({value for value, _ in listed}) < 2:
        return None
    table = load("templates")["scopes"]
    counts = "; ".join(str(table["each"]).format(figure=value, holder=holder) for value, holder in listed)
    parts = [str(table["differs"][part]) for part in finding.differs]
    why = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
    words = said("note-scopes", counts=counts, differs=why)
    return ledger.line("note", [[words]], claims=[finding.id], cites=once(cites))


def _revised(finding: Finding, facts: Facts) -> Segment | None:
    """Who gave which value first and which last: one holder's own revision where there is one."""
    for answer in finding.answers:
        for claim in (claim for claim in answer.claims if claim in facts.figures):
            chain, _ = facts.place_in(facts.figures[claim])
            if len(chain) > 1:
                old, new = number_of(chain[0], facts), in_words(chain[-1], facts)
                return said(_way(chain[0], chain[-1]), holder=figure_holder(chain[-1], facts), old=old, new=new)
    first, last = _in_turn(finding, facts)
    (before, _), (after, _) = holders_words(first, facts)[0], holders_words(last, facts)[0]
    if before.split(",")[0] == after.split(",")[0]:
        return None
    return said("note-later", holder=before, old=_value(first, facts), later=after, new=_value(last, facts))


def _in_turn(finding: Finding, facts: Facts) -> tuple[Answer, Answer]:
    """The answer that was replaced and the one that replaced it: what a report took back first; of two holders the
    second is only called later where it raised the number."""

    def taken_back(answer: Answer) -> bool:
        return any(withdrawn(facts.figures[c], facts) for c in answer.claims if c in facts.figures)

    ordered = sorted(finding.answers, key=lambda answer: (not taken_back(answer), answer.low or 0))
    return ordered[0], ordered[-1]


def _way(old: Figure, new: Figure) -> str:
    """The template that says which way a holder's own number went."""
    before, after = (figure.high if figure.low is None else figure.low for figure in (old, new))
    if before is None or after is None or before == after:
        return "note-update"
    return "note-update-raised" if after > before else "note-update-lowered"


def _value(answer: Answer, facts: Facts) -> str:
    """An answer in words: a count as a row has it."""
    figure = next((facts.figures[claim] for claim in answer.claims if claim in facts.figures), None)
    return in_words(figure, facts) if figure is not None else answer.value
