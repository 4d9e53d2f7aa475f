"""The chapters on paper, made when somebody looks at their pages and kept until they are others."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256

from report_builder.desk.side_process import ChapterPages, SideProcess
from report_builder.problems import Problem

_NAME_LENGTH = 16


@dataclass(frozen=True)
class PrintedChapter:
    """A chapter on paper: its PDF, a name that is another when that is, and the number of its
    pages; `problems` keep it from being newer than it is.
    """

    name: str
    pdf: bytes
    count: int
    problems: tuple[Problem, ...] = ()


class PrintedChapters:
    """What was last made of each chapter."""

    def __init__(self, side: SideProcess) -> None:
        self.side = side
        self._kept: dict[str, tuple[str, PrintedChapter]] = {}
        self._making: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def find(self, label: str, state: str) -> PrintedChapter | None:
        """What was made of a chapter in this state of the project."""
        made_of, printed = self._kept.get(label, ("", None))
        return printed if made_of == state else None

    def find_last(self, label: str) -> PrintedChapter | None:
        """What was last made of a chapter."""
        return self._kept[label][1] if label in self._kept else None

    async def make(self, document: str, label: str, state: str) -> PrintedChapter:
        """A chapter on paper; where errors hinder, what there was before, with these. Raises
        Unusable as a session does.
        """
        async with self._making[label]:
            printed = self.find(label, state)
            if printed is None:
                made = await self.side.make_pages(document, label)
                printed = _printed(made, self.find_last(label))
                self._kept[label] = state, printed
        return printed

    async def draw(self, label: str, name: str, page: int) -> bytes | None:
        """A page, counted from 1, as a picture; None where it is not of what was last made."""
        printed = self.find_last(label)
        if printed is None or printed.name != name or not 1 <= page <= printed.count:
            return None
        return await self.side.draw_page(printed.pdf, page - 1)


def _printed(made: ChapterPages, before: PrintedChapter | None) -> PrintedChapter:
    if made.problems:
        name, pdf, count = (before.name, before.pdf, before.count) if before else ("", b"", 0)
        return PrintedChapter(name, pdf, count, made.problems)
    return PrintedChapter(sha256(made.pdf).hexdigest()[:_NAME_LENGTH], made.pdf, made.count)
