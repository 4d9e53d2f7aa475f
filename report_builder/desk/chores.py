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
from datetime import datetime
from itertools import count

from report_builder.console import PROGRESS_SETTING, read_step
from report_builder.desk.announcements import Announcements
from report_builder.problems import Unusable
from report_builder.workspace import Workspace, now

KIND = "taak"
_MOST_LINES = 2_000
_MOST_KEPT = 20
_LONGEST_LINE = 1 << 20
_PATIENCE = 10.0
"""Seconds that a command gets to end by itself."""
_TETHER = "report_builder.desk.tether"
_DONE, _STOPPED, _WRONG, _FAULT = range(4)
_OUTCOMES = {
    _DONE: "is klaar",
    _STOPPED: "is gestopt: er valt iets te doen",
    _WRONG: "kon niet",
    _FAULT: "is gestopt door een fout van het programma",
}
"""What the exit status of a command means (contract, section 4)."""


@dataclass
class Chore:
    """One piece of work: the command, what it has said so far, and how it ended."""

    number: int
    name: str
    title: str
    person: str
    began: datetime = field(default_factory=now)
    ended: datetime | None = None
    lines: list[str] = field(default_factory=list)
    missing: int = 0
    """How many lines it said after those that are kept."""
    step: tuple[str, int, int] | None = None
    """At what it is, how many items are done, of how many; None before it says so."""
    is_cancelled: bool = False
    """Whether somebody asked it to end."""
    status: int | None = None
    """The exit status of the command; None while it runs."""

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.status is None

    @property
    def outcome(self) -> str:
        """How it stands or ended, in words."""
        if self.status is None:
            return "wordt afgebroken" if self.is_cancelled else "loopt"
        return _OUTCOMES.get(self.status, "is afgebroken; wat er al was, is gebleven")

    def hear(self, line: str) -> None:
        """Keep what the command says; of the progress at one thing the latest line only."""
        step = read_step(line)
        is_same = step is not None and self.step is not None and step[0] == self.step[0]
        if step is not None:
            self.step = step
        if is_same and self.lines and read_step(self.lines[-1]) is not None:
            self.lines[-1] = line
        elif len(self.lines) < _MOST_LINES:
            self.lines.append(line)
        else:
            self.missing += 1


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

    def cancel(self, number: int) -> Chore:
        """Ask a piece of work to end; asked again, end it at once. Raises Unusable when it has
        ended.
        """
        chore = self.running
        if chore is None or chore.number != number:
            raise Unusable("dit werk is al klaar")
        if self._process is not None:
            self._signal(signal.SIGKILL if chore.is_cancelled else signal.SIGTERM)
        chore.is_cancelled = True
        self._tell(chore)
        return chore

    def _signal(self, signum: int) -> None:
        assert self._process is not None
        with suppress(ProcessLookupError):
            self._process.send_signal(signum)

    async def stop(self) -> None:
        """End what is running, and wait until it has ended."""
        if self._process is not None:
            self._signal(signal.SIGTERM)
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
            chore.status = _WRONG
        finally:
            if self._process is not None and self._process.returncode is None:
                # Nobody hears it any more: what it says is not text in lines.
                self._signal(signal.SIGKILL)
            self._process = None
            if chore.status is None:
                chore.status = _FAULT
            chore.ended = now()
            self._tell(chore)

    async def _follow(self, chore: Chore, arguments: Sequence[str]) -> int:
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            _TETHER,
            str(os.getpid()),
            *arguments,
            "--project",
            str(self.workspace.root),
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            limit=_LONGEST_LINE,
            # What it says is told as it goes, and not when it ends.
            env={
                **os.environ,
                "PYTHONIOENCODING": "utf-8",
                "PYTHONUNBUFFERED": "1",
                PROGRESS_SETTING: "1",
            },
        )
        if chore.is_cancelled:
            self._signal(signal.SIGTERM)
        self._tell(chore)
        assert process.stdout is not None
        async for line in process.stdout:
            chore.hear(line.decode("utf-8", "replace").rstrip())
            self._tell(chore)
        return await process.wait()

    def _tell(self, chore: Chore) -> None:
        line = chore.lines[-1] if chore.lines else ""
        _, done, of = chore.step or ("", 0, 0)
        self.announcements.tell(
            KIND,
            {
                "nummer": chore.number,
                "naam": chore.name,
                "titel": chore.title,
                "regel": line,
                "regels": len(chore.lines),
                "gedaan": done,
                "van": of,
                "afloop": chore.outcome,
                "status": chore.status,
            },
        )
