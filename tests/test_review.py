"""Review in Word: what a concept tells its reviewers, and what comes back from them."""

import json
import re
import zipfile

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.text.run import Run

from tests.answers import BEN, EVA
from tests.conftest import add_paragraph, new_document, part, read_csv
from tests.returned import comment_on, edit, run_of, sheet, tracked, worklist

pytestmark = pytest.mark.usefixtures("blank_pages")
STALE = (
    "Oud cijfer (asiel.oud): cijfers t/m 2024, nog geen update beschikbaar. "
    "Levert: Dienst. Verwacht: t/m 2025, op 1 juli 2026."
)


@pytest.fixture
def project(asylum):
    """The asylum project with an owner and a date for what is late."""
    rows = [(2022, 90), (2023, 100), (2024, 120)]
    asylum.indicator("asiel.oud", rows, title="Oud cijfer", owner="Dienst")
    path = asylum.root / "data/asiel/catalogue.toml"
    path.write_text(
        path.read_text().replace('owner = "Dienst"', 'owner = "Dienst"\nexpected_on = 2026-07-01')
    )
    return asylum


def remarks(path):
    """The comments of a Word file, each as (author, text, the text that it is on)."""
    document = docx.Document(str(path))
    found = []
    for comment in document.comments:
        number, text, is_open = str(comment.comment_id), "", False
        for element in document.element.body.iter():
            if element.get(qn("w:id")) == number and element.tag == qn("w:commentRangeStart"):
                is_open = True
            if element.get(qn("w:id")) == number and element.tag == qn("w:commentRangeEnd"):
                break
            text += element.text or "" if is_open and element.tag == qn("w:t") else ""
        found.append((comment.author, comment.text, text.strip()))
    return found


def test_each_stale_sentence_carries_one_comment_that_says_what_it_waits_for(project):
    project.document(
        "h1",
        "# Asiel",
        "Vers {{ asiel.aanvragen }}. Oud {{ asiel.oud }} en {{ asiel.oud.vorig }}. Slot.",
    )
    assert remarks(project.build() / "rapport.docx") == [
        ("Report Builder", STALE, "Oud 120 en 100.")
    ]


def test_text_that_a_stale_figure_chose_names_that_figure(project):
    project.document(
        "h1",
        "{% if asiel.oud > asiel.oud.vorig and 1 < 2 %}Gegroeid.{% endif %} Los.",
        "{% set woord = 'meer' if asiel.oud > asiel.oud.vorig else 'minder' %}Het is {{ woord }}.",
        "{%p if not asiel.oud < asiel.oud.vorig %}",
        "Hele alinea.",
        "{%p endif %}",
    )
    found = remarks(project.build() / "rapport.docx")
    assert found == [
        ("Report Builder", STALE, text) for text in ("Gegroeid.", "Het is meer.", "Hele alinea.")
    ]


def test_a_figure_a_table_and_a_tile_carry_one_comment_each(project):
    project.figure("asiel/lijn", indicators=["asiel.oud"], title="Lijn")
    project.figure(
        "asiel/tabel", kind="table", indicators=["asiel.oud", "asiel.aanvragen"], title="Tabel"
    )
    project.figure(
        "asiel/tegels",
        kind="dashboard",
        indicators=["asiel.oud", "asiel.aanvragen"],
        title="Tegels",
    )
    calls = [
        '{{ figuur("asiel/lijn") }}',
        '{{ tabel("asiel/tabel") }}',
        '{{ figuur("asiel/tegels") }}',
    ]
    project.document("h1", "# Asiel", *calls)
    found = remarks(project.build() / "rapport.docx")
    assert [text for _, _, text in found] == ["Figuur 1.1 Lijn", "Tabel 1.1 Tabel", "Oud cijfer"]
    assert {text for _, text, _ in found} == {STALE}


def test_a_table_of_the_template_tells_each_figure_once_at_its_first_row(project):
    document = new_document()
    table = document.add_table(3, 3)
    texts = [
        "jaar",
        "oud",
        "nieuw",
        "nu",
        "{{ asiel.oud }}",
        "{{ asiel.aanvragen }}",
        "toen",
        "{{ asiel.oud.vorig }}",
        "x",
    ]
    for cell, text in zip((cell for row in table.rows for cell in row.cells), texts, strict=True):
        cell.paragraphs[0].text = text
    project.add("h1", document)
    assert remarks(project.build() / "rapport.docx") == [("Report Builder", STALE, "120")]


def test_comments_of_drafters_and_of_the_program_have_ids_of_their_own_and_the_definitive_release_has_none(
    project,
):
    document = new_document()
    add_paragraph(document, "# Asiel")
    add_paragraph(document, "Oud {{ asiel.oud }}.")
    document.add_comment(
        document.paragraphs[1].runs, text="Nog nagaan", author="Redactie", initials="R"
    )
    for name in ("h1", "h2"):
        project.add(name, document)
    project.add("nota", document, kind="nota")
    project.edition(
        '[[accepted_stale]]\nindicator = "asiel.oud"\nreason = "Later."\ndecided_on = 2026-05-01\n'
    )
    concept = project.build()
    for name, count in (("rapport", 4), ("kamerstuk", 6), ("nota", 2)):
        ids = re.findall(
            r'<w:comment [^>]*w:id="(\d+)"', part(concept / f"{name}.docx", "word/comments.xml")
        )
        assert len(ids) == len(set(ids)) == count
        body = part(concept / f"{name}.docx", "word/document.xml")
        for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            assert sorted(re.findall(rf'<w:{mark} w:id="(\d+)"', body)) == sorted(ids)
    assert any(
        "Mag oud in de definitieve versie." in text
        for _, text, _ in remarks(concept / "rapport.docx")
    )
    assert project.run("build", "--release", "definitief") == 1
    del document.element.body[1:-1]
    add_paragraph(document, "Oud {{ asiel.oud }}.")
    for name, kind in (("h1", "chapter"), ("h2", "chapter"), ("nota", "nota")):
        project.add(name, document, kind)
    assert project.run("build", "--release", "definitief") == 0
    for path in (project.root / "output/2026/definitief").glob("*.docx"):
        with zipfile.ZipFile(path) as opened:
            assert not any(
                b"Nog nagaan" in opened.read(name) or "comments" in name
                for name in opened.namelist()
            )


@pytest.fixture
def concept(project, tmp_path):
    """A built report of two chapters, and copies of it to be edited: `copy("naam")`."""
    project.figure(
        "asiel/tabel", kind="table", indicators=["asiel.aanvragen"], since=2024, title="Aanvragen"
    )
    project.document(
        "h1",
        "# Asiel",
        "## Instroom",
        "Er waren {{ asiel.aanvragen }} eerste aanvragen. Dat is een {{ asiel.aanvragen|verandering }}.",
        "Het oude cijfer is {{ asiel.oud }}.",
        "{%p for p in asiel.aanvragen.top(2, 'nationaliteit') %}",
        "Uit {{ p.naam }} kwamen {{ p.waarde }} mensen.",
        "{%p endfor %}",
        '{{ tabel("asiel/tabel") }}',
        "Het beleid is in dat jaar niet veranderd.",
    )
    project.document(
        "h2",
        "# Slot",
        "Tot besluit nog een zin over het vervolg.",
        "De laatste zin van het rapport.",
        "Nog een zin. En een zin erbij.",
    )
    output = project.build()

    def copy(name):
        path = tmp_path / f"{name}.docx"
        path.write_bytes((output / "rapport.docx").read_bytes())
        return path

    project.copy = copy
    return project


def test_a_file_that_nobody_touched_asks_for_nothing(concept):
    assert worklist(concept, concept.copy("ongelezen")) == []


def test_a_comment_is_laid_on_its_template_and_paragraph(concept):
    path = concept.copy("gelezen")
    comment_on(path, "Tot besluit", "Te vaag.", "Lezer Een")
    (row,) = worklist(concept, path)
    assert (row["Sjabloon"], row["Plaats"]) == ("templates/h2.docx", "onder 'Slot', alinea 1")
    assert (row["Soort"], row["Wie"]) == ("Opmerking", "Lezer Een")
    assert row["Opmerking of nieuwe tekst"] == "Te vaag."
    assert row["Op welke tekst"] == "Tot besluit nog een zin over het vervolg."
    assert row["Let op"] == ""


def test_a_paragraph_of_a_loop_and_a_row_of_a_table_are_laid_on_the_tag_that_makes_them(concept):
    path = concept.copy("gelezen")
    document = docx.Document(str(path))
    for paragraph in document.element.body.iter(qn("w:p")):
        text = "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
        if text.startswith("Uit Eritrea") or text == "Eerste aanvragen":
            run = next(paragraph.iter(qn("w:r")))
            comment = document.add_comment(Run(run, document), text=text, author="Lezer")
            assert comment is not None
    document.save(str(path))
    places = {row["Opmerking of nieuwe tekst"]: row["Plaats"] for row in worklist(concept, path)}
    assert places["Uit Eritrea kwamen 2.100 mensen."] == "onder 'Instroom', alinea 4"
    assert places["Eerste aanvragen"] == "onder 'Instroom', alinea 6, rij 2"


def test_a_tracked_change_is_told_with_who_and_when_and_what_it_was(concept):
    path = concept.copy("gelezen")
    old = "Het beleid is in dat jaar niet veranderd."
    edit(path, (run_of(old), tracked(old, "Het beleid is in dat jaar wel veranderd.", "Lezer Een")))
    (row,) = worklist(concept, path)
    assert (row["Soort"], row["Wie"], row["Wanneer"]) == (
        "Wijziging",
        "Lezer Een",
        "02-05-2026 10:30",
    )
    assert row["Op welke tekst"] == old
    assert row["Opmerking of nieuwe tekst"] == "Het beleid is in dat jaar wel veranderd."
    assert row["Plaats"] == "onder 'Instroom', alinea 7"


def test_a_paragraph_that_was_put_in_is_told_at_the_one_before_it(concept):
    path = concept.copy("gelezen")
    old = run_of("De laatste zin van het rapport.")
    edit(path, (f"{old}</w:p>", f"{old}</w:p><w:p>{tracked('', 'Een zin erbij.', 'Lezer')}</w:p>"))
    (row,) = worklist(concept, path)
    assert (row["Plaats"], row["Op welke tekst"]) == (
        "onder 'Slot', alinea 2, daarachter",
        "(nieuw)",
    )
    assert row["Opmerking of nieuwe tekst"] == "Een zin erbij."


@pytest.mark.parametrize(
    "has_keys", [True, False], ids=["as Word", "as LibreOffice, which drops the tags of controls"]
)
@pytest.mark.parametrize("is_tracked", [True, False])
def test_a_number_that_was_altered_must_be_changed_in_the_data(concept, has_keys, is_tracked):
    path = concept.copy("gelezen")
    edit(
        path,
        (
            run_of("24.140"),
            tracked("24.140", "24.410", "Lezer") if is_tracked else run_of("24.410"),
        ),
    )
    if not has_keys:
        edit(
            path,
            *[
                (tag, "")
                for tag in re.findall(r'<w:tag w:val="[^"]*"/>', part(path, "word/document.xml"))
            ],
        )
    (row,) = worklist(concept, path)
    assert row["Soort"] == "Cijfer met de hand"
    assert row["Op welke tekst"] == "Er waren 24.140 eerste aanvragen."
    assert row["Opmerking of nieuwe tekst"] == "Er waren 24.410 eerste aanvragen."
    assert row["Let op"] == "komt uit de data: 24.140" + (
        "" if is_tracked else "; niet bijgehouden"
    )
    assert row["Wat te doen"].startswith("niet overtypen")
    assert row["Wie"] == ("Lezer" if is_tracked else "niet bekend")


def test_what_was_changed_without_tracking_is_seen(concept):
    path = concept.copy("gelezen")
    gone = re.search(
        r"<w:p>(?:(?!<w:p>).)*De laatste zin.*?</w:p>", part(path, "word/document.xml")
    )[0]
    edit(path, ("niet veranderd", "zeker veranderd"), (gone, ""))
    first, second = worklist(concept, path)
    assert first["Soort"] == second["Soort"] == "Wijziging, niet bijgehouden"
    assert first["Opmerking of nieuwe tekst"] == "Het beleid is in dat jaar zeker veranderd."
    assert (second["Op welke tekst"], second["Opmerking of nieuwe tekst"]) == (
        "De laatste zin van het rapport.",
        "(weggehaald)",
    )


THREADS = (
    '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:commentEx w15:paraId="00000A01" w15:done="0"/>'
    '<w15:commentEx w15:paraId="00000A02" w15:paraIdParent="00000A01" w15:done="1"/></w15:commentsEx>'
)


def test_our_own_comments_are_no_remarks_but_answers_to_them_are(concept):
    path = concept.copy("gelezen")
    comment_on(path, "Het oude cijfer", "Komt volgende week.", "Dienst")
    document = docx.Document(str(path))
    own, reply = sorted(document.comments, key=lambda comment: comment.author == "Dienst")
    for comment, name in ((own, "00000A01"), (reply, "00000A02")):
        comment._comment_elm.p_lst[-1].set(
            "{http://schemas.microsoft.com/office/word/2010/wordml}paraId", name
        )
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    uri = PackURI("/word/commentsExtended.xml")
    extended = Part(
        uri, "application/vnd.ms-word.commentsExtended+xml", THREADS.encode(), document.part.package
    )
    document.part.relate_to(extended, kind)
    document.save(str(path))
    (row,) = worklist(concept, path)
    assert (row["Soort"], row["Opmerking of nieuwe tekst"]) == ("Antwoord", "Komt volgende week.")
    assert row["Let op"].startswith(
        "in Word als afgehandeld gemarkeerd; antwoord op: Oud cijfer (asiel.oud)"
    )


def test_one_of_our_comments_that_was_rewritten_is_a_remark(concept):
    path = concept.copy("gelezen")
    edit(path, ("1 juli 2026", "1 oktober 2026"), name="word/comments.xml")
    (row,) = worklist(concept, path)
    assert row["Opmerking of nieuwe tekst"].endswith("op 1 oktober 2026.")


def test_two_reviewers_who_change_a_paragraph_differently_are_told_of(concept):
    paths = [concept.copy("een"), concept.copy("twee"), concept.copy("drie")]
    old = "Tot besluit nog een zin over het vervolg."
    for path, new, author in zip(
        paths, ("Tot slot.", "Ten slotte.", "Tot slot."), "ABC", strict=True
    ):
        edit(path, (run_of(old), tracked(old, new, f"Lezer {author}")))
    assert len(worklist(concept, *paths)) == 3
    ((place, about, sides),) = sheet(concept, "Tegenstrijdig")
    assert place == "templates/h2.docx: onder 'Slot', alinea 1"
    assert about == f"verschillend gewijzigd: {old}"
    assert (
        sides
        == "Lezer A (een.docx): Tot slot.\nLezer B (twee.docx): Ten slotte.\nLezer C (drie.docx): Tot slot."
    )
    worklist(concept, paths[0], paths[2])
    with pytest.raises(ValueError, match="not enough"):
        sheet(concept, "Tegenstrijdig")


def test_changes_of_different_sentences_of_a_paragraph_do_not_clash(concept):
    whole = run_of("Nog een zin. En een zin erbij.")
    first, second = concept.copy("een"), concept.copy("twee")
    edit(
        first,
        (whole, tracked("Nog een zin.", "Een zin.", "Lezer A") + run_of(" En een zin erbij.")),
    )
    edit(
        second,
        (whole, run_of("Nog een zin. ") + tracked("En een zin erbij.", "En nog een.", "Lezer B")),
    )
    rows = worklist(concept, first, second)
    assert [row["Op welke tekst"] for row in rows] == ["Nog een zin.", "En een zin erbij."]
    with pytest.raises(ValueError, match="not enough"):
        sheet(concept, "Tegenstrijdig")


def test_what_stands_in_several_copies_is_told_once(concept):
    path = concept.copy("een")
    comment_on(path, "Tot besluit", "Te vaag.", "Lezer")
    (copied := path.with_name("kopie.docx")).write_bytes(path.read_bytes())
    (row,) = worklist(concept, path, copied)
    assert row["Bestand"] == "een.docx, kopie.docx"


def saved(project, name, status, remark="", **changes):
    """A file that a reviewer saved on the review page."""
    rows = read_csv(project.output / "numbers.csv")
    key = next(row["key"] for row in rows if row["text"] == "24.140")
    version = re.search(
        r"versie (\w{7})", part(project.output / "rapport.docx", "word/header1.xml")
    )[1]
    item = {
        "key": key,
        "kind": "number",
        "place": "h1: onder 'Instroom', alinea 1",
        "text": "24.140",
    }
    content = {
        "format": "report-builder-review/1",
        "edition": "2026",
        "version": version,
        "reviewer": name,
        "saved": "2026-05-03T09:00:00Z",
        "items": [item | {"status": status, "remark": remark}],
    }
    path = project.root.parent / f"{name}-{changes.get('saved', '')[:10]}.json"
    path.write_text(json.dumps(content | changes))
    return path


def test_statuses_of_the_review_page_come_into_the_same_list(concept):
    path = saved(concept, "Eva", "niet akkoord", "Vorige keer stond hier iets anders.")
    (row,) = worklist(concept, path)
    assert (row["Sjabloon"], row["Plaats"]) == ("templates/h1.docx", "onder 'Instroom', alinea 1")
    assert row["Opmerking of nieuwe tekst"] == "niet akkoord: Vorige keer stond hier iets anders."
    assert (row["Soort"], row["Wie"], row["Op welke tekst"]) == ("Oordeel", "Eva", "24.140")
    assert worklist(concept, saved(concept, "Eva", "akkoord")) == []
    assert worklist(concept, saved(concept, "Eva", "te beoordelen")) == []


def test_a_paragraph_that_was_judged_is_found_by_its_text_and_else_by_its_place(concept):
    text = "Het beleid is in dat jaar niet veranderd."
    item = {"key": "h1/0123456789", "kind": "paragraph", "status": "niet akkoord", "remark": ""}
    known = item | {"place": "h1: onder 'Instroom', alinea 9", "text": text}
    gone = item | {
        "key": "h2/1",
        "place": "h2: onder 'Slot', alinea 1",
        "text": "Deze tekst staat er niet meer.",
    }
    lost = item | {"key": "h7/1", "place": "h7: onder 'Weg', alinea 1", "text": "Deze evenmin."}
    first, second, third = worklist(concept, saved(concept, "Eva", "", items=[known, gone, lost]))
    assert (first["Plaats"], first["Let op"]) == ("onder 'Instroom', alinea 7", "")
    assert (second["Plaats"], second["Let op"]) == (
        "onder 'Slot', alinea 1",
        "de plaats is niet zeker: de tekst is veranderd",
    )
    assert (
        third["Plaats"]
        == "niet met zekerheid te plaatsen; op de reviewpagina: h7: onder 'Weg', alinea 1"
    )


def test_agreed_against_not_agreed_is_a_conflict_and_of_one_reviewer_the_last_counts(concept):
    files = [
        saved(concept, "Eva", "niet akkoord", browser=EVA),
        saved(concept, "Ben", "akkoord", browser=BEN),
    ]
    worklist(concept, *files)
    ((_, about, sides),) = sheet(concept, "Tegenstrijdig")
    assert about == "akkoord tegenover niet akkoord: 24.140"
    assert sides == "Eva (Eva-.json): niet akkoord\nBen (Ben-.json): akkoord"
    later = saved(concept, "Eva", "akkoord", saved="2026-05-09T09:00:00Z", browser=EVA)
    assert worklist(concept, later, *files) == []


def test_a_remark_on_an_earlier_concept_says_so_and_whether_the_text_is_another_now(concept):
    path = concept.copy("oud")
    comment_on(path, "Tot besluit", "Te vaag.", "Lezer")
    comment_on(path, "Het beleid", "Waarom niet?", "Lezer")
    edit(path, (run_of("24.140"), run_of("24.410")))
    template = docx.Document(str(concept.root / "templates/h1.docx"))
    (changed,) = [p for p in template.paragraphs if p.text.startswith("Het beleid")]
    changed.runs[0].text = "Het beleid is in dat jaar sterk veranderd."
    template.save(str(concept.root / "templates/h1.docx"))
    concept.build()
    number, policy, end = worklist(concept, path)
    assert re.fullmatch(
        r"bij versie \w{7}, niet bij de nieuwste \(\w{7}\); deze tekst is sindsdien gelijk",
        end["Let op"],
    )
    assert policy["Let op"].endswith("deze tekst is sindsdien veranderd")
    assert policy["Plaats"] == "onder 'Instroom', alinea 7"
    assert number["Soort"] == "Cijfer met de hand"
    assert number["Let op"].startswith("afgedrukt was 24.140; niet bijgehouden")


def test_what_cannot_be_placed_says_where_it_stands_in_its_own_file(concept):
    path = concept.copy("gelezen")
    document = docx.Document(str(path))
    added = document.add_paragraph(
        "Hier staat iets geheel nieuws dat nergens op lijkt, zonder bijhouden."
    )
    document.add_comment(added.runs, text="Mijn voorstel", author="Lezer")
    document.save(str(path))
    rows = worklist(concept, path)
    assert {row["Sjabloon"] for row in rows} == {"Niet met zekerheid te plaatsen"}
    assert {row["Plaats"] for row in rows} == {
        "niet met zekerheid te plaatsen; in het bestand onder 'Slot', alinea 4"
    }
    assert [row["Soort"] for row in rows] == ["Opmerking", "Wijziging, niet bijgehouden"]


BAD = [
    ("stuk.docx", b"PK\x03\x04 niet echt", "stuk.docx:1: error: het bestand is beschadigd"),
    ("stuk.json", b'{"format": ', "stuk.json:1: error: geen leesbaar reviewbestand"),
    ("ander.json", b'{"format": "iets"}', "ander.json:1: error: geen reviewbestand"),
    (
        "editie.json",
        b'{"format": "report-builder-review/1", "edition": "2031", "items": []}',
        "editie.json:1: error: dit reviewbestand hoort bij een andere editie dan 2026",
    ),
    (
        "oordeel.json",
        b'{"format": "report-builder-review/1", "edition": "2026", "items": [{"status": "mooi"}]}',
        "oordeel.json:1: error: onderdeel 1 van 'items' heeft een onbekend oordeel",
    ),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_is_told_of_and_hinders_no_other(concept, capsys, name, data, message):
    good, bad = concept.copy("goed"), concept.root.parent / name
    comment_on(good, "Tot besluit", "Te vaag.", "Lezer")
    bad.write_bytes(data)
    (row,) = worklist(concept, bad, good, status=1)
    assert row["Opmerking of nieuwe tekst"] == "Te vaag."
    assert message in capsys.readouterr().err
    unread = {row[0]: row[6] for row in sheet(concept, "Ontvangen")}
    assert unread["goed.docx"] == ""
    assert unread[name] != ""


def test_when_no_file_can_be_read_the_work_list_stays_as_it_was(concept):
    good, bad = concept.copy("goed"), concept.root.parent / "stuk.json"
    comment_on(good, "Tot besluit", "Te vaag.", "Lezer")
    bad.write_bytes(b"{")
    before = worklist(concept, good)
    assert worklist(concept, bad, status=1) == before


def test_a_file_of_others_is_refused_and_a_file_that_is_not_there_is_wrong_usage(concept, capsys):
    other = new_document()
    for number in range(5):
        add_paragraph(other, f"Dit is alinea {number} van een verslag over iets heel anders.")
    other.save(str(path := concept.root.parent / "verslag.docx"))
    assert concept.run("review", str(path)) == 1
    assert "verslag.docx:1: error: dit is geen concept van Rapport 2026" in capsys.readouterr().err
    assert concept.run("review", str(path.with_name("weg.docx"))) == 2


def test_names_of_reviewers_stand_in_the_work_list_and_nowhere_else(concept, capsys):
    path = concept.copy("gelezen")
    comment_on(path, "Tot besluit", "Te vaag.", "Verzonnen Lezer")
    capsys.readouterr()
    worklist(concept, path, saved(concept, "Bedachte Beoordelaar", "niet akkoord"))
    told = capsys.readouterr()
    files = {file.name: file for file in concept.root.rglob("*") if file.is_file()}
    page = files["opmerkingen.html"].read_text()
    for name in ("Verzonnen Lezer", "Bedachte Beoordelaar"):
        assert name in page
        assert name not in told.out + told.err
    assert "Deze lijst is intern" in page
    concept.build()
    files_built = [file for file in concept.output.rglob("*") if file.is_file()]
    assert not [file for file in files_built if b"Verzonnen Lezer" in file.read_bytes()]
