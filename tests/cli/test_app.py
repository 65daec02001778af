"""The command starts without what only reading needs."""

import subprocess
import sys

HEAVY = ("numpy", "onnxruntime", "sqlalchemy", "trafilatura", "lxml", "httpx2", "feedparser", "rich.console")


def test_help_loads_nothing_heavy():
    code = f"import crosswire.cli.app, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
