"""A project with what an editor works on: a remark to answer, a stale figure, who signs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from report_builder.intake.remark_files import write_remarks
from report_builder.model.remarks import Remark
from tests.conftest import Folder, with_asylum

SETTINGS = """review = true

[[signatories]]
role = "De Minister"
"""
PARAGRAPH = "In 2022 waren het er 90."
REMARK = Remark(
    "R-000001",
    dt.date(2026, 5, 1),
    "0000000",
    "templates/1.docx",
    "alinea 1",
    "Opmerking",
    PARAGRAPH,
    "Dit klopt niet.",
    paragraph=PARAGRAPH,
)


def remarked_project(root: Path) -> Folder:
    """Such a project, of one chapter."""
    project = with_asylum(Folder(root))
    project.document("1", "In 2025 waren het er {{ asiel.aanvragen }}, en {{ asiel.oud }} oud.")
    project.edition(SETTINGS)
    write_remarks(root / "data/editions/2026.toml", [REMARK])
    return project
