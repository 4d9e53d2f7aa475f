"""What an edition prints of each figure, as far as a delivery is concerned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_builder.model.catalogue import Indicator
from report_builder.model.series import Slice
from report_builder.model.trace import Thing


@dataclass(frozen=True)
class EditionPrints:
    """The titles of the documents that print each thing as it stands now, and the indicators and
    parts that are late, by the name that registers give them, with theirs; in reading order.
    """

    titles: Mapping[Thing, tuple[str, ...]]
    late: Mapping[str, tuple[str, ...]]

    def documents(self, indicator: Indicator, key: Slice) -> tuple[str, ...]:
        """The titles of the documents that wait for a slice: those that print it, or that print
        something old of its indicator. A ranking needs the other slices too.
        """
        part = indicator.slice_text(key)
        return self.titles.get((indicator.id, part), ()) or self.late.get(indicator.id, ())

    def prints(self, indicator: Indicator, key: Slice) -> bool:
        """Whether a document prints this slice itself."""
        return (indicator.id, indicator.slice_text(key)) in self.titles

    def is_late(self, indicator: Indicator, key: Slice) -> bool:
        """Whether the edition waits for a slice, or for all of its indicator."""
        names = (indicator.id, f"{indicator.id}[{indicator.slice_text(key)}]")
        return any(name in self.late for name in names)
