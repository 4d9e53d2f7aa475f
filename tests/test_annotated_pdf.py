"""A PDF that comes back with annotations: each is a remark at the text that it marks."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.annotated import AnnotatedPdf, quads_of, text_pdf
from tests.conftest import read_csv
from tests.returned import sheet, worklist

SAID, ABOUT = "Opmerking of nieuwe tekst", "Op welke tekst"
POLICY = "Het beleid is in dat jaar niet veranderd."
GUESS = "de plaats is geraden"


@pytest.fixture
def project(asylum):
    """A report of two chapters in which one sentence stands twice."""
    asylum.edition("review = true\n")
    asylum.document(
        "h1",
        "# Asiel",
        "## Instroom",
        "Er waren {{ asiel.aanvragen }} eerste aanvragen in dat jaar. Een zin erbij.",
        POLICY,
        "Een regel over de opvang van kinderen in de winter.",
    )
    asylum.document("h2", "# Slot", "Tot besluit nog een zin.", "Een regel over de opvang.")
    asylum.build()
    return asylum


@pytest.fixture
def pdf(project, tmp_path):
    return AnnotatedPdf(project.output / "rapport.pdf", tmp_path / "terug.pdf")


def received(project):
    (row,) = sheet(project, "Ontvangen")
    return row


@pytest.mark.parametrize("kind", ["Highlight", "Underline", "Squiggly"])
def test_what_marks_a_text_is_a_remark_on_that_text_at_its_paragraph(project, pdf, kind):
    pdf.put(kind, on="beleid is in dat jaar", words="Welk beleid?")
    (row,) = worklist(project, pdf.save())
    assert (row["Sjabloon"], row["Plaats"]) == ("templates/h1.docx", "onder 'Instroom', alinea 2")
    assert (row["Soort"], row[ABOUT]) == ("Opmerking", "beleid is in dat jaar")
    assert (row[SAID], row["Wie"]) == ("Welk beleid?", "Verzonnen Lezer")
    assert row["Wanneer"] == "03-05-2026 09:15"
    assert "van de PDF" in row["Let op"]
    assert GUESS not in row["Let op"]
    (remark,) = read_csv(project.root / "data/editions/2026/remarks.csv")
    assert remark["said"] == "Welk beleid?"
    assert remark["version"] == received(project)[1]


def test_a_mark_without_words_and_one_that_repeats_the_text_say_that_it_is_marked(project, pdf):
    pdf.put("Highlight", on="Tot besluit nog")
    pdf.put("Underline", on="nog een zin.", words="nog een zin.")
    rows = worklist(project, pdf.save())
    assert [(row["Soort"], row[SAID]) for row in rows] == [
        ("Markering", "(gemarkeerd)"),
        ("Markering", "(onderstreept)"),
    ]


def test_what_is_struck_out_or_replaced_or_put_in_is_a_change_of_its_sentence(project, pdf):
    pdf.put("StrikeOut", on="nog een zin.")
    page, ((left, bottom, _, top),) = quads_of(pdf.source, "veranderd.")
    caret = pdf.put("Caret", words="gewijzigd.", page=page, box=(left - 2, bottom, left + 2, top))
    pdf.put("StrikeOut", on="veranderd.", IRT=caret, RT=Name.Group)
    _, ((left, bottom, _, top),) = quads_of(pdf.source, "kinderen")
    pdf.put("Caret", words="jonge", page=page, box=(left - 3, bottom, left - 1, top))
    rows = worklist(project, pdf.save())
    assert [(row["Soort"], row[ABOUT], row[SAID]) for row in rows] == [
        ("Wijziging", POLICY, "Het beleid is in dat jaar niet gewijzigd."),
        (
            "Wijziging",
            "Een regel over de opvang van kinderen in de winter.",
            "Een regel over de opvang van jonge kinderen in de winter.",
        ),
        ("Wijziging", "Tot besluit nog een zin.", "Tot besluit"),
    ]
    assert [GUESS in row["Let op"] for row in rows] == [False, True, False]
    assert received(project)[3:6] == ["wijziging: 3", "3", ""]


def test_a_strike_with_words_says_both(project, pdf):
    pdf.put("StrikeOut", on="nog een zin.", words="Kan weg.")
    (row,) = worklist(project, pdf.save())
    assert (row["Soort"], row[ABOUT], row[SAID]) == (
        "Opmerking",
        "nog een zin.",
        "doorgehaald: Kan weg.",
    )


def test_a_number_that_is_replaced_belongs_in_the_data(project, pdf):
    struck = pdf.put("StrikeOut", on="24.140")
    pdf.put("Caret", words="24.410", IRT=struck, RT=Name.Group, box=(50, 50, 60, 60))
    (row,) = worklist(project, pdf.save())
    assert row["Soort"] == "Cijfer met de hand"
    assert row[SAID] == "Er waren 24.410 eerste aanvragen in dat jaar."


@pytest.mark.parametrize("kind", ["Text", "FreeText", "Stamp"])
def test_what_stands_beside_the_text_is_laid_on_the_line_beside_it_as_a_guess(project, pdf, kind):
    page, ((_, bottom, _, top),) = quads_of(pdf.source, "Het beleid is")
    pdf.put(kind, words="Nog nagaan", page=page, box=(2, bottom, 12, top))
    (row,) = worklist(project, pdf.save())
    assert (row["Plaats"], row[ABOUT]) == ("onder 'Instroom', alinea 2", POLICY)
    assert row[SAID].endswith("Nog nagaan")
    assert GUESS in row["Let op"]


def test_a_stamp_without_words_says_what_it_stamps_and_rich_text_is_read(project, pdf):
    pdf.put("Stamp", Name=Name.Approved)
    pdf.put("FreeText", RC=String("<body><p>Te <b>vaag</b> &amp; kort</p></body>"))
    assert {row[SAID] for row in worklist(project, pdf.save())} == {
        "stempel: Approved",
        "Te vaag & kort",
    }


def test_an_answer_stands_where_its_question_does_and_a_chosen_state_beside_it(project, pdf):
    note = pdf.put("Highlight", on="beleid is in", words="Welk beleid?")
    answer = pdf.put("Text", words="Dat van 2024.", author="Bedachte Lezer", IRT=note)
    pdf.put("Text", words="Dan is het goed.", IRT=answer)
    pdf.put(
        "Text",
        words="Completed set",
        IRT=note,
        StateModel=String("Review"),
        State=String("Completed"),
    )
    rows = {row[SAID]: row for row in worklist(project, pdf.save())}
    assert "in de PDF gemarkeerd als afgehandeld" in rows.pop("Welk beleid?")["Let op"]
    assert rows.keys() == {"Dat van 2024.", "Dan is het goed."}
    for row in rows.values():
        assert (row["Soort"], row["Plaats"]) == ("Antwoord", "onder 'Instroom', alinea 2")
        assert "antwoord op: Welk beleid?" in row["Let op"]
    assert rows["Dat van 2024."]["Wie"] == "Bedachte Lezer"


def test_a_sentence_that_stands_twice_is_found_by_what_stands_around_it(project, pdf):
    pdf.put("Highlight", on="Een regel over de opvang.", words="Deze.")
    (row,) = worklist(project, pdf.save())
    assert (row["Sjabloon"], row["Plaats"]) == ("templates/h2.docx", "onder 'Slot', alinea 2")
    assert GUESS not in row["Let op"]


def test_a_mark_over_two_lines_and_a_paragraph_reads_as_one_text(project, pdf):
    page, first = quads_of(pdf.source, "niet veranderd.")
    _, second = quads_of(pdf.source, "Een regel over")
    pdf.put("Highlight", on="niet veranderd.", words="Beide.")
    leaf = pdf.pdf.pages[page].obj
    points = [float(one) for box in (*first, *second) for one in (*box, *box)]
    leaf.Annots[-1].QuadPoints = Array(points)
    (row,) = worklist(project, pdf.save())
    assert row[ABOUT] == "niet veranderd. Een regel over"
    assert row["Plaats"] == "onder 'Instroom', alinea 2"


def test_an_earlier_concept_is_laid_on_the_paragraph_as_it_reads_now(project, pdf):
    assert project.run("circulate") == 0
    pdf.put("Highlight", on="beleid is in dat jaar", words="Welk beleid?")
    path = pdf.save()
    project.document(
        "h1", "# Asiel", "## Instroom", "Een nieuwe zin.", POLICY.replace("dat jaar", "2025")
    )
    project.build()
    (row,) = worklist(project, path)
    assert row["Plaats"] == "onder 'Instroom', alinea 2"
    assert row[ABOUT] == "beleid is in dat jaar"
    assert "deze tekst is sindsdien veranderd" in row["Let op"]


def test_what_is_no_remark_is_passed_over_and_what_is_not_read_is_named_with_its_page(project, pdf):
    pdf.put("Link", on="Tot besluit")
    pdf.put("Popup")
    pdf.put("Sound", page=1)
    pdf.put("Highlight", page=1, QuadPoints=Array([Name.Fout] * 8))
    assert worklist(project, pdf.save()) == []
    assert received(project)[3:7] == [
        "niets",
        "0",
        "",
        "pagina 2: een annotatie van de soort Sound\npagina 2: een annotatie die beschadigd is",
    ]


def test_on_a_page_without_text_the_page_is_told(project, tmp_path):
    scan = pikepdf.new()
    scan.add_blank_page()
    scan.save(tmp_path / "blanco.pdf")
    pdf = AnnotatedPdf(tmp_path / "blanco.pdf", tmp_path / "scan.pdf")
    pdf.put("Text", words="Zie mijn aantekening.")
    (row,) = worklist(project, pdf.save())
    assert row["Plaats"] == "niet met zekerheid te plaatsen; op pagina 1 van de PDF"
    assert "zoals in een scan" in received(project)[7]


def test_a_pdf_of_others_a_damaged_one_and_one_with_a_password_are_told_of(
    project, pdf, tmp_path, capsys
):
    lines = [f"Dit is regel {number} van een verslag over iets heel anders." for number in range(9)]
    other = text_pdf(tmp_path / "verslag.pdf", lines)
    (tmp_path / "stuk.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    locked = AnnotatedPdf(pdf.source, tmp_path / "slot.pdf")
    locked.save(encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    pdf.put("Highlight", on="beleid is in dat jaar", words="Welk beleid?")
    paths = (pdf.save(), other, tmp_path / "stuk.pdf", tmp_path / "slot.pdf")
    (row,) = worklist(project, *paths, status=1)
    assert row[SAID] == "Welk beleid?"
    told = capsys.readouterr().err
    assert "verslag.pdf:1: error: dit is geen concept van Rapport 2026" in told
    assert "stuk.pdf:1: error: deze PDF is beschadigd of niet volledig" in told
    assert "slot.pdf:1: error: deze PDF is met een wachtwoord versleuteld" in told


@pytest.mark.parametrize("turn", [0, 90])
def test_a_page_that_is_turned_or_cut_is_read_as_it_stands(project, pdf, turn):
    page, _ = quads_of(pdf.source, "beleid is in dat jaar")
    leaf = pdf.pdf.pages[page].obj
    leaf.Rotate = turn
    leaf.CropBox = Array([20, 20, 560, 820])
    pdf.put("Highlight", on="beleid is in dat jaar", words="Welk beleid?")
    (row,) = worklist(project, pdf.save())
    assert row[ABOUT] == "beleid is in dat jaar"


def test_broken_entries_of_a_page_hinder_nothing(project, pdf):
    pdf.put("Highlight", on="beleid is in dat jaar", words="Welk beleid?")
    loop = pdf.put("Text", words="Kring")
    loop.IRT = loop
    pdf.put("Text", words="Datum", M=String("D:99999999"), IRT=Dictionary())
    annotations = pdf.pdf.pages[0].obj.get(Name.Annots, Array())
    annotations.append(String("geen annotatie"))
    pdf.pdf.pages[0].obj.Annots = annotations
    assert {row[SAID] for row in worklist(project, pdf.save())} == {
        "Welk beleid?",
        "Kring",
        "Datum",
    }
