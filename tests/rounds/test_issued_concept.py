"""The file that a returned one was made from, among those that were handed out."""

import pytest

from report_builder.rounds.issued_concept import IssuedConcept
from report_builder.word.package import read_docx
from report_builder.word.read.passages import read_passages


@pytest.fixture
def concept(asylum):
    asylum.document("h1", "# Asiel", *(f"Zin {number} over asiel." for number in range(9)))
    asylum.document("nota", "Tekst van de nota.", kind="nota", title="Nota")
    return asylum.build()


def report_of(folder):
    (path,) = (path for path in folder.glob("*.docx") if path.stem not in ("nota", "kamerstuk"))
    return path


def test_a_file_comes_from_the_one_that_it_has_most_in_common_with(concept):
    path = report_of(concept)
    word = read_passages(read_docx(path.read_bytes()))
    original = IssuedConcept(concept).find_original(word)
    assert original.passages == word.passages


def test_where_the_file_itself_was_altered_no_other_document_is_taken_for_it(concept):
    path = report_of(concept)
    word = read_passages(read_docx(path.read_bytes()))
    for altered in (path, concept / "kamerstuk.docx"):
        altered.write_bytes(b"bewerkt")
    assert IssuedConcept(concept).find_original(word) is None
