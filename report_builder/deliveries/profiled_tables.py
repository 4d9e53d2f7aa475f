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
from report_builder.deliveries.expected_cells import check_expected
from report_builder.deliveries.grid import Grid, Value, fold
from report_builder.deliveries.label_meanings import KnownNames, LabelMeanings, Labels
from report_builder.deliveries.notation import check_share, read_figure
from report_builder.deliveries.profile_file import ProfileFault, ProfileFile
from report_builder.deliveries.profiled_sheets import find_sheets
from report_builder.deliveries.status_flags import joined_status, read_flag
from report_builder.deliveries.table_layout import TableLayout
from report_builder.deliveries.table_rows import TableRow, TableRows
from report_builder.deliveries.table_surroundings import tell_surroundings
from report_builder.deliveries.unknown_labels import UnknownLabel, UnknownPlace, tell_unknown
from report_builder.model.catalogue import Indicator
from report_builder.model.profile import SKIPPED, Profile
from report_builder.model.series import Observation, Status
from report_builder.problems import Fault


def read_tables(
    sheets: Sequence[Grid], profile: ProfileFile, known: KnownNames, file: str
) -> DeliveredFigures:
    """The figures of all tables of a profile."""
    reading = _ProfileReading(profile, known, file)
    for number, spec in enumerate(profile.profile.tables):
        try:
            for sheet, text in find_sheets(sheets, spec):
                check_expected(sheet, spec.expect)
                reading.read(number, TableLayout(sheet, spec, text))
        except Fault as fault:
            reading.is_complete = False
            reading.add_problem(fault, number, "1")
    tell_unknown(reading.figures, list(reading.unknown.values()), profile, file)
    reading.add_unused()
    # Of a table that was not found, all figures would be told of as standing beside another.
    if reading.is_complete:
        tell_surroundings(reading.figures, sheets, reading.layouts, file)
    return reading.figures


class _ProfileReading:
    """What was read of a file so far."""

    def __init__(self, profile: ProfileFile, known: KnownNames, file: str) -> None:
        self.profile, self.known, self.file = profile, known, file
        self.figures = DeliveredFigures()
        self.layouts: list[TableLayout] = []
        self.unknown: dict[str, UnknownPlace] = {}
        self.told: set[tuple[int, str, str]] = set()
        self.is_complete = True
        self.met: dict[int, set[str]] = {}
        self.met_flags: set[str] = set()

    def read(self, number: int, layout: TableLayout) -> None:
        """Add the figures of a table, and what is wrong with any of them."""
        self.layouts.append(layout)
        table = _ProfiledTable(layout, self.profile.profile, self.known)
        table.add_notes(self.figures)
        if ragged := list(check_lines(layout.sheet, layout.head_rows, layout.bottom, self.file)):
            self.figures.problems += ragged
            return
        for fault, place in table.read(self.figures):
            self.add_problem(fault, number, place)
        self.figures.notes += table.meanings.passed_notes()
        self.met_flags |= table.met_flags
        self.met.setdefault(number, set()).update(table.meanings.met)

    def add_problem(self, fault: Fault, number: int, place: str) -> None:
        """Add what is wrong with a table or a cell of it; of a label once, not for each figure
        beside it.
        """
        if isinstance(fault, UnknownLabel):
            self.unknown.setdefault(fault.text, UnknownPlace(fault, place))
            return
        if fault.code in _LABEL_CODES or isinstance(fault, ProfileFault):
            if (number, fault.code, fault.message) in self.told:
                return
            self.told.add((number, fault.code, fault.message))
        if isinstance(fault, ProfileFault):
            self.is_complete = False
            self.figures.problems.append(self.profile.problem(fault, number, self.file))
        else:
            self.figures.problems.append(fault.at(self.file, place))

    def add_unused(self) -> None:
        """Notes of the labels and the flags in the profile that no figure has: they may be
        misspelt.
        """
        profile, everywhere = self.profile.profile, set().union(*self.met.values())
        unused = [text for text in profile.labels if fold(text) not in everywhere]
        for number, spec in enumerate(profile.tables):
            met = self.met.get(number, set())
            unused += [text for text in spec.labels if fold(text) not in met]
        self._add_unused("labels", unused)
        flags = [text for text in profile.flags if fold(text) not in self.met_flags]
        self._add_unused("flags", flags)

    def _add_unused(self, key: str, unused: Sequence[str]) -> None:
        if unused:
            shown = ", ".join(f"'{text}'" for text in unused[:_MOST_NAMED])
            more = f" en {len(unused) - _MOST_NAMED} meer" if len(unused) > _MOST_NAMED else ""
            name = self.profile.file.name
            self.figures.notes.append(f"niet nodig bij dit bestand: {shown}{more} ({key}, {name})")


_MOST_NAMED = 6
_LABEL_CODES = ("deel", "periode")
"""What is wrong with a label is told once, not for each figure beside it."""


class _ProfiledTable:
    """A table, and what its labels mean."""

    def __init__(self, layout: TableLayout, profile: Profile, known: KnownNames) -> None:
        self.layout, self.sheet, self.spec = layout, layout.sheet, layout.spec
        self.profile = profile
        self.rows = TableRows(layout)
        self.meanings = LabelMeanings(profile, layout.spec, known)
        self.met_flags: set[str] = set()

    def add_notes(self, figures: DeliveredFigures) -> None:
        """Add where the table stands, and what a person sees of it and a figure does not say."""
        figures.notes.append(f"gelezen: {self.layout.name}")
        figures.add_notes(marking_notes(self.sheet, self.layout.area))

    def read(self, figures: DeliveredFigures) -> Iterator[tuple[Fault, str]]:
        """Add the figures of the table; give what is wrong with any of them, with its place."""
        for address in self._unusable_labels():
            fault = Fault("waarde", f"een opschrift: {self.sheet.at(*address).fault}")
            yield fault, self.sheet.place(*address)
        for row in self._kept_rows(figures):
            for column in row.columns:
                try:
                    self.rows.check(row)
                    self._add(figures, row.number, column, self._labels(row.labels, column))
                except Fault as fault:
                    yield fault, self.sheet.place(row.number, column)

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
            figures.notes.append(self.rows.only_note(rows, kept))
        figures.notes += self.rows.bare_notes(kept)
        yield from kept

    def _labels(self, row_labels: Mapping[int, Value], column: int) -> Labels:
        labels = {self.layout.labels[place]: value for place, value in row_labels.items()}
        labels |= self.layout.head_labels(column)
        labels[self.spec.sheet_says] = self.layout.sheet_text
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
        flag_text = self.layout.flag_text(row, column)
        self.met_flags.add(fold(flag_text))
        flag = read_flag(flag_text, self.profile.flags)
        if cell.value is None:
            return None, joined_status(None, Status.NORMAL, flag)
        value, status = read_figure(cell.value, self.profile.decimal, self.profile.marks)
        return value, joined_status(value, status, flag)
