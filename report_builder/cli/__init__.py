"""The command line: what is asked, what is said, and the exit status (contract, section 4)."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence

from report_builder.cli.function_names import load
from report_builder.cli.last_net import end_well

GARBAGE = 50_000
"""After how many new objects garbage is looked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status (see `statuses`). No input and no signal ends in
    a traceback.
    """
    # No sums here need numpy's threads, and a process that has them cannot be forked.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Most of what a command makes stays until its end: looking for garbage as often as Python does
    # by itself costs a tenth of the time, and finds nothing.
    gc.set_threshold(GARBAGE, 25, 25)
    # Loaded inside the net, so that an installation that is not whole ends in a sentence too.
    return end_well(lambda: load("report_builder.cli.program:run")(arguments))
