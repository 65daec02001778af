"""The words of a text as stories compare them: stems, names, numbers, and how common each is.

Light stemming only: English endings are cut, words in other scripts are cut to six letters and transliterated.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from anyascii import anyascii

from crosswire.language import lexicon

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_ENDINGS = ("'s", "ing", "ed", "es", "s", "ly")
BACKGROUND = 200
"""The shipped counts of common words weigh as much as this many texts at hand."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The form under which a word is compared: "Attacked", "attacks" give "attack"; empty for a function word."""
    low = word.lower().replace("’", "'").replace("ʼ", "'")
    if low in lexicon.words("stopwords", "function"):
        return ""
    if not low.isascii():
        if re.match(r"[a-zß-ÿ'-]+$", low) is None:
            return anyascii(low[:6]).lower() if len(low) > 3 else ""
        low = anyascii(low)
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            return low[: -len(ending)]
    return low if len(low) > 1 else ""


def tokens(text: str) -> list[str]:
    """The words and numbers of a text as written."""
    return _WORD.findall(text)


def stems(words: Iterable[str]) -> list[str]:
    """Stems of the words, function words and numbers left out."""
    return [found for word in words if not word[0].isdigit() and (found := stem(word))]


def numbers(words: Iterable[str]) -> Counter[str]:
    """Numbers written in digits, without separators of thousands."""
    return Counter(re.sub(r"[.,](?=\d{3}(?!\d))", "", word) for word in words if word[0].isdigit())


@cache
def _serial() -> tuple[re.Pattern[str], dict[str, str]]:
    values = {
        word: str(number)
        for number, listed in enumerate(lexicon.load("stopwords")["ordinals"], start=1)
        for word in listed.split()
    }
    named = "|".join(sorted(lexicon.words("stopwords", "day")))
    number = rf"\d[\d,]*|{'|'.join(sorted(values))}"
    shape = rf"\b(?:{named})\s+({number})\b|\b({number})(?:st|nd|rd|th|-й|-го|-та)?\s+(?:{named})\b"
    return re.compile(shape), values


def serials(text: str) -> frozenset[str]:
    """Day numbers that a text gives itself: "Day 455", "on the eleventh day"."""
    pattern, values = _serial()
    found = (before or after for before, after in pattern.findall(text.lower()))
    return frozenset(values.get(word, word.replace(",", "")) for word in found)


def names(words: Iterable[str]) -> Counter[str]:
    """Stems of capitalised words that the text never writes in lower case: names, by and large."""
    written = list(words)
    low = {word for word in written if word[0].islower()}
    return Counter(
        found
        for word in written
        if word[0].isupper() and len(word) > 1 and word.lower() not in low and (found := stem(word))
    )


@cache
def background() -> Mapping[str, int]:
    """In how many of a thousand news texts each common stem stands (``data/common.toml``)."""
    table: dict[str, int] = {}
    for line in lexicon.load("common")["frequency"].splitlines():
        count, _, listed = line.partition(" ")
        for word in listed.split():
            table[word] = int(count)
    return table


class Rarity:
    """How rare each term is, in the texts at hand and in news at large."""

    def __init__(self, bags: Iterable[Iterable[str]], *, common: bool = True) -> None:
        self._seen: Counter[str] = Counter()
        self._total = 0
        self._common = background() if common else {}
        self._more = BACKGROUND if common else 0
        for bag in bags:
            self.add(bag)

    def add(self, bag: Iterable[str]) -> None:
        """Count one more text."""
        self._total += 1
        self._seen.update(set(bag))

    def drop(self, bag: Iterable[str]) -> None:
        """Forget a text that was counted."""
        self._total -= 1
        for term in set(bag):
            self._seen[term] -= 1
            if not self._seen[term]:
                del self._seen[term]

    @property
    def seen(self) -> Mapping[str, int]:
        """In how many of the texts at hand each term stands; a term of none is not in it."""
        return self._seen

    def of(self, term: str) -> float:
        """Inverse document frequency, natural logarithm, at least 0."""
        common = self._common.get(term, 0) * BACKGROUND / 1000 + 1
        return max(0.0, math.log((self._total + self._more + 1) / (self._seen.get(term, 0) + common)))

    def all_of(self, terms: Iterable[str]) -> dict[str, float]:
        """:meth:`of` for each of the terms."""
        top, seen, common, log = self._total + self._more + 1, self._seen, self._common, math.log
        if not common:
            return {term: log(top / (seen[term] + 1)) for term in terms}
        part = BACKGROUND / 1000
        return {term: max(0.0, log(top / (seen[term] + common.get(term, 0) * part + 1))) for term in terms}

    def row(self, bag: Mapping[str, int], rare: Mapping[str, float] | None = None) -> dict[str, float]:
        """TF-IDF weights of a bag, sublinear counts, of length 1; ``rare``: what :meth:`all_of` gave for its terms."""
        rare = self.all_of(bag) if rare is None else rare
        return unit({term: rare[term] if count == 1 else growth(count) * rare[term] for term, count in bag.items()})


def growth(count: int) -> float:
    """The weight of a term that stands so often: one more each time it is 2.7 times as often."""
    return _GROWTH[count] if count < len(_GROWTH) else 1 + math.log(count)


_GROWTH = (0.0, *(1 + math.log(count) for count in range(1, 64)))


def unit(row: Mapping[str, float]) -> dict[str, float]:
    """The row scaled to length 1, entries of 0 left out."""
    length = math.hypot(*row.values())
    return {term: value / length for term, value in row.items() if value} if length else {}


def dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Sum of products over the terms both have, the same in whatever order they stand."""
    return math.fsum([left[term] * right[term] for term in left.keys() & right.keys()])
