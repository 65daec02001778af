"""The phrases before and after a place in a sentence, cut by function words (``data/phrases.toml``): no parser.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.claims.frames`.
"""

import re

from crosswire.language.lexicon import words

_TOKEN = r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+(?:[-’'][^\W_]+)*|[^\w\s]"
_CLOSERS = {"”": "“", "»": "«", ")": "("}
_WHEN = re.compile(
    r"(?:in|on|by|at|during|since|from)\s+(?:(?:early|late|mid)\W)?(?:\w+\s+)?(?:\d{4}|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+\w+ing)?"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:\s+\d{1,2})?)\s+",
    re.IGNORECASE,
)
_ARTICLES = frozenset(["a", "an", "the"])
_LEFT_MARKS = frozenset(".,;:!?—–“(«…[]")
_RIGHT_MARKS = frozenset(".,;:!?—–()…[]”»")
_LONGEST_LEFT, _LONGEST_RIGHT = 18, 22


def left_phrase(sentence: str, end: int) -> tuple[int, int]:
    """The noun phrase that ends before an offset: back to punctuation, an open quotation mark or a word that cannot
    stand in it. A relative pronoun right before the offset is passed over to what it stands for."""
    tokens = list(re.finditer(_TOKEN, sentence[:end]))
    relative = bool(tokens) and tokens[-1][0].lower() in words("phrases", "relatives")
    if relative:
        tokens.pop()
        if tokens and tokens[-1][0].lower() in words("phrases", "wondering"):
            return end, end  # "it is not clear who …"
        if tokens and tokens[-1][0] == ",":
            tokens.pop()
    open_marks: list[str] = []
    first = last = tokens[-1].end() if tokens else 0
    for token in reversed(tokens[-_LONGEST_LEFT * 2 :]):
        word = token[0]
        if word in _CLOSERS:
            open_marks.append(_CLOSERS[word])
        elif open_marks and word == open_marks[-1]:
            open_marks.pop()
        elif not open_marks and _ends_left(sentence, token, relative=relative):
            break
        first = token.start()
        if relative and not open_marks and word.lower() in _ARTICLES and token.end() < last:
            break
    if open_marks:
        first = max(first, sentence.rfind(open_marks[-1], 0, end) + 1)
    return _trimmed(sentence, first, last)


def _ends_left(sentence: str, token: re.Match[str], *, relative: bool) -> bool:
    """Whether a phrase cannot begin before this word."""
    word = token[0].lower()
    if word in _LEFT_MARKS or _spaced_dash(sentence, token):
        return True
    if relative and word in words("phrases", "prepositions"):
        return True
    return word in words("phrases", "left_stops") and not _known_as(sentence, token)


def _spaced_dash(text: str, token: re.Match[str]) -> bool:
    """A hyphen between spaces, used as a dash."""
    return token[0] == "-" and text[token.start() - 1 : token.start()].isspace()


def _known_as(sentence: str, token: re.Match[str]) -> bool:
    """ "known as", "such as": an "as" inside a noun phrase."""
    before = re.search(r"(\w+)\W+$", sentence[: token.start()])
    return token[0].lower() == "as" and before is not None and before[1].lower() in words("phrases", "before_as")


def _trimmed(sentence: str, first: int, last: int) -> tuple[int, int]:
    if match := _WHEN.match(sentence, first, last):
        first = match.end()
    lead = words("phrases", "left_trim")
    while match := re.match(r"\s*([^\W_]+)\b(?![’'])", sentence[first:last]):
        if match[1].lower() not in lead:
            break
        first += match.end()
    while first < last and (sentence[first].isspace() or sentence[first] in "-–"):
        first += 1
    while last > first and (sentence[last - 1].isspace() or sentence[last - 1] in "\"'"):
        last -= 1
    while match := re.search(r"\s+([^\W_]+)$", sentence[first:last]):
        if match[1].lower() not in words("phrases", "left_tail"):
            break
        last = first + match.start()
    return _paired(sentence, first, last)


def _paired(sentence: str, first: int, last: int) -> tuple[int, int]:
    """The phrase with the straight quotation mark restored that was trimmed off one that is closed inside it."""
    if sentence[first:last].count('"') % 2 and sentence[last : last + 1] == '"':
        last += 1
    return first, last


def right_phrase(sentence: str, start: int, keeps: frozenset[str]) -> tuple[int, int]:
    """The phrase that begins at an offset: up to punctuation or a word that cannot stand in it. ``keeps`` are function
    words that the frame lets stand inside it."""
    rest, last, depth = sentence[start:], start, 0
    for count, token in enumerate(re.finditer(_TOKEN, rest)):
        word = token[0]
        if word in "“«":
            depth += 1
        elif word in "”»" and depth:
            depth -= 1
        elif not depth and _ends_right(rest, token, keeps, opened=count > 0):
            break
        if count >= _LONGEST_RIGHT:
            break
        last = start + token.end()
    while last > start and (match := re.search(r"\s+([^\W_]+)$", sentence[start:last])):
        if match[1].lower() not in words("phrases", "right_trim"):
            break
        last = start + match.start()
    while start < last and sentence[start].isspace():
        start += 1
    return start, max(start, last)


def _ends_right(rest: str, token: re.Match[str], keeps: frozenset[str], *, opened: bool) -> bool:
    """Whether a phrase cannot go on with this word."""
    word = token[0].lower()
    if word in _RIGHT_MARKS or _spaced_dash(rest, token):
        return True
    if word in words("phrases", "right_stops") and word not in keeps:
        return True
    return opened and _new_verb(rest, token)


def _new_verb(rest: str, token: re.Match[str]) -> bool:
    """Whether a verb of another clause begins here: "and cited …", "forces lasted an hour"."""
    word = token[0].lower()
    if word.endswith("ly") and (following := re.match(r"\s*([^\W_]+)", rest[token.end() :])) is not None:
        return _past(following[1])
    if word in ("and", "but"):
        following = re.match(r"\W*(\w+)", rest[token.end() :])
        return following is not None and (following[1].lower() in words("phrases", "left_stops") or _past(following[1]))
    before = re.search(r"([\w’'-]+)\W+$", rest[: token.start()])
    if before is None or before[1].lower().endswith("ly"):
        return False
    if word in words("phrases", "irregular_past"):
        return before[1].lower() not in words("phrases", "determiners")
    if not _past(token[0]):
        return False
    following = re.match(r"\s*([^\W_]+|[^\w\s]|$)", rest[token.end() :])
    after = following[1].lower() if following else ""
    ends = (
        not after
        or not after.isalnum()
        or after in words("phrases", "right_stops")
        or after in words("phrases", "determiners")
    )
    return ends and before[1].lower() not in words("phrases", "determiners")


def _past(word: str) -> bool:
    return word.islower() and len(word) > 4 and word.endswith("ed") and word not in words("phrases", "not_past")
