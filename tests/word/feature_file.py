"""A Word file with every feature under a heading of its own, and the parts that they refer to."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from PIL import Image

from tests.conftest import new_document
from tests.word.features import Feature
from tests.word.wordml import DECLARED, NAMESPACES, cell, item, p, r, row, table

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SCHEMES = {
    # num: (format, text, start)
    21: ("bullet", "•", 1),
    22: ("lowerLetter", "%1)", 1),
    23: ("decimal", "%1.", 5),
    24: ("decimal", "%1.", 1),
    25: ("decimal", "Maatregel %1:", 1),
    26: ("lowerRoman", "%1.", 1),
    27: ("lowerLetter", "%1.", 1),
    28: ("decimal", "%1.", 1),
    29: ("decimal", "%1.", 1),
    30: ("upperLetter", "%1.", 3),
    31: ("decimal", "%1.", 1),
    33: ("decimal", "%1)", 1),
    35: ("decimal", "(%1)", 1),
    36: ("decimalZero", "%1", 1),
    37: ("decimal", "%1)", 1),
    38: ("ordinal", "%1", 1),
    39: ("lowerLetter", "%1)", 1),
    40: ("lowerLetter", "%1)", 1),
}
_STYLES = """
<w:style w:type="character" w:styleId="Verborgenteken"><w:name w:val="Verborgenteken"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Verborgenalinea"><w:name w:val="Verborgenalinea"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Afgeleidverborgen"><w:name w:val="Afgeleidverborgen"/><w:basedOn w:val="Verborgenalinea"/></w:style>
<w:style w:type="paragraph" w:styleId="Genummerd"><w:name w:val="Genummerd"/><w:pPr><w:numPr><w:numId w:val="33"/></w:numPr></w:pPr></w:style>
<w:style w:type="numbering" w:styleId="Lijststijl"><w:name w:val="Lijststijl"/><w:pPr><w:numPr><w:numId w:val="41"/></w:numPr></w:pPr></w:style>
"""


def feature_file(features: Sequence[Feature]) -> bytes:
    """The Word file; feature 7 stands under "Kenmerk k7k", with the word `QK7Q` for its `Q`."""
    saved = io.BytesIO()
    document = new_document()
    document.add_paragraph("Kenmerken", style="Heading 1")
    document.save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    blocks = "".join(_block(number, feature) for number, feature in enumerate(features))
    _insert(parts, "word/document.xml", "<w:sectPr", blocks)
    _insert(parts, "word/styles.xml", "</w:styles>", _STYLES)
    _insert(parts, "word/numbering.xml", "<w:num ", _schemes())
    _insert(parts, "word/numbering.xml", "</w:numbering>", _lists())
    numbers = {feature.name: number for number, feature in enumerate(features)}
    parts["word/footnotes.xml"] = _notes("footnote", numbers).encode()
    parts["word/endnotes.xml"] = _notes("endnote", numbers).encode()
    for name, content in _pictures().items():
        parts[f"word/media/{name}"] = content
    parts["word/charts/proef.xml"] = _chart().encode()
    parts["word/diagrams/proef.xml"] = _diagram(numbers.get("SmartArt", 0)).encode()
    parts["word/proef.html"] = b"<html><body>Ingevoegd</body></html>"
    parts["word/embeddings/proef.xlsx"] = b"PK"
    _insert(parts, "word/_rels/document.xml.rels", "</Relationships>", _relations(parts))
    _insert(parts, "[Content_Types].xml", "</Types>", _types(parts))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()


def word_of(number: int) -> str:
    """The word to look for of a feature."""
    return f"QK{number}Q"


def _with_word(text: str, number: int) -> str:
    return re.sub(r"\bQ(?=abc|a\b|e\u0301|rest|\b)", word_of(number), text)


def printed_text(feature: Feature, number: int) -> str:
    """What is read of a feature in print."""
    return _with_word(feature.printed, number)


def _block(number: int, feature: Feature) -> str:
    heading = p(f"Kenmerk k{number}k", '<w:pStyle w:val="Heading2"/>')
    return heading + _with_word(feature.xml, number)


def _insert(parts: dict[str, bytes], name: str, before: str, more: str) -> None:
    text = parts[name].decode()
    place = text.rindex(before) if before != "<w:num " else text.find(before)
    if place < 0:
        place = text.rindex("</w:numbering>")
    text = text[:place] + more + text[place:]
    root = re.search(r"<(?:\w+:)?(?:document|styles|numbering)\b[^>]*>", text)
    if root and name.startswith("word/") and not name.endswith(".rels"):
        missing = " ".join(
            f'xmlns:{prefix}="{uri}"'
            for prefix, uri in NAMESPACES.items()
            if f"xmlns:{prefix}=" not in root[0]
        )
        text = text.replace(root[0], f"{root[0][:-1]} {missing}>", 1)
    parts[name] = text.encode()


def _schemes() -> str:
    return "".join(
        f'<w:abstractNum w:abstractNumId="{num + 900}"><w:multiLevelType w:val="multilevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
        "</w:abstractNum>"
        for num, (kind, text, start) in _SCHEMES.items()
    ) + (
        '<w:abstractNum w:abstractNumId="980"><w:multiLevelType w:val="multilevel"/><w:styleLink w:val="Lijststijl"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="981"><w:multiLevelType w:val="multilevel"/><w:numStyleLink w:val="Lijststijl"/></w:abstractNum>'
    )


def _lists() -> str:
    own = "".join(
        f'<w:num w:numId="{num}"><w:abstractNumId w:val="{num + 900}"/></w:num>' for num in _SCHEMES
    )
    restarted = (
        '<w:num w:numId="32"><w:abstractNumId w:val="931"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    return (
        own
        + restarted
        + (
            '<w:num w:numId="41"><w:abstractNumId w:val="980"/></w:num>'
            '<w:num w:numId="34"><w:abstractNumId w:val="981"/></w:num>'
        )
    )


def _notes(kind: str, numbers: dict[str, int]) -> str:
    if kind == "endnote":
        notes = {11: ("eindnoot", p("Q"))}
    else:
        notes = {
            11: ("voetnoot", p("Q")),
            12: ("voetnoot met twee alinea's", p("een") + p("Q")),
            13: ("voetnoot met een lijst", item("Q", 40)),
            14: ("voetnoot met een tabel", table(row(cell("Q"), cell("y"))) + p("")),
            15: ("voetnoot in een cel", p("Q")),
            16: ("verborgen in een voetnoot", p(r("zicht") + r("Q", "<w:vanish/>"))),
        }
    written = "".join(
        f'<w:{kind} w:id="{id_}">{_with_word(content, numbers.get(name, 0))}</w:{kind}>'
        for id_, (name, content) in notes.items()
    )
    return f"<w:{kind}s {DECLARED}>{written}</w:{kind}s>"


def _pictures() -> dict[str, bytes]:
    halves = Image.new("RGB", (40, 20), "red")
    halves.paste("blue", (20, 0, 40, 20))
    pictures = {
        "proef.emf": b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60),
        "proef.wmf": b"\xd7\xcd\xc6\x9a" + bytes(60),
    }
    pictures["proef.svg"] = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    )
    for kind in ("png", "jpeg", "gif", "tiff"):
        saved = io.BytesIO()
        halves.save(saved, kind)
        pictures[f"proef.{kind}"] = saved.getvalue()
    return pictures


def _chart() -> str:
    return (
        f"<c:chartSpace {DECLARED}><c:chart><c:plotArea><c:barChart><c:ser><c:val><c:numRef><c:numCache>"
        '<c:pt idx="0"><c:v>12</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea>'
        "</c:chart></c:chartSpace>"
    )


def _diagram(number: int) -> str:
    return (
        f'<dgm:dataModel {DECLARED}><dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p><a:r>'
        f"<a:t>{word_of(number)}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    )


_TARGETS: dict[str, tuple[str, str]] = {
    "rIdPng": ("image", "media/proef.png"),
    "rIdJpg": ("image", "media/proef.jpeg"),
    "rIdGif": ("image", "media/proef.gif"),
    "rIdSvg": ("image", "media/proef.svg"),
    "rIdEmf": ("image", "media/proef.emf"),
    "rIdWmf": ("image", "media/proef.wmf"),
    "rIdTif": ("image", "media/proef.tiff"),
    "rIdChart": ("chart", "charts/proef.xml"),
    "rIdDgm": ("diagramData", "diagrams/proef.xml"),
    "rIdOle": ("package", "embeddings/proef.xlsx"),
    "rIdChunk": ("aFChunk", "proef.html"),
    "rIdFootnotes": ("footnotes", "footnotes.xml"),
    "rIdEndnotes": ("endnotes", "endnotes.xml"),
}
_FAR: dict[str, tuple[str, str]] = {
    "rIdLink": ("hyperlink", "https://example.org"),
    "rIdMail": ("hyperlink", "mailto:iemand@example.org"),
    "rIdFar": ("image", "https://example.org/beeld.png"),
    "rIdSub": ("subDocument", "deel.docx"),
    "rIdScript": ("hyperlink", "javascript:alert(1)"),
    "rIdFile": ("hyperlink", "file:///c:/map/brief.docx"),
    "rIdUnc": ("hyperlink", "\\\\schijf\\map\\brief.docx"),
    "rIdData": ("hyperlink", "data:text/html,x"),
}


def _relations(parts: dict[str, bytes]) -> str:
    present = parts["word/_rels/document.xml.rels"].decode() + parts["word/document.xml"].decode()
    near = (
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for id_, (kind, target) in _TARGETS.items()
        if f'Target="{target}"' not in present
    )
    far = (
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
        for id_, (kind, target) in _FAR.items()
        if f'"{id_}"' in present
    )
    return "".join([*near, *far])


def _types(parts: Iterable[str]) -> str:
    known = {
        "word/charts/proef.xml": "drawingml.chart",
        "word/diagrams/proef.xml": "drawingml.diagramData",
        "word/footnotes.xml": "wordprocessingml.footnotes",
        "word/endnotes.xml": "wordprocessingml.endnotes",
    }
    current = parts["[Content_Types].xml"].decode()  # type: ignore[index]
    overrides = (
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for name, kind in known.items()
        if f'"/{name}"' not in current
    )
    kinds = {
        "emf": "image/x-emf",
        "wmf": "image/x-wmf",
        "svg": "image/svg+xml",
        "png": "image/png",
        "gif": "image/gif",
        "jpeg": "image/jpeg",
        "tiff": "image/tiff",
        "html": "text/html",
        "xlsx": "application/octet-stream",
    }
    defaults = (
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in kinds.items()
        if f'Extension="{extension}"' not in current
    )
    return "".join([*overrides, *defaults])
