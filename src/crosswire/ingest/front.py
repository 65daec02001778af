"""What a report says of itself above its text: YAML front matter between ``---`` lines.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.files`.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from crosswire.language import lexicon
from crosswire.model.report import Given

KEYS = ("published", "outlet", "title", "url", "language")
_FRONT = re.compile(
    r"\A\ufeff?[ \t]*---[ \t]*\r?\n(?P<body>.*?)(?:\r?\n|(?<=\n))(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_LONGEST = 20_000
_COLON = re.compile(
    r"^(?P<key>[\w-]+:[ \t]+)(?P<value>[^\s\"'\[{|>&*!#][^\n\r]*:[ \t][^\n\r]*?)(?=[ \t]*\r?$)", re.MULTILINE
)
_KEY_LINE = re.compile(r"^\s*[\w-]+\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Front:
    """The text below the front matter, what the matter gives, and warnings as (reason, message)."""

    text: str
    given: Given = Given()
    warnings: tuple[tuple[str, str], ...] = ()


def split(text: str) -> Front:
    """Front matter and text apart. What is no readable front matter stays in the text, with a warning."""
    match = _FRONT.match(text)
    if match is None or match.end("body") > _LONGEST:
        return Front(text)
    import yaml

    try:
        try:
            found = yaml.safe_load(match["body"])
        except yaml.YAMLError:
            found = yaml.safe_load(_COLON.sub(_quoted, match["body"]))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if not _KEY_LINE.search(match["body"]):
            return Front(text)
        return Front(text, warnings=(("bad-front-matter", _problem(error)),))
    if found is None:
        return Front(text[match.end() :])
    if not isinstance(found, Mapping):
        return Front(text)  # a text that begins with a rule, not front matter
    given, warnings = given_of(_plain(found), (*KEYS, "updated", "author"))
    return Front(text[match.end() :].lstrip("\r\n"), given, warnings)


def _quoted(line: re.Match[str]) -> str:
    """A line with its value in quotes: a headline with a colon is what people write, and no YAML."""
    return f"{line['key']}'{line['value'].replace(chr(39), chr(39) * 2)}'"


def _plain(table: Mapping[object, object]) -> Mapping[object, object]:
    """The table with the names other programs give its keys ("date", "source") as ours; what they keep for themselves
    ("tags", "layout") is left out. A source that is an address is the report's."""
    names, silent = lexicon.load("fields")["front"], lexicon.load("fields")["silent"]["keys"]
    found: dict[object, object] = {k: v for k, v in table.items() if k in KEYS or k == "updated"}
    for key, value in table.items():
        word = str(key).casefold()
        if key in found or word in silent:
            continue
        own: object = next((each for each, others in names.items() if word in others), key)
        if own == "outlet" and re.match(r"https?://", str(value)):
            own = "url"
        first = value[0] if isinstance(value, list) and value and own == "author" else value
        found.setdefault(own, first.strip("[]") if isinstance(first, str) and own == "author" else first)
    return found


def _problem(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f" (line {mark.line + 2})" if mark is not None else ""
    return f"the front matter is not valid YAML{where} and was kept as text; put values with a colon in quotes."


def given_of(table: Mapping[object, object], keys: tuple[str, ...] = KEYS) -> tuple[Given, tuple[tuple[str, str], ...]]:
    """The fields of a table as Given; unknown keys and values that are no words or dates are warned of."""
    values: dict[str, str] = {}
    warnings = []
    for key, value in table.items():
        if key not in keys:
            message = f'the front matter key "{key}" is unknown; known are {", ".join(keys)}.'
            warnings.append(("unknown-front-matter-key", message))
        elif isinstance(value, str | int | float | dt.date) and not isinstance(value, bool):
            values[str(key)] = _words(value)
        elif value is not None:
            warnings.append(("bad-front-matter-value", f'the front matter value of "{key}" is not a word or date.'))
    return Given(**{key: value for key, value in values.items() if value}), tuple(warnings)


def _words(value: str | float | dt.date) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()
