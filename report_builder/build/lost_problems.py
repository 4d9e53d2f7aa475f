"""What was lost between a filled Word file and the HTML that PDF and web edition are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from report_builder.model.shown import Position, ShownParagraph
from report_builder.problems import Problem, Severity, Stopped, in_order
from report_builder.web.conversion import Converted
from report_builder.web.lost_content import find_dropped, find_lost
from report_builder.word.shown.inventory import places_of
from report_builder.word.shown.style_uses import first_uses

CODE = "omzetting"
_HINT = "schrijf deze alinea eenvoudiger in Word, als gewone tekst"


@dataclass(frozen=True)
class SourceFile:
    """What problems call the file that a document was made of, and the template that was filled;
    that is empty where the document itself is the file.
    """

    file: str
    template: bytes = b""


@dataclass(frozen=True)
class Conversion:
    """A Word file and what became of it: what its paragraphs show, their pieces of the HTML, and
    the finished HTML.
    """

    docx: bytes
    shown: Sequence[ShownParagraph]
    pieces: Mapping[int, str]
    bodies: Iterable[str]


def lost_problems(conversion: Conversion, source: SourceFile) -> list[Problem]:
    """A warning for all that a paragraph shows and the HTML does not (contract, section 3), at its
    place in the template, as drafters know it.
    """
    shown = conversion.shown
    lost = [*find_lost(shown, conversion.pieces), *find_dropped(shown, conversion.bodies)]
    if not lost:
        return []
    places = PlacesOfSource(source, conversion.docx)
    told = (_told(thing, places.of(paragraph.position), source) for paragraph, thing in lost)
    return list(dict.fromkeys(told))


def style_problems(converted: Converted, docx: bytes, source: SourceFile) -> list[Problem]:
    """What mammoth had to say of a Word file; what it says of a style at the first paragraph in
    that style.
    """
    if not any(converted.styles.values()):
        return list(converted.problems)
    uses, places = first_uses(docx), PlacesOfSource(source, docx)
    problems = []
    for problem in converted.problems:
        position = uses.get(converted.styles.get(problem, ""))
        place = places.of(position) if position is not None else problem.place
        problems.append(replace(problem, place=place))
    return problems


class PlacesOfSource:
    """Knows the place of a paragraph in the template, or in the file itself where it has none."""

    def __init__(self, source: SourceFile, docx: bytes) -> None:
        self.has_template = bool(source.template)
        self.places = places_of(source.template or docx, source.file)

    def of(self, position: Position) -> str:
        """The place of a paragraph; what the program put there itself stands in no template."""
        number = position.origin if self.has_template else position.number
        return self.places.get((position.part, number), "1") if number is not None else "1"


def _told(thing: str, place: str, source: SourceFile) -> Problem:
    message = f"{thing} staat in Word, en komt niet in PDF en webversie"
    return Problem(CODE, source.file, place, message, _HINT, Severity.WARNING)


def require_whole(problems: Sequence[Problem]) -> None:
    """Raise Stopped where anything was lost: a definitive release shows all that Word shows."""
    lost = [
        replace(problem, severity=Severity.ERROR) for problem in problems if problem.code == CODE
    ]
    if lost:
        raise Stopped(tuple(in_order(lost)))
