"""Two editions side by side, and what changed from the one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from report_builder.model.catalogue import Catalogue
from report_builder.model.period import Period
from report_builder.model.project import Project
from report_builder.model.series import Observation, Slice, Status
from report_builder.model.trace import Observed
from report_builder.registers.number_changes import NumberChange, Pair
from report_builder.registers.number_register import PrintedRow
from report_builder.registers.revisions import Revision


@dataclass(frozen=True)
class Standing:
    """How far an indicator or a figure is in an edition: its last period, and fresh, stale,
    accepted or missing.
    """

    last: str
    state: str


@dataclass(frozen=True)
class Side:
    """One of the two editions: what it prints, and what it holds as far as that is known.

    `rows` come from its register when it was published. Without `own` figures it sees those of
    today.
    """

    id: str
    year: int
    rows: tuple[PrintedRow, ...]
    titles: Mapping[str, str]
    standings: Mapping[str, Standing]
    figures: Mapping[str, Standing] | None
    project: Project | None
    is_published: bool
    has_own: bool

    @cached_property
    def printed(self) -> frozenset[str]:
        """The indicators that count for something that it prints."""
        return frozenset(observed.indicator for row in self.rows for observed in row.observed)


@dataclass(frozen=True)
class Comparison:
    """What changed between two editions."""

    old: Side
    new: Side
    pairs: tuple[Pair, ...]
    revisions: tuple[Revision, ...]

    def of(self, change: NumberChange) -> list[Pair]:
        """The numbers of which that became."""
        return [pair for pair in self.pairs if pair.change is change]

    @cached_property
    def by_observed(self) -> Mapping[Observed, Revision]:
        """The revisions by the observation that was revised."""
        return {revision.observed: revision for revision in self.revisions}

    @cached_property
    def breaks(self) -> Mapping[tuple[str, str], list[Period]]:
        """The periods in which a series began to be counted in another way, by indicator and
        part.
        """
        breaks: dict[tuple[str, str], list[Period]] = {}
        for indicator in self.catalogue.indicators.values() if self.catalogue else ():
            for key, observations in self._slices(indicator.id).items():
                broken = [one.period for one in observations if one.status is Status.BREAK]
                breaks[indicator.id, indicator.slice_text(key)] = broken
        return breaks

    def _slices(self, indicator: str) -> Mapping[Slice, Sequence[Observation]]:
        project = self.new.project or self.old.project
        series = project.series.get(indicator) if project else None
        return series.slices if series else {}

    @property
    def catalogue(self) -> Catalogue | None:
        """The catalogue of the project, where it could be read."""
        project = self.new.project or self.old.project
        return project.catalogue if project else None
