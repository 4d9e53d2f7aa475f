"""How far the levels of a list have come: an item counts one on, and those below it begin again.

Source: ECMA-376 part 1, 17.9; where Word does otherwise, what Word does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from report_builder.word.list_levels import LEVELS, ListDefinition, ListLevel


@dataclass(frozen=True)
class ListItem:
    """The list and the level that a paragraph belongs to."""

    definition: ListDefinition
    level: int


@dataclass
class ListCount:
    """How far the levels of one abstract numbering have come in a story."""

    counts: dict[int, int] = field(default_factory=dict)
    """The last number of each level that has had an item since it last began."""
    starts: dict[int, int] = field(default_factory=dict)
    """Where a level begins again, as the list said whose item let it."""
    restarted: set[tuple[str, int]] = field(default_factory=set)
    """The lists and levels that have begun again as they ask for."""

    def add(self, item: ListItem) -> Mapping[int, int]:
        """Count one more item; the counts of all levels down to its own."""
        levels, own = item.definition.levels, item.level
        for number in range(own):
            # A level that is passed over has its first number, as if an item stood there.
            if number not in self.counts:
                self.counts[number] = self._first(number, levels)
        key = (item.definition.num_id, own)
        if own in item.definition.restarts and key not in self.restarted:
            self.counts[own] = item.definition.restarts[own]
        elif own in self.counts:
            self.counts[own] += 1
        else:
            self.counts[own] = self._first(own, levels)
        self.restarted.add(key)
        self._begin_below(own, levels)
        return {number: self.counts[number] for number in range(own + 1)}

    def _first(self, number: int, levels: Sequence[ListLevel]) -> int:
        return self.starts.pop(number, levels[number].start)

    def _begin_below(self, own: int, levels: Sequence[ListLevel]) -> None:
        for deeper in range(own + 1, LEVELS):
            if levels[deeper].begins_after(own) and deeper in self.counts:
                del self.counts[deeper]
                self.starts[deeper] = levels[deeper].start
