"""Which weapon a figure counts: its family (drones, missiles) and, where the words name one, its model.

The list is ``data/weapons.toml``. Several stages ask this of a figure's ``unit`` and ``who``.
"""

from functools import cache

from crosswire.language.lexicon import load


@cache
def family(unit: str | None) -> str | None:
    """The family of a counted unit ("ballistic missiles" → "missiles"), or None where it is no weapon of the list."""
    return next((name for name, units in load("weapons")["families"].items() if unit in units), None)


@cache
def model(words: str | None) -> str | None:
    """The model that words name ("ворожих БпЛА типу Shahed" → "Shahed-136/131"), the first one named; else None."""
    low = (words or "").lower().replace("–", "-").replace("‑", "-")
    found = [
        (low.find(form), name) for name, forms in load("weapons")["models"].items() for form in forms if form in low
    ]
    return min(found)[1] if found else None
