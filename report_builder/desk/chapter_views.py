"""The chapters as they are read on a screen: the last good text of each, and what the next one
changes in it.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from report_builder.build.filled_project import FilledProject
from report_builder.build.late_parts import states_of
from report_builder.build.release_setup import Job
from report_builder.build.session import Checked, Session
from report_builder.problems import Problem
from report_builder.store import digest
from report_builder.web.screen_blocks import ScreenBlock, ScreenParagraph, cut_blocks

ADDRESS = "/hoofdstukken"
_KEPT = 6
"""So many texts of a chapter are kept: for pages that were not told of the last ones."""


@dataclass(frozen=True)
class ChapterEntry:
    """A document of the edition, by the name in its address: its title and its template."""

    label: str
    title: str
    file: str


@dataclass(frozen=True)
class ChapterText:
    """The text of a chapter, of one state of the project; `version` is another when it is read or
    looks otherwise.
    """

    version: str
    blocks: tuple[ScreenBlock, ...]
    paragraphs: tuple[ScreenParagraph, ...]
    pictures: Mapping[str, bytes]
    numbers: Mapping[str, int]
    """The first paragraph at each place of the template."""


@dataclass(frozen=True)
class ChapterView:
    """A chapter as it stands: its text, if there is any yet, and what is wrong with its template.

    `is_earlier` says that the text is of before the errors; `elsewhere` counts the errors in other
    files.
    """

    entry: ChapterEntry
    text: ChapterText | None
    is_earlier: bool
    problems: tuple[Problem, ...]
    elsewhere: int


@dataclass(frozen=True)
class GonePassage:
    """What a paragraph read as that is not there any more, and the number of the one that stands
    where it stood; None at the end.
    """

    text: str
    before: int | None


@dataclass(frozen=True)
class TextChanges:
    """What differs between two texts of a chapter: the numbers of the paragraphs that are new or
    another, and those that went.
    """

    changed: tuple[int, ...] = ()
    gone: tuple[GonePassage, ...] = ()


class ChapterViews:
    """The chapters of a project that is followed; threads may ask."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._entries: tuple[ChapterEntry, ...] = ()
        self._entries_of = ""
        self._late: Mapping[str, int] = {}
        self._late_of = ""
        self._texts: dict[str, OrderedDict[str, ChapterText]] = {}
        self._seen: dict[str, tuple[str, ChapterText | None]] = {}
        self._guard = threading.Lock()

    def entries(self, checked: Checked | None) -> tuple[ChapterEntry, ...]:
        """The documents in reading order; those of before while the edition cannot be read."""
        with self._guard:
            if checked is not None and self._entries_of != checked.state:
                if isinstance(checked.project, FilledProject):
                    self._entries = tuple(_entries(checked.project))
                self._entries_of = checked.state
            return self._entries

    def late_counts(self, checked: Checked | None) -> Mapping[str, int]:
        """How many of the figures that each document prints are late; those of before while the
        edition cannot be read.
        """
        with self._guard:
            if checked is not None and self._late_of != checked.state:
                if isinstance(checked.project, FilledProject):
                    self._late = _count_late(checked.project)
                self._late_of = checked.state
            return self._late

    def view(self, checked: Checked, label: str) -> ChapterView | None:
        """A chapter as it stands in a state of the project; None when there is no such chapter."""
        found = [entry for entry in self.entries(checked) if entry.label == label]
        if not found:
            return None
        with self._guard:
            fresh, kept = self._text(checked, label), self._texts.get(label)
        text = fresh or (next(reversed(kept.values())) if kept else None)
        own = tuple(problem for problem in checked.problems if problem.file == found[0].file)
        errors = [problem for problem in checked.problems if problem.is_error]
        elsewhere = sum(problem.file != found[0].file for problem in errors)
        return ChapterView(found[0], text, fresh is None, own, elsewhere)

    def find_text(self, label: str, version: str) -> ChapterText | None:
        """A text of a chapter that is still kept."""
        with self._guard:
            kept = self._texts.get(label)
            return kept.get(version) if kept else None

    def picture(self, label: str, name: str) -> bytes | None:
        """A picture in one of the texts of a chapter that are kept."""
        with self._guard:
            kept = list(self._texts.get(label, {}).values())
        return next((text.pictures[name] for text in kept if name in text.pictures), None)

    def _text(self, checked: Checked, label: str) -> ChapterText | None:
        """The text in a state, made once; None where errors keep it from being made."""
        state, text = self._seen.get(label, ("", None))
        if state != checked.state:
            text = _make_text(self.session, checked, label)
            self._seen[label] = checked.state, text
            if text is not None:
                kept = self._texts.setdefault(label, OrderedDict())
                kept[text.version] = text
                kept.move_to_end(text.version)
                while len(kept) > _KEPT:
                    kept.popitem(last=False)
        return text


def _entries(project: FilledProject) -> Iterator[ChapterEntry]:
    for document in project.setup.project.edition.documents:
        jobs = [job for job in project.jobs if job.entry.id == document.id]
        yield from map(_entry, jobs)
        if not jobs:
            # Its template is not there, which is told with the edition.
            yield ChapterEntry(document.id, document.title, f"templates/{document.template}")


def _entry(job: Job) -> ChapterEntry:
    title = job.entry.title
    if job.addressee is not None and job.label != job.entry.id:
        title = f"{title} ({job.addressee.name})"
    return ChapterEntry(job.label, f"{job.number} {title}".strip(), job.file)


def _count_late(project: FilledProject) -> Mapping[str, int]:
    late = (state for state in states_of(project) if state.is_late)
    return Counter(label for state in late for label in state.stale_in)


def _make_text(session: Session, checked: Checked, label: str) -> ChapterText | None:
    project = checked.project
    if not isinstance(project, FilledProject) or all(job.label != label for job in project.jobs):
        return None
    shown = session.show(checked, label)
    if shown is None:
        return None
    blocks, paragraphs = cut_blocks(shown.bodies, f"{ADDRESS}/{label}/beeld/")
    numbers: dict[str, int] = {}
    for number, place in shown.places.items():
        numbers.setdefault(place, number)
    version = digest("tekst", [block.key for block in blocks])[:16]
    return ChapterText(version, blocks, paragraphs, shown.pictures, numbers)


def find_changes(before: ChapterText, after: ChapterText) -> TextChanges:
    """What differs between two texts of a chapter."""
    old, new = ([each.look for each in text.paragraphs] for text in (before, after))
    changed: list[int] = []
    gone: list[GonePassage] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        changed += [paragraph.number for paragraph in after.paragraphs[c:d]]
        # So many as came in their place are taken for the same ones, changed.
        lost = before.paragraphs[a + (d - c) : b]
        following = after.paragraphs[d].number if d < len(after.paragraphs) else None
        gone += [GonePassage(paragraph.text, following) for paragraph in lost]
    return TextChanges(tuple(changed), tuple(gone))
