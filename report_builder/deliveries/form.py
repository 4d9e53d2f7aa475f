"""The form that deliverers fill in: its columns, and the figures of one that came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_builder.deliveries.arrivals import Arrival
from report_builder.deliveries.grid import Grid, fold
from report_builder.deliveries.notation import check_share, read_figure, read_period
from report_builder.deliveries.tables import Found
from report_builder.model.catalogue import Indicator
from report_builder.model.series import WITHOUT_VALUE, Observation, Slice, Status
from report_builder.problems import Fault, nearest

SHEET = "Cijfers"
INDICATOR, PERIOD, PART, FIGURE, STATUS = "Indicator", "Periode", "Onderdeel", "Cijfer", "Status"
BETWEEN = " | "
"""What stands between the parts of a figure that is split more than one way."""

_HEADS = (INDICATOR, PERIOD, PART, FIGURE, STATUS)
_WITHIN = 10


def find_form(sheets: Sequence[Grid]) -> tuple[Grid, int, dict[str, int]] | None:
    """The sheet that is a form, the row of its head and the column of each head; None when there is
    none.
    """
    for sheet in sheets:
        for row in range(1, min(sheet.last_row, _WITHIN) + 1):
            found = {
                fold(sheet.text(row, column)): column
                for column in range(1, min(sheet.last_column, 50) + 1)
            }
            if all(fold(head) in found for head in _HEADS):
                return sheet, row, {head: found[fold(head)] for head in _HEADS}
    return None


def read_form(
    form: tuple[Grid, int, dict[str, int]], indicators: Mapping[str, Indicator], file: str
) -> Found:
    """The figures that were filled in; a row without figure and status is not delivered."""
    sheet, head, columns = form
    found = Found(notes=[f"gelezen: het formulier op blad '{sheet.name}'"])
    hidden = [row for row in sorted(sheet.hidden_rows) if row > head]
    if hidden:
        found.notes.append(
            f"let op: verborgen rijen zijn meegelezen: {', '.join(map(str, hidden[:20]))}"
        )
    for row in range(head + 1, sheet.last_row + 1):
        try:
            if (arrival := _arrival(sheet, row, columns, indicators)) is not None:
                found.arrivals.setdefault(arrival[0], []).append(arrival[1])
        except Fault as fault:
            found.problems.append(fault.at(file, sheet.place(row, columns[FIGURE])))
    return found


def _arrival(
    sheet: Grid, row: int, columns: Mapping[str, int], indicators: Mapping[str, Indicator]
) -> tuple[str, Arrival] | None:
    figure, status = sheet.at(row, columns[FIGURE]), sheet.text(row, columns[STATUS])
    if figure.fault:
        raise Fault("waarde", figure.fault)
    if figure.value is None and not status:
        return None
    name = sheet.text(row, columns[INDICATOR])
    if name not in indicators:
        raise Fault(
            "indicator",
            f"onbekende indicator '{name}'",
            nearest(name, indicators) or "kies uit de lijst",
        )
    indicator = indicators[name]
    check_share(figure, indicator)
    period, provisional = read_period(sheet.at(row, columns[PERIOD]).value, indicator.frequency)
    value, marked = (
        (None, Status.MISSING) if figure.value is None else read_figure(figure.value, ",", {})
    )
    chosen = _status(status) if status else marked if marked is not Status.NORMAL else provisional
    if value is None and figure.value is None and chosen not in WITHOUT_VALUE:
        raise Fault(
            "leeg",
            f"status {chosen} zonder cijfer",
            "vul het cijfer in, of kies status O (ontbreekt)",
        )
    key = _key(indicator, sheet.text(row, columns[PART]))
    return name, Arrival(key, Observation(period, value, chosen), sheet.place(row, columns[FIGURE]))


def _status(text: str) -> Status:
    """The status that a choice such as 'P voorlopig' begins with."""
    letter = text.partition(" ")[0].upper()
    if letter not in list(Status):
        raise Fault("status", f"onbekende status '{text[:30]}'", f"kies uit {', '.join(Status)}")
    return Status(letter)


def _key(indicator: Indicator, text: str) -> Slice:
    parts = tuple(part.strip() for part in text.split(BETWEEN.strip())) if text else ()
    if not indicator.dimensions and text.casefold() in ("", "total", "totaal"):
        return ()
    if len(parts) != len(indicator.dimensions):
        wanted = BETWEEN.join(indicator.dimensions)
        raise Fault(
            "deel",
            f"'{text}' is geen onderdeel van {indicator.id}",
            f"schrijf {wanted or 'niets'}, of TOTAL",
        )
    return tuple("TOTAL" if part.casefold() in ("total", "totaal") else part for part in parts)
