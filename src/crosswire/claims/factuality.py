"""How far an event that a sentence names is said to have happened.

reads nothing of Crosswire's but the lexicon; :mod:`crosswire.claims.certainty` takes negation from here.

The scale is FactBank's as unified by Stanovsky et al. (2017): +3 certainly happened, -3 certainly did not, 0 not told.
Rules in the manner of TruthTeller (Lotan et al., 2013): the nearest word before the event that changes what is said of
it - a negation, a modal, a predicate that embeds it - decides. Words and values stand in ``data/certainty.toml``.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from crosswire.language import lexicon

METHOD = "factuality/1"
_NEGATION_REACH = 6  # words between a negation and what it denies
_EMBEDDING_REACH = 5  # words between an embedding predicate and the event
_SUBJECT_REACH = 4  # words of a subject such as "no single witness"
_CLAUSE_REACH = 10  # words of a conditional clause before its verb


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(lexicon.load("certainty")["factuality_words"][key])


def _values() -> Mapping[str, float]:
    found: Mapping[str, float] = lexicon.load("certainty")["factuality"]
    return found


def _helps(word: str) -> bool:
    return word in _words("auxiliaries") or (len(word) > 4 and word.endswith("ly"))


def negation(words: Sequence[str], index: int) -> int | None:
    """Where the word stands that denies the one at ``index`` of lower-case ``words``, or None.

    A negation with only helping words between ("has not yet been named"), or a subject ("no one wants", "no successor
    was named")."""
    at = index - 1
    while at >= max(0, index - _NEGATION_REACH) and _helps(words[at]):
        at -= 1
    if at >= max(0, index - _NEGATION_REACH) and words[at] in _words("negations"):
        return at
    low = max(-1, at - _SUBJECT_REACH)
    helped = at < index - 1
    for back in range(at, low, -1):
        if words[back] in _words("ends"):
            return None
        if words[back] in _words("negative_subjects"):
            return back if helped or back == index - 2 else None
    return None


def _embedded(words: Sequence[str], index: int) -> tuple[str, int] | None:
    """The kind of the nearest predicate before the event that embeds it and where it stands, or None."""
    linked = index > 0 and words[index - 1] in _words("links")
    for back in range(index - 1, max(-1, index - 1 - _EMBEDDING_REACH), -1):
        word = words[back]
        if word in _words("ends"):
            return None
        near = index - back
        if word in _words("possible") and all(_helps(other) for other in words[back + 1 : index]):
            return "possible", back
        for kind in ("prevented", "estimated", "intended"):
            if word in _words(kind) and near > 1 and linked:
                return kind, back
        if word in _words("estimated") and near == 1:
            return "estimated", back
    return None


def _conditional(words: Sequence[str], index: int) -> bool:
    for back in range(index - 1, max(-1, index - 1 - _CLAUSE_REACH), -1):
        if words[back] in _words("ends"):
            return False
        if words[back] in _words("conditional"):
            return True
    return False


def factuality(tokens: Sequence[str], index: int) -> float:
    """How far the event named by ``tokens[index]`` of a sentence is said to have happened, -3 to +3.

    Tokens as the Penn Treebank cuts them ("did", "n't"). Raises IndexError for an index outside the sentence.
    """
    if not 0 <= index < len(tokens):
        raise IndexError(f"token {index} of a sentence of {len(tokens)}")
    words = [token.lower().replace("’", "'") for token in tokens]
    values = _values()
    embedded = _embedded(words, index)
    if embedded and embedded[0] == "prevented":
        undone = negation(words, embedded[1]) is not None  # "did not fail to arrive"
        return values["default"] if undone else values["prevented"]
    if negation(words, index) is not None:
        return values["denied"]
    if embedded:
        return values[embedded[0]]
    return values["conditional"] if _conditional(words, index) else values["default"]
