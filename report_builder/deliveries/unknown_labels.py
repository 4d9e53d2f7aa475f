"""Labels of which a profile does not say what they mean: a few are told each at its place, many at
once with a block to paste into the profile.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from report_builder.deliveries.arrivals import DeliveredFigures
from report_builder.deliveries.profile_file import UNFILLED, ProfileFile
from report_builder.problems import Fault, Problem

_FEW, _MOST_NAMED = 2, 5


class UnknownLabel(Fault):
    """A label that means nothing yet; `near` is the known name that is most like it, if any."""

    def __init__(self, code: str, message: str, hint: str, text: str, near: str) -> None:
        super().__init__(code, message, hint)
        self.text, self.near = text, near


@dataclass(frozen=True)
class UnknownPlace:
    """Where an unknown label was first met, by what it is of."""

    label: UnknownLabel
    place: str


def tell_unknown(
    figures: DeliveredFigures, unknown: Sequence[UnknownPlace], profile: ProfileFile, file: str
) -> None:
    """Add what is wrong with labels that are not known, and the block that would settle it."""
    if len(unknown) <= _FEW:
        figures.problems += [item.label.at(file, item.place) for item in unknown]
        return
    texts = [f"'{item.label.text}'" for item in unknown]
    named = ", ".join(texts[:_MOST_NAMED]) + (", …" if len(texts) > _MOST_NAMED else "")
    message = f"{len(texts)} opschriften zijn niet bekend: {named}"
    hint = f"het blok hieronder past in {profile.file.name}"
    figures.problems.append(Problem("deel", file, unknown[0].place, message, hint))
    figures.proposal = _block(unknown, profile)


def _block(unknown: Sequence[UnknownPlace], profile: ProfileFile) -> str:
    """The labels as a table of TOML; what is nearest is filled in, for a person to look at."""
    head = "# onder [labels], dat er al staat:" if profile.profile.labels else "[labels]"
    return "\n".join(
        [
            f"# Voor {profile.file.name}: vul in wat elk opschrift betekent.",
            '# "" slaat het over, "TOTAL" is het totaal.',
            head,
            *(_line(item.label) for item in unknown),
        ]
    )


def _line(label: UnknownLabel) -> str:
    key, name = (json.dumps(text, ensure_ascii=False) for text in (label.text, label.near))
    return f"{key} = {name}  # nakijken" if label.near else f'{key} = "{UNFILLED}"'
