"""What a service gave for an indicator at a glance, in Dutch: where it begins and ends, and its
lowest and highest figure.
"""

from __future__ import annotations

from decimal import Decimal

from report_builder.model.catalogue import Indicator
from report_builder.model.series import Observation, Slice
from report_builder.services.cells import Fetched
from report_builder.wording.numbers import quantity_text
from report_builder.wording.periods import period_text

Figure = tuple[Slice, Observation]


def answer_summary(fetched: Fetched) -> str:
    """The first, last, lowest and highest figure of all slices with their periods, and how many
    cells are empty. Of the first and last period it is the largest figure.
    """
    figures = [(key, one) for key, row in fetched.slices.items() for one in row]
    present = [figure for figure in figures if figure[1].value is not None]
    empty = len(figures) - len(present)
    cells = f"{empty} lege {'cel' if empty == 1 else 'cellen'}"
    if not present:
        return f"geen enkel cijfer, {cells}"
    first = min(one.period for _, one in present)
    last = max(one.period for _, one in present)
    chosen = {
        "eerste": max((one for one in present if one[1].period == first), key=_value),
        "laatste": max((one for one in present if one[1].period == last), key=_value),
        "laagste": min(present, key=_value),
        "hoogste": max(present, key=_value),
    }
    told = [f"{name} {_text(fetched.indicator, figure)}" for name, figure in chosen.items()]
    return f"{', '.join(told)}; {cells}"


def _value(figure: Figure) -> Decimal:
    return figure[1].value or Decimal(0)


def _text(indicator: Indicator, figure: Figure) -> str:
    key, observation = figure
    assert observation.value is not None
    decimals = max(indicator.decimals, -int(observation.value.normalize().as_tuple().exponent))
    amount = quantity_text(observation.value, indicator.unit, decimals)
    place = ", ".join([period_text(observation.period), *key])
    return f"{amount} ({place})"
