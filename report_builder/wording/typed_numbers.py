"""Which numbers in a text are figures: not years, dates, references, addresses or codes."""

from __future__ import annotations

import re

from report_builder.wording.sought import Sought, letters_of

HOLE = "\ufffc"
"""What stands where something was taken out of a text."""
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = "jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
_MONTHS = rf"(?:{'|'.join(MONTHS)}|(?:{SHORT_MONTHS})\.?)(?!\w)"
_COUNTED = (
    r"artikel(?:en)?|artt?\.|lid|leden|nrs?\.|nummers?|hoofdstuk(?:ken)?|paragraaf|bijlagen?"
    r"|figuur|figuren|tabel(?:len)?|stb\.|stcrt\.|trb\.|versie|richtlijn|verordening|spoor|fase|noot"
    r"|onderdeel|item|agendapunt"
)
"""Words before a number that is a name: artikel 3, bijlage 2, Stb. 2023, fase 1."""
_ADDRESS = r"\S*(?:https?://|www\.)\S+|\b[\w.-]+\.(?:nl|eu|com|org|net|int|be|info)(?:/\S*)?(?!\w)"
_NUMBER = r"\d[\w.:/-]*"
_WHOLE_YEAR = r"(?:1[89]|20|21)\d\d"
# What holds digits without being a figure. The order counts: the first that fits takes its digits
# away, so what is longer and surer stands first (Kamerstuk 36 600 before any year in it).
_NO_FIGURES = re.compile(
    rf"""
    # Kamerstuk 36 600 VI, nr. 12; Kamerstukken II 2024/25, 19637, nr. 3400
      kamerstuk(?:ken)?\s+(?:[IVX]+\s+)?(?:\d{{4}}/\d\d,\s*)?
        \d[\d\s\u00a0]*(?:[-–\s]?[IVX]+)?(?:,?\s*nrs?\.?\s*[\w-]+(?:\s*(?:en|t/m)\s*\d+)*)?
        (?:\s*(?:,|en)\s*\d\d[\s\u00a0]\d{{3}}\b)*
    # Staatscourant 2025, 11378; COM(2025) 650; ECLI:NL:RVS:2025:3305
    | \bstaats(?:courant|blad)\s+\d{{4}}(?:,\s*(?:nrs?\.\s*)?\d+)*
    | \b(?:COM|SWD|JOIN)\s?\(\d{{4}}\)\s?\d+
    | \bpb\.?\s*(?:EU\s*)?\d{{4}},\s*(?:[LC]\s*)?\d+
    | \bECLI(?::\w+)+
    # artikel 3.2, hoofdstukken 2, 3 en 4, Richtlijn (EU) nr. 2013/33; of "tabel 1 en 5%" not the 5%
    | \b(?:{_COUNTED})\s+(?:\(EU\)\s+)?(?:nr\.\s*)?{_NUMBER}
        (?:\s*(?:,|en|of|t/m|tot\ en\ met)\s+{_NUMBER}(?![\d%]))*
    # 1 en 2 januari 2025, 31 december
    | \b\d{{1,2}}(?:\s*(?:en|tot\ en\ met|t/m|-|–)\s*\d{{1,2}})?\s+{_MONTHS}(?:\s+\d{{4}})?
    # 31-12-2025, 31/12/2025
    | \b\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}\b
    # 50-plussers, 18-jarigen
    | \b\d{{1,3}}-?(?:plus\w*|jarige?n?)\b
    # 9.30 uur
    | \b\d{{1,2}}[.:]\d{{2}}\s+uur\b
    # 2025, 2024-2025, 2024/'25; not 2025%, nor the head of 2000,5
    | \b{_WHOLE_YEAR}(?:\s?[-–/]\s?'?(?:{_WHOLE_YEAR}|\d\d))?\b(?![.,]\d|%|\d)
    # 3.1.2, 3.1.2.a: a section; a figure has three digits behind each point
    | \b\d+(?:\.\d{{1,2}}){{2,}}(?:\.\w)?\b
    # Postbus 20301, 2500 EH, Turfmarkt 147
    | \bpostbus\s+\d+
    | \b\d{{4}}\s?[A-Z]{{2}}\b
    | \b\w+(?:straat|weg|laan|plein|markt|kade|gracht|singel|dijk)\s+\d+
    # addresses on the web, and codes: A12, 2b, COVID-19
    | {_ADDRESS}
    | \b(?:\d+[^\W\d_]|[^\W\d_][^\W\d]*-?\d)[\w/-]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"(?<![\w.,/])[+-]?\d+(?:[.,]\d+)*%?(?![\w/])")
# The number of a list item or a heading that was typed: 1. or 3.2 at the start.
_ENUMERATION = re.compile(r"^\s*\d+(?:(?:\.\d{1,2})*\.|(?:\.\d{1,2})+)(?:\s|$)")


def typed_numbers(text: str) -> list[str]:
    """The numbers in a sentence that are figures: not years, dates, references, addresses or
    codes.
    """
    if not _DIGIT.search(text):
        return []
    without_item_number = _ENUMERATION.sub("", text, count=1)
    return _FIGURE.findall(_NO_FIGURES.sub(HOLE, without_item_number))


_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?!\d|[.,]\d|%|\w)")
_ADDRESSES = Sought(_ADDRESS, re.IGNORECASE)
# What holds a year as part of a name, which stays as it is from one edition to the next.
_NAMES = Sought(
    rf"""
    # Kamerstukken II 2024/25, 19637; 2023-2024, nr. 12
      kamerstuk(?:ken)?\s+[^;.)]*
    | \b(?:19|20)\d\d\s?[-/–]\s?(?:\d{{2,4}})(?=[,\s]+nr)
    # (EU) nr. 2013/33, 604/2013
    | \b(?:nr\.\s*|(?:richtlijn|verordening|besluit)\s+|\(EU\)\s*(?:nr\.\s*)?)?(?:19|20)\d\d/\d+
    | (?<![\d/])\d+/(?:19|20)\d\d
    # Stb. 2020, 123; COM(2025) 650; ECLI:NL:RVS:2025:3305
    | \b(?:stb|stcrt|trb|pb|staatsblad|staatscourant|tractatenblad)\b\.?\s*(?:EU\s*)?(?:19|20)\d\d
    | \b(?:COM|SWD|JOIN)\s?\(\d{{4}}\)\s?\d+
    | \bECLI(?::\w+)+
    # Vreemdelingenwet 2000, Wet inburgering 2021
    | \b(?:\w*wet|\w*besluit|voorschrift)(?:\s+inburgering)?\s+(?:19|20)\d\d
    | {_ADDRESS}
    """,
    re.IGNORECASE | re.VERBOSE,
)

_YEAR_PAIR = re.compile(r"((?:19|20)\d\d)/(\d\d(?:\d\d)?)")


def typed_years(text: str) -> list[str]:
    """The years in a sentence, those in dates too; not in the names of laws and in references to
    documents.
    """
    return _YEAR.findall(without_names(text))


def without_names(text: str) -> str:
    """The text, as long as it was, with holes for the names of laws, references and addresses that
    hold a year.
    """
    if not _NAMES.may_be_in(letters_of(text)):
        return text
    return _NAMES.pattern.sub(_hole, text)


def _hole(name: re.Match[str]) -> str:
    """A hole for a name; none for a year that runs over two, 2023/24."""
    pair = _YEAR_PAIR.fullmatch(name[0])
    if pair and int(pair[2]) % 100 == (int(pair[1]) + 1) % 100:
        return name[0]
    return HOLE * len(name[0])


def without_addresses(text: str) -> str:
    """The text, as long as it was, without addresses on the web, whose words are no claims."""
    if not _ADDRESSES.may_be_in(letters_of(text)):
        return text
    return _ADDRESSES.pattern.sub(lambda address: HOLE * len(address[0]), text)


_WORD_BEFORE = re.compile(r"([^\W\d_][\w-]*)\s+\(?$")
_SMALL_WORDS = re.compile(
    r"in|op|over|anno|gedurende|tijdens|ook|al|pas|toen|alleen|geheel|heel|sinds|sedert|vanaf|van"
    r"|tot|na|voor|per|tussen|rond|uit|en|of|tegen|dan|met|\w*jaar|jaren|periode|\w*cijfers?|stand"
    r"|aantal(?:len)?|\w*stroom|totaal",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"(?:begroting|prognose|raming|verkiezing|editie|rapport|monitor|agenda|akkoord|pact|plan"
    r"|programma|nota|staat|verslag|regeling|overzicht|convenant|manifest|publicatie)\w*",
    re.IGNORECASE,
)


def ends_in_name(text: str) -> bool:
    """Whether the word that a text ends in makes a name of the year behind it: Regeerakkoord 2024,
    begroting 2025.
    """
    word = _WORD_BEFORE.search(text)
    if word is None or _SMALL_WORDS.fullmatch(word[1]):
        return False
    return word[1][0].isupper() or _TITLES.fullmatch(word[1]) is not None
