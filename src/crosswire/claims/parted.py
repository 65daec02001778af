"""What a source phrase is taken apart into, and words that tell its parts."""

import re
from dataclasses import dataclass
from functools import cache

from crosswire.claims.nouns import people
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as lexicon_words


@dataclass(frozen=True, slots=True)
class Parts:
    """A source phrase taken apart, as character spans: the name (None: unnamed), the role beside it, the head noun."""

    name: tuple[int, int] | None
    role: tuple[int, int] | None
    noun: str | None
    owner: tuple[int, int] | None = None
    person: bool = False
    entity: str | None = None


def clean(text: str, span: tuple[int, int]) -> str:
    """The words of a name or role without an article before and a possessive after."""
    words_ = text[slice(*span)].strip(" ,\"“”«»„'’")
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        words_ = words_.removeprefix(article)
    for tail in ("'s", "’s", ","):
        words_ = words_.removesuffix(tail)
    return " ".join(words_.replace("“", "").replace("”", "").replace('"', "").split())


def unowned(role: str | None) -> str | None:
    """A role without whose it is: "its spokesman", "the company's lawyer"."""
    if role is None:
        return None
    first, _, rest = role.partition(" ")
    if rest and first.lower() in ("his", "her", "its", "their", "our", "my"):
        return rest
    owner = re.match(r"(?:(?:[Tt]he|[Aa]n?)\s+)?[a-z][a-z\s-]{1,40}?(?:'s|’s|s'|s’)\s+(.+)", role)
    return owner.group(1) if owner and rest and owner.group(1).split()[-1].lower() in people() else role


@cache
def cuts() -> frozenset[str]:
    return lexicon_words("anonymous", "cuts")


@cache
def body_stems() -> tuple[str, ...]:
    """How the names of bodies begin that stand in a case after an office: "Глава Пентагону"."""
    return tuple(load("anonymous")["body_stems"])


@cache
def kinds() -> frozenset[str]:
    return frozenset(load("outlets_agencies")["kinds"]["words"])
