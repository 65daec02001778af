"""Boilerplate lines are found, and sentences that only begin like them are not."""

import pytest

from crosswire.extract.furniture import boilerplate, is_boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "Source link",
        "Leave a Reply",
        "Leave a Reply Cancel reply",
        "Your email address will not be published. Required fields are marked *",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Share this article",
        "Facebook Twitter WhatsApp",
        "Share on Facebook",
        "Read more",
        "Read more: Dam safety in question",
        "READ ALSO: Dam safety in question",
        "Related Articles",
        "Advertisement",
        "Subscribe to our newsletter",
        "Sign up for our daily briefing",
        "Follow us on Twitter",
        "© 2031 Coast Media. All rights reserved.",
        "Copyright 2031 The Harbour Post",
        "Photo: Coast Pictures",
        "Tags: dam, Dorvik",
        "(Reporting by A. Lund; Editing by B. Moe)",
        "Читайте також: Дамбу прорвало",
        "Подписывайтесь на наш канал",
        "Усі права захищені",
        "Если вы нашли ошибку, выделите текст и нажмите Ctrl+Enter",
        "Залишити відповідь",
        "3 min read",
    ],
)
def test_lines_of_the_page(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell after the dam burst, brokers in Dorvik said.",
        "Read the mayor's statement before you judge, residents said on Monday.",
        "Support for the mayor fell.",
        "Related deaths are counted apart, the ministry said.",
        "Source: two officials who asked not to be named told the Post about the plan.",
        "Comments by the mayor caused anger.",
        "Photographs show the broken wall.",
        "Watch towers were built along the shore in spring.",
        "Two people were hurt.",
        "Print workers went on strike.",
        "Topical relief was flown in.",
        "Email accounts of the ministry were hacked, it said.",
        'Supporting "local resistance"',
        "Реклама ліків заборонена, заявив міністр.",
        "Home",
    ][:-1],
)
def test_sentences_of_the_text(line: str) -> None:
    assert not is_boilerplate(line)


def test_spans() -> None:
    text = "Two people were hurt.\n\n  Source link \nLeave a Reply\n"
    assert [text[start:end] for start, end in boilerplate(text)] == ["Source link", "Leave a Reply"]


def test_a_channels_footer_in_a_line() -> None:
    text = "Дамбу прорвало вночі. ✅ Ми у WhatsApp | Telegram | Viber"
    assert [text[start:end] for start, end in boilerplate(text)] == ["✅ Ми у WhatsApp | Telegram | Viber"]
