"""Seeded errors: what `verify` refuses of true sentences with one error each, and what it passes of the untouched.

Sentences are lines of briefs made from days of the stream (``ukraine/``), incidents of FA-KES, articles of PolNeAR, and
the seed reports where they lie beside the data. In each, one error of each kind is made that the line can have. Each is
checked as a line of ``brief.json`` (text and values changed alike), as free text with its citations, and as free text
without. Half of the sentences, by a digest of their text, are held out. All figures are percentages.
"""

import csv
import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crosswire.base.config import Options
from crosswire.brief import verify
from crosswire.brief.compose import compose
from crosswire.brief.facts import gather
from crosswire.brief.freely import Checker
from crosswire.brief.prune import prune
from crosswire.evaluate.figures import stream
from crosswire.evaluate.tampered_errors import KINDS, Change, setting
from crosswire.evaluate.tampered_harmless import harmless
from crosswire.ingest.files import receive
from crosswire.model.brief import Brief, Line, LineKind
from crosswire.model.report import Given, Received
from crosswire.run.runner import run

FILES = (
    "ukraine/telegram_before_cut.jsonl",
    "ukraine/headlines_before_cut.jsonl",
    "ukraine/gdelt_fulltext_447.json",
    "fakes/FA-KES-Dataset.csv",
    "polnear/dev/text/*.txt",
)
NO_FLOOR = frozenset({"sentences", "errors"})
LINES: tuple[LineKind, ...] = ("lede", "answer", "figure", "says", "note")
STREAM_DAYS, INCIDENTS, BATCHES, BATCH = 5, 5, 4, 8
SAMPLE = 12
"""Reports of a set that a sample reads."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One check: which kind of error ("" for none, "harmless" for a rewriting), in which form, and whether refused."""

    kind: str
    form: str
    held: bool
    refused: bool
    line: str
    text: str
    why: str = ""


def sets(data: Path) -> Iterator[tuple[str, list[Received]]]:
    """Sets of reports to make a brief of each, by name."""
    days: dict[str, list[Received]] = defaultdict(list)
    for number, post in enumerate(stream(data)):
        given = Given(published=post.day.isoformat(), language=post.language, url=post.name)
        days[post.day.isoformat()].append(Received(f"post-{number}", "text", post.text, given))
    busy = sorted(days, key=lambda day: (-len(days[day]), day))[:STREAM_DAYS]
    yield from ((f"stream {day}", days[day][:60]) for day in busy)
    yield from _fakes(data / "fakes" / "FA-KES-Dataset.csv")
    articles = sorted((data / "polnear" / "dev" / "text").glob("*.txt"))
    step = max(1, len(articles) // (BATCHES * BATCH))
    chosen = articles[::step]
    for number in range(BATCHES):
        part = chosen[number * BATCH : (number + 1) * BATCH]
        yield (
            f"polnear {number}",
            [
                Received(p.name, "text", p.read_text(encoding="utf-8"), Given(published=p.name.split("_")[1]))
                for p in part
            ],
        )
    seeds = data.parent / "seeds"
    if seeds.is_dir():
        yield (
            "seeds",
            [
                r
                for r in receive([str(p) for p in sorted(seeds.glob("*.txt"))], given=Given())
                if isinstance(r, Received)
            ],
        )


def _fakes(path: Path) -> Iterator[tuple[str, list[Received]]]:
    found: dict[tuple[str, str], list[Received]] = defaultdict(list)
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            month, day, year = row["date"].split("/")
            given = Given(
                outlet=row["source"], published=f"{year}-{int(month):02}-{int(day):02}", title=row["article_title"]
            )
            text = f"{row['article_title']}\n\n{row['article_content']}"
            found[row["date"], row["location"]].append(Received(f"{row['unit_id']}.txt", "text", text, given))
    busy = sorted(found, key=lambda key: (-len(found[key]), key))[:INCIDENTS]
    yield from ((f"fakes {' '.join(key)}", found[key]) for key in busy)


def tries(reports: Sequence[Received], most: int = 30) -> Iterator[Tried]:
    """Every check of the sentences of one set's brief."""
    result = run(reports, options=Options(workers=1, epoch=dt.date(2022, 2, 24)))
    if not result.account.readings:
        return
    account = result.account
    brief = compose(account, result.origins, options=Options(), length="full")
    brief = prune(brief, {problem.line for problem in verify.verify(brief, account)})
    checker = Checker(account, result.origins)
    strict = verify.Lines(brief, account)
    given = setting(gather(account), brief)
    lines = [line for line in brief.lines() if line.kind in LINES and line.citations]
    for line in _spread(lines, most):
        held = hashlib.blake2b(line.text.encode(), digest_size=1).digest()[0] % 2 == 1
        yield from _checks(line, line.text, "", None, held, brief, checker, strict)
        for kind, error in KINDS.items():
            change = error(line, given)
            if change is not None and change[0] != change[1]:
                text = _tidy(line.text.replace(change[0], change[1], 1))
                if text != line.text and not _true(text, line, checker):
                    yield from _checks(line, text, kind, change, held, brief, checker, strict)
        for text in harmless(line, given):
            yield from _checks(line, text, "harmless", None, held, brief, checker, None)


def _spread(lines: Sequence[Line], most: int) -> list[Line]:
    """At most so many lines, evenly from all."""
    unique = list({line.text: line for line in lines}.values())
    return unique[:: max(1, -(-len(unique) // most))]


def _true(text: str, line: Line, checker: Checker) -> bool:
    """Whether a changed line happens to be another true one of the same words cited: then it is no error."""
    del line
    return checker.stands(text)


def _tidy(text: str) -> str:
    return " ".join(text.replace(" ,", ",").split(" ")).strip(" ,·\t")


def _checks(
    line: Line,
    text: str,
    kind: str,
    change: Change | None,
    held: bool,
    brief: Brief,
    checker: Checker,
    strict: "verify.Lines | None",
) -> Iterable[Tried]:
    free = text.replace("\t", " · ")
    spans = [brief.citations[n - 1].span for n in line.citations]
    cited = checker.sentence(free, spans)
    yield Tried(kind, "free", held, cited.refused, line.kind, free, cited.message)
    alone = checker.sentence(free)
    yield Tried(kind, "uncited", held, alone.refused, line.kind, free, alone.message)
    if strict is not None:
        forged = line if change is None else forge(line, change)
        if change is not None and forged.text == line.text:
            return  # the words lie across two segments: there is no such forgery
        problems = strict.problems(forged)
        yield Tried(kind, "json", held, bool(problems), line.kind, forged.text, "; ".join(p.message for p in problems))


def forge(line: Line, change: Change) -> Line:
    """The line with the change in its segments and their values alike, as one who keeps the form would make it."""
    out, new = change
    cells = tuple(
        tuple(
            replace(s, text=_swap(s.text, out, new), values=tuple((k, _swap(v, out, new)) for k, v in s.values))
            for s in cell
            if not (new == "" and s.text == out.strip("\t"))
        )
        for cell in line.cells
    )
    return replace(line, cells=cells, text="\t".join("".join(s.text for s in cell) for cell in cells))


def _swap(text: str, out: str, new: str) -> str:
    return text.replace(out, new, 1)


def measure(found: Sequence[Tried]) -> dict[str, float]:
    """Shares refused and passed, overall, by kind, and of the half that is held out."""
    scores: dict[str, float] = {"sentences": float(sum(t.kind == "" and t.form == "free" for t in found))}
    scores["errors"] = float(sum(t.kind not in ("", "harmless") and t.form == "free" for t in found))
    for half, part in (("", found), ("_held", [t for t in found if t.held])):
        for form in ("json", "free", "uncited"):
            mine = [t for t in part if t.form == form]
            wrong = [t for t in mine if t.kind not in ("", "harmless")]
            scores[f"refused_{form}{half}"] = _share(wrong)
            scores[f"passed_{form}{half}"] = 100 - _share([t for t in mine if t.kind == ""])
        free = [t for t in part if t.form == "free"]
        scores[f"harmless_passed{half}"] = 100 - _share([t for t in free if t.kind == "harmless"])
    for form in ("json", "free", "uncited"):
        for kind in KINDS:
            scores[f"refused_{form}_{kind}"] = _share([t for t in found if t.form == form and t.kind == kind])
    return scores


def _share(found: Sequence[Tried]) -> float:
    return 100 * sum(t.refused for t in found) / len(found) if found else 100.0


def sampled(data: Path, *, most: int = 8) -> Iterator[Tried]:
    """The checks of a few lines of the first set of each kind: a tenth of the whole, for the tests."""
    seen: set[str] = set()
    for name, reports in sets(data):
        kind = name.split()[0]
        if kind not in seen:
            seen.add(kind)
            yield from tries(reports[:SAMPLE], most)


def score(data: Path) -> Mapping[str, float]:
    """The shares of :func:`measure` over all sets."""
    return measure([tried for _, reports in sets(data) for tried in tries(reports)])
