"""A register: a table beside the report that programs read, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Register:
    """The columns of a register, and the text of each in every line."""

    columns: Sequence[str]
    lines: Sequence[Mapping[str, str]]

    @classmethod
    def of(cls, columns: Sequence[str], lines: Iterable[Mapping[str, str]]) -> Register:
        """The register of these lines, each of which stays one line."""
        return cls(
            columns,
            [{name: one_line(text) for name, text in line.items()} for line in lines],
        )

    def as_csv(self) -> bytes:
        """The register as a file (contract, section 5)."""
        written = io.StringIO()
        writer = csv.DictWriter(written, self.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.lines)
        return written.getvalue().encode()


def one_line(text: str) -> str:
    """A text without line ends, whatever was printed."""
    return text.replace("\r", " ").replace("\n", " ")
