"""Keys of origins, and how many of them are independent.

reads nothing of Crosswire's. A key that starts with :data:`UNKNOWN` names a voice that cannot be told apart from
others: an unnamed source, the own words of a report whose outlet is not known, or an outlet that does not say that its
people were there (:data:`OUTLET`), which may have its words from anybody.
"""

from collections.abc import Iterable

UNKNOWN = "?"
OUTLET = f"{UNKNOWN}outlet:"


def independent(keys: Iterable[str]) -> int:
    """How many origins are known to be independent of each other.

    Unknown voices may be the same as each other or as any named one, so together they count once, and only where
    nobody is named. No keys: 0.
    """
    seen = set(keys)
    named = {key for key in seen if not key.startswith(UNKNOWN)}
    return len(named) or min(1, len(seen))
