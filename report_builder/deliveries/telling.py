"""What a delivery changes, in Dutch: per indicator what is new, revised, gone or doubtful, each
with its figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from report_builder.deliveries.arrivals import Intake, Notice, NoticeKind
from report_builder.model.catalogue import Indicator
from report_builder.model.series import Observation
from report_builder.wording.numbers import quantity_text
from report_builder.wording.periods import period_text

_FEW = 12
"""So many new figures of an indicator are told of one by one; of more, the periods are told."""


def intake_lines(intake: Intake, indicators: Mapping[str, Indicator]) -> Iterator[str]:
    """What was found, by indicator, and then what became of the delivery."""
    for key, equal in intake.equal.items():
        found = [notice for notice in intake.notices if notice.indicator == key]
        yield f"{key} ({indicators[key].title}): {_counts(found, equal)}"
        yield from (f"  {line}" for line in _lines(indicators[key], found))


def _counts(found: Sequence[Notice], equal: int) -> str:
    counts = {kind: sum(notice.kind is kind for notice in found) for kind in NoticeKind}
    counted = [f"{count} {kind}" for kind, count in counts.items() if count]
    return ", ".join([*counted, f"{equal} gelijk"])


def _lines(indicator: Indicator, found: Sequence[Notice]) -> Iterator[str]:
    new = [notice for notice in found if notice.kind is NoticeKind.NEW]
    if len(new) > _FEW:
        periods = sorted(notice.period for notice in new)
        yield (
            f"{NoticeKind.NEW}: {len(new)} cijfers, {period_text(periods[0])} t/m "
            f"{period_text(periods[-1])}"
        )
    for notice in found:
        if notice.kind is not NoticeKind.NEW or len(new) <= _FEW:
            yield f"{notice.kind}: {cell_text(notice)}{_change(indicator, notice)}"


def cell_text(notice: Notice) -> str:
    """Which figure it is: the period, with the slice where the indicator has dimensions."""
    key = f" [{', '.join(notice.slice)}]" if notice.slice else ""
    return f"{period_text(notice.period)}{key}"


def _change(indicator: Indicator, notice: Notice) -> str:
    """The old and the new figure, or what is doubtful."""
    old, new = notice.old, notice.new
    if notice.text:
        value = f" {_shown(indicator, new)}" if new and new.value is not None else ""
        return f"{value}: {notice.text}"
    if notice.kind is NoticeKind.SUPPRESSED:
        return f" (kleiner dan {indicator.suppress_below})"
    if old is None or notice.kind is NoticeKind.NEW:
        return f" {_shown(indicator, new)}"
    return (
        f" {_shown(indicator, old)} -> {_shown(indicator, new)}{_difference(indicator, old, new)}"
    )


def _shown(indicator: Indicator, seen: Observation | None) -> str:
    if seen is None:
        return "geen"
    if seen.value is None:
        return f"geen waarde ({seen.status})"
    status = f" ({seen.status})" if seen.status != "A" else ""
    return f"{_amount(indicator, seen)}{status}"


def _amount(indicator: Indicator, seen: Observation) -> str:
    """The figure with all the decimals that it has: two that differ are never told of as equal."""
    assert seen.value is not None
    decimals = max(indicator.decimals, -int(seen.value.normalize().as_tuple().exponent))
    return quantity_text(seen.value, indicator.unit, decimals)


def _difference(indicator: Indicator, old: Observation, new: Observation | None) -> str:
    if old.value is None or new is None or new.value is None or old.value == new.value:
        return ""
    change = Observation(new.period, new.value - old.value, new.status)
    sign = "+" if new.value > old.value else ""
    return f" ({sign}{_amount(indicator, change).replace('%', ' procentpunt')})"
