"""Small counts are not shown and others rounded where the catalogue asks for it, before anything
else is done.

The rules are those under which the organisations of the migration chain publish: no numbers under
five, the rest in tens. A figure that may not be shown leaves no trace in what is compared, told or
written.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from report_builder.deliveries.arrivals import Arrival
from report_builder.model.catalogue import Indicator
from report_builder.model.series import Observation, Status
from report_builder.wording.numbers import rounded_to


def protected(indicator: Indicator, arrival: Arrival) -> Arrival:
    """The arrival as it may be shown: first what is too small is left out, then the rest is
    rounded.
    """
    seen = arrival.observation
    if seen.value is None:
        return arrival
    if indicator.suppress_below is not None and abs(seen.value) < indicator.suppress_below:
        return replace(arrival, observation=Observation(seen.period, None, Status.SUPPRESSED))
    if indicator.rounding is not None:
        value = rounded_to(seen.value, Decimal(indicator.rounding))
        return replace(arrival, observation=replace(seen, value=value))
    return arrival
