"""Copies among the editions: they are told of, and none becomes the edition."""

import pytest

pytestmark = pytest.mark.usefixtures("blank_pages")
SETTINGS = "data/editions/2026.toml"


@pytest.fixture
def project(asylum):
    asylum.document("h1", "# Asiel", "Er waren {{ asiel.aanvragen }} aanvragen.")
    return asylum


@pytest.mark.parametrize(
    "name", ["2030 kopie", "2030 (1)", "2030-kopie", "Kopie van 2030", "concept", "２０３０"]
)
def test_a_copy_of_an_edition_is_told_and_passed_over(project, capsys, name):
    project.write(f"data/editions/{name}.toml", (project.root / SETTINGS).read_bytes())
    assert project.run("build") == 0
    told = capsys.readouterr().err
    assert f"data/editions/{name}.toml:1: warning: dit geldt niet als editie" in told
    assert (
        "(haal het weg als het een kopie is, of noem het naar zijn jaar, zoals 2027.toml)" in told
    )
    assert [path.name for path in (project.root / "output").iterdir()] == ["2026"]


def test_a_folder_is_no_edition(project, capsys):
    (project.root / "data/editions/2027.toml").mkdir()
    assert project.run("check") == 0
    assert "data/editions/2027.toml:1: warning: " in capsys.readouterr().err
    assert project.run("new-edition", "2027") == 2
    assert "data/editions/2027.toml staat in de weg" in capsys.readouterr().err


def test_what_an_office_program_has_open_is_no_edition_and_nothing_to_tell(project, capsys):
    project.write("data/editions/.~lock.2030.toml", "x")
    project.write("data/editions/~$2030.toml", "x")
    assert project.run("check") == 0
    assert "warning" not in capsys.readouterr().err


def test_a_copy_that_is_asked_for_or_stands_alone_is_an_error(project, capsys):
    project.write("data/editions/2030 kopie.toml", (project.root / SETTINGS).read_bytes())
    assert project.run("check", "--edition", "2030 kopie") == 2
    (project.root / SETTINGS).unlink()
    assert project.run("check") == 2
    said = "data/editions/2030 kopie.toml is geen editie; noem het bestand naar haar jaar"
    assert capsys.readouterr().err.count(said) == 2


def test_a_copy_of_what_was_published_is_not_compared_with(project, capsys):
    project.write("data/published/2025 kopie.csv", "kapot")
    assert project.run("build") == 0
    assert "kapot" not in capsys.readouterr().err
    assert project.run("compare", "2025 kopie", "2026") == 2
