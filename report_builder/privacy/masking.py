"""Personal data kept out of what is stored with the project beside its settings."""

from __future__ import annotations

from collections.abc import Mapping

from report_builder.privacy.forms import normal, squeezed, wanted_values


class Withholding:
    """Takes the values under `[personal]` out of texts, in every form in which the public set is
    searched for them.
    """

    def __init__(self, personal: Mapping[str, object], ground: str) -> None:
        self.ground = ground
        self.wanted, _ = wanted_values(personal)

    def text(self, text: str) -> str:
        """The text with the ground in their place; all of it where a value cannot be told from the
        rest.
        """
        kept = text
        for one in self.wanted:
            if one.find(normal(text), squeezed(normal(text))):
                kept = one.text.sub(self.ground, kept)
        shown = normal(kept)
        return self.ground if any(one.find(shown, squeezed(shown)) for one in self.wanted) else kept
