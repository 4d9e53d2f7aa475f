"""Shares in words: ruim een kwart, bijna de helft, een op de drie; what no simple share is near to,
in percent.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from report_builder.wording.numbers import number_text

AS_PRINTED = Fraction(1, 2)
"""Closer than this, in percentage points, a share is called by its name alone: rounded, it is about
the same.
"""


@dataclass(frozen=True)
class Share:
    """A simple share: its size in percent, how far around it (in percentage points) it lends its
    name, its names.
    """

    size: Fraction
    reach: int
    fraction: str
    people: str


SHARES = (
    Share(Fraction(10), 1, "een tiende", "een op de tien"),
    Share(Fraction(20), 2, "een vijfde", "een op de vijf"),
    Share(Fraction(25), 3, "een kwart", "een op de vier"),
    Share(Fraction(100, 3), 3, "een derde", "een op de drie"),
    Share(Fraction(40), 2, "twee vijfde", "twee op de vijf"),
    Share(Fraction(50), 4, "de helft", "een op de twee"),
    Share(Fraction(60), 2, "drie vijfde", "drie op de vijf"),
    Share(Fraction(200, 3), 3, "twee derde", "twee op de drie"),
    Share(Fraction(75), 3, "driekwart", "drie op de vier"),
    Share(Fraction(80), 2, "vier vijfde", "vier op de vijf"),
    Share(Fraction(90), 2, "negen tiende", "negen op de tien"),
)


def share_text(percentage: Decimal, as_people: bool = False) -> str:
    """A share of so many percent in words: ruim een kwart, or with `as_people` ruim een op de vier.

    `bijna` says that it lies below the simple share, `ruim` that it lies above. What lies within
    reach of none is written in percent, so that the words never say more than the figure.
    """
    near = [share for share in SHARES if abs(Fraction(percentage) - share.size) <= share.reach]
    if not near:
        return _percentage_text(percentage)
    share = min(near, key=lambda known: abs(Fraction(percentage) - known.size))
    away = Fraction(percentage) - share.size
    name = share.people if as_people else share.fraction
    if abs(away) < AS_PRINTED:
        return name
    return f"ruim {name}" if away > 0 else f"bijna {name}"


def _percentage_text(percentage: Decimal) -> str:
    """A share in percent; one that would be rounded to nothing or to everything is not
    called that.
    """
    if 0 < percentage < Decimal("0.5"):
        return "minder dan 1%"
    if Decimal("99.5") <= percentage < 100:
        return "bijna 100%"
    return f"{number_text(percentage)}%"
