"""Entities across reports: what is joined and what is not, whatever the order of the reports."""

import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.model.account import Reading
from crosswire.model.mention import Entity
from crosswire.resolve import joining

sys.path.insert(0, str(Path(__file__).parent))
from build import read  # noqa: E402

A = (
    "Deputy Rivers Minister Ana Melgar left Poltava for Kharkiv on Monday. The Karelia Volunteer Corps (RKX) met her. "
    "The Ministry of Health counted eight hurt in the Poltava region."
)
B = (
    "Deputy Rivers Minister Anna Melhar came to Kharkov from Poltava. Melhar thanked the Polish Health Ministry. "
    "The Free Karelia Legion stayed in the Poltava Oblast."
)
C = "Віктор Бондар та Олена Бондар були в Харкові. The Karelia Freedom Corps and the Health Ministry of Poland agreed."
D = "Viktor Bondar was in Kharkiv with the Ministry of Health. The RKX left."
E = "Governor Pavel Orlov met Viktor Bondar in Kharkiv. The Ministry of Health of Denmark counted two."


def readings() -> list[Reading]:
    return [read(text, name=name) for name, text in (("a", A), ("b", B), ("c", C), ("d", D), ("e", E))]


def homes(entities: tuple[Entity, ...]) -> dict[tuple[str, str], set[str]]:
    """(report, words) → ids of the entities with such a mention."""
    out: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in entities:
        for mention in entity.mentions:
            out[mention.report[4:], mention.exact].add(entity.id)
    return out


JOINED = [
    (("a", "Ana Melgar"), ("b", "Anna Melhar")),
    (("a", "Kharkiv"), ("b", "Kharkov")),
    (("a", "Kharkiv"), ("c", "Харкові")),
    (("a", "Poltava region"), ("b", "Poltava Oblast")),
    (("b", "Polish Health Ministry"), ("c", "Health Ministry of Poland")),
    (("b", "Free Karelia Legion"), ("c", "Karelia Freedom Corps")),
    (("c", "Віктор Бондар"), ("d", "Viktor Bondar")),
    (("a", "RKX"), ("a", "Karelia Volunteer Corps")),
    (("a", "RKX"), ("d", "RKX")),
]
APART = [
    (("a", "Poltava"), ("a", "Poltava region")),
    (("c", "Віктор Бондар"), ("c", "Олена Бондар")),
    (("d", "Viktor Bondar"), ("c", "Олена Бондар")),
    (("a", "Karelia Volunteer Corps"), ("b", "Free Karelia Legion")),
    (("a", "Ministry of Health"), ("b", "Polish Health Ministry")),
    (("a", "Ministry of Health"), ("d", "Ministry of Health")),
    (("e", "Ministry of Health of Denmark"), ("b", "Polish Health Ministry")),
    (("e", "Pavel Orlov"), ("e", "Viktor Bondar")),
]


@pytest.fixture(scope="module")
def joined() -> dict[tuple[str, str], set[str]]:
    return homes(joining.join(readings())[0])


@pytest.mark.parametrize(("left", "right"), JOINED)
def test_joined(joined: dict[tuple[str, str], set[str]], left: tuple[str, str], right: tuple[str, str]) -> None:
    assert joined[left] & joined[right], (joined[left], joined[right])


@pytest.mark.parametrize(("left", "right"), APART)
def test_kept_apart(joined: dict[tuple[str, str], set[str]], left: tuple[str, str], right: tuple[str, str]) -> None:
    assert joined[left] and joined[right]
    assert not joined[left] & joined[right]


def test_every_mention_is_in_one_entity_and_mapped() -> None:
    found = readings()
    entities, mapping = joining.join(found)
    mentions = [m for e in entities for m in e.mentions]
    assert len(mentions) == len(set(mentions)) == sum(len(r.mentions) for r in found)
    owner = {m: e.id for e in entities for m in e.mentions}
    assert all(mapping[m.entity] == owner[m] for r in found for m in r.mentions)
    assert len({e.id for e in entities}) == len(entities)


def test_joins_of_two_spellings_say_why() -> None:
    entities, _ = joining.join(readings())
    person = next(e for e in entities if "Anna Melhar" in (e.name, *e.aliases))
    assert any("given name" in why for why in person.why)


@given(st.permutations(range(5)))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_reports_does_not_matter(order: list[int]) -> None:
    found = readings()
    assert joining.join([found[index] for index in order]) == joining.join(found)


def test_a_bare_surname_needs_a_second_reason() -> None:
    alone = [read("Viktor Bondar left Poltava.", name="a"), read("In Lima, Bondar said no.", name="b")]
    where = homes(joining.join(alone)[0])
    assert not where["a", "Viktor Bondar"] & where["b", "Bondar"]


def test_nothing_gives_nothing() -> None:
    assert joining.join([]) == ((), {})


def test_cost_grows_with_names_not_pairs() -> None:
    import time

    texts = [
        f"Governor Ana {name}berg left Poltava." for name in ("Al", "Bel", "Kol", "Dor", "Er", "Fal", "Gor", "Hol")
    ]
    few = [read(texts[n % 8], name=str(n)) for n in range(40)]
    many = [read(texts[n % 8], name=str(n)) for n in range(320)]
    joining.join(few)
    start = time.perf_counter()
    joining.join(few)
    middle = time.perf_counter()
    joining.join(many)
    assert time.perf_counter() - middle < 40 * (middle - start) + 0.5


def _seed_readings(folder: Path) -> list[Reading]:
    from crosswire.resolve import entities
    from crosswire.segment import sentences, tags

    out = []
    for path in sorted(folder.glob("*.txt")):
        bare = read(path.read_text(encoding="utf-8"), name=path.stem)
        bare = replace(bare, passages=sentences.split(replace(bare, passages=(), mentions=())))
        marked = replace(bare, tags=tags.tag(bare))
        out.append(replace(marked, mentions=entities.find(marked)))
    return out


@pytest.fixture(scope="module")
def seed_entities(request: pytest.FixtureRequest) -> tuple[Entity, ...]:
    return joining.join(_seed_readings(request.getfixturevalue("seeds")))[0]


@pytest.fixture(scope="module")
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    text = (request.getfixturevalue("seeds") / "gold.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)["aliases"]
    return table


def _named(entities: tuple[Entity, ...], name: str) -> set[str]:
    return {
        e.id
        for e in entities
        if name in (e.name, *e.aliases) or any(m.exact == name and m.form == "name" for m in e.mentions)
    }


def test_nine_of_ten_rows_of_aliases_are_one_entity_each(
    seed_entities: tuple[Entity, ...], gold: dict[str, Any]
) -> None:
    rows = [row for type in ("person", "place", "organisation") for row in gold[type]]
    missed = [row for row in rows if not set.intersection(*(_named(seed_entities, name) for name in row))]
    assert len(missed) <= len(rows) / 10, missed


def test_what_must_never_be_joined_is_not(seed_entities: tuple[Entity, ...], gold: dict[str, Any]) -> None:
    for left, right in gold["never_join"]:
        assert not _named(seed_entities, left) & _named(seed_entities, right), (left, right)
