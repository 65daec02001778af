"""Finds a record by its id, on a desk or in the JSON of ``analyze``, and says why it is what it is."""

import dataclasses
import difflib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from crosswire.base.errors import RunFailed
from crosswire.base.ids import kind_of
from crosswire.model import judged
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
    """The records around one id on a desk: those of the report it was found in, what was derived, the logs.

    An id that was merged into another gives that one's record. Raises RunFailed where the record is there no longer.
    """
    records: dict[str, tuple[str, Record]] = {}
    wanted = desk.resolve(identifier)
    report = desk.owner(wanted) or wanted
    reading = desk.reading(report)
    if reading is not None:
        records.update(_index(msgspec.to_builtins(export(Account((), (reading,))))))
        if wanted in records:
            records[wanted] = _with_history(desk, *records[wanted])
    for kind, record in _kept(desk, wanted):
        records.setdefault(wanted, (kind, record))
    if wanted != identifier and wanted in records:
        kind, record = records[wanted]
        records[identifier] = (kind, {**record, "asked_for": identifier, "merged_into": wanted})
    if identifier not in records and (gone := desk.gone(identifier)) is not None:
        ways = {"forgotten": "was forgotten", "reread": "went when its report was read again"}
        raise RunFailed("gone", f"{identifier} {ways.get(gone.why, gone.why)}, on {gone.at}")
    return Source(records, dict(flow.methods()))


def _kept(desk: EmbeddedDesk, identifier: str) -> Iterator[tuple[str, Record]]:
    """What a desk has under an id beside its readings."""
    kept = desk.derived(identifier)
    if kept is not None:
        plural = {"story": "stories", "copy": "copies", "entity": "entities"}.get(kept.kind, f"{kept.kind}s")
        yield plural, {**json.loads(kept.body), **_changes(desk, identifier)}
    edge = desk.judgement(identifier)
    if edge is not None:
        holds = any(one.id == identifier for one in judged.standing(desk.judgements()))
        yield "judgements", {**dataclasses.asdict(edge), "in_force": holds}
    if identifier.isdecimal():
        for change in desk.changes(since=int(identifier) - 1, limit=1):
            if change.sequence == int(identifier):
                yield "changes", {**dataclasses.asdict(change), "evidence": list(change.evidence)}
    entity = desk.entity(identifier)
    if entity is not None:
        sort, name, aliases, reports = entity
        yield "named", {"type": sort, "name": name, "aliases": list(aliases), "reports": list(reports)}
    for issue in desk.issues() if kind_of(identifier) == "issue" else ():
        if issue.id == identifier:
            yield "issues", msgspec.to_builtins(issue)


def _with_history(desk: EmbeddedDesk, kind: str, record: Record) -> tuple[str, Record]:
    """A report with its versions and what changed in the last one; other records as they are."""
    if kind != "reports":
        return kind, record
    versions = list(desk.versions(record["id"]))
    if len(versions) < 2:
        return kind, {**record, **_changes(desk, record["id"])}
    at = versions.index(record["id"])
    before = desk.reading(versions[at - 1]) if at else None
    differs = _differences(before.report.text, record["text"]) if before else []
    return kind, {**record, "versions": versions, "since_last_version": differs, **_changes(desk, record["id"])}


def _differences(before: str, after: str) -> list[str]:
    """The paragraphs that one version has and the other has not, "-" or "+" before each."""
    old, new = ([line.strip() for line in text.split("\n") if line.strip()] for text in (before, after))
    return [line for line in difflib.ndiff(old, new) if line[:2] in ("- ", "+ ")]


def _changes(desk: EmbeddedDesk, identifier: str) -> Record:
    lines = [
        f"{change.sequence} {change.at} {change.kind}"
        + (f": {change.before or '–'} → {change.after or '–'}" if change.before or change.after else "")
        for change in desk.changes_of(identifier)
    ]
    return {"changes": lines} if lines else {}


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
        "judgements": _judgement,
        "changes": _change,
        "named": _named,
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
    lines = [
        f"{r['name']}: {r['kind']} with {len(r['items'])} item(s)",
        f"dated {dated['edtf'] or 'not at all'} ({dated['evidence']})",
    ]
    if r.get("versions"):
        number = r["versions"].index(r["id"]) + 1
        lines.append(f"version {number} of {len(r['versions'])} under {r['url']}: {', '.join(r['versions'])}")
        lines += [f"  {line}" for line in r["since_last_version"]]
    return [*lines, *r.get("changes", [])], ("segment.items", "copies.dating")


def _judgement(r: Record) -> tuple[list[str], tuple[str, ...]]:
    ends = r["left"] if r["relation"] == "undo" else f"{r['left']} – {r['right']}"
    state = "in force" if r["in_force"] else "undone, or replaced by a later one"
    state = "an undo" if r["relation"] == "undo" else state
    return [
        f"{r['relation']} {r['verdict']}: {ends}",
        f"because {r['why']}",
        f"by {r['by']}, at {r['at'] or 'a time not said'}, score {r['score']:.2f}, {r['method']}; {state}",
    ], ()


def _change(r: Record) -> tuple[list[str], tuple[str, ...]]:
    lines = [f"{r['kind']} of {r['subject']}, at {r['at']}"]
    if r["before"] or r["after"]:
        lines.append(f"from {r['before'] or 'nothing'} to {r['after'] or 'nothing'}")
    return [*lines, *(f"rests on {one}" for one in r["evidence"])], ()


def _named(r: Record) -> tuple[list[str], tuple[str, ...]]:
    others = f", also {', '.join(r['aliases'])}" if r["aliases"] else ""
    return [
        f"{r['name']} ({r['type']}){others}: named in {', '.join(r['reports'])}",
        "as these reports name it by themselves; it is joined with other spellings when a brief is made",
    ], ("resolve.joining", "resolve.places")
