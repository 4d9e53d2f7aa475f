"""What kinds of documents there are, and everything in which they differ.

A new kind is one member of DocumentKind with its traits: other code asks these, and never which
kind it has before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class PageClass(StrEnum):
    """How the pages of a document look: a class of pdf/print.css."""

    REPORT = "rapport"
    LETTER = "letter"
    NOTA = "nota"
    NEWS = "news"
    SOCIAL = "social"


@dataclass(frozen=True)
class Numbering:
    """How the report calls a document: its noun, and the number of the first (0), second (1), …"""

    noun: str
    number: Callable[[int], str]


@dataclass(frozen=True)
class Accompanying:
    """How a document goes before the report in the kamerstuk; the one of layer 0 lies on top.

    What is not sent to parliament goes before it in a concept only.
    """

    layer: int
    is_sent: bool


@dataclass(frozen=True)
class DocumentTraits:
    """In what a kind of document differs from the others."""

    page_class: PageClass
    is_report: bool = False
    """Whether its documents are bound together as the report, under one list of contents."""
    numbering: Numbering | None = None
    """How the report numbers it; what is not numbered goes by its title."""
    tells_history: bool = False
    """Whether it holds history by itself, so that it may say more than the others do; those take
    over what it says.
    """
    is_addressed: bool = False
    """Whether every addressee of the edition gets one."""
    accompanying: Accompanying | None = None
    """How it goes before the report, if it does."""
    is_public: bool = False
    """Whether it goes into the public set, without the personal data of civil servants."""
    is_news: bool = False
    """Whether it tells the public what is new: nothing stale belongs in it, accepted or not, and it
    is handed over as a web page instead of a PDF.
    """
    has_posts: bool = False
    """Whether it consists of posts for social media, each of which gets a file of its own."""


def _figures(place: int) -> str:
    return str(place + 1)


def _letters(place: int) -> str:
    """A to Z, then AA, AB, …, as Word counts."""
    rest, letter = divmod(place, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + letter)


class DocumentKind(StrEnum):
    """What a document is: the word for it in the edition file, and its traits."""

    traits: DocumentTraits

    def __new__(cls, word: str, traits: DocumentTraits) -> Self:
        """A kind; one without traits cannot be made."""
        kind = str.__new__(cls, word)
        kind._value_ = word
        kind.traits = traits
        return kind

    CHAPTER = (
        "chapter",
        DocumentTraits(
            PageClass.REPORT,
            is_report=True,
            is_public=True,
            numbering=Numbering("hoofdstuk", _figures),
            tells_history=True,
        ),
    )
    PART = "part", DocumentTraits(PageClass.REPORT, is_report=True, is_public=True)
    APPENDIX = (
        "appendix",
        DocumentTraits(
            PageClass.REPORT,
            is_report=True,
            is_public=True,
            numbering=Numbering("bijlage", _letters),
            tells_history=True,
        ),
    )
    LETTER = (
        "letter",
        DocumentTraits(
            PageClass.LETTER,
            is_addressed=True,
            accompanying=Accompanying(layer=1, is_sent=True),
            is_public=True,
        ),
    )
    NOTA = (
        "nota",
        DocumentTraits(
            PageClass.NOTA,
            accompanying=Accompanying(layer=0, is_sent=False),
            is_public=True,
        ),
    )
    NEWS = "news", DocumentTraits(PageClass.NEWS, is_news=True)
    SOCIAL = "social", DocumentTraits(PageClass.SOCIAL, is_news=True, has_posts=True)
