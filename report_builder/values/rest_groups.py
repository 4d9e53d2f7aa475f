"""Which parts of a dimension are no member of a ranking: totals, and what is left over or not
known.
"""

from __future__ import annotations

import re

from report_builder.model.catalogue import Indicator

_LEFT = r"(?:overige?n?|onbekende?n?|rest|restant|diversen|other|unknown)"
_RESTS = (
    # Overig Afrika, Overige landen, Rest van Europa, Andere nationaliteiten
    re.compile(rf"(?:{_LEFT}|anders?|andere|restgroep|restcategorie)\b"),
    # Onbekend/overig, Azië (overig), Nationaliteit onbekend; not: Gezins- en overige migranten
    re.compile(rf".*\b{_LEFT}\W*"),
    re.compile(r".*\b(?:niet (?:bekend|ingedeeld|opgegeven|vastgesteld)|geen opgave)\b"),
)
_TOTALS = (
    re.compile(r".*\b(?:sub)?(?:totaal|total|totalen)\b"),
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
