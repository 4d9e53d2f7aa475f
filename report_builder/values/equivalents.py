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
    found: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for item in indicators:
        found[item.theme, item.unit, item.frequency, core_title(item.title)].append(item.id)
    return {name: " ".join(key) for key, names in found.items() if len(names) > 1 for name in names}


def retyped(
    printed: Sequence[PrintedValue], project: Project
) -> Iterator[tuple[PrintedValue, Fault]]:
    """Numbers by hand (`vast`) that a printed indicator holds or nearly holds, where the words name
    the same thing.
    """
    known = [
        item
        for item in printed
        if item.value.operation.kind is OperationKind.VALUE and _is_large(item)
    ]
    titles = {key: core_title(item.title) for key, item in project.catalogue.indicators.items()}
    for item in (item for item in printed if item.value.operation.kind is OperationKind.FIXED):
        beside = {
            made.indicator
            for other in printed
            if _is_beside(item, other)
            for made in other.value.inputs
        }
        for number in _numbers(item.value.text):
            near = [
                other
                for other in known
                if _is_near(number, other) and _source_of(other) not in beside
            ]
            if same := [
                other for other in near if _is_about(item.context, titles[_source_of(other)])
            ]:
                best = min(same, key=lambda other: abs(number - (other.value.amount or 0)))
                yield item, _fault(item.value.text, number, best)


def _fault(text: str, number: Decimal, other: PrintedValue) -> Fault:
    made, period = other.value.inputs[0], other.value.period
    assert period
    assert other.value.amount is not None
    shown = f"{other.value.text} ({made.indicator}, {period_text(period)}, in {other.document})"
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
    assert other.value.amount is not None
    return abs(number - other.value.amount) <= CLOSE * number


def _is_beside(item: PrintedValue, other: PrintedValue) -> bool:
    return (item.document, item.context) == (other.document, other.context)


def _source_of(item: PrintedValue) -> str:
    return item.value.inputs[0].indicator


def _numbers(text: str) -> list[Decimal]:
    """The numbers in a text that are exact enough to know them by."""
    found = [Decimal(number.replace(".", "")) for number in _NUMBER.findall(text)]
    return [
        number
        for number in found
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
