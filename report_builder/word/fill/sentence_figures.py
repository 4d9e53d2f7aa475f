"""A figure in a sentence: of which period it is, and which tag prints that."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_builder.model.period import Period
from report_builder.model.trace import OperationKind
from report_builder.model.value import TracedValue
from report_builder.wording.named_moments import Days, Moment, PartBefore, YearsAway, seen_from

_STEPS = frozenset(
    {
        OperationKind.SUBTRACTION,
        OperationKind.DIFFERENCE,
        OperationKind.CHANGE,
        OperationKind.PERCENTAGE,
        OperationKind.SIGNED_PERCENTAGE,
        OperationKind.DIRECTION,
        OperationKind.STREAK,
        OperationKind.EXTREME,
        OperationKind.PLACES_RISEN,
    }
)
"""What goes from an older period to a newer one, and is of the newer."""
_COMPARED_WITH_ONE = _STEPS - {OperationKind.STREAK, OperationKind.EXTREME}
_NEXT_DIMENSION = re.compile(r",(?=\w+=)")
_READ_AS_TEXT = (OperationKind.PERIOD, OperationKind.FIXED)


@dataclass(frozen=True)
class Figure:
    """A value that was printed in a sentence, and where its text starts and ends."""

    value: TracedValue
    start: int
    end: int

    @property
    def periods(self) -> list[Period]:
        """The periods that it may be said of: what it was made from, or the newest of that."""
        periods = list(dict.fromkeys(input_.period for input_ in self.value.inputs))
        if self.value.operation.kind in _STEPS:
            return [max(periods, key=lambda period: period.last)]
        return periods

    @property
    def is_current(self) -> bool:
        """Whether it follows the data and is of their last period, not of an earlier one."""
        as_of = self.value.as_of
        return as_of is not None and any(period.last >= as_of.last for period in self.periods)

    @property
    def is_text(self) -> bool:
        """Whether it is read as text: a period, or a fixed text."""
        return self.value.operation.kind in _READ_AS_TEXT

    @property
    def older(self) -> list[Period]:
        """The periods that a change is from; none of what is no change from one period to
        another.
        """
        if self.value.operation.kind not in _COMPARED_WITH_ONE:
            return []
        return [one.period for one in self.value.inputs if one.period != self.periods[0]]

    def fits(self, moment: Moment) -> bool:
        """Whether it may be said of what a period that is named stands for."""
        as_of = self.value.as_of
        if isinstance(moment, YearsAway) and moment.count and not moment.years and as_of:
            moment = seen_from(moment, (as_of.year,))
        if isinstance(moment, PartBefore) and as_of and as_of.frequency is moment.frequency:
            moment = Days.of(as_of.shifted(-1))
        return any(moment.fits(period) for period in self.periods)

    def tag_of(self, period: Period) -> str:
        """The tag that prints one of its periods."""
        observed = next(one.observed for one in self.value.inputs if one.period == period)
        figure = observed.indicator
        if observed.part:
            parts = (part.partition("=") for part in _NEXT_DIMENSION.split(observed.part))
            chosen = [f'{dimension}="{label}"' for dimension, _, label in parts]
            figure += f"({', '.join(chosen)})"
        as_of = self.value.as_of
        if as_of is not None and period.last >= as_of.last:
            return f"{{{{ {figure}.periode }}}}"
        is_year_before = as_of is not None and period.year == as_of.year - 1
        asked = ".vorig" if is_year_before else f'["{period}"]'
        return f"{{{{ {figure}{asked}.periode }}}}"
