"""The date a text prints of itself, and day counts."""

import datetime as dt

import pytest

from crosswire.model.report import UNDATED, Dated, Report
from crosswire.segment import dating

EPOCH = dt.date(2031, 1, 1)


def report(text: str, published: Dated = UNDATED) -> Report:
    return Report("rep-1", "a.txt", None, "article", None, None, "en", published, text)


@pytest.mark.parametrize(
    ("text", "edtf", "words"),
    [
        (" date 2031-05-02 Dorvik denied the charge.", "2031-05-02", "2031-05-02"),
        ("Published: 2 May 2031\n\nThe dam burst.", "2031-05-02", "2 May 2031"),
        ("Dam bursts\n\nMay 2, 2031\n\nThe dam burst.", "2031-05-02", "May 2, 2031"),
        ("Dam bursts\nBy Jo Lund\nMay 2, 2031 | 10:30\n\nThe dam burst.", "2031-05-02T10:30:00", None),
        ("DORVIK, May 2, 2031 (Coast Agency) — The dam burst.", "2031-05-02", "May 2, 2031"),
        ("Fri 02 May 2031 Dam bursts near the town. The dam", "2031-05-02", "Fri 02 May 2031"),
        ("Оперативна інформація станом на 08:00 02.05.2031 щодо повені", "2031-05-02T08:00:00", None),
        ("Сводка о ходе работ (02.05.2031 г.) Часть 1", "2031-05-02", None),
        ("Опубліковано 2 травня 2031\nДамбу прорвало.", "2031-05-02", "2 травня 2031"),
        ("Flood at a glance: 2 May 2031\n\nThe dam burst.", "2031-05-02", "2 May 2031"),
        ("Updated: 3 May 2031\nPublished: 2 May 2031\nThe dam burst.", "2031-05-02", "2 May 2031"),
        ("Updated: 3 May 2031\nThe dam burst.", "2031-05-03", "3 May 2031"),
    ],
)
def test_printed(text: str, edtf: str, words: str | None) -> None:
    found = dating.printed(report(text))
    assert (found.edtf, found.evidence) == (edtf, "printed")
    assert found.span is not None and text[found.span.start : found.span.end] == found.span.exact
    assert words is None or found.span.exact == words


@pytest.mark.parametrize(
    "text",
    [
        "On 24 February 2022 the dam was opened, the mayor said.",
        "The dam was opened in 2022.",
        "24 February 2022 was a cold day in Dorvik.",
        "2031 was a dry year.",
        "May 2031 brought rain.",
        "Dam bursts\n\nThe mayor said on May 2, 2031, that she knew.",
        "The dam, opened on 2 May 2031 (and closed since), burst.",
        "The dam burst. " * 60 + "\n\nPublished: 2 May 2031",
    ],
)
def test_dates_inside_sentences_are_not_the_texts(text: str) -> None:
    assert dating.printed(report(text)) == UNDATED


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Day 42 of the flood. Summary:", 42),
        ("Flood at a glance: what we know on day 42", 42),
        ("The 42nd day of the flood began with rain.", 42),
        ("Розпочалася 1478-ма доба повені.", 1478),
        ("42-й день війни", 42),
        ("Day 1,042: what happened", 1042),
        ("Text.\n\nOn day 42 of the flood he left.", None),
        ("A day 42 people will remember", None),
        ("42 days of rain", None),
    ],
)
def test_day_numbers(text: str, number: int | None) -> None:
    found = dating.day_number(report(text))
    assert (found[0] if found else None) == number


def test_day_counts_give_dates_only_with_an_epoch() -> None:
    text = "Day 42 of the flood. Summary:"
    assert dating.of_report(report(text), epoch=None) == UNDATED
    found = dating.of_report(report(text), epoch=EPOCH)
    assert (found.edtf, found.evidence) == ("2031-02-11", "day-number")
    assert found.span is not None and found.span.exact == "Day 42"


def test_given_before_printed_before_counted() -> None:
    text = "date 2031-03-01 Day 42 of the flood:"
    assert dating.of_report(report(text), epoch=EPOCH).edtf == "2031-03-01"
    assert dating.of_report(report(text, Dated("2031-04-01", "given")), epoch=EPOCH).edtf == "2031-04-01"


@pytest.mark.parametrize(
    ("text", "published", "epoch"),
    [
        ("date 2031-02-11 Day 42 of the flood:", UNDATED, EPOCH),
        ("Day 42 of the flood:", Dated("2031-02-11T08:00:00Z", "given"), EPOCH),
        ("Day 42 of the flood:", Dated("2031-02", "given"), None),
        ("Day 42 of the flood:", Dated("2031-02-11", "matched"), None),
        ("Day 42 of the flood:", UNDATED, None),
        ("date 2031-02-11 The flood:", UNDATED, None),
    ],
)
def test_epochs(text: str, published: Dated, epoch: dt.date | None) -> None:
    assert dating.epoch_of(report(text, published)) == epoch
