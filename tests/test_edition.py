"""The project that is kept here: its figures and its templates."""

import re
from pathlib import Path

import docx
import pytest

from report_builder.checking import check
from report_builder.console import Console
from report_builder.jobs import Workers
from report_builder.model.edition import Kind, Release
from report_builder.workspace import Workspace

ROOT = Path(__file__).parent.parent
THEMATIC = [f"hoofdstuk-{number}" for number in range(2, 8)]


@pytest.fixture(scope="module")
def checked():
    return check(Workspace(ROOT), "2026", Release.CONCEPT, Workers(1), Console(is_quiet=True))


def test_there_is_nothing_wrong_with_it(checked):
    assert [str(problem) for problem in checked.problems] == []


def test_its_indicators_have_a_source_a_definition_and_figures(checked):
    project = checked.setup.project
    indicators = project.catalogue.indicators.values()
    assert len(indicators) >= 90
    assert [item.id for item in indicators if not item.definition] == []
    assert [item.id for item in indicators if not project.series[item.id].slices] == []
    assert {"asiel", "eu", "huisvesting", "inburgering", "internationaal", "migratie", "oekraine", "terugkeer"} <= set(
        project.catalogue.themes
    )


def test_each_thematic_chapter_has_six_figures_and_two_tables(checked):
    specs = checked.setup.project.figures
    tables = {
        chapter: [specs[placed.figure].is_table for placed in checked.filled[chapter].placed] for chapter in THEMATIC
    }
    assert [chapter for chapter, found in tables.items() if found.count(False) < 6 or found.count(True) < 2] == []
    assert sum(found.count(False) for found in tables.values()) >= 45
    assert sum(found.count(True) for found in tables.values()) >= 25


def test_no_figure_or_table_is_placed_twice_in_the_thematic_chapters(checked):
    placed = [placed.figure for chapter in THEMATIC for placed in checked.filled[chapter].placed]
    assert sorted(placed) == sorted(set(placed))


def test_the_thematic_chapters_explain_the_process_first(checked):
    templates = {document.id: document.template for document in checked.setup.project.edition.documents}
    for chapter in THEMATIC:
        paragraphs = docx.Document(str(ROOT / "templates" / templates[chapter])).paragraphs
        heads = [paragraph.text for paragraph in paragraphs if paragraph.style.name == "Heading 2"]
        assert heads[0].startswith("Hoe verlo"), chapter


def test_every_figure_is_placed(checked):
    placed = {placed.figure for document in checked.filled.values() for placed in document.placed}
    assert placed == set(checked.setup.project.figures)


def test_some_of_it_is_outdated_and_some_is_not(checked):
    states = {printed.value.freshness.value for printed in checked.values}
    assert {"fresh", "stale", "history"} <= states


def test_the_nota_has_its_seven_sections(checked):
    (nota,) = [job for job in checked.jobs if job.entry.kind is Kind.NOTA]
    heads = [p.text for p in docx.Document(str(ROOT / "templates/nota.docx")).paragraphs if p.style.name == "Heading 2"]
    assert nota.label == "nota"
    assert [re.match(r"\d", head)[0] for head in heads] == list("1234567")


def test_every_source_of_the_policy_chapter_is_named_in_a_note(checked):
    data = docx.Document(str(ROOT / "templates/chapters/1-beleid.docx"))
    sentences = [p.text for p in data.paragraphs if p.style.name == "Normal" and re.search(r"20\d\d", p.text)]
    noted = [p for p in data.paragraphs if "footnoteReference" in p._p.xml]
    assert len(noted) >= len(sentences) > 10
