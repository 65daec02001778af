"""The index of sketches: near-constant cost, the same links one by one as at once, sketches as bytes."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.copies.conftest import OTHER, RETOLD, STORM, build

from crosswire.copies import fingerprint, index, lineage
from crosswire.copies.alignment import hopeless
from crosswire.copies.index import Index, decode, encode, sketches
from crosswire.copies.units import fold, units

WORDS = [a + b + c for a in ("ba", "ko", "ri", "tu", "ve") for b in ("n", "l", "st", "m") for c in ("a", "ek", "or")]


def text(seed: int, size: int = 60) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(size)) + "."


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_words_are_hashed_alike_wherever_they_stand(raw: str) -> None:
    folded = fold(raw)
    alone = [int(fingerprint.words(word)[0]) for word in folded.split()]
    assert fingerprint.words(folded).tolist() == alone


def test_a_sketch_survives_as_bytes() -> None:
    (row,) = sketches(build("a", STORM, language="en"))
    assert decode(encode(row)) == row
    assert len(encode(row)) < 800


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b"xxxx" + b[4:], lambda b: b""])
def test_a_damaged_sketch_is_refused(damage) -> None:  # type: ignore[no-untyped-def]
    (row,) = sketches(build("a", STORM))
    with pytest.raises(ValueError, match="make it again"):
        decode(damage(encode(row)))


def test_links_one_by_one_are_the_links_at_once() -> None:
    readings = [
        build("a", STORM, date="2024-05-01"),
        build("b", RETOLD, date="2024-05-02"),
        build("c", f"{OTHER} {STORM}", date="2024-05-03"),
        build("d", OTHER, date="2024-05-04"),
        build("e", STORM, date="2024-05-05"),
    ]
    kept = {reading.report.id: reading for reading in readings}
    held, found = Index(), []
    for reading in readings:
        found += lineage.extend([reading], held, kept.get)
    assert tuple(sorted(found, key=lambda link: link.id)) == lineage.link(readings)
    assert len(found) >= 4


def test_an_index_made_again_from_bytes_finds_the_same() -> None:
    rows = [sketches(build(f"r{n}", f"{text(n)} {text(n + 1)}"))[0] for n in range(40)]
    first, again = Index(rows), Index(decode(encode(row)) for row in rows)
    assert [first.candidates(row) for row in rows] == [again.candidates(row) for row in rows]
    assert all(any(c.id == a.id for c in first.candidates(b)) for a, b in pairwise(rows))


def test_equal_texts_are_put_in_once() -> None:
    held = Index()
    for number in range(200):
        held.add(sketches(build(f"r{number}", STORM))[0])
    assert len(held) == 1
    assert held.head(sketches(build("new", STORM))[0]) is not None


def test_a_standing_line_finds_a_bounded_number() -> None:
    line = "The material may not be copied without the consent of the publisher in writing at any time."
    held = Index(sketches(build(f"r{n}", f"{text(n)} {line}"))[0] for n in range(600))
    near = held.candidates(sketches(build("new", f"{text(10_000)} {line}"))[0])
    assert len(near) <= index.MOST + index.ACROSS


def test_a_standing_line_of_many_is_no_reason_to_align() -> None:
    line = "The material may not be copied without the consent of the publisher in writing at any time."
    held = Index(sketches(build(f"r{n}", f"{text(n)} {line}"))[0] for n in range(300))
    near = [held.candidates(sketches(build(f"new{n}", f"{text(n)} {line}"))[0]) for n in range(10_000, 10_040)]
    assert sum(one.by == "words" for found in near for one in found) <= len(near)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (STORM, STORM, False),
        (STORM, RETOLD, False),
        (RETOLD, STORM, False),
        (STORM, f"{OTHER} {STORM.split('. ', 1)[0]}.", True),
        (STORM, OTHER, True),
    ],
)
def test_what_shares_little_is_not_aligned(left: str, right: str, expected: bool) -> None:
    ours, theirs = (next(iter(units([build(name, body)]))) for name, body in (("a", left), ("b", right)))
    assert hopeless(ours, theirs) is expected


def test_a_reprint_with_a_third_of_the_triples_is_found_and_decided_by_alignment() -> None:
    rng = random.Random(3)
    lines = [text(n, 14).capitalize() for n in range(12)]

    def worn_word(word: str) -> str:
        place = rng.randrange(1, len(word))
        return f"{word[:place]}q{word[place + 1 :]}" if rng.random() < 0.3 and len(word) > 3 else word

    worn = " ".join(" ".join(map(worn_word, line.rstrip(".").split())) + "." for line in lines)
    left, right = build("a", " ".join(lines), date="2024-05-01"), build("b", worn, date="2024-05-01")
    ours, theirs = (fingerprint.triples(fold(r.report.text)) for r in (left, right))
    assert 0.2 < len(ours & theirs) / len(ours) < 0.45
    assert [link.kind for link in lineage.link([left, right])] == ["rewrite"]
