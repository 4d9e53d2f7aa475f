"""What the program says: results on standard output; progress and problems on standard error, as a
bar on a terminal, plain lines elsewhere, nothing when quiet. A program that shows the progress
itself asks for a line for each item.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from report_builder.problems import Problem, ProblemGroup, Stopped
from report_builder.standard_streams import flush, write_line

Item = TypeVar("Item")

PROGRESS_SETTING = "REPORT_BUILDER_PROGRESS"
"""The environment variable that asks for a line for each item: `Sjablonen vullen 3/12`."""
_STEP = re.compile(r"([A-Z][a-z' ]+) (\d+)/(\d+)")


def read_step(line: str) -> tuple[str, int, int] | None:
    """What a line of progress says: at what, how many items are done, of how many; None for any
    other line.
    """
    found = _STEP.fullmatch(line)
    return (found[1], int(found[2]), int(found[3])) if found else None


class Console:
    """Says how far the work is, on standard error; results go to standard output."""

    def __init__(self, is_quiet: bool = False) -> None:
        self.is_quiet = is_quiet
        self.is_counting = os.environ.get(PROGRESS_SETTING) == "1"
        self.is_terminal = sys.stderr.isatty() and not is_quiet

    def follow(self, what: str, items: Iterable[Item], count: int) -> Iterator[Item]:
        """The items, while the progress over them is shown."""
        if self.is_quiet or not count:
            yield from items
            return
        if self.is_counting:
            yield from self._counted(what, items, count)
            return
        if not self.is_terminal:
            self.say(f"{what} ({count})")
            yield from items
            return
        with _bar() as bar:
            yield from bar.track(items, total=count, description=what)

    def _counted(self, what: str, items: Iterable[Item], count: int) -> Iterator[Item]:
        self.say(f"{what} 0/{count}")
        for number, item in enumerate(items, 1):
            self.say(f"{what} {number}/{count}")
            yield item

    def say(self, text: str) -> None:
        """One line on how far the work is."""
        if not self.is_quiet:
            write_line(sys.stderr, text)
            flush(sys.stderr)


@contextmanager
def _bar() -> Iterator[Any]:
    """A progress bar; rich itself keeps NO_COLOR."""
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Terminal(stderr=True), transient=True) as bar:
        yield bar


def tell(problems: Iterable[Problem], groups: Iterable[ProblemGroup] = ()) -> None:
    """The problems on standard error, one a line (contract, section 4): those of each group below
    its heading, and then what is in none.
    """
    told: set[Problem] = set()
    for group in groups:
        write_line(sys.stderr, f"# {group.heading}")
        for problem in group.problems:
            write_line(sys.stderr, str(problem))
        told |= set(group.problems)
    for problem in problems:
        if problem not in told:
            write_line(sys.stderr, str(problem))


def complain(text: str) -> None:
    """Why the program could not do what was asked, on standard error, in one line."""
    write_line(sys.stderr, f"report-builder: {text}")


def warn(lines: Iterable[str]) -> None:
    """What to know, on standard error, a line for each."""
    for line in lines:
        write_line(sys.stderr, line)


def tell_stopped(stopped: Stopped) -> None:
    """What stopped a command, on standard error as `tell` gives it below a line for each group, and
    on standard output what can be pasted to settle part of it.
    """
    tell(stopped.problems, stopped.groups)
    if stopped.proposal:
        show(stopped.proposal.split("\n"))


def show(lines: Iterable[str]) -> None:
    """A result on standard output, a line for each. Raises Unusable when it cannot be written."""
    for line in lines:
        write_line(sys.stdout, line)


def finish() -> None:
    """Write what was still waiting. Raises Unusable when a result cannot be written."""
    flush(sys.stdout)
    flush(sys.stderr)
