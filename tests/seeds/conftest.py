"""The five seed reports through the whole flow, once."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from crosswire.base.config import Options
from crosswire.ingest.files import receive
from crosswire.model.report import Given
from crosswire.run.export import export
from crosswire.run.runner import Result, run

Document = dict[str, Any]


@pytest.fixture(scope="session")
def gold(seeds: Path) -> Document:
    loaded: Document = yaml.safe_load((seeds / "gold.yaml").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def result(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("seeds")
    for report in seeds.glob("*.txt"):
        shutil.copy(report, folder / report.name)
    (folder / "sources.toml").write_text('[[source]]\nmatch = ["live-blog.txt"]\npublished = "2023-06-01"\n')
    return run(receive([str(folder)], given=Given()), options=Options(epoch=dt.date(2022, 2, 24), workers=1))


@pytest.fixture(scope="session")
def found(result: Result) -> Document:
    document: Document = msgspec.to_builtins(export(result.account, origins=result.origins))
    return document
