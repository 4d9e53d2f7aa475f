"""The form that deliverers fill in: its columns, and the figures of one that came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from report_builder.deliveries.arrivals import Arrival, DeliveredFigures
from report_builder.deliveries.cell_comments import without_definitions
from report_builder.deliveries.cell_markings import marking_notes
from report_builder.deliveries.delimited import check_lines
from report_builder.deliveries.form_explanations import FormExplanations
from report_builder.deliveries.grid import Area, Grid, GridCell, fold
from report_builder.deliveries.notation import check_share, read_figure
from report_builder.deliveries.period_notation import read_period
from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.series import WITHOUT_VALUE, Observation, Slice, Status
from report_builder.problems import Fault, nearest

SHEET = "Cijfers"
INDICATOR, PERIOD, PART, FIGURE, STATUS = "Indicator", "Periode", "Onderdeel", "Cijfer", "Status"
BETWEEN = " | "
"""What stands between the parts of a figure that is split more than one way."""

_HEADS = (INDICATOR, PERIOD, PART, FIGURE, STATUS)
WHAT, UNIT, LAST, EXPECTED, NEEDED = (
    "Wat",
    "Eenheid",
    "Laatst bekend",
    "Verwacht",
    "Nodig voor",
)
ASKED = (WHAT, UNIT, LAST, EXPECTED, NEEDED)
"""The heads of what the form itself says; what stands under any other was written by who filled it
in.
"""
_FORMERLY = ("Uiterlijk",)
"""Heads of forms that were sent before and can still come back."""
_FIRST_ROWS, _FIRST_COLUMNS = 10, 50
"""Where the head of a form is looked for: people put a line or two above it."""


@dataclass(frozen=True)
class DeliveryForm:
    """A sheet that is a form: the row of its head, and the column of each head."""

    sheet: Grid
    head_row: int
    columns: Mapping[str, int]

    @property
    def area(self) -> Area:
        """The rows and columns that are read."""
        columns = self.columns.values()
        return Area(self.head_row, min(columns), self.sheet.last_row, max(columns))

    def cell(self, row: int, head: str) -> GridCell:
        """The cell of a row under a head."""
        return self.sheet.at(row, self.columns[head])

    def text(self, row: int, head: str) -> str:
        """That cell as plain text."""
        return self.sheet.text(row, self.columns[head])

    def place(self, row: int) -> str:
        """How the figure of a row is called."""
        return self.sheet.place(row, self.columns[FIGURE])


def find_forms(sheets: Sequence[Grid]) -> list[DeliveryForm]:
    """The sheets that are a form, in order: what is printed now and the other figures each have
    their own.
    """
    found = (_find_form(sheet) for sheet in sheets)
    return [form for form in found if form]


def _find_form(sheet: Grid) -> DeliveryForm | None:
    last_column = min(sheet.last_column, _FIRST_COLUMNS)
    for row in range(1, min(sheet.last_row, _FIRST_ROWS) + 1):
        texts = {fold(sheet.text(row, column)): column for column in range(1, last_column + 1)}
        if texts.keys() >= {fold(head) for head in _HEADS}:
            columns = {head: texts[fold(head)] for head in _HEADS}
            return DeliveryForm(sheet, row, columns)
    return None


def read_forms(
    forms: Sequence[DeliveryForm], indicators: Mapping[str, Indicator], file: str
) -> DeliveredFigures:
    """The figures that were filled in on all forms of a file; a row without figure and status is
    not delivered.
    """
    figures = DeliveredFigures()
    for form in forms:
        _read_form(form, indicators, file, figures)
    return figures


def _read_form(
    form: DeliveryForm, indicators: Mapping[str, Indicator], file: str, figures: DeliveredFigures
) -> None:
    """Add what was filled in on one form."""
    sheet = form.sheet
    figures.notes.append(f"gelezen: het formulier op blad '{sheet.name}'")
    seen = without_definitions(sheet, indicators.values())
    figures.add_notes(marking_notes(seen, form.area))
    written = FormExplanations(sheet, form.head_row, (*_HEADS, *ASKED, *_FORMERLY))
    figures.explanations += written.above()
    head_rows = range(form.head_row, form.head_row + 1)
    figures.problems += check_lines(sheet, head_rows, sheet.last_row, file)
    for row in range(form.head_row + 1, sheet.last_row + 1):
        try:
            if _is_filled(form, row):
                indicator = _indicator(form, row, indicators)
                arrival = _arrival(form, row, indicator)
                figures.add(indicator, replace(arrival, explanation=written.text(row)))
            else:
                figures.explanations += written.alone(row, form.text(row, INDICATOR))
        except Fault as fault:
            figures.problems.append(fault.at(file, form.place(row)))
            figures.explanations += written.alone(row, form.text(row, INDICATOR))


def _is_filled(form: DeliveryForm, row: int) -> bool:
    figure = form.cell(row, FIGURE)
    if figure.fault:
        raise Fault("waarde", figure.fault)
    return figure.value is not None or form.text(row, STATUS) != ""


def _indicator(form: DeliveryForm, row: int, indicators: Mapping[str, Indicator]) -> Indicator:
    name = form.text(row, INDICATOR)
    if name not in indicators:
        hint = nearest(name, indicators) or "kies uit de lijst"
        raise Fault("indicator", f"onbekende indicator '{name}'", hint)
    return indicators[name]


def _arrival(form: DeliveryForm, row: int, indicator: Indicator) -> Arrival:
    figure = form.cell(row, FIGURE)
    check_share(figure, indicator)
    period, provisional = read_period(form.cell(row, PERIOD).value, indicator.frequency)
    value, marked = None, Status.MISSING
    if figure.value is not None:
        value, marked = read_figure(figure.value, ",", {})
    status = _status(form.text(row, STATUS), marked, provisional)
    if figure.value is None and status not in WITHOUT_VALUE:
        hint = "vul het cijfer in, of kies status O (ontbreekt)"
        raise Fault("leeg", f"status {status} zonder cijfer", hint)
    key = _key(indicator, form.text(row, PART))
    return Arrival(key, Observation(period, value, status), form.place(row))


def _status(text: str, marked: Status, provisional: Status) -> Status:
    """The status that a choice such as 'P voorlopig' begins with; else that of a mark at the
    figure, else that of a mark at the period.
    """
    if not text:
        return provisional if marked is Status.NORMAL else marked
    letter = text.partition(" ")[0].upper()
    if letter not in list(Status):
        raise Fault("status", f"onbekende status '{text[:30]}'", f"kies uit {', '.join(Status)}")
    return Status(letter)


def _key(indicator: Indicator, text: str) -> Slice:
    if not indicator.dimensions and (not text or _is_total(text)):
        return ()
    parts = [part.strip() for part in text.split(BETWEEN.strip())] if text else []
    if len(parts) != len(indicator.dimensions):
        wanted = BETWEEN.join(indicator.dimensions) or "niets"
        message = f"'{text}' is geen onderdeel van {indicator.id}"
        raise Fault("deel", message, f"schrijf {wanted}, of TOTAL")
    return tuple(TOTAL if _is_total(part) else part for part in parts)


def _is_total(part: str) -> bool:
    return part.casefold() in ("total", "totaal")
