"""How much of what was read in each file stands in the work list, and why the rest does not: what
came in is what goes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from report_builder.model.returned import PlacedRemark, Received
from report_builder.rounds.page_verdicts import OPEN
from report_builder.rounds.repeated_remarks import RemarksOnce

_AGREED = "akkoord, zonder opmerking"
_REPLACED = "later uit dezelfde browser opnieuw beoordeeld"
_LEFT_OPEN = "nog niet beoordeeld"


def with_tallies(
    received: Iterable[Received], remarks: Sequence[PlacedRemark], once: RemarksOnce
) -> tuple[Received, ...]:
    """The files with how many of the remarks in them stand in the list; `once` is what is left of
    the remarks.
    """
    replaced = Counter(remark.file for remark in once.replaced)
    asking = _count(remarks, is_asking=True) - _count(once.replaced, is_asking=True)
    silent = _count(remarks, is_asking=False) - _count(once.replaced, is_asking=False)
    return tuple(
        replace(
            file,
            listed=asking[file.file],
            unlisted={
                _AGREED: silent[file.file],
                _REPLACED: replaced[file.file],
                _LEFT_OPEN: file.counts.get(OPEN, 0),
            },
        )
        for file in received
    )


def _count(remarks: Iterable[PlacedRemark], *, is_asking: bool) -> Counter[str]:
    """How many remarks of each file ask for something to be done, or how many do not."""
    return Counter(remark.file for remark in remarks if bool(remark.action) == is_asking)
