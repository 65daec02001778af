"""The scorer of nights: what counts as quoted, as right, as a wrong holder; and a night of the stream."""

import datetime as dt

from crosswire.evaluate import figures, nights, revised, stream
from crosswire.evaluate.stream import Desk, Post
from crosswire.model.report import Given, Received

DAY = dt.date(2025, 3, 12)
COUNTS = [figures.Count(DAY, 56.0, "destroyed", "drones"), figures.Count(DAY, 60.0, "launched", "drones")]


def post(text, outlet="Harbour Post"):
    given = Given(outlet=outlet, url=f"https://e.org/{outlet}", published="2025-03-12T09:00:00+02:00", language="en")
    return Post(Received(f"https://e.org/{outlet}", "text", text, given), DAY, outlet)


def judged(text):
    told = post(text)
    numbers = nights.quoted(DAY, [told], COUNTS)
    _, entries = Desk().account([told])
    return nights.judge(entries, numbers)


def test_a_night_is_right_where_all_its_numbers_are_held():
    night = judged("Ukraine shot down 56 of 60 Russian drones overnight.")
    assert (night.numbers, night.held, night.right, night.wrong) == (2, 2, 1, 0)


def test_a_wrong_holder_makes_a_night_wrong():
    night = judged("Ukraine lost 3 ships while 56 drones were shot down overnight, the sailor Ivo Brandt said.")
    assert (night.right, night.wrong) == (0, 1)


def test_a_number_of_bombs_is_not_a_number_of_drones():
    told = post("Enemy drones and 56 glide bombs hit the region overnight.")
    assert nights.quoted(DAY, [told], COUNTS) == []


def test_the_ministrys_total_is_found_without_the_reader():
    told = post(
        "Дежурными средствами ПВО **перехвачены и уничтожены 44 украинских беспилотных** аппарата", "mod_russia"
    )
    assert [one.count.value for one in nights.quoted(DAY, [told], ())] == [44.0]


def test_made_reports_of_the_south_and_of_corrections(corpora):
    for pairs in (revised.souths(corpora / revised.RECORD), revised.corrections(corpora / revised.RECORD)):
        found = list(pairs)
        assert len(found) >= 30
        assert all(one.day == two.day and first != second for one, two, first, second in found)


def test_a_night_of_the_stream_is_held(corpora):
    days = stream.posts(corpora)
    record = figures.record(corpora / nights.RECORD)
    day = dt.date(2026, 3, 12)
    numbers = nights.quoted(day, days[day], record[day])
    _, entries = Desk().account(days[day])
    night = nights.judge(entries, numbers)
    assert night.numbers > 5
    assert night.right == 1
