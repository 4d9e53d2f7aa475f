"""Laying remarks on the report: the passage that each is about, and so the place in the
template.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Passage, PlacedRemark, WordFile
from report_builder.rounds.alignment import Match, align
from report_builder.rounds.passage_texts import moment, plain
from report_builder.rounds.report_passages import Report

ACTIONS: Mapping[str, str] = {
    RemarkKind.COMMENT: "beantwoord of verwerk haar in het sjabloon",
    RemarkKind.REPLY: "beantwoord of verwerk het",
    RemarkKind.CHANGE: "neem haar over in het sjabloon, of wijs haar af",
    RemarkKind.LOOK: "neem haar over in het sjabloon als zij nodig is",
    RemarkKind.UNTRACKED: ("vraag na of dit de bedoeling is; neem het dan over in het sjabloon"),
    RemarkKind.NUMBER: (
        "niet overtypen: klopt het niet, verander dan de data, of de tag in het sjabloon"
    ),
    RemarkKind.VERDICT: "bespreek wat er niet klopt",
}
"""What the work list asks drafters to do with a remark."""
NOBODY = "niet bekend"
NOWHERE = "niet met zekerheid te plaatsen"
DOUBT = "de plaats is niet zeker: de tekst is veranderd"
_PAGE_NUMBER = re.compile(r"\s*\d+$")
_HEADING_NUMBER = re.compile(r"^[0-9A-Z]+(\.\d+)*\s+")
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

    @property
    def share(self) -> float:
        """How much of the file is text of the report, from 0 to 1."""
        pairs = zip(self.matches, self.word.passages, strict=True)
        long = [match for match, passage in pairs if len(passage.text.split()) >= _LONG]
        return sum(match is not None for match in long) / max(len(long), 1)


@dataclass(frozen=True)
class RemarkContent:
    """What a reviewer wrote or did: its kind, about which text, in which words, by whom and when.

    `new_text` is the whole passage as a change makes it, `notes` what to look out for.
    """

    kind: RemarkKind
    about: str
    words: str
    reviewer: str = ""
    written: str = ""
    new_text: str = ""
    notes: tuple[str, ...] = ()


def lay_beside(report: Report, file: str, word: WordFile, original: WordFile | None) -> Returned:
    """A Word file with each of its passages laid on the report."""
    texts = ["" if passage.is_contents else passage.text for passage in word.passages]
    matches = align(texts, [passage.text for passage in report.passages])
    for number, match in _contents_matches(report, word).items():
        matches[number] = matches[number] or match
    return Returned(file, word, original, report, tuple(matches))


def _contents_matches(report: Report, word: WordFile) -> dict[int, Match]:
    """The headings and captions that the lines of a table of contents name.

    A line ends in a page number, and begins with the number of its heading, which the heading has
    only where it was typed. A text that stands in the report twice names neither.
    """
    counts = Counter(plain(passage.text) for passage in report.passages)
    numbers = {plain(passage.text): number for number, passage in enumerate(report.passages)}
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
    if match or plain(passage.text):
        return place_on_match(returned, match, passage, content)
    before = _last_match(returned.matches[:number])
    remark = place_on_match(returned, before, passage, content)
    return replace(remark, place=f"{remark.place}, daarachter") if before else remark


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
