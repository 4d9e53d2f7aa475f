"""Periods as CBS writes them in OData v3 and v4, with the status that all cells of one have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_builder.model.period import Frequency, Period
from report_builder.model.series import Status
from report_builder.model.service import ServiceMapping
from report_builder.problems import Fault
from report_builder.services.dialogue import Row, text_of

_STATUSES = {"": Status.NORMAL, "Definitief": Status.NORMAL, "Voorlopig": Status.PROVISIONAL}
_PERIOD = re.compile(r"(?P<year>[0-9]{4})(?P<kind>JJ|HJ|KW|MM)(?P<part>[0-9]{2})")
_SHAPES = {"JJ": "{year}", "HJ": "{year}-S{part}", "KW": "{year}-Q{part}", "MM": "{year}-{part:02}"}
_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


@dataclass(frozen=True)
class CbsPeriods:
    """The periods of a table: those of the frequency that is wanted, by code, and all codes."""

    wanted: Mapping[str, tuple[Period, Status]]
    codes: frozenset[str]

    def find(self, code: str) -> tuple[Period, Status] | None:
        """The period of a cell with its status; None where it has another frequency.

        Raises Fault when the table does not know the code.
        """
        if code not in self.codes:
            message = f"een cijfer heeft de periode '{code}', die de tabel niet kent"
            raise Fault("dienst-periode", message, "neem niets over en meld dit bij CBS")
        return self.wanted.get(code)


def read_periods(
    rows: Sequence[Row], key: str, frequency: Frequency, mapping: ServiceMapping
) -> CbsPeriods:
    """The periods of a table, from the rows of its codes, which stand under `key`.

    Raises Fault when none has the wanted frequency, or one has a status that is not known.
    """
    wanted = {}
    for row in rows:
        code = text_of(row, key)
        period = _period(code)
        if period and period.frequency is frequency:
            wanted[code] = (period, _status(text_of(row, "Status"), mapping))
    codes = [text_of(row, key) for row in rows]
    if not wanted:
        hint = f"de tabel heeft: {', '.join(codes[:5])}"
        message = f"de tabel heeft geen perioden met frequentie {frequency}"
        raise Fault("dienst-periode", message, hint)
    return CbsPeriods(wanted, frozenset(codes))


def _period(code: str) -> Period | None:
    """The period that a CBS code writes: 2026MM07, 2026KW02, 2026JJ00, 20060101; None for any other
    code.
    """
    if match := _PERIOD.fullmatch(code):
        text = _SHAPES[match["kind"]].format(year=match["year"], part=int(match["part"]))
    elif match := _DAY.fullmatch(code):
        text = "-".join(match.groups())
    else:
        return None
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _status(text: str, mapping: ServiceMapping) -> Status:
    known = {**_STATUSES, **mapping.flags}
    if text not in known:
        hint = f'zeg in de catalogus wat het is, bijvoorbeeld flags = {{ {text} = "P" }}'
        raise Fault("dienst-status", f"onbekende status '{text}' van een periode", hint)
    return known[text]
