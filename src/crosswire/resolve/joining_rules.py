"""When two entities of one type may be one: the rules that a join needs, and the words of its reason.

reads nothing of Crosswire's but the names of two entities → writes nothing
"""

from collections.abc import Iterable

from crosswire.language.names import same_name, same_organisation
from crosswire.language.spelling import fold
from crosswire.resolve import names_words
from crosswire.resolve.joining_locals import Local, bare


def same_place_here(a: Local, b: Local) -> str | None:
    if a.key == b.key:
        if fold(a.name) == fold(b.name):
            return "same name"
        return "one place in the gazetteer" if not a.key.startswith("name ") else "same name in another form"
    if not (a.key.startswith("name ") or b.key.startswith("name ")):
        return None
    ok, why = same_name(a.name, b.name, type="place")
    return why if ok and (a.key.startswith("name ") and b.key.startswith("name ")) else None


def same_body(a: Local, b: Local) -> str | None:
    """Names of one body; for a body that many have, the same words around it in both reports."""
    if a.sentences or b.sentences:
        return "the same words stand around it in both reports" if a.sentences & b.sentences else None
    for x in sorted(a.forms)[:8]:
        for y in sorted(b.forms)[:8]:
            if bare(x) or bare(y):
                continue
            ok, why = same_organisation(x, y)
            if ok and why != "initials of the name":
                return why
    return None


def roles_agree(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether two sets of roles share a role's last word and contradict in no other word of it."""

    def bag(role: str) -> set[str]:
        return {word.lower().strip(".,") for word in role.split()}

    for x in a:
        for y in b:
            left, right = bag(x), bag(y)
            heads = {word for word in left & right if names_words.is_role(word)}
            if heads and (left <= right or right <= left):
                return True
    return False
