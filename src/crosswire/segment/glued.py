"""Sentences without a mark between them: a headline that runs into its text, an answer behind a question.

reads report → writes nothing: a helper of :mod:`crosswire.segment.sentences`. Exports of posts write a line break as a
space. In Ukrainian and Russian only names begin with a capital inside a sentence, so that a small word like "У" or
"Загалом" with one opens a sentence; a quotation of several sentences that opens behind a plain word does too.
"""

import re
from collections.abc import Iterator
from functools import cache

from crosswire.language import lexicon

METHOD = "glued/2"
_HEAD = 400  # code points of a paragraph in which a headline may run into the text
_SAID = r"[^\W\d_][^{}]{{20,900}}"
_QUOTED = re.compile(
    rf"(?<=[^\W\d_])\s+(?=(?:«(?P<angled>{_SAID.format('«»')})»|[“„](?P<curly>{_SAID.format('“”„')})[”“]|"
    rf"\"(?P<straight>{_SAID.format(chr(34))})\")\s*,?\s*[-–—])"
)
_STOP = re.compile(r"[.!?…]\s+[^\W\d_a-zа-яіїєґё]")
_ANSWER = re.compile(r"(?<=\?)(?=[-–—]\s?[A-ZА-ЯІЇЄҐЁ][a-zа-яіїєґё’']*\s+\w)")
_PARTED = re.compile(r"[.!?…][\"”»]*\s|:\s|[«“„][^»”“]*\Z")
_PICTOGRAPH = "[\U0001f1e6-\U0001faff\u2600-\u27bf\u2b50]"
_PICTURED = re.compile(  # a picture over a line of its own: what follows is longer than a channel's links
    rf"(?<=[\w%)»”\"])\s+(?={_PICTOGRAPH}[\ufe0f\u200d\s]*[A-ZА-ЯІЇЄҐЁ](?:(?!{_PICTOGRAPH}).){{30}})"
)
_TWO = re.compile(r"\w+\s+\w+\s+\w+")


def cuts(line: str, language: str) -> Iterator[int]:
    """Where a sentence begins that nothing parts from the one before it, as offsets into ``line``."""
    yield from (match.end() for match in _ANSWER.finditer(line) if match.start() > 0)
    if language not in ("uk", "ru"):
        return
    for match in _QUOTED.finditer(line):
        said = match["angled"] or match["curly"] or match["straight"]
        if match["straight"] and line.count('"', 0, match.end()) % 2:
            continue
        if said[0].isupper() and _STOP.search(said) and _TWO.search(line):
            yield match.end()
    yield from (match.end() for match in _PICTURED.finditer(line) if _TWO.search(line, 0, match.start()))
    found = _opening().search(line, 0, _HEAD)
    if found and _TWO.search(line, 0, found.start()) and not _parted(line, found.start()):
        yield found.end()


def _parted(line: str, end: int) -> bool:
    """Whether a sentence has ended before, or a quotation is open."""
    return bool(_PARTED.search(line, 0, end)) or line.count('"', 0, end) % 2 == 1


@cache
def _opening() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in lexicon.load("segments")["openers"]["cyrillic"])
    plain = rf"(?<=[а-яіїєґё0-9’'%)])\s+(?=(?:{words})\s+[а-яіїєґёА-ЯІЇЄҐЁ0-9«])"
    # Behind an acronym the words may be a headline in capitals: there the opener has small letters behind it.
    behind = rf"(?<=[a-zA-ZА-ЯІЇЄҐЁ»”])\s+(?=(?:{words}),?\s+(?:[а-яіїєґё0-9«]|[А-ЯІЇЄҐЁ][а-яіїєґё]))"
    comma = rf"(?<=[а-яіїєґё0-9’'%)])\s+(?=(?:{words}),\s+[а-яіїєґё])"
    return re.compile(f"{plain}|{behind}|{comma}")
