"""The sizes of pages as whole numbers: some programs write fractions, or leave one out."""

from __future__ import annotations

import math

from docx.oxml.ns import qn

from report_builder.word.ooxml import Element

_A4 = {"w": 11906, "h": 16838}
_MARGINS = dict.fromkeys(("top", "right", "bottom", "left"), 1417)
_DEFAULTS = {"w:pgSz": _A4, "w:pgMar": _MARGINS}
"""What counts where a section does not say: twips, a twentieth of a point."""
_BESIDES = ("header", "footer", "gutter")


def mend_page_sizes(root: Element) -> None:
    """Write the sizes and margins of each section as whole twips, those of A4 where there is none
    that is a number.
    """
    for kind, defaults in _DEFAULTS.items():
        for element in root.iter(qn(kind)):
            for name, default in defaults.items():
                _mend(element, qn(f"w:{name}"), default)
            for name in _BESIDES:
                if element.get(qn(f"w:{name}")) is not None:
                    _mend(element, qn(f"w:{name}"), 0)


def _mend(element: Element, attribute: str, default: int) -> None:
    try:
        size = float(element.get(attribute, ""))
    except ValueError:
        size = math.nan
    element.set(attribute, str(round(size) if math.isfinite(size) else default))
