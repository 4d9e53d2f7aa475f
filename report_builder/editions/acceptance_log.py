"""Who accepted which stale figure on the desk, and who took that back: kept with what reviewers
sent, since the settings of an edition go where names may not.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from report_builder.deliveries.kept_cells import quoted, unquoted
from report_builder.fingerprint import read_bytes
from report_builder.logged_changes import LoggedChange, log_lines
from report_builder.rounds.returned_folder import guard_names
from report_builder.workspace import Workspace, now

ACCEPTED_STALE = "accepted_stale"
"""The setting that accepts stale figures."""
ACCEPTANCES = "acceptances.csv"
_COLUMNS = ("moment", "by", "indicator", "decision", "reason")
_ACCEPTED, _WITHDRAWN = "geaccepteerd", "ingetrokken"

Settings = Mapping[str, Any]


def acceptance_change(
    workspace: Workspace, edition_file: Path, before: Settings, after: Settings, by: str
) -> LoggedChange | None:
    """The change of the settings with the lines that tell of it: one for each figure that is
    accepted afterwards by another reason than before, or no longer; None where there is none, or
    nobody is named. Raises Unusable when it cannot be written.
    """
    rows = list(_changes(_reasons(before), _reasons(after), by)) if by else []
    if not rows:
        return None
    guard_names(workspace)
    log = _log(workspace, edition_file)
    return LoggedChange(workspace.root, edition_file, log, log_lines([_COLUMNS]), log_lines(rows))


def find_accepters(workspace: Workspace, edition_file: Path) -> dict[tuple[str, str], str]:
    """Who accepted a figure last by a reason, by the indicator and that reason, as far as it was
    logged.
    """
    path = _log(workspace, edition_file)
    text = read_bytes(path).decode("utf-8", "replace") if path.is_file() else ""
    return {
        (row["indicator"], unquoted(row["reason"])): unquoted(row["by"])
        for row in csv.DictReader(io.StringIO(text), restval="")
        if row.get("decision") == _ACCEPTED
    }


def _log(workspace: Workspace, edition_file: Path) -> Path:
    return workspace.returned / edition_file.stem / ACCEPTANCES


def _reasons(settings: Settings) -> dict[str, str]:
    """The reason of each figure that is accepted; what is no such entry says nothing."""
    entries = settings.get(ACCEPTED_STALE, ())
    dicts = [entry for entry in entries if isinstance(entry, dict)]
    return {str(entry.get("indicator", "")): str(entry.get("reason", "")) for entry in dicts}


def _changes(
    before: Mapping[str, str], after: Mapping[str, str], by: str
) -> Iterator[tuple[str, ...]]:
    moment = now().isoformat(timespec="seconds")
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            decision = _ACCEPTED if key in after else _WITHDRAWN
            reason = quoted(after.get(key, before.get(key, "")))
            yield (moment, quoted(by), key, decision, reason)
