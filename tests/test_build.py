"""The whole way, as its users go it: from a project folder to the output folder."""

import hashlib
import json
import os
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from lxml import html
from openpyxl import load_workbook

from report_builder.cli import main
from tests.conftest import new_document, read_csv, texts, yellow
from tests.forked_program import ForkedProgram
from tests.outcome import contents

PATIENCE = 180.0

LETTERS = """
dossier = "30 573"
[[addressees]]
id = "tk"
name = "De voorzitter van de Tweede Kamer"
address = ["Postbus 1", "Den Haag"]
[[addressees]]
id = "ek"
name = "De voorzitter van de Eerste Kamer"
[personal.behandelaar]
naam = "A. Voorbeeld"
[decision_route]
MR = 2026-07-10
"""


@pytest.fixture
def project(asylum):
    """A project with a summary, two chapters, a letter and a nota."""
    asylum.edition(LETTERS)
    asylum.figure("asiel/per_jaar", indicators=["asiel.aanvragen"], title="Aanvragen per jaar")
    asylum.figure("asiel/oud", kind="bar", indicators=["asiel.oud"], title="Oude cijfers")
    asylum.document(
        "samenvatting",
        "# Samenvatting",
        "Nieuw: {{ asiel.aanvragen }}. Oud: {{ asiel.oud }}.",
        kind="part",
    )
    asylum.document(
        "h1",
        "# Asiel",
        '{{ figuur("asiel/per_jaar") }}',
        "Nieuw: {{ asiel.aanvragen|verandering }}. Wit.",
    )
    asylum.document(
        "h2", "# Oud", '{{ figuur("asiel/oud") }}', "Oud: {{ asiel.oud|afgerond(100) }}. Wit."
    )
    asylum.document(
        "kamerbrief", "Aan {{ geadresseerde.naam }}", "Oud: {{ asiel.oud }}.", kind="letter"
    )
    asylum.document(
        "nota",
        "Van {{ persoon.behandelaar.naam }}, MR {{ editie.besluitvorming.MR }}.",
        kind="nota",
    )
    return asylum


FILES = [
    "freshness.csv",
    "freshness.xlsx",
    "kamerbrief-ek.docx",
    "kamerbrief-ek.pdf",
    "kamerbrief.docx",
    "kamerbrief.pdf",
    "kamerstuk.docx",
    "kamerstuk.pdf",
    "manifest.json",
    "nota.docx",
    "nota.pdf",
    "numbers.csv",
    "numbers.xlsx",
    *(f"open-data/{name}" for name in ("asiel-oud.csv", "asiel-per_jaar.csv")),
    *(f"open-data/{name}" for name in ("datapackage.json", "numbers.csv")),
    "rapport.docx",
    "rapport.html",
    "rapport.pdf",
    "review.html",
]


def files_of(output):
    """The files of a release, with those in its folders."""
    return sorted(
        path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()
    )


def test_a_build_writes_all_products_and_nothing_else(project):
    output = project.build()
    assert files_of(output) == FILES
    assert not output.is_symlink()
    assert [path.name for path in output.parent.iterdir()] == ["concept"]


def test_the_letter_is_written_to_both_houses(project):
    output = project.build()
    assert texts(output / "kamerbrief.docx")[0] == "Aan De voorzitter van de Tweede Kamer"
    assert texts(output / "kamerbrief-ek.docx")[0] == "Aan De voorzitter van de Eerste Kamer"
    assert texts(output / "nota.docx") == ["Van A. Voorbeeld, MR 10 juli 2026."]


def test_the_whole_piece_holds_nota_letter_and_report(project):
    found = texts(project.build() / "kamerstuk.docx")
    places = [
        found.index(text)
        for text in (
            "Van A. Voorbeeld, MR 10 juli 2026.",
            "Aan De voorzitter van de Tweede Kamer",
            "Samenvatting",
        )
    ]
    assert places == sorted(places)


def test_the_manifest_has_the_hash_of_every_file(project):
    output = project.build()
    manifest = json.loads((output / "manifest.json").read_text())
    assert (manifest["edition"], manifest["release"]) == ("2026", "concept")
    assert manifest["program"].startswith("report-builder ")
    assert sorted([*manifest["files"], "manifest.json"]) == FILES
    for name, made in manifest["files"].items():
        assert hashlib.sha256((output / name).read_bytes()).hexdigest() == made, name


def test_the_register_tells_of_every_printed_number(project):
    rows = read_csv(project.build() / "numbers.csv")
    (row,) = [row for row in rows if row["document"] == "samenvatting" and row["text"] == "24.140"]
    assert row | {"key": ""} == {
        "document": "samenvatting",
        "location": "onder 'Samenvatting', alinea 1",
        "key": "",
        "text": "24.140",
        "amount": "24140",
        "unit": "aanvragen",
        "indicator": "asiel.aanvragen",
        "time_period": "2025",
        "slice": "TOTAL",
        "operation": "waarde",
        "inputs": "asiel.aanvragen[TOTAL]@2025",
        "source": "CBS",
        "freshness": "fresh",
    }
    rounded = next(row for row in rows if row["document"] == "h2" and row["text"] == "100")
    assert (rounded["amount"], rounded["freshness"]) == ("120", "stale")


def test_the_freshness_of_every_indicator_is_told(project):
    rows = {row["indicator"]: row for row in read_csv(project.build() / "freshness.csv")}
    assert rows["asiel.oud"] == {
        "indicator": "asiel.oud",
        "last_period": "2024",
        "expected_period": "2025",
        "state": "stale",
        "owner": "CBS",
        "documents": "samenvatting;h2;kamerbrief;kamerbrief-ek",
    }
    assert (rows["asiel.stand"]["state"], rows["asiel.stand"]["documents"]) == ("fresh", "")
    assert len(rows) == 5


@pytest.mark.parametrize("name", ["numbers", "freshness"])
def test_each_register_is_a_workbook_too_with_the_same_rows(project, name):
    output = project.build()
    head, *rows = list(load_workbook(output / f"{name}.xlsx").worksheets[0].values)
    written = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert written == [list(row.values()) for row in read_csv(output / f"{name}.csv")]
    assert list(head) == list(read_csv(output / f"{name}.csv")[0])


def marked(output: Path) -> dict[str, list[str]]:
    """Everything yellow in the Word files and the web edition."""
    found = {path.name: yellow(path) for path in sorted(output.glob("*.docx"))}
    marks = html.parse(str(output / "rapport.html")).iter("mark")
    return found | {
        "rapport.html": ["".join(mark.itertext()) for mark in marks if mark.get("class") == "stale"]
    }


def test_taking_a_figure_away_turns_exactly_what_rests_on_it_yellow_and_putting_it_back_white(
    project,
):
    before = marked(project.build())
    path = project.root / "data/asiel/aanvragen.csv"
    whole = path.read_text()
    path.write_text(whole.replace("2025,TOTAL,24140,A\n", ""))
    after = marked(project.build())
    assert {
        name: [text for text in found if text not in before[name]] for name, found in after.items()
    } == {
        "kamerbrief-ek.docx": [],
        "kamerbrief.docx": [],
        "nota.docx": [],
        "rapport.docx": [
            "Nieuw: 32.140.Oud: 120.",
            "Figuur 1.1 Aanvragen per jaar",
            "Nieuw: daling van 16%.",
        ],
        "kamerstuk.docx": [
            "Nieuw: 32.140.Oud: 120.",
            "Figuur 1.1 Aanvragen per jaar",
            "Nieuw: daling van 16%.",
        ],
        "rapport.html": [
            "Nieuw: 32.140. (verouderd, t/m 2024)",
            "Figuur 1.1 Aanvragen per jaar (cijfers t/m 2024, nog geen update beschikbaar)",
            "32.140 (verouderd, t/m 2024)",
            "Nieuw: daling van 16%. (verouderd, t/m 2024)",
        ],
    }
    path.write_text(whole)
    assert marked(project.build()) == before


def test_changing_an_observation_changes_the_number_everywhere(project):
    project.build()
    path = project.root / "data/asiel/oud.csv"
    path.write_text(path.read_text().replace("2024,120", "2024,180"))
    output = project.build()
    assert "Oud: 180." in texts(output / "kamerbrief.docx")
    assert "Oud: 200. Wit." in texts(output / "rapport.docx")
    assert "180" in (output / "rapport.html").read_text()
    assert {
        row["amount"]
        for row in read_csv(output / "numbers.csv")
        if row["indicator"] == "asiel.oud" and row["operation"] == "waarde"
    } >= {"180"}


def test_the_same_project_gives_the_same_bytes_with_and_without_a_store(
    project, tmp_path, monkeypatch
):
    first = contents(project.build())
    again = contents(project.build("--output", str(tmp_path / "b")) and tmp_path / "b/2026/concept")
    monkeypatch.setenv("REPORT_BUILDER_CACHE", str(tmp_path / "ander"))
    fresh = contents(project.build("--output", str(tmp_path / "c")) and tmp_path / "c/2026/concept")
    assert [name for name in FILES if first[name] != again[name]] == []
    assert [name for name in FILES if first[name] != fresh[name]] == []


def test_processes_make_no_difference(project, tmp_path):
    first = contents(project.build())
    arguments = [
        "build",
        "--project",
        str(project.root),
        "--quiet",
        "--jobs",
        "2",
        "--output",
        str(tmp_path / "b"),
    ]
    os.environ["REPORT_BUILDER_CACHE"] = str(tmp_path / "ander")
    assert main(arguments) == 0
    second = contents(tmp_path / "b/2026/concept")
    assert [name for name in FILES if first[name] != second[name]] == []


def test_a_build_without_changes_touches_nothing_and_one_after_damage_repairs(project, capsys):
    output = project.build()
    times = {path: path.stat().st_mtime_ns for path in output.iterdir()}
    project.run("build")
    assert {path: path.stat().st_mtime_ns for path in output.iterdir()} == times
    (output / "nota.pdf").write_bytes(b"kapot")
    project.build()
    assert (output / "nota.pdf").read_bytes().startswith(b"%PDF")


def test_a_stopped_build_leaves_the_output_as_it_was(project, capsys):
    before = contents(project.build())
    project.document("h1", "# Asiel", "{{ asiel.onzin }}")
    assert project.run("build") == 1
    assert "onbekende indicator 'asiel.onzin'" in capsys.readouterr().err
    assert contents(project.output) == before


def build_arguments(project):
    """What asks for a build of a project, in one process."""
    return ["build", "--project", str(project.root), "--jobs", "1"]


@pytest.fixture
def small(asylum):
    """A project of one chapter with a figure: a build of it has every stage."""
    asylum.figure("asiel/oud", kind="bar", indicators=["asiel.oud"], title="Oude cijfers")
    asylum.document("h1", "# Oud", '{{ figuur("asiel/oud") }}', "Oud: {{ asiel.oud }}.")
    return asylum


@pytest.mark.usefixtures("own_store")
@pytest.mark.parametrize(
    "stage", ["Sjablonen vullen", "Pagina's opmaken", "Bestanden binden", "Klaar"]
)
def test_a_killed_build_leaves_the_output_whole(small, stage):
    before = contents(small.build())
    path = small.root / "data/asiel/oud.csv"
    path.write_text(path.read_text().replace("2024,120", "2024,180"))
    program = ForkedProgram(build_arguments(small), os.environ)
    assert any(line.startswith(stage) for line in program.stderr)
    program.kill()
    program.communicate(PATIENCE)
    left = contents(small.output)
    whole = contents(small.build())
    assert whole != before
    assert left in (before, whole)
    assert [path.name for path in small.output.parent.iterdir()] == ["concept"]


def test_warnings_are_told_and_stop_nothing(project, capsys):
    project.document("h1", "# Asiel", "Er waren 12 boten.")
    assert project.run("build") == 0
    assert "warning: getal zonder bron: 12" in capsys.readouterr().err
    assert project.run("build") == 0
    assert "warning: getal zonder bron: 12" in capsys.readouterr().err


def test_an_unknown_word_style_prints_as_text_with_a_warning(asylum, capsys):
    document = new_document()
    document.styles.add_style("Zelf bedacht", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Tekst.", style="Zelf bedacht")
    asylum.add("h1", document)
    assert "<p>Tekst.</p>" in (asylum.build() / "rapport.html").read_text()
    assert (
        "templates/h1.docx:voor de eerste kop, alinea 1: warning: onbekende alineastijl 'Zelf bedacht'"
        in capsys.readouterr().err
    )


def test_one_document_alone_is_numbered_as_in_the_report(project, capsys):
    project.build()
    before = contents(project.output)
    assert project.run("build", "--document", "h2") == 0
    after = contents(project.output)
    assert sorted(set(after) - set(before)) == ["h2.docx", "h2.pdf"]
    assert {name: after[name] for name in before} == before
    assert "Figuur 2.1 Oude cijfers" in texts(project.output / "h2.docx")
    assert project.run("build", "--document", "h9") == 2
    assert "onbekend document 'h9'" in capsys.readouterr().err


def test_a_project_of_two_chapters_without_letter_or_nota_builds(folder):
    folder.indicator("water.peil", [(2024, 3), (2025, 4)], unit="cm")
    folder.figure("water/peil", indicators=["water.peil"])
    folder.document("een", "# Een", "Het peil is {{ water.peil }} cm.")
    folder.document("twee", "# Twee", '{{ figuur("water/peil") }}')
    assert files_of(folder.build()) == [
        "freshness.csv",
        "freshness.xlsx",
        "manifest.json",
        "numbers.csv",
        "numbers.xlsx",
        "open-data/datapackage.json",
        "open-data/numbers.csv",
        "open-data/water-peil.csv",
        "rapport.docx",
        "rapport.html",
        "rapport.pdf",
        "review.html",
    ]


def test_a_project_of_a_letter_alone_builds(folder):
    folder.indicator("water.peil", [(2025, 4)])
    folder.document("brief", "Het peil is {{ water.peil }} cm.", kind="letter")
    names = sorted(path.name for path in folder.build().iterdir())
    registers = ["freshness.csv", "freshness.xlsx", "manifest.json", "numbers.csv", "numbers.xlsx"]
    assert names == ["brief.docx", "brief.pdf", *registers, "review.html"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["bouw"],
        ["build", "--release", "eind"],
        ["build", "--jobs", "0"],
        ["build", "--onzin"],
        ["trace"],
        [],
    ],
)
def test_wrong_usage_ends_with_2(arguments, capsys):
    assert main(arguments) == 2
    capsys.readouterr()


def test_what_cannot_be_written_is_wrong_usage(project, capsys):
    project.write("output", "een bestand in de weg")
    assert project.run("build") == 2
    assert "kan niet schrijven" in capsys.readouterr().err


def told(arguments):
    """What a command says on standard output and error, which are no terminal."""
    program = ForkedProgram(arguments, os.environ)
    said = program.communicate(PATIENCE)
    assert program.returncode == 0
    return said


@pytest.mark.usefixtures("own_store")
def test_progress_is_told_in_plain_lines_when_no_one_watches(small):
    lines = told(build_arguments(small))[1].splitlines()
    assert lines[0] == "Figuren tekenen (1)"
    assert lines[-1].startswith("Klaar: ")
    assert not any("\x1b" in line for line in lines)
    assert told([*build_arguments(small), "--quiet"]) == ("", "")


DEFINITIVE = (
    LETTERS
    + '[[accepted_stale]]\nindicator = "asiel.oud"\nreason = "De bron levert in het najaar."\ndecided_on = 2026-05-01\n'
)


def test_the_definitive_release_stops_on_stale_figures_that_were_not_accepted(project, capsys):
    assert project.run("build", "--release", "definitief") == 1
    found = capsys.readouterr().err.splitlines()
    (told,) = [line for line in found if "verouderd cijfer" in line]
    assert re.match(
        r"data/asiel/catalogue\.toml:\d+: error: verouderd cijfer: asiel\.oud \(t/m 2024\) staat op ",
        told,
    )
    assert told.endswith(
        " (laat CBS het cijfer leveren, of neem de indicator op onder [[accepted_stale]])"
    )
    assert not (project.root / "output").exists()


def test_in_the_definitive_release_nothing_is_yellow_and_what_was_accepted_is_explained(project):
    project.edition(DEFINITIVE)
    assert project.run("build", "--release", "definitief") == 0
    output = project.root / "output/2026/definitief"
    assert all(found == [] for found in marked(output).values())
    assert texts(output / "kamerbrief.docx")[1] == "Oud: 120 (2024)."
    with zipfile.ZipFile(output / "kamerbrief.docx") as opened:
        notes = opened.read("word/footnotes.xml").decode()
        assert (
            "Cijfers t/m 2024; bij het vaststellen van deze editie was nog geen update beschikbaar."
            in notes
        )
        assert "De bron levert in het najaar." in notes
        assert "CONCEPT" not in "".join(
            opened.read(name).decode("utf-8", "replace") for name in opened.namelist()
        )
    found = texts(output / "kamerstuk.docx")
    assert not any("Voorbeeld" in text for text in found)
    states = {row["indicator"]: row["state"] for row in read_csv(output / "freshness.csv")}
    assert states["asiel.oud"] == "accepted"


def test_the_definitive_release_waits_for_what_the_edition_declares(project, capsys):
    project.edition(
        DEFINITIVE
        + '[[consultations]]\nname = "IDAM"\nstate = "open"\n[[signatories]]\nrole = "De Minister"\n'
    )
    assert project.run("build", "--release", "definitief") == 1
    found = capsys.readouterr().err
    assert "het voorportaal IDAM heeft nog niet ingestemd (stand: open)" in found
    assert "de ondertekenaar 'De Minister' heeft geen naam" in found
    assert project.run("build") == 0


def test_comments_of_drafters_stay_in_the_concept_and_hold_the_definitive_release(project, capsys):
    document = new_document()
    paragraph = document.add_paragraph("Tekst.")
    document.add_comment(paragraph.runs, text="Nog nagaan", author="Redactie", initials="R")
    project.add("h3", document)
    project.edition(DEFINITIVE)
    assert project.run("build") == 0
    concept = project.root / "output/2026/concept/rapport.docx"
    assert "Nog nagaan" in [comment.text for comment in docx.Document(concept).comments]
    assert project.run("build", "--release", "definitief") == 1
    assert "opmerking: 'Nog nagaan'; zij staat nog in het sjabloon" in capsys.readouterr().err
    assert not (project.root / "output/2026/definitief").exists()
