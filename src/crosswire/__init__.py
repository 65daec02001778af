"""Crosswire reads many reports of the same events and gives one cited account of them.

    >>> import crosswire
    >>> account = crosswire.read(["examples"])

``read`` returns an :class:`crosswire.model.account.Account`; docs/fields.md says what each field means.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "read"]

if TYPE_CHECKING:
    from crosswire.run.library import read


def __getattr__(name: str) -> Any:
    # ``import crosswire`` stays light: the flow and its libraries are loaded at the first use of ``read``.
    if name == "read":
        from crosswire.run.library import read

        return read
    raise AttributeError(f"module 'crosswire' has no attribute {name!r}")
