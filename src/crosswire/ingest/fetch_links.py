"""Addresses of pages: which may be fetched, which lead to the same page, which feed a page announces.

reads nothing of Crosswire's but ``data/links.toml``; a helper of :mod:`crosswire.ingest.fetch` and its kin.
"""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crosswire.language import lexicon

LONGEST = 2048  # characters of an address
_DEFAULT = {"http": 80, "https": 443}


def is_web(text: str) -> bool:
    """Whether words are an address of the web rather than a path: they begin with ``http://`` or ``https://``."""
    return text[:8].lower().startswith(("http://", "https://"))


def absolute(base: str | None, link: str | None) -> str | None:
    """The web address a link leads to, seen from ``base``; None where it leads nowhere that could be fetched."""
    words = "".join((link or "").split())
    if not words or len(words) > LONGEST:
        return None
    try:
        found = urljoin(base, words) if base else words
        parts = urlsplit(found)
        if parts.scheme.lower() not in _DEFAULT or not parts.hostname or parts.port == 0:
            return None
    except ValueError:
        return None
    return found


def canonical(url: str) -> str:
    """One spelling for the addresses of one page: lower-case host, no default port, no fragment, no tracking
    parameters. The order of the other parameters and a slash at the end stay: they may matter. Idempotent."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT or not host:
        return url
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port and port != _DEFAULT[scheme] else ""
    return urlunsplit((scheme, place, parts.path or "/", _query(parts.query), ""))


def host(url: str) -> str:
    """The host an address names with its port where it is not the usual one; "" where it names none."""
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or ""), parts.port
    except ValueError:
        return ""
    return f"{name}:{port}" if port and port != _DEFAULT.get(parts.scheme.lower()) else name


def announced(html: str, *, url: str) -> list[str]:
    """The feeds a page announces with ``<link rel="alternate">``, in its order."""
    import lxml.html
    from lxml import etree

    try:
        tree = lxml.html.document_fromstring(html.encode("utf-8", "replace"))
    except (etree.LxmlError, ValueError, AssertionError):
        return []
    kinds = lexicon.words("links", "feeds")
    found: list[str] = []
    for link in tree.iter("link"):
        if "alternate" in (link.get("rel") or "").lower().split() and _kind(link.get("type")) in kinds:
            place = absolute(url, link.get("href"))
            if place and place not in found:
                found.append(place)
    return found


def _kind(media_type: str | None) -> str:
    return (media_type or "").partition(";")[0].strip().lower()


def _query(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _tracks(pair[0])]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _tracks(name: str) -> bool:
    return any(
        name.lower().startswith(known[:-1]) if known.endswith("*") else name.lower() == known for known in _tracking()
    )


def _tracking() -> Iterator[str]:
    yield from lexicon.load("links")["tracking"]
