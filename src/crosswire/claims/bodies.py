"""Which body "the company", "the operator" or "the union" is: the one named before with that kind or role.

reads text, mentions → writes nothing of the flow: a helper of :mod:`crosswire.claims.before`. Where two would do as
well, none: a wrong holder is worse than none.
"""

import re

from crosswire.claims.chain import is_outlet
from crosswire.claims.names import Names
from crosswire.language.lexicon import load

_FAR = 2500  # code points back in which a body must be named


def named(text: str, names: Names, noun: str, item: str, at: int) -> tuple[str, str] | None:
    """Name and entity of the body that a noun with "the" before it stands for at an offset; None where unclear."""
    table = load("bodies")
    firms, kinds = table["firms"], table["kinds"]["nouns"]
    if noun not in firms and noun not in kinds:
        return None
    known = _known(names, item, at)
    if noun in firms:
        return _firm(text, known, noun, at)
    fits = {entity: name for entity, (name, _) in known.items() if noun in _words(name) and not _known_apart(name)}
    return _only(fits)


def _known(names: Names, item: str, at: int) -> dict[str, tuple[str, list[tuple[int, int]]]]:
    """The organisations named before an offset in an item: entity to name and places."""
    found: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    for mention in names.within(max(0, at - _FAR), at):
        if mention.type != "organisation" or mention.form != "name" or mention.item != item:
            continue
        name = names.canonical(mention.entity) or mention.exact
        if not is_outlet(name):
            found.setdefault(mention.entity, (name, []))[1].append((mention.start, mention.end))
    return found


def _firm(text: str, known: dict[str, tuple[str, list[tuple[int, int]]]], noun: str, at: int) -> tuple[str, str] | None:
    """The firm with that role beside its name; for "the company" also by a word of its name ("Corvel Energy")."""
    table = load("bodies")
    told = {e: name for e, (name, places) in known.items() if any(_told(text, place, noun, at) for place in places)}
    called = {e: name for e, (name, _) in known.items() if set(_words(name)) & set(table["firms"][noun])}
    if noun in table["any_firm"]["nouns"]:
        return _only(told | called)
    return _only(told or called)


def _told(text: str, place: tuple[int, int], noun: str, at: int) -> bool:
    """Whether the words beside a name say that it is a company, an operator, an airline."""
    table = load("bodies")
    nouns = table["firms"] if noun in table["any_firm"]["nouns"] else [noun]
    nouns = "|".join(nouns)
    before, after = text[max(0, place[0] - 40) : place[0]], text[place[1] : min(at, place[1] + 70)]
    if re.search(rf"\b(?:{nouns}),? (?:[\"“«])?(?:the )?$", before, re.IGNORECASE):
        return True
    if re.match(rf"(?:[\"”»])?(?:, | is | was )(?:the |an? |its )(?:[\w’'-]+ ){{0,3}}(?:{nouns})\b", after):
        return True
    runs = "|".join(table["runs"]["verbs"])
    return noun in table["any_firm"]["nouns"] + ["operator"] and bool(re.match(rf", which (?:{runs})\b", after))


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.lower())


def _known_apart(name: str) -> bool:
    """Bodies that nobody calls by that noun: "the union" is not the European Union."""
    return name.lower() in load("bodies")["kinds"]["never"]


def _only(fits: dict[str, str]) -> tuple[str, str] | None:
    """The one body among entities; two entities of one name are one."""
    if len(set(fits.values())) != 1:
        return None
    entity, name = next(iter(fits.items()))
    return name, entity
