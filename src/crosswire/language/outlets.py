"""Outlets that do not speak apart: those of one owner, by ``data/families.toml``.

reads nothing of Crosswire's
"""

from functools import cache

from crosswire.language.lexicon import load


def fold(name: str) -> str:
    """A name for comparison: lower case, without a leading article or doubled spaces."""
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def _owners() -> dict[str, str]:
    return {fold(outlet): row["name"] for row in load("families")["family"] for outlet in row["outlets"]}


def family_of(outlet: str | None) -> str | None:
    """The owner that publishes an outlet with others; None where it is not known."""
    return _owners().get(fold(outlet)) if outlet else None
