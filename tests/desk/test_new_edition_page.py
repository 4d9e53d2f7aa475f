"""Nieuwe editie: an editor sees what it makes, begins it, is refused, and goes on in it."""

import re
from html import unescape

import pytest

from tests.conftest import Folder, with_asylum
from tests.desk.conftest import CHAPTER, proxied_desk, read_desk

PATH = "/uitgave/nieuwe-editie"
UNDO = f"{PATH}/ongedaan"
SETTINGS = """
[[signatories]]
role = "De Minister"
name = "N. Bewindspersoon"
"""


@pytest.fixture
def project(tmp_path):
    """A project with one edition, of which nothing is locked or released."""
    folder = with_asylum(Folder(tmp_path / "project"))
    folder.document("1", *CHAPTER, title="Asiel")
    folder.edition(SETTINGS)
    return folder


@pytest.fixture
def store(_store):
    """Where all tests keep what they worked out."""
    return _store


@pytest.fixture
def desk(project, store):
    """A desk that shows the newest edition."""
    with read_desk(project.root, store) as running:
        yield running


def asked(desk, year="2027"):
    """The page that says what beginning an edition makes."""
    return desk.client.get(PATH, params={"jaar": year})


def fields_of(page):
    """What its form sends once it is ticked."""
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)"', page.text)
    return {**dict(hidden), "toch": "ja"}


def files_of(project):
    """Every file below data and templates, with its bytes."""
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for name in ("data", "templates")
        for path in (project.root / name).rglob("*")
        if path.is_file()
    }


def begun(desk, **fields):
    """Begin the edition of 2027 from its page, and wait until the desk shows it."""
    answer = desk.client.post(PATH, data=fields_of(asked(desk)) | fields)
    assert answer.status_code == 200, answer.text
    desk.wait_for("/uitgave", "Editie 2027 beginnen</a> is klaar")
    return desk.wait_for("/uitgave", "<h1>Uitgave 2027</h1>")


def test_the_page_proposes_the_next_year_and_says_what_is_made_and_what_stays(desk, project):
    before = files_of(project)
    assert 'name="jaar" type="text" value="2027"' in desk.client.get("/uitgave").text
    page = unescape(asked(desk).text)
    assert "data/editions/2027.toml" in page
    assert "Een kopie van 1 sjabloon" in page
    assert "<code>templates/1.docx</code> wordt gekopieerd naar <code>templates/2027/1.docx" in page
    assert "vul in wie ondertekent als De Minister" in page
    assert "toont dan editie 2027, aan iedereen" in page
    assert "haar gegevens zijn niet vastgelegd, en haar definitieve versie is niet gemaakt" in page
    assert files_of(project) == before


def test_it_makes_what_the_command_makes_and_the_desk_goes_on_with_it(desk, project, tmp_path):
    before = files_of(project)
    other = Folder(tmp_path / "other")
    for name, data in before.items():
        other.write(name, data)
    assert other.run("new-edition", "2027") == 0
    page = begun(desk)
    assert files_of(project) == files_of(other)
    assert {name: files_of(project)[name] for name in before} == before
    assert "· editie 2027" in page
    assert "templates/2027/1.docx" in desk.client.get("/hoofdstukken/1/sjabloon").text
    settings = unescape(desk.client.get("/uitgave/instellingen").text)
    assert "reporting_year = 2026" in settings


def test_the_work_list_of_a_new_edition_is_downloaded_and_made_again(desk, project):
    page = begun(desk)
    names = re.findall(r'href="/uitgave/werklijst/([^"]+)" download', page)
    assert names == ["nieuwe-editie.html", "nieuwe-editie.xlsx"]
    for name in names:
        kept = (project.root / "output/2027" / name).read_bytes()
        assert desk.client.get(f"/uitgave/werklijst/{name}").content == kept
    settings = project.root / "data/editions/2027.toml"
    settings.write_text(re.sub(r"# name = …[^\n]*", 'name = "N."', settings.read_text()))
    assert desk.client.post("/uitgave/werklijst").status_code == 200
    desk.wait_for("/uitgave", "De werklijst van editie 2027 opnieuw maken</a> is klaar")
    assert "wie ondertekent" not in desk.client.get("/uitgave/werklijst/nieuwe-editie.html").text
    assert desk.client.get("/uitgave/werklijst/manifest.json").status_code == 404


def test_what_was_built_of_the_former_edition_can_still_be_downloaded(desk, project):
    project.write("output/2026/concept/rapport.pdf", "gebouwd")
    project.write("output/2026/archief-2026.zip", "archief")
    page = begun(desk)
    assert 'href="/uitgave/zip/concept?editie=2026"' in page
    answer = desk.client.get("/uitgave/zip/concept", params={"editie": "2026"})
    assert b"2026-concept/rapport.pdf" in answer.content
    archive = desk.client.get("/uitgave/archief", params={"editie": "2026"})
    assert archive.content == b"archief"
    for path in ("zip/concept", "archief"):
        for edition in ("2019", "../2026", ""):
            answer = desk.client.get(f"/uitgave/{path}", params={"editie": edition})
            assert answer.status_code == 404


def test_an_edition_that_is_taken_away_again_leaves_the_desk_with_the_former_one(desk, project):
    begun(desk)
    (project.root / "data/editions/2027.toml").rename(project.root / "2027.toml")
    desk.wait_for("/uitgave", "<h1>Uitgave 2026</h1>")
    assert "De Minister" in desk.client.get("/uitgave/instellingen").text


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2026", "editie 2026 bestaat al (data/editions/2026.toml)"),
        ("2025", "editie 2025 ligt niet na editie 2026; kies een later jaar."),
        ("", "'' is geen jaar; schrijf bijvoorbeeld 2027"),
        ("volgend", "'volgend' is geen jaar; schrijf bijvoorbeeld 2027"),
        ("--worklist", "'--worklist' is geen jaar"),
    ],
)
def test_a_year_that_cannot_be_is_refused_with_what_to_do(desk, project, year, said):
    before = files_of(project)
    fields = fields_of(asked(desk)) | {"jaar": year}
    for answer in (asked(desk, year), desk.client.post(PATH, data=fields)):
        assert answer.status_code == 409
        assert said in unescape(answer.text)
    assert files_of(project) == before


def test_an_edition_that_is_not_done_is_left_only_by_who_says_so(desk, project):
    fields = fields_of(asked(desk))
    del fields["toch"]
    answer = desk.client.post(PATH, data=fields)
    assert answer.status_code == 409
    assert "editie 2026 is nog niet klaar" in answer.text
    assert not (project.root / "data/editions/2027.toml").exists()


def test_an_edition_that_was_locked_and_released_is_left_without_a_question(desk, project):
    assert project.run("lock") == 0
    project.write("data/published/2026.csv", "document\n")
    page = asked(desk)
    assert "nog niet klaar" not in page.text
    fields = fields_of(page)
    del fields["toch"]
    assert desk.client.post(PATH, data=fields).status_code == 200
    desk.wait_for("/uitgave", "<h1>Uitgave 2027</h1>")


def test_what_was_told_of_another_state_of_the_project_is_not_begun(desk, project):
    fields = fields_of(asked(desk))
    project.document("1", *CHAPTER, "Nog een zin.", title="Asiel")
    answer = desk.client.post(PATH, data=fields)
    assert answer.status_code == 409
    assert "is het project gewijzigd" in answer.text
    assert not (project.root / "data/editions/2027.toml").exists()


def test_errors_in_the_former_edition_are_told_before_anything_is_made(desk, project):
    project.edition("decision_route = { MR = 2026-07-10 }\n")
    answer = asked(desk)
    assert answer.status_code == 422
    assert "schrijf MR = … op een eigen regel" in answer.text


def test_a_template_that_stands_in_the_way_is_told_before_anything_is_made(desk, project):
    project.write("templates/2027/1.docx", "eigen werk")
    answer = asked(desk)
    assert answer.status_code == 409
    assert "templates/2027/1.docx staat in de weg" in answer.text


def test_who_began_it_is_named_where_other_work_is(project, store):
    with proxied_desk(project.root, "Iemand", REPORT_BUILDER_CACHE=str(store)) as desk:
        desk.wait_until_read()
        assert desk.client.post(PATH, data=fields_of(asked(desk))).status_code == 303
        page = desk.wait_for("/uitgave", "Editie 2027 beginnen</a> is klaar")
        assert re.search(r"Editie 2027 beginnen</a> is klaar · [^<]+ · Iemand\b", page)


def test_a_desk_of_one_edition_says_that_it_stays_with_it(project, store):
    with read_desk(project.root, store, "--edition", "2026") as desk:
        page = asked(desk)
        assert "Dit bureau is gestart voor editie 2026, en blijft die tonen" in page.text
        desk.client.post(PATH, data=fields_of(page))
        page = desk.wait_for("/uitgave", "Editie 2027 beginnen</a> is klaar")
        assert "<h1>Uitgave 2026</h1>" in page
        assert "Er is een nieuwere editie, 2027. Dit bureau is gestart voor editie 2026" in page
        assert 'name="jaar" type="text" value="2028"' in page


def undone(desk, year="2027"):
    """Undo an edition from the page that asks for it."""
    return desk.client.post(UNDO, data={"jaar": year})


def test_an_edition_that_was_begun_by_mistake_is_undone_and_the_desk_shows_the_former(
    desk, project
):
    before = files_of(project)
    assert UNDO not in desk.client.get("/uitgave").text
    page = begun(desk)
    assert "De editie 2027 is begonnen en nog niet gewijzigd: " in page
    assert f'<a href="{UNDO}">maak ongedaan</a>' in page
    asked_again = unescape(desk.client.get(UNDO).text)
    for name in ("data/editions/2027.toml", "templates/2027/1.docx"):
        assert f"<code>{name}</code>" in asked_again
    assert "<code>output/2027/nieuwe-editie.html</code>" in asked_again
    assert "toont dan weer editie 2026, aan iedereen" in asked_again
    assert undone(desk).status_code == 200
    desk.wait_for("/uitgave", "Editie 2027 ongedaan maken</a> is klaar")
    page = desk.wait_for("/uitgave", "<h1>Uitgave 2026</h1>")
    assert files_of(project) == before
    assert not (project.root / "output/2027").exists()
    assert UNDO not in page
    assert "De Minister" in desk.client.get("/uitgave/instellingen").text


def test_an_edition_that_was_worked_in_is_not_undone_and_says_where(desk, project):
    begun(desk)
    project.write("templates/2027/1.docx", (project.root / "templates/1.docx").read_bytes() + b" ")
    project.write("returned/2027/answers.csv", "antwoord")
    before = files_of(project)
    assert UNDO not in desk.client.get("/uitgave").text
    page = unescape(desk.client.get(UNDO).text)
    assert "Editie 2027 is niet ongedaan te maken" in page
    assert '<button class="knop">' not in page.partition("</h1>")[2]
    answer = undone(desk)
    assert answer.status_code == 422
    for text in (page, unescape(answer.text)):
        assert "templates/2027/1.docx, regel 1" in text
        assert "returned/2027, regel 1" in text
    assert files_of(project) == before


def test_only_the_newest_edition_is_undone_and_only_as_the_page_named_it(desk, project):
    answer = desk.client.get(UNDO)
    assert answer.status_code == 409
    assert "voor editie 2026 is er geen eerdere" in unescape(answer.text)
    begun(desk)
    before = files_of(project)
    for year in ("2026", "2028", "", "--from=2026"):
        answer = undone(desk, year)
        assert answer.status_code == 409
        assert "de nieuwste editie is nu 2027" in unescape(answer.text)
    assert files_of(project) == before


def test_a_desk_of_an_edition_does_not_undo_it(project, store):
    assert project.run("new-edition", "2027") == 0
    before = files_of(project)
    with read_desk(project.root, store, "--edition", "2027") as desk:
        assert UNDO not in desk.client.get("/uitgave").text
        answer = undone(desk)
        assert answer.status_code == 409
        assert "dit bureau is gestart voor editie 2027, en kan niet zonder" in answer.text
    assert files_of(project) == before


def test_a_desk_of_the_former_edition_undoes_the_newer_and_stays(project, store):
    before = files_of(project)
    assert project.run("new-edition", "2027") == 0
    with read_desk(project.root, store, "--edition", "2026") as desk:
        assert UNDO in desk.client.get("/uitgave").text
        assert "Wat u daarna ziet" not in desk.client.get(UNDO).text
        assert undone(desk).status_code == 200
        page = desk.wait_for("/uitgave", "Editie 2027 ongedaan maken</a> is klaar")
        assert "<h1>Uitgave 2026</h1>" in page
    assert files_of(project) == before
