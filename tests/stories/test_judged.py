"""A person's joins and splits over groups: the later word holds, and nothing is lost or doubled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.model.judged import by_person
from crosswire.model.story import Judgement
from crosswire.stories.judged import regroup


def edge(pair: str, number: int = 0) -> Judgement:
    """ "a+b" joins, "a-b" holds apart."""
    verdict = "positive" if "+" in pair else "negative"
    left, right = pair.replace("+", "-").split("-")
    return by_person("story", left, right, verdict, by="X", at=f"2025-03-{number + 1:02}", why="y")  # type: ignore[arg-type]


CASES: tuple[tuple[str, str, str], ...] = (
    ("abc de", "", "abc de"),
    ("abc de", "a+d", "abcde"),
    ("abc", "a-c", "ab c"),
    ("abc", "a-c b-c", "ab c"),
    ("abc", "a-b a-c", "bc a"),
    ("ab c", "b+c a-c", "bc a"),
    ("a b c", "a+b b+c a-c", "bc a"),
    ("ab", "a-b a+b", "ab"),
    ("ab", "a+b a-b", "a b"),
    ("ab", "a+z", "ab"),
    ("a b c d", "a+b c+d b+c", "abcd"),
)


@pytest.mark.parametrize(("groups", "edges", "wanted"), CASES)
def test_cases(groups: str, edges: str, wanted: str) -> None:
    found = regroup([list(group) for group in groups.split()], [edge(e, n) for n, e in enumerate(edges.split())])
    assert sorted(map(sorted, found)) == sorted(map(sorted, wanted.split()))


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("+-"), st.sampled_from("abcdef")), max_size=12),
    st.sampled_from(["abcdef", "ab cd ef", "a b c d e f", "abc def"]),
)
def test_every_item_is_in_one_group_and_the_last_word_holds(pairs: list[tuple[str, str, str]], groups: str) -> None:
    edges = [edge("".join(pair), n) for n, pair in enumerate(pairs) if pair[0] != pair[2]]
    found = regroup([list(group) for group in groups.split()], edges)
    assert sorted("".join("".join(group) for group in found)) == list("abcdef")
    if edges:
        last = edges[-1]
        together = any({last.left, last.right} <= set(group) for group in found)
        assert together == (last.verdict == "positive")
    assert regroup(found, edges) == found or set(map(frozenset, regroup(found, edges))) == set(map(frozenset, found))
