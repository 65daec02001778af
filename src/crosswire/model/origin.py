"""Keys of origins, and how many of them are independent.

reads nothing of Crosswire's. A key that starts with :data:`UNKNOWN` names a voice that cannot be told apart from
others: an unnamed source, or the own words of a report whose outlet is not known.
"""

from collections.abc import Iterable

UNKNOWN = "?"


def independent(keys: Iterable[str]) -> int:
    """How many origins are known to be independent of each other.

    Unknown voices may be the same as each other or as any named one, so together they count once, and only where
    nobody is named. No keys: 0.
    """
    seen = set(keys)
    named = {key for key in seen if not key.startswith(UNKNOWN)}
    return len(named) or min(1, len(seen))
