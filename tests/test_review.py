"""Review in Word: what a concept tells its reviewers, and what comes back from them."""

import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from tests.conftest import add_paragraph, new_document, part

STALE = (
    "Oud cijfer (asiel.oud): cijfers t/m 2024, nog geen update beschikbaar. "
    "Levert: Dienst. Verwacht: t/m 2025, op 1 juli 2026."
)


@pytest.fixture
def project(asylum):
    """The asylum project with an owner and a date for what is late."""
    rows = [(2022, 90), (2023, 100), (2024, 120)]
    asylum.indicator("asiel.oud", rows, title="Oud cijfer", owner="Dienst")
    path = asylum.root / "data/asiel/catalogue.toml"
    path.write_text(path.read_text().replace('owner = "Dienst"', 'owner = "Dienst"\nexpected_on = 2026-07-01'))
    return asylum


def remarks(path):
    """The comments of a Word file, each as (author, text, the text that it is on)."""
    document = docx.Document(str(path))
    found = []
    for comment in document.comments:
        number, text, is_open = str(comment.comment_id), "", False
        for element in document.element.body.iter():
            if element.get(qn("w:id")) == number and element.tag == qn("w:commentRangeStart"):
                is_open = True
            if element.get(qn("w:id")) == number and element.tag == qn("w:commentRangeEnd"):
                break
            text += element.text or "" if is_open and element.tag == qn("w:t") else ""
        found.append((comment.author, comment.text, text.strip()))
    return found


def test_each_outdated_sentence_carries_one_comment_that_says_what_it_waits_for(project):
    project.document("h1", "# Asiel", "Vers {{ asiel.aanvragen }}. Oud {{ asiel.oud }} en {{ asiel.oud.vorig }}. Slot.")
    assert remarks(project.build() / "rapport.docx") == [("Report Builder", STALE, "Oud 120 en 100.")]


def test_text_that_an_outdated_figure_chose_names_that_figure(project):
    project.document(
        "h1",
        "{% if asiel.oud > asiel.oud.vorig and 1 < 2 %}Gegroeid.{% endif %} Los.",
        "{% set woord = 'meer' if asiel.oud > asiel.oud.vorig else 'minder' %}Het is {{ woord }}.",
        "{%p if not asiel.oud < asiel.oud.vorig %}",
        "Hele alinea.",
        "{%p endif %}",
    )
    found = remarks(project.build() / "rapport.docx")
    assert found == [("Report Builder", STALE, text) for text in ("Gegroeid.", "Het is meer.", "Hele alinea.")]


def test_a_figure_a_table_and_a_tile_carry_one_comment_each(project):
    project.figure("asiel/lijn", indicators=["asiel.oud"], title="Lijn")
    project.figure("asiel/tabel", kind="table", indicators=["asiel.oud", "asiel.aanvragen"], title="Tabel")
    project.figure("asiel/tegels", kind="dashboard", indicators=["asiel.oud", "asiel.aanvragen"], title="Tegels")
    calls = ['{{ figuur("asiel/lijn") }}', '{{ tabel("asiel/tabel") }}', '{{ figuur("asiel/tegels") }}']
    project.document("h1", "# Asiel", *calls)
    found = remarks(project.build() / "rapport.docx")
    assert [text for _, _, text in found] == ["Figuur 1.1 Lijn", "Tabel 1.1 Tabel", "Oud cijfer"]
    assert {text for _, text, _ in found} == {STALE}


def test_a_table_of_the_template_tells_each_figure_once_at_its_first_row(project):
    document = new_document()
    table = document.add_table(3, 3)
    texts = [
        "jaar",
        "oud",
        "nieuw",
        "nu",
        "{{ asiel.oud }}",
        "{{ asiel.aanvragen }}",
        "toen",
        "{{ asiel.oud.vorig }}",
        "x",
    ]
    for cell, text in zip((cell for row in table.rows for cell in row.cells), texts, strict=True):
        cell.paragraphs[0].text = text
    project.add("h1", document)
    assert remarks(project.build() / "rapport.docx") == [("Report Builder", STALE, "120")]


def test_comments_of_drafters_and_of_the_program_have_ids_of_their_own_and_the_definitive_release_has_none(project):
    document = new_document()
    add_paragraph(document, "# Asiel")
    add_paragraph(document, "Oud {{ asiel.oud }}.")
    document.add_comment(document.paragraphs[1].runs, text="Nog nagaan", author="Redactie", initials="R")
    for name in ("h1", "h2"):
        project.add(name, document)
    project.add("nota", document, kind="nota")
    project.edition('[[accepted_stale]]\nindicator = "asiel.oud"\nreason = "Later."\ndecided_on = 2026-05-01\n')
    concept = project.build()
    for name, count in (("rapport", 4), ("kamerstuk", 6), ("nota", 2)):
        ids = re.findall(r'<w:comment [^>]*w:id="(\d+)"', part(concept / f"{name}.docx", "word/comments.xml"))
        assert len(ids) == len(set(ids)) == count
        body = part(concept / f"{name}.docx", "word/document.xml")
        for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            assert sorted(re.findall(rf'<w:{mark} w:id="(\d+)"', body)) == sorted(ids)
    assert any("Mag oud in de definitieve versie." in text for _, text, _ in remarks(concept / "rapport.docx"))
    assert project.run("build", "--release", "definitief") == 0
    for path in (project.root / "output/2026/definitief").glob("*.docx"):
        with zipfile.ZipFile(path) as opened:
            assert not any(b"Nog nagaan" in opened.read(name) or "comments" in name for name in opened.namelist())
