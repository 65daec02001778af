"""Every backend of the desk; each test of the contract runs over all of them.

To hold another backend to the contract, add a line to BACKENDS: a function from a folder to an open, empty desk.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crosswire.store.embedded import EmbeddedDesk

sys.path.insert(0, str(Path(__file__).parent))

BACKENDS: dict[str, Callable[[Path], EmbeddedDesk]] = {
    "embedded": lambda folder: EmbeddedDesk(folder / "test.desk"),
}


@pytest.fixture(params=sorted(BACKENDS))
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EmbeddedDesk]:
    """An empty desk of each backend."""
    opened = BACKENDS[request.param](tmp_path)
    yield opened
    opened.close()
