"""The remarks of reviewers after the work list: kept with the project, answered in Excel, and waited for."""

import json
import shutil

import docx
import openpyxl
import pytest

from tests.conftest import add_paragraph, new_document, read_csv
from tests.returned import comment_on, edit, run_of, tracked

pytestmark = pytest.mark.usefixtures("blank_pages")
REVIEWED = "review = true\n"
FIRST, LAST = (
    "Tot besluit nog een zin over het vervolg.",
    "De laatste zin van het rapport gaat over later.",
)


@pytest.fixture
def project(asylum):
    """A report of two chapters that was built, in an edition that keeps remarks."""
    asylum.edition(REVIEWED)
    asylum.document(
        "h1",
        "# Asiel",
        "## Instroom",
        "Er waren {{ asiel.aanvragen }} eerste aanvragen in dat jaar.",
    )
    asylum.document("h2", "# Slot", FIRST, LAST)
    asylum.build()
    return asylum


@pytest.fixture
def read(project, tmp_path):
    """A copy of the concept with a comment on a text: `read("naam", "tekst", "opmerking")`."""

    def make(name, on, said, author="Verzonnen Lezer"):
        path = tmp_path / f"{name}.docx"
        path.write_bytes((project.output / "rapport.docx").read_bytes())
        comment_on(path, on, said, author)
        return path

    return make


def kept(project):
    return read_csv(project.root / "data/editions/2026/remarks.csv")


def book(project):
    return project.root / "output/2026/opmerkingen.xlsx"


def rows(project):
    """The rows of the work list by the heads of its columns."""
    lines = [
        [str(cell or "") for cell in row]
        for row in openpyxl.load_workbook(book(project)).worksheets[0].values
    ]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def fill(project, path, said, **cells):
    """Fill in the row of a remark in a copy of the work list."""
    opened = openpyxl.load_workbook(path if path.exists() else book(project))
    page = opened.worksheets[0]
    columns = {cell.value: cell.column for cell in page[1]}
    (row,) = [
        line[0].row
        for line in page.iter_rows(2)
        if line[columns["Opmerking of nieuwe tekst"] - 1].value == said
    ]
    for name, text in cells.items():
        page.cell(row, columns[name], text)
    opened.save(path)
    return path


def test_a_remark_is_kept_with_the_project_without_who_said_it(project, read, capsys):
    assert project.run("review", str(read("een", FIRST, "Te vaag."))) == 0
    (remark,) = kept(project)
    assert (remark["template"], remark["place"]) == ("templates/h2.docx", "onder 'Slot', alinea 1")
    assert (remark["kind"], remark["text"], remark["said"]) == ("Opmerking", FIRST, "Te vaag.")
    assert (remark["stand"], remark["answer"], remark["received_on"]) == ("open", "", "2026-06-21")
    assert remark["version"]
    assert b"Verzonnen Lezer" not in (project.root / "data/editions/2026/remarks.csv").read_bytes()


def test_the_same_remark_twice_is_one_also_when_its_paragraph_moved(project, read):
    path = read("een", LAST, "Wanneer dan?")
    for _ in range(2):
        assert (
            project.run(
                "review", str(path), str(read("twee", LAST, "Wanneer dan?", "Bedachte Lezer"))
            )
            == 0
        )
    (before,) = kept(project)
    project.document("h2", "# Slot", "Een nieuwe zin vooraf die er eerst niet stond.", FIRST, LAST)
    assert project.run("review", str(path)) == 0
    (after,) = kept(project)
    assert after["id"] == before["id"]
    assert (before["place"], after["place"]) == ("onder 'Slot', alinea 2", "onder 'Slot', alinea 3")


AGAIN = "Ook in dit deel gaat het om {{ asiel.aanvragen }} aanvragen."


def test_the_same_words_on_another_paragraph_are_another_remark_and_the_old_one_keeps_its_answer(
    project, read, tmp_path
):
    first = "Er waren {{ asiel.aanvragen }} eerste aanvragen in dat jaar."
    project.document("h1", "# Asiel", "Een zin vooraf.", first, AGAIN)
    project.build()
    path = read("een", "eerste aanvragen in dat jaar", "Klopt dit?")
    assert project.run("review", str(path)) == 0
    filled = fill(project, tmp_path / "opmerkingen.xlsx", "Klopt dit?", Stand="verwerkt")
    assert project.run("review", str(filled)) == 0
    (answered,) = kept(project)
    second = read("twee", "Ook in dit deel", "Klopt dit?")
    for _ in range(2):
        assert project.run("review", str(second)) == 0
        old, new = kept(project)
        assert old == answered
        assert (new["place"], new["stand"]) == ("onder 'Asiel', alinea 3", "open")


def test_a_remark_that_is_read_again_is_the_same_also_when_its_paragraph_is_gone_or_never_was(
    project, read
):
    path = read("een", LAST, "Wanneer?")
    document = docx.Document(str(path))
    added = document.add_paragraph("Iets geheel nieuws dat nergens op lijkt, zonder bijhouden.")
    document.add_comment(added.runs, text="Mijn voorstel", author="Lezer")
    document.save(str(path))
    assert project.run("review", str(path)) == 0
    before = kept(project)
    project.document("h2", "# Slot", FIRST)
    for _ in range(2):
        assert project.run("review", str(path)) == 0
        assert kept(project) == before


def test_a_new_remark_where_an_answered_one_stood_is_another_one_when_that_moved(
    project, read, tmp_path
):
    path = read("een", LAST, "Wanneer dan?")
    assert project.run("review", str(path)) == 0
    filled = fill(project, tmp_path / "opmerkingen.xlsx", "Wanneer dan?", Stand="verwerkt")
    assert project.run("review", str(filled)) == 0
    between = "Er komt een zin tussen die er eerst niet stond."
    project.document("h2", "# Slot", FIRST, between, LAST)
    project.build()
    assert project.run("review", str(read("twee", between, "Wanneer dan?"))) == 0
    old, new = kept(project)
    assert (old["place"], old["stand"]) == ("onder 'Slot', alinea 3", "verwerkt")
    assert (new["place"], new["stand"]) == ("onder 'Slot', alinea 2", "open")
    assert old["id"] != new["id"]


def test_a_register_of_before_paragraphs_were_kept_is_read_and_completed(project, read):
    path = read("een", LAST, "Wanneer dan?")
    assert project.run("review", str(path)) == 0
    register = project.root / "data/editions/2026/remarks.csv"
    whole = register.read_text()
    assert f",{LAST}\n" in whole
    register.write_text(whole.replace(",paragraph\n", "\n").replace(f",,{LAST}\n", ",\n"))
    assert "paragraph" not in register.read_text()
    assert project.run("review", str(path)) == 0
    assert register.read_text() == whole


def answers(project, **statuses):
    """A file of the review page, with a status for each text."""
    numbers = {row["text"]: row for row in read_csv(project.output / "numbers.csv")}
    items = [
        {
            "key": numbers["24.140"]["key"],
            "kind": "number",
            "place": "h1: x",
            "text": "24.140",
            **statuses,
        },
    ]
    about = {"format": "report-builder-review/1", "edition": "2026", "version": "1234567"}
    path = project.root.parent / f"{statuses['status']}.json"
    path.write_text(
        json.dumps(
            {
                **about,
                "reviewer": statuses["status"],
                "saved": "2026-05-03T09:00:00Z",
                "items": items,
            }
        )
    )
    return str(path)


def test_what_asks_for_an_answer_is_what_is_not_agreed_to_remarked_or_changed(project, tmp_path):
    changed = tmp_path / "gewijzigd.docx"
    changed.write_bytes((project.output / "rapport.docx").read_bytes())
    edit(changed, (run_of(FIRST), tracked(FIRST, "Een andere slotzin.", "Lezer")))
    untracked = tmp_path / "stil.docx"
    untracked.write_bytes((project.output / "rapport.docx").read_bytes())
    edit(untracked, (run_of(LAST), run_of("Zonder bijhouden anders.")))
    agreed, refused = (
        answers(project, status="akkoord", remark=""),
        answers(project, status="niet akkoord", remark=""),
    )
    assert project.run("review", str(changed), str(untracked), agreed, refused) == 0
    assert [(remark["kind"], remark["said"]) for remark in kept(project)] == [
        ("Wijziging", "Een andere slotzin."),
        ("Wijziging, niet bijgehouden", "Zonder bijhouden anders."),
        ("Wijziging, niet bijgehouden", "(weggehaald)"),
        ("Oordeel", "niet akkoord"),
    ]
    assert all(row["Kenmerk"] for row in rows(project))


def test_the_work_list_offers_the_stands_and_comes_back_filled_in(project, read, tmp_path, capsys):
    assert (
        project.run(
            "review", str(read("een", FIRST, "Te vaag.")), str(read("twee", LAST, "Wanneer?"))
        )
        == 0
    )
    page = openpyxl.load_workbook(book(project)).worksheets[0]
    (choice,) = page.data_validations.dataValidation
    assert choice.formula1 == '"open,verwerkt,niet overgenomen"'
    head = [cell.value for cell in page[1]]
    assert head[-5:] == ["Wie pakt het op", "Stand", "Toelichting", "Kenmerk", "Kenmerk antwoord"]
    filled = fill(project, tmp_path / "opmerkingen.xlsx", "Te vaag.", Stand="verwerkt")
    fill(
        project,
        filled,
        "Wanneer?",
        Stand="Niet overgenomen ",
        Toelichting="Dat is nog niet bekend.",
    )
    assert project.run("review", str(filled)) == 0
    assert [(remark["stand"], remark["answer"]) for remark in kept(project)] == [
        ("verwerkt", ""),
        ("niet overgenomen", "Dat is nog niet bekend."),
    ]


def test_the_definitive_release_stops_on_each_open_remark_and_passes_when_all_are_answered(
    project, read, tmp_path, capsys
):
    assert (
        project.run(
            "review", str(read("een", FIRST, "Te vaag.")), str(read("twee", LAST, "Wanneer?"))
        )
        == 0
    )
    assert project.run("build", "--release", "definitief") == 1
    told = capsys.readouterr().err
    for place, said in (
        ("alinea 1", f"'Te vaag.' bij '{FIRST}'"),
        ("alinea 2", f"'Wanneer?' bij '{LAST}'"),
    ):
        assert f"templates/h2.docx:onder 'Slot', {place}: error: nog open: opmerking op-" in told
        assert f"{said} (vul in opmerkingen.xlsx de stand in" in told
    assert not (project.root / "output/2026/definitief").exists()
    assert project.run("build") == 0
    filled = fill(project, tmp_path / "opmerkingen.xlsx", "Te vaag.", Stand="verwerkt")
    assert project.run("review", str(filled)) == 0
    assert project.run("build", "--release", "definitief") == 1
    assert "Te vaag" not in capsys.readouterr().err
    assert project.run("review", str(fill(project, filled, "Wanneer?", Stand="verwerkt"))) == 0
    assert project.run("build", "--release", "definitief") == 0


def test_an_edition_that_does_not_declare_it_keeps_nothing_and_is_asked_nothing(
    project, read, capsys
):
    path = read("een", FIRST, "Te vaag.")
    assert project.run("review", str(path)) == 0
    project.edition("")
    assert project.run("build", "--release", "definitief") == 0
    shutil.rmtree(project.root / "data/editions/2026")
    assert project.run("review", str(path)) == 0
    assert not (project.root / "data/editions/2026").exists()
    assert "Stand" not in rows(project)[0]
    assert project.run("review", str(book(project))) == 2
    assert "zet review = true in data/editions/2026.toml" in capsys.readouterr().err


def test_a_copy_in_which_a_row_was_not_filled_in_takes_no_answer_of_another_away(
    project, read, tmp_path
):
    assert (
        project.run(
            "review", str(read("een", FIRST, "Te vaag.")), str(read("twee", LAST, "Wanneer?"))
        )
        == 0
    )
    mine = fill(project, tmp_path / "mijn.xlsx", "Te vaag.", Stand="verwerkt")
    yours = fill(project, tmp_path / "uw.xlsx", "Wanneer?", Stand="verwerkt")
    assert project.run("review", str(mine), str(yours)) == 0
    assert [remark["stand"] for remark in kept(project)] == ["verwerkt", "verwerkt"]
    again = fill(
        project, tmp_path / "weer.xlsx", "Wanneer?", Stand="open", Toelichting="Toch nog nagaan."
    )
    assert project.run("review", str(again)) == 0
    assert [remark["stand"] for remark in kept(project)] == ["verwerkt", "open"]


def given_back(project, read):
    """A round of two remarks that came in."""
    first, second = read("een", FIRST, "Te vaag."), read("twee", LAST, "Wanneer?")
    assert project.run("review", str(first), str(second)) == 0
    return first


def test_the_work_list_is_written_again_when_answers_were_handed_back(project, read, tmp_path):
    given_back(project, read)
    page = project.root / "output/2026/opmerkingen.html"
    assert "Te vaag." in page.read_text()
    mine = fill(project, tmp_path / "mijn.xlsx", "Te vaag.", Stand="verwerkt")
    assert project.run("review", str(mine)) == 0
    assert [row["Stand"] for row in rows(project)] == ["verwerkt", "open"]
    assert "Te vaag." not in page.read_text()
    assert "Verzonnen Lezer" in page.read_text()


def test_a_list_that_holds_answers_that_were_not_handed_back_is_not_written_again(
    project, read, tmp_path, capsys
):
    given_back(project, read)
    yours = fill(project, tmp_path / "uw.xlsx", "Wanneer?", Stand="verwerkt")
    fill(project, book(project), "Te vaag.", Stand="verwerkt")
    before = book(project).read_bytes()
    assert project.run("review", str(yours)) == 0
    assert "warning: antwoorden die nog niet teruggegeven zijn" in capsys.readouterr().err
    assert book(project).read_bytes() == before
    assert [remark["stand"] for remark in kept(project)] == ["open", "verwerkt"]


def test_two_drafters_who_answer_one_remark_differently_are_both_told(
    project, read, tmp_path, capsys
):
    given_back(project, read)
    mine = fill(project, tmp_path / "mijn.xlsx", "Te vaag.", Stand="verwerkt", Toelichting="Zo.")
    yours = fill(
        project, tmp_path / "uw.xlsx", "Te vaag.", Stand="niet overgenomen", Toelichting="Nee."
    )
    assert project.run("review", str(mine), str(yours)) == 1
    told = capsys.readouterr().err
    assert "uw.xlsx:" in told
    assert "is intussen anders geantwoord: 'verwerkt', 'Zo.'" in told
    assert [remark["answer"] for remark in kept(project)] == ["Zo.", ""]
    agreed = fill(project, yours, "Te vaag.", Stand="verwerkt", Toelichting="Zo.")
    assert project.run("review", str(agreed)) == 0


def test_a_row_that_stayed_as_it_was_made_takes_no_later_answer_away(project, read, tmp_path):
    given_back(project, read)
    first = fill(project, tmp_path / "een.xlsx", "Te vaag.", Stand="verwerkt")
    assert project.run("review", str(first)) == 0
    old = fill(project, tmp_path / "oud.xlsx", "Wanneer?", Stand="verwerkt")
    newer = fill(project, tmp_path / "nieuw.xlsx", "Te vaag.", Stand="open", Toelichting="Toch.")
    assert project.run("review", str(newer)) == 0
    assert project.run("review", str(old)) == 0
    assert [(one["stand"], one["answer"]) for one in kept(project)] == [
        ("open", "Toch."),
        ("verwerkt", ""),
    ]


def test_more_can_come_in_after_a_listed_answer_was_replaced(project, read, tmp_path):
    first = given_back(project, read)
    answered = fill(project, tmp_path / "een.xlsx", "Te vaag.", Stand="verwerkt")
    assert project.run("review", str(answered)) == 0
    stale = book(project).read_bytes()
    again = fill(project, tmp_path / "weer.xlsx", "Te vaag.", Stand="open", Toelichting="Toch.")
    assert project.run("review", str(again)) == 0
    book(project).write_bytes(stale)
    assert project.run("review", str(first)) == 0
    assert kept(project)[0]["answer"] == "Toch."


def test_answers_that_were_not_handed_back_are_not_lost_when_more_comes_in(project, read, capsys):
    first, second = read("een", FIRST, "Te vaag."), read("twee", LAST, "Wanneer?")
    assert project.run("review", str(first)) == 0
    fill(
        project,
        book(project),
        "Te vaag.",
        Stand="verwerkt",
        **{"Wie pakt het op": "Afdeling beleid"},
    )
    before = book(project).read_bytes()
    assert project.run("review", str(first), str(second)) == 1
    assert (
        "antwoorden die nog niet teruggegeven zijn, en die verloren zouden gaan: 1"
        in capsys.readouterr().err
    )
    assert book(project).read_bytes() == before
    assert len(kept(project)) == 1
    assert project.run("review", str(book(project)), str(first), str(second)) == 0
    assert [(row["Stand"], row["Wie pakt het op"]) for row in rows(project)] == [
        ("verwerkt", "Afdeling beleid"),
        ("open", ""),
    ]
    page = (project.root / "output/2026/opmerkingen.html").read_text()
    assert "Wanneer?" in page
    assert "Te vaag." not in page


def test_a_remark_stays_on_the_list_until_it_is_answered_also_when_its_place_is_gone(
    project, read, tmp_path, capsys
):
    assert project.run("review", str(read("een", LAST, "Wanneer?"))) == 0
    other = read("twee", FIRST, "Te vaag.")
    project.document("h2", "# Slot", FIRST)
    assert project.run("review", str(other)) == 0
    told = {row["Opmerking of nieuwe tekst"]: row for row in rows(project)}
    assert "deze alinea staat niet meer in het sjabloon" in told["Wanneer?"]["Let op"]
    assert "ontvangen op 21 juni 2026" in told["Wanneer?"]["Let op"]
    assert told["Wanneer?"]["Wie"] == ""
    assert "Wanneer?" in (project.root / "output/2026/opmerkingen.html").read_text()
    assert project.run("check", "--release", "definitief") == 1
    assert "'Wanneer?'" in capsys.readouterr().err


def test_a_remark_on_a_paragraph_that_another_took_the_place_of_says_so(project, read):
    assert project.run("review", str(read("een", LAST, "Wanneer?"))) == 0
    other = read("twee", FIRST, "Te vaag.")
    project.document("h2", "# Slot", FIRST, "Iets geheel anders, over geld en plannen.")
    assert project.run("review", str(other)) == 0
    told = {row["Opmerking of nieuwe tekst"]: row for row in rows(project)}
    assert told["Wanneer?"]["Plaats"] == "onder 'Slot', alinea 2"
    assert "deze alinea staat niet meer in het sjabloon" in told["Wanneer?"]["Let op"]


def without_columns(opened):
    opened.worksheets[0].delete_cols(11, 4)


def with_an_unknown_stand(opened):
    opened.worksheets[0].cell(2, 12, "klaar")


def declined_without_a_reason(opened):
    opened.worksheets[0].cell(2, 12, "niet overgenomen")


def of_another_edition(opened):
    opened.worksheets[0].cell(2, 14, "op-0000000")


def an_unknown_stand_and_another(opened):
    page = opened.worksheets[0]
    page.append([cell.value for cell in page[2]])
    page.cell(2, 12, "klaar")


def said_twice(opened):
    page = opened.worksheets[0]
    page.append([cell.value for cell in page[2]])
    page.cell(page.max_row, 12, "verwerkt")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            without_columns,
            "1: error: dit is geen werklijst: de kolommen Stand, Toelichting en Kenmerk ontbreken",
        ),
        (
            with_an_unknown_stand,
            "cel L2: error: de stand 'klaar' is onbekend (kies uit: open, verwerkt",
        ),
        (declined_without_a_reason, "cel L2: error: 'niet overgenomen' zonder toelichting"),
        (
            of_another_edition,
            "cel L2: error: het kenmerk op-0000000 is van deze editie niet bekend",
        ),
        (an_unknown_stand_and_another, "cel L2: error: de stand 'klaar' is onbekend"),
        (said_twice, "staat er twee keer in, met een andere stand of toelichting"),
    ],
)
def test_a_bad_work_list_is_told_of_and_changes_nothing_and_hinders_no_other(
    project, read, tmp_path, capsys, change, message
):
    assert (
        project.run(
            "review", str(read("een", FIRST, "Te vaag.")), str(read("twee", LAST, "Wanneer?"))
        )
        == 0
    )
    good = fill(project, tmp_path / "goed.xlsx", "Wanneer?", Stand="verwerkt")
    opened = openpyxl.load_workbook(book(project))
    change(opened)
    opened.save(tmp_path / "fout.xlsx")
    before = kept(project)
    assert project.run("review", str(tmp_path / "fout.xlsx")) == 1
    told = capsys.readouterr().err
    assert "fout.xlsx" in told
    assert message in told
    assert kept(project) == before
    assert project.run("review", str(tmp_path / "fout.xlsx"), str(good)) == 1
    assert [remark["stand"] for remark in kept(project)] == ["open", "verwerkt"]


def test_a_damaged_work_list_or_register_is_told_of(project, read, tmp_path, capsys):
    (tmp_path / "stuk.xlsx").write_bytes(b"PK\x03\x04 stuk")
    assert project.run("review", str(tmp_path / "stuk.xlsx")) == 1
    assert "stuk.xlsx:1: error:" in capsys.readouterr().err
    path = read("een", FIRST, "Te vaag.")
    assert project.run("review", str(path)) == 0
    register = project.root / "data/editions/2026/remarks.csv"
    text = register.read_text()
    for bad, message in (
        (text.replace(",open,", ",af,"), "deze opmerking is niet te lezen"),
        ("id;stand\n", "kolommen"),
    ):
        register.write_text(bad)
        assert project.run("review", str(path)) == 1
        assert f"data/editions/2026/remarks.csv:{2 if 'niet' in message else 1}: error:" in (
            told := capsys.readouterr().err
        )
        assert message in told
        assert register.read_text() == bad
        assert project.run("check", "--release", "definitief") == 1
    assert project.run("check") == 0


def test_a_personal_datum_in_a_remark_is_not_kept(project, read):
    document = new_document()
    add_paragraph(document, "Vraag het {{ persoon.steller }} van het bureau dat erover gaat.")
    project.add("nota", document, kind="nota")
    project.edition(REVIEWED + '[personal]\nsteller = "Noor Verzonnen"\n')
    project.build()
    path = project.root.parent / "nota.docx"
    path.write_bytes((project.output / "nota.docx").read_bytes())
    comment_on(path, "Vraag het", "Noor Verzonnen werkt er niet meer.", "Lezer")
    assert project.run("review", str(path)) == 0
    (remark,) = kept(project)
    assert remark["said"] == "[Woo 5.1.2.e] werkt er niet meer."
    assert "Verzonnen" not in "".join(remark.values())


def test_status_counts_what_is_open_on_the_way_to_parliament(project, read, capsys):
    project.edition(REVIEWED + "[decision_route]\nMR = 2026-07-10\n")
    assert (
        project.run(
            "review", str(read("een", FIRST, "Te vaag.")), str(read("twee", LAST, "Wanneer?"))
        )
        == 0
    )
    capsys.readouterr()
    assert project.run("status") == 0
    assert (
        "    2 opmerkingen van reviewers beantwoorden (report-builder review)"
        in capsys.readouterr().out
    )


def test_remarks_make_no_other_version_and_do_not_go_along_to_the_next_edition(project, read):
    before = (project.output / "rapport.docx").read_bytes()
    assert project.run("review", str(read("een", FIRST, "=1+1\nTweede regel"))) == 0
    assert [remark["said"] for remark in kept(project)] == ["=1+1\nTweede regel"]
    assert (project.build() / "rapport.docx").read_bytes() == before
    assert project.run("new-edition", "2027") == 0
    assert "review = true" in (project.root / "data/editions/2027.toml").read_text()
    assert not (project.root / "data/editions/2027").exists()
