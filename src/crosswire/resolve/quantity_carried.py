"""What a number takes over from the figures before it: what it counts, what befell it, of whom.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`.
"""

import re
from collections.abc import Sequence

from crosswire.language.lexicon import load
from crosswire.resolve import counted_cyrillic as cyrillic
from crosswire.resolve import counted_forms
from crosswire.resolve.counted import Counted
from crosswire.resolve.counted_befell import Befell
from crosswire.resolve.number_tokens import Number, Token, is_cyrillic
from crosswire.resolve.quantity_drafts import CYRILLIC, ENGLISH, Draft
from crosswire.resolve.quantity_idle import of_them

_LISTED = frozenset(["weapon", "person", "vehicle"])
_UNSHARED = frozenset([None, "time", "measure", "money"])
_JOINED = r"\W*(?:and|та|і|й|и|including|among them|зокрема|з них|включая|из них|серед них|среди них)?\W*(?:a|an)?\W*"


def carried_over(
    words: Sequence[Token], number: Number, befell: Befell | None, drafts: Sequence[Draft], earlier: Sequence[Draft]
) -> Draft | None:
    """What an elliptical number counts: "five were shot down and three diverted", "6 killed, 37 injured"."""
    if drafts and of_them(words, number):
        return _bare(drafts[-1], drafts[-1].what)
    before = [draft for draft in (*earlier, *drafts) if not draft.included]
    is_list = is_cyrillic(words, number.first) and cyrillic.lists_on(words, number)
    if is_list and before and before[-1].kind in _LISTED and (befell is None or befell.side == "left"):
        return _bare(before[-1], before[-1].what)
    if befell is None or (is_cyrillic(words, number.first) and not cyrillic.stands_alone(words, number)):
        return None
    what, people = befell.what, _bare(None, befell.what)
    if befell.side == "noun":
        joined = number.lead > 0 and words[number.lead - 1].low in ("and", "та", "і", "и")
        head = drafts[-1] if joined and drafts and drafts[-1].kind == "person" and drafts[-1].what else None
        return _bare(head, what, who=True) if head and befell.unit else people
    if what in load("befell")["classes"]["person"] or (befell.unit or _default(what)) == "people":
        head = next((draft for draft in reversed(drafts) if draft.kind == "person" and not draft.included), None)
        return _bare(head, what, who=True) if head else people
    fits = (CYRILLIC if is_cyrillic(words, number.first) else ENGLISH).fits
    counted = [draft for draft in before if draft.kind not in _UNSHARED and fits(what, draft.kind)]
    return _bare(counted[-1], what) if counted else None


def _default(what: str) -> str | None:
    """The unit that a befalling word implies by itself."""
    entry = load("befell").get(what, {})
    unit: str | None = entry.get("unit")
    return unit


def _bare(head: Draft | None, what: str | None, *, who: bool = False) -> Draft:
    """The counted thing of another figure (people, where there is none) with what befell this one."""
    unit, kind = (head.unit, head.kind) if head else ("people", "person")
    return Draft(0, 0, None, None, "exactly", None, unit, kind, what, head.who if head and who else None, 0)


def coordinated(
    text: str, words: Sequence[Token], number: Number, counted: Counted, drafts: Sequence[Draft]
) -> str | None:
    """The what of the figure before it where both are joined ("eight blocks, four homes and two offices were hit"), or
    of the figure it is part of ("three people, including two children")."""
    if not drafts:
        return None
    last = drafts[-1]
    between = text[last.phrase_end : words[number.lead].start].lower()
    if last.what and last.kind == counted.kind and re.search(r"[;:•▪▫◾–—-]\W*$", between) and len(between) < 90:
        return last.what
    joined = re.fullmatch(_JOINED, between) is not None
    return last.what if last.what and joined and counted_forms.fits(last.what, counted.kind) else None
