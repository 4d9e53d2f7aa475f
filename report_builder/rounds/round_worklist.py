"""The work list of a round: what reviewers gave back, as tables to read and to divide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from report_builder.model.overview import Entry, Overview, OverviewTable
from report_builder.model.remarks import Remark, Stand
from report_builder.model.returned import Conflict, PlacedRemark, Received
from report_builder.registers.tables_workbook import write_overview
from report_builder.rounds.passage_texts import short
from report_builder.web.overview_page import overview_page

NAME = "opmerkingen"
TAKER, STAND, EXPLANATION, ID = "Wie pakt het op", "Stand", "Toelichting", "Kenmerk"
"""What drafters fill in, and by what the program knows a row again."""
MARK = "Kenmerk antwoord"
"""Which answer the row was made on."""
_HEAD = (
    "Plaats",
    "Soort",
    "Op welke tekst",
    "Opmerking of nieuwe tekst",
    "Wie",
    "Wanneer",
    "Let op",
    "Wat te doen",
)
_RECEIVED_HEAD = (
    "Bestand",
    "Versie",
    "Wie",
    "Gelezen",
    "In de lijst",
    "Niet in de lijst",
    "Niet gelezen",
    "Let op",
)
_LOOSE = "Niet met zekerheid te plaatsen"
_MOST_IN_CELL = 32_767
"""The most characters that Excel keeps in a cell, counted in halves of 16 bits."""
_INTERNAL = (
    "Deze lijst is intern: er staan namen in van wie beoordeelde. Stuur haar niet "
    "door buiten de redactie."
)


@dataclass(frozen=True)
class RoundWorklist:
    """What a round asks of drafters: the files that came in, every remark, those that ask for
    something still, and where they do not agree.

    `titles` names the document that each template makes.
    """

    title: str
    received: tuple[Received, ...]
    remarks: tuple[PlacedRemark, ...]
    open_remarks: tuple[PlacedRemark, ...]
    conflicts: tuple[Conflict, ...]
    titles: Mapping[str, str]
    kept: Mapping[str, Remark] | None = None
    """The remarks that the edition keeps by id, where it keeps any."""
    takers: Mapping[str, str] = field(default_factory=dict)
    """Who takes up each remark, by its id."""


def worklist_files(worklist: RoundWorklist, day: date) -> dict[str, bytes]:
    """The work list as web page and as workbook, by file name."""
    return {
        f"{NAME}.html": overview_page(worklist_page(worklist)),
        f"{NAME}.xlsx": write_overview(worklist_book(worklist), day),
    }


def worklist_page(worklist: RoundWorklist) -> Overview:
    """The work list to read: who gave back what, what does not agree, and the rest by template."""
    tables = [
        OverviewTable(
            worklist.titles.get(template, template) if template else _LOOSE,
            template,
            _HEAD,
            tuple(_row(remark) for remark in remarks),
        )
        for template, remarks in _by_template(worklist.open_remarks).items()
    ]
    notes = (_INTERNAL, _summary(worklist))
    return Overview(worklist.title, notes, (*_front_tables(worklist), *tables))


def worklist_book(worklist: RoundWorklist) -> Overview:
    """The work list to divide and tick off: everything in one table.

    Where remarks are kept it says how each stands, to be handed back.
    """
    remarks = _tasks(worklist.remarks)
    head = ("Sjabloon", *_HEAD, "Bestand", TAKER)
    rows = [
        _row_that_fits(_task_row(remark, worklist), _whole_text(remark, worklist))
        for remark in remarks
    ]
    if worklist.kept is None:
        table = OverviewTable(
            "Werklijst", "", (*head, "Gedaan"), tuple((*row, None) for row in rows)
        )
    else:
        whole_head = (*head, STAND, EXPLANATION, ID, MARK)
        stands = [_stand_cells(worklist.kept.get(remark.id)) for remark in remarks]
        whole_rows = tuple((*row, *cells) for row, cells in zip(rows, stands, strict=True))
        table = OverviewTable("Werklijst", "", whole_head, whole_rows, {STAND: tuple(Stand)})
    return Overview(worklist.title, (), (table, *map(_that_fits, _front_tables(worklist))))


def _task_row(remark: PlacedRemark, worklist: RoundWorklist) -> tuple[Entry, ...]:
    taker = worklist.takers.get(remark.id)
    return (remark.template or _LOOSE, *_row(remark), remark.file, taker)


def _whole_text(remark: PlacedRemark, worklist: RoundWorklist) -> str:
    """Where all of a remark can be read: what was dealt with stands on the page no more."""
    kept = (worklist.kept or {}).get(remark.id)
    return f"{NAME}.html" if kept is None or kept.is_open else "remarks.csv"


def _that_fits(table: OverviewTable) -> OverviewTable:
    """A table that stands on the page too, with what Excel can hold of it."""
    return replace(table, rows=tuple(_row_that_fits(row, f"{NAME}.html") for row in table.rows))


def _row_that_fits(row: tuple[Entry, ...], where: str) -> tuple[Entry, ...]:
    """A row of which Excel can hold every cell; of a longer text the start, and where all of it
    stands.
    """
    return tuple(
        _start_of(cell, where) if isinstance(cell, str) and _length(cell) > _MOST_IN_CELL else cell
        for cell in row
    )


def _start_of(text: str, where: str) -> str:
    end = f"… [ingekort: de hele tekst van {len(text)} tekens staat in {where}]"
    start = text.encode("utf-16-le")[: 2 * (_MOST_IN_CELL - _length(end))]
    return start.decode("utf-16-le", "ignore") + end


def _length(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


def worklist_lines(worklist: RoundWorklist) -> Iterator[str]:
    """The work list for the terminal: how much there is of what by template, without names."""
    for template, remarks in _by_template(worklist.open_remarks).items():
        kinds = Counter(remark.kind for remark in remarks)
        counts = ", ".join(f"{kind.lower()} {count}" for kind, count in kinds.items())
        yield f"{template or _LOOSE}: {counts}"
    yield from (f"Tegenstrijdig: {conflict.place}" for conflict in worklist.conflicts)
    yield _summary(worklist)


def _tasks(remarks: Iterable[PlacedRemark]) -> list[PlacedRemark]:
    """What asks for something to be done, in the order of the report; what could not be placed
    comes last.
    """
    return sorted((remark for remark in remarks if remark.action), key=_reading_order)


def _reading_order(remark: PlacedRemark) -> tuple[bool, bool, int, str]:
    is_loose, is_gone = not remark.template, remark.passage is None
    return is_loose, is_gone, remark.passage or 0, remark.place


def _by_template(remarks: Iterable[PlacedRemark]) -> dict[str, list[PlacedRemark]]:
    by_template: dict[str, list[PlacedRemark]] = {}
    for remark in _tasks(remarks):
        by_template.setdefault(remark.template, []).append(remark)
    return by_template


def _row(remark: PlacedRemark) -> tuple[str, ...]:
    return (
        remark.place,
        remark.kind,
        remark.about,
        remark.words,
        remark.reviewer,
        remark.written,
        "; ".join(remark.notes),
        remark.action,
    )


def _stand_cells(remark: Remark | None) -> tuple[str | None, ...]:
    if remark is None:
        return (None, None, None, None)
    return (remark.stand.value, remark.explanation, remark.id, remark.answer_mark)


def _front_tables(worklist: RoundWorklist) -> Iterator[OverviewTable]:
    if worklist.conflicts:
        conflict_rows = tuple(
            (conflict.place, conflict.about, "\n".join(map(_side, conflict.sides)))
            for conflict in worklist.conflicts
        )
        lead = "Kies hier eerst: dit kan niet allebei worden overgenomen."
        head = ("Plaats", "Waarover", "Wie zegt wat")
        yield OverviewTable("Tegenstrijdig", lead, head, conflict_rows)
    rows = tuple(map(_received_row, worklist.received))
    lead = "Per bestand: wat gelezen is, staat in de lijst of erachter waarom niet."
    yield OverviewTable("Ontvangen", lead, _RECEIVED_HEAD, rows)


def _side(remark: PlacedRemark) -> str:
    return f"{remark.reviewer} ({remark.file}): {short(remark.words)}"


def _received_row(file: Received) -> tuple[str, ...]:
    return (
        file.file,
        file.version or "niet bekend",
        ", ".join(file.people),
        counts_text(file.counts) or "niets",
        str(file.listed),
        counts_text(file.unlisted),
        "\n".join(file.unread),
        "; ".join(file.notes),
    )


def counts_text(counts: Mapping[str, int]) -> str:
    """What there is how often, in words."""
    return ", ".join(f"{what.lower()}: {count}" for what, count in counts.items() if count)


def _summary(worklist: RoundWorklist) -> str:
    tasks = _tasks(worklist.open_remarks)
    loose = sum(not remark.template for remark in tasks)
    parts = [f"{_counted(len(tasks), 'punt', 'punten')} om te verwerken"]
    if worklist.conflicts:
        count = len(worklist.conflicts)
        parts.append(_counted(count, "tegenstrijdigheid", "tegenstrijdigheden"))
    if loose:
        parts.append(f"{loose} niet met zekerheid te plaatsen")
    return ", ".join(parts) + "."


def _counted(count: int, singular: str, plural: str) -> str:
    return f"{count} {singular if count == 1 else plural}"
