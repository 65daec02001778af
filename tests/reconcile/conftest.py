import importlib.util
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("world", Path(__file__).parent / "world.py")
assert spec is not None
assert spec.loader is not None
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)


@pytest.fixture
def world():
    return module.World()
