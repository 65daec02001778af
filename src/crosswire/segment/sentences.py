"""What a report reads as: headlines, captions, paragraphs with their sentences and quotations, boilerplate.

reads report, items → writes passages
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from crosswire.base.text import trim
from crosswire.language import calendar, lexicon
from crosswire.model.account import Reading
from crosswire.model.report import Item, Passage, PassageKind
from crosswire.segment import glued
from crosswire.segment.blocks import Block, blocks, ends_sentence, is_caption, is_headline
from crosswire.segment.dating import stamp
from crosswire.segment.posts import head_of, signature_of
from crosswire.segment.quotes import quotations

METHOD = "sentences/1"
_CLOSERS = "\"'”’»)]"
_DATE_LINE = 40  # code points of a line that holds only when something was published
_LONGEST = 100_000  # code points given to the splitter at once
# nupunkt takes no break after "3 a.m.” Officials" or "at 4 p.m. No one": a full stop may end both.
_CLOCK_END = re.compile(r"\b[ap]\.m\.[\"'”’»)]*\s+(?=[\"'“‘«(\[]?[A-Z])")
_WORD = re.compile(r"\w")
_STOP = re.compile(r"\.[\"”’»)]*\s+(?=[\"“‘«(\[]?[A-Z])")
_JOINED = re.compile(r"(?<![\w.@/-])([A-Za-z]{3,}+)[.!?](?P<marks>[\"”’»)]*)(?=[\"“‘«(]?(?P<next>[A-Z][a-z]*)[\s,’'])")
_BARE_CLOSE = re.compile(r"\s*[\"”’»)\]]+(?=\s|$)")
_NOTE = re.compile(r"\s*(?:\[\d{1,3}\]\s*)+")
_OPENED = re.compile(r"\s([\"“‘«„(]+\s*)$")
_UNQUOTED = str.maketrans(dict.fromkeys('"“”«»„', " "))
_NOT_OPENING = re.compile(r"\s*(?:[a-zа-яіїєґё,;]|\.\.\.|…)")


def split(reading: Reading) -> tuple[Passage, ...]:
    """The passages of a report, in order of their start, longer ones first.

    A headline, a caption and a boilerplate line are passages by themselves; every other paragraph is a passage that
    holds sentences, and quotations which may run over several paragraphs. A passage outside every item (a digest's
    introduction) carries the item it names, else the one that follows it.
    """
    report = reading.report
    text = report.text
    paragraphs = blocks(text)
    kinds = _kinds(reading, paragraphs)
    found: list[Passage] = []
    bodies: list[tuple[int, int]] = []
    numbers: list[int] = []
    opening = stamp(report)
    apart = [
        *_signatures(reading),
        *([opening] if opening else []),
        *((span.start, span.end) for span in report.boilerplate),
        *((span.start, span.end) for span in (report.byline, report.dateline, report.credit) if span),
    ]
    for number, (block, whole) in enumerate(zip(paragraphs, kinds, strict=True)):
        for start, end in _parts(text, block, reading.items, apart):
            kind: PassageKind = "boilerplate" if any(a <= start and end <= b for a, b in apart) else whole
            found.append(Passage(start, end, kind, _item_of(reading.items, start, end), report.id, number))
            if kind != "paragraph":
                continue
            bodies.append((start, end))
            numbers.append(number)
            for first, last in sentences(text, start, end, language=report.language):
                item = _item_of(reading.items, first, last)
                found.append(Passage(first, last, "sentence", item, report.id, number))
    for first, last, place in quotations(text, bodies):
        item = _item_of(reading.items, first, min(last, bodies[place][1]))
        found.append(Passage(first, last, "quotation", item, report.id, numbers[place]))
    return tuple(sorted(found, key=lambda passage: (passage.start, -passage.end, passage.kind)))


def _kinds(reading: Reading, paragraphs: Sequence[Block]) -> list[PassageKind]:
    text = reading.report.text
    boilerplate = {span.start for span in reading.report.boilerplate}
    heads = {item.headline_span.start: item.headline_span.end for item in reading.items if item.headline_span}
    listed = {item.headline for item in reading.items if item.headline}
    posts = [(item.start, item.end) for item in reading.items if item.kind == "post"]
    dates = [dated.span for dated in (reading.report.published, *(item.published for item in reading.items))]
    stamps = {span.start: span.end for span in dates if span is not None}
    found: list[PassageKind] = []
    for place, block in enumerate(paragraphs):
        words = text[block.start : block.end]
        dated = any(
            block.start <= start and end <= block.end <= block.start + _DATE_LINE for start, end in stamps.items()
        )
        if block.start in boilerplate or (dated and not ends_sentence(words)):
            found.append("boilerplate")
        elif any(start <= block.start < end for start, end in posts):
            found.append("paragraph")
        elif any(block.start <= start and end == block.end for start, end in heads.items()):
            found.append("headline")
        elif is_caption(words):
            found.append("caption")
        else:
            below = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
            found.append("headline" if _heads(text, words, below, listed) else "paragraph")
    return found


def _heads(text: str, words: str, below: Block | None, listed: set[str]) -> bool:
    """Whether a line is a headline: named as one by an item, or short, without a sentence's end, over a paragraph."""
    if " ".join(words.split()) in listed:
        return True
    if below is None or not is_headline(words):
        return False
    following = text[below.start : below.end]
    return ends_sentence(following) or is_headline(following)


def _signatures(reading: Reading) -> list[tuple[int, int]]:
    """The signatures ("— Name (@handle) May 23, 2023") and head lines of posts: who and when, not what a post says."""
    text = reading.report.text
    found = []
    for item in reading.items:
        if item.kind == "post" and item.author:
            start = signature_of(text, item.start, item.end, item.author)
            found.extend([(start, item.end)] if start < item.end else [])
            head = head_of(text, item.start)
            found.extend([(item.start, head)] if head > item.start else [])
    return found


def _parts(text: str, block: Block, items: Sequence[Item], apart: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A paragraph's parts: a post that begins or ends inside it is a paragraph of its own, and so is what is kept apart
    (signatures, boilerplate)."""
    edges = {block.start, block.end}
    spans = [(item.start, item.end) for item in items if item.kind == "post"]
    for span in (*spans, *apart):
        edges |= {edge for edge in span if block.start < edge < block.end}
    cuts = sorted(edges)
    parts = (trim(text, start, end) for start, end in zip(cuts, cuts[1:], strict=False))
    return [(start, end) for start, end in parts if start < end]


def _item_of(items: Sequence[Item], start: int, end: int) -> str:
    inside = [item for item in items if item.start <= start and end <= item.end]
    if inside:
        return min(inside, key=lambda item: item.end - item.start).id
    touching = [item for item in items if item.start < end and start < item.end]
    if touching:
        return min(touching, key=lambda item: item.start).id
    after = [item for item in items if item.start >= end]
    return min(after, key=lambda item: item.start).id if after else items[-1].id


def sentences(text: str, start: int, end: int, *, language: str) -> Iterator[tuple[int, int]]:
    """The sentences of one paragraph as code points into ``text``, without white space at their ends.

    English by nupunkt (Bommarito and others, 2025), other languages by sentencex. Line breaks inside a paragraph are
    read as spaces. A closing quotation mark stays with the sentence it closes; a bullet belongs to none.
    """
    at = start
    while at < end:
        stop = end if end - at <= _LONGEST else _soft_stop(text, at, at + _LONGEST)
        for first, last in _mended(text[at:stop].replace("\n", " "), language):
            first, last = trim(text, at + first, at + last)
            lead = _lead().match(text, first, last)
            first = lead.end() if lead and lead.end() < last else first
            if last > first:
                yield first, last
        at = stop


def _soft_stop(text: str, start: int, stop: int) -> int:
    space = text.rfind(" ", start, stop)
    return space + 1 if space > start else stop


def _mended(line: str, language: str) -> list[tuple[int, int]]:
    cuts = [_past_close(line, end) for _, end in _raw(line, language)]
    cuts = [end for end in cuts if 0 < end < len(line) and not _NOT_OPENING.match(line, end)]
    cuts.extend(match.start() for match in _bullet().finditer(line, 1))
    cuts.extend(glued.cuts(line, language))
    if language == "en":
        cuts.extend(match.end() for match in _CLOCK_END.finditer(line) if _breaks_after_clock(line, match))
        cuts.extend(match.end() for match in _STOP.finditer(line) if _ends_plainly(line, match.start()))
        cuts.extend(_run_together(line))
    edges = [0, *sorted(set(cuts)), len(line)]
    kept = [0]
    for start, end in zip(edges, edges[1:], strict=False):
        piece = line[kept[-1] : end]
        if not _WORD.search(line, start, end) and len(kept) > 1:
            kept[-1] = end  # marks alone end the sentence before them
        elif end == len(line) or not (_title().fullmatch(piece) or not _WORD.search(piece)):
            kept.append(end)
    return list(zip(kept, kept[1:], strict=False))


def _past_close(line: str, end: int) -> int:
    """A sentence's end, past a closing mark or a note's number that stands alone after it, before an opening one."""
    note = _NOTE.match(line, end)
    if note:
        return note.end()
    close = _BARE_CLOSE.match(line, end)
    if close and close.end() > end:
        return close.end()
    opened = _OPENED.search(line, max(0, end - 4), end)
    return opened.start(1) if opened else end


def _run_together(line: str) -> Iterator[int]:
    """Where a sentence begins without a space before it: ``the bridge.The``, ``the harbour."On Monday``.

    After a word in small letters, or before a word that opens sentences; names of sites and files are neither.
    """
    for match in _JOINED.finditer(line):
        before = line[line.rfind(" ", 0, match.start()) + 1 : match.start()]
        if any(mark in before for mark in "/@.\\_#"):
            continue
        if not match[1].islower() and match["next"].lower() not in lexicon.load("segments")["openers"]["words"]:
            continue
        straight = match["marks"].find('"')
        if straight >= 0 and line.count('"', 0, match.start("marks")) % 2 == 0:
            yield match.start("marks") + straight
        else:
            yield match.end("marks")


def _breaks_after_clock(line: str, match: re.Match[str]) -> bool:
    """Whether a sentence begins after "a.m."; a weekday, month or zone does not ("3 a.m. Tuesday", "4 p.m. EST")."""
    word = re.match(r"[\"'“‘«(\[]?(\w+)", line[match.end() :])
    if word is None:
        return False
    quoted = any(mark in match.group() for mark in '"”’»')
    return quoted or not (_calendar_word(word[1]) or word[1].isupper())


def _calendar_word(word: str) -> bool:
    return calendar.weekday(word) is not None or calendar.month(word) is not None


def _raw(line: str, language: str) -> Sequence[tuple[int, int]]:
    if not line.strip():
        return []
    if language == "en":
        return list(_english()(line))
    import sentencex

    # sentencex keeps what stands between quotation marks whole; without the marks it cuts there too.
    bare = line.translate(_UNQUOTED)
    found = sentencex.get_sentence_boundaries(language, bare)
    return [(int(each["start_index"]), int(each["end_index"])) for each in found]


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[{lexicon.load('segments')['bullets']['marks']}]|[\ufe0f\u200d])[\ufe0f\u200d{lexicon.load('segments')['bullets']['marks']}\s]*(?=\S)"
    )


@cache
def _bullet() -> re.Pattern[str]:
    marks = lexicon.load("segments")["bullets"]["marks"]
    # A bullet before a capital begins a line; any pictograph does after a sentence's end.
    pictograph = "[\U0001f1e6-\U0001faff\u2600-\u27bf\u2b50]"
    start = "(?=[\ufe0f\u200d\\s]*[^\\W_a-zа-яіїєґё])"
    return re.compile(rf"(?<=\s)(?:[{marks}](?:[\ufe0f\s]*[{marks}])*|(?<=[.!?…]\s){pictograph}){start}")


@cache
def _title() -> re.Pattern[str]:
    """An abbreviated title, initial or number by itself is no sentence ("Lt. Gen. …", "J. K. …"); "No." is one."""
    forms = "|".join(lexicon.load("segments")["abbreviations"]["titles"])
    return re.compile(rf"[\s\"“‘«(]*(?:[^\W\d_]|\d{{1,2}}|{forms})\.\s*")


def _ends_plainly(line: str, stop: int) -> bool:
    """Whether a small word stands before a full stop. nupunkt takes some for abbreviations ("in the lead. Korea…")."""
    start = stop
    while start and "a" <= line[start - 1] <= "z":
        start -= 1
    if start == stop or (start and (line[start - 1] in "._" or line[start - 1].isalnum())):
        return False
    word, (short, small) = line[start:stop], _abbreviated()
    return word in short or (len(word) >= 4 and word not in small)


@cache
def _abbreviated() -> tuple[frozenset[str], frozenset[str]]:
    table = lexicon.load("segments")["abbreviations"]
    return frozenset(table["short"]), frozenset(table["small"])


@cache
def _english():  # type: ignore[no-untyped-def]
    import nupunkt

    return nupunkt.sent_spans
