"""The work list of the last round as data, beside the page and the workbook that it was written as:
so that these can be written again when remarks were answered.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from report_builder.model.kept_worklist import KeptWorklist

WORKLIST = "opmerkingen.json"
_WORKLISTS = TypeAdapter(KeptWorklist)


def worklist_bytes(kept: KeptWorklist) -> bytes:
    """The file of a work list."""
    return _WORKLISTS.dump_json(kept, indent=1) + b"\n"


def read_worklist_file(folder: Path) -> KeptWorklist | None:
    """The last work list in a folder; None when there is none that can be read."""
    try:
        return _WORKLISTS.validate_json((folder / WORKLIST).read_bytes())
    except (OSError, ValidationError):
        return None
