"""Every kind of figure and of document, from its file to paper: whoever adds one hears here what is still to be made."""

import re
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from report_builder.charts.drawing import DRAWINGS
from report_builder.model.document_kind import DocumentKind
from report_builder.model.figure import FigureSpec
from report_builder.model.figure_kind import SETTINGS, FigureKind, Form
from report_builder.values.metadata_tables import ACCOUNTS
from tests.conftest import Folder, texts

HANDBOOK = Path(__file__).parent.parent / "docs" / "handleiding.md"
MORE = """
[[addressees]]
id = "tk"
name = "De Voorzitter van de Tweede Kamer"
[[addressees]]
id = "ek"
name = "De Voorzitter van de Eerste Kamer"
[[news.channels]]
id = "x"
name = "Kanaal"
limit = 500
"""
UNMADE = [
    kind.value
    for kind in FigureKind
    if (kind.traits.is_drawn and kind not in DRAWINGS)
    or (kind.traits.is_account and kind not in ACCOUNTS)
]


def title(kind: FigureKind) -> str:
    return f"Wat {kind.name.lower().replace('_', ' ')} toont"


def sentence(kind: DocumentKind) -> str:
    return f"Dit staat in {kind.name.lower()}."


def specification(kind: FigureKind) -> dict[str, object]:
    """The least that the file of a figure needs."""
    if kind.traits.is_account:
        return {"kind": kind, "title": title(kind)}
    part = {"split": "nationaliteit"} if kind.traits.needs_split else {}
    return {"kind": kind, "title": title(kind), "indicators": ["asiel.aanvragen"], **part}


def tag(kind: FigureKind) -> str:
    word = "tabel" if kind.traits.is_table else "figuur"
    return f'{{{{ {word}("soort/{kind}") }}}}'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A project with a document of every kind and a figure of every kind, built and listed."""
    assert not UNMADE, (
        f"not in the tables of charts/drawing.py and values/metadata_tables.py: {UNMADE}"
    )
    folder = Folder(tmp_path_factory.mktemp("soorten") / "project")
    rows = [(2024, "TOTAL", 30), (2025, "TOTAL", 50), (2024, "Syrië", 20), (2025, "Syrië", 25)]
    folder.indicator("asiel.aanvragen", rows, dimensions=["nationaliteit"], definition="Wie telt.")
    folder.edition(MORE)
    for kind in FigureKind:
        folder.figure(f"soort/{kind}", **specification(kind))
    placed = [tag(kind) for kind in FigureKind if not kind.traits.is_for_posts]
    cards = [tag(kind) for kind in FigureKind if kind.traits.is_for_posts]
    for kind in DocumentKind:
        if kind.traits.has_posts:
            text = ["# Kanaal", sentence(kind), "# Beeld", *cards]
        else:
            text = ["# Kop", sentence(kind), *(placed if kind is DocumentKind.CHAPTER else [])]
        folder.document(f"een-{kind}", *text, kind=kind)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("REPORT_BUILDER_CACHE", str(folder.root.parent / "store"))
        environment.setenv("SOURCE_DATE_EPOCH", "1782000000")
        folder.build()
        assert folder.run("catalogue") == 0
    return folder


def pdf_text(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return " ".join(text.split())


def html_text(path: Path) -> str:
    return " ".join(html.parse(path).getroot().text_content().split())


def table_row(kind: str) -> str:
    """The row of the handbook that explains a kind."""
    rows = re.findall(rf"^\| `{kind}` \|.*$", HANDBOOK.read_text(), re.MULTILINE)
    assert len(rows) == 1, f"docs/handleiding.md has no row for the kind '{kind}'"
    return str(rows[0])


def test_every_kind_that_is_drawn_has_a_drawing():
    assert set(DRAWINGS) == {kind for kind in FigureKind if kind.traits.is_drawn}


def test_every_kind_that_gives_account_has_an_account():
    assert set(ACCOUNTS) == {kind for kind in FigureKind if kind.traits.is_account}


def test_every_chart_has_a_word_for_its_alternative_text():
    charts = {kind for kind in FigureKind if kind.traits.form is Form.CHART}
    assert {kind for kind in FigureKind if kind.traits.picture} == charts


def test_the_settings_of_kinds_are_the_keys_of_a_file():
    keys = {field.alias or name for name, field in FigureSpec.model_fields.items()}
    assert keys - {"id"} == SETTINGS


@pytest.mark.parametrize("kind", FigureKind)
def test_a_figure_of_every_kind_is_in_every_product(project, kind):
    place = "een-social" if kind.traits.is_for_posts else "rapport"
    assert any(title(kind) in text for text in texts(project.output / f"{place}.docx"))
    assert title(kind) in html_text(project.output / f"{place}.html")
    assert title(kind) in html_text(project.output / "review.html")
    if place == "rapport":
        assert title(kind) in pdf_text(project.output / "rapport.pdf")


@pytest.mark.parametrize("kind", [kind for kind in FigureKind if kind.traits.is_picture])
def test_a_picture_of_every_kind_says_what_it_shows(project, kind):
    place = "een-social" if kind.traits.is_for_posts else "rapport"
    pictures = html.parse(project.output / f"{place}.html").getroot().iter("img")
    (alt,) = [alt for image in pictures if title(kind) in (alt := image.get("alt"))]
    assert alt.startswith(kind.traits.picture or "Kaart")


@pytest.mark.parametrize("kind", FigureKind)
def test_the_catalogue_lists_a_figure_of_every_kind_with_its_tag(project, kind):
    listing = texts(project.root / "output" / "2026" / "catalogus.docx")
    row = listing[listing.index(title(kind)) :][:4]
    assert row == [title(kind), kind.traits.noun.capitalize(), "actueel", tag(kind)]


@pytest.mark.parametrize("kind", FigureKind)
def test_the_handbook_explains_every_kind_of_figure(kind):
    assert ("`tabel(…)`" if kind.traits.is_table else "`figuur(…)`") in table_row(kind)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_document_of_every_kind_is_handed_over(project, kind):
    names = ["rapport"] if kind.traits.is_report else [f"een-{kind}"]
    if kind.traits.is_addressed:
        names.append(f"een-{kind}-ek")
    for name in names:
        assert any(sentence(kind) in text for text in texts(project.output / f"{name}.docx"))
        if kind.traits.is_report or kind.traits.is_news:
            assert sentence(kind) in html_text(project.output / f"{name}.html")
        if not kind.traits.is_news:
            assert sentence(kind) in pdf_text(project.output / f"{name}.pdf")


@pytest.mark.parametrize("kind", DocumentKind)
def test_reviewers_see_a_document_of_every_kind(project, kind):
    assert sentence(kind) in html_text(project.output / "review.html")
    in_kamerstuk = kind.traits.is_report or kind.traits.accompanying is not None
    assert (sentence(kind) in pdf_text(project.output / "kamerstuk.pdf")) is in_kamerstuk


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_handbook_explains_every_kind_of_document(kind):
    numbering = kind.traits.numbering
    assert (numbering.number(1) if numbering else "–") in table_row(kind)
