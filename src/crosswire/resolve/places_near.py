"""How near places lie to one another, and whether a small one lies too far from a report's others to be meant.

reads nothing of Crosswire's but gazetteer records → writes nothing
"""

import math
from collections.abc import Sequence

from crosswire.resolve.gazetteer import Record

_AT_HAND_KM = 60.0


def haversine(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    x, y = math.radians(lat1), math.radians(lat2)
    d = math.sin((y - x) / 2) ** 2 + math.cos(x) * math.cos(y) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(d)))


def closeness(options: Sequence[Sequence[Record]]) -> list[list[float]]:
    """For each candidate, over the other names, how near that name's nearest candidate lies: 1 at hand, 0 far away."""
    import numpy as np

    records = [record for found in options for record in found]
    if not records:
        return [[] for _ in options]
    starts = np.cumsum([0, *(len(found) for found in options if found)])[:-1]
    lat, lon = (np.radians(np.array([getattr(r, name) for r in records])) for name in ("lat", "lon"))
    chord = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    km = 12742.0 * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    wide = np.array([record.kind in "CA" for record in records])
    km[:, wide] = np.inf  # a country's middle says nothing about nearness
    nearest = np.minimum.reduceat(km, starts, axis=1)
    owner = np.repeat(np.arange(len(starts)), [len(found) for found in options if found])
    nearest[np.arange(len(records)), owner] = np.inf
    sums = (1 / (1 + (nearest / _AT_HAND_KM) ** 2)).sum(axis=1)
    out, at = [], 0
    for found in options:
        out.append([float(value) for value in sums[at : at + len(found)]])
        at += len(found)
    return out
