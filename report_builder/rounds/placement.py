"""What reviewers gave back, laid on the passages of the report and so on the templates that these
come from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from report_builder.model.returned import Comment, Passage, PlacedRemark, Span, WordFile
from report_builder.rounds.alignment import Match, align
from report_builder.rounds.passage_texts import (
    altered_values,
    changed_sentences,
    moment,
    plain,
    short,
)

COMMENT, REPLY, CHANGE, LOOK, NUMBER = (
    "Opmerking",
    "Antwoord",
    "Wijziging",
    "Opmaak",
    "Cijfer met de hand",
)
UNTRACKED, STATUS = "Wijziging, niet bijgehouden", "Oordeel"
UNKNOWN = "niet bekend"
NOWHERE = "niet met zekerheid te plaatsen"
_IN_NOTE, _MOST_NOTES = re.compile(r"\b(voetnoot|eindnoot) \S+$"), 5
DOUBT = "de plaats is niet zeker: de tekst is veranderd"
_PAGE, _NUMBER = re.compile(r"\s*\d+$"), re.compile(r"^[0-9A-Z]+(\.\d+)*\s+")
_NEW, _GONE, _EMPTY = "(nieuw)", "(weggehaald)", "(leeg)"
ACTIONS = {
    COMMENT: "beantwoord of verwerk haar in het sjabloon",
    REPLY: "beantwoord of verwerk het",
    CHANGE: "neem haar over in het sjabloon, of wijs haar af",
    LOOK: "neem haar over in het sjabloon als zij nodig is",
    UNTRACKED: "vraag na of dit de bedoeling is; neem het dan over in het sjabloon",
    NUMBER: "niet overtypen: klopt het niet, verander dan de data, of de tag in het sjabloon",
    STATUS: "bespreek wat er niet klopt",
}


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
    printed: str = ""
    """Where it stands in what is printed: `hoofdstuk-3: onder 'Instroom', alinea 4`."""


@dataclass(frozen=True)
class Report:
    """The report that remarks are laid on: its passages, its newest version, and each value as it
    is printed.
    """

    passages: tuple[ReportPassage, ...]
    newest: str
    numbers: Mapping[str, str]
    comments: frozenset[tuple[str, str]]
    """The comments that it carries itself, by author and text."""


@dataclass(frozen=True)
class Returned:
    """A Word file that came back; `issued` is the file as it was handed out, where that is still
    there.
    """

    file: str
    word: WordFile
    issued: WordFile | None


@dataclass(frozen=True)
class RemarkContent:
    """What was remarked or done: its kind, about which text, in which words, by whom and
    when; `new_text` is the whole passage.
    """

    kind: str
    about: str
    words: str
    reviewer: str = ""
    written: str = ""
    new_text: str = ""


class Laying:
    """Lays what is in one Word file on the passages of the report."""

    def __init__(self, report: Report, returned: Returned) -> None:
        self.report = report
        self.file, self.word, self.issued = returned.file, returned.word, returned.issued
        texts = ["" if passage.is_contents else passage.text for passage in self.word.passages]
        self.matches = align(texts, [passage.text for passage in report.passages])
        self._match_contents()
        self.lost_notes = 0
        """How many footnotes were lost together: LibreOffice does that to a file with comments."""

    def _match_contents(self) -> None:
        """A line of a table of contents is the heading or caption that it names, when there is one
        such.
        """
        named = Counter(plain(passage.text) for passage in self.report.passages)
        passages = {
            plain(passage.text): number for number, passage in enumerate(self.report.passages)
        }
        for number, passage in enumerate(self.word.passages):
            line = _PAGE.sub("", plain(passage.text)) if passage.is_contents else ""
            for text in (line, _NUMBER.sub("", line)):
                if named[text] == 1 and self.matches[number] is None:
                    self.matches[number] = Match(passages[text], 1)

    @property
    def share(self) -> float:
        """How much of the file is text of the report, from 0 to 1."""
        long = [
            match
            for match, passage in zip(self.matches, self.word.passages, strict=True)
            if _is_long(passage)
        ]
        return sum(match is not None for match in long) / max(len(long), 1)

    def remarks(self) -> Iterator[PlacedRemark]:
        """Every remark and change in the file."""
        yield from self._comments()
        for number, passage in enumerate(self.word.passages):
            yield from self._tracked(number, passage)
        by_hand = list(self._by_hand() if self.issued else self._typed_over())
        notes = [item for item in by_hand if _IN_NOTE.search(item.place)]
        self.lost_notes = len(notes) if len(notes) > _MOST_NOTES else 0
        yield from (item for item in by_hand if not self.lost_notes or item not in notes)

    def _comments(self) -> Iterator[PlacedRemark]:
        """The comments that the report did not come with; ours that were changed are remarks."""
        known = self.report.comments
        if self.issued:
            known = frozenset(
                (comment.author, plain(comment.text)) for comment in self.issued.comments
            )
        for comment in self.word.comments:
            if (comment.author, plain(comment.text)) not in known and (
                self.issued or not comment.is_own
            ):
                yield self._comment(comment)

    def _comment(self, comment: Comment) -> PlacedRemark:
        notes = ["in Word als afgehandeld gemarkeerd"] if comment.is_done else []
        if comment.reply_to:
            notes.append(f"antwoord op: {short(comment.reply_to)}")
        passage = self.word.passages[comment.passage].text if comment.passage is not None else ""
        kind = REPLY if comment.reply_to else COMMENT
        content = RemarkContent(
            kind,
            comment.about or short(passage),
            comment.text or _EMPTY,
            comment.author,
            comment.date,
        )
        return self._at(comment.passage, content, notes)

    def _tracked(self, number: int, passage: Passage) -> Iterator[PlacedRemark]:
        dates: dict[str, str] = {}
        for change in passage.changes:
            dates[change.author] = max(change.date, dates.get(change.author, ""))
        for author, date in dates.items():
            new_text = passage.changed_by(author)
            if plain(new_text) != plain(
                passage.text
            ):  # else one took out again what another had put in
                yield self._change(
                    number, (passage.text, new_text), self._values(number), (author, date)
                )
        for look in passage.restyled:
            yield self._at(
                number,
                RemarkContent(LOOK, short(passage.text), "andere opmaak", look.author, look.date),
            )

    def _change(
        self,
        number: int,
        texts: tuple[str, str],
        values: Collection[Span],
        by: tuple[str, str] | None,
    ) -> PlacedRemark:
        """A change of a passage, tracked when it is known by whom; one in a value from the data is
        a kind by itself.
        """
        old, new_text = texts
        altered = dict.fromkeys(
            old[span.start : span.end] for span in altered_values(old, new_text, values)
        )
        notes = [f"komt uit de data: {', '.join(altered)}"] if altered else []
        if altered and by is None:
            notes.append("niet bijgehouden")
        was, becomes = changed_sentences(old, new_text)
        kind = NUMBER if altered else CHANGE if by else UNTRACKED
        return self._at(
            number,
            RemarkContent(
                kind, was or _NEW, becomes or _GONE, *(by or ("", "")), new_text=new_text
            ),
            notes,
        )

    def _values(self, number: int) -> tuple[Span, ...]:
        """Where values stand in a passage: as its own controls tell, or those of the same passage
        in the report.
        """
        passage, match = self.word.passages[number], self.matches[number]
        if passage.values or match is None:
            return passage.values
        here = self.report.passages[match.index]
        return here.values if here.text == passage.text else ()

    def _by_hand(self) -> Iterator[PlacedRemark]:
        """What was changed without tracking, against the file as it was handed out."""
        assert self.issued is not None
        issued = self.issued.passages
        matches = align(
            [passage.text for passage in self.word.passages], [passage.text for passage in issued]
        )
        for number, (passage, match) in enumerate(zip(self.word.passages, matches, strict=True)):
            was = issued[match.index] if match else None
            is_contents = passage.is_contents or (was is not None and was.is_contents)
            old = was.text if was else ""
            if not is_contents and plain(old) != plain(passage.text):
                yield self._change(number, (old, passage.text), was.values if was else (), None)
        found = {match.index for match in matches if match}
        gone = [
            passage
            for index, passage in enumerate(issued)
            if index not in found and not passage.is_contents
        ]
        passages = align(
            [passage.text for passage in gone], [passage.text for passage in self.report.passages]
        )
        for passage, match in zip(gone, passages, strict=True):
            if plain(passage.text):
                yield self._laid(match, passage, RemarkContent(UNTRACKED, passage.text, _GONE))

    def _typed_over(self) -> Iterator[PlacedRemark]:
        """The values that are not what was printed, where there is no file to compare with."""
        for number, passage in enumerate(self.word.passages):
            for span in passage.values if not any(passage.changes) else ():
                text, printed = (
                    passage.text[span.start : span.end],
                    self.report.numbers.get(span.key),
                )
                if printed is not None and printed != text:
                    notes = [f"afgedrukt was {printed}", "niet bijgehouden"]
                    yield self._at(
                        number,
                        RemarkContent(NUMBER, short(passage.text), text, new_text=passage.text),
                        notes,
                    )

    def _at(
        self, number: int | None, content: RemarkContent, notes: Sequence[str] = ()
    ) -> PlacedRemark:
        """The remark on a passage of the file; on one that was put in it is told at the passage
        before it.
        """
        if number is None:
            return self._made(None, ("", "buiten de lopende tekst van het bestand"), content, notes)
        passage = self.word.passages[number]
        if self.matches[number] or plain(passage.text):
            return self._laid(self.matches[number], passage, content, notes)
        before = next((n for n in range(number - 1, -1, -1) if self.matches[n]), None)
        made = self._laid(
            self.matches[before] if before is not None else None, passage, content, notes
        )
        return replace(made, place=f"{made.place}, daarachter") if before is not None else made

    def _laid(
        self,
        match: Match | None,
        passage: Passage,
        content: RemarkContent,
        notes: Sequence[str] = (),
    ) -> PlacedRemark:
        if match is None:
            return self._made(
                None, ("", f"{NOWHERE}; in het bestand {passage.place}"), content, notes
            )
        here = self.report.passages[match.index]
        doubt = [] if match.is_certain else [DOUBT]
        is_same = plain(here.text) == plain(passage.text)
        return self._made(
            match.index, (here.template, here.place), content, [*notes, *doubt], is_same
        )

    def _made(
        self,
        passage: int | None,
        where: tuple[str, str],
        content: RemarkContent,
        notes: Sequence[str],
        is_same: bool | None = None,
    ) -> PlacedRemark:
        return PlacedRemark(
            *where,
            kind=content.kind,
            about=content.about,
            words=content.words,
            reviewer=content.reviewer or UNKNOWN,
            written=moment(content.written),
            file=self.file,
            action=ACTIONS[content.kind],
            notes=(*notes, *version_notes(self.word.version, self.report.newest, is_same)),
            passage=passage,
            new_text=content.new_text,
            version=self.word.version,
        )


def _is_long(passage: Passage) -> bool:
    return len(passage.text.split()) >= 5


def version_notes(version: str, newest: str, is_same: bool | None) -> list[str]:
    """What to know of a remark on a version that is not the newest one."""
    if not version:
        return ["het bestand noemt geen versie"]
    if version == newest:
        return []
    since = {
        True: "; deze tekst is sindsdien gelijk",
        False: "; deze tekst is sindsdien veranderd",
        None: "",
    }[is_same]
    return [f"bij versie {version}, niet bij de nieuwste ({newest}){since}"]
