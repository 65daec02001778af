"""The five seed reports, cut as a careful reader cuts them. Skipped where the seeds are not beside the project."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from crosswire.extract.article import extract
from crosswire.ingest.files import receive
from crosswire.model.account import Reading
from crosswire.model.report import Given, Item, Received, Report
from crosswire.segment.items import cut, epoch_of
from crosswire.segment.sentences import split

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
EPOCH = dt.date(2022, 2, 24)
EVIDENCE = {"day_number": "day-number", "printed": "printed", None: "unknown"}

pytestmark = pytest.mark.skipif(not (SEEDS / "gold.yaml").exists(), reason="the seeds are not beside the project")


@cache
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((SEEDS / "gold.yaml").read_text(encoding="utf-8"))
    documents: dict[str, Any] = loaded["documents"]
    return documents


def read(name: str, *, epoch: dt.date | None = EPOCH, published: str | None = None) -> tuple[Report, tuple[Item, ...]]:
    found = receive([str(SEEDS / f"{name}.txt")], given=Given(published=published))
    report, _ = extract(next(each for each in found if isinstance(each, Received)))
    return cut(report, epoch=epoch)


NAMES = ("digest-short", "digest-long", "article-translation-a", "article-translation-b", "live-blog")


@pytest.mark.parametrize("name", NAMES)
def test_kind_and_date(name: str) -> None:
    report, _ = read(name)
    wanted = gold()[name]
    assert report.kind == wanted["kind"]
    assert report.published.edtf == (str(wanted["date"]) if wanted["date"] else None)
    assert report.published.evidence == EVIDENCE[wanted.get("date_evidence")]


def test_the_epoch_follows_from_the_other_digest() -> None:
    long, _ = read("digest-long", epoch=None)
    short, _ = read("digest-short", epoch=None)
    assert short.published.edtf is None
    assert epoch_of(long) == EPOCH
    assert epoch_of(short) is None


def test_sections_with_repeated_headlines() -> None:
    report, items = read("digest-short")
    wanted = [
        each if isinstance(each, str) else ": ".join(*each.items()) for each in gold()["digest-short"]["sections"]
    ]
    assert [item.headline for item in items] == wanted
    assert all(report.text[item.start :].startswith(item.headline or "-") for item in items)


def test_sections_matched_to_listed_headlines() -> None:
    report, items = read("digest-long")
    sections = [item for item in items if item.kind == "section"]
    assert len(sections) == gold()["digest-long"]["headlines"]
    opening = {
        "ISW:": "The situation in the Belgorod region is causing panic",
        "7 members": "Seven Ukrainian",
        "The building": "The situation remains extremely tense",
        "Kyiv : Russian": "The situation in Russia's Belgorod region, which",
        "UNIAN:": "Two Russian soldiers were killed",
        "WSJ:": "As Ukraine enters",
        "Borrell": "The EU's foreign policy chief",
    }
    for headline, words in opening.items():
        section = next(item for item in sections if (item.headline or "").startswith(headline))
        assert report.text[section.start :].startswith(words)
    assert all(a.end <= b.start for a, b in zip(sections, sections[1:], strict=False))


def test_embedded_posts() -> None:
    report, items = read("digest-long")
    posts = [item for item in items if item.kind == "post"]
    assert len(posts) == gold()["digest-long"]["embedded_posts"]
    assert [item.author for item in posts] == [f"@{handle}" for handle in gold()["digest-long"]["post_handles"]]
    assert {(item.published.edtf, item.published.evidence) for item in posts} == {("2023-05-23", "printed")}
    first = ["Self proclaimed", "That white-blue-white", '"Greetings', "The first trophies"]
    assert [report.text[item.start :].startswith(words) for item, words in zip(posts, first, strict=True)] == [True] * 4


def test_live_blog() -> None:
    report, items = read("live-blog", published="2023-06-01")
    assert len(items) == gold()["live-blog"]["posts"]
    assert {item.kind for item in items} == {"update"}
    assert {(item.published.edtf, item.published.evidence) for item in items} == {("2023-06-01", "given")}
    assert report.title is None


@pytest.mark.parametrize("name", ["article-translation-a", "article-translation-b"])
def test_articles_are_one_item(name: str) -> None:
    report, items = read(name)
    assert [item.kind for item in items] == ["article"]
    assert [span.exact for span in report.boilerplate] == gold()[name].get("boilerplate", [])


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_read_once(name: str) -> None:
    report, items = read(name)
    passages = split(Reading(report, items))
    whole = [each for each in passages if each.kind in ("headline", "caption", "boilerplate", "sentence")]
    assert "".join(report.text[each.start : each.end] for each in whole).replace(" ", "").replace("\n", "") == "".join(
        report.text.split()
    )
    assert {each.item for each in passages} <= {item.id for item in items}
