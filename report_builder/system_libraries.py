"""The system libraries that pages are made with: whether they are there, and which they are.

Nothing that has to be installed is imported, so that a bare Python can look for them first.
"""

import ctypes
import importlib.util
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from report_builder.problems import Unusable

# By the name that WeasyPrint opens (`weasyprint.text.ffi`): the package of Debian and Ubuntu that
# holds it. WeasyPrint can do without the subset library, but then embeds other bytes and warns.
LIBRARIES = {
    "libgobject-2.0.so.0": "libpango-1.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}
# What decides how pages look: its file, and a function in it.
_DECISIVE = {
    "Pango": ("libpango-1.0.so.0", "pango_version_string"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "pango_ft2_font_map_new"),
    "HarfBuzz": ("libharfbuzz.so.0", "hb_version_string"),
    "HarfBuzz (subset)": ("libharfbuzz-subset.so.0", "hb_subset_input_create_or_fail"),
    "fontconfig": ("libfontconfig.so.1", "FcGetVersion"),
    "FreeType": ("libfreetype.so.6", "FT_Library_Version"),
}
# Figures are drawn by the FreeType in this file of matplotlib.
_DRAWING = ("FreeType (matplotlib)", "matplotlib", "ft2font*.so")
_HASH_LENGTH = 12


def find_missing_libraries() -> list[str]:
    """The names of the libraries that cannot be loaded here, in the order of LIBRARIES.

    Other systems than Linux name them otherwise: there WeasyPrint itself must say what is missing.
    """
    if sys.platform != "linux":
        return []
    return [name for name in LIBRARIES if not _loads(name)]


def install_command(packages: list[str]) -> str:
    """What an administrator of Debian or Ubuntu has to run."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def name_packages(libraries: list[str]) -> list[str]:
    """The Debian packages that hold these libraries, each once."""
    return list(dict.fromkeys(LIBRARIES[name] for name in libraries))


def require_libraries() -> None:
    """Raise Unusable when a library is missing, with the command that installs it."""
    missing = find_missing_libraries()
    if missing:
        raise Unusable(
            f"op deze machine ontbreekt: {', '.join(missing)}; laat een beheerder dit uitvoeren: "
            f"{install_command(name_packages(missing))}"
        )


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


@cache
def library_versions() -> dict[str, str]:
    """The libraries that decide how pages and figures look, each with its version where it tells
    one and a hash of its file (`6.0.0+1b55afd639cd`): a distribution mends a library without giving
    it another version.

    A library that is not there, or of a system that does not tell where it is, is left out.
    """
    return dict([*_system_libraries(), *_drawing_library()])


def _system_libraries() -> Iterator[tuple[str, str]]:
    for name, (file, function) in _DECISIVE.items():
        try:
            library = ctypes.CDLL(file)
            path = _file_of(library[function])
        except (OSError, AttributeError):
            continue
        if path is not None:
            yield name, _named(_VERSIONS[name](library) if name in _VERSIONS else "", path)


def _drawing_library() -> Iterator[tuple[str, str]]:
    name, package, pattern = _DRAWING
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for path in Path(folder).glob(pattern):
            yield name, _named("", path)


def _named(version: str, path: Path) -> str:
    digest = sha256(path.read_bytes()).hexdigest()[:_HASH_LENGTH]
    return f"{version}+{digest}" if version else digest


def _pango(library: ctypes.CDLL) -> str:
    return _text(library.pango_version_string)


def _harfbuzz(library: ctypes.CDLL) -> str:
    return _text(library.hb_version_string)


def _text(function: Any) -> str:
    function.restype = ctypes.c_char_p
    return str(function().decode())


def _fontconfig(library: ctypes.CDLL) -> str:
    number: int = library.FcGetVersion()
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


def _freetype(library: ctypes.CDLL) -> str:
    handle = ctypes.c_void_p()
    library.FT_Init_FreeType(ctypes.byref(handle))
    parts = [ctypes.c_int() for _ in range(3)]
    library.FT_Library_Version(handle, *(ctypes.byref(part) for part in parts))
    library.FT_Done_FreeType(handle)
    return ".".join(str(part.value) for part in parts)


_VERSIONS = {
    "Pango": _pango,
    "HarfBuzz": _harfbuzz,
    "fontconfig": _fontconfig,
    "FreeType": _freetype,
}


class _Place(ctypes.Structure):
    """What the dynamic linker tells of an address (`Dl_info`)."""

    _fields_ = (
        ("file", ctypes.c_char_p),
        ("base", ctypes.c_void_p),
        ("symbol", ctypes.c_char_p),
        ("address", ctypes.c_void_p),
    )


def _file_of(function: Any) -> Path | None:
    """The file that a function was loaded from."""
    place = _Place()
    address = ctypes.cast(function, ctypes.c_void_p)
    is_known = ctypes.CDLL(None).dladdr(address, ctypes.byref(place))
    return Path(place.file.decode()).resolve() if is_known else None
