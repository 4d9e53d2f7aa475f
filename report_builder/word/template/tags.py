"""The tags in a template: found in the text of each paragraph, and joined when Word has split them
over runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docx.oxml.ns import qn

from report_builder.problems import Problem
from report_builder.word.ooxml import Element, P, R, T, own_texts, set_text, text_of

# A closing mark between quotes does not close the tag.
_QUOTED = r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’"
TAG = re.compile(rf"\{{\{{(?:{_QUOTED}|.)*?\}}\}}|\{{%(?:{_QUOTED}|.)*?%\}}|\{{#.*?#\}}", re.DOTALL)
_LITERAL = re.compile(r"[\"']([^\"']*)[\"']")
_OPENING = re.compile(r"\{[{%#]")
_LOOSE = re.compile(r"\{\s*\{|\}\s*\}|\{\s*%|%\s*\}")
_HALF = re.compile(r"\{\s*[a-z][a-z0-9_]*\.[a-z][^{}]*\}")
_TYPED = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "\n": " ", "\t": " "}
)

_CHANGES = {
    qn("w:ins"): "een ingevoegde tekst",
    qn("w:del"): "een verwijderde tekst",
    qn("w:moveFrom"): "een verplaatste tekst",
    qn("w:moveTo"): "een verplaatste tekst",
    qn("w:rPrChange"): "een gewijzigde opmaak",
    qn("w:pPrChange"): "een gewijzigde opmaak",
    qn("w:tcPrChange"): "een gewijzigde opmaak",
    qn("w:trPrChange"): "een gewijzigde opmaak",
    qn("w:tblPrExChange"): "een gewijzigde opmaak",
    qn("w:numberingChange"): "een gewijzigde nummering",
    qn("w:tblPrChange"): "een gewijzigde opmaak",
    qn("w:sectPrChange"): "een gewijzigde opmaak",
    qn("w:cellIns"): "een ingevoegde cel",
    qn("w:cellDel"): "een verwijderde cel",
}


# docxtpl takes away the paragraph, row, cell or run around a tag that opens with one of these.
_UNIT = re.compile(r"\{[{%#](p|tr|tc|r) ")
_SPACED_UNIT = re.compile(r"\{%-?\s+(p|tr|tc|r)\s")


@dataclass(frozen=True)
class Tag:
    """One tag: its text as Jinja reads it, and the place and the paragraph where it stands."""

    text: str
    place: str
    paragraph: Element = field(repr=False, compare=False)

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


def tags_in(root: Element) -> Iterator[str]:
    """The tags of a part as they are written."""
    for paragraph in root.iter(P):
        yield from TAG.findall(text_of(paragraph))


def quoted_texts(root: Element) -> Iterator[str]:
    """The texts between quotes in the tags of a part: the names of figures, slices and periods."""
    for tag in tags_in(root):
        yield from (found[1] for found in _LITERAL.finditer(tag.translate(_TYPED)))


def join_tags(
    root: Element, places: Mapping[Element, str], file: str
) -> tuple[list[Tag], list[Problem]]:
    """Put each tag of a part in one run, with plain quotes; return all tags in order, and what is
    wrong.

    A tag that crosses the edge of a hyperlink, a tracked change or a content control is refused.
    """
    tags: list[Tag] = []
    problems: list[Problem] = []
    for paragraph in root.iter(P):
        place = places.get(paragraph, "")
        if "{" not in (text := text_of(paragraph)) and "}" not in text:
            continue
        for found in list(TAG.finditer(_joined(paragraph))):
            tags.append(Tag(found.group().translate(_TYPED), place, paragraph))
            if not _join(paragraph, found.start(), found.end()):
                message = (
                    f"de tag {found.group()} loopt over de rand van een koppeling, wijziging of "
                    "besturingselement"
                )
                problems.append(
                    Problem(
                        "tag", file, place, message, "typ de tag opnieuw, helemaal binnen of buiten"
                    )
                )
        problems += _check_loose(paragraph, place, file)
    return tags, problems


def _joined(paragraph: Element) -> str:
    return "".join(element.text or "" for element in own_texts(paragraph) if element.tag == T)


def _join(paragraph: Element, start: int, end: int) -> bool:
    """Move the characters from `start` to `end` of a paragraph's text into the first run that has
    some of them.
    """
    parts: list[tuple[Element, int, int]] = []
    position = 0
    for element in own_texts(paragraph):
        text = element.text or "" if element.tag == T else ""
        low, high = max(start - position, 0), min(end - position, len(text))
        if low < high:
            parts.append((element, low, high))
        position += len(text)
    if len({_container(element) for element, _, _ in parts}) > 1:
        return False
    first, low, high = parts[0]
    tag = "".join((element.text or "")[a:b] for element, a, b in parts).translate(_TYPED)
    for element, a, b in reversed(parts[1:]):
        set_text(element, (element.text or "")[:a] + (element.text or "")[b:])
    set_text(first, (first.text or "")[:low] + tag + (first.text or "")[high:])
    return True


def _container(element: Element) -> Element:
    """What a run stands in: the paragraph, a hyperlink, a tracked change, a content control."""
    run = next(element.iterancestors(R))
    return run.getparent()


def _check_loose(paragraph: Element, place: str, file: str) -> Iterator[Problem]:
    rest = TAG.sub("", _joined(paragraph))
    opening = _OPENING.search(rest)
    if opening:
        snippet = rest[opening.start() :][:60]
        yield unclosed(snippet, place, file)
        rest = rest[: opening.start()]
    hint = "schrijf {{ … }} of {% … %}, met aan beide kanten twee tekens zonder spatie ertussen"
    for marks in _LOOSE.findall(rest):
        message = f"losse tekens '{marks}': deze tag is niet goed geopend of gesloten"
        yield Problem("tag", file, place, message, hint)
    for half in _HALF.findall(rest):
        yield Problem("tag", file, place, f"'{half}' heeft te weinig accolades", hint)


def unclosed(text: str, place: str, file: str) -> Problem:
    """The problem that a tag is not closed in its paragraph."""
    hint = "sluit af met }} of %}, in dezelfde alinea"
    return Problem("tag", file, place, f"{text}: deze tag wordt niet gesloten", hint)


def find_changes(root: Element, places: Mapping[Element, str], file: str) -> Iterator[Problem]:
    """The tracked changes that are left in a part, one problem for each paragraph and kind."""
    told = set()
    for element in root.iter(*_CHANGES):
        around = (next(ancestor.iter(P), None) for ancestor in (element, *element.iterancestors()))
        paragraph = next(element.iterancestors(P), None)
        if paragraph is None:
            paragraph = next(found for found in around if found is not None)
        place = places.get(paragraph, "")
        if (place, _CHANGES[element.tag]) not in told:
            told.add((place, _CHANGES[element.tag]))
            message = f"{_CHANGES[element.tag]} is nog niet aanvaard of verworpen"
            yield Problem(
                "wijziging",
                file,
                place,
                message,
                "kies in Word Controleren > Accepteren of Negeren",
            )
