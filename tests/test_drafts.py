"""What is on its way to its place: held while it is made, and cleared when its maker was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from report_builder import drafts
from report_builder.drafts import PREFIX, draft_folder, scratch_folder, write_file
from report_builder.workspace import Workspace, put_beside, replaced

MAKER = """\
import sys, time
from pathlib import Path
from report_builder.drafts import draft_folder
with draft_folder(Path(sys.argv[1])) as draft:
    (draft / "half").write_text("half")
    print(draft, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    written = ("data/editions", "templates", "output/2026", "earlier/templates", "returned/2026")
    for name in written:
        (root / name).mkdir(parents=True)
    return root


def hidden(root: Path) -> list[str]:
    found = (path for path in root.rglob(".*") if path.name.startswith(".report-builder"))
    return sorted(path.relative_to(root).as_posix() for path in found)


def test_a_draft_of_a_program_that_runs_is_let_be_and_goes_when_that_is_killed(
    project: Path,
) -> None:
    command = [sys.executable, "-c", MAKER, str(project / "templates")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as maker:
        assert maker.stdout
        draft = Path(maker.stdout.readline().strip())
        Workspace.open(project)
        assert (draft / "half").is_file()
        maker.send_signal(signal.SIGKILL)
    Workspace.open(project)
    assert hidden(project) == []


def test_a_draft_that_could_not_be_tidied_up_is_held_no_longer(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remove_broken_off(path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "remove", remove_broken_off)
        with pytest.raises(KeyboardInterrupt), draft_folder(project / "templates"):
            pass
    assert len(hidden(project)) == 1
    Workspace.open(project)
    assert hidden(project) == []


@pytest.mark.parametrize(
    "place",
    ["", "data", "data/editions", "templates", "output/2026", "earlier/templates", "returned/2026"],
)
def test_what_was_left_behind_goes_when_the_project_is_opened(project: Path, place: str) -> None:
    (project / place / f"{PREFIX}1-folder").mkdir()
    (project / place / f"{PREFIX}1-folder/half").touch()
    (project / place / f"{PREFIX}1-file").touch()
    Workspace.open(project)
    assert hidden(project) == []


def test_what_was_left_in_the_temporary_folder_goes_too(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / f"{PREFIX}1-old").mkdir()
    with scratch_folder() as own:
        assert own.stat().st_mode & 0o777 == 0o700
        Workspace.open(project)
        assert hidden(tmp_path) == [own.name]
    assert hidden(tmp_path) == []


def test_data_that_was_set_aside_comes_back(project: Path) -> None:
    (project / "data/sources.toml").touch()
    (project / "data").rename(project / ".report-builder-vorige-data")
    Workspace.open(project)
    assert (project / "data/sources.toml").is_file()
    assert hidden(project) == []


def test_what_was_set_aside_for_something_that_came_goes(project: Path) -> None:
    (project / ".report-builder-vorige-data").mkdir()
    Workspace.open(project)
    assert hidden(project) == []


def test_a_link_to_elsewhere_is_not_followed(project: Path, tmp_path: Path) -> None:
    (tmp_path / "van mij").mkdir()
    (project / f"{PREFIX}1-link").symlink_to(tmp_path / "van mij")
    Workspace.open(project)
    assert (tmp_path / "van mij").is_dir()


FORKING = """\
import os, signal, sys, time
from pathlib import Path
from report_builder.drafts import draft_folder
with draft_folder(Path(sys.argv[1])):
    if not os.fork():
        print(os.getpid(), flush=True)
        time.sleep(60)
    time.sleep(60)
"""


def test_who_was_forked_off_holds_nothing(project: Path) -> None:
    command = [sys.executable, "-c", FORKING, str(project)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as maker:
        assert maker.stdout
        child = int(maker.stdout.readline())
        maker.send_signal(signal.SIGKILL)
        maker.wait()
        Workspace.open(project)
        left = hidden(project)
        os.kill(child, signal.SIGKILL)
    assert left == []


def test_a_file_takes_its_place_when_it_is_on_the_disk(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "werklijst").write_text("oud")
    seen = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append((project / "werklijst").read_text()))
    write_file(project / "werklijst", b"nieuw")
    assert seen == ["oud"]
    assert (project / "werklijst").read_text() == "nieuw"


def test_a_folder_takes_its_place_when_all_of_it_is_on_the_disk(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed, flush = set(), os.fsync

    def noted(descriptor: int) -> None:
        if not (project / "templates/2027").exists():
            flushed.add(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    with replaced(project / "templates/2027") as draft:
        (draft / "chapters").mkdir()
        (draft / "chapters/h1.docx").write_text("h1")
    assert {"chapters", "h1.docx"} <= flushed


def test_a_disk_that_refuses_leaves_what_was_there(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    (project / "werklijst").write_text("oud")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Exception, match="de schijf is vol"):
        put_beside(project, {"werklijst": b"nieuw"})
    assert (project / "werklijst").read_text() == "oud"
    assert hidden(project) == []
