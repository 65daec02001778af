"""The name inside a source phrase where an office, a country or another name stands beside it without a comma."""

from collections.abc import Sequence

from crosswire.claims.names import Names
from crosswire.claims.nouns import people
from crosswire.claims.parted import Parts, body_stems
from crosswire.language.lexicon import words as lexicon_words
from crosswire.language.names import country_of, given_names
from crosswire.language.spelling import fold
from crosswire.model.mention import Mention


def unparted(
    text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], noun: int | None, names: Names
) -> Parts | None:
    """ "Boris Brandt Executive Director of the Works": a name and its role that no comma parts."""
    if noun is None or lows[noun + 1 : noun + 2] not in (["of"], ["for"], ["at"]):
        return None
    first = noun
    while first > 0 and lows[first - 1] in lexicon_words("anonymous", "ranks"):
        first -= 1
    named = range(first)
    bodies = lexicon_words("anonymous", "bodies") | lexicon_words("anonymous", "ranks") | people()
    if not 2 <= len(named) <= 3 or not all(text[tokens[i][0]].isupper() and lows[i] not in bodies for i in named):
        return None
    if any(text[slice(*tokens[i])].isupper() for i in named) or lows[0] in ("the", "a", "an"):
        return None
    start, end = tokens[0][0], tokens[first - 1][1]
    if any(m.form == "name" and m.type != "person" for m in names.within(start, end)):
        return None
    return Parts((start, end), (tokens[first][0], tokens[-1][1]), None, person=True)


def inner_name(text: str, person: Mention) -> Parts | None:
    """The name in "Serbia Ivica Brandt" or "Креєля Юрій Брандт": whose minister or aide it is stands before it."""
    words_ = person.exact.split()
    if len(words_) < 3:
        return None
    whose = country_of(words_[0]) is not None and country_of(person.exact) is None
    if not whose and not (fold(words_[1]) in given_names() and fold(words_[0]) not in given_names()):
        return None
    if person.exact.isascii() and not whose:
        return None
    start = person.start + person.exact.index(words_[1], len(words_[0]))
    role = (person.start - len(person.role) - 1, person.start - 1) if person.role else None
    if role is not None and text[slice(*role)].lower() != (person.role or "").lower():
        role = None
    return Parts((start, person.end), role, None, person=True)


def given(text: str, tokens: Sequence[tuple[int, int]], after: list[int]) -> list[int]:
    """In Cyrillic, the name at the end of "президент України Іван Петренко": past what the office is of."""
    if not after or text[tokens[after[0]][0]].isascii():
        return after
    bodies = [n for n, i in enumerate(after) if text[slice(*tokens[i])].isupper() and tokens[i][1] - tokens[i][0] > 1]
    after = after[bodies[-1] + 1 :] if bodies else after
    if len(after) == 1 and text[slice(*tokens[after[0]])].lower().startswith(body_stems()):
        return []
    if len(after) == 1 and text[slice(*tokens[after[0]])].endswith(("и", "і", "ї")):
        return []
    return after[-2:] if len(after) > 2 else after


def with_first_name(
    text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], person: Mention
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """A first name that the mention left out: capitals between a title and a surname, and the role before them."""
    at = next((i for i, (a, _) in enumerate(tokens) if a >= person.start), 0)
    if len(person.exact.split()) > 1:
        return None
    first = at
    while (
        first
        and text[tokens[first - 1][0]].isupper()
        and lows[first - 1] not in people()
        and lows[first - 1] not in ("the", "of")
    ):
        first -= 1
    if 0 < first < at and at - first <= 2 and lows[first - 1] in people():
        return (tokens[first][0], person.end), (tokens[0][0], tokens[first - 1][1])
    return None


def apposed_name(
    text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], commas: Sequence[int]
) -> tuple[int, int] | None:
    """ "the governor of the district, Ivan Petrenko": the name after the comma."""
    if not commas:
        return None
    low, high = commas[0] + 1, commas[1] if len(commas) > 1 else len(lows)
    part = range(low, high)
    capitals = [i for i in part if text[tokens[i][0]].isupper()]
    if 1 < len(part) <= 5 and len(capitals) == len(part) and not any(lows[i] in people() for i in part):
        return tokens[low][0], tokens[high - 1][1]
    return None


def quoted_name(text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], end: int) -> tuple[int, int] | None:
    """The name in marks of "Компанія «Назва»": what stands in them at the end of the phrase."""
    at = next((i for i in range(1, end) if lows[i] in ("«", "„", "“")), None)
    if at is None or at + 1 >= end or any(text[a].isupper() for a, _ in tokens[1:at]):
        return None
    last = end - 1 if lows[end - 1] in ("»", "“", "”") and end - 1 > at else end
    return (tokens[at + 1][0], tokens[last - 1][1]) if last > at + 1 else None
