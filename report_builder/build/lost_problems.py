"""What was lost between a filled Word file and the HTML that PDF and web edition are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from report_builder.model.shown import ShownParagraph
from report_builder.problems import Problem, Severity, Stopped, in_order
from report_builder.web.lost_content import find_dropped, find_lost
from report_builder.word.shown.inventory import places_of

CODE = "omzetting"
_HINT = "schrijf deze alinea eenvoudiger in Word, als gewone tekst"


@dataclass(frozen=True)
class SourceFile:
    """What problems call the file that a document was made of, and the template that was filled;
    that is empty where the document itself is the file.
    """

    file: str
    template: bytes = b""


def lost_problems(
    shown: Sequence[ShownParagraph],
    pieces: Mapping[int, str],
    bodies: Iterable[str],
    source: SourceFile,
    docx: bytes,
) -> list[Problem]:
    """A warning for all that a paragraph shows and the HTML does not (contract, section 3).

    `pieces` are what the conversion of the file `docx` gave for each paragraph, `bodies` the
    finished HTML. Places are those of the template, as drafters know it.
    """
    lost = list(dict.fromkeys([*find_lost(shown, pieces), *find_dropped(shown, bodies)]))
    if not lost:
        return []
    places = places_of(source.template or docx, source.file)
    return list(dict.fromkeys(_told(lost, places, source)))


def _told(
    lost: Iterable[tuple[ShownParagraph, str]],
    places: Mapping[tuple[str, int], str],
    source: SourceFile,
) -> Iterator[Problem]:
    for paragraph, thing in lost:
        position = paragraph.origin if source.template else paragraph.position
        # What the program put there itself comes from no paragraph of the template.
        place = places.get((paragraph.part, position), "1") if position is not None else "1"
        message = f"{thing} staat in Word, en komt niet in PDF en webversie"
        yield Problem(CODE, source.file, place, message, _HINT, Severity.WARNING)


def require_whole(problems: Sequence[Problem]) -> None:
    """Raise Stopped where anything was lost: a definitive release shows all that Word shows."""
    lost = [
        replace(problem, severity=Severity.ERROR) for problem in problems if problem.code == CODE
    ]
    if lost:
        raise Stopped(tuple(in_order(lost)))
