"""The disk is full while somebody works in the desk: said with what to do, and nothing typed is lost."""

import errno
import re
from html import unescape
from pathlib import Path

import pytest

from report_builder import drafts
from report_builder.desk import uploads
from report_builder.drafts import write_file
from report_builder.exclusion import alone
from report_builder.problems import Unusable, refusal_of
from report_builder.workspace import altered
from tests.desk.conftest import read_desk
from tests.desk.failing_disk import FULL, SETTING
from tests.desk.remarked_project import REMARK, remarked_project

TEMPLATES = Path(drafts.__file__).parent / "desk/templates"
REASON = "De bron levert in het najaar."


@pytest.fixture(scope="module")
def opened(tmp_path_factory, _store):
    """A project and a desk over it, and the folder that says whether its disk is full."""
    disk = tmp_path_factory.mktemp("disk")
    project = remarked_project(tmp_path_factory.mktemp("vol") / "project")
    with read_desk(project.root, _store, **{SETTING: str(disk)}) as desk:
        yield project, desk, disk


@pytest.fixture
def refused(opened):
    """Sends a form while the disk is full, and gives the page; nothing was written by then."""
    project, desk, disk = opened

    def send(address, fields):
        before = content(project.root)
        (disk / FULL).touch()
        try:
            answer = desk.client.post(address, data=fields)
        finally:
            (disk / FULL).unlink()
        assert content(project.root) == before
        page = unescape(answer.text)
        assert "de schijf is vol" in page
        assert "None" not in page
        assert answer.status_code == 422
        return page

    return send


def content(root):
    return {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}


def version_on(desk, path):
    return re.search(r'name="versie" value="(\w+)"', desk.client.get(path).text)[1]


def test_an_answer_to_a_remark_stands_in_the_form_again(refused):
    fields = {
        "versie": REMARK.answer_mark,
        "antwoord": "niet overgenomen",
        "toelichting": REASON,
        "stand": "open",
    }
    page = refused(f"/reacties/antwoord/{REMARK.id}", fields)
    assert f">{REASON}</textarea>" in page
    assert re.search(r'value="niet overgenomen" checked', page)


def test_the_stale_figures_that_were_ticked_and_their_reasons_stand_in_the_form_again(
    opened, refused
):
    fields = {
        "versie": version_on(opened[1], "/uitgave/accepteren"),
        "leverancier": "CBS",
        "samen": "Voor allemaal.",
        "kies": "asiel.oud",
        "cijfer": "asiel.oud",
        "reden": REASON,
    }
    page = refused("/uitgave/accepteren", fields)
    assert f'value="{REASON}"' in page
    assert 'value="Voor allemaal."' in page
    assert re.search(r'id="kies-asiel\.oud"[^>]* checked', page)


def test_the_settings_that_were_filled_in_stand_in_the_form_again(opened, refused):
    page = opened[1].client.get("/uitgave/instellingen").text
    fields = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    fields |= {"naam-0": "N. Bewindspersoon", "slot": "ja", "datum": "2026-06-21"}
    answer = refused("/uitgave/instellingen", fields)
    assert 'value="N. Bewindspersoon"' in answer
    assert re.search(r'name="slot" value="ja" checked', answer)
    assert "Een ander maakte" not in answer


def test_the_whole_file_stands_in_its_field_again(opened, refused):
    project, desk, _ = opened
    text = (project.root / "data/editions/2026.toml").read_text() + "\n# Een opmerking.\n"
    fields = {"versie": version_on(desk, "/uitgave/instellingen"), "tekst": text}
    page = refused("/uitgave/instellingen/bestand", fields)
    assert "# Een opmerking.\n</textarea>" in page
    assert "Zo staat het bestand er nu" not in page


def test_what_came_back_of_reviewers_is_said_not_to_be_kept(opened):
    _, desk, disk = opened
    (disk / FULL).touch()
    try:
        desk.client.post("/reacties/inlezen", files={"bestanden": ("r.docx", b"PK")})
        page = desk.wait_for("/reacties", "De bestanden worden gelezen", is_there=False)
    finally:
        (disk / FULL).unlink()
    assert "Niet ingelezen" in page
    assert "de schijf is vol." in page
    assert "De bestanden zijn niet bewaard; geef ze daarna opnieuw." in page


def test_what_was_typed_stands_on_the_page_that_says_why_a_form_came_to_nothing(opened):
    desk = opened[1]
    fields = {"versie": REMARK.answer_mark, "antwoord": "verwerkt", "toelichting": REASON}
    page = desk.client.post("/reacties/antwoord/R-999999", data=fields).text
    assert "Wat u schreef" in page
    assert f"<pre>{REASON}</pre>" in page


def refuse(*_arguments, **_named):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("call", ["ftruncate", "pwrite"])
def test_who_would_hold_a_project_on_a_full_disk_is_told_of_its_folder(tmp_path, monkeypatch, call):
    monkeypatch.setattr(f"report_builder.exclusion.os.{call}", refuse)
    said = pytest.raises(Unusable, match="kan niet schrijven in .*: de schijf is vol")
    with said, alone(tmp_path, "review"):
        pass
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
    with alone(tmp_path, "review"):
        pass


def test_a_file_that_does_not_fit_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("report_builder.drafts.os.fsync", refuse)
    with pytest.raises(OSError, match="No space left") as refusal:
        write_file(tmp_path / "a.csv", b"1")
    assert refusal_of(refusal.value) == (
        f"kan {tmp_path}/a.csv niet lezen of schrijven: de schijf is vol"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_without_a_name_is_a_sentence_without_one():
    refusal = OSError(errno.ENOSPC, "No space left on device")
    assert refusal_of(refusal) == "kan niet lezen of schrijven: de schijf is vol"


def test_a_folder_that_cannot_be_copied_is_told_in_dutch(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_text("1")
    monkeypatch.setattr("report_builder.workspace.shutil.copy2", refuse)
    said = pytest.raises(Unusable, match=r"kan .*a\.csv niet kopiëren: de schijf is vol")
    with said, altered(tmp_path / "data"):
        pass


def test_every_field_that_somebody_writes_in_is_shown_again():
    """A new form in which something is typed belongs in the list of these fields."""
    written = re.compile(
        r'<textarea[^>]*? name="([^"]+)"|<input id="[^"]*" name="([^"]+)"(?! type)'
    )
    found = {
        name.replace("{{ field.name }}", "naam-0")
        for path in TEMPLATES.glob("*.html")
        for match in written.finditer(path.read_text())
        for name in match.groups()
        if name
    }
    assert found == {"samen", "reden", "toelichting", "tekst", "naam-0"}
    assert all(uploads.TYPED.fullmatch(name) for name in found)
