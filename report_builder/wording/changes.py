"""Changes in words: daling van 25%, stijging van 0,1 procentpunt, nagenoeg gelijk gebleven."""

from __future__ import annotations

from decimal import Decimal

from report_builder.wording.numbers import quantity_text, rounded

UNCHANGED = "gelijk gebleven"
HARDLY_CHANGED = "nagenoeg gelijk gebleven"


def change_text(change: Decimal, unit: str, decimals: int) -> str:
    """A change in percent or percentage points as a noun: stijging van 4%."""
    if still := _still_text(change, decimals):
        return still
    noun = "stijging" if change > 0 else "daling"
    return f"{noun} van {quantity_text(abs(change), unit, decimals)}"


def direction_text(change: Decimal, decimals: int) -> str:
    """A change as a participle: gestegen, gedaald."""
    return _still_text(change, decimals) or ("gestegen" if change > 0 else "gedaald")


def _still_text(change: Decimal, decimals: int) -> str:
    """What a change is called that is none, or that prints as 0; empty for any other."""
    if change == 0:
        return UNCHANGED
    return "" if rounded(change, decimals) else HARDLY_CHANGED
