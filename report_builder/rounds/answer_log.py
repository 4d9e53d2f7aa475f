"""Who answered which remark, and how: kept with what came back, and told nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from report_builder.deliveries.kept_cells import quoted
from report_builder.intake.lock_files import lock_folder
from report_builder.intake.remark_files import write_remarks
from report_builder.logged_changes import LoggedChange, log_lines, logged
from report_builder.model.remarks import Remark
from report_builder.rounds.returned_folder import guard_names
from report_builder.workspace import REMARKS, Workspace, now

ANSWERS = "answers.csv"
_COLUMNS = ("moment", "by", "id", "stand", "answer", "former_stand", "former_answer")


def keep_answers(
    workspace: Workspace,
    edition_file: Path,
    before: Iterable[Remark],
    after: Sequence[Remark],
    *,
    by: str,
) -> None:
    """Keep remarks with the edition, and add a line for each that stands otherwise than before;
    nothing is logged where nobody is named. Raises Unusable when it cannot be written.
    """
    rows = list(_changes(before, after, by)) if by else []
    if not rows:
        write_remarks(edition_file, after)
        return
    guard_names(workspace)
    change = LoggedChange(
        workspace.root,
        lock_folder(edition_file) / REMARKS,
        workspace.returned / edition_file.stem / ANSWERS,
        log_lines([_COLUMNS]),
        log_lines(rows),
    )
    with logged(change):
        write_remarks(edition_file, after)


def _changes(
    before: Iterable[Remark], after: Iterable[Remark], by: str
) -> Iterator[tuple[str, ...]]:
    former = {remark.id: remark for remark in before}
    moment = now().isoformat(timespec="seconds")
    for remark in after:
        was = former.get(remark.id)
        if was is not None and was.answer_mark != remark.answer_mark:
            stands = (remark.stand, quoted(remark.explanation), was.stand, quoted(was.explanation))
            yield (moment, quoted(by), remark.id, *stands)
