from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.language import encoder, fast
from crosswire.language.chain import Chain, decode, runs, spans, whole
from crosswire.model.reading import LABELS

NAMES = {"person", "organisation", "place"}
ARTICLE = (
    "Governor Olena Marchuk said on Monday that two bridges in Lviv had been closed.\n"
    "“We are repairing them,” she told reporters. “They will open again in May.”\n"
    "The United Nations denied that its staff had left the town."
)


def lines(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for line in text.split("\n"):
        spans += [(at, at + len(line))] if line.strip() else []
        at += len(line) + 1
    return spans


def found(text: str, label: str) -> list[str]:
    return [text[t.start : t.end] for t in fast.tag(text, lines(text)) if t.label == label]


def test_names_and_who_says_what() -> None:
    assert found(ARTICLE, "person") == ["Olena Marchuk"]
    assert "Lviv" in found(ARTICLE, "place")
    assert {"Governor Olena Marchuk", "she"} <= set(found(ARTICLE, "source"))
    assert any("denied" in cue for cue in found(ARTICLE, "cue"))


def test_the_profile_chooses_the_model_and_is_given_back() -> None:
    full = encoder.tag(ARTICLE, lines(ARTICLE))
    with encoder.using("fast"):
        assert encoder.in_use() == "fast"
        assert encoder.method() == fast.METHOD
        assert encoder.tag(ARTICLE, lines(ARTICLE)) == fast.tag(ARTICLE, lines(ARTICLE))
        with encoder.using(None):
            assert encoder.in_use() == "fast"
        with pytest.raises(ZeroDivisionError), encoder.using("full"):
            raise ZeroDivisionError
        assert encoder.in_use() == "fast"
    assert encoder.in_use() == "full"
    assert encoder.tag(ARTICLE, lines(ARTICLE)) == full


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Ana", "said", "“", "”", ".", "\n", " ", "Бахмут", "1,200", "—", "don't", "\u0301"])))
def test_any_text_gives_sound_tags(parts: Sequence[str]) -> None:
    text = " ".join(parts)
    tags = fast.tag(text, lines(text))
    assert list(tags) == sorted(tags, key=lambda t: (t.start, t.end, t.label))
    for t in tags:
        assert t.label in LABELS
        assert 0 <= t.start < t.end <= len(text)
        assert 0.0 <= t.score <= 1.0
        assert "\n" not in text[t.start : t.end]
    for group in (NAMES, set(LABELS) - NAMES):
        own = [t for t in tags if t.label in group]
        assert all(a.end <= b.start for a, b in zip(own, own[1:], strict=False))


def test_a_long_text_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(f"Ana Silva said that bridge {n} was closed." for n in range(60))
    at_once = {(t.label, t.start, t.end) for t in fast.tag(text, lines(text))}
    monkeypatch.setattr(fast, "LONGEST", 100)
    in_parts = {(t.label, t.start, t.end) for t in fast.tag(text, lines(text))}
    assert len(at_once & in_parts) > 0.9 * len(at_once)


@given(st.integers(0, 2**32 - 1), st.integers(1, 60))
def test_plain_decoding_equals_viterbi(seed: int, words: int) -> None:
    chance = np.random.default_rng(seed)
    emissions = chance.normal(size=(words, 7)).astype(np.float32)
    opens = [0, *sorted({int(at) for at in chance.integers(0, words, size=3)} - {0})]
    for links in fast.chains().values():
        assert isinstance(links, Chain)
        path = whole(emissions, opens, links)
        assert path.tolist() == decode(emissions, opens, links).tolist()
        kinds = [links.tags[2 * kind + 1][2:] for kind in range(3)]
        found = [(kinds[kind], first, last) for kind, first, last in runs(path, opens)]
        assert found == spans([links.tags[at] for at in path], opens)


def test_words_seen_before_and_more_than_are_kept_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(f"Ana Silva said that bridge {chr(97 + n)}x was closed." for n in range(20))
    before = fast.tag(text, lines(text))
    fast._model.cache_clear()
    monkeypatch.setattr(fast, "_KEPT", 9)
    assert fast.tag(text, lines(text)) == before
    assert fast.tag(text, lines(text)) == before
    fast._model.cache_clear()
