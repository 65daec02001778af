"""Posts of one template and other occasions are no versions of one text; versions of one text stay versions."""

from dataclasses import replace

import pytest
from tests.copies.conftest import STORM, Make, build

from crosswire.copies import lineage
from crosswire.copies.occasions import filling
from crosswire.model.account import Reading
from crosswire.model.story import CopyLink

COMMAND = "Coast Guard of Sandhaven"
FOOT = "Subscribe to our channel: https://coast.example/channel"


def posted(name: str, text: str, date: str = "2031-05-06", outlet: str = COMMAND, language: str = "en") -> Reading:
    made = build(name, text, date=date, outlet=outlet, url=f"https://coast.example/{name}", language=language)
    return replace(made, report=replace(made.report, kind="post"))


def links(one: Reading, two: Reading) -> tuple[CopyLink, ...]:
    return lineage.link([one, two])


WATCH = (
    "Between {hours} our crews stopped {count} boats that tried to enter the closed waters off {place}.\n"
    "All {count} boats were towed to the harbour of {place} and their crews were handed over to the police.\n" + FOOT
)
WATCH_RU = (
    "В период с {hours} мск дежурными катерами остановлены {count} лодки над закрытой акваторией {place}.\n"
    "Лодки доставлены в порт {place}, экипажи переданы полиции для проверки документов.\n" + FOOT
)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(
            WATCH.format(hours="08:00 and 12:00", count="four", place="Sandhaven"),
            WATCH.format(hours="12:00 and 16:00", count="seven", place="Sandhaven"),
            id="other hours and counts",
        ),
        pytest.param(
            WATCH.format(hours="08:00 and 12:00", count="four", place="Sandhaven"),
            WATCH.format(hours="12:00 and 16:00", count="four", place="Sandhaven"),
            id="other hours only",
        ),
        pytest.param(
            WATCH.format(hours="dawn and noon", count="four", place="Sandhaven"),
            WATCH.format(hours="dawn and noon", count="four", place="Merrick"),
            id="another place only",
        ),
        pytest.param(
            WATCH.format(hours="dawn and noon", count="four", place="Sandhaven"),
            WATCH.format(hours="dawn and noon", count="nine", place="Sandhaven"),
            id="another count only",
        ),
        pytest.param(
            WATCH_RU.format(hours="8.00 до 12.00", count="три", place="Песчаной Гавани"),
            WATCH_RU.format(hours="12.00 до 20.00", count="две", place="Песчаной Гавани"),
            id="a language with dots in clock times",
        ),
        pytest.param(
            "This morning our crews stopped a boat that tried to enter the closed waters off Sandhaven.\n" + FOOT,
            "This evening our crews stopped a boat that tried to enter the closed waters off Sandhaven.\n" + FOOT,
            id="another part of the day",
        ),
    ],
)
@pytest.mark.parametrize("days", [("2031-05-06", "2031-05-06"), ("2031-05-06", "2031-05-07")])
def test_one_template_filled_twice_is_two_posts(one: str, two: str, days: tuple[str, str]) -> None:
    language = "ru" if "период" in one else "en"
    assert links(posted("1", one, days[0], language=language), posted("2", two, days[1], language=language)) == ()


def test_a_daily_summary_with_new_numbers_throughout_is_no_rewrite_of_yesterdays() -> None:
    lines = (
        "Summary of the coast service as of 08:00 on {day} May.",
        "Over the past day {a} ships passed the strait and {b} of them were checked at Merrick.",
        "Rescue boats went out {c} times on the northern and {d} times on the southern shore.",
        "Divers cleared {e} nets near Sandhaven, Olm and the mouth of the Varn.",
        "The service thanks all skippers who keep to the marked channel.",
    )
    one = "\n".join(lines).format(day=6, a=128, b=17, c=9, d=12, e=33)
    two = "\n".join(lines).format(day=7, a=141, b=22, c=4, d=15, e=20)
    assert links(posted("1", one), posted("2", two, "2031-05-07")) == ()
    assert links(posted("1", one), posted("2", two, "2031-05-07", outlet="Another Outlet")) == ()


def test_the_same_words_on_another_day_are_another_night_in_a_channel_and_a_reprint_elsewhere() -> None:
    text = "Last night our crews stopped a boat in the closed waters off Sandhaven.\nIts crew was handed over.\n" + FOOT
    assert links(posted("1", text), posted("2", text, "2031-05-08")) == ()
    (link,) = links(posted("1", text), posted("2", text, "2031-05-08", outlet="Harbour Eye"))
    assert link.kind == "identical"
    (link,) = links(posted("1", text), posted("2", text, "2031-05-06"))
    assert link.kind == "identical"


def test_an_update_of_one_article_stays_an_update(make: Make) -> None:
    late = STORM.replace("Fourteen people", "Nineteen people").replace("late on Tuesday", "at 23:10 on Tuesday")
    for given in ({"url": "https://post.example/storm"}, {"title": "Storm in Velden"}):
        (link,) = links(
            make("a", STORM, outlet="Velden Bote", date="2024-03-01", **given),
            make("b", f"{late} The mayor will speak on Friday.", outlet="Velden Bote", date="2024-03-01", **given),
        )
        assert link.kind == "update"


def test_one_address_is_one_article_whatever_its_times_are(make: Make) -> None:
    one, two = (
        make(name, WATCH.format(hours=hours, count=count, place="Sandhaven"), outlet=COMMAND, url="https://c.example/w")
        for name, hours, count in (("1", "08:00 and 12:00", "four"), ("2", "08:00 and 16:00", "seven"))
    )
    (link,) = links(one, two)
    assert link.kind == "update"


def test_a_teaser_is_a_version_though_its_end_with_the_numbers_is_cut() -> None:
    first = "Engineers reopened the old lock of Varnby after a winter of repairs, the water board said."
    second = "Director Ilse Oram called it the largest work on the canal since 1962, and said it had cost 14 million."
    whole = posted("1", f"{first}\n{second}")
    teaser = posted("2", f"{first}\n{second[:70]}…")
    (link,) = links(whole, teaser)
    assert link.kind in ("update", "contained")


def test_a_post_taken_into_a_longer_summary_of_the_channel_is_no_version_of_it() -> None:
    post = (
        "Losses of the smugglers by 6 May, in all.\n"
        "Over the past day the smugglers lost 12 boats, three lorries, 40 crates of goods and one seaplane."
    )
    summary = "\n".join(
        [
            "Summary of the coast service as of 08:00 on 6 May.",
            "The crews keep watch from the mouth of the Varn to the cape of Olm in any weather.",
            "Four lighthouses were repaired and the ferry to Merrick runs again.",
            "Over the past day the smugglers lost 12 boats, three lorries, 40 crates of goods, and one seaplane.",
        ]
    )
    assert all(link.kind in ("contained", "rewrite") for link in links(posted("1", post), posted("2", summary)))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("from 23.00 on 5 May to 07.00", {"n23.00", "n7.00", "cmayn5"}),
        ("з 18:00 31 березня", {"n18.00", "cmarchn31"}),
        ("am 3. Juni gegen 14:30 Uhr", {"n14.30", "cjunen3"}),
        ("as of 17.03.2026", {"n17.03.2026"}),
        ("it cost 3.5 million", set()),
    ],
)
def test_times_of_a_sentence(text: str, times: set[str]) -> None:
    assert filling(text).times == times
