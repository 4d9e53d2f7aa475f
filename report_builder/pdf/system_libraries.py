"""The system libraries that WeasyPrint opens.

Nothing that has to be installed is imported, so that a bare Python can look for them first.
"""

import ctypes
import sys

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
