"""How Dutch writes a period, and what each form stands for: 2025, eind 2025, het vierde kwartaal,
1 tot en met 15 december 2025, vorig jaar, een jaar eerder.

A year behind a name is none: "Staat van Migratie 2025", "begroting 2025".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from report_builder.model.period import Frequency, Period
from report_builder.wording.named_moments import (
    Days,
    EachYear,
    Moment,
    PartBefore,
    PartOfYear,
    YearsAway,
    whole_year,
)
from report_builder.wording.sought import Sought
from report_builder.wording.typed_numbers import MONTHS, SHORT_MONTHS, ends_in_name

_PLAIN_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d|%|\w)"
_YEAR = rf"(?:(?<![\w.,/-]){_PLAIN_YEAR}|(?<!\w)['’]\d\d(?![\w'’]))"
_YEAR_OF_PAIR = r"(?<![\w.,/-])(?:19|20)\d\d"
_MONTH = "|".join(MONTHS)
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 0}
_ORDINAL = "|".join((*_ORDINALS, "[1-4]e"))
_COUNTS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7,
    "acht": 8, "negen": 9, "tien": 10, "twaalf": 12, "vijftien": 15, "twintig": 20,
}  # fmt: skip
_COUNT = rf"(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}})"
_SEASONS = {"voorjaar": 3, "lente": 3, "zomer": 6, "najaar": 9, "herfst": 9}
_EDGE = "|".join(
    ("einde?", "begin", "medio", "ultimo", "primo", "halverwege", "midden", "winter", *_SEASONS)
)
_OF_YEAR = rf"(?:\s+(?:van\s+)?(?:het\s+jaar\s+)?(?P<year>{_YEAR}))?"
_TO = r"\s*(?:-|–|/|t/m|tot\s+en\s+met|tot|naar|op)\s*"
_STARTS = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"mrt": 3}
"""The number of a month by the letters that its name and its abbreviation start with."""

_FREQUENCIES = {"m": Frequency.MONTH, "k": Frequency.QUARTER, "h": Frequency.HALF}

Match: TypeAlias = re.Match[str]


def _number(text: str) -> int:
    """A month, an ordinal or a count, as a number; the last of a row is 0."""
    word = text.lower()
    known = _STARTS.get(word[:3]) or _ORDINALS.get(word) or _COUNTS.get(word)
    return known or int(re.sub(r"\D", "", word) or 0)


def _year_number(text: str) -> int:
    """A year, also one without its century: '24."""
    return int(text) if len(text) == 4 else 2000 + int(text[1:])


def _day(year: int, month: int, day: int) -> date | None:
    is_real = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return date(year, month, day) if is_real else None


def _years(match: Match, _: int) -> Moment:
    first, last = int(match["a"]), match["b"].lstrip("'’")
    until = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return Days(date(first, 1, 1), date(max(first, until), 12, 31))


def _days(match: Match, _: int) -> Moment | None:
    year, last_month = _year_number(match["year"]), _number(match["to_month"])
    first_month = _number(match["month"]) if match["month"] else last_month
    first = _day(_year_number(match["from_year"] or str(year)), first_month, int(match["a"]))
    last = _day(year, last_month, int(match["b"]))
    return Days(first, last) if first and last and first <= last else None


def _one_day(match: Match, _: int) -> Moment | None:
    month, number = _number(match["month"]), int(match["day"])
    if not match["year"]:
        return EachYear(Frequency.DAY, month, number)
    day = _day(_year_number(match["year"]), month, number)
    return Days(day, day) if day else None


def _months(match: Match, _: int) -> Moment | None:
    if not match["year"]:
        return None
    year, first, last = _year_number(match["year"]), _number(match["a"]), _number(match["b"])
    first_day = date(year if first <= last else year - 1, first, 1)
    return Days(first_day, Period(date(year, last, 1), Frequency.MONTH).last)


def _month(match: Match, _: int) -> Moment:
    month = _number(match["month"])
    if not match["year"]:
        return EachYear(Frequency.MONTH, month)
    return Days.of(Period(date(_year_number(match["year"]), month, 1), Frequency.MONTH))


def _quarter(match: Match, _: int) -> Moment:
    return _part(match, Frequency.QUARTER)


def _half(match: Match, _: int) -> Moment | None:
    is_one_of_two = _number(match["part"]) <= 2
    return _part(match, Frequency.HALF) if is_one_of_two else None


def _part(match: Match, frequency: Frequency) -> Moment:
    part = _number(match["part"]) or 12 // frequency.months
    if not match["year"]:
        return EachYear(frequency, part)
    first_month = (part - 1) * frequency.months + 1
    return Days.of(Period(date(_year_number(match["year"]), first_month, 1), frequency))


def _edge(match: Match, reporting_year: int) -> Moment:
    word = match["edge"].lower()
    year = _year_number(match["year"]) if match["year"] else reporting_year + _shift(match["which"])
    if word.startswith(("eind", "ultimo")):
        return PartOfYear(date(year, 10, 1), date(year + 1, 1, 15), year)
    if word in ("begin", "primo"):
        return PartOfYear(date(year - 1, 12, 15), date(year, 4, 30), year)
    if word == "winter":
        return PartOfYear(date(year - 1, 12, 1), date(year + 1, 3, 31), year)
    if word in _SEASONS:
        month = _SEASONS[word]
        return PartOfYear(
            date(year, month, 1), Period(date(year, month + 3, 1), Frequency.MONTH).last, year
        )
    return PartOfYear(date(year, 4, 1), date(year, 9, 30), year)


def _calendar_year(match: Match, reporting_year: int) -> Moment:
    return whole_year(reporting_year + _shift(match["which"]))


def _shift(word: str) -> int:
    """How many years a word lies from the reporting year."""
    if word.lower().startswith("vorig"):
        return -1
    return 1 if word.lower().startswith(("volgend", "komend")) else 0


def _now(_: Match, reporting_year: int) -> Moment:
    """What is current in a report: of its year, or counted since."""
    first, last = date(reporting_year, 1, 1), date(reporting_year + 1, 12, 31)
    return PartOfYear(first, last, reporting_year)


def _part_before(match: Match, _: int) -> Moment:
    return PartBefore(_FREQUENCIES[match["frequency"][0].lower()])


def _same_year(_: Match, __: int) -> Moment:
    return YearsAway(0)


def _years_before(match: Match, _: int) -> Moment:
    return YearsAway(-_number(match["count"] or "een"))


def _years_after(match: Match, _: int) -> Moment:
    return YearsAway(_number(match["count"] or "een"))


def _year(match: Match, _: int) -> Moment | None:
    is_named = ends_in_name(match.string[: match.start()])
    return None if is_named else whole_year(_year_number(match["year"]))


Meaning: TypeAlias = Callable[[Match, int], Moment | None]
"""What a match stands for in a report on that year; None where it is no period after all."""


def _form(meaning: Meaning, *parts: str) -> tuple[Sought, Meaning]:
    return Sought("".join(parts), re.IGNORECASE), meaning


PERIOD_FORMS = (
    # 2015-2025, 2024/25, van 2024 tot en met 2025, tussen 2020 en 2025
    _form(_years, rf"(?P<a>{_YEAR_OF_PAIR})\s?[-–/]\s?(?P<b>['’]?\d\d(?![\w%]|[.,]\d))"),
    _form(_years, rf"(?P<a>{_YEAR_OF_PAIR}){_TO}(?P<b>{_PLAIN_YEAR})"),
    _form(_years, rf"(?<=tussen\s)(?P<a>{_YEAR})\s+en\s+(?P<b>{_YEAR})"),
    # 1 januari tot en met 31 maart 2025, 1-15 december 2025
    _form(
        _days,
        rf"\b(?P<a>\d{{1,2}})(?:\s+(?P<month>{_MONTH})(?:\s+(?P<from_year>{_YEAR}))?)?",
        rf"(?:{_TO}|\s+en\s+)(?P<b>\d{{1,2}})\s+(?P<to_month>{_MONTH})\s+(?P<year>{_YEAR})",
    ),
    _form(_one_day, rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\b(?:\s+(?P<year>{_YEAR}))?"),
    _form(_one_day, rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{SHORT_MONTHS})\b\.?\s+(?P<year>{_YEAR})"),
    _form(
        _one_day,
        r"\b(?P<day>\d{1,2})(?P<joint>[-/.])(?P<month>\d{1,2})(?P=joint)(?P<year>(?:19|20)\d\d)\b",
    ),
    # A stock at the end of December or the beginning of January may be that of a whole year.
    _form(_edge, rf"\b(?P<edge>eind|ultimo)\s+december\s+(?P<year>{_YEAR})"),
    _form(_edge, rf"\b(?P<edge>begin|primo)\s+januari\s+(?P<year>{_YEAR})"),
    _form(_months, rf"\b(?P<a>{_MONTH}){_TO}(?P<b>{_MONTH})\b(?:\s+(?P<year>{_YEAR}))?"),
    _form(_months, rf"(?<=tussen\s)(?P<a>{_MONTH})\s+en\s+(?P<b>{_MONTH})\s+(?P<year>{_YEAR})"),
    _form(_month, rf"\b(?P<month>{_MONTH})\b(?:\s+(?:van\s+)?(?P<year>{_YEAR}))?"),
    _form(_month, rf"\b(?P<month>{SHORT_MONTHS})\b\.?\s+(?P<year>{_YEAR})"),
    _form(_quarter, rf"\b(?P<part>{_ORDINAL})\s+kwartaal\b{_OF_YEAR}"),
    _form(_quarter, rf"\b(?:kwartaal|kw\.?|[QK])\s?(?P<part>[1-4])\b{_OF_YEAR}"),
    _form(_half, rf"\b(?P<part>{_ORDINAL})\s+half\s?jaar\b{_OF_YEAR}"),
    _form(_half, rf"\b(?P<part>{_ORDINAL})\s+helft\s+van\s+(?:het\s+jaar\s+)?(?P<year>{_YEAR})"),
    _form(
        _edge,
        rf"\b(?P<edge>{_EDGE})\s+(?:van\s+)?(?:het\s+)?(?:(?:jaar\s+)?(?P<year>{_YEAR})",
        r"|(?P<which>verslagjaar|(?:vorig|dit|volgend)\s+jaar)\b)",
    ),
    _form(
        _calendar_year,
        r"\b(?P<which>dit|vorige?|afgelopen|volgend|komend)\s+(?:kalender|verslag)?jaar\b",
    ),
    _form(_calendar_year, rf"\b(?P<which>verslagjaar)\b(?!\s+{_PLAIN_YEAR})"),
    _form(_part_before, r"\b(?:vorige|afgelopen)\s+(?P<frequency>maand)\b"),
    _form(
        _part_before, r"\b(?:vorige?|afgelopen|voorgaande)\s+(?P<frequency>kwartaal|half\s?jaar)\b"
    ),
    _form(_part_before, r"\b(?:een|één)\s+(?P<frequency>maand|kwartaal|half\s?jaar)\s+eerder\b"),
    _form(
        _now, r"\b(?:thans|momenteel|op\s+dit\s+moment|nu(?=\s+(?:zijn|is|telt|tellen|staat)\b))"
    ),
    _form(_same_year, r"\b(?:dat(?:zelfde)?|hetzelfde)\s+(?:kalender)?jaar\b"),
    _form(_years_before, rf"\b{_COUNT}\s+jaar\s+(?:eerder|ervoor|daarvoor|geleden|terug)\b"),
    _form(_years_before, r"\bhet\s+jaar\s+(?:ervoor|daarvoor)\b(?P<count>)"),
    _form(_years_before, r"\bhet\s+(?:voorgaande|voorafgaande)\s+jaar\b(?P<count>)"),
    _form(_years_after, rf"\b{_COUNT}\s+jaar\s+(?:later|nadien)\b"),
    _form(_years_after, r"\bhet\s+jaar\s+(?:erna|daarna|erop)\b(?P<count>)"),
    _form(_year, rf"(?P<year>{_YEAR})"),
)
"""How periods are written, with what each stands for; what is longer and surer stands first."""
