"""The typeface of the web edition, inside the page: it looks the same on every machine."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "fonts"
_LOOKS = {"Regular": "", "Bold": "font-weight: bold; ", "Italic": "font-style: italic; "}


@cache
def typefaces() -> str:
    """The rules for its style sheet."""
    return "".join(_rule(look, how) for look, how in _LOOKS.items())


def _rule(look: str, how: str) -> str:
    data = base64.b64encode((_FOLDER / f"Rapportletter-{look}.woff2").read_bytes()).decode()
    return (
        f"@font-face {{ font-family: Rapportletter; {how}font-display: block; "
        f"src: url(data:font/woff2;base64,{data}) format('woff2') }}\n"
    )
