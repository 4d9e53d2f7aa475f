"""Runs a command of the program that ends when the desk does, also when the desk is killed.

Started as `python -m report_builder.desk.tether PROCESS ARGUMENT...`, it ties itself to the process
that started it, and becomes the command. A build that nobody can see or stop would go on otherwise.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress

_PR_SET_PDEATHSIG = 1
_BACKGROUND = 5
"""How much less the command weighs than the pages that people wait for, as `nice` counts."""


def become_command(parent: int, arguments: list[str]) -> None:
    """Turn this process into the command, which is asked to end once its parent has."""
    # Where it is not Linux nobody can be told so; a command there ends by itself.
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        # It had gone before it could be tied to.
        sys.exit(128 + signal.SIGTERM)
    os.nice(_BACKGROUND)
    os.execv(sys.executable, [sys.executable, "-m", "report_builder", *arguments])  # noqa: S606


if __name__ == "__main__":
    become_command(int(sys.argv[1]), sys.argv[2:])
