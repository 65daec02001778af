"""What an item is compared by: its own words, not those of the digest it stands in."""

from dataclasses import replace

import pytest

from crosswire.model.account import Reading
from crosswire.model.mention import Mention, Time
from crosswire.model.report import Dated, Report
from crosswire.segment import items, sentences
from crosswire.stories import clustering, members


def digest(name: str, title: str, *points: str, language: str = "en") -> Reading:
    text = "\n\n".join([f"{title}:", *(f"▪️ {point}" for point in points)])
    report = Report(name, name, None, "article", "Dorwick Post", title, language, Dated("2031-03-23", "given"), text)
    report, found = items.cut(report, epoch=None)
    reading = Reading(report, found)
    return replace(reading, passages=sentences.split(reading))


@pytest.mark.parametrize(
    ("language", "title", "points"),
    [
        ("en", "Main news of 22 March", ("The bridge is shut", "Maren has a new budget", "Sedna sails again")),
        ("uk", "Головні новини за 22 березня", ("Міст закрили", "Марен має новий бюджет", "Порт Седни працює")),
    ],
)  # fmt: skip
def test_no_section_is_compared_by_the_title_of_its_digest(language: str, title: str, points: tuple[str, ...]) -> None:
    reading = digest("rep-1", title, *points, language=language)
    assert reading.report.kind == "digest"
    listed = members.members([reading])
    told = [members.text(member, {}) for member in listed]
    assert [(text.headline, text.sentences) for text in told] == [("", (point,)) for point in points]
    assert [member.title for member in listed] == list(points)


def test_the_first_sections_of_two_digests_are_not_one_story_for_their_titles() -> None:
    one = digest(
        "rep-1", "Main news of 22 March", "The bridge of Dorwick is shut", "Maren has a new budget", "Sedna sails"
    )
    two = digest("rep-2", "Main news of 22 March", "Actors of Karsk won a prize", "Snow fell in Orlen", "Rye is dear")
    assert all(len(story.items) == 1 for story in clustering.group([one, two], (), ()))


def test_days_and_names_of_the_title_are_not_the_first_section_s() -> None:
    reading = digest(
        "rep-1", "Main news of Velden, 22 March", "Dorwick bridge is shut", "Maren has money", "Sedna sails on"
    )
    first = reading.items[0].id
    at = reading.report.text.index("22 March")
    time = Time(at, at + 8, "rep-1", "22 March", "t", first, "2031-03-22")
    at = reading.report.text.index("Velden")
    mention = Mention(at, at + 6, "rep-1", "Velden", "place", "name", "ent-1", first)
    reading = replace(reading, times=(time,), mentions=(mention,))
    member = members.members([reading])[0]
    assert members.when(member).told == frozenset()
    assert members.text(member, {("rep-1", mention.start, mention.end): "Velden"}).known == ()
    assert not members.in_lead(member, mention)
