"""Whose a delivered file is and how it is read: what can be chosen, and what its name says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from report_builder.deliveries.arrivals import plain_name
from report_builder.deliveries.known_profiles import read_profiles
from report_builder.intake.settings import read_catalogue, read_sources
from report_builder.workspace import Workspace

_WORD = re.compile(r"[^\W_]+")
_FORM = "levering"
"""How the name of a form begins."""


@dataclass(frozen=True)
class DeliveryChoice:
    """An organisation, and the profile that its file is read by; the form of the program has
    none.
    """

    owner: str
    profile: str = ""

    @property
    def value(self) -> str:
        """The choice in a form of the page."""
        return f"{self.owner}|{self.profile}"

    @classmethod
    def of(cls, value: str) -> DeliveryChoice | None:
        """The choice that a form of the page says; None where nothing was chosen."""
        owner, _, profile = value.rpartition("|")
        return cls(owner, profile) if owner else None


@dataclass(frozen=True)
class Organisation:
    """Who can deliver, and the profiles for its files."""

    owner: str
    name: str
    profiles: tuple[str, ...]

    @property
    def choices(self) -> list[DeliveryChoice]:
        """The ways in which a file of it can be read."""
        return [DeliveryChoice(self.owner, profile) for profile in ("", *self.profiles)]


def read_organisations(workspace: Workspace) -> list[Organisation]:
    """All that can deliver, by name; what is wrong in the settings is told where they are used."""
    sources, _ = read_sources(workspace)
    read, _ = read_catalogue(workspace, None)
    deliverers = {indicator.deliverer for indicator in read.indicators.values()}
    profiles = read_profiles(workspace, sources)
    return [
        Organisation(
            owner, sources[owner].name if owner in sources else owner, profiles.get(owner, ())
        )
        for owner in sorted({*sources, *deliverers}, key=str.casefold)
    ]


def guess_choice(file: str, organisations: Sequence[Organisation]) -> DeliveryChoice | None:
    """Whose a file is by its name alone: that of a form, or one that holds the name of an
    organisation or of a profile. None where the name says nothing, or two things.
    """
    words = [word.casefold() for word in _WORD.findall(file)]
    named = [one for one in organisations if _holds(words, one.owner)]
    if len(named) > 1:
        return None
    is_form = words[:1] == [_FORM]
    found = [
        DeliveryChoice(one.owner, profile)
        for one in named or organisations
        for profile in one.profiles
        if _holds(words, profile)
    ]
    if len(found) == 1 and not is_form:
        return found[0]
    if not named:
        return None
    [one] = named
    only = one.profiles[0] if len(one.profiles) == 1 and not is_form else ""
    return DeliveryChoice(one.owner, only)


def _holds(words: Sequence[str], name: str) -> bool:
    """Whether a name stands in a text, as words of its own."""
    parts = [part.casefold() for part in _WORD.findall(plain_name(name))]
    starts = range(len(words) - len(parts) + 1)
    return bool(parts) and any(words[at : at + len(parts)] == parts for at in starts)
