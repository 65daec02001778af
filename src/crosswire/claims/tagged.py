"""Attributions that the reader model marked and the rules did not find."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from crosswire.claims.cues import verbs
from crosswire.claims.nouns import quantifiers, speaking_nouns
from crosswire.claims.plans import Chars, Draft
from crosswire.claims.units import Unit
from crosswire.language.lexicon import load
from crosswire.model.reading import Tag

_REACH = 40  # code points between a cue and what belongs to it


def drafts(unit: Unit, tags: Sequence[Tag], known: Sequence[Draft]) -> list[Draft]:
    """An attribution for each cue the model marked in a unit away from every known cue, with its source beside it.

    ``tags`` are in order of their starts. A cue without a source or a content near it gives none, nor does one whose
    source is the writer.
    """
    low = bisect_left(tags, unit.start, key=lambda t: t.start)
    high = bisect_left(tags, unit.end, key=lambda t: t.start)
    own = [t for t in tags[low:high] if t.end <= unit.end]
    taken = [d.cue or d.source or d.content[0] for d in known]
    out: list[Draft] = []
    for cue in (t for t in own if t.label == "cue"):
        if any(a < cue.end and cue.start < b for a, b in taken):
            continue
        source = _nearest(cue, [t for t in own if t.label == "source"])
        contents = [t for t in own if t.label == "content"]
        if source is None or _nobody(unit, source) or _negated(unit, cue) or _possible(unit, cue):
            continue
        if unit.text[cue.start : cue.end].split()[0].endswith("ing") and unit.start + 20 < source.start <= cue.start:
            continue  # its subject is that of the clause before, not the nearest name
        content = _beside(cue, source, contents)
        if not content or any(a <= source.start and source.end <= b for a, b in content):
            continue
        lemma = _lemma(unit, cue)
        if _names(unit, lemma, cue, source) or not (_speaks(lemma) or _said(unit, content)):
            continue
        if any(set(content) & set(d.content) for d in known) or _told(content, known):
            continue
        span = _trimmed(unit, source)
        clause = (min(source.start, cue.start), max(source.end, cue.end))
        out.append(Draft(unit, content, (cue.start, cue.end), span, lemma, clause, head=span))
    return out


def _told(content: Sequence[Chars], known: Sequence[Draft]) -> bool:
    """Whether another clause already gives nearly all of a content to its own speaker."""
    size = sum(b - a for a, b in content)
    for draft in known:
        shared = sum(max(0, min(b, d) - max(a, c)) for a, b in content for c, d in draft.content)
        own = sum(d - c for c, d in draft.content)
        if shared > 0.8 * size and shared > 0.8 * own:
            return True
    return False


def _possible(unit: Unit, cue: Tag) -> bool:
    """Whether a cue is only what somebody could say: "they could say"."""
    words = unit.text[cue.start : cue.end].lower().split()
    return bool({"could", "would", "might", "may", "should"} & set(words))


def _nearest(cue: Tag, sources: Sequence[Tag]) -> Tag | None:
    near = [(max(s.start - cue.end, cue.start - s.end, 0), s.start, s) for s in sources]
    best = min(near, default=None, key=lambda row: row[:2])
    return best[2] if best and best[0] <= _REACH else None


def _beside(cue: Tag, source: Tag, contents: Sequence[Tag]) -> tuple[Chars, ...]:
    """The content right before and right after the clause of cue and source."""
    low, high = min(cue.start, source.start), max(cue.end, source.end)
    after = min((c for c in contents if c.start >= high), default=None, key=lambda c: c.start)
    before = max((c for c in contents if c.end <= low), default=None, key=lambda c: c.end)
    found = []
    if before is not None and low - before.end <= 6 and not (after is not None and after.start - high <= 3):
        found.append((before.start, before.end))
    if not found and after is not None and after.start - high <= _REACH:
        found.append((after.start, after.end))
    return tuple(found)


def _speaks(lemma: str) -> bool:
    """Whether a verb alone makes what stands beside it somebody's words; "publish", "share", "comment on" do not."""
    table = load("cues")["en"]
    return bool(lemma) and (lemma not in table["shy"] or lemma in table["recipient"] or lemma in table["object"])


def _names(unit: Unit, lemma: str, cue: Tag, source: Tag) -> bool:
    """``which X refers to as``, ``calling itself``: naming is not saying."""
    words = set(unit.text[cue.start : cue.end].lower().split())
    naming = lemma.split()[:1] in ([n.split()[0]] for n in load("cues")["en"]["naming"]) or "refers" in words
    before = unit.text[unit.start : min(cue.start, source.start)].lower().split()[-1:]
    after = unit.text[cue.end : cue.end + 12].lower().split()[:1]
    itself = bool(after) and after[0] in load("cues")["en"]["reflexive"]
    return naming and (itself or before in (["which"], ["what"], ["that"]))


def _nobody(unit: Unit, source: Tag) -> bool:
    """Whether a source is the writer, or a word that names nobody."""
    written = unit.text[source.start : source.end].lstrip("-–—― ")
    word = written.lower()
    if word.split()[:1] and word.split()[0] in load("cues")["en"]["words"]["first_person"] + ["our", "my", "your"]:
        return True
    bare = word.removeprefix("the ").strip("\"“”«»' ")
    head = re.split(r" (?:for|of|in|at|over|near|on|with|between)\b", bare)[0].split()[-1:]
    if head and head[0] in load("cues")["en"]["not_speakers"]:
        return True
    opens = source.start == unit.start or unit.text[max(0, source.start - 2) : source.start].strip() in (".", "!", "?")
    capital = written[:1] if not opens or " " not in written else ""
    if bare in _channels() or not (any(c.isupper() for c in capital + written[4:]) or set(bare.split()) & _known()):
        return True
    return word in load("cues")["en"]["words"]["first_person"] or word in (
        "this",
        "that",
        "which",
        "these",
        "self",
        "q",
        "a",
    )


@cache
def _channels() -> frozenset[str]:
    """Names of networks and kinds of texts, which are no source by themselves."""
    return frozenset(form for forms in load("channels")["names"].values() for form in forms)


@cache
def _known() -> frozenset[str]:
    """Words that make a phrase somebody who speaks."""
    table = load("cues")["en"]["words"]
    return speaking_nouns() | frozenset((*table["pronouns"], *table["object_pronouns"], "who")) | quantifiers()


def _negated(unit: Unit, cue: Tag) -> bool:
    """ "did not specify", "declined to say": nothing is said; "quoted" is a carrier's cue."""
    words = unit.text[cue.start : cue.end].lower().replace("n't", " not").replace("n’t", " not").split()
    return bool(set(words) & set(load("cues")["en"]["negations"])) or words[-1] in ("quoted", "cited", "proclaimed")


def _said(unit: Unit, content: Sequence[Chars]) -> bool:
    """Whether the words are somebody's by their form: a quotation or a "that" clause."""
    start = content[0][0]
    quoted = any(
        q.start < b and a < q.end and not {"which", "who", "whom"} & set(unit.text[a : q.start].lower().split())
        for a, b in content
        for q in unit.quotes
        if not q.clear
    )
    return quoted or unit.text[start : start + 5].lower() == "that "


def _trimmed(unit: Unit, source: Tag) -> Chars:
    end = source.end
    while end > source.start and not unit.text[end - 1].isalnum() and unit.text[end - 1] not in ')"”.':
        end -= 1
    return source.start, end


def _lemma(unit: Unit, cue: Tag) -> str:
    for word in reversed(unit.text[cue.start : cue.end].lower().split()):
        found = [verb.lemma for verb in verbs("en").get(word, ()) if " " not in verb.lemma]
        if found:
            return found[-1]
    return ""
