"""What the last brief held: from a brief.json, or remembered on a desk by day."""

import datetime as dt
from pathlib import Path

import msgspec

from crosswire.base.errors import RunFailed
from crosswire.brief.render import from_json
from crosswire.brief.since import Past, past_of
from crosswire.model.brief import Brief
from crosswire.store.base import Desk

_DAYS = "briefs"


def read(path: Path) -> Past:
    """What the brief in a file held. Raises RunFailed where the file is no brief.json."""
    try:
        return past_of(from_json(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise RunFailed("not-a-brief", f"{path}: not an earlier brief.json ({error})") from error


def remember(desk: Desk, brief: Brief, *, day: dt.date) -> None:
    """Keep what a day's brief held on the desk; a later brief of the same day takes its place."""
    days = {*_days(desk), day.isoformat()}
    desk.remember(f"{_DAYS}:{day}", msgspec.json.encode(past_of(brief)).decode())
    desk.remember(_DAYS, " ".join(sorted(days)))


def recall(desk: Desk, *, before: dt.date) -> Past:
    """What the last brief of a day before this one held; an empty past where there is none."""
    for day in sorted(_days(desk), reverse=True):
        if day < before.isoformat() and (kept := desk.recall(f"{_DAYS}:{day}")):
            return msgspec.json.decode(kept.encode(), type=Past)
    return Past()


def _days(desk: Desk) -> list[str]:
    return (desk.recall(_DAYS) or "").split()
