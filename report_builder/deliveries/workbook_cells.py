"""Cells of an Excel workbook as openpyxl parses them: their value, how they look, and what keeps
them from being used.

A number is stored as a binary fraction of which Excel itself keeps and shows 15 digits: 0.1+0.2 is
stored as 0.30000000000000004. So the shortest text that stands for the stored number is rounded to
15 digits, which gives back what Excel shows, and then to the 8 decimals that observations can hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

from report_builder.deliveries.cell_markings import FORMAT, NO_RESULT, RAISED, STRUCK, UNSEEN
from report_builder.deliveries.grid import GridCell
from report_builder.deliveries.number_format import shown_number
from report_builder.deliveries.raised_text import TextRun, text_of

_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_SMALLEST = Decimal("1e-8")
_WHITE = ("FFFFFFFF", "00FFFFFF")
_WHITE_THEME = 0


@dataclass(frozen=True)
class CellLook:
    """How the cells of one style look."""

    number_format: str = "General"
    is_struck: bool = False
    is_raised: bool = False
    is_lowered: bool = False
    is_unseen: bool = False

    def run(self, text: str) -> TextRun:
        """A text that looks as the whole cell does; that all is struck through is told apart."""
        return TextRun(text, self.is_raised, self.is_lowered)


class CellLooks:
    """The looks of a workbook by the number of their style, each worked out once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._looks: dict[int, CellLook] = {}

    def of(self, style: int) -> CellLook:
        """The look of a style."""
        if style not in self._looks:
            self._looks[style] = self._make(self._book._cell_styles[style])
        return self._looks[style]

    def _make(self, style: Any) -> CellLook:
        font, fill = self._book._fonts[style.fontId], self._book._fills[style.fillId]
        return CellLook(
            self._number_format(style.numFmtId),
            is_struck=bool(font.strike),
            is_raised=font.vertAlign == "superscript",
            is_lowered=font.vertAlign == "subscript",
            is_unseen=_is_white(font.color) and not getattr(fill, "fill_type", "gradient"),
        )

    def _number_format(self, number: int) -> str:
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return str(BUILTIN_FORMATS.get(number, "General"))
        return str(self._book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])


def _is_white(colour: Any) -> bool:
    if colour is None or colour.tint:
        return False
    return bool(colour.rgb in _WHITE if colour.type == "rgb" else colour.theme == _WHITE_THEME)


def grid_cell(parsed: Mapping[str, Any], look: CellLook) -> GridCell | None:
    """A cell with its value, or with what keeps it from being used; None when it is empty."""
    value = parsed["value"]
    if isinstance(value, str | CellRichText):
        value = text_of(_runs(value, look))
    if (value is None and parsed["data_type"] != "f") or str(value).strip() == "":
        return None
    told = tuple(_told(look))
    if fault := _fault(value, parsed["data_type"]):
        return GridCell(None, fault, told=told)
    if isinstance(value, int | float):
        return _number(value, look, told)
    return GridCell(value.date() if isinstance(value, datetime) else value, told=told)


def _runs(value: Any, look: CellLook) -> Iterator[TextRun]:
    """The pieces of a text; those without a font of their own look as the whole cell."""
    if not isinstance(value, CellRichText):
        yield look.run(value)
        return
    for piece in value:
        if isinstance(piece, str):
            yield look.run(piece)
        else:
            is_raised = piece.font.vertAlign == "superscript"
            is_lowered = piece.font.vertAlign == "subscript"
            yield TextRun(piece.text, is_raised, is_lowered, bool(piece.font.strike))


def _told(look: CellLook) -> Iterator[str]:
    if look.is_struck:
        yield STRUCK
    if look.is_unseen:
        yield UNSEEN


def _fault(value: Any, data_type: str) -> str:
    if value is None:
        return NO_RESULT.format("Excel")
    if data_type == "e":
        return f"de fout {value}: herstel de formule in het bestand"
    if isinstance(value, bool):
        return "waar of onwaar in plaats van een getal of tekst"
    if isinstance(value, datetime) and value.time() != time():
        return "een tijdstip in plaats van een datum"
    if not isinstance(value, str | date | int | float):
        return "een waarde die geen getal, tekst of datum is"
    return ""


def _number(value: float, look: CellLook, told: tuple[str, ...]) -> GridCell:
    """A number as Excel shows it: of a cell that is shown as a percentage, the percentage."""
    exact = Decimal(repr(value))
    if not exact.is_finite() or exact.adjusted() > 20:
        return GridCell(None, "een getal dat te groot is om te kloppen", told=told)
    shown = shown_number(look.number_format, value)
    fault = RAISED if look.is_raised or look.is_lowered else shown.fault
    if fault:
        return GridCell(None, fault, told=told)
    texts = (*told, FORMAT.format(shown.text)) if shown.text else told
    return GridCell(exact_number(exact, shown.times), is_share=shown.is_share, told=texts)


def exact_number(exact: Decimal, times: int) -> Decimal:
    """A stored number, some times over, without what only its binary fraction has."""
    amount = _DIGITS.create_decimal(exact) * times
    is_whole = amount == amount.to_integral_value()
    return amount.quantize(Decimal(1)) if is_whole else amount.quantize(_SMALLEST, ROUND_HALF_UP)
