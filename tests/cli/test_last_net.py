"""Whatever happens, a command ends with an exit status and a sentence, and never with a traceback."""

import errno
import os
import pickle
import re
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from report_builder import workspace as workspace_module
from report_builder.cli import last_net, main, program
from report_builder.fingerprint import BuildRecord
from report_builder.jobs import Workers
from report_builder.problems import Problem, Stopped, Unusable
from report_builder.store import Store
from report_builder.store_folder import default_folder
from tests.conftest import add_paragraph, new_document

COMMAND = [sys.executable, "-m", "report_builder"]
FAULT = re.compile(r"report-builder: fout van het programma zelf: (.+); de details staan in (\S+)")


@pytest.fixture
def failing(monkeypatch):
    """Let the work of any command fail with an exception; gives the status that comes of it."""

    def fail(error):
        def work(*_arguments, **_options):
            raise error

        monkeypatch.setattr(program, "load", lambda _path: work)
        return main(["check"])

    return fail


TOLD = [
    (Stopped([Problem("waarde", "a.csv", "2", "mis", "zo")]), 1, "a.csv:2: error: mis (zo)"),
    (Unusable("dat kan niet"), 2, "report-builder: dat kan niet"),
    (OSError(errno.ENOSPC, "No space left"), 2, "report-builder: de schijf is vol"),
    (
        OSError(errno.EDQUOT, "Quota", "a"),
        2,
        "report-builder: kan a niet lezen of schrijven: uw ruimte op de schijf is op",
    ),
    (
        PermissionError(errno.EACCES, "Denied", "b"),
        2,
        "report-builder: kan b niet lezen of schrijven: geen toegang",
    ),
    (
        IsADirectoryError(errno.EISDIR, "Is a directory", "c"),
        2,
        "report-builder: kan c niet lezen of schrijven: het is een map",
    ),
    (
        OSError(errno.EROFS, "Read-only", "d"),
        2,
        "report-builder: kan d niet lezen of schrijven: er kan alleen gelezen worden",
    ),
    (
        OSError(errno.EBUSY, "Busy", "e"),
        2,
        "report-builder: kan e niet lezen of schrijven: het is in gebruik",
    ),
    (
        OSError(errno.ENAMETOOLONG, "Name", "f"),
        2,
        "report-builder: kan f niet lezen of schrijven: de naam is te lang",
    ),
    (KeyboardInterrupt(), 130, "report-builder: afgebroken; er is niets half geschreven"),
    (
        last_net.Ended(signal.SIGTERM),
        143,
        "report-builder: afgebroken; er is niets half geschreven",
    ),
    (last_net.Ended(signal.SIGHUP), 129, "report-builder: afgebroken; er is niets half geschreven"),
]


@pytest.mark.parametrize(("error", "status", "line"), TOLD)
def test_what_a_user_can_mend_is_told_in_one_line(failing, capsys, error, status, line):
    assert failing(error) == status
    assert capsys.readouterr().err == line + "\n"


FAULTS = [
    (KeyError("x"), "KeyError"),
    (RecursionError("te diep"), "RecursionError"),
    (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates"), "UnicodeEncodeError"),
    (ImportError("geen module"), "ImportError"),
    (EOFError(), "EOFError"),
    (pickle.PicklingError("x"), "PicklingError"),
    (OSError("cannot load library 'libpango'"), "OSError"),
    (MemoryError(), "er is te weinig geheugen"),
    (
        BrokenExecutor("terminated abruptly"),
        "een werkproces is afgebroken, meestal door te weinig geheugen (probeer --jobs 1)",
    ),
]


def test_a_stop_that_cannot_be_told_is_told_otherwise(failing, monkeypatch, capsys):
    proposal = Stopped(
        [Problem("waarde", "a.csv", "2", "mis", "zo")], proposal="[[accepted_stale]]"
    )

    def full(_text):
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr(sys.stdout, "write", full)
    assert failing(proposal) == 2
    assert "kan het resultaat niet schrijven: de schijf is vol" in capsys.readouterr().err


@pytest.mark.parametrize(("error", "said"), FAULTS)
@pytest.mark.usefixtures("own_store")
def test_a_fault_is_told_in_one_line_and_its_details_are_kept(failing, capsys, error, said):
    assert failing(error) == 3
    (line,) = capsys.readouterr().err.splitlines()
    match = FAULT.fullmatch(line)
    assert match[1] == said
    details = Path(match[2])
    assert details.is_relative_to(default_folder())
    assert details.stat().st_mode & 0o077 == 0
    assert "Traceback (most recent call last):" in details.read_text()
    assert type(error).__name__ in details.read_text()


def test_details_that_cannot_be_kept_in_the_store_go_to_the_temporary_folder(
    failing, capsys, monkeypatch, tmp_path
):
    tmp_path.joinpath("bestand").touch()
    monkeypatch.setenv("REPORT_BUILDER_CACHE", str(tmp_path / "bestand"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert failing(KeyError("x")) == 3
    assert Path(FAULT.match(capsys.readouterr().err)[2]).parent == tmp_path


def test_details_that_cannot_be_kept_anywhere_are_told(failing, capsys, monkeypatch, tmp_path):
    tmp_path.joinpath("bestand").touch()
    monkeypatch.setenv("REPORT_BUILDER_CACHE", str(tmp_path / "bestand"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "bestand"))
    assert failing(KeyError("a\nb")) == 3
    assert capsys.readouterr().err == (
        "report-builder: fout van het programma zelf: KeyError; "
        "de details konden nergens worden bewaard (KeyError: 'a\\nb')\n"
    )


def test_without_any_temporary_folder_the_way_out_is_told(failing, capsys, monkeypatch):
    def no_folder():
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", no_folder)
    assert failing(FileNotFoundError(errno.ENOENT, "No usable temporary directory found")) == 2
    assert "zet TMPDIR" in capsys.readouterr().err


def test_a_worker_that_is_killed_breaks_the_work_off(capsys, alone):
    def work():
        with Workers(2) as workers:
            return len(list(workers.run([(os._exit, (1,)), (os._exit, (1,))])))

    assert last_net.end_well(work) == 3
    assert "een werkproces is afgebroken" in capsys.readouterr().err


@pytest.fixture
def alone(monkeypatch):
    """As if the process of the tests, which has other threads, could be forked."""
    monkeypatch.setattr("report_builder.jobs._is_alone", lambda: True)


def test_work_is_done_here_where_no_worker_can_be_started(monkeypatch, alone):
    def refuse(_count):
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr("report_builder.jobs._fork", refuse)
    with Workers(2) as workers:
        assert list(workers.run([(abs, (-1,)), (abs, (-2,)), (abs, (-3,))])) == [1, 2, 3]


@pytest.fixture
def project(asylum):
    for name in ("h1", "h2", "h3", "h4"):
        asylum.document(name, "# Kop", *["Er waren {{ asiel.aanvragen }} en {{ asiel.oud }}."] * 5)
    return asylum


def group(process):
    """The processes of the group that a process leads."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, leader = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(leader) == process.pid and state != "Z":
            yield int(path.parent.name)


SIGNALS = [
    (signal.SIGTERM, os.kill, 143),
    (signal.SIGTERM, os.killpg, 143),
    (signal.SIGINT, os.killpg, 130),
    (signal.SIGHUP, os.kill, 129),
]


@pytest.fixture
def heard():
    """What is started hears every signal, also where the tests run in the background."""
    before = {number: signal.getsignal(number) for number, _, _ in SIGNALS}
    for number in before:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("own_store", "heard")
@pytest.mark.parametrize(("number", "send", "status"), SIGNALS)
def test_a_signal_ends_the_program_and_its_workers_and_leaves_no_drafts(
    project, number, send, status
):
    output = project.write("output/2026/concept/eerder.txt", "van een eerdere bouw")
    command = [*COMMAND, "build", "--project", str(project.root), "--jobs", "2"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        # There are workers from here on, and enough to do for the signal to come in time.
        assert any(line.startswith("Sjablonen vullen") for line in process.stderr)
        send(process.pid, number)
        said = process.stderr.read()
        assert process.wait(30) == status
    limit = time.monotonic() + 10
    while (left := list(group(process))) and time.monotonic() < limit:
        time.sleep(0.1)
    assert left == []
    assert said.splitlines()[-1] == "report-builder: afgebroken; er is niets half geschreven"
    assert "Traceback" not in said
    assert [path.name for path in output.parent.parent.iterdir()] == ["concept"]
    assert [path.name for path in output.parent.iterdir()] == ["eerder.txt"]


def run(arguments, **settings):
    """Run a command apart; standard error must hold no traceback."""
    environment = os.environ | settings.pop("environment", {})
    ended = subprocess.run(
        [*COMMAND, *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        check=False,
        **settings,
    )
    assert "Traceback" not in ended.stderr
    return ended.returncode, ended.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["text", "h1.docx"]])
def test_a_full_disk_behind_standard_output_is_told(project, arguments):
    with Path("/dev/full").open("w") as full:
        status, said = run(arguments, stdout=full, cwd=project.root / "templates")
    assert status == 2
    assert "de schijf is vol" in said


@pytest.mark.parametrize("arguments", [["--help"], ["text", "h1.docx"]])
def test_a_reader_that_has_gone_ends_nothing(project, arguments):
    reader, writer = os.pipe()
    os.close(reader)
    status, said = run(arguments, stdout=writer, cwd=project.root / "templates")
    os.close(writer)
    assert (status, said) == (0, "")


def test_a_build_goes_on_when_nobody_reads_its_progress(project):
    command = [*COMMAND, "build", "--project", str(project.root), "--jobs", "1"]
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(command, stderr=writer, check=False)
    os.close(writer)
    assert ended.returncode == 0
    assert (project.output / "rapport.docx").is_file()


def test_closed_streams_lead_nowhere_and_not_into_an_output(project):
    command = [*COMMAND, "build", "--project", str(project.root), "--jobs", "1"]
    ended = subprocess.run(["/bin/sh", "-c", 'exec "$@" >&- 2>&-', "sh", *command], check=False)
    assert ended.returncode == 0
    assert (project.output / "rapport.docx").read_bytes()[:2] == b"PK"


def test_a_terminal_without_utf_8_shows_what_it_can(project):
    document = new_document()
    add_paragraph(document, "Coördinatie – €")
    document.save(str(project.root / "apart.docx"))
    command = [*COMMAND, "text", str(project.root / "apart.docx")]
    for environment in ({"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}):
        ended = subprocess.run(
            command, capture_output=True, env=os.environ | environment, check=True
        )
        assert ended.stdout in (
            "Coördinatie – €\n".encode(),
            b"Co\\u00f6rdinatie \\u2013 \\u20ac\n",
        )


def test_a_name_that_is_no_utf_8_is_refused_as_a_word(project):
    status, said = run(["trace", b"\xff", "--project", str(project.root)])
    assert (status, "geen geldige UTF-8" in said) == (2, True)


def test_a_file_that_gets_too_large_for_the_system_is_told_and_leaves_no_draft(project):
    command = [
        "/bin/sh",
        "-c",
        'ulimit -f 1; exec "$@"',
        "sh",
        *COMMAND,
        "build",
        "--quiet",
        "--jobs",
        "1",
    ]
    ended = subprocess.run(
        [*command, "--project", str(project.root)], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in ended.stderr
    assert ended.returncode == 2
    assert "report-builder: " in ended.stderr
    assert not list((project.root / "output").glob("2026/.*"))


@pytest.mark.usefixtures("own_store")
def test_what_does_not_belong_in_the_store_is_cleared_away(project):
    project.build()
    before = (project.output / "rapport.docx").read_bytes()
    entries = [path for path in default_folder().glob("*/*") if path.is_file()]
    for number, path in enumerate(entries):
        path.unlink()
        if number % 2:
            path.mkdir()
            (path / "iets").touch()
        elif not any(path.parent.iterdir()):
            path.parent.rmdir()
            path.parent.touch()
    (project.output / "rapport.pdf").unlink()
    assert (project.build() / "rapport.docx").read_bytes() == before
    assert Store(default_folder()).get("0" * 64, BuildRecord) is None


def test_a_store_that_cannot_be_written_is_told(project, capsys, monkeypatch, tmp_path):
    tmp_path.joinpath("bestand").touch()
    monkeypatch.setenv("REPORT_BUILDER_CACHE", str(tmp_path / "bestand"))
    assert project.run("check") == 2
    assert "kies een andere map met REPORT_BUILDER_CACHE" in capsys.readouterr().err


def homeless():
    raise RuntimeError("Could not determine home directory.")


def test_who_has_no_home_keeps_what_was_made_in_a_temporary_folder(project, monkeypatch, tmp_path):
    for name in ("REPORT_BUILDER_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert project.run("check") == 0
    (own,) = tmp_path.glob("report-builder-*")
    assert own.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_can_enter_is_no_store_for_who_has_no_home(
    project, capsys, monkeypatch, tmp_path
):
    for name in ("REPORT_BUILDER_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (tmp_path / f"report-builder-{os.getuid()}").mkdir()
    (tmp_path / f"report-builder-{os.getuid()}").chmod(0o777)
    assert project.run("check") == 2
    assert "kunnen anderen schrijven" in capsys.readouterr().err


moved = Path.rename


class NoExchange:
    """A system that does not exchange two folders."""

    def renameat2(self, *_arguments):
        return -1


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.EXDEV, "eigen schijf"), (errno.EBUSY, "eigen schijf"), (errno.EROFS, "alleen gelezen")],
)
def test_data_on_a_disk_of_its_own_is_told_and_stays_as_it_was(
    project, capsys, monkeypatch, number, reason
):
    before = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    folder = project.root / "data"

    def rename(path, target):
        if path == folder:
            raise OSError(number, "refused", str(path))
        moved(path, target)

    def replace_data():
        with workspace_module.replaced(folder) as draft:
            (draft / "nieuw").touch()
        return 0

    monkeypatch.setattr(workspace_module.ctypes, "CDLL", lambda *_name, **_use: NoExchange())
    monkeypatch.setattr(Path, "rename", rename)
    assert last_net.end_well(replace_data) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"report-builder: kan {folder} niet in één keer vervangen: ")
    assert reason in said
    assert {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()} == before


def test_a_folder_that_was_set_aside_comes_back_when_the_new_one_cannot_be_put_in_place(
    project, monkeypatch, capsys
):
    folder = project.root / "data"

    def rename(path, target):
        if target == folder and path.name != ".report-builder-vorige-data":
            raise OSError(errno.ENOSPC, "No space left", str(path))
        moved(path, target)

    def replace_data():
        with workspace_module.replaced(folder):
            pass
        return 0

    monkeypatch.setattr(workspace_module.ctypes, "CDLL", lambda *_name, **_use: NoExchange())
    monkeypatch.setattr(Path, "rename", rename)
    assert last_net.end_well(replace_data) == 2
    assert "de schijf is vol" in capsys.readouterr().err
    assert (folder / "sources.toml").is_file()


HOSTILE = [
    ("data/editions/2026.toml", "a = " + "[" * 20_000),
    ("data/sources.toml", "a = " + "{a=" * 20_000),
    ("data/asiel/catalogue.toml", "[" + "a." * 20_000 + "b]"),
    ("figures/asiel/f.toml", "a" * 1_000_000),
]


@pytest.mark.parametrize(("name", "content"), HOSTILE)
def test_a_file_that_nests_without_end_is_a_problem_with_its_name(project, capsys, name, content):
    project.write(name, content)
    assert project.run("check") == 1
    said = capsys.readouterr().err
    assert f"{name}:" in said
    assert "Traceback" not in said


def test_names_of_others_cannot_steer_a_terminal(project, capsys):
    name = "data/asiel/a\x1b[2J\nb.csv"
    project.write(name, "time_period,obs_value,obs_status\n")
    assert project.run("check") == 1
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert "data/asiel/a\\u001b[2J\\u000ab.csv" in said
