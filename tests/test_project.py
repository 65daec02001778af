"""The project holds its own rules: layers, types, style, generated files, size, what a commit may contain."""

import re
import subprocess
import sys
from pathlib import Path

import pytest


def _run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy"),
        ("docs/make.py", "--check"),
    ],
    ids=["ruff", "format", "mypy", "docs"],
)
def test_checks(root: Path, command: tuple[str, ...]) -> None:
    done = _run(root, sys.executable, *command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_layers(root: Path) -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = _run(root, sys.executable, "-c", code)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_is_long(root: Path) -> None:
    sizes = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in (root / "src").rglob("*.py")}
    assert not {p.name: n for p, n in sizes.items() if n > 500}
    assert sorted(sizes.values())[len(sizes) // 2] <= 150


def test_no_file_is_heavy(root: Path) -> None:
    assert not [p for p in (root / "src").rglob("*") if p.is_file() and p.stat().st_size > 30_000_000]


def test_importing_is_light() -> None:
    code = (
        "import sys, crosswire; print([m for m in ('numpy', 'onnxruntime', 'trafilatura', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_only_the_runner_catches_everything(root: Path) -> None:
    caught = [
        str(p.relative_to(root))
        for p in (root / "src").rglob("*.py")
        if re.search(r"except (Base)?Exception\b", p.read_text(encoding="utf-8"))
    ]
    assert caught == ["src/crosswire/run/runner.py"]


def test_the_readme_names_the_test_command(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert re.search(r"<!-- test command -->\n```sh\n[^`]*pytest[^`]*```", readme)
