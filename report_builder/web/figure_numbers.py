"""Below each figure its numbers, to open: a row for each period, a column for each series."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from lxml import html

from report_builder.model.figure import FigureContent, PlottedLine
from report_builder.model.period import Period
from report_builder.model.series import EMPTY_SIGNS, SIGNS
from report_builder.web.page_elements import Element, parent_of
from report_builder.wording.numbers import quantity_text
from report_builder.wording.periods import period_text, short_period_text

NAME = "Cijfers bij deze figuur"


def add_numbers(body: Element, figures: Mapping[str, FigureContent], is_yellow: bool) -> None:
    """Put its numbers below each figure of a body; `figures` has them by the anchor of a caption.

    What is stale in them is marked where the page is to show that.
    """
    for caption in body.iter("figcaption"):
        content = figures.get(caption.get("id") or "")
        if content is not None:
            table = html.fragment_fromstring(_table(content, is_yellow))
            parent_of(caption).append(table)


def _table(content: FigureContent, is_yellow: bool) -> str:
    """It is a table by its roles and not by its elements, so that the tables of the page are those
    of the PDF.
    """
    heads = _role("columnheader", "Periode") + "".join(
        _role("columnheader", escape(line.name), "getal") for line in content.lines
    )
    rows = "".join(_row(content, period, is_yellow) for period in content.periods)
    meanings = escape("; ".join(content.signs))
    signs = f'<p class="bron">{meanings}.</p>' if meanings else ""
    return (
        f'<details><summary>{NAME}</summary><div role="table" aria-label="{NAME}">'
        f'<div role="row">{heads}</div>{rows}</div>{signs}</details>'
    )


def _row(content: FigureContent, period: Period, is_yellow: bool) -> str:
    cells = [_role("rowheader", short_period_text(period))]
    for line in content.lines:
        text = _amount(content, line, period)
        last = content.stale_from(line) if is_yellow else None
        if last is not None and period >= last:
            until = escape(period_text(last))
            text = f'<mark class="stale" data-tot="{until}">{text}</mark>'
        cells.append(_role("cell", text, "getal"))
    return f'<div role="row">{"".join(cells)}</div>'


def _amount(content: FigureContent, line: PlottedLine, period: Period) -> str:
    """The amount with its sign, or the sign of what hinders it; a period that is left out has the
    dot.
    """
    point = line.at(period)
    if point is None:
        return "."
    if point.amount is None:
        return EMPTY_SIGNS.get(point.status, ".")
    sign = SIGNS.get(point.status, "")
    return escape(quantity_text(point.amount, content.unit, content.decimals)) + sign


def _role(role: str, text: str, look: str = "") -> str:
    """A cell; `text` is HTML."""
    return f'<span role="{role}" class="{look}">{text}</span>'
