"""What came back is kept by round, each content once, under a name of its own."""

import pytest

from report_builder.problems import Stopped
from report_builder.rounds.returned_folder import (
    drop_files,
    keep_files,
    kept_files,
    round_folder,
)
from report_builder.workspace import Workspace

ROUND = '[[circulated]]\nversion = "{}"\ndate = 2026-05-01\n'


@pytest.fixture
def project(folder):
    return folder


def folder_of(project):
    workspace = Workspace(project.root)
    return workspace, round_folder(workspace, workspace.choose_edition(None))


def keep(project, *files):
    workspace, place = folder_of(project)
    return keep_files(workspace, place, files)


def names(project):
    return [path.name for path in kept_files(folder_of(project)[1])]


def test_a_content_is_kept_once_and_a_name_is_nobody_elses(project):
    files = (("een.docx", b"1"), ("EEN.docx", b"2"), ("een.docx", b"3"), ("ander.docx", b"1"))
    assert keep(project, *files) == ("ander.docx",)
    assert names(project) == ["EEN (2).docx", "een (3).docx", "een.docx"]
    assert keep(project, ("weer.docx", b"3")) == ("weer.docx",)


def test_a_file_that_is_called_as_the_register_of_a_concept_gets_another_name(project):
    keep(project, ("numbers.csv", b"key,text\n"))
    assert names(project) == ["numbers (2).csv"]


def test_each_round_has_its_own_files(project):
    keep(project, ("vooraf.docx", b"1"))
    project.write("data/editions/2026/circulated.toml", ROUND.format("1234567"))
    assert names(project) == []
    keep(project, ("een.docx", b"1"))
    project.write(
        "data/editions/2026/circulated.toml", ROUND.format("1234567") + ROUND.format("7654321")
    )
    assert names(project) == []
    assert sorted(path.parent.name for path in (project.root / "returned").glob("2026/*/*")) == [
        "1234567",
        "zonder-ronde",
    ]


def test_nothing_is_kept_of_a_round_that_cannot_be_told(project):
    project.write("data/editions/2026/circulated.toml", "circulated = 1\n")
    with pytest.raises(Stopped):
        keep(project, ("een.docx", b"1"))


def test_a_version_that_is_a_path_keeps_nothing_outside_the_folder(project):
    project.write("data/editions/2026/circulated.toml", ROUND.format("../../../buiten"))
    with pytest.raises(Stopped):
        keep(project, ("een.docx", b"1"))


def test_git_passes_over_what_is_kept_and_what_was_refused_goes(project):
    keep(project, ("een.docx", b"1"), ("twee.docx", b"2"))
    assert (project.root / "returned/.gitignore").read_text().splitlines()[-1] == "*"
    drop_files(folder_of(project)[1], ["een.docx", "er niet"])
    assert names(project) == ["twee.docx"]
