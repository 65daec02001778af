"""What a list of addresses says of one article, before anyone has fetched it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """One address of a list (a monitor's article list, a sitemap): its URL and what the list says of it.

    ``published`` is when the list has it published or first seen, as an ISO moment; ``outlet`` the host or name the
    list gives. All but ``url`` may be unknown.
    """

    url: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
