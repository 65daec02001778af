"""Stable ids: a prefix that names the kind, and a hash of the content that makes the record what it is."""

import hashlib
import json

PREFIXES = {
    "report": "rep",
    "item": "itm",
    "mention": "men",
    "entity": "ent",
    "time": "tim",
    "figure": "fig",
    "attribution": "att",
    "assertion": "ast",
    "copy": "cpy",
    "story": "sto",
    "finding": "fnd",
    "judgement": "jdg",
    "issue": "iss",
}

Part = str | int | float | None


def make_id(kind: str, *parts: Part) -> str:
    """An id such as ``rep-5f3a9c0d21b7``: the same parts give the same id on every machine and run.

    ``kind`` is a key of PREFIXES (KeyError otherwise). 60 bits of BLAKE2b: a collision among ten million records of
    one kind is expected once in about 20,000 such collections.
    """
    payload = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return f"{PREFIXES[kind]}-{hashlib.blake2b(payload, digest_size=8).hexdigest()[:15]}"


def kind_of(identifier: str) -> str | None:
    """The kind an id names ("report"), or None where the prefix is unknown."""
    prefix = identifier.partition("-")[0]
    return next((kind for kind, short in PREFIXES.items() if short == prefix), None)
