"""What a run is told: one frozen record, filled by the command line or by a caller of the library."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Profile = Literal["full", "fast"]


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of one run.

    ``epoch`` is day 1 of a day count ("Day 454"). ``day`` limits a brief to items of that day. ``workers`` is the
    number of processes (0: one per core). ``published``, ``outlet`` stand in where a report does not say.
    ``profile`` is how reports are read: "full", or "fast" with a smaller model that is somewhat worse; None is whatever
    is in use, "full" unless somebody said otherwise.
    """

    published: str | None = None
    outlet: str | None = None
    epoch: dt.date | None = None
    day: dt.date | None = None
    workers: int = 0
    title: str | None = None
    profile: Profile | None = None
