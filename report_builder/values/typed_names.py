"""Names of parts and periods as a drafter types them in Word, which turns quotes and dashes."""

from __future__ import annotations

from collections.abc import Iterable

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‛′ʼ´`", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00a0\u202f", " "),
    }
)


def plain_signs(text: str) -> str:
    """A text with plain quotes, dashes and spaces."""
    return text.translate(_PLAIN)


def as_known(typed: str, names: Iterable[str]) -> str:
    """The name that a drafter meant, where only signs such as a dash differ; else as it is
    typed.
    """
    every = set(names)
    if typed in every:
        return typed
    alike = [name for name in sorted(every) if plain_signs(name) == plain_signs(typed)]
    return alike[0] if len(alike) == 1 else typed
