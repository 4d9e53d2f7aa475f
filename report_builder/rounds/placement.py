"""Laying remarks on the report: the passage that each is about, and so the place in the
template.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Passage, PlacedRemark, TextPart, WordFile
from report_builder.rounds.alignment import Match, align
from report_builder.rounds.passage_texts import moment, plain
from report_builder.rounds.report_passages import Report, ReportPassage

ACTIONS: Mapping[str, str] = {
    RemarkKind.COMMENT: "beantwoord of verwerk haar in het sjabloon",
    RemarkKind.REPLY: "beantwoord of verwerk het",
    RemarkKind.CHANGE: "neem haar over in het sjabloon, of wijs haar af",
    RemarkKind.LOOK: "neem haar over in het sjabloon als zij nodig is",
    RemarkKind.UNTRACKED: ("vraag na of dit de bedoeling is; neem het dan over in het sjabloon"),
    RemarkKind.NUMBER: (
        "niet overtypen: klopt het niet, verander dan de data, of de tag in het sjabloon"
    ),
    RemarkKind.STRUCK: "vraag na of dit weg moet; haal het dan weg uit het sjabloon",
    RemarkKind.MARKED: "vraag na wat ermee bedoeld is",
    RemarkKind.VERDICT: "bespreek wat er niet klopt",
}
"""What the work list asks drafters to do with a remark."""
NOBODY = "niet bekend"
NOWHERE = "niet met zekerheid te plaatsen"
BEHIND = ", daarachter"
"""How the place ends of a remark on what was put in behind a paragraph."""
DOUBT = "de plaats is niet zeker: de tekst is veranderd"
_PAGE_NUMBER = re.compile(r"\s*\d+$")
_HEADING_NUMBER = re.compile(r"^[0-9A-Z]+(\.\d+)*\s+")
_RUNNING = (TextPart.BODY, TextPart.NOTE)
_LONG = 5
"""From so many words on a passage tells which report it is of."""


@dataclass(frozen=True)
class Returned:
    """A Word file that came back, beside the report; `original` is the file as it was handed out,
    where that is still there.
    """

    file: str
    word: WordFile
    original: WordFile | None
    report: Report
    matches: tuple[Match | None, ...]
    """Of each passage of the file the one of the report that it is."""
    original_matches: tuple[Match | None, ...] = ()
    """The same for the file as it was handed out, where that is there."""

    @property
    def share(self) -> float:
        """How much of the file is text of the report, from 0 to 1."""
        pairs = zip(self.matches, self.word.passages, strict=True)
        texts = [(match, one) for match, one in pairs if one.part is not TextPart.EDGE]
        long = [match for match, passage in texts if len(passage.text.split()) >= _LONG]
        return sum(match is not None for match in long) / max(len(long), 1)


@dataclass(frozen=True)
class RemarkContent:
    """What a reviewer wrote or did: its kind, about which text, in which words, by whom and when.

    `new_text` is the whole passage as a change makes it, `notes` what to look out for, `marks` how
    many marks of the file it tells, and `strikes` whose changes it takes out again.
    """

    kind: RemarkKind
    about: str
    words: str
    reviewer: str = ""
    written: str = ""
    new_text: str = ""
    notes: tuple[str, ...] = ()
    marks: int = 1
    strikes: tuple[str, ...] = ()


def lay_beside(report: Report, file: str, word: WordFile, original: WordFile | None) -> Returned:
    """A Word file with each of its passages laid on the report."""
    matches = align_with_report(word.passages, report)
    for number, match in _contents_matches(report, word).items():
        matches[number] = matches[number] or match
    originals = original.passages if original else ()
    original_matches = _align_parts(word.passages, originals, [""] * len(originals))
    return Returned(file, word, original, report, tuple(matches), tuple(original_matches))


def align_with_report(passages: Sequence[Passage], report: Report) -> list[Match | None]:
    """The passage of the report that each passage of a file is; a line of a table of contents is
    none by its own text.
    """
    texts = [replace(one, stretches=()) if one.is_contents else one for one in passages]
    homes = [passage.template for passage in report.passages]
    return _align_parts(texts, report.passages, homes)


def _align_parts(
    passages: Sequence[Passage], others: Sequence[Passage | ReportPassage], homes: Sequence[str]
) -> list[Match | None]:
    """Which passage of another text, whose documents are `homes`, each one is: of running text, of
    headers and footers, and of text boxes apart.
    """
    matches: list[Match | None] = [None] * len(passages)
    for parts in (_RUNNING, (TextPart.EDGE,), (TextPart.BOX,)):
        numbers = [number for number, one in enumerate(passages) if one.part in parts]
        indexes = [index for index, one in enumerate(others) if one.part in parts]
        found = align(
            [passages[number].text for number in numbers],
            [others[index].text for index in indexes],
            [homes[index] for index in indexes],
        )
        for number, match in zip(numbers, found, strict=True):
            matches[number] = replace(match, index=indexes[match.index]) if match else None
    return matches


def _contents_matches(report: Report, word: WordFile) -> dict[int, Match]:
    """The headings and captions that the lines of a table of contents name.

    A line ends in a page number, and begins with the number of its heading, which the heading has
    only where it was typed. A text that stands in the report twice names neither.
    """
    texts = {
        number: plain(passage.text)
        for number, passage in enumerate(report.passages)
        if passage.part in _RUNNING
    }
    counts = Counter(texts.values())
    numbers = {text: number for number, text in texts.items()}
    matches: dict[int, Match] = {}
    lines = [(number, one) for number, one in enumerate(word.passages) if one.is_contents]
    for number, passage in lines:
        line = _PAGE_NUMBER.sub("", plain(passage.text))
        for text in (line, _HEADING_NUMBER.sub("", line)):
            if text and counts[text] == 1:
                matches.setdefault(number, Match(numbers[text], 1))
    return matches


def place_remark(returned: Returned, number: int | None, content: RemarkContent) -> PlacedRemark:
    """A remark on a passage of the file, by its number; None is outside the text.

    One on a passage that the reviewer put in is told at the passage before it.
    """
    if number is None:
        return _placed(returned, content, "buiten de lopende tekst van het bestand")
    passage, match = returned.word.passages[number], returned.matches[number]
    if match or plain(passage.text) or passage.part in (TextPart.EDGE, TextPart.BOX):
        return place_on_match(returned, match, passage, content)
    return place_behind(returned, number, content)


def place_behind(returned: Returned, number: int, content: RemarkContent) -> PlacedRemark:
    """A remark on a passage that was put in, at the nearest one before it that is of the report."""
    passages = returned.word.passages
    passage = passages[min(number, len(passages) - 1)]
    before = _last_match(returned.matches[:number])
    remark = place_on_match(returned, before, passage, content)
    return replace(remark, place=f"{remark.place}{BEHIND}") if before else remark


def _last_match(matches: Sequence[Match | None]) -> Match | None:
    return next((match for match in reversed(matches) if match), None)


def place_on_match(
    returned: Returned, match: Match | None, passage: Passage, content: RemarkContent
) -> PlacedRemark:
    """A remark on a passage that is this one in the report; None is a passage that is not in it."""
    if match is None:
        return _placed(returned, content, f"{NOWHERE}; in het bestand {passage.place}")
    notes = content.notes if match.is_certain else (*content.notes, DOUBT)
    return _placed(returned, replace(content, notes=notes), passage.place, match, passage.text)


def _placed(
    returned: Returned,
    content: RemarkContent,
    place: str,
    match: Match | None = None,
    text: str = "",
) -> PlacedRemark:
    """A remark at the place of its match, else at `place`; `text` is its passage in the file."""
    report, version = returned.report, returned.word.version
    passage = report.passages[match.index] if match else None
    is_same = plain(passage.text) == plain(text) if passage else None
    return PlacedRemark(
        template=passage.template if passage else "",
        place=passage.place if passage else place,
        kind=content.kind,
        about=content.about,
        words=content.words,
        reviewer=content.reviewer or NOBODY,
        written=moment(content.written),
        file=returned.file,
        action=ACTIONS[content.kind],
        notes=(*content.notes, *version_notes(version, report.newest, is_same)),
        passage=match.index if match else None,
        new_text=content.new_text,
        version=version,
        marks=content.marks,
        strikes=content.strikes,
    )


def version_notes(version: str, newest: str, is_same: bool | None = None) -> list[str]:
    """What to know of a remark on a version that is not the newest one; `is_same` says whether its
    passage still reads the same, None that this is not known.
    """
    if not version:
        return ["het bestand noemt geen versie"]
    if version == newest:
        return []
    since = ""
    if is_same is not None:
        since = f"; deze tekst is sindsdien {'gelijk' if is_same else 'veranderd'}"
    return [f"bij versie {version}, niet bij de nieuwste ({newest}){since}"]
