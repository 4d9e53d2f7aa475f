"""New figures of services: first asked for without writing anything, then taken over from the same
sources, on the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from report_builder.deliveries.arrivals import Consent
from report_builder.desk.chores import Chore, Chores
from report_builder.fingerprint import project_files
from report_builder.problems import Unusable
from report_builder.store import digest
from report_builder.workspace import Workspace

NAME = "diensten"
_CHANGED = (
    "de cijfers of instellingen zijn gewijzigd sinds de proef; kijk eerst opnieuw wat er verandert"
)


@dataclass(frozen=True)
class RefreshTrial:
    """What was asked of services without writing: of which sources, and on which figures."""

    chore: Chore
    sources: tuple[str, ...]
    data: str


class RefreshTrials:
    """The last trial of a desk."""

    def __init__(self, workspace: Workspace, chores: Chores) -> None:
        self.workspace = workspace
        self.chores = chores
        self.last: RefreshTrial | None = None

    def begin(self, sources: Sequence[str], data: str, person: str) -> None:
        """Ask sources what there is. Raises Unusable while other work is done."""
        arguments = ["refresh", "--dry-run", *_sources(sources)]
        chore = self.chores.start(NAME, "De diensten vragen", arguments, person)
        self.last = RefreshTrial(chore, tuple(sources), data)

    def take_over(self, number: int, data: str, consent: Consent) -> None:
        """Take over what the last trial showed, by its number. Raises Unusable when that is another
        one, or when the figures are others now.
        """
        trial = self.last
        if trial is None or trial.chore.number != number or trial.chore.is_running:
            raise Unusable("dit is niet de laatste proef; kijk eerst opnieuw wat er verandert")
        if trial.data != data:
            raise Unusable(_CHANGED)
        flags = {
            "--accept-revisions": consent.revisions,
            "--accept-doubts": consent.doubts,
            "--accept-breaks": consent.breaks,
        }
        accepted = [flag for flag, is_given in flags.items() if is_given]
        said = [f"--reason={consent.reason}"] if consent.reason else []
        arguments = ["refresh", *_sources(trial.sources), *accepted, *said, f"--by={consent.by}"]
        self.chores.start(NAME, "De diensten overnemen", arguments, consent.by)
        self.last = None


def data_version(workspace: Workspace) -> str:
    """A hash of the figures and the settings of a project. Raises Unusable when one cannot be
    read.
    """
    data = workspace.name(workspace.data)
    files = [
        (name, sha256(content).hexdigest())
        for name, content in project_files(workspace)
        if name.startswith(f"{data}/")
    ]
    return digest(files)


def _sources(names: Sequence[str]) -> list[str]:
    return [f"--source={name}" for name in names]
