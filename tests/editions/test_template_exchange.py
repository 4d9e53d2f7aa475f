"""A template that is put in the place of another: whole, over the right one, and undone when wanted."""

from hashlib import sha256

import pytest

from report_builder.build.foresight import problems_with
from report_builder.editions.template_exchange import (
    former_templates,
    put_template,
    read_former,
    template_path,
)
from report_builder.exclusion import alone
from report_builder.problems import Unusable
from report_builder.workspace import Workspace

FILE = "templates/chapters/1.docx"


def version(data):
    return sha256(data).hexdigest()


@pytest.fixture
def workspace(folder):
    folder.write(FILE, b"eerst")
    return Workspace(folder.root.resolve())


def here(workspace):
    return (workspace.root / FILE).read_bytes()


def test_the_former_one_is_kept_with_who_and_in_the_order_of_time(workspace, monkeypatch):
    put_template(workspace, FILE, b"toen", version(b"eerst"), "a.jansen")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782000100")
    put_template(workspace, FILE, b"nu", version(b"toen"), "")
    assert here(workspace) == b"nu"
    newest, oldest = former_templates(workspace, FILE)
    assert (newest.person, oldest.person) == ("", "a.jansen")
    assert [read_former(workspace, FILE, each.name) for each in (newest, oldest)] == [
        b"toen",
        b"eerst",
    ]
    assert newest.shown_moment == "21-06-2026 02:01"


def test_over_another_than_it_was_made_on_nothing_is_put(workspace):
    with pytest.raises(Unusable, match="intussen door iemand anders gewijzigd"):
        put_template(workspace, FILE, b"nu", version(b"iets anders"), "")
    assert here(workspace) == b"eerst"
    assert former_templates(workspace, FILE) == []


def test_while_a_command_changes_the_project_it_waits_for_nobody_and_says_so(workspace):
    with (
        alone(workspace.root, "lock"),
        pytest.raises(
            Unusable, match=r"loopt al het vergrendelen van de editie \(report-builder lock"
        ),
    ):
        put_template(workspace, FILE, b"nu", version(b"eerst"), "")
    assert here(workspace) == b"eerst"


def test_where_it_cannot_be_kept_it_is_not_put(workspace):
    workspace.earlier.write_bytes(b"geen map")
    with pytest.raises(Unusable, match="kan niet schrijven"):
        put_template(workspace, FILE, b"nu", version(b"eerst"), "")
    assert here(workspace) == b"eerst"


@pytest.mark.parametrize(
    "file",
    ["data/editions/2026.toml", "templates/../data/x.docx", "/etc/passwd", "templates/logo.png"],
)
def test_nothing_but_a_template_is_put(workspace, file):
    with pytest.raises(Unusable, match="ligt niet in de map templates"):
        template_path(workspace, file)


def test_a_template_behind_a_link_that_leads_away_is_not_put(workspace, tmp_path):
    outside = tmp_path / "elders.docx"
    outside.write_bytes(b"elders")
    (workspace.templates / "2.docx").symlink_to(outside)
    with pytest.raises(Unusable, match="ligt niet in de map templates"):
        put_template(workspace, "templates/2.docx", b"nu", version(b"elders"), "")
    assert outside.read_bytes() == b"elders"


@pytest.mark.parametrize(
    "name", ["../../1.docx", "20260101T000000-00000000.docx", "templates.csv", ""]
)
def test_nothing_is_read_that_was_not_kept(workspace, name):
    put_template(workspace, FILE, b"nu", version(b"eerst"), "")
    with pytest.raises(Unusable, match="geen eerdere versie"):
        read_former(workspace, FILE, name)


def test_what_is_foreseen_is_what_check_says_and_leaves_the_project_alone(asylum, capsys):
    asylum.document("1", "Er waren {{ asiel.aanvragen }} mensen.")
    good = (asylum.root / "templates/1.docx").read_bytes()
    asylum.document("1", "Er waren {{ asiel.bestaat_niet }} mensen, en 4.125.")
    bad = (asylum.root / "templates/1.docx").read_bytes()
    assert asylum.run("check") == 1
    said = capsys.readouterr().err
    (asylum.root / "templates/1.docx").write_bytes(good)
    foreseen = problems_with(Workspace(asylum.root.resolve()), None, "templates/1.docx", bad)
    assert "".join(f"{problem}\n" for problem in foreseen) == said
    assert (asylum.root / "templates/1.docx").read_bytes() == good


def test_nothing_is_foreseen_in_a_folder_that_a_link_leads_to(asylum, tmp_path):
    asylum.document("1", "# Kop")
    real = tmp_path / "gedeeld"
    real.mkdir()
    (real / "1.docx").write_bytes(b"van allen")
    (asylum.root / "templates" / "delen").symlink_to(real)
    with pytest.raises(Unusable, match="achter een koppeling"):
        problems_with(Workspace(asylum.root.resolve()), None, "templates/delen/1.docx", b"proef")
    assert (real / "1.docx").read_bytes() == b"van allen"
