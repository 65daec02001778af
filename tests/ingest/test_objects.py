"""JSON and JSONL of any field names, and what is no record."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from crosswire.ingest import fields, moments, objects
from crosswire.model.report import Given

A, B = "Two people were hurt in Dorvik.", "Forty streets stood under water."


@pytest.mark.parametrize(
    "value",
    [
        [{"title": "Dam", "text": A}, {"title": "Flood", "text": B}],
        {"articles": [{"headline": "Dam", "body": A}, {"headline": "Flood", "body": B}]},
        {"response": {"results": [{"title": "Dam", "content": A}, {"title": "Flood", "content": B}]}},
        {"x1": {"title": "Dam", "text": A}, "x2": {"title": "Flood", "text": B}},
        [{"title": "Dam", "body": {"plain": A}}, {"title": "Flood", "body": [B]}],
        [{"заголовок": "Dam", "текст": A}, {"заголовок": "Flood", "текст": B}],
    ],
)
def test_shapes_of_records(value: Any, read: Callable[..., Any]) -> None:
    found = read(json.dumps(value, ensure_ascii=False), "a.json")
    assert found.texts == [A, B]
    assert [report.given.title for report in found.reports] == ["Dam", "Flood"]


def test_one_record_keeps_the_file_s_name(read: Callable[..., Any]) -> None:
    value = {"headline": "Dam", "articleBody": A, "datePublished": "2031-05-02", "inLanguage": "en",
             "author": {"name": "Ann"}, "publisher": {"name": "The Harbour Post"},
             "url": "https://harbour.example/1"}  # fmt: skip
    found = read(json.dumps(value), "a.json").one
    assert found.name == "a.json"
    assert found.given == Given(
        "The Harbour Post", "Dam", "https://harbour.example/1", "en", "2031-05-02", author="Ann"
    )


def test_a_mapping_comes_first(read: Callable[..., Any]) -> None:
    value = [{"text": "remark", "doc": {"body": [{"v": A}]}, "meta": {"when": 1935480600}}]
    found = read(
        json.dumps(value), "a.json", again=False, mapping={"text": "doc.body.0.v", "published": "meta.when"}
    ).one
    assert (found.content, found.given.published) == (A, "2031-05-02T09:30:00Z")


def test_an_outlet_that_a_person_names_counts(read: Callable[..., Any]) -> None:
    value = json.dumps([{"text": A, "source": "hp", "date": "2031-05-02"}])
    assert read(value, "a.json").one.given.outlet == "hp"
    found = read(value, "a.json", given=Given(outlet="The Harbour Post", published="2031-01-01")).one
    assert (found.given.outlet, found.given.published) == ("The Harbour Post", "2031-05-02")


def test_headlines_of_an_aggregator(read: Callable[..., Any]) -> None:
    value = {"title": "Dam bursts - again - The Harbour Post", "link": "https://news.google.com/rss/articles/x"}
    found = read(json.dumps(value), "a.jsonl").one
    assert (found.content, found.given.outlet) == ("Dam bursts - again", "The Harbour Post")


def test_html_in_a_field(read: Callable[..., Any]) -> None:
    found = read(json.dumps({"title": "Dam", "content_html": f"<p>{A}</p>"}), "a.json", again=False).one
    assert found.media == "html" and A in found.content


def test_lines(read: Callable[..., Any]) -> None:
    data = f'{{"text": "{A}", "id": 7}}\n\nnot json\n3\n{{"text": "{B}"}}'
    found = read(data, "a.jsonl")
    assert [(r.name, r.content) for r in found.reports] == [("a.jsonl#line-7", A), ("a.jsonl#line-5", B)]
    assert found.reports[0].raw == f'{{"text": "{A}", "id": 7}}'.encode()
    assert found.reasons == ["bad-json", "no-text"] and found.issues[0].report == "a.jsonl#line-3"
    assert read(data.replace("not json\n3\n", ""), "a.json").texts == [A, B]


def test_hostile_json(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert read("[" * 100_000, "a.json").reasons == ["too-deep"]
    assert read('{"a":' * 400 + "1" + "}" * 400, "a.json").reasons == ["too-deep"]
    assert read('{"a":' * 400 + "1" + "}" * 400, "a.jsonl").reasons == ["too-deep"]
    assert read('{"text": ', "a.json").reasons == ["bad-json"]
    assert read("[1, 2, 3]", "a.json").reasons == ["no-text"]
    assert read('{"colour": "blue"}', "a.json").reasons == ["no-text"]
    monkeypatch.setattr(objects, "LONGEST_LINE", 100)
    found = read(f'{{"text": "{"x" * 500}"}}\n{{"text": "{A}"}}\n', "a.jsonl")
    assert (found.reasons, found.texts) == (["too-large"], [A])


def test_a_million_lines_are_not_held() -> None:
    class Endless:
        def __init__(self) -> None:
            self.count = 0

        def readline(self, size: int) -> bytes:
            self.count += 1
            return f'{{"text": "{A}"}}\n'.encode()

    from crosswire.ingest.place import Place

    source: Any = Endless()
    stream = objects.lines(source, Place("a.jsonl"))
    for _ in range(2000):
        next(stream)
    assert source.count < 2600


@pytest.mark.parametrize(
    ("value", "order", "expected"),
    [
        ("2031-05-02T08:00:00+03:00", None, "2031-05-02T08:00:00+03:00"),
        ("20310502T080000Z", None, "2031-05-02T08:00:00Z"),
        ("20310502080000", None, "2031-05-02T08:00:00"),
        ("20310502", None, "2031-05-02"),
        ("Fri, 02 May 2031 08:00:00 GMT", None, "2031-05-02T08:00:00+00:00"),
        (1935480600, None, "2031-05-02T09:30:00Z"),
        ("1935480600000", None, "2031-05-02T09:30:00Z"),
        ("5/6/2031", None, None),
        ("5/6/2031", "day", "2031-06-05"),
        ("5/6/2031", "month", "2031-05-06"),
        ("05.06.2031 7:05", None, "2031-06-05T07:05"),
        ("31/31/2031", None, None),
        ("2 May 2031", None, "2 May 2031"),
        (True, None, None),
        (7, None, None),
        ("99999999", None, None),
    ],
)
def test_moments(value: object, order: moments.Order | None, expected: str | None) -> None:
    assert moments.iso(value, order=order) == expected


def test_orders_that_disagree() -> None:
    assert moments.order_of(["5/16/2031", "16/5/2031"]) is None
    assert moments.order_of(["5/16/2031", "1/2/2031"]) == "month"


def test_paths() -> None:
    assert fields.get({"a.b": 1, "a": {"b": 2}}, "a.b") == 1
    assert fields.get({"a": [1]}, "a.3") is None


def test_records_that_hold_the_report_inside(read: Callable[..., Any]) -> None:
    hits = [
        {"_id": "a1", "_score": 1.5, "_source": {"headline": "Dam bursts", "body_text": "Two people.", "source": "HP"}},
        {"_id": "a2", "_source": {"headline": "Strike", "body_text": "Ferry crews.", "source": "HP"}},
    ]
    found = read(json.dumps({"hits": {"total": 2, "hits": hits}}), "export.json")
    assert [(each.name, each.content, each.given.outlet) for each in found.reports] == [
        ("export.json#record-a1", "Two people.", "HP"),
        ("export.json#record-a2", "Ferry crews.", "HP"),
    ]
