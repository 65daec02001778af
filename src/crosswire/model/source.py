"""What is known of a source of reports, from sources.toml; reliability is only ever a person's."""

from dataclasses import dataclass
from typing import Literal

Reliability = Literal["A", "B", "C", "D", "E", "F"]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One entry of sources.toml: which files or URLs it covers (shell patterns) and what it says of them."""

    match: tuple[str, ...]
    outlet: str | None = None
    family: str | None = None
    url: str | None = None
    language: str | None = None
    country: str | None = None
    published: str | None = None
    title: str | None = None
    reliability: Reliability | None = None
