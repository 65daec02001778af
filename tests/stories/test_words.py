"""Words as stories compare them: rarity all at once is rarity one by one, and likeness does not depend on order."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.stories.words import Rarity, dot, growth, unit

BAGS = st.lists(st.dictionaries(st.sampled_from(["flood", "dam", "roof", "mayor", "gate", "said"]), st.integers(1, 90)))
ROW = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.01, 1))


@given(BAGS, st.booleans())
def test_rarity_all_at_once_is_rarity_one_by_one(bags: list[dict[str, int]], common: bool) -> None:
    rarity = Rarity(bags, common=common)
    terms = {term for bag in bags for term in bag} | {"unseen"}
    assert rarity.all_of(terms) == {term: pytest.approx(rarity.of(term)) for term in terms}
    assert "unseen" not in rarity.seen


@given(BAGS)
def test_what_is_dropped_is_as_if_it_had_never_come(bags: list[dict[str, int]]) -> None:
    rarity = Rarity(bags)
    for bag in bags:
        rarity.drop(bag)
    assert not rarity.seen
    assert rarity.of("dam") == Rarity(()).of("dam")


@given(ROW, ROW)
def test_likeness_does_not_depend_on_order(left: dict[str, float], right: dict[str, float]) -> None:
    turned = dict(reversed(left.items()))
    assert dot(left, right) == dot(right, turned)
    assert dot(left, right) == pytest.approx(sum(left[term] * right[term] for term in left if term in right))


@given(ROW)
def test_a_row_has_length_one(row: dict[str, float]) -> None:
    assert math.hypot(*unit(row).values()) == pytest.approx(1.0 if row else 0.0)


@pytest.mark.parametrize("count", [1, 2, 63, 64, 500])
def test_a_term_weighs_more_the_more_often_it_stands(count: int) -> None:
    assert growth(count) == pytest.approx(1 + math.log(count))
