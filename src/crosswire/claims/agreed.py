"""Where rules and reader model disagree: drafts that the model does not bear out, and sources that it puts elsewhere.

Measured on one half of PolNeAR's dev articles: of the rules' drafts whose cue the model marks too, 98 in 100 have a
source that a reader gave that cue; of the others outside a nested clause, 29 in 100 (docs/decisions/0100).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from crosswire.claims import tallies
from crosswire.claims.cues import listed, verbs
from crosswire.claims.nouns import speaking_nouns
from crosswire.claims.plans import Chars, Draft
from crosswire.claims.polarity import polarity
from crosswire.claims.units import Unit
from crosswire.language.lexicon import load
from crosswire.model.reading import Tag

_REACH = 60  # code points between a cue and the source that the model gives it
_NAME = re.compile(
    r"(?:[Tt]he |an? )?(?:[A-Z][\w’'.-]*|of|for|the|al|de|von|bin)(?: (?:[A-Z][\w’'.-]*|of|for|the|al|de|von|bin))*"
)


def checked(draft: Draft, tags: Sequence[Tag]) -> Draft | None:
    """A draft with the source that the model gives its cue, where that differs; None where nothing bears it out.

    ``tags`` are the report's, in order of their starts; none of them (no model, or a language it does not read) leaves
    the draft as it is.
    """
    unit = draft.unit
    if draft.lemma == tallies.LEMMA:
        return draft
    if not tags or unit.language != "en" or draft.cue is None or draft.source is None or draft.how != "phrase":
        return draft
    if draft.lemma == "say" and " as say" in unit.text[slice(*draft.cue)].lower():
        return draft  # "X was quoted as saying by Y": the model takes Y
    own = _within(tags, unit.start, unit.end)
    cue = next((t for t in own if t.label == "cue" and _overlap((t.start, t.end), draft.cue)), None)
    if cue is None:
        return draft if _plain(unit, draft) else None
    sources = [t for t in own if t.label == "source"]
    if any(_overlap((t.start, t.end), draft.source) for t in sources):
        return _said_elsewhere(_trimmed(draft, sources), cue, own)
    other = _beside(cue, sources, [t for t in own if t.label == "cue"])
    if other is None:
        return draft if _plain(unit, draft) else None
    if unit.text[draft.source[1] : other.start].lstrip(", ").startswith("who "):
        return draft  # "X who heads Y said": the model takes Y
    span = (other.start, other.end)
    if any(a <= span[0] and span[1] <= b for a, b in draft.content):
        return draft if _plain(unit, draft) else None
    return replace(draft, source=span, head=span)


def _within(tags: Sequence[Tag], start: int, end: int) -> list[Tag]:
    low, high = (bisect_left(tags, at, key=lambda t: t.start) for at in (start, end))
    return [t for t in tags[low:high] if t.end <= end]


def _overlap(one: Chars, other: Chars) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _beside(cue: Tag, sources: Sequence[Tag], cues: Sequence[Tag]) -> Tag | None:
    """The model's source nearest to a cue, unless another cue stands nearer to it."""
    near = [(max(s.start - cue.end, cue.start - s.end), s.start, s) for s in sources]
    best = min(near, default=None, key=lambda row: row[:2])
    if best is None or best[0] > _REACH:
        return None
    other = min((max(best[2].start - c.end, c.start - best[2].end) for c in cues if c is not cue), default=_REACH)
    return best[2] if best[0] < other else None


def _said_elsewhere(draft: Draft, cue: Tag, own: Sequence[Tag]) -> Draft:
    """A draft whose content the model does not see at all, with the one it sees on the other side of the clause."""
    assert draft.source is not None and draft.cue is not None
    contents = [t for t in own if t.label == "content"]
    if not contents or any(_overlap((t.start, t.end), part) for t in contents for part in draft.content):
        return draft
    low, high = min(draft.source[0], draft.cue[0]), max(draft.source[1], draft.cue[1])
    before = max((t for t in contents if t.end <= low), default=None, key=lambda t: t.end)
    after = all(part[0] >= high for part in draft.content)
    if before is None or not after or low - before.end > 3:
        return draft
    return replace(draft, content=((before.start, before.end),))


def _plain(unit: Unit, draft: Draft) -> bool:
    """Whether a draft stands without the model: a plain verb of saying in its own form, with somebody who speaks."""
    assert draft.cue is not None and draft.source is not None
    words = unit.text[slice(*draft.cue)].lower().split()
    if draft.lemma in listed("en", "prepositional") or _answers(unit, draft):
        return True
    known = [v for w in words for v in verbs("en").get(w, ()) if v.lemma == draft.lemma]
    if not known or all(v.shy or v.form == "base" or "speech" not in v.kinds for v in known):
        return False
    if draft.lemma not in listed("en", "plain") and not _opened(unit, draft):
        return False
    source = unit.text[slice(*(draft.head or draft.source))]
    low = source.lower()
    first = low.split()[:1]
    if first and first[0] in listed("en", "pronouns") | {"who"}:
        return len(low.split()) == 1
    named = _NAME.fullmatch(source) is not None
    return named or any(word.strip(",.’'") in speaking_nouns() for word in low.split()) and _opened(unit, draft)


def _answers(unit: Unit, draft: Draft) -> bool:
    """``Kallin Hydro rejects this.``: a denial of nothing but what was said before, by a name or a body."""
    assert draft.source is not None
    said = [unit.text[a:b].lower().split() for a, b in draft.content]
    claims = load("cues")["en"]["polarity"]["claims"]
    points = len(said) == 1 and (
        said[0] in (["this"], ["that"], ["it"]) or len(said[0]) == 2 and said[0][0] == "the" and said[0][1] in claims
    )
    source = unit.text[slice(*draft.source)]
    who = _NAME.fullmatch(source) or source.lower().split()[-1] in speaking_nouns()
    return points and bool(who) and polarity(draft.lemma, [], language="en") in ("denies", "doubts")


def _opened(unit: Unit, draft: Draft) -> bool:
    """Whether what is said has a form of its own: a quotation, a "that" clause, or words before the speaker."""
    start, end = draft.content[0]
    assert draft.cue is not None
    quoted = any(q.start < end and start < q.end for q in unit.quotes if not q.clear)
    return quoted or unit.text[start : start + 5].lower() == "that " or end <= draft.cue[0] or start >= draft.cue[1]


def _trimmed(draft: Draft, sources: Sequence[Tag]) -> Draft:
    """The source without the words after it that the model leaves to what is said ("the HRO tens of people")."""
    assert draft.source is not None and draft.cue is not None
    start, end = draft.source
    text = draft.unit.text
    mark = next((t for t in sources if t.start == start and t.end < end), None)
    if mark is None or start < draft.cue[0]:
        return draft
    rest = text[mark.end : end]
    following = re.match(r"\s+(\S+)", rest)
    if following is None or following[1].lower() in listed("en", "prepositions") or following[1][:1].isupper():
        return draft
    span = (start, mark.end)
    content = tuple((mark.end, b) if end <= a <= end + 2 else (a, b) for a, b in draft.content)
    head = draft.head if draft.head and draft.head[1] <= mark.end else span
    content = tuple((_past_space(text, a), b) for a, b in content)
    return replace(draft, source=span, head=head, content=content)


def _past_space(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at
