"""What a unit of the catalogue measures: its scale, and whether it is a count or a part of
something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from report_builder.model.catalogue import PERCENT, POINT

_SCALES = {
    "duizend": Decimal(1000),
    "duizenden": Decimal(1000),
    "miljoen": Decimal(10**6),
    "miljoenen": Decimal(10**6),
    "mln": Decimal(10**6),
    "miljard": Decimal(10**9),
    "mrd": Decimal(10**9),
}
_NAMES = {Decimal(1000): "duizend", Decimal(10**6): "miljoen", Decimal(10**9): "miljard"}
_SCALE = re.compile(rf"\b({'|'.join(_SCALES)})\b\.?\s*", re.IGNORECASE)
_TIMES = re.compile(r"\(?\s*\b[x×]\s*(\d{1,3}(?:[. ]?000)+)\b\s*\)?|\(?×\s*(\d+)\)?", re.IGNORECASE)
_PER = re.compile(
    rf"\bper (?P<count>\d{{1,3}}(?:[. ]?\d{{3}})*|{'|'.join(_SCALES)})\b\s*", re.IGNORECASE
)
_PARTS = {
    PERCENT: Decimal("0.01"),
    POINT: Decimal("0.01"),
    "%": Decimal("0.01"),
    "percentage": Decimal("0.01"),
    "promille": Decimal("0.001"),
    "‰": Decimal("0.001"),
}


@dataclass(frozen=True)
class Measure:
    """What one of a unit is: so many of its base, or such a part of something."""

    base: str
    scale: Decimal = Decimal(1)
    is_part: bool = False


def measure(unit: str) -> Measure:
    """What a unit measures: `miljoen personen` is a million times `personen`."""
    plain = " ".join(unit.split()).casefold()
    if plain in _PARTS:
        return Measure("deel", _PARTS[plain], is_part=True)
    if per := _PER.search(plain):
        base = _PER.sub("per ", plain).strip()
        count = _SCALES.get(per["count"]) or _number(per["count"])
        return Measure(base, 1 / count, is_part=True)
    scale = Decimal(1)
    for word in _SCALE.finditer(plain):
        scale *= _SCALES[word[1]]
    for times in _TIMES.finditer(plain):
        scale *= _number(times[1] or times[2])
    base = _TIMES.sub(" ", _SCALE.sub(" ", plain))
    return Measure(" ".join(base.split()), scale)


def scaled(unit: str, factor: Decimal) -> str:
    """The unit of an amount that was multiplied by a factor to write it in another scale: of
    millions times 1,000,000 there are ones. Any other factor leaves the unit as it is.
    """
    mine = measure(unit)
    scale = mine.scale / factor if factor > 0 else mine.scale
    if mine.is_part or not mine.base or scale == mine.scale:
        return unit
    if scale == 1:
        return mine.base
    return f"{_NAMES[scale]} {mine.base}" if scale in _NAMES else unit


def _number(text: str) -> Decimal:
    return Decimal(re.sub(r"\D", "", text))
