"""Running pages: headline, paragraphs, headline, paragraphs, without an end, cut into updates.

reads report → writes nothing: a helper of :mod:`crosswire.segment.items`. An article with subheads is laid out the same
way; what tells them apart is that a live page's headline is a sentence that the paragraph under it says again, while a
subhead is a label that its paragraph goes on from. Time stamps settle it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from crosswire.base.text import trim
from crosswire.language import lexicon
from crosswire.segment.blocks import Block, announces, asks, ends_sentence, is_headline, stems, words

METHOD = "live-blog/2"
_FEWEST = 3  # updates that make a running page
_LABEL = 7  # headlines of fewer words on the average are labels
_RESTATED = 0.7  # share of headlines that the paragraphs below must say again
_RESTATED_MEAN = 0.65  # share of a headline's content words said again, on the average
_SAID = 0.4  # share of a headline's content words that count as said again
_INTRO = 3  # paragraphs that may always stand before the first time stamp
_LATE = 0.15  # share of the paragraphs that may
_TAIL = 0.5  # share of the text that the last update may take
_MOMENT = re.compile(r"(?P<day>\d{4}-\d\d-\d\d) (?P<clock>(?:[01]\d|2[0-3]):[0-5]\d)(?: (?P<zone>Z|[+-]\d\d:\d\d))?")
_ASKING = 0.2  # share of headlines that may ask


@dataclass(frozen=True, slots=True)
class Update:
    """An update: code points, its headline's block where it has one, its time of day ("14:32") with its span, and the
    whole moment as EDTF where the page states its day too."""

    start: int
    end: int
    headline: Block | None
    clock: str | None = None
    clock_start: int = 0
    clock_end: int = 0
    moment: str | None = None


def updates(text: str, paragraphs: Sequence[Block], *, title: str | None, last: int) -> tuple[Update, ...]:
    """The updates of a running page in the order they stand, or nothing where the text is none.

    ``paragraphs`` leave out boilerplate and embedded posts; ``last`` is the end of the text, posts included.
    """
    stamped = _stamped(text, paragraphs)
    if len(stamped) >= _FEWEST and _is_stamped(paragraphs, stamped, last):
        return _ended(text, _cut_stamped(text, paragraphs, stamped), last)
    places = _headlines(text, paragraphs)
    if not _is_running(text, paragraphs, places, title):
        return ()
    found = tuple(Update(paragraphs[place].start, last, paragraphs[place]) for place in places)
    return _ended(text, found, last)


def _is_stamped(paragraphs: Sequence[Block], stamps: Sequence["_Stamp"], last: int) -> bool:
    """Whether time stamps run through a text: a timeline inside an article begins late or ends early."""
    early = stamps[0].place <= max(_INTRO, _LATE * len(paragraphs))
    tail = last - paragraphs[stamps[-1].place].start
    return early and tail <= _TAIL * (last - paragraphs[0].start)


def _ended(text: str, found: Sequence[Update], last: int) -> tuple[Update, ...]:
    """Each update as far as the next one begins."""
    ends = [*(update.start for update in found[1:]), last]
    return tuple(replace(update, end=trim(text, update.start, end)[1]) for update, end in zip(found, ends, strict=True))


def _headlines(text: str, paragraphs: Sequence[Block]) -> list[int]:
    """Places of lines that look like headlines and stand before a paragraph (or last, where a text was cut off)."""
    found = []
    for place, block in enumerate(paragraphs):
        if not is_headline(text[block.start : block.end]):
            continue
        last = place + 1 == len(paragraphs)
        if last or ends_sentence(text[paragraphs[place + 1].start : paragraphs[place + 1].end]):
            found.append(place)
    return found


def _is_running(text: str, paragraphs: Sequence[Block], places: Sequence[int], title: str | None) -> bool:
    if not places:
        return False
    announced = places[0] <= 2 and any(announces("live", line) for line in _top(text, paragraphs, places[0], title))
    if places[0] > 0 and not announced:
        return False
    said = [_said_again(text, paragraphs, place, nxt) for place, nxt in zip(places, [*places[1:], None], strict=True)]
    # The first headline of an article is its title, and said again by its lede: it tells nothing.
    inner = [share for place, share in zip(places, said, strict=True) if place > 0 and share is not None]
    if len(inner) < (_FEWEST - 1 if announced else _FEWEST):
        return False
    lines = [text[paragraphs[place].start : paragraphs[place].end] for place in places[1:]]
    length = sum(len(words(line)) for line in lines) / len(lines)
    asking = sum(asks(line) for line in lines) / len(lines)
    restated = sum(share >= _SAID for share in inner) / len(inner)
    mean = sum(inner) / len(inner)
    return length >= _LABEL and asking <= _ASKING and restated >= _RESTATED and mean >= _RESTATED_MEAN


def _top(text: str, paragraphs: Sequence[Block], first: int, title: str | None) -> list[str]:
    """The lines that may announce a running page: its title and what stands above its first headline."""
    above = [text[block.start : block.end] for block in paragraphs[: first + 1]]
    return [title or "", *(line for line in above if len(line) < 150)]


def _said_again(text: str, paragraphs: Sequence[Block], place: int, following: int | None) -> float | None:
    """The share of a headline's content words that the two paragraphs below it use; None where nothing is below."""
    wanted = set(stems(text[paragraphs[place].start : paragraphs[place].end]))
    below = paragraphs[place + 1 : following][:2]
    if not wanted or not below:
        return None
    return len(wanted & set(stems(text[below[0].start : below[-1].end]))) / len(wanted)


@dataclass(frozen=True, slots=True)
class _Stamp:
    place: int
    clock: str | None
    start: int
    end: int
    moment: str | None = None


def _stamped(text: str, paragraphs: Sequence[Block]) -> list[_Stamp]:
    """Paragraphs that begin with a time of day, or are nothing but an age ("3 hr 12 min ago")."""
    return [stamp for place, block in enumerate(paragraphs) if (stamp := _stamp(text, place, block))]


def _stamp(text: str, place: int, block: Block) -> _Stamp | None:
    whole = _MOMENT.fullmatch(text, block.start, block.end)
    if whole:
        zone = (whole["zone"] or "").replace("+00:00", "Z")
        moment = f"{whole['day']}T{whole['clock']}:00{zone}"
        return _Stamp(place, whole["clock"], block.start, block.end, moment)
    match = _clock().match(text, block.start, block.end)
    if match:
        hour, half = int(match["hour"]), (match["half"] or "").lower()
        bare = match.end() >= block.end
        separate = bare or text[match.end()] in "—–:,.·|- " and not text[match.end() : block.end].lstrip()[:1].islower()
        if separate and not (half and not 1 <= hour <= 12):
            hour = hour % 12 + 12 if half.startswith("p") else hour % 12 if half else hour
            return _Stamp(place, f"{hour:02}:{match['minute']}", match.start(), match.end())
    if _ago().match(text[block.start : block.end]):
        return _Stamp(place, None, block.start, block.end)
    return None


def _cut_stamped(text: str, paragraphs: Sequence[Block], stamps: Sequence[_Stamp]) -> tuple[Update, ...]:
    """Updates of a page with time stamps: a stamp opens an update, or follows its headline."""
    return tuple(
        Update(
            paragraphs[first].start, paragraphs[first].end, headline, stamp.clock, stamp.start, stamp.end, stamp.moment
        )
        for first, headline, stamp in _openings(text, paragraphs, stamps)
    )


def _openings(
    text: str, paragraphs: Sequence[Block], stamps: Sequence[_Stamp]
) -> Iterator[tuple[int, Block | None, _Stamp]]:
    above = sum(_headline_above(text, paragraphs, stamp) for stamp in stamps) > len(stamps) / 2
    for stamp in stamps:
        place, block = stamp.place, paragraphs[stamp.place]
        rest = _after(text, stamp, block)
        if stamp.end >= block.end and above and _headline_above(text, paragraphs, stamp):
            yield place - 1, paragraphs[place - 1], stamp
        elif rest is not None:
            yield place, rest if is_headline(text[rest.start : rest.end]) else None, stamp
        else:
            below = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
            titled = below is not None and is_headline(text[below.start : below.end]) and not _stamp(text, 0, below)
            yield place, below if titled else None, stamp


def _headline_above(text: str, paragraphs: Sequence[Block], stamp: _Stamp) -> bool:
    if stamp.place == 0 or stamp.end < paragraphs[stamp.place].end:
        return False
    above = paragraphs[stamp.place - 1]
    return is_headline(text[above.start : above.end]) and not _stamp(text, 0, above)


def _after(text: str, stamp: _Stamp, block: Block) -> Block | None:
    rest = re.compile(r"[\s—–:,.·|\])-]*").match(text, stamp.end, block.end)
    start = rest.end() if rest else stamp.end
    return Block(start, block.end, block.gap) if start < block.end else None


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(lexicon.load("segments")["live"]["stamp"])


@cache
def _ago() -> re.Pattern[str]:
    return re.compile(lexicon.load("segments")["live"]["ago"])
