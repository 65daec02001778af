"""Assertions read from sentences: who did it, who holds the place, did it happen, what caused it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.claims.assertions import find
from crosswire.claims.frames import fill, frames
from crosswire.claims.frames_phrases import left_phrase, right_phrase
from crosswire.language.lexicon import words
from crosswire.model.account import Reading
from crosswire.model.claim import Assertion, Attribution, Polarity, Speaker
from crosswire.model.mention import Mention, Time
from crosswire.model.report import UNDATED, Dated, Item, Passage, Report, Span

PLACES = ("Orlen region", "Orlen", "Tarvin", "Velin", "Покровськ", "Орлово")


def reading(
    *paragraphs: str, holders: dict[str, tuple[str, Polarity, str]] | None = None, day: str | None = None
) -> Reading:
    """A report of paragraphs with its places found by name. ``holders``: source → (its words, polarity, the content);
    the words up to the content are the cue."""
    text = "\n\n".join(paragraphs)
    report = Report("rep-1", "a.txt", None, "article", None, None, "en", UNDATED, text)
    item = Item("itm-1", "rep-1", "article", None, 0, len(text), Dated(), None)
    passages, at = [], 0
    for number, paragraph in enumerate(paragraphs):
        for match in re.finditer(r"[^.!?]+[.!?]?[”\"]?", paragraph):
            start = at + match.start() + len(match[0]) - len(match[0].lstrip())
            passages.append(Passage(start, at + match.end(), "sentence", "itm-1", "rep-1", number))
        at += len(paragraph) + 2
    mentions, taken = [], set[int]()
    for name in PLACES:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                mentions.append(
                    Mention(match.start(), match.end(), "rep-1", name, "place", "name", f"ent-{name}", "itm-1")
                )
    attributions = tuple(_attribution(report, *entry) for entry in (holders or {}).items())
    times = ()
    if day:
        start = text.index(day)
        times = (Time(start, start + len(day), "rep-1", day, "tim-1", "itm-1", "2031-03-04"),)
    return Reading(report, (item,), tuple(passages), (), times, tuple(sorted(mentions)), (), attributions)


def _attribution(report: Report, source: str, told: tuple[str, Polarity, str]) -> Attribution:
    cue, polarity, content = told
    content_start, cue_start = report.text.index(content), report.text.index(cue)
    named = report.text.index(source)
    speaker = Speaker(source, None, None, False, report.span(named, named + len(source)))
    return Attribution(
        f"att-{source}",
        "rep-1",
        "itm-1",
        (report.span(content_start, content_start + len(content)),),
        report.span(cue_start, cue_start + len(cue)),
        speaker,
        (),
        None,
        "indirect",
        polarity,
    )


def told(assertion: Assertion) -> tuple[str, str]:
    return ("not " if assertion.denies else "") + assertion.asks, assertion.value


FOUND = [
    # who holds a place
    ("Rebels have captured Tarvin.", "control", "Rebels have captured Tarvin"),
    (
        "The army took full control of the village of Velin on Monday.",
        "control",
        "The army took full control of the village of Velin",
    ),
    ("Government forces control most of Tarvin.", "control", "Government forces control most of Tarvin"),
    (
        "Our troops are controlling the heights in Tarvin.",
        "control",
        "Our troops are controlling the heights in Tarvin",
    ),
    ("The militia does not yet control much of Tarvin.", "control", "The militia does not yet control much of Tarvin"),
    ("Tarvin fell to the rebels.", "control", "Tarvin fell to the rebels"),
    ("Velin has fallen into the hands of the militia.", "control", "Velin has fallen into the hands of the militia"),
    (
        "The outskirts of Velin remain under rebel control.",
        "control",
        "The outskirts of Velin remain under rebel control",
    ),
    ("Velin is under the control of the army.", "control", "Velin is under the control of the army"),
    ("Velin was recaptured by the army.", "control", "Velin was recaptured by the army"),
    ("Fighting continues in Tarvin.", "control", "Fighting continues in Tarvin"),
    ("The battle for Velin continues.", "control", "The battle for Velin continues"),
    (
        "Fighting in the old town of Velin is still going on.",
        "control",
        "Fighting in the old town of Velin is still going on",
    ),
    ("Pockets of resistance remain in Tarvin.", "control", "Pockets of resistance remain in Tarvin"),
    ("There was still resistance in Tarvin.", "control", "There was still resistance in Tarvin"),
    ("Loyalist troops withdrew from Velin.", "control", "Loyalist troops withdrew from Velin"),
    (
        "The legion continued to liberate the Orlen region.",
        "control",
        "The legion continued to liberate the Orlen region",
    ),
    ("ВСУ освободили село Орлово.", "control", "ВСУ освободили село Орлово"),
    ("Наші захисники утримують Покровськ.", "control", "Наші захисники утримують Покровськ"),
    ("Тривають бої за Покровськ.", "control", "Тривають бої за Покровськ"),
    # who did it, who is fighting
    (
        "A sabotage group of the northern army has entered Orlen region.",
        "actor",
        "A sabotage group of the northern army",
    ),
    ("Gunmen stormed the bank in Velin.", "actor", "Gunmen"),
    (
        "Two units known as “Dawn” and “Oak” are conducting raids inside Orlen.",
        "actor",
        "Two units known as “Dawn” and “Oak”",
    ),
    ("The strike was carried out by the northern air force.", "actor", "the northern air force"),
    ("An attack by a masked gang hurt four.", "actor", "a masked gang"),
    ("The raid on the depot was launched by rebels.", "actor", "rebels"),
    ("The incursion into Orlen by “bandits” from the north ended.", "actor", "“bandits” from the north"),
    ("Local partisans oppose the governor in Velin.", "actor", "Local partisans"),
    ("The explosion was the work of saboteurs.", "actor", "saboteurs"),
    ("The raiders are in fact fighters of two local clans.", "actor", "fighters of two local clans"),
    ("Border guards encountered guerrilla fighters near Orlen.", "actor", "guerrilla fighters"),
    ("There are heavy battles with “northern saboteurs” near Velin.", "actor", "“northern saboteurs”"),
    ("A local cell was behind the bombing in Tarvin.", "actor", "A local cell"),
    ("Northern hackers carried out the attack on the grid.", "actor", "Northern hackers"),
    # whether it happened, and why
    ("The dam above Tarvin collapsed.", "happened", "collapsed"),
    ("A passenger train derailed near Velin.", "happened", "derailed near Velin"),
    ("The storm made landfall near Orlen.", "happened", "made landfall near Orlen"),
    ("The depot in Velin was hit.", "happened", "was hit"),
    ("The election was postponed.", "happened", "was postponed"),
    ("No drones were shot down over Orlen.", "not happened", "No drones were shot down"),
    ("The outage did not affect the hospital in Velin.", "not happened", "did not affect the hospital in Velin"),
    ("The fire was caused by a gas leak.", "cause", "a gas leak"),
    ("The cause of the blaze was an electrical fault.", "cause", "an electrical fault"),
    ("The flood was triggered by heavy rain.", "cause", "heavy rain"),
    ("The ministry has nothing to do with the raid.", "not actor", "has nothing to do with the raid"),
    ("The militia was not involved in the bombing.", "not actor", "was not involved in the bombing"),
    ("Флот не причетний до атаки.", "not actor", "не причетний до атаки"),
]

NOTHING = [
    "The strike would have been carried out by rebels.",
    "If rebels capture Velin, the road is open.",
    "The minister entered the hall.",
    "They plan to take control of Velin.",
    "He took control of the meeting.",
    "Dismissed by the council, the officer left.",
    "Traffic control failed to answer.",
    "Officers seized twelve Velin bank notes.",
    "The song was written by a local band.",
    "The captured area is wide.",
    "Prices fell to a new low.",
    "The council met in Velin.",
    "It entered service in May.",
    "The scouts captured 22 servicemen near Velin.",
    "Eighty people were taken from roofs in Velin.",
]


@pytest.mark.parametrize(("sentence", "asks", "value"), FOUND)
def test_one_assertion(sentence: str, asks: str, value: str) -> None:
    assert (asks, value) in [told(one) for one in find(reading(sentence))]


@pytest.mark.parametrize("sentence", NOTHING)
def test_no_assertion(sentence: str) -> None:
    assert [told(one) for one in find(reading(sentence))] == []


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content", "polarity", "asks", "value"),
    [
        (
            "The north declared full control of Velin.",
            "The north",
            "declared",
            "full control of Velin",
            "asserts",
            "control",
            "full control of Velin",
        ),
        (
            "A cell named Dawn claimed responsibility for the raid.",
            "A cell named Dawn",
            "claimed",
            "responsibility for the raid",
            "asserts",
            "actor",
            "A cell named Dawn",
        ),
        (
            "Orlen denied any involvement in the raid on Velin.",
            "Orlen",
            "denied",
            "any involvement in the raid on Velin",
            "denies",
            "not actor",
            "any involvement in the raid on Velin",
        ),
        (
            "The mayor rejected reports of a fire in Velin.",
            "The mayor",
            "rejected",
            "reports of a fire in Velin",
            "denies",
            "not happened",
            "reports of a fire in Velin",
        ),
        (
            "Police blamed a local gang for the attack on the depot.",
            "Police",
            "blamed",
            "a local gang for the attack on the depot",
            "asserts",
            "actor",
            "a local gang",
        ),
        (
            "The mayor said Tarvin fell to the rebels.",
            "The mayor",
            "said",
            "Tarvin fell to the rebels",
            "asserts",
            "control",
            "Tarvin fell to the rebels",
        ),
        (
            "The mayor told reporters Tarvin remains under army control.",
            "The mayor",
            "told reporters",
            "Tarvin remains under army control",
            "asserts",
            "control",
            "Tarvin remains under army control",
        ),
        (
            "The mayor denied that rebels have captured Tarvin.",
            "The mayor",
            "denied",
            "that rebels have captured Tarvin",
            "denies",
            "not control",
            "rebels have captured Tarvin",
        ),
        (
            "Міноборони заперечує причетність до атаки на порт.",
            "Міноборони",
            "заперечує",
            "причетність до атаки на порт",
            "denies",
            "not actor",
            "причетність до атаки на порт",
        ),
    ],
)
def test_holders(sentence: str, source: str, cue: str, content: str, polarity: Polarity, asks: str, value: str) -> None:
    found = find(reading(sentence, holders={source: (cue, polarity, content)}))
    assert (asks, value, f"att-{source}") in [(*told(one), one.attribution) for one in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "The north declared full control of Velin.",
        "Dawn claimed responsibility for the raid.",
        "Orlen denied any link to the raid.",
    ],
)
def test_what_somebody_else_holds_is_not_given_to_the_outlet(sentence: str) -> None:
    assert find(reading(sentence)) == ()


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "value"),
    [
        ("Dawn denied that the bell rang too late.", "denied", "that the bell rang too late", "the bell rang too late"),
        ("Dawn again denied that it opened the gate.", "again denied", "that it opened the gate", "it opened the gate"),
        ("Dawn rejected the call.", "rejected", "the call", None),
    ],
)
def test_a_denial_is_of_the_whole_clause(sentence: str, cue: str, content: str, value: str | None) -> None:
    found = find(reading(sentence, holders={"Dawn": (cue, "denies", content)}))
    assert [one.value for one in found] == ([value] if value else [])


def test_letting_an_act_happen_is_not_doing_it() -> None:
    sentence = "Dawn accused the army of facilitating the attack."
    holders: dict[str, tuple[str, Polarity, str]] = {
        "Dawn": ("accused", "asserts", "the army of facilitating the attack")
    }
    assert find(reading(sentence, holders=holders)) == ()
    sentence = "Dawn accused the army of carrying out the attack."
    holders = {"Dawn": ("accused", "asserts", "the army of carrying out the attack")}
    assert [one.value for one in find(reading(sentence, holders=holders))] == ["the army"]


@pytest.mark.parametrize("polarity", ["asks", "promises"])
def test_questions_and_promises_assert_nothing(polarity: Polarity) -> None:
    sentence = "The mayor asked whether rebels have captured Tarvin."
    assert find(reading(sentence, holders={"The mayor": ("asked", polarity, "rebels have captured Tarvin")})) == ()


def test_a_bare_denial_denies_what_another_just_said() -> None:
    told_here = "Officials said a northern group had entered Orlen region. The north denies it."
    holders: dict[str, tuple[str, Polarity, str]] = {
        "Officials": ("said", "asserts", "a northern group had entered Orlen region"),
        "The north": ("denies", "denies", "it"),
    }
    found = find(reading(told_here, holders=holders))
    assert [(one.value, one.denies, one.attribution) for one in found] == [
        ("a northern group", False, "att-Officials"),
        ("a northern group", True, "att-The north"),
    ]


@pytest.mark.parametrize(
    ("paragraphs", "where"),
    [
        (("The army has taken control of Velin.",), "ent-Velin"),
        (("Shells fell in Tarvin. The army has taken control of the whole city.",), "ent-Tarvin"),
        (("In Orlen region, where a northern armed group infiltrated, schools closed.",), "ent-Orlen region"),
        (
            ("The mood in Orlen region is tense.", "He says that an armed group has penetrated there."),
            "ent-Orlen region",
        ),
        (("Calm returned to the streets.", "Gunmen stormed the bank."), None),
    ],
)
def test_where(paragraphs: tuple[str, ...], where: str | None) -> None:
    assert [one.where for one in find(reading(*paragraphs))] == [where]


def test_when() -> None:
    (one,) = find(reading("On Tuesday rebels captured Velin.", day="Tuesday"))
    assert one.when == "2031-03-04"


@pytest.mark.parametrize("sentence", [case[0] for case in FOUND])
def test_spans_are_verbatim(sentence: str) -> None:
    given_text = reading("Before.", sentence)
    for one in find(given_text):
        assert given_text.report.text[one.span.start : one.span.end] == one.span.exact
        assert one.value in given_text.report.text
        assert one.about in given_text.report.text


WORDS = ["the", "army", "has", "captured", "Velin", "“", "”", ",", ".", "attack", "by", "denied", "it", "control", "of"]


@given(st.lists(st.sampled_from([*WORDS, "said", "that", "(", "—"]), max_size=25))
def test_any_words_give_phrases_in_bounds(chosen: list[str]) -> None:
    sentence = " ".join(chosen)
    for filled in fill(sentence):
        for start, end in (filled.trigger, filled.left, filled.right, filled.value):
            assert 0 <= start <= end <= len(sentence)
    assert left_phrase(sentence, len(sentence))[1] <= len(sentence)
    assert right_phrase(sentence, 0, frozenset())[0] >= 0


def test_every_frame_is_named_once_and_compiles() -> None:
    names = [frame.name for frame in frames()]
    assert len(names) == len(set(names)) > 30
    assert {frame.asks for frame in frames()} <= {"control", "actor", "happened", "cause"}
    assert words("phrases", "left_stops")


def test_spans_type() -> None:
    (one,) = find(reading("Rebels have captured Tarvin."))
    assert isinstance(one.span, Span)
    assert one.about == "Tarvin"
