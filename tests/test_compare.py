"""compare: what changed between two editions, revisions apart from new figures."""

import openpyxl
import pytest
from lxml import html

from tests.conftest import EDITION, Folder, read_csv

pytestmark = pytest.mark.usefixtures("blank_pages")
OLD = EDITION.replace("2025", "2024").replace("2026", "2025")


@pytest.fixture
def project(folder):
    """Edition 2025 with rows of its own, of which the source has revised one since, and edition 2026."""
    folder.indicator("asiel.aanvragen", [(2023, 100), (2024, 125), (2025, 150)], title="Aanvragen")
    folder.indicator("asiel.oud", [(2023, 90), (2024, 80)], title="Oud cijfer")
    folder.indicator("asiel.weg", [(2023, 7), (2024, 8), (2025, 9)], title="Verdwenen")
    folder.indicator("asiel.erbij", [(2024, 5), (2025, 6)], title="Erbij")
    folder.write(
        "data/editions/2025/asiel/aanvragen.csv",
        "time_period,obs_value,obs_status\n2023,100,A\n2024,120,P\n",
    )
    folder.document(
        "h1",
        "# Asiel",
        "Er waren {{ asiel.aanvragen }} ({{ asiel.aanvragen|verandering }}).",
        "Eerder {{ asiel.aanvragen[2023] }}, oud {{ asiel.oud }}, weg {{ asiel.weg }}.",
        '{{ vast("21.000", bron="Raad") }} plaatsen.',
    )
    folder.edition(head=OLD, name="2025")
    folder.entries.clear()
    folder.document(
        "nieuw",
        "# Asiel",
        "Er waren {{ asiel.aanvragen }} ({{ asiel.aanvragen|verandering }}).",
        "Eerder {{ asiel.aanvragen[2023]|afgerond(1000) }} en {{ asiel.aanvragen[2024] }}, oud {{ asiel.oud }}, "
        "erbij {{ asiel.erbij }}.",
        '{{ vast("22.000", bron="Raad") }} plaatsen.',
        id="h1",
        title="Asiel",
    )
    return folder


def rows(folder: Folder, name="2026/vergelijking-2025-2026"):
    """The tables of the workbook by heading: each row as a dictionary by column."""
    book = openpyxl.load_workbook(folder.root / "output" / f"{name}.xlsx")
    tables = {}
    for sheet in book:
        head, *lines = sheet.values
        tables[sheet.title.partition(" ")[2]] = [
            dict(zip(head, line, strict=True)) for line in lines
        ]
    return tables


def short(found):
    """What is compared, as it was and as it is."""
    return [(row["Cijfer"], row["2025"] or "", row["2026"] or "") for row in found]


def test_newer_figures_stand_apart_from_revised_new_and_gone_ones(project):
    assert project.run("compare", "2025", "2026") == 0
    tables = rows(project)
    assert short(tables["Nieuwere perioden"]) == [
        ("Aanvragen", "120", "150"),
        ("Aanvragen: verandering", "stijging van 20%", "stijging van 20%"),
    ]
    assert short(tables["Herziene cijfers"]) == [("Aanvragen", "120", "125")]
    assert short(tables["Nieuwe cijfers"]) == [
        ("Erbij", "", "6"),
        ("vast getal (bron: Raad)", "", "22.000"),
    ]
    assert short(tables["Vervallen cijfers"]) == [
        ("Verdwenen", "8", ""),
        ("vast getal (bron: Raad)", "21.000", ""),
    ]
    assert short(tables["Anders geschreven"]) == [("Aanvragen", "100", "0")]


def test_a_newer_figure_over_a_break_is_said_not_to_compare(project):
    project.indicator(
        "asiel.aanvragen", [(2023, 100), (2024, 125), (2025, 150, "B")], title="Aanvragen"
    )
    project.run("compare", "2025", "2026")
    newer, *_ = rows(project)["Nieuwere perioden"]
    assert "reeksbreuk (2025): de twee cijfers zijn niet te vergelijken" in newer["Waarom"]
    revised, *_ = rows(project)["Herziene cijfers"]
    assert "reeksbreuk" not in revised["Waarom"]


def test_each_change_says_where_how_much_and_why(project):
    digest = "a" * 64
    project.write(
        "data/deliveries.csv",
        f"delivered_on,owner,file,sha256,indicators\n2026-03-01,CBS,x.xlsx,{digest},asiel.aanvragen\n",
    )
    project.run("compare", "2025", "2026")
    newer, *_ = rows(project)["Nieuwere perioden"]
    assert newer["Waar"] == "Asiel: onder 'Asiel', alinea 1"
    assert (newer["Periode in 2025"], newer["Periode in 2026"]) == ("2024", "2025")
    assert (newer["Verschil"], newer["Verschil in %"]) == (30, 25)
    assert newer["Waarom"] == (
        "nieuwste levering: CBS, 1 maart 2026; sinds editie 2025 herzien: Aanvragen over 2024: 120 → 125"
    )


def test_a_revised_observation_is_told_with_both_values_and_statuses(project):
    project.run("compare", "2025", "2026")
    (revised,) = rows(project)["Herziene waarnemingen"]
    assert (revised["Indicator"], revised["Periode"], revised["2025"], revised["2026"]) == (
        "Aanvragen",
        "2024",
        "120",
        "125",
    )
    assert (revised["Verschil"], revised["Status"]) == (5, "P → A")
    assert revised["Gedrukt in 2025"] == "H1: onder 'Asiel', alinea 1"


def test_an_observation_that_the_source_withdrew_is_revised_to_nothing(project):
    project.indicator(
        "asiel.aanvragen", [(2023, 100), (2024, "", "O"), (2025, 150)], title="Aanvragen"
    )
    project.document("nieuw", "# Asiel", "Er waren {{ asiel.aanvragen }}.", id="h1", title="Asiel")
    project.run("compare", "2025", "2026")
    (revised,) = rows(project)["Herziene waarnemingen"]
    assert (revised["2025"], revised["2026"]) == ("120", "–")


def test_what_was_fresh_and_is_stale_now_is_listed(project):
    project.run("compare", "2025", "2026")
    by_name = {row["Indicator"]: row for row in rows(project)["Versheid"]}
    assert by_name["asiel.oud"]["Stand in 2025"] == "actueel"
    assert by_name["asiel.oud"]["Stand in 2026"] == "verouderd"
    assert by_name["asiel.weg"]["Stand in 2026"] == "niet gedrukt"
    assert "asiel.aanvragen" not in by_name


def test_figures_are_compared_too(project):
    project.figure("asiel/f", indicators=["asiel.oud"], title="Oud")
    project.document("nieuw", "# Asiel", '{{ figuur("asiel/f") }}', id="h1", title="Asiel")
    project.run("compare", "2025", "2026")
    (figure,) = rows(project)["Figuren en tabellen"]
    assert (figure["Figuur of tabel"], figure["Stand in 2025"], figure["Stand in 2026"]) == (
        "asiel/f",
        "niet gedrukt",
        "verouderd",
    )


def test_a_figure_of_a_later_edition_does_not_stand_in_the_way_of_an_earlier_one(project):
    project.indicator("asiel.pas", [(2025, 1)])
    project.figure("asiel/f", indicators=["asiel.pas"], title="Pas begonnen")
    project.document("nieuw", "# Asiel", '{{ figuur("asiel/f") }}', id="h1", title="Asiel")
    assert project.run("compare", "2025", "2026") == 0


def test_the_terminal_tells_it_in_short(project, capsys):
    project.run("compare", "2025", "2026")
    out = capsys.readouterr().out
    assert (
        "     1 herziene cijfers\n     2 nieuwere perioden\n     2 nieuwe cijfers\n     2 vervallen cijfers"
        in out
    )
    assert "  Aanvragen, 2024: 120 → 125\n    Asiel: onder 'Asiel', alinea 2" in out
    assert "  Verdwenen, 2024: 8 → vervallen" in out
    assert "Indicatoren zonder update in 2025: 0 van 3" in out


def test_the_page_holds_the_same_as_the_workbook(project):
    project.run("compare", "2025", "2026")
    page = html.fromstring((project.root / "output/2026/vergelijking-2025-2026.html").read_text())
    heads = [head.text for head in page.iter("h1")]
    assert heads == list(rows(project))
    table = page.xpath("//h1[text()='Herziene cijfers']/following::table[1]")[0]
    assert [cell.text or "" for cell in table.findall("tbody/tr/td")][1:4] == [
        "Aanvragen",
        "120",
        "125",
    ]
    assert page.xpath("//script[@src] | //link | //*[@src]") == []


def test_equal_editions_have_no_differences(project):
    project.write("data/editions/2027.toml", (project.root / "data/editions/2026.toml").read_text())
    project.run("compare", "2026", "2027")
    tables = rows(project, "2027/vergelijking-2026-2027")
    assert [
        name for name in tables if name not in ("Samenvatting", "Versheid") and tables[name]
    ] == []


def test_numbers_as_published_go_before_numbers_as_they_would_be_built_now(project):
    project.build("--edition", "2025")
    published = (
        (project.root / "output/2025/concept/numbers.csv")
        .read_text()
        .replace("120,120,", "121,121,")
    )
    project.write("data/published/2025.csv", published)
    assert project.run("compare", "2025", "2026") == 0
    tables = rows(project)
    assert short(tables["Nieuwere perioden"])[0] == ("Aanvragen", "121", "150")
    assert [(row["2025"], row["2026"]) for row in tables["Herziene waarnemingen"]] == [
        ("121", "125")
    ]


def test_an_edition_of_which_only_the_published_numbers_are_left_can_be_compared(project):
    project.build("--edition", "2025")
    project.write(
        "data/published/2025.csv", (project.root / "output/2025/concept/numbers.csv").read_bytes()
    )
    (project.root / "data/editions/2025.toml").unlink()
    (project.root / "data/editions/2025/asiel/aanvragen.csv").unlink()
    assert project.run("compare", "2025", "2026") == 0
    tables = rows(project)
    assert short(tables["Herziene cijfers"]) == [("Aanvragen", "120", "125")]
    assert short(tables["Vervallen cijfers"])[0] == ("Verdwenen", "8", "")
    assert tables["Vervallen cijfers"][0]["Waar"] == "Asiel: onder 'Asiel', alinea 2"
    assert {row["Indicator"] for row in tables["Versheid"]} >= {"asiel.oud", "asiel.weg"}


def test_a_number_in_another_chapter_is_the_same_number(project):
    project.write(
        "data/editions/2025/asiel/aanvragen.csv",
        (project.root / "data/asiel/aanvragen.csv").read_bytes(),
    )
    project.document("nieuw", "# Kop", "Tekst.", id="h1", title="Asiel")
    project.document("elders", "# Elders", "Oud {{ asiel.oud }}.")
    project.run("compare", "2025", "2026")
    assert "Oud cijfer" not in [row["Cijfer"] for row in rows(project)["Vervallen cijfers"]]


def test_a_ranking_with_another_leader_over_the_same_period_is_revised(folder):
    head = [(2024, "TOTAL", 30), (2024, "Syrië", 20), (2024, "Turkije", 10)]
    folder.indicator("a.x", head, title="X", dimensions=["land"])
    folder.document("h1", "# Kop", 'Uit {{ a.x.top(1, "land")|opsomming }}.')
    folder.edition(head=OLD, name="2025")
    folder.write("data/editions/2025/a/x.csv", (folder.root / "data/a/x.csv").read_bytes())
    folder.indicator("a.x", [*head[:2], (2024, "Turkije", 25)], title="X", dimensions=["land"])
    folder.run("compare", "2025", "2026")
    assert short(rows(folder)["Herziene cijfers"]) == [
        ("X (land=Turkije): rangschikking", "Syrië", "Turkije")
    ]


def test_an_edition_without_figures_of_its_own_is_said_to_show_no_revisions(project, capsys):
    (project.root / "data/editions/2025/asiel/aanvragen.csv").unlink()
    project.run("compare", "2025", "2026")
    assert (
        "Editie 2025 heeft geen eigen cijfers: zij is gelezen met de cijfers van nu"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2025", "2031"], "onbekende editie '2031'; aanwezig: 2025, 2026"),
        (["2026", "2025"], "noem de oudste editie eerst: compare 2025 2026"),
        (["2026", "2026"], "noem twee verschillende edities"),
        (["../2025", "2026"], "onbekende editie '../2025'"),
    ],
)
def test_editions_that_cannot_be_compared_are_wrong_usage(project, capsys, arguments, message):
    assert project.run("compare", *arguments) == 2
    assert message in capsys.readouterr().err
    assert not (project.root / "output").exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("amount", "bedrag", "data/published/2025.csv:1: error: de kolom 'amount' ontbreekt"),
        (
            ",120,120,",
            ",120,veel,",
            "data/published/2025.csv:2: error: deze regel is niet te lezen",
        ),
        ("asiel.oud[TOTAL]@2024", "iets", "error: deze regel is niet te lezen"),
    ],
)
def test_published_numbers_that_cannot_be_read_are_told_by_line(project, capsys, old, new, message):
    project.build("--edition", "2025")
    register = project.root / "output/2025/concept/numbers.csv"
    assert len(read_csv(register)) > 3
    project.write("data/published/2025.csv", register.read_text().replace(old, new))
    capsys.readouterr()
    assert project.run("compare", "2025", "2026") == 1
    assert message in capsys.readouterr().err
    assert not (project.root / "output/2026").exists()


def test_an_edition_with_errors_is_not_compared(project, capsys):
    project.document("nieuw", "# Asiel", "{{ asiel.onzin }}", id="h1", title="Asiel")
    assert project.run("compare", "2025", "2026") == 1
    assert "onbekende indicator 'asiel.onzin'" in capsys.readouterr().err
    assert not (project.root / "output").exists()
