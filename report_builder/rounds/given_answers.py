"""One answer to one remark, as the desk takes it: by the rules of a filled work list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from report_builder.model.remarks import Remark
from report_builder.problems import Problem, Stopped
from report_builder.rounds.answer_log import keep_answers
from report_builder.rounds.filled_worklist import WorklistRow, with_answers
from report_builder.rounds.review_round import kept_remarks
from report_builder.rounds.standing_worklist import renew_worklist
from report_builder.workspace import Workspace


def give_answer(
    workspace: Workspace, edition_file: Path, output: Path, row: WorklistRow, by: str
) -> list[Problem]:
    """Keep an answer, and write the work list again; what there is to know of that.

    Raises Stopped when the answer is no good, or was made on another one than there is now, and
    Unusable when the edition keeps no remarks.
    """
    found: Sequence[Remark] = kept_remarks(workspace, edition_file, is_asked=True) or ()
    answered, problems = with_answers(found, [row], row.place)
    if problems:
        raise Stopped(problems)
    if answered == tuple(found):
        return []
    keep_answers(workspace, edition_file, found, answered, by=by)
    return renew_worklist(output / edition_file.stem, answered)
