"""What tests of several rooms share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> Path:
    """The example reports."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five seed reports and their gold file; skipped where they are absent."""
    folder = SHARED / "seeds"
    if not (folder / "gold.yaml").exists():
        pytest.skip("the seed reports are not beside this checkout (../shared/seeds)")
    return folder


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The public sets; skipped where they are absent."""
    folder = SHARED / "data"
    if not folder.exists():
        pytest.skip("the public sets are not beside this checkout (../shared/data)")
    return folder
