"""What the program puts into a workbook that goes back to who delivered it, and how it is known
when such a workbook is delivered in turn: none of it was written by the deliverer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from report_builder.deliveries.grid import Grid

REPLY = "--- Terugmelding ---"
"""What stands in a comment before what the program says of a cell."""
PAGE = "Toelichting op de bevindingen"
"""The sheet of findings."""
TITLE = "Bevindingen bij "
"""What the first cell of that sheet begins with."""


def without_reply(sheets: Iterable[Grid]) -> Iterator[Grid]:
    """The sheets as their deliverer wrote them."""
    for sheet in sheets:
        if not (sheet.name.startswith(PAGE) and sheet.text(1, 1).startswith(TITLE.strip())):
            yield replace(sheet, comments=dict(_own_comments(sheet)))


def _own_comments(sheet: Grid) -> Iterator[tuple[tuple[int, int], str]]:
    for address, text in sheet.comments.items():
        own = text.partition(REPLY)[0].rstrip()
        if own:
            yield address, own
