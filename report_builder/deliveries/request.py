"""A form for an organisation that delivers: every figure expected of it, until when and by when, to
be filled in.

What comes back is read without a profile (see form.py).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from report_builder.deliveries.arrivals import plain_name
from report_builder.deliveries.form import BETWEEN, FIGURE, INDICATOR, PART, PERIOD, SHEET, STATUS
from report_builder.intake.observations import read_observations
from report_builder.intake.settings import read_catalogue, read_edition
from report_builder.model.catalogue import PERCENT, TOTAL, Indicator
from report_builder.model.edition import Edition
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Observation, Series, Slice
from report_builder.problems import Stopped, Unusable, has_errors, nearest
from report_builder.wording.numbers import quantity_text
from report_builder.wording.periods import date_text, period_text
from report_builder.workspace import Workspace, today

_HEADS = (
    INDICATOR,
    "Wat",
    "Eenheid",
    PERIOD,
    PART,
    "Laatst bekend",
    FIGURE,
    STATUS,
    "Uiterlijk",
    "Toelichting",
)
_WIDTHS = (34, 44, 16, 12, 26, 22, 14, 26, 18, 40)
_CHOICES = (
    "A definitief",
    "P voorlopig",
    "E geschat",
    "B breuk in de reeks",
    "O ontbreekt",
    "M kan niet voorkomen",
    "Q niet te tonen",
)
_FILL = {"bg_color": "#FFF9DB", "border": 1, "border_color": "#BFBFBF", "valign": "top"}
_SPARE_ROWS = 200
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
    read, found = read_catalogue(workspace, None)
    asked = {
        key: one
        for key, one in sorted(read.indicators.items())
        if one.deliverer == owner and not one.service
    }
    if not asked and not has_errors(found):
        owners = sorted({one.deliverer for one in read.indicators.values() if not one.service})
        hint = nearest(owner, owners) or f"kies uit: {', '.join(owners)}"
        raise Unusable(f"van '{owner}' worden geen cijfers gevraagd; {hint}")
    series, wrong = read_observations({key: read.files[key] for key in asked}, read.indicators)
    if edition is None or has_errors([*problems, *found, *wrong]):
        raise Stopped([*problems, *found, *wrong])
    rows = [
        row
        for key, indicator in asked.items()
        for row in _rows(indicator, series[key], edition.reporting_year)
    ]
    name = f"levering-{plain_name(owner)}-{edition.reporting_year}.xlsx"
    return name, _write(owner, edition, list(asked.values()), rows)


def _rows(indicator: Indicator, series: Series, year: int) -> Iterator[_Row]:
    """The figures that are expected and not there, of each slice that was known in the last period
    of the indicator.
    """
    values = [
        (key, seen)
        for key, found in series.slices.items()
        for seen in found
        if seen.value is not None
    ]
    newest = max((seen.period for _, seen in values), default=None)
    for key in [key for key, seen in values if seen.period == newest] or [indicator.total]:
        last = next((seen for other, seen in reversed(values) if other == key), None)
        for period in _missing(indicator, newest, year):
            yield _Row(indicator, period, key, last)


def _missing(indicator: Indicator, newest: Period | None, year: int) -> list[Period]:
    """The periods after the newest one up to the one that is expected."""
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
    for number, text in enumerate(_HELP, start=2):
        page.merge_range(number, 0, number, 5, text, looks["text"])
    top = len(_HELP) + 3
    for column, (head, width) in enumerate(
        zip(
            ("Indicator", "Wat", "Eenheid", "Gevraagd", "Uiterlijk", "Omschrijving"),
            (34, 44, 16, 30, 18, 90),
            strict=True,
        )
    ):
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
    return date_text(indicator.expected_on) if indicator.expected_on else "in overleg"


def _write_form(page: Any, rows: Sequence[_Row], known: int, looks: dict[str, Any]) -> None:
    for column, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
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
    last = (
        (
            f"{quantity_text(row.last.value, indicator.unit, indicator.decimals)} in "
            f"{period_text(row.last.period)}"
        )
        if row.last and row.last.value is not None
        else "nog niets"
    )
    texts = (indicator.id, indicator.title, indicator.unit, str(row.period), part, last)
    for column, text in enumerate(texts):
        page.write_string(
            number,
            column,
            text,
            looks["plain"] if _HEADS[column] in (PERIOD, PART) else looks["text"],
        )
    figure = _HEADS.index(FIGURE)
    page.write_blank(number, figure, None, looks["whole" if _is_count(indicator) else "decimal"])
    page.write_blank(number, figure + 1, None, looks["fill"])
    page.write_string(number, _HEADS.index("Uiterlijk"), _due(indicator), looks["text"])
    if indicator.definition:
        page.write_comment(number, 1, indicator.definition, {"x_scale": 3, "y_scale": 2})
    page.data_validation(number, figure, number, figure, _rule(indicator))


def _is_count(indicator: Indicator) -> bool:
    """Whether its figures are whole numbers."""
    return indicator.decimals == 0 and indicator.unit != PERCENT


def _rule(indicator: Indicator) -> dict[str, Any]:
    """What may be filled in, told beside the cell; a mark such as x may be typed too, after a
    warning.
    """
    is_count = _is_count(indicator)
    most = f" en hoogstens {indicator.maximum}" if indicator.maximum is not None else ""
    rule: dict[str, Any] = {
        "validate": "integer" if is_count else "decimal",
        "criteria": ">=",
        "value": float(indicator.minimum),
        "input_title": f"{indicator.unit}"[:32],
        "input_message": (
            f"{'Een heel getal' if is_count else 'Een getal'} van minstens "
            f"{indicator.minimum}{most}."
        )[:255],
        "error_title": "Klopt dit cijfer?",
        "error_message": (
            f"Hier hoort een getal van minstens {indicator.minimum}{most}, in {indicator.unit}."
        )[:255],
        "error_type": "warning",
    }
    if indicator.maximum is not None:
        rule |= {
            "criteria": "between",
            "minimum": float(indicator.minimum),
            "maximum": float(indicator.maximum),
        }
        del rule["value"]
    return rule
