"""Names a report uses, from its mentions where there are some, and from its source phrases where there are none."""

from bisect import bisect_left
from collections.abc import Sequence

from crosswire.model.mention import Mention


def _shouted(mention: Mention) -> bool:
    """Several words in capitals, as a headline has them: it may run on past the name."""
    return mention.type == "person" and mention.exact.isupper()


class Names:
    """Looks names up: by place in the text, by entity, by a short form that stands for one longer name."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = sorted(mentions)
        self._starts = [m.start for m in self.mentions]
        self._by_entity: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            self._by_entity.setdefault(mention.entity, []).append(mention)
        self._seen: list[tuple[str, str | None, str]] = []  # full name, role, item

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions wholly inside an interval, in order."""
        at = bisect_left(self._starts, start)
        out = []
        while at < len(self.mentions) and self.mentions[at].start < end:
            if self.mentions[at].end <= end:
                out.append(self.mentions[at])
            at += 1
        return out

    def at(self, start: int, end: int) -> Mention | None:
        """The mention that is exactly these words."""
        return next((m for m in self.within(start, end) if (m.start, m.end) == (start, end)), None)

    def nominal(self, start: int, end: int, noun: str) -> Mention | None:
        """A nominal mention inside a phrase that holds its head noun."""
        found = [m for m in self.within(start, end) if m.form == "nominal" and noun in m.exact.lower().split()]
        return found[0] if found and self.canonical(found[0].entity) else None

    def persons(self, start: int, end: int, without: Sequence[tuple[int, int]]) -> set[str]:
        """Entities of the persons named between two offsets, outside some stretches (quotations)."""
        return {
            m.entity
            for m in self.within(start, end)
            if m.type == "person" and m.form == "name" and not any(a <= m.start < b for a, b in without)
        }

    def only_person(self, start: int, end: int) -> str | None:
        """The entity of the one person named between two offsets; None for none or several."""
        found = {m.entity for m in self.within(start, end) if m.type == "person" and m.form == "name"}
        return found.pop() if len(found) == 1 else None

    def covering(self, start: int, end: int, lows: Sequence[str]) -> Mention | None:
        """The named institution or place that is the phrase itself, an article or adjective before it aside."""
        for mention in self.within(start, end):
            if mention.form == "name" and end - mention.end <= 2 and mention.type != "person":
                if mention.type == "place" and mention.start > start and not mention.exact[0].isascii():
                    continue  # "міноборони Японії": the whole phrase speaks, not the country in it
                before = lows[: max(0, len(lows) - len(mention.exact.split()))]
                if (
                    not any(low in ("of", "for", "from", "in", "at", "to") for low in before)
                    or mention.start - start <= 4
                ):
                    return mention
        return None

    def canonical(self, entity: str | None) -> str | None:
        """The fullest name of an entity; None where it is only ever a pronoun or a noun."""
        named = [m for m in self._by_entity.get(entity or "", ()) if m.form == "name"]
        if not named:
            return None
        best = max(named, key=lambda m: (len(m.exact.split()) > 1 and not _shouted(m), len(m.exact), -m.start))
        name = " ".join(best.exact.split()).strip('"“”«»„ ')
        if best.type == "person" and len(name.split(" of ")[0].split()) > 1:
            name = name.split(" of ")[0]
        return name.removesuffix("'s").removesuffix("’s").removeprefix("the ").removeprefix("The ")

    def places(self, entity: str | None) -> list[tuple[int, int]]:
        """Where an entity is named."""
        return [(m.start, m.end) for m in self._by_entity.get(entity or "", ()) if m.form == "name"]

    def kind(self, entity: str | None) -> str | None:
        """The type of an entity."""
        own = self._by_entity.get(entity or "")
        return own[0].type if own else None

    def role(self, entity: str | None) -> str | None:
        """The role first stated beside a name of the entity."""
        return next((m.role for m in self._by_entity.get(entity or "", ()) if m.role), None)

    def entity_of(self, name: str) -> str | None:
        """The entity with this very name among the mentions."""
        low = name.lower()
        return next((m.entity for m in self.mentions if m.form == "name" and m.exact.lower() == low), None)

    def note(self, name: str, role: str | None, item: str) -> None:
        """Remember a name met as a source, so that its last word stands for it later."""
        if (name, role, item) not in self._seen:
            self._seen.append((name, role, item))

    def full(self, written: str) -> str | None:
        """The one longer name that ends with these words (a surname); None where there is none or more than one."""
        if len(written.split()) != 1 or len(written) < 3:
            return None
        known = {name for name, _, _ in self._seen} | {
            m.exact for m in self.mentions if m.form == "name" and m.type == "person"
        }
        longer = {name for name in known if len(name.split()) > 1 and name.split()[-1] == written}
        return longer.pop() if len(longer) == 1 else None

    def titled(self, noun: str, item: str) -> tuple[str, str | None, str | None] | None:
        """The one person of an item whose stated role holds a noun: name, entity, role."""
        found: dict[str, tuple[str, str | None, str | None]] = {}
        for mention in self.mentions:
            stated = (mention.role or "").lower()
            role = " ".join({"gov": "governor"}.get(word, word) for word in stated.replace(".", " ").split())
            if (
                mention.item == item
                and mention.type == "person"
                and noun in role.replace(".", " ").replace("-", " ").split()
            ):
                name = self.canonical(mention.entity)
                if name:
                    found[mention.entity] = (name, mention.entity, mention.role)
        for seen, held, where in self._seen:
            if where == item and held and noun in held.lower().split():
                found.setdefault(seen, (seen, self.entity_of(seen), held))
        return next(iter(found.values())) if len({v[0] for v in found.values()}) == 1 else None
