"""On which system libraries an edition was archived: on others, its pages may differ."""

from __future__ import annotations

import json
from collections.abc import Mapping

from report_builder.problems import Problem, Severity
from report_builder.system_libraries import library_versions
from report_builder.workspace import Workspace

ARCHIVE_REGISTER = "archief.json"
"""What a bundle says of itself, in the folder that it was unpacked in."""


def other_libraries(workspace: Workspace) -> list[Problem]:
    """A warning, when the project is an unpacked archive that was made on other libraries."""
    path = workspace.root / ARCHIVE_REGISTER
    if not path.is_file():
        return []
    changes = library_changes(path.read_bytes())
    if not changes:
        return []
    return [
        Problem(
            "bibliotheken",
            ARCHIVE_REGISTER,
            "1",
            f"het archief is gemaakt met andere systeembibliotheken: {'; '.join(changes)}",
            "de bestanden kunnen daardoor anders worden dan die in het archief",
            Severity.WARNING,
        )
    ]


def library_changes(register: bytes) -> list[str]:
    """The libraries that are others here than a manifest or the register of an archive names; none
    when it names none.
    """
    try:
        before = json.loads(register)["libraries"]
    except (ValueError, KeyError, TypeError):
        return []
    return _changes(before, library_versions()) if isinstance(before, dict) else []


def _changes(before: Mapping[str, object], now: Mapping[str, str]) -> list[str]:
    return [
        f"{name} was {before.get(name, 'er niet')}, is hier {now.get(name, 'er niet')}"
        for name in sorted({*before, *now})
        if before.get(name) != now.get(name)
    ]
