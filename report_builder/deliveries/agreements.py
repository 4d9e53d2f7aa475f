"""What was agreed to when a delivery was taken in: each finding that needed it, why, and by whom.

It is kept with the delivery and goes nowhere else: who somebody is may be told by it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from pwd import getpwuid

from report_builder.deliveries.arrivals import DOUBTS, REVISIONS, Consent, Intake
from report_builder.deliveries.kept_cells import quoted, read_rows, unquoted, written_csv
from report_builder.deliveries.notice_lines import change_text
from report_builder.model.catalogue import Indicator
from report_builder.model.trace import Observed

ACCEPTED = ".accepted.csv"
_BREAK = "breuk"
_COLUMNS = ("figure", "kind", "place", "finding", "reason", "by")


@dataclass(frozen=True)
class Agreement:
    """One finding that was agreed to. `figure` is what `Observed` writes, empty for what a template
    cannot be filled with; `place` is where it stands in the delivery or the template.
    """

    figure: str
    kind: str
    place: str
    finding: str
    reason: str
    by: str


def own_account() -> str:
    """The account that the program runs under, which agrees to what nobody else is named for."""
    number = os.geteuid()
    try:
        return f"account {getpwuid(number).pw_name}"
    except KeyError:
        return f"account {number}"


def agreements(
    intake: Intake, indicators: Mapping[str, Indicator], consent: Consent
) -> Iterator[Agreement]:
    """Everything of a delivery that needed consent."""
    for notice in intake.notices:
        if notice.kind in REVISIONS | DOUBTS:
            indicator = indicators[notice.indicator]
            figure = str(Observed.of(indicator, notice.slice, notice.period))
            finding = change_text(indicator, notice).lstrip(" :")
            kind = notice.kind.value
            yield Agreement(figure, kind, notice.place, finding, consent.reason, consent.by)
    for problem in intake.consequences:
        if problem.is_error:
            place = f"{problem.file}, {problem.place}"
            yield Agreement("", _BREAK, place, problem.message, consent.reason, consent.by)


def agreements_csv(agreed: Iterator[Agreement]) -> bytes:
    """The file of these; empty when there is nothing to keep."""
    rows = [
        (one.figure, one.kind, one.place, quoted(one.finding), quoted(one.reason), quoted(one.by))
        for one in agreed
    ]
    return written_csv(_COLUMNS, rows) if rows else b""


def read_agreements(path: Path, name: str) -> tuple[Agreement, ...]:
    """What was kept; nothing where the file is absent. Raises Stopped when it is damaged."""
    if not path.is_file():
        return ()
    return tuple(
        Agreement(figure, kind, place, unquoted(finding), unquoted(reason), unquoted(by))
        for figure, kind, place, finding, reason, by in read_rows(path, name, _COLUMNS)
    )
