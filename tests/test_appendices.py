"""The tables that give account of the figures: sources, calendar, definitions, revisions, and what is stale."""

from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from tests.conftest import read_csv, yellow

pytestmark = pytest.mark.usefixtures("blank_pages")
ACCOUNTS = {
    "sources": "Bronnen",
    "calendar": "Kalender",
    "definitions": "Omschrijvingen",
    "revisions": "Revisies",
    "stale": "Verouderd",
}


@pytest.fixture
def project(asylum):
    """A project of a chapter and two appendices, the second of which is for the concept alone."""
    for kind, title in ACCOUNTS.items():
        asylum.figure(f"bijlage/{kind}", kind=kind, title=title)
    asylum.write(
        "data/sources.toml",
        '[CBS]\nname = "Statistiek"\nurl = "https://www.example.org/cijfers"\nlicence = "CC BY 4.0"\n'
        '[IND]\nname = "Dienst"\nurl = "https://example.net"\nlicence = "CC0"\n',
    )
    asylum.indicator(
        "asiel.oud",
        [(2022, 90), (2023, 100), (2024, 120)],
        title="Oud cijfer",
        owner="IND",
        definition="Wat oud is.",
        expected_on=date(2026, 9, 1),
    )
    asylum.figure("asiel/oud", indicators=["asiel.oud"], title="Oude cijfers")
    asylum.document(
        "hoofdstuk",
        "# Asiel",
        "Er waren {{ asiel.aanvragen }} aanvragen en {{ asiel.oud }} oude.",
        '{{ figuur("asiel/oud") }}',
    )
    kept = ("sources", "calendar", "definitions", "revisions")
    asylum.document(
        "bijlage",
        "# Bronnen",
        *(f'{{{{ tabel("bijlage/{kind}") }}}}' for kind in kept),
        kind="appendix",
    )
    asylum.document(
        "concept", "# Geel", '{{ tabel("bijlage/stale") }}', kind="appendix", only="concept"
    )
    asylum.figure("asiel/kern", kind="table", indicators=["asiel.aanvragen"], title="Kern")
    asylum.document("slot", "# Slot", '{{ tabel("asiel/kern") }}', kind="appendix")
    return asylum


EARLIER = """\
reporting_year = 2024
name = "rapport"
title = "Rapport 2025"
date = 2025-06-21
"""
ACCEPTED = """
[[accepted_stale]]
indicator = "asiel.oud"
reason = "De bron levert later."
decided_on = 2026-06-01
"""


def rows(path, title):
    """The rows of the table under the caption that ends with that title, as texts, without the head."""
    found = {caption: table for caption, table in tables(path).items() if caption.endswith(title)}
    (table,) = found.values()
    return table


def tables(path):
    """The tables of a Word file by caption."""
    found = {}
    for table in docx.Document(str(path)).element.body.iter(qn("w:tbl")):
        before = table.getprevious()
        lines = [[text_of(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
        found[text_of(before) if before is not None else ""] = lines[1:]
    return found


def text_of(element):
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def test_the_sources_are_those_of_the_figures_that_are_printed(project):
    output = project.build()
    assert rows(output / "rapport.docx", "Bronnen") == [
        ["CBS", "Statistiek", "example.org/cijfers", "CC BY 4.0"]
    ]


def test_the_calendar_tells_until_when_the_figures_of_a_source_run_and_what_follows(project):
    output = project.build()
    assert rows(output / "rapport.docx", "Kalender") == [
        ["CBS", "Oud cijfer", "per jaar", "2024", "2025 (op 1 september 2026)"],
        ["CBS", "Eerste aanvragen", "per jaar", "2025", "2026"],
    ]


def test_the_calendar_marks_what_is_late(project):
    output = project.build("--document", "bijlage")
    assert yellow(output / "bijlage.docx") == ["2024"]


def test_what_is_late_stands_apart_from_what_always_comes_a_year_later(project):
    project.indicator("asiel.later", [(2024, 7)], title="Altijd later", lag=1)
    project.indicator("asiel.laat", [(2024, 7)], title="Te laat")
    project.document("deel", "# Deel", "Het zijn er {{ asiel.later }} en {{ asiel.laat }}.")
    output = project.build("--document", "bijlage")
    titles = [line[1] for line in rows(output / "bijlage.docx", "Kalender") if line[3] == "2024"]
    assert titles == ["Altijd later", "Te laat", "Oud cijfer"]
    assert yellow(output / "bijlage.docx") == ["2024", "2024"]


@pytest.mark.parametrize(
    ("frequency", "observed", "row"),
    [
        ("S", ["2025-S1"], ["per halfjaar", "2025-I", "2025-II"]),
        ("S", ["2025-S2"], ["per halfjaar", "2025-II", "2026-I"]),
        ("Q", ["2025-Q4"], ["per kwartaal", "2025 kw 4", "2026 kw 1"]),
        ("M", ["2025-12", "2026-03"], ["per maand", "mrt 2026", "apr 2026"]),
        ("D", ["2025-12-01"], ["op peildatum", "01-12-2025", "31-12-2026"]),
        ("D", ["2025-11-30"], ["op peildatum", "30-11-2025", "31-12-2025"]),
        ("D", ["2026-01-01"], ["op peildatum", "01-01-2026", "01-01-2027"]),
        ("D", ["2025-01-01"], ["op peildatum", "01-01-2025", "01-01-2026"]),
    ],
)
def test_what_follows_fits_the_pace_of_the_figures(project, frequency, observed, row):
    project.indicator(
        "asiel.tempo", [(period, 5) for period in observed], frequency=frequency, source="IND"
    )
    project.document("tempo", "# Tempo", "Het zijn er {{ asiel.tempo }}.")
    output = project.build()
    (found,) = [line for line in rows(output / "rapport.docx", "Kalender") if line[0] == "IND"]
    assert found[2:] == row


def test_a_total_without_values_leaves_the_calendar_to_its_slices(project):
    project.document("deel", "# Deel", 'Uit Land kwamen er {{ asiel.deels(land="Land") }}.')
    observed = [(2025, "TOTAL", "", "O"), (2024, "Land", 4), (2025, "Land", 5)]
    project.indicator("asiel.deels", observed, title="Deels", dimensions=["land"], source="IND")
    output = project.build()
    assert rows(output / "rapport.docx", "Kalender")[-1] == [
        "IND",
        "Deels",
        "per jaar",
        "2025",
        "2026",
    ]


@pytest.mark.parametrize(
    ("observed", "printed", "last"),
    [
        ([(2024, "TOTAL", 9), (2025, "Land", 5)], ["(land='Land')"], "2025"),
        ([(2025, "TOTAL", 9), (2024, "Land", 5)], ["(land='Land')"], "2024"),
        ([(2025, "TOTAL", 9), (2024, "Land", 5)], ["(land='Land')", ""], "2025"),
        ([(2024, "TOTAL", 9), (2025, "Land", 5)], ["(land='Land')", ""], "2024"),
    ],
)
def test_the_calendar_tells_of_the_parts_that_are_printed(project, observed, printed, last):
    project.indicator("asiel.deels", observed, title="Deels", dimensions=["land"], source="IND")
    tags = [f"Er kwamen er {{{{ asiel.deels{part} }}}}." for part in printed]
    project.document("deel", "# Deel", *tags)
    output = project.build()
    (row,) = (line for line in rows(output / "rapport.docx", "Kalender") if line[1] == "Deels")
    assert row[3] == last


@pytest.mark.parametrize(
    ("observed", "printed", "last"),
    [
        ([(2024, "TOTAL", 9), (2023, "Land", 5)], ["(land='Land')", ""], "2024 (deels 2023)"),
        ([(2025, "TOTAL", 9), (2023, "Land", 5)], ["(land='Land')", ""], "2023"),
        ([(2024, "TOTAL", 9), (2024, "Land", 5)], ["(land='Land')", ""], "2024"),
    ],
)
def test_what_is_stale_is_told_as_in_the_calendar_and_of_parts_apart(
    project, observed, printed, last
):
    project.indicator("asiel.deels", observed, title="Deels", dimensions=["land"], source="IND")
    tags = [f"Er kwamen er {{{{ asiel.deels{part} }}}}." for part in printed]
    project.document("deel", "# Deel", *tags)
    output = project.build()
    titles = ("Kalender", "Verouderd")
    calendar, stale = (rows(output / "rapport.docx", title) for title in titles)
    (told,) = (line for line in stale if line[0] == "Deels")
    (awaited,) = (line for line in calendar if line[1] == "Deels")
    assert told[1] == last
    assert awaited[3] == str(observed[0][0])


def test_the_calendar_tells_of_the_parts_that_a_figure_draws(project):
    observed = [(2024, "TOTAL", 9), (2024, "Land", 4), (2025, "Land", 5)]
    project.indicator("asiel.deels", observed, title="Deels", dimensions=["land"], source="IND")
    project.figure("asiel/deels", indicators=["asiel.deels"], split="land", title="Delen")
    project.document("deel", "# Deel", '{{ figuur("asiel/deels") }}')
    output = project.build()
    (row,) = (line for line in rows(output / "rapport.docx", "Kalender") if line[1] == "Deels")
    assert row[3] == "2025"


def test_a_total_that_its_source_ended_leaves_the_calendar_to_the_slices_that_go_on(project):
    observed = [(2019, "TOTAL", 9), (2019, "Uit", 4), (2024, "Uit", 5)]
    project.indicator("asiel.deel", observed, title="Deel", dimensions=["soort"], ended=2019)
    catalogue = project.root / "data/asiel/catalogue.toml"
    catalogue.write_text(
        catalogue.read_text().replace("ended = 2019", 'ended = { TOTAL = "2019" }')
    )
    project.document("deel", "# Deel", "Er waren {{ asiel.deel(soort='Uit') }} uit.")
    output = project.build()
    (row,) = (line for line in rows(output / "rapport.docx", "Kalender") if line[1] == "Deel")
    assert row[3:] == ["2024", "2025"]


def test_the_definitions_are_those_of_the_catalogue(project):
    output = project.build()
    assert rows(output / "rapport.docx", "Omschrijvingen") == [["Oud cijfer", "Wat oud is.", "CBS"]]


def test_without_earlier_editions_there_is_nothing_revised(project):
    output = project.build()
    assert rows(output / "rapport.docx", "Revisies") == [["Geen", "–", "–", "–", "–"]]


@pytest.fixture
def revised(project):
    """The project after an edition 2025 that held other rows."""
    project.edition(name="2025", more=project.more, head=EARLIER)
    project.edition(project.more)
    project.write(
        "data/editions/2025/asiel/aanvragen.csv",
        "time_period,nationaliteit,obs_value,obs_status\n"
        "2023,TOTAL,38340,A\n2024,TOTAL,32000,P\n2024,Syrië,9700,A\n2024,Eritrea,,O\n",
    )
    return project


def test_what_a_source_revised_since_an_earlier_edition_is_told_old_and_new(revised):
    output = revised.build()
    assert rows(output / "rapport.docx", "Revisies") == [
        ["Eerste aanvragen", "2024", "Rapport 2025", "32.000*", "32.140"],
        ["Eerste aanvragen: Syrië", "2024", "Rapport 2025", "9.700", "9.740"],
    ]


def test_an_old_number_is_history_with_the_edition_as_its_source(revised):
    output = revised.build()
    (old,) = [row for row in read_csv(output / "numbers.csv") if row["text"] == "32.000"]
    assert (old["freshness"], old["source"], old["amount"]) == (
        "history",
        "Rapport 2025;CBS",
        "32000",
    )
    assert old["inputs"] == "asiel.aanvragen[TOTAL]@2024"
    assert not {"32.000*", "9.700"} & set(yellow(output / "rapport.docx"))


def test_the_earlier_edition_itself_knows_of_no_later_one(revised):
    revised.indicator("asiel.oud", [(2023, 100), (2024, 120)], title="Oud cijfer")
    assert revised.run("build", "--edition", "2025") == 0
    output = revised.root / "output" / "2025" / "concept"
    assert rows(output / "rapport.docx", "Revisies") == [["Geen", "–", "–", "–", "–"]]


def test_the_list_of_stale_figures_says_who_delivers_and_where_they_stand(project):
    output = project.build()
    assert rows(output / "rapport.docx", "Verouderd") == [
        ["Oud cijfer", "2024", "2025 (op 1 september 2026)", "IND", "hoofdstuk 1 en figuur 1.1"]
    ]


def test_a_stale_slice_is_listed_though_its_total_is_not_stale(project):
    project.document("deel", "# Deel", 'Uit Land kwamen er {{ asiel.deels(land="Land") }}.')
    project.indicator(
        "asiel.deels", [(2025, "TOTAL", 9), (2023, "Land", 4)], title="Deels", dimensions=["land"]
    )
    output = project.build()
    (found,) = [row for row in rows(output / "rapport.docx", "Verouderd") if row[0] == "Deels"]
    assert found[1:] == ["2023", "2025", "CBS", "hoofdstuk 2"]


def test_the_list_is_empty_once_everything_came_in(project):
    project.indicator("asiel.oud", [(2024, 120), (2025, 130)], title="Oud cijfer")
    output = project.build()
    assert rows(output / "rapport.docx", "Verouderd") == [["Geen", "–", "–", "–", "–"]]


def test_what_is_for_the_concept_alone_is_not_in_the_definitive_release_and_leaves_no_gap(project):
    concept = tables(project.build() / "rapport.docx")
    assert {"Tabel B.1 Verouderd", "Tabel C.1 Kern"} <= set(concept)
    project.edition(ACCEPTED)
    assert project.run("build", "--release", "definitief") == 0
    definitive = tables(project.root / "output" / "2026" / "definitief" / "rapport.docx")
    assert "Tabel B.1 Kern" in definitive
    assert not [caption for caption in definitive if caption.endswith("Verouderd")]


def test_a_reference_to_what_is_for_the_concept_alone_is_told_in_the_definitive_release(
    project, capsys
):
    project.edition(ACCEPTED)
    project.document("verwijzing", "# Verwijzing", 'Zie {{ verwijs("bijlage/stale") }}.')
    project.build()
    assert project.run("build", "--release", "definitief") == 1
    assert (
        "verwijst naar 'bijlage/stale', dat in geen enkel document geplaatst is"
        in capsys.readouterr().err
    )


def test_an_account_chooses_its_figures_itself(project, capsys):
    project.figure("bijlage/stale", kind="stale", title="Verouderd", indicators=["asiel.oud"])
    assert project.run("check") == 1
    assert (
        "figures/bijlage/stale.toml:3: error: indicators past niet bij kind = 'stale'"
        in capsys.readouterr().err
    )


def test_other_figures_need_indicators(project, capsys):
    project.figure("asiel/leeg", title="Leeg")
    assert project.run("check") == 1
    assert (
        "figures/asiel/leeg.toml:1: error: de sleutel 'indicators' ontbreekt"
        in capsys.readouterr().err
    )


def test_a_document_alone_gives_account_of_the_whole_report(project):
    output = project.build("--document", "concept")
    assert rows(output / "concept.docx", "Verouderd")[0][4] == "hoofdstuk 1 en figuur 1.1"


def test_a_revision_changes_the_table_though_no_current_figure_changed(revised):
    revised.build()
    path = revised.root / "data/editions/2025/asiel/aanvragen.csv"
    path.write_text(path.read_text().replace("9700", "9600"))
    output = revised.build()
    assert rows(output / "rapport.docx", "Revisies")[1][3:] == ["9.600", "9.740"]


def test_a_column_of_long_texts_gets_the_room_that_short_ones_leave(project):
    words = "Aantal mensen dat in het jaar voor het eerst een aanvraag deed en daarop een antwoord kreeg."
    project.indicator("asiel.oud", [(2024, 120)], title="Oud cijfer", definition=words)
    output = project.build("--document", "bijlage")
    document = docx.Document(str(output / "bijlage.docx"))
    (grid,) = [
        [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        for table in document.tables
        if text_of(table._tbl).startswith("CijferWat het telt")
    ]
    page = document.sections[0]
    assert abs(sum(grid) * 635 - (page.page_width - page.left_margin - page.right_margin)) < 9000
    assert grid[1] > grid[0] > grid[2] > 6 * 100
