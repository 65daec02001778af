"""The scorer of timelines."""

from crosswire.evaluate import timelines


def test_a_timeline_is_its_entity_and_its_dates(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("Fen Water\n0\tXXXX-XX-XX\t1-2-a\n1\t2001-02\t1-3-b\n2\t2001-03-04\t1-4-c\n", encoding="utf-8")
    assert timelines.timeline(path) == ("Fen Water", frozenset({"2001-02", "2001-03-04"}))


def test_dates_stand_in_sentences_that_name_the_entity(tmp_path):
    words = "A company opens . ^ March 4 , 2001 ^ Fen Water opened on March 2 . ^ Nobody came on March 3 ."
    sentences = [part.split() for part in words.split("^")]
    tokens = "".join(
        f'<token sentence="{n}">{word}</token>' for n, sentence in enumerate(sentences) for word in sentence
    )
    path = tmp_path / "1.xml"
    path.write_text(f"<Document>{tokens}</Document>", encoding="utf-8")
    dates, documents = timelines.dates_of("Fen Water", [timelines.read(path)])
    assert dates == {"2001-03-02"}
    assert documents == {"2001-03-04"}
