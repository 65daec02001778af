"""The errors that are made in true lines of a brief: one of eight kinds, each in its own way, chosen by the line alone.

reads lines, account → writes tampered texts

The word lists here are those of the errors, not of the checks: an error is what a person or a model would get wrong.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crosswire.brief.facts import Facts
from crosswire.language import numerals, tokens
from crosswire.language.lexicon import load
from crosswire.model.brief import Brief, Line

Change = tuple[str, str]
"""Words to take out and words to put in their place."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an error can draw on: the account, all lines of the brief, and the names of holders and places in it."""

    facts: Facts
    brief: Brief
    holders: tuple[str, ...]
    places: tuple[str, ...]


def setting(facts: Facts, brief: Brief) -> Setting:
    """The setting of a brief: names that its reports mention in so many words."""
    kinds: Mapping[str, list[str]] = {"person": [], "organisation": [], "place": []}
    for entity in sorted(facts.entities.values(), key=lambda e: e.id):
        if any(m.form == "name" for m in entity.mentions):
            kinds[entity.type].append(entity.name)
    return Setting(facts, brief, tuple(kinds["person"] + kinds["organisation"]), tuple(kinds["place"]))


def pick(line: Line, among: Sequence[str], salt: str) -> str:
    """One of several, the same in each run."""
    digest = hashlib.blake2b(f"{salt} {line.text}".encode(), digest_size=4).digest()
    return among[int.from_bytes(digest, "big") % len(among)]


def number(line: Line, given: Setting) -> Change | None:
    """Another number in the place of one, in figures or words as it was."""
    del given
    spans = tokens.words(line.text)
    forms = [line.text[a:b] for a, b in spans]
    found = []
    for place in range(len(forms)):
        longest = numerals.longest([numerals.fold(f) for f in forms], place)
        if longest is not None and 1 < longest[0] < 10_000_000 and not _dated(forms, place):
            found.append((spans[place][0], spans[longest[1] - 1][1], longest[0]))
    if not found:
        return None
    start, end, value = found[int(pick(line, [str(n) for n in range(len(found))], "number"))]
    old = line.text[start:end]
    other = value + int(pick(line, ["1", "2", "-1", "10", "7"], "by"))
    new = f"{int(other if other > 1 else value + 3)}"
    if not old[0].isdigit():
        words = {v: w for w, v in reversed(list(numerals.cardinals().items())) if w.isascii()}
        new = words.get(int(other), new)
    return (old, new) if new != old and line.text.count(old) == 1 else None


def _dated(forms: Sequence[str], place: int) -> bool:
    """Whether a number is part of a date or a name rather than a count."""
    around = [*forms[max(0, place - 1) : place], *forms[place + 1 : place + 2]]
    months = {form for forms_ in load("calendar")["months"].values() for form in forms_}
    value = forms[place]
    return any(word.lower() in months or word in ("-", "–", ":", "/", "@", "#") for word in around) or (
        len(value) == 4 and value.startswith(("19", "20"))
    )


def holder(line: Line, given: Setting) -> Change | None:
    """Another person or body of the account in the place of the holder."""
    named = _holder(line, given)
    others = [h for h in given.holders if named and h not in line.text and not _shared(h, named)]
    return (named, pick(line, others, "holder")) if named and others else None


def _holder(line: Line, given: Setting) -> str | None:
    for claim in line.claims:
        attribution = given.facts.attributions.get(claim)
        if attribution is not None:
            entity = given.facts.entity(attribution.source.entity)
            for name in (entity.name if entity else None, attribution.source.name):
                if name and name in line.text:
                    return name
    return None


def _shared(one: str, two: str) -> bool:
    return bool(set(one.casefold().split()) & set(two.casefold().split()))


def dropped(line: Line, given: Setting) -> Change | None:
    """Nothing in the place of the source and its verb."""
    for cell in line.cells:
        for segment in cell:
            values = dict(segment.values)
            if segment.kind == "template" and "holder" in values and segment.text.strip():
                joined = "\t" if len(cell) == 1 and len(line.cells) > 1 else ""
                return None if _again(values["holder"], line, segment.text) else (joined + segment.text, "")
    for claim in line.claims:
        attribution = given.facts.attributions.get(claim)
        if attribution is None or attribution.source.span is None or attribution.cue is None:
            continue
        start = min(attribution.source.span.start, attribution.cue.start)
        end = max(attribution.source.span.end, attribution.cue.end)
        words = given.facts.report(attribution.report).text[start:end]
        if words in line.text and not any(start < c.end and c.start < end for c in attribution.content):
            return words, ""
    return None


def _again(holder_: str, line: Line, taken: str) -> bool:
    """Whether the words that are left name the holder once more: then it is not dropped."""
    left = line.text.replace(taken, "", 1)
    return any(part in left for part in holder_.split(",")[0].split() if part[:1].isupper() and len(part) > 3)


def merged(line: Line, given: Setting) -> Change | None:
    """The figure of another holder, beside or in the place of the line's own."""
    if line.kind not in ("figure", "answer") or not line.cells[0]:
        return None
    mine = dict(line.cells[0][0].values).get("number")
    what = dict(line.cells[0][0].values).get("what")
    held = _holder_of_row(line)
    for other in given.brief.lines():
        if other.kind != line.kind or other.id == line.id or not other.cells[0]:
            continue
        values = dict(other.cells[0][0].values)
        theirs, name = values.get("number"), _holder_of_row(other)
        if mine and theirs and name and held and theirs != mine and name != held and values.get("what") == what:
            both = pick(line, ["range", "swap"], "merge")
            return (mine, f"{mine}–{theirs}") if both == "range" else (mine, theirs)
    return None


def _holder_of_row(line: Line) -> str | None:
    return next((v for cell in line.cells for s in cell for k, v in s.values if k == "holder"), None)


def hedge(line: Line, given: Setting) -> Change | None:
    """Nothing in the place of a word that says how sure, or "was" for what may have been."""
    del given
    table = load("tampered")
    for word in table["hedges"]:
        match = re.search(rf"\b{word}\b ", line.text, re.IGNORECASE)
        if match:
            return match[0], str(table["instead"].get(word, ""))
    match = re.search(r" \(“[^”]*”\)", line.text)
    return (match[0], "") if match and "sure" in {k for c in line.cells for s in c for k, _ in s.values} else None


def denial(line: Line, given: Setting) -> Change | None:
    """A denial as a statement, or a statement as a denial."""
    del given
    return next(((out, new) for out, new in load("tampered")["denials"] if out in line.text), None)


def day(line: Line, given: Setting) -> Change | None:
    """The day after in the place of a day."""
    del given
    table = load("tampered")
    months, days = "|".join(table["months"]), table["days"]
    match = re.search(rf"\b(\d{{1,2}}) ({months})\b", line.text)
    if match:
        return match[0], f"{int(match[1]) % 27 + 1} {match[2]}"
    match = re.search(rf"\b({months}) (\d{{1,2}})\b", line.text)
    if match:
        return match[0], f"{match[1]} {int(match[2]) % 27 + 1}"
    for name in days:
        if re.search(rf"\b{name}\b", line.text):
            return name, days[(days.index(name) + 1 + int(pick(line, "012345", "day"))) % 7]
    for word, other in table["relative"].items():
        if re.search(rf"\b{word}\b", line.text):
            return word, other
    return None


def place(line: Line, given: Setting) -> Change | None:
    """Another place of the account in the place of one."""
    here = [p for p in given.places if re.search(rf"\b{re.escape(p)}\b", line.text)]
    others = [p for p in given.places if p not in line.text and not any(_shared(p, h) for h in here)]
    return (max(here, key=len), pick(line, others, "place")) if here and others else None


KINDS: Mapping[str, Callable[[Line, Setting], Change | None]] = {
    "number": number,
    "holder": holder,
    "dropped": dropped,
    "merged": merged,
    "hedge": hedge,
    "denial": denial,
    "day": day,
    "place": place,
}
