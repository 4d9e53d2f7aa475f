"""Long work beside the pages: a command of the program in a process of its own, told of as it goes.

A process of its own cannot hold up a page, gives its memory back, and ends as the command does when
it is asked to: with nothing half written.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

from report_builder.desk.announcements import Announcements
from report_builder.problems import Unusable
from report_builder.workspace import Workspace

KIND = "taak"
_MOST_LINES = 2_000
_MOST_KEPT = 20
_LONGEST_LINE = 1 << 20
_PATIENCE = 10.0
"""Seconds that a command gets to end by itself."""


@dataclass
class Chore:
    """One piece of work: the command, what it has said so far, and how it ended."""

    number: int
    name: str
    title: str
    person: str
    lines: list[str] = field(default_factory=list)
    status: int | None = None
    """The exit status of the command; None while it runs."""

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.status is None


class Chores:
    """The pieces of work of a desk, one at a time: they all change or read the same project."""

    def __init__(self, workspace: Workspace, announcements: Announcements) -> None:
        self.workspace = workspace
        self.announcements = announcements
        self.all: dict[int, Chore] = {}
        self._numbers = count(1)
        self._process: Process | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def running(self) -> Chore | None:
        """What is being done now."""
        return next((chore for chore in self.all.values() if chore.is_running), None)

    def find_last(self, name: str) -> Chore | None:
        """The last piece of work of a name, running or done."""
        return next((one for one in reversed(self.all.values()) if one.name == name), None)

    def start(self, name: str, title: str, arguments: Sequence[str], person: str = "") -> Chore:
        """Begin a command of the program. Raises Unusable while another is running."""
        if self.running is not None:
            raise Unusable(f"er loopt al iets: {self.running.title}; wacht tot dat klaar is")
        chore = Chore(next(self._numbers), name, title, person)
        self.all[chore.number] = chore
        for number in list(self.all)[:-_MOST_KEPT]:
            del self.all[number]
        self._task = asyncio.get_running_loop().create_task(self._run(chore, arguments))
        return chore

    async def stop(self) -> None:
        """End what is running, and wait until it has ended."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGTERM)
            try:
                async with asyncio.timeout(_PATIENCE):
                    await self._process.wait()
            except TimeoutError:
                self._process.kill()
        if self._task is not None:
            await asyncio.wait([self._task], timeout=_PATIENCE)

    async def _run(self, chore: Chore, arguments: Sequence[str]) -> None:
        try:
            chore.status = await self._follow(chore, arguments)
        except OSError as error:
            chore.lines.append(f"de opdracht kan niet beginnen: {error}")
            chore.status = 2
        finally:
            self._process = None
            if chore.status is None:
                chore.status = 3
            self._tell(chore)

    async def _follow(self, chore: Chore, arguments: Sequence[str]) -> int:
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "report_builder",
            *arguments,
            "--project",
            str(self.workspace.root),
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            limit=_LONGEST_LINE,
            # What it says is told as it goes, and not when it ends.
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"},
        )
        self._tell(chore)
        assert process.stdout is not None
        async for line in process.stdout:
            if len(chore.lines) < _MOST_LINES:
                chore.lines.append(line.decode("utf-8", "replace").rstrip())
                self._tell(chore)
        return await process.wait()

    def _tell(self, chore: Chore) -> None:
        line = chore.lines[-1] if chore.lines else ""
        self.announcements.tell(
            KIND,
            {
                "nummer": chore.number,
                "naam": chore.name,
                "titel": chore.title,
                "regel": line,
                "regels": len(chore.lines),
                "status": chore.status,
            },
        )
