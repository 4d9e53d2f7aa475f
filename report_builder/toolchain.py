"""What this program makes things with: its own files, the packages that it wraps, and the system
libraries.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from report_builder.store import digest
from report_builder.system_libraries import library_versions

_WRAPPED = (
    "docxtpl",
    "jinja2",
    "lxml",
    "mammoth",
    "matplotlib",
    "pikepdf",
    "python-docx",
    "sentencex",
    "weasyprint",
)


@cache
def program_digest() -> str:
    """A hash of this program and the tools that it wraps."""
    root = Path(__file__).parent
    files = sorted(
        path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    code = [
        (path.relative_to(root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in files
    ]
    return digest(code, tool_versions())


@cache
def toolchain_digest() -> str:
    """A hash of the program, its tools and the system libraries: what was made with one of them is
    not used with another.
    """
    return digest(program_digest(), sorted(library_versions().items()))


def tool_versions() -> list[tuple[str, str]]:
    """The tools that this program wraps, with their versions."""
    return [(name, version(name)) for name in _WRAPPED]
