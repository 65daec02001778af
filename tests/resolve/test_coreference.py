"""Which names, titles and pronouns of one report are one: tables of short invented reports."""

import pytest

from crosswire.model.report import Given, Received
from crosswire.resolve.coreference_referring import gender
from crosswire.run import runner

CASES = (
    # text, the words looked up, the full name they stand for (None: nobody)
    ("Mayor Anton Kreel spoke in Velm. He said the wall was dry.", "He", "Anton Kreel"),
    ("Governor Lena Harrow spoke in Velm. She said the wall was dry.", "She", "Lena Harrow"),
    ("Governor Lena Harrow met Mayor Anton Kreel. He said the wall was dry.", "He", "Anton Kreel"),
    ("Governor Lena Harrow met Mayor Anton Kreel. She said the wall was dry.", "She", "Lena Harrow"),
    ("Anton Kreel met Boris Brandt in Velm on Monday. He said the wall was dry.", "He", "Anton Kreel"),
    ("At night Anton Kreel and Boris Brandt met in Velm near the old wall. “It is dry.” He left.", "He", "Anton Kreel"),
    ("Governor Lena Harrow spoke in Velm. The governor said the wall was dry.", "governor", "Lena Harrow"),
    ("Anton Kreel came to Velm. Later Kreel said the wall was dry.", "Kreel", "Anton Kreel"),
    ("Anton Kreel came. The wall leaks. Rain fell. It was late. Snow fell. He said the wall was dry.", "He", None),
)


@pytest.mark.parametrize(("text", "words", "name"), CASES, ids=[case[0][:60] for case in CASES])
def test_words_stand_for_a_name(text, words, name):
    outcome = runner.extract(Received("x.txt", "text", text + "\n", Given(outlet="Daily Sample", language="en")))
    assert outcome.report is not None
    reading = runner.read(outcome.report, epoch=None, published=None)
    found = [m for m in reading.mentions if m.exact == words and not _full(reading.mentions, m)]
    entities = {m.entity for m in found}
    named = {m.exact for m in reading.mentions if m.entity in entities and " " in m.exact and m.form == "name"}
    assert (named == {name}) if name else not named


def _full(mentions, mention):
    return any(o.start <= mention.start and mention.end <= o.end and o is not mention for o in mentions)


@pytest.mark.parametrize(
    ("name", "roles", "sex"),
    [
        ("Lena Harrow", (), "female"),
        ("Anton Kreel", ("chairman",), "male"),
        ("Sam Brandt", ("spokeswoman",), "female"),
        ("Kreel", (), None),
    ],
)
def test_gender_by_role_or_name(name, roles, sex):
    assert gender(name, roles) == sex
