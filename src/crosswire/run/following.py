"""What a watch does after each report: link it, tell its stories, and send what the rules ask for."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from crosswire.run.alerts import Sender
from crosswire.run.live import Live
from crosswire.run.rules import Rules
from crosswire.store.embedded import EmbeddedDesk


class Following:
    """Keeps a desk's stories current while it is watched. Alerts are sent by a thread of its own, so that a slow
    receiver holds up no poll. ``once``: on leaving, wait until everything was tried once."""

    def __init__(
        self,
        desk: EmbeddedDesk,
        rules: Rules | None,
        *,
        allow_private: bool = False,
        link: bool = True,
        once: bool = False,
        say: Callable[[str], None] = lambda message: None,
    ) -> None:
        self._live = Live(desk) if link else None
        self._once = once
        self._sender = Sender(desk.path, rules, allow_private=allow_private, say=say) if rules is not None else None

    def after(self) -> None:
        """A report was put on the desk."""
        if self._live is not None:
            self._live.update()
        if self._sender is not None:
            self._sender.wake()

    def __enter__(self) -> Self:
        """Link what an earlier run left, and take in the open stories."""
        if self._live is not None:
            self._live.update()
            self._live.warm()
        if self._sender is not None:
            self._sender.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the sender end."""
        if self._sender is not None:
            self._sender.stop(finish=self._once and error is None)
