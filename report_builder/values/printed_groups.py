"""Printed values side by side: what they are called, and which stand in more than one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from report_builder.model.document import PrintedValue
from report_builder.problems import Fault

Disagreement = tuple[PrintedValue, Fault]
"""A printed value, and what another document says otherwise."""


def counted(printed: Iterable[PrintedValue]) -> list[PrintedValue]:
    """What was made from observations and has an amount; a period or a list of names has none."""
    return [item for item in printed if item.value.inputs and item.value.amount is not None]


def grouped_by(
    trait: Callable[[PrintedValue], Hashable], printed: Iterable[PrintedValue]
) -> list[list[PrintedValue]]:
    """The values with the same trait together, where more than one document prints them."""
    groups: dict[Hashable, list[PrintedValue]] = defaultdict(list)
    for item in printed:
        groups[trait(item)].append(item)
    return [same for same in groups.values() if len({item.document for item in same}) > 1]


def first_indicator(item: PrintedValue) -> str:
    """The indicator that a value names first."""
    return item.value.inputs[0].indicator


def named(item: PrintedValue) -> str:
    """What messages call a printed value: its text and its indicator."""
    return f"{item.value.text} ({first_indicator(item)})"
