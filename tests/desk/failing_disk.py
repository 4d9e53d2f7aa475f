"""A disk that refuses and a machine that stops, for a desk that a test started: told by files in a
folder that the desk finds in its environment.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

SETTING = "DISK_OF_TEST"
FULL, KILL = "vol", "dood"
"""While the first is there nothing can be written; the second says at the which write the
process is killed.
"""


def obey(environment: Mapping[str, str]) -> None:
    """Let what this process writes depend on the folder, where there is one."""
    if folder := environment.get(SETTING):
        for name in ("ftruncate", "pwrite", "fsync"):
            setattr(os, name, _failing(getattr(os, name), Path(folder)))


def _failing(write: Callable[..., Any], folder: Path) -> Callable[..., Any]:
    def attempt(*arguments: Any) -> Any:
        if (folder / FULL).exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        kill = folder / KILL
        if kill.exists():
            left = int(kill.read_text()) - 1
            kill.write_text(str(left))
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        return write(*arguments)

    return attempt
