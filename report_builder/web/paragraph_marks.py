"""The marks of paragraphs in HTML that was just made: by them each is known again."""

from __future__ import annotations

import re

from report_builder.model.shown import MARK, MARK_END

_MARK = re.compile(f"{MARK}([0-9]+){MARK_END}")
_NOTHING_ELSE = re.compile(f"<(p|h[1-6]|li)( [^>]*)?>{MARK}[0-9]+{MARK_END}</\\1>")
"""An element that is there for its mark alone."""


def cut_at_marks(html: str) -> dict[int, str]:
    """The HTML behind each mark, up to the next, by the number in the mark."""
    _, *rest = _MARK.split(html)
    return {int(number): piece for number, piece in zip(rest[::2], rest[1::2], strict=True)}


def without_marks(html: str) -> str:
    """The HTML as it would be had no paragraph been marked."""
    return _MARK.sub("", _NOTHING_ELSE.sub("", html))
