"""What a reader takes away from below each figure and table: a link to it, and its data.

The data stand in the page itself, so that a page that is mailed alone has no dead link.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from lxml import html

from report_builder.web.page_elements import Element, parent_of
from report_builder.web.stale_asides import UNSEEN

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 80
_PLAIN = ",-._~/:;@=+*!"
"""What may stand in an address as it is, besides letters and digits."""


@dataclass(frozen=True)
class FigureData:
    """The data of a figure as files: a table for programs, and a workbook for people."""

    csv: bytes
    xlsx: bytes


def add_tools(body: Element, data: Mapping[str, FigureData]) -> None:
    """Put the links below each figure of a body; `data` has the files by the anchor of a
    caption.
    """
    for caption in body.iter("figcaption"):
        anchor = caption.get("id") or ""
        if anchor in data:
            text = " ".join("".join(caption.itertext()).split())
            links = "".join(_links(anchor, text, data[anchor]))
            tools = html.fragment_fromstring(
                f'<ul class="gereedschap" data-naam="{escape(file_name(text))}">{links}</ul>'
            )
            parent_of(caption).append(tools)


def _links(anchor: str, caption: str, data: FigureData) -> Iterator[str]:
    number = " ".join(caption.split(" ")[:2])
    aside = f'<span class="{UNSEEN}"> van {escape(number)}</span>'
    here = aside.replace(" van ", " naar ")
    yield f'<li><a href="#{escape(anchor)}">Link{here}</a></li>'
    book = base64.b64encode(data.xlsx).decode()
    for label, name, address in (
        # Letters stay themselves: that is shorter, and is packed better on its way to a reader.
        ("CSV", "csv", f"data:text/csv;charset=utf-8,{quote(data.csv, safe=_PLAIN)}"),
        ("Excel", "xlsx", f"data:{_XLSX};base64,{book}"),
    ):
        file = f"{file_name(caption)}.{name}"
        yield f'<li><a download="{escape(file)}" href="{address}">{label}{aside}</a></li>'


def file_name(caption: str) -> str:
    """What a file is called after a caption: letters, digits and hyphens, and not too long."""
    plain = unicodedata.normalize("NFKD", caption).encode("ascii", "ignore").decode().lower()
    name = _NOT_IN_NAMES.sub("-", plain).strip("-")
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rpartition("-")[0]
