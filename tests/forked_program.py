"""Commands and desks in a process forked from one that has the program loaded: a start takes a tenth
of the time.

What runs is what the command runs, in a process of its own with a standard output and error of its
own. That the command itself starts and ends, `test_last_net.py` sees, and of a desk `test_serving.py`.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from multiprocessing.connection import Connection

# As the program says so: a process with threads of numpy's cannot be forked.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import report_builder.cli.desk_work
import report_builder.cli.program
import report_builder.desk.serving  # noqa: F401
from report_builder.build.inspection import DRAWING
from report_builder.build.pipeline import LAYING_OUT
from report_builder.cli import main
from tests.desk.failing_disk import obey
from tests.unwaited_disk import leave_writing_to_the_system

for module in (DRAWING, LAYING_OUT):
    import_module(module)

leave_writing_to_the_system()

# What is loaded never goes: to look through it again costs each process its own copy of it.
gc.freeze()

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload([__name__])


class ForkedProgram:
    """The program in a process, with so much of what `subprocess.Popen` has as the tests use.

    `arguments` are those of the command line, `environment` is all that it sees.
    """

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        printed, standard_output = _FORKING.Pipe(duplex=False)
        said, standard_error = _FORKING.Pipe(duplex=False)
        self._process = _FORKING.Process(
            target=_run, args=(arguments, dict(environment), standard_output, standard_error)
        )
        self._process.start()
        standard_output.close()
        standard_error.close()
        self.stdout = os.fdopen(os.dup(printed.fileno()), encoding="utf-8")
        self.stderr = os.fdopen(os.dup(said.fileno()), encoding="utf-8")

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """The exit status, below zero when it was killed; None while it runs."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """The same."""
        return self.returncode

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it is still there."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Wait until it has ended; what more it said on standard output and error."""
        self._process.join(timeout)
        assert self.poll() is not None, f"it has not ended after {timeout} seconds"
        with self.stdout, self.stderr:
            return self.stdout.read(), self.stderr.read()


def _run(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    standard_output: Connection,
    standard_error: Connection,
) -> None:
    for number, connection in ((1, standard_output), (2, standard_error)):
        os.dup2(connection.fileno(), number)
        connection.close()
    # Those of before know what kind of file they wrote to.
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", closefd=False)
    os.environ.clear()
    os.environ.update(environment)
    obey(environment)
    sys.exit(main(arguments))
