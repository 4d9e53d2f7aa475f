"""An edition that was begun by mistake is undone: byte for byte as before, or not at all, with each reason."""

import json
import os
import signal
from hashlib import sha256

import pytest

from report_builder import half_made
from report_builder.editions import begun_edition
from report_builder.exclusion import alone
from tests.desk.failing_disk import KILL, SETTING
from tests.forked_program import ForkedProgram

PATIENCE = 180.0
WRITES = 6
"""More than there are: the last one is not killed."""


@pytest.fixture
def project(asylum):
    asylum.document("h1", "# Asiel", "Er waren {{ asiel.aanvragen }} aanvragen in 2025.")
    asylum.document("h2", "# Opvang", "Het beleid bleef gelijk.")
    return asylum


@pytest.fixture
def begun(project):
    """The project with its next edition begun."""
    assert project.run("new-edition", "2027") == 0
    return project


def tree(project):
    """Everything in a project: each file with its bytes, and each folder."""
    paths = [path for path in project.root.rglob("*") if path != project.root / "output"]
    return {
        path.relative_to(project.root).as_posix(): path.is_file() and path.read_bytes()
        for path in paths
    }


def files(project):
    """Each file of a project with its bytes: of a folder without any git knows nothing."""
    return {name: data for name, data in tree(project).items() if data is not False}


def undo(project, *arguments):
    return project.run("new-edition", "2027", "--undo", *arguments)


def test_undone_right_away_everything_is_as_it_was_before(project, capsys):
    before = tree(project)
    project.run("new-edition", "2027")
    capsys.readouterr()
    assert undo(project) == 0
    assert tree(project) == before
    assert capsys.readouterr().out.split() == [
        "data/editions/2027.toml",
        "templates/2027/h1.docx",
        "templates/2027/h2.docx",
        "output/2027/nieuwe-editie.html",
        "output/2027/nieuwe-editie.xlsx",
    ]


def test_a_work_list_elsewhere_goes_too(project, tmp_path):
    before, elsewhere = tree(project), f"--output={tmp_path / 'elders'}"
    project.run("new-edition", "2027", elsewhere)
    assert undo(project, elsewhere) == 0
    assert tree(project) == before
    assert list((tmp_path / "elders").iterdir()) == []


def test_a_work_list_that_was_made_again_or_moved_does_not_keep_an_edition(project):
    before = tree(project)
    project.run("new-edition", "2027")
    project.run("new-edition", "2027", "--worklist")
    (project.root / "output/2027/nieuwe-editie.xlsx").unlink()
    assert undo(project) == 0
    assert tree(project) == before


def test_an_edition_that_began_from_an_earlier_one_is_undone_as_it_was_begun(project):
    project.run("new-edition", "2027")
    before = tree(project)
    project.run("new-edition", "2029", "--from", "2026")
    assert project.run("new-edition", "2029", "--undo") == 1
    assert project.run("new-edition", "2029", "--undo", "--from", "2026") == 0
    assert tree(project) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("data/editions/2027.toml", "gewijzigd sinds de editie begon, of data/editions/2026.toml"),
        ("data/editions/2026.toml", "gewijzigd sinds de editie begon, of data/editions/2026.toml"),
        ("templates/2027/h1.docx", "gewijzigd sinds de editie begon, of templates/h1.docx is dat"),
        ("templates/2027/nieuw.docx", "dit is er sinds het begin bij gekomen"),
        ("templates/2027/~$h1.docx", "dit is er sinds het begin bij gekomen"),
        ("output/2027/nieuwe-editie.xlsx", "maak het opnieuw met new-edition 2027 --worklist"),
        ("data/editions/2027/lock.toml", "zijn vastgelegd, of waren dat"),
        ("data/editions/2027/remarks.csv", "hier staan reacties op deze editie in"),
        ("data/editions/2027/circulated.toml", "sinds het begin bij deze editie gekomen"),
        ("returned/2027/answers.csv", "wat er bij deze editie terugkwam of besloten is"),
        ("earlier/templates/2027/h1/oud.docx", "hier staan eerdere versies van haar sjablonen"),
        ("data/published/2027.csv", "van deze editie is de definitieve versie gemaakt"),
        ("data/published/2027.toml", "van deze editie is de definitieve versie gemaakt"),
        ("output/2027/concept/manifest.json", "dit is van deze editie gemaakt"),
        ("output/2027/definitief/manifest.json", "dit is van deze editie gemaakt"),
        ("output/2027/archief-2027.zip", "dit is van deze editie gemaakt"),
    ],
)
def test_what_was_done_in_an_edition_keeps_it_and_is_named(begun, capsys, name, said):
    path = begun.root / name
    begun.write(name, path.read_bytes() + b"\n# er bij" if path.exists() else b"er bij")
    before = tree(begun)
    assert undo(begun) == 1
    error = capsys.readouterr().err
    assert said in error
    changed = "data/editions/2027.toml" if name == "data/editions/2026.toml" else name
    [line] = error.splitlines()
    assert changed.startswith(line.partition(":")[0])
    assert tree(begun) == before


def test_every_file_that_was_changed_is_named_at_once(begun, capsys):
    begun.write("templates/2027/h1.docx", "anders")
    (begun.root / "templates/2027/h2.docx").unlink()
    begun.write("returned/2027/answers.csv", "antwoord")
    before = tree(begun)
    assert undo(begun) == 1
    named = [line.partition(":")[0] for line in capsys.readouterr().err.splitlines()]
    assert named == ["returned/2027", "templates/2027/h1.docx", "templates/2027/h2.docx"]
    assert tree(begun) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2026"], "alleen de nieuwste editie is ongedaan te maken, en dat is editie 2027"),
        (["2028"], "onbekende editie '2028'"),
        (["../2027"], "'../2027' is geen jaar"),
        (["2027", "--from", "2019"], "onbekende editie '2019'"),
        (["2027", "--from", "2027"], "editie 2027 ligt niet na editie 2027"),
        (["2027", "--worklist"], "--undo en --worklist gaan niet samen"),
    ],
)
def test_what_cannot_be_undone_is_refused(begun, capsys, arguments, said):
    before = tree(begun)
    assert begun.run("new-edition", *arguments, "--undo") == 2
    assert said in capsys.readouterr().err
    assert tree(begun) == before


def test_an_edition_that_began_from_nothing_is_not_undone(project, capsys):
    assert project.run("new-edition", "2026", "--undo") == 2
    assert "voor editie 2026 is er geen eerdere" in capsys.readouterr().err


def test_undoing_waits_for_a_command_that_changes_the_project(begun, capsys):
    before = files(begun)
    with alone(begun.root, "lock"):
        assert undo(begun) == 2
    assert "loopt al het vergrendelen van de editie" in capsys.readouterr().err
    assert files(begun) == before


def test_a_note_that_leaves_the_project_is_not_followed(project, tmp_path):
    outside = tmp_path / "van een ander"
    outside.write_bytes(b"x")
    digest = sha256(b"x").hexdigest()
    note = {"folder": "templates/2027", "file": "data/editions/2027.toml", "hashes": {}}
    for number, name in enumerate((str(outside), "../van een ander")):
        said = json.dumps({**note, "beside": {name: digest}})
        project.write(f".report-builder.half-{number}", said)
    project.run("status")
    assert outside.read_bytes() == b"x"
    assert list(project.root.glob(".report-builder*")) == []


def test_where_the_templates_cannot_be_written_the_settings_stay(begun, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    before = tree(begun)
    monkeypatch.setattr(begun_edition, "draft_folder", refuse)
    assert undo(begun) == 2
    assert tree(begun) == before


def killed_at(project, disk, moment, *arguments):
    """Whether the command was killed at that write; it is followed by one that only looks."""
    (disk / KILL).write_text(str(moment))
    program = ForkedProgram(
        ["new-edition", "2027", *arguments, "--project", str(project.root), "--quiet"],
        os.environ | {SETTING: str(disk)},
    )
    said = program.communicate(PATIENCE)
    assert program.returncode in (0, -signal.SIGKILL), said
    assert project.run("status", "--edition", "2026") == 0
    return program.returncode != 0


@pytest.mark.parametrize("moment", range(1, WRITES + 1))
def test_undoing_that_is_killed_at_any_write_is_as_before_or_as_after(project, tmp_path, moment):
    after = files(project)
    project.run("new-edition", "2027")
    before = files(project)
    assert killed_at(project, tmp_path, moment, "--undo") is (moment < WRITES)
    left = files(project)
    assert left in (before, after)
    if left == before:
        assert undo(project) == 0
        assert files(project) == after
    else:
        assert project.run("new-edition", "2027") == 0
        assert files(project) == before


@pytest.mark.parametrize("step", ["unlink", "rename", "rmdir"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_undoing_that_ends_at_any_step_is_as_before_or_as_after(begun, monkeypatch, step, number):
    before, left, do = files(begun), number, getattr(os, step)

    def end(*arguments, **named):
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt
        return do(*arguments, **named)

    monkeypatch.setattr(os, step, end)
    undo(begun)
    monkeypatch.setattr(os, step, do)
    begun.run("status", "--edition", "2026")
    after = {name: data for name, data in before.items() if "2027" not in name}
    assert files(begun) in (before, after)


def test_beginning_that_is_killed_leaves_no_work_list_of_an_edition_that_is_not_there(
    project, tmp_path
):
    before = files(project)
    seen = set()
    for moment in range(3, 16):
        killed_at(project, tmp_path, moment)
        is_begun = (project.root / "data/editions/2027.toml").exists()
        seen.add(is_begun)
        if is_begun:
            assert undo(project) == 0
        assert files(project) == before
    assert seen == {True, False}


def test_a_folder_that_is_half_made_goes_at_once(begun, monkeypatch):
    seen = []

    def look(folder):
        seen.append(sorted(path.name for path in (begun.root / "templates").glob("2027/*")))

    monkeypatch.setattr(half_made, "sync", look)
    assert undo(begun) == 0
    assert seen == [[]]
