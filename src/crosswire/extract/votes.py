"""What a library takes for a page's main text, within bounds of size and time.

reads received → writes nothing: a helper of :mod:`crosswire.extract.page`. Method: trafilatura (Barbaresi, 2021).
"""

from dataclasses import dataclass
from typing import Any

METHOD = "votes/1"
MOST = 20_000  # elements of a page that is given to it: its work grows faster than the page
_COMPARED = 6_000  # elements of a page on which it compares methods (one of them with the square of the paragraphs)
_LARGEST = 4_000_000  # code points of such a page


@dataclass(frozen=True, slots=True)
class Vote:
    """The text a library took for the main text, and what it read in the page's head; empty where it found none."""

    text: str = ""
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def ask(tree: Any, html: str) -> Vote:
    """trafilatura's answer on a page, compared by it with two other methods (its fast mode leaves that out and takes
    the wrong element on one page in twenty); an empty one where the page is beyond bounds or it fails."""
    import datetime as dt
    import logging

    import trafilatura
    from lxml import etree

    size = sum(1 for _ in zip(tree.iter(), range(MOST + 1), strict=False))
    if len(html) > _LARGEST or size > MOST:
        return Vote()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its complaints are our Issues
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    # Only dates that the markup states: a date found anywhere in a page may be another's.
    dates = {"original_date": True, "extensive_search": False, "max_date": dt.date.today().isoformat()}
    try:
        found = trafilatura.bare_extraction(
            html,
            fast=size > _COMPARED,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params=dates,
        )
    except (
        etree.LxmlError,
        ValueError,
        AssertionError,
        RecursionError,
        AttributeError,
        TypeError,
        IndexError,
        KeyError,
    ):
        return Vote()  # its failure on a strange page leaves the page to our own reading
    if found is None or isinstance(found, dict) or found.body is None:
        return Vote()
    lines = (
        " ".join(element.itertext())
        for element in found.body.iter("p", "head", "item", "quote", "code", "cell", "ab", "lb")
    )
    return Vote("\n".join(lines), found.title or None, found.sitename or None, found.date or None, found.url or None)
