"""Numbers and marks as people write them, into exact values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from report_builder.deliveries.grid import GridCell, Value, fold
from report_builder.deliveries.raised_text import NOTE_MARK
from report_builder.model.catalogue import PERCENT, POINT, Indicator
from report_builder.model.series import WITHOUT_VALUE, Status
from report_builder.problems import Fault

MARKS: Mapping[str, Status] = {
    "*": Status.PROVISIONAL,
    "**": Status.PROVISIONAL,
    ".": Status.MISSING,
    "..": Status.MISSING,
    "n.b.": Status.MISSING,
    "x": Status.SUPPRESSED,
}
"""The marks of CBS StatLine. A dash is none of these: it means zero to one and unknown to
another.
"""

_SMALL = re.compile(r"<\s*\d{1,3}")
"""`< 5`: a count that the source does not show."""
# By decimal sign. A space groups thousands in both notations; point and comma change places.
_GROUPED = {
    ",": re.compile(r"-?\d{1,3}(?:[. ]\d{3})+(?:,\d+)?"),
    ".": re.compile(r"-?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?"),
}
_PLAIN = {",": re.compile(r"-?\d+(?:,\d+)?"), ".": re.compile(r"-?\d+(?:\.\d+)?")}
_AMBIGUOUS = {",": re.compile(r"-?[1-9]\d{0,2},000"), ".": re.compile(r"-?[1-9]\d{0,2}\.000")}
"""Thousands in the one notation, a whole number with three zeros behind it in the other."""
_LONGEST = 40


def read_figure(
    value: Value, decimal: str, marks: Mapping[str, Status]
) -> tuple[Decimal | None, Status]:
    """A number with its status, or no number with the reason why. Raises Fault when it is
    neither.
    """
    if isinstance(value, Decimal):
        return value, Status.NORMAL
    if isinstance(value, date):
        hint = "maak de cel op als getal; Excel maakt van sommige getallen een datum"
        raise Fault("waarde", f"{value.isoformat()} is een datum, geen getal", hint)
    text = " ".join((value or "").split())
    statuses = {**MARKS, **{fold(mark): status for mark, status in marks.items()}}
    if status := _find_status(text, statuses):
        if status not in WITHOUT_VALUE:
            hint = "vul het getal in, of laat de cel leeg"
            raise Fault("waarde", f"'{text}' zonder getal ervoor", hint)
        return None, status
    mark = _find_mark_behind(text, statuses)
    if mark is None:
        return read_number(text, decimal), Status.NORMAL
    return read_number(text[: -len(mark)].rstrip(), decimal), statuses[mark]


def _find_status(text: str, statuses: Mapping[str, Status]) -> Status | None:
    """What stands instead of a number: a mark alone, or a count that is too small to show."""
    status = statuses.get(fold(text))
    if status is None and _SMALL.fullmatch(text):
        return Status.SUPPRESSED
    return status


def _find_mark_behind(text: str, statuses: Mapping[str, Status]) -> str | None:
    """The mark that a number ends in: the longest, for `**` ends in `*` too."""
    longest_first = sorted(statuses, key=len, reverse=True)
    with_value = (mark for mark in longest_first if statuses[mark] not in WITHOUT_VALUE)
    return next((mark for mark in with_value if fold(text).endswith(mark)), None)


def check_share(cell: GridCell, indicator: Indicator) -> None:
    """Raises Fault when a cell holds a percentage and the indicator counts something else."""
    is_share = cell.is_share or (isinstance(cell.value, str) and cell.value.rstrip().endswith("%"))
    if is_share and indicator.unit not in (PERCENT, POINT):
        hint = "lever het aantal, of controleer welke indicator dit is"
        raise Fault(
            "eenheid", f"een percentage, terwijl {indicator.id} in {indicator.unit} is", hint
        )


def read_number(text: str, decimal: str) -> Decimal:
    """A number in Dutch notation (or English, with a point as `decimal`). Raises Fault when it is
    none.
    """
    plain = text.replace("\u2212", "-").removesuffix("%").rstrip()
    if _AMBIGUOUS[decimal].fullmatch(plain):
        raise _ambiguous(plain, decimal)
    is_grouped = _GROUPED[decimal].fullmatch(plain) is not None
    if len(plain) > _LONGEST or not (is_grouped or _PLAIN[decimal].fullmatch(plain)):
        raise Fault("waarde", f"'{text[:_LONGEST]}' is geen getal", _hint(plain, decimal))
    if is_grouped:
        plain = plain.replace(_other_sign(decimal), "").replace(" ", "")
    return Decimal(plain.replace(",", "."))


def _ambiguous(text: str, decimal: str) -> Fault:
    """What is wrong with `25,000`: 25 to a Dutchman, 25 thousand to an American."""
    other = _other_sign(decimal)
    whole, thousands = text[:-4], text.replace(decimal, other)
    hint = f'schrijf {whole} of {thousands}, of zet decimal = "{other}" in het profiel'
    return Fault("waarde", f"'{text}' kan {whole} betekenen, en ook {thousands}", hint)


def _other_sign(decimal: str) -> str:
    return "." if decimal == "," else ","


def _hint(text: str, decimal: str) -> str:
    if text in ("-", "–", "—"):
        return (
            'zeg in het profiel wat het betekent: [marks] "-" = "O" (onbekend); is het nul, '
            "laat dan 0 invullen"
        )
    if note := NOTE_MARK.search(text):
        meaning = f'[marks] "{note[0]}" = "…"'
        return f"{note[0]} is een noot: zeg in het profiel wat hij betekent, met {meaning}"
    other = _other_sign(decimal)
    if _PLAIN[other].fullmatch(text) or _GROUPED[other].fullmatch(text):
        return f'is {other} het decimaalteken, zet dan decimal = "{other}" in het profiel'
    return "is het een teken met een betekenis, zet het dan in het profiel onder [marks]"
