"""check, status and trace."""

import docx
import pytest

from report_builder.word.read.plain_text import text_lines
from tests.conftest import yellow


@pytest.fixture
def project(asylum):
    asylum.indicator("asiel.leeg", [], owner="IND")
    asylum.indicator(
        "asiel.oud",
        [(2023, 100), (2024, 120)],
        title="Oud cijfer",
        owner="IND",
        table="12ned",
        definition="Telt iets.",
    )
    digest = "a" * 64
    asylum.write(
        "data/deliveries.csv",
        f"delivered_on,owner,file,sha256,indicators\n2026-03-01,IND,oud.xlsx,{digest},asiel.oud;asiel.leeg\n",
    )
    asylum.document(
        "h1",
        "# Asiel",
        "## Instroom",
        "Er waren {{ asiel.aanvragen }}, een {{ asiel.aanvragen|verandering }}.",
        "Oud: {{ asiel.oud }}.",
    )
    return asylum


def test_check_writes_nothing_and_ends_well(project, capsys):
    assert project.run("check") == 0
    assert not (project.root / "output").exists()
    assert capsys.readouterr().out == ""


def test_trace_tells_where_a_number_stands_and_where_it_comes_from(project, capsys):
    assert project.run("trace", "24.140") == 0
    assert capsys.readouterr().out.splitlines() == [
        "24.140 = 24140 aanvragen (actueel)",
        "  staat in H1: onder 'Instroom', alinea 1",
        "  gemaakt als: waarde",
        "    #1 asiel.aanvragen[TOTAL]@2025 (Eerste aanvragen; actueel)",
        "       bron: Statistiek",
        "",
    ]


@pytest.mark.parametrize("text", ["24140", "asiel.aanvragen", "daling van 25%", "25%", "aanvragen"])
def test_trace_finds_a_number_by_text_amount_or_indicator(project, capsys, text):
    assert project.run("trace", text) == 0
    assert "asiel.aanvragen[TOTAL]@2025" in capsys.readouterr().out


def test_trace_of_an_indicator_tells_what_is_known_of_it(project, capsys):
    assert project.run("trace", "asiel.oud") == 0
    assert capsys.readouterr().out.splitlines()[:6] == [
        "asiel.oud: Oud cijfer (personen)",
        "  verouderd; laatste periode 2024, verwacht t/m 2025",
        "  bron: Statistiek, tabel 12ned; laatst geleverd op 1 maart 2026 door IND (oud.xlsx, sha256 aaaaaaaaaaaa…); te leveren door IND",
        "  komt binnen: levering",
        "  Telt iets.",
        "  staat in: h1",
    ]


def test_trace_of_what_is_nowhere_is_wrong_usage(project, capsys):
    assert project.run("trace", "99.999") == 2
    assert "'99.999' staat in geen enkel document" in capsys.readouterr().err


def test_status_tells_freshness_by_document_and_by_owner(project, capsys):
    assert project.run("status") == 0
    lines = capsys.readouterr().out.splitlines()
    gates = lines.index("Definitieve versie")
    assert lines[gates + 1] == (
        "  wacht op: verouderde cijfers die niet geaccepteerd zijn (1); "
        "laat ze leveren, of accepteer ze onder [[accepted_stale]]"
    )
    del lines[gates : lines.index("", gates) + 1]
    assert lines == [
        "Per document",
        "  H1: 1 van 2 actueel",
        "    niet actueel (1): 1 te laat",
        "    asiel.oud (Oud cijfer): verouderd, t/m 2024; te leveren door IND t/m 2025, publicatiemoment niet bekend, via levering",
        "",
        "Per eigenaar",
        "  CBS: 4 van 4 actueel",
        "  IND: 0 van 2 actueel",
        "    niet actueel (2): 1 te laat, 1 oud of leeg en niet afgedrukt",
        "    laatste levering: 1 maart 2026 (oud.xlsx)",
        "    asiel.oud (Oud cijfer): verouderd, t/m 2024; te leveren door IND t/m 2025, publicatiemoment niet bekend, via levering",
        "  samen: 4 van 6 actueel",
        "    niet actueel (2): 1 te laat, 1 oud of leeg en niet afgedrukt",
        "",
        "Binnengekomen sinds 14 juni 2026",
        "  niets",
    ]


@pytest.mark.parametrize("command", [["check"], ["status"], ["trace", "1"], ["build"]])
def test_every_command_stops_on_problems_in_the_project(project, capsys, command):
    project.document("h2", "# Kop", "{{ asiel.onzin }}")
    assert project.run(*command) == 1
    assert (
        "templates/h2.docx:onder 'Kop', alinea 1: error: onbekende indicator 'asiel.onzin'"
        in capsys.readouterr().err
    )


def test_a_log_of_deliveries_that_cannot_be_read_is_told(project, capsys):
    project.write(
        "data/deliveries.csv", "delivered_on,owner,file,sha256,indicators\ngisteren,IND,x,y,z\n"
    )
    assert project.run("check") == 1
    assert "data/deliveries.csv:2: error: onjuiste levering" in capsys.readouterr().err


def test_the_catalogue_lists_every_figure_with_how_it_stands_and_its_tag(asylum):
    asylum.figure("asiel/f", indicators=["asiel.oud"], title="Oude cijfers")
    asylum.figure("asiel/d", kind="dashboard", indicators=["asiel.aanvragen"], title="In het kort")
    asylum.figure("bijlage/b", kind="sources", title="Bronnen")
    asylum.document("h1", "# Kop", '{{ figuur("asiel/f") }}')
    assert asylum.run("catalogue") == 0
    folder = asylum.root / "output/2026"
    rows = [
        line
        for line in text_lines(docx.Document(str(folder / "catalogus.docx")))
        if line.startswith("|")
    ]
    assert "| Eerste aanvragen | 24.140 | t/m 2025 | publicatie | {{ asiel.aanvragen }} |" in rows
    assert "| Oud cijfer | 120 | t/m 2024 | publicatie | {{ asiel.oud }} |" in rows
    assert '| Oude cijfers | Figuur | t/m 2024 | {{ figuur("asiel/f") }} |' in rows
    assert '| In het kort | Dashboard | actueel | {{ figuur("asiel/d") }} |' in rows
    assert '| Bronnen | Tabel | actueel | {{ tabel("bijlage/b") }} |' in rows
    assert yellow(folder / "catalogus.docx") == ["120", "t/m 2024", "t/m 2024"]
    assert '<mark class="stale">120<' in (folder / "catalogus.html").read_text()
