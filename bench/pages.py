"""Quality and speed of main-text extraction on a folder of saved pages: Crosswire beside the libraries, in one run.

The folder holds pages (``*.html``, ``*.html.gz``, also under ``html/``) and ``truths.json`` or ``ground-truth.json``:
``{"name": {"articleBody": "…"}}``, by the page's name without its ending. ``"may"`` is text that may stand in an
answer or not (a standfirst, a correction note): it counts on neither side. ``"set"`` names a part scored by itself.

The metric is the one of the public article-extraction benchmarks: runs of four words of the answer against those of the
truth, each page weighing the same; F1 is of the mean precision and the mean recall.
"""

import argparse
import gzip
import json
import logging
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDS = (
    "It needs a folder of saved pages with their texts: python bench/pages.py FOLDER\n"
    "FOLDER holds name.html or name.html.gz (or html/name.html.gz) and truths.json (or ground-truth.json):\n"
    '{"name": {"articleBody": "the text of the article"}}. No pages are shipped: they are their publishers\'.'
)
_RUN = 4
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]+>")
Extractor = Callable[[str], str]
Scores = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page, its true text, text that may stand in an answer or not, and the part of the set it belongs to."""

    name: str
    html: str
    truth: str
    may: str = ""
    part: str = "all"


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Every run of four words of a text with its count; a shorter text is one run."""
    words = _WORD.findall(text)
    return Counter(run for at in range(max(1, len(words) - _RUN + 1)) if (run := tuple(words[at : at + _RUN])))


def score(truth: str, answer: str, may: str = "") -> Scores:
    """Shares of runs found, invented and missed; they sum to 1 (to 0 where there are none)."""
    wanted, given = runs(truth), runs(answer)
    if may:  # runs that cross from it into its neighbours count as little
        free = Counter(dict.fromkeys(_near(may, answer), 10**6))
        given = Counter({run: count for run, count in given.items() if run in wanted or run not in free})
    found = sum(min(count, given[run]) for run, count in wanted.items())
    counts = (found, sum(given.values()) - found, sum(wanted.values()) - found)
    whole = sum(counts)
    return (counts[0] / whole, counts[1] / whole, counts[2] / whole) if whole else (0.0, 0.0, 0.0)


def _near(may: str, answer: str) -> Iterator[tuple[str, ...]]:
    """Runs of an answer that touch a line which may stand there."""
    words = _WORD.findall(answer)
    yield from runs(may)
    for line in may.split("\n"):
        line_words = _WORD.findall(line)
        for at in range(len(words) - len(line_words) + 1):
            if line_words and words[at : at + len(line_words)] == line_words:
                reach = range(max(0, at - _RUN + 1), at + len(line_words))
                yield from (tuple(words[first : first + _RUN]) for first in reach)


def total(scores: Sequence[Scores]) -> tuple[float, float, float]:
    """Mean precision, mean recall, and the F1 of the two."""
    precision = statistics.fmean([_share(found, invented, missed) for found, invented, missed in scores])
    recall = statistics.fmean([_share(found, missed, invented) for found, invented, missed in scores])
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _share(found: float, wrong: float, other: float) -> float:
    if wrong == other == 0:
        return 1.0
    return found / (found + wrong) if found + wrong else 0.0


def load(folder: Path) -> list[Page]:
    """The pages of a folder that have a truth. Raises SystemExit with what is needed where there are none."""
    truths = next((file for name in ("truths.json", "ground-truth.json") if (file := folder / name).is_file()), None)
    if truths is None:
        raise SystemExit(NEEDS)
    known = json.loads(truths.read_text(encoding="utf-8"))
    found = []
    for path in sorted([*folder.glob("*.html*"), *folder.glob("html/*.html*")]):
        name = path.name.removesuffix(".gz").removesuffix(".html")
        if name in known:
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            truth = known[name]
            html = _decoded(data)
            found.append(Page(name, html, truth.get("articleBody", ""), truth.get("may", ""), truth.get("set", "all")))
    if not found:
        raise SystemExit(NEEDS)
    return found


def _decoded(data: bytes) -> str:
    from crosswire.ingest.decode import decode

    return decode(data, html=True).text


def extractors() -> Mapping[str, Extractor]:
    """Each system by the name of its row."""
    return {
        "Crosswire": _crosswire,
        "trafilatura, fast": lambda html: _trafilatura(html, fast=True),
        "trafilatura": _trafilatura,
        "trafilatura, for precision": lambda html: _trafilatura(html, favor_precision=True),
        "trafilatura, for recall": lambda html: _trafilatura(html, favor_recall=True),
        "newspaper4k": _newspaper,
        "readability-lxml": _readability,
    }


def _crosswire(html: str) -> str:
    from crosswire.extract import page

    return page.read(html).text


def _trafilatura(html: str, **options: bool) -> str:
    import trafilatura

    return trafilatura.extract(html, include_comments=False, **options) or ""  # type: ignore[arg-type]


def _newspaper(html: str) -> str:
    import newspaper

    article = newspaper.Article("https://example.org/", fetch_images=False)  # it would go looking for pictures
    article.download(input_html=html)
    article.parse()
    return str(article.text)


def _readability(html: str) -> str:
    from lxml.html import document_fromstring
    from readability import Document

    summary = Document(html).summary()
    return str(document_fromstring(summary).text_content()) if summary.strip() else ""


def measure(extractor: Extractor, pages: Sequence[Page]) -> tuple[list[str], float, int]:
    """The answers, pages a second of processor time (one core), and how many pages it failed on (an empty answer)."""
    extractor(pages[0].html)  # what is loaded once is no page's time
    answers, failures = [], 0
    start = time.process_time()
    for page in pages:
        try:
            answers.append(extractor(page.html))
        except Exception as error:  # noqa: BLE001  a library's failure is its row's business
            logging.debug("%s: %s", page.name, error)
            answers.append("")
            failures += 1
    return answers, len(pages) / (time.process_time() - start), failures


def table(pages: Sequence[Page], *, only: Sequence[str] = ()) -> tuple[list[str], dict[str, list[str]]]:
    """The lines of the table, and each system's answers."""
    parts = sorted({page.part for page in pages})
    lines = [
        "| system | part | pages | precision | recall | F1 | pages/CPU s |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    answers = {}
    for name, extractor in extractors().items():
        if only and name not in only:
            continue
        try:
            answers[name], speed, failures = measure(extractor, pages)
        except ImportError as error:
            lines.append(f"| {name} | | | | | | not installed: {error.name} |")
            continue
        for part in parts if len(parts) == 1 else [*parts, "all"]:
            scored = [
                score(page.truth, answer, page.may)
                for page, answer in zip(pages, answers[name], strict=True)
                if part in (page.part, "all")
            ]
            precision, recall, f1 = total(scored)
            noted = f" ({failures} failed)" if failures else ""
            pace = (
                f"{speed:.1f}{noted}"
                if part in ("all", parts[-1]) and part == ("all" if len(parts) > 1 else part)
                else ""
            )
            lines.append(f"| {name} | {part} | {len(scored)} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {pace} |")
    return lines, answers


def main() -> None:
    """Measure and print; with --write also into docs/pages.md."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, nargs="?", help="saved pages with truths.json")
    arguments.add_argument(
        "--only", action="append", default=[], metavar="SYSTEM", help="only this row; may be repeated"
    )
    arguments.add_argument("--worst", type=int, default=0, metavar="N", help="name Crosswire's N worst pages")
    arguments.add_argument("--write", action="store_true", help="into docs/pages.md")
    chosen = arguments.parse_args()
    if chosen.folder is None:
        raise SystemExit(NEEDS)
    logging.disable(logging.ERROR)
    pages = load(chosen.folder)
    lines, answers = table(pages, only=chosen.only)
    print("\n".join(lines))
    if chosen.worst and "Crosswire" in answers:
        ranked = sorted((score(p.truth, a, p.may), p.name) for p, a in zip(pages, answers["Crosswire"], strict=True))
        for (_, invented, missed), name in ranked[: chosen.worst]:
            print(f"{name}: invented {invented:.3f}, missed {missed:.3f}")
    if chosen.write:
        intro = (
            "# Main text of pages\n\nMade by `python bench/pages.py FOLDER --write` on saved pages of news sites and\n"
            "blogs, their texts marked by hand. The first rules were made on `tune`; on `held` nothing was chosen but\n"
            "that trafilatura votes in its thorough mode (Crosswire .988 then). The rules for boxes were made on the\n"
            "invented pages below; after that the worst pages of both parts were looked at, and what they share was\n"
            "mended, so that `held` is no longer a test. Runs of four words, answer against truth; each page weighs\n"
            "the same. One person marked all of them, on the blocks that Crosswire lays a page out in, which favours\n"
            "it a little. The pages are not shipped: they are their publishers'.\n\n"
        )
        (ROOT / "docs" / "pages.md").write_text(intro + "\n".join([*lines, *_made()]) + "\n", encoding="utf-8")


def _made() -> list[str]:
    """The table of the invented pages, with what it is to be read as."""
    import tempfile

    import pages_made

    with tempfile.TemporaryDirectory() as folder:
        pages_made.write(Path(folder))
        lines, _ = table(load(Path(folder)))
    return [
        "",
        "## Invented pages of hard layouts",
        "",
        "`python bench/pages_made.py FOLDER` writes them: line breaks for paragraphs, tables as layout, text in data",
        "alone, boxes, replies and second articles without telling names, recipes, galleries, forums, live pages.",
        "The rules were made on them (Crosswire .883 before), but for the nine layouts of `bench/pages_more.py`, where",
        "it had .983 when they were new (trafilatura .974, for recall .982; readability .980; newspaper4k .872).",
        "",
        *lines,
    ]


if __name__ == "__main__":
    main()
