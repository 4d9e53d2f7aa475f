"""Dashboards as tiles: in Word a table with a row for each, on paper and on the screen a list that
is read from tile to tile.
"""

from __future__ import annotations

from lxml import html

from report_builder.web.page_elements import Element
from report_builder.wording.numbers import list_text

_PARTS = ("tegelnaam", "tegelwaarde", "tegelverschil", "tegelverloop", "tegelbron")
"""The classes of the parts of a tile, by the columns of the table."""
_SOURCE = "Bron: "


def lay_tiles(body: Element) -> None:
    """Put a list of tiles in the place of each dashboard. One that others changed, so that a row
    has other cells, stays a table.
    """
    for table in list(body.iter("table")):
        rows = table.findall("tbody/tr")
        if table.get("class") == "dashboard" and all(len(row) == len(_PARTS) for row in rows):
            tiles = html.Element("ul")
            tiles.set("class", "tegels")
            tiles.extend([_tile(row) for row in rows])
            table.addprevious(_explanation(table))
            table.addprevious(tiles)
            table.drop_tree()


def _explanation(table: Element) -> Element:
    """A line that says what stands in each tile: the heads of the table."""
    heads = [head.text_content().strip().lower() for head in table.iterfind("thead/tr/*")]
    line = html.Element("p")
    line.set("class", "tegeluitleg")
    line.text = f"In elke tegel: {list_text(heads)}."
    return line


def _tile(row: Element) -> Element:
    tile = html.Element("li")
    tile.set("class", "tegel")
    for name, cell in zip(_PARTS, list(row), strict=True):
        part = html.Element("div")
        part.set("class", name)
        part.text = cell.text
        part.extend(list(cell))
        tile.append(part)
    source = tile[-1]
    opening = next(source.iter("p"), source)
    opening.text = _SOURCE + (opening.text or "")
    return tile
