"""Words that tell what a name is: roles, heads of organisations, adjectives of countries; and the record of a find.

reads nothing of Crosswire's → writes nothing
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from crosswire.language import lexicon
from crosswire.language.spelling import fold
from crosswire.model.mention import EntityType, Form
from crosswire.resolve import gazetteer

TYPES: tuple[EntityType, ...] = ("person", "organisation", "place")
_TOKEN = re.compile(r"(?:[A-Z]\.)+|[\w’'ʼ]+(?:-[\w’'ʼ]+)*")


@dataclass(frozen=True, slots=True)
class Found:
    """A span with its type and form; ``role`` is what is said beside a person's name, ``kind`` a place's ("region").

    ``score`` orders rival spans: the model's own for tags, fixed ones for patterns.
    """

    start: int
    end: int
    type: EntityType
    form: Form
    score: float
    role: str | None = None
    kind: str | None = None


@cache
def stop_words() -> frozenset[str]:
    """Words that name no one by themselves, lower case."""
    return frozenset(word.lower() for word in lexicon.load("names")["not_names"]["words"])


@cache
def role_heads() -> frozenset[str]:
    """Last words of roles, lower case."""
    return lexicon.words("roles", "heads")


@cache
def modifiers() -> frozenset[str]:
    """Words inside roles before the last, lower case."""
    return lexicon.words("roles", "modifiers")


@cache
def _role_stems() -> tuple[str, ...]:
    return tuple(lexicon.load("roles")["cyrillic"]["stems"])


@cache
def _no_role_stems() -> tuple[str, ...]:
    return tuple(lexicon.load("roles")["cyrillic"]["not_stems"])


@cache
def body_heads() -> frozenset[str]:
    """Words that organisations' names end with, or begin with before "of", lower case."""
    table = lexicon.load("organisations")
    return frozenset(table["heads"]) | frozenset(table["heads_cyrillic"])


@cache
def metonyms() -> frozenset[str]:
    """Folded names of buildings and streets that stand for a government."""
    return frozenset(fold(name) for name in lexicon.load("organisations")["metonyms"])


@cache
def not_bodies() -> frozenset[str]:
    """Acronyms that are no bodies."""
    return frozenset(lexicon.load("organisations")["not_bodies"])


@cache
def _adjectives() -> dict[str, str]:
    """Exact adjectives and people's names of countries and areas, folded → ISO code ("" for areas)."""
    table = lexicon.load("places")
    return {
        fold(word): iso
        for iso, country in table["countries"].items()
        for word in country["adjectives"]
        if not word.endswith("*")
    }


@cache
def _adjective_stems() -> tuple[tuple[str, str], ...]:
    table = lexicon.load("places")["countries"]
    pairs = [(word[:-1], iso) for iso, country in table.items() for word in country["adjectives"] if word.endswith("*")]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _stems_alone() -> tuple[str, ...]:
    return tuple(stem for stem, _ in _adjective_stems())


@lru_cache(maxsize=1 << 14)
def adjective_country(word: str) -> str | None:
    """ISO code of the country an adjective or a people's name belongs to: "Ukrainian", "Russians", "українські"."""
    if gazetteer.is_cyrillic(word):
        if " " in word:
            return None
        lower = word.lower()
        if not lower.startswith(_stems_alone()):
            return None
        return next((iso for stem, iso in _adjective_stems() if lower.startswith(stem)), None)
    return _adjectives().get(fold(word)) if word[:1].isupper() else None


@lru_cache(maxsize=1 << 14)
def is_role(word: str) -> bool:
    """Whether a word can end a role ("minister", "губернатора")."""
    lower = word.lower().strip(".’'")
    if gazetteer.is_cyrillic(lower):
        if lower in lexicon.load("roles")["cyrillic"]["words"]:
            return True
        return lower.startswith(_role_stems()) and not lower.startswith(_no_role_stems()) and len(lower) < 18
    return lower in role_heads() or (lower.endswith("s") and lower[:-1] in role_heads() and lower != "affairs")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its offsets, without a possessive ending."""

    start: int
    end: int
    word: str


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of ``text[start:end]``."""
    out = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if word[-1] in "'’":
            word = word[:-1]
        elif word[-1] == "s" and word[-2:-1] in ("'", "’"):
            word = word[:-2]
        out.append(Token(match.start(), match.start() + len(word), word))
    return out


def cyrillic_role(words: Sequence[str]) -> str | None:
    """ "міністр надзвичайних ситуацій": the last role word, with adjectives and roles before it and at most three
    words in an oblique case after it, of which an adjective of a region may be capitalised."""
    endings = lexicon.load("roles")["cyrillic"]
    at = next((i for i in range(len(words) - 1, -1, -1) if is_role(words[i])), None)
    if at is None or len(words) - at > 4:
        return None
    after = words[at + 1 :]
    if not all(word.endswith(tuple(endings["oblique"])) for word in after) or not (after or words)[-1][1:].islower():
        return None
    regional = tuple(endings["regional"])
    if any(not word.islower() and not word.endswith(regional) for word in after) or (after and not after[-1].islower()):
        return None
    start = at
    while start and (is_role(words[start - 1]) or words[start - 1].endswith(tuple(endings["adjectives"]))):
        start -= 1
    return " ".join(words[start:])
