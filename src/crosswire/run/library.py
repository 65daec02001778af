"""Crosswire as a library: paths in, an account out."""

import datetime as dt
from collections.abc import Sequence
from os import PathLike, fspath

from crosswire.base.config import Options
from crosswire.ingest.files import receive
from crosswire.model.account import Account
from crosswire.model.report import Given
from crosswire.run.runner import run


def read(
    paths: str | PathLike[str] | Sequence[str | PathLike[str]],
    *,
    published: str | None = None,
    outlet: str | None = None,
    epoch: dt.date | None = None,
    workers: int = 1,
) -> Account:
    """The account of the reports under ``paths`` (files and folders).

    ``published`` (EDTF) and ``outlet`` stand in for reports that don't say; ``epoch`` is day 1 of a day count.
    ``workers`` is the number of processes (0: one per core; where it is not 1, call from under
    ``if __name__ == "__main__"``). Reports that cannot be read are in ``account.issues``, never raised.
    """
    chosen = [paths] if isinstance(paths, str | PathLike) else list(paths)
    given = Given(outlet=outlet)
    options = Options(published=published, outlet=outlet, epoch=epoch, workers=workers)
    return run(receive([fspath(path) for path in chosen], given=given), options=options).account
