"""Finds a record by its id, on a desk or in the JSON of ``analyze``, and says why it is what it is."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from crosswire.base.errors import RunFailed
from crosswire.model.account import Account
from crosswire.run import flow
from crosswire.run.export import export
from crosswire.store.embedded import EmbeddedDesk

Record = Mapping[str, Any]
_KINDS = ("reports", "attributions", "entities", "times", "figures", "copies", "stories", "findings", "issues")


class Source:
    """Where ids are looked up. ``kind`` is the JSON's list name ("attributions")."""

    def __init__(self, records: Mapping[str, tuple[str, Record]], methods: Mapping[str, str]) -> None:
        self._records = records
        self.methods = methods

    def find(self, identifier: str) -> tuple[str, Record] | None:
        """The kind and the record of this id, or None."""
        return self._records.get(identifier)


def from_file(path: Path) -> Source:
    """The records of a JSON file that ``crosswire analyze`` wrote. Raises RunFailed where it is not one."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return Source(_index(document), document["methods"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunFailed("not-an-analysis", f"{path}: not the output of crosswire analyze ({error})") from error


def from_desk(desk: EmbeddedDesk, identifier: str) -> Source:
    """The records around one id on a desk: those of the report it was found in, and what was derived."""
    records: dict[str, tuple[str, Record]] = {}
    report = desk.owner(identifier) or identifier
    reading = desk.reading(report)
    if reading is not None:
        records.update(_index(msgspec.to_builtins(export(Account((), (reading,))))))
    kept = desk.derived(identifier)
    if kept is not None:
        row = json.loads(kept.body)
        plural = {"story": "stories", "copy": "copies", "entity": "entities"}.get(kept.kind, f"{kept.kind}s")
        records[identifier] = (plural, row)
    for issue in desk.issues():
        if issue.id == identifier:
            records[identifier] = ("issues", msgspec.to_builtins(issue))
    return Source(records, dict(flow.methods()))


def _index(document: Record) -> dict[str, tuple[str, Record]]:
    records = {row["id"]: (kind, row) for kind in _KINDS for row in document[kind]}
    for report in document["reports"]:
        records.update({item["id"]: ("items", {**item, "report": report["id"]}) for item in report["items"]})
    return records


def explain(kind: str, record: Record, methods: Mapping[str, str]) -> list[str]:
    """Why a record is what it is: reasons, scores, and the method with its version. One line each."""
    makers = {
        "copies": _copy,
        "stories": _story,
        "findings": _finding,
        "attributions": _attribution,
        "entities": _entity,
        "times": _time,
        "figures": _figure,
        "reports": _report,
    }
    if kind not in makers:
        return [f"nothing is computed about {kind}"]
    lines, stages = makers[kind](record)
    return [*lines, *(f"method {stage}: {methods.get(stage, 'unknown')}" for stage in stages)]


def _copy(r: Record) -> tuple[list[str], tuple[str, ...]]:
    direction = "" if r.get("directed", True) else " (direction unknown)"
    return [
        f"{r['from']} → {r['to']}: {r['kind']}{direction}, share {r['share']:.2f}",
        *(f"because {reason}" for reason in r["why"].split("; ") if reason),
    ], ("copies.lineage",)


def _story(r: Record) -> tuple[list[str], tuple[str, ...]]:
    lines = [f"“{r['title']}”: {len(r['items'])} item(s)"]
    lines += [
        f"{edge['left']} – {edge['right']}: {edge['verdict']}, score {edge['score']:.2f}, {edge['method']}, "
        f"by {edge['by']}: {edge['why']}"
        for edge in r.get("judgements", [])
    ]
    return lines, ("stories.clustering",)


def _finding(r: Record) -> tuple[list[str], tuple[str, ...]]:
    slot = r["slot"]
    where = ", ".join(str(slot[key]) for key in ("who", "where", "when") if slot[key])
    lines = [f"asks {slot['asks']} about {slot['about']}" + (f" ({where})" if where else "")]
    for answer in r["answers"]:
        holders = "; ".join(holder["chain"] or holder["name"] for holder in answer["holders"])
        lines.append(
            f"“{answer['value']}”, says {holders or 'nobody named'}: {answer['origins']} origin(s), "
            f"from {', '.join(answer['claims'])}"
        )
    lines.append(f"relation {r['relation']}" + (f": {r['why']}" if r.get("why") else ""))
    if r.get("differs"):
        lines.append(f"the answers differ in {', '.join(r['differs'])}")
    if r.get("credibility"):
        lines.append(f"information {r['credibility']} proposed: {r.get('credibility_why') or 'no reason recorded'}")
    return lines, ("reconcile.findings", "reconcile.origins")


def _attribution(r: Record) -> tuple[list[str], tuple[str, ...]]:
    source = r["source"]
    cue = f"cue “{r['cue']['exact']}”" if r["cue"] else "no cue: the words run on from an attributed quotation"
    spoken = f"source words “{source['span']['exact']}”" if source["span"] else "no source words of its own"
    chain = " → ".join(f"{hop['name']} ({hop['relation']})" for hop in r["chain"])
    lines = [f"{source['name'] or 'unknown'}: {r['polarity']}, {r['form']}", f"{cue}; {spoken}", f"chain: {chain}"]
    if r.get("certainty"):
        lines.append(f"certainty as worded: “{r['certainty']['words']}” ({r['certainty']['band']})")
    if r.get("origin"):
        lines.append(f"origin: {r['origin']}")
    return lines, ("claims.attribution", "segment.tags", "reconcile.origins")


def _entity(r: Record) -> tuple[list[str], tuple[str, ...]]:
    lines = [f"{r['name']} ({r['type']}): {len(r['mentions'])} mention(s) as {', '.join(r['aliases']) or r['name']}"]
    lines += [f"joined because {reason}" for reason in r.get("why", [])]
    if r["place"]:
        lines.append(
            f"at {r['place']['lat']}, {r['place']['lon']} ({r['place']['precision']}), {r['place']['gazetteer_id']}"
        )
    return lines, ("resolve.joining", "resolve.places")


def _time(r: Record) -> tuple[list[str], tuple[str, ...]]:
    anchor = f"read from {r['anchor']}" if r["anchor"] else "with no date to read it from"
    meaning = r["edtf"] or r["duration"] or "left relative"
    return [f"“{r['exact']}” means {meaning}, {anchor}"], ("resolve.dates",)


def _figure(r: Record) -> tuple[list[str], tuple[str, ...]]:
    counted = " ".join(str(r[key]) for key in ("unit", "what", "who") if r[key])
    held = f"in attribution {r['attribution']}" if r["attribution"] else "in the outlet's own voice"
    return [f"“{r['exact']}”: {r['low']} to {r['high']} ({r['modifier']}) {counted}, {held}"], (
        "resolve.quantities",
        "claims.holders",
    )


def _report(r: Record) -> tuple[list[str], tuple[str, ...]]:
    dated = r["published"]
    return [
        f"{r['name']}: {r['kind']} with {len(r['items'])} item(s)",
        f"dated {dated['edtf'] or 'not at all'} ({dated['evidence']})",
    ], ("segment.items", "copies.dating")
