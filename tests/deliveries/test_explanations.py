"""What a deliverer writes beside its figures, and what was agreed to: shown, kept, and nowhere printed."""

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from tests.conftest import read_csv

HEAD = ["Indicator", "Wat", "Eenheid", "Periode", "Onderdeel", "Laatst bekend", "Cijfer", "Status", "Uiterlijk", "Toelichting"]  # fmt: skip
LAST_YEAR = ["asiel.instroom", "", "", "2025", "", "", 1150, "", "", ""]


@pytest.fixture
def form(chain, capsys):
    """Delivers rows of a form; returns the exit status, what was shown, and what was said beside it."""

    def form(*rows, arguments=(), head=HEAD, above=(), **sheets):
        path = chain.workbook({"Cijfers": [*above, head, *rows], **sheets})
        status = chain.take(path, *arguments)
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    return form


def row(explanation, indicator="asiel.instroom", figure=1150, period="2025"):
    """A row of the form with an explanation."""
    return [indicator, "", "", period, "", "", figure, "", "", explanation]


def test_an_explanation_is_shown_with_its_figure_and_cell(form):
    status, shown, _ = form(row("definitie gewijzigd per 2025"))
    assert status == 0
    assert (
        "toelichting bij asiel.instroom 2025 (blad 'Cijfers', cel G2): definitie gewijzigd per 2025"
        in shown
    )


def test_an_explanation_is_traced_at_its_figure(chain, form, capsys):
    form(row("definitie gewijzigd per 2025"))
    assert chain.folder.run("trace", "1.150") == 0
    assert "       toelichting van IND: definitie gewijzigd per 2025\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        "LET OP: nog niet gevalideerd, niet publiceren; definitie gewijzigd per 2024",
        "niet voor publicatie",
        "mag nog niet naar buiten",
        "Onder embargo tot 1 juli",
        "cijfer is niet openbaar",
        "vertrouwelijk",
        "onder voorbehoud",
        "ongevalideerd",
    ],
)
def test_a_reservation_is_a_warning_at_its_cell_and_decides_nothing(chain, form, text):
    status, _, said = form(row(text))
    assert status == 0
    (warning,) = [line for line in said if "voorbehoud" in line]
    assert warning.startswith(
        f"levering.xlsx:blad 'Cijfers', cel G2: warning: de leverancier maakt een voorbehoud bij asiel.instroom 2025: {text}"
    )
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


@pytest.mark.parametrize(
    "text",
    [
        "definitie gewijzigd",
        "gepubliceerd op 1 mei",
        "niet meer dan vorig jaar",
        "intake internationaal",
    ],
)
def test_an_ordinary_explanation_is_no_reservation(form, text):
    assert not [line for line in form(row(text))[2] if "voorbehoud" in line]


def test_an_explanation_on_a_row_without_a_figure_is_told_and_kept(chain, form, capsys):
    _, shown, _ = form(
        LAST_YEAR, row("komt pas in oktober", figure=None, indicator="asiel.aandeel")
    )
    assert (
        "toelichting over asiel.aandeel, zonder cijfer (blad 'Cijfers', cel J3): komt pas in oktober"
        in shown
    )
    (kept,) = [name for name in chain.tree() if name.endswith(".explanations.csv")]
    assert read_csv(chain.folder.root / kept) == [
        {
            "indicator": "asiel.aandeel",
            "place": "blad 'Cijfers', cel J3",
            "explanation": "“komt pas in oktober”",
        }
    ]
    chain.folder.document("h1", "# Kop", "Er waren {{ asiel.instroom }} en {{ asiel.aandeel }}.")
    assert chain.folder.run("trace", "asiel.aandeel") == 0
    assert ", blad 'Cijfers', cel J3: komt pas in oktober\n" in capsys.readouterr().out


def test_a_remark_about_an_indicator_of_the_delivery_is_traced_with_it(chain, form, capsys):
    form(LAST_YEAR, row("2023 wordt nog herzien", figure=None, period=""))
    assert chain.folder.run("trace", "asiel.instroom") == 0
    traced = capsys.readouterr().out.splitlines()
    (line,) = [line for line in traced if "2023 wordt nog herzien" in line]
    assert line.startswith("  toelichting van 21 juni 2026, IND: levering.xlsx (sha256 ")


def test_remarks_are_told_when_there_is_no_figure_at_all(form):
    status, shown, said = form(row("komt pas in oktober, niet publiceren", figure=None))
    assert status == 1
    assert any("komt pas in oktober" in line for line in shown)
    assert [line.split(": ")[1] for line in said] == ["warning", "error"]


def test_remarks_are_told_when_another_row_is_refused(form):
    status, shown, _ = form(
        row("let op", figure="veel"), row("ook hier", period="2024", figure=1100)
    )
    assert status == 1
    assert (
        "toelichting over asiel.instroom, zonder cijfer (blad 'Cijfers', cel J2): let op" in shown
    )
    assert "toelichting bij asiel.instroom 2024 (blad 'Cijfers', cel G3): ook hier" in shown


def test_a_column_of_the_deliverer_and_a_line_above_the_head_are_told(form):
    _, shown, _ = form(
        [*LAST_YEAR, "peildatum 1 mei", "zie mail"],
        head=[*HEAD, "Bijzonderheden"],
        above=[["Cijfers onder voorbehoud"]],
    )
    assert (
        "toelichting bij asiel.instroom 2025 (blad 'Cijfers', cel G3): Bijzonderheden: peildatum 1 mei; zie mail"
        in shown
    )
    assert "toelichting zonder cijfer (blad 'Cijfers', cel A1): Cijfers onder voorbehoud" in shown


def test_an_explanation_in_a_merged_cell_is_of_all_its_figures(chain, capsys):
    def merge(book):
        book["Cijfers"].merge_cells("J2:J4")

    rows = [
        HEAD,
        row("samen nagerekend"),
        row("", period="2024", figure=1100),
        row("", figure=None),
    ]
    assert chain.take(chain.book({"Cijfers": rows}, change=merge)) == 0
    said = "toelichting bij asiel.instroom 2025 en 1 ander cijfer (blad 'Cijfers', cel G2 t/m blad 'Cijfers', cel G3): samen nagerekend"
    assert [line for line in capsys.readouterr().out.splitlines() if "toelichting" in line] == [
        said
    ]


def test_a_sheet_that_is_no_form_is_named(form):
    _, shown, _ = form(LAST_YEAR, Mededelingen=[["Bel ons eerst"], ["!"]], Toelichting=[["uitleg"]])
    named = [line for line in shown if line.startswith("let op: blad")]
    assert named == [
        "let op: blad 'Mededelingen' is geen formulier en is niet gelezen (2 gevulde cellen)"
    ]


def test_what_is_accepted_needs_a_reason_and_writes_nothing_without(chain, capsys):
    before = chain.tree()
    path = chain.file(
        "l.csv", "Indicator;Periode;Onderdeel;Cijfer;Status\nasiel.instroom;2024;;1.080;\n"
    )
    for reason in ("", "  "):
        assert chain.take(path, "--accept-revisions", "--reason", reason) == 1
        assert "wat u aanvaardt, wordt vastgelegd met de reden" in capsys.readouterr().err
    assert chain.tree() == before


def test_nothing_to_accept_needs_no_reason(chain):
    path = chain.file(
        "l.csv", "Indicator;Periode;Onderdeel;Cijfer;Status\nasiel.instroom;2025;;1.150;\n"
    )
    assert (
        chain.take(path, "--accept-revisions", "--accept-doubts", "--accept-breaks", "--reason", "")
        == 0
    )
    assert not [name for name in chain.tree() if name.endswith(".accepted.csv")]


def test_what_was_accepted_is_kept_with_who_and_why(chain):
    path = chain.file(
        "l.csv",
        "Indicator;Periode;Onderdeel;Cijfer;Status\nasiel.instroom;2024;;11.000;\nasiel.instroom;2025;;11.500;\n",
    )
    accept = (
        "--accept-revisions",
        "--accept-doubts",
        "--reason",
        "=nagevraagd",
        "--by",
        "datacoördinator",
    )
    assert chain.take(path, *accept) == 0
    (kept,) = [name for name in chain.tree() if name.endswith(".accepted.csv")]
    first, second, *_ = read_csv(chain.folder.root / kept)
    assert first == {
        "figure": "asiel.instroom[TOTAL]@2024",
        "kind": "herzien",
        "place": "regel 2, kolom 4",
        "finding": "“1.100 -> 11.000 (+9.900)”",
        "reason": "“=nagevraagd”",
        "by": "“datacoördinator”",
    }
    assert (second["kind"], second["figure"]) == ("eenheid?", "asiel.instroom[TOTAL]@2024")


def test_nothing_of_it_is_in_what_is_built(chain, form):
    accept = ("--accept-revisions", "--reason", "ZOEKREDEN", "--by", "ZOEKWIE")
    assert form(row("ZOEKWOORD"), row("", period="2024", figure=1080), arguments=accept)[0] == 0
    chain.folder.build()
    built = {name: data for name, data in chain.tree().items() if name.startswith("output/")}
    assert built
    wanted = (b"ZOEKREDEN", b"ZOEKWIE", b"ZOEKWOORD")
    assert [name for name, data in built.items() if any(word in data for word in wanted)] == []


def test_a_comment_on_a_figure_is_kept_with_it_and_one_elsewhere_on_its_own(chain, capsys):
    def comment(book):
        book["Cijfers"]["G2"].comment = Comment("niet\npubliceren", "iemand")
        book["Cijfers"]["A1"].comment = Comment("concept van mei", "iemand")

    rows = [HEAD, row("zie mail"), row("", period="2024", figure=1100)]
    assert chain.take(chain.book({"Cijfers": rows}, change=comment)) == 0
    said = capsys.readouterr()
    assert said.out.count("concept van mei") == 1
    assert "voorbehoud bij asiel.instroom 2025: zie mail; niet publiceren" in said.err
    assert chain.folder.run("trace", "1.150") == 0
    assert "toelichting van IND: zie mail; niet publiceren\n" in capsys.readouterr().out
    assert chain.folder.run("trace", "asiel.instroom") == 0
    assert "blad 'Cijfers', cel A1: concept van mei\n" in capsys.readouterr().out


def test_a_comment_on_a_figure_of_a_table_is_kept_with_it(chain, capsys):
    def comment(book):
        book["T"]["B3"].comment = Comment("schatting", "iemand")

    chain.profile(
        'owner = "IND"\n[[tables]]\nanchor = "Jaar"\nrows = ["period"]\ncolumns = "indicator"\n'
        '[tables.labels]\n"Instroom" = "asiel.instroom"\n'
    )
    rows = [["Jaar", "Instroom"], [2024, 1100], [2025, 1150]]
    assert chain.take(chain.book({"T": rows}, change=comment)) == 0
    capsys.readouterr()
    assert chain.folder.run("trace", "1.150") == 0
    assert "toelichting van IND: schatting\n" in capsys.readouterr().out


def test_the_definitions_that_the_form_itself_holds_are_not_told(chain, capsys):
    chain.folder.indicator(
        "asiel.instroom",
        [(2024, 1100)],
        source="IND",
        title="Instroom",
        definition="Telt wie kwam.",
    )
    assert chain.folder.run("request", "--owner", "IND") == 0
    (form,) = (chain.folder.root / "output/2026").glob("*.xlsx")
    book = load_workbook(form)
    for page in book:
        for number in range(1, page.max_row + 1):
            if (
                page.cell(number, 1).value == "asiel.instroom"
                and page.cell(number, 4).value == "2025"
            ):
                page.cell(number, 7).value = 1150
    book.save(form)
    capsys.readouterr()
    assert chain.take(form) == 0
    assert "Telt wie kwam" not in capsys.readouterr().out
