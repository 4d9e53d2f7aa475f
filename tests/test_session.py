"""A session that stays shows after each change what a new process would make of it."""

import pytest

from report_builder.build import kept_reading
from report_builder.build.session import Session
from report_builder.problems import Unusable
from report_builder.workspace import Workspace
from tests.conftest import add_paragraph, new_document

pytestmark = pytest.mark.usefixtures("own_store")


@pytest.fixture
def project(asylum):
    asylum.figure("asiel/f", indicators=["asiel.aanvragen"], title="Figuur")
    asylum.document("h1", "# Asiel", "Er waren {{ asiel.aanvragen }} mensen.")
    asylum.document("h2", "# Beeld", '{{ figuur("asiel/f") }}', "{{ asiel.aanvragen }}.")
    return asylum


@pytest.fixture
def session(project):
    return Session(Workspace.open(project.root))


def rewrite(folder, name, old, new):
    path = folder.root / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def change_word(folder):
    folder.document("h1", "# Asiel", "Er kwamen {{ asiel.aanvragen }} mensen.")


def change_number(folder):
    rewrite(folder, "data/asiel/aanvragen.csv", "2025,TOTAL,24140", "2025,TOTAL,24150")


def change_figure(folder):
    rewrite(folder, "figures/asiel/f.toml", '"Figuur"', '"Andere figuur"')


def change_edition(folder):
    rewrite(folder, "data/editions/2026.toml", 'title = "H1"', 'title = "Ander hoofdstuk"')


def change_house(folder):
    document = new_document()
    add_paragraph(document, "Voorwerk")
    document.save(str(folder.root / "templates/huisstijl.docx"))


def change_style(folder):
    folder.write("figures/house.mplstyle", b"axes.facecolor: lightgrey")


def change_style_again(folder):
    folder.write("figures/house.mplstyle", b"axes.facecolor: lightblue")


CHANGES = (
    change_word,
    change_number,
    change_figure,
    change_edition,
    change_house,
    change_style,
    change_style_again,
)


def built(folder, tmp_path, monkeypatch, place):
    """What a build of these documents writes, with nothing kept."""
    with monkeypatch.context() as patch:
        patch.setenv("REPORT_BUILDER_CACHE", str(tmp_path / f"store-{place}"))
        output = tmp_path / place
        arguments = ("--document", "h1", "--document", "h2", "--output", str(output))
        assert folder.run("build", *arguments) == 0
        return {path.name: path.read_bytes() for path in (output / "2026/concept").iterdir()}


def test_after_each_kind_of_change_it_makes_what_a_build_makes(
    project, session, tmp_path, monkeypatch
):
    session.make(session.check(), ("h1", "h2"))
    for change in CHANGES:
        change(project)
        made = session.make(session.check(), ("h1", "h2"))
        expected = built(project, tmp_path, monkeypatch, change.__name__)
        assert {name: made.files[name] for name in expected} == expected, change.__name__


def test_a_document_is_also_a_web_page_with_what_was_changed(project, session):
    session.check()
    change_word(project)
    made = session.make(session.check(), ("h1",))
    assert set(made.files) == {"h1.pdf", "h1.docx", "h1.html"}
    assert "Er kwamen" in made.files["h1.html"].decode()


def test_what_did_not_change_is_not_read_again(project, session):
    assert session.check() is session.check()


def test_it_tells_the_problems_that_check_tells_and_forgets_them_once_mended(
    project, session, capsys
):
    project.document("h1", "# Asiel", "Er waren {{ asiel.onbekend }} mensen.")
    checked = session.check()
    assert project.run("check") == 1
    assert [str(problem) for problem in checked.problems] == capsys.readouterr().err.splitlines()
    assert not checked.is_usable
    change_word(project)
    assert session.check().is_usable


@pytest.mark.parametrize("content", [b"", b"PK half a file"])
def test_a_template_that_is_half_saved_is_a_problem_until_it_is_whole(project, session, content):
    whole = (project.root / "templates/h1.docx").read_bytes()
    project.write("templates/h1.docx", content)
    assert not session.check().is_usable
    project.write("templates/h1.docx", whole)
    assert session.check().is_usable


def test_an_unknown_document_is_told_and_the_session_goes_on(project, session):
    checked = session.check()
    with pytest.raises(Unusable, match="onbekend document 'h9'"):
        session.make(checked, ("h9",))
    assert "h1.pdf" in session.make(checked, ("h1",)).files


def test_it_knows_which_document_a_template_is_of(session):
    assert session.documents_of(session.check(), ["templates/h2.docx", "data/x"]) == ("h2",)


def test_what_it_gave_cannot_be_changed(session):
    made = session.make(session.check(), ("h1",))
    with pytest.raises(TypeError):
        made.files["h1.pdf"] = b""


def test_another_typeface_asks_for_a_new_process(project, session):
    session.check()
    project.write("templates/huisstijl/letter.ttf", b"letters")
    with pytest.raises(Unusable, match="de letters van de huisstijl zijn gewijzigd"):
        session.check()


def test_a_word_in_a_template_does_not_have_the_project_read_again(project, session, monkeypatch):
    path = project.root / "templates/h1.docx"
    before = path.read_bytes()
    change_word(project)
    after = path.read_bytes()
    path.write_bytes(before)
    session.check()
    path.write_bytes(after)
    monkeypatch.setattr(kept_reading, "read_project", None)
    assert session.check().is_usable


def test_another_number_has_the_project_read_again(project, session):
    session.check()
    change_number(project)
    assert "24.150" in [value.value.text for value in session.check().project.values]
