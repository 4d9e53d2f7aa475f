"""What every record that a TOML file writes is made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StrictStr, StringConstraints

ID = r"[a-z][a-z0-9_]*"

Text = Annotated[StrictStr, StringConstraints(min_length=1, pattern=r"\S")]
Id = Annotated[StrictStr, StringConstraints(pattern=f"^{ID}$")]


class Record(BaseModel):
    """A record that a TOML file writes: complete, frozen, without unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)
