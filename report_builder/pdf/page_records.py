"""What goes into the pages of a PDF and what they come out as: records that do not load what makes
pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_builder.problems import Problem


@dataclass(frozen=True)
class Drawn:
    """A figure as a page of PDF, with its size in millimetres."""

    pdf: bytes
    width: float
    height: float


@dataclass(frozen=True)
class LaidOut:
    """A part of a PDF: its bytes, the size of each page in millimetres, and the page (from 0) of
    each anchor.
    """

    data: bytes
    sizes: tuple[tuple[float, float], ...]
    anchors: Mapping[str, int]
    problems: tuple[Problem, ...]
