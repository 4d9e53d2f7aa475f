"""The server is killed while somebody answers, locks or releases: all of it was done, or nothing."""

import os
import re
import signal
from contextlib import suppress

import httpx
import pytest

from report_builder.exclusion import alone
from tests.conftest import MOMENT, read_csv
from tests.desk.conftest import PATIENCE, proxied_desk, started_desk
from tests.desk.failing_disk import KILL, SETTING
from tests.desk.remarked_project import REMARK, SETTINGS, remarked_project

WRITES = 5
"""One more than an answer takes: the last one is not killed."""
LOGGED_WRITES = 11
"""The same of an answer that is logged."""
ENDS_THE_DESK = """\
import os, signal, sys
if "report_builder" in sys.orig_argv and {"lock", "build", "new-edition"} & set(sys.orig_argv):
    desk, left, flush = os.getppid(), int(os.environ["DESK_ENDS_AT"]), os.fsync
    def fsync(descriptor):
        global left
        left -= 1
        if not left:
            os.kill(desk, signal.SIGKILL)
        flush(descriptor)
    os.fsync = fsync
"""
"""What a command begins with that kills the desk when it flushes something for that many times."""
RELEASABLE = """
[[accepted_stale]]
indicator = "asiel.oud"
reason = "De bron levert in het najaar."
decided_on = 2026-06-01
"""


@pytest.fixture
def surroundings(_store):
    return {"REPORT_BUILDER_CACHE": str(_store), "SOURCE_DATE_EPOCH": MOMENT}


def left_over(root):
    return [path.name for path in root.rglob(".report-builder-*")]


@pytest.mark.parametrize("moment", range(1, WRITES + 1))
def test_an_answer_is_kept_whole_or_not_at_all(tmp_path, surroundings, moment):
    project, disk = remarked_project(tmp_path / "project"), tmp_path / "disk"
    disk.mkdir()
    fields = {"versie": REMARK.answer_mark, "antwoord": "verwerkt", "toelichting": "Verbeterd."}
    with started_desk(project.root, **surroundings, **{SETTING: str(disk)}) as desk:
        desk.enter()
        (disk / KILL).write_text(str(moment))
        with suppress(httpx.TransportError):
            desk.client.post(f"/reacties/antwoord/{REMARK.id}", data=fields, follow_redirects=False)
        is_killed = int((disk / KILL).read_text()) <= 0
        assert is_killed is (moment < WRITES)
        status, _, _ = desk.stop()
        assert status == (-signal.SIGKILL if is_killed else 0)
    [row] = read_csv(project.root / "data/editions/2026/remarks.csv")
    assert (row["stand"], row["answer"]) in {("open", ""), ("verwerkt", "Verbeterd.")}
    with started_desk(project.root, **surroundings) as again:
        again.enter()
        page = again.client.get("/reacties?stand=alle").text
        assert ("Verbeterd." in page) is (row["stand"] == "verwerkt")
        if row["stand"] == "open":
            answer = again.client.post(f"/reacties/antwoord/{REMARK.id}", data=fields)
            assert answer.status_code == 200
    assert left_over(project.root) == []


@pytest.mark.parametrize("moment", range(1, LOGGED_WRITES + 1))
def test_the_log_says_who_answered_when_the_answer_is_kept_and_only_then(
    tmp_path, surroundings, moment
):
    project, disk = remarked_project(tmp_path / "project"), tmp_path / "disk"
    disk.mkdir()
    fields = {"versie": REMARK.answer_mark, "antwoord": "verwerkt", "toelichting": "Verbeterd."}
    on_disk = {**surroundings, SETTING: str(disk)}
    with proxied_desk(project.root, "Bedachte Redacteur", **on_disk) as desk:
        desk.wait_until_read()
        (disk / KILL).write_text(str(moment))
        with suppress(httpx.TransportError):
            desk.client.post(f"/reacties/antwoord/{REMARK.id}", data=fields)
        is_killed = int((disk / KILL).read_text()) <= 0
        assert is_killed is (moment < LOGGED_WRITES)
        desk.stop()
    with started_desk(project.root, **surroundings) as again:
        again.enter()
    [row] = read_csv(project.root / "data/editions/2026/remarks.csv")
    log = project.root / "returned/2026/answers.csv"
    lines = read_csv(log) if log.exists() else []
    said = [(line["by"], line["former_stand"], line["stand"]) for line in lines]
    is_kept = row["stand"] == "verwerkt"
    assert said == ([("“Bedachte Redacteur”", "open", "verwerkt")] if is_kept else [])
    assert list(project.root.rglob(".report-builder*")) == []


@pytest.mark.parametrize("moment", [2, 4, 6, 8])
def test_the_log_says_who_accepted_when_the_settings_say_it_and_only_then(
    tmp_path, surroundings, moment
):
    project, disk = remarked_project(tmp_path / "project"), tmp_path / "disk"
    disk.mkdir()
    fields = {"kies": "asiel.oud", "leverancier": "CBS", "samen": "Later."}
    fields |= {"cijfer": "asiel.oud", "reden": ""}
    with proxied_desk(
        project.root, "Bedachte Redacteur", **surroundings, **{SETTING: str(disk)}
    ) as desk:
        desk.wait_until_read()
        page = desk.client.get("/uitgave/accepteren").text
        version = re.search(r'name="versie" value="(\w+)"', page)[1]
        (disk / KILL).write_text(str(moment))
        with suppress(httpx.TransportError):
            desk.client.post("/uitgave/accepteren", data={"versie": version, **fields})
        assert int((disk / KILL).read_text()) <= 0
        desk.stop()
    with started_desk(project.root, **surroundings) as again:
        again.enter()
    is_kept = "accepted_stale" in (project.root / "data/editions/2026.toml").read_text()
    log = project.root / "returned/2026/acceptances.csv"
    said = [row["indicator"] for row in read_csv(log)] if log.exists() else []
    assert said == (["asiel.oud"] if is_kept else [])
    assert list(project.root.rglob(".report-builder*")) == []


def killed_by_its_command(project, tmp_path, surroundings, moment, page, form, **fields):
    """Begin a command from a page of a desk that it kills, and wait until both have ended."""
    (tmp_path / "sitecustomize.py").write_text(ENDS_THE_DESK)
    loaded = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    ending = {"PYTHONPATH": loaded, "DESK_ENDS_AT": str(moment)}
    with started_desk(project.root, **surroundings, **ending) as desk:
        desk.enter()
        desk.wait_until_read()
        text = desk.client.get(page).text
        found = re.search(rf'action="{form}"[^>]*>\s*<input [^>]*name="versie" value="(\w*)"', text)
        with suppress(httpx.TransportError):
            desk.client.post(form, data={"versie": found[1], **fields}, follow_redirects=False)
        desk.process.communicate(timeout=PATIENCE)
        assert desk.process.returncode == -signal.SIGKILL
    with alone(project.root, "serve", is_patient=True):
        pass


@pytest.mark.parametrize("moment", [1, 2, 4, 6])
def test_figures_are_locked_all_or_none(tmp_path, surroundings, moment):
    project = remarked_project(tmp_path / "project")
    killed_by_its_command(
        project, tmp_path, surroundings, moment, "/uitgave", "/uitgave/vastleggen"
    )
    with started_desk(project.root, **surroundings) as again:
        again.enter()
        again.wait_until_read()
        page = again.client.get("/uitgave").text
    folder = project.root / "data/editions/2026"
    is_locked = (folder / "lock.toml").is_file()
    assert ('<span class="merkje goed">Vastgelegd</span>' in page) is is_locked
    assert ("Niet vastgelegd" in page) is not is_locked
    figures = {path.name for path in (folder / "asiel").glob("*.csv")}
    assert figures == ({"aanvragen.csv", "oud.csv"} if is_locked else set())
    assert read_csv(folder / "remarks.csv")
    assert left_over(project.root) == []


@pytest.mark.parametrize("moment", [1, 12])
def test_a_release_is_there_whole_or_not_at_all(tmp_path, surroundings, moment):
    project = remarked_project(tmp_path / "project")
    settings = SETTINGS.replace("review = true\n", "").replace("Minister", 'Minister"\nname = "N.')
    project.edition(settings + RELEASABLE)
    killed_by_its_command(
        project, tmp_path, surroundings, moment, "/uitgave/vrijgeven", "/uitgave/vrijgeven"
    )
    with started_desk(project.root, **surroundings) as again:
        again.enter()
        again.wait_until_read()
        page = again.client.get("/uitgave").text
    definitive = project.output.with_name("definitief")
    is_released = (definitive / "manifest.json").is_file()
    assert ("gebouwd-definitief" in page) is is_released
    assert definitive.exists() is is_released
    assert (project.root / "data/published/2026.csv").is_file() is is_released
    assert left_over(project.root) == []


@pytest.mark.parametrize("moment", [1, 3, 6, 9, 11])
def test_a_new_edition_is_begun_whole_or_not_at_all(tmp_path, surroundings, moment):
    project = remarked_project(tmp_path / "project")
    page = "/uitgave/nieuwe-editie"
    killed_by_its_command(
        project, tmp_path, surroundings, moment, page, page, jaar="2027", toch="ja"
    )
    with started_desk(project.root, **surroundings) as again:
        again.enter()
        again.wait_until_read()
        page = again.client.get("/uitgave").text
    is_begun = (project.root / "data/editions/2027.toml").is_file()
    assert (project.root / "templates/2027/1.docx").is_file() is is_begun
    assert f"<h1>Uitgave {2027 if is_begun else 2026}</h1>" in page
    assert left_over(project.root) == []
    if not is_begun:
        assert project.run("new-edition", "2027") == 0
