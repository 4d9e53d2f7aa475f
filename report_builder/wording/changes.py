"""Changes in words: daling van 25%, nagenoeg gelijk gebleven, met ruim een kwart gedaald, meer dan
verdubbeld.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from report_builder.model.catalogue import POINT
from report_builder.wording.numbers import list_text, quantity_text, rounded
from report_builder.wording.shares import share_text

UNCHANGED = "gelijk gebleven"
HARDLY_CHANGED = "nagenoeg gelijk gebleven"
MULTIPLES = (
    (2, "verdubbeld"),
    (3, "verdrievoudigd"),
    (4, "verviervoudigd"),
    (5, "vervijfvoudigd"),
    (10, "vertienvoudigd"),
)
"""What becoming so many times as large is called."""
NEARLY, ABOUT = Decimal("0.95"), Decimal("0.005")
"""From which part of a multiple it counts as nearly reached, and how far around it as just
reached.
"""
HALVED = "gehalveerd"
HALF_FROM, HALF_TO = Decimal("0.40"), Decimal("0.55")
"""What is left, at least and at most, of something that was halved."""


def change_text(change: Decimal, unit: str, decimals: int) -> str:
    """A change in percent or percentage points as a noun: stijging van 4%."""
    if still := _still_text(change, decimals):
        return still
    noun = "stijging" if change > 0 else "daling"
    return f"{noun} van {quantity_text(abs(change), unit, decimals)}"


def direction_text(change: Decimal, decimals: int) -> str:
    """A change as a participle: gestegen, gedaald."""
    return _still_text(change, decimals) or _participle(change)


def directions_text(directions: Mapping[str, str], preposition: str) -> str:
    """The directions of names in one phrase, those that go the same way together: in Duitsland
    en Frankrijk gedaald en in Spanje gestegen.
    """
    names: dict[str, list[str]] = {}
    for name, direction in directions.items():
        names.setdefault(direction, []).append(name)
    return list_text(
        f"{preposition} {list_text(same)} {direction}" for direction, same in names.items()
    )


def changed_text(change: Decimal, unit: str, decimals: int) -> str:
    """A change in percent or percentage points, with its size in words: met ruim een kwart gedaald,
    verdubbeld.
    """
    if still := _still_text(change, decimals):
        return still
    if unit == POINT:
        return f"met {quantity_text(abs(change), unit, decimals)} {_participle(change)}"
    times = 1 + change / 100
    if times == 0:
        return "tot nul gedaald"
    return (
        _multiple_text(times)
        or _half_text(times)
        or f"met {share_text(abs(change))} {_participle(change)}"
    )


def _multiple_text(times: Decimal) -> str:
    """What becoming so many times as large is called; empty when it is less than nearly doubled."""
    reached = [(size, name) for size, name in MULTIPLES if times >= size * NEARLY]
    if not reached:
        return ""
    size, name = reached[-1]
    if abs(times / size - 1) < ABOUT:
        return name
    return f"meer dan {name}" if times > size else f"bijna {name}"


def _half_text(times: Decimal) -> str:
    if not HALF_FROM <= times <= HALF_TO:
        return ""
    if abs(times * 2 - 1) < ABOUT:
        return HALVED
    return f"meer dan {HALVED}" if times * 2 < 1 else f"bijna {HALVED}"


def _participle(change: Decimal) -> str:
    return "gestegen" if change > 0 else "gedaald"


def _still_text(change: Decimal, decimals: int) -> str:
    """What a change is called that is none, or that prints as 0; empty for any other."""
    if change == 0:
        return UNCHANGED
    return "" if rounded(change, decimals) else HARDLY_CHANGED
