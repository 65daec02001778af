"""Nouns that can be a source."""

from functools import cache

from crosswire.language.lexicon import words as lexicon_words


@cache
def people() -> frozenset[str]:
    """Nouns for people who speak, in every language read."""
    both = lexicon_words("anonymous", "uk_people") | lexicon_words("anonymous", "ru_people")
    own = lexicon_words("anonymous", "people")
    return own | both | {word + "s" for word in own if not word.endswith(("s", "men", "people"))}


@cache
def speaking_nouns() -> frozenset[str]:
    """Nouns that can be a source: people, bodies, documents."""
    bodies = lexicon_words("anonymous", "bodies") | lexicon_words("anonymous", "slavic_bodies")
    return people() | bodies | lexicon_words("anonymous", "documents")


@cache
def quantifiers() -> frozenset[str]:
    """Words that stand for unnamed people: "some", "others"."""
    return lexicon_words("anonymous", "quantifiers")
