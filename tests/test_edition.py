"""The project that is kept here: its figures and its templates."""

import io
import re
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from report_builder.build.inspection import inspect_project
from report_builder.build.plan import read_all
from report_builder.console import Console
from report_builder.jobs import Workers
from report_builder.model.document_kind import DocumentKind
from report_builder.model.edition import Release
from report_builder.privacy.forms import written_values
from report_builder.privacy.scan import scan
from report_builder.workspace import Workspace
from tests.conftest import texts

ROOT = Path(__file__).parent.parent
SCHEMA_ORDER = {
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike vanish webHidden color spacing w kern "
    "position sz szCs highlight u effect bdr shd vertAlign rtl cs em lang",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens spacing ind contextualSpacing jc "
    "outlineLvl rPr sectPr",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblInd tblBorders shd tblLayout tblCellMar "
    "tblLook tblCaption tblDescription",
}
"""ISO/IEC 29500-1: Word may refuse a file in which these come in another order."""
THEMATIC = [f"hoofdstuk-{number}" for number in range(2, 8)]


@pytest.fixture(scope="module")
def checked():
    return inspect_project(
        Workspace(ROOT), "2026", Release.CONCEPT, Workers(1), Console(is_quiet=True)
    )


def test_there_is_nothing_wrong_with_it(checked):
    assert [str(problem) for problem in checked.problems] == []


@pytest.mark.parametrize("edition", ["2025", "2026"])
def test_nothing_in_it_looks_like_a_personal_datum(edition):
    inspected = inspect_project(
        Workspace(ROOT), edition, Release.CONCEPT, Workers(1), Console(is_quiet=True)
    )
    files = {f"{label}.docx": document.data for label, document in inspected.filled.items()}
    own = inspected.setup.project.edition.personal
    scanned = scan(files, {}, written_values(own))
    assert (scanned.strangers, scanned.unread) == ((), ())


@pytest.mark.parametrize(("properties", "order"), SCHEMA_ORDER.items())
def test_what_runs_and_paragraphs_look_like_is_said_in_the_order_of_the_schema(
    checked, properties, order
):
    places_by_name = {name: place for place, name in enumerate(order.split())}
    strays = set()
    for document in checked.filled.values():
        body = docx.Document(io.BytesIO(document.data)).element
        for element in body.iter(qn(f"w:{properties}")):
            names = [etree.QName(child).localname for child in element]
            places = [places_by_name[name] for name in names if name in places_by_name]
            strays |= set() if places == sorted(places) else {tuple(names)}
    assert strays == set()


def test_its_indicators_have_a_source_a_definition_and_figures(checked):
    project = checked.setup.project
    indicators = project.catalogue.indicators.values()
    assert len(indicators) >= 90
    assert [item.id for item in indicators if not item.definition] == []
    assert [item.id for item in indicators if not project.series[item.id].slices] == []
    assert {
        "asiel",
        "eu",
        "huisvesting",
        "inburgering",
        "internationaal",
        "migratie",
        "oekraine",
        "terugkeer",
    } <= set(project.catalogue.themes)


def test_each_thematic_chapter_has_six_figures_and_two_tables(checked):
    specs = checked.setup.project.figures
    tables = {
        chapter: [specs[placed.figure].traits.is_table for placed in checked.filled[chapter].placed]
        for chapter in THEMATIC
    }
    assert [
        chapter
        for chapter, found in tables.items()
        if found.count(False) < 6 or found.count(True) < 2
    ] == []
    assert sum(found.count(False) for found in tables.values()) >= 45
    assert sum(found.count(True) for found in tables.values()) >= 25


def test_no_figure_or_table_is_placed_twice_in_the_thematic_chapters(checked):
    placed = [placed.figure for chapter in THEMATIC for placed in checked.filled[chapter].placed]
    assert sorted(placed) == sorted(set(placed))


def test_the_thematic_chapters_explain_the_process_first(checked):
    templates = {
        document.id: document.template for document in checked.setup.project.edition.documents
    }
    for chapter in THEMATIC:
        paragraphs = docx.Document(str(ROOT / "templates" / templates[chapter])).paragraphs
        heads = [paragraph.text for paragraph in paragraphs if paragraph.style.name == "Heading 2"]
        assert heads[0].startswith("Hoe verlo"), chapter


def test_every_figure_is_placed(checked):
    placed = {placed.figure for document in checked.filled.values() for placed in document.placed}
    assert placed == set(checked.setup.project.figures)


def test_some_of_it_is_stale_and_some_is_not(checked):
    states = {printed.value.freshness.value for printed in checked.values}
    assert {"fresh", "stale", "history"} <= states


def test_the_nota_has_its_seven_sections(checked):
    (nota,) = [job for job in checked.jobs if job.entry.kind is DocumentKind.NOTA]
    heads = [
        p.text
        for p in docx.Document(str(ROOT / "templates/nota.docx")).paragraphs
        if p.style.name == "Heading 2"
    ]
    assert nota.label == "nota"
    assert [re.match(r"\d", head)[0] for head in heads] == list("1234567")


def test_every_source_of_the_policy_chapter_is_named_in_a_note(checked):
    data = docx.Document(str(ROOT / "templates/chapters/1-beleid.docx"))
    sentences = [
        p.text for p in data.paragraphs if p.style.name == "Normal" and re.search(r"20\d\d", p.text)
    ]
    noted = [p for p in data.paragraphs if "footnoteReference" in p._p.xml]
    assert len(noted) >= len(sentences) > 10


OFFICIAL = re.compile(
    r"Kamerstuk|Handelingen|Antwoord op Kamervragen|Tweede Kamer|Staatscourant|PB C|COM\(|ECLI:|Verordening"
    r"|Rijksoverheid,|Raad van State,|Raad van de EU|Europees Parlement|EUAA|Ministerie van|IND,|Eerste Kamer"
    r"|Volkshuisvesting Nederland|Brief van|Verzamelbrief"
)


def test_what_the_policy_chapter_has_from_the_press_alone_carries_a_comment():
    document = docx.Document(str(ROOT / "templates/chapters/1-beleid.docx"))
    notes = next(
        rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/footnotes")
    )
    found = {
        note.get(qn("w:id")): "".join(note.itertext()).strip()
        for note in etree.fromstring(notes.blob)
    }
    bare = []
    for paragraph in document.paragraphs:
        has_comment = False
        for mark in paragraph._p.iter(qn("w:commentReference"), qn("w:footnoteReference")):
            if mark.tag == qn("w:commentReference"):
                has_comment = True
            else:
                note = found[mark.get(qn("w:id"))]
                bare += [note] if not has_comment and not OFFICIAL.search(note) else []
                has_comment = False
    assert bare == []


def test_the_list_of_stale_figures_is_in_the_concept_alone(checked):
    definitive = read_all(Workspace(ROOT), "2026", Release.DEFINITIVE)
    appendices = {
        release: [
            (job.number, job.title) for job in found.jobs if job.entry.kind is DocumentKind.APPENDIX
        ]
        for release, found in (("concept", checked), ("definitief", definitive))
    }
    kept = [("A", "Bronnen en kalender"), ("B", "Begrippen"), ("C", "Methode en revisies")]
    assert appendices == {"concept": [*kept, ("D", "Verouderde cijfers")], "definitief": kept}
    assert [job.title for job in checked.jobs if job.traits.is_report][-1] == "Colofon"


def test_the_list_of_stale_figures_names_every_indicator_that_is_printed_in_yellow(checked):
    printed = {
        made.indicator
        for value in checked.values
        for made in value.value.inputs
        if made.freshness.is_stale
    }
    listed = {use.indicator for use in checked.setup.uses if use.stale_until}
    assert printed
    assert printed <= listed


def test_a_news_item_and_posts_with_a_picture_lie_ready_as_the_nota_says(checked):
    kinds = {entry.kind: entry.id for entry in checked.setup.project.edition.documents}
    assert "Er liggen een nieuwsbericht en een bericht voor sociale media klaar" in " ".join(
        texts(checked.filled["nota"].data)
    )
    assert " ".join(texts(checked.filled[kinds[DocumentKind.NEWS]].data)).startswith(
        "Immigratie gedaald in 2025"
    )
    assert checked.filled[kinds[DocumentKind.SOCIAL]].figures == {"social/kern"}
