"""The gate of the definitive release, and what is there once it has passed."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from report_builder.cli import main
from report_builder.word.fields import field_runs, instruction_words, instructions, result_runs
from report_builder.word.notes import add_footnote
from tests.conftest import new_document, texts, yellow

pytestmark = pytest.mark.usefixtures("blank_pages")
SETTINGS = """
[decision_route]
RAenM = 2026-07-07
MR = 2026-07-10
verzending = 2026-07-10
[[consultations]]
name = "IDAM"
state = "akkoord"
[[signatories]]
role = "De Minister"
name = "N. Bewindspersoon"
[[accepted_stale]]
indicator = "asiel.oud"
reason = "De bron publiceert in het najaar."
decided_on = 2026-06-01
[personal.behandelaar]
naam = "Noor Verzonnen"
"""


@pytest.fixture
def project(asylum):
    """A project that passes: a report with an accepted stale figure, a letter and a nota."""
    asylum.edition(SETTINGS)
    asylum.figure("asiel/oud", indicators=["asiel.oud"], title="Oud")
    asylum.document(
        "h1",
        "# Asiel",
        "Nieuw: {{ asiel.aanvragen }}. Oud: {{ asiel.oud }}.",
        '{{ figuur("asiel/oud") }}',
    )
    asylum.document("kamerbrief", "Nieuw: {{ asiel.aanvragen }}.", kind="letter")
    asylum.document("nota", "Van {{ persoon.behandelaar.naam }}.", kind="nota")
    return asylum


def release(project) -> int:
    return project.run("build", "--release", "definitief")


def output(project):
    return project.root / "output/2026/definitief"


def without_acceptance(settings: str) -> str:
    before, _, rest = settings.partition("[[accepted_stale]]")
    return before + "[personal" + rest.partition("[personal")[2]


def embargo(project, day: str, indicator: str = "asiel.aanvragen") -> None:
    theme, name = indicator.split(".")
    path = project.root / f"data/{theme}/catalogue.toml"
    path.write_text(path.read_text().replace(f"[{name}]\n", f"[{name}]\nembargo = {day}\n"))


def test_what_passes_is_complete(project):
    assert release(project) == 0
    found = output(project)
    assert [text for path in found.rglob("*.docx") for text in yellow(path)] == []
    text = texts(found / "rapport.docx")
    assert "Nieuw: 24.140. Oud: 120 (2024)." in text
    notes = zipfile.ZipFile(found / "rapport.docx").read("word/footnotes.xml").decode()
    assert "De bron publiceert in het najaar." in notes
    core = docx.Document(str(found / "nota.docx")).core_properties
    assert (core.author, core.last_modified_by, core.keywords, core.comments) == ("", "", "", "")
    assert "openbaar/rapport.pdf" in json.loads((found / "manifest.json").read_text())["files"]


def notes(project) -> list[str]:
    """The footnotes of the report."""
    with zipfile.ZipFile(output(project) / "rapport.docx") as opened:
        root = etree.fromstring(opened.read("word/footnotes.xml"))
    found = (
        "".join(t.text or "" for t in note.iter(qn("w:t"))) for note in root.iter(qn("w:footnote"))
    )
    return [text.strip() for text in found if text]


REASON = "bij het vaststellen van deze editie was nog geen update beschikbaar. De bron publiceert in het najaar."


def test_text_that_an_accepted_figure_chose_is_explained_too(project):
    project.document(
        "h1",
        "# Asiel",
        "{% if asiel.oud > asiel.oud.vorig %}Er kwam meer.{% endif %} En verder niets.",
    )
    assert release(project) == 0
    assert notes(project) == [f"Cijfers t/m 2024; {REASON}"]
    body = docx.Document(str(output(project) / "rapport.docx")).element.body
    reference = next(body.iter(qn("w:footnoteReference"))).getparent()
    before = [
        "".join(t.text for t in run.iter(qn("w:t")))
        for run in reference.itersiblings(preceding=True)
    ]
    assert "Er kwam meer." in before
    assert not any("En verder" in text for text in before)


def test_a_fresh_number_that_an_accepted_figure_chose_is_not_said_to_be_old(project):
    project.document(
        "h1",
        "# Asiel",
        "Het is {{ asiel.aanvragen if asiel.oud > asiel.oud.vorig else asiel.stand }}.",
    )
    assert release(project) == 0
    assert "Het is 24.140." in texts(output(project) / "rapport.docx")
    assert notes(project) == [f"Cijfers t/m 2024; {REASON}"]


def test_a_note_tells_up_to_when_the_figure_goes_and_not_of_which_earlier_year_the_number_is(
    project,
):
    project.document(
        "h1",
        "# Asiel",
        "Eerder {{ asiel.oud.vorig }}.",
        "Sinds 2022 {{ asiel.oud[2022] - asiel.oud }}.",
    )
    assert release(project) == 0
    assert "Eerder 100 (2023)." in texts(output(project) / "rapport.docx")
    assert "Sinds 2022 -30 (2024)1." in texts(output(project) / "rapport.docx")
    assert notes(project) == [f"Cijfers t/m 2024; {REASON}"]


def test_a_figure_is_explained_once_in_a_paragraph_behind_its_number_and_not_behind_its_year(
    project,
):
    text = "In {{ asiel.oud.periode }} waren er {{ asiel.oud }}, een {{ asiel.oud|verandering }} na {{ asiel.oud.vorig }}."
    project.document("h1", "# Asiel", text + " Dat was in {{ asiel.oud.vorig.periode }} anders.")
    assert release(project) == 0
    assert notes(project) == [f"Cijfers t/m 2024; {REASON}"]
    body = docx.Document(str(output(project) / "rapport.docx")).element.body
    number = next(body.iter(qn("w:footnoteReference"))).getparent().getprevious()
    assert "".join(t.text for t in number.iter(qn("w:t"))) == "120"


def test_a_reason_that_two_figures_share_is_given_once(project):
    project.indicator("asiel.ouder", [(2023, 50), (2024, 60)])
    accepted = '[[accepted_stale]]\nindicator = "asiel.ouder"\nreason = "De bron publiceert in het najaar"\n'
    project.edition(project.more + accepted + "decided_on = 2026-05-01\n")
    project.document("h1", "# Asiel", "In 2024 was dat {{ asiel.ouder|aandeel(van=asiel.oud) }}.")
    assert release(project) == 0
    assert notes(project) == [f"Cijfers t/m 2024; {REASON}"]


def repeats(project) -> list[str]:
    """What the fields of the report show that call a footnote once more."""
    body = docx.Document(str(output(project) / "rapport.docx")).element.body
    codes = [code for code in instructions(body) if instruction_words(code)[0] == "NOTEREF"]
    return [
        "".join(t.text for run in result_runs(code) for t in run.iter(qn("w:t"))) for code in codes
    ]


def test_what_a_footnote_nearby_says_already_gets_its_number(project):
    project.document("h1", "# Asiel", "Oud: {{ asiel.oud }}.", "## Meer", "Weer {{ asiel.oud }}.")
    assert release(project) == 0
    assert notes(project) == [f"Cijfers t/m 2024; {REASON}"]
    assert repeats(project) == ["1"]
    page = (output(project) / "rapport.html").read_text()
    assert 'class="noot-weer"><sup>1</sup></a>' in page.partition("Weer")[2].partition("</p>")[0]


def test_a_footnote_of_a_page_ago_is_written_again(project):
    between = ["Tekst zonder cijfers staat hier om ruimte in te nemen. " * 9] * 5
    project.document("h1", "# Asiel", "Oud: {{ asiel.oud }}.", *between, "Weer {{ asiel.oud }}.")
    assert release(project) == 0
    assert notes(project) == [f"Cijfers t/m 2024; {REASON}"] * 2
    assert repeats(project) == []


def test_a_footnote_counts_the_repeated_number_behind_those_of_the_drafter(project):
    document = new_document()
    own = document.add_paragraph("Vooraf.")
    add_footnote(document, own._p[-1], "Van de schrijver.", "FootnoteReference", "FootnoteText")
    for text in ("Oud: {{ asiel.oud }}.", "Weer {{ asiel.oud }}.", "Nog eens {{ asiel.oud }}."):
        document.add_paragraph(text)
    project.add("h1", document)
    assert release(project) == 0
    assert notes(project) == ["Van de schrijver.", f"Cijfers t/m 2024; {REASON}"]
    assert repeats(project) == ["2", "2"]


def test_a_note_on_an_older_period_is_no_repetition(project):
    project.indicator("asiel.ouder", [(2022, 50), (2023, 60)])
    accepted = '[[accepted_stale]]\nindicator = "asiel.ouder"\nreason = "De bron publiceert in het najaar"\n'
    project.edition(project.more + accepted + "decided_on = 2026-05-01\n")
    project.document("h1", "# Asiel", "Het zijn {{ asiel.oud }} en {{ asiel.ouder }}.")
    assert release(project) == 0
    assert notes(project) == [f"Cijfers t/m 2024; {REASON}", f"Cijfers t/m 2023; {REASON}"]


def test_a_field_that_leads_to_a_note_of_elsewhere_is_left_as_it_is(project):
    document = new_document()
    paragraph = document.add_paragraph("Zie noot ")
    paragraph._p.extend(field_runs("NOTEREF _RefNootWeg", "7"))
    project.add("h1", document)
    assert release(project) == 0
    assert repeats(project) == ["7"]


def test_a_tile_of_an_accepted_figure_says_up_to_when_it_goes(project):
    project.figure(
        "asiel/tegels", kind="dashboard", title="Tegels", indicators=["asiel.aandeel", "asiel.oud"]
    )
    project.document("h1", "# Asiel", '{{ figuur("asiel/tegels") }}')
    assert release(project) == 0
    assert [
        text
        for text in texts(output(project) / "rapport.docx")
        if text in ("2025", "cijfers t/m 2024")
    ] == [
        "2025",
        "cijfers t/m 2024",
    ]


def test_a_stale_figure_in_a_text_box_is_not_released(project, capsys):
    document = new_document()
    box = document.add_paragraph("Kader: ").add_run()
    content = OxmlElement("w:txbxContent")
    content.append(document.add_paragraph("Oud: {{ asiel.oud }}.")._p)
    shape = OxmlElement("w:pict")
    shape.append(content)
    box._r.append(shape)
    project.add("h1", document)
    assert release(project) == 1
    assert (
        "error: het verouderde cijfer 120 kan hier geen voetnoot krijgen" in capsys.readouterr().err
    )


def test_text_that_an_accepted_figure_chose_is_no_news(project, capsys):
    text = "{% if asiel.oud > asiel.oud.vorig %}Er kwam meer.{% endif %}"
    project.document("nieuws", "# Nieuws", text, kind="news")
    assert release(project) == 1
    told = "templates/nieuws.docx:onder 'Nieuws', alinea 1: error: tekst die door een verouderd cijfer gekozen is"
    assert told in capsys.readouterr().err


def test_the_numbers_are_kept_with_the_project_as_they_were_printed(project):
    assert release(project) == 0
    path = project.root / "data/published/2026.csv"
    assert path.read_bytes() == (output(project) / "numbers.csv").read_bytes()
    path.unlink()
    assert release(project) == 0
    assert path.read_bytes() == (output(project) / "numbers.csv").read_bytes()


def test_keeping_the_numbers_is_no_change_of_the_project(project, capsys):
    arguments = ["build", "--project", str(project.root), "--jobs", "1", "--release", "definitief"]
    assert main(arguments) == 0
    assert main(arguments) == 0
    assert "Niets gewijzigd" in capsys.readouterr().err


def test_a_concept_and_one_document_keep_no_numbers(project):
    assert project.run("build") == 0
    assert project.run("build", "--release", "definitief", "--document", "h1") == 0
    assert not (project.root / "data/published").exists()


def test_everything_that_is_not_done_is_told_at_once_and_nothing_is_built(project, capsys):
    settings = SETTINGS.replace('state = "akkoord"', 'state = "open"').replace(
        'name = "N. Bewindspersoon"', ""
    )
    project.edition("lock = true\n" + without_acceptance(settings))
    embargo(project, "2026-07-01")
    path = project.root / "templates/kamerbrief.docx"
    document = docx.Document(str(path))
    inserted = OxmlElement("w:ins")
    inserted.set(qn("w:author"), "Opsteller")
    inserted.append(document.paragraphs[0].add_run(" Nog iets.")._r)
    document.paragraphs[0]._p.append(inserted)
    document.add_comment(document.paragraphs[0].runs, text="Nagaan", author="Opsteller")
    document.save(str(path))
    assert release(project) == 1
    told = capsys.readouterr().err
    for said in (
        "data/asiel/catalogue.toml:2: error: op asiel.aanvragen rust een embargo tot 1 juli 2026; het cijfer staat in h1 en kamerbrief",
        "error: het voorportaal IDAM heeft nog niet ingestemd (stand: open)",
        "error: de ondertekenaar 'De Minister' heeft geen naam",
        "data/editions/2026.toml:6: error: de gegevens van deze editie zijn niet vergrendeld",
        "error: verouderd cijfer: asiel.oud (t/m 2024) staat op 2 plaatsen: hoofdstuk 1, onder 'Asiel', alinea 1; hoofdstuk 1, figuur 1.1 (laat CBS ",
        "templates/kamerbrief.docx:voor de eerste kop, alinea 1: error: een ingevoegde tekst is nog niet aanvaard",
        "templates/kamerbrief.docx:voor de eerste kop, alinea 1: error: opmerking: 'Nagaan'; zij staat nog in het sjabloon",
    ):
        assert said in told
    assert not (project.root / "output").exists()
    assert not (project.root / "data/published").exists()


def test_a_figure_under_embargo_is_held_back_until_its_day(project, capsys, monkeypatch):
    embargo(project, "2026-06-22")
    assert release(project) == 1
    assert project.run("build") == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782100000")  # 22 June 2026
    assert release(project) == 0


def test_an_embargo_holds_for_what_only_chooses_a_text_and_for_figures(project, capsys):
    embargo(project, "2026-07-01", "asiel.stand")
    embargo(project, "2026-07-01", "asiel.maand")
    embargo(project, "2026-07-01", "asiel.aandeel")
    project.figure("asiel/per_maand", indicators=["asiel.maand"])
    project.document(
        "h1",
        "# Asiel",
        "{% if asiel.stand > asiel.stand.vorig %}Meer.{% endif %}",
        '{{ figuur("asiel/per_maand") }}',
    )
    assert release(project) == 1
    told = capsys.readouterr().err
    assert "op asiel.stand rust een embargo" in told
    assert "op asiel.maand rust een embargo" in told
    assert "asiel.aandeel" not in told


def test_status_tells_what_the_way_to_parliament_makes_due_when(project, capsys):
    settings = SETTINGS.replace('state = "akkoord"', 'state = "open"\ndate = 2026-06-25')
    settings = settings.replace('name = "N. Bewindspersoon"', "")
    project.edition("lock = true\n" + without_acceptance(settings))
    project.indicator(
        "asiel.oud",
        [(2023, 100), (2024, 120)],
        title="Oud",
        expected_on=date(2026, 7, 8),
        owner="IND",
    )
    embargo(project, "2026-07-01")
    assert project.run("status") == 0
    assert capsys.readouterr().out.partition("\n\n")[0].splitlines() == [
        "Besluitvorming",
        "  RAenM: 7 juli 2026 (over 16 dagen)",
        "  MR: 10 juli 2026 (over 19 dagen)",
        "  verzending: 10 juli 2026 (over 19 dagen)",
        "  Nog te doen voor de RAenM van 7 juli 2026",
        "    voorportaal IDAM: open, op 25 juni 2026",
        "    1 cijfer leveren of aanvaarden ([[accepted_stale]])",
        "      asiel.oud wordt pas verwacht op 8 juli 2026 (IND)",
        "  Nog te doen voor de verzending op 10 juli 2026",
        "    de gegevens vergrendelen (report-builder lock)",
        "    de naam van de ondertekenaar 'De Minister' invullen",
        "    wachten op het eind van het embargo op asiel.aanvragen: 1 juli 2026",
    ]


def test_status_of_an_edition_without_a_route_has_no_such_list(asylum, capsys):
    asylum.document("h1", "# Asiel", "Oud: {{ asiel.oud }}.")
    assert asylum.run("status") == 0
    assert capsys.readouterr().out.startswith("Per document")


CORRECTION = '[[corrections]]\ndate = 2026-09-01\ntext = "Op pagina 3 is het aantal aanvragen gecorrigeerd."\n'
COLOPHON = (
    "# Colofon",
    "{%p if editie.correcties %}",
    "## Correcties",
    "{%p for c in editie.correcties %}",
    "{{ c.datum }}: {{ c.tekst }}",
    "{%p endfor %}",
    "{%p endif %}",
)


def test_a_corrected_edition_carries_a_list_of_what_changed(project, capsys):
    project.document("colofon", *COLOPHON, kind="part")
    assert release(project) == 0
    assert "Correcties" not in texts(output(project) / "rapport.docx")
    project.edition(SETTINGS + CORRECTION)
    assert release(project) == 0
    found = texts(output(project) / "rapport.docx")
    assert "1 september 2026: Op pagina 3 is het aantal aanvragen gecorrigeerd." in found


def test_corrections_that_are_nowhere_printed_stop_the_release(project, capsys):
    project.edition(SETTINGS + CORRECTION)
    assert release(project) == 1
    assert (
        "error: de editie noemt correcties, maar geen document van het rapport drukt ze af"
        in capsys.readouterr().err
    )


def test_numbers_other_than_in_the_release_before_are_told(project, capsys):
    assert release(project) == 0
    path = project.root / "data/asiel/aanvragen.csv"
    path.write_text(path.read_text().replace("2025,TOTAL,24140", "2025,TOTAL,24999"))
    assert release(project) == 0
    told = capsys.readouterr().err
    assert (
        "data/published/2026.csv:1: warning: anders dan in de vorige definitieve versie: h1: '24.999' was '24.140'"
        in told
    )


def test_corrections_are_left_out_of_the_next_edition(project):
    project.edition(SETTINGS + CORRECTION)
    assert project.run("new-edition", "2027") == 0
    text = (project.root / "data/editions/2027.toml").read_text()
    assert "corrections" not in tomllib.loads(text)
    assert "correctie van editie 2026; haal haar weg" in text


@pytest.mark.usefixtures("real_pages")
def test_the_same_bytes_come_out_of_an_archive_with_the_program_in_it(project, tmp_path):
    project.write("requirements.lock", "voorbeeld==1.0\n")
    assert project.run("lock") == 0
    assert release(project) == 0
    assert project.run("archive") == 0
    bundle = project.root / "output/2026/archief-2026.zip"
    first = bundle.read_bytes()
    assert project.run("archive") == 0
    assert bundle.read_bytes() == first
    unpacked = tmp_path / "jaren later"
    with zipfile.ZipFile(bundle) as opened:
        opened.extractall(unpacked)
    listed = json.loads((unpacked / "archief.json").read_text())["files"]
    for name in (
        "data/editions/2026/lock.toml",
        "data/published/2026.csv",
        "requirements.lock",
        "LEESMIJ.txt",
    ):
        assert name in listed
    environment = os.environ | {
        "PYTHONPATH": str(unpacked / "programma"),
        "REPORT_BUILDER_CACHE": str(tmp_path / "leeg"),
    }
    command = [
        sys.executable,
        "-m",
        "report_builder",
        "build",
        "--quiet",
        "--release",
        "definitief",
        "--output",
        "opnieuw",
    ]
    subprocess.run(command, cwd=unpacked, env=environment, check=True)
    sent = {
        path.relative_to(output(project)): path.read_bytes()
        for path in output(project).rglob("*")
        if path.is_file()
    }
    again = unpacked / "opnieuw/2026/definitief"
    assert {
        path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()
    } == sent


def test_what_is_archived_must_be_what_the_project_gives(project, capsys):
    assert project.run("archive") == 2
    assert "bevat geen definitieve versie" in capsys.readouterr().err
    assert release(project) == 0
    path = project.root / "templates/nota.docx"
    document = docx.Document(str(path))
    document.add_paragraph("Later bijgeschreven.")
    document.save(str(path))
    assert project.run("archive") == 1
    told = capsys.readouterr().err
    assert (
        "output/2026/definitief/nota.docx:1: error: dit is niet wat de bestanden van het project nu opleveren"
        in told
    )
    assert not (project.root / "output/2026/archief-2026.zip").exists()
