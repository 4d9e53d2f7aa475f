"""A sheet of the form for deliverers: a row for each figure that is asked for, and what may be
filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import Any

from report_builder.deliveries.delivery_form import (
    BETWEEN,
    EXPECTED,
    FIGURE,
    INDICATOR,
    LAST,
    NEEDED,
    PART,
    PERIOD,
    STATUS,
    UNIT,
    WHAT,
)
from report_builder.deliveries.delivery_request import RequestedFigure
from report_builder.deliveries.form_explanations import EXPLANATION
from report_builder.model.catalogue import PERCENT, TOTAL, Indicator
from report_builder.model.period import Frequency
from report_builder.wording.numbers import quantity_text
from report_builder.wording.periods import date_text, period_text

_COLUMNS = {
    INDICATOR: 32,
    WHAT: 36,
    UNIT: 17,
    PERIOD: 11,
    PART: 22,
    LAST: 20,
    FIGURE: 13,
    STATUS: 16,
    EXPECTED: 18,
    NEEDED: 26,
    EXPLANATION: 26,
}
"""The columns of the form, with their widths."""
_HEADS = tuple(_COLUMNS)
_PLAIN = (PERIOD, PART)
"""What is kept as text: a spreadsheet makes a day of a period, and a formula of a name."""
_CHOICES = (
    "A definitief",
    "P voorlopig",
    "E geschat",
    "B breuk in de reeks",
    "O ontbreekt",
    "M kan niet voorkomen",
    "Q niet te tonen",
)
_SPARE_ROWS = 200
_LINE = 15
"""The height of a line, in points."""
_MOST_TITLE, _MOST_MESSAGE = 32, 255


def due_text(indicator: Indicator) -> str:
    """When the figures of an indicator are expected, as far as that is known."""
    if indicator.expected_on:
        return date_text(indicator.expected_on)
    return f"verschijnt {indicator.publication}" if indicator.publication else "in overleg"


def row_height(texts: Iterable[str], widths: Iterable[int]) -> int:
    """The height that a row of wrapped texts needs, in points: not every spreadsheet finds it
    itself.
    """
    pairs = zip(texts, widths, strict=True)
    return _LINE * max(len(wrap(text, width) or [""]) for text, width in pairs)


def write_sheet(
    page: Any, figures: Sequence[RequestedFigure], known: int, looks: Mapping[str, Any]
) -> None:
    """Write the rows on a page, with spare rows below; `known` is how many indicators there are to
    choose from.
    """
    for column, (head, width) in enumerate(_COLUMNS.items()):
        page.write_string(0, column, head, looks["head"])
        page.set_column(column, column, width, looks["plain"] if head in _PLAIN else None)
    for number, figure in enumerate(figures, start=1):
        _write_row(page, number, figure, looks)
    last = len(figures) + _SPARE_ROWS
    for number in range(len(figures) + 1, last + 1):
        for column in (_HEADS.index(FIGURE), _HEADS.index(STATUS)):
            page.write_blank(number, column, None, looks["fill"])
    _offer_choices(page, last, known)
    _set_up(page, len(figures), last)


def _offer_choices(page: Any, last: int, known: int) -> None:
    """Lists to choose an indicator and a status from."""
    names = f"=Lijsten!$A$1:$A${max(known, 1)}"
    page.data_validation(1, 0, last, 0, {"validate": "list", "source": names})
    column = _HEADS.index(STATUS)
    page.data_validation(1, column, last, column, {"validate": "list", "source": list(_CHOICES)})


def _set_up(page: Any, count: int, last: int) -> None:
    """How the sheet is read and printed: on paper without its spare rows."""
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, last, len(_HEADS) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.print_area(0, 0, max(count, 1), len(_HEADS) - 1)


def _write_row(page: Any, number: int, figure: RequestedFigure, looks: Mapping[str, Any]) -> None:
    indicator = figure.indicator
    texts = dict.fromkeys(_HEADS, "") | {
        INDICATOR: indicator.id,
        WHAT: indicator.title,
        UNIT: indicator.unit,
        PERIOD: str(figure.period),
        PART: BETWEEN.join("totaal" if name == TOTAL else name for name in figure.key),
        LAST: _last_text(figure),
        EXPECTED: due_text(indicator),
        NEEDED: _needed_text(figure),
    }
    page.set_row(number, row_height(texts.values(), _COLUMNS.values()))
    for column, (head, text) in enumerate(texts.items()):
        page.write_string(number, column, text, looks["plain" if head in _PLAIN else "text"])
    column = _HEADS.index(FIGURE)
    page.write_blank(number, column, None, looks["whole" if _is_count(indicator) else "decimal"])
    page.write_blank(number, _HEADS.index(STATUS), None, looks["fill"])
    if indicator.definition:
        page.write_comment(number, 1, indicator.definition, {"x_scale": 3, "y_scale": 2})
    page.data_validation(number, column, number, column, _rule(indicator))


def _needed_text(figure: RequestedFigure) -> str:
    """The documents that wait for it; whether they can go out without it."""
    if not figure.documents:
        return ""
    documents = ", ".join(figure.documents)
    return documents if figure.is_late else f"{documents} (niet dringend)"


def _last_text(figure: RequestedFigure) -> str:
    if figure.last is None or figure.last.value is None:
        return "nog niets"
    indicator = figure.indicator
    value = quantity_text(figure.last.value, indicator.unit, indicator.decimals)
    preposition = "op" if indicator.frequency is Frequency.DAY else "in"
    return f"{value} {preposition} {period_text(figure.last.period)}"


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
