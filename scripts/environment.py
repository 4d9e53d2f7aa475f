"""Makes .venv from a lock file, after seeing to what the system itself must have.

What is missing from the system is said before anything is made, because whoever may not install it
has to ask somebody else. An installation that was broken off goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from report_builder.system_libraries import (  # noqa: E402 (the repository is no package yet)
    find_missing_libraries,
    install_command,
    name_packages,
)

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "lock"
LOCKS = {"use": ROOT / "requirements.lock", "development": ROOT / "requirements-dev.lock"}
# What decides whether the environment must be made again.
SOURCES = [*LOCKS.values(), ROOT / "pyproject.toml", Path(__file__)]

# pip names each package once: fetched, taken from a folder, there already, or for other systems.
_PIP_LINE = re.compile(
    r"(?:Collecting|Processing \S*/|Requirement already satisfied:|Ignoring) ?"
    r"([a-zA-Z][\w.]*(?:-[a-zA-Z][\w.]*)*)"
)
_LOCKED = re.compile(r"^([\w.-]+)==", re.MULTILINE)


class CannotPrepareError(Exception):
    """Says in Dutch why the environment cannot be made, and what to do."""


def prepare(purpose: str) -> None:
    """Make or complete the environment for "use" or "development", unless it is there already."""
    stamped_purpose, _, stamped_digest = _read_stamp().partition(" ")
    if stamped_purpose == "development":
        purpose = stamped_purpose
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in SOURCES)).hexdigest()[:16]
    if (stamped_purpose, stamped_digest) == (purpose, digest):
        return
    complete_system()
    lock = LOCKS[purpose]
    print(f"De omgeving .venv wordt ingericht volgens {lock.name} ...", flush=True)
    STAMP.unlink(missing_ok=True)
    uv = shutil.which("uv")
    _make_venv(uv)
    _remove_half_installed()
    if uv:
        _install_with_uv(uv, lock)
    else:
        _install_with_pip(lock)
    _compile()
    STAMP.write_text(f"{purpose} {digest}\n")


def _read_stamp() -> str:
    return STAMP.read_text().strip() if STAMP.is_file() else ""


# --- what the system must have ---


def complete_system() -> None:
    """Install what the system lacks where that is allowed; elsewhere say which command does it."""
    missing = find_missing_things()
    if not missing:
        return
    packages = _packages(missing)
    privilege = _find_privilege()
    if privilege is None:
        raise CannotPrepareError(_request(missing, packages))
    print(
        f"Ontbrekende systeempakketten worden geïnstalleerd: {', '.join(packages)} ...", flush=True
    )
    output = _install_packages(privilege, packages)
    still_missing = find_missing_things()
    if still_missing:
        raise CannotPrepareError(f"{output}\n{_request(still_missing, _packages(still_missing))}")


def find_missing_things() -> list[str]:
    """The libraries that do not load, and `venv` where Python comes without it (as on Debian)."""
    importlib.invalidate_caches()
    has_venv = shutil.which("uv") or importlib.util.find_spec("ensurepip")
    return find_missing_libraries() + ([] if has_venv else ["venv"])


def _packages(missing: list[str]) -> list[str]:
    libraries = [name for name in missing if name != "venv"]
    return name_packages(libraries) + (["python3-venv"] if "venv" in missing else [])


def _find_privilege() -> list[str] | None:
    """What to put before `apt-get`; None where this user may not install."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def _install_packages(privilege: list[str], packages: list[str]) -> str:
    """What apt said; a failing update is no reason to stop, for the lists may be recent enough."""
    apt = [*privilege, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    output = [_run_quietly(command).stdout for command in ([*apt, "update"], install)]
    return "".join(output).strip()


def _request(missing: list[str], packages: list[str]) -> str:
    return (
        f"Op deze machine ontbreekt: {', '.join(missing)}.\n"
        "Het kan hier niet vanzelf geïnstalleerd worden, en zonder is er geen rapport te maken.\n"
        "Laat een beheerder dit uitvoeren (Debian of Ubuntu), en begin daarna opnieuw:\n\n"
        f"    {install_command(packages)}\n"
    )


# --- the environment ---


def _make_venv(uv: str | None) -> None:
    """An environment with a Python that works; one that is there is kept, with what is in it."""
    is_recent = [str(PYTHON), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    if _succeeds(is_recent) and (uv or _succeeds([str(PYTHON), "-m", "pip", "--version"])):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if uv:
        _run([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)])
    else:
        _run([sys.executable, "-m", "venv", str(VENV)])


def _remove_half_installed() -> None:
    """Forget each package of which the installation was broken off: it is installed again.

    Both pip and uv write INSTALLER when all other files of a package are there.
    """
    for site_packages in VENV.glob("lib/python*/site-packages"):
        for record in site_packages.glob("*.dist-info"):
            if not (record / "INSTALLER").is_file():
                shutil.rmtree(record)


def _install_with_uv(uv: str, lock: Path) -> None:
    into = ["--python", str(PYTHON)]
    _run([uv, "pip", "sync", *into, "--require-hashes", str(lock)])
    _run([uv, "pip", "install", "--quiet", *into, *_OURSELVES])


def _install_with_pip(lock: Path) -> None:
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    # Bytecode is made of everything at once, by `_compile`.
    install = [*pip, "install", "--require-hashes", "--no-deps", "--no-compile", "-r", str(lock)]
    locked = _LOCKED.findall(lock.read_text())
    _run_with_progress(install, len(locked))
    unlocked = _installed(pip) - set(locked) - {"pip", "setuptools", "report-builder"}
    if unlocked:
        _run([*pip, "uninstall", "--quiet", "--yes", *sorted(unlocked)])
    _run([*pip, "install", "--quiet", *_OURSELVES])


def _compile() -> None:
    """Make the bytecode of all packages and of the program, which the first run would wait for.

    Also where the environment keeps Python from writing it. What cannot be compiled, as templates
    of code in a package, is no reason to stop.
    """
    folders = [*VENV.glob("lib/python*/site-packages"), ROOT / "report_builder"]
    compilation = [str(PYTHON), "-m", "compileall", "-q", "-j", "0", *map(str, folders)]
    _run_quietly(compilation)


_OURSELVES = ["--no-build-isolation", "--no-deps", "--editable", str(ROOT)]


def _installed(pip: list[str]) -> set[str]:
    listing = _run_quietly([*pip, "freeze", "--all", "--exclude-editable"]).stdout
    return {re.sub(r"[-_.]+", "-", name.lower()) for name in _LOCKED.findall(listing)}


# --- running other programs ---


def _run_with_progress(command: list[str], total: int) -> None:
    """Run pip and tell how many of the packages it has come to."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    output: list[str] = []
    for count, name in _count_packages(process.stdout, output):
        _tell_progress(f"  {count} van {total} pakketten opgehaald: {name}", last=count == total)
    if process.wait():
        raise CannotPrepareError("\n".join([*output[-20:], "", _failure(command)]))


def _count_packages(lines: Iterator[str], output: list[str]) -> Iterator[tuple[int, str]]:
    count = 0
    for line in lines:
        output.append(line.rstrip())
        package = _PIP_LINE.match(line)
        if package:
            count += 1
            yield count, package[1]
        elif line.startswith("Installing collected packages"):
            print("  Uitpakken; dit duurt tot een minuut ...", flush=True)


def _tell_progress(line: str, last: bool) -> None:
    """A line that overwrites itself on a screen; in a log every tenth one."""
    if sys.stdout.isatty():
        print(f"\r{line:<70}", end="\n" if last else "", flush=True)
    elif last or line.split(maxsplit=1)[0].endswith("0"):
        print(line, flush=True)


def _run(command: list[str]) -> None:
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise CannotPrepareError(_failure(command))


def _failure(command: list[str]) -> str:
    return (
        f"Inrichten is niet gelukt; deze opdracht mislukte: {' '.join(command)}\n"
        "Begin opnieuw als de oorzaak weg is: wat al geïnstalleerd is, blijft."
    )


def _run_quietly(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def _succeeds(command: list[str]) -> bool:
    try:
        return _run_quietly(command).returncode == 0
    except OSError:
        return False


def main() -> int:
    """0, or 1 where the environment could not be made."""
    try:
        prepare("development" if "development" in sys.argv[1:] else "use")
    except CannotPrepareError as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nAfgebroken. De volgende keer gaat het inrichten hier verder.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
