"""The command that waits for changes: what it takes for one, and what it says of it."""

import pytest

from report_builder import file_changes
from report_builder.cli import watching
from report_builder.file_changes import changed_files, take_snapshot, wait_for_change
from report_builder.workspace import Workspace


def save_half(folder):
    folder.write("templates/h1.docx", b"")


@pytest.fixture
def project(asylum):
    asylum.document("h1", "# Asiel", "Er waren {{ asiel.aanvragen }} mensen.")
    return asylum


def acting(monkeypatch, *actions):
    """Let each pause bring the next action, and the last one Ctrl-C."""
    steps = iter(actions)

    def pause(_seconds):
        action = next(steps, None)
        if action is None:
            raise KeyboardInterrupt
        action()

    monkeypatch.setattr(file_changes.time, "sleep", pause)


def nothing():
    pass


def test_a_change_is_told_once_the_files_are_at_rest(project, monkeypatch):
    workspace = Workspace.open(project.root)
    before = take_snapshot(workspace)
    seen = []
    acting(
        monkeypatch,
        lambda: save_half(project),
        lambda: project.write("templates/h1.docx", b"whole"),
        lambda: seen.append("rest"),
    )
    after, _ = wait_for_change(workspace, before)
    assert seen == ["rest"]
    assert changed_files(before, after) == ["templates/h1.docx"]


def test_what_word_has_open_is_no_change(project):
    workspace = Workspace.open(project.root)
    before = take_snapshot(workspace)
    project.write("templates/~$h1.docx", b"open")
    assert take_snapshot(workspace) == before


def test_a_saved_document_is_made_and_ctrl_c_ends_the_command(project, monkeypatch, capsys):
    def save():
        project.document("h1", "# Asiel", "Er kwamen {{ asiel.aanvragen }} mensen.")

    acting(monkeypatch, save, nothing)
    assert watching.watch(invocation(project), ()) == 0
    told = capsys.readouterr().err
    assert "templates/h1.docx" in told
    assert "Gemaakt na" in told
    assert told.endswith("Gestopt.\n")
    assert "Er kwamen" in (project.output / "h1.html").read_text()


def test_errors_are_told_and_the_output_stays(project, monkeypatch, capsys):
    acting(monkeypatch, lambda: save_half(project), nothing)
    assert watching.watch(invocation(project), ("h1",)) == 0
    told = capsys.readouterr().err
    assert "templates/h1.docx:" in told
    assert "de uitvoer blijft zoals zij was" in told
    assert (project.output / "h1.pdf").is_file()


def test_a_project_that_cannot_be_read_is_told_and_watched_on(project, monkeypatch, capsys):
    edition = project.root / "data/editions/2026.toml"
    text = edition.read_text()
    acting(monkeypatch, edition.unlink, nothing, lambda: edition.write_text(text), nothing)
    assert watching.watch(invocation(project), ("h1",)) == 0
    told = capsys.readouterr().err
    assert "bevat geen editie" in told
    assert told.count("Gemaakt na") == 2


def invocation(project):
    return watching.Invocation(project=project.root, jobs=1)
