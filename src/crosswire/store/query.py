"""What a person asks the search, turned into an expression for SQLite's FTS5 in which nothing is left unquoted.

The language: words (all of them must be there), ``"a phrase"``, ``AND``, ``OR``, ``NOT`` (capitals), brackets,
``begin*`` for the beginning of a word, ``NEAR(a b, 5)`` for words at most so many words apart.

    query   = both { "OR" both }
    both    = but { ["AND"] but }
    but     = one { "NOT" one }
    one     = "(" query ")" | "NEAR(" phrase phrase… [ "," number ] ")" | phrase
"""

import re
from dataclasses import dataclass
from typing import Literal

from crosswire.base.errors import RunFailed
from crosswire.store.folding import fold, may_end, plain

LONGEST = 1000
_DEEPEST = 20
_MOST_WORDS = 60
_NEAR = 10
_TOKEN = re.compile(
    r"""(?P<near>NEAR\()|(?P<open>\()|(?P<close>\))|(?P<comma>,)|"(?P<phrase>[^"]*)"(?P<star>\*?)|(?P<word>[^\s()",]+)|(?P<quote>")"""
)

Kind = Literal["near", "open", "close", "comma", "phrase", "word", "operator"]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Kind
    text: str
    at: int
    begins: bool = False


def expression(asked: str, columns: str) -> str:
    """The FTS5 expression of a query over some columns (``"title words"``).

    Raises RunFailed ("bad-query") with what is wrong and where.
    """
    if len(asked) > LONGEST:
        raise _wrong(f"it is over {LONGEST} characters long")
    reader = _Reader(_tokens(asked))
    found = reader.query(0)
    if reader.left:
        raise _wrong(f"there is nothing for “{reader.left[0].text}” at character {reader.left[0].at + 1} to close")
    return f"{{{columns}}} : ({found})"


def near(name: str, columns: str) -> str:
    """The FTS5 expression for a name: all its words close together, in any order. Raises RunFailed without words."""
    words = [_quoted(word, False) for word in re.findall(r"\w[\w'’ʼ]*", name)][:10]
    if not words:
        raise _wrong(f"“{name}” has no word in it")
    joined = words[0] if len(words) == 1 else f"NEAR({' '.join(words)}, 2)"
    return f"{{{columns}}} : ({joined})"


def _tokens(asked: str) -> list[_Token]:
    found: list[_Token] = []
    for match in _TOKEN.finditer(asked):
        kind = str(match.lastgroup)
        if match["phrase"] is not None:
            found.append(_Token("phrase", match["phrase"], match.start(), bool(match["star"])))
        elif kind == "quote":
            raise _wrong(f"the quotation mark at character {match.start() + 1} is not closed")
        elif kind == "word" and match[0] in ("AND", "OR", "NOT"):
            found.append(_Token("operator", match[0], match.start()))
        elif kind == "word":
            found.append(_Token("word", match[0].rstrip("*"), match.start(), match[0].endswith("*")))
        else:
            found.append(_Token(kind, match[0], match.start()))  # type: ignore[arg-type]
    if not found:
        raise _wrong("it is empty")
    if sum(len(token.text.split()) for token in found if token.kind in ("word", "phrase")) > _MOST_WORDS:
        raise _wrong(f"it has over {_MOST_WORDS} words")
    return found


class _Reader:
    """Reads tokens from the left to the right."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.left = tokens

    def _next_is(self, *texts: str) -> bool:
        return bool(self.left) and self.left[0].kind == "operator" and self.left[0].text in texts

    def query(self, depth: int) -> str:
        if depth > _DEEPEST:
            raise _wrong(f"its brackets are over {_DEEPEST} deep")
        parts = [self.both(depth)]
        while self._next_is("OR"):
            self.left.pop(0)
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"

    def both(self, depth: int) -> str:
        parts = [self.but(depth)]
        while self.left and not self._next_is("OR") and self.left[0].kind != "close":
            if self._next_is("AND"):
                self.left.pop(0)
            parts.append(self.but(depth))
        return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"

    def but(self, depth: int) -> str:
        found = self.one(depth)
        while self._next_is("NOT"):
            self.left.pop(0)
            found = f"({found} NOT {self.one(depth)})"
        return found

    def one(self, depth: int) -> str:
        if not self.left:
            raise _wrong("something is missing at its end")
        token = self.left.pop(0)
        if token.kind == "open":
            found = self.query(depth + 1)
            self._close(token)
            return found
        if token.kind == "near":
            return self._near(token)
        if token.kind in ("phrase", "word"):
            return _quoted(token.text, token.begins)
        if token.text == "NOT":
            raise _wrong("NOT needs something before it to take away from, as in: dam NOT bridge")
        raise _wrong(f"“{token.text}” at character {token.at + 1} has nothing before it")

    def _near(self, opened: _Token) -> str:
        parts, distance = [], _NEAR
        while self.left and self.left[0].kind in ("phrase", "word"):
            token = self.left.pop(0)
            if token.begins:
                raise _wrong("the beginning of a word (*) cannot stand in NEAR( )")
            parts.append(_quoted(token.text, False))
        if self.left and self.left[0].kind == "comma":
            self.left.pop(0)
            number = self.left.pop(0) if self.left else opened
            if not number.text.isascii() or not number.text.isdecimal() or not 0 < int(number.text[:6]) <= 1000:
                raise _wrong("after the comma in NEAR( ) stands a number of words from 1 to 1000")
            distance = int(number.text)
        self._close(opened)
        if len(parts) < 2:
            raise _wrong("NEAR( ) needs at least two words, as in: NEAR(dam gate, 5)")
        return f"NEAR({' '.join(parts)}, {distance})"

    def _close(self, opened: _Token) -> None:
        if not self.left or self.left[0].kind != "close":
            raise _wrong(f"the bracket at character {opened.at + len(opened.text)} is not closed")
        self.left.pop(0)


def _quoted(words: str, begins: bool) -> str:
    """Words as an FTS5 string. The beginning of a word is looked for with its ending on, and, as the index has words
    without theirs, also as the stem that its last letters may be an ending of."""
    if not any(char.isalnum() for char in words):
        raise _wrong(f"“{words}” has no word in it")
    if not begins:
        return _string(fold(words))
    whole = plain(words)
    stems = [_string(whole[:-cut]) for cut in range(1, 4) if may_end(whole, cut)]
    return f"({' OR '.join([f'{_string(whole)} *', *stems])})" if stems else f"{_string(whole)} *"


def _string(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _wrong(what: str) -> RunFailed:
    return RunFailed("bad-query", f"the query cannot be read: {what}; how to ask: crosswire search --help")
