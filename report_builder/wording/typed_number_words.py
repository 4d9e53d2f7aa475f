"""Figures that are written without plain digits: vierentwintigduizend, vijfentwintig procent, 24K,
3½, een kwart miljoen.

Counts of a few things (twee wetten, drie maatregelen), ages, periods and rounding (dertig jaar,
zevenentwintig lidstaten, op tientallen) are none.
"""

from __future__ import annotations

import re

from report_builder.wording.sought import Sought, letters_of
from report_builder.wording.typed_numbers import HOLE, without_addresses

_ONES = r"[eé][eé]n|twee|tweeë|drie|drieë|vier|vijf|zes|zeven|acht|negen"
_TO_TWELVE = r"tien|elf|twaalf"
_TEENS = r"dertien|veertien|vijftien|zestien|zeventien|achttien|negentien"
_TENS = r"twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_LARGE = r"honderd|duizend"
_HUGE = r"miljoen|miljard"
_ANY_PART = rf"{_TEENS}|{_TENS}|{_LARGE}|{_TO_TWELVE}|{_ONES}|en|ën"
_LARGE_WORD = (
    rf"\b(?=\w*(?:{_TEENS}|{_TENS}|{_LARGE}))(?:{_ANY_PART})*(?:{_TEENS}|{_TENS}|{_LARGE}"
    rf"|{_TO_TWELVE}|{_ONES})\b"
)
_SMALL_WORD = rf"\b(?:{_ONES}|{_TO_TWELVE})\b"
_HALVES = r"\b(?:anderhal(?:f|ve)|een\s+half|een\s+kwart|driekwart|enkele|tientallen|een\s+paar)\b"
_PER_CENT = r"(?:procent(?:en|punt(?:en)?)?\b|pct\b|%)"
_COUNTED = (
    r"(?:mensen|personen|vrouwen|mannen|kinderen|gezinnen|\w*migranten|asielzoekers|\w*aanvragers"
    r"|\w*aanvragen|\w*verzoeken|\w*vergunningen|\w*houders|vreemdelingen|vluchtelingen"
    r"|nareizigers|ontheemden|\w*studenten|woningen)\b"
)
_NO_FIGURE_BEHIND = re.compile(
    r"(?:\s+(?:tot|en|of|à|tot\s+en\s+met)\s+\w+)?(?:\s+\w+)?\s+(?:jaar|jaren|jarige\w*|maand(?:en)?|we(?:ek|ken)|dag(?:en)?|uur|uren|minuten"
    r"|lidstaten|landen|nationaliteiten|talen|ministeries|organisaties|partijen|zetels|leden"
    r"|artikelen|stappen|bladzijden|pagina's|grootste|kleinste|tekens)\b",
    re.IGNORECASE,
)
_NO_FIGURE_BEFORE = re.compile(
    rf"(?:\b(?:per|elke?|iedere?|op\s+de|van\s+de|selectie\s+van)|[{HOLE}\d])\s*$",
    re.IGNORECASE,
)
_FIGURES = Sought(
    rf"""
    # vijfentwintig procent, drie procentpunt
      (?:{_LARGE_WORD}|{_SMALL_WORD}|{_HALVES})\s*{_PER_CENT}
    # vierentwintigduizend, anderhalf miljoen, drie miljard, honderd miljoen
    | (?:(?:{_HALVES}|{_LARGE_WORD}|{_SMALL_WORD})\s+)?(?:{_LARGE_WORD}|\b(?:{_HUGE})\b)
      (?:\s+(?:{_HUGE})\b)?
    # drie aanvragers, vijf jonge gezinnen
    | {_SMALL_WORD}(?:\s+\w+e)?\s+{_COUNTED}
    # honderden mensen, tienduizenden aanvragen
    | \b(?:(?:tien|honderd)?duizenden|honderden|tientallen|miljoenen)\s+(?:\w+e\s+)?{_COUNTED}
    # 24K, 1,2mln, 25procent
    | (?<![\w.,/-])\d+(?:[.,]\d+)?(?:k|mln|mld|procent|pct)(?!\w)
    | (?<![\w.,/-])\d+(?:[.,]\d+)?(?-i:M)(?!\w)
    # 3½ procent, ¼
    | \d*[½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞](?:\s*{_PER_CENT})?
    # 1/4 van de aanvragers
    | (?<![\w.,/-])[1-9]/(?:[2-9]|10)(?=\s+(?:van|deel)\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ONE = re.compile(r"[eé][eé]n\b", re.IGNORECASE)


def numbers_in_words(text: str) -> list[str]:
    """The figures in a sentence that are written in words, abbreviated or as a fraction sign."""
    if not _FIGURES.may_be_in(letters_of(text)):
        return []
    bare = without_addresses(text)
    return [match[0] for match in _FIGURES.pattern.finditer(bare) if _is_figure(match)]


def _is_figure(match: re.Match[str]) -> bool:
    """Whether what looks like a figure is one, by what stands around it."""
    text, words = match.string, match[0]
    if re.search(rf"{_PER_CENT}$", words, re.IGNORECASE) or not words[0].isalpha():
        return True
    if _NO_FIGURE_BEFORE.search(text[: match.start()]):
        return False
    is_one_of_something = _ONE.match(words) and re.search(rf"{_COUNTED}$", words, re.IGNORECASE)
    return not is_one_of_something and not _NO_FIGURE_BEHIND.match(text, match.end())
