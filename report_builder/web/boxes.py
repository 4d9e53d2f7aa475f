"""Boxes of text: on their way through mammoth they are tables of one cell, which hold anything."""

from __future__ import annotations

from lxml import html

BOX = "tekstvak"
"""The class of the table that stands for a box."""


def unfold_boxes(body: html.HtmlElement) -> None:
    """Put a box with the look of a frame in the place of each such table."""
    for table in list(body.iter("table")):
        if table.get("class") != BOX:
            continue
        box = html.Element("div")
        box.set("class", "kader")
        cell = next(table.iter("td", "th"), None)
        box.extend(list(cell) if cell is not None else [])
        table.addprevious(box)
        table.drop_tree()
