"""True lines said otherwise without a change of sense: what `verify` should still pass as free text.

reads lines, account → writes texts
"""

import re
from collections.abc import Iterator

from crosswire.evaluate.tampered_errors import Setting
from crosswire.language import numerals
from crosswire.model.brief import Line

_SAID = re.compile(r"^(?P<who>[^,:“\"]+(?:, [^:“\"]+)?),? (?P<verb>says|say)(?P<after>:| that)? (?P<what>.+)$", re.S)
_SMALL = {str(value): word for word, value in reversed(list(numerals.cardinals().items())) if word.isascii()}


def harmless(line: Line, given: Setting) -> Iterator[str]:
    """The line with its attribution elsewhere, another word for "said", a number in words or in figures."""
    text = line.text.replace("\t", " · ")
    if line.kind == "says":
        yield from _said(text)
    if line.kind in ("lede", "says"):
        yield from _turned(line, given)
    if line.kind != "note":
        number = re.search(r"(?<![\w.,:-])([2-9]|1[0-2])(?= [a-z])", text)
        if number and number[1] in _SMALL:
            yield text[: number.start()] + _SMALL[number[1]] + text[number.end() :]
        word = re.search(r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?= [a-z])", text)
        if word:
            yield text[: word.start()] + str(numerals.cardinals()[word[1]]) + text[word.end() :]
    for one, two in ((" said ", " stated "), (" told reporters ", " said "), (" says that ", " said that ")):
        if one in text:
            yield text.replace(one, two, 1)
            break


def _said(text: str) -> Iterator[str]:
    match = _SAID.match(text)
    if not match:
        return
    who, what = match["who"].strip(" ,"), match["what"].strip()
    yield f"According to {who}, {what}"
    yield f"{what.rstrip('.,')}, said {who}."
    yield f"{what.rstrip('.,')}, {who} said."


def _turned(line: Line, given: Setting) -> Iterator[str]:
    """A report's sentence with "X said" in front instead of at its end, or the other way about."""
    for claim in line.claims:
        attribution = given.facts.attributions.get(claim)
        if attribution is None or attribution.cue is None or attribution.source.span is None:
            continue
        if len(attribution.content) != 1 or attribution.cue.exact.lower() != "said":
            continue
        source, content = attribution.source.span.exact, attribution.content[0].exact.strip(" ,.")
        whole = f"{content}, {source} said."
        other = f"{source[:1].upper()}{source[1:]} said that {content}."
        if line.text.startswith(content):
            yield other
        elif line.text.lower().startswith(source.lower()):
            yield whole
        return
