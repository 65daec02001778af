"""The place that the words of an assertion give: in its phrases, where they point back, of its setting."""

import re
from collections.abc import Sequence

from crosswire.claims.frames import Filled, has
from crosswire.language.lexicon import words
from crosswire.language.setting import Sentence, Setting, country_words, is_country
from crosswire.model.mention import Mention

_CLOSING = frozenset('.,;:!?)”»"…')


_ORIGIN = r"\b(?:from|of the army of|з|із|из|від|от)\s+(?:the\s+)?$"


def place_of(setting: Setting, sentence: Sentence, filled: Filled) -> Mention | None:
    """The place that a frame's words give, by what the frame asks for; None where they give none plainly."""
    base, kind = sentence.start, filled.frame.place
    left, right = _inside(setting, base, filled.left), _inside(setting, base, filled.right)
    within = _inside(setting, base, filled.trigger)
    after = _following(setting, sentence, filled)
    if kind == "right-near":
        return _object(setting, base, filled, right) or (after if filled.right[0] >= filled.right[1] else None)
    if kind == "left-near":
        return left[-1] if left else None
    if kind == "right-or-word":
        return _chosen(right) or after or _town(setting, base, filled.right, filled)
    if kind == "left-or-word":
        return (left[-1] if left else None) or _town(setting, base, filled.left, filled)
    if kind == "inside":
        return _first(within) or _first(right) or after
    if kind == "any":
        return (
            _first(within)
            or _first(right)
            or after
            or _town(setting, base, filled.right, filled)
            or _beside(setting, base, filled)
        )
    inner = within if filled.frame.value == "right" else [*within, *right]
    return _near(setting, sentence, filled, inner, left, after)


def _chosen(found: Sequence[Mention]) -> Mention | None:
    """The first place of a phrase that is smaller than a country, else the first."""
    return next((m for m in found if not is_country(m)), _first(found))


def _object(setting: Setting, base: int, filled: Filled, right: Sequence[Mention]) -> Mention | None:
    """The place that a verb's object is, not one that only describes it ("seized twelve Orlen policemen")."""
    for mention in right:
        before = setting.text[base + filled.trigger[1] : mention.start].lower()
        after = re.match(r"(?:[’']s\b)?\s*(\w*)", setting.text[mention.end : mention.end + 24])
        words_before = re.findall(r"[^\W\d_]+|\d", before.replace("’s", " ").replace("'s", " "))
        plain = all(
            word in words("settlements", "leading") or word[0].isdigit() is False and _is_land(word)
            for word in words_before
        )
        follows = after[1].lower() if after else ""
        if plain and (
            not follows
            or follows in words("settlements", "trailing")
            or setting.text[mention.end : mention.end + 1] in _CLOSING
        ):
            return mention
    return None


def _is_land(word: str) -> bool:
    return word in words("settlements", "words") or word in words("settlements", "leading") or word in country_words()


def _near(
    setting: Setting,
    sentence: Sentence,
    filled: Filled,
    inner: Sequence[Mention],
    left: Sequence[Mention],
    after: Mention | None,
) -> Mention | None:
    """The place of an event that a frame need not name: in its words, where it points back to, else of the setting."""
    base = sentence.start
    located = setting.located(base + filled.trigger[0], base + max(filled.trigger[1], filled.right[1]))
    chosen = _chosen([m for m in inner if m in located]) or after
    if (
        chosen is None
        and inner
        and filled.frame.place == "goal"
        and not setting.text[base + filled.trigger[1] : inner[0].start].strip().replace("the", "")
    ):
        chosen = inner[0]
    if chosen is not None:
        return chosen
    if filled.frame.about == "left" and left:
        return left[-1]
    if filled.frame.place == "own" and not has(
        setting.text[base + filled.value[0] : base + filled.value[1]], words("settlements", "involvement")
    ):
        return None
    if _points_back(setting.text, sentence, filled):
        return _antecedent(setting, sentence, filled)
    return setting.place(base + filled.trigger[0], base + filled.trigger[1], far=False)


def _beside(setting: Setting, base: int, filled: Filled) -> Mention | None:
    """The place said before in the sentence, or that the paragraph or opening gives ("… does not control parts of the
    region")."""
    return None if filled.frame.holder == "cue" else _antecedent_of(setting, base + filled.trigger[0])


def _antecedent_of(setting: Setting, at: int) -> Mention | None:
    sentence = setting.sentence_at(at)
    if sentence is None:
        return None
    here = [m for m in setting.places_in(sentence.start, at) if not is_country(m)]
    return here[-1] if here else setting.place(at, at, far=False)


def _town(setting: Setting, base: int, span: tuple[int, int], filled: Filled) -> Mention | None:
    """What "the city" in a phrase stands for."""
    if filled.frame.name == "declared-control" and span[0] >= span[1]:
        return setting.town(base + filled.left[0])  # "the city of X, which the army declared control of"
    start = filled.left[0] if filled.frame.name == "declared-control" else span[0]
    declarer = (
        setting.text[base + filled.left[0] : base + filled.left[1]] if filled.frame.name == "declared-control" else ""
    )
    return setting.town(base + start, but=declarer) if _names_settlement(setting, base, span) else None


def _first(found: Sequence[Mention]) -> Mention | None:
    return found[0] if found else None


def _inside(setting: Setting, base: int, span: tuple[int, int]) -> list[Mention]:
    """Places inside a phrase that are not where something comes from."""
    found = setting.places_in(base + span[0], base + span[1])
    at = base + span[0]
    return [m for m in found if not re.search(_ORIGIN, setting.text[max(at, m.start - 24) : m.start], re.IGNORECASE)]


def _following(setting: Setting, sentence: Sentence, filled: Filled) -> Mention | None:
    """A place right after the right phrase, led to by a preposition ("… an operation inside X")."""
    at = sentence.start + max(filled.right[1], filled.trigger[1])
    found = setting.places_in(at, min(sentence.end, at + 60))
    if not found:
        return None
    between = setting.text[at : found[0].start].lower()
    if re.fullmatch(
        r"\s*(?:(?:in|inside|into|on|at|near|around|across|over|of|for|within|у|в|на|біля|поблизу|під)\s+)?(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){0,5}?",
        between,
    ) and not re.search(r"\b(?:from|to|by|that|which|who|said|says|and)\b", between):
        return found[0]
    return None


def _names_settlement(setting: Setting, base: int, span: tuple[int, int]) -> bool:
    """Whether a phrase speaks of "the city", "the village" without its name."""
    said = setting.text[base + span[0] : base + span[1]]
    return has(said, words("settlements", "words"))


def _points_back(text: str, sentence: Sentence, filled: Filled) -> bool:
    """ "… where X entered", "X has entered there": the place stands before."""
    before = text[sentence.start : sentence.start + filled.left[0]].lower().rstrip()
    after = text[sentence.start + filled.trigger[1] : sentence.end].lower().split()
    return (
        before.endswith((" where", ",where", " де", " где"))
        or bool(after)
        and after[0].strip('.,”"') in ("there", "there", "туди", "там")
    )


def _antecedent(setting: Setting, sentence: Sentence, filled: Filled) -> Mention | None:
    """The place that "where" or "there" points to: the last one before it, in the sentence or the one before."""
    at = sentence.start + filled.left[0]
    if here := [m for m in setting.located(sentence.start, at) if not is_country(m)]:
        return here[0]
    if here := [m for m in setting.places_in(sentence.start, at) if not is_country(m)]:
        return here[-1]
    earlier = [s for s in setting.sentences if s.item == sentence.item and s.start < sentence.start and not s.headline][
        -2:
    ]
    for other in reversed(earlier):
        if found := [m for m in setting.located(other.start, other.end) if not is_country(m)]:
            return found[0]
    return setting.place(sentence.start, sentence.start + 1, far=False)
