"""Which observation stands for what, seen from a reporting year: current, expected, fresh or
stale.
"""

from __future__ import annotations

from datetime import date

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.project import Project
from report_builder.model.series import Observation, Slice
from report_builder.model.trace import Observed, Thing
from report_builder.model.turn_of_year import MOST_DAYS_APART, same_day
from report_builder.model.value import Freshness, Input
from report_builder.problems import Fault
from report_builder.wording.periods import period_text


class Dataset:
    """The figures of a project as an edition sees them, and a record of which indicators were asked
    for.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.used: set[str] = set()
        self.absent: set[Thing] = set()
        """The slices that a ranking had to do without, because they lag behind."""
        self._available: dict[tuple[str, Slice], tuple[Observation, ...]] = {}

    @property
    def reporting_year(self) -> int:
        """The year that the edition reports on."""
        return self.project.edition.reporting_year

    def all(self, indicator: Indicator, key: Slice) -> tuple[Observation, ...]:
        """Every observation of a slice, later ones and missing ones too."""
        self.used.add(indicator.id)
        series = self.project.series.get(indicator.id)
        return series.of(key) if series else ()

    def available(self, indicator: Indicator, key: Slice) -> tuple[Observation, ...]:
        """The observations of a slice that have a value, up to the current one."""
        self.used.add(indicator.id)
        if (indicator.id, key) not in self._available:
            known = self._known(indicator, key)
            end = self._end_of(indicator, known)
            kept = tuple(item for item in known if item.period.last <= end)
            self._available[indicator.id, key] = kept
        return self._available[indicator.id, key]

    def until_end(self, indicator: Indicator, key: Slice) -> tuple[Observation, ...]:
        """Every observation of a slice up to the end of the reporting year, missing ones too."""
        last = self._end_of(indicator, self._known(indicator, key))
        end = max(last, date(self.reporting_year, 12, 31))
        return tuple(item for item in self.all(indicator, key) if item.period.last <= end)

    def _known(self, indicator: Indicator, key: Slice) -> list[Observation]:
        """The observations of a slice that have a value, later ones too."""
        return [item for item in self.all(indicator, key) if item.value is not None]

    def _end_of(self, indicator: Indicator, known: list[Observation]) -> date:
        return indicator.end((item.period for item in known), self.reporting_year)

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

    def find_same(self, indicator: Indicator, key: Slice, period: Period) -> Period | None:
        """The period that counts as `period` in another year: of a stock the nearest day that has
        a value (contract, section 2); None when no day is near enough.
        """
        if indicator.frequency is not Frequency.DAY:
            return period
        return same_day((item.period for item in self._known(indicator, key)), period)

    def value_at(self, indicator: Indicator, key: Slice, period: Period) -> Observation:
        """The observation of a period. Raises Fault when there is none."""
        observations = self.all(indicator, key)
        at_period = [item for item in observations if item.period == period]
        if at_period and at_period[0].value is not None:
            return at_period[0]
        reason = f" (status {at_period[0].status})" if at_period else ""
        message = f"{indicator.name_of(key)} heeft geen waarneming voor {period}{reason}"
        known = self._known(indicator, key)
        if not known:
            raise Fault("waarneming", message, "deze reeks heeft geen waarnemingen")
        hint = f"beschikbaar: {known[0].period} t/m {known[-1].period}"
        raise Fault("waarneming", message, hint)

    def value_near(self, indicator: Indicator, key: Slice, period: Period) -> Observation:
        """The observation of the same period in another year, for a stock that of the nearest day.
        Raises Fault when there is none.
        """
        same = self.find_same(indicator, key, period)
        if same:
            return self.value_at(indicator, key, same)
        known = self._known(indicator, key)
        if not known:
            return self.value_at(indicator, key, period)
        message = (
            f"{indicator.name_of(key)} heeft geen waarneming op of rond {period_text(period)} "
            f"(hoogstens {MOST_DAYS_APART} dagen ernaast)"
        )
        hint = f"beschikbaar: {known[0].period} t/m {known[-1].period}"
        raise Fault("waarneming", message, hint)
