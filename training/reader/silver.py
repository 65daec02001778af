"""Names that a first reader found in news articles, made consistent within each article, to train the next one on.

A name that is recognised in one sentence is often missed in the next. Within one article the same words nearly always
name the same thing, and a person's last word names the person: so the votes of all places are counted, and the winner
is put wherever the words stand. Other capitalised words stay open.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from records import TITLES, Document, Paragraph, Span, capitals

from crosswire.model.reading import Tag

KINDS = ("person", "organisation", "place")
SURE, SHARE = 0.6, 0.7  # votes a name needs (sum of scores), and the winner's share of them

Tagger = Callable[[str, Sequence[tuple[int, int]]], tuple[Tag, ...]]


def winners(text: str, tags: Sequence[Tag]) -> dict[str, str]:
    """The kind of each name of an article, where its places agree."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for tag in tags:
        if tag.label not in KINDS:
            continue
        name = text[tag.start : tag.end]
        votes[name][tag.label] += tag.score
        last = name.split()[-1]
        if tag.label == "person" and last != name and last[:1].isupper() and len(last) > 2:
            votes[last]["person"] += tag.score
    out = {}
    for name, count in votes.items():
        kind, weight = count.most_common(1)[0]
        if weight >= SURE and weight >= SHARE * count.total() and name[:1].isupper():
            out[name] = kind
    return out


def alone(text: str, start: int, end: int) -> bool:
    """Whether no capitalised word but a title stands beside a name: else it may be a part of a longer one."""
    before = re.search(r"([A-Z][\w.'’-]*) $", text[:start])
    led = bool(before and before.group(1).lower().rstrip(".") not in TITLES)
    return not led and not re.match(r" [A-Z&]| of [A-Z]|-", text[end:])


def relabelled(document: Document, tagger: Tagger) -> Document:
    """The article with its names in place of its attributions."""
    text = "\n".join(part.text for part in document.paragraphs)
    edges, at = [], 0
    for part in document.paragraphs:
        edges.append((at, at + len(part.text)))
        at += len(part.text) + 1
    names = winners(text, tagger(text, edges))
    if not names:
        return Document(document.name, "names", ())
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])")
    parts = []
    for part in document.paragraphs:
        spans: list[Span] = [
            (names[m.group()], *m.span()) for m in pattern.finditer(part.text) if alone(part.text, *m.span())
        ]
        parts.append(Paragraph(part.text, tuple(spans), tuple(capitals(part.text, spans))))
    return Document("silver_" + document.name, "names", tuple(parts))
