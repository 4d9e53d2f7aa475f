"""Which fields of Word a template may hold.

What Word counts or refers to in the document itself is kept. What runs or fetches something is
refused (contract, section 3), and so is what prints who worked on a file or where it lay. Of any
other field PDF and web edition show what Word last made of it: that is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.problems import Fault
from report_builder.word.field_codes import GAP, FieldCode

ACTIVE, CACHED = "veld", "veldtekst"
"""The codes of what is refused and of what is told."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KEPT = _names(
    "PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF STYLEREF SEQ TOC TC XE INDEX TOA TA "
    "HYPERLINK SYMBOL EQ = LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT ADVANCE TITLE BIDIOUTLINE "
    "FORMTEXT FORMCHECKBOX FORMDROPDOWN"
)
_RUNNING = _names(
    "DDE DDEAUTO MACROBUTTON GOTOBUTTON ASK FILLIN PRINT ADDIN CONTROL HTMLCONTROL PRIVATE"
)
_FETCHING = _names(
    "INCLUDE INCLUDETEXT INCLUDEPICTURE IMPORT LINK EMBED DATABASE RD AUTOTEXT AUTOTEXTLIST "
    "GLOSSARY DOCVARIABLE MERGEFIELD MERGEREC MERGESEQ MERGEBARCODE NEXT NEXTIF SKIPIF DATA "
    "MAILMERGE ADDRESSBLOCK GREETINGLINE"
)
_TELLING = _names(
    "AUTHOR LASTSAVEDBY USERNAME USERINITIALS USERADDRESS FILENAME TEMPLATE COMMENTS KEYWORDS "
    "SUBJECT EDITTIME REVNUM"
)
_PROPERTY_FIELDS = ("DOCPROPERTY", "INFO")
_TELLING_PROPERTIES = _TELLING | _names(
    "MANAGER COMPANY LASTAUTHOR HYPERLINKBASE NAMEOFAPPLICATION"
)
_WAY_OUT = "zet in de tekst wat er moet staan, of haal het veld weg"


def check_field(code: FieldCode) -> Iterator[Fault]:
    """What is wrong with a field, or deserves to be known."""
    name = code.name
    if name in _PROPERTY_FIELDS:
        name = next(iter(code.arguments), "").upper()
    if GAP in name:
        yield Fault(ACTIVE, "een ander veld maakt hier de naam van een veld", _WAY_OUT)
    elif name in _RUNNING:
        yield Fault(ACTIVE, f"het veld {name} voert iets uit of vraagt iets", _WAY_OUT)
    elif name in _FETCHING:
        yield Fault(ACTIVE, f"het veld {name} haalt iets op van elders", _WAY_OUT)
    elif name in _TELLING_PROPERTIES and (name in _TELLING or code.name in _PROPERTY_FIELDS):
        yield Fault(ACTIVE, f"het veld {name} vertelt wie of wat het bestand maakte", _WAY_OUT)
    elif code.instruction and code.name not in _KEPT:
        message = (
            f"het veld {code.name} toont in PDF en webversie wat Word er het laatst van maakte"
        )
        yield Fault(CACHED, message, f"controleer de tekst; {_WAY_OUT}")
