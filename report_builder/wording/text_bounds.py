"""How long a text may be that is looked through for numbers and claims typed by hand: what looks
for them takes four times as long for a word twice as long.
"""

from __future__ import annotations

import re

from report_builder.problems import Fault

LONGEST_TEXT = 20_000
"""A paragraph, or a text in settings, has so many characters at most: some six pages."""
LONGEST_RUN = 1_000
"""So many characters at most without a space between them, or of nothing but spaces."""
_RUNS = re.compile(r"\S+|\s+")


def find_too_long(text: str) -> Fault | None:
    """What makes a text too long to be looked through, if it is."""
    if len(text) > LONGEST_TEXT:
        message = f"een tekst van {len(text)} tekens; hij mag er {LONGEST_TEXT} hebben"
        return Fault("omvang", message, "verdeel de tekst over meer alinea's")
    longest = max(map(len, _RUNS.findall(text)), default=0)
    if longest > LONGEST_RUN:
        message = f"{longest} tekens zonder spatie ertussen, of van niets dan spaties"
        hint = f"haal weg wat geen tekst is; {LONGEST_RUN} tekens achter elkaar mag"
        return Fault("omvang", message, hint)
    return None
