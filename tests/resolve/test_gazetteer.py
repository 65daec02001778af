"""Look-up by folded name: every name of a packed table is found, and only those."""

import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.resolve.gazetteer import Gazetteer, fold_name

NAMES = st.text(alphabet="abyz 0", min_size=1, max_size=5).map(fold_name).filter(bool)


def packed(names: list[str]) -> Gazetteer:
    """A table of one town a name, the names sorted by their bytes as the shipped ones are."""
    places = "\n".join(f"{number}\t{name}\tUA\t00\tP\t1.5\t2.5\t{number}" for number, name in enumerate(names))
    rows = "".join(f"{name}\t{number}\n" for number, name in sorted(enumerate(names), key=lambda one: one[1].encode()))
    return Gazetteer(lzma.compress(f"{places}\n--\n{rows}".encode()))


@given(st.lists(NAMES, unique=True, min_size=1, max_size=300), st.lists(NAMES, max_size=30))
def test_every_name_is_found_and_no_other(names: list[str], others: list[str]) -> None:
    table = packed(names)
    assert [[record.name for record in table.folded(name)] for name in names] == [[name] for name in names]
    assert all(table.folded(other) == () for other in others if other not in names)


@pytest.mark.parametrize("key", ["", "brod", "a", "zz"])
def test_an_empty_key_and_unknown_names_find_nothing(key: str) -> None:
    assert packed(["ab", "ba"]).folded(key) == ()


@pytest.mark.parametrize(
    ("name", "key"),
    [("Нью-Йорк", "nyu york"), ("St. Orsa", "saint orsa"), ("Tarvin’s Rest", "tarvins rest"), ("Brod", "brod")],
)
def test_a_name_is_folded_to_its_key(name: str, key: str) -> None:
    assert fold_name(name) == key
