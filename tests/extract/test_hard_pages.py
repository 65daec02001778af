"""Main text on the invented pages of hard layouts (``bench/pages_made.py``), by the measure of ``bench/pages.py``."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from crosswire.extract import page
from crosswire.ingest.decode import decode

BENCH = Path(__file__).resolve().parents[2] / "bench"


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{name}", BENCH / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


WORDS = sys.modules["pages_words"] = _module("pages_words")
MORE = sys.modules["pages_more"] = _module("pages_more")
MADE, PAGES = _module("pages_made"), _module("pages")
LEAST = {"highlights_above": 0.94, "german": 0.85, "release": 0.93, "wiki": 0.95, "live_blog": 0.95}
"""What falls short of .98: sentences that repeat in a small grammar, a statement's labels, numbers of notes."""


@pytest.mark.parametrize("maker", MADE.MAKERS, ids=lambda maker: str(maker.__name__))
def test_text_of_a_hard_page(maker: "MADE.Maker") -> None:  # type: ignore[name-defined]
    made = maker()
    html = decode(made.html.encode(made.encoding), html=True).text
    found, invented, missed = PAGES.score("\n".join(made.truth), page.read(html).text, "\n".join(made.may))
    assert found >= LEAST.get(maker.__name__, 0.98), (invented, missed)


def test_pages_are_the_same_each_time() -> None:
    assert all(maker() == maker() for maker in MADE.MAKERS)
