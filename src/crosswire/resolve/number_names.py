"""Numbers that are no counts: part of a name, a date, an hour, an age, an address, an ordinal, a year.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. Lists in
``data/numbers.toml``.
"""

import re
from collections.abc import Sequence

from crosswire.language.lexicon import load
from crosswire.language.numerals import figures
from crosswire.resolve.number_tokens import DASHES, Number, Token, touches

_CYRILLIC = re.compile(r"[а-яіїєґё]", re.IGNORECASE)


def names_something(words: Sequence[Token], number: Number) -> bool:
    """Whether the number is part of a name, date, hour, age, address or ordinal rather than a count."""
    table = load("numbers")["grammar"]
    before = words[number.first - 1] if number.first else None
    after = words[number.last] if number.last < len(words) else None
    first = words[number.first]
    if (
        before is not None
        and touches(before, first)
        and (before.low in DASHES or before.low in ("/", ".", "#", "№", "@", "+", ":"))
    ):
        return not (before.low in ("–", "—") and number.first > 1 and not touches(words[number.first - 2], before))
    if before is not None and before.low in table["labels"] and not number.loose:
        return not (before.low == "g" and not touches(before, first))
    if before is not None and before.low == "of" and number.first > 1 and words[number.first - 2].low == "group":
        return True
    if before is not None and before.low.rstrip(".") in table["months"] and not _calendar_word(before, after):
        return True
    if after is None:
        return False
    if touches(words[number.last - 1], after) and after.low in DASHES:
        return _compound(words, number)
    if (
        after.low in table["months"]
        and (number.low or 0) <= 31
        and not (after.low == "may" and _clausal(words, number))
    ):
        return True
    if after.low in ("%", "percent"):
        return False
    last = _chain_end(words, number.last)
    return last < len(words) and words[last].low in table["not_counted_after"]


def _chain_end(words: Sequence[Token], at: int) -> int:
    """Past further bare numbers of a list ("22, 46 and 59 years"): the index of the word that says what they are."""
    while (
        at + 1 < len(words)
        and words[at].low in (",", "and", "та", "і", "и", "й")
        and figures(words[at + 1].low) is not None
    ):
        at += 2
    return at


def _calendar_word(before: Token, after: Token | None) -> bool:
    """ "may 12 people": a modal, not a month; a capital decides."""
    return before.text in ("may", "march", "mar", "dec", "sep", "jan") and after is not None


def _clausal(words: Sequence[Token], number: Number) -> bool:
    return words[number.last].text == "may"


def _compound(words: Sequence[Token], number: Number) -> bool:
    """A number with a hyphen after it: "10-month" and "1478-ма" are not counts, "20-ти" is."""
    nxt = words[number.last + 1] if number.last + 1 < len(words) else None
    if nxt is None or not touches(words[number.last], nxt):
        return False
    endings = load("numbers")["grammar"]["endings"]
    return not (bool(_CYRILLIC.match(nxt.low)) and nxt.low in endings)


def is_year(words: Sequence[Token], number: Number) -> bool:
    """Whether the number looks like a year: four figures, 1900-2099, written without a separator or modifier."""
    if number.last - number.first != 1 or number.modifier not in ("exactly", "at-most") or number.money:
        return False
    return re.fullmatch(r"(?:19|20)\d\d", words[number.first].text) is not None
