"""Personal data kept out of what is stored with the project beside its settings."""

from __future__ import annotations

from collections.abc import Mapping

from report_builder.privacy.folding import normal, squeezed
from report_builder.privacy.forms import wanted_values


class Withholding:
    """Takes the values under `[personal]` out of texts, in every form for which the public set is
    refused.
    """

    def __init__(self, personal: Mapping[str, object], ground: str) -> None:
        self.ground = ground
        wanted, _ = wanted_values(personal)
        self.wanted = [value for value in wanted if value.is_certain]

    def text(self, text: str) -> str:
        """The text with the ground in their place; all of it where a value cannot be told from the
        rest.
        """
        plain = normal(text)
        letters = squeezed(plain)
        masked = text
        for value in self.wanted:
            if value.find(plain, letters):
                masked = value.text.sub(self.ground, masked)
        return self.ground if self._holds_any(normal(masked)) else masked

    def _holds_any(self, plain: str) -> bool:
        """Whether a value stands in a text still, in a form that is seen only when it is plain."""
        letters = squeezed(plain)
        return any(value.find(plain, letters) for value in self.wanted)
