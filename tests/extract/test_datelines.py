"""Datelines in the forms of several countries' agencies, and what is none."""

# ruff: noqa: E501  (tables of cases)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.extract.furniture import boilerplate
from crosswire.extract.signed import find

EN = "Two people were hurt when the Maren dam burst, the mayor said. Water reached the market."
UK = "Двоє людей постраждали, повідомив мер Дорвіка. Вода дійшла до ринку."
RU = "Два человека пострадали, сообщил мэр Дорвика. Вода дошла до рынка."


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("KYIV, March 3 (Reuters) –", EN),
        ("(CNN) —", EN),
        ("DORVIK | May 2, 2031 |", EN),
        ("LONDON:", EN),
        ("JERUSALEM, May 2. /TASS/.", EN),
        ("JISREEN Norland", "At least two people were hurt, the mayor said."),
        ("Киев. 3 марта. INTERFAX.RU -", RU),
        ("Киев. 3 марта. ИНТЕРФАКС-УКРАИНА –", RU),
        ("Москва. 3 марта 2031 г. INTERFAX.RU -", RU),
        ("МОСКВА, 3 марта - РИА Новости.", RU),
        ("МОСКВА, 3 мар - РИА Новости.", RU),
        ("ДОРВИК, 3 марта. /ТАСС/.", RU),
        ("ДОРВИК, 3 марта. Интерфакс.", RU),
        ("3 марта, Дорвик /Корр. БЕЛТА/.", RU),
        ("КИЇВ. 3 березня. УНН.", UK),
        ("Київ. УНІАН.", UK),
        ("Київ, 3 березня (Укрінформ).", UK),
    ],
)
def test_a_dateline_is_parted_from_the_sentence(line: str, text: str) -> None:
    found = find(f"{line} {text}").dateline
    assert found == (0, len(line))


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        ("Air raids kill two in Dorvik Monitor", "AFP Friday 15 Jul 2016", EN),
        ("Air raids kill two in Dorvik Monitor", "Reuters Sunday 12 Jun 2016", f'"{EN}"'),
        ("Saturday 27 Aug 2016 Dam bursts near Dorvik Monitor", "AFP", "At least 15 people were hurt."),
        ("Last updated at Nov 012017", "DORVIK", "At least four people were hurt."),
    ],
)
def test_an_agency_that_was_run_into_the_first_sentence(before: str, line: str, after: str) -> None:
    found = find(f"{before} {line} {after}").dateline
    assert found == (len(before) + 1, len(before) + 1 + len(line))


@pytest.mark.parametrize(
    "text",
    [
        EN,
        "Analysis – What we know of the dam. It burst.",
        "BREAKING: Two people were hurt.",
        "MOE: We will rebuild the dam.\nLUND: When?\nMOE: Soon.",
        "Dorvik: Two people were hurt.",
        "Rep. Jo Lund (R-Dorvik): The dam is safe.",
        "From Bloomberg: The dam is safe.",
        "The mayor told AFP On Monday is too late for Dorvik Town Hall Meetings.",
        "The mayor spoke. He told Reuters The Post was wrong.",
        "Dorvik – the port city – is flooded. Two people were hurt.",
        "Київ. Ніч була тихою.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert find(text).dateline is None


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Jo Lund, Diplomatic correspondent", True),
        ("Іван Дорвенко, кореспондент", True),
        ("Story by Jo Lund • 3h", True),
        ("Jo Lund, the editor, was hurt", False),
        ("Jo Lund in Dorvik", False),
    ],
)
def test_writers(line: str, is_one: bool) -> None:
    assert (find(f"{line}\n\n{EN}").byline == (0, len(line))) == is_one


@pytest.mark.parametrize(
    "line",
    [
        "Updated at 14:05 GMT",
        "Last updated 2 hours ago",
        "Published: 14:05 GMT, 2 May 2031 | Updated: 15:10 GMT, 2 May 2031",
        "Обновлено в 14:05",
        "Оновлено: 2 травня 2031, 14:05",
        "You are receiving this email because you signed up. Unsubscribe | View in browser",
        "To unsubscribe from this list click here",
        "Відписатися від розсилки",
        "Listen to this article",
        "2 min",
        "Gift this article",
        "Нашли ошибку? Выделите её и нажмите Ctrl+Enter",
    ],
)
def test_furniture(line: str) -> None:
    assert boilerplate(f"{EN}\n\n{line}") == [(len(EN) + 2, len(EN) + 2 + len(line))]


@pytest.mark.parametrize(
    "line",
    [
        "Updated figures show that two people were hurt.",
        "Published in May, the list names 12 of them.",
        "Listen to this: the dam is gone.",
        "Print workers of Dorvik went on strike.",
    ],
)
def test_lines_that_begin_like_furniture(line: str) -> None:
    assert boilerplate(f"{EN}\n\n{line}") == []


def test_links_below_their_label() -> None:
    assert [f"{EN}\nRead also:\nFerry strike\n\n{EN}"[a:b] for a, b in boilerplate(f"{EN}\nRead also:\nFerry strike\n\n{EN}")] == [
        "Read also:",
        "Ferry strike",
    ]  # fmt: skip
    end = f"{EN}\nЧитайте також:\nСтрайк поромів\nПорт закрито"
    assert [end[a:b] for a, b in boilerplate(end)] == ["Читайте також:", "Страйк поромів", "Порт закрито"]
    mid = f"{EN}\nRead also:\n{EN}"
    assert [mid[a:b] for a, b in boilerplate(mid)] == ["Read also:"]


WORDS = st.lists(st.sampled_from(["AFP", "Reuters", "KYIV", "Киев.", "3 марта.", "2 May 2031", "(", ")", "–", "-", ":", "|", "/ТАСС/.", "At least", "two", "Updated", "Jo Lund,", "reporter", "\n", "Read also:", "."]), max_size=25)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_spots_lie_in_the_text_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    found = find(text)
    spots = sorted(spot for spot in (found.byline, found.dateline, found.credit) if spot)
    assert all(0 <= a < b <= len(text) and text[a:b].strip() == text[a:b] for a, b in spots)
    assert all(left[1] <= right[0] for left, right in zip(spots, spots[1:], strict=False))
    lines = boilerplate(text)
    assert lines == sorted(set(lines))
    assert all(text[a:b].strip() == text[a:b] != "" for a, b in lines)
