"""The tags in a template: found in the text of each paragraph, and joined when Word has split them
over runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.text.paragraph import CT_P

from report_builder.problems import Problem
from report_builder.word.ooxml import (
    Element,
    T,
    paragraphs_in,
    parent_of,
    run_of,
    set_text,
    text_of,
    texts_in,
)
from report_builder.word.places import Places

# A closing mark between quotes does not close the tag.
_QUOTED = r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’"
TAG = re.compile(rf"\{{\{{(?:{_QUOTED}|.)*?\}}\}}|\{{%(?:{_QUOTED}|.)*?%\}}|\{{#.*?#\}}", re.DOTALL)
_LITERAL = re.compile(r"[\"']([^\"']*)[\"']")
_OPENING = re.compile(r"\{[{%#]")
_LOOSE = re.compile(r"\{\s*\{|\}\s*\}|\{\s*%|%\s*\}")
_HALF = re.compile(r"\{\s*[a-z][a-z0-9_]*\.[a-z][^{}]*\}")
# Word turns quotes round and puts in spaces that do not break, also where a drafter writes code.
_TYPED = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "\n": " ", "\t": " "}
)
# docxtpl takes away the paragraph, row, cell or run around a tag that opens with one of these.
_UNIT = re.compile(r"\{[{%#](p|tr|tc|r) ")
_SPACED_UNIT = re.compile(r"\{%-?\s+(p|tr|tc|r)\s")
_LONGEST_QUOTE = 60
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
        return re.search(r"\{[{%]", re.sub(_QUOTED, "", self.text[2:])) is not None

    @property
    def word(self) -> str:
        """The word that a statement begins with: if, for, endif and so on."""
        return self.inner.partition(" ")[0] if self.is_statement else ""


@dataclass(frozen=True)
class _TagPart:
    """What of a tag stands in one w:t: its characters from `start` to `end`."""

    element: Element
    start: int
    end: int

    @property
    def whole(self) -> str:
        return self.element.text or ""

    @property
    def text(self) -> str:
        return self.whole[self.start : self.end]

    def replace(self, text: str) -> None:
        """Put another text in its place."""
        set_text(self.element, self.whole[: self.start] + text + self.whole[self.end :])


def tags_in(root: Element) -> Iterator[str]:
    """The tags of a part as they are written."""
    for paragraph in paragraphs_in(root):
        yield from TAG.findall(text_of(paragraph))


def quoted_texts(root: Element) -> Iterator[str]:
    """The texts between quotes in the tags of a part: the names of figures, slices and periods."""
    for tag in tags_in(root):
        yield from _LITERAL.findall(tag.translate(_TYPED))


def join_tags(root: Element, places: Places, file: str) -> tuple[list[Tag], list[Problem]]:
    """Put each tag of a part in one run, with plain quotes; return all tags in order, and what is
    wrong.

    A tag that crosses the edge of a hyperlink, a tracked change or a content control is refused.
    """
    tags: list[Tag] = []
    problems: list[Problem] = []
    for paragraph in paragraphs_in(root):
        text = text_of(paragraph)
        if "{" not in text and "}" not in text:
            continue
        place = places.get(paragraph, "")
        for match in list(TAG.finditer(_tag_text(paragraph))):
            tags.append(Tag(match[0].translate(_TYPED), place, paragraph))
            if not _join(paragraph, match.start(), match.end()):
                message = (
                    f"de tag {match[0]} loopt over de rand van een koppeling, wijziging of "
                    "besturingselement"
                )
                hint = "typ de tag opnieuw, helemaal binnen of buiten"
                problems.append(Problem("tag", file, place, message, hint))
        problems += _check_loose(paragraph, place, file)
    return tags, problems


def _tag_text(paragraph: CT_P) -> str:
    """The text of a paragraph without its tabs and breaks, which may stand in the midst of a
    tag.
    """
    return "".join(element.text or "" for element in texts_in(paragraph) if element.tag == T)


def _join(paragraph: CT_P, start: int, end: int) -> bool:
    """Move the characters from `start` to `end` of a paragraph's text into the first run that has
    some of them.
    """
    parts = list(_parts(paragraph, start, end))
    if len({_container(part.element) for part in parts}) > 1:
        return False
    tag = "".join(part.text for part in parts).translate(_TYPED)
    first, *others = parts
    for part in others:
        part.replace("")
    first.replace(tag)
    return True


def _parts(paragraph: CT_P, start: int, end: int) -> Iterator[_TagPart]:
    """What each w:t has of the characters from `start` to `end`."""
    position = 0
    for element in texts_in(paragraph):
        length = len(element.text or "") if element.tag == T else 0
        first, last = max(start - position, 0), min(end - position, length)
        if first < last:
            yield _TagPart(element, first, last)
        position += length


def _container(text: Element) -> Element:
    """What the run of a w:t stands in: the paragraph, a hyperlink, a tracked change, a content
    control.
    """
    return parent_of(run_of(text))


def _check_loose(paragraph: CT_P, place: str, file: str) -> Iterator[Problem]:
    """Braces that are left when the tags have been taken out."""
    outside = TAG.sub("", _tag_text(paragraph))
    opening = _OPENING.search(outside)
    if opening:
        # What follows belongs to the tag that was never closed, and is told with it.
        yield unclosed(outside[opening.start() :][:_LONGEST_QUOTE], place, file)
        outside = outside[: opening.start()]
    for braces in _LOOSE.findall(outside):
        message = f"losse tekens '{braces}': deze tag is niet goed geopend of gesloten"
        yield Problem("tag", file, place, message, _BRACES_HINT)
    for half_tag in _HALF.findall(outside):
        message = f"'{half_tag}' heeft te weinig accolades"
        yield Problem("tag", file, place, message, _BRACES_HINT)


def unclosed(text: str, place: str, file: str) -> Problem:
    """The problem that a tag is not closed in its paragraph."""
    hint = "sluit af met }} of %}, in dezelfde alinea"
    return Problem("tag", file, place, f"{text}: deze tag wordt niet gesloten", hint)
