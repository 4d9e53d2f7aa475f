"""Personal data kept out of what is stored with the project beside its settings."""

from __future__ import annotations

from collections.abc import Mapping

from report_builder.disclosure.forms import normal, squeezed, wanted_values
from report_builder.model.edition import GROUND


class Withholding:
    """Takes the values under `[personal]` out of texts, in every form in which the public set is searched for them."""

    def __init__(self, personal: Mapping[str, object]) -> None:
        self.wanted, _ = wanted_values(personal)

    def text(self, text: str) -> str:
        """The text with the ground in their place; all of it where a value cannot be told from the rest."""
        kept = text
        for one in self.wanted:
            if one.find(normal(text), squeezed(normal(text))):
                kept = one.text.sub(GROUND, kept)
        shown = normal(kept)
        return GROUND if any(one.find(shown, squeezed(shown)) for one in self.wanted) else kept
