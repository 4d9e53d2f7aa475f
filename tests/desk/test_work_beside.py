"""Work beside the pages: how far it is, ending it, and that it never outlives the desk unseen."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from report_builder.console import Console, read_step
from report_builder.desk.chores import Chore
from tests.desk.conftest import PATIENCE

_MOST = 2_000


def children(process):
    """The processes that a process started."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(number) for task in tasks for number in (task / "children").read_text().split()]


def until(find):
    """What is found once something is."""
    end = time.monotonic() + 4 * PATIENCE
    while not (found := find()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


def state_of(process):
    """The state of a process as the system has it: T when it was stopped, Z also once it has gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "Z"


def is_gone(process):
    """Whether a process has ended, also where nobody asked how."""
    return state_of(process) == "Z"


def go_on(process):
    """Let a process that was stopped go on, if it is still there."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGCONT)


def command_of(process):
    """The words that a process was started with; empty when it has gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


@pytest.fixture
def building(desk, asylum):
    """A desk with a build that was stopped before it was done: its process waits to go on."""
    before = set(children(desk.process.pid))
    desk.client.post("/uitgave/bouwen", follow_redirects=False)

    def find():
        started = set(children(desk.process.pid)) - before
        return [one for one in started if b"build" in command_of(one)]

    [process] = until(find)
    # Once it has become the command, and before it has put anything in place.
    until(lambda: b"report_builder" in command_of(process))
    os.kill(process, signal.SIGSTOP)
    # What is asked of it before it stands still may be heard first.
    until(lambda: state_of(process) == "T")
    assert not asylum.output.exists()
    yield process
    if not is_gone(process):
        os.kill(process, signal.SIGKILL)


@pytest.fixture
def counting(monkeypatch):
    """A program that shows the progress itself."""
    monkeypatch.setenv("REPORT_BUILDER_PROGRESS", "1")


@pytest.mark.usefixtures("counting")
def test_a_program_that_asks_for_it_is_told_of_every_item(capsys):
    assert list(Console().follow("Sjablonen vullen", iter("ab"), 2)) == ["a", "b"]
    said = capsys.readouterr().err.splitlines()
    assert said == [f"Sjablonen vullen {number}/2" for number in range(3)]
    assert [read_step(line) for line in said][-1] == ("Sjablonen vullen", 2, 2)


@pytest.mark.usefixtures("counting")
def test_quiet_is_quiet_also_for_a_program_that_asks_for_every_item(capsys):
    assert list(Console(is_quiet=True).follow("Sjablonen vullen", iter("ab"), 2)) == ["a", "b"]
    assert capsys.readouterr().err == ""


def test_nobody_is_told_of_every_item_without_asking_for_it(capsys):
    list(Console().follow("Sjablonen vullen", iter("ab"), 2))
    assert capsys.readouterr().err == "Sjablonen vullen (2)\n"


@pytest.mark.parametrize(
    "line", ["Klaar: /tmp/1/2", "data/a.csv:3: error: 1/2", "Sjablonen vullen (3)", "12/30"]
)
def test_what_is_no_progress_is_not_taken_for_it(line):
    assert read_step(line) is None


def test_progress_takes_one_line_for_each_phase_and_what_else_was_said_stays():
    chore = Chore(1, "bouwen", "Bouwen", "")
    for line in ("Figuren tekenen 0/2", "Figuren tekenen 2/2", "let op", "Sjablonen vullen 1/3"):
        chore.hear(line)
    assert chore.lines == ["Figuren tekenen 2/2", "let op", "Sjablonen vullen 1/3"]
    assert chore.step == ("Sjablonen vullen", 1, 3)


def test_how_many_lines_were_not_kept_is_known():
    chore = Chore(1, "check", "Nakijken", "")
    for number in range(_MOST + 3):
        chore.hear(f"regel {number}")
    assert (len(chore.lines), chore.missing) == (_MOST, 3)


def test_a_build_that_is_broken_off_leaves_nothing_half_and_says_so(desk, asylum, building):
    page = desk.client.post("/uitgave/werk/1/stoppen").text
    assert "wordt afgebroken" in page
    go_on(building)
    page = desk.wait_for("/uitgave/werk/1", "is afgebroken; wat er al was, is gebleven")
    assert "data-taak=" not in page
    assert not asylum.output.exists()
    assert desk.client.post("/uitgave/bouwen").status_code == 200


def test_a_build_that_does_not_listen_is_ended_when_asked_again(desk, asylum, building):
    desk.client.post("/uitgave/werk/1/stoppen")
    desk.client.post("/uitgave/werk/1/stoppen")
    desk.wait_for("/uitgave/werk/1", "is afgebroken")
    until(lambda: is_gone(building))
    assert not asylum.output.exists()


def test_the_pages_go_on_and_a_second_build_waits_while_one_is_going_on(desk, building):
    del building
    assert "Het concept bouwen</strong> loopt" in desk.client.get("/uitgave").text
    assert desk.client.get("/").status_code == 200
    answer = desk.client.post("/uitgave/bouwen")
    assert answer.status_code == 409
    assert "er loopt al iets: Het concept bouwen" in answer.text


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_build_ends_with_the_desk_also_when_that_is_killed(desk, asylum, building, number):
    desk.stop(number)
    go_on(building)
    until(lambda: is_gone(building))
    assert not asylum.output.exists()
    assert asylum.run("check") == 0
    left = [path.name for path in asylum.root.rglob(".report-builder-*")]
    assert left == []
