"""The measure that is asked of a table of CBS, in the unit that the catalogue says."""

from __future__ import annotations

from collections.abc import Sequence

from report_builder.model.service import ServiceMapping
from report_builder.problems import Fault, nearest
from report_builder.services.dialogue import Row, text_of

_LISTED = 8


def find_measure(rows: Sequence[Row], key: str, mapping: ServiceMapping) -> Row:
    """The row of the measure, from the rows of all measures, whose codes stand under `key`.

    Raises Fault when the table does not have it, or counts it in another unit.
    """
    measures = {text_of(row, key): row for row in rows}
    wanted = mapping.measure or ""
    if wanted not in measures:
        known = ", ".join(
            f"{code} ({text_of(row, 'Title')})" for code, row in list(measures.items())[:_LISTED]
        )
        hint = nearest(wanted, measures) or f"de tabel heeft: {known}"
        raise Fault("dienst-maat", f"de tabel heeft geen maat '{wanted}'", hint)
    unit = text_of(measures[wanted], "Unit")
    if unit != mapping.unit:
        hint = "controleer of de getallen nog hetzelfde tellen, en pas dan unit in de catalogus aan"
        message = f"de eenheid van {wanted} is '{unit}', de catalogus zegt '{mapping.unit}'"
        raise Fault("dienst-eenheid", message, hint)
    return measures[wanted]
