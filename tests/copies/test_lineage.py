"""Kinds, directions and reasons of copy links, on texts made for it and on the seeds."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.copies.conftest import OTHER, RETOLD, STORM, Make, build

from crosswire.copies import dating, lineage
from crosswire.copies.units import units
from crosswire.model.account import Reading
from crosswire.model.report import Passage
from crosswire.model.story import CopyLink

SENTENCES = STORM.split(". ")


def kinds(links: tuple[CopyLink, ...]) -> list[str]:
    return sorted(link.kind for link in links)


def names(link: CopyLink, *readings: Reading) -> tuple[str, str]:
    known = {r.report.id: r.report.name for r in readings}
    return known.get(link.source, link.source), known.get(link.target, link.target)


def test_unrelated_reports_have_no_link(make: Make) -> None:
    assert lineage.link([make("a", STORM), make("b", OTHER)]) == ()


def test_the_same_text_in_two_outlets_is_identical(make: Make) -> None:
    readings = [make("a", STORM, outlet="Karsk Post"), make("b", STORM.replace("“", '"'), outlet="Velden Bote")]
    (link,) = lineage.link(readings)
    assert (link.kind, link.share, link.directed) == ("identical", 1.0, False)


def test_an_old_text_with_a_new_date_says_so(make: Make) -> None:
    old, new = make("old", STORM, date="2024-03-01", outlet="A"), make("new", STORM, date="2024-03-31", outlet="B")
    (link,) = lineage.link([new, old])
    assert names(link, old, new) == ("old", "new")
    assert link.directed
    assert any("same text as old, dated 30 days earlier: an old report with a new date" in why for why in link.why)


def test_a_short_edition_is_contained_in_the_long_one(make: Make) -> None:
    short, long = make("short", ". ".join(SENTENCES[:4]) + "."), make("long", f"{OTHER} {STORM}")
    (link,) = lineage.link([long, short])
    assert (link.kind, names(link, short, long)) == ("contained", ("short", "long"))
    assert link.share >= 0.95


@pytest.mark.parametrize("days", [("2024-03-01", "2024-03-02"), ("2024-03-02", "2024-03-01")])
def test_a_piece_of_a_sentence_is_contained_in_the_text_it_is_cut_from(make: Make, days: tuple[str, str]) -> None:
    piece = make("piece", "“Fourteen people were taken to hospital, three of them children.”", date=days[0], outlet="A")
    long = make("long", STORM, date=days[1], outlet="B")
    (link,) = lineage.link([long, piece])
    assert (link.kind, names(link, piece, long), link.share) == ("contained", ("piece", "long"), 1.0)


def test_a_piece_with_other_words_is_no_piece(make: Make) -> None:
    piece = make("piece", "Fourteen people were driven to a hospital, three of them children.", date="2024-03-02")
    found = lineage.link([piece, make("long", STORM, date="2024-03-01")])
    assert "contained" not in kinds(found)


def test_a_section_of_a_digest_is_contained_in_the_post_it_repeats(make: Make) -> None:
    point = f"{SENTENCES[3]}."
    others = [f"{sentence}." for sentence in OTHER.split(". ")[:2]]
    digest = make("digest", sections=[point, *others], date="2024-03-02", outlet="Bote")
    post = make("post", f"{point} Work goes on at the dam all week.", date="2024-03-01", outlet="Bote")
    (link,) = lineage.link([digest, post])
    assert (link.kind, link.source, link.target) == ("contained", digest.items[0].id, post.report.id)


def test_the_title_of_a_digest_is_no_part_of_its_first_section(make: Make) -> None:
    made = make("digest", sections=["Main news of the day:", SENTENCES[3], SENTENCES[4]], outlet="Bote")
    first = made.items[1]
    plain = replace(made, items=made.items[1:], passages=())
    spans = [(0, 21), (first.start, first.end)]
    owned = tuple(Passage(a, b, "sentence", first.id, made.report.id, 0) for a, b in spans)
    found = {unit.id: unit for unit in units([replace(plain, passages=owned)])}
    assert found[made.report.id].sentences == tuple(spans)
    assert found[first.id].sentences == (spans[1],)


def test_two_translations_of_one_original_are_told_from_a_rewrite(make: Make) -> None:
    (link,) = lineage.link([make("a", STORM), make("b", RETOLD)])
    assert link.kind == "same-original"
    assert not link.directed
    assert link.share > 0.7


def test_a_rewrite_keeps_the_quotation_and_follows_the_credit_line(make: Make) -> None:
    wire = make("wire", STORM, outlet="Reuters", date="2024-03-02")
    text = (
        "VELDEN (Reuters) - The roof of the Velden town hall was torn off by a storm late on Tuesday, "
        "the fire service said. Fourteen people, three of them children, were taken to hospital, district nurse Ilse "
        "Oram said. “We have never seen water rise this fast in the old quarter,” said mayor Pavel Drozd. "
        "The dam above the town held, but engineers had opened two of its five gates by midnight. "
        "Until Friday at the earliest no trains will run between Velden and Karsk."
    )
    rewrite = make("rewrite", text, outlet="Karsk Post", date="2024-03-02")
    (link,) = lineage.link([rewrite, wire])
    assert (link.kind, names(link, wire, rewrite)) == ("rewrite", ("wire", "rewrite"))
    assert link.directed
    assert any("credits Reuters" in why for why in link.why)


def test_a_report_that_quotes_another_is_no_copy(make: Make) -> None:
    quote = "“We have never seen water rise this fast in the old quarter,” said the mayor, Pavel Drozd."
    assert lineage.link([make("a", STORM), make("b", f"{OTHER} {quote}")]) == ()


def test_a_later_version_with_changed_numbers_is_an_update(make: Make) -> None:
    early = make("early", STORM, date="2024-03-01", url="https://post.example/storm")
    text = STORM.replace("Fourteen people", "Nineteen people").replace("12 million", "15 million")
    late = make("late", text, date="2024-03-02", url="https://post.example/storm")
    (link,) = lineage.link([late, early])
    assert (link.kind, names(link, early, late), link.directed) == ("update", ("early", "late"), True)


def test_a_section_of_a_digest_is_linked_by_itself(make: Make) -> None:
    article, digest = make("article", STORM), make("digest", sections=[OTHER, STORM, "A third matter. " * 12])
    links = lineage.link([article, digest])
    assert kinds(links) in (["contained"], ["identical"])
    assert {links[0].source, links[0].target} & {article.report.id}


def test_a_translation_is_found_by_what_survives_it(make: Make) -> None:
    ukrainian = (
        "Уночі проти середи ракетний удар зруйнував 3 житлові будинки у Харкові, повідомив мер Ігор Терехов. "
        "Поранено 14 людей, серед них 2 дитини. Енергетики відновили світло для 5200 квартир. "
        "Президент Володимир Зеленський закликав НАТО надати більше ракет для протиповітряної оборони."
    )
    english = (
        "A missile strike overnight into Wednesday destroyed 3 residential buildings in Kharkiv, Mayor Ihor Terekhov "
        "reported. 14 people were wounded, among them 2 children. Energy workers restored power to 5,200 apartments. "
        "President Volodymyr Zelensky called on NATO to provide more missiles for air defence."
    )
    first = make("uk", ukrainian, language="uk", date="2024-03-01")
    second = make("en", english, language="en", date="2024-03-02")
    (link,) = lineage.link([second, first, make("other", OTHER)])
    assert (link.kind, names(link, first, second), link.directed) == ("translation", ("uk", "en"), True)


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(range(4)))
def test_the_order_of_reports_does_not_matter(order: list[int]) -> None:
    readings = [build("a", STORM), build("b", RETOLD), build("c", STORM, outlet="C"), build("d", OTHER)]
    assert lineage.link([readings[i] for i in order]) == lineage.link(readings)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.integers(3, 6))
def test_every_report_of_a_group_of_reprints_is_reached(seed: int, count: int) -> None:
    drawn = random.Random(seed)
    readings = [build(f"r{n}", STORM, outlet=f"Outlet {n}", date=f"2024-03-{n + 1:02}") for n in range(count)]
    drawn.shuffle(readings)
    reached = {link.target for link in lineage.link(readings)} | {link.source for link in lineage.link(readings)}
    assert reached == {reading.report.id for reading in readings}


def test_aligned_passages_are_spans_of_their_reports(make: Make) -> None:
    left, right = make("a", STORM), make("b", RETOLD)
    (link,) = lineage.link([left, right])
    for aligned in link.aligned:
        assert 0 <= aligned.from_start < aligned.from_end <= len(left.report.text)
        assert 0 <= aligned.to_start < aligned.to_end <= len(right.report.text)


@pytest.mark.parametrize(
    ("kind", "expected"), [("identical", "2024-03-01"), ("same-original", "2024-03-01"), ("excerpt", None)]
)
def test_an_undated_report_takes_the_date_of_its_copy(make: Make, kind: str, expected: str | None) -> None:
    undated, dated = make("a", STORM), make("b", RETOLD, date="2024-03-01")
    link = CopyLink("cpy-1", undated.report.id, dated.report.id, kind, 0.9, ("for the test",))  # type: ignore[arg-type]
    found = dating.match([undated, dated], [link])
    assert {report: date.edtf for report, date in found.items()} == ({undated.report.id: expected} if expected else {})
    assert all(date.evidence == "matched" for date in found.values())


def test_copies_that_disagree_give_no_date(make: Make) -> None:
    undated = make("a", STORM)
    one, two = make("b", STORM, date="2024-03-01", outlet="B"), make("c", STORM, date="2024-05-09", outlet="C")
    links = [
        CopyLink("cpy-1", undated.report.id, one.report.id, "identical", 1.0, ()),
        CopyLink("cpy-2", undated.report.id, two.report.id, "identical", 1.0, ()),
    ]
    assert dating.match([undated, one, two], links) == {}


def test_the_seeds_have_both_copy_pairs_and_no_other(seeds: Path) -> None:
    readings = [build(path.stem, path.read_text(encoding="utf-8")) for path in sorted(seeds.glob("*.txt"))]
    links = lineage.link(readings)
    found = {(*names(link, *readings), link.kind) for link in links}
    assert found == {
        ("digest-short", "digest-long", "contained"),
        ("article-translation-a", "article-translation-b", "same-original"),
    }
    assert min(link.share for link in links if link.kind == "contained") >= 0.95
