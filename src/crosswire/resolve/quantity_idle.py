"""Numbers that count nothing worth keeping: supposed, of a date, a bare length of time, one of something.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`.
"""

from collections.abc import Sequence

from crosswire.language.lexicon import words as listed
from crosswire.model.mention import Time
from crosswire.resolve.counted import Counted
from crosswire.resolve.number_tokens import Number, Token
from crosswire.resolve.quantity_drafts import Draft


def of_something_else(words: Sequence[Token], number: Number) -> bool:
    """ "Two of the mayor's aides": a number before "of" whose noun is not known; "11 of them" continues a figure."""
    at = number.last
    return at < len(words) and words[at].low == "of" and not of_them(words, number)


def of_them(words: Sequence[Token], number: Number) -> bool:
    """ "11 of them": a part of the figure before."""
    after = [word.low for word in words[number.last : number.last + 2]]
    return len(after) == 2 and after[0] == "of" and after[1] in ("them", "these", "those", "whom", "which")


def dated_year(words: Sequence[Token], number: Number) -> bool:
    before = words[number.first - 1].low if number.first else ""
    return before in (
        "in",
        "of",
        "since",
        "by",
        "from",
        "until",
        "before",
        "after",
        "during",
        "у",
        "в",
        "з",
        "с",
        "до",
        "за",
        ",",
    )


def supposed(words: Sequence[Token], number: Number) -> bool:
    """Whether the number stands in a supposition ("even if 100 missiles were fired")."""
    for word in reversed(words[max(0, number.lead - 6) : number.lead]):
        if word.text in (",", ";", ".", "—"):
            return False
        if word.low in listed("clauses", "supposing"):
            return True
    return False


def idle(words: Sequence[Token], number: Number, counted: Counted | None, what: str | None) -> bool:
    """Numbers that count nothing worth keeping: "one day", "one of the best units", bare durations, ages."""
    kind = counted.kind if counted else None
    if number.lead and words[number.lead - 1].low == "по" and kind not in ("place", "structure", "event"):
        return True  # "по два – над територіями …": two over each
    if kind == "time":
        return number.loose or not _lasting(words, counted)
    first = words[number.first].low
    if first in (
        "one",
        "один",
        "одна",
        "одного",
        "одну",
        "одной",
        "однієї",
        "одне",
        "одно",
        "одним",
        "одному",
        "одній",
        "одною",
    ):
        return (
            what is None
            or (number.last < len(words) and words[number.last].low in ("of", "another", "з", "із", "из"))
            and number.of is None
        )
    if what is not None:
        return False
    if number.loose and (number.low or 0) < 20:
        return True
    definite = number.first > 0 and words[number.first - 1].low in listed("clauses", "definite")
    return (definite and (number.low or 0) < 100 and number.of is None) or (number.loose and kind in (None, "other"))


def _lasting(words: Sequence[Token], counted: Counted | None) -> bool:
    """ "224 days of fighting": a length that is counted of something."""
    if counted is None or counted.last + 1 >= len(words):
        return False
    return words[counted.last].low == "of" and words[counted.last + 1].low not in (
        "the",
        "each",
        "every",
        "this",
        "that",
    )


def dated(draft: Draft, times: Sequence[Time], text: str) -> bool:
    """Whether the number belongs to a time expression (unless it is a counted duration)."""
    if draft.kind == "time":
        return False
    return any(time.start <= draft.start and draft.end <= time.end for time in times)
