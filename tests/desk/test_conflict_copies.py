"""Which files beside a template are told as copies of it."""

import pytest

from report_builder.desk.conflict_copies import find_copies
from report_builder.workspace import Workspace


@pytest.mark.parametrize(
    "name",
    [
        "3-asiel-DESKTOP-X.docx",
        "3-asiel (kopie).docx",
        "3-asiel - kopie (2).docx",
        "3-asiel (1).docx",
        "3-ASIEL_conflict.DOCX",
        "Kopie van 3-asiel.docx",
        "Copy of 3-asiel.docx",
        "conflict 3-asiel.docx",
    ],
)
def test_a_copy_is_told(folder, name):
    folder.document("3-asiel", "# Asiel")
    folder.write(f"templates/{name}", b"")
    assert find_copies(Workspace(folder.root), "templates/3-asiel.docx") == (name,)


@pytest.mark.parametrize(
    "name",
    [
        "3-asiel2.docx",
        "3-asi.docx",
        "~$3-asiel.docx",
        ".~lock.3-asiel.docx#",
        "3-asiel-x.pdf",
        "over 3-asiel.docx",
    ],
)
def test_what_is_called_otherwise_is_none(folder, name):
    folder.document("3-asiel", "# Asiel")
    folder.write(f"templates/{name}", b"")
    assert find_copies(Workspace(folder.root), "templates/3-asiel.docx") == ()


def test_a_template_of_another_document_or_edition_is_none(folder):
    folder.document("3-asiel", "# Asiel")
    folder.document("3-asiel-kort", "# Kort")
    folder.write("templates/3-asiel-2025.docx", b"")
    folder.write("data/editions/2025.toml", '[[documents]]\ntemplate = "3-asiel-2025.docx"\n')
    assert find_copies(Workspace(folder.root), "templates/3-asiel.docx") == ()


def test_a_folder_that_is_not_there_has_none(folder):
    assert find_copies(Workspace(folder.root), "templates/weg/3-asiel.docx") == ()
