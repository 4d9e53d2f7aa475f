"""The command line: what is asked, what is said, and the exit status (contract, section 4)."""

from __future__ import annotations

import ctypes
import gc
import os
from collections.abc import Sequence
from contextlib import suppress

from report_builder.cli.function_names import load
from report_builder.cli.last_net import end_well

GARBAGE = 50_000
"""After how many new objects garbage is looked for."""

_TRIM_THRESHOLD = -1
_KEPT_FREE = 64 << 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status (see `statuses`). No input and no signal ends in
    a traceback.
    """
    # No sums here need numpy's threads, and a process that has them cannot be forked.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Most of what a command makes stays until its end: looking for garbage as often as Python does
    # by itself costs a tenth of the time, and finds nothing.
    gc.set_threshold(GARBAGE, 25, 25)
    _give_memory_back()
    # Loaded inside the net, so that an installation that is not whole ends in a sentence too.
    return end_well(lambda: load("report_builder.cli.program:run")(arguments))


def _give_memory_back() -> None:
    """Let the C library keep little of what is free: once a file of some MiB was read it keeps
    twice that, in each process of a build. Where it is not glibc nothing changes.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_TRIM_THRESHOLD, _KEPT_FREE)
