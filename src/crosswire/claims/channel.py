"""Where something was said: Telegram, Twitter, television, an interview."""

import re
from functools import cache

from crosswire.language.lexicon import load


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = load("channels")
    weak = set(table["weak"]["names"])
    before = "|".join(table["prepositions"]["words"])
    out = []
    for name, forms in table["names"].items():
        words = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
        pattern = rf"\b(?:{before})\s+{words}\b" if name == "X" else rf"(?<![\w@.]){'(?:' + words + ')'}(?!\w)"
        out.append((name in weak, name, re.compile(pattern, 0 if name == "X" else re.IGNORECASE)))
    return tuple((name, pattern) for _, name, pattern in sorted(out, key=lambda row: row[0]))


@cache
def _any() -> re.Pattern[str]:
    """All channels but X at once: most clauses name none."""
    return re.compile("|".join(pattern.pattern for name, pattern in _patterns() if name != "X"), re.IGNORECASE)


def channel(clause: str, *, strong: bool = False) -> str | None:
    """The channel named in the words around a cue; the more particular where two are named; None where none is.

    ``strong``: only those that are more than a kind of text (Telegram, television; not "statement" or "video").
    """
    clause = clause.replace('"', "").replace("“", "").replace("”", "")
    if "X" not in clause and not _any().search(clause):
        return None
    weak = load("channels")["weak"]["names"] if strong else ()
    return next((name for name, pattern in _patterns() if name not in weak and _search(name, pattern, clause)), None)


def _search(name: str, pattern: re.Pattern[str], clause: str) -> bool:
    if name == "X":
        return bool(re.search(r"\b(?:on|via|у|в)\s+X\b", clause))
    return pattern.search(clause) is not None
