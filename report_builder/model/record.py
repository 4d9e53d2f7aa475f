"""What every record that a TOML file writes is made of."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StrictStr, StringConstraints

ID = r"[a-z][a-z0-9_]*"

Text = Annotated[StrictStr, StringConstraints(min_length=1, pattern=r"\S")]


def as_text(value: object) -> object:
    """A year or a day as TOML writes them, as a text."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number or type(value) is date else value


PeriodText = Annotated[StrictStr, BeforeValidator(as_text)]
"""A period as it is written: 2024, "2024-S1", 2024-12-31."""
Id = Annotated[StrictStr, StringConstraints(pattern=f"^{ID}$")]


class Record(BaseModel):
    """A record that a TOML file writes: complete, frozen, without unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)
