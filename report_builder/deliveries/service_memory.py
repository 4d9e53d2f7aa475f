"""What a service said the last time: its answers are kept as the original of a delivery, with the
titles of the codes and the moment of the last change.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report_builder.deliveries.arrivals import Consent, Origin
from report_builder.deliveries.delivery_archive import find_original
from report_builder.fingerprint import read_bytes
from report_builder.intake.project_folder import read_deliveries
from report_builder.model.catalogue import Delivery, Indicator
from report_builder.services.cells import Fetched
from report_builder.workspace import Workspace

Titles = Mapping[str, Mapping[str, str]]
"""What codes are called, by dimension."""


@dataclass(frozen=True)
class LastAnswer:
    """What a service said of an indicator when it was last taken in."""

    updated: str
    titles: Titles


def origin_of(
    source: str, table: str, fetched: Sequence[Fetched], agreed: Sequence[str], consent: Consent
) -> Origin:
    """The answers as they came, in one file, with what was doubtful about them as a whole and was
    agreed to: the original of this delivery.
    """
    kept = {
        "agreed": [
            {"finding": finding, "reason": consent.reason, "by": consent.by} for finding in agreed
        ],
        "said": {
            one.indicator.id: {"updated": one.updated, "titles": one.titles} for one in fetched
        },
        "answers": {
            url: body.decode("utf-8", "replace") for one in fetched for url, body in one.answers
        },
    }
    data = json.dumps(kept, ensure_ascii=False, indent=1).encode() + b"\n"
    return Origin(source, f"{table}.json", data)


def find_last_answer(workspace: Workspace, table: str, indicator: Indicator) -> LastAnswer | None:
    """What was said of an indicator in its last delivery from this table; None when it never came
    in, or when its original cannot be read any more.
    """
    for delivery in _deliveries(workspace, table, indicator):
        path = find_original(workspace.data.resolve(), delivery)
        if path is not None:
            return _read(read_bytes(path), indicator)
    return None


def _deliveries(workspace: Workspace, table: str, indicator: Indicator) -> Iterator[Delivery]:
    """The deliveries of a table that brought an indicator, newest first."""
    deliveries, _ = read_deliveries(workspace)
    for delivery in reversed(deliveries):
        is_table = (delivery.owner, delivery.file) == (indicator.source, f"{table}.json")
        if is_table and indicator.id in delivery.indicators:
            yield delivery


def _read(data: bytes, indicator: Indicator) -> LastAnswer | None:
    try:
        said = json.loads(data)["said"][indicator.id]
        titles = {
            str(name): {str(code): str(title) for code, title in codes.items()}
            for name, codes in said["titles"].items()
        }
        return LastAnswer(str(said["updated"]), titles)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None  # kept by an older version, or changed by hand
