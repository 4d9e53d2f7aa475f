"""One at a time: the commands that change a project hold it while they run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from report_builder.drafts import PREFIX, hold, letting_go
from report_builder.problems import Unusable, reason_of

_BUSY = f"{PREFIX}bezig"
_WORK = {
    "build": "het maken van het rapport",
    "circulate": "het maken van een conceptronde",
    "import": "het inlezen of ongedaan maken van een levering",
    "lock": "het vergrendelen van de editie",
    "new-edition": "het beginnen of ongedaan maken van een nieuwe editie",
    "refresh": "het ophalen van cijfers",
    "review": "het verwerken van reacties",
    "serve": "het bewaren van een sjabloon of van instellingen",
    "unlock": "het ontgrendelen van de editie",
}
"""What each command does, for who works in the browser and knows none of them."""
_LONGEST = 200
"""So many characters of what another says to do are told."""


@contextmanager
def alone(root: Path, command: str, is_patient: bool = False) -> Iterator[None]:
    """Hold a project for a command. Raises Unusable, and names what is running, when another holds
    it; who `is_patient` waits. Raises it too when the folder of the project cannot be written in.

    The file by which it is held goes afterwards; what a killed command leaves of it holds nothing.
    """
    path = root / _BUSY
    descriptor = _take(path, is_patient)
    with letting_go(descriptor):
        try:
            _write_running(descriptor, path, command)
            yield
        finally:
            with suppress(OSError):
                path.unlink()


def _write_running(descriptor: int, path: Path, command: str) -> None:
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, _describe(command).encode(), 0)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> Unusable:
    return Unusable(f"kan niet schrijven in {path.parent}: {reason_of(error)}")


def _describe(command: str) -> str:
    work = _WORK[command.partition(" ")[0]]
    return f"{work} (report-builder {command}, proces {os.getpid()})"


def _take(path: Path, is_patient: bool) -> int:
    try:
        while True:
            descriptor = hold(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, is_patient)
            if descriptor is not None:
                return descriptor
            running = _read_running(path)
            if running is not None and not is_patient:
                raise Unusable(
                    f"in dit project loopt al {running}; wacht tot dat klaar is, en probeer het "
                    "dan opnieuw"
                )
    except OSError as error:
        raise _unwritable(path, error) from error


def _read_running(path: Path) -> str | None:
    """What the one that holds a project says to do; None when it has gone."""
    try:
        said = path.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return None
    return said[:_LONGEST].strip() or "een andere opdracht van report-builder"
