"""The system libraries that WeasyPrint opens.

Only the standard library is imported, so that a bare Python can look before anything is installed.
"""

import ctypes

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


def find_missing_libraries() -> list[str]:
    """The names of the libraries that cannot be loaded here, in the order of LIBRARIES."""
    return [name for name in LIBRARIES if not _loads(name)]


def name_packages(libraries: list[str]) -> list[str]:
    """The Debian packages that hold these libraries, each once."""
    return list(dict.fromkeys(LIBRARIES[name] for name in libraries))


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
