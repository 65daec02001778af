"""Posts of social networks embedded in a page, each ending in its signature, so that they can be cut out as items.

reads received → writes nothing: a helper of :mod:`crosswire.extract.page`. A post that stands in a page signed by its
network's own widget (a Telegram message, a Mastodon or Bluesky post) is given the signature line that a pasted post
has, "— Name (@account) date", from what its markup says; without an account in the markup it gets none.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from crosswire.extract import names

METHOD = "embeds/1"
_SIGNED = re.compile(r"\(@[\w.@-]{1,60}\)")
_NAMED = re.compile(r"(?:author|owner)[_-]?name|display-?name")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HANDLE = re.compile(r"@[\w.-]{1,60}(?:@[\w.-]{3,60})?")
_MOST = 500  # embedded posts of a page


def sign(tree: Any) -> None:
    """Adds the signature to each embedded post of a page that has none in its words but an account in its markup."""
    from lxml import etree

    seen: set[Any] = set()
    for element in list(tree.iter("blockquote", "div", "section"))[: 200 * _MOST]:
        post = names.embed(element) if element.get("class") or element.get("data-telegram-post") else None
        if post is None or post in seen or len(seen) >= _MOST:
            continue
        seen.add(post)
        words = post.text_content()
        if _SIGNED.search(words):
            continue
        account, name = _account(post), _name(post)
        if account is None:
            continue
        day = _date(post)
        for part in [each for each in post.iter() if each is not post and names.is_part(each)]:
            if part.getparent() is not None:
                part.drop_tree()  # the account's name and the time stand in the signature
        line = etree.SubElement(post, "p")
        line.text = f"— {name or account.lstrip('@')} ({account}){f' {day}' if day else ''}"


def _account(post: Any) -> str | None:
    given = post.get("data-telegram-post") or post.get("data-post")
    if given and "/" in given:
        return f"@{given.partition('/')[0]}"
    for author in post.iter("a"):
        handle = _HANDLE.fullmatch((author.text_content() or "").strip())
        if handle:
            return handle[0]
    for address in (post.get("cite"), post.get("data-instgrm-permalink"), post.get("data-href"), *_links(post)):
        handle_of = _of(address or "")
        if handle_of:
            return handle_of
    return None


def _links(post: Any) -> list[str]:
    return [link.get("href") or "" for link in post.iter("a")][:20]


def _of(address: str) -> str | None:
    """The account an address of a post names: t.me/channel/12, host/@name/12, bsky.app/profile/name/post/x."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    steps = [step for step in parts.path.split("/") if step and step != "s"]
    if len(steps) >= 2 and steps[0].startswith("@"):
        return steps[0]
    if host == "bsky.app" and len(steps) >= 4 and steps[0] == "profile":
        return f"@{steps[1]}"
    if host in ("t.me", "telegram.me") and len(steps) >= 2:
        return f"@{steps[0]}"
    if host in ("twitter.com", "x.com") and len(steps) >= 3 and steps[1] == "status":
        return f"@{steps[0]}"
    return None


def _name(post: Any) -> str | None:
    for element in post.iter():
        if isinstance(element.tag, str) and _NAMED.search(element.get("class") or ""):
            words = " ".join((element.text_content() or "").split())
            if 0 < len(words) <= 80:
                return str(words)
    return None


def _date(post: Any) -> str | None:
    for time in post.iter("time"):
        day = _DAY.match((time.get("datetime") or "").strip())
        if day:
            return day[0]
    return None
