"""Everything a free sentence may rest on: the sentences of the reports and every line that the account gives.

reads account, origins → writes grounds

A ground is a true text with what is known of it: which words are whose, which words name whom, which say when.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from crosswire.brief import terms as words
from crosswire.brief.dates import phrase
from crosswire.brief.facts import Facts
from crosswire.brief.naming import holder_words, place_label
from crosswire.brief.terms import Kind, Term
from crosswire.language import calendar, edtf
from crosswire.language.lexicon import load
from crosswire.model.brief import Line
from crosswire.model.claim import Attribution
from crosswire.model.report import Span

FAR = 0.4
"""A ground that shares less than this part of what the nearest one shares is not looked at."""
_HELD = ("says", "lede", "figure")
Range = tuple[int, int]
Forms = tuple[str, ...]
Sequences = list[tuple[Forms, str, Kind]]


@dataclass(frozen=True, slots=True)
class Frame:
    """Whose words a part of a ground is. ``holders`` are the forms by which the source may be named, any one of them;
    ``allowed`` the forms that may stand beside it (role, path); ``said`` and ``content`` are ranges of the ground's
    text; ``inside``: the source stands in the text itself. ``sure`` are words of certainty that stand elsewhere."""

    name: str
    holders: tuple[Forms, ...]
    allowed: frozenset[str]
    said: tuple[Range, ...]
    content: tuple[Range, ...]
    inside: bool
    pronoun: str | None = None
    sure: str | None = None
    cue: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ground:
    """A true text. ``spans`` are the words of reports that it rests on."""

    text: str
    spans: tuple[Span, ...]
    frames: tuple[Frame, ...] = ()
    times: tuple[tuple[int, int, str], ...] = ()
    mentions: tuple[tuple[int, int, str], ...] = ()
    line: bool = False
    whole: bool = field(default=False)
    prepared: dict[str, tuple[Sequences, tuple[Term, ...]]] = field(default_factory=dict, compare=False, repr=False)

    def known(self, facts: Facts) -> tuple[Sequences, tuple[Term, ...]]:
        """The forms of its names and times, and its terms with these and the mentions marked; worked out once, for a
        ground is of one account."""
        if "known" not in self.prepared:
            forms = known_forms(self, facts)
            self.prepared["known"] = forms, _placed(words.marked(self.terms, forms), self)
        return self.prepared["known"]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The ground's text as terms, without what is known of names and times."""
        return words.terms(self.text)


def _placed(found: Sequence[Term], ground: Ground) -> tuple[Term, ...]:
    """The ground's terms with the entity that each mention names, pronouns too."""
    out = list(found)
    for start, end, entity in ground.mentions:
        inside = [n for n, t in enumerate(out) if start <= t.start and t.end <= end]
        if len(inside) == 1:
            out[inside[0]] = replace(out[inside[0]], keys=out[inside[0]].keys | {f"§{entity}"})
    return tuple(out)


class Grounds:
    """All grounds of an account, found by the words they share with a sentence or by the words they rest on."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._known: dict[tuple[str, tuple[Span, ...]], Ground] = {}
        self._by_key: dict[str, set[int]] = defaultdict(set)
        self._by_report: dict[str, list[int]] = defaultdict(list)
        self.all: list[Ground] = []
        for ground in _sentences(facts):
            self.add(ground)

    def add_lines(self, lines: Iterable[Line], spans: Mapping[int, Span]) -> None:
        """Lines of the account with the spans of their citations."""
        for line in lines:
            self.add(_of_line(line, spans, self.facts))

    def add(self, ground: Ground) -> None:
        """One more ground; the same text on the same words only once."""
        key = (ground.text, ground.spans)
        if key in self._known or not ground.text.strip():
            return
        self._known[key] = ground
        number = len(self.all)
        self.all.append(ground)
        for term in ground.terms:
            for form in term.keys:
                self._by_key[form].add(number)
        for report in {span.report for span in ground.spans}:
            self._by_report[report].append(number)

    def near(self, sentence: Sequence[Term], spans: Sequence[Span] | None, *, most: int = 14) -> list[Ground]:
        """The grounds that share most words with a sentence, rare words first; only those that rest on these spans,
        where spans are given."""
        score: dict[int, float] = defaultdict(float)
        total = len(self.all) + 1
        for form in {form for term in sentence for form in term.keys}:
            there = self._by_key.get(form, ())
            if there and len(there) < max(40, total // 3):
                for number in there:
                    score[number] += 1.0 / (1.0 + len(there) / total * 20)
        if spans is not None:
            kept = {n for span in spans for n in self._by_report.get(span.report, ()) if _rests(self.all[n], span)}
            score = {n: score.get(n, 0.0) for n in kept}
        limit = len(sentence)
        ranked = sorted(score, key=lambda n: (-score[n], abs(len(self.all[n].terms) - limit), n))
        least = FAR * score[ranked[0]] if ranked else 0.0
        return [self.all[n] for n in ranked[:most] if score[n] >= least]


def _rests(ground: Ground, span: Span) -> bool:
    return any(s.report == span.report and s.start < span.end and span.start < s.end for s in ground.spans)


def _sentences(facts: Facts) -> Iterator[Ground]:
    for report, passages in facts.sentences.items():
        for passage in passages:
            start = facts.after_date(report, passage.start)
            if start >= passage.end:
                start = passage.start
            span = facts.report(report).span(start, passage.end)
            known = _known(span, 0, facts)
            yield Ground(span.exact, (span,), *known)


def _known(
    span: Span, shift: int, facts: Facts
) -> tuple[tuple[Frame, ...], tuple[tuple[int, int, str], ...], tuple[tuple[int, int, str], ...]]:
    """Frames, times and mentions of a span, at offsets into a text in which the span begins at ``shift``."""
    reading = facts.readings[span.report]

    def within(start: int, end: int) -> Range | None:
        if start < span.end and span.start < end:
            return max(start, span.start) - span.start + shift, min(end, span.end) - span.start + shift
        return None

    frames = []
    for a in reading.attributions:
        content = [r for c in a.content if (r := within(c.start, c.end))]
        if content:
            spoken = [r for s in (a.source.span, a.cue) if s is not None and (r := within(s.start, s.end))]
            source = a.source.span is not None and within(a.source.span.start, a.source.span.end) is not None
            frames.append(frame(a, spoken, content, source, facts))
    times = [(*r, t.edtf) for t in reading.times if t.edtf and (r := within(t.start, t.end))]
    mentions = [(*r, m.entity) for m in reading.mentions if (r := within(m.start, m.end))]
    return tuple(frames), tuple(times), tuple(mentions)


def frame(
    attribution: Attribution, said: Sequence[Range], content: Sequence[Range], inside: bool, facts: Facts
) -> Frame:
    """What an attribution says of whose words these are."""
    source = attribution.source
    entity = None if source.anonymous else facts.entity(source.entity)
    written = source.span.exact if source.span else ""
    named = [entity.name, *entity.aliases] if entity else []
    pronoun = words.plain(written) if words.plain(written) in load("templates")["verbs"]["pronouns"] else None
    plain_words = [w for w in (source.name or "", written) if w and words.plain(w) != pronoun]
    holders = dict.fromkeys(forms for name in (*named, *plain_words) if (forms := name_forms(name)))
    if entity is not None and entity.type == "person":
        holders |= {(name_forms(entity.name)[-1],): None} if name_forms(entity.name) else {}
    path = holder_words(attribution, facts) or ""
    cue = attribution.cue.exact if attribution.cue else ""
    allowed = frozenset(
        key for text in ("" if pronoun else written, path, source.role or "", cue, *named) for key in words.keys(text)
    )
    sure = attribution.certainty
    apart = sure is not None and not any(_inside(sure.span, s) for s in (*attribution.content, attribution.cue))
    return Frame(
        (entity.name if entity else source.name) or written or "?",
        tuple(holders),
        allowed | _cue_class(cue),
        tuple(said),
        tuple(content),
        inside,
        pronoun,
        sure.words if sure is not None and sure.words and sure.span and apart and not inside else None,
        _required(cue),
    )


def _inside(inner: Span | None, outer: Span | None) -> bool:
    return inner is not None and outer is not None and outer.start <= inner.start and inner.end <= outer.end


def _required(cue: str) -> frozenset[str]:
    """What an attribution must say beside a word of the cue's class: its limits, or all of it where it has no class."""
    found = words.terms(cue)
    classed = any(key.startswith("=") for term in found for key in term.keys)
    limits = ("hedge", "negation", "modifier")
    return frozenset(key for term in found if not classed or term.kind in limits for key in term.keys)


def _cue_class(cue: str) -> frozenset[str]:
    found = words.keys(cue)
    return frozenset(found) | ({"=says"} if not found else frozenset())


@lru_cache(maxsize=20_000)
def name_forms(name: str) -> Forms:
    """The normal forms of a name, in order."""
    return words.keys(name)


def _of_line(line: Line, spans: Mapping[int, Span], facts: Facts) -> Ground:
    """A line of the account as a ground."""
    text = ""
    frames: list[Frame] = []
    times: list[tuple[int, int, str]] = []
    mentions: list[tuple[int, int, str]] = []
    rows: list[tuple[Range, str]] = []
    content: list[Range] = []
    for number, cell in enumerate(line.cells):
        text += "\t" if number else ""
        for segment in cell:
            start = len(text)
            text += segment.text
            if segment.kind == "verbatim":
                known = _known(spans[segment.cites[0]], start, facts)
                frames += known[0]
                times += known[1]
                mentions += known[2]
                content.append((start, len(text)))
                continue
            for name, value in segment.values:
                at = segment.text.find(value)
                if name in ("holder", "verb", "later") and at >= 0 and value:
                    rows.append(((start + at, start + at + len(value)), value))
                elif value:
                    content.append((start + at, start + at + len(value)))
    held = [facts.attributions[c] for c in line.claims if c in facts.attributions]
    if rows:
        said = [r for r, _ in rows]
        whole = tuple(name_forms(value) for _, value in rows[:1])
        forms = frozenset(key for _, value in rows for key in words.keys(value))
        own = frame(held[0], said, content, True, facts) if held and line.kind in _HELD else None
        holders = own.holders if own and own.holders else whole
        name, allowed = own.name if own else rows[0][1], (own.allowed if own else frozenset()) | forms
        first = Frame(name, holders, allowed, tuple(said), tuple(content), True)
        frames = [first, *(f for f in frames if f.inside)]
    cited = tuple(spans[n] for n in line.citations)
    return Ground(text, cited, tuple(frames), tuple(times), tuple(mentions), True)


def known_forms(ground: Ground, facts: Facts) -> Sequences:
    """The names and times of a ground in all the forms by which a sentence may say them."""
    found: Sequences = []
    for _, _, identifier in ground.mentions:
        entity = facts.entity(identifier)
        if entity is None:
            continue
        kind: Kind = "place" if entity.type == "place" else "name"
        known = (place_label(entity),) if entity.type == "place" else ()
        names = {name_forms(name) for name in (entity.name, *entity.aliases, *known)}
        if entity.type == "person" and name_forms(entity.name):
            names.add((name_forms(entity.name)[-1],))
        found += [(forms, f"§{identifier}", kind) for forms in names if forms]
    for start, end, when in ground.times:
        key = f"@{when}"
        literal = words.keys(ground.text[start:end])
        found += [(forms, key, "date") for forms in {literal, *time_forms(when)} if forms]
    return found


@lru_cache(maxsize=10_000)
def time_forms(when: str) -> frozenset[Forms]:
    """The ways to write a day: with and without its year, month first, its weekday; a month or year as it is."""
    said = phrase(when)
    found = {words.keys(said)} if said else set()
    day = edtf.day(when[:10]) if len(when) >= 10 and "/" not in when else None
    if day is not None:
        found |= _day_forms(day)
    return frozenset(found)


def _day_forms(day: dt.date) -> set[Forms]:
    month = f"{day:%B}"
    texts = [f"{day.day} {month} {day.year}", f"{day.day} {month}", f"{month} {day.day}", day.isoformat()]
    texts += [f"{month} {day.day}, {day.year}", f"{day:%A}"]
    assert calendar.weekday(f"{day:%A}")
    return {words.keys(text) for text in texts}
