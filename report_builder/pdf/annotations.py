"""The annotations of a PDF that somebody else made."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PdfError, Stream

from report_builder.model.annotation import Annotation, PageArea
from report_builder.problems import Fault

_MARKED_TEXT = ("Highlight", "Underline", "Squiggly", "StrikeOut")
_REMARKS = frozenset(
    (
        *_MARKED_TEXT,
        *("Text", "FreeText", "Caret", "Stamp", "Ink", "FileAttachment"),
        *("Line", "Square", "Circle", "Polygon", "PolyLine", "Redact"),
    )
)
_NO_REMARKS = frozenset({"Link", "Popup", "Widget", "PrinterMark", "TrapNet", "Watermark"})
"""What belongs to the page, or to another annotation."""
_MOST_PAGES, _MOST_ANNOTATIONS = 3_000, 20_000
_DATE = re.compile(
    r"D:(?P<year>\d{4})(?P<rest>\d{0,10})(?:(?P<sign>[-+])(?P<hours>\d\d)'?(?P<minutes>\d\d)?)?"
)
_TAG = re.compile(r"<[^>]*>")
_BROKEN = (PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
"""What reading an annotation may raise that is not what it should be."""


@dataclass(frozen=True)
class PdfAnnotations:
    """The annotations in a PDF, and those that were not read: of each the page, and what it is."""

    annotations: tuple[Annotation, ...]
    unread: tuple[str, ...]


def read_annotations(data: bytes) -> PdfAnnotations:
    """The annotations in a PDF, page by page. Raises Fault when it cannot be opened."""
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            return _read(pdf)
    except PasswordError as error:
        message = "deze PDF is met een wachtwoord versleuteld"
        raise Fault("review", message, "vraag haar zonder wachtwoord") from error
    except PdfError as error:
        message = "deze PDF is beschadigd of niet volledig"
        raise Fault("review", message, "vraag een nieuw exemplaar") from error


def _read(pdf: Pdf) -> PdfAnnotations:
    if len(pdf.pages) > _MOST_PAGES:
        raise _too_large(f"meer dan {_MOST_PAGES} pagina's")
    found: list[Annotation] = []
    unread: list[str] = []
    numbers: dict[tuple[int, int], int] = {}
    parents: dict[int, tuple[int, int]] = {}
    for page, entry in _entries(pdf):
        number = len(found)
        try:
            annotation = _annotation(entry, number, page)
            parent = _parent(entry)
        except _BROKEN:
            unread.append(f"pagina {page}: een annotatie die beschadigd is")
            continue
        if annotation is None:
            unread += _unread(entry, page)
            continue
        found.append(annotation)
        numbers[entry.objgen] = number
        if parent:
            parents[number] = parent
    linked = (
        replace(one, parent=numbers.get(parents[one.number])) if one.number in parents else one
        for one in found
    )
    return PdfAnnotations(tuple(linked), tuple(unread))


def _too_large(what: str) -> Fault:
    return Fault("omvang", f"deze PDF heeft {what}", "geef alleen de pagina's met opmerkingen")


def _entries(pdf: Pdf) -> Iterator[tuple[int, Object]]:
    """Every annotation with the number of its page."""
    count = 0
    for number, page in enumerate(pdf.pages, start=1):
        entries = page.obj.get(Name.Annots)
        for entry in entries if isinstance(entries, Array) else ():
            count += 1
            if count > _MOST_ANNOTATIONS:
                raise _too_large(f"meer dan {_MOST_ANNOTATIONS} annotaties")
            if isinstance(entry, Dictionary):
                yield number, entry


def _unread(entry: Object, page: int) -> list[str]:
    """That an annotation was not read, where it could hold something that was said."""
    kind = _kind(entry)
    return [] if kind in _NO_REMARKS else [f"pagina {page}: een annotatie van de soort {kind}"]


def _kind(entry: Object) -> str:
    return str(entry.get(Name.Subtype, "/onbekend"))[1:]


def _annotation(entry: Object, number: int, page: int) -> Annotation | None:
    """An annotation as it stands on the page; None for one that is no remark."""
    kind = _kind(entry)
    if kind not in _REMARKS:
        return None
    return Annotation(
        number=number,
        page=page,
        kind=kind,
        author=_text(entry.get(Name.T)),
        written=_moment(_text(entry.get(Name.M)) or _text(entry.get(Name.CreationDate))),
        words=_words(entry, kind),
        areas=tuple(_areas(entry, kind)),
        is_part=str(entry.get(Name.RT, "")) == "/Group",
        state=_text(entry.get(Name.State)) if Name.StateModel in entry else "",
    )


def _parent(entry: Object) -> tuple[int, int] | None:
    parent = entry.get(Name.IRT)
    return parent.objgen if isinstance(parent, Dictionary) and parent.is_indirect else None


def _text(value: object) -> str:
    text = str(value) if isinstance(value, str | Object) else ""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _words(entry: Object, kind: str) -> str:
    """What was written: as plain text, else what is left of it without its look, else what a stamp
    says.
    """
    words = _text(entry.get(Name.Contents))
    if not words and Name.RC in entry:
        rich = entry.RC
        shown = rich.read_bytes().decode("utf-8", "replace") if isinstance(rich, Stream) else rich
        words = html.unescape(_TAG.sub("", _text(shown))).strip()
    if not words and kind == "Stamp":
        words = _text(entry.get(Name.Subj)) or str(entry.get(Name.Name, "/"))[1:]
    return words


def _areas(entry: Object, kind: str) -> Iterator[PageArea]:
    """The lines of text that are marked; else where the annotation stands, or what it points at."""
    points = [float(one) for one in entry.get(Name.QuadPoints, ())] if kind in _MARKED_TEXT else []
    if len(points) >= 8:
        for start in range(0, len(points) - 7, 8):
            yield _box(points[start : start + 8])
        return
    arrow = entry.get(Name.CL) if kind == "FreeText" else entry.get(Name.L)
    if isinstance(arrow, Array) and len(arrow) >= 4:
        yield _box([float(one) for one in list(arrow)[:2]])
    elif Name.Rect in entry:
        yield _box([float(one) for one in entry.Rect])


def _box(points: Sequence[float]) -> PageArea:
    """The box around points; producers do not agree on the order of the corners of a quad."""
    across, up = points[0::2], points[1::2]
    return PageArea(min(across), min(up), max(across), max(up))


def _moment(text: str) -> str:
    """A moment of PDF (ISO 32000-2, 7.9.4) as ISO 8601; empty for what is none."""
    match = _DATE.match(text)
    if match is None:
        return ""
    digits = match["rest"].ljust(4, "0")[:10]
    month, day = (digits[0:2], digits[2:4]) if digits[:4] != "0000" else ("01", "01")
    clock = digits[4:].ljust(6, "0")
    zone = f"{match['sign']}{match['hours']}:{match['minutes'] or '00'}" if match["sign"] else ""
    return f"{match['year']}-{month}-{day}T{clock[:2]}:{clock[2:4]}:{clock[4:6]}{zone}"
