"""new-edition: an edition rolled on to the next year, and the work list of what does not roll on by itself."""

import os
import re
import signal
import subprocess
import sys
import time
import tomllib

import openpyxl
import pytest
from lxml import html

from tests.conftest import add_paragraph, new_document, texts

pytestmark = pytest.mark.usefixtures("blank_pages")
SETTINGS = """
dossier = "30 573"

# Route van de besluitvorming.

[decision_route]
RAenM = 2026-07-07   # onder voorbehoud
MR = 2026-07-10

[[consultations]]
name = "IDAM"
state = "akkoord"
date = 2026-05-01

[[signatories]]
role = "De minister"
name = "N. Iemand"

# Wat oud gedrukt mocht worden.

[[accepted_stale]]
indicator = "asiel.oud"
reason = "komt later"
decided_on = 2026-06-01

[personal.behandelaar]
naam = "A. Voorbeeld"

"""


@pytest.fixture
def project(asylum):
    asylum.document(
        "h1",
        "# Asiel",
        "## Instroom",
        "Er waren {{ asiel.aanvragen }} aanvragen.",
        "Oud was {{ asiel.oud[2023] }}. In 2025 begon een nieuw stelsel.",
        "Het beleid is dit jaar in hoofdlijnen hetzelfde gebleven.",
        'De Raad noemde {{ vast("21.000", bron="Raad") }} plaatsen.',
        title="Cijfers 2025 en 2026",
    )
    asylum.document("h2", "# Opvang", "Van de Vreemdelingenwet 2000 (Kamerstuk 19 637, nr. 3516).")
    asylum.edition(SETTINGS)
    return asylum


def settings(folder, name="2027"):
    return tomllib.loads((folder.root / f"data/editions/{name}.toml").read_text())


def snapshot(folder):
    """Every file of the project that can be seen, with its bytes."""
    found = (
        path for path in folder.root.rglob("*") if path.is_file() and not path.name.startswith(".")
    )
    return {path.relative_to(folder.root).as_posix(): path.read_bytes() for path in found}


def places(out, template):
    """The lines of the work list on one template."""
    _, _, rest = out.partition(f"templates/{template}\n")
    return rest.partition("\n\n")[0].splitlines()


def test_what_is_known_rolls_on(project):
    assert project.run("new-edition", "2027") == 0
    new = settings(project)
    assert new["reporting_year"] == 2026
    assert new["title"] == "Rapport 2027"
    assert new["dossier"] == "30 573"
    assert [entry["title"] for entry in new["documents"]] == ["Cijfers 2026 en 2027", "H2"]
    assert [entry["template"] for entry in new["documents"]] == ["2027/h1.docx", "2027/h2.docx"]


def test_what_is_not_known_is_left_to_be_filled_in(project):
    project.run("new-edition", "2027")
    new, text = settings(project), (project.root / "data/editions/2027.toml").read_text()
    assert new["decision_route"] == {}
    assert new["consultations"] == [{"name": "IDAM", "state": "open"}]
    assert new["signatories"] == [{"role": "De minister"}]
    assert "accepted_stale" not in new
    assert "Iemand" not in text
    assert (
        "# RAenM = …   # onder voorbehoud  # nog te doen: vul de datum in; in editie 2026 was dat 2026-07-07"
        in text
    )
    assert "# [[accepted_stale]]  # nog te doen: asiel.oud: besluit uit editie 2026" in text
    assert "date = 2027-06-21  # nog te doen: voorlopige datum" in text


def test_comments_and_order_of_the_settings_stay(project):
    project.run("new-edition", "2027")
    text = (project.root / "data/editions/2027.toml").read_text()
    order = [
        "# Route van de besluitvorming.",
        "[decision_route]",
        "# Wat oud gedrukt mocht worden.",
        "[[documents]]",
    ]
    assert sorted(order, key=text.index) == order


def test_the_new_edition_has_templates_of_its_own_and_the_old_one_stays_as_it_was(project):
    before = snapshot(project)
    project.run("new-edition", "2027")
    after = snapshot(project)
    assert {name: after[name] for name in before} == before
    assert after["templates/2027/h1.docx"] == before["templates/h1.docx"]


def test_the_new_edition_builds_at_once_with_everything_stale(project, capsys):
    project.document(
        "nota", "# Nota", "Besluit in de MR van {{ editie.besluitvorming.MR }}.", kind="nota"
    )
    project.edition(SETTINGS)
    project.run("new-edition", "2027")
    assert project.run("build") == 0
    assert "Besluit in de MR van (datum volgt)." in texts(
        project.root / "output/2027/concept/nota.docx"
    )
    capsys.readouterr()
    project.run("status")
    assert "Cijfers 2026 en 2027: 0 van 2 actueel" in capsys.readouterr().out
    assert project.run("build", "--edition", "2026") == 0


def test_an_unknown_date_is_an_error_in_the_definitive_release(project, capsys):
    project.document(
        "nota", "# Nota", "Besluit in de MR van {{ editie.besluitvorming.MR }}.", kind="nota"
    )
    project.edition("")
    assert project.run("check", "--release", "definitief") == 1
    assert "besluitvorming heeft geen 'MR'" in capsys.readouterr().err


def test_the_work_list_names_what_does_not_follow_the_figures_with_its_place(project, capsys):
    project.run("new-edition", "2027")
    assert places(capsys.readouterr().out, "2027/h1.docx") == [
        "  onder 'Instroom', alinea 2: Periode in een tag: 2023 – Oud was {{ asiel.oud[2023] }}.",
        "  onder 'Instroom', alinea 2: Jaartal: 2025 – In 2025 begon een nieuw stelsel.",
        '  onder \'Instroom\', alinea 4: Vast getal: 21.000 – De Raad noemde {{ vast("21.000", bron="Raad") }} plaatsen.',
        "  onder 'Instroom': tekst zonder cijfers, ongewijzigd: alinea 3",
    ]


def test_years_in_the_names_of_laws_and_in_references_are_no_work(project, capsys):
    project.run("new-edition", "2027")
    assert not any("Jaartal" in line for line in places(capsys.readouterr().out, "2027/h2.docx"))


def test_the_work_list_names_settings_figures_and_dates_that_lie_behind(project, capsys):
    project.indicator("asiel.later", [(2025, 1)], expected_on="x")
    catalogue = project.root / "data/asiel/catalogue.toml"
    catalogue.write_text(
        catalogue.read_text().replace('expected_on = "x"', "expected_on = 2026-01-15")
    )
    project.figure("asiel/f", indicators=["asiel.oud"], title="Sinds 2019", until=2024)
    assert project.run("new-edition", "2027") == 0
    out = capsys.readouterr().out
    assert "Publicatiedatum – [later] expected_on = 2026-01-15" in out
    assert "regel 4: Periode in een figuur – until = 2024" in out
    assert "Jaartal: 2019 – Sinds 2019" in out
    assert "asiel.oud: besluit uit editie 2026, neem het zo nodig opnieuw" in out
    assert "vul in wie ondertekent als De minister" in out
    assert "editie 2026 heeft geen eigen cijfers" in out


def test_the_work_list_is_a_page_and_a_workbook(project):
    project.run("new-edition", "2027")
    page = html.fromstring((project.root / "output/2027/nieuwe-editie.html").read_text())
    assert page.xpath("//h1/text()") == ["Instellingen van de editie", "Cijfers 2026 en 2027", "H2"]
    assert "Het beleid is dit jaar in hoofdlijnen hetzelfde gebleven." in page.xpath("//td/text()")
    book = openpyxl.load_workbook(project.root / "output/2027/nieuwe-editie.xlsx")
    rows = list(book.active.values)
    assert rows[0] == (
        "Bestand",
        "Plaats",
        "Soort",
        "Tekst",
        "Wat te doen",
        "Ongewijzigd sinds",
        "Wie",
        "Gedaan",
    )
    assert ("templates/2027/h1.docx", "onder 'Instroom', alinea 2", "Jaartal: 2025") in [
        row[:3] for row in rows
    ]


def test_the_work_list_made_again_holds_only_what_is_still_left(project, capsys):
    project.run("new-edition", "2027")
    document = new_document()
    for text in [
        "# Asiel",
        "## Instroom",
        "In 2026 begon een nieuw stelsel.",
        "Oud was {{ asiel.oud[2023] }}.",
    ]:
        add_paragraph(document, text)
    document.save(str(project.root / "templates/2027/h1.docx"))
    path = project.root / "data/editions/2027.toml"
    path.write_text(re.sub("# MR = .*", "MR = 2027-07-09", path.read_text()))
    before = capsys.readouterr().out
    assert project.run("new-edition", "2027", "--worklist") == 0
    after = capsys.readouterr().out
    assert "Instelling – MR = …" in before
    assert "MR = …" not in after
    assert places(after, "2027/h1.docx") == [
        "  onder 'Instroom', alinea 2: Periode in een tag: 2023 – Oud was {{ asiel.oud[2023] }}."
    ]


def test_a_passage_that_stayed_for_years_says_since_when(project):
    project.run("new-edition", "2027")
    project.run("new-edition", "2028")
    rows = list(
        openpyxl.load_workbook(project.root / "output/2028/nieuwe-editie.xlsx").active.values
    )
    assert {row[5] for row in rows if row[0] == "templates/2028/h1.docx"} == {"2026"}
    assert settings(project, "2028")["documents"][0]["template"] == "2028/h1.docx"
    assert (project.root / "data/editions/2028.toml").read_text().count("voorlopige datum") == 1


def test_another_edition_than_the_newest_can_be_rolled_on(project):
    project.run("new-edition", "2027")
    assert project.run("new-edition", "2029", "--from", "2026") == 0
    assert settings(project, "2029")["reporting_year"] == 2028
    assert settings(project, "2029")["title"] == "Rapport 2029"


def test_a_project_of_two_chapters_rolls_on(folder):
    folder.indicator("a.x", [(2025, 1)])
    folder.document("een", "# Een", "Er is {{ a.x }}.")
    folder.document("twee", "# Twee", "Tekst.")
    assert folder.run("new-edition", "2027") == 0
    assert folder.run("check") == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2026"], "editie 2026 bestaat al (data/editions/2026.toml)"),
        (["volgend"], "'volgend' is geen jaar"),
        (["../2027"], "'../2027' is geen jaar"),
        (["2025"], "editie 2025 ligt niet na editie 2026"),
        (["2027", "--from", "2019"], "onbekende editie '2019'; aanwezig: 2026"),
        (["2027", "--worklist"], "onbekende editie '2027'"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(project, capsys, arguments, message):
    before = snapshot(project)
    assert project.run("new-edition", *arguments) == 2
    assert message in capsys.readouterr().err
    assert snapshot(project) == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'name = "rapport"',
            "name = rapport",
            "data/editions/2026.toml:2: error: geen geldige TOML",
        ),
        (
            'title = "Rapport 2026"',
            "titel = 1",
            "data/editions/2026.toml:3: error: onbekende sleutel 'titel'",
        ),
        ("h2.docx", "h3.docx", "het sjabloon templates/h3.docx ontbreekt"),
        (
            "[decision_route]\nRAenM = 2026-07-07   # onder voorbehoud\nMR = 2026-07-10\n",
            "[x]\n",
            "onbekende sleutel 'x'",
        ),
    ],
)
def test_an_edition_with_errors_is_not_rolled_on(project, capsys, old, new, message):
    path = project.root / "data/editions/2026.toml"
    path.write_text(path.read_text().replace(old, new))
    before = snapshot(project)
    assert project.run("new-edition", "2027") == 1
    assert message in capsys.readouterr().err
    assert snapshot(project) == before


def test_settings_on_one_line_are_refused_with_the_way_out(project, capsys):
    path = project.root / "data/editions/2026.toml"
    text = path.read_text().replace(
        "[decision_route]\nRAenM = 2026-07-07   # onder voorbehoud\nMR = 2026-07-10\n", ""
    )
    path.write_text("decision_route = { MR = 2026-07-10 }\n" + text)
    assert project.run("new-edition", "2027") == 1
    error = capsys.readouterr().err
    assert (
        "data/editions/2026.toml:1: error: 'MR' is zo niet over te nemen (schrijf MR = … op een eigen regel)"
        in error
    )
    assert not (project.root / "templates/2027").exists()


def test_a_template_that_is_no_word_file_is_named_where_it_stands_now(project, capsys):
    project.write("templates/h2.docx", "geen Word")
    before = snapshot(project)
    assert project.run("new-edition", "2027") == 1
    assert "templates/h2.docx:1: error: dit is geen Word-bestand" in capsys.readouterr().err
    assert snapshot(project) == before


def test_templates_that_somebody_put_in_the_way_are_not_lost(project, capsys):
    project.write("templates/2027/h1.docx", "eigen werk")
    assert project.run("new-edition", "2027") == 2
    assert "templates/2027/h1.docx staat in de weg" in capsys.readouterr().err
    assert (project.root / "templates/2027/h1.docx").read_text() == "eigen werk"
    assert not (project.root / "data/editions/2027.toml").exists()


def test_where_the_settings_cannot_be_written_the_templates_are_taken_back(
    project, capsys, monkeypatch
):
    project.write("output/2027", "een bestand waar een map hoort")
    assert project.run("new-edition", "2027") == 2
    assert "kan niet schrijven in" in capsys.readouterr().err
    assert not (project.root / "templates/2027").exists()
    assert not (project.root / "data/editions/2027.toml").exists()


@pytest.mark.parametrize("moment", [0.1, 0.2, 0.3, 0.4])
def test_a_run_that_is_killed_leaves_no_half_edition_and_does_not_hinder_the_next(project, moment):
    command = [
        sys.executable,
        "-m",
        "report_builder",
        "new-edition",
        "2027",
        "--project",
        str(project.root),
    ]
    run = subprocess.Popen(
        command, env={**os.environ}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(moment)
    run.send_signal(signal.SIGKILL)
    run.wait()
    if (project.root / "data/editions/2027.toml").exists():
        assert project.run("check") == 0
    else:
        assert project.run("check", "--edition", "2026") == 0
        assert project.run("new-edition", "2027") == 0
    assert texts(project.root / "templates/2027/h1.docx") == texts(
        project.root / "templates/h1.docx"
    )


def test_what_a_killed_run_left_is_taken_over(project):
    for name in ("h1", "h2"):
        project.write(
            f"templates/2027/{name}.docx", (project.root / f"templates/{name}.docx").read_bytes()
        )
    project.write("data/editions/.report-builder-1-abc", "half")
    assert project.run("new-edition", "2027") == 0
    assert not (project.root / "data/editions/.report-builder-1-abc").exists()
    assert project.run("check") == 0
