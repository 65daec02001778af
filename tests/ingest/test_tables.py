"""CSV and TSV: any column names, dialects, headers or none; what cannot be told is said."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crosswire.ingest import tables

A, B = "Two people were hurt in Dorvik.", "Forty streets stood under water."


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("names", [("Title", "Body", "Date"), ("headline", "full_text", "published_at"),
                                   ("Заголовок", "Текст", "Дата"), ("назва", "зміст", "опубліковано")])  # fmt: skip
def test_dialects_and_names(mark: str, names: tuple[str, ...], read: Callable[..., Any]) -> None:
    rows = [names, ("Dam", A, "2031-05-02 08:00"), ("Flood", B, "2031-05-03")]
    found = read("\n".join(mark.join(row) for row in rows), "a.csv")
    assert found.texts == [A, B]
    assert [(r.given.title, r.given.published, r.name) for r in found.reports] == [
        ("Dam", "2031-05-02 08:00", "a.csv#row-1"),
        ("Flood", "2031-05-03", "a.csv#row-2"),
    ]


def test_a_field_over_lines_and_quotes(read: Callable[..., Any]) -> None:
    found = read(f'title,text\n"a ""b""","{A}\n\n{B}"\n', "a.csv").one
    assert (found.given.title, found.content) == ('a "b"', f"{A}\n\n{B}")


def test_the_finer_of_two_dates(read: Callable[..., Any]) -> None:
    assert (
        read(f"date,datetime,text\n2031-05-02,2031-05-02 12:06,{A}\n", "a.csv").one.given.published
        == "2031-05-02 12:06"
    )
    assert (
        read(f"date,datetime,text\n2031-05-02,2031-05-03 12:06,{A}\n", "a.csv").one.given.published
        == "2031-05-03 12:06"
    )


@pytest.mark.parametrize(
    ("other", "expected"), [("5/16/2031", "2031-05-04"), ("16/5/2031", "2031-04-05"), ("5/6/2031", None)]
)
def test_slashed_dates_by_their_column(other: str, expected: str | None, read: Callable[..., Any]) -> None:
    found = read(f"date,text\n5/4/2031,{A}\n{other},{B}\n", "a.csv", again=False)
    assert found.reports[0].given.published == expected


def test_no_header(read: Callable[..., Any]) -> None:
    found = read(f"2031-05-02T08:00:00Z\t{A}\n2031-05-02T09:00:00Z\t{B}\n", "a.tsv")
    assert [(r.content, r.given.published) for r in found.reports] == [
        (A, "2031-05-02T08:00:00Z"),
        (B, "2031-05-02T09:00:00Z"),
    ]


def test_quotation_marks_that_stand_for_themselves(read: Callable[..., Any]) -> None:
    rows = ['"Worst night" in Dorvik, says the mayor', "The dam burst at night, they say", 'It is "over" for Maren now']
    found = read("".join(f"2031-05-02\t{row}\n" for row in rows), "a.tsv")
    assert found.texts == rows


def test_names_by_mapping(read: Callable[..., Any]) -> None:
    data = f"k1,k2,text\nDam,{A},remark\n"
    found = read(data, "a.csv", mapping={"text": "k2", "title": "k1"}, again=False).one
    assert (found.content, found.given.title) == (A, "Dam")
    assert read("k1,k2\nDam,Flood\n", "a.csv").reasons == ["no-text"]
    assert "k1, k2" in read("k1,k2\nDam,Flood\n", "a.csv").issues[0].message


def test_rows_without_text_are_counted(read: Callable[..., Any]) -> None:
    found = read(f"title,text\n,\nDam,{A}\n , \nx,\n", "a.csv")
    assert (found.texts, found.reasons) == ([A, "x"], [])
    assert read(f"id,text\n1,\n2,{A}\n", "a.csv").reasons == ["no-text"]


def test_hostile_tables(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "WIDEST", 1000)
    found = read(f"title,text\nDam,{'x ' * 2000}\nDam,{A}\n", "a.csv")
    assert found.reasons == ["broken-row"] and found.texts == [A]
    assert read(f"title,text\x00\nDam,{A}\x00\n".encode(), "a.csv").reasons == ["binary"]
    assert read("text" + "," * 5000 + "\n", "a.csv").reasons in (["broken-row"], ["empty"])
    cyrillic = "заголовок;текст\nПлотина;" + "Двое пострадали, сообщил мэр города. " * 9
    assert read(cyrillic.encode("cp1251"), "a.csv", again=False).reasons == ["guessed-encoding"]


@pytest.mark.parametrize(
    ("name", "count", "fields"),
    [
        ("ukraine/telegram_before_cut.jsonl", 349, ("published", "url", "outlet", "title")),
        ("ukraine/headlines_before_cut.jsonl", 712, ("published", "url", "outlet")),
        ("ukraine/mod_russia_before_cut.csv", 5924, ("published",)),
        ("ukraine/uk_news_2026-06-14.csv", 560, ("published", "outlet", "title")),
        ("ukraine/cnn_live_headlines_to_2023-05.tsv", 9264, ("published",)),
        ("ukraine/gdelt_fulltext_447.json", 447, ("published", "language")),
        ("fakes/FA-KES-Dataset.csv", 804, ("published", "outlet", "title")),
    ],
)
def test_sets_come_in_whole(
    name: str, count: int, fields: tuple[str, ...], corpora: Path, read: Callable[..., Any]
) -> None:
    found = read((corpora / name).read_bytes(), Path(name).name, again=False)
    assert len(found.reports) == count and not [issue for issue in found.issues if issue.fatal]
    for field in fields:
        assert all(getattr(report.given, field) for report in found.reports), field
    assert len({report.name for report in found.reports}) == count
