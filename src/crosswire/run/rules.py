"""Rules of alerts: which changes somebody is told of, and how. A TOML file, for example::

    [to.desk]
    kind = "webhook"                # or "mail", "file", "stdout"
    url = "https://desk.example/alerts"

    [[rule]]
    name = "a second origin for anything on the dam"
    when = "second-origin"          # a kind of change, or a list of them
    about = ["dam", "reservoir"]    # any of these stands in the words or the story's title
    to = ["desk"]                   # without it: standard output

``about``, ``what`` (what befell those counted: "killed"), ``who`` (a holder's name) and ``place`` each narrow a rule;
all that a rule names must fit. A phrase fits where all its words stand in the text, in any order.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from crosswire.base.errors import RunFailed
from crosswire.store.base import ChangeKind

ReceiverKind = Literal["stdout", "file", "webhook", "mail"]
_NARROW = ("about", "what", "who", "place")
_RULE = {"name", "when", "to", *_NARROW}
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "stdout": (),
    "file": ("path",),
    "webhook": ("url",),
    "mail": ("host", "from", "to"),
}
_MAY: Mapping[str, tuple[str, ...]] = {"mail": ("port", "security", "user", "password_from")}
SECURITY = ("starttls", "tls", "none")
STDOUT = "stdout"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom alerts go to. ``settings`` are those of its kind, as strings or lists of strings."""

    name: str
    kind: ReceiverKind
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """Which changes: their kinds, and for each narrowing word list the phrases of which one must fit."""

    name: str
    when: tuple[str, ...]
    to: tuple[str, ...]
    narrow: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a file and the receivers they name."""

    rules: tuple[Rule, ...]
    receivers: tuple[Receiver, ...]


def load(path: Path) -> Rules:
    """The rules of a file. Raises RunFailed with what is wrong and what to write instead."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RunFailed("no-rules", f"{path}: cannot be read ({error}); name a TOML file of rules") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RunFailed("bad-rules", f"{path}: is no TOML ({error})") from error
    if unknown := set(table) - {"to", "rule"}:
        raise _bad(path, f"there is no [{min(unknown)}]; a file of rules has [to.NAME] and [[rule]]")
    if not isinstance(table.get("to", {}), dict) or not all(
        isinstance(one, dict) for one in table.get("to", {}).values()
    ):
        raise _bad(path, "each receiver is a table of its own: [to.NAME]")
    receivers = [_receiver(path, name, said) for name, said in table.get("to", {}).items()]
    listed = table.get("rule", [])
    if not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
        raise _bad(path, "there is no rule; write each as [[rule]] with name and when")
    known = {one.name for one in receivers} | {STDOUT}
    rules = tuple(_rule(path, number, said, known) for number, said in enumerate(listed, 1))
    if any(STDOUT in rule.to for rule in rules) and not any(one.name == STDOUT for one in receivers):
        receivers.append(Receiver(STDOUT, "stdout", {}))
    return Rules(rules, tuple(receivers))


def fits(phrase: str, text: str) -> bool:
    """Whether every word of a phrase begins a word of the text ("flood" fits "flooding")."""
    words = re.findall(r"\w+", text.casefold())
    return all(any(word.startswith(part) for word in words) for part in re.findall(r"\w+", phrase.casefold()))


def _receiver(path: Path, name: str, said: Mapping[str, Any]) -> Receiver:
    kind: Any = said.get("kind")
    if kind not in _NEEDS:
        raise _bad(path, f"[to.{name}]: kind is one of {', '.join(_NEEDS)}")
    given = set(said) - {"kind"}
    allowed = {*_NEEDS[kind], *_MAY.get(kind, ())}
    if missing := set(_NEEDS[kind]) - given:
        raise _bad(path, f"[to.{name}]: a {kind} needs {min(missing)}")
    if unknown := given - allowed:
        raise _bad(path, f"[to.{name}]: a {kind} has no {min(unknown)}; it may have {', '.join(sorted(allowed))}")
    for key, value in said.items():
        several = key == "to" and isinstance(value, list) and value and all(isinstance(one, str) for one in value)
        number = key == "port" and isinstance(value, int) and 0 < value < 65536
        if not (several or number or (key != "port" and isinstance(value, str) and value.strip())):
            raise _bad(path, f"[to.{name}]: {key} = {value!r} cannot be; it is a text (port: a number)")
    if said.get("security", SECURITY[0]) not in SECURITY:
        raise _bad(path, f"[to.{name}]: security is one of {', '.join(SECURITY)}")
    if kind == "webhook" and not said["url"].startswith(("https://", "http://")):
        raise _bad(path, f"[to.{name}]: url begins with https:// or http://")
    return Receiver(name, kind, {key: value for key, value in said.items() if key != "kind"})


def _rule(path: Path, number: int, said: Mapping[str, Any], known: set[str]) -> Rule:
    name = said.get("name")
    if not isinstance(name, str) or not name.strip():
        raise _bad(path, f"rule {number}: it needs a name")
    if unknown := set(said) - _RULE:
        raise _bad(path, f"rule “{name}”: there is no {min(unknown)}; it may have {', '.join(sorted(_RULE))}")
    kinds = get_args(ChangeKind)
    when = _listed(path, name, "when", said.get("when"))
    if wrong := [one for one in when if one not in kinds]:
        raise _bad(path, f"rule “{name}”: “{wrong[0]}” is no kind of change; one of {', '.join(kinds)}")
    to = _listed(path, name, "to", said.get("to", STDOUT))
    if lost := [one for one in to if one not in known]:
        raise _bad(path, f"rule “{name}”: there is no receiver “{lost[0]}”; describe it in [to.{lost[0]}]")
    narrow = tuple((key, _listed(path, name, key, said[key])) for key in _NARROW if key in said)
    return Rule(name, when, to, narrow)


def _listed(path: Path, name: str, key: str, value: object) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed or not all(isinstance(v, str) and v.strip() for v in listed):
        raise _bad(path, f"rule “{name}”: {key} is a text or a list of texts")
    return tuple(listed)


def _bad(path: Path, message: str) -> RunFailed:
    return RunFailed("bad-rules", f"{path}: {message}")
