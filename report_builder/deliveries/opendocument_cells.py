"""Cells of an OpenDocument spreadsheet: their value, how they look, and what keeps them from being
used.

Beside each value the file has the text that the deliverer saw, so a number that was shown as
another one is known without its format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from report_builder.deliveries.cell_markings import FORMAT, NO_RESULT, RAISED, STRUCK, UNSEEN
from report_builder.deliveries.grid import GridCell
from report_builder.deliveries.opendocument_styles import CellStyles, CellText, expanded
from report_builder.deliveries.raised_text import TextRun, text_of
from report_builder.deliveries.workbook_cells import exact_number

_LONGEST = 32_767
_LONGEST_SHOWN = 30
_MOST_SPACES = 10
_MOST_DECIMALS = 30
_NUMBERS = ("float", "percentage", "currency")
_ERROR = re.compile(r"#[A-Z/0]+[!?]?|Err:\d+|#N/A")
_DIGITS = re.compile(r"\d+(?:[.,'\u2019 \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_WIDE = Context(prec=80, rounding=ROUND_HALF_UP)
_DASHES = frozenset("-–—\u2212")
_MINUS = frozenset("-\u2212(")
_PLAIN = " \u00a0-\u2212+()"
_AS_NUMBER = "maak de cel op als gewoon getal"

_P, _SPAN, _SPACE = expanded("text:p"), expanded("text:span"), expanded("text:s")
_BREAKS = {expanded("text:line-break"): "\n", expanded("text:tab"): "\t"}
_ANNOTATION = expanded("office:annotation")
_VALUE, _TYPE = expanded("office:value"), expanded("office:value-type")


def opendocument_cell(element: Element, style: str, styles: CellStyles) -> GridCell | None:
    """A cell with its value, or with what keeps it from being used; None when it is empty."""
    look = styles.of(style)
    cell = _Content.of(element, look, styles)
    if cell.kind == "" and not cell.text.strip() and not cell.has_formula:
        return None
    if len(cell.text) > _LONGEST:
        message = "een cel met meer tekst dan een rekenblad toelaat"
        return GridCell(None, message)
    told = tuple(_told(look))
    if fault := _fault(cell):
        return GridCell(None, fault, told=told)
    if cell.kind in _NUMBERS:
        return _number(cell, look, told)
    if cell.kind == "date":
        return _date(cell, told)
    return GridCell(cell.text, told=told) if cell.text.strip() else None


def comment_of(element: Element) -> str:
    """What the comment on a cell says; empty when there is none."""
    annotation = element.find(_ANNOTATION)
    if annotation is None:
        return ""
    return " ".join("".join(paragraph.itertext()) for paragraph in annotation.iter(_P))


@dataclass(frozen=True)
class _Content:
    """What a cell holds: the kind of its value, the value, and the text that is shown."""

    kind: str
    value: str
    text: str
    has_text: bool
    has_formula: bool
    is_error: bool

    @classmethod
    def of(cls, element: Element, look: CellText, styles: CellStyles) -> _Content:
        """What stands in the element of a cell."""
        paragraphs = element.findall(_P)
        pieces = (text_of(_runs(paragraph, look, styles)) for paragraph in paragraphs)
        text = "\n".join(pieces) if paragraphs else element.get(expanded("office:string-value"), "")
        dates = element.get(expanded("office:date-value"), "")
        return cls(
            element.get(_TYPE, ""),
            element.get(_VALUE, "") or dates,
            text,
            bool(paragraphs),
            expanded("table:formula") in element.attrib,
            element.get(expanded("calcext:value-type")) == "error",
        )


def _runs(element: Element, look: CellText, styles: CellStyles) -> Iterator[TextRun]:
    """The pieces of a paragraph, each as it looks; comments and drawings in it are none."""
    if element.text:
        yield look.run(element.text)
    for inner in element:
        if inner.tag == _SPAN:
            yield from _runs(inner, styles.span(inner.get(expanded("text:style-name"), "")), styles)
        elif inner.tag == _SPACE:
            count = inner.get(expanded("text:c"), "1")
            yield look.run(" " * min(int(count[:6]), _MOST_SPACES))
        elif inner.tag in _BREAKS:
            yield look.run(_BREAKS[inner.tag])
        elif inner.tag.startswith(expanded("text:")):
            yield from _runs(inner, look, styles)
        if inner.tail:
            yield look.run(inner.tail)


def _told(look: CellText) -> Iterator[str]:
    if look.is_struck:
        yield STRUCK
    if look.is_unseen:
        yield UNSEEN


def _fault(cell: _Content) -> str:
    is_shown_error = cell.has_formula and _ERROR.fullmatch(cell.text.strip())
    if cell.is_error or is_shown_error:
        return f"de fout {cell.text.strip()[:_LONGEST_SHOWN]}: herstel de formule in het bestand"
    if cell.has_formula and not cell.kind:
        return NO_RESULT.format("LibreOffice")
    if cell.kind == "boolean":
        return "waar of onwaar in plaats van een getal of tekst"
    if cell.kind not in ("", "string", "date", *_NUMBERS):
        return "een waarde die geen getal, tekst of datum is"
    return ""


def _date(cell: _Content, told: tuple[str, ...]) -> GridCell:
    try:
        moment = datetime.fromisoformat(cell.value)
    except ValueError:
        return GridCell(None, "een datum die niet te lezen is", told=told)
    if moment.time() != time():
        return GridCell(None, "een tijdstip in plaats van een datum", told=told)
    return GridCell(moment.date(), told=told)


def _number(cell: _Content, look: CellText, told: tuple[str, ...]) -> GridCell:
    """A number as the deliverer saw it: of a cell that is shown as a percentage, the percentage."""
    try:
        exact = Decimal(cell.value)
    except InvalidOperation:
        return GridCell(None, "een getal dat niet te lezen is", told=told)
    if not exact.is_finite() or exact.adjusted() > 20:
        return GridCell(None, "een getal dat te groot is om te kloppen", told=told)
    times = 100 if cell.kind == "percentage" else 1
    if look.is_raised or look.is_lowered:
        return GridCell(None, RAISED, told=told)
    beside: tuple[str, ...] = ()
    if cell.has_text:
        if fault := _shown_otherwise(_WIDE.multiply(exact, times), cell.text):
            return GridCell(None, fault, told=told)
        beside = tuple(_beside(cell.text.removesuffix("%")))
    is_share = cell.kind == "percentage" or "%" in cell.text
    return GridCell(exact_number(exact, times), is_share=is_share, told=(*told, *beside))


def _shown_otherwise(amount: Decimal, text: str) -> str:
    """What is wrong when the text that is shown is not the number."""
    shown = text.strip()
    match = _DIGITS.search(shown)
    if match is None:
        if amount == 0 and shown in _DASHES:
            return ""
        what = f"'{shown[:_LONGEST_SHOWN]}' toont" if shown else "niets toont"
        return f"een getal waarvoor het blad {what}: {_AS_NUMBER}"
    if _significant(match[0]) not in _written(amount, match[0]):
        return (
            f"het getal {amount:f} dat als '{shown[:_LONGEST_SHOWN]}' getoond wordt: {_AS_NUMBER}"
        )
    before = shown[: match.start()]
    is_negative = any(sign in before for sign in _MINUS)
    if (amount < 0 and not is_negative) or (amount > 0 and before[-1:] in _DASHES):
        return f"een getal dat met een ander minteken getoond wordt: {_AS_NUMBER}"
    return ""


def _significant(text: str) -> str:
    return "".join(mark for mark in text if mark.isdigit()).lstrip("0")


def _written(amount: Decimal, shown: str) -> Iterable[str]:
    """The digits of a number, whole and with as many decimals as the shown text can have."""
    behind = re.split(r"[.,]", shown)
    places = {0, min(len(behind[-1]), _MOST_DECIMALS) if len(behind) > 1 else 0}
    for decimals in places:
        rounded = amount.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
        yield _significant(f"{abs(rounded):f}")


def _beside(text: str) -> Iterator[str]:
    """What is shown beside the digits of a number, unless it says no more than the sign."""
    match = _DIGITS.search(text)
    if match:
        texts = (text[: match.start()].strip(), text[match.end() :].strip())
        shown = " ".join(piece for piece in texts if piece.strip(_PLAIN))
        if shown:
            yield FORMAT.format(shown[:_LONGEST_SHOWN])
