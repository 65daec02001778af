"""What the account has for each slot of a template: the values that a line may hold.

reads brief, account → writes values
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crosswire.brief import disputes, front
from crosswire.brief.choose import main_place, named_holders
from crosswire.brief.dates import phrase
from crosswire.brief.facts import Facts, covered, story_items, texts_of
from crosswire.brief.naming import holder_key, holder_words, place_label, sure_of, voice_words
from crosswire.brief.wording import count_words
from crosswire.model.brief import Brief, Line, Segment
from crosswire.model.claim import Attribution
from crosswire.model.report import Span


@dataclass(frozen=True, slots=True)
class Checked:
    """A line under check, with the spans it cites by number."""

    line: Line
    cited: Mapping[int, Span]
    brief: Brief
    facts: Facts
    apparatus: Callable[[], list[tuple[Line, list[Span]]]]

    def values(self, slot: str) -> list[str]:
        """Everything that fills a slot of this name in the line."""
        return [value for segment in self.segments() for name, value in segment.values if name == slot]

    def segments(self) -> list[Segment]:
        """The line's segments, cells run together."""
        return [segment for cell in self.line.cells for segment in cell]

    def verbatim(self) -> list[Span]:
        """The spans whose words the line repeats."""
        return [self.cited[n] for segment in self.segments() if segment.kind == "verbatim" for n in segment.cites]

    def items(self, story: str) -> frozenset[str]:
        """The items of a story that the brief covers."""
        return frozenset(story_items(self.facts.stories[story], self.facts) & covered(self.facts, self.brief.day))


def attributed(checked: Checked) -> list[Attribution]:
    """The attributions whose content the line repeats."""
    spans = checked.verbatim()
    reports = {span.report for span in spans}
    return [
        a
        for report in reports
        for a in checked.facts.readings[report].attributions
        if any(c.report == s.report and c.start < s.end and s.start < c.end for c in a.content for s in spans)
    ]


def _holders(checked: Checked) -> set[str]:
    stated = {holder_words(a, checked.facts) or "" for a in attributed(checked)}
    return stated | {count_words("holders", n) for n in _story_numbers(checked, "holders")}


def _story_numbers(checked: Checked, what: str) -> set[int]:
    facts = checked.facts
    found: set[int] = set()
    for story in (claim for claim in checked.line.claims if claim in facts.stories):
        items = checked.items(story)
        if what == "texts":
            found.add(len(texts_of(items, facts)))
        elif what == "holders":
            found.add(len(named_holders(items, facts)))
        else:
            found |= set(range(1, _origin_bound(items | _beside(story, facts), facts) + 1))
    return found


def _counted(noun: str) -> Callable[[Checked], set[str]]:
    def words(checked: Checked) -> set[str]:
        return {count_words(noun, number) for number in _story_numbers(checked, noun)}

    return words


def _reports(checked: Checked) -> set[str]:
    facts = checked.facts
    found = {voice_words(facts.report(s.report)) for s in checked.cited.values()}
    found |= {facts.report(s.report).name for s in checked.cited.values()}
    named = [c for c in checked.line.claims if c in facts.readings]
    return found | {count_words("reports", len(named)), ", ".join(f"“{facts.report(c).name}”" for c in named)}


def _texts(checked: Checked) -> set[str]:
    if checked.line.kind == "standing":
        number = len(texts_of(covered(checked.facts, checked.brief.day), checked.facts)) or 1
        return {count_words("independent-texts", number)}
    return _counted("texts")(checked)


def _whens(checked: Checked) -> set[str]:
    facts, line = checked.facts, checked.line
    if line.kind == "title":
        return {phrase(checked.brief.day or front.range_of([facts.report(c) for c in line.claims])) or ""}
    times = [facts.stories[c].time for c in line.claims if c in facts.stories]
    times += [facts.report(c).published.edtf for c in line.claims if c in facts.readings]
    return {phrase(time) or "" for time in times}


def _places(checked: Checked) -> set[str]:
    facts = checked.facts
    stories = [facts.stories[claim] for claim in checked.line.claims if claim in facts.stories]
    found = (main_place(story, checked.items(story.id), facts) for story in stories)
    return {place_label(place) for place in found if place is not None}


def _day_counts(checked: Checked) -> set[str]:
    return {word for span in checked.cited.values() for word in span.exact.replace(".", " ").split() if word.isdigit()}


def _origin_bound(items: frozenset[str], facts: Facts) -> int:
    """The most origins that these items can have: holders, and each text's own voice."""
    return len({holder_key(a, facts) for a in facts.attributed_in(items)}) + len(texts_of(items, facts))


def _beside(story: str, facts: Facts) -> frozenset[str]:
    """Items of other stories whose claims a finding of this story holds: its figures stand here too."""
    claims = {c for f in facts.findings.values() if f.story == story for answer in f.answers for c in answer.claims}
    return frozenset(item for item, told in facts.by_item.items() if any(claim.id in claims for claim in told))


def _most_texts(checked: Checked) -> int:
    return max(_story_numbers(checked, "texts"), default=0)


SLOTS: Mapping[str, Callable[[Checked], set[str]]] = {
    "report": _reports,
    "reports": _reports,
    "holder": _holders,
    "holders": _holders,
    "sure": lambda checked: {sure_of(a) or "" for a in attributed(checked)},
    "texts": _texts,
    "origins": _counted("origins"),
    "own": lambda c: {count_words(n, k) for n in ("own", "own-some") for k in range(1, _most_texts(c) + 1)},
    "when": _whens,
    "place": _places,
    "count": _day_counts,
    "title": lambda checked: set(checked.values("title")) if checked.line.kind == "title" else set(),
    "question": lambda c: {
        disputes.question_words(c.facts.findings[f]) for f in c.line.claims if f in c.facts.findings
    },
}
