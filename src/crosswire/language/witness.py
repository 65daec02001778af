"""Whether a text says that the outlet's own people were on the spot ("our correspondent counted …").

reads nothing of Crosswire's
"""

import re
from functools import cache

from crosswire.language.lexicon import load


def on_the_spot(text: str, outlet: str | None) -> bool:
    """Whether the words say so: "our reporter", "this newspaper's photographer", "a Harbour Eye journalist", "a
    reporter for Harbour Eye", where Harbour Eye is ``outlet``."""
    if _own().search(text):
        return True
    return bool(outlet) and _named(outlet or "").search(text) is not None


@cache
def _own() -> re.Pattern[str]:
    table = load("witness")
    english = table["en"]
    people = "|".join(english["who"])
    shapes = [rf"(?:{'|'.join(english['own'])})(?: \w+)? (?:{people})"]
    shapes += [*english["self"], *table["uk"]["self"], *table["ru"]["self"]]
    return re.compile(rf"\b(?:{'|'.join(shapes)})\b", re.IGNORECASE)


@cache
def _named(outlet: str) -> re.Pattern[str]:
    table = load("witness")["en"]
    people = "|".join(table["who"])
    name = re.escape(re.sub(r"^the\s+", "", outlet, flags=re.IGNORECASE))
    before = rf"{name}(?:'s|’s)?(?: \w+)? (?:{people})"
    after = rf"(?:{people}) (?:{'|'.join(table['of'])}) (?:the )?{name}"
    return re.compile(rf"\b(?:{before}|{after})\b", re.IGNORECASE)
