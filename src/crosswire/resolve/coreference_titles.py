"""Titles and kinds of body that stand for a name, and where quotations lie.

reads text → writes nothing
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from crosswire.language import lexicon
from crosswire.language.names import country_of
from crosswire.resolve import names_words
from crosswire.resolve.coreference_sentences import Sentence


def has_head(role: str, head: str) -> bool:
    """Whether a role holds a title's last word, in full or short ("Gov.", "governor")."""
    words = [word.strip(".,").lower() for word in role.split()]
    short = {"gov": "governor", "gen": "general", "sen": "senator", "rep": "representative", "col": "colonel"}
    return any(word == head or short.get(word) == head for word in words)


def country_in(word: str) -> str | None:
    """The country a word of a title names: "Norland's", "Ukrainian"."""
    plain = re.sub(r"['’]s?$", "", word)
    return names_words.adjective_country(plain) or (country_of(plain) if plain[:1].isupper() else None)


_TITLE = re.compile(r"\b(?:[Tt]he|[Tt]his)\s+((?:[\w’'-]+\s+){0,4}?)([a-z-]+|[A-Z][a-z]+)\b")
_POSSESSED = re.compile(r"\b([A-Z][\w-]+)['’]s\s+((?:[\w-]+\s+){0,3}?)([a-z-]+)\b")


def titles(
    text: str, sentences: Sequence[Sentence], taken: Sequence[tuple[int, int]]
) -> Iterable[tuple[int, int, str, str | None]]:
    """Definite titles and kinds of body: span without the article, last word, country said with it."""
    heads = names_words.role_heads()
    bodies = lexicon.load("roles")["bodies"]
    modifiers = lexicon.words("roles", "modifiers")
    seen: set[int] = set()
    for sentence in sentences:
        for pattern in (_TITLE, _POSSESSED):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                owner = match[1] if pattern is _POSSESSED else ""
                middle = match[2] if pattern is _POSSESSED else match[1]
                head = match[3] if pattern is _POSSESSED else match[2]
                if head.lower() not in heads and (head.lower() not in bodies or owner or head[:1].isupper()):
                    continue
                words = middle.split()
                if (
                    head.lower() in ("head", "chief", "deputy", "leader")
                    and not (words or owner)
                    and not text.startswith(" of ", match.end())
                ):
                    continue
                if head.lower() in bodies and words:
                    continue
                if any(not (w.lower() in modifiers or country_in(w) or w.lower() in heads) for w in words):
                    continue
                start = match.start(3) - len(middle) if pattern is _POSSESSED else match.start(1 if words else 2)
                end = match.end()
                if end in seen or _claimed(text, start, end, taken):
                    continue
                seen.add(end)
                countries = [c for c in (country_in(w) for w in ([owner] if owner else []) + words) if c]
                yield start, end, head.lower(), countries[0] if countries else None


def _claimed(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a title belongs to a name beside it, lies in a name, or opens a longer title ("the head of …")."""
    index = bisect_right(taken, (start, 10**9))
    for low, high in taken[max(0, index - 2) : index + 2]:
        if low < end and high > start:
            return True
        between = text[end:low] if low >= end else text[high:start]
        if (
            low >= end
            and len(between) < 60
            and re.fullmatch(r"\s+|\s*,\s*|\s+(?:of|for|in|to)\s[^,.;\n]{2,50},\s*", between)
        ):
            return True
        if high <= start and re.fullmatch(r"\s*,\s*(?:the\s+)?", between):
            return True
    return bool(re.match(r"['’]s?\b|-", text[end : end + 2]))


def quotations(text: str) -> list[tuple[int, int]]:
    """Spans inside double quotation marks, straight ones paired within a paragraph, unclosed ones to its end."""
    out: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for match in re.finditer(r"[\"“”„«»]", line[0]):
            at = line.start() + match.start()
            if opened is None:
                if match[0] not in "”»":
                    opened = at
            elif match[0] not in "“„«":
                out.append((opened, at))
                opened = None
        if opened is not None:
            out.append((opened, line.end()))
    return out


def within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether an offset lies in one of some sorted spans."""
    index = bisect_right(spans, (at, 10**9)) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]
