"""The web edition: the report as one HTML file with everything inside, to read on any screen.

It can be read whole without its script, which adds a search, where one is, and the values of a
figure where it is pointed at.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from lxml import html

from report_builder.model.document import Heading
from report_builder.model.figure import FigureContent, Picture
from report_builder.web.cleanup import to_text
from report_builder.web.content_policy import styled_head
from report_builder.web.figure_numbers import add_numbers
from report_builder.web.page_account import PageAccount, account_data, account_head, year_line
from report_builder.web.page_elements import Element
from report_builder.web.page_typefaces import typefaces
from report_builder.web.screen_pictures import add_screen_pictures
from report_builder.web.stale_asides import add_asides
from report_builder.web.take_away import FigureData, add_tools

STYLE = Path(__file__).with_name("edition.css")
"""The look of the text, which the review page and the desk have as well."""
_OWN_STYLE = Path(__file__).with_name("report.css")
_SCRIPTS = [
    Path(__file__).with_name(f"report_{name}.js") for name in ("contents", "search", "figures")
]
_SHORT = len("31-12-2025")
"""So many characters of a cell stay together."""
_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}


@dataclass(frozen=True)
class Banner:
    """What stands at the head of a concept: what it is, and what yellow means."""

    text: str
    legend: tuple[str, str]


@dataclass(frozen=True)
class WebExtras:
    """What a report has on the web beside its text.

    `data` are the files of each figure and table, `pictures` what is drawn of a figure, and
    `captions` the words of each stale one, by the anchor of its caption. `until` is the period up
    to which each stale value runs, by its key.
    """

    account: PageAccount | None = None
    data: Mapping[str, FigureData] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    captions: Mapping[str, str] = field(default_factory=dict)
    until: Mapping[str, str] = field(default_factory=dict)


def make_edition(
    title: str,
    bodies: Sequence[Element],
    headings: Sequence[Heading],
    pictures: Mapping[str, bytes],
    figures: Mapping[str, FigureContent],
    banner: Banner | None,
    extras: WebExtras | None = None,
) -> str:
    """The web edition; `figures` gives the content of each figure by the anchor of its caption."""
    extras = extras or WebExtras()
    for body in bodies:
        dress(body, pictures, figures, is_yellow=banner is not None)
        add_screen_pictures(body, extras.pictures)
        add_tools(body, extras.data)
        add_asides(body, extras.until, extras.captions)
    main = "".join(to_text(body) for body in bodies)
    style, script = _style(), _script()
    account = extras.account
    return (
        '<!DOCTYPE html>\n<html lang="nl-NL"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>{account_head(account) if account else ''}"
        f"{styled_head(style, script)}</head><body>"
        '<a class="overslaan" href="#inhoud">Naar de inhoud</a>'
        '<header class="boven"><p '
        f'class="paginatitel">{escape(title)}</p>{year_line(account) if account else ""}'
        f"{make_banner(banner)}</header>"
        f'<div class="kolommen"><nav class="boven" aria-label="Inhoud"><details open>'
        f"<summary>Inhoud</summary>{contents_of(headings)}</details></nav>"
        f'<main id="inhoud">{main}</main></div>{account_data(account) if account else ""}'
        f"<script>{script}</script></body></html>\n"
    )


def _style() -> str:
    own = _OWN_STYLE.read_text(encoding="utf-8")
    return typefaces() + STYLE.read_text(encoding="utf-8") + own


def _script() -> str:
    """The script of the page: its files are one function, so that nothing of it is global."""
    parts = "\n".join(file.read_text(encoding="utf-8") for file in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def dress(
    body: Element,
    pictures: Mapping[str, bytes],
    figures: Mapping[str, FigureContent],
    *,
    is_yellow: bool = True,
) -> None:
    """Give a body what a screen asks for: its pictures inside, the numbers of its figures, tables
    that scroll. What is stale among those numbers is marked where the page is to show that.
    """
    embed_pictures(body, pictures)
    add_numbers(body, figures, is_yellow)
    fit_tables(body)


def fit_tables(body: Element) -> None:
    """Let the tables of a body be read on a small screen."""
    for table in list(body.iter("table")):
        _hold_short_cells(table)
        _make_scrollable(table)


def _hold_short_cells(table: Element) -> None:
    """A date, a period or another short text of a cell stays on one line."""
    for cell in table.iter("td", "th"):
        if len("".join(cell.itertext()).strip()) <= _SHORT:
            cell.set("class", f"{cell.get('class') or ''} aaneen".strip())


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
