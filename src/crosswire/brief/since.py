"""What is new since an earlier brief, and what the same source says otherwise now.

reads brief, earlier brief → writes marks, notes

Only words and recorded values are compared, so that a copy of yesterday's news under a new date is not new.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from crosswire.brief.dates import phrase
from crosswire.brief.facts import Facts
from crosswire.brief.figures import counted_words, evidence, figure_holder, number_of, place_words
from crosswire.brief.wording import Ledger, count_words, said
from crosswire.language.lexicon import load
from crosswire.model.brief import Brief, BriefStory, Earlier, Line, LineKind, Segment
from crosswire.model.mention import Figure

MARKED: tuple[LineKind, ...] = ("key", "heading", "lede", "answer", "figure", "note", "says", "other", "unknown")
_TITLED = ("key", "heading", "other")


@dataclass(frozen=True, slots=True)
class Past:
    """What an earlier brief held: the keys of its lines, its figures, and how it is called. Empty: there is none."""

    keys: frozenset[str] = frozenset()
    figures: tuple[Earlier, ...] = ()
    when: str | None = None

    @property
    def known(self) -> bool:
        """Whether there is an earlier brief."""
        return self.when is not None

    def held(self, line: Line) -> bool:
        """Whether a line said this already."""
        return line_key(line) in self.keys


def past_of(brief: Brief | Past | None) -> Past:
    """What a brief held."""
    if brief is None or isinstance(brief, Past):
        return brief or Past()
    keys = frozenset(line_key(line) for line in brief.lines() if line.kind in MARKED)
    rows = [_earlier(line, story) for story in brief.stories for line in story.figures]
    return Past(keys, tuple(row for row in rows if row), brief.title.text)


def line_key(line: Line) -> str:
    """What a line says, without what changes by itself: a headline's counts, a row's number of origins."""
    if line.kind in _TITLED:
        text = " ".join(s.text for cell in line.cells for s in cell if s.kind == "verbatim")
        return _short("title " + " ".join(text.casefold().split()))
    cells: Sequence[Sequence[Segment]] = line.cells[:2] if line.kind == "answer" else line.cells
    skipped = ("figure-earlier", "figure-later")
    text = " ".join(s.text for cell in cells for s in cell if s.template not in skipped)
    return _short(f"{line.kind} " + " ".join(text.casefold().split()))


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _earlier(line: Line, story: BriefStory) -> Earlier | None:
    values = {name: value for cell in line.cells for segment in cell for name, value in segment.values}
    if "number" not in values or "holder" not in values or len(line.cells) < 4 or "new" in values:
        return None
    return Earlier(
        values["holder"],
        values["number"],
        values.get("what", ""),
        values.get("counted", ""),
        line.cells[2][0].text,
        story.place.text if story.place else "",
    )


def revised_line(figure: Figure, place: str, past: Past, ledger: Ledger, facts: Facts) -> Line | None:
    """That a figure's holder gave another value for it in the earlier brief; None where it did not, or where it is not
    plain that the same was counted."""
    found = revision_of(figure, place, past.figures, facts)
    if found is None or past.when is None:
        return None
    old, template = found
    holder, new = figure_holder(figure, facts), number_of(figure, facts)
    words = said(template, old=old.number, new=new, what=_what(figure), holder=holder, since=past.when)
    claims = [claim for claim in (figure.id, figure.attribution) if claim]
    return ledger.line("note", [[words]], claims=claims, cites=evidence(figure, facts))


def revision_of(figure: Figure, place: str, earlier: Iterable[Earlier], facts: Facts) -> tuple[Earlier, str] | None:
    """The earlier value of a figure and the template that says which way it went."""
    if figure.attribution is None:
        return None
    holder, scope = _bare(figure_holder(figure, facts)), scope_words(figure, facts)
    none = str(load("templates")["line"]["figure-none"])
    for old in earlier:
        same = (_bare(old.holder), old.what, old.counted, old.scope) == (
            holder,
            figure.what or "",
            counted_words(figure) or "",
            scope,
        )
        if same and old.number != number_of(figure, facts) and (scope != none or (place and old.place == place)):
            return old, _direction(old.number, number_of(figure, facts))
    return None


def scope_words(figure: Figure, facts: Facts) -> str:
    """Where and when of a figure as its row has it."""
    where, when = place_words(figure, facts), phrase(figure.time)
    none = str(load("templates")["line"]["figure-none"])
    return ", ".join(part for part in (where, when) if part) or none


def _bare(holder: str) -> str:
    """A holder's name without role and path, which another report may word otherwise."""
    return holder.split(",")[0].casefold()


def _what(figure: Figure) -> str:
    counted = counted_words(figure) or ""
    return " ".join(part for part in (counted, figure.what or "") if part)


def _direction(old: str, new: str) -> str:
    one, two = (int(t) if (t := text.replace(",", "").split(" ")[-1]).isdigit() else None for text in (old, new))
    if one is None or two is None or one == two:
        return "note-changed"
    return "note-raised" if two > one else "note-lowered"


def mark(brief: Brief, past: Past, old: Collection[str] = ()) -> Brief:
    """The brief with each line that the earlier one did not have marked as new, unless all it cites are ``old``
    reports with a new date; stories in which nothing is new go to the list of the others."""
    if not past.known:
        return brief
    reports = {citation.number: citation.span.report for citation in brief.citations}

    def one(line: Line) -> Line:
        stale = bool(line.citations) and all(reports[number] in old for number in line.citations)
        return replace(line, new=not stale and not past.held(line))

    def lines(found: Sequence[Line]) -> tuple[Line, ...]:
        return tuple(one(line) for line in found)

    stories = tuple(
        replace(
            story,
            heading=one(story.heading),
            lede=lines(story.lede),
            disputes=tuple(replace(d, answers=lines(d.answers)) for d in story.disputes),
            figures=lines(story.figures),
            notes=lines(story.notes),
            says=lines(story.says),
        )
        for story in brief.stories
    )
    return replace(
        brief,
        key=lines(brief.key),
        stories=tuple(_counted(story) for story in stories),
        others=lines(brief.others),
        unknown=lines(brief.unknown),
        since=past.when,
        earlier=past.figures,
    )


def _counted(story: BriefStory) -> BriefStory:
    """A story whose weight says how much of it is new."""
    rows = [row for d in story.disputes for row in d.answers]
    new = sum(line.new for line in (story.heading, *story.lede, *rows, *story.figures, *story.says))
    return replace(story, why=f"{story.why}, {count_words('new-lines', new)}") if new else story


def news_in(story: BriefStory, past: Past) -> bool:
    """Whether anything of a story was not in the earlier brief."""
    rows = [row for d in story.disputes for row in d.answers]
    return any(not past.held(line) for line in (story.heading, *story.lede, *rows, *story.figures, *story.says))
