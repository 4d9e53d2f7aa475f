"""A log is never ahead of what it tells of, and catches up where its line could not be written at once."""

import errno
import json
from threading import Event, Thread

import pytest

from report_builder import logged_changes
from report_builder.drafts import hold, write_file
from report_builder.logged_changes import LoggedChange, logged, settle


@pytest.fixture
def change(tmp_path):
    """A file that changes, and a log in a folder beside it that is not there yet."""
    file = tmp_path / "file.csv"
    file.write_text("before")
    return LoggedChange(tmp_path, file, tmp_path / "log/log.csv", b"moment,by\n", b"now,somebody\n")


def test_the_line_comes_when_the_change_was_made(change):
    with logged(change):
        change.file.write_text("after")
        assert not change.log.exists()
    with logged(change):
        change.file.write_text("again")
    assert change.log.read_text() == "moment,by\nnow,somebody\nnow,somebody\n"
    assert [path.name for path in change.log.parent.iterdir()] == ["log.csv"]


def test_no_line_comes_when_the_change_was_refused(change):
    with pytest.raises(OSError, match="vol"), logged(change):
        raise OSError("vol")
    assert list(change.log.parent.iterdir()) == []


def test_a_line_that_does_not_fit_on_the_disk_waits_and_the_change_stands(change, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(logged_changes, "write_file", refuse)
    with logged(change):
        change.file.write_text("after")
    assert not change.log.exists()
    monkeypatch.undo()
    settle(change.root, change.log.parent)
    assert change.log.read_text() == "moment,by\nnow,somebody\n"
    assert len(list(change.log.parent.iterdir())) == 1


@pytest.mark.parametrize("name", ["../outside.csv", "/etc/hosts"])
def test_a_note_that_leaves_the_project_is_not_followed(change, name):
    root = change.root / "project"
    (root / "log").mkdir(parents=True)
    (change.root / "outside.csv").write_text("of another")
    note = {"file": "none", "before": "", "log": "log.csv", "size": 0, "head": "", "lines": ""}
    (root / "log/.report-builder.begonnen-1").write_text(json.dumps({**note, "spare": name}))
    settle(root, root / "log")
    assert (change.root / "outside.csv").read_text() == "of another"


def test_a_note_that_was_half_written_goes_with_nothing_done(change):
    folder = change.log.parent
    folder.mkdir()
    (folder / ".report-builder.begonnen-1").write_text('{"file": "fi')
    settle(change.root, folder)
    assert list(folder.iterdir()) == []
    assert change.file.read_text() == "before"


def test_two_programs_that_settle_at_once_lose_no_line(change, monkeypatch):
    folder, is_there = change.log.parent, Event()
    folder.mkdir()
    note = {"file": "file.csv", "before": "", "log": "log.csv", "size": 0, "head": "", "spare": ""}
    for name in ("one", "other"):
        said = json.dumps({**note, "lines": f"{name}\n"})
        (folder / f".report-builder.begonnen-{name}").write_text(said)

    def settle_too():
        settle(change.root, folder)
        is_there.set()

    def hold_in_turn(path, *flags, **more):
        if path == folder:
            is_there.set()
        return hold(path, *flags, **more)

    def write_while_another_settles(path, data):
        monkeypatch.setattr(logged_changes, "write_file", write_file)
        is_there.clear()
        another.start()
        is_there.wait()
        write_file(path, data)

    another = Thread(target=settle_too)
    monkeypatch.setattr(logged_changes, "hold", hold_in_turn)
    monkeypatch.setattr(logged_changes, "write_file", write_while_another_settles)
    settle(change.root, folder)
    another.join()
    assert sorted(change.log.read_text().split()) == ["one", "other"]
    assert [path.name for path in folder.iterdir()] == ["log.csv"]
