"""What a figure or table has room for."""

from __future__ import annotations

import pytest

from report_builder.problems import Fault
from report_builder.values import figure_room
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import figure_content, table_content

COUNTRIES = ("België", "Duitsland", "Polen")


@pytest.fixture
def by_country(folder):
    rows = [(2025, name, number) for number, name in enumerate(COUNTRIES, start=1)]
    folder.indicator("asiel.landen", rows, dimensions=["land"])
    folder.document("h1", '# Kop\n{{ figuur("asiel/f") }}')
    return folder


def drawn(folder, kind):
    folder.figure("asiel/f", kind=kind, indicators=["asiel.landen"], split="land")
    project = folder.project()
    return figure_content(project.figures["asiel/f"], Dataset(project))


def test_a_picture_of_more_series_than_it_has_room_for_is_refused(by_country, monkeypatch):
    monkeypatch.setattr(figure_room, "MOST_LINES", 2)
    with pytest.raises(Fault, match="deze figuur heeft 3 reeksen; er passen er 2 in"):
        drawn(by_country, "line")


@pytest.mark.parametrize("kind", ["line", "ranking"])
def test_a_picture_that_just_fits_shows_all_its_series(by_country, monkeypatch, kind):
    monkeypatch.setattr(figure_room, "MOST_LINES", 3)
    assert len(drawn(by_country, kind).lines) == 3


def test_the_periods_between_count_for_a_table(folder):
    folder.indicator("asiel.oud", [("0001-01", 5), ("2025-12", 6)], frequency="M")
    folder.document("h1", "# Kop")
    folder.figure("asiel/f", kind="table", indicators=["asiel.oud"])
    project = folder.project()
    with pytest.raises(Fault, match="hier staan 24300 cijfers"):
        table_content(project.figures["asiel/f"], Dataset(project))


def test_a_table_that_just_fits_has_all_its_values(folder, monkeypatch):
    monkeypatch.setattr(figure_room, "MOST_POINTS", 4)
    folder.indicator("asiel.a", [(2024, 5), (2025, 6)])
    folder.indicator("asiel.b", [(2024, 7), (2025, 8)])
    folder.document("h1", "# Kop")
    folder.figure("asiel/f", kind="table", indicators=["asiel.a", "asiel.b"])
    project = folder.project()
    table = table_content(project.figures["asiel/f"], Dataset(project))
    texts = [cell.value.text for row in table.rows for cell in row if cell.value]
    assert texts == ["5", "6", "7", "8"]


def test_what_shows_no_series_has_room(folder):
    """An account of the revisions is a table that chooses its figures itself."""
    folder.indicator("asiel.a", [(2024, 5), (2025, 6)])
    folder.document("h1", "# Kop")
    folder.figure("asiel/f", kind="revisions")
    project = folder.project()
    assert figure_room.check_room(project.figures["asiel/f"], [[]]) is None
