"""An overview as one web page, in the look of the web edition: tables that can be read, printed and
mailed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from report_builder.model.document import Heading
from report_builder.model.overview import Entry, Overview, OverviewTable
from report_builder.web.cleanup import parse_body
from report_builder.web.web_edition import make_edition
from report_builder.wording.numbers import number_text


def overview_page(overview: Overview) -> bytes:
    """The page: what the reader must know first, and each table under its heading."""
    parts = [f"<p>{escape(text)}</p>" for text in overview.lead]
    headings: list[Heading] = []
    for number, table in enumerate(overview.tables, start=1):
        anchor = f"deel-{number}"
        headings.append(Heading(1, "", table.heading, anchor))
        parts += _section(anchor, table)
    (body,) = parse_body(f'<div class="overzicht">{"".join(parts)}</div>')
    return make_edition(overview.title, [body], headings, {}, {}, None).encode()


def _section(anchor: str, table: OverviewTable) -> Iterator[str]:
    yield f'<h1 id="{anchor}">{escape(table.heading)}</h1>'
    if table.lead:
        yield f"<p>{escape(table.lead)}</p>"
    if table.rows:
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
        rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows)
        yield f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(entry: Entry) -> str:
    if isinstance(entry, Decimal):
        sign = "+" if entry > 0 else ""
        decimals = 0 if entry == entry.to_integral_value() else 1
        return f'<td class="getal">{sign}{number_text(entry, decimals)}</td>'
    text = escape(entry or "").replace("\n", "<br>")
    return f"<td>{text}</td>"
