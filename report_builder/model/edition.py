"""One edition of the report: its settings and the documents that it consists of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr, StringConstraints

from report_builder.model.document_kind import DocumentKind
from report_builder.model.dutch_time import Moment
from report_builder.model.record import Record, Text

GROUND = "[Woo 5.1.2.e]"
"""What stands in public for the personal data of civil servants: article 5.1, second paragraph,
under e, of the Woo.
"""

FileName = Annotated[StrictStr, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]


class Release(StrEnum):
    """What a build is for: reviewers, or parliament."""

    CONCEPT = "concept"
    DEFINITIVE = "definitief"


class DocumentEntry(Record):
    """One document of an edition and the template that it is written from."""

    id: FileName
    kind: DocumentKind
    title: Text
    template: Text
    date: dt.date | None = None
    only: Literal["concept"] | None = None
    """The release that it belongs to, when it does not belong to all."""


class Addressee(Record):
    """Whom the letter is sent to; every addressee but the first gets a letter `<document>-<id>`."""

    id: FileName
    name: Text
    address: tuple[Text, ...] = ()
    salutation: StrictStr = ""


class Signatory(Record):
    """Who signs the letter, or on whose behalf it is sent as well."""

    role: Text
    name: StrictStr = ""
    co_signing: bool = False


class Consultation(Record):
    """A pre-consultation (IDAM, ACAM, SOM) and how it stands."""

    name: Text
    state: Literal["open", "akkoord", "niet akkoord"]
    date: dt.date | None = None


class AcceptedStale(Record):
    """A stale figure that may be printed in the definitive edition, with the reason."""

    indicator: Text
    reason: Text
    decided_on: dt.date


class Channel(Record):
    """A social medium: the heading that its post stands under, and how long a post may be.

    `limit` is in characters. A link counts for `link_length` of them where the medium shortens
    links.
    """

    id: FileName
    name: Text
    limit: Annotated[StrictInt, Field(ge=1)]
    link_length: Annotated[StrictInt, Field(ge=1)] | None = None


class News(Record):
    """What the news item and the posts keep to; `embargo` is until when they wait."""

    embargo: Moment | None = None
    channels: tuple[Channel, ...] = ()


class Correction(Record):
    """What was put right in an edition after it had been sent."""

    date: dt.date
    text: Text


class Typeface(Record):
    """A typeface of the ministry's own: its name in Word, and its files below templates/."""

    name: Text
    regular: Text
    bold: Text
    italic: Text
    bold_italic: Text

    @property
    def files(self) -> dict[str, str]:
        """The file of each face, by the name of its setting."""
        return {face: getattr(self, face) for face in ("regular", "bold", "italic", "bold_italic")}


class HouseStyle(Record):
    """What the ministry puts in the place of the neutral logo and the open typefaces; files lie
    below templates/.
    """

    logo: StrictStr = ""
    report_typeface: Typeface | None = None
    letter_typeface: Typeface | None = None


class Edition(Record):
    """The settings of an edition; `id` is the name of its file."""

    id: FileName
    reporting_year: Annotated[StrictInt, Field(ge=1900, le=2200)]
    name: FileName
    title: Text
    date: dt.date
    language: Literal["nl"] = "nl"
    documents: Annotated[tuple[DocumentEntry, ...], Field(min_length=1)]
    dossier: StrictStr = ""
    reference: StrictStr = ""
    addressees: tuple[Addressee, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    decision_route: Mapping[str, dt.date] = {}
    consultations: tuple[Consultation, ...] = ()
    accepted_stale: tuple[AcceptedStale, ...] = ()
    corrections: tuple[Correction, ...] = ()
    lock: StrictBool = False
    """Whether the definitive release waits until the figures are locked."""
    review: StrictBool = False
    """Whether remarks of reviewers are kept, and the definitive release waits until each has an
    answer.
    """
    personal: Mapping[str, Any] = {}
    public_contacts: tuple[Text, ...] = ()
    """Addresses, numbers and names of people that may be made public."""
    news: News = News()
    house_style: HouseStyle = HouseStyle()

    @property
    def report(self) -> tuple[DocumentEntry, ...]:
        """The documents that the report consists of, in reading order."""
        return tuple(entry for entry in self.documents if entry.kind.traits.is_report)

    def released_as(self, release: Release) -> Edition:
        """The edition with the documents of a release, which are numbered without a gap."""
        documents = tuple(entry for entry in self.documents if entry.only in (None, release))
        return self.model_copy(update={"documents": documents})

    def for_the_public(self) -> Edition:
        """The edition with the ground in the place of all personal data; what is empty stays so."""
        return self.model_copy(update={"personal": _withheld(self.personal)})

    def name_of(self, entry: DocumentEntry) -> str:
        """How the report calls one of its documents: hoofdstuk 3, bijlage A; the others go by their
        title.
        """
        numbering = entry.kind.traits.numbering
        return f"{numbering.noun} {self.number(entry)}" if numbering else entry.title

    def number(self, entry: DocumentEntry) -> str:
        """The number of a chapter (1, 2, …) or letter of an appendix (A, B, …); empty for the
        others.
        """
        numbering = entry.kind.traits.numbering
        if numbering is None:
            return ""
        same = [other.id for other in self.documents if other.kind is entry.kind]
        return numbering.number(same.index(entry.id))


def _withheld(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _withheld(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_withheld(part) for part in value]
    return GROUND if str(value).strip() else value
