"""The ledger of figures: what a row says, what repeats, what a file of it holds."""

import csv
import io
import json
from dataclasses import replace

import pytest

from crosswire.base.config import Options
from crosswire.base.errors import RunFailed
from crosswire.model.report import Given, Received
from crosswire.run import tables
from crosswire.run.ledger import choose, ledger
from crosswire.run.runner import run

EARLY = "At least four people were injured at Marrow Bridge on Tuesday, Mayor Petra Ullman said."
LATE = "Six people were injured at Marrow Bridge on Tuesday, Mayor Petra Ullman said."
OTHER = "Air defence shot down 56 of 60 drones overnight, 11 of them in southern Norland."


@pytest.fixture(scope="module")
def made():
    """Reports, their texts by id, and their ledger: an early count, its copy, a later count, and drones."""
    told = [("Harbour Post", EARLY, 11), ("Mirror", EARLY, 13), ("Harbour Post", LATE, 12), ("Air Force", OTHER, 12)]
    received = [
        Received(f"{n}.txt", "text", text, Given(outlet=outlet, published=f"2025-03-{day}", url=f"https://e.org/{n}"))
        for n, (outlet, text, day) in enumerate(told)
    ]
    result = run(received, options=Options(workers=1))
    texts = {reading.report.id: reading.report.text for reading in result.account.readings}
    return texts, ledger(result.account, result.origins)


def test_every_row_cites_the_words_it_rests_on(made):
    texts, entries = made
    assert entries
    for entry in entries:
        assert texts[entry.report][entry.start : entry.end] == entry.exact
        assert entry.url
        assert entry.url.startswith("https://e.org/")


def test_a_row_has_value_scope_holder_and_times(made):
    entry = next(e for e in made[1] if e.low == 4 and e.repeats is None)
    assert (entry.holder, entry.value, entry.what, entry.unit) == ("Petra Ullman", "at least 4", "injured", "people")
    assert (entry.said, entry.meant, entry.polarity, entry.own_voice) == ("2025-03-11", "2025-03-11", "asserts", False)


def test_a_copy_and_an_old_report_with_a_new_date_repeat_the_first(made):
    fours = [e for e in made[1] if e.low == 4]
    first = next(e for e in fours if e.repeats is None)
    assert {e.repeats for e in fours if e is not first} == {first.id}
    assert first.outlet == "Harbour Post"


def test_a_later_count_names_the_one_before(made):
    six = next(e for e in made[1] if e.low == 6)
    before = {e.id: e for e in made[1]}[six.earlier]
    assert (before.low, six.relation) in {(4, "refine"), (4, "update")}


def test_a_part_names_its_total(made):
    part = next(e for e in made[1] if e.low == 11)
    total = {e.id: e for e in made[1]}[part.part_of]
    assert (total.low, total.of, part.what) == (56, 60, "destroyed")


def test_choosing_by_topic_and_holder(made):
    assert {e.unit for e in choose(made[1], about="drone")} == {"drones"}
    assert {e.holder for e in choose(made[1], holder="ullman")} == {"Petra Ullman"}
    assert all(e.repeats is None for e in choose(made[1], repeats=False))
    assert choose(made[1], about="no such thing") == ()


def test_a_series_has_a_holders_figures_in_order(made):
    injured = next(s for s in tables.series(made[1]) if s.about == "people injured")
    assert injured.holder == "Petra Ullman"
    assert [point.low for point in injured.points] == [4, 6]


def test_csv_has_a_header_and_no_formula(made):
    dangerous = replace(made[1][0], who="=HYPERLINK(1)", exact="+4", holder="@x", outlet="-y")
    header, row = csv.reader(io.StringIO(tables.csv_text([dangerous])))
    assert tuple(header) == tables.COLUMNS
    cells = dict(zip(header, row, strict=True))
    assert (cells["who"], cells["exact"], cells["holder"], cells["outlet"]) == ("'=HYPERLINK(1)", "'+4", "'@x", "'-y")
    assert not [cell for cell in row if cell.startswith(tables.FORMULA)]


def test_json_and_parquet_hold_the_same_rows(made, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra")
    tables.write(tmp_path / "a.json", made[1])
    tables.write(tmp_path / "a.parquet", made[1])
    rows = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == rows
    assert [row["id"] for row in rows] == [entry.id for entry in made[1]]


def test_an_unknown_form_is_refused(made, tmp_path):
    with pytest.raises(RunFailed, match=r"\.csv, \.json, \.parquet"):
        tables.write(tmp_path / "a.xls", made[1])
