"""Asking services, and again when that can help: what was answered or lost is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import stamina
from stamina.instrumentation import set_on_retry_hooks

from report_builder.problems import Fault
from report_builder.services.exchange import Interrupted, Limits, Reply, exchange, host_of

T = TypeVar("T")

LIMITS = Limits()

UNREACHABLE = frozenset({"dienst-weg", "dienst-traag"})
"""The codes of faults that lie with the whole service rather than with what it was asked."""

# stamina would log each retry on standard error, where only problems stand.
set_on_retry_hooks([])


class Connection:
    """Asks services; what was answered to an address is kept, so that it is not asked twice.

    A service that could not be reached, however often it was asked, is not asked again.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or LIMITS
        self.replies: dict[str, Reply] = {}
        self.lost: dict[str, Fault] = {}

    def ask(self, url: str, read: Callable[[Reply], T]) -> T:
        """What `read` makes of the reply.

        Raises Fault when the service cannot be had or `read` raises one. When `read` raises
        Interrupted, or the reply itself is cut short, it is asked again after a pause that grows
        each time, or as long as the service asks for.
        """
        if url in self.replies:
            return read(self.replies[url])
        if host_of(url) in self.lost:
            raise self.lost[host_of(url)]
        retrying = stamina.RetryingCaller(
            attempts=self.limits.attempts,
            timeout=None,  # each exchange has its own
            wait_initial=self.limits.pause,
            wait_max=self.limits.longest_pause,
            wait_jitter=0,
        )
        try:
            return retrying(self._pause, self._attempt, url, read)
        except Interrupted as interrupted:
            if interrupted.fault.code in UNREACHABLE:
                self.lost[host_of(url)] = interrupted.fault
            raise interrupted.fault from interrupted

    def _attempt(self, url: str, read: Callable[[Reply], T]) -> T:
        reply = exchange(url, self.limits)
        result = read(reply)
        self.replies[url] = reply
        return result

    def _pause(self, error: Exception) -> bool | float:
        """Whether to ask again, or after how many seconds where the service says so."""
        if not isinstance(error, Interrupted):
            return False
        if error.wait is None:
            return True
        return error.wait if error.wait <= self.limits.longest_pause else False
