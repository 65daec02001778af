"""What an alignment means: the kind of derivation, its direction, its share and its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.copies import alignment as al
from crosswire.copies import credits, occasions
from crosswire.copies.alignment import Alignment
from crosswire.copies.fingerprint import triples
from crosswire.copies.units import Unit, fold
from crosswire.language import marks
from crosswire.model.story import CopyKind

METHOD = "copies.kinds/3"
WHOLE = 0.95
CONTAINED = 0.9
DERIVED = 0.5
EXCERPT_WORDS = 40
FEW = 4
SURE = 0.42
"""Mean agreement of marks that a translation of fewer than FEW sentences needs."""
ONE_PART, ONE_TOLD = 0.4, 12.0
"""What a single sentence and its translation must have in common (:func:`crosswire.language.marks.agreement`)."""
NUMBERS, NUMBERS_SHARED = 4, 0.6
"""From four different numbers in each text on, a translation has six in ten of the fewer in common."""
BRIEF = 2
"""Sentences up to which the same words with other numbers are a formula ("Day 454"), not a rewrite."""
OPENING = 2
"""Sentences of which one must match for two texts with different addresses to be versions of one article."""
MINUTES = 5
"""Minutes between two texts of one day from which the later one derives from the earlier."""
LONG_AGO = 2
"""Days after which the same text with a new date is called an old report with a new date."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A decision. ``swap``: the link runs from the right text to the left one."""

    kind: CopyKind
    share: float
    why: tuple[str, ...]
    directed: bool
    swap: bool = False


def decide(left: Unit, right: Unit, found: Alignment, *, across: bool) -> Kind | None:
    """The kind of derivation of two aligned texts, or None where they are no copies. ``left`` is the earlier."""
    if across:
        return _translation(left, right, found)
    short = min((left, found.left, found.left_verbatim), (right, found.right, found.right_verbatim), key=_length)
    long = (right, found.right, found.right_verbatim) if short[0] is left else (left, found.left, found.left_verbatim)
    share, verbatim = short[1], short[2]
    brief = max(len(left.sentences), len(right.sentences)) <= BRIEF
    if brief and found.numbers_changed and not _one_article(left, right):
        return None
    if occasions.other(left, right, found):
        return None
    if verbatim >= CONTAINED:
        return _whole(left, right, found, short[0], verbatim, long[2])
    if not _enough(left, right, found, share):
        return None
    if share >= DERIVED:
        return _derived(left, right, found, share)
    if found.own_verbatim >= EXCERPT_WORDS and found.run >= 2:
        return _excerpt(left, right, found, verbatim)
    return None


def identical(first: Unit, other: Unit) -> Kind:
    """Two texts with the same letters and digits; ``first`` is the earlier."""
    return _directed("identical", first, other, 1.0, ["the same text, word for word"])


def _length(side: tuple[Unit, float, float]) -> tuple[int, tuple[bool, int, int, str, str]]:
    return len(side[0].key), side[0].order


def _enough(left: Unit, right: Unit, found: Alignment, share: float) -> bool:
    """Enough matter to speak of derivation: several sentences in order, or one that is nearly the same, and words that
    are not quotations: a report that merely quotes another is a chain, not a copy."""
    fewest = min(len(left.sentences), len(right.sentences))
    if found.own_words < 12 or found.ordered < 0.6:
        return False
    if len(found.pairs) >= 4:
        return True
    strong = [pair for pair in found.pairs if pair.wording >= 0.6]
    return len(strong) >= min(2, fewest) and share >= 0.6


def _whole(
    left: Unit, right: Unit, found: Alignment, short: Unit, short_share: float, long_share: float
) -> Kind | None:
    if found.own_words < 8 and short_share < WHOLE:
        return None
    if long_share >= CONTAINED:
        changed = found.numbers_changed or short_share < WHOLE or long_share < WHOLE
        reasons = [_percent(short_share, "of the shorter text stands word for word in the other")]
        if changed and _one_article(left, right):
            return _directed("update", left, right, short_share, [*reasons, _versions(left, right, found)])
        if found.numbers_changed:
            return _directed("rewrite", left, right, short_share, [*reasons, _changed(found)])
        return _directed("identical", left, right, short_share, reasons)
    if _one_article(left, right) and short is left:
        why = [_percent(short_share, "of the earlier text stands in the later"), _versions(left, right, found)]
        return _directed("update", left, right, short_share, why)
    reasons = [_percent(short_share, "of its sentences stand word for word in the longer text"), _order(found)]
    reasons += _times(left, right, "contained")
    return Kind("contained", short_share, tuple(reasons), directed=True, swap=short is right)


def _derived(left: Unit, right: Unit, found: Alignment, share: float) -> Kind:
    wording = shared_wording(left, right, found)
    reasons = [_percent(share, "of the shorter text is told sentence by sentence in the other"), _order(found)]
    if _one_article(left, right) and _opens(left, right, found):
        return _directed("update", left, right, share, [*reasons, _versions(left, right, found)])
    if _translated_twice(left, right, found, wording):
        why = [*reasons, _percent(wording, "of the word triples are shared, and quotations are worded differently")]
        why += ["two translations of one original", *_times(left, right, "same-original")]
        return Kind("same-original", share, tuple(why), False)
    reasons.append(_percent(wording, "of the word triples of the matching sentences are shared"))
    return _directed("rewrite", left, right, share, reasons)


def _excerpt(left: Unit, right: Unit, found: Alignment, verbatim: float) -> Kind:
    why = f"{found.own_verbatim} words outside quotations are word for word the same, in a run of {found.run} sentences"
    return _directed("excerpt", left, right, verbatim, [why])


def _translation(left: Unit, right: Unit, found: Alignment) -> Kind | None:
    share = min((len(left.key), found.left), (len(right.key), found.right))[1]
    score = sum(pair.score for pair in found.pairs) / max(1, len(found.pairs))
    few = len(found.pairs) < FEW
    single = min(len(left.sentences), len(right.sentences)) == 1
    if share < DERIVED or found.ordered < 0.6 or (few and not single and score < SURE):
        return None
    if single and not _one_sentence(left, right):
        return None
    if not found.pairs or (len(found.pairs) == 1 and not single) or _numbers_differ(left, right):
        return None
    reasons = [
        _percent(share, "of the shorter text matches by numbers, names and quotations that survive translation"),
        f"mean agreement {score:.2f}",
        _order(found),
    ]
    return _directed("translation", left, right, share, reasons)


def _one_sentence(left: Unit, right: Unit) -> bool:
    """Whether a text of one sentence is told by the other: there is no order of facts to go by, so more must agree."""
    ours, theirs = " ".join(left.exact), " ".join(right.exact)
    part, told = marks.agreement(ours, theirs)
    a, b = ({mark for mark in marks.of(text) if mark[0] == "n"} for text in (ours, theirs))
    return part >= ONE_PART and told >= ONE_TOLD and not (a - b and b - a)


def _numbers_differ(left: Unit, right: Unit) -> bool:
    """Whether two texts with enough numbers share too few of them: one kind of event, told in the same order."""
    ours, theirs = ({mark for mark in marks.of(" ".join(unit.exact)) if mark[0] == "n"} for unit in (left, right))
    fewer = min(len(ours), len(theirs))
    return fewer >= NUMBERS and len(ours & theirs) < NUMBERS_SHARED * fewer


def _directed(kind: CopyKind, left: Unit, right: Unit, share: float, reasons: Sequence[str]) -> Kind:
    """Direction by credit line first, then by time; without either the link says that it has none."""
    credit = credits.between(left, right)
    if credit is not None:
        return Kind(kind, share, (*reasons, credit.why, *_times(left, right, kind)), True, swap=credit.source is right)
    if kind != "same-original" and (apart := _apart(left, right)):
        return Kind(kind, share, (*reasons, *_times(left, right, kind)), True, swap=apart < 0)
    return Kind(kind, share, (*reasons, *_times(left, right, kind)), False)


def _apart(left: Unit, right: Unit) -> int:
    """How long the right text came after the left one: in minutes where both say the time of day, else in days; 0 where
    that is not known, or too short to mean anything."""
    if left.minute is not None and right.minute is not None:
        gap = right.minute - left.minute
        return gap if abs(gap) >= MINUTES else 0
    return right.day - left.day if left.day is not None and right.day is not None else 0


def _times(left: Unit, right: Unit, kind: CopyKind) -> tuple[str, ...]:
    """What the dates say, and what does not give a direction: one owner, one agency."""
    return (*_dates(left, right, kind), *credits.common(left, right))


def _dates(left: Unit, right: Unit, kind: CopyKind) -> tuple[str, ...]:
    if left.day is None or right.day is None:
        return (
            "which came first is not known: " + ("neither is dated" if left.day == right.day else "one is undated"),
        )
    days = abs(right.day - left.day)
    if not days:
        gap = abs(_apart(left, right))
        return (f"dated {gap // 60} h {gap % 60} min apart on one day",) if gap else ("both are dated the same day",)
    early = min(left, right, key=lambda unit: unit.order)
    text = "same text as" if kind == "identical" else "the other,"
    old = ": an old report with a new date" if kind == "identical" and days >= LONG_AGO else ""
    return (f"{text} {early.name}, dated {days} day{'s' * (days > 1)} earlier{old}",)


def _one_article(left: Unit, right: Unit) -> bool:
    """Whether two texts are versions of one article: the same address, or one outlet with one title or text."""
    if left.url and left.url == right.url:
        return True
    same_outlet = bool(left.outlet) and fold(left.outlet or "") == fold(right.outlet or "")
    if not same_outlet or left.item or right.item:
        return False
    return bool(left.title and right.title and fold(left.title) == fold(right.title)) or left.day == right.day


def _opens(left: Unit, right: Unit, found: Alignment) -> bool:
    """Whether two texts open with the same matter: what one text takes in of another is no version of it."""
    return bool(left.url and left.url == right.url) or any(max(p.left, p.right) < OPENING for p in found.pairs)


def _versions(left: Unit, right: Unit, found: Alignment) -> str:
    where = "the same address" if left.url and left.url == right.url else "the same outlet and title or day"
    return f"{where}; {_changed(found)}"


def _changed(found: Alignment) -> str:
    count = found.numbers_changed
    return (
        f"numbers changed in {count} sentence{'s' * (count != 1)}" if count else "the numbers that recur are the same"
    )


def shared_wording(left: Unit, right: Unit, found: Alignment) -> float:
    """The part of the word triples of the shorter side's aligned sentences that the other side's have too."""
    ours = [triples(left.folded[pair.left]) for pair in found.pairs]
    theirs = [triples(right.folded[pair.right]) for pair in found.pairs]
    shared = sum(len(a & b) for a, b in zip(ours, theirs, strict=True))
    total = min(sum(map(len, ours)), sum(map(len, theirs)))
    return shared / total if total else 0.0


def _translated_twice(left: Unit, right: Unit, found: Alignment, wording: float) -> bool:
    """Whether two texts tell the same sentence by sentence and yet word even the quotations differently: an editor who
    rewrites keeps quotations as they are, two translators do not."""
    same = other = 0
    for pair in found.pairs:
        theirs = {fold(quote) for quote in al.quotes(right.exact[pair.right])}
        for quote in al.quotes(left.exact[pair.left]):
            same, other = (same + 1, other) if fold(quote) in theirs else (same, other + bool(theirs))
    few_verbatim = max(found.left_verbatim, found.right_verbatim) < 0.25
    if len(found.pairs) < 5 or not few_verbatim:
        return False
    return (wording < 0.5 and other >= 2 and other > 2 * same) or (wording < 0.25 and other >= 1 and not same)


def _percent(share: float, words: str) -> str:
    return f"{share:.0%} {words}"


def _order(found: Alignment) -> str:
    if found.ordered > 0.999:
        return f"{len(found.pairs)} sentences match, in the same order"
    return f"{len(found.pairs)} sentences match, {found.ordered:.0%} of them in the same order"
