"""What comes back from reviewers: Word files read as paragraphs with their changes and comments,
and their remarks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class TrackedChange:
    """A tracked change: who made it, and when, as the file says."""

    author: str
    date: str


class ChangeKind(StrEnum):
    """What was done where Word kept track of it; the values are what the work list calls it."""

    TEXT = "tekst"
    MOVE = "verplaatst"
    BREAK = "alinea-einde ingevoegd"
    JOIN = "samengevoegd met de volgende alinea"
    ROW_IN = "rij ingevoegd"
    ROW_OUT = "rij verwijderd"
    CELL_IN = "cel ingevoegd"
    CELL_OUT = "cel verwijderd"
    CELL_MERGE = "cellen samengevoegd of gesplitst"
    PICTURE = "figuur of noot ingevoegd of weggehaald"
    LOOK = "andere opmaak"
    OTHER = "een gewijzigd element"


@dataclass(frozen=True)
class ChangeMark:
    """One mark of a tracked change in a Word file: what was done, by whom and when."""

    kind: ChangeKind
    change: TrackedChange


class TextPart(StrEnum):
    """Which part of a Word file a passage stands in."""

    BODY = "tekst"
    NOTE = "noot"
    EDGE = "kop- of voettekst"
    BOX = "tekstvak"


@dataclass(frozen=True)
class HandMark:
    """What people mark a text with by hand: struck through, or a colour behind it, as `FFFF00`;
    `change` says by whom and when, where Word kept track.
    """

    is_struck: bool = False
    colour: str = ""
    change: TrackedChange | None = None


@dataclass(frozen=True)
class Stretch:
    """A piece of text of a paragraph: whether it was put in or taken out, the key of the value that
    it is of, and what it is marked with.
    """

    text: str
    inserted: TrackedChange | None = None
    deleted: TrackedChange | None = None
    key: str = ""
    look: HandMark = HandMark()


@dataclass(frozen=True)
class Span:
    """Where in the text of a passage a value stands."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Passage:
    """A paragraph, or a row of a table with its cells between bars: the smallest thing that a
    remark is laid on. One that was split with tracking is still one.

    `place` is where it stands in its own file, `origin` the number of the template's paragraph that
    it comes from.
    """

    place: str
    stretches: tuple[Stretch, ...]
    origin: int | None = None
    is_contents: bool = False
    """Whether it is a line of a table of contents, which changes with the pages."""
    marks: tuple[ChangeMark, ...] = ()
    """Every tracked change in it: of its text, its look and its shape."""
    part: TextPart = TextPart.BODY
    is_row: bool = False
    pictures: tuple[str, ...] = ()
    """What each drawing in it is known by, as it was before its tracked changes."""

    @property
    def text(self) -> str:
        """How it read before its tracked changes."""
        return "".join(part.text for part in self.stretches if part.inserted is None)

    def changed_by(self, author: str) -> str:
        """How it reads with the changes of one author, and without those of others."""
        return "".join(part.text for part in self.stretches if _is_left(part, author))

    @property
    def authors(self) -> tuple[str, ...]:
        """Who changed its text or shape with tracking, in the order in which they come first."""
        changes = [mark.change for mark in self.marks if mark.kind is not ChangeKind.LOOK]
        for part in self.stretches:
            changes += [change for change in (part.inserted, part.deleted) if change]
        return tuple(dict.fromkeys(change.author for change in changes))

    @property
    def values(self) -> tuple[Span, ...]:
        """Where its values stand in the text before its tracked changes."""
        spans: list[Span] = []
        position = 0
        for part in self.stretches:
            if part.inserted is not None:
                continue
            end = position + len(part.text)
            if part.key and spans and spans[-1].key == part.key and spans[-1].end == position:
                spans[-1] = Span(spans[-1].start, end, part.key)
            elif part.key:
                spans.append(Span(position, end, part.key))
            position = end
        return tuple(spans)


def _is_left(part: Stretch, author: str) -> bool:
    if part.inserted and part.inserted.author != author:
        return False
    return part.deleted is None or part.deleted.author != author


@dataclass(frozen=True)
class Comment:
    """A comment: who wrote it and when, about which text, and what it replies to; `passage` is None
    outside the text.
    """

    author: str
    date: str
    text: str
    about: str
    passage: int | None
    reply_to: str = ""
    is_done: bool = False
    is_own: bool = False
    """Whether it reads as the program writes its own."""


@dataclass(frozen=True)
class UnreadPart:
    """Something that a reviewer may have said and that is not read: what it is, and where."""

    noun: str
    place: str


@dataclass(frozen=True)
class WordFile:
    """A Word file as reviewers see it; `version` is that of the concept, empty when it does not
    say.
    """

    version: str
    passages: tuple[Passage, ...]
    comments: tuple[Comment, ...] = ()
    loose_marks: tuple[ChangeMark, ...] = ()
    """Tracked changes of the look of all of it, which stand in no passage."""
    unread: tuple[UnreadPart, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """How a reviewer judged one item on the review page, and the remark with it."""

    key: str
    kind: str
    place: str
    text: str
    status: str
    remark: str
    proposal: str = ""
    """The text that the reviewer would have there instead."""
    selection: str = ""
    """The sentence of the text that the remark is about, where one was selected."""


@dataclass(frozen=True)
class ReviewFile:
    """What a reviewer saved on the review page of one version; `reviewer` is the organisation."""

    version: str
    reviewer: str
    saved: str
    verdicts: tuple[Verdict, ...]
    browser: str = ""
    """The id that the page gave the browser; empty in a file of an older page."""

    @property
    def writer(self) -> str:
        """Who wrote it, as far as a file tells: the browser. Without that each file is of somebody
        else, unless it says the same.
        """
        return self.browser or repr((self.version, self.reviewer, self.verdicts))


@dataclass(frozen=True)
class PlacedRemark:
    """A remark as it came back from a reviewer, laid on the place in the template that it is about.

    `about` is the text that it is about, `words` the remark or the new text. `passage` is the
    number of the passage of the report, None where it could not be placed; `notes` say what to look
    out for.
    """

    template: str
    place: str
    kind: str
    about: str
    words: str
    reviewer: str
    written: str
    file: str
    action: str
    notes: tuple[str, ...] = ()
    passage: int | None = None
    new_text: str = ""
    """Of a change: the whole passage as it becomes."""
    key: str = ""
    """Of a verdict on the review page: the item that it is about."""
    version: str = ""
    """That of the concept that it is about."""
    id: str = ""
    """The id under which it is kept with the project, when it is."""
    writer: str = ""
    """Of what was judged on the review page: who wrote it, as its file tells."""
    moment: str = ""
    """Of what was judged on the review page: when it was saved, as its file tells."""
    marks: int = 1
    """How many comments or tracked changes of the file it tells."""
    strikes: tuple[str, ...] = ()
    """Whose changes in the same file it takes out again."""


@dataclass(frozen=True)
class Received:
    """One file that came back: its version, who is in it, and how much of what was read in it."""

    file: str
    version: str
    people: tuple[str, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """What could not be read: its place, and why."""
    listed: int = 0
    """How much of what was read stands in the work list."""
    unlisted: Mapping[str, int] = field(default_factory=dict)
    """How much of it does not, by the reason: together with what does it is all that was read."""


@dataclass(frozen=True)
class Conflict:
    """Where what came back does not agree: the place, what it is about, and what each wrote."""

    place: str
    about: str
    sides: tuple[PlacedRemark, ...]
