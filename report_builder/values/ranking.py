"""The largest slices of an indicator, at a moment that all of them have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.expression import called
from report_builder.model.period import Period
from report_builder.model.population import PER_THOUSAND
from report_builder.model.rest_groups import is_ranked
from report_builder.model.series import Observation, Slice, Status
from report_builder.model.turn_of_year import nearest, stands_for
from report_builder.problems import Fault
from report_builder.problems import nearest as nearest_name
from report_builder.values.dataset import Dataset
from report_builder.values.operands import SliceReading
from report_builder.values.operations import RATE_DECIMALS, Amount
from report_builder.values.rates import rates
from report_builder.wording.numbers import list_text, quantity_text, rounded
from report_builder.wording.periods import period_text

_HIDDEN = (Status.IMPOSSIBLE, Status.SUPPRESSED)
_SMALL_ONES = f"met status {Status.SUPPRESSED} als ze te klein"

Histories = Mapping[str, Sequence[Observation]]
"""The observations with a value of each member, by its name."""


@dataclass(frozen=True)
class _Field:
    """What is ranked: the slices that differ from a reading in one place only."""

    reading: SliceReading
    place: int
    dataset: Dataset
    population: Indicator | None = None
    """The inhabitants that it is ranked by thousands of; None for what is ranked by itself."""

    @property
    def indicator(self) -> Indicator:
        """What the members are slices of."""
        return self.reading.indicator

    def key(self, name: str) -> Slice:
        """The slice of a member."""
        return with_part(self.reading.key, self.place, name)

    def histories(self) -> Histories:
        """The members, without total and rest; those without any value too."""
        total = self.key(TOTAL)
        histories = {}
        for key in self.dataset.slices(self.indicator):
            name = key[self.place]
            is_member = with_part(key, self.place, TOTAL) == total
            if is_member and name != TOTAL and is_ranked(self.indicator, name):
                histories[name] = self.history(name)
        return histories

    def history(self, name: str) -> Sequence[Observation]:
        """The observations of a member that have a value; of one whose inhabitants are not known
        there are none.
        """
        counts = self.counts(name)
        if self.population is None:
            return counts
        known = rates(counts, self.indicator, self.key(name), self.population, self.dataset)
        return [item for item in known if item.value is not None]

    def counts(self, name: str) -> Sequence[Observation]:
        """The observations of a member that have a value, whatever is known of inhabitants."""
        return self.dataset.available(self.indicator, self.key(name))

    def printed(self, value: Decimal) -> Amount:
        """A value as it is printed."""
        if self.population is None:
            return Amount(value, self.indicator.unit, self.indicator.decimals)
        return Amount(value, PER_THOUSAND, RATE_DECIMALS)

    def part(self, name: str) -> str:
        """The slice of a member in words."""
        return self.indicator.slice_text(self.key(name))

    def last(self, name: str) -> Period:
        """The last period of a member that has a value."""
        return self.history(name)[-1].period

    def find_before(self, name: str, now: Period) -> Period | None:
        """The period of a member that counts as `now` a year before, where it has a value then."""
        known = {item.period for item in self.counts(name)}
        before = self.dataset.find_same(self.indicator, self.key(name), now.years_before(1))
        return before if before in known else None

    def is_accounted_for(self, name: str, moment: Period) -> bool:
        """Whether it is known why a member has no value at a moment: its source ended it, or says
        so itself.
        """
        has_ended = self.indicator.has_ended(self.part(name), self.last(name))
        return has_ended or self.is_known_small(name, moment)

    def is_known_small(self, name: str, moment: Period) -> bool:
        """Whether the source says of a moment that it cannot exist or is too small to show."""
        observations = self.dataset.all(self.indicator, self.key(name))
        at_moment = [item for item in observations if _bucket(item.period) == moment]
        return any(item.status in _HIDDEN for item in at_moment)


@dataclass(frozen=True)
class RankedSlices:
    """The largest slices over a dimension, by name, largest first; and what to tell of it."""

    places: tuple[tuple[str, SliceReading], ...]
    warnings: tuple[Fault, ...]


def rank(
    reading: SliceReading,
    count: int,
    dimension: str,
    dataset: Dataset,
    population: Indicator | None = None,
) -> RankedSlices:
    """The `count` largest slices over a dimension, by themselves or per thousand inhabitants.

    Fewer when there are no more; slices without inhabitants take no part. Raises Fault when the
    dimension does not exist or nothing can be ranked.
    """
    field = _Field(reading, _place_of(dimension, reading.indicator), dataset, population)
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise Fault("argument", f"top vraagt om een aantal van 1 of meer, niet {called(count)}")
    histories = {name: history for name, history in field.histories().items() if history}
    moment = _moment(histories, field)
    values = {name: _find_at(history, moment) for name, history in histories.items()}
    ranked = [(name, value) for name, value in values.items() if value]
    ranked.sort(key=lambda item: (-_amount(item[1]), item[0].casefold()))
    counted = _counted_moment(histories, moment, field)
    places = tuple((name, _place(name, value, counted, field)) for name, value in ranked[:count])
    absent = [name for name, value in values.items() if not value]
    return RankedSlices(places, (*_tied(ranked, count, field), *_left_out(absent, moment, field)))


def _counted_moment(histories: Histories, moment: Period, field: _Field) -> Period:
    """The last moment of which all counts are in that a ranking waits for, be it without their
    inhabitants.
    """
    counts = [field.counts(name) for name in _awaited(histories, field)]
    return max(_common_moments(counts), default=moment)


def _place(name: str, value: Observation, counted: Period, field: _Field) -> SliceReading:
    """A place as the reading of what was ranked."""
    count = _find_at(field.counts(name), counted) or value
    known_until = value.period if field.population else None
    key = field.key(name)
    return replace(field.reading, key=key, until=count.period, known_until=known_until)


def _tied(ranked: Sequence[tuple[str, Observation]], count: int, field: _Field) -> Iterator[Fault]:
    """A warning where the cut falls between amounts that are printed the same."""
    amounts = {name: field.printed(_amount(item)) for name, item in ranked}
    shown = [(name, rounded(one.value, one.decimals)) for name, one in amounts.items()]
    if len(shown) <= count or shown[count - 1][1] != shown[count][1]:
        return
    amount, printed = shown[count][1], amounts[shown[count][0]]
    names = [name for name, value in shown if value == amount]
    text = quantity_text(amount, printed.unit, printed.decimals)
    first, last = [name for name, _ in shown].index(names[0]), len(names)
    message = (
        f"de grens van de {count} grootste van {field.indicator.id} valt in een gelijke stand: "
        f"{list_text(names)} hebben elk {text}"
    )
    fewer = f"{first} of " if first else ""
    yield Fault("gelijk", message, f"kies een top van {fewer}{first + last}")


def _left_out(names: Sequence[str], moment: Period, field: _Field) -> Iterator[Fault]:
    """A warning that names the members without a value at the moment of the ranking."""
    late = [name for name in names if not field.is_accounted_for(name, moment)]
    if not late:
        return
    field.dataset.absent.update((field.indicator.id, field.part(name)) for name in late)
    lasts = [f"{name} (t/m {period_text(field.last(name))})" for name in late]
    message = (
        f"zonder cijfer over {period_text(moment)} doen niet mee in de rangschikking van "
        f"{field.indicator.id}: {list_text(lasts)}"
    )
    hint = (
        f"lever die aan, of neem ze op {_SMALL_ONES} zijn om te tonen; geeft de bron ze niet meer, "
        "zet dan ended in de catalogus"
    )
    yield Fault("ontbrekend-deel", message, hint)


def _place_of(dimension: object, indicator: Indicator) -> int:
    if not isinstance(dimension, str):
        hint = 'schrijf eerst het aantal, dan de dimensie: .top(3, "dimensie")'
        message = f"top vraagt om een dimensie tussen aanhalingstekens, niet {called(dimension)}"
        raise Fault("argument", message, hint)
    if dimension not in indicator.dimensions:
        known = ", ".join(indicator.dimensions) or "geen"
        hint = nearest_name(dimension, indicator.dimensions) or f"dimensies: {known}"
        raise Fault("dimensie", f"{indicator.id} heeft geen dimensie '{dimension}'", hint)
    return indicator.dimensions.index(dimension)


def _amount(observation: Observation) -> Decimal:
    return observation.value or Decimal(0)


def rank_before(
    reading: SliceReading, dimension: str, ranked: Mapping[str, SliceReading], dataset: Dataset
) -> dict[str, SliceReading]:
    """The slices that had a place a year before a ranking, by name, each as the observation of
    then.

    Raises Fault when one that is ranked has no value then, unless the source says that it was too
    small to show.
    """
    field = _Field(reading, reading.indicator.dimensions.index(dimension), dataset)
    now = next(iter(ranked.values())).until
    assert now is not None
    moment = _bucket(now.years_before(1))
    earlier: dict[str, SliceReading] = {}
    for name in field.histories():
        before = field.find_before(name, now)
        if before and name in ranked:
            earlier[name] = replace(ranked[name], years_back=1)
        elif before:
            earlier[name] = replace(reading, key=field.key(name), period=before)
        elif name in ranked and not field.is_known_small(name, moment):
            missing = f"{reading.indicator.id} ({dimension}={name}) heeft geen waarde voor {moment}"
            hint = f"lever die aan, of neem haar op {_SMALL_ONES} is om te tonen"
            raise Fault("rang", f"rang: {missing}", hint)
    return earlier


def _moment(histories: Histories, field: _Field) -> Period:
    """The last moment that every running member has; one that stopped over a year before runs no
    more.

    A member that has not been delivered yet keeps the whole ranking back: without it the order
    could be wrong. Where that leaves no moment at all, what is stale is ranked as it was last
    delivered, and marked as such.
    """
    if not histories:
        raise Fault("waarneming", f"{field.indicator.id} heeft niets om te rangschikken")
    lasts = {name: history[-1].period for name, history in histories.items()}
    newest = max(map(_bucket, lasts.values()))
    awaited = _awaited(histories, field)
    common = _common_moments([histories[name] for name in awaited])
    if common:
        return max(common)
    if not field.indicator.is_recent(max(lasts.values()), field.dataset.reporting_year):
        return newest
    late = [name for name in awaited if _bucket(lasts[name]) < newest]
    message = (
        f"de delen van {field.indicator.id} hebben geen periode gemeen: over {newest} ontbreekt "
        f"{list_text(late)}"
    )
    hint = f"lever die aan, of neem ze op {_SMALL_ONES} zijn om te tonen"
    raise Fault("periode", message, hint)


def _awaited(histories: Histories, field: _Field) -> list[str]:
    """The running members, without those that are too small to show where others are not."""
    lasts = {name: _bucket(history[-1].period) for name, history in histories.items()}
    newest = max(lasts.values())
    running = [name for name, last in lasts.items() if last >= newest.years_before(1)]
    return [name for name in running if not field.is_known_small(name, newest)] or running


def _common_moments(histories: Sequence[Sequence[Observation]]) -> set[Period]:
    moments = [{_bucket(item.period) for item in history} for history in histories]
    return set.intersection(*moments)


def _find_at(history: Sequence[Observation], moment: Period) -> Observation | None:
    """The observation that stands for a moment: of a day there can be more in its month."""
    at_moment = {item.period: item for item in history if _bucket(item.period) == moment}
    day = nearest(at_moment, moment.last)
    return at_moment[day] if day else None


def _bucket(period: Period) -> Period:
    """What moments are compared by: a day by the month that it is a figure of."""
    return stands_for(period)


def with_part(key: Slice, place: int, name: str) -> Slice:
    """A slice with another part in one of its places."""
    return (*key[:place], name, *key[place + 1 :])
