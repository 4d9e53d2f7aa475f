"""Work for a page that would hold up the text that others wait for: done in a process beside the
desk that stays warm, with a lower priority.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TypeVar

from report_builder.build.foresight import problems_with
from report_builder.build.session import Session
from report_builder.charts.raster import count_pages, rasterized
from report_builder.problems import Problem, Unusable
from report_builder.workspace import Workspace

Outcome = TypeVar("Outcome")
_BACKGROUND = 10
"""How much less it weighs than what people wait for, as `nice` counts."""
_PIXELS_PER_POINT = 1.5
LONGEST_REST = 300.0
"""Seconds without work after which the process ends: as long as somebody reads what it made."""


@dataclass(frozen=True)
class ChapterPages:
    """A chapter on paper: its PDF and the number of its pages; or the problems that keep it from
    being made.
    """

    pdf: bytes = b""
    count: int = 0
    problems: tuple[Problem, ...] = ()


class SideProcess:
    """One process beside the desk, there once it is needed; what is asked of it waits in turn.

    After a rest it ends, and gives its memory back; what is asked then starts another.
    """

    def __init__(
        self, workspace: Workspace, edition: str | None, longest_rest: float = LONGEST_REST
    ) -> None:
        self.workspace = workspace
        self.edition = edition
        self.longest_rest = longest_rest
        self._pool: ProcessPoolExecutor | None = None
        self._asked = 0
        self._rest: asyncio.TimerHandle | None = None

    async def make_pages(self, document: str, label: str) -> ChapterPages:
        """A chapter of the project as it is now, on paper. Raises Unusable as a session does."""
        return await self.run(_make_pages, document, label)

    async def draw_page(self, pdf: bytes, page: int) -> bytes:
        """A page of a PDF, counted from 0, as a picture (PNG)."""
        return await self.run(_draw_page, pdf, page)

    async def foresee(self, file: str, data: bytes) -> tuple[Problem, ...]:
        """Every problem of the project were this the content of one of its templates."""
        return await self.run(_foresee, file, data)

    def stop(self) -> None:
        """End it, whatever it is doing: what it writes in the project is there whole or not."""
        if self._rest is not None:
            self._rest.cancel()
        if self._pool is not None:
            processes = list((self._pool._processes or {}).values())
            self._pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.kill()

    async def run(self, function: Callable[..., Outcome], *arguments: object) -> Outcome:
        """What a function gives that the process can import. Raises Unusable when the process was
        ended meanwhile.
        """
        pool = self._started()
        self._asked += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, function, *arguments)
        except BrokenProcessPool as error:
            if self._pool is pool:
                self._pool = None
            raise Unusable("dit werk is afgebroken; probeer het opnieuw") from error
        finally:
            self._asked -= 1
            self._await_rest()

    def _await_rest(self) -> None:
        """Let it end when nothing is asked of it for a while from now."""
        if self._rest is not None:
            self._rest.cancel()
        loop = asyncio.get_running_loop()
        self._rest = loop.call_later(self.longest_rest, self._end_at_rest)

    def _end_at_rest(self) -> None:
        if self._asked or self._pool is None:
            return
        pool, self._pool = self._pool, None
        # It is at rest, so that it hears of this at once.
        pool.shutdown(wait=False)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1,
                # A process with threads cannot be forked: another is started.
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(self.workspace, self.edition),
            )
        return self._pool


_sessions: list[Session] = []
"""The session of such a process, in that process."""


def _begin(workspace: Workspace, edition: str | None) -> None:
    """Make the session, let Ctrl-C to the desk, and end when it does, also when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_BACKGROUND)
    _sessions.append(Session(workspace, edition))
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _make_pages(document: str, label: str) -> ChapterPages:
    [session] = _sessions
    checked = session.check()
    if not checked.is_usable:
        errors = tuple(problem for problem in checked.problems if problem.is_error)
        return ChapterPages(problems=errors)
    pdf = session.make(checked, (document,)).files[f"{label}.pdf"]
    gc.collect()
    return ChapterPages(pdf, count_pages(pdf))


def _draw_page(pdf: bytes, page: int) -> bytes:
    return rasterized(pdf, _PIXELS_PER_POINT, page)


def _foresee(file: str, data: bytes) -> tuple[Problem, ...]:
    [session] = _sessions
    return problems_with(session.workspace, session.edition, file, data)
