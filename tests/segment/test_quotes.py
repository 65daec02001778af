"""Quotation marks of every kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.segment.blocks import blocks
from crosswire.segment.quotes import quotations


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in quotations(text, [(each.start, each.end) for each in blocks(text)])]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“We left,” she said. “It was late.”", ["“We left,”", "“It was late.”"]),
        ('"We left," she said. "It was late."', ['"We left,"', '"It was late."']),
        ("«Ми пішли», – сказала вона.", ["«Ми пішли»"]),
        ("„Wir gingen“, sagte sie.", ["„Wir gingen“"]),
        ("‘We left,’ she said.", ["‘We left,’"]),
        ("'We left,' she said.", ["'We left,'"]),
        ("“She said ‘go’ and left,” he said.", ["“She said ‘go’ and left,”"]),
        ("\"The group 'Storm' came,\" he said.", ["\"The group 'Storm' came,\""]),
        ("«Він сказав: «так», – і пішов», – каже вона.", ["«Він сказав: «так», – і пішов»"]),
        ("“We [the town] left (all of us) … late,” she said.", ["“We [the town] left (all of us) … late,”"]),
        ("The mayor’s word and the towns’ wish", []),
        ("The mayor's word and the towns' wish", []),
        ("the towns' 'wish' list", ["'wish'"]),
        ("‘It’s the mayor’s,’ he said.", ["‘It’s the mayor’s,’"]),
        ("rock 'n' roll in '31", []),
        ("A wall of 6' 2\" burst.", []),
        ("“never closed, he said.", []),
        ("“never closed, he said. “But this is,” he said.", ["“But this is,”"]),
        ("He said. “\n\n“We left,” she said.", ["“We left,”"]),
        ("“We left.\n\n“We came back,” she said.", ["“We left.\n\n“We came back,”"]),
        ("“One.\n\n“Two.\n\n“Three,” she said. “Four.”", ["“One.\n\n“Two.\n\n“Three,”", "“Four.”"]),
        ("He called it a “success”—and left", ["“success”"]),
        ('(“So.”) "Yes?" "No!"', ["“So.”", '"Yes?"', '"No!"']),
        ("", []),
    ],
)
def test_quotations(text: str, quotes: list[str]) -> None:
    assert quoted(text) == quotes


@given(st.text("ab “”\"'‘’«».,\n", max_size=80))
def test_outermost_quotations_never_overlap(text: str) -> None:
    spans = quotations(text, [(each.start, each.end) for each in blocks(text)])
    assert all(0 <= start < end <= len(text) for start, end, _ in spans)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
