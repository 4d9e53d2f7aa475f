"""How far back a number can be compared with itself: to where a series begins, breaks, or was asked
for.
"""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.model.period import Period
from report_builder.problems import Fault
from report_builder.values.breaks import breaks_between
from report_builder.values.dataset import Dataset
from report_builder.values.evaluation import periods_read
from report_builder.values.operands import Operand, SliceReading
from report_builder.wording.history import Edge


@dataclass(frozen=True)
class SeriesEdge:
    """What keeps an earlier value from being compared, and in which year."""

    edge: Edge
    year: int


@dataclass(frozen=True)
class LookBack:
    """A filter that looks back, by the name that messages call it, and its first year if it was
    given one.
    """

    name: str
    first_year: int | None
    dataset: Dataset

    def find_edge(self, later: Operand, earlier: Operand) -> SeriesEdge | None:
        """What keeps the earlier one from being compared with the later one: of more the last.

        Raises Fault when a value is missing between values that are there.
        """
        ends = periods_read(later, self.dataset)
        starts = periods_read(earlier, self.dataset).values()
        edges = [
            self._find_reading_edge(reading, start, end)
            for (reading, end), start in zip(ends.items(), starts, strict=True)
        ]
        return max(filter(None, edges), key=lambda edge: edge.year, default=None)

    def _find_reading_edge(
        self, reading: SliceReading, start: Period, end: Period
    ) -> SeriesEdge | None:
        if self.first_year is not None and start.year < self.first_year:
            return SeriesEdge(Edge.ASKED, self.first_year)
        series = self.dataset.all(reading.indicator, reading.key)
        known = [item for item in series if item.value is not None]
        breaks = breaks_between(known, start, end)
        if breaks:
            return SeriesEdge(Edge.BREAK, breaks[-1].year)
        if start.last < known[0].period.first:
            return SeriesEdge(Edge.BEGIN, known[0].period.year)
        if all(item.period != start for item in known):
            raise self._missing(reading, start, end)
        return None

    def _missing(self, reading: SliceReading, start: Period, end: Period) -> Fault:
        slice_name = reading.indicator.name_of(reading.key)
        message = f"{slice_name} heeft geen waarde voor {start}, dus niet vast te stellen"
        hint = f"lever dat cijfer aan, of kijk minder ver terug: {self.name}(vanaf={end.year})"
        return Fault("reeks", f"{self.name}: {message}", hint)
