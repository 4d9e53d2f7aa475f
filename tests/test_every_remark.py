"""What reviewers say in a Word file is never lost: everything that they do there stands in the work list."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from report_builder.word.ooxml import make
from tests.conftest import Folder, add_paragraph, new_document, read_csv
from tests.noted import add_note, paragraph
from tests.remarked import NOTES, RemarkedFile
from tests.returned import sheet, worklist

pytestmark = pytest.mark.usefixtures("blank_pages")
HEADER = "word/header1_hoofdstuk1.xml"
SENTENCES = (
    "Alfa: de opvang is in dat jaar voller geworden dan daarvoor.",
    "Bravo: de gemeenten zochten met het Rijk naar nieuwe plekken.",
    "Charlie: de wachttijd liep in het najaar verder op.",
    "Delta: het overleg daarover ging het hele jaar door.",
    "Echo: de afspraken zijn in de zomer vernieuwd. Zij gelden twee jaar.",
    "Golf: wie vertrok, kreeg daarbij hulp van een organisatie.",
    "Hotel: de terugkeer bleef moeilijk door ontbrekende papieren.",
    "India: de uitvoering kreeg er in het voorjaar mensen bij.",
    "Juliett: een deel van de zaken is daarna overgedragen.",
    "Kilo: de kosten daarvan staan in de begroting van het ministerie.",
    "Lima: de Kamer is in mei per brief geïnformeerd.",
    "Mike: daarop volgde een debat met de minister.",
    "Nora: de motie over de opvang is toen aangenomen.",
    "Oscar: de uitwerking daarvan volgt in een aparte brief.",
    "Papa: de inspectie deed onderzoek naar de locaties.",
    "Quebec: de aanbevelingen zijn alle overgenomen.",
    "Romeo: de bezwaren van omwonenden zijn besproken.",
    "Sierra: een extern bureau rekende de gevolgen door.",
    "Tango: het bureau was daar kort over. De uitkomst is openbaar.",
    "Uniform: in de samenvatting staat dit nog een keer.",
    "Victor: daarmee eindigt de beschrijving van het jaar.",
)
NUMBERS = (
    "Foxtrot: er waren in dat jaar {{ asiel.aanvragen }} eerste aanvragen, las men toen.",
    "Whisky: een jaar eerder waren dat er {{ asiel.aanvragen.vorig }} volgens de telling.",
    'Xray: uit Eritrea kwamen er {{ asiel.aanvragen(nationaliteit="Eritrea") }} in die tijd.',
    'Yankee: uit Turkije kwamen er {{ asiel.aanvragen(nationaliteit="Turkije") }} in die tijd.',
    "Zulu: het oude cijfer was {{ asiel.oud }} volgens de bron.",
)


@pytest.fixture
def concept(asylum: Folder) -> Folder:
    """A report with a footnote, a table, a figure, numbers and yellow text, as it was handed out."""
    asylum.edition("review = true\n")
    asylum.figure("asiel/lijn", indicators=["asiel.aanvragen"], title="Lijn")
    document = new_document()
    for text in ("# Asiel", "## Instroom", *SENTENCES, *NUMBERS):
        add_paragraph(document, text)
    add_note(document, paragraph("In deze noot staat waar het over ging."))
    table = document.add_table(4, 2)
    for number, row in enumerate(table.rows):
        row.cells[0].text = f"Rij {'ABCD'[number]} van de tabel"
        row.cells[1].text = "met een cel ernaast"
    add_paragraph(document, '{{ figuur("asiel/lijn") }}')
    asylum.add("h1", document)
    asylum.document("media", "# Bericht", SENTENCES[0], SENTENCES[-2], kind="nota")
    asylum.build()
    return asylum


def returned_copy(concept: Folder, name: str) -> RemarkedFile:
    path = concept.root.parent / f"{name}.docx"
    path.write_bytes((concept.output / "rapport.docx").read_bytes())
    return RemarkedFile(path)


def comment(file: RemarkedFile) -> None:
    """Eight comments."""
    first = file.comment("Alfa:", "Te vaag.")
    file.comment("Alfa:", "Dat vind ik ook.", "Lezer Twee", reply_to=first)
    file.comment("Bravo:", "Welke gemeenten?", is_done=True)
    file.comment("In deze noot", "Noem de bron.", name=NOTES)
    file.comment("Rij A", "Klopt deze rij?")
    own = file.name_own_comment()
    file.comment("Zulu:", "Komt volgende week.", reply_to=own)
    file.comment("Charlie:", "Graag een getal erbij.")
    file.comment("Instroom", "Andere kop?")


def track(file: RemarkedFile) -> None:
    """Ten tracked changes."""
    file.insert("Delta:", " En daarna ook.")
    file.delete("Echo:", " Zij gelden twee jaar.")
    file.delete("Foxtrot:", ", las men toen")
    file.move("Golf:", "Hotel:")
    file.mark_row("Rij B", "w:del")
    file.copy_row("Rij C", "Rij nieuw")
    file.mark_row("Rij nieuw", "w:ins")
    file.add_paragraph("Een alinea die er nog niet was.", "India:")
    file.delete("Juliett:")
    file.restyle("Kilo:")
    file.mark_paragraph("Lima:", "w:del")


def type_over(file: RemarkedFile) -> None:
    """Four numbers, of which one beside a tracked change and one without its control."""
    file.retype("24.140", "24.410")
    file.retype("32.140", "32.410")
    file.retype("2.100", "2.001")
    file.drop_controls("Yankee:")
    file.retype("1.900", "1.090")


def mark(file: RemarkedFile) -> None:
    """Two texts struck through, and two with a colour behind them."""
    file.look("Nora:", "over de opvang", make("w:strike"))
    file.look("Oscar:", "in een aparte brief", make("w:dstrike"))
    file.look("Papa:", "onderzoek", make("w:highlight", val="green"))
    file.look("Quebec:", "alle", make("w:shd", val="clear", color="auto", fill="FF0000"))


def change_silently(file: RemarkedFile) -> None:
    """A text box, a figure, a header and a footer, two texts, a paragraph split and one copied."""
    file.remove_drawing()
    file.add_box("Kan dit ook in een grafiek?", "Mike:")
    file.retype("CONCEPT", "CONCEPT van de directie", HEADER)
    file.retype("nog geen update", "nog steeds geen update", "word/footer1.xml")
    file.retype("omwonenden", "alle omwonenden")
    file.remove("Sierra:")
    file.split("Tango:", " De uitkomst is openbaar.")
    file.copy_paragraph("Uniform:", "Victor:")


EXPECTED = {
    "Opmerking": 6,
    "Antwoord": 2,
    "Wijziging": 9,
    "Opmaak": 1,
    "Cijfer met de hand": 4,
    "Doorgestreept": 2,
    "Markering": 2,
    "Wijziging, niet bijgehouden": 8,
}


@pytest.fixture
def remarked(concept: Folder) -> Path:
    """A file with 34 remarks of all kinds."""
    file = returned_copy(concept, "gelezen")
    for busy in (comment, track, type_over, mark, change_silently):
        busy(file)
    return file.save()


def test_34_remarks_in_a_file_are_34_rows_of_the_work_list(concept, remarked):
    rows = worklist(concept, remarked)
    assert Counter(row["Soort"] for row in rows) == EXPECTED
    assert len(rows) == sum(EXPECTED.values()) == 34
    kept = read_csv(concept.root / "data/editions/2026/remarks.csv")
    assert Counter(remark["kind"] for remark in kept) == EXPECTED
    assert {remark["id"] for remark in kept} == {row["Kenmerk"] for row in rows}
    assert {row["Sjabloon"] for row in rows} <= {
        "templates/h1.docx",
        "Niet met zekerheid te plaatsen",
    }


def test_what_came_in_of_a_file_is_counted_against_what_is_told(concept, remarked):
    worklist(concept, remarked)
    ((*cells,),) = sheet(concept, "Ontvangen")
    notes = " ".join(cells)
    assert cells[0] == "gelezen.docx"
    assert "9 opmerkingen: 8 in de lijst, 1 van het concept zelf" in notes
    assert "12 bijgehouden wijzigingen: 12 in de lijst" in notes
    assert cells[6] == ""  # what is not read


def test_what_a_drafter_is_told_names_the_change_for_what_it_is(concept, remarked):
    rows = worklist(concept, remarked)
    said = {row["Op welke tekst"][:12]: row for row in rows}
    words = {about: row["Opmerking of nieuwe tekst"] for about, row in said.items()}
    assert words["Golf: wie ve"] == "(verplaatst)"
    assert words["Rij B van de"] == "(rij verwijderd)"
    assert words["Lima: de Kam"] == "(samengevoegd met de volgende alinea)"
    assert words["Uniform: in "] == "(gekopieerd)"
    assert words["Tango: het b"].startswith("gesplitst: Tango: het bureau was daar kort over. ¶ ")
    assert words["Nora: de mot"] == "doorgestreept: over de opvang"
    assert words["Papa: de ins"] == "gemarkeerd (groen): onderzoek"
    assert words["Figuur 1.1 L"] == "(figuur weggehaald)"
    copied, moved = said["Uniform: in "], said["Golf: wie ve"]
    assert "welke van de twee de kopie is, is niet zeker" in copied["Let op"]
    assert copied["Plaats"].endswith(", daarachter")
    assert (
        moved["Let op"]
        == "naar achter: Hotel: de terugkeer bleef moeilijk door ontbrekende papieren."
    )


def test_a_file_that_nobody_touched_asks_for_nothing_though_it_is_yellow(concept):
    assert worklist(concept, returned_copy(concept, "ongelezen").save()) == []


def test_one_who_strikes_what_another_inserted_conflicts_with_that_one(concept):
    file = returned_copy(concept, "gelezen")
    file.insert("Delta:", " En daarna ook.", "Lezer Een")
    (inserted,) = file.paragraph("Delta:").iter("{*}ins")
    (run,) = inserted
    file._delete_run(run, file.change("w:del", "Lezer Twee"))
    first, second = worklist(concept, file.save())
    assert (first["Wie"], first["Opmerking of nieuwe tekst"]) == ("Lezer Een", "En daarna ook.")
    assert (second["Wie"], second["Op welke tekst"]) == ("Lezer Twee", "En daarna ook.")
    assert second["Opmerking of nieuwe tekst"] == "(weggehaald)"
    ((_, about, sides),) = sheet(concept, "Tegenstrijdig")
    assert about.startswith("de een haalt weg wat de ander invoegde: ")
    assert (
        sides == "Lezer Een (gelezen.docx): En daarna ook.\nLezer Twee (gelezen.docx): (weggehaald)"
    )


def test_one_who_deletes_the_paragraph_that_another_changed_conflicts_with_that_one(concept):
    one, two = returned_copy(concept, "een"), returned_copy(concept, "twee")
    one.insert("Delta:", " En daarna ook.", "Lezer Een")
    two.delete("Delta:", author="Lezer Twee")
    worklist(concept, one.save(), two.save())
    ((_, about, _),) = sheet(concept, "Tegenstrijdig")
    assert about.startswith("verschillend gewijzigd")


def test_what_is_cut_and_pasted_with_tracking_is_a_move_that_is_guessed(concept):
    file = returned_copy(concept, "gelezen")
    file.delete("Golf:")
    file.add_paragraph(SENTENCES[5], "Hotel:")
    file.paragraph("Hotel:").find("{*}pPr").find("{*}rPr").clear()
    (row,) = worklist(concept, file.save())
    assert row["Opmerking of nieuwe tekst"] == "(verplaatst)"
    assert "vermoedelijk" in row["Let op"]


def test_what_was_moved_joined_or_taken_out_of_a_table_without_tracking_is_called_so(concept):
    file = returned_copy(concept, "gelezen")
    moved = file.paragraph("Charlie:")
    file.paragraph("Nora:").addnext(moved)
    row = next(file.paragraph("Rij B").iterancestors("{*}tr"))
    row.getparent().remove(row)
    second = file.paragraph("Sierra:")
    for run in file.runs("Sierra:"):
        file.paragraph("Romeo:").append(run)
    second.getparent().remove(second)
    said = {row["Op welke tekst"][:6]: row for row in worklist(concept, file.save())}
    words = {about: row["Opmerking of nieuwe tekst"] for about, row in said.items()}
    assert words["Charli"] == "(verplaatst)"
    assert words["Rij B "] == "(rij verwijderd)"
    assert words["Romeo:"].startswith("samengevoegd: Romeo: ")
    assert len(said) == 3


def without_the_concept(concept):
    """The concept is not there any more as it was built, but the project is the same."""
    for path in concept.output.glob("*.docx"):
        path.write_bytes(path.read_bytes() + b" ")


@pytest.mark.parametrize("has_controls", [True, False])
def test_a_number_beside_a_tracked_change_is_found_also_without_the_concept(concept, has_controls):
    file = returned_copy(concept, "gelezen")
    file.delete("Foxtrot:", ", las men toen")
    file.retype("24.140", "24.410")
    if not has_controls:
        file.drop_controls("Foxtrot:")
    without_the_concept(concept)
    rows = {row["Soort"]: row for row in worklist(concept, file.save())}
    assert set(rows) == {"Wijziging", "Cijfer met de hand"}
    assert rows["Cijfer met de hand"]["Opmerking of nieuwe tekst"] == "24.410"
    assert rows["Cijfer met de hand"]["Let op"] == "afgedrukt was 24.140; niet bijgehouden"


def test_of_a_number_of_an_earlier_concept_that_cannot_be_followed_the_place_is_named(concept):
    file = returned_copy(concept, "gelezen")
    file.drop_controls("Foxtrot:")
    file.retype("24.140", "24.410")
    file.save()
    concept.document("h2", "# Slot", "Een hoofdstuk erbij dat er nog niet was.")
    concept.build()
    assert worklist(concept, file.path) == []
    ((*cells,),) = sheet(concept, "Ontvangen")
    unknown = "cijfers waarvan niet na te gaan is of zij met de hand veranderd zijn"
    assert f"onder 'Instroom', alinea 22: {unknown}" in " ".join(cells)


def test_without_the_concept_a_new_box_and_a_mark_are_seen_and_our_yellow_is_not(concept):
    file = returned_copy(concept, "gelezen")
    file.add_box("Kan dit ook in een grafiek?", "Mike:")
    file.look("Papa:", "onderzoek", make("w:highlight", val="yellow"))
    without_the_concept(concept)
    rows = {row["Soort"]: row for row in worklist(concept, file.save())}
    assert set(rows) == {"Markering", "Wijziging, niet bijgehouden"}
    assert rows["Markering"]["Opmerking of nieuwe tekst"] == "gemarkeerd (geel): onderzoek"


def test_a_number_without_control_is_found_in_a_concept_that_went_round_though_the_data_changed(
    concept,
):
    assert concept.run("circulate") == 0
    file = returned_copy(concept, "gelezen")
    file.drop_controls("Foxtrot:")
    file.retype("24.140", "24.410")
    file.save()
    data = concept.root / "data/asiel/aanvragen.csv"
    data.write_text(data.read_text().replace("2025,TOTAL,24140", "2025,TOTAL,24200"))
    concept.build()
    (row,) = worklist(concept, file.path)
    assert (row["Soort"], row["Plaats"]) == ("Cijfer met de hand", "onder 'Instroom', alinea 22")
    assert row["Let op"].startswith("komt uit de data: 24.140; niet bijgehouden")
