"""What may be asked for, and what an answer means.

reads nothing of Crosswire's but ``data/links.toml``; a helper of :mod:`crosswire.ingest.fetch`.
"""

import datetime as dt
import os
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from crosswire.base.errors import ItemFailed
from crosswire.ingest import fetch_links
from crosswire.language import lexicon

_REFUSED = {401: "not-allowed", 402: "not-allowed", 403: "not-allowed", 404: "not-found", 410: "gone",
            429: "too-many-requests", 451: "not-allowed"}  # fmt: skip
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


def proxies() -> str | None:
    """A note where the environment names a proxy, which is not used; None where it names none."""
    named = [name for name in _PROXIES if os.environ.get(name) or os.environ.get(name.lower())]
    if not named:
        return None
    return f"{', '.join(named)} is set, but not used: a proxy would look up names itself, past the check of addresses"


def fetchable(url: str) -> None:
    """Raises ItemFailed where an address is not one of the web, or not one to ask."""
    if not fetch_links.is_web(url):
        raise ItemFailed("not-a-web-address", "only http and https addresses are read.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ItemFailed("not-a-web-address", f"this is no address of the web ({error}).") from error
    if not parts.hostname or set(parts.hostname) & set(' %<>"\\^`{|}') or len(url) > fetch_links.LONGEST:
        raise ItemFailed("not-a-web-address", "the address names no host that can be, or is too long.")
    if parts.username is not None or parts.password is not None:
        raise ItemFailed("not-a-web-address", "addresses with a user's name or password in them are not fetched.")
    if port is not None and port < 1024 and port not in (80, 443):
        raise ItemFailed("not-a-web-address", f"port {port} is not one that web pages stand at.")


def host_header(url: str) -> str:
    """The host as a request names it: in IDNA, with its port."""
    import httpx2

    try:
        found = httpx2.URL(url)
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise ItemFailed("not-a-web-address", f"this is no address of the web ({error}).") from error
    return found.netloc.decode("ascii")


def reason_of(status: int) -> tuple[str, str]:
    """The outcome of a status that is no redirect, and its words."""
    if status == 200:
        return "ok", ""
    if status == 304:
        return "not-modified", "unchanged since the last time."
    if status in _REFUSED:
        return _REFUSED[status], f"the server says {status}."
    if status >= 500:
        return "server-error", f"the server says {status}."
    return "bad-status", f"the server says {status}."


def readable(media_type: str | None) -> bool:
    """Whether a report may come as this media type; where none is stated, the bytes decide later."""
    if media_type is None:
        return True
    for known in lexicon.load("links")["readable"]:
        whole = media_type.endswith(known) if known[0] == "+" else media_type.startswith(known) and known[-1] == "/"
        if whole or media_type == known:
            return True
    return False


def retry_after(stated: str | None) -> float | None:
    """Seconds of a Retry-After header, a number or a date; None where it states neither."""
    if stated is None:
        return None
    if stated.strip().isdigit():
        return float(min(int(stated.strip()[:9]), 30 * 86400))
    try:
        until = parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError):
        return None
    now = dt.datetime.now(tz=dt.UTC)
    left = (until if until.tzinfo else until.replace(tzinfo=dt.UTC)) - now
    return min(max(0.0, left.total_seconds()), 30 * 86400.0)


def short(value: str | None) -> str | None:
    """A validator, unless it is longer than anybody needs."""
    return value if value and len(value) <= 512 else None
