"""HTML as mammoth gives it into HTML with meaning: figures, table heads, notes, contents and traced
values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from report_builder.model.link_target import LinkKind, kind_of_link
from report_builder.web.boxes import unfold_boxes
from report_builder.web.dashboard_tiles import lay_tiles
from report_builder.web.lists import gather_lists, mark_items
from report_builder.web.page_elements import Element, parent_of
from report_builder.web.page_notes import mark_notes, name_notes

# Mammoth drops the control that a value stands in, so word/bind/print_view.py writes its key before
# its text, with a mark before, between and behind them.
_VALUE = re.compile("\ue010([^\ue011]*)\ue011(.*?)\ue012", re.DOTALL)
_PLAIN = {
    "width": 210.0,
    "height": 297.0,
    "margins": [30, 25, 25, 25],
    "edges": ["", ""],
    "first": None,
    "start": None,
}
RIGHT_TO_LEFT = "\ue019"
"""Stands in a paragraph that is read from right to left (word/bind/shown_looks.py)."""
_ROW_HEADS = frozenset(("cijfers", "dashboard"))
"""The classes of tables of which the first cell of a row is its head."""
_BESIDE_TEXT = ("p", "ol", "ul", "table")
"""What stands beside a paragraph as a block: then that is an element too."""


@dataclass(frozen=True)
class Section:
    """Pages of one size: their text, and measures in millimetres."""

    element: Element
    width: float
    height: float
    margins: tuple[float, float, float, float]
    around: Around


@dataclass(frozen=True)
class Around:
    """What stands around the text of a section, as HTML: header and footer, and those of its first
    page.

    Where `first` is None the first page is as the others. Pages count on, or from `start`.
    """

    edges: tuple[str, str] = ("", "")
    first: tuple[str, str] | None = None
    start: int | None = None


def parse_body(text: str) -> Element:
    """The body that mammoth's HTML stands in; traced values are `<span data-key>`."""
    text = mark_notes(mark_items(text))
    value = r'<span class="waarde" data-key="\1">\2</span>'
    return html.fragment_fromstring(_VALUE.sub(value, text), create_parent="body")


def drop_keys(body: Element) -> None:
    """Take the keys of values out: paper has no use for them."""
    for value in [span for span in body.iter("span") if span.get("data-key")]:
        value.drop_tag()


def clean(body: Element, label: str) -> list[Section]:
    """Give a body its structure and cut it into sections; ids of notes get the label of the
    document.
    """
    _drop_links(body)
    unfold_boxes(body)
    _set_direction(body)
    _move_ids(body)
    _join_marks(body)
    name_notes(body, label)
    _gather_contents(body)
    _gather_figures(body)
    gather_lists(body)
    lay_tiles(body)
    for table in body.iter("table"):
        _head_cells(table)
    for cell in list(body.iter("td", "th", "li")):
        _unwrap(cell)
    for words in body.iter("span"):
        if words.get("class") == "engels":
            words.set("lang", "en")
    return list(_cut(body))


def _drop_links(body: Element) -> None:
    """A link that leads elsewhere than it may is text: a file that people changed can hold one."""
    for link in body.iter("a"):
        target = link.get("href")
        if target is not None and kind_of_link(target) is LinkKind.REFUSED:
            link.tag = "span"
            del link.attrib["href"]


def _set_direction(body: Element) -> None:
    """What holds a mark of direction is read from right to left."""
    for text in body.xpath(".//text()[contains(., $mark)]", mark=RIGHT_TO_LEFT):
        element = text.getparent()
        if text.is_tail:
            element.tail = element.tail.replace(RIGHT_TO_LEFT, "")
            element = parent_of(element)
        else:
            element.text = element.text.replace(RIGHT_TO_LEFT, "")
        element.set("dir", "rtl")


def _move_ids(body: Element) -> None:
    """An id stands on the element around its empty anchor, which is how mammoth writes a bookmark.

    Of two in one element the second stays, as an empty span.
    """
    for anchor in list(body.iter("a")):
        if not _is_bookmark(anchor):
            continue
        parent = parent_of(anchor)
        if parent.get("id"):
            anchor.tag = "span"
        else:
            parent.set("id", anchor.get("id"))
            anchor.drop_tag()


def _is_bookmark(anchor: Element) -> bool:
    if not anchor.get("id") or anchor.get("href"):
        return False
    return not len(anchor) and not (anchor.text or "").strip()


def _join_marks(body: Element) -> None:
    """Yellow that runs on is one mark: Word has a run, and mammoth a mark, for each change of
    looks.
    """
    for mark in list(body.iter("mark")):
        before = mark.getprevious()
        if before is None or before.tag != "mark" or before.tail:
            continue
        _append_text(before, mark.text or "")
        before.extend(list(mark))
        before.tail = mark.tail
        parent_of(mark).remove(mark)


def _append_text(element: Element, text: str) -> None:
    """In lxml a text behind an element is the tail of that element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _gather_contents(body: Element) -> None:
    """The lines of a table of contents, or of another list, become a navigation list named after
    its heading.
    """
    for line in list(body.iter("p")):
        if not (line.get("class") or "").startswith("inhoud"):
            continue
        nav = line.getprevious()
        if nav is None or nav.tag != "nav":
            nav = _new_contents(line)
        item = html.Element("li")
        item.set("class", line.get("class", ""))
        item.append(_contents_line(line))
        nav[0].append(item)
        parent_of(line).remove(line)


def _new_contents(line: Element) -> Element:
    """An empty navigation list before a line."""
    heading = line.getprevious()
    nav = html.Element("nav")
    nav.set("class", "inhoud")
    nav.set("aria-label", "".join(heading.itertext()) if heading is not None else "Inhoud")
    nav.append(html.Element("ol"))
    line.addprevious(nav)
    return nav


def _contents_line(line: Element) -> Element:
    """`3.1⇥Instroom⇥12` as a link with a number, a text and a page."""
    link = next(line.iter("a"), None)
    parts = [part.strip() for part in "".join(line.itertext()).split("\t")]
    entry = html.Element("a")
    entry.set("href", link.get("href") if link is not None else "#")
    if len(parts) > 2:
        entry.append(_span("kopnummer", parts[0]))
    text = _span("tekst", parts[-2] if len(parts) > 1 else parts[0])
    if next(line.iter("mark"), None) is not None:
        text.tag = "mark"
        text.set("class", "tekst stale")
    entry.append(text)
    if len(parts) > 1:
        entry.append(_span("blad", parts[-1]))
    return entry


def _span(name: str, text: str) -> Element:
    span = html.Element("span")
    span.set("class", name)
    span.text = text
    return span


def _gather_figures(body: Element) -> None:
    """A caption with its picture or table and source line become one figure."""
    for caption in list(body.iter("p")):
        if caption.get("class") != "bijschrift":
            continue
        figure = _new_figure(caption)
        if figure is None:
            continue
        caption.tag = "figcaption"
        del caption.attrib["class"]
        source = figure.getnext()
        if source is not None and source.get("class") == "bron":
            figure.append(source)


def _new_figure(caption: Element) -> Element | None:
    """A caption with the picture before it or the table behind it; None where it has neither."""
    before, after = caption.getprevious(), caption.getnext()
    figure = html.Element("figure")
    if before is not None and before.get("class") == "figuur":
        figure.set("class", "grafiek")
        before.addprevious(figure)
        figure.extend((next(before.iter("img")), caption))
        parent_of(before).remove(before)
        return figure
    if after is not None and after.tag == "table":
        figure.set("class", "tabel")
        caption.addprevious(figure)
        figure.extend((caption, after))
        return figure
    return None


def _head_cells(table: Element) -> None:
    """Every head cell says what it is the head of; in a table of figures the first column names the
    rows.
    """
    for cell in table.iterfind("thead/tr/th"):
        cell.set("scope", "col")
        _mark_number(cell)
    for row in table.iter("tr"):
        cells = row.findall("td")
        for cell in cells:
            _mark_number(cell)
        if cells and not _ROW_HEADS.isdisjoint((table.get("class") or "").split()):
            cells[0].tag = "th"
            cells[0].set("scope", "rowgroup" if cells[0].get("colspan") else "row")


def _mark_number(cell: Element) -> None:
    """A cell has the look of the paragraph in it, which goes."""
    paragraph = cell.find("p")
    if paragraph is not None and paragraph.get("class") == "getal":
        cell.set("class", "getal")


def _unwrap(cell: Element) -> None:
    """A single paragraph in a cell or list item needs no element of its own."""
    children = [child for child in cell if isinstance(child.tag, str)]
    if not children or (cell.text or "").strip():
        return
    first, *others = children
    if first.tag == "p" and all(child.tag not in _BESIDE_TEXT for child in others):
        if direction := first.get("dir"):
            cell.set("dir", direction)
        first.drop_tag()


def _cut(body: Element) -> Iterator[Section]:
    """The sections of a body, each in an element of its own; text before any mark is an ordinary
    page.
    """
    blocks, layout = list(body), dict(_PLAIN)
    current = html.Element("section")
    for block in blocks:
        if block.get("class") == "sectie":
            if len(current):
                yield _section(current, layout)
            layout, current = json.loads("".join(block.itertext())), html.Element("section")
        else:
            current.append(block)
    if len(current):
        yield _section(current, layout)


def _section(element: Element, layout: dict[str, Any]) -> Section:
    top, right, bottom, left = layout["margins"]
    first = tuple(layout["first"]) if layout["first"] is not None else None
    around = Around(tuple(layout["edges"]), first, layout["start"])
    return Section(element, layout["width"], layout["height"], (top, right, bottom, left), around)


def to_text(element: Element) -> str:
    """An element as HTML."""
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
