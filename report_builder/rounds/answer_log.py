"""Who answered which remark, and how: kept with what came back, and told nowhere else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from report_builder.deliveries.kept_cells import quoted
from report_builder.fingerprint import read_bytes
from report_builder.model.remarks import Remark
from report_builder.rounds.returned_folder import put_with_names
from report_builder.workspace import Workspace, now

ANSWERS = "answers.csv"
_COLUMNS = ("moment", "by", "id", "stand", "answer", "former_stand", "former_answer")


def log_answers(
    workspace: Workspace,
    edition_file: Path,
    before: Iterable[Remark],
    after: Iterable[Remark],
    by: str,
) -> None:
    """Add a line for each remark that stands otherwise afterwards; nothing where nobody is named.

    Raises Unusable when it cannot be written.
    """
    rows = list(_changes(before, after, by)) if by else []
    if not rows:
        return
    folder = workspace.returned / edition_file.stem
    path = folder / ANSWERS
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    earlier = read_bytes(path) if path.is_file() else b""
    if not earlier:
        writer.writerow(_COLUMNS)
    writer.writerows(rows)
    put_with_names(workspace, folder, {ANSWERS: earlier + written.getvalue().encode()})


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
