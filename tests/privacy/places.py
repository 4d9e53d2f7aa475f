"""Files with a text in one place: everywhere where a name can stand or hide in what goes out."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem, String
from PIL import Image, PngImagePlugin

File = tuple[str, bytes]
Place = Callable[[str], File]

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SVG = 'xmlns="http://www.w3.org/2000/svg"'


def package(parts: dict[str, str | bytes], name: str = "nota.docx") -> File:
    """A Word file, or a workbook, of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("[Content_Types].xml", "<Types/>")
        for part, content in parts.items():
            opened.writestr(part, content)
    return name, written.getvalue()


def in_part(part: str, xml: str) -> Place:
    """A place in a part of a Word file, where `@` is the text and `%` the same in quotes."""

    def place(text: str) -> File:
        filled = xml.replace("%", quoteattr(text)).replace("@", escape(text))
        return package({part: filled})

    return place


def in_media(kind: str, made: Callable[[str], bytes]) -> Place:
    """A place in a picture of a Word file."""
    return lambda text: package({f"word/media/image1.{kind}": made(text)})


def pixels(kind: str, **told: object) -> bytes:
    """A plain picture with what else is saved in it."""
    written = io.BytesIO()
    Image.new("RGB", (9, 9), "navy").save(written, kind, **told)
    return written.getvalue()


def png(text: str) -> bytes:
    about = PngImagePlugin.PngInfo()
    about.add_text("Author", text, zip=True)
    return pixels("PNG", pnginfo=about)


def jpeg_camera(text: str) -> bytes:
    exif = Image.Exif()
    exif[0x9C9D] = text.encode("utf-16-le")
    return pixels("JPEG", exif=exif)


def emf(text: str) -> bytes:
    head = b"\1\0\0\0" + bytes(36) + b" EMF" + bytes(20)
    return head + text.encode("utf-16-le") + bytes(8)


def ole(text: str) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + text.encode("utf-16-le") + bytes(512)


def hidden_behind(picture: bytes) -> Callable[[str], bytes]:
    """A picture with a packed file behind its end."""
    return lambda text: picture + package({"a.xml": f"<a>{escape(text)}</a>"})[1]


def with_stowaway(text: str) -> File:
    """A Word file with a part that its list does not tell of."""
    name, whole = package({"word/document.xml": "<a/>"})
    _, other = package({"a.xml": f"<a>{escape(text)}</a>"})
    return name, other + whole


def with_remark(text: str) -> File:
    name, whole = package({"word/document.xml": "<a/>"})
    written = io.BytesIO(whole)
    with zipfile.ZipFile(written, "a") as opened:
        opened.comment = text.encode()
    return name, written.getvalue()


def workbook(text: str) -> bytes:
    shared = f"<sst><si><t>{escape(text)}</t></si></sst>"
    return package({"xl/sharedStrings.xml": shared})[1]


def pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF of one page, changed."""
    made, written = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    change(made)
    made.save(written, compress_streams=True)
    return written.getvalue()


def in_pdf(change: Callable[[pikepdf.Pdf, str], None]) -> Place:
    """A place in a PDF."""
    return lambda text: ("nota.pdf", pdf(lambda made: change(made, text)))


def _info(made: pikepdf.Pdf, text: str) -> None:
    made.docinfo["/Author"] = String(text)


XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq>'
    "<rdf:li>@</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def _xmp(made: pikepdf.Pdf, text: str) -> None:
    xml = XMP.replace("@", escape(text)).encode()
    made.Root.Metadata = made.make_stream(xml, Type=Name.Metadata, Subtype=Name.XML)


def _bookmark(made: pikepdf.Pdf, text: str) -> None:
    with made.open_outline() as outline:
        outline.root.append(OutlineItem(text, 0))


def _alternative(made: pikepdf.Pdf, text: str) -> None:
    made.Root.StructTreeRoot = Dictionary(K=Dictionary(Alt=String(text)))


def _table(made: pikepdf.Pdf, text: str) -> None:
    data = f"naam;getal\n{text};1\n".encode()
    made.attachments["lijst.csv"] = pikepdf.AttachedFileSpec(made, data)


def _workbook(made: pikepdf.Pdf, text: str) -> None:
    made.attachments["figuren.xlsx"] = pikepdf.AttachedFileSpec(made, workbook(text))


def _attached_name(made: pikepdf.Pdf, text: str) -> None:
    made.attachments[f"{text}.csv"] = pikepdf.AttachedFileSpec(made, b"a\n")


def _photo(made: pikepdf.Pdf, text: str) -> None:
    data = pixels("JPEG", comment=text.encode())
    stream = made.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode)
    stream.Width = stream.Height = 9
    stream.ColorSpace, stream.BitsPerComponent = Name.DeviceRGB, 8
    made.pages[0].Resources = Dictionary(XObject=Dictionary(Foto=stream))


def _note(made: pikepdf.Pdf, text: str) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String(text))
    made.pages[0].Annots = made.make_indirect(pikepdf.Array([note]))


def page(body: str, name: str = "rapport.html") -> File:
    """A page of the web."""
    return name, f'<!doctype html><html lang="nl"><head>{body}</html>'.encode()


def drawing(inside: str) -> str:
    return f"<svg {SVG}>{inside}</svg>"


def data_uri(kind: str, data: bytes) -> str:
    return f'<img alt="" src="data:{kind};base64,{base64.b64encode(data).decode()}">'


PLACES: dict[str, Place] = {
    "alinea": in_part(
        "word/document.xml", f"<w:document {WORD}><w:p><w:r><w:t>@</w:t></w:r></w:p></w:document>"
    ),
    "cel": in_part(
        "word/document.xml",
        f"<w:document {WORD}><w:tbl><w:tr><w:tc><w:p><w:r><w:t>@</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:document>",
    ),
    "voetnoot": in_part(
        "word/footnotes.xml",
        f"<w:footnotes {WORD}><w:footnote><w:p><w:r><w:t>@</w:t></w:r></w:p></w:footnote></w:footnotes>",
    ),
    "kop": in_part("word/header1.xml", f"<w:hdr {WORD}><w:p><w:r><w:t>@</w:t></w:r></w:p></w:hdr>"),
    "veld": in_part(
        "word/document.xml",
        f"<w:document {WORD}><w:p><w:r><w:instrText>AUTHOR @</w:instrText></w:r></w:p></w:document>",
    ),
    "opmerking": in_part(
        "word/comments.xml", f"<w:comments {WORD}><w:comment w:author=%/></w:comments>"
    ),
    "wijziging": in_part(
        "word/document.xml", f"<w:document {WORD}><w:p><w:ins w:author=%/></w:p></w:document>"
    ),
    "eigenschap": in_part("docProps/core.xml", "<c><creator>@</creator></c>"),
    "eigen eigenschap": in_part(
        "docProps/custom.xml", "<c><property name='Steller'><v>@</v></property></c>"
    ),
    "bedrijf": in_part("docProps/app.xml", "<c><Manager>@</Manager></c>"),
    "gegevens": in_part("customXml/item1.xml", "<gegevens><steller>@</steller></gegevens>"),
    "alternatieve tekst": in_part(
        "word/document.xml", f"<w:document {WORD}><docPr descr=%/></w:document>"
    ),
    "bladwijzer": in_part(
        "word/document.xml", f"<w:document {WORD}><w:bookmarkStart w:name=%/></w:document>"
    ),
    "koppeling": in_part(
        "word/_rels/document.xml.rels", "<Relationships><Relationship Target=%/></Relationships>"
    ),
    "stijl": in_part(
        "word/styles.xml", f"<w:styles {WORD}><w:style><w:name w:val=%/></w:style></w:styles>"
    ),
    "variabele": in_part(
        "word/settings.xml", f"<w:settings {WORD}><w:docVar w:val=%/></w:settings>"
    ),
    "personen": in_part("word/people.xml", f"<w:people {WORD}><w:person w:author=%/></w:people>"),
    "commentaar in XML": in_part("word/theme/theme1.xml", "<a><!-- @ --></a>"),
    "onderdeelnaam": lambda text: package({f"word/{text}.xml": "<a/>"}),
    "toelichting bij een zipbestand": with_remark,
    "onderdeel buiten de lijst": with_stowaway,
    "bestandsnaam": lambda text: (f"nota {text}.txt", b"tekst"),
    "GIF": in_media("gif", lambda text: pixels("GIF", comment=text.encode())),
    "PNG": in_media("png", png),
    "JPEG": in_media("jpg", lambda text: pixels("JPEG", comment=text.encode())),
    "foto": in_media("jpg", jpeg_camera),
    "EMF": in_media("emf", emf),
    "WMF": in_media(
        "wmf", lambda text: bytes.fromhex("d7cdc69a") + bytes(18) + text.encode("cp1252")
    ),
    "BMP": in_media("bmp", lambda text: pixels("BMP") + text.encode()),
    "TIFF": in_media("tiff", lambda text: pixels("TIFF", tiffinfo={315: text})),
    "WebP": in_media("webp", lambda text: pixels("WEBP", xmp=text.encode())),
    "SVG": in_media("svg", lambda text: drawing(f"<text>{escape(text)}</text>").encode()),
    "gegevens in SVG": in_media(
        "svg", lambda text: drawing(f"<metadata>{escape(text)}</metadata>").encode()
    ),
    "achter een PNG": in_media("png", hidden_behind(pixels("PNG"))),
    "achter een JPEG": in_media("jpg", hidden_behind(pixels("JPEG"))),
    "achter een GIF": in_media("gif", hidden_behind(pixels("GIF"))),
    "OLE": lambda text: package({"word/embeddings/oleObject1.bin": ole(text)}),
    "werkmap in Word": lambda text: package({"word/embeddings/map1.xlsx": workbook(text)}),
    "altChunk als pagina": lambda text: package(
        {"word/afchunk1.htm": page(f"<p>{escape(text)}")[1]}
    ),
    "altChunk als tekst": lambda text: package({"word/afchunk1.txt": text.encode()}),
    "altChunk als RTF": lambda text: package(
        {"word/afchunk1.rtf": b"{\\rtf1 " + text.encode("cp1252") + b"}"}
    ),
    "altChunk als e-mail": lambda text: package(
        {"word/afchunk1.mht": b"MIME-Version: 1.0\n\n" + base64.b64encode(text.encode())}
    ),
    "gzip": lambda text: package({"word/a.xml": gzip.compress(text.encode())}),
    "bzip2": lambda text: package({"word/a.xml": bz2.compress(text.encode())}),
    "zlib": lambda text: package({"word/a.xml": zlib.compress(text.encode())}),
    "PDF-eigenschap": in_pdf(_info),
    "XMP": in_pdf(_xmp),
    "PDF-bladwijzer": in_pdf(_bookmark),
    "PDF-beschrijving": in_pdf(_alternative),
    "PDF-notitie": in_pdf(_note),
    "tabel in PDF": in_pdf(_table),
    "werkmap in PDF": in_pdf(_workbook),
    "naam van een bijlage": in_pdf(_attached_name),
    "foto in PDF": in_pdf(_photo),
    "pagina": lambda text: page(f"<p>{escape(text)}"),
    "titel": lambda text: page(f"<title>{escape(text)}</title>"),
    "maker van een pagina": lambda text: page(f"<meta name=author content={quoteattr(text)}>"),
    "knop": lambda text: page(f"<button aria-label={quoteattr(text)}></button>"),
    "eigenschap van een pagina": lambda text: page(f"<p data-maker={quoteattr(text)}>"),
    "commentaar in een pagina": lambda text: page(f"<!-- {escape(text)} -->"),
    "script": lambda text: page(f"<script>let maker = {json.dumps(text)}</script>"),
    "adres": lambda text: page(f'<a href="https://voorbeeld.invalid/?wie={quote(text)}">a</a>'),
    "tekening in een pagina": lambda text: page(
        data_uri("image/svg+xml", drawing(f"<title>{escape(text)}</title>").encode())
    ),
    "foto in een pagina": lambda text: page(
        data_uri("image/jpeg", pixels("JPEG", comment=text.encode()))
    ),
    "OLE in een pagina": lambda text: page(data_uri("application/x-ole", ole(text))),
    "CSV": lambda text: ("cijfers.csv", f"naam;getal\n{text};1\n".encode()),
    "bericht": lambda text: ("social/x.txt", f"Lees meer: {text}\n".encode()),
}
"""Every place, by what it is called in Dutch."""

SEARCHED = ("alinea", "voetnoot", "alternatieve tekst", "PDF-bladwijzer", "pagina", "CSV")
"""Places of different kinds, in which every form is looked for."""
