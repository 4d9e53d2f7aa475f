"""Where the store lies, and that it is this user's alone.

Who else could write there could have this program print another number; who else could read there
would see an edition before it is sent.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from report_builder.problems import Unusable, reason_of

FAULTS = "faults"
"""The folder in it with the details of faults; they go with what was not used for a month."""
ENTRIES = re.compile(r"[0-9a-f]{2}")
"""How the folders with entries are called."""
_WAY_OUT = "kies een andere map met REPORT_BUILDER_CACHE"


def default_folder() -> Path:
    """Where the store lies: REPORT_BUILDER_CACHE, or the user's own cache folder; for who has no
    home, a folder of the user's own among the temporary ones.

    Raises Unusable when others can write or read there.
    """
    folder = _chosen_folder()
    require_own(folder)
    with suppress(OSError):  # where it cannot be, the store is not used
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
            folder.chmod(0o700)  # whatever the umask
    return folder


def _chosen_folder() -> Path:
    own = os.environ.get("REPORT_BUILDER_CACHE")
    if own:
        return Path(own)
    shared = os.environ.get("XDG_CACHE_HOME")
    return (Path(shared) if shared else _own_cache()) / "report-builder"


def _own_cache() -> Path:
    try:
        return Path.home() / ".cache"
    except RuntimeError:
        return _own_temporary_folder()


def _own_temporary_folder() -> Path:
    """A folder that only this user can enter: what another user laid ready is not taken for it."""
    shared = os.environ.get("TMPDIR") or "/tmp"  # noqa: S108 - the folder in it is checked
    folder = Path(shared) / f"report-builder-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink():
        raise Unusable(f"{folder} is niet van u alleen; {_WAY_OUT}")
    require_own(folder)
    return folder


def require_own(folder: Path) -> None:
    """Raise Unusable when a folder is not of this user alone; one that is not there yet will be.

    Its parents need no look: every entry is asked for its own owner when it is read.
    """
    try:
        state = folder.stat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise Unusable(f"kan {folder} niet openen: {reason_of(error)}; {_WAY_OUT}") from error
    if not stat.S_ISDIR(state.st_mode):
        raise Unusable(f"{folder} is geen map; {_WAY_OUT}")
    if state.st_uid != os.geteuid():
        raise Unusable(f"{folder} is van een andere gebruiker; {_WAY_OUT}")
    if state.st_mode & 0o022:
        raise Unusable(
            f"in {folder} kunnen anderen schrijven, zodat wat er staat niet te vertrouwen is; "
            f"verwijder die map, of {_WAY_OUT}"
        )
    if state.st_mode & 0o077:
        _close(folder)


def _close(folder: Path) -> None:
    """Keep others from reading a store that an earlier version left open. Nobody could write there,
    so that what it holds is right; a folder that holds anything else is not ours to close.
    """
    # Where the disk can only be read, the user has to choose.
    with suppress(OSError):
        if all(path.name == FAULTS or ENTRIES.fullmatch(path.name) for path in folder.iterdir()):
            folder.chmod(0o700)
            return
    raise Unusable(f"in {folder} kunnen anderen lezen; geef 'chmod 700 {folder}', of {_WAY_OUT}")
