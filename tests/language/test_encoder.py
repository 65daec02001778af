import subprocess
import sys
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from crosswire.language import encoder
from crosswire.language.chain import Chain
from crosswire.model.reading import LABELS, Tag

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
    return [text[t.start : t.end] for t in encoder.tag(text, lines(text)) if t.label == label]


def sound(text: str, tags: Sequence[Tag]) -> None:
    """What every answer must be, whatever the model thinks."""
    assert list(tags) == sorted(tags, key=lambda t: (t.start, t.end, t.label))
    for t in tags:
        assert t.label in LABELS
        assert 0 <= t.start < t.end <= len(text)
        assert 0.0 <= t.score <= 1.0
        assert text[t.start : t.end] == text[t.start : t.end].strip()
        assert "\n" not in text[t.start : t.end]
    for group in (NAMES, set(LABELS) - NAMES):
        own = [t for t in tags if t.label in group]
        assert all(a.end <= b.start for a, b in zip(own, own[1:], strict=False))


def test_names_are_found_without_titles() -> None:
    assert found(ARTICLE, "person") == ["Olena Marchuk"]
    assert found(ARTICLE, "place") == ["Lviv"]
    assert found(ARTICLE, "organisation") == ["United Nations"]


def test_who_says_what() -> None:
    assert "Governor Olena Marchuk" in found(ARTICLE, "source")
    assert any("said" in cue for cue in found(ARTICLE, "cue"))
    assert any("two bridges in Lviv had been closed" in content for content in found(ARTICLE, "content"))
    assert "she" in found(ARTICLE, "source")
    assert any("denied" in cue for cue in found(ARTICLE, "cue"))


def test_straight_and_curly_quotation_marks_give_the_same_tags() -> None:
    straight = ARTICLE.replace("“", '"').replace("”", '"')
    assert encoder.tag(ARTICLE, lines(ARTICLE)) == encoder.tag(straight, lines(straight))


def test_a_headline() -> None:
    text = "Two bridges in Lviv closed for repairs: Governor"
    assert found(text, "source") == ["Governor"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\U0001f642\U0001f1fa\U0001f1e6 \U0001f4a5\U0001f4a5",
        "Губернатор сообщил: «нет»",
        "乌克兰总统说",
        "x" * 20000,
        "said " * 3000,
        "“ “ “ “ ‘ \" ' '' `` »",
        "He said “we will never",
        "\u200b\u200b\ufeff \u0301\u0301",
    ],
)
def test_odd_texts(text: str) -> None:
    sound(text, encoder.tag(text, lines(text)))
    assert encoder.tag(text, []) == ()


def test_words_outside_the_sentences_are_not_read() -> None:
    start = ARTICLE.index("The United")
    tags = encoder.tag(ARTICLE, [(start, len(ARTICLE))])
    assert tags
    assert all(t.start >= start for t in tags)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("abc DEF.,“”\"'-\n\u0301é1Ж"), max_size=200))
def test_any_text_gets_a_sound_answer(text: str) -> None:
    sound(text, encoder.tag(text, lines(text)))


def test_the_same_text_has_the_same_tags_wherever_its_window_is_batched() -> None:
    # Int8 scales activations by batch, so scores may differ in the last digits; clear cases must not.
    alone = encoder.tag(ARTICLE, lines(ARTICLE))
    text = ARTICLE + "\n" + "\n".join(f"Item {n}: rain is expected in the hills." for n in range(300))
    together = [t for t in encoder.tag(text, lines(text)) if t.end <= len(ARTICLE)]
    sure = {(t.label, t.start, t.end) for t in alone if t.score > 0.9}
    assert sure
    assert sure <= {(t.label, t.start, t.end) for t in together}


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, crosswire, crosswire.language.encoder; print('onnxruntime' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_long_text_is_read_in_bounded_batches() -> None:
    sizes: list[int] = []

    def run(ids: NDArray[np.int64], shapes: NDArray[np.int64]) -> NDArray[np.float32]:
        assert ids.shape == shapes.shape
        sizes.append(ids.size)
        return np.zeros((*ids.shape, 3), dtype=np.float32)

    chain = Chain(("O", "B-cue", "I-cue"), np.zeros(3, dtype=np.float32), np.zeros((3, 3), dtype=np.float32))
    text = "The mayor said the road is open. " * 30000  # about 1 MB
    assert encoder.tag_with(run, {"attribution": chain}, text, [(0, len(text))]) == ()
    assert max(sizes) <= 4096
