"""The web edition: the report as one HTML file with its pictures inside, to read on any screen."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import html

from report_builder.model.document import Heading
from report_builder.model.figure import FigureContent
from report_builder.web.cleanup import to_text
from report_builder.web.content_policy import styled_head
from report_builder.web.page_elements import Element, parent_of
from report_builder.wording.numbers import quantity_text
from report_builder.wording.periods import short_period_text

STYLE = Path(__file__).with_name("edition.css")
_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}


@dataclass(frozen=True)
class Banner:
    """What stands at the head of a concept: what it is, and what yellow means."""

    text: str
    legend: tuple[str, str]


def make_edition(
    title: str,
    bodies: Sequence[Element],
    headings: Sequence[Heading],
    pictures: Mapping[str, bytes],
    figures: Mapping[str, FigureContent],
    banner: Banner | None,
) -> str:
    """The web edition; `figures` gives the content of each figure by the anchor of its caption."""
    for body in bodies:
        dress(body, pictures, figures)
    main = "".join(to_text(body) for body in bodies)
    return (
        '<!DOCTYPE html>\n<html lang="nl-NL"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>{styled_head(STYLE.read_text(encoding='utf-8'))}</head><body>"
        '<a class="overslaan" href="#inhoud">Naar de inhoud</a>'
        '<header class="boven"><p '
        f'class="paginatitel">{escape(title)}</p>{make_banner(banner)}</header>'
        f'<nav class="boven" aria-label="Inhoud">{contents_of(headings)}</nav>'
        f'<main id="inhoud">{main}</main></body></html>\n'
    )


def dress(
    body: Element, pictures: Mapping[str, bytes], figures: Mapping[str, FigureContent]
) -> None:
    """Give a body what a screen asks for: its pictures inside, the numbers of its figures, tables
    that scroll.
    """
    embed_pictures(body, pictures)
    _add_tables(body, figures)
    fit_tables(body)


def fit_tables(body: Element) -> None:
    """Let the tables of a body be read on a small screen."""
    for table in list(body.iter("table")):
        if table.get("class") == "dashboard":
            _keep_roles(table)
        _make_scrollable(table)


def make_banner(banner: Banner | None) -> str:
    """The banner with its legend; nothing in the definitive release."""
    if banner is None:
        return ""
    sample, rest = banner.legend
    legend = f'<p><span class="legenda-geel">{escape(sample)}</span>{escape(rest)}</p>'
    return f'<p class="concept">{escape(banner.text)}</p>{legend}'


def contents_of(headings: Iterable[Heading]) -> str:
    """The chapters, each with its sections below it."""
    items: list[str] = []
    for heading in headings:
        number = (
            f'<span class="kopnummer">{escape(heading.number)}</span>' if heading.number else ""
        )
        text = escape(heading.text)
        text = f'<mark class="stale">{text}</mark>' if heading.is_stale else text
        link = f'<a href="#{escape(heading.anchor)}">{number}{text}</a>'
        if heading.level == 1 or not items:
            items.append(f"<li>{link}")
        elif heading.level == 2:
            items[-1] += f"<ol><li>{link}</li></ol>"
    return "<ol>" + "".join(item.replace("</ol><ol>", "") + "</li>" for item in items) + "</ol>"


def embed_pictures(body: Element, pictures: Mapping[str, bytes]) -> None:
    """Put the pictures of a body inside it."""
    for image in body.iter("img"):
        name = image.get("src", "")
        if name in pictures:
            data = base64.b64encode(pictures[name]).decode()
            media_type = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
            image.set("src", f"data:{media_type};base64,{data}")


def _add_tables(body: Element, figures: Mapping[str, FigureContent]) -> None:
    """Below each figure its numbers, to open."""
    for caption in body.iter("figcaption"):
        content = figures.get(caption.get("id") or "")
        if content is not None:
            parent_of(caption).append(html.fragment_fromstring(_data_table(content)))


def _data_table(content: FigureContent) -> str:
    """The numbers of a figure: a row for each period, a column for each series.

    It is a table by its roles and not by its elements, so that the tables of the page are those of
    the PDF.
    """
    heads = _role("columnheader", "Periode") + "".join(
        _role("columnheader", line.name, "getal") for line in content.lines
    )
    rows = []
    for period in content.periods:
        points = (line.at(period) for line in content.lines)
        amounts = (point.amount if point else None for point in points)
        cells = (
            _role("cell", "." if amount is None else _number(content, amount), "getal")
            for amount in amounts
        )
        rows.append(
            f'<div role="row">{_role("rowheader", short_period_text(period))}{"".join(cells)}</div>'
        )
    table = f'<div role="row">{heads}</div>{"".join(rows)}'
    name = "Cijfers bij deze figuur"
    return (
        f'<details><summary>{name}</summary><div role="table" '
        f'aria-label="{name}">{table}</div></details>'
    )


def _role(role: str, text: str, look: str = "") -> str:
    return f'<span role="{role}" class="{look}">{escape(text)}</span>'


def _number(content: FigureContent, amount: object) -> str:
    return quantity_text(amount, content.unit, content.decimals)  # type: ignore[arg-type]


_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


def _keep_roles(table: Element) -> None:
    """A table whose rows are laid out as tiles on a small screen says that it is a table still."""
    for element in table.iter(*_ROLES):
        element.set("role", _ROLES[str(element.tag)])
    for head in table.iter("th"):
        head.set("role", "columnheader" if head.get("scope") == "col" else "rowheader")


def _make_scrollable(table: Element) -> None:
    """A wide table scrolls by itself, also with the keyboard."""
    box = html.Element("div")
    box.set("class", "tabelvak")
    box.set("tabindex", "0")
    box.set("role", "group")
    box.set("aria-label", "Tabel")
    box.tail, table.tail = table.tail, None
    table.addprevious(box)
    box.append(table)
