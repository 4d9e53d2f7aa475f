"""Figures from the tables of a delivery, as its profile says where they stand and what they mean.

Nothing is guessed: what a label means must be known, and each dimension must be named by the rows,
the columns or the profile; otherwise it is a problem, never a row more or less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from report_builder.deliveries.arrivals import Arrival, DeliveredFigures
from report_builder.deliveries.cell_markings import marking_notes
from report_builder.deliveries.delimited import check_lines
from report_builder.deliveries.grid import Grid, Value, fold
from report_builder.deliveries.label_meanings import KnownNames, LabelMeanings, Labels
from report_builder.deliveries.notation import check_share, read_figure
from report_builder.deliveries.status_flags import joined_status, read_flag
from report_builder.deliveries.table_layout import TableLayout
from report_builder.deliveries.table_rows import TableRow, TableRows
from report_builder.deliveries.table_surroundings import tell_surroundings
from report_builder.model.catalogue import Indicator
from report_builder.model.profile import SKIPPED, Profile, TableSpec
from report_builder.model.series import Observation, Status
from report_builder.problems import Fault, nearest

_LABEL_CODES = ("indicator", "dimensie", "deel", "periode")
"""What is wrong with a label is told once, not for each figure beside it."""


def read_tables(
    sheets: Sequence[Grid], profile: Profile, known: KnownNames, file: str
) -> DeliveredFigures:
    """The figures of all tables of a profile."""
    figures = DeliveredFigures()
    layouts: list[TableLayout] = []
    for spec in profile.tables:
        try:
            layout = TableLayout(_sheet(sheets, spec), spec)
        except Fault as fault:
            place = f"blad '{spec.sheet}'" if spec.sheet else "1"
            figures.problems.append(fault.at(file, place))
        else:
            layouts.append(layout)
            _ProfiledTable(layout, profile, known).read(figures, file)
    # Of a table that was not found, all figures would be told of as standing beside another.
    if len(layouts) == len(profile.tables):
        tell_surroundings(figures, sheets, layouts, file)
    return figures


def _sheet(sheets: Sequence[Grid], spec: TableSpec) -> Grid:
    if not spec.sheet and len(sheets) == 1:
        return sheets[0]
    names = {fold(sheet.name): sheet for sheet in sheets}
    if fold(spec.sheet) in names:
        return names[fold(spec.sheet)]
    present = f"aanwezig: {', '.join(sheet.name for sheet in sheets)}"
    if not spec.sheet:
        message = f"het bestand heeft {len(sheets)} bladen"
        raise Fault("blad", message, f"noem er een met sheet in het profiel; {present}")
    raise Fault("blad", f"het blad '{spec.sheet}' ontbreekt", nearest(spec.sheet, names) or present)


class _ProfiledTable:
    """A table, and what its labels mean."""

    def __init__(self, layout: TableLayout, profile: Profile, known: KnownNames) -> None:
        self.layout, self.sheet, self.spec = layout, layout.sheet, layout.spec
        self.profile = profile
        self.rows = TableRows(layout)
        self.meanings = LabelMeanings(profile, layout.spec, known)

    def read(self, figures: DeliveredFigures, file: str) -> None:
        """Add the figures of the table, and what is wrong with any of them."""
        figures.notes.append(f"gelezen: {self.layout.name}")
        figures.add_notes(marking_notes(self.sheet, self.layout.area))
        for address in self._unusable_labels():
            fault = Fault("waarde", f"een opschrift: {self.sheet.at(*address).fault}")
            figures.problems.append(fault.at(file, self.sheet.place(*address)))
        layout = self.layout
        if ragged := list(check_lines(self.sheet, layout.head_rows, layout.bottom, file)):
            figures.problems += ragged
            return
        told: set[tuple[str, str]] = set()
        for row in self._kept_rows(figures):
            for column in row.columns:
                try:
                    self.rows.check(row)
                    self._add(figures, row.number, column, self._labels(row.labels, column))
                except Fault as fault:
                    is_told = (fault.code, fault.message) in told
                    if fault.code not in _LABEL_CODES or not is_told:
                        place = self.sheet.place(row.number, column)
                        figures.problems.append(fault.at(file, place))
                    told.add((fault.code, fault.message))

    def _unusable_labels(self) -> Iterator[tuple[int, int]]:
        """The labels and heads that cannot be used: they are not empty."""
        layout = self.layout
        labels = {column for column, name in layout.labels.items() if name != SKIPPED}
        for (row, column), cell in sorted(self.sheet.cells.items()):
            is_read = column in labels if row > layout.head else column in layout.figures
            if cell.fault and is_read and layout.area.holds(row, column):
                yield row, column

    def _kept_rows(self, figures: DeliveredFigures) -> Iterator[TableRow]:
        """The rows that the profile has read; how many that are is noted."""
        rows = list(self.rows.read())
        kept = [row for row in rows if self.rows.is_kept(row)]
        if self.layout.only:
            figures.notes.append(f"only: {len(kept)} van de {len(rows)} regels gelezen")
        figures.notes += self.rows.bare_notes(kept)
        yield from kept

    def _labels(self, row_labels: Mapping[int, Value], column: int) -> Labels:
        labels = {self.layout.labels[place]: value for place, value in row_labels.items()}
        labels |= self.layout.head_labels(column)
        labels.pop(SKIPPED, None)
        return labels

    def _add(self, figures: DeliveredFigures, row: int, column: int, labels: Labels) -> None:
        """Add the figure in a cell, unless the profile skips it."""
        indicator = self.meanings.find_indicator(labels)
        key = self.meanings.find_slice(indicator, labels) if indicator else None
        moment = self.meanings.find_period(indicator, labels) if indicator else None
        if indicator is None or key is None or moment is None:
            return
        period, provisional = moment
        value, status = self._figure(indicator, row, column)
        if status is Status.NORMAL:
            status = provisional
        amount = None if value is None else value * self.spec.factor
        place = self.sheet.place(row, column)
        figures.add(indicator, Arrival(key, Observation(period, amount, status), place))

    def _figure(self, indicator: Indicator, row: int, column: int) -> tuple[Decimal | None, Status]:
        """The figure in a cell, with its status. Raises Fault when it is none."""
        if (row, column) in self.sheet.spread:
            message = "een cijfer in een samengevoegde cel"
            raise Fault("samengevoegd", message, "splits de cel en vul elk cijfer apart in")
        cell = self.sheet.at(row, column)
        if cell.fault:
            raise Fault("waarde", cell.fault)
        check_share(cell, indicator)
        flag = read_flag(self.layout.flag_text(row, column), self.profile.flags)
        if cell.value is None:
            return None, joined_status(None, Status.NORMAL, flag)
        value, status = read_figure(cell.value, self.profile.decimal, self.profile.marks)
        return value, joined_status(value, status, flag)
