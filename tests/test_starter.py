"""A project of one's own, begun with the program as it is installed: from the wheel, outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from flit_core.wheel import make_wheel_in

from report_builder.editions.starter import STARTER, write_starter
from report_builder.problems import Unusable

ROOT = Path(__file__).parent.parent


def names_below(folder: Path) -> list[str]:
    """Every file below a folder, but no hidden ones."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [path.relative_to(folder).as_posix() for path in paths]
    return [name for name in names if not name.startswith(".")]


def test_a_new_folder_gets_the_whole_project(tmp_path: Path) -> None:
    write_starter(tmp_path / "werk" / "rapport")
    assert names_below(tmp_path / "werk" / "rapport") == names_below(STARTER)


def test_an_empty_folder_may_hold_hidden_files(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write_starter(tmp_path)
    assert names_below(tmp_path) == names_below(STARTER)
    hidden = [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert sorted(hidden) == [".git", ".gitignore"]


def test_git_passes_over_what_the_program_makes_and_what_it_passed_over_before(
    tmp_path: Path,
) -> None:
    (tmp_path / ".gitignore").write_text("eigen\n/output/")
    write_starter(tmp_path)
    ignored = (tmp_path / ".gitignore").read_text().splitlines()
    assert ignored == ["eigen", "/output/", ".report-builder*", "~$*", ".~lock.*"]


def test_a_folder_with_work_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_text("van mij")
    with pytest.raises(Unusable, match=r"is niet leeg \(brief.docx staat erin\)"):
        write_starter(tmp_path)
    assert names_below(tmp_path) == ["brief.docx"]


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "rapport").write_text("van mij")
    with pytest.raises(Unusable, match="kan niet schrijven"):
        write_starter(tmp_path / "rapport")
    assert (tmp_path / "rapport").read_text() == "van mij"


def test_what_cannot_be_written_whole_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_half(folder: Path, files: dict[str, bytes]) -> None:
        name, data = next(iter(files.items()))
        (folder / Path(name).name).write_bytes(data)
        raise Unusable("schijf vol")

    monkeypatch.setattr("report_builder.editions.starter.put_beside", write_half)
    with pytest.raises(Unusable, match="schijf vol"):
        write_starter(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked as an installation is, in a folder that knows nothing of the repository."""
    folder = tmp_path_factory.mktemp("installed")
    wheel = make_wheel_in(ROOT / "pyproject.toml", folder).file
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "packages")
    return folder / "packages"


def run(
    installed: Path, folder: Path, arguments: Sequence[str]
) -> subprocess.CompletedProcess[str]:
    """The installed program, run where the repository cannot be imported."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_installed_program_begins_a_project_that_builds_without_a_warning(
    installed: Path, tmp_path: Path
) -> None:
    begun = run(installed, tmp_path, ["-m", "report_builder", "init", "rapport"])
    assert begun.returncode == 0, begun.stderr
    assert begun.stderr.startswith("Klaar: rapport")

    built = run(installed, tmp_path / "rapport", ["-m", "report_builder", "build"])

    assert built.returncode == 0, built.stderr
    assert "warning" not in built.stdout + built.stderr
    concept = tmp_path / "rapport" / "output" / "2026" / "concept"
    names = {path.name for path in concept.iterdir()}
    assert {"rapport.docx", "rapport.pdf", "rapport.html", "brief.pdf", "review.html"} <= names


def test_the_installed_program_is_not_the_repository(installed: Path, tmp_path: Path) -> None:
    where = run(installed, tmp_path, ["-c", "import report_builder as it; print(it.__file__)"])
    assert Path(where.stdout.strip()) == installed / "report_builder" / "__init__.py"
