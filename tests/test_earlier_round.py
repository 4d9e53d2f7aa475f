"""A file of an earlier round is compared with what went round then, whatever the concept is now."""

import json

import pytest

from tests.conftest import add_paragraph, new_document
from tests.returned import comment_on, edit, run_of, sheet, worklist

pytestmark = pytest.mark.usefixtures("blank_pages")
SAID, ABOUT = "Opmerking of nieuwe tekst", "Op welke tekst"
POLICY = "Het beleid is in dat jaar niet veranderd."


@pytest.fixture
def project(asylum):
    """A report that went round, with a stale number in it that carries a comment of ours."""
    asylum.figure(
        "asiel/tabel", kind="table", indicators=["asiel.aanvragen"], since=2024, title="Aanvragen"
    )
    asylum.document(
        "h1",
        "# Asiel",
        "## Instroom",
        "Er waren {{ asiel.aanvragen }} eerste aanvragen in dat jaar.",
        "Het oude cijfer is {{ asiel.oud }}.",
        '{{ tabel("asiel/tabel") }}',
        POLICY,
    )
    nota = new_document()
    add_paragraph(nota, "Vraag het {{ persoon.steller }} van het bureau dat erover gaat.")
    asylum.add("nota", nota, kind="nota")
    asylum.edition('[personal]\nsteller = "Noor Verzonnen"\n')
    asylum.build()
    assert asylum.run("circulate") == 0
    return asylum


@pytest.fixture
def returned(project, tmp_path):
    """A copy of a Word file as it went round first."""
    path = tmp_path / "terug.docx"
    path.write_bytes((project.output / "rapport.docx").read_bytes())
    return path


def revise(project):
    """Change the data and the text, and send the new concept round as well."""
    rows = [(2024, "TOTAL", 32140), (2025, "TOTAL", 31200)]
    project.indicator(
        "asiel.aanvragen",
        rows,
        title="Eerste aanvragen",
        unit="aanvragen",
        dimensions=["nationaliteit"],
    )
    project.build()
    assert project.run("circulate") == 0


def test_a_file_that_nobody_touched_asks_for_nothing_also_when_the_data_changed(project, returned):
    revise(project)
    assert worklist(project, returned) == []


def test_what_was_changed_without_tracking_is_seen_against_what_went_round(project, returned):
    comment_on(returned, "Het oude cijfer", "Hoe oud?", "Lezer")
    edit(
        returned,
        (run_of(POLICY), run_of("Het beleid is in dat jaar sterk veranderd.")),
        (run_of("24.140"), run_of("24.410")),
    )
    revise(project)
    number, comment, text = worklist(project, returned)
    assert (number["Soort"], number[SAID]) == (
        "Cijfer met de hand",
        "Er waren 24.410 eerste aanvragen in dat jaar.",
    )
    assert "komt uit de data: 24.140" in number["Let op"]
    assert (comment["Soort"], comment[SAID]) == ("Opmerking", "Hoe oud?")
    assert (text["Soort"], text[ABOUT]) == ("Wijziging, niet bijgehouden", POLICY)


def test_a_text_with_a_name_in_it_is_no_change_and_the_name_is_not_kept(project, tmp_path):
    path = tmp_path / "nota.docx"
    path.write_bytes((project.output / "nota.docx").read_bytes())
    comment_on(path, "Vraag het", "Wie is dat?", "Lezer")
    revise(project)
    (row,) = worklist(project, path)
    assert row[SAID] == "Wie is dat?"
    kept = list((project.root / "data/editions/2026").glob("circulated-*.json"))
    assert len(kept) == 2
    assert all("Verzonnen" not in file.read_text() for file in kept)
    assert "Vraag het [Woo 5.1.2.e] van het bureau" in kept[0].read_text()


def test_a_concept_that_did_not_go_round_is_compared_with_its_numbers_only(project, returned):
    for file in (project.root / "data/editions/2026").glob("circulated*"):
        file.unlink()
    edit(returned, (run_of(POLICY), run_of("Het beleid is in dat jaar sterk veranderd.")))
    rows = [(2022, 90), (2023, 100), (2024, 120)]
    project.indicator("asiel.oud", rows, title="Een oud cijfer")
    project.build()
    assert worklist(project, returned) == []
    (row,) = sheet(project, "Ontvangen")
    assert "wat zonder bijhouden gewijzigd is, is alleen aan de cijfers te zien" in row[7]


def test_what_was_kept_of_a_round_and_is_damaged_is_a_warning(project, returned, capsys):
    (kept,) = (project.root / "data/editions/2026").glob("circulated-*.json")
    kept.write_text(kept.read_text().replace("24.140", "1"))
    revise(project)
    capsys.readouterr()
    worklist(project, returned)
    name = f"data/editions/2026/{kept.name}"
    assert f"{name}:1: warning: dit is niet wat er bij het rondsturen" in capsys.readouterr().err


def test_a_round_is_kept_as_text_of_one_passage_a_line_and_makes_no_other_version(project):
    (kept,) = (project.root / "data/editions/2026").glob("circulated-*.json")
    before = kept.read_bytes()
    round_ = json.loads(before)
    assert round_["version"] == kept.stem.removeprefix("circulated-")
    assert "24.140" in round_["numbers"].values()
    files = {file["name"]: file["passages"] for file in round_["files"]}
    assert files.keys() >= {"rapport.docx", "nota.docx"}
    assert [{"text": POLICY}] in [passage["stretches"] for passage in files["rapport.docx"]]
    assert len(before.splitlines()) > sum(map(len, files.values()))
    project.build()
    assert project.run("circulate") == 0
    assert kept.read_bytes() == before
