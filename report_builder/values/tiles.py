"""Dashboards from their specifications: a tile for each series, every value traced as in text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from report_builder.model.figure import (
    MOST_TILES,
    DashboardContent,
    FigureContent,
    FigureSpec,
    Tile,
)
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Status
from report_builder.model.trace import OperationKind
from report_builder.model.value import TracedValue
from report_builder.problems import Fault
from report_builder.values.alternative_texts import spoken_row
from report_builder.values.breaks import crosses_break
from report_builder.values.dataset import Dataset
from report_builder.values.filters import procentueel, richting
from report_builder.values.operands import Calculation, a_year_before
from report_builder.values.plotted_series import Row, all_periods, freshness, select_rows
from report_builder.values.quantity import Layout, Quantity
from report_builder.values.source_lines import MARKS, source_line, source_name
from report_builder.values.stale_spans import stale_spans
from report_builder.wording.changes import HARDLY_CHANGED, UNCHANGED
from report_builder.wording.periods import period_text

YEARS_SHOWN = 10
"""A small picture goes back so many years where the specification does not say from when."""
_COMPARISON = "Verandering: het cijfer vergeleken met dezelfde periode een jaar eerder."


def dashboard_content(spec: FigureSpec, dataset: Dataset) -> DashboardContent:
    """The tiles of a dashboard. Raises Fault when its figures are not there, or are too many for a
    page.
    """
    rows = [recent(row, spec) for row in select_rows(spec, dataset)]
    if len(rows) > MOST_TILES:
        room = f"een dashboard past met {MOST_TILES} tegels op een pagina"
        hint = f"{room}; laat er weg, of maak top kleiner"
        raise Fault("dashboard", f"dit dashboard heeft {len(rows)} tegels", hint)
    tiles = tuple(_tile(row, spec, dataset) for row in rows)
    statuses = {status for row in rows for status in _marked_statuses(row)}
    if any(tile.change_sign for tile in tiles):
        statuses.add(Status.BREAK)
    source = source_line(_COMPARISON, statuses, spec.note)
    return DashboardContent(spec.id, spec.title, tiles, freshness(rows), stale_spans(rows), source)


def recent(row: Row, spec: FigureSpec) -> Row:
    """A row with the last years only, unless the specification says from when."""
    if spec.since is not None:
        return row
    first = row.last.year - YEARS_SHOWN + 1
    items = tuple(item for item in row.observations if item.period.year >= first)
    return replace(row, observations=items)


def _marked_statuses(row: Row) -> list[Status]:
    """The status of the current value, if there is a sign for it."""
    item = row.at(row.last)
    return [item.status] if item and item.status in MARKS else []


def _title(row: Row) -> str:
    """What a tile counts; the whole is told without the parts that it is known by."""
    title = row.name
    for dimension in row.indicator.dimensions if row.is_total else ():
        title = title.removesuffix(f" naar {dimension}")
    return title


def _tile(row: Row, spec: FigureSpec, dataset: Dataset) -> Tile:
    number = Quantity(dataset, row.reading(row.last))
    change = _change(row, number)
    return Tile(
        title=_title(row),
        unit=row.indicator.unit,
        value=number.printed(),
        signs="".join(MARKS[status] for status in _marked_statuses(row)),
        period=period_text(row.last),
        change=change.value,
        change_sign=change.sign,
        direction=change.direction,
        arrow=change.arrow,
        compared=change.compared,
        trend=_trend(row, spec, dataset),
        source=source_name(row.indicator),
        freshness=row.freshness,
        stale_spans=stale_spans([row]),
    )


@dataclass(frozen=True)
class _Change:
    """How a value changed in a year, or why that is not known."""

    compared: str
    value: TracedValue | None = None
    direction: TracedValue | None = None
    arrow: str = ""
    sign: str = ""


def _change(row: Row, number: Quantity) -> _Change:
    try:
        direction = richting(number).printed()
    except Fault:
        return _Change(f"geen cijfer {_about(row.last.years_before(1))}")
    before = direction.inputs[-1].period
    sign = MARKS[Status.BREAK] if crosses_break(direction) else ""
    return _Change(
        f"sinds {period_text(before)}", _size(number), direction, _arrow(direction), sign
    )


def _about(period: Period) -> str:
    """Of which period something is not there; of a stock, which day there is none near to."""
    word = "rond" if period.frequency is Frequency.DAY else "over"
    return f"{word} {period_text(period)}"


def _size(number: Quantity) -> TracedValue:
    """The signed change in percent or percentage points; from zero or less, which has no percent,
    as a number.
    """
    try:
        return procentueel(number, teken=True).printed()
    except Fault:
        operands = (number.operand, a_year_before(number.operand))
        operand = Calculation(OperationKind.SUBTRACTION, operands)
        return replace(number, operand=operand, layout=Layout(has_sign=True)).printed()


def _arrow(direction: TracedValue) -> str:
    if direction.text in (UNCHANGED, HARDLY_CHANGED) or direction.amount is None:
        return "="
    return "▲" if direction.amount > 0 else "▼"


def _trend(row: Row, spec: FigureSpec, dataset: Dataset) -> FigureContent | None:
    """What the small picture of a tile shows; its alternative text names the figures."""
    if len(row.available) < 2:
        return None
    periods = all_periods([row])
    alt, spoken = spoken_row(row, dataset, f"Lijndiagram, {_span(periods)}.")
    return FigureContent(
        id=spec.id,
        kind=spec.kind,
        title=row.name,
        unit=row.indicator.unit,
        decimals=row.indicator.decimals,
        periods=periods,
        lines=(row.line(),),
        freshness=row.freshness,
        stale_spans=stale_spans([row]),
        source="",
        note="",
        alt=alt,
        spoken=spoken,
    )


def _span(periods: tuple[Period, ...]) -> str:
    return f"{period_text(periods[0])} tot en met {period_text(periods[-1])}"
