"""The periods that a Dutch sentence names, and what each is named for.

One in the name of a law or a reference to a document is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from report_builder.wording.named_moments import EachYear, Moment, seen_from, years_of
from report_builder.wording.period_forms import PERIOD_FORMS
from report_builder.wording.sought import letters_of
from report_builder.wording.typed_numbers import HOLE, without_names


class Role(StrEnum):
    """What a period is named for: to say when, to compare with, or the time of something else."""

    WHEN = "when"
    COMPARED = "compared"
    ASIDE = "aside"


@dataclass(frozen=True)
class NamedPeriod:
    """A period that a sentence names: where, in which words, what it stands for."""

    start: int
    text: str
    role: Role
    moment: Moment

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.start + len(self.text)


_LINK = r"(?:(?:heel|het|de|die|dat|jaar|maand|in|op|over|per|van|eind|begin)\s+)*$"
_COMPARED = re.compile(
    rf"\b(?:ten\s+opzichte\s+van|t\.o\.v\.|vergeleken\s+(?:met|bij)|in\s+vergelijking\s+met|dan|als"
    rf"|tegen(?:over)?(?:[\s{HOLE}]+)?|sinds|sedert)\s+{_LINK}",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:vanaf|tot|tot\s+en\s+met|t/m|na|voor|vóór|met\s+ingang\s+van|uit|rond|omstreeks|richting"
    r"|door)\s+(?:(?:heel|het|de|jaar|maand|met|eind|begin)\s+)*$",
    re.IGNORECASE,
)
_OF = re.compile(r"\bvan\s+(?:(?:heel|het|de|jaar|maand)\s+)*$", re.IGNORECASE)
_OF_EVENT = re.compile(
    rf"\b(?:sinds|sedert|na|vanaf|voor|vóór)\s+[^,;:(){HOLE}]*\(\s*(?:(?:op|van|per)\s+)?$",
    re.IGNORECASE,
)
"""What an event stands behind whose day follows in brackets: sinds de inval (24 februari 2022)."""
_PLAIN = str.maketrans("ıİſK", "iIsk")
"""Letters that a pattern without regard to case takes for another, and a list of names does not."""
_FIGURES_OF = re.compile(
    r"(?:cijfers?|aantal\w*|stand|totaal|totalen|\w*stroom|\w*aanvragen|\w*migratie|\w*ingen)"
    r"(?:\s+\w+){0,2}\s+van\s+(?:(?:heel|het|de|jaar|maand)\s+)*$",
    re.IGNORECASE,
)


def period_names(text: str, reporting_year: int) -> list[NamedPeriod]:
    """The periods that a sentence names, in order; figures in it are holes.

    `reporting_year` is what "dit jaar" and "vorig jaar" count from.
    """
    names: list[NamedPeriod] = []
    rest = without_names(text).translate(_PLAIN)
    letters = letters_of(rest)
    for form, meaning in PERIOD_FORMS:
        matches = list(form.pattern.finditer(rest)) if form.may_be_in(letters) else []
        for match in matches:
            moment = meaning(match, reporting_year)
            if moment is not None:
                start, end = match.span()
                is_stretch = "b" in match.groupdict()
                role = _role(text[:start], is_stretch=is_stretch)
                names.append(NamedPeriod(start, text[start:end], role, moment))
        if matches:
            rest = form.pattern.sub(lambda match: HOLE * len(match[0]), rest)
            letters = letters_of(rest)
    return _joined(sorted(names, key=lambda name: name.start), text)


def _joined(names: list[NamedPeriod], text: str) -> list[NamedPeriod]:
    """A part of a year with the year that follows it as one: december vorig jaar."""
    joined: list[NamedPeriod] = []
    for name in names:
        before = joined[-1] if joined else None
        if before is not None and isinstance(before.moment, EachYear):
            between = text[before.end : name.start]
            years = years_of(name.moment)
            if years and re.fullmatch(r"\s+(?:van\s+)?(?:het\s+)?", between):
                whole = text[before.start : name.end]
                moment = seen_from(before.moment, years)
                joined[-1] = NamedPeriod(before.start, whole, before.role, moment)
                continue
        joined.append(name)
    return joined


def _role(before: str, *, is_stretch: bool) -> Role:
    """What a period is named for, by the words before it; "van" opens a stretch of time."""
    if _COMPARED.search(before):
        return Role.COMPARED
    is_of_something = _OF.search(before) and not _FIGURES_OF.search(before) and not is_stretch
    is_aside = is_of_something or _ASIDE.search(before) or _OF_EVENT.search(before)
    return Role.ASIDE if is_aside else Role.WHEN
