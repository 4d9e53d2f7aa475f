"""The typefaces that the program brings along. Any other font may hold names that nothing here can
read.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "fonts"


def is_own_font(data: bytes) -> bool:
    """Whether these bytes are a typeface of the program."""
    return data.startswith(b"wOF2") and sha256(data).hexdigest() in _known()


@cache
def _known() -> frozenset[str]:
    files = _FOLDER.glob("*.woff2")
    return frozenset(sha256(file.read_bytes()).hexdigest() for file in files)
