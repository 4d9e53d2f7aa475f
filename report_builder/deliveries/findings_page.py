"""The sheet in front of a workbook that goes back to who delivered it: what the colours mean, what
is not as it was, and every finding in a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_builder.deliveries.finding_groups import FindingGroup
from report_builder.deliveries.findings import FindingKind
from report_builder.deliveries.reply_marks import PAGE

MOST_ROWS = 2000
COLUMNS = {
    "Nr": 5,
    "Blad": 14,
    "Cel": 14,
    "Soort": 11,
    "Waar het over gaat": 28,
    "Wat er staat": 14,
    "Wat er eerst stond": 18,
    "Wat er opvalt": 42,
    "Wat wij vragen": 36,
}
"""The columns of the table, with their widths."""
_KIND_COLUMN = 4
_MEANINGS = {
    FindingKind.ERROR: "kan zo niet binnenkomen",
    FindingKind.DOUBT: "kan goed zijn, maar wijkt af van wat wij verwachten: wij vragen het na",
    FindingKind.REVISION: "een cijfer dat wij al hadden, is nu anders of staat er niet meer",
    FindingKind.NOTE: "ter informatie",
}


@dataclass(frozen=True)
class PageLine:
    """A row of the sheet; `kind` is what colours the cell in `kind_column`."""

    texts: tuple[str, ...]
    is_head: bool = False
    is_row: bool = False
    kind: FindingKind | None = None
    kind_column: int = 1


@dataclass(frozen=True)
class FindingsPage:
    """The sheet: its name, its rows, and the widths of its columns in characters."""

    lines: tuple[PageLine, ...]
    name: str = PAGE
    widths: tuple[int, ...] = tuple(COLUMNS.values())


def make_page(
    title: str, alterations: Sequence[str], groups: Sequence[FindingGroup]
) -> FindingsPage:
    """The sheet of these findings; `alterations` say what is not as it was delivered."""
    return FindingsPage((*_top(title, alterations), *_table(groups)))


def _top(title: str, alterations: Sequence[str]) -> Iterator[PageLine]:
    yield PageLine((title,), is_head=True)
    yield PageLine(())
    for kind, meaning in _MEANINGS.items():
        yield PageLine(("", "", "", kind.value, meaning), kind=kind, kind_column=_KIND_COLUMN)
    yield PageLine(())
    yield from (PageLine((alteration,)) for alteration in alterations)
    yield PageLine(())


def _table(groups: Sequence[FindingGroup]) -> Iterator[PageLine]:
    if not groups:
        yield PageLine(("Er zijn geen bevindingen.",))
        return
    yield PageLine(tuple(COLUMNS), is_head=True)
    for number, group in enumerate(groups[:MOST_ROWS], start=1):
        one = group.first
        texts = (
            str(number),
            group.sheet,
            group.cells or "het hele bestand",
            one.kind.value,
            one.figure,
            one.stands,
            one.stood,
            group.message,
            one.question,
        )
        yield PageLine(texts, is_row=True, kind=one.kind, kind_column=_KIND_COLUMN)
    if len(groups) > MOST_ROWS:
        yield PageLine((f"Niet genoemd: nog {len(groups) - MOST_ROWS} bevindingen.",))
