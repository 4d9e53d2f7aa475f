"""WordprocessingML by hand: the pieces that a document of every kind of content is written from."""

from __future__ import annotations

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
AUTHOR = 'w:id="7" w:author="Proef Persoon" w:date="2026-01-01T00:00:00Z"'


def t(text: str) -> str:
    """Text in a run."""
    return f'<w:t xml:space="preserve">{text}</w:t>'


def r(content: str, look: str = "") -> str:
    """A run; content that is no XML is its text."""
    inside = content if content.startswith("<") else t(content)
    return f"<w:r><w:rPr>{look}</w:rPr>{inside}</w:r>"


def p(content: str, look: str = "") -> str:
    """A paragraph; content that is no XML is one run."""
    inside = content if content.startswith("<") else r(content)
    return f"<w:p><w:pPr>{look}</w:pPr>{inside}</w:p>"


def item(text: str, num: int, level: int = 0) -> str:
    """An item of a list."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return p(text, place)


def cell(content: str, look: str = "") -> str:
    """A cell of a table; content that is no XML is one paragraph."""
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, look: str = "") -> str:
    """A row of a table."""
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int = 2, look: str = "") -> str:
    """A table with a grid; without columns it has none."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr>{look}</w:tblPr>{f'<w:tblGrid>{grid}</w:tblGrid>' if columns else ''}{''.join(rows)}</w:tbl>"


def field(code: str, result: str, look: str = "") -> str:
    """A complex field with what it showed last."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        + mark.format("separate")
        + r(result, look)
        + mark.format("end")
    )


def control(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def drawing(uri: str, graphic: str, more: str = "", alt: str = "", size: str = "1440000") -> str:
    """A drawing in the line of text."""
    described = f' descr="{alt}"' if alt else ""
    return (
        f'<w:drawing><wp:inline><wp:extent cx="{size}" cy="720000"/>'
        f'<wp:docPr id="9" name="Beeld"{described}>{more}</wp:docPr>'
        f'<a:graphic><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def picture(relation: str, alt: str, crop: str = "", turn: str = "", blip: str = "") -> str:
    """A picture in the line of text."""
    graphic = (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}">{blip}</a:blip>{crop}'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm{turn}><a:off x="0" y="0"/><a:ext cx="1440000" cy="720000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return drawing(NAMESPACES["pic"], graphic, alt=alt)


def anchored(inline: str) -> str:
    """A drawing beside the text instead of in its line."""
    place = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    )
    moved = inline.replace("<wp:inline>", place).replace("</wp:inline>", "</wp:anchor>")
    return moved.replace("<wp:docPr", "<wp:wrapNone/><wp:docPr")


def shape(text: str, geometry: str = "rect") -> str:
    """A drawn shape, with text in it unless that is empty."""
    words = f"<wps:txbx><w:txbxContent>{p(text)}</w:txbxContent></wps:txbx>" if text else ""
    return (
        "<wps:wsp><wps:cNvSpPr/><wps:spPr>"
        f'<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom></wps:spPr>{words}<wps:bodyPr/></wps:wsp>'
    )


def alternate(choice: str, fallback: str, needs: str = "wps") -> str:
    """What new versions of Word show, and what the old ones do."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{needs}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def formula(content: str) -> str:
    """An equation; content that is no XML is one run."""
    inside = content if content.startswith("<") else m(content)
    return f"<m:oMath>{inside}</m:oMath>"


def m(text: str) -> str:
    """Text in an equation."""
    return f"<m:r><m:t>{text}</m:t></m:r>"
