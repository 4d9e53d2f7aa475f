"""Locking the figures of an edition, and letting them go with a reason."""

import json
import shutil
import tomllib
from hashlib import sha256

import pytest

from tests.conftest import read_csv, texts

pytestmark = pytest.mark.usefixtures("blank_pages")
FIGURE = '{{ figuur("asiel/per_maand") }}'


@pytest.fixture
def project(asylum):
    """A project of one chapter with a fresh and a stale figure, and a theme that it does not use."""
    asylum.indicator("opvang.plekken", [(2025, 7)])
    asylum.figure("asiel/per_maand", indicators=["asiel.maand"])
    asylum.document(
        "h1",
        "# Asiel",
        "Er waren {{ asiel.aanvragen }} aanvragen.",
        "Aandeel {{ asiel.aandeel }}.",
        FIGURE,
    )
    return asylum


def own(project) -> list[str]:
    folder = project.root / "data/editions/2026"
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def lock_file(project) -> dict:
    return tomllib.loads((project.root / "data/editions/2026/lock.toml").read_text())


def change(project, name: str, old: str, new: str) -> None:
    path = project.root / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


LOCKED = ["asiel/aandeel.csv", "asiel/aanvragen.csv", "asiel/maand.csv", "lock.toml", "numbers.csv"]


def test_a_lock_holds_the_rows_that_the_edition_uses_and_what_it_prints(project):
    assert project.run("lock") == 0
    assert own(project) == LOCKED
    assert (project.root / "data/editions/2026/asiel/maand.csv").read_bytes() == (
        project.root / "data/asiel/maand.csv"
    ).read_bytes()
    lock = lock_file(project)
    assert str(lock["locked_on"]) == "2026-06-21"
    assert sorted(lock["rows"]) == ["asiel.aandeel", "asiel.aanvragen", "asiel.maand"]
    printed = [row["text"] for row in read_csv(project.root / "data/editions/2026/numbers.csv")]
    assert printed[:2] == ["24.140", "2,4%"]


def test_later_figures_do_not_reach_a_locked_edition_but_are_told_of(project, capsys):
    project.run("lock")
    change(project, "data/asiel/aanvragen.csv", "2025,TOTAL,24140", "2025,TOTAL,24999")
    assert "Er waren 24.140 aanvragen." in texts(project.build() / "rapport.docx")
    told = capsys.readouterr().err
    assert (
        "data/asiel/aanvragen.csv:1: warning: een waarneming is nieuw of gewijzigd na de vergrendeling"
        in told
    )
    assert "--indicator asiel.aanvragen" in told


def test_figures_after_the_reporting_year_are_no_change_of_a_locked_edition(project, capsys):
    project.run("lock")
    path = project.root / "data/asiel/aandeel.csv"
    path.write_text(path.read_text() + "2026,2.9,A\n")
    assert project.run("check") == 0
    assert "vergrendel" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "asiel/aanvragen.csv",
            "24140",
            "24141",
            "asiel/aanvragen.csv:1: error: dit bestand is gewijzigd",
        ),
        ("numbers.csv", "24.140", "24.141", "numbers.csv:1: error: dit bestand is gewijzigd"),
    ],
)
def test_what_was_locked_cannot_be_changed_by_hand(project, capsys, name, old, new, said):
    project.run("lock")
    change(project, f"data/editions/2026/{name}", old, new)
    assert project.run("build") == 1
    told = capsys.readouterr().err
    assert f"data/editions/2026/{said} sinds de vergrendeling van 21 juni 2026" in told
    assert "report-builder unlock --reason" in told
    assert not (project.root / "output").exists()


def test_a_locked_file_cannot_be_taken_away_or_added(project, capsys):
    project.run("lock")
    (project.root / "data/editions/2026/asiel/maand.csv").unlink()
    project.write(
        "data/editions/2026/asiel/oud.csv", "time_period,obs_value,obs_status\n2025,1,A\n"
    )
    assert project.run("check") == 1
    told = capsys.readouterr().err
    assert "data/editions/2026/asiel/maand.csv:1: error: dit bestand is verdwenen" in told
    assert "data/editions/2026/asiel/oud.csv:1: error: dit bestand is erbij gekomen" in told


def test_an_edition_is_not_locked_twice(project, capsys):
    project.run("lock")
    assert project.run("lock") == 2
    assert "al vergrendeld, op 21 juni 2026" in capsys.readouterr().err


def test_a_project_with_errors_is_not_locked(project, capsys):
    project.document("h2", "# Fout", "{{ asiel.onbekend }}")
    assert project.run("lock") == 1
    assert not (project.root / "data/editions/2026").exists()


def test_another_text_around_the_same_figures_is_no_change(project, capsys):
    project.run("lock")
    project.document(
        "h1",
        "# Asiel",
        "Het aandeel was {{ asiel.aandeel }}.",
        "Nieuw: {{ asiel.aanvragen }}.",
        FIGURE,
    )
    assert project.run("check", "--release", "definitief") == 0
    assert "vergrendel" not in capsys.readouterr().err


def test_other_numbers_than_were_locked_are_a_warning_in_the_concept_and_stop_the_definitive_release(
    project, capsys
):
    project.run("lock")
    project.document(
        "h1", "# Asiel", "Het aandeel was {{ asiel.aandeel }}.", "Stand: {{ asiel.stand }}.", FIGURE
    )
    assert project.run("check") == 0
    told = capsys.readouterr().err
    assert "warning: anders dan bij de vergrendeling: '1.010' stond er niet" in told
    assert "warning: anders dan bij de vergrendeling: '24.140' staat er niet meer" in told
    assert "warning: asiel.stand (in h1) is bij de vergrendeling niet vastgelegd" in told
    assert project.run("build", "--release", "definitief") == 1
    assert (
        "error: anders dan bij de vergrendeling: '1.010' stond er niet" in capsys.readouterr().err
    )


def test_a_stale_figure_does_not_become_current_by_a_change_of_the_catalogue(project, capsys):
    project.document("h1", "# Asiel", "Oud: {{ asiel.oud }}.", FIGURE)
    project.run("lock")
    project.indicator(
        "asiel.oud", [(2022, 90), (2023, 100), (2024, 120)], title="Oud cijfer", lag=1
    )
    assert project.run("build", "--release", "definitief") == 1
    told = (
        "error: anders dan bij de vergrendeling: '120' was toen verouderd en geldt nu als actueel"
    )
    assert told in capsys.readouterr().err


def test_a_stale_figure_that_is_accepted_after_the_lock_is_no_change_of_it(project):
    project.document("h1", "# Asiel", "Oud: {{ asiel.oud }}.", FIGURE)
    project.run("lock")
    project.edition(
        '[[accepted_stale]]\nindicator = "asiel.oud"\nreason = "Later."\ndecided_on = 2026-06-01\n'
    )
    assert project.run("build", "--release", "definitief") == 0


def test_the_same_number_in_another_notation_is_named_with_what_it_was(project, capsys):
    project.run("lock")
    project.indicator(
        "asiel.aandeel", [(2024, "2.3"), (2025, "2.4")], unit="procent", decimals=0, maximum=100
    )
    assert project.run("check", "--release", "definitief") == 1
    assert "error: anders dan bij de vergrendeling: '2%' was '2,4%'" in capsys.readouterr().err


def test_unlocking_asks_for_a_reason_keeps_it_and_lets_the_figures_go(project, capsys):
    project.run("lock")
    change(project, "data/asiel/aanvragen.csv", "2025,TOTAL,24140", "2025,TOTAL,24999")
    assert project.run("unlock") == 2
    assert project.run("unlock", "--reason", "  ") == 2
    assert own(project) == LOCKED
    assert project.run("unlock", "--reason", 'IND leverde "herzien"') == 0
    assert own(project) == ["lock.toml"]
    assert "Er waren 24.999 aanvragen." in texts(project.build() / "rapport.docx")
    assert project.run("lock") == 0
    assert [item["reason"] for item in lock_file(project)["unlocked"]] == ['IND leverde "herzien"']


def test_one_figure_can_be_let_go_while_the_others_stay(project):
    project.run("lock")
    change(project, "data/asiel/aanvragen.csv", "2025,TOTAL,24140", "2025,TOTAL,24999")
    change(project, "data/asiel/aandeel.csv", "2025,2.4", "2025,2.9")
    assert project.run("unlock", "--indicator", "asiel.aanvragen", "--reason", "fout hersteld") == 0
    assert own(project) == ["asiel/aandeel.csv", "asiel/maand.csv", "lock.toml"]
    found = texts(project.build() / "rapport.docx")
    assert "Er waren 24.999 aanvragen." in found
    assert "Aandeel 2,4%." in found
    assert project.run("lock") == 0
    assert own(project) == LOCKED
    assert project.run("unlock", "--reason", "alles") == 0
    assert own(project) == ["lock.toml"]


def test_rows_of_the_edition_itself_and_rows_changed_since_are_never_thrown_away(project, capsys):
    project.write(
        "data/editions/2026/asiel/aandeel.csv", "time_period,obs_value,obs_status\n2025,1.1,A\n"
    )
    project.run("lock")
    change(project, "data/editions/2026/asiel/maand.csv", "2037", "2038")
    assert project.run("unlock", "--reason", "hersteld") == 0
    assert own(project) == ["asiel/aandeel.csv", "asiel/maand.csv", "lock.toml"]
    assert project.run("lock") == 0
    assert lock_file(project)["own"] == ["asiel.aandeel", "asiel.maand"]


def test_unlocking_what_is_not_locked_is_wrong_usage(project, capsys):
    assert project.run("unlock", "--reason", "zomaar") == 2
    assert "editie 2026 is niet vergrendeld" in capsys.readouterr().err
    project.run("lock")
    assert project.run("unlock", "--indicator", "asiel.stand", "--reason", "zomaar") == 2
    assert "'asiel.stand' is in editie 2026 niet vergrendeld" in capsys.readouterr().err


def test_a_damaged_lock_is_a_problem_of_its_file(project, capsys):
    project.run("lock")
    change(
        project, "data/editions/2026/lock.toml", "locked_on = 2026-06-21", 'locked_on = "gisteren"'
    )
    assert project.run("check") == 1
    assert "data/editions/2026/lock.toml:3: error: locked_on" in capsys.readouterr().err
    assert project.run("unlock", "--reason", "zomaar") == 1


def test_an_edition_that_asks_for_a_lock_is_not_released_without(project, capsys):
    project.edition("lock = true\n")
    assert project.run("build") == 0
    assert project.run("build", "--release", "definitief") == 1
    assert (
        "data/editions/2026.toml:6: error: de gegevens van deze editie zijn niet vergrendeld"
        in capsys.readouterr().err
    )
    assert project.run("lock") == 0
    assert project.run("build", "--release", "definitief") == 0
    assert project.run("unlock", "--reason", "nog een cijfer") == 0
    assert project.run("check", "--release", "definitief") == 1


def test_the_lock_is_not_carried_over_to_the_next_edition(project):
    project.edition("lock = true\n")
    project.run("lock")
    assert project.run("new-edition", "2027") == 0
    assert not (project.root / "data/editions/2027").exists()
    assert "lock = true" in (project.root / "data/editions/2027.toml").read_text()


def released(project) -> str:
    """A definitive release of a locked edition, and the hash of its lock."""
    project.edition("lock = true\n")
    assert project.run("lock") == 0
    assert project.run("build", "--release", "definitief") == 0
    return sha256((project.root / LOCK).read_bytes()).hexdigest()


LOCK, PUBLISHED = "data/editions/2026/lock.toml", "data/published/2026.toml"
OTHER_LOCK = (
    f"{LOCK}:1: error: dit is niet het slot waarmee de definitieve versie gemaakt is, en dat is "
    "niet met een reden geopend"
)


def change_with_the_lock(project) -> None:
    """Change what was locked, and the hash of it in the lock."""
    rows = project.root / "data/editions/2026/asiel/maand.csv"
    before = sha256(rows.read_bytes()).hexdigest()
    rows.write_text(rows.read_text().replace(",A\n", ",P\n"))
    change(project, LOCK, before, sha256(rows.read_bytes()).hexdigest())


@pytest.fixture
def fresh(project):
    project.document("h1", "# Asiel", "Er waren {{ asiel.aanvragen }} aanvragen.", FIGURE)
    return project


def test_a_release_says_which_lock_it_was_made_with(fresh):
    digest = released(fresh)
    manifest = json.loads((fresh.root / "output/2026/definitief/manifest.json").read_text())
    assert manifest["lock"] == digest
    assert tomllib.loads((fresh.root / PUBLISHED).read_text()) == {"lock": digest}


def test_a_release_without_a_lock_says_of_none(fresh):
    released(fresh)
    fresh.edition()
    fresh.run("unlock", "--reason", "herziening")
    assert fresh.run("build", "--release", "definitief") == 0
    assert not (fresh.root / PUBLISHED).exists()
    assert "lock" not in json.loads(
        (fresh.root / "output/2026/definitief/manifest.json").read_text()
    )


def test_a_concept_says_of_no_lock(fresh):
    fresh.run("lock")
    assert "lock" not in json.loads((fresh.build() / "manifest.json").read_text())


@pytest.mark.parametrize(
    "command", [["check"], ["build"], ["build", "--release", "definitief"], ["archive"]]
)
def test_who_changes_figures_and_their_lock_together_is_seen(fresh, capsys, command):
    released(fresh)
    change_with_the_lock(fresh)
    assert fresh.run(*command) == 1
    assert OTHER_LOCK in capsys.readouterr().err


def test_a_lock_that_is_taken_away_is_seen(fresh, capsys):
    released(fresh)
    shutil.rmtree(fresh.root / "data/editions/2026")
    assert fresh.run("check") == 1
    assert OTHER_LOCK in capsys.readouterr().err


def test_a_lock_that_was_opened_with_a_reason_may_be_another(fresh, capsys):
    before = released(fresh)
    assert fresh.run("unlock", "--reason", "herziening van de IND") == 0
    assert fresh.run("check") == 0
    assert fresh.run("lock") == 0
    assert fresh.run("check") == 0
    assert lock_file(fresh)["unlocked"][0]["lock"] == before
    assert fresh.run("build", "--release", "definitief") == 0
    assert fresh.run("archive") == 0


def test_an_archive_holds_what_was_sent_against_the_lock(fresh, capsys):
    """Whoever changes what is published too has the manifest of what was sent against him."""
    before = released(fresh)
    change_with_the_lock(fresh)
    change(fresh, PUBLISHED, before, sha256((fresh.root / LOCK).read_bytes()).hexdigest())
    assert fresh.run("archive") == 1
    assert f"{LOCK}:1: error: dit is niet het slot waarmee" in capsys.readouterr().err
