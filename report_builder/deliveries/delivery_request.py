"""A form for an organisation that delivers: every figure expected of it, until when and by when, to
be filled in.

What comes back is read without a profile (see `delivery_form`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from report_builder.deliveries.arrivals import plain_name
from report_builder.deliveries.delivery_form import (
    BETWEEN,
    FIGURE,
    INDICATOR,
    PART,
    PERIOD,
    SHEET,
    STATUS,
)
from report_builder.intake.observations import read_observations
from report_builder.intake.settings import read_catalogue, read_edition
from report_builder.model.catalogue import PERCENT, TOTAL, Indicator
from report_builder.model.edition import Edition
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Observation, Series, Slice, Status
from report_builder.problems import Stopped, Unusable, has_errors, nearest
from report_builder.wording.numbers import quantity_text
from report_builder.wording.periods import date_text, period_text
from report_builder.workspace import Workspace, today

_COLUMNS = {
    INDICATOR: 34,
    "Wat": 44,
    "Eenheid": 16,
    PERIOD: 12,
    PART: 26,
    "Laatst bekend": 22,
    FIGURE: 14,
    STATUS: 26,
    "Uiterlijk": 18,
    "Toelichting": 40,
}
"""The columns of the form, with their widths."""
_HEADS = tuple(_COLUMNS)
_CHOICES = (
    "A definitief",
    "P voorlopig",
    "E geschat",
    "B breuk in de reeks",
    "O ontbreekt",
    "M kan niet voorkomen",
    "Q niet te tonen",
)
_HELP_COLUMNS = {
    "Indicator": 34,
    "Wat": 44,
    "Eenheid": 16,
    "Gevraagd": 30,
    "Uiterlijk": 18,
    "Omschrijving": 90,
}
"""The columns of the explanation, with their widths."""
_FILL = {"bg_color": "#FFF9DB", "border": 1, "border_color": "#BFBFBF", "valign": "top"}
_SPARE_ROWS = 200
_MOST_TITLE, _MOST_MESSAGE = 32, 255
_YEARS_ASKED = 2
"""A slice that has had no figure for longer is asked for by agreement, not on a form."""
_MOST_PERIODS = 36
"""A series that lies further behind is asked for by agreement, not on a form."""
_HELP = (
    "Vul in de kolom Cijfer de cijfers in die u levert. Wat u leeg laat, telt als niet geleverd.",
    (
        "Is een cijfer er niet, laat Cijfer dan leeg en kies bij Status waarom. Vul "
        "nooit nul in voor onbekend."
    ),
    (
        "Kies bij Status 'P voorlopig' als het cijfer nog kan veranderen. Zonder status "
        "geldt het als definitief."
    ),
    (
        "Wilt u een eerder cijfer verbeteren of een onderdeel toevoegen? Gebruik een "
        "lege regel onderaan."
    ),
    (
        "Verander de kopregel en de naam van de indicator niet: daaraan herkent het "
        "programma de cijfers."
    ),
    "Is een omschrijving onjuist, schrijf dat dan bij Toelichting.",
)
_STOCK_HELP = (
    "Een stand mag van elke dag van 1 december tot en met 15 januari zijn. Telde u op een andere "
    "dag dan er staat, zet dan die dag bij Periode."
)


@dataclass(frozen=True)
class _Row:
    """One figure that is asked for, with the last one known."""

    indicator: Indicator
    period: Period
    key: Slice
    last: Observation | None


def write_request(workspace: Workspace, edition_file: Path, owner: str) -> tuple[str, bytes]:
    """The name and content of the form for an owner. Raises Stopped on errors in the figures it is
    made from.
    """
    edition, _, problems = read_edition(workspace, edition_file)
    read, catalogue_problems = read_catalogue(workspace, None)
    problems = [*problems, *catalogue_problems]
    by_hand = [one for _, one in sorted(read.indicators.items()) if not one.service]
    asked = [indicator for indicator in by_hand if indicator.deliverer == owner]
    if not asked and not has_errors(catalogue_problems):
        owners = sorted({indicator.deliverer for indicator in by_hand})
        hint = nearest(owner, owners) or f"kies uit: {', '.join(owners)}"
        raise Unusable(f"van '{owner}' worden geen cijfers gevraagd; {hint}")
    files = {indicator.id: read.files[indicator.id] for indicator in asked}
    series, series_problems = read_observations(files, read.indicators)
    problems += series_problems
    if edition is None or has_errors(problems):
        raise Stopped(problems)
    rows = [
        row
        for indicator in asked
        for row in _rows(indicator, series[indicator.id], edition.reporting_year)
    ]
    name = f"levering-{plain_name(owner)}-{edition.reporting_year}.xlsx"
    return name, _write(owner, edition, asked, rows)


def _rows(indicator: Indicator, series: Series, year: int) -> Iterator[_Row]:
    """The figures that are expected and not there, of each slice that was known in the last years
    of the indicator.
    """
    last_values = {key: _last_value(indicator, series, key, year) for key in series.slices}
    periods = [last.period for last in last_values.values() if last]
    newest = max(periods, default=None)
    oldest = newest.years_before(_YEARS_ASKED).first if newest else date.max
    known = {key: last for key, last in last_values.items() if last and last.period.first >= oldest}
    for key in known or [indicator.total]:
        last, end = known.get(key), indicator.find_end(indicator.slice_text(key))
        for period in _missing(indicator, last.period if last else None, year):
            is_told = any(item.period == period for item in series.of(key) if _is_hidden(item))
            if not is_told and (end is None or period <= end):
                yield _Row(indicator, period, key, last)


def _is_hidden(observation: Observation) -> bool:
    """Whether the source said that there is no figure to show."""
    return observation.status in (Status.IMPOSSIBLE, Status.SUPPRESSED)


def _last_value(indicator: Indicator, series: Series, key: Slice, year: int) -> Observation | None:
    """The last value of a slice up to the end of the reporting year."""
    known = [item for item in series.of(key) if item.value is not None]
    end = indicator.end((item.period for item in known), year)
    return next((item for item in reversed(known) if item.period.last <= end), None)


def _missing(indicator: Indicator, newest: Period | None, year: int) -> list[Period]:
    """The periods after the last one up to the one that is expected."""
    expected = indicator.expected(year)
    if newest is None or indicator.frequency is Frequency.DAY:
        return [] if newest and indicator.is_recent(newest, year) else [expected]
    periods: list[Period] = []
    while expected > newest and len(periods) < _MOST_PERIODS:
        periods.append(expected)
        expected = expected.shifted(-1)
    return periods[::-1]


def _write(
    owner: str, edition: Edition, indicators: Sequence[Indicator], rows: Sequence[_Row]
) -> bytes:
    written = io.BytesIO()
    day = today()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": f"Cijfers voor {edition.title}",
                "author": "",
                "created": datetime(day.year, day.month, day.day),
            }
        )
        looks = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format(
                {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
            ),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "fill": book.add_format(_FILL),
            "whole": book.add_format({**_FILL, "num_format": "#,##0"}),
            "decimal": book.add_format({**_FILL, "num_format": "#,##0.0#######"}),
            "plain": book.add_format({"num_format": "@", "valign": "top"}),
        }
        _write_help(book.add_worksheet("Toelichting"), owner, edition, indicators, rows, looks)
        page, lists = book.add_worksheet(SHEET), book.add_worksheet("Lijsten")
        for number, indicator in enumerate(indicators):
            lists.write_string(number, 0, indicator.id)
        lists.hide()
        _write_form(page, rows, len(indicators), looks)
    return written.getvalue()


def _write_help(
    page: Any,
    owner: str,
    edition: Edition,
    indicators: Sequence[Indicator],
    rows: Sequence[_Row],
    looks: dict[str, Any],
) -> None:
    """What is asked, how to fill it in, and every indicator with its definition and when it
    is due.
    """
    page.write_string(0, 0, f"Cijfers van {owner} voor {edition.title}", looks["title"])
    has_stocks = any(row.period.frequency is Frequency.DAY for row in rows)
    help_texts = (*_HELP, *((_STOCK_HELP,) if has_stocks else ()))
    for number, text in enumerate(help_texts, start=2):
        page.merge_range(number, 0, number, 5, text, looks["text"])
    top = len(help_texts) + 3
    for column, (head, width) in enumerate(_HELP_COLUMNS.items()):
        page.write_string(top, column, head, looks["head"])
        page.set_column(column, column, width)
    for number, indicator in enumerate(indicators, start=top + 1):
        periods = sorted({row.period for row in rows if row.indicator is indicator})
        texts = (
            indicator.id,
            indicator.title,
            indicator.unit,
            _span(periods),
            _due(indicator),
            indicator.definition,
        )
        for column, text in enumerate(texts):
            page.write_string(number, column, text, looks["text"])
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _span(periods: Sequence[Period]) -> str:
    if not periods:
        return "niets: actueel"
    first, last = period_text(periods[0]), period_text(periods[-1])
    return first if first == last else f"{first} t/m {last}"


def _due(indicator: Indicator) -> str:
    if indicator.expected_on:
        return date_text(indicator.expected_on)
    return f"verschijnt {indicator.publication}" if indicator.publication else "in overleg"


def _write_form(page: Any, rows: Sequence[_Row], known: int, looks: dict[str, Any]) -> None:
    for column, (head, width) in enumerate(_COLUMNS.items()):
        page.write_string(0, column, head, looks["head"])
        page.set_column(column, column, width, looks["plain"] if head in (PERIOD, PART) else None)
    for number, row in enumerate(rows, start=1):
        _write_row(page, number, row, looks)
    last = len(rows) + _SPARE_ROWS
    for number in range(len(rows) + 1, last + 1):
        for column in (_HEADS.index(FIGURE), _HEADS.index(STATUS)):
            page.write_blank(number, column, None, looks["fill"])
    page.data_validation(
        1, 0, last, 0, {"validate": "list", "source": f"=Lijsten!$A$1:$A${max(known, 1)}"}
    )
    column = _HEADS.index(STATUS)
    page.data_validation(1, column, last, column, {"validate": "list", "source": list(_CHOICES)})
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(last, 1), len(_HEADS) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write_row(page: Any, number: int, row: _Row, looks: dict[str, Any]) -> None:
    indicator = row.indicator
    part = BETWEEN.join("totaal" if name == TOTAL else name for name in row.key)
    texts = (indicator.id, indicator.title, indicator.unit, str(row.period), part, _last_text(row))
    for column, text in enumerate(texts):
        # As text: a spreadsheet makes a day of a period, and a formula of a name.
        look = "plain" if _HEADS[column] in (PERIOD, PART) else "text"
        page.write_string(number, column, text, looks[look])
    figure = _HEADS.index(FIGURE)
    page.write_blank(number, figure, None, looks["whole" if _is_count(indicator) else "decimal"])
    page.write_blank(number, figure + 1, None, looks["fill"])
    page.write_string(number, _HEADS.index("Uiterlijk"), _due(indicator), looks["text"])
    if indicator.definition:
        page.write_comment(number, 1, indicator.definition, {"x_scale": 3, "y_scale": 2})
    page.data_validation(number, figure, number, figure, _rule(indicator))


def _last_text(row: _Row) -> str:
    if row.last is None or row.last.value is None:
        return "nog niets"
    indicator = row.indicator
    value = quantity_text(row.last.value, indicator.unit, indicator.decimals)
    return f"{value} in {period_text(row.last.period)}"


def _is_count(indicator: Indicator) -> bool:
    """Whether its figures are whole numbers."""
    return indicator.decimals == 0 and indicator.unit != PERCENT


def _rule(indicator: Indicator) -> dict[str, Any]:
    """What may be filled in, told beside the cell; a mark such as x may be typed too, after a
    warning.
    """
    number = "Een heel getal" if _is_count(indicator) else "Een getal"
    bounds = f"minstens {indicator.minimum}"
    if indicator.maximum is not None:
        bounds += f" en hoogstens {indicator.maximum}"
    message = f"Hier hoort een getal van {bounds}, in {indicator.unit}."
    # Excel refuses a file in which one of these texts is longer.
    return {
        "validate": "integer" if _is_count(indicator) else "decimal",
        **_limits(indicator),
        "input_title": indicator.unit[:_MOST_TITLE],
        "input_message": f"{number} van {bounds}."[:_MOST_MESSAGE],
        "error_title": "Klopt dit cijfer?",
        "error_message": message[:_MOST_MESSAGE],
        "error_type": "warning",
    }


def _limits(indicator: Indicator) -> dict[str, Any]:
    least = float(indicator.minimum)
    if indicator.maximum is None:
        return {"criteria": ">=", "value": least}
    return {"criteria": "between", "minimum": least, "maximum": float(indicator.maximum)}
