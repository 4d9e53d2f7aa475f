"""Which files of a project are looked at, and read."""

from __future__ import annotations

from pathlib import Path

from report_builder.file_changes import take_snapshot
from report_builder.fingerprint import files_below, project_files
from report_builder.workspace import Workspace


def _project(root: Path, *names: str) -> Workspace:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return Workspace(root)


def test_files_are_named_from_the_project_and_in_order(tmp_path: Path) -> None:
    workspace = _project(tmp_path, "templates/b.docx", "data/b/a.csv", "data/a.toml", "data/é.csv")
    names = [name for name, _ in project_files(workspace)]
    assert names == ["data/a.toml", "data/b/a.csv", "data/é.csv", "templates/b.docx"]
    assert list(take_snapshot(workspace)) == names


def test_deliveries_are_looked_at_and_not_read(tmp_path: Path) -> None:
    workspace = _project(tmp_path, "data/a.toml", "data/deliveries/ind/a.xlsx")
    assert [name for name, _ in project_files(workspace)] == ["data/a.toml"]
    assert list(take_snapshot(workspace)) == ["data/a.toml", "data/deliveries/ind/a.xlsx"]


def test_what_word_and_a_save_put_beside_a_file_is_passed_over(tmp_path: Path) -> None:
    workspace = _project(tmp_path, "templates/a.docx", "templates/~$a.docx", "templates/~WRL1.tmp")
    assert list(take_snapshot(workspace)) == ["templates/a.docx"]


def test_a_folder_behind_a_link_is_read_under_the_name_of_the_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elders"
    _project(tmp_path, "project/data/a.toml", "elders/c.csv")
    (tmp_path / "project/data/thema").symlink_to(elsewhere)
    workspace = Workspace(tmp_path / "project")
    assert [name for name, _ in project_files(workspace)] == ["data/a.toml", "data/thema/c.csv"]


def test_a_folder_that_holds_a_link_to_itself_is_read_once(tmp_path: Path) -> None:
    _project(tmp_path, "data/a.toml", "data/b/c.csv")
    (tmp_path / "data/b/weer").symlink_to(tmp_path / "data")
    assert files_below(tmp_path / "data") == [tmp_path / "data/a.toml", tmp_path / "data/b/c.csv"]


def test_a_link_to_nothing_is_no_file(tmp_path: Path) -> None:
    workspace = _project(tmp_path, "data/a.toml")
    (tmp_path / "data/b.csv").symlink_to(tmp_path / "weg")
    assert list(take_snapshot(workspace)) == ["data/a.toml"]


def test_another_content_of_the_same_length_is_another_look(tmp_path: Path) -> None:
    workspace = _project(tmp_path, "data/a.toml")
    before = take_snapshot(workspace)
    (tmp_path / "nieuw").write_text("DATA/A.TOML")
    (tmp_path / "nieuw").replace(tmp_path / "data/a.toml")
    assert take_snapshot(workspace) != before
