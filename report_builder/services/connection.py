"""Asking services, and again when that can help: what was answered or lost is kept."""

from __future__ import annotations

import time
from collections import Counter
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

    A service that could not be reached, however often it was asked, is not asked again, nor is one
    that has taken all the time that there is for it.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or LIMITS
        self.replies: dict[str, Reply] = {}
        self.lost: dict[str, Fault] = {}
        self.spent: Counter[str] = Counter()
        """Whole milliseconds by host."""
        self.notes: list[str] = []
        """What was waited for, and what services said of waiting that makes no sense."""

    def ask(self, url: str, read: Callable[[Reply], T]) -> T:
        """What `read` makes of the reply.

        Raises Fault when the service cannot be had or `read` raises one. When `read` raises
        Interrupted, or the reply itself is cut short, it is asked again after a pause that grows
        each time, or as long as the service asks for.
        """
        if url in self.replies:
            return read(self.replies[url])
        host = host_of(url)
        if host in self.lost:
            raise self.lost[host]
        started = time.monotonic()
        try:
            return self._retrying(self._left(host))(self._pause, self._attempt, url, read)
        except Interrupted as interrupted:
            if interrupted.fault.code in UNREACHABLE:
                self.lost[host] = interrupted.fault
            raise interrupted.fault from interrupted
        finally:
            self.spent[host] += round((time.monotonic() - started) * 1000)

    def take_notes(self) -> tuple[str, ...]:
        """What there is to tell since this was last asked, each once."""
        notes = tuple(dict.fromkeys(self.notes))
        self.notes.clear()
        return notes

    def _left(self, host: str) -> float:
        """How many seconds there are left for a service. Raises Fault when there are none."""
        left = self.limits.patience - self.spent[host] / 1000
        if left <= 0:
            minutes = round(self.limits.patience / 60)
            hint = "vraag het later opnieuw, of een deel ervan met --indicator"
            message = f"{host} kost te veel tijd: al meer dan {minutes} min."
            self.lost[host] = Fault("dienst-traag", message, hint)
            raise self.lost[host]
        return left

    def _retrying(self, left: float) -> stamina.RetryingCaller:
        return stamina.RetryingCaller(
            attempts=self.limits.attempts,
            timeout=left,
            wait_initial=self.limits.pause,
            wait_max=self.limits.longest_pause,
            wait_jitter=0,
        )

    def _attempt(self, url: str, read: Callable[[Reply], T]) -> T:
        reply = exchange(url, self.limits)
        if reply.odd_wait and reply.status != 200:
            told = f"{host_of(url)} noemt een wachttijd die er geen is: {reply.odd_wait[:40]!r}"
            self.notes.append(told)
        result = read(reply)
        self.replies[url] = reply
        return result

    def _pause(self, error: Exception) -> bool | float:
        """Whether to ask again, or after how many seconds where the service asks for longer than
        the program pauses by itself.
        """
        if not isinstance(error, Interrupted):
            return False
        if error.wait is None or error.wait <= self.limits.pause:
            return True
        if error.wait > self.limits.longest_pause:
            return False
        self.notes.append(f"de dienst vroeg om {error.wait:.0f} s te wachten, en dat is gedaan")
        return error.wait
