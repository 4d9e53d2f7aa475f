"""What `make` does before anything else: scripts/environment.py, with the system made up."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import weasyprint

from report_builder import system_libraries
from report_builder.problems import Unusable

SCRIPT = Path(__file__).parent.parent / "scripts" / "environment.py"
# What weasyprint.text.ffi opens under other names, or can do without altogether.
NOT_NEEDED = "vector"


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, with a folder of its own to make the environment in."""
    specification = importlib.util.spec_from_file_location("environment", SCRIPT)
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "lock")
    monkeypatch.setattr(sys, "argv", ["environment.py"])
    return module


@pytest.fixture
def missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(system_libraries.LIBRARIES, "libverzonnen.so.0", "libverzonnen0")


def put_program(folder: Path, name: str, script: str) -> None:
    """A program of this name in a folder that is to be all of PATH."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_every_library_that_weasyprint_opens_is_looked_for() -> None:
    text = Path(weasyprint.__file__).with_name("text").joinpath("ffi.py").read_text()
    opened = {
        word for word in text.replace("'", " ").split() if word.startswith("lib") and ".so." in word
    }
    assert {name for name in opened if NOT_NEEDED not in name} == set(system_libraries.LIBRARIES)


@pytest.mark.usefixtures("missing_library")
def test_the_program_too_names_what_is_missing_and_the_command() -> None:
    with pytest.raises(Unusable) as refusal:
        system_libraries.require_libraries()
    assert str(refusal.value) == (
        "op deze machine ontbreekt: libverzonnen.so.0; laat een beheerder dit uitvoeren: "
        "sudo apt-get install -y --no-install-recommends libverzonnen0"
    )


@pytest.mark.usefixtures("missing_library")
def test_who_may_not_install_hears_the_command_before_anything_is_made(
    environment: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put_program(tmp_path / "bin", "sudo", "exit 1")
    put_program(tmp_path / "bin", "apt-get", "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert environment.main() == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Op deze machine ontbreekt: libverzonnen.so.0.\n")
    assert "    sudo apt-get install -y --no-install-recommends libverzonnen0\n" in said.err
    assert not environment.VENV.exists()


@pytest.mark.usefixtures("missing_library")
def test_who_may_install_gets_what_is_missing_and_no_questions(
    environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_program(tmp_path / "bin", "apt-get", f'echo "$DEBIAN_FRONTEND $*" >> {tmp_path}/asked')
    put_program(tmp_path / "bin", "sudo", 'shift; "$@"')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(environment.CannotPrepareError, match="ontbreekt: libverzonnen.so.0"):
        environment.complete_system()

    assert (tmp_path / "asked").read_text().splitlines() == [
        "noninteractive -qq update",
        "noninteractive -qq install -y --no-install-recommends libverzonnen0",
    ]


def test_what_was_broken_off_halfway_is_forgotten_and_the_rest_kept(
    environment: ModuleType,
) -> None:
    packages = environment.VENV / "lib" / "python3.11" / "site-packages"
    for name in ("af-1.0.dist-info", "half-1.0.dist-info"):
        (packages / name).mkdir(parents=True)
        (packages / name / "METADATA").touch()
    (packages / "af-1.0.dist-info" / "INSTALLER").write_text("pip\n")

    environment._remove_half_installed()

    assert [path.name for path in packages.iterdir()] == ["af-1.0.dist-info"]


def test_progress_counts_each_package_of_pip_once(environment: ModuleType) -> None:
    lines = [
        "Collecting python-docx==1.2.0 (from -r requirements.lock (line 9))\n",
        "  Downloading python_docx-1.2.0-py3-none-any.whl (252 kB)\n",
        "Requirement already satisfied: lxml==6.0 in ./.venv/lib (from -r requirements.lock)\n",
        "Ignoring colorama: markers 'sys_platform == \"win32\"' don't match your environment\n",
        "Processing /wielen/pillow-12.0-cp311.whl (from -r requirements.lock (line 12))\n",
    ]
    counted = list(environment._count_packages(iter(lines), []))
    assert counted == [(1, "python-docx"), (2, "lxml"), (3, "colorama"), (4, "pillow")]


@pytest.mark.parametrize(
    ("stamped", "wanted", "made"),
    [("use", "use", False), ("use", "development", True), ("development", "use", False)],
)
def test_what_is_there_already_is_not_made_again(
    environment: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    stamped: str,
    wanted: str,
    made: bool,
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(environment, "_make_venv", lambda uv: steps.append("venv"))
    monkeypatch.setattr(environment, "_install_with_pip", lambda lock: steps.append(lock.name))
    monkeypatch.setattr(environment, "_install_with_uv", lambda uv, lock: steps.append(lock.name))
    monkeypatch.setattr(environment, "_compile", lambda: steps.append("bytecode"))
    environment.VENV.mkdir()
    environment.prepare(stamped)
    steps.clear()

    environment.prepare(wanted)

    assert steps == (["venv", "requirements-dev.lock", "bytecode"] if made else [])


def test_the_lock_for_use_is_part_of_the_one_for_development() -> None:
    root = SCRIPT.parent.parent
    use, development = (
        {line for line in (root / name).read_text().splitlines() if "==" in line and line[0] != " "}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert use < development
    assert not any(line.startswith(("pytest", "mypy", "ruff")) for line in use)


def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    put_program(tmp_path / "bin", "python3", "exit 1")
    put_program(tmp_path / "bin", "dirname", "echo " + str(SCRIPT.parent))
    run = subprocess.run(
        ["/bin/sh", str(SCRIPT.with_name("prepare"))],
        env={"PATH": str(tmp_path / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (
        1,
        "Python 3.11 of nieuwer is nodig, en niet gevonden.\n",
    )


def test_bytecode_is_written_also_where_the_environment_keeps_python_from_it(
    environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    packages = tmp_path / ".venv/lib/python3/site-packages"
    for folder in (packages / "pakket", tmp_path / "report_builder"):
        folder.mkdir(parents=True)
        (folder / "deel.py").write_text("x = 1\n")
    (packages / "pakket/sjabloon.py").write_text("{{ naam }} =\n")

    environment._compile()

    assert list(packages.glob("pakket/__pycache__/deel.*.pyc"))
    assert list(tmp_path.glob("report_builder/__pycache__/deel.*.pyc"))
