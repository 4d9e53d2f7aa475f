"""Which delivery brought a figure, which ones confirmed it, what the deliverer wrote with it and
what was agreed to: as the deliveries were kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from report_builder.deliveries.agreements import ACCEPTED, Agreement, read_agreements
from report_builder.deliveries.arrivals import ArrivedCell, Explanation, NoticeKind
from report_builder.deliveries.delivery_archive import kept_folders
from report_builder.deliveries.differences import SeriesCell
from report_builder.deliveries.kept_cells import (
    EXPLANATIONS,
    cells_name,
    read_cells,
    read_explanations,
)
from report_builder.model.catalogue import Catalogue, Delivery
from report_builder.model.series import Observation
from report_builder.workspace import Workspace

_BRINGS = (NoticeKind.NEW, NoticeKind.REVISED, NoticeKind.GONE)
"""What makes a figure what it is; a status that changes leaves it where it came from."""


@dataclass(frozen=True)
class KeptDelivery:
    """A delivery of an indicator, and what was kept of it; without a folder nothing was."""

    workspace: Workspace
    delivery: Delivery
    indicator: str
    folder: Path | None
    wanted: frozenset[SeriesCell]
    """The figures that are asked about."""

    @property
    def is_recorded(self) -> bool:
        """Whether the figures that it brought were noted."""
        return self.folder is not None and (self.folder / cells_name(self.indicator)).is_file()

    @cached_property
    def cells(self) -> Mapping[SeriesCell, ArrivedCell]:
        """What is asked about and it brought, confirmed or took away."""
        if self.folder is None or not self.is_recorded:
            return {}
        path = self.folder / cells_name(self.indicator)
        return read_cells(path, self.workspace.name(path), self.wanted)

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """What was agreed to."""
        if self.folder is None:
            return ()
        path = self.folder / ACCEPTED
        return read_agreements(path, self.workspace.name(path))


@dataclass(frozen=True)
class Mention:
    """A delivery that had a figure, and the figure as it left it."""

    kept: KeptDelivery
    cell: ArrivedCell


@dataclass(frozen=True)
class CellHistory:
    """Where a figure comes from, as far as that was kept.

    `brought` is None where no delivery is known to have brought it as it is; then one of the
    `candidates` may have, of which that was not kept, or somebody changed it by hand. `later`
    confirmed it or gave it another status. `other` is the last delivery before that left another
    figure.
    """

    brought: Mention | None = None
    later: tuple[Mention, ...] = ()
    other: Mention | None = None
    candidates: tuple[Delivery, ...] = ()


def read_kept(
    workspace: Workspace, catalogue: Catalogue, wanted: Mapping[str, Set[SeriesCell]]
) -> dict[str, list[KeptDelivery]]:
    """The deliveries of each indicator, oldest first, to be asked about these figures."""
    folders = kept_folders(workspace.data, catalogue.deliveries)
    return {
        key: [
            KeptDelivery(workspace, delivery, key, folder, frozenset(cells))
            for delivery, folder in zip(catalogue.deliveries, folders, strict=True)
            if key in delivery.indicators
        ]
        for key, cells in wanted.items()
    }


def read_remarks(
    workspace: Workspace, catalogue: Catalogue, indicator: str
) -> Iterator[tuple[Delivery, Explanation]]:
    """What was written in any delivery about an indicator and is with no figure; what names no
    indicator is about all that came with it.
    """
    folders = kept_folders(workspace.data, catalogue.deliveries)
    for delivery, folder in zip(catalogue.deliveries, folders, strict=True):
        path = folder / EXPLANATIONS if folder else None
        for one in read_explanations(path, workspace.name(path)) if path else ():
            is_with_all = not one.indicator and indicator in delivery.indicators
            if one.indicator == indicator or is_with_all:
                yield delivery, one


def find_history(
    kept: Sequence[KeptDelivery], cell: SeriesCell, now: Observation, is_own: bool
) -> CellHistory:
    """What is known of a figure as it is now, or, where an edition holds rows of its own, as it was
    when these were put there: what came in since is passed over.
    """
    mentions = [Mention(one, one.cells[cell]) for one in kept if cell in one.cells]
    if is_own:
        while mentions and mentions[-1].cell.observation != now:
            kept = kept[: kept.index(mentions.pop().kept)]
    same = _last_same(mentions, now)
    for number in reversed(range(len(same))):
        if same[number].cell.change in _BRINGS:
            return CellHistory(same[number], tuple(same[number + 1 :]))
    others = mentions[: len(mentions) - len(same)]
    first = kept.index(others[-1].kept) + 1 if others else 0
    last = kept.index(same[0].kept) if same else len(kept)
    candidates = (one.delivery for one in kept[first:last] if not one.is_recorded)
    return CellHistory(None, tuple(same), others[-1] if others else None, tuple(candidates))


def _last_same(mentions: Sequence[Mention], now: Observation) -> list[Mention]:
    """The last deliveries that left the figure as it is; an earlier one may have left it with
    another status.
    """
    if not mentions or mentions[-1].cell.observation != now:
        return []
    others = (
        number
        for number, mention in enumerate(mentions)
        if mention.cell.observation.value != now.value
    )
    return list(mentions[max(others, default=-1) + 1 :])
