"""Standard output and standard error, fit to write any text to: what stands in a file of others
cannot steer a terminal, and a reader that has gone does not stop the work.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from report_builder.problems import Unusable, reason_of

_CONTROLS = "\x00-\x08\x0a-\x1f\x7f-\x9f"
"""Colours, bells, line ends, a moved cursor; the tab does no harm."""
_DIRECTIONS = "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""What turns the direction of text, and other line ends."""
_BYTES = "\ud800-\udfff"
"""Bytes of a name that are no UTF-8."""
_UNSEEN = re.compile(f"[{_CONTROLS}{_DIRECTIONS}{_BYTES}]")
_LAST = 2
"""The number of standard error, the last of the three."""


def visible(text: str) -> str:
    r"""The text in one line, with what a terminal would obey rather than show written out: \u001b
    for an escape.
    """
    return _UNSEEN.sub(lambda match: _written_out(match[0]), text)


def _written_out(characters: str) -> str:
    r"""Each character as \uXXXX, as JSON writes it, so that a line of JSON stays one."""
    units = characters.encode("utf-16-be", "surrogatepass").hex()
    return "".join(rf"\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def _written_out_instead(error: UnicodeError) -> tuple[str, int]:
    """What a terminal without UTF-8 cannot show, written out."""
    assert isinstance(error, UnicodeEncodeError)
    return _written_out(error.object[error.start : error.end]), error.end


codecs.register_error("written-out", _written_out_instead)


def open_streams() -> None:
    """Let standard output and standard error take any text, also where they are closed or of a
    terminal without UTF-8.
    """
    if sys.stdout is None or sys.stderr is None:
        _open_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="written-out")


def _open_closed() -> None:
    """Let what was closed lead nowhere; else the next file that is opened would be taken for it."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST:
        os.set_inheritable(number, True)  # noqa: FBT003 - takes no keyword
    os.close(number)
    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")


def write_line(stream: TextIO, text: str) -> None:
    """A line on a standard stream. Raises Unusable when a result cannot be written."""
    with _tolerated(stream):
        stream.write(f"{visible(text)}\n")


def flush(stream: TextIO) -> None:
    """Write what was still waiting. Raises Unusable when a result cannot be written."""
    with _tolerated(stream):
        stream.flush()


@contextmanager
def _tolerated(stream: TextIO) -> Iterator[None]:
    """Let the work go on when who reads has gone, and when there is nowhere left to say what is
    wrong.
    """
    try:
        yield
    except OSError as error:
        _drop(stream)
        if stream is sys.stdout and not isinstance(error, BrokenPipeError):
            message = f"kan het resultaat niet schrijven: {reason_of(error)}"
            raise Unusable(message) from error


def _drop(stream: TextIO) -> None:
    """Let a stream lead nowhere, so that what waits in it is not tried again at the end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        stream.flush()
