"""The concept that went round along reviewers: what the next one is compared with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import StrictStr

from report_builder.model.record import Record, Text
from report_builder.model.returned import Passage


class Circulation(Record):
    """One time that a concept went round: its version, and the day on which that was noted.

    `kept` is the sha256 of the file that holds its text and numbers; empty where there is none.
    """

    version: Text
    date: dt.date
    kept: StrictStr = ""


class Circulations(Record):
    """What data/editions/<edition>/circulated.toml says, the newest concept last.

    `figures` gives a digest of each of its figures and tables by id; `numbers` and `texts` are the
    sha256 of the files beside it.
    """

    circulated: tuple[Circulation, ...] = ()
    numbers: StrictStr = ""
    texts: StrictStr = ""
    figures: Mapping[str, Text] = {}


@dataclass(frozen=True)
class CirculatedText:
    """A paragraph as it went round; personal data are withheld from it."""

    document: str
    place: str
    text: str


@dataclass(frozen=True)
class Circulated:
    """The concept that went round last; `numbers` is its register, as numbers.csv holds it."""

    last: Circulation
    figures: Mapping[str, str]
    numbers: bytes
    texts: tuple[CirculatedText, ...]


@dataclass(frozen=True)
class CirculatedFile:
    """A Word file as it went round: its passages, and a digest of each comment in it."""

    name: str
    passages: tuple[Passage, ...]
    comments: frozenset[str]


@dataclass(frozen=True)
class CirculatedRound:
    """The text and the numbers of a concept as it went round: its Word files, and the text of each
    value that it prints by its key. Personal data are withheld from it.
    """

    version: str
    numbers: Mapping[str, str]
    files: tuple[CirculatedFile, ...]
