"""One entity across reports: spellings, transliterations and short forms joined, each with its reason.

reads readings, judgements → writes entities

Names are compared only within blocks that share a key (sounds of a surname, words of a body, a gazetteer record), so
that cost grows with the number of names. A join needs a rule of :mod:`crosswire.language.names`; a bare surname or a
body that many states have needs a second reason from the reports. Two entities that one report keeps apart are never
joined. What a person says of two names outranks all of it.
"""

from collections.abc import Sequence

from crosswire.model.account import Reading
from crosswire.model.mention import Entity
from crosswire.model.story import Judgement
from crosswire.resolve.joining_clusters import Clusters
from crosswire.resolve.joining_locals import place_by_others, read_locals
from crosswire.resolve.joining_said import Said

METHOD = "joining/3"


def join(
    readings: Sequence[Reading], judgements: Sequence[Judgement] = ()
) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Entities across reports, and local entity id → entity id. The order of the reports does not matter.

    Every local entity is in exactly one entity; ``why`` has a line for each join of two spellings. ``judgements`` are
    the edges in force.
    """
    locals_ = sorted((one for reading in readings for one in read_locals(reading)), key=lambda one: (one.type, one.id))
    place_by_others(locals_)
    clusters = Clusters(locals_, Said(judgements))
    clusters.as_said()
    for type in ("place", "organisation", "person"):
        clusters.run([one for one in locals_ if one.type == type])
    return clusters.entities()
