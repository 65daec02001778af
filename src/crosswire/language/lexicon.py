"""Word lists and tables kept as data: ``data/*.toml`` in the package, read once and cached."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> Mapping[str, Any]:
    """The table ``data/<name>.toml``. Raises FileNotFoundError for a name the package does not ship."""
    return tomllib.loads((files("crosswire") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The list ``key`` of table ``name`` as a set of lower-case strings. Raises KeyError for an unknown key."""
    return frozenset(word.lower() for word in load(name)[key])
