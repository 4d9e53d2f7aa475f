"""The last work list as its remarks stand now: to be shown, and to be written again when some were
answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from report_builder.intake.worklist_file import WORKLIST, read_worklist_file, worklist_bytes
from report_builder.model.kept_worklist import KeptWorklist
from report_builder.model.remarks import Remark
from report_builder.model.returned import PlacedRemark
from report_builder.problems import Problem, Severity, Stopped
from report_builder.rounds.conflicts import find_conflicts
from report_builder.rounds.filled_worklist import read_takers
from report_builder.rounds.round_worklist import NAME, RoundWorklist, worklist_files
from report_builder.workspace import put_beside


def standing(kept: KeptWorklist, remarks: Sequence[Remark] | None) -> RoundWorklist:
    """A work list as remarks stand now; where none are kept, all of it is open."""
    by_id = None if remarks is None else {remark.id: remark for remark in remarks}
    shown = tuple(one for one in kept.remarks if _is_listed(one, by_id))
    incoming = [one for one in kept.remarks[: kept.incoming] if one in shown]
    return RoundWorklist(
        title=kept.title,
        received=kept.received,
        remarks=shown,
        open_remarks=tuple(remark for remark in shown if _is_open(remark, by_id)),
        # What was dealt with conflicts with nothing any more.
        conflicts=tuple(find_conflicts([one for one in incoming if _is_open(one, by_id)])),
        titles=kept.titles,
        kept=by_id,
        takers=kept.takers,
    )


def list_files(kept: KeptWorklist, remarks: Sequence[Remark] | None) -> dict[str, bytes]:
    """A work list as remarks stand now: as page, as workbook and as data, by file name."""
    files = worklist_files(standing(kept, remarks), kept.day)
    return {**files, WORKLIST: worklist_bytes(kept)}


def renew_worklist(folder: Path, remarks: Sequence[Remark]) -> list[Problem]:
    """Write the last work list in a folder again, as remarks stand now.

    Where its workbook was filled in and not handed back it stays as it was, and that is told.
    """
    kept = read_worklist_file(folder)
    if kept is None:
        return []
    try:
        takers = takers_in(folder, remarks)
    except Stopped as stopped:
        return [replace(problem, severity=Severity.WARNING) for problem in stopped.problems]
    put_beside(folder, list_files(replace(kept, takers=takers), remarks))
    return []


def takers_in(folder: Path, remarks: Sequence[Remark]) -> dict[str, str]:
    """Who takes up each remark, as the workbook in a folder says. Raises Stopped when it holds
    answers that were not handed back.
    """
    book = folder / f"{NAME}.xlsx"
    return read_takers(book, str(book), {remark.id: remark for remark in remarks})


def _is_listed(remark: PlacedRemark, kept: Mapping[str, Remark] | None) -> bool:
    """Whether a remark is kept still, or never was: it asks for nothing then."""
    return kept is None or not remark.id or remark.id in kept


def _is_open(remark: PlacedRemark, kept: Mapping[str, Remark] | None) -> bool:
    return kept is None or not remark.id or kept[remark.id].is_open
