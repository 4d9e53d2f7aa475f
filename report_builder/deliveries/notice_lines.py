"""What a delivery changes, in Dutch: per indicator what is new, revised, gone or doubtful, each
with its figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from report_builder.deliveries.arrivals import Intake, Notice, NoticeKind
from report_builder.model.catalogue import Indicator
from report_builder.model.series import Observation, Status
from report_builder.wording.numbers import quantity_text
from report_builder.wording.periods import period_text

_FEW = 12
"""So many new figures of an indicator are told of one by one; of more, the periods are told."""


def intake_lines(intake: Intake, indicators: Mapping[str, Indicator]) -> Iterator[str]:
    """What a delivery changes, by indicator."""
    for key, equal in intake.equal.items():
        notices = [notice for notice in intake.notices if notice.indicator == key]
        yield f"{key} ({indicators[key].title}): {_counts(notices, equal)}"
        for line in _lines(indicators[key], notices):
            yield f"  {line}"


def _counts(notices: Sequence[Notice], equal: int) -> str:
    counts = Counter(notice.kind for notice in notices)
    parts = [f"{counts[kind]} {kind}" for kind in NoticeKind if counts[kind]]
    return ", ".join([*parts, f"{equal} gelijk"])


def _lines(indicator: Indicator, notices: Sequence[Notice]) -> Iterator[str]:
    new_periods = sorted(one.period for one in notices if one.kind is NoticeKind.NEW)
    are_many = len(new_periods) > _FEW
    if are_many:
        first, last = period_text(new_periods[0]), period_text(new_periods[-1])
        yield f"{NoticeKind.NEW}: {len(new_periods)} cijfers, {first} t/m {last}"
    for notice in notices:
        if notice.kind is NoticeKind.NEW and are_many:
            continue
        yield f"{notice.kind}: {cell_text(notice)}{change_text(indicator, notice)}"


def cell_text(notice: Notice) -> str:
    """Which figure it is: the period, with the slice where the indicator has dimensions."""
    key = f" [{', '.join(notice.slice)}]" if notice.slice else ""
    return f"{period_text(notice.period)}{key}"


def change_text(indicator: Indicator, notice: Notice) -> str:
    """The old and the new figure, or what is doubtful, to put behind what the figure is called."""
    old, new = notice.old, notice.new
    new_text = observation_text(indicator, new)
    if notice.text:
        has_value = new is not None and new.value is not None
        return f" {new_text}: {notice.text}" if has_value else f": {notice.text}"
    if notice.kind is NoticeKind.SUPPRESSED:
        return f" (kleiner dan {indicator.suppress_below})"
    if old is None or notice.kind is NoticeKind.NEW:
        return f" {new_text}"
    old_text, difference = observation_text(indicator, old), difference_text(indicator, old, new)
    return f" {old_text} -> {new_text}{f' ({difference})' if difference else ''}"


def observation_text(indicator: Indicator, observation: Observation | None) -> str:
    """A figure with its status, or why there is none."""
    if observation is None:
        return "geen"
    if observation.value is None:
        return f"geen waarde ({observation.status})"
    is_normal = observation.status is Status.NORMAL
    status = "" if is_normal else f" ({observation.status})"
    return f"{_amount(indicator, observation)}{status}"


def _amount(indicator: Indicator, observation: Observation) -> str:
    """The figure with all the decimals that it has: two that differ are never told of as equal."""
    assert observation.value is not None
    decimals = max(indicator.decimals, -int(observation.value.normalize().as_tuple().exponent))
    return quantity_text(observation.value, indicator.unit, decimals)


def difference_text(indicator: Indicator, old: Observation, new: Observation | None) -> str:
    """By how much a figure became another; empty where one of the two has no value."""
    if old.value is None or new is None or new.value is None:
        return ""
    if old.value == new.value:
        return ""
    change = Observation(new.period, new.value - old.value, new.status)
    sign = "+" if new.value > old.value else ""
    return f"{sign}{_amount(indicator, change).replace('%', ' procentpunt')}"
