"""Numbers, marks and periods as people write them, into exact values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from report_builder.deliveries.grid import GridCell, Value, fold
from report_builder.model.catalogue import PERCENT, POINT, Indicator
from report_builder.model.period import Frequency, Period
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
    known = {**MARKS, **{fold(mark): status for mark, status in marks.items()}}
    if (status := known.get(fold(text))) or (
        _SMALL.fullmatch(text) and (status := Status.SUPPRESSED)
    ):
        if status not in WITHOUT_VALUE:
            raise Fault(
                "waarde", f"'{text}' zonder getal ervoor", "vul het getal in, of laat de cel leeg"
            )
        return None, status
    for mark in sorted(known, key=len, reverse=True):
        if fold(text).endswith(mark) and known[mark] not in WITHOUT_VALUE:
            return read_number(text[: -len(mark)].rstrip(), decimal), known[mark]
    return read_number(text, decimal), Status.NORMAL


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
        other = "." if decimal == "," else ","
        whole, thousands = plain[:-4], plain.replace(decimal, other)
        hint = f'schrijf {whole} of {thousands}, of zet decimal = "{other}" in het profiel'
        raise Fault("waarde", f"'{plain}' kan {whole} betekenen, en ook {thousands}", hint)
    if len(plain) <= _LONGEST:
        if _PLAIN[decimal].fullmatch(plain):
            return Decimal(plain.replace(",", "."))
        if _GROUPED[decimal].fullmatch(plain):
            return Decimal(
                re.sub(r"[. ]" if decimal == "," else "[, ]", "", plain).replace(",", ".")
            )
    raise Fault("waarde", f"'{text[:_LONGEST]}' is geen getal", _hint(plain, decimal))


def _hint(text: str, decimal: str) -> str:
    if text in ("-", "–", "—"):
        return (
            'zeg in het profiel wat het betekent: [marks] "-" = "O" (onbekend); is het nul, '
            "laat dan 0 invullen"
        )
    other = "." if decimal == "," else ","
    if _PLAIN[other].fullmatch(text) or _GROUPED[other].fullmatch(text):
        return f'is {other} het decimaalteken, zet dan decimal = "{other}" in het profiel'
    return "is het een teken met een betekenis, zet het dan in het profiel onder [marks]"


_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_FULL = {
    "januari": 1,
    "februari": 2,
    "maart": 3,
    "april": 4,
    "juni": 6,
    "juli": 7,
    "augustus": 8,
    "sept": 9,
}
_FULL |= {"september": 9, "oktober": 10, "november": 11, "december": 12}
_MONTH = {name: number for number, name in enumerate(_MONTHS, start=1)} | _FULL
_ORDINAL = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SEP = r"[\s./-]*"
_WORD = r"(?P<word>[a-z]+)\.?"


def _shapes(unit: str, letter: str, most: int) -> list[re.Pattern[str]]:
    """How a half or a quarter is written: 2025-Q3, Q3 2025, 3e kwartaal 2025, 2025 kwartaal 3,
    2025KW03.
    """
    part = rf"(?:(?P<part>[1-{most}])(?:e|ste|de)?|(?P<word>[a-z]+))"
    number = rf"(?:{unit}|{letter}){_SEP}0?(?P<part>[1-{most}])"
    return [
        re.compile(rf"{_YEAR}{_SEP}{number}"),
        re.compile(rf"{number}{_SEP}{_YEAR}"),
        re.compile(rf"{part}{_SEP}(?:{unit}){_SEP}{_YEAR}"),
        re.compile(rf"{_YEAR}{_SEP}{part}{_SEP}(?:{unit})"),
    ]


_NUMBERED = r"(?P<part>0[1-9]|1[0-2])"
_FORMS = {
    Frequency.YEAR: [re.compile(_YEAR), re.compile(rf"{_YEAR}jj00")],
    Frequency.HALF: _shapes("halfjaar|halfj|hj", "[sh]", 2),
    Frequency.QUARTER: _shapes("kwartaal|kwart|kw", "[qk]", 4),
    Frequency.MONTH: [
        re.compile(rf"{_YEAR}-?(?:mm)?{_NUMBERED}"),
        re.compile(rf"{_NUMBERED}[-/]{_YEAR}"),
        re.compile(rf"{_WORD}{_SEP}{_YEAR}"),
        re.compile(rf"{_YEAR}{_SEP}{_WORD}"),
        re.compile(rf"{_WORD}[\s-]*'?(?P<short>\d\d)"),
    ],
    Frequency.DAY: [
        re.compile(rf"(?P<day>\d\d?)[-/](?P<part>\d\d?)[-/]{_YEAR}"),
        re.compile(rf"{_YEAR}-(?P<part>\d\d)-(?P<day>\d\d)"),
        re.compile(rf"(?P<day>\d\d?)[\s-]{_WORD}[\s-]{_YEAR}"),
    ],
}
_EXAMPLES = {"A": "2025", "S": "2025-S1", "Q": "2025-Q3", "M": "2025-11", "D": "31-12-2025"}


def read_period(value: Value, frequency: Frequency) -> tuple[Period, Status]:
    """A period of a frequency, provisional where a mark behind it says so. Raises Fault when it is
    none.
    """
    if isinstance(value, date):
        return _from_day(value, frequency), Status.NORMAL
    text = fold(str(value if value is not None else ""))
    plain = text.rstrip("*").rstrip()
    status = Status.PROVISIONAL if plain != text else Status.NORMAL
    for shape in _FORMS[frequency]:
        if (found := shape.fullmatch(plain)) and (period := _period(found.groupdict(), frequency)):
            return period, status
    raise Fault(
        "periode", f"'{text[:_LONGEST]}' is geen periode", f"schrijf {_EXAMPLES[frequency]}"
    )


def _from_day(day: date, frequency: Frequency) -> Period:
    month = Period(day.replace(day=1), Frequency.MONTH)
    if frequency is Frequency.DAY:
        return Period(day, frequency)
    if frequency is Frequency.MONTH and day in (month.first, month.last):
        return month
    raise Fault(
        "periode", f"{day.isoformat()} is een datum", f"schrijf {_EXAMPLES[frequency]}, als tekst"
    )


def _period(parts: Mapping[str, str | None], frequency: Frequency) -> Period | None:
    year = int(parts["year"] or 0) if parts.get("year") else 2000 + int(parts["short"] or 0)
    word = parts.get("word")
    words = _MONTH if frequency in (Frequency.MONTH, Frequency.DAY) else _ORDINAL
    if word and word not in words:
        return None
    part = words[word] if word else int(parts.get("part") or 1)
    if frequency is Frequency.DAY:
        try:
            return Period(date(year, part, int(parts["day"] or 0)), frequency)
        except ValueError:
            return None
    return Period(date(year, (part - 1) * frequency.months + 1, 1), frequency)
