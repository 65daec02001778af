"""What a command was given to read: files, folders, standard input, and addresses of pages."""

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby

from crosswire.ingest.fetch_links import is_web
from crosswire.ingest.files import receive
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received


def inputs(paths: Sequence[str], *, given: Given, allow_private: bool = False) -> Iterator[Received | Issue]:
    """Each report under ``paths`` in their order; pages are fetched politely, and never from private addresses unless
    ``allow_private``."""
    for web, group in groupby(paths, key=is_web):
        if web:
            yield from _pages(list(group), given, allow_private)
        else:
            yield from receive(list(group), given=given, stdin=sys.stdin.buffer)


def _pages(urls: list[str], given: Given, allow_private: bool) -> Iterator[Received | Issue]:
    from crosswire.ingest.fetch import Fetcher
    from crosswire.run.watch import fetch_urls

    yield from fetch_urls(urls, fetcher=Fetcher(allow_private=allow_private), given=given)
