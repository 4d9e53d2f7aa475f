"""What stands in the rows of a table: parts of an indicator, and whole ones beside them."""

import pytest

from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import table_content
from tests.outcome import problems


@pytest.fixture
def by_country(folder):
    """Applications by country, and those of the whole of the EU beside them."""
    rows = [(2025, "België", 5), (2025, "Polen", 3)]
    folder.indicator("asiel.landen", rows, dimensions=["land"])
    folder.indicator("asiel.eu", [(2025, 40)], title="De hele EU")
    folder.document("h1", "# Kop")
    return folder


def in_parts(folder, kind):
    folder.figure("asiel/f", kind=kind, indicators=["asiel.landen", "asiel.eu"], split="land")
    return folder


def test_an_indicator_without_the_dimension_stands_whole_beside_the_parts(by_country):
    project = in_parts(by_country, "table").project()
    table = table_content(project.figures["asiel/f"], Dataset(project))
    rows = [[cell.value.text if cell.value else cell.text for cell in row] for row in table.rows]
    assert rows == [["België", "5"], ["Polen", "3"], ["De hele EU", "40"]]


def test_a_picture_does_not_mix_parts_and_wholes(by_country):
    (problem,) = problems(in_parts(by_country, "ranking"))
    assert "error: asiel.eu heeft geen dimensie 'land'" in problem


def test_a_dot_is_explained_where_a_period_is_merely_left_out_of_the_file(folder):
    folder.indicator("asiel.kort", [(2025, 5)], title="Kort")
    folder.indicator("asiel.lang", [(2024, 4), (2025, 6)], title="Lang")
    folder.document("h1", "# Kop")
    folder.figure("asiel/gat", kind="table", indicators=["asiel.kort", "asiel.lang"])
    folder.figure("asiel/vol", kind="table", indicators=["asiel.lang"])
    project = folder.project()
    gap, full = (
        table_content(project.figures[name], Dataset(project))
        for name in ("asiel/gat", "asiel/vol")
    )
    assert [cell.text for cell in gap.rows[0][1:2]] == ["."]
    assert gap.source.endswith(". = gegeven ontbreekt. Eenheid: personen.")
    assert "ontbreekt" not in full.source
