"""One value that may not be found, and how it is looked for in texts and in bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_builder.privacy.raw_readings import RawReading

_BEGIN = re.compile(r"(?:(?<![A-Za-z0-9])|(?<=[a-z])(?=[A-Z]))")
_END = re.compile(r"(?:(?![A-Za-z0-9])|(?<=[a-z])(?=[A-Z]))")
"""Where a word begins and ends in bytes that may be anything: beside a text those may look like
accented letters.
"""


@dataclass(frozen=True)
class Wanted:
    """One value that may not be found: the setting that holds it, and how it is found in text.

    `traces` are what is left of its forms when only letters and digits are kept: a text without any
    of these cannot hold it, which is quick to tell. `raw` is for bytes that may be anything: a
    short value would be found there by chance, and has none. What is not `is_certain` may well be
    a word like any other.
    """

    key: str
    traces: tuple[str, ...]
    text: re.Pattern[str]
    raw: re.Pattern[str] | None = None
    is_certain: bool = True

    def find(self, text: str, kept: str) -> re.Match[str] | None:
        """The first place of the value in a text as `normal` writes it; `kept` is that text as
        `squeezed` does.
        """
        return self.text.search(text) if any(trace in kept for trace in self.traces) else None

    def find_all(self, text: str, kept: str) -> list[re.Match[str]]:
        """Every place of the value in a text, as `find` finds the first."""
        if not any(trace in kept for trace in self.traces):
            return []
        return list(self.text.finditer(text))

    def is_in(self, reading: RawReading) -> bool:
        """Whether the value stands in bytes that were read as text."""
        if self.raw is None or not any(reading.has(trace) for trace in self.traces):
            return False
        shown, folded = reading.shown.decode("latin-1"), reading.folded.decode("latin-1")
        return any(
            _BEGIN.match(shown, match.start()) and _END.match(shown, match.end())
            for match in self.raw.finditer(folded)
        )
