"""A stream of short reports made from real ones, with the copies and the events in it known by construction.

Sentences are taken from the source texts. An event draws sentences and gives every name and number in them one of its
own (invented from syllables, drawn at random). A telling takes three to five sentences of its event that no other
telling takes; three in ten of its common words become other words of the sources, drawn as often as they stand there,
and words are swapped and dropped: so that reports of different events have as many words and no more word triples in
common than real reports (``python bench/stream_made.py FOLDER`` counts both). One in five carries one of five standing
lines. Three in ten reports copy an earlier telling: as it is, with one word in twelve changed, cut by a sentence, or
inside a longer report. An event has one to nine reports over two days. A thousand reports make a day.
"""

import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PER_DAY = 1000
OTHER = 0.3
"""Of a telling's common words, how many become others."""
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+")
_PLAIN = re.compile(r"[a-z]{4,}")
_NUMBER = re.compile(r"\d+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_ONSETS = [
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "z",
    "ch",
    "sh",
    "th",
]
_CORES = ["a", "e", "i", "o", "u", "ai", "ea", "ou", "ar", "en", "il", "or", "un"]
_ENDS = ["n", "r", "s", "t", "l", "m", "ck", "nd", "sk", "v", ""]
LINES = (
    "This report will be updated as more information comes in.",
    "Follow our channel for the latest news from the region and around the world.",
    "The material may not be copied without the consent of the publisher in writing.",
    "Read more about this subject in our section of special reports and analysis.",
    "If you have seen what happened, write to the news desk at any time of the day.",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A report: its number, day, text, event, and the first report of its telling (itself, where it copies none)."""

    number: int
    day: int
    text: str
    event: int
    family: int


def sentences(folder: Path) -> list[str]:
    """Sentences of eight to forty words from the text files of a folder, each once."""
    found: dict[str, None] = {}
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md")):
        for piece in _SENTENCE.split(path.read_text(encoding="utf-8", errors="replace")):
            if 8 <= len(piece.split()) <= 40 and not piece.isupper():
                found[" ".join(piece.split())] = None
    return list(found)


def stream(pool: list[str], count: int, *, seed: int = 1) -> Iterator[Made]:
    """``count`` reports in order of arrival; the same for one pool and seed; a longer one begins as a shorter."""
    rng = random.Random(seed)
    plain = [word for line in pool for word in line.split() if _PLAIN.fullmatch(word)]
    waiting: dict[int, list[tuple[int, str, str | None]]] = {}
    family: dict[tuple[int, int], int] = {}
    event = number = 0
    day = 0
    while number < count:
        while len(waiting.get(day, ())) < PER_DAY:
            _plan(rng, pool, plain, event, day, waiting)
            event += 1
        listed = waiting.pop(day)
        rng.shuffle(listed)
        for owner, text, key in sorted(listed, key=lambda one: one[2] is not None and one[2].startswith("c")):
            if number >= count:
                return
            telling = (owner, int((key or "o0")[1:]))
            first = family.setdefault(telling, number)
            yield Made(number, day, text, owner, first)
            number += 1
        family = {telling: n for telling, n in family.items() if n > number - 3 * PER_DAY}
        day += 1


def _plan(rng: random.Random, pool: list[str], plain: list[str], event: int, day: int, waiting: dict) -> None:
    names = [_name(rng) for _ in range(8)]
    numbers = [str(rng.randint(2, 9999)) for _ in range(6)]
    drawn = rng.sample(pool, min(len(pool), 40))
    told: list[str] = []
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4, 5, 6, 9))):
        when = day + (rng.random() < 0.3)
        if told and (rng.random() < 0.45 or len(drawn) < 5):
            which = rng.randrange(len(told))
            extra = _reworded(rng, _renamed(rng, drawn.pop(), names, numbers), plain) if drawn else ""
            waiting.setdefault(when, []).append((event, _copied(rng, told[which], extra), f"c{which}"))
        elif len(drawn) >= 5:
            size = rng.randint(3, 5)
            lines = [_reworded(rng, _renamed(rng, drawn.pop(), names, numbers), plain) for _ in range(size)]
            lines[0] = f"{names[0]}, {names[1]}: {lines[0]}"
            if rng.random() < 0.2:
                lines.append(rng.choice(LINES))
            told.append("\n".join(lines))
            waiting.setdefault(day, []).append((event, told[-1], f"o{len(told) - 1}"))


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_ONSETS) + rng.choice(_CORES) for _ in range(2)).title() + rng.choice(_ENDS)


def _renamed(rng: random.Random, line: str, names: list[str], numbers: list[str]) -> str:
    line = _NUMBER.sub(lambda _: rng.choice(numbers), line)
    line = _NAME.sub(lambda _: rng.choice(names), line)
    return f"{line} {rng.choice(names)} {rng.choice(numbers)}." if rng.random() < 0.5 else line


def _reworded(rng: random.Random, line: str, plain: list[str]) -> str:
    words = [
        rng.choice(plain) if _PLAIN.fullmatch(word) and rng.random() < OTHER else word
        for word in line.split()
        if rng.random() > 0.12
    ]
    for i in range(len(words) - 1):
        if rng.random() < 0.3:
            words[i], words[i + 1] = words[i + 1], words[i]
    return " ".join(words)


def _copied(rng: random.Random, text: str, extra: str) -> str:
    way = rng.random()
    lines = text.split("\n")
    if way < 0.25:
        return text
    if way < 0.55:
        return "\n".join(
            " ".join(_name(rng).lower() if rng.random() < 1 / 12 else w for w in line.split()) for line in lines
        )
    if way < 0.75 and len(lines) > 3:
        return "\n".join(lines[:-1])
    return f"{text}\n{extra}" if extra else text


def likeness(texts: list[str], *, seed: int = 1) -> dict[str, float]:
    """How alike texts are that have nothing to do with one another: of the word triples of each, the part that stands
    in another; of the words of a pair drawn at random, the part of the smaller set that both have (mean, and the 99th
    percentile)."""
    bags = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    triples = [set(zip(bag, bag[1:], bag[2:], strict=False)) for bag in bags]
    seen: dict[tuple[str, str, str], int] = {}
    for triple in (triple for found in triples for triple in found):
        seen[triple] = seen.get(triple, 0) + 1
    again = [sum(seen[triple] > 1 for triple in found) / max(1, len(found)) for found in triples]
    rng, words = random.Random(seed), [set(bag) for bag in bags]
    pairs = [rng.sample(words, 2) for _ in range(20_000)]
    shared = sorted(len(a & b) / max(1, min(len(a), len(b))) for a, b in pairs)
    return {
        "texts": len(texts),
        "triples_again": round(sum(again) / len(again), 4),
        "words_shared": round(sum(shared) / len(shared), 4),
        "words_shared_99": round(shared[int(0.99 * len(shared))], 4),
    }


def real(folder: Path) -> list[str]:
    """Four sentences from the middle of each text: real reports of the length of made ones."""
    out = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md")):
        pieces = _SENTENCE.split(path.read_text(encoding="utf-8", errors="replace"))
        lines = [" ".join(piece.split()) for piece in pieces if 8 <= len(piece.split()) <= 40]
        if len(lines) >= 8:
            out.append("\n".join(lines[len(lines) // 2 - 2 : len(lines) // 2 + 2]))
    return out


def compared(folder: Path) -> list[dict[str, float | str]]:
    """The likeness of real texts, of as many made ones of different events, and of more."""
    known = real(folder)
    first = {one.event: one.text for one in stream(sentences(folder), 30_000) if one.family == one.number}
    made = list(first.values())
    listed = (("real", known), ("made", made[: len(known)]), ("made, more", made))
    return [{"name": name, **likeness(texts)} for name, texts in listed]


if __name__ == "__main__":
    for row in compared(Path(sys.argv[1])):
        print(json.dumps(row))
