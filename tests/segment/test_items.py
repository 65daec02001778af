"""Kinds of reports and their items."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.base.ids import make_id
from crosswire.model.report import UNDATED, Dated, Item, Report
from crosswire.segment.items import cut

DAM = "The Maren dam burst near Dorvik on Monday night, the mayor said. Two people were hurt."
FERRY = "The strike of ferry crews went into its second week. The line said that it would talk."
MUSEUM = "Culture minister Ann Moe visited the flooded museum on Tuesday. She promised money."
SCHOOL = "The school in Dorvik will stay closed until Friday, its head said. Lessons go on by radio."
HEADS = [
    "Dam bursts near Dorvik on Monday night: mayor",
    "Strike of ferry crews enters its second week",
    "Culture minister Moe visits the flooded museum",
    "Dorvik school will stay closed until Friday, says head",
    "Mayor of Dorvik says dam burst hurt two people",
]
BODIES = [DAM, FERRY, MUSEUM, SCHOOL, DAM]


def report(text: str, **fields: object) -> Report:
    whole = Report(make_id("report", text), "a.txt", None, "article", None, None, "en", UNDATED, text)
    return whole.__class__(**{**{name: getattr(whole, name) for name in whole.__slots__}, **fields})


def read(text: str, *, epoch: dt.date | None = None, **fields: object) -> tuple[Report, tuple[Item, ...]]:
    return cut(report(text, **fields), epoch=epoch)


def test_an_article_is_one_item() -> None:
    text = f"\nDam bursts\n\n{DAM}\n\nThe wall\n\n{SCHOOL}\n\nWhat next\n\n{FERRY}\n"
    found, items = read(text, title="Dam bursts")
    assert found.kind == "article"
    assert [(item.kind, item.headline) for item in items] == [("article", "Dam bursts")]
    assert text[items[0].start : items[0].end] == text.strip()


def test_an_explainer_is_an_article() -> None:
    text = "\n\n".join(
        line
        for head, body in zip(
            [
                "Why did the Maren dam burst near Dorvik on Monday night?",
                "How long will the strike of the ferry crews go on?",
                "What did culture minister Moe promise the flooded museum?",
                "When will the Dorvik school open, and what says its head?",
                "Who was hurt when the dam near Dorvik burst?",
            ],
            BODIES,
            strict=True,
        )
        for line in (head, body)
    )
    assert read(text)[0].kind == "article"


def test_a_running_page() -> None:
    text = "\n\n".join(line for pair in zip(HEADS, BODIES, strict=True) for line in pair)
    found, items = read(text, published=Dated("2031-05-02", "given"))
    assert found.kind == "live-blog"
    assert [item.headline for item in items] == HEADS
    assert {item.published for item in items} == {Dated("2031-05-02", "given")}
    assert text[items[1].start : items[1].end] == f"{HEADS[1]}\n\n{FERRY}"


@pytest.mark.parametrize(
    "layout", ["{clock}\n{head}\n{body}", "{clock} {head}\n{body}", "{clock} – {body}", "{head}\n{clock} GMT\n{body}"]
)
def test_a_page_with_time_stamps(layout: str) -> None:
    clocks = ["14:32", "13:05", "00:10", "23:50"]
    text = "\n\n".join(
        layout.format(clock=clock, head=head, body=body)
        for clock, head, body in zip(clocks, HEADS, BODIES, strict=False)
    )
    found, items = read(text, published=Dated("2031-05-02", "given"))
    assert found.kind == "live-blog"
    assert [item.published.edtf for item in items] == [
        "2031-05-02T14:32:00",
        "2031-05-02T13:05:00",
        "2031-05-02T00:10:00",
        "2031-05-01T23:50:00",
    ]
    assert {item.published.evidence for item in items} == {"printed"}
    if "{head}" in layout:
        assert [item.headline for item in items] == HEADS[:4]
    assert all(text[item.start : item.end].endswith(body) for item, body in zip(items, BODIES, strict=False))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_digest_with_repeated_headlines(gap: str) -> None:
    pairs = list(zip(HEADS[:3], BODIES[:3], strict=True))
    text = gap.join(["Day 42 of the flood. Summary of key events:", *HEADS[:3], *(x for pair in pairs for x in pair)])
    found, items = read(text, epoch=dt.date(2031, 1, 1))
    assert (found.kind, found.title) == ("digest", "Day 42 of the flood. Summary of key events")
    assert [(item.kind, item.headline) for item in items] == [("section", head) for head in HEADS[:3]]
    assert {item.published.edtf for item in items} == {"2031-02-11"}
    assert text[items[1].start : items[1].end] == f"{HEADS[1]}{gap}{FERRY}"
    assert [text.index(item.headline or "") < item.start for item in items] == [True] * 3


def test_a_digest_without_repeated_headlines() -> None:
    text = "\n\n".join(["Flood at a glance:", *HEADS[:3], *BODIES[:3]])
    found, items = read(text)
    assert found.kind == "digest"
    assert [(item.headline, text[item.start : item.end]) for item in items] == list(
        zip(HEADS[:3], BODIES[:3], strict=True)
    )
    assert all(item.headline_span is not None and item.headline_span.end < items[0].start for item in items)


def test_a_digest_of_bullets() -> None:
    text = "\n".join(["Головне за добу:", *(f"🔹 {body}" for body in BODIES[:3])])
    found, items = read(text)
    assert found.kind == "digest"
    assert [text[item.start : item.end] for item in items] == BODIES[:3]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(["These towns were hit:", "Dorvik", "Maren", "Olaf", DAM, FERRY, MUSEUM]),
        "\n\n".join(["In this article:", "The dam", "The strike", "The dam", DAM, "The strike", FERRY]),
        "\n\n".join(
            ["What happened", *["Why did the dam burst?", "How long is the strike?"], "Why did the dam burst?", DAM]
            + ["How long is the strike?", FERRY]
        ),
        "\n\n".join(["The council asked for three things:", *HEADS[:3], SCHOOL, SCHOOL, SCHOOL]),
    ],
)
def test_lists_that_make_no_digest(text: str) -> None:
    assert read(text)[0].kind == "article"


def test_posts_lie_inside_sections() -> None:
    post = "Water is at the market. — Jo Lund (@jolund) May 1, 2031"
    text = "\n\n".join(["Flood at a glance:", *HEADS[:3], DAM, post, FERRY, MUSEUM])
    found, items = read(text, published=Dated("2031-05-02", "given"))
    inner = [item for item in items if item.kind == "post"]
    assert [(item.author, item.published.edtf) for item in inner] == [("@jolund", "2031-05-01")]
    outer = next(item for item in items if item.kind == "section" and item.start < inner[0].start)
    assert outer.end == inner[0].end and outer.headline == HEADS[0]


def test_single_posts() -> None:
    by_address, items = read(DAM, url="https://t.me/dorvik_news/12")
    assert (by_address.kind, items[0].kind, items[0].author) == ("post", "post", "@dorvik_news")
    signed, items = read(f"{DAM} — Jo Lund (@jolund) May 1, 2031")
    assert (signed.kind, signed.published.edtf, items[0].author) == ("post", "2031-05-01", "@jolund")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*HEADS, *BODIES, "", "14:32", "Water! — Jo (@jo) May 2, 2031", "Summary of:"]), max_size=14
    )
)
def test_items_hold_for_any_layout(lines: list[str]) -> None:
    text = "\n".join(["Word", *lines])
    found, items = read(text)
    assert items and len({item.id for item in items}) == len(items)
    assert [item.start for item in items] == sorted(item.start for item in items)
    assert all(0 <= item.start < item.end <= len(text) and text[item.start : item.end].strip() for item in items)
    outer = [item for item in items if item.kind != "post"]
    assert all(a.end <= b.start for a, b in zip(outer, outer[1:], strict=False))
    assert found.text == text
