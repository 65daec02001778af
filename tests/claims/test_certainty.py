"""Words of estimative probability and hedges, to bands; and whether an event is said to have happened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.claims.certainty import assess, hedges
from crosswire.claims.factuality import factuality
from crosswire.language import lexicon

CASES = [
    # (statement, the hedge's words, band)
    ("The dam was in all probability mined.", "in all probability", "likely"),
    ("It is almost certain that the gate will close.", "almost certain", "almost-certain"),
    ("The gate will almost certainly close.", "almost certainly", "almost-certain"),
    ("The repair is likely to be several years away.", "likely", "likely"),
    ("The repair is unlikely this year.", "unlikely", "unlikely"),
    ("The repair is highly unlikely this year.", "highly unlikely", "very-unlikely"),
    ("It is very likely that the wall fell.", "very likely", "very-likely"),
    ("There is a realistic possibility of a flood.", "realistic possibility", "even-chance"),
    ("There is almost no chance of a flood.", "almost no chance", "remote"),
    ("There is little chance of a flood.", "little chance", "very-unlikely"),
    ("A flood is more likely than not.", "more likely than not", "likely"),
    ("It will probably not rain.", "probably not", "unlikely"),
    ("We believe the wall fell.", "We believe", "likely"),
    ("The wall fell, no doubt.", "no doubt", "almost-certain"),
    ("This is not likely to end soon.", "not likely", "unlikely"),
    ("It isn’t likely to end soon.", "isn’t likely", "unlikely"),
    ("It has never been likely.", "never been likely", "unlikely"),
    ("No one is likely to return.", "No one is likely", "unlikely"),
    ("They blamed the alleged breach.", "alleged", "alleged"),
    ("The so-called guards fled.", "so-called", "alleged"),
    ("Two ferries reportedly sank.", "reportedly", "reported"),
    ("The count could not be independently verified.", "could not be independently verified", "unverified"),
    ("It is unclear who opened the gate.", "It is unclear", "unverified"),
    ("By preliminary data nobody was hurt.", "preliminary data", "unverified"),
    ("It may rain.", "may", "unstated"),
    ("Perhaps it will rain.", "Perhaps", "unstated"),
    ("The allegedly broken gate will probably hold.", "probably", "likely"),
    ("Імовірно, греблю підірвали.", "Імовірно", "likely"),
    ("За попередніми даними, постраждалих немає.", "За попередніми даними", "unverified"),
    ("Міст навряд чи відкриють.", "навряд чи", "unlikely"),
    ("Дорогу нібито відкрили.", "нібито", "alleged"),
    ("Вероятно, плотину взорвали.", "Вероятно", "likely"),
    ("По предварительным данным, пострадавших нет.", "По предварительным данным", "unverified"),
    ("Мост вряд ли откроют.", "вряд ли", "unlikely"),
    ("Дорогу якобы открыли.", "якобы", "alleged"),
]

NO_HEDGE = [
    "The dam broke on Monday.",
    "Ferries, barges and the like sank.",
    "Men are more likely to drive.",
    "How likely is that?",
    "In May the gate was shut.",
    "They left as soon as possible.",
    "The minister, who is likely to resign, saw the dam break.",
    "If it is likely to rain, the gate is shut.",
    "Their military might failed.",
    "The dam broke. It will probably be rebuilt.",
]

EVENTS = [
    ("The gate did n't open .", "open", -2.0),
    ("The gate has not yet been opened .", "opened", -2.0),
    ("No successor was named .", "named", -2.0),
    ("Officials declined to comment .", "comment", -2.5),
    ("Guards prevented the crowd from entering .", "entering", -2.5),
    ("The river may rise .", "rise", 1.0),
    ("The mayor hopes to return .", "return", 1.0),
    ("The sale is expected to close .", "close", 2.0),
    ("The river rose .", "rose", 3.0),
    ("The gate did n't open , and the river rose .", "rose", 3.0),
    ("Crews did not fail to arrive .", "arrive", 3.0),
    ("The crowd, unless it rains , will march .", "march", 3.0),
]


@pytest.mark.parametrize(("text", "words", "band"), CASES)
def test_a_hedge_is_found_with_its_band(text: str, words: str, band: str) -> None:
    found = assess(text, [(0, len(text))], report="rep-1")
    assert found is not None
    assert (found.words, found.band) == (words, band)
    assert found.span is not None
    assert text[found.span.start : found.span.end] == found.span.exact == words


@pytest.mark.parametrize("text", NO_HEDGE)
def test_what_hedges_nothing_or_another_clause_is_left(text: str) -> None:
    assert assess(text, [(0, len(text))], report="rep-1") is None


def test_only_the_given_spans_are_read() -> None:
    text = "It will probably rain, he said, and the gate is shut."
    said = text.index(", and") + 1
    assert assess(text, [(said, len(text))], report="rep-1") is None
    found = assess(text, [(said, len(text)), (0, 21)], report="rep-1")
    assert found is not None
    assert found.words == "probably"


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        assess("short", [(0, 99)], report="rep-1")


@pytest.mark.parametrize(("sentence", "event", "value"), EVENTS)
def test_an_event_is_said_to_have_happened_or_not(sentence: str, event: str, value: float) -> None:
    tokens = sentence.split()
    assert factuality(tokens, tokens.index(event)) == value


def test_an_index_outside_the_sentence_is_refused() -> None:
    with pytest.raises(IndexError):
        factuality(["The", "river", "rose"], 3)


def test_every_phrase_stands_in_one_band_only() -> None:
    phrases = [phrase for words in lexicon.load("certainty")["phrases"].values() for phrase in words]
    assert len(phrases) == len(set(phrases))
    assert all(phrase == phrase.lower() for phrase in phrases)


def test_bands_follow_each_other_without_a_gap() -> None:
    edges = sorted(lexicon.load("certainty")["bands"].values())
    assert all(left[1] == right[0] for left, right in zip(edges, edges[1:], strict=False))


@given(st.lists(st.sampled_from([text for text, _, _ in CASES] + NO_HEDGE), max_size=4).map(" ".join))
def test_hedges_are_words_of_the_text_in_order(text: str) -> None:
    ends = 0
    for hedge in hedges(text, 0, len(text)):
        assert 0 <= hedge.start < hedge.end <= len(text)
        assert hedge.end > ends
        ends = hedge.end


@given(st.lists(st.text(max_size=8), min_size=1, max_size=12), st.integers(0, 11))
def test_factuality_stays_on_its_scale(tokens: list[str], index: int) -> None:
    if index < len(tokens):
        assert -3 <= factuality(tokens, index) <= 3
