"""The details of a fault of the program, for who mends it: written to a file, so that the
user gets one sentence.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from pathlib import Path

from report_builder import __version__
from report_builder.problems import Unusable
from report_builder.store_folder import FAULTS, default_folder


def describe_fault(error: BaseException) -> str:
    """A sentence on a fault of the program that says where its details were written, or that
    they could not be.
    """
    name = type(error).__name__
    said = f"fout van het programma zelf: {_likely_cause(error) or name}"
    path = _write_details(error)
    if path is None:
        return f"{said}; de details konden nergens worden bewaard ({name}: {error})"
    return f"{said}; de details staan in {path}"


def _likely_cause(error: BaseException) -> str:
    if isinstance(error, BrokenExecutor):
        return "een werkproces is afgebroken, meestal door te weinig geheugen (probeer --jobs 1)"
    return "er is te weinig geheugen" if isinstance(error, MemoryError) else ""


def _write_details(error: BaseException) -> Path | None:
    """The file with the details, which only this user can read; None when it cannot be
    written anywhere.
    """
    details = "".join(_details(error)).encode("utf-8", "backslashreplace")
    for folder in _folders():
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # The name is drawn, so that no clock is read and no other fault is written over.
            handle, name = tempfile.mkstemp(".txt", "fout-", folder)
            with os.fdopen(handle, "wb") as opened:
                opened.write(details)
            return Path(name)
    return None


def _folders() -> list[Path]:
    folders = []
    with suppress(OSError, Unusable):
        folders.append(default_folder() / FAULTS)
    with suppress(OSError):
        folders.append(Path(tempfile.gettempdir()))
    return folders


def _details(error: BaseException) -> list[str]:
    return [
        (
            f"report-builder {__version__}, Python {platform.python_version()}, "
            f"{platform.platform()}\n"
        ),
        f"{sys.argv}\n\n",
        *traceback.format_exception(error),
    ]
