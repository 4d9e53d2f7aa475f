"""The same fault at many places of a delivery, such as a column of dates that can be read two ways,
told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from report_builder.problems import Problem

_FEW, _MOST_PLACES = 3, 5


def gathered(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in the order that they were found, each once; of more than three that ask for
    the same, the first with how many others there are and where these begin. Periods that ask for
    the same are told of once from the second on.
    """
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        asked = problem.hint or problem.message
        groups.setdefault((problem.file, problem.code, asked), []).append(problem)
    told: list[Problem] = []
    for same in groups.values():
        few = 1 if same[0].code == "periode" else _FEW
        told += same if len(same) <= few else [_as_one(same)]
    return told


def _as_one(same: Sequence[Problem]) -> Problem:
    """The first of problems that are the same, with the places of the others."""
    first, *others = same
    head = first.place.rpartition(" ")[0]
    shown = ", ".join(_short(problem.place, head) for problem in others[:_MOST_PLACES])
    more = ", …" if len(others) > _MOST_PLACES else ""
    count = f"{len(others):,}".replace(",", ".")
    places = "andere plaats" if len(others) == 1 else "andere plaatsen"
    message = f"{first.message}; zo ook op {count} {places}: {shown}{more}"
    return replace(first, message=message)


def _short(place: str, head: str) -> str:
    """A place without the sheet, where that is the one of the first."""
    start, _, cell = place.rpartition(" ")
    return cell if start == head else place
