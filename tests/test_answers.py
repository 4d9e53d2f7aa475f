"""What comes back from the review page: whose answers they are, and what a file of it may hold."""

import json

import pytest

from tests.answers import BEN, EVA, answers, item
from tests.conftest import read_csv
from tests.returned import comment_on, sheet, worklist

pytestmark = pytest.mark.usefixtures("blank_pages")
SAID = "Opmerking of nieuwe tekst"


@pytest.fixture
def project(asylum):
    """A report with two numbers and a paragraph, in an edition that keeps remarks."""
    asylum.edition("review = true\n")
    asylum.document(
        "h1",
        "# Asiel",
        "## Instroom",
        "Er waren {{ asiel.aanvragen }} eerste aanvragen in dat jaar.",
        "Een jaar eerder waren het er {{ asiel.aanvragen.vorig }}, en dat was meer.",
        "Het beleid is in dat jaar niet veranderd. Later wel.",
    )
    asylum.build()
    return asylum


def kept(project):
    return read_csv(project.root / "data/editions/2026/remarks.csv")


def received(project):
    """The rows of what was received, by file: what was read, is listed, is not, could not be read."""
    return {row[0]: row[3:7] for row in sheet(project, "Ontvangen")}


@pytest.mark.parametrize("browsers", [(EVA, BEN), (None, None)])
def test_two_colleagues_of_one_organisation_both_count_and_opposite_verdicts_are_a_conflict(
    project, browsers
):
    first = answers(
        project,
        "een.json",
        item(project, "24.140", "niet akkoord", "AA-1"),
        item(project, "32.140", "te beoordelen", "AA-2"),
        browser=browsers[0],
    )
    second = answers(
        project,
        "twee.json",
        item(project, "24.140", "akkoord"),
        item(project, "32.140", "te beoordelen", "BB-2"),
        browser=browsers[1],
        saved="2026-05-04T09:00:00Z",
    )
    rows = worklist(project, first, second)
    assert {row[SAID] for row in rows} == {"niet akkoord: AA-1", "AA-2", "BB-2"}
    assert {remark["said"] for remark in kept(project)} == {"niet akkoord: AA-1", "AA-2", "BB-2"}
    ((_, about, sides),) = sheet(project, "Tegenstrijdig")
    assert about == "akkoord tegenover niet akkoord: 24.140"
    assert sides == "IND (een.json): niet akkoord: AA-1\nIND (twee.json): akkoord"


def test_a_later_answer_of_the_same_browser_takes_the_place_of_the_earlier(project):
    first = answers(project, "een.json", item(project, "24.140", remark="Fout."), browser=EVA)
    later = answers(
        project,
        "twee.json",
        item(project, "24.140", remark="Toch goed."),
        browser=EVA,
        reviewer="IND, directie",
        saved="2026-05-03T09:00:30Z",
    )
    (row,) = worklist(project, later, first)
    assert (row[SAID], row["Wie"]) == ("niet akkoord: Toch goed.", "IND, directie")
    assert received(project) == {
        "een.json": [
            "niet akkoord: 1",
            "0",
            "later uit dezelfde browser opnieuw beoordeeld: 1",
            "",
        ],
        "twee.json": ["niet akkoord: 1", "1", "", ""],
    }


def test_without_an_id_a_copy_is_of_the_same_one_also_when_it_was_saved_again(project):
    one = item(project, "24.140", remark="Fout.")
    first = answers(project, "een.json", one)
    again = answers(project, "kopie.json", one, saved="2026-05-09T09:00:00Z")
    (row,) = worklist(project, first, again)
    assert row["Bestand"] == "een.json, kopie.json"


def test_a_proposed_text_is_a_change_of_the_sentence_that_was_selected(project):
    text = "Het beleid is in dat jaar niet veranderd. Later wel."
    answer = {"key": "h1/1", "kind": "paragraph", "place": "h1: onder 'Instroom', alinea 3"}
    proposal = answer | {
        "text": text,
        "status": "te beoordelen",
        "selection": "Later wel.",
        "proposal": "Daarna wel.",
    }
    proposal["remark"] = "Zie het voorstel."
    other = proposal | {"proposal": "Later niet.", "remark": "Klopt niet."}
    files = [
        answers(project, "een.json", proposal, browser=EVA),
        answers(project, "twee.json", other, browser=BEN),
    ]
    rows = worklist(project, *files)
    assert sorted((row["Soort"], row["Op welke tekst"], row[SAID]) for row in rows) == [
        ("Opmerking", "Later wel.", "Klopt niet."),
        ("Wijziging", "Later wel.", "Daarna wel."),
        ("Wijziging", "Later wel.", "Later niet."),
    ]
    ((_, about, _),) = sheet(project, "Tegenstrijdig")
    assert about == "verschillend gewijzigd: Later wel."
    assert received(project)["twee.json"] == ["opmerking: 1, voorstel: 1", "2", "", ""]


def test_an_answer_on_an_earlier_concept_says_whether_the_text_is_another_now(project):
    number = item(project, "24.140", remark="Fout.")
    paragraph = {"key": "h1/1", "kind": "paragraph", "place": "h1: onder 'Instroom', alinea 3"}
    paragraph |= {"text": "Het beleid was anders.", "status": "niet akkoord"}
    path = answers(project, "een.json", number, paragraph, version="1234567")
    same, changed = worklist(project, path)
    assert same["Let op"].startswith("bij versie 1234567, niet bij de nieuwste (")
    assert same["Let op"].endswith("; deze tekst is sindsdien gelijk")
    assert changed["Let op"].endswith("; deze tekst is sindsdien veranderd")


def test_a_number_that_is_proposed_belongs_in_the_data(project):
    answer = item(project, "24.140", "te beoordelen", proposal="24.410")
    (row,) = worklist(project, answers(project, "een.json", answer))
    assert row["Soort"] == "Cijfer met de hand"
    assert row[SAID] == "Er waren 24.410 eerste aanvragen in dat jaar."


def test_what_is_read_stands_in_the_list_or_has_a_reason_why_not(project):
    path = answers(
        project,
        "een.json",
        item(project, "24.140", "akkoord"),
        item(project, "32.140", "akkoord", "Mooi."),
        item(project, "24.140", "te beoordelen", key="x"),
        {"status": "mooi"},
    )
    worklist(project, path, status=1)
    assert received(project)["een.json"] == [
        "akkoord: 2, te beoordelen: 1",
        "1",
        "akkoord, zonder opmerking: 1, nog niet beoordeeld: 1",
        "onderdeel 4 van 'items' heeft een onbekend oordeel; "
        "kies uit: te beoordelen, akkoord, niet akkoord",
    ]


def deep(depth):
    return "[" * depth + "]" * depth


HOSTILE = {
    "number": '"status": "akkoord", "remark": ' + "9" * 5000,
    "nan": '"status": "akkoord", "remark": NaN',
    "deep": f'"status": "akkoord", "remark": {deep(100_000)}',
    "twice": '"status": "akkoord", "status": "niet akkoord"',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_page_saved_is_told_of_and_hinders_no_other_file(project, capsys, name):
    bad = project.root.parent / "slecht.json"
    good = answers(project, "goed.json", item(project, "24.140", remark="Fout."))
    start = json.dumps(json.loads(good.read_text()) | {"items": []})[:-3]
    bad.write_text(f"{start}[{{{HOSTILE[name]}}}]}}")
    (row,) = worklist(project, bad, good, status=1)
    assert row[SAID] == "niet akkoord: Fout."
    assert "slecht.json:1: error: " in capsys.readouterr().err
    assert received(project)["slecht.json"][3] != ""


def test_half_a_character_is_a_sign_in_the_list_that_says_so(project):
    path = answers(project, "een.json", item(project, "24.140", remark="Fout \ud800\x00."))
    (row,) = worklist(project, path)
    assert row[SAID] == "niet akkoord: Fout \ufffd\ufffd."
    assert "tekens die geen tekst zijn" in row["Let op"]
    assert kept(project)[0]["said"] == row[SAID]


def test_of_what_is_too_long_for_a_cell_the_rest_stands_where_the_cell_says(project):
    long = "ë" * 40_000 + "🙂" * 200_000 + " einde"
    path = answers(project, "een.json", item(project, "24.140", remark=long))
    for _ in range(2):
        (row,) = worklist(project, path)
        assert row[SAID].endswith("tekens staat in opmerkingen.html]")
        assert len(row[SAID].encode("utf-16-le")) // 2 <= 32_767
        assert long in (project.root / "output/2026/opmerkingen.html").read_text()
        register = project.root / "data/editions/2026/remarks.csv"
        assert f"niet akkoord: {long}," in register.read_text()


def test_a_file_that_is_not_there_is_told_of_before_anything_is_done(project, tmp_path, capsys):
    good = answers(project, "goed.json", item(project, "24.140", remark="Fout."))
    gone = [str(tmp_path / "weg.docx"), str(tmp_path / "ook-weg.json")]
    assert project.run("review", str(good), *gone) == 2
    told = capsys.readouterr().err
    assert all(f"kan {name} niet lezen: het bestaat niet" in told for name in gone)
    assert not (project.root / "output/2026/opmerkingen.xlsx").exists()
    assert not (project.root / "data/editions/2026").exists()


def test_what_word_left_beside_an_open_file_is_passed_over_and_named(project, tmp_path, capsys):
    good = answers(project, "goed.json", item(project, "24.140", remark="Fout."))
    owner, lock = tmp_path / "~$rapport.docx", tmp_path / ".~lock.rapport.docx#"
    owner.write_bytes(b"\x05Lezer")
    lock.write_bytes(b",lezer,computer;")
    (row,) = worklist(project, owner, good, lock)
    assert row[SAID] == "niet akkoord: Fout."
    told = capsys.readouterr().err
    for name in (owner.name, lock.name):
        assert f"{name}:1: warning: hier staat alleen in wie een bestand open heeft" in told
        assert received(project)[name][3].startswith("het hele bestand")


def test_a_file_that_begins_as_json_does_and_is_none_is_told_what_it_is(project, tmp_path, capsys):
    (tmp_path / "brief.docx").write_bytes(rb"{\rtf1\ansi Geachte redactie}")
    assert project.run("review", str(tmp_path / "brief.docx")) == 1
    assert "brief.docx:1: error: dit is een RTF-bestand" in capsys.readouterr().err


def test_files_of_one_name_are_told_apart_by_their_folders(project, tmp_path):
    paths = []
    for folder in ("a/terug", "b/terug"):
        (tmp_path / folder).mkdir(parents=True)
        paths.append(tmp_path / folder / "rapport.docx")
        paths[-1].write_bytes((project.output / "rapport.docx").read_bytes())
    comment_on(paths[0], "Het beleid", "Waarom niet?", "Lezer")
    (row,) = worklist(project, *paths)
    assert row["Bestand"] == str(paths[0])
    assert [cells[1] for cells in received(project).values()] == ["1", "0"]
