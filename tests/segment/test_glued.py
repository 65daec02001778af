"""Sentences that run into one another without a mark."""

# ruff: noqa: E501  (tables of cases)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.segment.glued import cuts
from crosswire.segment.sentences import sentences


def cut(text: str, language: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text), language=language)]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("uk", ["Оперативна інформація станом на 22:00 23.03.2031 щодо Дорвіка", "Загалом відбулося 152 зіткнення."]),
        ("uk", ["⚡️ Уражено міст біля Дорвіка та пристань С-400", "У рамках робіт рух зупинено."]),
        ("uk", ["Міст через Марен закрито, - мер", "Про це пише «Вісник Дорвіка» із посиланням на раду."]),
        ("uk", ["Посол знайшла уламок дрона під час прогулянки у лісі", "«Люблю ліси.", "Ось яка реальність», - написала посол."]),
        ("uk", ["Над Дорвіком збито 93 БПЛА", "Зафіксовано падіння уламків у двох районах."]),
        ("uk", ["Ворог запустив по Марену 40 БПЛА", "У ніч на 5 травня порт не працював."]),
        ("uk", ["Міст купує рада Марена, - The Dorwick Times", "Видання посилається на двох інженерів."]),
        ("uk", ["Рада Марена виділила на порт 70 тисяч крон", "👥 Мер подякував усім, хто голосував за цю угоду."]),
        ("uk", ["Посол знайшла уламок дрона під час прогулянки у лісі", "“Люблю ліси.", "Ось яка реальність”, - написала посол."]),
        ("uk", ["Посол знайшла уламок дрона під час прогулянки у лісі", "\"Люблю ліси.", "Ось яка реальність\", - написала посол."]),
        ("uk", ["Світло у Дорвіку вимикатимуть до ночі", "Причина обмежень поки що невідома."]),
        ("uk", ["Поїзди до Марена не ходитимуть до ночі", "Водночас, автобуси їздять за розкладом."]),
        ("ru", ["Расчёт вывез лодку из Седны", "🎮 Экипаж лодки заметили с берега рыбаки Марена."]),
        ("ru", ["Дамба под Дорвиком прорвана", "В результате пострадали два человека."]),
        ("en", ["What did the mayor say?", "- Why does the dam leak, she asked."]),
    ],
)  # fmt: skip
def test_sentences_are_parted(language: str, parts: list[str]) -> None:
    text = " ".join(parts).replace("? -", "?-")
    assert [each.lstrip("⚡️👥🎮 ") for each in cut(text, language)] == [p.lstrip("⚡️👥🎮 ") for p in parts]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Коли буде міст? - Лунд відповів раді."),
        ("uk", "Мер Дорвіка нагородив орденом «За мужність» двох рятувальників."),
        ("uk", "Мер заявив: «Міст закрито. Чекайте», - повідомляє рада."),
        ("uk", "Газета «У Дорвіку» пише про міст."),
        ("uk", "МІСТ У ДОРВІКУ ЗАКРИТО ДО НОЧІ"),
        ("uk", 'Мер сказав на зборах "міст біля порту У ніч закрито" і пішов.'),
        ("uk", "Карта мостів Дорвіка 🛑 Блог 🛑 Написати нам 🛑 Донат"),
        ("uk", "Люди Дорвіка дуже люблять ❤️ своє місто на річці Седна і пишуть йому листи."),
        ("ru", "По данным мэра Дорвика, мост закрыт."),
        ("en", "The mayor of Dorvik At Large spoke On Monday of the bridge."),
        ("uk", "Залишайтеся вдома! - ОВА"),
    ],
)
def test_sentences_that_stay_whole(language: str, text: str) -> None:
    assert not list(cuts(text, language))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"У«»,-А👥", "?-", "БПЛА", "Загалом", "міст", "закрито", ". ", "22:00", "⚡️", '"', "Причина,"]
        ),
        max_size=25,
    )
)
def test_cuts_lie_inside(words: list[str]) -> None:
    line = " ".join(words)
    assert all(0 < place < len(line) for place in cuts(line, "uk"))
