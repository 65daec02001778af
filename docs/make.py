"""Writes docs/flow.md and the JSON Schema from the code: ``python docs/make.py`` (``--check`` only compares)."""

import json
import sys
from pathlib import Path

from crosswire.evaluate.floors import committed
from crosswire.evaluate.tasks import TASKS
from crosswire.run.document import schema
from crosswire.run.flow import STAGES

ROOT = Path(__file__).resolve().parent.parent
FLOW = ROOT / "docs" / "flow.md"
ACCURACY = ROOT / "docs" / "accuracy.md"
SCHEMA = ROOT / "src" / "crosswire" / "data" / "analysis.schema.json"


def flow() -> str:
    """docs/flow.md: the STAGES table of crosswire/run/flow.py as a page."""
    lines = [
        "# The flow",
        "",
        "Made by `python docs/make.py` from `STAGES` in `src/crosswire/run/flow.py`; a test keeps them equal.",
        "",
        "`ingest` receives files and `extract` turns each into a report. Then, in this order:",
        "",
        "| stage | function | works on | reads | writes |",
        "| --- | --- | --- | --- | --- |",
    ]
    for stage in STAGES:
        function = f"{stage.function.__module__.removeprefix('crosswire.')}.{stage.function.__name__}"
        scope = "one report" if stage.scope == "report" else "all reports"
        reads, writes = ", ".join(stage.reads), ", ".join(stage.writes)
        lines.append(f"| {stage.name} | `{function}` | {scope} | {reads} | {writes} |")
    lines += [
        "",
        "`brief` composes, verifies and renders the account. A report without a date that is a copy of a dated one",
        "takes that date (`copies.dating`) and is read again from `resolve.dates` on.",
        "",
        "A stage imports `base`, `model` and `language` only; the layers are checked by import-linter in the tests:",
        "",
        "```",
        "cli",
        "evaluate",
        "run",
        "store | ingest | extract | segment | resolve | claims | copies | stories | reconcile | brief",
        "language",
        "model",
        "base",
        "```",
    ]
    return "\n".join(lines) + "\n"


def accuracy() -> str:
    """docs/accuracy.md: the committed floors as a page. A floor is the score of the day it was set."""
    lines = [
        "# How well it reads",
        "",
        "Made by `python docs/make.py` from the committed floors (`src/crosswire/evaluate/floors.json`). Each figure",
        "is what `crosswire evaluate TASK --data DIR` printed when the floor was set, on a public set; the tests",
        "fail below it where the set is present. The sets are tuned on, save where a metric says held out: on",
        "other texts expect less. `docs/models/` says what each model was trained on, `docs/decisions/` what was",
        "tried.",
        "",
        "| task | measured | metric | score |",
        "| --- | --- | --- | --- |",
    ]
    for task, row in sorted(committed().items()):
        lines += [f"| {task} | {TASKS[task]} | {metric} | {value} |" for metric, value in row["floors"].items()]
    lines += ["", (ROOT / "docs" / "accuracy-by-hand.md").read_text(encoding="utf-8").rstrip()]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the files, or with --check say which of them are out of date (exit code 1)."""
    made = {FLOW: flow(), ACCURACY: accuracy(), SCHEMA: json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"}
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: python docs/make.py", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(made[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
