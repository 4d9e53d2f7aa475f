"""The tags in a template: found in the text of each paragraph, and joined when Word has split them
over runs, with a break, a tab or a hyphen of its own in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.problems import Problem
from report_builder.word.ooxml import (
    Element,
    R,
    T,
    find_paragraph,
    paragraphs_in,
    parent_of,
    remove,
    run_of,
    set_text,
    text_of,
)
from report_builder.word.places import Places
from report_builder.word.template.tag_text import (
    LONGEST_TAG,
    QUOTED,
    TAG,
    as_meant,
    texts_between_quotes,
)

_OPENING = re.compile(r"\{[{%#]")
_LOOSE = re.compile(r"\{\s*\{|\}\s*\}|\{\s*%|%\s*\}")
_HALF = re.compile(r"\{\s*[a-z][a-z0-9_]*\.[a-z][^{}]*\}")
_WORD = re.compile(r"\w*")
# docxtpl takes away the paragraph, row, cell or run around a tag that opens with one of these.
_UNIT = re.compile(r"\{[{%#](p|tr|tc|r) ")
_SPACED_UNIT = re.compile(r"\{%-?\s+(p|tr|tc|r)\s")
_LONGEST_QUOTE = 60
MOST_TAGS = 20_000
"""A part of a template has so many tags at most."""
_LONGEST_PARAGRAPH = 100_000
"""A paragraph with tags has so many characters at most: those of a small chapter."""
_SIGNS = {
    **{qn(f"w:{name}"): " " for name in ("tab", "br", "cr", "ptab")},
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",
    qn("w:sym"): "\ufffd",
}
"""What Word may put between the letters of a tag that is no text, and what it is read as."""
_BRACES_HINT = "schrijf {{ … }} of {% … %}, met aan beide kanten twee tekens zonder spatie ertussen"


@dataclass(frozen=True)
class Tag:
    """One tag: its text as Jinja reads it, and the place and the paragraph where it stands."""

    text: str
    place: str
    paragraph: CT_P = field(repr=False, compare=False)

    @property
    def is_comment(self) -> bool:
        """Whether it prints nothing and does nothing."""
        return self.text.startswith("{#")

    @property
    def is_statement(self) -> bool:
        """Whether it steers what is printed."""
        return self.text.startswith("{%")

    @property
    def unit(self) -> str:
        """What docxtpl takes away around it: p, tr, tc or r; empty for nothing."""
        match = _UNIT.match(self.text)
        return match[1] if match else ""

    @property
    def has_spaced_unit(self) -> bool:
        """Whether a space keeps docxtpl from seeing p, tr, tc or r."""
        return _SPACED_UNIT.match(self.text) is not None

    @property
    def inner(self) -> str:
        """What is written in it, without p, tr, tc or r and the dashes that eat white space."""
        text = self.text[2:-2]
        if self.unit or (self.is_statement and self.has_spaced_unit):
            text = text.strip("-").split(maxsplit=1)[1]
        return text.strip("-").strip()

    @property
    def swallows_another(self) -> bool:
        """Whether a new tag begins in it: it was never closed itself."""
        return re.search(r"\{[{%]", QUOTED.sub("", self.text[2:])) is not None

    @property
    def word(self) -> str:
        """The word that a statement begins with: if, for, endif and so on."""
        match = _WORD.match(self.inner) if self.is_statement else None
        return match[0] if match else ""


@dataclass(frozen=True)
class _Piece:
    """A w:t of a paragraph, or a sign between these, and the characters of a tag that it has: those
    from `start` to `end`.
    """

    element: Element
    start: int
    end: int

    @property
    def is_text(self) -> bool:
        """Whether it can hold the tag."""
        return self.element.tag == T

    def replace(self, text: str) -> None:
        """Put another text in the place of these characters; a sign has no other and goes."""
        if not self.is_text:
            remove(self.element)
            return
        whole = self.element.text or ""
        set_text(self.element, whole[: self.start] + text + whole[self.end :])


def tags_in(root: Element) -> Iterator[str]:
    """The tags of a part as they are written."""
    for paragraph in paragraphs_in(root):
        yield from TAG.findall(text_of(paragraph))


def quoted_texts(root: Element) -> Iterator[str]:
    """The texts between quotes in the tags of a part: the names of figures, slices and periods."""
    for tag in tags_in(root):
        yield from texts_between_quotes(tag)


def join_tags(root: Element, places: Places, file: str) -> tuple[list[Tag], list[Problem]]:
    """Put each tag of a part in one run, as it is meant; return all tags in order, and what is
    wrong.

    A tag that crosses the edge of a hyperlink, a tracked change or a content control is refused.
    """
    tags: list[Tag] = []
    problems: list[Problem] = []
    for paragraph in paragraphs_in(root):
        text = _written(paragraph)
        if "{" not in text and "}" not in text:
            continue
        place = places.get(paragraph, "")
        if len(text) > _LONGEST_PARAGRAPH or len(tags) > MOST_TAGS:
            problems.append(_too_much(place, file))
            break
        problems += _join_all(paragraph, text, tags, place, file)
        problems += _check_loose(TAG.sub("", text), place, file)
    return tags, problems


def _join_all(
    paragraph: CT_P, text: str, tags: list[Tag], place: str, file: str
) -> Iterator[Problem]:
    """Join the tags of a paragraph and add them to the others."""
    shift = 0
    for match in TAG.finditer(text):
        tag = as_meant(match[0])
        tags.append(Tag(tag, place, paragraph))
        if _join(paragraph, match.start() + shift, match.end() + shift, tag):
            shift += len(tag) - len(match[0])
            continue
        message = (
            f"de tag {match[0]} loopt over de rand van een koppeling, wijziging of "
            "besturingselement"
        )
        yield Problem("tag", file, place, message, "typ de tag opnieuw, helemaal binnen of buiten")


def _too_much(place: str, file: str) -> Problem:
    message = (
        f"dit deel heeft meer dan {MOST_TAGS} tags, of een alinea van meer dan "
        f"{_LONGEST_PARAGRAPH} tekens met tags"
    )
    return Problem("tag", file, place, message, "verdeel de tekst over alinea's en sjablonen")


def _signs_of(paragraph: CT_P) -> Iterator[tuple[Element, str]]:
    """What a paragraph is written with, in order: each w:t and sign, with its characters."""
    for element in paragraph.iter(T, *_SIGNS):
        is_written = element.tag == T or parent_of(element).tag == R
        if is_written and find_paragraph(element) is paragraph:
            yield element, _SIGNS.get(str(element.tag), element.text or "")


def _written(paragraph: CT_P) -> str:
    """The text of a paragraph with all that may stand in the midst of a tag."""
    return "".join(text for _, text in _signs_of(paragraph))


def _join(paragraph: CT_P, start: int, end: int, tag: str) -> bool:
    """Put a tag, which stands from `start` to `end` in a paragraph, in the first run that has some
    of it.
    """
    pieces = list(_pieces(paragraph, start, end))
    if len({_container(piece.element) for piece in pieces}) > 1:
        return False
    first, *others = pieces
    for piece in others:
        piece.replace("")
    first.replace(tag)
    return True


def _pieces(paragraph: CT_P, start: int, end: int) -> Iterator[_Piece]:
    """What each element has of the characters from `start` to `end`."""
    position = 0
    for element, text in list(_signs_of(paragraph)):
        first, last = max(start - position, 0), min(end - position, len(text))
        if first < last:
            yield _Piece(element, first, last)
        position += len(text)


def _container(text: Element) -> Element:
    """What the run of a w:t stands in: the paragraph, a hyperlink, a tracked change, a content
    control.
    """
    return parent_of(run_of(text))


def _check_loose(outside: str, place: str, file: str) -> Iterator[Problem]:
    """Braces that are left when the tags have been taken out."""
    opening = _OPENING.search(outside)
    if opening:
        # What follows belongs to the tag that was never closed, and is told with it.
        yield unclosed(outside[opening.start() :], place, file)
        outside = outside[: opening.start()]
    for braces in _LOOSE.findall(outside):
        message = f"losse tekens '{braces}': deze tag is niet goed geopend of gesloten"
        yield Problem("tag", file, place, message, _BRACES_HINT)
    # What was told for its loose braces is no half tag as well.
    for half_tag in _HALF.findall(_LOOSE.sub("", outside)):
        message = f"'{half_tag}' heeft te weinig accolades"
        yield Problem("tag", file, place, message, _BRACES_HINT)


def unclosed(text: str, place: str, file: str) -> Problem:
    """The problem that a tag is not closed in its paragraph, or not before it is too long."""
    start = text[:_LONGEST_QUOTE]
    if len(text) > LONGEST_TAG:
        hint = f"sluit af met }}}} of %}}, binnen {LONGEST_TAG} tekens"
        return Problem("tag", file, place, f"{start}…: deze tag is te lang", hint)
    hint = "sluit af met }} of %}, in dezelfde alinea"
    return Problem("tag", file, place, f"{start}: deze tag wordt niet gesloten", hint)
