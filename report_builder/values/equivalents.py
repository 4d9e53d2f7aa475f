"""Which indicators hold the same thing from different sources, and which numbers by hand are one
that they hold.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from report_builder.model.catalogue import PERCENT, Indicator
from report_builder.model.document import PrintedValue
from report_builder.model.project import Project
from report_builder.model.trace import OperationKind
from report_builder.problems import Fault
from report_builder.values.printed_groups import Disagreement, first_indicator
from report_builder.wording.numbers import rounded_to
from report_builder.wording.periods import period_text

CLOSE = Decimal("0.02")
"""Numbers of one thing from different sources or moments seldom lie further apart than this
part.
"""
SMALLEST, DIGITS = 1000, 3
"""Smaller numbers, and those rounded to fewer digits, are often near to each other by chance."""
_ADDED = re.compile(r"\s*(?:\(| volgens | naar | uit de ).*$", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?![\w.,%]|\s?%)")
_STEM, _LONG_STEM = 5, 9
"""Words that begin with the same letters, so many, count as the same; a title of one word asks for
more.
"""


def core_title(title: str) -> str:
    """What a title names, without its source: `Nareizigers (IND)` and `Nareizigers volgens …` are
    `nareizigers`.
    """
    return _ADDED.sub("", title).strip().casefold()


def same_things(indicators: Iterable[Indicator]) -> dict[str, str]:
    """The indicators that hold the same thing as another one, each with a name that they share.

    These are of one theme, unit and frequency, and their titles differ by what was added to them
    only.
    """
    same: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for item in indicators:
        same[item.theme, item.unit, item.frequency, core_title(item.title)].append(item.id)
    shared = [(" ".join(traits), ids) for traits, ids in same.items() if len(ids) > 1]
    return {id_: name for name, ids in shared for id_ in ids}


def retyped(printed: Sequence[PrintedValue], project: Project) -> Iterator[Disagreement]:
    """Numbers by hand (`vast`) that a printed indicator holds or nearly holds, where the words name
    the same thing.
    """
    series = [item for item in printed if _is_series_value(item) and _is_large(item)]
    typed = [item for item in printed if item.value.operation.kind is OperationKind.FIXED]
    beside = _indicators_beside(typed, printed)
    for item in typed:
        near_by = beside[_paragraph(item)]
        for number in _numbers(item.value.text):
            near = [other for other in series if _is_near(number, other)]
            others = [other for other in near if first_indicator(other) not in near_by]
            same = [other for other in others if _is_about(item.context, _title(other, project))]
            if same:
                nearest = min(same, key=lambda other: _distance(number, other))
                yield item, _fault(item.value.text, number, nearest)


def _is_series_value(item: PrintedValue) -> bool:
    return item.value.operation.kind is OperationKind.VALUE


def _indicators_beside(
    typed: Iterable[PrintedValue], printed: Iterable[PrintedValue]
) -> dict[tuple[str, str], set[str]]:
    """The indicators in the paragraph of each number by hand: the text tells there how they
    differ.
    """
    beside: dict[tuple[str, str], set[str]] = {_paragraph(item): set() for item in typed}
    for other in printed:
        if (indicators := beside.get(_paragraph(other))) is not None:
            indicators |= {input_.indicator for input_ in other.value.inputs}
    return beside


def _paragraph(item: PrintedValue) -> tuple[str, str]:
    return item.document, item.context


def _title(item: PrintedValue, project: Project) -> str:
    return core_title(project.catalogue.indicators[first_indicator(item)].title)


def _distance(number: Decimal, other: PrintedValue) -> Decimal:
    assert other.value.amount is not None
    return abs(number - other.value.amount)


def _fault(text: str, number: Decimal, other: PrintedValue) -> Fault:
    period = other.value.period
    assert period
    assert other.value.amount is not None
    shown = (
        f"{other.value.text} ({first_indicator(other)}, {period_text(period)}, in {other.document})"
    )
    if rounded_to(other.value.amount, _step(number)) == number:
        return Fault(
            "overeenstemming",
            f'vast("{text}") is hetzelfde cijfer als {shown}',
            "gebruik de indicator",
        )
    hint = "gebruik de indicator, of zet beide met hun bron in één alinea"
    return Fault("overeenstemming", f'vast("{text}") lijkt hetzelfde te tellen als {shown}', hint)


def _is_large(item: PrintedValue) -> bool:
    value = item.value
    return value.amount is not None and abs(value.amount) >= SMALLEST and value.unit != PERCENT


def _is_near(number: Decimal, other: PrintedValue) -> bool:
    return _distance(number, other) <= CLOSE * number


def _numbers(text: str) -> list[Decimal]:
    """The numbers in a text that are exact enough to know them by."""
    numbers = [Decimal(number.replace(".", "")) for number in _NUMBER.findall(text)]
    return [
        number
        for number in numbers
        if number >= SMALLEST and number / _step(number) >= 10 ** (DIGITS - 1)
    ]


def _step(number: Decimal) -> Decimal:
    """The precision that a round number shows: 24.000 is one of thousands."""
    digits = str(int(number))
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def _is_about(context: str, title: str) -> bool:
    """Whether a paragraph has every word of a title, or words that begin like them."""
    words = _words(title)
    length = _STEM if len(words) > 1 else _LONG_STEM
    return bool(words) and {word[:length] for word in words} <= {
        word[:length] for word in _words(context)
    }


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{4,}", text.casefold())
