"""The figures of the project itself, delivered anew: what was known in 2025 becomes what is known now."""

import csv
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from report_builder.cli import main
from report_builder.intake.settings import read_catalogue
from report_builder.workspace import Workspace

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
    assert main([*arguments, "--accept-revisions", "--accept-doubts"]) == 0
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
