"""The status of a figure where it stands in a column of its own, as in SDMX-CSV."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from report_builder.deliveries.grid import fold
from report_builder.model.series import WITHOUT_VALUE, Status
from report_builder.problems import Fault

_LONGEST = 40


def read_flag(text: str, flags: Mapping[str, Status]) -> Status:
    """What a flag says of its figure, by what the profile says that flags mean; normal without a
    flag. Raises Fault when the profile does not know it.
    """
    meanings = {fold(flag): status for flag, status in flags.items()}
    status = meanings.get(fold(text), None if text else Status.NORMAL)
    if status is None:
        shown = text[:_LONGEST]
        hint = f'zeg in het profiel wat het is: [flags] "{shown}" = "P" ({", ".join(Status)})'
        raise Fault("status", f"de vlag '{shown}' is niet bekend", hint)
    return status


def joined_status(value: Decimal | None, marked: Status, flag: Status) -> Status:
    """The status of a figure with a mark of its own and a flag beside it. Raises Fault when they
    do not agree with each other or with the figure.
    """
    if value is None and marked is Status.NORMAL and flag not in WITHOUT_VALUE:
        hint = "vul het cijfer in, of zeg in het profiel met [flags] dat het ontbreekt (O)"
        raise Fault("leeg", f"status {flag} zonder cijfer", hint)
    if value is not None and flag in WITHOUT_VALUE:
        hint = "een cijfer dat er is, kan niet ontbreken: controleer [flags] in het profiel"
        raise Fault("status", f"een cijfer met status {flag}", hint)
    if marked in WITHOUT_VALUE:
        return flag if flag in WITHOUT_VALUE else marked
    statuses = {marked, flag} - {Status.NORMAL}
    if len(statuses) > 1:
        message = f"het teken bij het cijfer zegt {marked}, de vlag ernaast {flag}"
        raise Fault("status", message, "laat een van beide verbeteren")
    return statuses.pop() if statuses else Status.NORMAL
