"""Points a reading's records at joined entities instead of the report's own."""

from collections.abc import Mapping
from dataclasses import replace

from crosswire.model.account import Reading
from crosswire.model.claim import Attribution


def relink(reading: Reading, redirects: Mapping[str, str]) -> Reading:
    """The reading with every entity id replaced by the one it was joined to; ids not in ``redirects`` stay."""

    def to(entity: str | None) -> str | None:
        return None if entity is None else redirects.get(entity, entity)

    def attribution(record: Attribution) -> Attribution:
        source = replace(record.source, entity=to(record.source.entity))
        chain = tuple(replace(hop, entity=to(hop.entity)) for hop in record.chain)
        return replace(record, source=source, chain=chain)

    return replace(
        reading,
        mentions=tuple(replace(m, entity=redirects.get(m.entity, m.entity)) for m in reading.mentions),
        figures=tuple(replace(f, place=to(f.place)) for f in reading.figures),
        attributions=tuple(attribution(a) for a in reading.attributions),
        assertions=tuple(replace(a, where=to(a.where)) for a in reading.assertions),
    )
