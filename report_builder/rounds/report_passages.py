"""The report that remarks are laid on: each passage of it, with the place in the template that it
comes from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from report_builder.build.release_setup import Job
from report_builder.model.document import FilledDocument, Numbers
from report_builder.model.returned import Span, Stretch, TextPart, WordFile
from report_builder.model.value import Freshness, TracedValue
from report_builder.rounds.passage_texts import plain
from report_builder.word.bind.cross_references import resolve_references
from report_builder.word.ooxml import P
from report_builder.word.package import read_docx, styles_of
from report_builder.word.places import find_places, heading_levels
from report_builder.word.read.passages import read_passages

_CAPTION = re.compile(r"^((?:Figuur|Tabel|Dashboard|Overzicht) \S+)")
_ROW_OF_TABLE = re.compile(r", tabel \d+(, rij \d+)$")


@dataclass(frozen=True)
class IssuedDocument:
    """A document that is handed out: its job, how it was filled, and the numbers of what it refers
    to.
    """

    job: Job
    filled: FilledDocument
    numbers: Numbers


@dataclass(frozen=True)
class ReportPassage:
    """A passage of the report as it is now: the template and the place in it that it comes from,
    and its text.
    """

    template: str
    place: str
    text: str
    values: tuple[Span, ...] = ()
    keys: frozenset[str] = frozenset()
    """The values in it and the figure that it is the caption of, by key."""
    printed_place: str = ""
    """Where it stands in what is printed: `hoofdstuk-3: onder 'Instroom', alinea 4`."""
    part: TextPart = TextPart.BODY
    stretches: tuple[Stretch, ...] = ()
    pictures: tuple[str, ...] = ()
    """What each drawing in it is known by."""


@dataclass(frozen=True)
class Report:
    """The report as its templates make it now: its passages, its newest version, and each value as
    it is printed.
    """

    passages: tuple[ReportPassage, ...]
    newest: str
    numbers: Mapping[str, str]
    comments: frozenset[tuple[str, str]]
    """The comments that it carries itself, by author and text."""
    values: Mapping[str, tuple[TracedValue, ...]] = field(default_factory=dict)
    """The values that it prints, by what they are of."""

    @property
    def places(self) -> dict[tuple[str, str], int]:
        """The number of each passage by its template and place."""
        return {
            (passage.template, passage.place): number
            for number, passage in enumerate(self.passages)
        }

    def is_printed(self, key: str, text: str) -> bool:
        """Whether a value with this key was printed as this text, as far as the values of now tell.

        The key is made of the text too, so that it also proves what an earlier concept printed.
        """
        candidates = self.values.get(_name(key), ())
        return any(
            replace(value, text=text, freshness=freshness).key == key
            for value in candidates
            for freshness in Freshness
        )


def _name(key: str) -> str:
    """What a value is of, which its key begins with."""
    return key.rpartition("~")[0]


def read_report(
    documents: Sequence[IssuedDocument], newest: str, numbers: Mapping[str, str]
) -> Report:
    """The report that these documents are; `numbers` are the values that were printed before."""
    passages: list[ReportPassage] = []
    comments: set[tuple[str, str]] = set()
    values: dict[str, list[TracedValue]] = defaultdict(list)
    printed = dict(numbers)
    for document in documents:
        word = _read(document)
        passages += _passages(document, word)
        comments |= comments_of(word)
        for placed in document.filled.values:
            printed[placed.value.key] = placed.value.text
            values[_name(placed.value.key)].append(placed.value)
    by_name = {name: tuple(named) for name, named in values.items()}
    return Report(tuple(passages), newest, printed, frozenset(comments), by_name)


def comments_of(word: WordFile) -> set[tuple[str, str]]:
    """The comments of a Word file, by author and text."""
    return {(comment.author, plain(comment.text)) for comment in word.comments}


def _read(document: IssuedDocument) -> WordFile:
    opened = read_docx(document.filled.data)
    resolve_references(opened, document.numbers, is_live=document.job.traits.is_report)
    return read_passages(opened)


def _passages(document: IssuedDocument, word: WordFile) -> Iterator[ReportPassage]:
    template_places = _template_places(document.job.template)
    figures = {
        f"{figure.noun} {figure.number}".casefold(): figure.figure
        for figure in document.filled.placed
    }
    for passage in word.passages:
        caption = _CAPTION.match(passage.text)
        figure = figures.get(caption[1].casefold()) if caption else None
        keys = {span.key for span in passage.values}
        yield ReportPassage(
            template=document.job.file,
            place=_place(passage.place, passage.origin, template_places),
            text=passage.text,
            values=passage.values,
            keys=frozenset(keys | {figure} if figure else keys),
            printed_place=f"{document.job.label}: {passage.place}",
            part=passage.part,
            stretches=passage.stretches,
            pictures=passage.pictures,
        )


def _place(place: str, origin: int | None, template_places: Sequence[str]) -> str:
    """Where a drafter finds a passage: at the paragraph of the template that made it.

    A row of a table that one tag made has no paragraph of its own there, and keeps its number.
    """
    if origin is None or origin >= len(template_places):
        return place
    template_place = template_places[origin]
    row = _ROW_OF_TABLE.search(place)
    if row is None or ", tabel" in template_place:
        return template_place
    return template_place + row[1]


def _template_places(template: bytes) -> list[str]:
    """The place of each paragraph of a template, in order."""
    document = read_docx(template)
    places = find_places(document.element, heading_levels(styles_of(document)))
    return [places.get(paragraph, "") for paragraph in document.element.iter(P)]
