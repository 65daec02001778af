"""A mail that was passed on: whose it is, when it was sent, and its words without the lines of the one who sent it on.

reads nothing of Crosswire's but ``data/formats.toml``; a helper of :mod:`crosswire.ingest.mail`. Mail programs write a
line and the first mail's headers above its words; a few words of the sender may stand before. What is quoted in an
answer ("> …") is no forwarded mail.
"""

import re
from email.utils import parseaddr
from functools import cache

from crosswire.language import calendar, lexicon
from crosswire.model.report import Given

METHOD = "forwarded/1"
_REACH = 1_500  # code points that a sender may write above what he passes on
_DAY = re.compile(r"\w+")


def split(text: str) -> tuple[str, Given | None]:
    """The words of the mail that was passed on, and what its headers say of it; the text as it is where it is none.
    Of mails passed on several times the innermost is taken."""
    given = None
    for _ in range(5):
        found = _head().search(text, 0, _REACH)
        if found is None:
            break
        said = dict[str, str]()
        for line in _header().finditer(found["headers"]):
            said.setdefault(_role(line["name"]), " ".join(line["value"].split()))
        if not {"from", "date"} <= said.keys():
            break
        name, address = parseaddr(said["from"].replace("[mailto:", "<").replace("]", ">"))
        sender = (name or said["from"].partition("<")[0]).strip(" \"'*") or address
        given = Given(
            outlet=sender or None, title=said.get("subject"), author=sender or None, published=_moment(said["date"])
        )
        text = text[found.end() :].lstrip("\r\n")
    return text, given


def _moment(words: str) -> str | None:
    """The day (and time) of a forwarded mail's date, as programs write it in several languages."""
    for match in list(_DAY.finditer(words))[:4]:
        stamp = calendar.read(words[match.start() :])
        if stamp and len(stamp.edtf) >= 10:
            return stamp.edtf
    return None


def _role(name: str) -> str:
    table = lexicon.load("formats")["forwarded"]
    return next((role for role in ("from", "date", "subject") if name.casefold() in table[role]), "other")


@cache
def _header() -> re.Pattern[str]:
    table = lexicon.load("formats")["forwarded"]
    names = "|".join(re.escape(name) for role in ("from", "date", "subject", "other") for name in table[role])
    return re.compile(
        rf"^[*> \t]*(?P<name>{names})[*]?:[* \t]*(?P<value>[^\n]+(?:\n[ \t]+[^\n]+)*)", re.MULTILINE | re.IGNORECASE
    )


@cache
def _head() -> re.Pattern[str]:
    table = lexicon.load("formats")["forwarded"]
    words = "|".join(re.escape(line) for line in table["lines"])
    names = "|".join(re.escape(name) for role in ("from", "date", "subject", "other") for name in table[role])
    one = rf"[* \t]*(?:{names})[*]?:[^\n]*(?:\n[ \t]+\S[^\n]*)*\n"
    return re.compile(
        rf"^(?:[-_ \t]*(?:{words})[:\-_ \t]*\r?\n\s*|_{{10,}}\s*\n)(?P<headers>(?:{one}){{2,8}})",
        re.MULTILINE | re.IGNORECASE,
    )
