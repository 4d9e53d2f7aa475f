"""The largest slices of an indicator, at a moment that all of them have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from report_builder.model.catalogue import TOTAL
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Observation, Slice, Status
from report_builder.problems import Fault, nearest
from report_builder.values.dataset import Dataset
from report_builder.values.operands import Reading
from report_builder.wording.numbers import list_text

REST = frozenset({"overig", "overige", "onbekend", "overig en onbekend"})
"""Members of a dimension that are no member of a ranking: what is left over or not known."""


def rank(
    reading: Reading, count: int, dimension: str, dataset: Dataset
) -> list[tuple[str, Reading]]:
    """The names and observations of the `count` largest slices over a dimension, largest first.

    Fewer when there are no more. Raises Fault when the dimension does not exist or nothing can be
    ranked.
    """
    indicator = reading.indicator
    if dimension not in indicator.dimensions:
        hint = (
            nearest(dimension, indicator.dimensions)
            or f"dimensies: {', '.join(indicator.dimensions) or 'geen'}"
        )
        raise Fault("dimensie", f"{indicator.id} heeft geen dimensie '{dimension}'", hint)
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise Fault("argument", f"top vraagt om een aantal van 1 of meer, niet {count!r}")
    place = indicator.dimensions.index(dimension)
    members = {
        key[place]: dataset.available(indicator, key) for key in _members(reading, place, dataset)
    }
    moment = _moment(
        {name: found for name, found in members.items() if found}, reading, place, dataset
    )
    amounts = {name: at for name, found in members.items() if (at := _at(found, moment))}
    order = sorted(
        amounts, key=lambda name: (-(amounts[name].value or Decimal(0)), name.casefold())
    )
    return [
        (
            name,
            replace(reading, key=with_part(reading.key, place, name), until=amounts[name].period),
        )
        for name in order[:count]
    ]


def rank_before(
    reading: Reading, dimension: str, ranked: Mapping[str, Reading], dataset: Dataset
) -> dict[str, Reading]:
    """The slices that had a place a year before a ranking, by name, each as the observation of
    then.

    Raises Fault when one that is ranked has no value then, unless the source says that it was too
    small to show.
    """
    place = reading.indicator.dimensions.index(dimension)
    now = next(iter(ranked.values())).until
    assert now is not None
    moment, found = now.years_before(1), {}
    for key in _members(reading, place, dataset):
        name = key[place]
        at = _at(dataset.available(reading.indicator, key), moment)
        if at and name in ranked:
            found[name] = replace(ranked[name], years_back=1)
        elif at:
            found[name] = replace(reading, key=key, period=at.period)
        elif name in ranked and not _is_known_small(reading, place, name, moment, dataset):
            message = (
                f"rang: {reading.indicator.id} ({dimension}={name}) heeft geen waarde voor {moment}"
            )
            hint = (
                f"lever die aan, of neem haar op met status {Status.SUPPRESSED} als ze te klein "
                "is om te tonen"
            )
            raise Fault("rang", message, hint)
    return found


def _members(reading: Reading, place: int, dataset: Dataset) -> list[Slice]:
    """The slices to rank: those that differ in this dimension only, without total and rest."""
    keys = dataset.slices(reading.indicator)
    same = [
        key for key in keys if with_part(key, place, TOTAL) == with_part(reading.key, place, TOTAL)
    ]
    return [key for key in same if key[place] != TOTAL and key[place].casefold() not in REST]


def _moment(
    members: dict[str, tuple[Observation, ...]], reading: Reading, place: int, dataset: Dataset
) -> Period:
    """The last moment that every running member has; one that stopped over a year before runs no
    more.

    A member that has not been delivered yet keeps the whole ranking back: without it the order
    could be wrong. Where that readings no moment at all, what is stale is ranked as it was last
    delivered, and marked as such.
    """
    if not members:
        raise Fault("waarneming", f"{reading.indicator.id} heeft niets om te rangschikken")
    newest = max(_bucket(found[-1].period) for found in members.values())
    running = [
        found for found in members.values() if _bucket(found[-1].period) >= newest.years_before(1)
    ]
    known = {name for name in members if _is_known_small(reading, place, name, newest, dataset)}
    awaited = [found for name, found in members.items() if found in running and name not in known]
    common = set.intersection(
        *({_bucket(item.period) for item in found} for found in awaited or running)
    )
    if common:
        return max(common)
    if not reading.indicator.is_recent(
        max(found[-1].period for found in members.values()), dataset.reporting_year
    ):
        return newest
    late = [
        name
        for name, found in members.items()
        if found in awaited and _bucket(found[-1].period) < newest
    ]
    raise Fault(
        "periode",
        (
            f"de delen van {reading.indicator.id} hebben geen periode gemeen: over {newest} "
            f"ontbreekt {list_text(late)}"
        ),
        (
            f"lever die aan, of neem ze op met status {Status.SUPPRESSED} als ze te klein "
            "zijn om te tonen"
        ),
    )


def _is_known_small(
    reading: Reading, place: int, name: str, newest: Period, dataset: Dataset
) -> bool:
    """Whether the source says of the newest period that the cell cannot exist or is too small to
    show.
    """
    found = dataset.all(reading.indicator, with_part(reading.key, place, name))
    hidden = (Status.IMPOSSIBLE, Status.SUPPRESSED)
    return any(_bucket(item.period) == newest and item.status in hidden for item in found)


def _at(found: tuple[Observation, ...], moment: Period) -> Observation | None:
    return next((item for item in reversed(found) if _bucket(item.period) == moment), None)


def _bucket(period: Period) -> Period:
    return period.within(Frequency.MONTH) if period.frequency is Frequency.DAY else period


def with_part(key: Slice, place: int, name: str) -> Slice:
    """A slice with another part in one of its places."""
    return (*key[:place], name, *key[place + 1 :])
