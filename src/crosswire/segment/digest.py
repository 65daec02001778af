"""Digests: a list of headlines, then one section for each.

reads report → writes nothing: a helper of :mod:`crosswire.segment.items`. Where a headline is repeated above its
section, the repetition cuts. Where none is, :mod:`crosswire.segment.alignment` finds where each section begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crosswire.base.text import trim
from crosswire.segment.blocks import Block, announces, asks, bulleted, is_headline, stems, unbulleted, words

METHOD = "digest/1"
_INTRO = 5  # paragraphs that may stand before the list
_FEWEST = 2
_FEWEST_UNREPEATED = 3
_LABEL = 4  # listed lines of fewer words on the average are names or labels
_SAID = 0.4  # share of a headline's content words that count as said again
_TOLD = 0.7  # share of the sections that must say their headline again
_SAME = 92  # likeness of two spellings of one headline, 0..100


@dataclass(frozen=True, slots=True)
class Section:
    """A section: code points, its headline's block (None: it has none), and the block where the list names it."""

    start: int
    end: int
    headline: Block | None
    listed: Block | None


def sections(text: str, paragraphs: Sequence[Block], *, last: int) -> tuple[Section, ...]:
    """The sections of a digest in order, or nothing where the text is none.

    ``paragraphs`` leave out boilerplate and embedded posts; ``last`` is the end of the text that belongs to a section,
    posts included, so that a post after a section's last paragraph lies in the section.
    """
    found = _repeated(text, paragraphs) or _matched(text, paragraphs) or _bulleted(text, paragraphs)
    if not found or found[0].listed is None:
        return found
    ends = [*(trim(text, 0, section.start)[1] for section in found[1:]), max(last, found[-1].end)]
    return tuple(
        Section(section.start, trim(text, section.start, end)[1], section.headline, section.listed)
        for section, end in zip(found, ends, strict=True)
    )


def _line(text: str, block: Block) -> str:
    bare = unbulleted(text, block)
    return " ".join(text[bare.start : bare.end].split())


def _repeated(text: str, paragraphs: Sequence[Block]) -> tuple[Section, ...]:
    lines = [_line(text, block) for block in paragraphs]
    short = [bool(line) and is_headline(line) for line in lines]
    pairs: list[tuple[int, int]] = []
    for first in range(min(len(lines), 60)):
        if short[first] and not any(second == first for _, second in pairs):
            after = pairs[-1][1] + 1 if pairs else first + 1
            second = next(
                (place for place in range(after, len(lines)) if short[place] and _same(lines, first, place)), 0
            )
            if second:
                pairs.append((first, second))
    if len(pairs) < _FEWEST or pairs[0][0] > _INTRO or pairs[0][1] <= pairs[-1][0]:
        return ()
    listed = [first for first, _ in pairs]
    if listed[-1] - listed[0] + 1 > 1.5 * len(listed) or any(b - a < 2 for a, b in pairwise(q for _, q in pairs)):
        return ()
    if not _are_headlines([lines[place] for place in listed]):
        return ()
    ends = [*(paragraphs[second - 1].end for _, second in pairs[1:]), paragraphs[-1].end]
    return tuple(
        Section(paragraphs[second].start, end, unbulleted(text, paragraphs[second]), paragraphs[first])
        for (first, second), end in zip(pairs, ends, strict=True)
    )


def _same(lines: Sequence[str], first: int, second: int) -> bool:
    left, right = ("".join(lines[place].casefold().split()) for place in (first, second))
    if left == right:
        return True
    from rapidfuzz import fuzz

    return min(len(left), len(right)) > 20 and fuzz.ratio(left, right) >= _SAME


def _are_headlines(lines: Sequence[str]) -> bool:
    """Whether listed lines are headlines of news, not the names of a list or an explainer's table of contents."""
    return sum(len(words(line)) for line in lines) >= _LABEL * len(lines) and sum(map(asks, lines)) * 2 < len(lines)


def _announced(text: str, block: Block) -> bool:
    line = text[block.start : block.end]
    return len(line) < 300 and (line.endswith(":") or announces("digest", line))


def _matched(text: str, paragraphs: Sequence[Block]) -> tuple[Section, ...]:
    """Sections of a digest whose listed headlines stand nowhere else."""
    lead = next((place for place, block in enumerate(paragraphs[:_INTRO]) if _announced(text, block)), None)
    if lead is None:
        return ()
    stop = lead + 1
    while stop < len(paragraphs) and is_headline(_line(text, paragraphs[stop])):
        stop += 1
    listed, body = paragraphs[lead + 1 : stop], paragraphs[stop:]
    if len(listed) < _FEWEST_UNREPEATED or len(body) < len(listed):
        return ()
    lines, below = [_line(text, block) for block in listed], [text[block.start : block.end] for block in body]
    if not _are_headlines(lines):
        return ()
    from crosswire.segment.alignment import align

    starts = align(lines, below)
    if not announces("digest", text[paragraphs[lead].start : paragraphs[lead].end]) and not _told(lines, below, starts):
        return ()
    ends = [*(body[start - 1].end for start in starts[1:]), body[-1].end]
    return tuple(
        Section(body[start].start, end, unbulleted(text, block), block)
        for block, start, end in zip(listed, starts, ends, strict=True)
    )


def _told(lines: Sequence[str], body: Sequence[str], starts: Sequence[int]) -> bool:
    """Whether most sections say their headline again at once: a list after a mere colon may be any list."""
    told = 0
    for line, start, end in zip(lines, starts, [*starts[1:], len(body)], strict=True):
        wanted = set(stems(line))
        told += len(wanted & set(stems(" ".join(body[start : min(end, start + 2)])))) >= _SAID * len(wanted)
    return told >= _TOLD * len(lines)


def _bulleted(text: str, paragraphs: Sequence[Block]) -> tuple[Section, ...]:
    """Sections of a digest that is a list of sentences, each an item by itself."""
    lead = next((place for place, block in enumerate(paragraphs[:2]) if _announced(text, block)), None)
    if lead is None or not announces("digest", text[paragraphs[lead].start : paragraphs[lead].end]):
        return ()
    items = [block for block in paragraphs[lead + 1 :] if bulleted(text, block)]
    rest = [block for block in paragraphs[lead + 1 :] if not bulleted(text, block)]
    if len(items) < _FEWEST_UNREPEATED or len(rest) > 2:
        return ()
    bare = [unbulleted(text, block) for block in items]
    return tuple(Section(block.start, block.end, None, None) for block in bare)
