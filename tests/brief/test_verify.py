"""Seeded errors: whatever is changed in a true line, verify refuses it; what is untouched passes."""

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.brief.render import from_json, to_json
from crosswire.brief.verify import verify

replace = dataclasses.replace


def rewritten(line, change):
    """The line with ``change`` applied to every segment's text and values alike: a forger who keeps the form."""
    cells = tuple(
        tuple(replace(s, text=change(s.text), values=tuple((k, change(v)) for k, v in s.values)) for s in cell)
        for cell in line.cells
    )
    return replace(line, cells=cells, text="\t".join("".join(s.text for s in cell) for cell in cells))


def put(brief, line, new):
    """The brief with one line in place of another."""

    def swap(value):
        if value == line:
            return new
        if isinstance(value, tuple):
            return tuple(swap(v) for v in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
            changed = {k: swap(v) for k, v in fields.items() if isinstance(v, tuple) or dataclasses.is_dataclass(v)}
            return replace(value, **{k: v for k, v in changed.items() if v != fields[k]})
        return value

    return swap(brief)


def refused(made, line, new):
    brief, account, _ = made
    assert new != line
    tampered = put(brief, line, new)
    assert tampered != brief
    return verify(tampered, account)


def numbers(text):
    return re.sub(r"\d+", lambda m: str(int(m[0]) + 3), text)


WORDS = {
    "number": (numbers, r"\d"),
    "holder": (lambda t: t.replace("Petra Ullman", "Lars Brok").replace("Hill News", "Beta Post"), "Petra|Hill News"),
    "hedge": (lambda t: t.replace(" probably", "").replace(" (“believes”)", ""), "probably|“believes”"),
    "denial": (lambda t: t.replace("denies", "says"), "denies"),
    "confirms": (lambda t: t.replace(" says", " denies"), " says"),
    "day": (lambda t: t.replace("11 March", "10 March").replace("12 March", "13 March"), "1[12] March"),
    "place": (lambda t: t.replace("Ansel", "Dunmere"), "Ansel"),
    "carrier": (lambda t: t.replace(", quoted by Valley Wire", ""), "Valley Wire"),
    "word": (lambda t: t.replace("injured", "killed").replace("hurt", "killed"), "injured|hurt"),
    "side": (lambda t: t.replace("north", "south"), "north"),
    "channel": (lambda t: t.replace("Telegram", "Twitter"), "Telegram"),
    "report": (lambda t: t.replace("alpha", "beta"), "alpha"),
}


@pytest.mark.parametrize("error", WORDS)
def test_each_error_is_refused_in_each_line_that_can_have_it(made, error):
    change, pattern = WORDS[error]
    tried = 0
    for line in made[0].lines():
        if re.search(pattern, line.text) and line.kind != "key":
            tried += 1
            assert refused(made, line, rewritten(line, change)), (error, line.text)
    assert tried


@pytest.mark.parametrize("error", WORDS)
def test_an_error_in_the_text_alone_is_refused(made, error):
    change, pattern = WORDS[error]
    for line in made[0].lines():
        if re.search(pattern, line.text):
            assert refused(made, line, replace(line, text=change(line.text)))


def test_a_dropped_source_is_refused(made):
    tried = 0
    for line in made[0].lines():
        holders = [s for cell in line.cells for s in cell if s.kind == "template" and "holder" in dict(s.values)]
        if line.kind in ("lede", "says", "answer", "figure"):
            for segment in holders:
                tried += 1
                cells = tuple(tuple(s for s in cell if s != segment) for cell in line.cells)
                new = replace(line, cells=cells, text="\t".join("".join(s.text for s in c) for c in cells))
                assert refused(made, line, new), line.text
    assert tried > 5


def test_a_dropped_citation_is_refused(made):
    for line in made[0].lines():
        if line.citations:
            assert refused(made, line, replace(line, citations=()))


def test_a_dropped_source_citation_is_refused(made):
    for line in made[0].stories[0].says:
        verbatim = {n for cell in line.cells for s in cell for n in s.cites}
        if set(line.citations) - verbatim:
            assert refused(made, line, replace(line, citations=tuple(sorted(verbatim))))


def test_words_of_another_holder_under_this_name_are_refused(made):
    says = made[0].stories[0].says
    for one in says:
        for two in says:
            if one.id != two.id and one.cells[0][0].text != two.cells[0][0].text:
                cells = ((one.cells[0][0], *two.cells[0][1:]),)
                text = "".join(s.text for s in cells[0])
                forged = replace(one, cells=cells, text=text, citations=(*one.citations, *two.citations))
                assert refused(made, one, forged)
                assert refused(made, one, replace(forged, claims=(*one.claims, *two.claims)))


def test_two_figures_merged_are_refused(made):
    rows = [row for d in made[0].stories[0].disputes for row in d.answers if row.cells[0][0].kind == "template"]
    one, two = rows[0], rows[1]
    cells = (one.cells[0], (*one.cells[1], *two.cells[1]), one.cells[2])
    text = "\t".join("".join(s.text for s in c) for c in cells)
    merged = replace(
        one, cells=cells, text=text, claims=(*one.claims, *two.claims), citations=(*one.citations, *two.citations)
    )
    assert refused(made, one, merged)


def test_more_origins_than_there_are_are_refused(made):
    line = made[0].stories[0].origins
    assert refused(made, line, rewritten(line, lambda t: t.replace("4 independent", "24 independent")))
    assert refused(made, line, rewritten(line, lambda t: t.replace("2 texts", "3 texts")))


def test_a_free_sentence_is_refused(made):
    brief, account, _ = made
    line = brief.stories[0].says[0]
    free = replace(line.cells[0][0], template=None, values=(), text="The dam failed because of greed: ")
    new = replace(
        line, cells=((free, *line.cells[0][1:]),), text=free.text + "".join(s.text for s in line.cells[0][1:])
    )
    assert {p.reason for p in verify(put(brief, line, new), account)} == {"unknown-template"}


def test_a_citation_moved_to_other_words_is_refused(made):
    brief, account, _ = made
    first = brief.citations[0]
    for change in (
        {"start": first.span.start + 1},
        {"end": first.span.end - 1},
        {"exact": first.span.exact.upper()},
        {"report": "rep-none"},
    ):
        moved = replace(first, span=replace(first.span, **change))
        assert verify(replace(brief, citations=(moved, *brief.citations[1:])), account)
    assert verify(replace(brief, citations=(replace(first, name="other.txt"), *brief.citations[1:])), account)


def test_untouched_passes_also_from_json(made):
    brief, account, _ = made
    assert verify(from_json(to_json(brief)), account) == ()


def test_lines_left_out_or_moved_pass(made):
    brief, account, _ = made
    story = replace(brief.stories[0], says=brief.stories[0].says[1:], lede=())
    assert verify(replace(brief, stories=(story,), unknown=brief.unknown[::-1]), account) == ()


def test_problems_read_as_sentences(made):
    brief, account, _ = made
    line = brief.stories[0].says[0]
    (problem,) = verify(put(brief, line, replace(line, text="x")), account)
    assert str(problem) == f"{line.id}: the line's text is not that of its segments (text-differs)"


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_change_of_any_words_is_refused(made, data):
    brief = made[0]
    lines = [line for line in brief.lines() if line.kind not in ("title",)]
    line = data.draw(st.sampled_from(lines))
    at = data.draw(st.integers(0, len(line.cells) - 1))
    cell = line.cells[at]
    number = data.draw(st.integers(0, len(cell) - 1))
    text = cell[number].text
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters(categories=("L", "N")))
    forged = replace(cell[number], text=text[:place] + letter + text[place + 1 :])
    if forged.text == text:
        return
    cells = (*line.cells[:at], (*cell[:number], forged, *cell[number + 1 :]), *line.cells[at + 1 :])
    new = replace(line, cells=cells, text="\t".join("".join(s.text for s in c) for c in cells))
    assert refused(made, line, new)
