"""Whether a free sentence says what a ground says: every difference between them is explained, or the sentence refused.

reads sentence, ground → writes refusals

A sentence may take its attribution to another place, name its source otherwise, write numbers and days otherwise, move
one phrase, and leave out a clause that changes nothing. Everything else is a difference in what is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.brief import terms as words
from crosswire.brief.facts import Facts
from crosswire.brief.grounds import Frame, Ground
from crosswire.brief.terms import Term, marked
from crosswire.brief.tiles import Run, order_changes, tile
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as lexicon

CRITICAL = ("hedge", "negation", "modifier", "cue")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a sentence does not rest on a ground: a code of ``data/prose.toml``, the words of the sentence, the words
    of the ground that are missing, and what stands there instead."""

    reason: str
    found: str = ""
    missing: str = ""
    instead: str = ""

    def __str__(self) -> str:
        table = load("prose")["reasons"]
        there = str(table["instead"]).format(words=self.instead) if self.instead else ""
        return str(table[self.reason]).format(found=self.found, missing=self.missing, there=there)


@dataclass(frozen=True, slots=True)
class Compared:
    """A sentence held against a ground. ``cost`` orders grounds by how far they are."""

    ground: Ground
    refusals: tuple[Refusal, ...]
    cost: float


def compare(text: str, sentence: Sequence[Term], ground: Ground, facts: Facts, before: str = "") -> Compared:
    """The differences of a sentence from a ground that are not explained; none means that it rests on it."""
    forms, theirs = ground.known(facts)
    ours = marked(sentence, forms)
    spoken = _spoken(ground.frames, ours, theirs, before, ground)
    tries = [_held(ours, theirs, (), ground)]
    for far in (True, False):
        taken = _extracted(ours, theirs, ground, far)
        if taken is not None:
            tries.append(_held(*taken, ground))
    best = min(tries, key=lambda c: c.cost)
    quoted = _quotes(text, ground)
    found = (*best.refusals, *spoken, *quoted)
    return Compared(ground, found, best.cost + 0.5 * len(spoken) + len(quoted))


def _held(ours: Sequence[Term], theirs: Sequence[Term], gone: Sequence[int], ground: Ground) -> Compared:
    """The refusals of terms against terms. ``gone`` are indices of ``theirs`` that an attribution accounts for."""
    runs, alone = tile(ours, theirs, frozenset(gone))
    covered = {n for run in runs for n in range(run.there, run.there + run.length)}
    left = [n for n in range(len(theirs)) if n not in covered and n not in set(gone)]
    refusals = [_inserted(ours[n], n, runs, theirs, left) for n in alone]
    if not refusals:
        refusals = _omitted(left, theirs, covered, ground)
        if not refusals and order_changes(runs, ours, theirs, frozenset(gone)):
            refusals = [Refusal("order-changed")]
    cost = 2.0 * len(alone) + len(left) * 0.6 + len(runs) * 0.3
    return Compared(ground, tuple(refusals), cost)


_REASONS = {
    "number": "number-changed",
    "place": "place-moved",
    "date": "day-moved",
    "name": "holder-swapped",
    "hedge": "hedge-added",
    "modifier": "hedge-added",
    "negation": "denial-turned",
    "cue": "words-not-there",
}


def _inserted(term: Term, at: int, runs: Sequence[Run], theirs: Sequence[Term], left: Sequence[int]) -> Refusal:
    """Why a term that the ground does not have is refused, with what the ground has in its place."""
    beside = [r.there + r.length for r in runs if r.here + r.length == at]
    beside += [r.there - 1 for r in runs if r.here == at + 1]
    near = [n for n in beside if n in left] or [n for n in left if theirs[n].kind == term.kind]
    instead = theirs[near[0]].text if near else ""
    reason = _REASONS.get(term.kind, "words-not-there")
    denial = {"=denies", "=doubts"}
    if near and (denial & term.keys or denial & theirs[near[0]].keys):
        reason = "denial-turned"
    elif near and reason == "holder-swapped" and theirs[near[0]].kind in ("place", "date"):
        reason = _REASONS[theirs[near[0]].kind]
    elif near and reason == "words-not-there" and theirs[near[0]].kind == "hedge":
        reason = "hedge-removed"
    return Refusal(reason, found=term.text, instead=instead)


def _omitted(left: Sequence[int], theirs: Sequence[Term], covered: set[int], ground: Ground) -> list[Refusal]:
    """Refusals for what a sentence leaves out of a ground: whole clauses may go that change nothing."""
    found = []
    for piece in _pieces(left):
        text = ground.text[theirs[piece[0]].start : theirs[piece[-1]].end]
        kinds = {theirs[n].kind for n in piece}
        source = [f for f in ground.frames if _source_in(f, piece, theirs) and _says(f, covered, theirs)]
        if source:
            found.append(Refusal("source-dropped", missing=source[0].name))
        elif "negation" in kinds:
            found.append(Refusal("denial-turned", missing=text))
        elif {"hedge", "modifier"} & kinds:
            found.append(Refusal("hedge-removed", missing=text))
        elif {"date", "place", "number"} & kinds and any(theirs[n].kind == "number" for n in covered):
            found.append(Refusal("scope-dropped", missing=text))
        elif not _whole_clause(piece, theirs):
            found.append(Refusal("cut-short", missing=text))
    return found


def _source_in(frame: Frame, piece: Sequence[int], theirs: Sequence[Term]) -> bool:
    return any(s <= theirs[n].start and theirs[n].end <= e for n in piece for s, e in frame.said)


def _says(frame: Frame, covered: set[int], theirs: Sequence[Term]) -> bool:
    """Whether a sentence that covers these terms gives some of what the frame's source says."""
    return any(s <= theirs[n].start and theirs[n].end <= e for n in covered for s, e in frame.content)


def _pieces(left: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for n in left:
        if found and found[-1][-1] == n - 1:
            found[-1].append(n)
        else:
            found.append([n])
    return found


def _whole_clause(piece: Sequence[int], theirs: Sequence[Term]) -> bool:
    """Whether what is left out stands between marks of punctuation, or is a phrase at the end."""
    joints = lexicon("prose", "joints")
    first, after = theirs[piece[0]], piece[-1] + 1
    opens = first.open or bool(first.keys & joints)
    closes = after >= len(theirs) or theirs[after].open
    return len(piece) > 1 and opens and closes


def _spoken(
    frames: Sequence[Frame], ours: Sequence[Term], theirs: Sequence[Term], before: str, ground: Ground
) -> list[Refusal]:
    """Refusals for sources that stand elsewhere in the report: they must be named, with their words of certainty."""
    if ground.line:
        return []
    found = []
    flat = [term.keys for term in ours]
    for frame in frames:
        if not _content_shared(frame, ours, theirs):
            continue
        named = any(_stands(forms, flat) for forms in frame.holders)
        if not frame.inside and not named:
            found.append(Refusal("source-dropped", missing=frame.name))
        elif frame.inside and frame.pronoun and not named:
            known = words.terms(before)
            if not any(_stands(forms, [t.keys for t in known]) for forms in frame.holders):
                found.append(Refusal("pronoun", found=frame.pronoun, missing=frame.name))
        if frame.sure and not _stands(words.keys(frame.sure), flat):
            found.append(Refusal("hedge-removed", missing=frame.sure))
    return found[:1]


def _content_shared(frame: Frame, ours: Sequence[Term], theirs: Sequence[Term]) -> bool:
    content = [t for t in theirs if any(s <= t.start and t.end <= e for s, e in frame.content)]
    shared = sum(any(t.agrees(o) for o in ours) for t in content)
    return bool(content) and shared >= max(1, len(content) // 2)


def _stands(forms: Sequence[str], flat: Sequence[frozenset[str]]) -> bool:
    size = len(forms)
    joined = " ".join(forms)
    if size > 1 and any(joined in keys for keys in flat):
        return True
    return bool(size) and any(
        all(form in keys for form, keys in zip(forms, flat[n : n + size], strict=True))
        for n in range(len(flat) - size + 1)
    )


def _extracted(
    ours: Sequence[Term], theirs: Sequence[Term], ground: Ground, far: bool
) -> tuple[tuple[Term, ...], tuple[Term, ...], tuple[int, ...]] | None:
    """Sentence and ground without the attributions that both make, wherever each stands; None where none is.
    ``far``: an attribution may go on over marks of punctuation (a role, a path)."""
    rest = list(ours)
    gone: set[int] = set()
    for frame in ground.frames:
        said = {n for n, t in enumerate(theirs) if any(s <= t.start and t.end <= e for s, e in frame.said)}
        if not said and frame.inside or said & gone:
            continue
        place = _attribution(rest, frame, far=far, needs_cue=bool(frame.said))
        if place is not None:
            first, last = place
            opened = [replace(t, open=True) for t in rest[last : last + 1]]
            rest = [*rest[:first], *opened, *rest[last + 1 :]]
            gone |= said
    return (tuple(rest), tuple(theirs), tuple(sorted(gone))) if gone or len(rest) < len(ours) else None


def _attribution(ours: Sequence[Term], frame: Frame, *, far: bool, needs_cue: bool) -> tuple[int, int] | None:
    """Where a sentence names a frame's source with its cue: first index and the one after the last."""
    flat = [term.keys for term in ours]
    cues = {key for key in frame.allowed if key.startswith("=")}
    for forms in sorted(frame.holders, key=len, reverse=True):
        for start in range(len(ours)):
            size = 1 if " ".join(forms) in flat[start] or (len(forms) == 1 and forms[0] in flat[start]) else len(forms)
            if not _stands(forms, flat[start : start + size]):
                continue
            first, last = start, start + size
            while first > 0 and _may(ours[first - 1], frame) and (far or not ours[first].open):
                first -= 1
            while last < len(ours) and _may(ours[last], frame) and (far or not ours[last].open):
                last += 1
            inside = frozenset(key for term in ours[first:last] for key in term.keys)
            if not needs_cue or ((cues & inside or not cues) and frame.cue <= inside):
                return first, last
    return None


def _may(term: Term, frame: Frame) -> bool:
    """Whether a term may stand in an attribution to the frame's source."""
    inner = {form for key in term.keys for form in key.split(" ")}
    return bool(term.keys & frame.allowed) or (term.kind in ("name", "place") and inner <= frame.allowed)


def _quotes(text: str, ground: Ground) -> list[Refusal]:
    """A refusal for words in quotation marks that the ground does not have, or has only as reported speech."""
    from crosswire.brief.prose import quoted

    inside = [words.keys(q) for q in quoted(ground.text)]
    for quote in quoted(text):
        forms = words.keys(quote)
        if len(forms) > 2 and not any(_within(forms, other) for other in inside):
            return [Refusal("quote-changed", found=quote)]
    return []


def _within(inner: Sequence[str], outer: Sequence[str]) -> bool:
    return any(tuple(outer[n : n + len(inner)]) == tuple(inner) for n in range(len(outer) - len(inner) + 1))
