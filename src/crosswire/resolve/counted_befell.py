"""What befell the counted, in English: a small clause grammar over the words around a number.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. There is no parser: what
befell is sought in a fixed order - a counted noun that says it itself, the verb group right after the phrase, the verb
the number is the object of, the verb group after intervening phrases, a noun of the "evacuation of" kind. Lists:
``data/befell.toml``, ``data/clauses.toml``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as listed
from crosswire.language.numerals import cardinals
from crosswire.resolve.counted import Counted, is_adjective, skip_lead
from crosswire.resolve.counted_forms import form_at, form_before, is_form, unit_at
from crosswire.resolve.number_tokens import Number, Token

_HARM = frozenset(["killed", "injured"])


@dataclass(frozen=True, slots=True)
class Befell:
    """What befell the counted, and on which side of the number the words that say so stand."""

    what: str
    side: str  # "right", "left", "noun" or "of"
    unit: str | None = None


def befell(words: Sequence[Token], number: Number, counted: Counted | None) -> Befell | None:
    """What befell the counted, or None where the words do not say it plainly."""
    after = counted.last if counted else skip_lead(words, number.last)
    kind = counted.kind if counted else None
    if counted is not None and counted.unit == "times":
        return _times(words, number)
    noun = _noun(words, number, counted) or _bodies(words, number, counted)
    if noun is not None:
        return noun
    if kind == "weapon" and (of := form_before(words, number.lead, "of", kind)) is not None:
        return Befell(of[0], "of")
    near = _right(words, after, kind, elliptical=counted is None)
    if near is not None and near.side == "right":
        return near
    left = _left(words, number, kind)
    if near is not None and left is not None and {near.what, left.what} <= _HARM:
        return near  # "one killed 9 people injured": a headline without its comma
    if left is not None and (near is None or left.side == "left"):
        return left
    if near is not None:
        return near
    if left is not None:
        return left
    if counted is None and not _goes_on(words, after):
        return None
    return _far_right(words, after, kind)


def _goes_on(words: Sequence[Token], at: int) -> bool:
    """Whether an elliptical number stands for a phrase: "300 from the coast will be sent"."""
    return at < len(words) and words[at].low in ("from", "in", "of", "at", "others", "more")


def _times(words: Sequence[Token], number: Number) -> Befell | None:
    """ "had been shelled 40 times": the participle before the number."""
    at = number.lead
    while at and words[at - 1].low in listed("clauses", "adverbs"):
        at -= 1
    found = form_before(words, at, "participle", "structure") or form_before(words, at, "active", "structure")
    if found is None:
        return None
    word = words[at - 1].low
    return Befell("shelled" if word.startswith("shell") else found[0], "left")


def _noun(words: Sequence[Token], number: Number, counted: Counted | None) -> Befell | None:
    """ "7 dead", "three deaths", "16 wounded": the counted noun says it itself."""
    if counted is not None:
        return None
    at = skip_lead(words, number.last)
    if words[number.last : number.last + 1] and words[number.last].low == "of":
        return None
    found = form_at(words, at, "noun", None)
    while (
        found is None
        and at < min(number.last + 3, len(words))
        and words[at].low in listed("clauses", "noun_adjectives")
    ):
        at += 1
        found = form_at(words, at, "noun", None)
    if found is None or _next_verb(words, found[1], number):
        return None
    return Befell(found[0], "noun", load("befell")[found[0]].get("unit"))


def _next_verb(words: Sequence[Token], at: int, number: Number) -> bool:
    """ "kills 3 wounds 20": what looks like the counted noun is the next verb of a headline without commas."""
    if at >= len(words) or not (words[at].text[:1].isdigit() or words[at].low in cardinals()):
        return False
    return form_before(words, number.lead, "active", "person") is not None


def _bodies(words: Sequence[Token], number: Number, counted: Counted | None) -> Befell | None:
    """ "Six bodies were recovered", "pulled six bodies from the mud": people killed."""
    table = load("befell")["bodies"]
    if counted is None or words[counted.last - 1].low not in table["nouns"]:
        return None
    for step in (1, -1):
        at = counted.last if step > 0 else number.lead - 1
        for near in range(at, at + 9 * step, step):
            if not 0 <= near < len(words) or words[near].text in (".", ";", "?", "!", ":"):
                break
            if words[near].low in table["verbs"]:
                return Befell("killed", "noun", "people")
    return None


def _right(words: Sequence[Token], at: int, kind: str | None, *, elliptical: bool) -> Befell | None:
    """The verb group right after the phrase: "were killed", "who died"; "bare" without an auxiliary ("shot down")."""
    at = _past_apposition(words, at)
    auxiliary = negated = False
    begun = at
    while at < len(words) and at < begun + 8:
        word = words[at]
        if word.low in listed("clauses", "auxiliaries"):
            auxiliary = True
        elif word.low in ("not", "n't", "never"):
            negated = True
        elif word.low not in listed("clauses", "adverbs") and not _relative(words, at, begun, elliptical=elliptical):
            break
        at += 1
    if at >= len(words) or negated:
        return None
    word = words[at]
    if (
        kind == "weapon"
        and not auxiliary
        and word.low in load("befell")["attack"]["verbs"]
        and _object_follows(words, at + 1)
    ):
        return Befell("hit" if word.low in ("hit", "hits", "struck") else "launched", "right")
    return _plain(words, at, kind, auxiliary=auxiliary)


def _relative(words: Sequence[Token], at: int, begun: int, *, elliptical: bool) -> bool:
    return words[at].low in ("who", "that", "which", ",") and not elliptical and at < begun + 2


def _past_apposition(words: Sequence[Token], at: int) -> int:
    """Past "— including two children —", ", among them three women," right after a phrase."""
    if (
        at + 1 >= len(words)
        or words[at].text not in ("—", "–", ",", "(")
        or words[at + 1].low not in listed("clauses", "including")
    ):
        return at
    closing = ")" if words[at].text == "(" else words[at].text
    for end in range(at + 2, min(at + 16, len(words))):
        if words[end].text == closing:
            return end + 1
        if words[end].low in listed("clauses", "passive"):
            return end
    return at


def _plain(words: Sequence[Token], at: int, kind: str | None, *, auxiliary: bool) -> Befell | None:
    subject = form_at(words, at, "subject", kind)
    participle = form_at(words, at, "participle", kind)
    if participle is not None and (subject is None or participle[1] >= subject[1]):
        if not auxiliary and _object_follows(words, participle[1]):
            return None
        if not auxiliary and (main := _after_agent(words, participle[1], kind)) is not None:
            return Befell(main, "right")
        what = _both(words, participle) or participle[0]
        return Befell(what, "right" if auxiliary else "bare")
    if subject is not None and not (_object_follows(words, subject[1]) and subject[0] not in ("killed", "displaced")):
        return Befell(subject[0], "right")
    return None


def _both(words: Sequence[Token], participle: tuple[str, int]) -> str | None:
    """ "killed or wounded": one count of both, which is a count of casualties."""
    what, at = participle
    if what not in _HARM or at + 1 >= len(words) or words[at].low not in ("or", "and"):
        return None
    other = form_at(words, at + 1, "participle", "person")
    return "casualties" if other is not None and other[0] in _HARM and other[0] != what else None


def _after_agent(words: Sequence[Token], at: int, kind: str | None) -> str | None:
    """ "drones launched by the navy neutralised over the bay": the predicate after a reduced clause with its doer."""
    if at >= len(words) or words[at].low != "by":
        return None
    for near in range(at + 1, min(at + 6, len(words))):
        if not words[near].text[0].isalnum() or (
            near > at + 1
            and words[near].low in listed("clauses", "stops")
            and words[near].low not in listed("clauses", "passive")
        ):
            return None
        found = form_at(words, near, "participle", kind)
        if (
            found is not None
            and near > at + 1
            and not _object_follows(words, found[1])
            and not is_adjective(words, near)
        ):
            return found[0]
    return None


def _object_follows(words: Sequence[Token], at: int) -> bool:
    """Whether a verb before this word has an object here, which makes the counted its doer."""
    if at >= len(words):
        return False
    word = words[at]
    if word.low in listed("clauses", "stops") and word.low not in listed("clauses", "determiners"):
        return False
    if word.text[:1].isdigit() and form_at(words, at + 1, "participle", "person") is not None:
        return False
    return word.text[:1].isupper() or word.text[:1].isdigit() or word.low in listed("clauses", "determiners")


def _left(words: Sequence[Token], number: Number, kind: str | None) -> Befell | None:
    """The verb whose object the number is, or a noun of the "evacuation of" kind; side "far" across a comma."""
    at = number.lead
    of = form_before(words, at, "of", kind)
    if of is not None and not _passive(words, of[1]):
        return Befell(of[0], "of", load("befell")[of[0]].get("unit"))
    while at and words[at - 1].low in listed("clauses", "before_number"):
        at -= 1
    far = comma = False
    for _ in range(10):
        if at <= 0:
            return None
        of = form_before(words, at, "of", kind)
        if of is not None and not _passive(words, of[1]):
            return Befell(of[0], "of", load("befell")[of[0]].get("unit"))
        active = form_before(words, at, "active", kind)
        if active is not None and not (far and _subject_between(words, active[1], number)):
            return _active(words, active, far=far)
        if is_form(words, at - 1, "active") and active is None and not is_adjective(words, at - 1):
            return None
        word = words[at - 1]
        if word.low in ("with", "using", "of", "by", "involving", "firing") and kind == "weapon":
            return _attack(words, at - 1) if not comma else None
        if word.low in listed("clauses", "left_stops") or word.text in (".", ";", ":", "?", "!", "—", "–", "|", "•"):
            return None
        comma = comma or word.text == ","
        far = far or comma or word.low in ("and", "or", "&")
        at -= 1
    return None


def _subject_between(words: Sequence[Token], begin: int, number: Number) -> bool:
    """Whether something after the verb ends its clause before the number: a name right before a comma
    ("hit the port of Orlen, 10 people were …")."""
    between = words[begin + 1 : number.lead]
    return any(word.text[:1].isupper() and between[i + 1].text == "," for i, word in enumerate(between[:-1]))


def _active(words: Sequence[Token], found: tuple[str, int], *, far: bool) -> Befell | None:
    what, begin = found
    if _passive(words, begin):
        return None
    before = words[begin - 1].low if begin else ""
    verbs_before = form_before(words, begin - 1, "active", "person") is not None if begin else False
    if (before in cardinals() or before[:1].isdigit()) and not verbs_before:
        return None  # "five rescue workers": a noun; but "kills 3 wounds 20"
    if before in listed("clauses", "maybe"):
        return None  # "could kill thousands"
    if before in ("not", "n't", "never") or (begin > 1 and words[begin - 2].low in ("not", "n't", "never")):
        return None
    return Befell(what, "far" if far else "left", load("befell")[what].get("unit"))


def _passive(words: Sequence[Token], begin: int) -> bool:
    """Whether an auxiliary of the passive stands before a verb form: it then governs nothing to its right."""
    at = begin - 1
    while at >= 0 and words[at].low in listed("clauses", "adverbs"):
        at -= 1
    return at >= 0 and words[at].low in listed("clauses", "passive")


def _attack(words: Sequence[Token], at: int) -> Befell | None:
    """ "attacked the city with 40 drones": the weapons were launched."""
    near = [word.low for word in words[max(0, at - 9) : at]]
    verbs = load("befell")["attack"]["verbs"]
    return Befell("launched", "left") if any(word in verbs for word in near) else None


def _far_right(words: Sequence[Token], at: int, kind: str | None) -> Befell | None:
    """A passive after intervening phrases: "three people, including two children, were killed"."""
    limit = min(len(words) - 1, at + 26)
    while at < limit:
        word = words[at]
        if word.low in listed("clauses", "far_stops") or word.text in (".", ";", "?", "!"):
            return None
        if word.low in listed("clauses", "passive") or word.low in listed("clauses", "modals"):
            died = form_at(words, at + 1, "subject", kind)
            if died is not None and died[0] == "killed":
                return Befell("killed", "right")
            near = [w.low for w in words[at : at + 4]]
            if not any(w in listed("clauses", "passive") for w in near):
                return None
            found = _right(words, at, kind, elliptical=False)
            return found if found is not None and found.side == "right" else None
        subject = form_at(words, at, "subject", kind)
        if subject is not None and subject[0] == "killed":
            return Befell("killed", "right")
        if is_form(words, at, "active") and not is_adjective(words, at) and unit_at(words, at) is None:
            return None
        at += 1
    return None
