"""What a person said of two names: one and the same, or not.

reads judgements → writes nothing
"""

from collections.abc import Iterable, Iterator, Sequence

from crosswire.language.spelling import fold
from crosswire.model.story import Judgement


class Said:
    """The edges in force about entities, by the names or ids that they were said of."""

    def __init__(self, edges: Sequence[Judgement]) -> None:
        self._edges = [edge for edge in edges if edge.relation == "entity"]
        self._apart: dict[str, set[str]] = {}
        for edge in self._edges:
            if edge.verdict == "negative":
                left, right = self.key(edge.left), self.key(edge.right)
                self._apart.setdefault(left, set()).add(right)
                self._apart.setdefault(right, set()).add(left)

    def __bool__(self) -> bool:
        """Whether anything was said."""
        return bool(self._edges)

    @staticmethod
    def key(name: str) -> str:
        """By what two ways of writing one name are the same; an id stays as it is."""
        return name if name.startswith("ent-") else fold(name)

    def same(self) -> Iterator[tuple[str, str, str]]:
        """Two names of one, and the reason in words with who said so and when; the latest first."""
        for edge in reversed(self._edges):
            if edge.verdict == "positive":
                when = f" on {edge.at[:10]}" if edge.at else ""
                yield self.key(edge.left), self.key(edge.right), f"{edge.why}, says {edge.by}{when} ({edge.id})"

    def different(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether somebody said that what has these names is not what has those."""
        if not self._apart:
            return False
        theirs = {self.key(name) for name in other}
        return any(self._apart.get(self.key(name), set()) & theirs for name in one)
