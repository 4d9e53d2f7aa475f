"""Periods as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from report_builder.deliveries.grid import Value, fold
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Status
from report_builder.problems import Fault
from report_builder.wording.periods import period_text

_LONGEST = 40
_SHORT_MONTHS = (
    "jan",
    "feb",
    "mrt",
    "apr",
    "mei",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
)
_MONTHS = {name: number for number, name in enumerate(_SHORT_MONTHS, start=1)} | {
    "januari": 1,
    "februari": 2,
    "maart": 3,
    "april": 4,
    "juni": 6,
    "juli": 7,
    "augustus": 8,
    "sept": 9,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "december": 12,
}
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}

# The parts that the patterns below are made of. `part` is a number within the year, `word` the same
# in letters, and `short` a year of two digits.
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_BETWEEN = r"[\s./-]*"
_WORD = r"(?P<word>[a-z]+)\.?"
_NUMBERED = r"(?P<part>0[1-9]|1[0-2])"


def _parts_of_year(unit: str, letter: str, most: int) -> list[re.Pattern[str]]:
    """How a half or a quarter is written: 2025-Q3, Q3 2025, 3e kwartaal 2025, 2025 kwartaal 3,
    2025KW03.
    """
    ordinal = rf"(?:(?P<part>[1-{most}])(?:e|ste|de)?|(?P<word>[a-z]+))"
    numbered = rf"(?:{unit}|{letter}){_BETWEEN}0?(?P<part>[1-{most}])"
    return [
        re.compile(rf"{_YEAR}{_BETWEEN}{numbered}"),
        re.compile(rf"{numbered}{_BETWEEN}{_YEAR}"),
        re.compile(rf"{ordinal}{_BETWEEN}(?:{unit}){_BETWEEN}{_YEAR}"),
        re.compile(rf"{_YEAR}{_BETWEEN}{ordinal}{_BETWEEN}(?:{unit})"),
    ]


# JJ00, HJ, KW and MM are how CBS StatLine writes years, halves, quarters and months.
_PATTERNS = {
    Frequency.YEAR: [re.compile(_YEAR), re.compile(rf"{_YEAR}jj00")],
    Frequency.HALF: _parts_of_year("halfjaar|halfj|hj", "[sh]", 2),
    Frequency.QUARTER: _parts_of_year("kwartaal|kwart|kw", "[qk]", 4),
    Frequency.MONTH: [
        re.compile(rf"{_YEAR}-?(?:mm)?{_NUMBERED}"),
        re.compile(rf"{_NUMBERED}[-/]{_YEAR}"),
        re.compile(rf"{_WORD}{_BETWEEN}{_YEAR}"),
        re.compile(rf"{_YEAR}{_BETWEEN}{_WORD}"),
        re.compile(rf"{_WORD}[\s-]*'?(?P<short>\d\d)"),
    ],
    Frequency.DAY: [
        re.compile(rf"{_YEAR}-(?P<part>\d\d)-(?P<day>\d\d)"),
        re.compile(rf"(?P<day>\d\d?)[\s-]{_WORD}[\s-]{_YEAR}"),
    ],
}
_NUMERIC_DAY = re.compile(rf"(?P<first>\d\d?)(?P<sign>[-/.])(?P<second>\d\d?)(?P=sign){_YEAR}")
_SPLIT_YEAR = re.compile(
    r"(?:(?:(?:school|studie|college|cursus|(?:gebroken )?boek)jaar|academisch jaar) )?"
    rf"{_YEAR} ?(?P<between>[-\u2013/]) ?['\u2018\u2019]?(?P<last>\d\d(?:\d\d)?)"
)
_SCHOOL_YEAR = re.compile(rf"{_YEAR}sj00")
"""How CBS StatLine writes a school year."""
_EXAMPLES = {
    Frequency.YEAR: "2025",
    Frequency.HALF: "2025-S1",
    Frequency.QUARTER: "2025-Q3",
    Frequency.MONTH: "2025-11",
    Frequency.DAY: "31-12-2025",
}


@dataclass(frozen=True)
class PeriodNotation:
    """How a delivery writes what can be read two ways; None where nobody has said so.

    `dates` tells whether the day stands first in 3/4/2025 (dmy) or the month (mdy), `split_years`
    whether a year that runs from one into the next counts as the first of these or as the last.
    """

    dates: str | None = None
    split_years: str | None = None


class NoPeriod(Fault):
    """A text that is no period at all, however it is read."""


UNKNOWN = PeriodNotation()
"""Of a delivery that nobody has said anything about."""


def read_period(
    value: Value, frequency: Frequency, notation: PeriodNotation = UNKNOWN
) -> tuple[Period, Status]:
    """A period of a frequency, provisional where a mark behind it says so. Raises Fault when it is
    none, or when it can be read two ways.
    """
    if isinstance(value, date):
        return _from_day(value, frequency), Status.NORMAL
    text = fold(str(value if value is not None else ""))
    plain = text.rstrip("*").rstrip()
    period = _find_period(plain, frequency, notation)
    if period is None:
        message = f"'{text[:_LONGEST]}' is geen periode"
        raise NoPeriod("periode", message, f"schrijf {_EXAMPLES[frequency]}")
    return period, Status.NORMAL if plain == text else Status.PROVISIONAL


def is_period(value: Value, frequency: Frequency, notation: PeriodNotation = UNKNOWN) -> bool:
    """Whether something is a period of a frequency."""
    try:
        read_period(value, frequency, notation)
    except Fault:
        return False
    return True


def _from_day(day: date, frequency: Frequency) -> Period:
    """The day itself, or the month that it begins or ends: spreadsheets make a day of a month."""
    month = Period(day.replace(day=1), Frequency.MONTH)
    if frequency is Frequency.DAY:
        return Period(day, frequency)
    if frequency is Frequency.MONTH and day in (month.first, month.last):
        return month
    hint = f"schrijf {_EXAMPLES[frequency]}, als tekst"
    raise Fault("periode", f"{day.isoformat()} is een datum", hint)


def _find_period(text: str, frequency: Frequency, notation: PeriodNotation) -> Period | None:
    if frequency is Frequency.DAY and (match := _NUMERIC_DAY.fullmatch(text)):
        return _numeric_day(match, notation.dates)
    if frequency is Frequency.YEAR and (years := _split_years(text)):
        return _split_year(text, *years, notation.split_years)
    for pattern in _PATTERNS[frequency]:
        match = pattern.fullmatch(text)
        period = _make_period(match.groupdict(), frequency) if match else None
        if period is not None:
            return period
    return None


def _numeric_day(match: re.Match[str], order: str | None) -> Period | None:
    """The day of 31-12-2025; None when there is no such day in this order of day and month."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if order is None and first != second and max(first, second) <= 12:
        days = [
            Period(date(year, *pair), Frequency.DAY) for pair in ((second, first), (first, second))
        ]
        message = f"'{match[0]}' kan {period_text(days[0])} zijn, en ook {period_text(days[1])}"
        hint = (
            'zet in het profiel dates = "dmy" (de dag voorop) of "mdy" (de maand voorop), of '
            "schrijf een datum als 2025-12-31"
        )
        raise Fault("periode", message, hint)
    day, month = (second, first) if order == "mdy" else (first, second)
    try:
        return Period(date(year, month, day), Frequency.DAY)
    except ValueError:
        return None


def _split_years(text: str) -> tuple[int, int] | None:
    """The years of 2024/'25 or 2024-2025; None when the text is something else."""
    if match := _SCHOOL_YEAR.fullmatch(text):
        return int(match["year"]), int(match["year"]) + 1
    match = _SPLIT_YEAR.fullmatch(text)
    if match is None:
        return None
    first, last = int(match["year"]), match["last"]
    # 2011-12 is a month too.
    is_month = len(last) == 2 and match["between"] != "/" and 1 <= int(last) <= 12
    is_next = str(first + 1).endswith(last)
    return (first, first + 1) if is_next and not is_month else None


def _split_year(text: str, first: int, last: int, choice: str | None) -> Period:
    """The year that a split year counts as. Raises Fault when nobody has said which."""
    if choice is None:
        hint = (
            'zet in het profiel split_years = "first" (het eerste jaar) of "last" (het laatste), '
            "of schrijf één jaar"
        )
        raise Fault("periode", f"'{text}' loopt van {first} in {last}: welk jaar is het?", hint)
    return Period(date(first if choice == "first" else last, 1, 1), Frequency.YEAR)


def _make_period(parts: Mapping[str, str | None], frequency: Frequency) -> Period | None:
    """The period that a pattern found the parts of; None when a word or a number names none."""
    year, number = _year(parts), _find_number(parts, frequency)
    if number is None:
        return None
    if frequency is not Frequency.DAY:
        return Period(date(year, (number - 1) * frequency.months + 1, 1), frequency)
    try:
        return Period(date(year, number, int(parts["day"] or 0)), frequency)
    except ValueError:
        return None


def _year(parts: Mapping[str, str | None]) -> int:
    year = parts.get("year")
    return int(year) if year else 2000 + int(parts["short"] or 0)


def _find_number(parts: Mapping[str, str | None], frequency: Frequency) -> int | None:
    """Which month, quarter or half of the year it is; a year has one part."""
    word = parts.get("word")
    if not word:
        return int(parts.get("part") or 1)
    names = _MONTHS if frequency in (Frequency.MONTH, Frequency.DAY) else _ORDINALS
    return names.get(word)
