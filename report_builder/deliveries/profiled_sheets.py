"""The sheets on which a table of a profile stands: one, or more of the same shape."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_builder.deliveries.grid import Grid, fold
from report_builder.deliveries.profile_file import ProfileFault
from report_builder.model.profile import TableSpec
from report_builder.problems import nearest


def find_sheets(sheets: Sequence[Grid], spec: TableSpec) -> list[tuple[Grid, str]]:
    """The sheets, each with what its name says: what stands for the `*` of a pattern, or else the
    whole name. Raises ProfileFault when one is not there.
    """
    if not spec.sheet and len(sheets) == 1:
        return [(sheets[0], sheets[0].name)]
    present = f"aanwezig: {', '.join(sheet.name for sheet in sheets)}"
    if not spec.sheet:
        message = f"het bestand heeft {len(sheets)} bladen"
        hint = f"noem er een met sheet in het profiel; {present}"
        raise ProfileFault((), "blad", message, hint)
    found: dict[str, tuple[Grid, str]] = {}
    for pattern in spec.sheet:
        matching = [(sheet, _said(pattern, sheet)) for sheet in sheets]
        names = {sheet.name: (sheet, said) for sheet, said in matching if said is not None}
        if not names:
            hint = nearest(pattern, [sheet.name for sheet in sheets]) or present
            raise ProfileFault(("sheet",), "blad", f"het blad '{pattern}' ontbreekt", hint)
        found |= {name: sheet for name, sheet in names.items() if name not in found}
    return list(found.values())


def _said(pattern: str, sheet: Grid) -> str | None:
    """What the name of a sheet says by a pattern; None when it does not fit."""
    name = " ".join(sheet.name.split())
    before, star, after = " ".join(pattern.split()).partition("*")
    if not star:
        return name if fold(name) == fold(pattern) else None
    shape = re.compile(f"{re.escape(before)}(.+){re.escape(after)}", re.IGNORECASE)
    match = shape.fullmatch(name)
    return match[1].strip() if match else None
