"""Bytes to text: stated, guessed and mixed encodings, what can be repaired and what was lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest.decode import decode, is_binary

UKRAINIAN = "Мер Дорвіка повідомив, що дамбу прорвало вночі. Двоє людей поранені, їх доставили до лікарні.\n" * 4
RUSSIAN = "Мэр Дорвика сообщил, что дамбу прорвало ночью. Двое человек ранены, их доставили в больницу.\n" * 4
WESTERN = "Der Bürgermeister von Dörvik sagte, zwei Menschen seien verletzt – „mehr wissen wir nicht“.\n" * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"])
@pytest.mark.parametrize("text", [UKRAINIAN, RUSSIAN])
def test_cyrillic(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert found.text.lstrip("\ufeff") == text
    assert not found.destroyed and not found.mixed


@pytest.mark.parametrize("encoding", ["koi8-u", "cp866", "iso8859-5"])
def test_older_cyrillic(encoding: str) -> None:
    text = RUSSIAN.replace("—", "-")
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_western(encoding: str) -> None:
    found = decode(WESTERN.encode(encoding))
    assert found.text == WESTERN
    assert found.guessed == (encoding == "cp1252")


def test_latin_1() -> None:
    assert decode("Peter Szőke".replace("ő", "ö").encode("latin-1") * 5).text == "Peter Szöke" * 5


def test_a_page_states_its_charset() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{UKRAINIAN}</p></body></html>'
    found = decode(page.encode("cp1251"), html=True)
    assert found.text == page and not found.guessed


def test_a_page_that_states_the_wrong_charset() -> None:
    page = f'<meta charset="us-ascii"><p>{UKRAINIAN}</p>'
    assert decode(page.encode("utf-8"), html=True).text == page


def test_mixed_encodings() -> None:
    data = UKRAINIAN.encode("utf-8") + RUSSIAN.splitlines()[0].encode("cp1251") + b"\n" + UKRAINIAN.encode("utf-8")
    found = decode(data)
    assert found.mixed
    assert found.text == UKRAINIAN + RUSSIAN.splitlines()[0] + "\n" + UKRAINIAN


def test_mojibake_is_repaired_where_it_is_certain() -> None:
    broken = "The mayor said: â€œWe are safe.â€\x9d It was dry."
    found = decode(broken.encode("utf-8"))
    assert found.repaired
    assert "“We are safe.”" in found.text


@pytest.mark.parametrize("text", ["“Curly” quotes – kept…", "naïve café", "Ø and Ð are letters", "«так»"])
def test_what_is_right_is_left_alone(text: str) -> None:
    found = decode(text.encode())
    assert found.text == text and not found.repaired


def test_lost_letters_are_told_of() -> None:
    assert decode(b"?????????? ?????? in Dorvik").destroyed
    assert not decode(b"Really? Yes.").destroyed


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"%PDF-1.4", True),
        (b"\x00\x01\x02\x03" * 100, True),
        ("Привіт".encode("utf-16-le") * 20, False),
        ("plain words\n".encode("utf-16-le") * 20, False),
        ("Привіт".encode("utf-16") * 20, False),
        (b"plain words", False),
        (b"\x01\x02\x03\x04\x05" * 10, True),
    ],
)
def test_binary(data: bytes, binary: bool) -> None:
    assert is_binary(data) == binary


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_never_fails(data: bytes) -> None:
    is_binary(data)
    assert isinstance(decode(data).text, str)
    assert isinstance(decode(data, html=True).text, str)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=200))
def test_utf_8_that_is_no_mojibake_survives(text: str) -> None:
    found = decode(text.encode())
    assert found.repaired or found.text == text.removeprefix("\ufeff") or found.guessed or "\ufeff" in text
