"""How an edition stands, for other programs: the facts of `status` under stable names.

A name is only ever added; when one changes its meaning or goes, the number in `format` does too.
Dates are ISO 8601, periods as in the observations, and what is not known is null.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from report_builder.model.catalogue import DELIVERY, PUBLICATION
from report_builder.model.dutch_time import moment_code
from report_builder.model.edition import Release
from report_builder.model.state import CountedAs, EditionStatus, IndicatorState, count_states

FORMAT = "report-builder-status/1"
_DOORS = {DELIVERY: "delivery", PUBLICATION: "publication"}


def status_json(status: EditionStatus, release: Release) -> str:
    """One JSON object; docs/leveringen.md tells what stands in it."""
    edition = status.edition
    status_fields = {
        "format": FORMAT,
        "date": status.day.isoformat(),
        "since": status.since.isoformat(),
        "edition": {
            "id": edition.id,
            "title": edition.title,
            "reporting_year": edition.reporting_year,
        },
        "release": release.value,
        "decision_route": [{"step": step, "date": due.isoformat()} for step, due in status.route],
        "consultations": [
            {"name": item.name, "state": item.state, "date": _day(item.date)}
            for item in edition.consultations
        ],
        "lock_needed": status.needs_lock,
        "remarks_unanswered": status.open_remarks,
        "signatories_without_name": status.unsigned,
        "under_embargo": [
            {"indicator": one.id, "until": _moment(one.embargo)} for one in status.embargoed
        ],
        "gates": [
            {
                "code": gate.code,
                "title": gate.title,
                "state": gate.standing.value,
                "count": gate.count,
                "action": gate.action,
            }
            for gate in status.gates
        ],
        "documents": [
            {"id": name, "title": status.titles[name], **_counts(status, used)}
            for name, used in status.documents.items()
        ],
        "owners": [_owner(status, owner, owned) for owner, owned in status.owners.items()],
        "indicators": [_indicator(status, state) for state in status.states],
        "deliveries": [
            {
                "date": delivery.delivered_on.isoformat(),
                "owner": delivery.owner,
                "file": delivery.file,
                "sha256": delivery.sha256,
                "indicators": list(delivery.indicators),
            }
            for delivery in status.came_in
        ],
    }
    return json.dumps(status_fields, ensure_ascii=False, indent=2)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    return moment_code(moment) if moment else None


def _counts(status: EditionStatus, states: Sequence[IndicatorState]) -> dict[str, Any]:
    whole = [state for state in states if not state.part]
    parts = [state for state in states if state.part]
    counts = count_states(whole, status.day)
    return {
        "indicators": len(whole),
        "fresh": counts[CountedAs.FRESH],
        "late": [state.name for state in states if state.is_late],
        "counts": counts,
        "part_counts": count_states(parts, status.day),
    }


def _owner(status: EditionStatus, owner: str, owned: Sequence[IndicatorState]) -> dict[str, Any]:
    last = status.last_delivery(owner)
    came = {"date": last.delivered_on.isoformat(), "file": last.file} if last else None
    name = status.name_of(owner)
    return {"id": owner, "name": name, **_counts(status, owned), "last_delivery": came}


def _indicator(status: EditionStatus, state: IndicatorState) -> dict[str, Any]:
    indicator = state.indicator
    return {
        "id": indicator.id,
        **({"slice": state.part} if state.part else {}),
        "title": indicator.title,
        "owner": indicator.deliverer,
        "source": indicator.source,
        "door": _DOORS.get(state.door, "service"),
        "service": state.door if state.is_served else None,
        "state": state.state,
        "counts_as": state.counted_as(status.day),
        "last_period": str(state.last) if state.last else None,
        "expected_period": str(state.expected),
        "expected_on": _day(indicator.expected_on),
        "publication": indicator.publication or None,
        "ended": state.is_ended,
        "withheld": state.is_withheld,
        "embargo": _moment(indicator.embargo),
        "documents": list(state.documents),
    }
