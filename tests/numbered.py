"""Word files with lists, written as short as they are said: a level is `lowerLetter %1)`, a paragraph `2` or `2:1`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.word.list_numbers import ListNumbers
from report_builder.word.numbering import ensure_numbering
from report_builder.word.ooxml import text_of
from report_builder.word.package import body_of
from tests.conftest import new_document

_ELEMENTS = {"start": "start", "restart": "lvlRestart", "style": "pStyle", "suff": "suff"}
"""The elements of a level in the order that Word wants them, by what they are called here."""
FIRST = 50
"""The ids of the lists of a test begin here: those of the house styles lie before them."""


def level_xml(number: int, text: str) -> str:
    """A w:lvl: its shape, its text, and then `start=5`, `restart=0`, `style=Kop`, `suff=space`, `legal`, `font=Symbol`."""
    shape, pattern, *options = text.split("|")
    named = dict(option.split("=") for option in options if "=" in option)
    form = f'<w:numFmt w:val="{shape}"/>'
    if shape.startswith("custom:"):
        examples = shape.partition(":")[2]
        form = (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="{examples}"/></mc:Choice>'
            '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        )
    parts = [f'<w:start w:val="{named.get("start", 1)}"/>', form]
    parts += [
        f'<w:{_ELEMENTS[name]} w:val="{named[name]}"/>'
        for name in ("restart", "style")
        if name in named
    ]
    parts += ["<w:isLgl/>"] if "legal" in options else []
    parts += [f'<w:suff w:val="{named["suff"]}"/>'] if "suff" in named else []
    parts.append(f'<w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/>')
    parts.append(
        f'<w:pPr><w:ind w:left="{360 * (number + 1)}" w:hanging="360"/></w:pPr><w:rPr>'
        + (
            f'<w:rFonts w:ascii="{named["font"]}" w:hAnsi="{named["font"]}"/>'
            if "font" in named
            else ""
        )
        + ("<w:caps/>" if "caps" in options else "")
        + "</w:rPr>"
    )
    return f'<w:lvl w:ilvl="{number}">{"".join(parts)}</w:lvl>'


def add_scheme(document: Document, scheme: int, levels: Sequence[str], more: str = "") -> None:
    """An abstract numbering with these levels; `more` stands before them, such as a link to a style."""
    inside = "".join(level_xml(number, text) for number, text in enumerate(levels))
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    root = ensure_numbering(document)
    element = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{FIRST + scheme}"><w:nsid w:val="{0x1A2C0000 + scheme:08X}"/>'
        f'<w:multiLevelType w:val="{kind}"/>{more}{inside}</w:abstractNum>'
    )
    root.insert(len(root.findall(qn("w:abstractNum"))), element)


def add_num(document: Document, num: int, scheme: int, overrides: str = "") -> None:
    """A use of an abstract numbering; overrides are `0=5` (begin level 0 at 5) or `0:lowerLetter|%1)`."""
    inside = ""
    for override in overrides.split():
        if match := re.fullmatch(r"(\d)=(\d+)", override):
            content = f'<w:startOverride w:val="{match[2]}"/>'
            inside += f'<w:lvlOverride w:ilvl="{match[1]}">{content}</w:lvlOverride>'
        else:
            level, _, text = override.partition(":")
            inside += (
                f'<w:lvlOverride w:ilvl="{level}">{level_xml(int(level), text)}</w:lvlOverride>'
            )
    ensure_numbering(document).append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{FIRST + num}"><w:abstractNumId w:val="{FIRST + scheme}"/>{inside}</w:num>'
        )
    )


def paragraph_xml(
    text: str, num: int | None = None, level: int | None = 0, more: str = "", style: str = ""
) -> str:
    """A w:p in a list; `more` stands among its properties."""
    in_list = ""
    if num is not None:
        depth = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
        in_list = f'<w:numPr>{depth}<w:numId w:val="{FIRST + num if num else 0}"/></w:numPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p {nsdecls('w')}><w:pPr>{named}{in_list}{more}</w:pPr>"
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def text_box(*paragraphs: str) -> str:
    """A paragraph with a text box, as Word writes it: once for new programs and once for old ones."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f'<w:p {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"><w:r>'
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{inside}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def add_style(
    document: Document,
    identity: str,
    num: int | None = None,
    level: int | None = None,
    based_on: str = "",
    kind: str = "paragraph",
) -> None:
    """A paragraph or list style that puts its paragraphs in a list."""
    depth = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    use = f'<w:numId w:val="{FIRST + num}"/>' if num is not None else ""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    in_list = f"<w:pPr><w:numPr>{depth}{use}</w:numPr></w:pPr>" if depth or use else ""
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="{kind}" w:customStyle="1" w:styleId="{identity}">'
            f'<w:name w:val="{identity}"/>{base}{in_list}</w:style>'
        )
    )


def add(document: Document, xml: str) -> None:
    """Put a block at the end of the text."""
    body = body_of(document)
    body.insert(len(body) - 1, parse_xml(xml))


def numbered(
    schemes: Iterable[Sequence[str]], nums: Mapping[int, tuple[int, str]], items: str
) -> Document:
    """A document with these abstract numberings, their uses by id, and paragraphs: `1 1:1 1:1 - 2`, where - is text."""
    document = new_document()
    for scheme, levels in enumerate(schemes):
        add_scheme(document, scheme, levels)
    for num, (scheme, overrides) in nums.items():
        add_num(document, num, scheme, overrides)
    for place, item in enumerate(items.split(), start=1):
        num, _, level = item.partition(":")
        if num == "-":
            add(document, paragraph_xml(f"t{place}"))
        else:
            add(document, paragraph_xml(f"t{place}", int(num), int(level or 0)))
    return document


def printed(document: Document) -> list[str]:
    """What stands before each numbered paragraph of the text."""
    return [number.text for number in ListNumbers(document).of(body_of(document)).values()]


def printed_by_text(document: Document) -> dict[str, str]:
    """What stands before each numbered paragraph of the text, by what the paragraph says."""
    numbers = ListNumbers(document).of(body_of(document))
    return {text_of(paragraph): number.text for paragraph, number in numbers.items()}
