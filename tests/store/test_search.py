"""The contract of the search, held by every backend: what is found, where it is marked, what a query may say."""

import datetime as dt

import pytest
from deskrecords import place, put, reading
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.base.errors import RunFailed
from crosswire.store import query
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.folding import fold, stem
from crosswire.store.search import Asked

TEXTS = {
    "wall": "The sea walls at Ansel fell on Tuesday. “Nobody was warned,” said Petra Ullman.",
    "gates": "The flood gates near Ansel were opened late, an engineer wrote.",
    "dam_uk": "Гребля «Кестрел» прорвалася у вівторок. П’ять будинків зруйновано, повідомив Тарас Рейланд.",
    "dam_ru": "Плотина прорвана во вторник; зелёный берег затоплен, самолёты не летают.",
    "mines": "Мій край. Ми не мали мін.",
    "cafe": "The café on the quay, run by Zoë Marsh, was closed.",
}


def fill(desk: EmbeddedDesk) -> dict[str, str]:
    """Every text on the desk; report id to its name."""
    names = {}
    for number, (name, text) in enumerate(sorted(TEXTS.items())):
        language = "uk" if name in ("dam_uk", "mines") else "ru" if name == "dam_ru" else "en"
        quote = "Nobody was warned," if name == "wall" else None
        made = reading(
            text, f"2025-03-{10 + number}", outlet="Harbour Post" if name == "wall" else "Coast Live",
            language=language, quote=quote,
        )  # fmt: skip
        found = (place(made, "Ansel", 50.0, 30.0, "Ansel Town"),) if "Ansel" in text else ()
        put(desk, made, *found)
        names[made.report.id] = name
    return names


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("wall", "wall"),
        ("WALLS", "wall"),
        ("ansel", "gates wall"),
        ("ansel NOT gates", "wall"),
        ("ansel gates", "gates"),
        ("wall OR gates", "gates wall"),
        ("(wall OR gates) AND engineer", "gates"),
        ('"sea walls"', "wall"),
        ('"walls sea"', ""),
        ("engin*", "gates"),
        ("NEAR(gates opened, 3)", "gates"),
        ("NEAR(flood late, 2)", ""),
        ("cafe", "cafe"),
        ("zoe", "cafe"),
        ("Zoë", "cafe"),
        # Ukrainian and Russian in any case and number
        ("гребля", "dam_uk"),
        ("греблю", "dam_uk"),
        ("греблі", "dam_uk"),
        ("будинки", "dam_uk"),
        ("плотину", "dam_ru"),
        ("плотиной", "dam_ru"),
        ("берега", "dam_ru"),
        # letters of their own, and letters that are one
        ("зеленый", "dam_ru"),
        ("самолетами", "dam_ru"),
        ("п'ять", "dam_uk"),
        ("п’ять", "dam_uk"),
        ("пʼять", "dam_uk"),
        ("мій", "mines"),
        ("ми", "mines"),
        ("рейланд*", "dam_uk"),
        ("прорвал*", "dam_uk"),
        ("прорвалис*", ""),
        ("прорвалась", "dam_uk"),
        ("зелёного*", "dam_ru"),
        ("«Кестрел»", "dam_uk"),
    ],
)
def test_words(desk: EmbeddedDesk, words: str, found: str) -> None:
    names = fill(desk)
    hits = desk.search(Asked(words))
    assert sorted(names[hit.id] for hit in hits.hits) == found.split()
    assert hits.total == len(found.split())


def test_short_i_is_no_i(desk: EmbeddedDesk) -> None:
    put(desk, reading("Мій"))
    assert desk.search(Asked("мйи")).total == 0
    assert fold("йод") != fold("иод")
    assert fold("їжа")[:1] != fold("іжа")[:1]


@pytest.mark.parametrize(
    "words", ["walls ansel", "п'ять будинки", "плотиной", "самолеты", "zoe", "engin*", '"sea wall"']
)
def test_marks_stand_where_the_words_do(desk: EmbeddedDesk, words: str) -> None:
    fill(desk)
    (hit,) = desk.search(Asked(words)).hits[:1]
    made = desk.reading(hit.report)
    assert made is not None
    marks = [mark for mark in hit.marks if mark.field == "text"]
    assert marks
    assert all(made.report.text[mark.start : mark.end] == mark.exact for mark in marks)
    assert all(mark.exact.strip() == mark.exact for mark in marks)


def test_a_mark_covers_the_whole_word(desk: EmbeddedDesk) -> None:
    fill(desk)
    (hit,) = desk.search(Asked("плотину")).hits
    assert [mark.exact for mark in hit.marks if mark.field == "text"] == ["Плотина"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked("ansel", source="harbour post"), "wall"),
        (Asked(None, language="ru", source="Coast Live"), "dam_ru"),
        (Asked("ansel", since=dt.date(2025, 3, 14)), "wall"),
        (Asked("ansel", until=dt.date(2025, 3, 14)), "gates"),
        (Asked(None, place="Ansel"), "wall gates"),
        (Asked(None, place="ansel town"), "wall gates"),
        (Asked("gates", place="50.1,30.1,20"), "gates"),
        (Asked("gates", place="51,30.1,20"), ""),
        (Asked(None, holder="Ullman"), "wall"),
        (Asked("walls", holder="petra ullman"), "wall"),
        (Asked("gates", holder="Ullman"), ""),
    ],
)
def test_filters(desk: EmbeddedDesk, asked: Asked, found: str) -> None:
    names = fill(desk)
    assert sorted(names[hit.id] for hit in desk.search(asked).hits) == sorted(found.split())


def test_items_claims_and_entities(desk: EmbeddedDesk) -> None:
    fill(desk)
    (item,) = desk.search(Asked("gates", "items")).hits
    assert item.id.startswith("itm-")
    (claim,) = desk.search(Asked("warned", "claims", holder="Ullman")).hits
    assert (claim.holder, claim.spans[0].exact) == ("Petra Ullman", "Nobody was warned,")
    assert desk.owner(claim.id) == claim.report
    assert [mark.exact for mark in claim.marks] == ["warned"]
    (entity,) = desk.search(Asked("ansel", "entities")).hits
    assert (entity.title, entity.names) == ("Ansel", ("Ansel Town",))
    assert desk.search(Asked("ansel", "entities", source="Coast Live")).total == 1
    assert desk.search(Asked("ansel", "entities", language="uk")).total == 0
    assert desk.search(Asked(None, "claims", place="Ansel")).total == 1


def test_pages_of_hits(desk: EmbeddedDesk) -> None:
    for number in range(7):
        put(desk, reading(f"Wall number {number}."))
    pages = [desk.search(Asked("wall", limit=3, offset=offset)) for offset in (0, 3, 6, 9)]
    assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
    assert {page.total for page in pages} == {7}
    assert len({hit.id for page in pages for hit in page.hits}) == 7


def test_the_index_follows_what_is_read_again(desk: EmbeddedDesk) -> None:
    old = reading("The wall at Ansel fell.")
    key = put(desk, old, place(old, "Ansel", 1.0, 2.0, "Anselm"))
    desk.complete(key, reading("The bridge fell."), reader="2")
    assert desk.search(Asked("wall")).total == 0
    assert desk.search(Asked("bridge")).total == 1
    assert desk.search(Asked("anselm", "entities")).total == 0
    assert desk.check() == []


def test_an_index_made_anew_is_the_same(desk: EmbeddedDesk) -> None:
    fill(desk)
    before = desk.search(Asked("ansel"))
    desk.unindex()
    assert desk.search(Asked("ansel")).total == 0
    for one in list(desk.unindexed()):
        desk.index(one, ())
    assert list(desk.unindexed()) == []
    assert [hit.id for hit in desk.search(Asked("ansel")).hits] == [hit.id for hit in before.hits]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "it is empty"),
        ("   ", "it is empty"),
        ('"sea wall', "is not closed"),
        ("(wall", "bracket at character 1 is not closed"),
        ("wall)", "to close"),
        ("wall AND", "missing at its end"),
        ("OR wall", "nothing before it"),
        ("NOT wall", "NOT needs something before it"),
        ("wall NOT", "missing at its end"),
        ("NEAR(wall)", "at least two words"),
        ("NEAR(wall gate, x)", "a number of words"),
        ("NEAR(wall gate, 99999999999)", "a number of words"),
        ("NEAR(wa* gate)", "cannot stand in NEAR"),
        ("***", "has no word in it"),
        ("—", "has no word in it"),
        ("(" * 50 + "wall" + ")" * 50, "deep"),
        ("wall " * 100, "over 60 words"),
        ("w" * 1001, "over 1000 characters"),
        ("()", "nothing before it"),
    ],
)
def test_a_malformed_query_is_told_what_is_wrong(words: str, said: str) -> None:
    with pytest.raises(RunFailed, match="the query cannot be read") as caught:
        query.expression(words, "title words")
    assert said in caught.value.message


HOSTILE = st.lists(
    st.sampled_from(
        ["wall", '"', "(", ")", "*", "AND", "OR", "NOT", "NEAR(", ",", "5", "^", ":", "{title}", "-", "+", "'", ";--",
         "words:", "rowid", "DROP", "\x00", "\x01", "é", "пʼять", "𝕏", "\ud800", "%", "?", ":words"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(words=st.one_of(HOSTILE, st.text(max_size=60)))
def test_a_hostile_query_finds_or_is_refused(hostile_desk: EmbeddedDesk, words: str) -> None:
    try:
        found = hostile_desk.search(Asked(words))
    except RunFailed as error:
        assert error.reason == "bad-query"
    else:
        assert found.total <= 1
    try:
        hostile_desk.search(Asked("wall", holder=words or "x", place=words or "x"))
    except RunFailed as error:
        assert error.reason in ("bad-query", "bad-place")


@pytest.fixture(scope="module")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedDesk:
    made = EmbeddedDesk(tmp_path_factory.mktemp("hostile") / "x.desk")
    put(made, reading("The wall at Ansel fell."))
    return made


@given(st.text(max_size=80))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґʼ", min_size=1, max_size=20))
def test_a_stem_is_the_beginning_of_its_word(word: str) -> None:
    assert word.startswith(stem(word))
    assert len(stem(word)) >= min(3, len(word))
