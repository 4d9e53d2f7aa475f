"""The scan by itself, on files that no program of ours has made."""

import datetime as dt
import io
import zlib

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from report_builder.privacy.scan import scan

PERSONAL = {"naam": "Noor Verzonnen", "telefoon": "+31 6 12345678"}


def found(name: str, data: bytes, personal=PERSONAL) -> list[tuple[str, str]]:
    scanned = scan({name: data}, personal)
    assert scanned.unread == ()
    return [(made.key.removeprefix("personal."), made.place) for made in scanned.leaks]


def pdf(change=lambda made: None) -> bytes:
    made, written = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    change(made)
    made.save(written, compress_streams=True)
    return written.getvalue()


def in_info(made):
    made.docinfo["/Author"] = String("Noor Verzonnen")


def in_xmp(made):
    made.Root.Metadata = made.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)


XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Noor
Verzonnen</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""


def in_structure(made):
    made.Root.StructTreeRoot = Dictionary(K=Dictionary(Alt=String("Foto van Noor Verzónnen")))


def in_actual_text(made):
    code = "Noor Verzonnen".encode("utf-16-be").hex()
    made.pages[0].Contents = made.make_stream(
        f"/Span <</ActualText <FEFF{code}>>> BDC EMC".encode()
    )


def in_shown_text_in_parts(made):
    made.pages[0].Contents = made.make_stream(b"BT [(No) 3 (or Ver) -2 (zon\\156en)] TJ ET")


def in_shown_text_with_a_sign_that_means_nothing(made):
    made.pages[0].Contents = made.make_stream(b"BT [(\\9 No) 3 (or Ver) -2 (zonnen \\8)] TJ ET")


def in_an_attachment(made):
    made.attachments["lijst.csv"] = pikepdf.AttachedFileSpec(made, b"naam\nverzonnen;noor\n")


def in_an_annotation(made):
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        Rect=[0, 0, 9, 9],
        Contents=String("bel 06 - 12 34 56 78"),
    )
    made.pages[0].Annots = made.make_indirect(pikepdf.Array([note]))


@pytest.mark.parametrize(
    "change",
    [
        in_info,
        in_xmp,
        in_structure,
        in_actual_text,
        in_shown_text_in_parts,
        in_shown_text_with_a_sign_that_means_nothing,
        in_an_attachment,
        in_an_annotation,
    ],
)
def test_a_pdf_hides_nothing(change):
    assert found("nota.pdf", pdf()) == []
    assert found("nota.pdf", pdf(change))


def test_an_earlier_version_that_is_still_in_a_pdf_is_read_too():
    old = zlib.compress(b"BT (Noor Verzonnen) Tj ET")
    left = b"\n99 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream\nendobj\n" % (
        len(old),
        old,
    )
    assert [key for key, _ in found("nota.pdf", pdf() + left)] == ["naam"]


def test_a_page_is_read_across_its_elements_and_its_addresses():
    page = '<!doctype html><html><body><p>Noor <b>Ver</b><i>zonnen</i></p><a href="tel:%2B31612345678">bel</a></body></html>'
    assert found("rapport.html", page.encode()) == [
        ("naam", "alinea 1"),
        ("telefoon", "a, eigenschap href"),
    ]
    assert found("rapport.html", page.replace("<i>", "<!-- x --><i>").encode())[0] == (
        "naam",
        "alinea 1",
    )


def test_a_file_name_counts_too():
    assert found("nota-noor-verzonnen.docx", b"tekst") == [("naam", "bestandsnaam")]


def test_a_date_is_looked_for_in_the_ways_in_which_it_is_written():
    personal = {"geboren": dt.date(1980, 2, 3)}
    for text in ("1980-02-03", "3 februari 1980", "03-02-1980", "3-2-1980"):
        assert found("a.txt", f"op {text}.".encode(), personal), text
    assert found("a.txt", b"op 13-2-1980", personal) == []


def test_what_cannot_be_read_is_not_cleared():
    assert scan({"a.docx": b"PK\3\4 geen zip"}, PERSONAL).unread
    assert scan({"a.pdf": b"%PDF-1.7 geen pdf"}, PERSONAL).unread
    assert scan({"a.docx": b"PK\3\4 geen zip"}, {}).unread


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le"])
def test_a_name_is_found_between_bytes_that_look_like_letters(code):
    data = b"\xff\xd8\xc9\xe9" + "Noor Verzonnen".encode(code) + b"\xe9\xc9"
    scanned = scan({"los.bin": data}, PERSONAL)
    assert [leak.key for leak in scanned.leaks] == ["personal.naam"]
    assert scanned.unread
    other = b"\xc9" + "Noor Verzonnenstraat".encode(code)
    assert scan({"los.bin": other}, PERSONAL).leaks == ()


def test_a_picture_that_may_not_go_out_says_what_is_in_it():
    data = b"\x89PNG\r\n\x1a\n" + (9).to_bytes(4, "big") + b"tEXtAuthor\0V." + bytes(4)
    (unread,) = scan({"a.png": data}, {}).unread
    assert (unread.file, unread.place) == ("a.png", "1")
    assert unread.reason == "een afbeelding met gegevens (tEXt)"
