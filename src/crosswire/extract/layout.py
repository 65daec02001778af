"""A page as it is laid out: its blocks of words in order, each with its element and how much of it is links.

reads received → writes nothing: a helper of :mod:`crosswire.extract.body`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

METHOD = "layout/1"
_SPACE = re.compile(r"[ \t\r\n\f\xa0\u200b]+")
_LETTERS = re.compile(r"[\W_]+")
_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "head", "select",
     "option", "textarea", "input", "audio", "video", "map", "datalist", "dialog")
)  # fmt: skip
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
     "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
     "ul", "caption", "menu", "hgroup")
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST = 60_000  # elements that are looked at


@dataclass(frozen=True, slots=True)
class Block:
    """A block of words: its lines parted by line breaks, the element it stands in, and the share of its letters that
    stand in links."""

    text: str
    element: Any
    linked: float

    @property
    def tag(self) -> str:
        """The name of its element."""
        return str(self.element.tag)


def plain(text: str) -> str:
    """The letters and digits of a text in lower case, so that two renderings of one paragraph are equal."""
    return _LETTERS.sub("", text).lower()


def blocks(root: Any) -> list[Block]:
    """The blocks of a page in order. A double line break parts two paragraphs; hidden elements are left out."""
    return list(_Walk().run(root))


class _Walk:
    """One pass over a tree without recursion: words gather until a block element begins or ends."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0

    def run(self, root: Any) -> Iterator[Block]:
        stack: list[tuple[Any, bool, Any, bool]] = [
            (root, True, root, False)
        ]  # element, entering, its block, in a link
        seen = 0
        while stack:
            element, entering, block, link = stack.pop()
            if not entering:
                if element.tag in _BLOCKS:
                    yield from self._flush(element)
                tail = element.tail
                if tail and element is not root:
                    self._add(tail, link)
                continue
            seen += 1
            if seen > _MOST:
                break
            if not isinstance(element.tag, str) or element.tag in _SKIPPED or _is_hidden(element):
                if element.tail and element is not root:
                    self._add(element.tail, link)
                continue
            if element.tag == "br":
                if self.parts and self.parts[-1] == "\n":
                    yield from self._flush(block)
                else:
                    self.parts.append("\n")
                if element.tail and element.tail.strip():
                    self._add(element.tail, link)
                continue
            inner = block
            if element.tag in _BLOCKS:
                yield from self._flush(block)
                inner = element
            within = link or element.tag == "a"
            if element.text:
                self._add(element.text, within)
            stack.append((element, False, block, link))
            stack.extend((child, True, inner, within) for child in reversed(element))
        yield from self._flush(root)

    def _add(self, words: str, link: bool) -> None:
        self.parts.append(_SPACE.sub(" ", words))
        if link:
            self.linked += len(words.strip())

    def _flush(self, element: Any) -> Iterator[Block]:
        if not self.parts:
            return
        lines = (_SPACE.sub(" ", line).strip() for line in "".join(self.parts).split("\n"))
        text = "\n".join(line for line in lines if line)
        linked, self.parts, self.linked = self.linked, [], 0
        if text:
            yield Block(text, element, min(1.0, linked / len(text)))


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))
