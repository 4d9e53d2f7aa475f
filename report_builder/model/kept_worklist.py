"""The work list of a round as it is kept, besides how its remarks stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from report_builder.model.returned import PlacedRemark, Received


@dataclass(frozen=True)
class KeptWorklist:
    """What a work list says of what came in; `day` is the date on it, and `incoming` tells how many
    of the remarks, which come first, came in with its files.

    `titles` names the document that each template makes, `takers` who takes up a remark by its id.
    """

    title: str
    day: date
    received: tuple[Received, ...]
    remarks: tuple[PlacedRemark, ...]
    incoming: int
    titles: Mapping[str, str]
    takers: Mapping[str, str]
