"""Places better left without a point: a wrong one is worse than none.

The gazetteer lacks most villages and many names are borne by several. Both rules were measured on the tuned half of
LGL and GeoVirus, where they take away wrong points and hardly a right one (docs/decisions/0115).

reads nothing of Crosswire's but gazetteer records → writes nothing
"""

from collections.abc import Sequence

from crosswire.resolve.gazetteer import Record
from crosswire.resolve.places_near import haversine
from crosswire.resolve.places_scene import Query, Scene

_SMALL = 20_000  # people of a place that is not named far from where a report is, without a word of where it lies
_TOWN = 150_000
_CITY = 500_000
_MANY = 4  # larger places and regions that together tell where a report is
_STRAY_KM = 250.0
_NEAR_KM = 150.0  # of one of these a village must lie
_FAR_KM = 400.0  # of one of these a town must lie
_VILLAGE = 15_000
_RIVALS = 3  # other villages of one name from which none is told from the others by its size


def stray(best: Record, asked: Query, others: Sequence[Record], scene: Scene) -> bool:
    """Whether a small place lies far from everything else the report names: then it is a namesake of one that the
    gazetteer lacks. Better no point than a wrong one."""
    if spoken_for(best, asked, scene):
        return False
    sure = [other for other in others if other.kind in "RD" or other.population >= _SMALL]
    if best.population >= _SMALL:
        return best.population < _TOWN and len(sure) >= _MANY and not _within(best, sure, _FAR_KM)
    if len(sure) >= _MANY:
        return not _within(best, sure, _NEAR_KM)
    return len(others) > (0 if scene.named else 1) and not _within(best, others, _STRAY_KM)


def toss_up(best: Record, found: Sequence[Record], asked: Query, others: Sequence[Record], scene: Scene) -> bool:
    """Whether a village is one of several of its name and size, and nothing in the report speaks for it."""
    if best.population >= _VILLAGE or spoken_for(best, asked, scene) or _within(best, others, _STRAY_KM):
        return False
    rivals = [r for r in found if r is not best and r.kind == "P" and 3 * r.population >= best.population]
    return len(rivals) >= _RIVALS


def famed(best: Record, found: Sequence[Record], asked: Query, scene: Scene) -> Record:
    """A large city instead of a namesake of a few thousand that nothing in the report speaks for: "Berlin"
    beside "Washington" is no village of Ohio."""
    doubtful = best.population < (_SMALL if best.kind == "P" else _TOWN) and best.kind in "PD"
    if not doubtful or asked.kind or asked.inside or (best.country, best.region) in {*scene.usual, *scene.named}:
        return best
    largest = max(found, key=lambda record: (record.kind == "P", record.population))
    return largest if largest.kind == "P" and largest.population >= _CITY else best


def spoken_for(record: Record, asked: Query, scene: Scene) -> bool:
    """Whether something other than nearness speaks for a town: its container, its region, the outlet's usual region."""
    region = record.country, record.region
    return record.kind != "P" or bool(asked.inside) or region in scene.usual or region in scene.named


def _within(record: Record, others: Sequence[Record], km: float) -> bool:
    return any(haversine(record.lat, record.lon, other.lat, other.lon) <= km for other in others)
