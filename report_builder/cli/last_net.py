"""The last net: whatever happens, a command ends with an exit status and a sentence, never
with a traceback.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from report_builder.cli.function_names import load
from report_builder.cli.statuses import FAULT, SIGNALLED, STOPPED, WRONG
from report_builder.console import complain, finish, tell_stopped
from report_builder.problems import Stopped, Unusable, find_reason
from report_builder.standard_streams import open_streams

_ENDING = ("SIGTERM", "SIGHUP")


class Ended(KeyboardInterrupt):
    """A signal asked the program to end: what is half done is cleared on the way out, as for
    Ctrl-C.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def end_well(work: Callable[[], int]) -> int:
    """Do the work; return the exit status that it ends with, after saying what went wrong."""
    open_streams()
    with _ending_on_signals():
        try:
            return _finished(work)
        except Unusable as unusable:
            complain(str(unusable))
            return WRONG
        except KeyboardInterrupt as interrupt:
            complain("afgebroken; er is niets half geschreven")
            return SIGNALLED + (interrupt.number if isinstance(interrupt, Ended) else signal.SIGINT)
        except OSError as error:
            return _tell_of_system(error)
        except BaseException as error:
            if isinstance(error, SystemExit):
                raise
            return _tell_of_fault(error)


def _finished(work: Callable[[], int]) -> int:
    """The status of work that is done, or that stopped on problems, with all that it says said."""
    try:
        status = work()
    except Stopped as stopped:
        tell_stopped(stopped)
        status = STOPPED
    finish()
    return status


def _tell_of_system(error: OSError) -> int:
    """A file or disk that the system refuses is for the user to mend; anything else is a fault."""
    reason = find_reason(error)
    if not _has_temporary_folder():
        reason = (
            "er is geen tijdelijke map waarin geschreven kan worden; maak daar ruimte, of "
            "zet TMPDIR"
        )
    if reason is None:
        return _tell_of_fault(error)
    complain(
        f"kan {error.filename} niet lezen of schrijven: {reason}" if error.filename else reason
    )
    return WRONG


def _has_temporary_folder() -> bool:
    try:
        load("tempfile:gettempdir")()
    except OSError:
        return False
    return True


def _tell_of_fault(error: BaseException) -> int:
    complain(load("report_builder.cli.fault_log:describe_fault")(error))
    return FAULT


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    """Let the signals that end a program unwind it, so that drafts go and processes end; as
    it was afterwards.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # What is ignored, as under nohup, stays ignored.
    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        if before[number] is not signal.SIG_IGN:
            signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    raise Ended(number)
