"""The figures of the project itself, delivered anew: what was known in 2025 becomes what is known now, and of each year only what
happened is doubted.
"""

import csv
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from report_builder.cli import main
from report_builder.intake.settings import read_catalogue
from report_builder.workspace import Workspace
from tests.yearly import doubts_of, yearly_deliveries

DATA = Path(__file__).parents[2] / "data"
LOCKED = sorted((DATA / "editions/2025").glob("*/*.csv"))
INDICATORS = read_catalogue(Workspace(DATA.parent), None)[0].indicators


def cells(path):
    """The figures of a CSV by period and slice."""
    with path.open(newline="") as opened:
        return {tuple(row)[:-2]: tuple(row)[-2:] for row in list(csv.reader(opened))[1:]}


def deliver(path, indicator, figures):
    """A form with all figures of an indicator, numbers as numbers."""
    book = Workbook()
    page = book.active
    page.append(["Cijfers van een eerdere stand"])
    page.append(["Indicator", "Periode", "Onderdeel", "Cijfer", "Status"])
    for (period, *parts), (value, status) in figures.items():
        page.append(
            [indicator, period, " | ".join(parts) or None, float(value) if value else None, status]
        )
    book.save(path)


@pytest.mark.parametrize("locked", LOCKED, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_what_was_locked_in_2025_becomes_what_is_known_now(tmp_path, capsys, locked):
    name = f"{locked.parent.name}.{locked.stem}"
    root = tmp_path / "project"
    shutil.copytree(DATA, root / "data")
    current = root / "data" / locked.parent.name / locked.name
    old, new = cells(locked), cells(current)
    shutil.copyfile(locked, current)
    deliver(tmp_path / "nu.xlsx", name, new)
    arguments = [
        "import",
        "--project",
        str(root),
        str(tmp_path / "nu.xlsx"),
        "--from",
        INDICATORS[name].deliverer,
    ]
    assert (
        main([*arguments, "--accept-revisions", "--accept-doubts", "--reason", "nagerekend"]) == 0
    )
    assert cells(current) == {**old, **new}
    shown = capsys.readouterr().out
    revised = [
        cell
        for cell in old.keys() & new.keys()
        if old[cell][0] and new[cell][0] and old[cell][0] != new[cell][0]
    ]
    assert shown.count("\n  herzien: ") == len(revised)
    assert main(["import", "--project", str(root), "--undo"]) == 0
    assert current.read_bytes() == locked.read_bytes()


HAPPENED = {
    2024: {
        "asiel.dublin_uit_soort Overname 2024": "half of the only year known",
        "asiel.dublin_uit_soort_akkoorden Overname 2024": "less than half of the only year known",
        "asiel.dwangsommen 2024": "three times the year before",
        "asiel.hervestiging_unhcr Congo (Democratische Republiek) 2024": "five, where it was 123",
        "asiel.open_nareis 2024-12-31": "more than twice the year before",
        "eu.immigratie_woonland Polen 2024": "the largest fall known",
        "internationaal.grensoverschrijdingen Centrale Middellandse Zee 2024": "less than half of the only year near it",
        "internationaal.grensoverschrijdingen Westelijke Balkan 2024": "a hundredth of the only year known, 2015, lies nearer than a tenth",
        "internationaal.grensoverschrijdingen_maand Westelijke Middellandse Zee (land) 2024-02": "four times the month before",
    },
    2025: {
        "asiel.besluiten_syrie 2025": "390 decisions, where it was 10,700",
        "asiel.dwangsommen 2025": "more than twice the year before",
        "asiel.eerste_aanvragen Syrië 2025": "less than a third of the year before",
        "asiel.eerste_aanvragen_maand Eritrea 2025-05": "three times the month before, and more later",
        "asiel.eerste_aanvragen_unhcr Moldavië 2025": "a quarter of the year before",
        "asiel.eerste_aanvragen_unhcr Oekraïne 2025": "a fifth of the year before",
        "asiel.eerste_aanvragen_unhcr Syrië 2025": "less than a third of the year before",
        "asiel.inwilliging_ind 2025": "from 58% to 36%",
        "asiel.inwilliging_syrie 2025": "from 95% to 28%",
        "asiel.nareizigers_maand Jemen 2025-06": "nearly three times the month before",
        "asiel.vergunningen Subsidiaire bescherming 2025": "less than a third of the year before",
        "internationaal.eu_teruggekeerd België 2025": "the largest rise known",
        "internationaal.eu_tijdelijke_bescherming Italië 2025-Q2": "a quarter of the quarter before",
        "internationaal.eu_tijdelijke_bescherming Italië 2025-Q3": "laid beside what was known before that",
        "internationaal.grensoverschrijdingen_maand Oostelijke landgrens 2025-04": "more than twice any April known",
    },
}
"""What is doubted in the figures of a year, though they are right, and why somebody would ask."""


@pytest.mark.parametrize("year", HAPPENED)
def test_of_a_real_year_only_what_happened_is_doubted(year):
    doubts = [
        doubt
        for delivery in yearly_deliveries([year], with_bands=False)
        for doubt in doubts_of(*delivery)
    ]
    names = [" ".join([doubt.indicator, *doubt.slice, str(doubt.period)]) for doubt in doubts]
    assert sorted(names) == sorted(HAPPENED[year])


def test_with_the_bands_of_the_catalogue_no_more_is_doubted():
    doubts = [
        doubt
        for delivery in yearly_deliveries(list(HAPPENED), with_bands=True)
        for doubt in doubts_of(*delivery)
    ]
    names = {" ".join([doubt.indicator, *doubt.slice, str(doubt.period)]) for doubt in doubts}
    assert names <= {name for names in HAPPENED.values() for name in names}
