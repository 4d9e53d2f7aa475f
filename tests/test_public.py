"""The public set: nothing in it tells who worked on it, however it came there."""

import io
import json
import zipfile

import docx
import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from PIL import Image, PngImagePlugin

from tests.conftest import add_paragraph, new_document, texts

SETTINGS = """
[[addressees]]
id = "tk"
name = "De voorzitter van de Tweede Kamer"
[[addressees]]
id = "ek"
name = "De voorzitter van de Eerste Kamer"
[[signatories]]
role = "De Minister"
name = "N. Bewindspersoon"
[personal.behandelaar]
naam = "Noor Verzonnen-Achternaam"
telefoon = "070-1234567"
email = "n.verzonnen@example.org"
kamers = ["N 04.17", "N 04.18"]
"""
NAME, PHONE, MAIL = "Noor Verzonnen-Achternaam", "070-1234567", "n.verzonnen@example.org"
TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
GROUND = "[Woo 5.1.2.e]"


@pytest.fixture
def project(asylum):
    """A report of one chapter, a letter to two houses, and a nota with personal data."""
    asylum.edition(SETTINGS)
    asylum.figure("asiel/per_maand", indicators=["asiel.maand"], title="Per maand")
    asylum.document(
        "h1",
        "# Asiel",
        "Er waren {{ asiel.aanvragen }} aanvragen.",
        '{{ figuur("asiel/per_maand") }}',
    )
    asylum.document(
        "kamerbrief",
        "Aan {{ geadresseerde.naam }}",
        "{% for o in editie.ondertekenaars %}{{ o.naam }}{% endfor %}",
        kind="letter",
    )
    asylum.document("nota", *NOTA, kind="nota")
    return asylum


NOTA = (
    "Contact: {{ persoon.behandelaar.naam }}",
    "{{ persoon.behandelaar.telefoon }}, {{ persoon.behandelaar.email }}",
    "{%p for k in persoon.behandelaar.kamers %}",
    "Kamer {{ k }}",
    "{%p endfor %}",
)


def released(project):
    assert project.run("build", "--release", "definitief") == 0
    return project.root / "output/2026/definitief"


def refused(project, capsys) -> str:
    """What is said when the definitive release is refused; nothing is left behind."""
    assert project.run("build", "--release", "definitief") == 1
    assert not (project.root / "output").exists() or not any(
        (project.root / "output/2026").iterdir()
    )
    assert not (project.root / "data/published").exists()
    return capsys.readouterr().err


def edited(project, change, name: str = "nota") -> None:
    """Change a template of the project by hand."""
    path = project.root / f"templates/{name}.docx"
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))


def test_the_set_holds_report_letters_and_nota_and_the_manifest_knows_them(project):
    output = released(project)
    names = ["kamerbrief-ek", "kamerbrief", "nota", "rapport"]
    expected = sorted(
        [*(f"{name}.{kind}" for name in names for kind in ("docx", "pdf")), "rapport.html"]
    )
    found = (path for path in (output / "openbaar").iterdir() if path.is_file())
    assert sorted(path.name for path in found) == expected
    data = ["asiel-per_maand.csv", "datapackage.json", "numbers.csv"]
    expected = sorted([*expected, *(f"open-data/{name}" for name in data)])
    listed = json.loads((output / "manifest.json").read_text())["files"]
    assert [
        name.removeprefix("openbaar/") for name in listed if name.startswith("openbaar/")
    ] == expected


def test_the_ground_stands_where_personal_data_were_and_the_signatory_stays(project):
    output = released(project)
    assert texts(output / "nota.docx") == [
        f"Contact: {NAME}",
        f"{PHONE}, {MAIL}",
        "Kamer N 04.17",
        "Kamer N 04.18",
    ]
    assert texts(output / "openbaar/nota.docx") == [
        f"Contact: {GROUND}",
        f"{GROUND}, {GROUND}",
        f"Kamer {GROUND}",
        f"Kamer {GROUND}",
    ]
    assert "N. Bewindspersoon" in texts(output / "openbaar/kamerbrief.docx")
    with pikepdf.open(output / "openbaar/nota.pdf") as pdf:
        assert len(pdf.pages) == 1


def test_what_holds_no_personal_data_is_the_same_file(project):
    output = released(project)
    for name in (
        "rapport.docx",
        "rapport.pdf",
        "rapport.html",
        "kamerbrief.pdf",
        "kamerbrief-ek.docx",
    ):
        assert (output / name).read_bytes() == (output / "openbaar" / name).read_bytes(), name


def test_the_open_data_go_out_as_they_are_and_are_searched_with_the_rest(project, capsys):
    output = released(project)
    for file in (output / "open-data").iterdir():
        assert file.read_bytes() == (output / "openbaar/open-data" / file.name).read_bytes()
    catalogue = project.root / "data/asiel/catalogue.toml"
    catalogue.write_text(catalogue.read_text().replace('"maand"', f'"Maand, volgens {NAME}"'))
    assert project.run("build", "--release", "definitief") == 1
    said = capsys.readouterr().err
    assert "openbaar/open-data/asiel-per_maand.csv:regel 2: error: bevat personal." in said


def test_a_concept_has_no_public_set(project):
    assert not (project.build() / "openbaar").exists()


def test_an_edition_without_personal_data_has_a_public_set_all_the_same(project):
    project.edition(SETTINGS.partition("[personal")[0])
    project.document("nota", "Zonder namen.", kind="nota")
    assert texts(released(project) / "openbaar/nota.docx") == ["Zonder namen."]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (f"Vraag het aan {NAME}.", "naam"),
        ("NOOR VERZONNEN ACHTERNAAM", "naam"),
        ("noor  verzonnen - achternaam", "naam"),
        ("Verzonnen-Achternaam, Noor", "naam"),
        ("N o o r V e r z o n n e n-A c h t e r n a a m", "naam"),
        ("Noor Verz\u00adonnen\u2011Achternaam", "naam"),
        ("zie noor_verzonnen_achternaam.docx", "naam"),
        ("ContactpersoonNoor Verzonnen-AchternaamTelefoon", "naam"),
        ("bel 0701234567", "telefoon"),
        ("bel (070) 123 45 67", "telefoon"),
        ("bel +31 70 123 45 67", "telefoon"),
        ("bel +31 (0)70 - 123 4567", "telefoon"),
        ("bel 0031701234567", "telefoon"),
        ("tel:+31701234567", "telefoon"),
        ("bel 70 1234567", "telefoon"),
        ("N.Verzonnen@Example.org", "email"),
        ("n.verzonnen [at] example.org", "email"),
        ("n . verzonnen @ example . org", "email"),
        ("account n.verzonnen", "email"),
        ("Kamer n-04-18", "kamers"),
    ],
)
def test_a_personal_datum_typed_by_hand_refuses_the_set_in_whatever_form(
    project, capsys, text, key
):
    project.document("nota", *NOTA, text, kind="nota")
    told = refused(project, capsys)
    assert (
        f"output/2026/definitief/openbaar/nota.docx:word/document.xml, alinea 5: error: bevat personal.behandelaar.{key}"
        in told
    )
    assert "output/2026/definitief/openbaar/nota.pdf:pagina 1: error: bevat personal" in told
    assert "schrijf {{ persoon." in told


def test_what_only_looks_like_it_does_not_refuse_the_set(project):
    looks_like_it = (
        "Noordelijke Verzonnen",
        "Verzonnen en Achternaam",
        "12.345.670 en 701.234.567",
        "1070123456789",
    )
    project.document("nota", *NOTA, *looks_like_it, kind="nota")
    released(project)


def in_runs(document):
    paragraph = document.add_paragraph("Met dank aan Noor Ver")
    paragraph.add_run("zonnen").bold = True
    paragraph.add_run("-Achternaam.")


def in_a_footer(document):
    document.sections[0].footer.paragraphs[0].text = NAME


def in_a_link(document):
    identity = document.part.relate_to(
        "mailto:n.verzonnen%40example.org", RT.HYPERLINK, is_external=True
    )
    link = docx.oxml.OxmlElement("w:hyperlink")
    link.set(qn("r:id"), identity)
    paragraph = document.add_paragraph("Schrijf ")
    link.append(paragraph.add_run("ons")._r)
    paragraph._p.append(link)


def in_an_alternative_text(document):
    picture(document, png())
    next(document.element.body.iter(qn("wp:docPr"))).set("descr", f"Foto van {NAME}")


def in_two_cells(document):
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Noor", "Verzonnen-Achternaam"


def in_hidden_text(document):
    document.add_paragraph("x").add_run(NAME).font.hidden = True


def in_a_style(document):
    document.styles.add_style(f"Stijl {NAME}", 1)


def in_an_attachment(document):
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("docProps/core.xml", f"<c><creator>{NAME}</creator></c>")
    part = Part(
        PackURI("/word/embeddings/bijlage.xlsx"),
        "application/x-xlsx",
        workbook.getvalue(),
        document.part.package,
    )
    picture(document, png())
    link = docx.oxml.OxmlElement("a:hlinkClick")
    link.set(qn("r:id"), document.part.relate_to(part, RT.PACKAGE))
    next(document.element.body.iter(qn("wp:docPr"))).append(link)


def in_a_drawing(document):
    document.add_paragraph("Zie: ")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><metadata>{NAME}</metadata></svg>'
    part = Part(
        PackURI("/word/media/tekening.svg"), "image/svg+xml", svg.encode(), document.part.package
    )
    picture(document, png())
    blip = next(document.element.body.iter(qn("a:blip")))
    blip.set(qn("r:link"), document.part.relate_to(part, RT.IMAGE))


def png(**told: str) -> bytes:
    about = PngImagePlugin.PngInfo()
    for key, value in told.items():
        about.add_text(key, value, zip=True)
    made = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(made, "PNG", pnginfo=about)
    return made.getvalue()


def jpeg(**tags: object) -> bytes:
    exif = Image.Exif()
    for tag, value in tags.items():
        exif[int(tag.removeprefix("tag"), 16)] = value
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(made, "JPEG", exif=exif, comment=NAME.encode())
    return made.getvalue()


def picture(document, data: bytes) -> None:
    document.add_paragraph().add_run().add_picture(io.BytesIO(data))
    next(document.element.body.iter(qn("wp:docPr"))).set("descr", "Een blauw vlak")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (in_runs, "word/document.xml, alinea 5"),
        (in_a_footer, "word/footer"),
        (in_a_link, "word/_rels/document.xml.rels, Relationship, eigenschap Target"),
        (in_an_alternative_text, "word/document.xml, docPr, eigenschap descr"),
        (in_two_cells, "word/document.xml, alinea 6"),
        (in_a_style, "word/styles.xml, style, eigenschap styleId"),
        (in_an_attachment, "word/embeddings/bijlage.xlsx › docProps/core.xml"),
        (in_a_drawing, "word/media/"),
    ],
)
def test_a_name_does_not_slip_through_in(project, capsys, change, place):
    edited(project, change)
    told = refused(project, capsys)
    assert f"output/2026/definitief/openbaar/nota.docx:{place}" in told


def in_properties(document):
    core = document.core_properties
    core.author = core.last_modified_by = core.keywords = core.comments = core.category = (
        core.subject
    ) = NAME


def in_a_comment_without_a_place(document):
    """A comment whose marks were taken out of the text: Word does not show it any more."""
    document.add_comment(
        document.paragraphs[0].runs, text=f"{NAME}: klopt dit?", author=NAME, initials="NVA"
    )
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in list(document.element.body.iter(qn(f"w:{name}"))):
            mark.getparent().remove(mark)


def in_other_parts(document):
    people = "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"
    custom = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    package, xml = document.part.package, f"<x><y>{NAME}</y></x>".encode()
    document.part.relate_to(
        Part(PackURI("/word/people.xml"), people, xml, package),
        "http://schemas.microsoft.com/office/2011/relationships/people",
    )
    document.part.relate_to(
        Part(PackURI("/customXml/item1.xml"), "application/xml", xml, package), RT.CUSTOM_XML
    )
    package.relate_to(
        Part(PackURI("/docProps/custom.xml"), custom, xml, package), RT.CUSTOM_PROPERTIES
    )
    package.relate_to(
        Part(PackURI("/docProps/app.xml"), "application/xml", xml, package), RT.EXTENDED_PROPERTIES
    )


def in_settings(document):
    root = document.settings.element
    variables = docx.oxml.OxmlElement("w:docVars")
    variable = docx.oxml.OxmlElement("w:docVar")
    variable.set(qn("w:name"), "auteur")
    variable.set(qn("w:val"), NAME)
    variables.append(variable)
    root.append(variables)
    attached = docx.oxml.OxmlElement("w:attachedTemplate")
    attached.set(
        qn("r:id"),
        document.part._settings_part.relate_to(
            f"file:///C:/{NAME}.dotm", TEMPLATE, is_external=True
        ),
    )
    root.append(attached)


def in_a_png(document):
    picture(document, png(Author=NAME))


def in_a_jpeg(document):
    picture(document, jpeg(tag13b=NAME, tag9c9d=NAME.encode("utf-16-le")))


LEFT_BY_PROGRAMS = [
    in_properties,
    in_a_comment_without_a_place,
    in_other_parts,
    in_settings,
    in_a_png,
    in_a_jpeg,
    in_hidden_text,
]


def test_what_word_and_cameras_keep_of_people_is_gone_from_the_definitive_release(project):
    for change in LEFT_BY_PROGRAMS:
        edited(project, change)
    output = released(project)
    with zipfile.ZipFile(output / "openbaar/nota.docx") as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    for name, data in held.items():
        assert NAME.encode() not in data, name
        assert NAME.encode("utf-16-le") not in data, name
    assert not [
        name
        for name in held
        if "comment" in name or "people" in name or "custom" in name or "app.xml" in name
    ]


def test_a_picture_that_was_turned_stays_turned(project):
    edited(project, lambda document: picture(document, jpeg(tag112=6, tag13b=NAME)))
    with zipfile.ZipFile(released(project) / "nota.docx") as opened:
        data = next(opened.read(name) for name in opened.namelist() if name.endswith(".jpg"))
    with Image.open(io.BytesIO(data)) as image:
        assert dict(image.getexif()) == {0x0112: 6}
        assert image.size == (40, 20)


def test_a_refused_set_leaves_the_release_before_it_as_it_was(project, capsys):
    output = released(project)
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    project.document("nota", *NOTA, NAME, kind="nota")
    assert project.run("build", "--release", "definitief") == 1
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before


def test_a_name_in_the_report_itself_refuses_the_set_in_every_form_of_it(project, capsys):
    project.document("h1", "# Asiel", f"Met dank aan {NAME}.")
    told = refused(project, capsys)
    for name in ("rapport.docx", "rapport.pdf", "rapport.html"):
        assert f"openbaar/{name}:" in told


def test_a_short_name_is_looked_for_as_a_whole_word_as_it_is_written(project, capsys):
    project.edition(SETTINGS + 'voornaam = "Jan"\nparaaf = "N"\n')
    project.document("nota", *NOTA, "In januari en op 3 jan 2026 kwam Janneke langs.", kind="nota")
    assert project.run("build", "--release", "definitief") == 0
    warned = capsys.readouterr().err
    assert "data/editions/2026.toml:1: warning: personal.behandelaar.paraaf is te kort" in warned
    project.document("nota", *NOTA, "Vraag het Jan.", kind="nota")
    assert project.run("build", "--release", "definitief") == 1
    assert "bevat personal.behandelaar.voornaam nog" in capsys.readouterr().err


def test_comments_in_templates_stop_the_definitive_release_and_hinder_no_concept(project, capsys):
    edited(
        project,
        lambda document: document.add_comment(
            document.paragraphs[0].runs, text="Klopt dit?", author="R"
        ),
    )
    assert project.run("check", "--release", "definitief") == 1
    assert project.run("build", "--release", "definitief") == 1
    assert (
        "templates/nota.docx:voor de eerste kop, alinea 1: error: opmerking: 'Klopt dit?'; zij staat nog in het "
        "sjabloon (verwerk haar, en haal haar in Word weg)" in capsys.readouterr().err
    )
    assert not (project.root / "output").exists()
    assert project.run("check") == 0
    assert "opmerking" not in capsys.readouterr().err


def test_a_picture_without_metadata_is_no_hindrance(project):
    document = new_document()
    add_paragraph(document, "Zonder gegevens")
    picture(document, png())
    project.add("nota", document, kind="nota")
    assert "Zonder gegevens" in texts(released(project) / "openbaar/nota.docx")


def in_a_gif(document):
    made = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(made, "GIF", comment=b"Een onschuldige tekst")
    picture(document, made.getvalue())


def test_a_picture_that_can_hide_a_text_refuses_the_set_and_says_what_to_do(project, capsys):
    edited(project, in_a_gif)
    told = refused(project, capsys)
    assert "niet te doorzoeken op persoonsgegevens: een afbeelding met gegevens (blok FE)" in told
    assert "haal het uit het sjabloon; zet voor een afbeelding een PNG in de plaats" in told


STRANGERS = (
    "Bel 06-98765432.",
    "Schrijf naar v.zinsel@dienst.invalid.",
    "Nummer 123456782.",
    "Met dank aan drs. V. Zinsel.",
)


def test_what_nobody_declared_refuses_the_set_until_the_edition_lets_it_pass(project, capsys):
    project.document("nota", *NOTA, *STRANGERS, kind="nota")
    told = refused(project, capsys)
    for noun in (
        "een telefoonnummer",
        "een e-mailadres",
        "een nummer dat een BSN kan zijn",
        "een naam met aanspreekvorm of titel",
    ):
        assert (
            f"error: bevat {noun} (haal het weg, of noem het in de editie onder public_contacts"
            in told
        )
    contacts = '["06-98765432", "v.zinsel@dienst.invalid", "123456782", "drs. V. Zinsel"]'
    project.edition(f"public_contacts = {contacts}\n{SETTINGS}")
    released(project)


def test_the_name_of_who_signs_may_stand_anywhere(project):
    project.document("nota", *NOTA, "Namens mr. N. Bewindspersoon.", kind="nota")
    released(project)


def test_half_of_a_name_is_told_with_its_places_and_keeps_nothing(project, capsys):
    project.document("nota", *NOTA, "De Achternaam.", "Nog een Achternaam.", kind="nota")
    assert project.run("build", "--release", "definitief") == 0
    told = capsys.readouterr().err
    for place in ("alinea 5", "alinea 6"):
        assert (
            f"openbaar/nota.docx:word/document.xml, {place}: warning: dit kan "
            "personal.behandelaar.naam zijn, of een gewoon woord" in told
        )


@pytest.mark.parametrize(("kind", "file"), [("news", "bericht.html"), ("letter", "kamerstuk.pdf")])
def test_news_and_kamerstuk_are_searched_too(project, capsys, kind, file):
    project.document("bericht", f"Meer weten? Bel {NAME}.", kind=kind)
    assert f"output/2026/definitief/{file}:" in refused(project, capsys)


def test_the_posts_are_searched_too(project, capsys):
    channel = '[[news.channels]]\nid = "x"\nname = "X"\nlimit = 99\n'
    project.edition(channel + SETTINGS)
    project.document("berichten", "# Berichten", "## X", f"Vraag het {NAME}.", kind="social")
    assert "output/2026/definitief/social/x.txt:regel 1: error: bevat" in refused(project, capsys)


def test_pictures_are_named_because_nobody_reads_what_they_show(project, capsys):
    edited(project, lambda document: picture(document, png()))
    assert project.run("build", "--release", "definitief") == 0
    assert (
        "templates/nota.docx:1: warning: tekst in afbeeldingen wordt niet doorzocht: "
        "word/media/image1.png (kijk zelf na" in capsys.readouterr().err
    )
