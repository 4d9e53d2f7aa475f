"""Which parts of a dimension are no member of a ranking: totals, and what is left over or not
known.
"""

from __future__ import annotations

import re

from report_builder.model.catalogue import Indicator

_LEFT = r"(?:overige?n?|onbekende?n?|rest|restant|diversen|other|unknown)"
_TOLD = (
    r"(?:bekend|ingedeeld|opgegeven|vastgesteld|bepaald|gespecificeerd|omschreven|te bepalen"
    r"|van toepassing)"
)
_RESTS = (
    # Overig Afrika, Overige landen, Rest van Europa, Andere nationaliteiten
    re.compile(rf"(?:{_LEFT}|anders?|andere|restgroep|restcategorie)\b"),
    # Onbekend/overig, Azië (overig), Nationaliteit onbekend; not: Gezins- en overige migranten
    re.compile(rf".*\b{_LEFT}\W*"),
    # Niet bekend, Land niet nader bepaald (o.a. zee), N.v.t., Geen
    re.compile(rf".*\bniet (?:nader )?{_TOLD}\b.*|.*\b(?:geen|zonder) opgave\b.*"),
    re.compile(r"geen|n\.?v\.?t\.?"),
)
_TOTALS = (
    re.compile(r".*(?:\btotal|totaal|\btotalen)\b"),
    re.compile(r"(?:alle|allemaal)\b"),
    re.compile(r"eu[ -]?2[78](?:\W|$)"),
)


def is_ranked(indicator: Indicator, name: str) -> bool:
    """Whether a part takes part in a ranking: it is no total and no rest group, by its name or as
    the catalogue says.
    """
    plain = " ".join(name.split()).casefold()
    if plain in {" ".join(one.split()).casefold() for one in indicator.rest}:
        return False
    return not any(pattern.match(plain) for pattern in (*_RESTS[:1], *_TOTALS)) and not any(
        pattern.fullmatch(plain) for pattern in _RESTS[1:]
    )
