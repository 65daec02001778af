"""How fast, how much memory, and where the time goes: ``python bench/run.py [--articles DIR] [--write]``.

Prints the machine's figures beside each number. ``--articles`` is a folder of news articles as text files (a few
hundred); without it the examples stand in, many times over. ``--write`` puts the result into docs/bench.md.
"""

import argparse
import functools
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"


def seconds(command: list[str], *, runs: int = 3) -> float:
    """The median wall time of a command, in seconds."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return sorted(taken)[len(taken) // 2]


def import_time() -> float:
    """Seconds that ``import crosswire`` adds to starting Python."""
    bare = seconds([sys.executable, "-c", "pass"], runs=5)
    return seconds([sys.executable, "-c", "import crosswire"], runs=5) - bare


def cold_brief(paths: list[str]) -> float:
    """Seconds for ``crosswire brief`` from a cold process to the written page."""
    with tempfile.TemporaryDirectory() as out:
        return seconds([sys.executable, "-m", "crosswire", "brief", *paths, "-o", out, "--epoch", "2022-02-24"])


def peak_of(code: str) -> int:
    """Peak memory of a Python program, in MiB."""
    probe = f"{code}\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


def desk_memory(sizes: tuple[int, ...]) -> dict[int, int]:
    """Peak MiB of adding ten reports to a desk that already holds each of these many."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        desk, done = Path(folder) / "bench.desk", 0
        for size in sizes:
            _fill(Path(folder) / f"to{size}", done, size)
            _add(Path(folder) / f"to{size}", desk)
            _fill(Path(folder) / f"ten{size}", 1_000_000 + size, 1_000_010 + size)
            found[size] = peak_of(_adding(Path(folder) / f"ten{size}", desk))
            done = size
    return found


def _fill(folder: Path, first: int, last: int) -> None:
    folder.mkdir()
    for number in range(first, last):
        text = f"---\npublished: 2025-03-{number % 28 + 1:02}\n---\nBridge {number} was closed, Mayor Ullman said.\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def _adding(folder: Path, desk: Path) -> str:
    return (
        f"from crosswire.cli.app import run; run(['add', {str(folder)!r}, '--desk', {str(desk)!r}, '--workers', '1'])"
    )


def _add(folder: Path, desk: Path) -> None:
    subprocess.run([sys.executable, "-c", _adding(folder, desk)], check=True, stderr=subprocess.DEVNULL)


def profile(folder: Path) -> tuple[int, float, dict[str, float]]:
    """Articles, seconds in all, and seconds by stage, of ``analyze`` in one process."""
    from crosswire.base.config import Options
    from crosswire.ingest.files import receive
    from crosswire.model.report import Given
    from crosswire.run import flow, runner

    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def run(*values: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*values, **named)
            finally:
                spent[name] += time.perf_counter() - start

        return run

    for stage in flow.STAGES:
        wrapped = timed(stage.name, stage.function)
        setattr(sys.modules[stage.function.__module__], stage.function.__name__, wrapped)
        object.__setattr__(stage, "function", wrapped)
    runner.article.extract = timed("extract.article", runner.article.extract)  # type: ignore[assignment]
    start = time.perf_counter()
    result = runner.run(receive([str(folder)], given=Given()), options=Options(workers=1))
    return len(result.account.readings), time.perf_counter() - start, dict(spent)


def machine() -> str:
    """The machine in words."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    return f"{os.cpu_count()} × {model}, Python {platform.python_version()}"


def main() -> None:
    """Measure and print; with --write also into docs/bench.md."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=Path, default=EXAMPLES)
    arguments.add_argument("--seeds", type=Path, help="a folder of a few reports for the cold start")
    arguments.add_argument("--write", action="store_true")
    chosen = arguments.parse_args()
    lines = [f"Machine: {machine()}.", ""]
    lines.append(f"- `import crosswire`: {import_time():.3f} s")
    lines.append(
        f"- `crosswire brief examples` ({len(list(EXAMPLES.iterdir()))} files), cold: "
        f"{cold_brief([str(EXAMPLES)]):.1f} s"
    )
    if chosen.seeds:
        lines.append(
            f"- `crosswire brief` of five reports of 700–3,100 words, cold: {cold_brief([str(chosen.seeds)]):.1f} s"
        )
    memory = desk_memory((100, 1000, 3000))
    lines.append(
        "- peak memory of `crosswire add` of ten reports to a desk of "
        + ", ".join(f"{size}: {mib} MiB" for size, mib in memory.items())
    )
    count, total, spent = profile(chosen.articles)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines.append(
        f"- `crosswire analyze` of {count} articles, one process: {count / total:.1f} articles/s, peak {peak} MiB"
    )
    lines += ["", "| stage | share of the time |", "| --- | --- |"]
    lines += [f"| {name} | {100 * value / total:.1f} % |" for name, value in sorted(spent.items(), key=lambda x: -x[1])]
    print("\n".join(lines))
    if chosen.write:
        intro = (
            "# Speed\n\nMade by `python bench/run.py --articles DIR --seeds DIR --write`.\n\n"
            "About half of the time is `segment.tags`: the reader model, the program's one neural network, whose\n"
            "single pass over a report everything later reads from.\n\n"
        )
        (ROOT / "docs" / "bench.md").write_text(intro + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
