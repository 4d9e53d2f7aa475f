"""Figures from the tables of a delivery, as its profile says where they stand and what they mean.

Nothing is guessed: what a label means must be known, and each dimension must be said by the rows,
the columns or the profile; otherwise it is a problem, never a row more or less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from report_builder.deliveries.arrivals import Arrival
from report_builder.deliveries.grid import Area, Grid, Value, column_number, fold
from report_builder.deliveries.notation import check_share, read_figure, read_period
from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.period import Period
from report_builder.model.profile import INDICATOR, PERIOD, SKIPPED, Profile, TableSpec
from report_builder.model.series import Observation, Slice, Status
from report_builder.problems import Fault, Problem, nearest

_OF_LABELS = ("indicator", "dimensie", "deel", "periode")
"""What is wrong with a label is told once, not for each figure beside it."""
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True)
class Known:
    """What labels can mean: the indicators, and the names of the parts that each has by
    dimension.
    """

    indicators: Mapping[str, Indicator]
    parts: Mapping[str, Mapping[str, frozenset[str]]]


@dataclass
class Found:
    """What was read: the figures by indicator, what a person should know of the reading, and what
    is wrong.
    """

    arrivals: dict[str, list[Arrival]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_tables(sheets: Sequence[Grid], profile: Profile, known: Known, file: str) -> Found:
    """The figures of all tables of a profile."""
    found = Found()
    for spec in profile.tables:
        try:
            table = _ProfiledTable(_sheet(sheets, spec), spec, profile, known)
            _read(table, found, file)
        except Fault as fault:
            found.problems.append(fault.at(file, (spec.sheet and f"blad '{spec.sheet}'") or "1"))
    return found


def _sheet(sheets: Sequence[Grid], spec: TableSpec) -> Grid:
    if not spec.sheet and len(sheets) == 1:
        return sheets[0]
    names = {fold(sheet.name): sheet for sheet in sheets}
    if fold(spec.sheet) in names:
        return names[fold(spec.sheet)]
    present = f"aanwezig: {', '.join(sheet.name for sheet in sheets)}"
    if not spec.sheet:
        raise Fault(
            "blad",
            f"het bestand heeft {len(sheets)} bladen",
            f"noem er een met sheet in het profiel; {present}",
        )
    raise Fault("blad", f"het blad '{spec.sheet}' ontbreekt", nearest(spec.sheet, names) or present)


class _ProfiledTable:
    """One table of a sheet: where it stands, and what its labels say."""

    def __init__(self, sheet: Grid, spec: TableSpec, profile: Profile, known: Known) -> None:
        self.sheet, self.spec, self.profile, self.known = sheet, spec, profile, known
        self.labels = {fold(text): name for text, name in {**profile.labels, **spec.labels}.items()}
        self.head, self.left = self._anchor()
        self.values = self.left + len(spec.rows)
        self.right = self._right()
        self.bottom = self._bottom()

    @property
    def area(self) -> Area:
        """All of the table, its head included."""
        return Area(self.head - self.spec.head_rows + 1, self.left, self.bottom, self.right)

    def _anchor(self) -> tuple[int, int]:
        start = 0
        if self.spec.below:
            title = next(self.sheet.find(self.spec.below), None)
            if title is None:
                raise Fault(
                    "tabel",
                    f"'{self.spec.below}' staat niet op het blad",
                    "controleer below in het profiel",
                )
            start = title[0]
        if address := _ADDRESS.fullmatch(self.spec.anchor):
            return int(address[2]), column_number(address[1])
        found = [address for address in self.sheet.find(self.spec.anchor) if address[0] > start]
        if not found:
            raise Fault(
                "tabel",
                f"de kop '{self.spec.anchor}' staat niet op het blad",
                "controleer anchor in het profiel",
            )
        if len(found) > 1 and not self.spec.below:
            places = ", ".join(self.sheet.place(*address) for address in found[:4])
            hint = "noem de titel erboven met below, of schrijf de cel zelf, zoals B12"
            raise Fault(
                "tabel", f"de kop '{self.spec.anchor}' staat er {len(found)} keer: {places}", hint
            )
        return self._lowest(*found[0])

    def _lowest(self, row: int, column: int) -> tuple[int, int]:
        """The lowest cell of what is merged with a cell: a head beside two rows of heads often
        stands over both.
        """
        below = [
            area.bottom for area in self.sheet.merged if (area.top, area.left) == (row, column)
        ]
        return max(below, default=row), column

    def _right(self) -> int:
        right = self.values - 1
        while right < self.sheet.last_column and self.head_text(right + 1):
            right += 1
        if right < self.values:
            raise Fault(
                "tabel",
                f"naast {self.sheet.place(self.head, self.left)} staan geen koppen",
                "controleer rows",
            )
        return right

    def _bottom(self) -> int:
        row, last = self.head, self.sheet.last_row
        while row < last:
            texts = [
                self.sheet.text(row + 1, column) for column in range(self.left, self.right + 1)
            ]
            if not any(texts) or (
                self.spec.until and fold(texts[0]).startswith(fold(self.spec.until))
            ):
                break
            row += 1
        if self.spec.until and row >= last:
            hint = "controleer until in het profiel: zonder dat is niet zeker waar de tabel eindigt"
            raise Fault("tabel", f"'{self.spec.until}' staat niet onder de tabel", hint)
        return row

    def head_text(self, column: int) -> str:
        """What stands above a column: its heads from top to bottom, each once."""
        texts = [
            self.sheet.text(row, column)
            for row in range(self.head - self.spec.head_rows + 1, self.head + 1)
        ]
        return " ".join(dict.fromkeys(text for text in texts if text))

    def head_value(self, column: int) -> Value:
        """The head of a column: a number or day when that is all that stands there."""
        return (
            self.sheet.at(self.head, column).value
            if self.spec.head_rows == 1
            else self.head_text(column)
        )

    def row_labels(self, row: int, above: Sequence[Value]) -> list[Value]:
        """The labels of a row; one that is left empty repeats the one above it."""
        columns = range(self.left, self.values)
        return [
            self.sheet.at(row, column).value if self.sheet.text(row, column) else label
            for column, label in zip(columns, above, strict=True)
        ]

    def named(self, text: str, names: Mapping[str, str]) -> str | None:
        """What a label means: as the profile says, or a name itself."""
        return self.labels.get(fold(text), names.get(fold(text)))


def _read(table: _ProfiledTable, found: Found, file: str) -> None:
    sheet, area = table.sheet, table.area
    address = (
        f"regels {area.top}-{area.bottom}" if sheet.is_text else f"blad '{sheet.name}', {area}"
    )
    found.notes.append(f"gelezen: {address}")
    found.notes += _unseen(sheet, area)
    told: set[tuple[str, str]] = set()
    labels: list[Value] = [None] * len(table.spec.rows)
    for row in range(table.head + 1, table.bottom + 1):
        labels = table.row_labels(row, labels)
        for column in range(table.values, table.right + 1):
            cell = sheet.at(row, column)
            if cell.value is None and not cell.fault:
                continue
            try:
                if (arrival := _arrival(table, row, column, labels)) is not None:
                    found.arrivals.setdefault(arrival[0], []).append(arrival[1])
            except Fault as fault:
                if fault.code not in _OF_LABELS or (fault.code, fault.message) not in told:
                    found.problems.append(fault.at(file, sheet.place(row, column)))
                told.add((fault.code, fault.message))


def _unseen(sheet: Grid, area: Area) -> Iterator[str]:
    """What of a table cannot be seen in the workbook and was read all the same."""
    rows = sorted(row for row in sheet.hidden_rows if area.top <= row <= area.bottom)
    columns = sorted(column for column in sheet.hidden_columns if area.left <= column <= area.right)
    if sheet.is_hidden:
        yield f"let op: het blad '{sheet.name}' is verborgen; het is meegelezen"
    if rows:
        yield (
            f"let op: verborgen rijen op blad '{sheet.name}' zijn meegelezen: "
            f"{', '.join(map(str, rows))}"
        )
    if columns:
        names = ", ".join(
            str(Area(1, column, 1, column)).partition(":")[0].rstrip("1") for column in columns
        )
        yield f"let op: verborgen kolommen op blad '{sheet.name}' zijn meegelezen: {names}"


def _arrival(
    table: _ProfiledTable, row: int, column: int, row_labels: Sequence[Value]
) -> tuple[str, Arrival] | None:
    """The figure in a cell and its indicator; None where the profile skips it."""
    sheet, spec = table.sheet, table.spec
    labels: dict[str, Value] = dict(zip(spec.rows, row_labels, strict=True))
    labels.pop(SKIPPED, None)
    if spec.columns != SKIPPED:
        labels[spec.columns] = table.head_value(column)
    cell = sheet.at(row, column)
    if (indicator := _indicator(table, labels)) is None or (
        key := _slice(table, indicator, labels)
    ) is None:
        return None
    if (row, column) in sheet.spread:
        raise Fault(
            "samengevoegd",
            "een cijfer in een samengevoegde cel",
            "splits de cel en vul elk cijfer apart in",
        )
    if cell.fault:
        raise Fault("waarde", cell.fault)
    check_share(cell, indicator)
    period, provisional = _period(table, indicator, labels)
    value, status = read_figure(cell.value, table.profile.decimal, table.profile.marks)
    if status is Status.NORMAL:
        status = provisional
    amount = None if value is None else value * spec.factor
    return indicator.id, Arrival(key, Observation(period, amount, status), sheet.place(row, column))


def _indicator(table: _ProfiledTable, labels: Mapping[str, Value]) -> Indicator | None:
    text = table.spec.indicator or str(labels.get(INDICATOR) or "")
    known = table.known.indicators
    name = text if table.spec.indicator else table.named(text, {fold(key): key for key in known})
    if name == SKIPPED and not table.spec.indicator:
        return None
    if name is None or name not in known:
        hint = (
            nearest(name or text, known)
            or f'zeg in het profiel wat het is: [tables.labels] "{text}" = "thema.naam"'
        )
        raise Fault("indicator", f"'{text}' is geen indicator", hint)
    return known[name]


def _slice(
    table: _ProfiledTable, indicator: Indicator, labels: Mapping[str, Value]
) -> Slice | None:
    """The slice that the labels name; None where the profile skips a label."""
    stray = labels.keys() - {PERIOD, INDICATOR, *indicator.dimensions}
    if stray:
        hint = (
            nearest(min(stray), indicator.dimensions) or "verbeter rows of columns in het profiel"
        )
        raise Fault("dimensie", f"{indicator.id} heeft geen dimensie '{min(stray)}'", hint)
    key = []
    for dimension in indicator.dimensions:
        part = _part(table, indicator, dimension, labels)
        if part == SKIPPED:
            return None
        key.append(part)
    return tuple(key)


def _part(
    table: _ProfiledTable, indicator: Indicator, dimension: str, labels: Mapping[str, Value]
) -> str:
    if dimension not in labels:
        if dimension not in table.spec.fixed:
            hint = f'noem haar in rows of columns, of zet fixed = {{ {dimension} = "TOTAL" }}'
            raise Fault("dimensie", f"het profiel zegt niet wat de dimensie '{dimension}' is", hint)
        return table.spec.fixed[dimension]
    text = " ".join(str(labels[dimension] or "").split())
    parts = table.known.parts[indicator.id][dimension]
    name = table.named(
        text, {"totaal": TOTAL, "total": TOTAL, **{fold(part): part for part in parts}}
    )
    if name is None:
        hint = nearest(text, parts)
        way = (
            f'zeg in het profiel wat het is: [tables.labels] "{text}" = "…" (of "" om het '
            "over te slaan)"
        )
        raise Fault(
            "deel",
            f"'{text}' is geen bekende {dimension} van {indicator.id}",
            f"{hint} {way}".strip(),
        )
    return name


def _period(
    table: _ProfiledTable, indicator: Indicator, labels: Mapping[str, Value]
) -> tuple[Period, Status]:
    if PERIOD in labels:
        return read_period(labels[PERIOD], indicator.frequency)
    if table.spec.period:
        return read_period(table.spec.period, indicator.frequency)
    raise Fault(
        "periode",
        "het profiel zegt niet over welke periode de tabel gaat",
        "zet period in het profiel",
    )
