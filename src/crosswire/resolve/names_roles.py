"""Roles beside persons' names: where a role ends and the name begins, and what is said before or after a name.

reads text → writes nothing
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from crosswire.language import lexicon
from crosswire.language.names import country_of
from crosswire.resolve import gazetteer, names_places, names_words
from crosswire.resolve.names_words import Found, Token, adjective_country, is_role, modifiers

_APPOSED = re.compile(r",\s+((?:[\w’'-]+\s){0,6}[\w’'-]+)")
_APPOSITION = re.compile(
    r"\s*,\s+(?:the\s+|a\s+|an\s+)?([^,.;:\n“”\"]{3,70}?)(?=\s*[,.;:\n]|\s+(?:said|says|told|who)\b)"
)
_FRONT = re.compile(r"([^\W\d_][\w’'-]*+(?:\s++[^\W\d_][\w’'-]*+){0,5}+)\s*,?\s*$", re.UNICODE)


def after_role(words: Sequence[Token]) -> int | None:
    """Index of the first word after a role that opens the words; 0 where none does; None where all is role."""
    last = -1
    index = 0
    while index < len(words):
        token = words[index]
        if is_role(token.word):
            last = index
        elif token.word.lower() in ("of", "for") and last == index - 1:
            # "Secretary of State Ana Silva", but not "Governor of Nordland"
            end = index + 1
            while end < len(words) and _plain_modifier(words[end]):
                end += 1
            if end == index + 1:
                break
            last, index = end - 1, end
            continue
        elif not is_modifier(token) and not (last == index - 1 >= 0 and _role_ahead(words[index + 1 :])):
            break
        index += 1
    if last < 0:
        return 0
    return last + 1 if last + 1 < len(words) else None


def _role_ahead(words: Sequence[Token]) -> bool:
    """Whether a role and then a name still follow: "Deputy Rivers | Minister Ana Silva"."""
    return any(is_role(token.word) and index + 1 < len(words) for index, token in enumerate(words[:2]))


def _plain_modifier(token: Token) -> bool:
    return token.word.lower() in modifiers() and token.word.lower() not in ("of", "for", "the", "and", "kremlin")


def is_modifier(token: Token) -> bool:
    return token.word.lower() in modifiers() or bool(adjective_country(token.word)) or is_role(token.word)


def apposed(text: str, end: int) -> bool:
    """Whether a role follows between commas: ", a former harbour chief,"."""
    match = _APPOSED.match(text, end)
    return match is not None and any(is_role(word) for word in match[1].split()[1:] if not word[:1].isupper())


def with_role(text: str, one: Found) -> Found:
    """A person with the role stated before the name, or after it between commas."""
    if one.type != "person" or one.form != "name":
        return one
    if one.role:
        wider = _wider_role(text, one.start, one.role)
        return replace(one, role=wider) if wider != one.role else one
    role = role_before(text, one.start) or role_after(text, one.end)
    return replace(one, role=role) if role else one


def _wider_role(text: str, start: int, role: str) -> str:
    """A role with the role or the capitalised word before it: "army spokeswoman | Major", "Emergency | Minister"."""
    at = start - len(role) - 1
    if at < 1 or text[at : at + len(role)] != role or text[at - 1] != " ":
        return role
    before = role_before(text, at)
    if before:
        return f"{before} {role}"
    word = re.search(r"([^\W\d_][\w’'-]*) $", text[max(0, at - 30) : at])
    if word is None or not role[:1].isupper() or not word[1][:1].isupper() or word[1].lower().endswith(("'s", "’s")):
        return role
    if word[1].lower() in lexicon.words("roles", "modifiers") - {"of", "for", "the", "and"}:
        return f"{word[1]} {role}"
    known = names_words.adjective_country(word[1]) or word[1].lower() in names_words.stop_words() or word[1].isupper()
    return role if known or names_places.place_like(word[1], least=1) or country_of(word[1]) else f"{word[1]} {role}"


def role_before(text: str, start: int) -> str | None:
    """ "… Kremlin spokesman ", "the governor of the district, " → the role as written, without article or country."""
    line = text.rfind("\n", 0, start) + 1
    front = text[max(line, start - 80) : start]
    if front.rstrip().endswith(","):
        return _role_phrase(re.split(r"[.;:“”\"\n]|,(?=.*,\s*$)", front)[-1].rstrip(" ,"))
    match = _FRONT.search(front, _last_words(front))
    if not match:
        return None
    words = match[1].split()
    if gazetteer.is_cyrillic(match[1]):
        return names_words.cyrillic_role(words)
    if not words or not names_words.is_role(words[-1]):
        return None
    kept: list[str] = []
    modifiers = lexicon.words("roles", "modifiers")
    for word in reversed(words):
        lower = word.lower().rstrip(".")
        if kept and not (lower in modifiers or names_words.is_role(word)) or names_words.adjective_country(word):
            break
        if lower in ("the", "of", "for", "and", "by", "to"):
            break
        kept.insert(0, word)
    return " ".join(kept) or None


def _last_words(front: str) -> int:
    """Where the last seven stretches without a space begin: six words and a comma, all that a role can take."""
    parts = front.rsplit(None, 7)
    return len(parts[0]) if len(parts) == 8 else 0


def _role_phrase(clause: str) -> str | None:
    """A role with what it is over, at the end of a clause: "announced by the governor of the district"."""
    words = clause.split()
    modifiers = lexicon.words("roles", "modifiers")
    for index, word in enumerate(words):
        rest = words[index + 1 :]
        if (
            names_words.is_role(word)
            and len(rest) < 7
            and (not rest or rest[0].lower() in ("of", "for", "in", "to", "at"))
        ):
            start = index
            while (
                start
                and (words[start - 1].lower() in modifiers)
                and words[start - 1].lower() not in ("of", "for", "the", "and")
            ):
                start -= 1
            return " ".join(words[start:])
    return None


def role_after(text: str, end: int) -> str | None:
    """ ", the governor of the region," after a name → "governor of the region"."""
    match = _APPOSITION.match(text, end)
    if not match:
        return None
    phrase = match[1].strip()
    words = re.split(r"\s+(?:of|for|in|at|to)\s+", phrase)[0].split()
    if words and len(words) <= 6 and names_words.is_role(words[-1]) and not any(char.isdigit() for char in phrase):
        return _short_role(phrase)
    return None


def _short_role(phrase: str) -> str:
    """The role without a leading country ("Russia's", "Ukrainian")."""
    words = phrase.strip().split()
    while len(words) > 1 and (
        names_words.adjective_country(words[0]) or re.search(r"['’]s$", words[0]) or words[0].lower() == "the"
    ):
        words.pop(0)
    return " ".join(words)
