"""A dashboard on paper and on screen: a table with a row for each tile, yellow where that tile is stale."""

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import html

from report_builder.web.dashboard_tiles import lay_tiles
from tests.conftest import HOUSE, Folder, read_csv, texts, yellow

pytestmark = pytest.mark.usefixtures("blank_pages")
WORDS = ("Dashboard", "Tegelkop", "Tegelcijfer", "Tegeltekst")


@pytest.fixture
def project(asylum: Folder) -> Folder:
    """A project with one dashboard, of which one tile is stale and one is single."""
    asylum.indicator("asiel.los", [(2025, 7)], title="Los cijfer", table="1234ned")
    asylum.indicator("asiel.nul", [(2024, 0), (2025, 12)], title="Van nul")
    asylum.figure(
        "asiel/dashboard",
        kind="dashboard",
        title="Asiel in het kort",
        indicators=["asiel.aanvragen", "asiel.oud", "asiel.los", "asiel.nul"],
    )
    asylum.document(
        "overzicht",
        "# Overzicht",
        'Zie {{ verwijs("asiel/dashboard") }}.',
        '{{ figuur("asiel/dashboard") }}',
        kind="part",
    )
    return asylum


def table(path):
    """The rows of the only table of a Word file, each cell as its lines."""
    (found,) = docx.Document(str(path)).tables
    return found, [
        [texts_of(cell) for cell in row.iter(qn("w:tc"))] for row in found._tbl.iter(qn("w:tr"))
    ]


def texts_of(cell):
    lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p")))
    return " / ".join(line for line in lines if line)


@pytest.fixture
def built(project):
    return project.build()


def test_the_word_table_has_a_head_and_a_row_for_each_tile(built):
    made, rows = table(built / "rapport.docx")
    stale = "cijfers t/m 2024, nog geen update beschikbaar"
    assert rows == [
        ["Onderwerp", "Cijfer", "Verandering", "Verloop", "Bron"],
        ["Eerste aanvragen / aanvragen", "24.140 / 2025", "▼ -25% / gedaald sinds 2024", "", "CBS"],
        ["Oud cijfer / personen", f"120 / {stale}", "▲ +20% / gestegen sinds 2023", "", "CBS"],
        ["Los cijfer / personen", "7 / 2025", "niet bekend / geen cijfer over 2024", "te weinig cijfers", "CBS (1234ned)"],
        ["Van nul / personen", "12 / 2025", "▲ +12 personen / gestegen sinds 2024", "", "CBS"],
    ]  # fmt: skip
    assert made.style.name == "Dashboard"
    assert [
        row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        for row in made._tbl.iter(qn("w:tr"))
    ] == [
        True,
        *[False] * 4,
    ]


def test_only_the_stale_tile_is_yellow(built):
    assert yellow(built / "rapport.docx")[-5:] == [
        "Oud cijfer",
        "120",
        "cijfers t/m 2024, nog geen update beschikbaar",
        "▲ +20%",
        "gestegen sinds 2023",
    ]
    assert not any(found.startswith("Dashboard") for found in yellow(built / "rapport.docx"))


def test_every_small_picture_has_a_text_with_its_figures(built):
    drawings = docx.Document(str(built / "rapport.docx")).element.body.iter(qn("wp:docPr"))
    assert [drawing.get("descr") for drawing in drawings] == [
        "Lijndiagram, 2016 tot en met 2025. Eerste aanvragen: eerste 18.140 (2016), laatste 24.140 (2025), "
        "hoogste 38.340 (2023), laagste 13.740 (2020).",
        "Lijndiagram, 2022 tot en met 2024. Oud cijfer: eerste 90 (2022), laatste 120 (2024), hoogste 120 (2024), "
        "laagste 90 (2022). Let op: cijfers t/m 2024, nog geen update beschikbaar.",
        "Lijndiagram, 2024 tot en met 2025. Van nul: eerste 0 (2024), laatste 12 (2025).",
    ]


def test_its_caption_is_numbered_and_referred_to(built):
    found = texts(built / "rapport.docx")
    assert "Dashboard 1 Asiel in het kort" in found
    assert "Zie dashboard 1." in found
    assert "Verandering: het cijfer vergeleken met dezelfde periode een jaar eerder." in found


def test_every_number_is_in_the_register(built):
    rows = [
        row
        for row in read_csv(built / "numbers.csv")
        if row["location"].startswith("dashboard 1, rij 3")
    ]
    assert [(row["location"].removeprefix("dashboard 1, "), row["text"]) for row in rows[:4]] == [
        ("rij 3, kolom 2", "120"),
        ("rij 3, kolom 3", "+20%"),
        ("rij 3, kolom 3", "gestegen"),
        ("rij 3, kolom 4, alternatieve tekst", "90"),
    ]
    assert rows[1]["inputs"] == "asiel.oud[TOTAL]@2024;asiel.oud[TOTAL]@2023"
    assert {row["freshness"] for row in rows[:3]} == {"stale"}


def test_on_the_screen_it_is_a_list_that_is_read_from_tile_to_tile(built):
    page = html.fromstring((built / "rapport.html").read_text())
    tiles = page.xpath("//figure/ul[@class='tegels']/li")
    assert [" ".join(tile.text_content().split()) for tile in tiles][:1] == [
        "Eerste aanvragenaanvragen24.1402025▼ -25%gedaald sinds 2024Bron: CBS"
    ]
    assert [tile.find(".//p[@class='tegelkop']").text_content() for tile in tiles] == [
        "Eerste aanvragen",
        "Oud cijfer",
        "Los cijfer",
        "Van nul",
    ]
    marks = page.xpath("//ul[@class='tegels']//mark")
    assert [mark.text_content() for mark in marks][:2] == ["Oud cijfer", "120"]
    assert len(page.xpath("//ul[@class='tegels']/li//img[@alt]")) == 3


def test_one_that_others_gave_another_column_stays_a_table():
    body = html.document_fromstring(
        '<table class="dashboard"><tbody><tr><td>Een</td></tr></tbody></table>'
    ).body
    lay_tiles(body)
    assert body.find("table") is not None


def test_the_key_figures_are_counted_apart_from_dashboards(project):
    project.figure(
        "asiel/kern",
        kind="key_figures",
        title="Kerncijfers",
        indicators=["asiel.aanvragen", "asiel.oud"],
    )
    project.document("kern", "# Kerncijfers", '{{ figuur("asiel/kern") }}', kind="part")
    project.document("zie", "# Meer", 'Zie {{ verwijs("asiel/kern") }}.')
    built = project.build()
    read = texts(built / "rapport.docx")
    assert {"Overzicht 1 Kerncijfers", "Dashboard 1 Asiel in het kort", "Zie overzicht 1."} <= set(
        read
    )
    places = {row["location"] for row in read_csv(built / "numbers.csv")}
    assert "overzicht 1, rij 2, kolom 2" in places


def test_the_definitive_release_has_no_yellow_and_names_the_period(project):
    project.edition(
        '[[accepted_stale]]\nindicator = "asiel.oud"\nreason = "Volgt later."\ndecided_on = 2026-05-01\n'
    )
    project.build("--release", "definitief")
    path = project.root / "output/2026/definitief/rapport.docx"
    assert yellow(path) == []
    assert table(path)[1][2][:3] == [
        "Oud cijfer / personen",
        "120 / cijfers t/m 2024",
        "▲ +20% / gestegen sinds 2023",
    ]


def test_a_stale_tile_that_was_not_accepted_stops_the_definitive_release(project, capsys):
    assert project.run("build", "--release", "definitief") == 1
    assert "error: verouderd cijfer: asiel.oud (t/m 2024) staat op " in capsys.readouterr().err


def test_a_house_template_without_its_styles_is_completed(project):
    own = docx.Document(str(HOUSE))
    for style in list(own.styles.element):
        if style.get(qn("w:styleId")) in WORDS:
            own.styles.element.remove(style)
    own.save(str(project.root / "templates/huisstijl.docx"))
    assert table(project.build() / "rapport.docx")[0].style.name == "Dashboard"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{{ tabel("asiel/dashboard") }}',
            """'asiel/dashboard' is een dashboard (schrijf figuur("asiel/dashboard"))""",
        ),
        (
            'Zie: {{ figuur("asiel/dashboard") }}',
            """figuur("asiel/dashboard") staat niet alleen in zijn alinea""",
        ),
    ],
)
def test_a_dashboard_in_the_wrong_place_is_told(project, capsys, text, message):
    project.document("h1", "# Kop", text)
    assert project.run("check") == 1
    assert message in capsys.readouterr().err


@pytest.mark.usefixtures("real_pages")
@pytest.mark.parametrize("with_front", [False, True])
def test_dashboards_that_follow_each_other_have_a_page_each(project, with_front):
    keys = []
    for name in ("een", "twee"):
        for number in range(10):
            key = f"asiel.{name}_{number}"
            project.indicator(
                key,
                [(2023, 10), (2024, 12)],
                title="Cijfer met een tamelijk lange naam over " + name,
            )
            keys.append(key)
    project.figure("asiel/een", kind="dashboard", title="Een", indicators=keys[:10])
    project.figure("asiel/twee", kind="dashboard", title="Twee", indicators=keys[10:])
    opening = ["Een zin vooraf." for _ in range(2 if with_front else 0)]
    project.document("h1", "# Kop", *opening, "## Eerste", '{{ figuur("asiel/een") }}', "## Tweede", '{{ figuur("asiel/twee") }}')  # fmt: skip
    project.build("--document", "h1")
    with pypdfium2.PdfDocument(project.output / "h1.pdf") as pages:
        found = [page.get_textpage().get_text_range() for page in pages]
    own = [
        [
            word
            for word in ("Dashboard 1.1", "Dashboard 1.2", "over een", "over twee")
            if word in text
        ]
        for text in found
    ]
    assert own[-2:] == [["Dashboard 1.1", "over een"], ["Dashboard 1.2", "over twee"]]
