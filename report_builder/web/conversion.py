"""From a Word file to HTML with mammoth: the style map, the pictures, and what mammoth has to say
as problems.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import mammoth

from report_builder.problems import Problem, Severity
from report_builder.replacements import apply
from report_builder.web.mammoth_speed import CHANGES
from report_builder.web.paragraph_marks import cut_at_marks, marked_texts, without_marks

apply(CHANGES)

# `:fresh` begins an element of its own for each paragraph; without it mammoth puts the next one in
# the element that is open, which is what makes one list or box of paragraphs in a row.
STYLE_MAP = """
b => strong
i => em
highlight[color='yellow'] => mark.stale
all-caps => span.hoofdletters
small-caps => span.kleinkapitaal
u => span.onderstreept
br[type='page'] => hr.pagina:fresh
p[style-name='Sectie'] => div.sectie:fresh
p[style-name='Title'] => p.titel:fresh
p[style-name='Subtitle'] => p.ondertitel:fresh
p[style-name='Voorwerkkop'] => p.voorwerkkop:fresh
p[style-name='Inleiding'] => p.inleiding:fresh
p[style-name='caption'] => p.bijschrift:fresh
p[style-name='Caption'] => p.bijschrift:fresh
p[style-name='Figuur'] => p.figuur:fresh
p[style-name='Kernzin'] => p.kernzin:fresh
p[style-name='Bron'] => p.bron:fresh
p[style-name='Tabeltekst'] => p.tabeltekst:fresh
p[style-name='Tabelkop'] => p.tabelkop:fresh
p[style-name='Tabelgetal'] => p.getal:fresh
p[style-name='Tegelkop'] => p.tegelkop:fresh
p[style-name='Tegelcijfer'] => p.tegelcijfer:fresh
p[style-name='Tegeltekst'] => p.tegeltekst:fresh
p[style-name='Kaderkop'] => div.kader:fresh > p.kaderkop:fresh
p[style-name='Kader'] => div.kader > p:fresh
p[style-name='Kortkop'] => div.kort > p.kortkop:fresh
p[style-name='Kort'] => div.kort > p:fresh
p[style-name='toc 1'] => p.inhoud1:fresh
p[style-name='toc 2'] => p.inhoud2:fresh
p[style-name='toc 3'] => p.inhoud3:fresh
p[style-name='table of figures'] => p.inhoud0:fresh
p[style-name='Brieftekst'] => p.brieftekst:fresh
p[style-name='Afzender'] => div.afzender > p:fresh
p[style-name='Afzenderkop'] => div.afzender > p.kop:fresh
p[style-name='Retouradres'] => p.retouradres:fresh
p[style-name='Geadresseerde'] => div.geadresseerde > p:fresh
p[style-name='Kenmerk'] => p.kenmerk:fresh
p[style-name='Ondertekening'] => p.ondertekening:fresh
p[style-name='footnote text'] => p:fresh
p[style-name='Body Text'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='No Spacing'] => p:fresh
p:unordered-list(1) => p.punt:fresh
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Number'] => ol > li:fresh
p[style-name='Schemaregel 1'] => ul > li:fresh
p[style-name='Schemaregel 2'] => ul|ol > li > ul > li:fresh
p[style-name='Schemaregel 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Paragraph'] => p:fresh
p[style-name='List Continue'] => p:fresh
table[style-name='Cijfertabel'] => table.cijfers:fresh
table[style-name='Naslagtabel'] => table.cijfers.naslag:fresh
table[style-name='Tekstvak'] => table.tekstvak:fresh
table[style-name='Dashboard'] => table.dashboard:fresh
r[style-name='Teken'] => span.teken
r[style-name='Kopnummer'] => span.kopnummer
r[style-name='Engels'] => span.engels
r[style-name='Hyperlink'] =>
r[style-name='footnote reference'] =>
r[style-name='Strong'] => strong
r[style-name='Emphasis'] => em
"""
_UNKNOWN = re.compile(r"Unrecognised (paragraph|run|table) style: '?(?P<name>.*?)'? \(Style ID")
_UNDEFINED = re.compile(
    r"(?P<kind>Paragraph|Run|Table) style with ID (?P<name>.*) was referenced but not defined"
)
_TOLD_ELSEWHERE = (
    "An unrecognised element was ignored",
    "Image of type",
    "Could not find image file",
    "A v:imagedata element without a relationship ID",
    "A w:sym element with an unsupported character",
    "could not open external image",
)
"""What the inventory of the Word file tells with its place."""
_IN_DUTCH = {
    "Ignoring complex field": "een veld van Word begint of eindigt niet goed",
    "Unsupported break type": "een onbekende overgang in Word wordt overgeslagen",
    "unexpected non-": "een tabel heeft onderdelen die er niet horen; cellen kunnen verschuiven",
}
# As word/bind/shown_pictures.py writes it, in millimetres.
_SIZE = re.compile("\ue017([\\d.]+)x([\\d.]+)\ue018")
_PIXELS_PER_MM = 96 / 25.4
_KINDS = {"paragraph": "alinea", "run": "tekst", "table": "tabel"}
_EXTENSIONS = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/x-png": "png",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/pjpeg": "jpg",
    "image/gif": "gif",
}


@dataclass(frozen=True)
class Converted:
    """A document as HTML: its body, the pictures in it by file name, and what was wrong."""

    html: str
    pictures: dict[str, bytes]
    problems: tuple[Problem, ...]
    pieces: Mapping[int, str] = field(default_factory=dict)
    """The HTML of each paragraph that bears a mark, by its number."""
    marked: str = ""
    """The HTML with these marks in it."""
    styles: Mapping[Problem, str] = field(default_factory=dict)
    """The style that a problem is about, by its name or its id."""


def convert(data: bytes, file: str) -> Converted:
    """The HTML of a Word file; `file` is what problems call it."""
    pictures: dict[str, bytes] = {}
    result = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=STYLE_MAP,
        convert_image=mammoth.images.img_element(_keeping(pictures)),
        include_embedded_style_map=False,
    )
    told = {_problem(message.message, file): _style(message.message) for message in result.messages}
    styles = {problem: style for problem, style in told.items() if problem is not None}
    problems = tuple(styles)
    pieces = cut_at_marks(result.value)
    plain = without_marks(result.value)
    return Converted(plain, pictures, problems, pieces, marked_texts(result.value), styles)


def picture_name(data: bytes, extension: str) -> str:
    """The name that a picture goes by in HTML: the same for the same picture."""
    return f"{hashlib.sha256(data).hexdigest()[:20]}.{extension}"


def _keeping(pictures: dict[str, bytes]) -> Callable[[Any], dict[str, str]]:
    """Keeps each picture under a name made from its content, and refers to it by that name."""

    def keep(image: Any) -> dict[str, str]:
        with image.open() as opened:
            data = opened.read()
        name = picture_name(data, _EXTENSIONS.get(image.content_type, "bin"))
        pictures[name] = data
        return {"src": name, **_sized(image.alt_text or "")}

    return keep


def _sized(text: str) -> dict[str, str]:
    """The alternative text of a picture, with its size where that stands before it."""
    size = _SIZE.match(text)
    if size is None:
        return {"alt": text} if text else {}
    width, height = (str(max(round(float(side) * _PIXELS_PER_MM), 1)) for side in size.groups())
    return {"alt": text[size.end() :], "width": width, "height": height}


def _style(message: str) -> str:
    """The name or the id of the style that a message of mammoth is about; empty for others."""
    style = _UNKNOWN.search(message) or _UNDEFINED.match(message)
    return style["name"] if style else ""


def _problem(message: str, file: str) -> Problem | None:
    """What mammoth says as a problem; None for what is told elsewhere, at its paragraph."""
    style = _UNKNOWN.search(message)
    if style:
        text = (
            f"onbekende {_KINDS[style[1]]}stijl '{style['name']}' wordt als gewone tekst afgedrukt"
        )
        hint = "gebruik een stijl uit de huisstijl"
        return Problem("stijl", file, "1", text, hint, Severity.WARNING)
    undefined = _UNDEFINED.match(message)
    if undefined:
        kind = _KINDS[undefined["kind"].lower()]
        text = f"de {kind}stijl '{undefined['name']}' bestaat niet in dit bestand"
        hint = "kies in Word een stijl uit de huisstijl"
        return Problem("stijl", file, "1", text, hint, Severity.WARNING)
    if message.startswith(_TOLD_ELSEWHERE):
        return None
    text = next((text for start, text in _IN_DUTCH.items() if message.startswith(start)), message)
    hint = "kijk het document na in de PDF en de webversie"
    return Problem("omzetting", file, "1", f"omzetting naar HTML: {text}", hint, Severity.WARNING)
