"""One form for every training set: paragraphs of running text with labelled spans."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[str, int, int]

_WORDS = """
    mr mrs ms miss dr prof professor sir lord lady dame president prime minister premier chancellor king queen prince
    princess pope bishop archbishop cardinal rev reverend father sister senator sen representative rep congressman
    congresswoman governor gov mayor ambassador secretary general gen colonel col lieutenant lt major maj captain capt
    sergeant sgt admiral adm commander judge justice chief director chairman chairwoman foreign defence defense deputy
    vice minister attorney us former state affairs coach officer detective saint
"""
TITLES = frozenset(_WORDS.split())
_RUN = re.compile(r"[^\W\d_][\w.'’-]*|\d[\w-]*|&")
_BEFORE = frozenset(["the", "a", "an", "of", "for", "and", "&"])
_LINKS = frozenset(["of", "the", "for", "and", "&", "de", "von", "van", "al", "bin", "del", "la"])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what is known of it.

    ``spans`` are labelled; every other word bears no label, except that words in ``unknown`` may bear any (partial
    annotation). Narrower knowledge ("any but a place") must not be used: it strengthens whatever the model believes at
    the time, which is at first that nothing is a name.
    """

    text: str
    spans: tuple[Span, ...]
    unknown: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Paragraphs in order, labelled for one head: "names" or "attribution"."""

    name: str
    head: str
    paragraphs: tuple[Paragraph, ...]


def name_within(text: str, start: int, end: int, *, person: bool) -> tuple[int, int] | None:
    """The capitalised name inside an annotated phrase, without article and titles; None if the phrase has none."""
    best: tuple[int, int] | None = None
    run: list[tuple[int, int]] = []
    capital = 0
    for match in [*_RUN.finditer(text, start, end), None]:
        word = match.group() if match else ""
        linked = bool(run and match and word.lower() in _LINKS)
        broken = bool(run and match and text[run[-1][1] : match.start()].strip(" -’'\n"))
        if match and not broken and (word[0].isupper() or word[0].isdigit() and run or linked):
            run.append(match.span())
            if word[0].isupper():
                capital = len(run)
            continue
        kept = run[:capital]
        while kept and text[slice(*kept[0])].lower().rstrip(".") in (_BEFORE | TITLES if person else _BEFORE):
            kept = kept[1:]
        if kept and (best is None or kept[-1][1] - kept[0][0] > best[1] - best[0]):
            best = (kept[0][0], kept[-1][1])
        starts_anew = bool(match and broken and word[0].isupper())
        run = [match.span()] if match and starts_anew else []
        capital = len(run)
    return best


def capitals(text: str, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Capitalised words outside the labelled spans: where a partial annotation says nothing."""
    taken = [(start, end) for _, start, end in spans]
    found = [match.span() for match in re.finditer(r"[^\W\d_][\w.]*", text) if match.group()[0].isupper()]
    return [(a, b) for a, b in found if not any(start < b and a < end for start, end in taken)]


def split(text: str, spans: Sequence[Span], cut: str = r"\n\s*\n") -> list[tuple[str, list[Span]]]:
    """Paragraphs of a text with the parts of the spans that lie in each."""
    edges = [0, *(match.end() for match in re.finditer(cut, text)), len(text)]
    out = []
    for low, high in zip(edges, edges[1:], strict=False):
        part = text[low:high].rstrip()
        if not part.strip():
            continue
        limit = low + len(part)
        inside = [(label, max(a, low) - low, min(b, limit) - low) for label, a, b in spans if a < limit and b > low]
        out.append((part, inside))
    return out
