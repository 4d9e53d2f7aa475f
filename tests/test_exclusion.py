"""Commands that change a project wait for each other, and killed ones hinder nobody and leave nothing half."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from report_builder import exclusion
from report_builder.exclusion import alone
from tests.desk.failing_disk import KILL, SETTING
from tests.forked_program import ForkedProgram

PATIENCE = 180.0
DELIVERY = "Indicator;Periode;Onderdeel;Cijfer;Status\nasiel.aanvragen;2026;TOTAL;25000;\n"


@pytest.fixture
def project(asylum, tmp_path):
    asylum.edition("review = true\n")
    asylum.document("h1", "# Asiel", "Er waren {{ asiel.aanvragen }} aanvragen.")
    (tmp_path / "levering.csv").write_text(DELIVERY)
    return asylum


def arguments(command: str, inbox: Path) -> list[str]:
    """What a command is asked."""
    own = {
        "import": [
            str(inbox / "levering.csv"),
            "--from",
            "CBS",
            "--accept-doubts",
            "--reason",
            "nagevraagd",
        ],
        "undo": ["--undo"],
        "new-edition": ["2027"],
        "unlock": ["--reason", "herziening"],
        "review": [str(inbox / "opmerkingen.xlsx")],
    }
    return ["import" if command == "undo" else command, *own.get(command, [])]


COMMANDS = ["lock", "unlock", "circulate", "new-edition", "import", "undo", "review"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_changes_a_project_waits_for_another(project, capsys, tmp_path, command):
    before = tree(project.root)
    with alone(project.root, "lock"):
        assert project.run(*arguments(command, tmp_path)) == 2
    said = f"in dit project loopt al het vergrendelen van de editie (report-builder lock, proces {os.getpid()}); "
    assert said in capsys.readouterr().err
    assert tree(project.root) == before


def test_who_only_looks_waits_for_nobody(project, tmp_path):
    with alone(project.root, "lock"):
        assert project.run("check") == 0
        assert project.run(*arguments("import", tmp_path), "--dry-run") == 0


def test_what_is_running_is_told_also_while_it_does_not_say(project, capsys):
    with alone(project.root, "lock"):
        (project.root / ".report-builder-bezig").write_text("")
        assert project.run("lock") == 2
    assert "loopt al een andere opdracht van report-builder" in capsys.readouterr().err


def test_a_project_on_a_disk_that_cannot_be_written_is_told(project, capsys, monkeypatch):
    def refuse(*_arguments):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("report_builder.exclusion.hold", refuse)
    assert project.run("lock") == 2
    assert "er kan alleen gelezen worden" in capsys.readouterr().err


def tree(root: Path) -> dict[str, bytes]:
    """Every file of a project, what git passes over too, but no output."""
    files = (path for path in root.rglob("*") if path.is_file())
    names = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in names.items() if not name.startswith("output/")}


# The first two writes say what is running.
@pytest.mark.parametrize("moment", [1, 3, 5, 9])
@pytest.mark.parametrize("command", ["lock", "new-edition", "import", "circulate"])
def test_a_command_that_is_killed_leaves_all_or_nothing(project, tmp_path, command, moment):
    if command == "circulate":
        project.build()
    before = tree(project.root)
    (tmp_path / KILL).write_text(str(moment))
    program = ForkedProgram(
        [*arguments(command, tmp_path), "--project", str(project.root), "--jobs", "1", "--quiet"],
        os.environ | {SETTING: str(tmp_path)},
    )
    said = program.communicate(PATIENCE)
    assert program.returncode in (0, -9), said
    project.run("status", "--edition", "2026")
    left = tree(project.root)
    assert [name for name in left if ".report-builder" in name] == []
    if left == before:
        assert project.run(*arguments(command, tmp_path)) == 0
        left = tree(project.root)
    new = {name for name in left.keys() - before.keys() if not name.startswith("data/deliveries/")}
    assert {re.sub(r"-[0-9a-f]{7}\.json", "-VERSION.json", name) for name in new} == NEW[command]


NEW = {
    "import": {"data/deliveries.csv"},
    "lock": {f"data/editions/2026/{name}" for name in ("lock.toml", "numbers.csv", "asiel/aanvragen.csv")},
    "new-edition": {"data/editions/2027.toml", "templates/2027/h1.docx"},
    "circulate": {
        f"data/editions/2026/{name}"
        for name in (
            "circulated.toml",
            "circulated-numbers.csv",
            "circulated-texts.csv",
            "circulated-VERSION.json",
        )
    },
}  # fmt: skip


def test_of_each_command_that_holds_a_project_is_known_what_it_does():
    package = Path(exclusion.__file__).parent
    sources = (path.read_text("utf-8") for path in sorted(package.rglob("*.py")))
    found = [name for text in sources for name in re.findall(r'\balone\([^"\n]+"([\w-]+)', text)]
    assert len(found) > 5
    assert set(found) == exclusion._WORK.keys() - {"refresh"}
