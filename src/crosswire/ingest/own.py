"""Whether a file is Crosswire's own output: a brief read as a report would make its claims their own second source.

reads nothing of Crosswire's but the lexicon → writes nothing
"""

from crosswire.language import lexicon

TAIL = 400
"""Bytes at the end of a file that are looked at."""


def made_here(head: bytes, tail: bytes) -> bool:
    """Whether the beginning or the end of a file has the marks of a brief or of an analysis, as they are written."""
    marks = lexicon.load("formats")["own"]
    beginning, end = head.decode("utf-8", "replace"), tail.decode("utf-8", "replace")
    return any(all(part in beginning for part in mark) for mark in marks["head"]) or any(
        end.rstrip().endswith(line) for line in marks["tail"]
    )
