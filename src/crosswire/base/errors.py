"""The two error classes, by consequence (see docs/strict.md)."""


class CrosswireError(Exception):
    """Base of every error Crosswire raises on purpose.

    ``reason`` is a short stable code that runs count by ("empty", "binary"); the message is for a person and says
    what to do.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class ItemFailed(CrosswireError):
    """This report cannot be used. It is kept, marked and counted; the run goes on."""


class RunFailed(CrosswireError):
    """This source or run cannot be used at all. The run stops and says so."""
