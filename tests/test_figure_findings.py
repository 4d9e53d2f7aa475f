"""What a figure shows, in a sentence above it: a sentence of the report like any other."""

import docx
import pytest
from docx.oxml.ns import qn

from tests.conftest import Folder, read_csv, texts, yellow

FINDING = (
    "In {{ asiel.aanvragen.periode }} waren er {{ asiel.aanvragen }} aanvragen: "
    "{{ asiel.aanvragen|verandering }} vergeleken met {{ asiel.aanvragen.vorig.periode }}"
)
SHOWN = "In 2025 waren er 24.140 aanvragen: daling van 25% vergeleken met 2024"


@pytest.fixture
def project(asylum: Folder) -> Folder:
    find(asylum, FINDING)
    return asylum


def find(project: Folder, finding: str) -> None:
    """Put another sentence above the figure."""
    project.figure(
        "asiel/f",
        kind="line",
        title="Verloop",
        indicators=["asiel.aanvragen"],
        finding=finding,
    )


def place(project: Folder, *more: str) -> None:
    project.document("h1", "# Kop", "Eerst.", '{{ figuur("asiel/f") }}', *more)


def test_a_finding_stands_above_its_figure_in_word_pdf_and_web_edition(project):
    place(project)
    built = project.build()
    document = docx.Document(str(built / "rapport.docx"))
    (lead,) = [one for one in document.paragraphs if one.style.name == "Kernzin"]
    assert "".join(text.text for text in lead._p.iter(qn("w:t"))) == SHOWN
    assert "w:drawing" in lead._p.getnext().xml
    page = (built / "rapport.html").read_text()
    assert page.index('class="kernzin"') < page.index("<figure")
    assert "Figuur 1.1 Verloop" in " ".join(texts(built / "rapport.docx"))


def test_its_numbers_and_words_are_printed_values(project):
    place(project)
    rows = [
        row for row in read_csv(project.build() / "numbers.csv") if "kernzin" in row["location"]
    ]
    assert [row["text"] for row in rows] == ["2025", "24.140", "daling van 25%", "2024"]
    assert {row["location"] for row in rows} == {"onder 'Kop', kernzin boven alinea 2"}


def test_a_finding_on_stale_figures_is_yellow(project):
    find(project, "In {{ asiel.oud.periode }} waren het er {{ asiel.oud }}")
    place(project)
    assert "In 2024 waren het er 120" in yellow(project.build() / "rapport.docx")


def test_a_mistake_in_a_finding_is_told_with_its_file(project, capsys):
    find(project, "Het waren er {{ asiel.anvragen }}")
    place(project)
    assert project.run("check") == 1
    told = capsys.readouterr().err
    assert "onder 'Kop', kernzin boven alinea 2 (figures/asiel/f.toml): error" in told
    assert "asiel.anvragen" in told


def test_a_number_that_was_typed_in_a_finding_is_told(project, capsys):
    find(project, "Het waren er 24.140")
    place(project)
    project.run("check")
    told = capsys.readouterr().err
    assert (
        "kernzin boven alinea 2 (figures/asiel/f.toml): warning: getal zonder bron: 24.140" in told
    )


def test_paragraphs_keep_the_place_that_they_have_in_the_template(project, capsys):
    place(project, "Daarna {{ asiel.anvragen }}.")
    assert project.run("check") == 1
    assert "onder 'Kop', alinea 3" in capsys.readouterr().err


def test_a_dashboard_has_no_finding(project, capsys):
    project.figure(
        "asiel/f", kind="dashboard", title="T", indicators=["asiel.aanvragen"], finding="Zin."
    )
    place(project)
    assert project.run("check") == 1
    assert "finding past niet bij kind = 'dashboard'" in capsys.readouterr().err
