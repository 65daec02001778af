"""Figures of nobody: "no casualties", "nobody was hurt".

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. Lists in
``data/zero.toml``.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from crosswire.language.lexicon import load
from crosswire.language.setting import Sentence
from crosswire.resolve.quantity_drafts import Draft


def nothing(text: str, sentence: Sentence) -> list[Draft]:
    """ "no casualties", "nobody was hurt": a figure of zero."""
    found: list[Draft] = []
    zeros = _zeros(text)
    part = text[sentence.start : sentence.end] if zeros else ""
    low = part.lower()
    for pattern, entry in zeros:
        if not any(map(low.__contains__, entry["needs"])):
            continue
        for match in pattern.finditer(part):
            start = sentence.start + match.start("none")
            end = sentence.start + match.end("none")
            if any(draft.start <= start < draft.end for draft in found):
                continue
            groups = match.groupdict()
            what = _what_of_zero(groups.get("what") or "", entry)
            if what is None:
                continue
            who = groups.get("who")
            found.append(Draft(start, end, 0.0, 0.0, "exactly", None, "people", "person", what, who or None, end))
    return found


@cache
def _zero_patterns() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    return tuple((re.compile(entry["pattern"], re.IGNORECASE), entry) for entry in load("zero")["zero"])


@lru_cache(maxsize=8)
def _zeros(text: str) -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    """The ways to say nobody that a text can hold: those one of whose needed words stands in it."""
    low = text.lower()
    return tuple(one for one in _zero_patterns() if any(map(low.__contains__, one[1]["needs"])))


def _what_of_zero(said: str, entry: Mapping[str, Any]) -> str | None:
    if "what" in entry:
        return str(entry["what"])
    low = said.lower()
    for what, stems in load("zero")["what"].items():
        if any(low.startswith(stem) for stem in stems):
            return str(what)
    return None
