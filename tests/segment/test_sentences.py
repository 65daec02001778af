"""Sentences within paragraphs, and the passages of a report."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.base.ids import make_id
from crosswire.model.account import Reading
from crosswire.model.report import UNDATED, Report
from crosswire.segment.items import cut
from crosswire.segment.sentences import sentences, split

HARD = Path(__file__).parents[3] / "shared" / "leads" / "hard.txt"


def cut_up(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text), language=language)]


def passages(text: str, language: str = "en", boilerplate: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    report = Report(make_id("report", text), "a.txt", None, "article", None, None, language, UNDATED, text)
    spans = tuple(report.span(text.index(line), text.index(line) + len(line)) for line in boilerplate)
    report = Report(report.id, "a.txt", None, "article", None, None, language, UNDATED, text, spans)
    report, items = cut(report, epoch=None)
    return [(each.kind, text[each.start : each.end]) for each in split(Reading(report, items))]


@pytest.mark.parametrize(
    "text",
    [
        "Gov. Ann Moe said so.| Lt. Gen. Al Berg did not.",
        "“We left at 3 a.m.” |Officials denied it.",
        "The dam burst at 4 p.m.| Nobody was hurt.",
        "The dam burst at 4 p.m. Monday near St. Olaf.",
        "“We left.| It was late,” she said.",
        "They are in the lead.| Dorvik waits.",
        "He said.” |Then he left.",
        "They left the harbour.|The ferry did not.",
        'He spoke of "the long siege."|On Monday it ended.',
        'They crossed the river.|"We were late," she said.',
        "Shells fell on Norhaven.|The mayor confirmed it.",
        "The pages of Norhaven.Com and files such as notes.txt are one.",
        "He wrote to www.norhaven.The page was gone.",
        "It cost $1.2 bn.| Shares fell.",
        "The U.S. and the U.N. agreed.",
        "Really?!| Yes…",
        "The dam was built in 1952. [1] [2]| It burst in 2031. [3]",
        "One sentence",
        "\nWrapped text goes\non here.| And here.",
    ],
)
def test_english(text: str) -> None:
    assert cut_up(text.replace("|", "")) == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Мер сказав: «Дамбу прорвало.| Двоє поранені».| Потім пішов."),
        ("uk", "Уражено понад 2,3 тис. цілей у 2031 р. на заході."),
        ("ru", "«Мы ушли.| Было поздно», – сказала она.| Дождь шёл."),
        ("ru", "По состоянию на 2 мая 2031 г. ранены двое."),
        ("uk", "Вода на ринку.| 💥 Школу зачинено.| 🔹 Пороми стоять."),
        ("de", "Der Damm brach.| Zwei wurden verletzt."),
    ],
)
def test_other_languages(language: str, text: str) -> None:
    assert cut_up(text.replace("|", ""), language) == [part.strip(" 💥🔹") for part in text.split("|")]


def test_hard_breaks() -> None:
    if not HARD.exists():
        pytest.skip("the hard sentences are not beside the project")
    right = found = wanted = 0
    for line in HARD.read_text(encoding="utf-8").splitlines():
        parts = line.split("‖")
        text = "".join(parts)
        gold = {sum(map(len, parts[:place])) for place in range(1, len(parts))}
        got = {end for _, end in sentences(text, 0, len(text), language="en")} - {len(text)}
        right, found, wanted = right + len(gold & got), found + len(got), wanted + len(gold)
    assert 2 * right / (found + wanted) >= 0.98


@settings(max_examples=60, deadline=None)
@given(st.text('abA .,!?”“"…💥\n', max_size=120), st.sampled_from(["en", "uk", "de"]))
def test_sentences_are_in_order_and_lose_no_letter(text: str, language: str) -> None:
    spans = list(sentences(text, 0, len(text), language=language))
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
    kept = "".join(text[start:end] for start, end in spans)
    assert [char for char in kept if char.isalpha()] == [char for char in text if char.isalpha()]


def test_passages_of_an_article() -> None:
    text = (
        "Dam bursts near Dorvik\n\nThe dam burst. “We left,” the mayor said.\n\n"
        "The wall in spring (Coast – Archive)\n\nThe old wall\n\nIt was built long ago.\n\nSource link"
    )
    assert passages(text, boilerplate=("Source link",)) == [
        ("headline", "Dam bursts near Dorvik"),
        ("paragraph", "The dam burst. “We left,” the mayor said."),
        ("sentence", "The dam burst."),
        ("sentence", "“We left,” the mayor said."),
        ("quotation", "“We left,”"),
        ("caption", "The wall in spring (Coast – Archive)"),
        ("headline", "The old wall"),
        ("paragraph", "It was built long ago."),
        ("sentence", "It was built long ago."),
        ("boilerplate", "Source link"),
    ]


def test_a_posts_signature_is_not_its_text() -> None:
    text = "The dam burst on Monday night.\n\nWater is here. pic.twitter.com/a1 — Jo (@jo) May 2, 2031\n\nIt rained."
    found = passages(text)
    assert ("sentence", "Water is here.") in found
    assert ("boilerplate", "pic.twitter.com/a1 — Jo (@jo) May 2, 2031") in found


def test_a_date_that_opens_a_text_is_no_sentence() -> None:
    found = passages("date 2031-05-02 Dorvik denied it. Rain fell.\n\nIt rained on.")
    assert ("boilerplate", "date 2031-05-02") in found and ("sentence", "Dorvik denied it.") in found
    assert ("sentence", "DORVIK, May 2, 2031 — The dam burst.") in passages("DORVIK, May 2, 2031 — The dam burst.")


def test_passages_carry_their_innermost_item() -> None:
    text = "The dam burst on Monday night.\n\nWater is here. — Jo (@jo) May 2, 2031\n\nIt rained."
    report = Report("rep-1", "a.txt", None, "article", None, None, "en", UNDATED, text)
    report, items = cut(report, epoch=None)
    kinds = {item.id: item.kind for item in items}
    found = {text[each.start : each.end]: kinds[each.item] for each in split(Reading(report, items))}
    assert found["Water is here."] == "post" and found["It rained."] == "article"
