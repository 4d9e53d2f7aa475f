"""Uitgave: an editor is refused, releases, downloads, locks and compares; each by the commands themselves."""

import io
import json
import os
import re
import shutil
import time
import zipfile
from html import unescape

import pytest

from tests.conftest import Folder, with_asylum
from tests.desk.conftest import PATIENCE, read_desk

SETTINGS = """
[[signatories]]
role = "De Minister"
name = "N. Bewindspersoon"
[personal.behandelaar]
naam = "Noor Verzonnen-Achternaam"
"""
ACCEPTED = """
[[accepted_stale]]
indicator = "asiel.oud"
reason = "De bron levert in het najaar."
decided_on = 2026-06-01
"""
CHAPTER = (
    "# Instroom",
    "In 2025 waren het er {{ asiel.aanvragen }}.",
    "In 2024 waren het er {{ asiel.oud }}.",
)


@pytest.fixture(scope="module")
def started(tmp_path_factory, _store):
    """A desk over a project with a chapter and a nota, for all tests here."""
    project = with_asylum(Folder(tmp_path_factory.mktemp("uitgave") / "project"))
    project.document("1", *CHAPTER, title="Asiel")
    project.document("nota", "Contact: {{ persoon.behandelaar.naam }}", kind="nota")
    project.edition(SETTINGS)
    with read_desk(project.root, _store) as desk:
        yield project, desk


@pytest.fixture
def desk(started):
    """The desk, with nothing going on."""
    return started[1]


@pytest.fixture
def project(started):
    """The project with a stale figure that nobody accepted, nothing locked and nothing built."""
    folder, desk = started
    for name in ("output", "data/editions/2026", "data/published"):
        shutil.rmtree(folder.root / name, ignore_errors=True)
    folder.document("1", *CHAPTER, title="Asiel")
    rewrite(desk, folder, SETTINGS, "Verouderde cijfers die niet geaccepteerd zijn</h3>")
    return folder


def rewrite(desk, folder, settings, text):
    """Write the settings of the edition, and wait until the page shows what that brings."""
    folder.edition(settings)
    return desk.wait_for("/uitgave", text)


def accept(desk, folder):
    """Settle the last that the release waits for."""
    rewrite(desk, folder, SETTINGS + ACCEPTED, "Nergens meer op")


def work(desk, path, **fields):
    """Begin something, wait until it has ended, and return the page of what it said."""
    before = numbers(desk)
    answer = desk.client.post(path, data=fields)
    assert answer.status_code == 200, answer.text
    [number] = set(numbers(desk)) - set(before)
    address = f"/uitgave/werk/{number}"
    end = time.monotonic() + 4 * PATIENCE
    while "data-taak=" in (page := desk.client.get(address).text):
        assert time.monotonic() < end
        time.sleep(0.1)
    return unescape(page)


def numbers(desk):
    """The pieces of work that the page names."""
    return re.findall(r"/uitgave/werk/(\d+)\">[^<]+</a> (?:is|kon|loopt|wordt)", page_of(desk))


def page_of(desk):
    """The page, with what stands for signs of its own as these signs."""
    return unescape(desk.client.get("/uitgave").text)


def version_of(desk, form):
    """The version that a form of the page was made on."""
    found = re.search(
        rf'action="{form}">\s*<input type="hidden" name="versie" value="(\w*)"', page_of(desk)
    )
    return found[1]


def confirmed(desk):
    """Release, by the page that asks whether one is sure."""
    asked = desk.client.get("/uitgave/vrijgeven").text
    version = re.search(r'name="versie" value="(\w+)"', asked)[1]
    return work(desk, "/uitgave/vrijgeven", versie=version)


def test_each_gate_stands_on_the_page_under_its_code_with_how_it_stands_in_words(desk, project):
    del project
    page = page_of(desk)
    codes = re.findall(r'<(?:section class="poort"|li) id="(\w+)"', page)
    assert {"fout", "opmerking", "verouderd", "ondertekenaar", "persoonsgegeven"} <= set(codes)
    assert len(codes) == len(set(codes)) == 21
    assert "Wacht (1)" in page
    assert re.search(r"Persoonsgegevens in wat openbaar wordt: <[^>]+>Blijkt bij het bouwen<", page)
    assert re.search(r"Opmerkingen in sjablonen: <[^>]+>In orde<", page)
    assert re.search(r"Cijfers onder embargo: <[^>]+>Niet van toepassing<", page)


def test_the_places_of_a_gate_lead_to_the_paragraph_where_they_are_mended(desk, project):
    assert desk.client.get("/hoofdstukken/1").status_code == 200
    project.document("1", "# Instroom", "Zie {{ verwijs('asiel/weg') }}.", title="Asiel")
    page = desk.wait_for("/uitgave", "Fouten in instellingen, cijfers, figuren en sjablonen</h3>")
    place = "onder &#39;Instroom&#39;, alinea 1"
    address = "/hoofdstukken/1?plaats=onder%20%27Instroom%27%2C%20alinea%201"
    assert f'<a href="{address}">templates/1.docx, {place}</a>' in page
    chapter = desk.client.get(address).text
    number = re.search(r'data-begin="(\d+)"', chapter)[1]
    assert f'data-alinea="{number}"' in chapter


def test_a_release_is_refused_with_the_groups_that_the_command_gives(desk, project, capsys):
    assert project.run("check", "--release", "definitief") == 1
    said = capsys.readouterr().err
    for method in (desk.client.get, desk.client.post):
        answer = method("/uitgave/vrijgeven")
        assert answer.status_code == 200
        assert answer.request.method == "GET"
        page = unescape(answer.text)
        headings = re.findall(r"^# (.+?): ", said, re.MULTILINE)
        assert headings == ["Verouderde cijfers die niet geaccepteerd zijn (1)"]
        assert all(f">{heading}</h2>" in page for heading in headings)
        assert '<a href="/uitgave/accepteren">' in page
        assert "Ja, maak de definitieve versie" not in page
    assert not project.output.parent.exists()


def test_a_concept_is_built_and_every_file_comes_as_it_was_written(desk, project):
    said = work(desk, "/uitgave/bouwen")
    assert re.search(r"Bestanden binden (\d+)/\1\n", said), said
    assert "is klaar" in said
    page = page_of(desk)
    assert "Het project is sindsdien niet gewijzigd" in page
    listed = re.findall(r'href="(/uitgave/bestanden/concept/([^"]+))" download', page)
    there = {path.name for path in project.output.iterdir() if path.is_file()}
    assert {name for _, name in listed if "/" not in name} == there
    for address, name in listed:
        answer = desk.client.get(address)
        assert answer.content == (project.output / name).read_bytes()
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert answer.headers["x-content-type-options"] == "nosniff"
    packed = zipfile.ZipFile(io.BytesIO(desk.client.get("/uitgave/zip/concept").content))
    assert packed.testzip() is None
    assert sorted(packed.namelist()) == sorted(f"2026-concept/{name}" for _, name in listed)
    pages = packed.read("2026-concept/rapport.html")
    assert pages == (project.output / "rapport.html").read_bytes()


def test_the_page_says_when_the_project_is_another_than_what_was_built(desk, project):
    project.build()
    version = json.loads((project.output / "manifest.json").read_text())["project"]
    assert f"uit stand {version} van het project" in page_of(desk)
    project.document("1", *CHAPTER, "Nog een zin.", title="Asiel")
    page = desk.wait_for("/uitgave", "Het project is sindsdien gewijzigd")
    assert "Het project is sindsdien niet gewijzigd" not in page
    assert project.run("build", "--document", "1") == 0
    assert re.search(r"1\.pdf</a> <[^>]+>apart gemaakt", page_of(desk))


@pytest.mark.parametrize(
    "path",
    [
        "bestanden/concept/../../../data/sources.toml",
        "bestanden/concept/%2e%2e/%2e%2e/%2e%2e/data/sources.toml",
        "bestanden/concept//etc/passwd",
        "bestanden/concept/koppeling.txt",
        "bestanden/concept/map/sources.toml",
        "bestanden/concept/pijp",
        "bestanden/concept/.report-builder-x/geheim.txt",
        "bestanden/concept/",
        "bestanden/../2026/manifest.json",
        "bestanden/..%2f..%2fdata/sources.toml",
        "zip/%2e%2e",
        "zip/concept?deel=../data",
        "vergelijkingen/../sources.toml",
        "vergelijkingen/2026/manifest.json",
        "vergelijkingen/..%2fdata/sources.toml",
        "archief/../../data/sources.toml",
    ],
)
def test_nothing_but_what_was_built_can_be_downloaded(desk, project, path):
    project.write("output/2026/concept/manifest.json", "{}")
    project.write("output/2026/concept/.report-builder-x/geheim.txt", "x")
    (project.output / "koppeling.txt").symlink_to(project.root / "data/sources.toml")
    (project.output / "map").symlink_to(project.root / "data")

    os.mkfifo(project.output / "pijp")
    answer = desk.client.get(f"/uitgave/{path}")
    assert answer.status_code == 404
    assert "koppeling.txt" not in page_of(desk)


def test_an_edition_of_which_nothing_was_built_has_nothing_to_download(desk, project):
    del project
    assert "nog niets gebouwd" in page_of(desk)
    assert desk.client.get("/uitgave/zip/concept").status_code == 409
    assert desk.client.get("/uitgave/archief").status_code == 404


def test_a_release_is_asked_twice_and_then_made_with_its_public_set_and_archive(desk, project):
    accept(desk, project)
    asked = desk.client.get("/uitgave/vrijgeven").text
    assert "Er wordt niets verstuurd" in asked
    assert "Persoonsgegevens in wat openbaar wordt" in asked
    assert not project.output.parent.exists()
    assert "is klaar" in confirmed(desk)
    definitive = project.output.with_name("definitief")
    assert (definitive / "openbaar/nota.docx").is_file()
    assert (project.root / "data/published/2026.csv").is_file()
    page = page_of(desk)
    assert "Het project is sindsdien niet gewijzigd" in page
    assert "Openbare set: persoonsgegevens zijn vervangen door de grond (5)" in page
    searched = re.search(r"Doorzocht op persoonsgegevens, zonder vondst: ([^<]+)\. Tekst", page)[1]
    assert {"openbaar/nota.docx", "openbaar/rapport.pdf"} <= set(searched.split(", "))
    assert "Verzonnen-Achternaam" not in page
    public = desk.client.get("/uitgave/zip/definitief?deel=definitief-openbaar").content
    names = zipfile.ZipFile(io.BytesIO(public)).namelist()
    assert len(names) == 7
    assert "Openbare set: open data (2)" in page
    assert all(name.startswith("2026-definitief-openbaar/openbaar/") for name in names)
    assert "is klaar" in work(desk, "/uitgave/archiveren")
    archive = desk.client.get("/uitgave/archief")
    assert archive.headers["content-type"] == "application/zip"
    assert archive.content == (project.root / "output/2026/archief-2026.zip").read_bytes()


def test_a_release_of_a_project_that_changed_since_it_was_confirmed_is_refused(desk, project):
    accept(desk, project)
    asked = desk.client.get("/uitgave/vrijgeven").text
    version = re.search(r'name="versie" value="(\w+)"', asked)[1]
    project.document("1", *CHAPTER, "Nog een zin.", title="Asiel")
    answer = desk.client.post("/uitgave/vrijgeven", data={"versie": version})
    assert answer.status_code == 409
    assert "sinds u deze pagina opende is het project gewijzigd" in answer.text
    assert not project.output.parent.exists()


def lock_as_shown(desk):
    """Lock from the page, once it shows the project as the fixture left it."""
    end = time.monotonic() + PATIENCE
    fields = {"versie": ""}
    while desk.client.post("/uitgave/vastleggen", data=fields).status_code == 409:
        assert time.monotonic() < end
        time.sleep(0.1)
        fields = {"versie": version_of(desk, "/uitgave/vastleggen")}


def test_figures_are_locked_and_let_go_with_a_reason(desk, project):
    assert "Niet vastgelegd" in page_of(desk)
    lock_as_shown(desk)
    desk.wait_for("/uitgave", "data-taak=", is_there=False)
    assert "2 reeksen" in desk.wait_for("/uitgave", "Vastgelegd</span> op")
    locked = version_of(desk, "/uitgave/openen")
    fields = {"versie": locked, "omvang": "deel", "indicator": "asiel.oud"}
    assert desk.client.post("/uitgave/openen", data=fields).status_code == 409
    nothing = {"versie": locked, "omvang": "deel", "reden": "Herzien"}
    assert desk.client.post("/uitgave/openen", data=nothing).status_code == 409
    reason = '--force; een "herzien" cijfer'
    work(desk, "/uitgave/openen", **fields, reden=reason)
    page = desk.wait_for("/uitgave", "Deels vrij")
    assert f"{reason} (asiel.oud)" in unescape(page)
    lock = (project.root / "data/editions/2026/lock.toml").read_text()
    assert '"asiel.aanvragen" =' in lock
    assert '"asiel.oud" =' not in lock
    late = desk.client.post("/uitgave/openen", data={**fields, "reden": "Nog eens"})
    assert late.status_code == 409
    assert "is het project gewijzigd" in late.text


def test_a_lock_of_a_project_that_was_changed_meanwhile_is_refused(desk, project):
    version = version_of(desk, "/uitgave/vastleggen")
    project.document("1", *CHAPTER, "Nog een zin.", title="Asiel")
    assert desk.client.post("/uitgave/vastleggen", data={"versie": version}).status_code == 409
    assert not (project.root / "data/editions/2026").exists()


def test_two_editions_are_compared_and_the_comparison_can_be_downloaded(desk, project):
    accept(desk, project)
    project.build("--release", "definitief")
    numbers_2026 = (project.root / "data/published/2026.csv").read_bytes()
    project.write("data/published/2025.csv", numbers_2026)
    assert (
        desk.client.post("/uitgave/vergelijken", data={"oud": "2025", "nieuw": "1900"}).status_code
        == 409
    )
    assert (
        desk.client.post("/uitgave/vergelijken", data={"oud": "2025", "nieuw": "2025"}).status_code
        == 409
    )
    said = work(desk, "/uitgave/vergelijken", oud="2025", nieuw="2026")
    assert "is klaar" in said
    for kind in ("html", "xlsx"):
        name = f"vergelijking-2025-2026.{kind}"
        assert f"/uitgave/vergelijkingen/2026/{name}" in page_of(desk)
        made = (project.root / "output/2026" / name).read_bytes()
        assert desk.client.get(f"/uitgave/vergelijkingen/2026/{name}").content == made


def test_what_stops_a_build_is_in_its_page_and_what_was_built_stays(desk, project):
    project.build()
    before = (project.output / "rapport.pdf").read_bytes()
    project.document("1", "Er waren {{ asiel.onbekend }}.", title="Asiel")
    said = work(desk, "/uitgave/bouwen")
    assert "is gestopt: er valt iets te doen" in said
    assert "templates/1.docx" in said
    assert (project.output / "rapport.pdf").read_bytes() == before


def test_work_that_is_not_there_has_no_page_and_what_ended_cannot_be_broken_off(desk, project):
    del project
    work(desk, "/uitgave/bouwen")
    number = max(numbers(desk), key=int)
    assert desk.client.get("/uitgave/werk/999").status_code == 404
    answer = desk.client.post(f"/uitgave/werk/{number}/stoppen")
    assert answer.status_code == 409
    assert "dit werk is al klaar" in answer.text


def test_what_does_not_fit_the_edition_says_so_before_the_project_was_read(desk, project):
    rewrite(desk, project, "reporting_year = = 2025", "zo niet te lezen")
    assert desk.client.get("/uitgave/vrijgeven").status_code in (409, 422)
