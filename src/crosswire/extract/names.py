"""What the names of a page's elements say of their words: junk, a caption, the head, an embedded post.

reads nothing of Crosswire's but ``data/page.toml``; a helper of :mod:`crosswire.extract.body`.
"""

import re
from functools import cache
from typing import Any, Literal

from crosswire.language import lexicon

Role = Literal["junk", "caption", "head", "text"]
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@cache
def _list(table: str, key: str) -> frozenset[str]:
    return frozenset(lexicon.load("page")[table][key])


def role(element: Any) -> Role:
    """What an element's own tag, role and names say of the words inside; "text" where they say nothing."""
    tag = element.tag
    if tag in ("figcaption", "caption"):
        return "caption"
    if tag in _list("names", "tags") or element.get("role") in _list("names", "roles"):
        return "junk"
    return _named(f"{element.get('class') or ''} {element.get('id') or ''}"[:400])


@cache
def _named(names: str) -> Role:
    words: set[str] = set()
    pairs: set[str] = set()
    for name in names.split():
        parts = [part.lower() for part in _PART.findall(name)]
        words.update(parts)
        pairs.update(f"{left} {right}" for left, right in zip(parts, parts[1:], strict=False))
    if words & _list("names", "junk") or pairs & _list("names", "pairs"):
        return "junk"
    if words & _list("names", "caption") or pairs & _list("names", "caption_pairs"):
        return "caption"
    return "head" if words & _list("names", "head") or pairs & _list("names", "head_pairs") else "text"


def embed(element: Any) -> Any | None:
    """The embedded post an element stands in (the element itself included), or None."""
    found = None
    for each in (element, *element.iterancestors()):
        if not isinstance(each.tag, str):
            continue
        if _list("embeds", "classes") & set((each.get("class") or "").split()) or each.get("data-telegram-post"):
            found = each
    return found


@cache
def _pattern(table: str, key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in lexicon.load("page")[table][key]), re.IGNORECASE)


def is_part(element: Any) -> bool:
    """Whether an element is a part of an embedded post's frame: its account's name, its time, its counts."""
    return element.tag == "time" or _pattern("embeds", "parts").search(element.get("class") or "") is not None


def is_frame(line: str) -> bool:
    """Whether a line belongs to an embedded post's frame ("View on …"), not to the post."""
    return _pattern("embeds", "frame").fullmatch(line.strip()) is not None


def is_junk(line: str) -> bool:
    """Whether a line is no sentence of an article: a pointer to another text, a picture's credit, a call to share."""
    return _pattern("lines", "patterns").fullmatch(line.strip()) is not None


def is_label(line: str) -> bool:
    """Whether a line announces links to other texts."""
    return _pattern("lines", "labels").fullmatch(line.strip()) is not None


def is_live(title: str) -> bool:
    """Whether a title announces a running page."""
    said = title.lower()
    return any(words in said for words in lexicon.load("segments")["live"]["words"])
