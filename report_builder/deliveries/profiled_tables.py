"""Figures from the tables of a delivery, as its profile says where they stand and what they mean.

Nothing is guessed: what a label means must be known, and each dimension must be named by the rows,
the columns or the profile; otherwise it is a problem, never a row more or less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report_builder.deliveries.arrivals import Arrival, DeliveredFigures
from report_builder.deliveries.grid import Area, Grid, Value, column_name, fold
from report_builder.deliveries.notation import check_share, read_figure
from report_builder.deliveries.period_notation import read_period
from report_builder.deliveries.table_layout import TableLayout
from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.period import Period
from report_builder.model.profile import INDICATOR, PERIOD, SKIPPED, Profile, TableSpec
from report_builder.model.series import Observation, Slice, Status
from report_builder.problems import Fault, nearest

_LABEL_CODES = ("indicator", "dimensie", "deel", "periode")
"""What is wrong with a label is told once, not for each figure beside it."""

Labels = Mapping[str, Value]
"""What the labels beside and above a figure say, by what they are of: a dimension, PERIOD or
INDICATOR.
"""


@dataclass(frozen=True)
class LabelMeanings:
    """What labels can mean: the indicators, and the names of the parts that each has by
    dimension.
    """

    indicators: Mapping[str, Indicator]
    parts: Mapping[str, Mapping[str, frozenset[str]]]


def read_tables(
    sheets: Sequence[Grid], profile: Profile, meanings: LabelMeanings, file: str
) -> DeliveredFigures:
    """The figures of all tables of a profile."""
    figures = DeliveredFigures()
    for spec in profile.tables:
        try:
            layout = TableLayout(_sheet(sheets, spec), spec)
        except Fault as fault:
            place = f"blad '{spec.sheet}'" if spec.sheet else "1"
            figures.problems.append(fault.at(file, place))
        else:
            _ProfiledTable(layout, profile, meanings).read(figures, file)
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

    def __init__(self, layout: TableLayout, profile: Profile, meanings: LabelMeanings) -> None:
        self.layout, self.sheet, self.spec = layout, layout.sheet, layout.spec
        self.profile = profile
        self.meanings = meanings
        labels = {**profile.labels, **self.spec.labels}
        self.names = {fold(text): name for text, name in labels.items()}
        """What the profile says that labels mean."""

    def read(self, figures: DeliveredFigures, file: str) -> None:
        """Add the figures of the table, and what is wrong with any of them."""
        figures.notes.append(f"gelezen: {self.layout.name}")
        figures.notes += _hidden_notes(self.sheet, self.layout.area)
        told: set[tuple[str, str]] = set()
        for row, column, labels in self._filled_cells():
            try:
                self._add(figures, row, column, labels)
            except Fault as fault:
                is_told = (fault.code, fault.message) in told
                if fault.code not in _LABEL_CODES or not is_told:
                    figures.problems.append(fault.at(file, self.sheet.place(row, column)))
                told.add((fault.code, fault.message))

    def _filled_cells(self) -> Iterator[tuple[int, int, Labels]]:
        """The row, column and labels of each cell that is not empty."""
        row_labels: list[Value] = [None] * len(self.spec.rows)
        for row in range(self.layout.head + 1, self.layout.bottom + 1):
            row_labels = self.layout.row_labels(row, row_labels)
            for column in range(self.layout.values, self.layout.right + 1):
                cell = self.sheet.at(row, column)
                if cell.value is not None or cell.fault:
                    yield row, column, self._labels(row_labels, column)

    def _labels(self, row_labels: Sequence[Value], column: int) -> Labels:
        labels: dict[str, Value] = dict(zip(self.spec.rows, row_labels, strict=True))
        labels[self.spec.columns] = self.layout.head_value(column)
        labels.pop(SKIPPED, None)
        return labels

    def _add(self, figures: DeliveredFigures, row: int, column: int, labels: Labels) -> None:
        """Add the figure in a cell, unless the profile skips it."""
        indicator = self._find_indicator(labels)
        key = self._find_slice(indicator, labels) if indicator else None
        if indicator is None or key is None:
            return
        if (row, column) in self.sheet.spread:
            message = "een cijfer in een samengevoegde cel"
            raise Fault("samengevoegd", message, "splits de cel en vul elk cijfer apart in")
        cell = self.sheet.at(row, column)
        if cell.fault:
            raise Fault("waarde", cell.fault)
        check_share(cell, indicator)
        period, provisional = self._period(indicator, labels)
        value, status = read_figure(cell.value, self.profile.decimal, self.profile.marks)
        if status is Status.NORMAL:
            status = provisional
        amount = None if value is None else value * self.spec.factor
        place = self.sheet.place(row, column)
        figures.add(indicator, Arrival(key, Observation(period, amount, status), place))

    def _find_indicator(self, labels: Labels) -> Indicator | None:
        """The indicator that the table is of, or that a label names; None where the profile skips
        the label.
        """
        indicators = self.meanings.indicators
        if self.spec.indicator:
            text = name = self.spec.indicator
        else:
            text = str(labels.get(INDICATOR) or "")
            name = self._find_name(text, {fold(key): key for key in indicators}) or ""
            if self.names.get(fold(text)) == SKIPPED:
                return None
        if name not in indicators:
            way_out = f'zeg in het profiel wat het is: [tables.labels] "{text}" = "thema.naam"'
            hint = nearest(name or text, indicators) or way_out
            raise Fault("indicator", f"'{text}' is geen indicator", hint)
        return indicators[name]

    def _find_slice(self, indicator: Indicator, labels: Labels) -> Slice | None:
        """The slice that the labels name; None where the profile skips a label."""
        stray = labels.keys() - {PERIOD, INDICATOR, *indicator.dimensions}
        if stray:
            name = min(stray)
            message = f"{indicator.id} heeft geen dimensie '{name}'"
            hint = nearest(name, indicator.dimensions) or "verbeter rows of columns in het profiel"
            raise Fault("dimensie", message, hint)
        key: list[str] = []
        for dimension in indicator.dimensions:
            part = self._part(indicator, dimension, labels)
            if part == SKIPPED:
                return None
            key.append(part)
        return tuple(key)

    def _part(self, indicator: Indicator, dimension: str, labels: Labels) -> str:
        if dimension not in labels:
            return self._fixed_part(dimension)
        text = " ".join(str(labels[dimension] or "").split())
        parts = self.meanings.parts[indicator.id][dimension]
        names = {"totaal": TOTAL, "total": TOTAL, **{fold(part): part for part in parts}}
        name = self._find_name(text, names)
        if name is None:
            way_out = (
                f'zeg in het profiel wat het is: [tables.labels] "{text}" = "…" (of "" om het '
                "over te slaan)"
            )
            message = f"'{text}' is geen bekende {dimension} van {indicator.id}"
            raise Fault("deel", message, f"{nearest(text, parts)} {way_out}".strip())
        return name

    def _fixed_part(self, dimension: str) -> str:
        if dimension not in self.spec.fixed:
            message = f"het profiel zegt niet wat de dimensie '{dimension}' is"
            hint = f'noem haar in rows of columns, of zet fixed = {{ {dimension} = "TOTAL" }}'
            raise Fault("dimensie", message, hint)
        return self.spec.fixed[dimension]

    def _period(self, indicator: Indicator, labels: Labels) -> tuple[Period, Status]:
        if PERIOD in labels:
            return read_period(labels[PERIOD], indicator.frequency)
        if self.spec.period:
            return read_period(self.spec.period, indicator.frequency)
        message = "het profiel zegt niet over welke periode de tabel gaat"
        raise Fault("periode", message, "zet period in het profiel")

    def _find_name(self, text: str, names: Mapping[str, str]) -> str | None:
        """What a label means: as the profile says, or a name itself."""
        return self.names.get(fold(text), names.get(fold(text)))


def _hidden_notes(sheet: Grid, area: Area) -> Iterator[str]:
    """What of a table cannot be seen in the workbook and was read all the same."""
    rows = sorted(row for row in sheet.hidden_rows if area.top <= row <= area.bottom)
    columns = sorted(column for column in sheet.hidden_columns if area.left <= column <= area.right)
    if sheet.is_hidden:
        yield f"let op: het blad '{sheet.name}' is verborgen; het is meegelezen"
    if rows:
        numbers = ", ".join(map(str, rows))
        yield f"let op: verborgen rijen op blad '{sheet.name}' zijn meegelezen: {numbers}"
    if columns:
        letters = ", ".join(map(column_name, columns))
        yield f"let op: verborgen kolommen op blad '{sheet.name}' zijn meegelezen: {letters}"
