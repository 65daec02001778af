from hypothesis import given
from hypothesis import strategies as st

from crosswire.language.wordpiece import UNKNOWN, encode, vocabulary, word_ids

PIECES = {number: piece for piece, number in vocabulary().items()}


def spelled(text: str) -> list[str]:
    return [PIECES[number] for number in encode(text).ids]


def test_vocabulary_is_the_published_one() -> None:
    table = vocabulary()
    assert len(table) == 30522
    assert (table["[PAD]"], table["[UNK]"], table["[CLS]"], table["[SEP]"]) == (0, 100, 101, 102)


def test_equal_to_the_reference_tokenizer_on_known_cases() -> None:
    # Ids written down from the reference (package ``tokenizers`` with the model's own file).
    assert spelled("Naïve café, 3.5%!") == ["naive", "cafe", ",", "3", ".", "5", "%", "!"]
    assert spelled("unaffable embeddings") == ["una", "##ffa", "##ble", "em", "##bed", "##ding", "##s"]
    assert spelled("“No” – he said…") == ["“", "no", "”", "–", "he", "said", "…"]
    assert encode("乌克兰").ids == tuple(vocabulary().get(c, UNKNOWN) for c in "乌克兰")
    assert encode("zero\u200bwidth").ids == encode("zerowidth").ids
    assert encode("x" * 101).ids == (UNKNOWN,)
    assert encode("\U0001f642").ids == (UNKNOWN,)
    assert encode("").ids == ()


def test_offsets_point_at_the_letters_a_piece_came_from() -> None:
    text = "  Péter’s   unaffable\tCAFÉ"
    pieces = encode(text)
    slices = [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert slices == ["Péter", "’", "s", "una", "ffa", "ble", "CAFÉ"]


@given(st.text(max_size=120))
def test_offsets_lie_inside_the_text_and_never_go_back(text: str) -> None:
    pieces = encode(text)
    assert len(pieces.ids) == len(pieces.starts) == len(pieces.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(pieces.starts, pieces.ends, strict=True))
    assert list(pieces.starts) == sorted(pieces.starts)


@given(st.text(max_size=300))
def test_a_word_always_has_between_one_and_twelve_pieces(word: str) -> None:
    assert 1 <= len(word_ids(word)) <= 12
