"""What Eurostat's flags say of a figure, the same in its service and in the files that people
download from it.

Since 27 January 2025 there are two lists (https://ec.europa.eu/eurostat/web/main/data/database):
the status of an observation, and its confidentiality. Older files have the letters of before too:
`s` for a value that Eurostat estimated (now `i`), `z` for not applicable (now `m`) and `c` for
confidential (now `C` in the second list).
"""

from __future__ import annotations

import re
from decimal import Decimal

from report_builder.model.series import WITHOUT_VALUE, Status
from report_builder.model.service import ServiceMapping
from report_builder.problems import Fault

_SUPPRESSED = "c"
_NOT_APPLICABLE = frozenset("mz")
_IN_ORDER = (
    ("b", Status.BREAK),
    ("e", Status.ESTIMATED),
    ("i", Status.ESTIMATED),
    ("s", Status.ESTIMATED),
    ("p", Status.PROVISIONAL),
)
"""A cell can have several flags and a row has one status: what breaks a series weighs most."""
_UNTOLD = frozenset("dnru")
"""Flags about definition, reliability and revision, which a row has no status for: they are told of
in a note.
"""
_FLAGS = _NOT_APPLICABLE | _UNTOLD | {_SUPPRESSED, *(flag for flag, _ in _IN_ORDER)}

_FREE = "f"
_CONFIDENTIAL = frozenset("cnp")
"""Confidential, not for publication, and under secrecy that is not that of statistics."""

_CONFIDENTIALITY = re.compile(r"[|@]")
"""What stands before the confidentiality of a cell: `p|C`."""
_PUNCTUATION = str.maketrans("", "", ": ")
"""A cell without a value can have a colon."""


def flagged(
    value: Decimal | None, flags: str, mapping: ServiceMapping, noted: set[str]
) -> tuple[Decimal | None, Status]:
    """What may be shown of a cell, with its status, from flags such as `p`, `bep` and `|C`
    (confidential).

    Flags that a row cannot hold are added to `noted`. Raises Fault on a flag that neither Eurostat
    nor the mapping is known to have.
    """
    status = _status(flags, mapping, noted, has_value=value is not None)
    # A confidential cell can come with the value that may not be shown.
    return (None if status in WITHOUT_VALUE else value), status


def _status(flags: str, mapping: ServiceMapping, noted: set[str], *, has_value: bool) -> Status:
    own = mapping.flags.get(flags)
    if own:
        return own
    observed, *secrecy = _CONFIDENTIALITY.split(flags.translate(_PUNCTUATION).lower())
    secret = set("".join(secrecy)) - {_FREE}
    unknown = (set(observed) - _FLAGS) | (secret - _CONFIDENTIAL)
    if unknown:
        hint = f'zeg in de catalogus wat het is, bijvoorbeeld flags = {{ "{flags}" = "E" }}'
        raise Fault("dienst-status", f"onbekende vlag '{min(unknown)}' bij een cijfer", hint)
    if secret or _SUPPRESSED in observed:
        return Status.SUPPRESSED
    if not has_value:
        is_impossible = not _NOT_APPLICABLE.isdisjoint(observed)
        return Status.IMPOSSIBLE if is_impossible else Status.MISSING
    noted |= {f"'{letter}'" for letter in observed if letter in _UNTOLD}
    return next((status for flag, status in _IN_ORDER if flag in observed), Status.NORMAL)


def noted_lines(indicator: str, noted: set[str]) -> tuple[str, ...]:
    """What to tell of the flags that no row can hold; nothing where there are none."""
    if not noted:
        return ()
    listed = ", ".join(sorted(noted))
    return (f"{indicator}: Eurostat zet bij cijfers ook {listed}; zie de site van de bron",)
