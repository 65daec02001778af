"""Frames: patterns of clauses that answer a question, and the phrases that fill their roles.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.claims.assertions`. The patterns are data
(``data/frames.toml``); here they are compiled, and the phrases before and after a trigger are cut by function words
(``data/phrases.toml``), there being no parser.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from crosswire.claims.frames_phrases import left_phrase, right_phrase
from crosswire.language.lexicon import load, words
from crosswire.model.claim import Asks


@dataclass(frozen=True, slots=True)
class Frame:
    """One pattern. See the head of ``data/frames.toml`` for what the fields mean."""

    name: str
    asks: Asks
    trigger: re.Pattern[str]
    value: str
    about: str
    place: str
    holder: Literal["content", "cue"] = "content"
    needs: frozenset[str] = frozenset()
    about_needs: frozenset[str] = frozenset()
    subject_needs: frozenset[str] = frozenset()
    subject: bool = False
    denies: bool = False
    keeps: frozenset[str] = frozenset()
    asks_if: tuple[frozenset[str], Asks] | None = None
    needs_actor: bool = False
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A frame found in a sentence: offsets into the sentence of its trigger, phrases and roles."""

    frame: Frame
    trigger: tuple[int, int]
    left: tuple[int, int]
    right: tuple[int, int]
    value: tuple[int, int]
    about: tuple[int, int] | None
    bare: bool = False  # a denial that does not say of what


@cache
def frames() -> tuple[Frame, ...]:
    """Every frame of the data file, compiled."""
    table = load("frames")
    return tuple(_frame(entry, table) for entry in table["frame"])


@cache
def _keyed() -> Mapping[str, tuple[int, ...]]:
    """The numbers of the frames that ask for a key."""
    keys = dict.fromkeys(key for frame in frames() for key in frame.keys)
    return {key: tuple(n for n, frame in enumerate(frames()) if key in frame.keys) for key in keys}


def _frame(entry: Mapping[str, Any], table: Mapping[str, Any]) -> Frame:
    source = entry["trigger"]
    for name, part in table["words"].items():
        source = source.replace(f"<{name}>", part)
    condition = entry.get("asks_if")
    return Frame(
        name=entry["name"],
        asks=entry["asks"],
        trigger=re.compile(source, re.IGNORECASE),
        value=entry["value"],
        about=entry["about"],
        place=entry["place"],
        holder=entry.get("holder", "content"),
        needs=_nouns(entry.get("needs")),
        about_needs=_nouns(entry.get("about_needs")),
        subject_needs=_nouns(entry.get("subject_needs")),
        subject=entry.get("subject", False) or "subject_needs" in entry,
        denies=entry.get("denies", False),
        keeps=frozenset(entry.get("right_keeps", ["of", "from"])),
        asks_if=(_nouns(condition["list"]), condition["asks"]) if condition else None,
        needs_actor=entry.get("needs_actor", False),
        keys=tuple(entry["keys"]),
    )


def _nouns(name: str | None) -> frozenset[str]:
    if name is None:
        return frozenset()
    nouns = load("frames")["nouns"]
    if name == "event":
        return frozenset({"<event>"})
    found = nouns.get(name) or nouns["cyrillic"].get(name)
    return frozenset(found)


@cache
def event_pattern() -> re.Pattern[str]:
    """The words for an event, as the frames spell them."""
    return re.compile(rf"\b{load('frames')['words']['event']}\b", re.IGNORECASE)


def has(text: str, needed: frozenset[str]) -> bool:
    """Whether a phrase has one of the needed words; no need is always met. Cyrillic needs are beginnings of words."""
    if not needed:
        return True
    if "<event>" in needed:
        return event_pattern().search(text) is not None
    found = re.findall(r"[\w’']+", text.lower())
    return any(word in needed or any(word.startswith(stem) for stem in needed if not stem.isascii()) for word in found)


def keys_in(text: str) -> tuple[str, ...]:
    """The keys of frames that a text holds: what its sentences need to be looked through for."""
    return tuple(filter(text.lower().__contains__, _keyed()))


def fill(sentence: str, keys: Sequence[str] | None = None) -> list[Filled]:
    """Every frame that the words of a sentence fill, in text order; a hypothetical or a wish fills none.

    ``keys`` are those of the text that the sentence stands in (:func:`keys_in`), where they are known.
    """
    found: list[Filled] = []
    keyed = _keyed()
    held_keys = filter(sentence.lower().__contains__, keyed if keys is None else keys)
    held = {number for key in held_keys for number in keyed[key]}
    for frame in (frames()[number] for number in sorted(held)):
        for match in frame.trigger.finditer(sentence):
            filled = _fill(sentence, frame, match)
            if filled is not None:
                found.append(filled)
    return sorted(found, key=lambda one: (one.trigger, one.frame.name))


def _fill(sentence: str, frame: Frame, match: re.Match[str]) -> Filled | None:
    start, end = match.span()
    while start < end and sentence[start].isspace():
        start += 1
    if sentence[:start].endswith("-"):
        return None
    left = left_phrase(sentence, start)
    right = right_phrase(sentence, end, frame.keeps)
    if frame.value in ("left", "clause") and re.search(r"\b(?:and|or|but|та|і|и)\s*$", sentence[:start]):
        return None  # a second verb: its subject stands further off
    if hypothetical(sentence, start, left) or _attributive(sentence, start, frame):
        return None
    if (
        frame.subject
        and re.match(r"(?:to|by|with|from|under|at)\b", sentence[left[0] : left[1]], re.IGNORECASE)
        and "y " not in sentence[left[0] : left[0] + 3]
    ):
        return None
    if (frame.subject or frame.value in ("left", "clause") and frame.name[-8:] != "cyrillic") and left[0] >= left[1]:
        return None
    if frame.denies and frame.value == "right" and _points(sentence[right[0] : right[1]]):
        return (
            Filled(frame, (start, end), left, (end, end), (start, end), None, bare=True) if left[0] < left[1] else None
        )
    value = _role(frame.value, match, (start, end), left, right)
    about = None if frame.about == "place" else _role(frame.about, match, (start, end), left, right)
    if value is None or value[0] >= value[1]:
        return None
    said = sentence[value[0] : value[1]]
    if not has(said, frame.needs) or not has(sentence[left[0] : left[1]], frame.subject_needs):
        return None
    if about is not None and (about[0] >= about[1] or not has(sentence[about[0] : about[1]], frame.about_needs)):
        return None
    if frame.needs_actor and not _actor(said):
        return None
    if _pronoun(said):
        return None
    return Filled(frame, (start, end), left, right, value, about)


def _role(
    name: str, match: re.Match[str], trigger: tuple[int, int], left: tuple[int, int], right: tuple[int, int]
) -> tuple[int, int] | None:
    if name == "left":
        return left
    if name == "right":
        return right
    if name == "trigger":
        return trigger
    if name == "trigger-right":
        return trigger[0], max(trigger[1], right[1])
    if name == "clause":
        return (left[0] if left[0] < left[1] else trigger[0]), max(trigger[1], right[1])
    if name == "value-right":
        return match.start("value"), max(match.end("value"), right[1])
    return match.span(name) if match[name] is not None else None


def hypothetical(sentence: str, start: int, left: tuple[int, int]) -> bool:
    """Whether the clause is a wish, a condition or a possibility, by the words around its subject."""
    near = re.findall(r"[\w’']+", sentence[max(0, start - 30) : start].lower())[-2:]
    if near and near[-1] in words("phrases", "modals") or any(word in words("phrases", "modals_far") for word in near):
        return True
    opening = re.findall(r"[\w’']+", sentence[max(0, left[0] - 20) : left[0]].lower())[-2:]
    return any(word in words("phrases", "conditions") for word in opening)


def _attributive(sentence: str, start: int, frame: Frame) -> bool:
    """Whether the trigger is an adjective: "the captured area"."""
    if frame.value not in ("left", "clause"):
        return False
    before = re.search(r"(\w+)\s*$", sentence[:start])
    return before is not None and before[1].lower() in words("phrases", "determiners")


def _points(said: str) -> bool:
    """Whether what is denied is not said here: nothing, a pronoun, "and …", "the accusations"."""
    low = said.lower().strip()
    return not low or low.startswith(("and ", "but ")) or _pronoun(low) or low in words("phrases", "pointing")


def _actor(said: str) -> bool:
    """Whether a phrase can name a doer: a capital, or a listed kind of people; not a gerund or a time."""
    first = re.match(r"[^\w]*([\w’']+)", said)
    if first is None or first[1].lower().endswith("ing") or first[1].lower() in words("phrases", "not_actors"):
        return False
    found = re.findall(r"\w+", said)
    plural = any(word.endswith(("s", "men", "people")) for word in found)
    return said[:1] in '“"«' or plural or any(word[:1].isupper() for word in found) or has(said, _nouns("armed"))


def _pronoun(said: str) -> bool:
    """Whether a phrase is only a pronoun, which answers nothing by itself."""
    low = said.lower().strip(" “”\"'")
    return low in words("phrases", "pronouns") or low.startswith(("no group", "nobody", "no one", "neither ", "no-one"))
