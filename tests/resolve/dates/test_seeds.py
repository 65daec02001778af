"""The dates that a careful reader finds in the seed reports."""

from pathlib import Path

import pytest
import yaml

from crosswire.model.account import Reading
from crosswire.model.report import Dated, Item, Passage, Report
from crosswire.resolve import dates

WRITTEN = "2023-05-23"


def _reading(text: str, published: str) -> Reading:
    dated = Dated(published, "given")
    report = Report("rep-1", "seed", None, "article", None, None, "en", dated, text)
    item = Item("itm-1", "rep-1", "article", None, 0, len(text), dated)
    passages, at = [], 0
    for number, line in enumerate(text.split("\n")):
        passages.append(Passage(at, at + len(line), "sentence", "itm-1", "rep-1", number))
        at += len(line) + 1
    return Reading(report, (item,), tuple(passages))


def test_every_date_of_the_seeds_is_placed(seeds: Path) -> None:
    gold = yaml.safe_load((seeds / "gold.yaml").read_text(encoding="utf-8"))["dates"]
    wrong = []
    for entry in gold:
        text = (seeds / f"{entry['doc']}.txt").read_text(encoding="utf-8")
        times = dates.find(_reading(text, str(entry.get("given_date", WRITTEN))))
        start = text.index(entry["text"])
        end = start + len(entry["text"])
        here = [time for time in times if time.start < end and start < time.end]
        if not any(time.edtf == str(entry["means"]) for time in here):
            wrong.append((entry, [(time.exact, time.edtf) for time in here]))
    assert not wrong


@pytest.mark.parametrize("name", ["digest-long", "digest-short", "article-translation-a", "article-translation-b"])
def test_nothing_is_placed_outside_the_war_years_without_words_for_it(seeds: Path, name: str) -> None:
    text = (seeds / f"{name}.txt").read_text(encoding="utf-8")
    for time in dates.find(_reading(text, WRITTEN)):
        if time.edtf and time.anchor:
            assert time.edtf[:4] in ("2022", "2023", "2024"), time
