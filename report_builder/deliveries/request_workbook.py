"""The form for an organisation that delivers, as a workbook: what is asked and how to fill it in, a
sheet of what the edition prints, and a sheet of the other figures.

What comes back is read without a profile (see `delivery_form`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import xlsxwriter

from report_builder.deliveries.arrivals import plain_name
from report_builder.deliveries.delivery_form import SHEET
from report_builder.deliveries.delivery_request import DeliveryRequest, RequestedFigure
from report_builder.deliveries.request_sheet import due_text, row_height, write_sheet
from report_builder.model.catalogue import Indicator
from report_builder.model.period import Frequency, Period
from report_builder.registers.decision_route import wanted_text
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import period_text
from report_builder.workspace import today

_OTHERS = "Overige cijfers"
_COLUMNS = {
    "Indicator": 32,
    "Wat": 36,
    "Eenheid": 16,
    "Gevraagd": 24,
    "Verwacht": 24,
    "Omschrijving": 80,
}
"""The columns of the explanation, with their widths."""
_FILL = {"bg_color": "#FFF9DB", "border": 1, "border_color": "#BFBFBF", "valign": "top"}
_TWO_SHEETS = (
    f"Op blad {SHEET} staat wat in het rapport komt: eerst waar het rapport op wacht. Op blad "
    f"{_OTHERS} staat wat nu niet gedrukt wordt; heeft u het niet, laat het dan leeg."
)
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
        f"lege regel onderaan op blad {SHEET}."
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


def request_name(request: DeliveryRequest) -> str:
    """The file name of the form."""
    return f"levering-{plain_name(request.owner)}-{request.edition.reporting_year}.xlsx"


def write_request(request: DeliveryRequest) -> bytes:
    """The form, an Excel workbook: the same for the same request and day."""
    written = io.BytesIO()
    day = today()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": f"Cijfers voor {request.edition.title}",
                "author": "",
                "created": datetime(day.year, day.month, day.day),
            }
        )
        looks = _looks(book)
        help_page = book.add_worksheet("Toelichting")
        sheets = _sheets(request)
        pages = [book.add_worksheet(sheet.name) for sheet in sheets]
        lists = book.add_worksheet("Lijsten")
        for number, indicator in enumerate(request.indicators):
            lists.write_string(number, 0, indicator.id)
        lists.hide()
        _write_help(help_page, request, looks)
        for page, sheet in zip(pages, sheets, strict=True):
            write_sheet(page, sheet.figures, len(request.indicators), looks)
    return written.getvalue()


class _Sheet(NamedTuple):
    """A sheet of the form: its name and the figures on it."""

    name: str
    figures: Sequence[RequestedFigure]


def _sheets(request: DeliveryRequest) -> list[_Sheet]:
    """One sheet, or two where some of the figures are printed and some are not."""
    if not (request.printed and request.others):
        return [_Sheet(SHEET, request.figures)]
    return [_Sheet(SHEET, request.printed), _Sheet(_OTHERS, request.others)]


def _looks(book: Any) -> dict[str, Any]:
    """The formats of cells, by what they are for."""
    formats = {
        "title": {"bold": True, "font_size": 14},
        "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
        "text": {"text_wrap": True, "valign": "top"},
        "fill": _FILL,
        "whole": {**_FILL, "num_format": "#,##0"},
        "decimal": {**_FILL, "num_format": "#,##0.0#######"},
        "plain": {"num_format": "@", "valign": "top", "text_wrap": True},
    }
    return {name: book.add_format(look) for name, look in formats.items()}


def _write_help(page: Any, request: DeliveryRequest, looks: Mapping[str, Any]) -> None:
    """What is asked, how to fill it in, and every indicator with its definition and when it is
    expected.
    """
    title = f"Cijfers van {request.owner} voor {request.edition.title}"
    page.write_string(0, 0, title, looks["title"])
    texts = list(_help_texts(request))
    for number, text in enumerate(texts, start=2):
        page.set_row(number, row_height([text], [sum(_COLUMNS.values())]))
        page.merge_range(number, 0, number, len(_COLUMNS) - 1, text, looks["text"])
    top = len(texts) + 3
    for column, (head, width) in enumerate(_COLUMNS.items()):
        page.write_string(top, column, head, looks["head"])
        page.set_column(column, column, width)
    for number, indicator in enumerate(_in_order(request), start=top + 1):
        described = _described(indicator, request.figures)
        page.set_row(number, row_height(described, _COLUMNS.values()))
        for column, text in enumerate(described):
            page.write_string(number, column, text, looks["text"])
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _help_texts(request: DeliveryRequest) -> Iterator[str]:
    route = sorted(request.edition.decision_route.items(), key=lambda step: step[1])
    yield wanted_text(route, today())
    yield from _HELP
    if len(_sheets(request)) > 1:
        yield _TWO_SHEETS
    if any(figure.period.frequency is Frequency.DAY for figure in request.figures):
        yield _STOCK_HELP
    if request.publishers:
        named = [f"{name} ({count})" for name, count in request.publishers.items()]
        yield f"Niet gevraagd: cijfers over uw werk die wij overnemen van {list_text(named)}."


def _in_order(request: DeliveryRequest) -> list[Indicator]:
    """The indicators in the order in which they are asked for, and then those that are in."""
    asked = [figure.indicator for figure in request.figures]
    return list({one.id: one for one in (*asked, *request.indicators)}.values())


def _described(indicator: Indicator, figures: Sequence[RequestedFigure]) -> tuple[str, ...]:
    periods = sorted({figure.period for figure in figures if figure.indicator is indicator})
    return (
        indicator.id,
        indicator.title,
        indicator.unit,
        _span(periods),
        due_text(indicator) if periods else "",
        indicator.definition,
    )


def _span(periods: Sequence[Period]) -> str:
    if not periods:
        return "niets"
    first, last = period_text(periods[0]), period_text(periods[-1])
    return first if first == last else f"{first} t/m {last}"
