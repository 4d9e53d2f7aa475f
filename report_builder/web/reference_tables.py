"""Long tables for looking things up: on paper they say where they stand."""

from __future__ import annotations

from lxml import html

from report_builder.web.page_elements import Element

_ELSEWHERE = "Deze tabel is lang. Zij staat in de webversie van dit rapport en in figuren.xlsx."


def point_elsewhere(body: Element) -> None:
    """Put in the place of each such table where it stands: it keeps its caption and source."""
    for table in list(body.iter("table")):
        if "naslag" in (table.get("class") or "").split():
            pointer = html.Element("p")
            pointer.text = _ELSEWHERE
            table.addprevious(pointer)
            table.drop_tree()
