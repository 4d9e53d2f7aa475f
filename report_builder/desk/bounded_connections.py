"""Connections that cannot exhaust the desk: each is closed when what it was to send does not come,
and there are only so many.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_CONNECTIONS = 400
"""More than the pages that may listen, and fewer than the files that a process may have open."""
PATIENCE = 30.0
"""Seconds in which the lines before the body are there whole, and more of the body comes."""


class BoundedConnection(H11Protocol):
    """One connection: uvicorn by itself waits without end for a request, or the rest of one."""

    _since = 0.0
    """When the desk began to wait, or when the last part of a body came."""
    _look: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; one connection too many is closed."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
            return
        self._since = self.loop.time()
        self._look = self.loop.call_later(PATIENCE, self._close_when_late)

    def data_received(self, data: bytes) -> None:
        """Take in what was sent."""
        if not self._waits_for_head():
            self._since = self.loop.time()
        super().data_received(data)

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self._since = self.loop.time()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        if self._look is not None:
            self._look.cancel()
        super().connection_lost(exc)

    def _close_when_late(self) -> None:
        is_late = self.loop.time() - self._since >= PATIENCE
        if is_late and (self._waits_for_head() or self._waits_for_body()):
            self.transport.abort()
        else:
            self._look = self.loop.call_later(PATIENCE / 2, self._close_when_late)

    def _waits_for_head(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _waits_for_body(self) -> bool:
        """Whether the rest of a request is awaited, and not held up by the desk itself."""
        return self.cycle.more_body and not self.flow.read_paused
