"""Social posts: pasted into a text, each ending in its signature, or standing alone as an export.

reads report → writes nothing: a helper of :mod:`crosswire.segment.items`. A pasted post ends at a signature line
("— Name (@handle) May 23, 2023"); where its text begins is told by its layout.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from crosswire.base.text import trim
from crosswire.language import calendar, lexicon
from crosswire.model.report import UNDATED, Dated, Report
from crosswire.segment.blocks import Block, ends_sentence

METHOD = "posts/2"
_HANDLE = re.compile(r"\((?P<handle>@\w[\w.-]{0,60}(?:@[\w.-]{3,60})?)\)[ \t\xa0]*[,·|:—–-]?[ \t\xa0]*")
_DASH = re.compile(r"(?:^|(?<=\s))(?:[—–]|--?)(?=\s)", re.MULTILINE)
_NAME = 80  # code points an account's own name may take before its handle
_MARK = re.compile(r"\?{3,}|(?<!\w)[#@]\w|https?://|[\U0001f1e6-\U0001faff\u2600-\u27bf\u2b50\ufe0f]")
_SENTENCE = re.compile(r"(?<=[.!?…])['\"”’»)]*\s+(?=\S)")
_QUOTED = re.compile(r"[“\"«„][^”\"»]*[”\"»]?")
_EMBEDDED = 5000  # code points of a post whose lines the layout holds together, as a page's embedded post
_PERSONAL = 0.3  # share of paragraphs in the first person above which a text is personal itself
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Post:
    """A post inside a text: its code points with the signature, its account ("@name") and its own date."""

    start: int
    end: int
    author: str | None
    published: Dated


def embedded(report: Report, paragraphs: Sequence[Block], *, closed: frozenset[int] = frozenset()) -> tuple[Post, ...]:
    """The posts pasted into a report, in order, not overlapping.

    ``closed`` are starts of paragraphs that no post may take in (headlines of sections).
    """
    found: list[Post] = []
    personal: bool | None = None  # read once, and only where there is a post
    for place, block in enumerate(paragraphs):
        floor = found[-1].end if found else 0
        for end, handle, dated, signature in _signatures(report, block):
            personal = _personal(report.text, paragraphs) if personal is None else personal
            start = _start(report.text, paragraphs, place, signature, floor=floor, closed=closed, personal=personal)
            if start < end:
                found.append(Post(start, end, handle, dated))
                floor = end
    return tuple(found)


def _signatures(report: Report, block: Block) -> Iterator[tuple[int, str, Dated, int]]:
    """End, handle, date and start of each signature in a paragraph. Without a date, only a dash and the paragraph's
    end make "(@name)" a signature: otherwise it is a mention."""
    text = report.text
    for match in _HANDLE.finditer(text, block.start, block.end):
        low = max(block.start, match.start() - _NAME, text.rfind("\n", block.start, match.start()) + 1)
        dashes = [dash.start() for dash in _DASH.finditer(text, low, match.start())]
        begin = dashes[-1] if dashes else low
        stamp = calendar.read(text[match.end() : min(block.end, match.end() + 60)])
        if stamp and len(stamp.edtf) >= 10:
            first, last = trim(text, match.end(), match.end() + stamp.end)
            if dashes or last == block.end:
                yield last, match["handle"], Dated(stamp.edtf, "printed", report.span(first, last)), begin
        elif dashes and match.end() >= block.end:
            yield match.end("handle") + 1, match["handle"], UNDATED, begin


def _start(
    text: str,
    paragraphs: Sequence[Block],
    place: int,
    signature: int,
    *,
    floor: int,
    closed: frozenset[int],
    personal: bool,
) -> int:
    """Where a post's text begins.

    It takes in its signature's paragraph (of a long one only the last sentences: a post is short), and going up, each
    paragraph that the layout ties to it: parted by more or fewer line breaks than paragraphs of this text are (a post
    keeps its own breaks when pasted), a line that does not end as a sentence and bears a post's marks, or words in the
    first person outside quotation marks where the text itself has hardly any.
    """
    block = paragraphs[place]
    begin = max(block.start, floor)
    begin, _ = trim(text, begin, signature) if begin < signature else (begin, begin)
    if _length(text[begin:signature]) > _longest():
        return _last_sentences(text, begin, signature)
    usual = max(_usual_gap(paragraphs), 1)
    alone = not _bare(text[begin:signature])
    while place > 0 and begin == paragraphs[place].start:
        above = paragraphs[place - 1]
        words = text[above.start : above.end]
        tied = alone or paragraphs[place].gap > max(usual, 2) or paragraphs[place].gap < usual
        tied = tied or (not ends_sentence(words) and _MARK.search(words) is not None)
        tied = tied or (_is_personal(words) and not personal)
        if not tied or above.start < floor or above.start in closed:
            break
        if _length(text[above.start : signature]) > (_EMBEDDED if paragraphs[place].gap < usual else _longest()):
            if alone:
                return _last_sentences(text, above.start, signature)
            break
        place, begin, alone = place - 1, above.start, False
    return begin


def _last_sentences(text: str, begin: int, signature: int) -> int:
    """The first sentence start from which a post's text is short enough to be one."""
    for match in _SENTENCE.finditer(text, begin, signature):
        if _length(text[match.end() : signature]) <= _longest() and _bare(text[match.end() : signature]):
            return match.end()
    return begin


def _is_personal(words: str) -> bool:
    return _first_person().search(_QUOTED.sub(" ", words)) is not None


@cache
def _first_person() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in lexicon.load("segments")["posts"]["first_person"])
    return re.compile(rf"(?<![\w.])(?:{forms})(?![\w.])", re.IGNORECASE)


def _personal(text: str, paragraphs: Sequence[Block]) -> bool:
    """Whether a text speaks in the first person itself, beside its posts and what stands right above them."""
    lines = [text[each.start : each.end] for each in paragraphs]
    signed = [_HANDLE.search(line) is not None for line in lines]
    own = [line for line, *near in zip(lines, signed, [*signed[1:], False], strict=True) if not any(near)]
    return sum(map(_is_personal, own)) > _PERSONAL * len(own)


def _usual_gap(paragraphs: Sequence[Block]) -> int:
    gaps = sorted(block.gap for block in paragraphs[1:])
    return gaps[len(gaps) // 2] if gaps else 1


def _bare(text: str) -> str:
    return _SPACE.sub(" ", _links().sub("", text)).strip(" —–-")


def _length(text: str) -> int:
    """How long a post's text is as its network counts it, near enough: without links and repeated white space."""
    return len(_bare(text))


def signature_of(text: str, start: int, end: int, handle: str) -> int:
    """Where the signature of a post in ``text[start:end]`` begins, with links that stand before it; ``end`` if none."""
    place = text.rfind(f"({handle})", start, end)
    if place < 0:
        return end
    low = max(start, place - _NAME, text.rfind("\n", start, place) + 1)
    dashes = [dash.start() for dash in _DASH.finditer(text, low, place)]
    begin = dashes[-1] if dashes else low
    trailing = _trailing_links().search(text[start:begin])
    return trim(text, start, start + trailing.start() if trailing else begin)[1]


def exported(report: Report) -> tuple[Post, ...]:
    """The posts of a report that holds nothing else: one by its address, or each under its export's head line
    ("Channel, [02.05.2031 08:00]"). Empty where it is none."""
    text = report.text
    start, end = trim(text, 0, len(text))
    heads = [head for head in _export().finditer(text) if _stamp(head) is not None]
    if heads and heads[0].start() <= start:
        ends = [*(trim(text, 0, head.start())[1] for head in heads[1:]), end]
        return tuple(
            Post(max(head.start(), start), stop, head["name"].strip(), _dated(report, head))
            for head, stop in zip(heads, ends, strict=True)
        )
    account = account_of(report.url) if report.url else None
    if account or report.kind == "post":  # said by its address, or by the format it came in
        return (Post(start, end, account or report.author, UNDATED),)
    return ()


def head_of(text: str, start: int) -> int:
    """Where the head line of an exported post that begins at ``start`` ends; ``start`` if it has none."""
    head = _export().match(text, start)
    return head.end() if head and _stamp(head) else start


def _stamp(head: re.Match[str]) -> calendar.Stamp | None:
    stamp = calendar.read(head["date"])
    return stamp if stamp and len(stamp.edtf) >= 10 else None


def _dated(report: Report, head: re.Match[str]) -> Dated:
    stamp = _stamp(head)
    return Dated(stamp.edtf, "printed", report.span(*head.span("date"))) if stamp else UNDATED


def account_of(url: str) -> str | None:
    """The account ("@name") an address of a single post names, or None for any other address."""
    parts = urlsplit(url if "//" in url else f"//{url}")
    host = (parts.hostname or "").removeprefix("www.")
    steps = [step for step in parts.path.split("/") if step and step != "s"]
    if host not in _hosts() or len(steps) < 2:
        return None
    name = steps[1] if steps[0] == "profile" and len(steps) > 2 else steps[0]
    return name if name.startswith("@") else f"@{name}"


@cache
def _hosts() -> frozenset[str]:
    return frozenset(lexicon.load("segments")["posts"]["hosts"])


@cache
def _links() -> re.Pattern[str]:
    return re.compile(rf"(?:https?://)?{lexicon.load('segments')['posts']['links']}|https?://\S+")


@cache
def _trailing_links() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_links().pattern})\s*)+$")


@cache
def _export() -> re.Pattern[str]:
    return re.compile(lexicon.load("segments")["posts"]["export"], re.MULTILINE)


def _longest() -> int:
    return int(lexicon.load("segments")["posts"]["longest"])
