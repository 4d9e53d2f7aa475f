"""Which numbers in a text are figures: not years, dates, references, addresses or codes."""

from __future__ import annotations

import re

HOLE = "\ufffc"
"""What stands where something was taken out of a text."""
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_NUMBER = r"\d[\w.:/-]*"
# What holds digits without being a figure: references, dates, years, addresses, codes.
_NO_FIGURES = re.compile(
    rf"""
    kamerstuk(?:ken)?\s+(?:[IVX]+\s+)?(?:\d{{4}}/\d\d,\s*)?\d[\d\s\u00a0]*(?:[-–\s]?[IVX]+)?
        (?:,?\s*nrs?\.?\s*[\w-]+)?
    | \b(?:artikel(?:en)?|artt?\.|lid|leden|nrs?\.|nummers?|hoofdstuk(?:ken)?|paragraaf|bijlagen?
        |figuur|figuren|tabel(?:len)?|stb\.|stcrt\.|versie|richtlijn|verordening|spoor|fase|noot|onderdeel)
        \s+(?:\(EU\)\s+)?(?:nr\.\s*)?{_NUMBER}
        (?:\s*(?:,|en|of|t/m|tot\ en\ met)\s+\d[\w.:/-]*(?![\d%]))*
    | \b\d{{1,2}}(?:\s*(?:en|tot\ en\ met|t/m|-|–)\s*\d{{1,2}})?\s+(?:{_MONTHS})\b(?:\s+\d{{4}})?
    | \b\d{{1,2}}-\d{{1,2}}-\d{{4}}\b | \b\d{{1,2}}[.:]\d{{2}}\s+uur\b
    | \b(?:1[89]|20|21)\d\d(?:\s?[-–/]\s?'?(?:(?:1[89]|20|21)\d\d|\d\d))?\b(?![.,]\d|%|\d)
    | \b\d+(?:\.\d{{1,2}}){{2,}}(?:\.\w)?\b
    | \bpostbus\s+\d+ | \b\d{{4}}\s?[A-Z]{{2}}\b
    | \b\w+(?:straat|weg|laan|plein|markt|kade|gracht|singel|dijk)\s+\d+
    | \S*(?:https?://|www\.)\S+ | \b(?:\d+[^\W\d_]|[^\W\d_][^\W\d]*-?\d)[\w/-]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FIGURE = re.compile(r"(?<![\w.,/])[+-]?\d+(?:[.,]\d+)*%?(?![\w/])")
_ENUMERATION = re.compile(r"^\s*\d+(?:(?:\.\d{1,2})*\.|(?:\.\d{1,2})+)(?:\s|$)")


def typed_numbers(text: str) -> list[str]:
    """The numbers in a sentence that are figures: not years, dates, references, addresses or
    codes.
    """
    rest = _NO_FIGURES.sub(HOLE, _ENUMERATION.sub("", text, count=1))
    return _FIGURE.findall(rest)


_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?!\d|[.,]\d|%|\w)")
_NAMES = re.compile(
    r"""
    kamerstuk(?:ken)?\s+[^;.)]* | \b(?:19|20)\d\d\s?[-/–]\s?(?:\d{2,4})(?=[,\s]+nr)
    | \b(?:nr\.\s*|\(EU\)\s*(?:nr\.\s*)?)?(?:19|20)\d\d/\d+ | \d+/(?:19|20)\d\d
    | \b(?:\w*wet|\w*besluit|voorschrift)(?:\s+inburgering)?\s+(?:19|20)\d\d
    | \S*(?:https?://|www\.)\S+
    """,
    re.IGNORECASE | re.VERBOSE,
)


def typed_years(text: str) -> list[str]:
    """The years in a sentence, those in dates too; not in the names of laws and in references to
    documents.
    """
    return _YEAR.findall(_NAMES.sub(HOLE, text))
