"""What a careful reader finds in the five seed reports (gold.yaml), held against everything found."""

import re
from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]
Record = dict[str, Any]


def by_name(found: Document) -> dict[str, Record]:
    return {report["name"].removesuffix(".txt"): report for report in found["reports"]}


def spans(value: Any) -> Iterator[Record]:
    if isinstance(value, dict):
        if {"report", "start", "end", "exact"} <= value.keys():
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


def places(text: str, words: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(re.escape(words), text)]


def overlaps(span: Record, start: int, end: int) -> bool:
    return bool(span["start"] < end and start < span["end"])


def plain(name: str | None) -> str:
    words = re.sub(r"[^\w ]", " ", (name or "").lower())
    return re.sub(r"\b(the|a|an)\b", " ", words).strip()


def same_party(found: Document, source: str | None, entity: str | None, wanted: str) -> bool:
    """The wanted party by name, or any alias of the entity."""
    names = {plain(source)}
    for record in found["entities"]:
        if record["id"] == entity:
            names |= {plain(record["name"]), *(plain(alias) for alias in record["aliases"])}
    want = set(plain(wanted).split())
    return any(want <= set(name.split()) or (set(name.split()) <= want and name) for name in names if name)


def test_every_span_says_what_the_text_says(found: Document) -> None:
    texts = {report["id"]: report["text"] for report in found["reports"]}
    checked = 0
    for span in spans(found):
        assert texts[span["report"]][span["start"] : span["end"]] == span["exact"]
        checked += 1
    assert checked > 500


def test_every_record_has_its_own_id(found: Document) -> None:
    for kind in ("reports", "attributions", "entities", "times", "figures", "copies", "stories", "findings"):
        ids = [record["id"] for record in found[kind]]
        assert len(ids) == len(set(ids)), kind


def test_kinds_and_dates(found: Document, gold: Document) -> None:
    reports = by_name(found)
    evidence = {"day_number": "day-number", "printed": "printed"}
    for name, expected in gold["documents"].items():
        report = reports[name]
        assert report["kind"] == expected["kind"], name
        if expected["date"] is not None:
            said = (report["published"]["edtf"], report["published"]["evidence"])
            assert said == (str(expected["date"]), evidence[expected["date_evidence"]]), name
    assert reports["article-translation-a"]["published"] == {"edtf": "2023-05-23", "evidence": "matched"}
    assert reports["live-blog"]["published"] == {"edtf": "2023-06-01", "evidence": "given"}


def test_items(found: Document, gold: Document) -> None:
    reports = by_name(found)
    kinds = {name: [item["kind"] for item in report["items"]] for name, report in reports.items()}
    # An unquoted colon makes a mapping of a headline in the gold file.
    headlines = [
        ": ".join(*h.items()) if isinstance(h, dict) else h for h in gold["documents"]["digest-short"]["sections"]
    ]
    assert [i["headline"] for i in reports["digest-short"]["items"]] == headlines
    assert kinds["digest-long"].count("section") == gold["documents"]["digest-long"]["headlines"]
    assert kinds["digest-long"].count("post") == gold["documents"]["digest-long"]["embedded_posts"]
    handles = {item["author"] for item in reports["digest-long"]["items"] if item["kind"] == "post"}
    assert handles == {f"@{handle}" for handle in gold["documents"]["digest-long"]["post_handles"]}
    assert kinds["live-blog"] == ["update"] * gold["documents"]["live-blog"]["posts"]
    marked = {span["exact"] for span in reports["article-translation-a"]["boilerplate"]}
    assert marked == set(gold["documents"]["article-translation-a"]["boilerplate"])


def test_copies(found: Document, gold: Document) -> None:
    reports = {report["id"]: name for name, report in by_name(found).items()}
    owners = {item["id"]: r["id"] for r in found["reports"] for item in r["items"]}
    linked = {}
    for copy in found["copies"]:
        ends = tuple(sorted(reports[owners.get(copy[end], copy[end])] for end in ("from", "to")))
        if ends[0] != ends[1] and copy["from"] in reports and copy["to"] in reports:
            linked[ends] = copy
        assert ends[0] == ends[1] or ends in {tuple(sorted((c["from"], c["to"]))) for c in gold["copies"]}, copy
    for expected in gold["copies"]:
        copy = linked[tuple(sorted((expected["from"], expected["to"])))]
        assert copy["kind"] == expected["kind"]
        assert copy["share"] >= expected.get("share_of_from_at_least", 0.5)
        if expected["kind"] == "contained":
            assert reports[copy["from"]] == expected["from"]


def test_attributions(found: Document, gold: Document) -> None:
    reports = by_name(found)
    missed = [expected for expected in gold["attributions"] if not _attributed(found, reports, expected)]
    assert len(missed) <= len(gold["attributions"]) // 10, missed


def _attributed(found: Document, reports: dict[str, Record], expected: Record) -> bool:
    report = reports[expected["doc"]]
    for start, end in places(report["text"], expected["text"]):
        for a in found["attributions"]:
            if a["report"] != report["id"] or not any(overlaps(s, start, end) for s in a["content"]):
                continue
            source = a["source"]
            if expected.get("anonymous"):
                right = source["anonymous"] and "american" in plain(source["name"])
                right = right or (source["anonymous"] and "us" in plain(source["name"]).split())
            else:
                right = same_party(found, source["name"], source["entity"], expected["source"])
                right = right or (plain(expected["source"]) == plain(source["name"]))
            hops = a["chain"][1:]
            for carrier in [*expected.get("via", []), *filter(None, [expected.get("reported_by")])]:
                right = right and any(same_party(found, hop["name"], hop["entity"], carrier) for hop in hops)
            if "channel" in expected:
                right = right and a["channel"] == expected["channel"]
            if right:
                return True
    return False


def test_nobody_is_given_the_words_of_another(found: Document, gold: Document) -> None:
    """Of the gold contents in quotation marks, no direct attribution names somebody else."""
    reports = by_name(found)
    wrong = []
    for expected in gold["attributions"]:
        report = reports[expected["doc"]]
        for start, end in places(report["text"], expected["text"]):
            for a in found["attributions"]:
                inside = a["report"] == report["id"] and any(
                    s["start"] <= start and end <= s["end"] for s in a["content"]
                )
                if inside and a["form"] == "direct" and not expected.get("anonymous"):
                    parties = [expected["source"], expected.get("reported_by", ""), *expected.get("via", [])]
                    names = (a["source"]["name"], a["source"]["entity"])
                    if names[0] and not any(same_party(found, *names, party) for party in parties if party):
                        wrong.append((expected["text"], names[0]))
    assert not wrong


def _entities(found: Document, kind: str, name: str) -> set[str]:
    wanted = name.lower()
    return {
        e["id"]
        for e in found["entities"]
        if e["type"] == kind
        and (
            wanted == e["name"].lower()
            or wanted in (alias.lower() for alias in e["aliases"])
            or any(m["exact"].lower() == wanted for m in e["mentions"] if m["form"] == "name")
        )
    }


def test_aliases(found: Document, gold: Document) -> None:
    rows = [(kind, row) for kind in ("person", "place", "organisation") for row in gold["aliases"][kind]]
    pairs, joined, missing = 0, 0, []
    for kind, row in rows:
        for name in row[1:]:
            pairs += 1
            if _entities(found, kind, row[0]) & _entities(found, kind, name):
                joined += 1
            else:
                missing.append((row[0], name))
    assert joined >= 0.9 * pairs, missing


def test_different_names_stay_apart(found: Document, gold: Document) -> None:
    for left, right in gold["aliases"]["never_join"]:
        for kind in ("person", "organisation", "place"):
            both = _entities(found, kind, left) & _entities(found, kind, right)
            assert not both, (left, right)


def test_dates(found: Document, gold: Document) -> None:
    reports = by_name(found)
    missed = []
    for expected in gold["dates"]:
        report = reports[expected["doc"]]
        means = str(expected["means"])
        hit = any(
            t["edtf"] == means and t["report"] == report["id"] and overlaps(t, start, end)
            for start, end in places(report["text"], expected["text"])
            for t in found["times"]
        )
        if not hit:
            missed.append(expected)
    assert not missed


def test_figures(found: Document, gold: Document) -> None:
    reports = by_name(found)
    names = {a["id"]: a for a in found["attributions"]}
    missed = []
    for expected in gold["figures"]:
        report = reports[expected["doc"]]
        hits = [
            f for f in found["figures"] if f["report"] == report["id"] and f["low"] == f["high"] == expected["count"]
        ]
        hits = [f for f in hits if expected.get("of") in (None, f["of"])]
        what = str(expected["what"])
        if what in ("injured", "killed", "captured"):
            hits = [f for f in hits if f["what"] == what]
        elif what == "drones shot down":
            hits = [f for f in hits if f["unit"] == "drones" and f["what"] == "destroyed"]
        else:
            hits = [f for f in hits if f["unit"] == "days"]
        if "source" in expected:
            hits = [
                f
                for f in hits
                if f["attribution"]
                and same_party(
                    found,
                    names[f["attribution"]]["source"]["name"],
                    names[f["attribution"]]["source"]["entity"],
                    expected["source"],
                )
            ]
        if not hits:
            missed.append(expected)
    assert not missed


def test_disputes(found: Document, gold: Document) -> None:
    """Each dispute appears as a finding with at least its holders (one finding, or findings of one question)."""
    asks = {"Who is fighting": {"actor"}, "Who was hurt": {"count", "victims"}, "Who controls": {"control"}}
    for dispute in gold["disputes"]:
        kinds = next(value for key, value in asks.items() if dispute["question"].startswith(key))
        wanted = [re.sub(r" via .*", "", answer["source"]) for answer in dispute["answers"]]
        best: set[str] = set()
        for finding in found["findings"]:
            if finding["slot"]["asks"] not in kinds or finding["relation"] == "agree":
                continue
            holders = [(h["name"], h["entity"]) for a in finding["answers"] for h in a["holders"]]
            held = {w for w in wanted if any(_holder(found, name, entity, w) for name, entity in holders)}
            best = max(best, held, key=len)
        assert best == set(wanted), (dispute["question"], set(wanted) - best)


def _holder(found: Document, name: str, entity: str | None, wanted: str) -> bool:
    return same_party(found, name, entity, wanted) or plain(wanted) in plain(name)


def test_traps(found: Document, gold: Document) -> None:
    reports = by_name(found)
    for trap in gold["not_disputes"]:
        if "a" not in trap:
            continue
        docs = [trap["doc"]] if "doc" in trap else trap["docs"]
        sides = [
            [(reports[d]["id"], s, e) for d in docs for s, e in places(reports[d]["text"], words)]
            for words in (trap["a"], trap["b"])
        ]
        assert all(sides), trap
        for finding in found["findings"]:
            if finding["relation"] not in ("conflict", "denial"):
                continue
            sets = [
                {
                    n
                    for n, side in enumerate(sides)
                    for span in answer["evidence"]
                    for r, s, e in side
                    if span["report"] == r and overlaps(span, s, e)
                }
                for answer in finding["answers"]
            ]
            assert not ({0} in sets and {1} in sets), (trap["why"], finding)


def test_a_copy_is_never_a_second_origin(found: Document) -> None:
    """No answer whose evidence lies in one copy group only has two origins."""
    reports = {report["id"]: name for name, report in by_name(found).items()}
    groups = {
        "digest-short": 0,
        "digest-long": 0,
        "article-translation-a": 1,
        "article-translation-b": 1,
        "live-blog": 2,
    }
    for finding in found["findings"]:
        for answer in finding["answers"]:
            holders = {holder["name"] for holder in answer["holders"]}
            texts = {groups[reports[span["report"]]] for span in answer["evidence"]}
            assert answer["origins"] <= max(1, len(holders)) * len(texts), finding
            if len(holders) == 1 and len(texts) == 1:
                assert answer["origins"] == 1, finding


def test_hedges(found: Document, gold: Document) -> None:
    reports = by_name(found)
    missed = []
    for hedge in gold["hedges"]:
        report = reports[hedge["doc"]]
        words = hedge["text"].lower()
        if not any(
            a["certainty"] and (a["certainty"]["words"].lower() in words or words in a["certainty"]["words"].lower())
            for a in found["attributions"]
            if a["report"] == report["id"]
        ):
            missed.append(hedge["text"])
    assert len(missed) <= 1, missed


def test_places_have_coordinates(found: Document) -> None:
    places_found = [e for e in found["entities"] if e["type"] == "place"]
    located = {e["name"]: e["place"] for e in places_found if e["place"]}
    assert len(located) >= 0.85 * len(places_found)
    assert abs(located["Bakhmut"]["lat"] - 48.6) < 0.2
    assert abs(located["Bakhmut"]["lon"] - 38.0) < 0.2
    assert located["Belgorod"]["precision"] == "point"
    assert located["Belgorod region"]["precision"] == "region"
