"""How two places lie to each other, as far as their coordinates and names tell.

reads entities → writes nothing
"""

import math
from collections.abc import Mapping
from typing import Literal

from crosswire.language.lexicon import load
from crosswire.model.mention import Entity, Place

Nesting = Literal["same", "inside", "around", "apart", "unknown"]


def nesting(left: str | None, right: str | None, entities: Mapping[str, Entity]) -> Nesting:
    """ "inside" where ``left`` lies within ``right``, "around" the other way; "unknown" where a place is not given.

    A point within the usual radius of a district's or region's centre, in the same country, is taken to lie in it:
    borders are not known here, and a wrong "inside" only keeps two counts from being called a conflict. Places without
    coordinates are compared by name, and are apart unless one name holds the other.
    """
    if left is None or right is None:
        return "unknown"
    if left == right:
        return "same"
    one, two = entities.get(left), entities.get(right)
    if one is None or two is None:
        return "unknown"
    if one.place is not None and two.place is not None:
        return _by_coordinates(one.place, two.place)
    return _by_name(one, two)


def exactness(place: str | None, entities: Mapping[str, Entity]) -> int:
    """How exact a place is: 0 unknown, 1 a country, up to 4 for a point. A place without coordinates counts as 2."""
    if place is None:
        return 0
    known = entities[place].place if place in entities else None
    return 2 if known is None else {"country": 1, "region": 2, "district": 3, "point": 4}[known.precision]


def near(left: str | None, right: str | None, entities: Mapping[str, Entity]) -> bool:
    """Whether two places may belong to one event: nested or unknown, or no further apart than a region is wide."""
    if nesting(left, right, entities) != "apart":
        return True
    one, two = entities[left or ""].place, entities[right or ""].place
    if one is None or two is None or one.country != two.country:
        return False
    return _kilometres(one, two) <= float(load("slots")["radius"]["region"])


def _by_coordinates(one: Place, two: Place) -> Nesting:
    radius = load("slots")["radius"]
    if one.gazetteer_id == two.gazetteer_id:
        return "same"
    if one.country != two.country:
        return "apart"
    smaller, larger = float(radius[one.precision]), float(radius[two.precision])
    distance = _kilometres(one, two)
    if smaller < larger and (two.precision == "country" or distance <= larger):
        return "inside"
    if larger < smaller and (one.precision == "country" or distance <= smaller):
        return "around"
    return "apart"


def _by_name(one: Entity, two: Entity) -> Nesting:
    """ "Shebekino" and "Shebekino district": the shorter name inside the longer."""
    left, right = set(one.name.lower().split()), set(two.name.lower().split())
    if left < right:
        return "inside"
    if right < left:
        return "around"
    return "apart"


def _kilometres(one: Place, two: Place) -> float:
    a, b = math.radians(one.lat), math.radians(two.lat)
    east = math.radians(two.lon - one.lon)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(east)
    return 6371.0 * math.acos(max(-1.0, min(1.0, cosine)))
