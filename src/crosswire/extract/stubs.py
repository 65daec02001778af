"""Pages that are no reports: error pages, bot checks, consent and login walls, lists of links, lone videos; and
reports of which a paywall shows only the beginning.

reads received → writes nothing: a helper of :mod:`crosswire.extract.article`. Words alone condemn no page: they must
stand over little text, so that an article about paywalls is an article.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from crosswire.extract.layout import Block
from crosswire.language import lexicon, markup

METHOD = "stubs/1"
_REAL = 80  # code points of a paragraph that says something
_SHORT = 400  # of an article's text below which a list of links or a video is the page
_LINKS = 25  # linked headlines of a list
_FREE = 800  # of a text that may be a teaser where the page says that it is not free
_CALL = 160  # of a line that calls to subscribe
_TEASER = 300  # of a text that is a teaser where a wall is announced beside it
_END = re.compile(r"[.!?…][\"'”’»)]*\s*$")
_OVER = ("error", "blocked", "consent", "login")
_REASONS = {"error": "error-page", "blocked": "blocked-page", "consent": "consent-wall", "login": "login-wall"}
MESSAGES = {
    "error-page": "it is an error page, no report; check the address.",
    "blocked-page": "it is a check for robots or a call to switch on scripts, no report; save the page from a browser.",
    "consent-wall": "it asks for consent to cookies and shows no report; save the page after answering.",
    "login-wall": "it asks to log in and shows no report; save the page when logged in.",
    "index-page": "it is a list of links to reports; give the reports themselves.",
    "video-page": "it shows a video with hardly a text; there is nothing to read.",
    "paywall-stub": "only the beginning is shown, the rest is for subscribers.",
}


def judge(tree: Any, blocks: Sequence[Block], text: str, title: str | None) -> str | None:
    """The reason why a page is no report (a key of :data:`MESSAGES`), or None; "paywall-stub" where its text is only a
    beginning. ``text`` is the main text found, ``title`` the page's."""
    heads = [title or "", *(block.text for block in blocks if block.tag == "h1")][:4]
    whole = "\n".join(block.text for block in blocks)
    for kind in _OVER:
        if len(text) <= _longest(kind) and _says(kind, heads, text or whole[: 2 * _longest(kind)], whole):
            return _REASONS[kind]
    body, _, last = text.rstrip().rpartition("\n")
    if len(last) <= _CALL and _pattern("paywall", "words").search(last):
        text = body.rstrip()  # the call to subscribe below a teaser is no line of it
    own = set(text.split("\n"))
    around = "\n".join(block.text for block in blocks if block.text not in own)
    if len(text) <= _longest("paywall") and _is_walled(tree, text, around):
        return "paywall-stub"
    if len(text) > _SHORT or _is_article(tree):
        return None
    if _kind(tree).startswith("video") or any(markup.is_a(node, "VideoObject") for node in markup.nodes(tree)):
        return "video-page"
    linked = sum(block.linked > 0.8 and 25 <= len(block.text) <= 250 for block in blocks)
    return "index-page" if linked >= _LINKS and len(text) < 0.1 * len(whole) else None


def has_paragraph(text: str) -> bool:
    """Whether a text has at least one real paragraph."""
    return any(len(line) >= _REAL and _END.search(line) for line in text.split("\n"))


def _says(kind: str, heads: Sequence[str], text: str, whole: str) -> bool:
    """A telling title over words that fit, or over no paragraph at all; or telling words and no paragraph."""
    titled = any(_pattern(kind, "titles").fullmatch(head.strip()) for head in heads if head)
    worded = _pattern(kind, "words").search(text) is not None
    bare = not has_paragraph(text)
    if titled:
        return worded or bare or _pattern(kind, "words").search(whole) is not None
    return worded and bare and len(whole) <= 2 * _longest(kind)


def _is_walled(tree: Any, text: str, around: str) -> bool:
    """Whether a page says that its text goes on behind a wall: in words around it, or in its data over a short text."""
    worded = _pattern("paywall", "words").search(around) is not None or not has_paragraph(text)
    worded = worded and _pattern("paywall", "words").search(f"{text}\n{around}") is not None
    paid = any(str(node.get("isAccessibleForFree")).lower() == "false" for node in markup.nodes(tree))
    return (worded and (paid or _breaks_off(text))) or (paid and len(text) < _FREE)


def _breaks_off(text: str) -> bool:
    """Whether a text is a teaser's length, or ends in the middle of a sentence."""
    last = text.rstrip().rsplit("\n", 1)[-1]
    return len(text) < _TEASER or last.endswith(("…", "...")) or not _END.search(last)


def _is_article(tree: Any) -> bool:
    stated = any(markup.is_a(node, "Article", "Posting", "Report") for node in markup.nodes(tree))
    return stated or _kind(tree) == "article"


def _kind(tree: Any) -> str:
    metas = (meta for meta in tree.iter("meta") if meta.get("property") == "og:type")
    return next(((meta.get("content") or "").strip().lower() for meta in metas), "")


def _longest(kind: str) -> int:
    return int(lexicon.load("stubs")[kind]["longest"])


@cache
def _pattern(kind: str, key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in lexicon.load("stubs")[kind][key]), re.IGNORECASE)
