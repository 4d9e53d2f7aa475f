"""Which observation stands for what, seen from a reporting year: current, expected, fresh or
stale.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.project import Project
from report_builder.model.series import Observation, Slice
from report_builder.model.trace import Observed
from report_builder.model.value import Freshness, Input
from report_builder.problems import Fault


class Dataset:
    """The figures of a project as an edition sees them, and a record of which indicators were asked
    for.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.used: set[str] = set()
        self._available: dict[tuple[str, Slice], tuple[Observation, ...]] = {}

    @property
    def reporting_year(self) -> int:
        """The year that the edition reports on."""
        return self.project.edition.reporting_year

    @cached_property
    def _end(self) -> date:
        return date(self.reporting_year, 12, 31)

    def all(self, indicator: Indicator, key: Slice) -> tuple[Observation, ...]:
        """Every observation of a slice, later ones and missing ones too."""
        self.used.add(indicator.id)
        series = self.project.series.get(indicator.id)
        return series.of(key) if series else ()

    def available(self, indicator: Indicator, key: Slice) -> tuple[Observation, ...]:
        """The observations of a slice that have a value, up to the end of the reporting year."""
        self.used.add(indicator.id)
        if (indicator.id, key) not in self._available:
            observations = self.all(indicator, key)
            kept = tuple(
                item
                for item in observations
                if item.value is not None and item.period.last <= self._end
            )
            self._available[indicator.id, key] = kept
        return self._available[indicator.id, key]

    def last(self, indicator: Indicator, key: Slice) -> Observation | None:
        """The current observation of a slice, if it has any."""
        return next(reversed(self.available(indicator, key)), None)

    def slices(self, indicator: Indicator) -> tuple[Slice, ...]:
        """The slices of an indicator that have observations at all."""
        self.used.add(indicator.id)
        series = self.project.series.get(indicator.id)
        return tuple(series.slices) if series else ()

    def require(self, indicator: Indicator, key: Slice) -> None:
        """Raises Fault when an indicator does not have that slice at all."""
        if self.all(indicator, key):
            return
        known = self.slices(indicator)
        if key != indicator.total or not known:
            message = f"{indicator.name_of(key)} heeft nog geen waarnemingen"
            raise Fault("waarneming", message, "lever de cijfers aan")
        parts = zip(indicator.dimensions, known[0], strict=True)
        example = ", ".join(f'{name}="{part}"' for name, part in parts if part != TOTAL)
        hint = f"kies een deel, bijvoorbeeld {indicator.id}({example})"
        raise Fault("totaal", f"{indicator.id} heeft geen totaal, alleen delen", hint)

    def freshness(self, indicator: Indicator, period: Period) -> Freshness:
        """How fresh a current value is whose last observation is of `period`."""
        if indicator.is_recent(period, self.reporting_year):
            return Freshness.FRESH
        return Freshness.ACCEPTED if indicator.id in self.project.accepted else Freshness.STALE

    def find_last(self, observed: Observed) -> Observation | None:
        """The current observation of the slice that an observation is of, if there is one."""
        indicator = self.project.catalogue.indicators[observed.indicator]
        for key in self.slices(indicator):
            if indicator.slice_text(key) == observed.slice:
                return self.last(indicator, key)
        return None

    def is_last_of_stale(self, input_: Input) -> bool:
        """Whether something asked for by its period is the last observation of a slice that is
        stale.
        """
        if input_.freshness is not Freshness.HISTORY:
            return False
        last = self.find_last(input_.observed)
        if last is None or last.period != input_.period:
            return False
        indicator = self.project.catalogue.indicators[input_.indicator]
        return self.freshness(indicator, last.period).is_stale

    def value_at(self, indicator: Indicator, key: Slice, period: Period) -> Observation:
        """The observation of a period; for days, of the last day in a month. Raises Fault when
        there is none.
        """
        observations = self.all(indicator, key)
        matching = _matching(observations, period, indicator.frequency)
        if matching and matching[-1].value is not None:
            return matching[-1]
        reason = f" (status {matching[-1].status})" if matching else ""
        message = f"{indicator.name_of(key)} heeft geen waarneming voor {period}{reason}"
        known = [item.period for item in observations if item.value is not None]
        if not known:
            raise Fault("waarneming", message, "deze reeks heeft geen waarnemingen")
        raise Fault("waarneming", message, f"beschikbaar: {known[0]} t/m {known[-1]}")


def _matching(
    observations: Sequence[Observation], period: Period, frequency: Frequency
) -> list[Observation]:
    if frequency is not Frequency.DAY or period.frequency is not Frequency.MONTH:
        return [item for item in observations if item.period == period]
    days = [item for item in observations if item.value is not None]
    return [item for item in days if item.period.within(Frequency.MONTH) == period]
