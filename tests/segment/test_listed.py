"""Digests on one line: which lists are news, and where their items begin and end."""

# ruff: noqa: E501  (tables of cases)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.base.ids import make_id
from crosswire.model.report import UNDATED, Report
from crosswire.segment.items import cut
from crosswire.segment.listed import find

DAM, FERRY, PORT = "Dam bursts near Dorvik: two hurt", "Ferry strike enters its second week", "Port of Maren is closed"


@pytest.mark.parametrize(
    "text",
    [
        f"⚡️ Головні новини за 11 березня: ▪️ {DAM} ▪️ {FERRY} ▪️ {PORT}",
        f"🗓 Главное за день  ◽️ {DAM}.   ◽️ {FERRY}.  ◽️{PORT}",
        f"Main news of 2 May:\n• {DAM}\n• {FERRY}\n• {PORT}\n\nStay with us.",
        f"News digest\n– {DAM}\n– {FERRY}\n– {PORT}",
        f"Дайджест: 1. {DAM} 2. {FERRY} 3. {PORT}",
        f"Top stories: 1) {DAM}; 2) {FERRY}; 3) {PORT}",
        f"Головне за добу 🔹 {DAM} 🔹 {FERRY} 🔹 {PORT}",
        f"Новости дня: 🇺🇦 {DAM} 🇳🇴 {FERRY} 🇩🇰 {PORT}",
        f"Top stories 1️⃣ {DAM} 2️⃣ {FERRY} 3️⃣ {PORT}",
    ],
)
def test_a_list_of_news(text: str) -> None:
    found = find(text, 0, len(text))
    assert found is not None
    assert [text[a:b].rstrip(".;") for a, b in found.items] == [DAM, FERRY, PORT]


@pytest.mark.parametrize(
    "text",
    [
        f"What is known of the night: ▪️ {DAM} ▪️ {FERRY} ▪️ {PORT}",
        f"Consequences of the storm ▪️ {DAM} ▪️ {FERRY} ▪️ {PORT}",
        f"Main news: ▪️ {DAM} ▪️ {FERRY}",
        f"Main news: the dam. ▫️ The minister said: 🔹 {DAM} 🔹 {FERRY} 🔹 {PORT}",
        f"The digest of the ministry came late, and so did much else that was said on Monday night in Dorvik, where the mayor spoke of a long night and of two people hurt at the dam. ▪️ {DAM} ▪️ {FERRY} ▪️ {PORT}",
        "Top stories: 🔴 red 🔴 blue 🔴 green",
        f"{DAM}. {FERRY}. {PORT}.",
    ],
)  # fmt: skip
def test_other_lists_are_no_digest(text: str) -> None:
    assert find(text, 0, len(text)) is None


def test_a_post_of_news_becomes_a_digest() -> None:
    text = f"⚡️ Main news of 2 May: ▪️ {DAM} ▪️ {FERRY} ▪️ {PORT} ✅ We are on Telegram"
    start = text.index("✅")
    post = Report(make_id("report", text), "a.txt", None, "post", "Caution News", text[:70], "en", UNDATED, text)
    footer = post.span(start, len(text))
    report, items = cut(
        Report(**{n: getattr(post, n) for n in post.__slots__ if n != "boilerplate"}, boilerplate=(footer,)), epoch=None
    )
    assert (report.kind, report.title) == ("digest", "Main news of 2 May")
    assert [text[item.start : item.end] for item in items] == [DAM, FERRY, PORT]
    assert {item.kind for item in items} == {"section"}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Digest", "▪️", "1.", "2.", "3.", "•", "🇺🇦", "A word said so", " ", "\n", "\n\n"]), max_size=25
    )
)
def test_items_lie_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find(text, 0, len(text))
    if found is None:
        return
    edges = [edge for spot in found.items for edge in spot]
    assert edges == sorted(edges)
    assert all(text[a:b].strip() == text[a:b] != "" for a, b in found.items)
    assert found.lead[1] <= edges[0]
