"""Problems: what a person can mend in a file, collected rather than raised."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: an error stops a build, a warning never does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where it is, what is wrong and what the way out is.

    `file` is relative to the project; `place` is a line number or, in Word, "onder 'Instroom',
    alinea 4". `code` is stable, for programs and tests; the other texts are Dutch, for drafters and
    coordinators.
    """

    code: str
    file: str
    place: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.place}: {self.severity}: {self.message}{hint}"

    @property
    def is_error(self) -> bool:
        """Whether this problem stops a build."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True)
class ProblemGroup:
    """Problems that ask for the same: what that is, in a line above them."""

    heading: str
    problems: tuple[Problem, ...]


_REASONS = {
    errno.EACCES: "geen toegang",
    errno.EBUSY: "het is in gebruik",
    errno.EDQUOT: "uw ruimte op de schijf is op",
    errno.EEXIST: "het bestaat al",
    errno.EFBIG: "het wordt te groot",
    errno.EIO: "de schijf geeft een fout",
    errno.EISDIR: "het is een map",
    errno.ELOOP: "koppelingen verwijzen naar elkaar",
    errno.EMFILE: "er zijn te veel bestanden open",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ENFILE: "er zijn te veel bestanden open",
    errno.ENODEV: "het apparaat is er niet",
    errno.ENOENT: "het bestaat niet",
    errno.ENOSPC: "de schijf is vol",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.ENOTEMPTY: "de map is niet leeg",
    errno.ENXIO: "het apparaat is er niet",
    errno.EPERM: "het mag niet",
    errno.EROFS: "er kan alleen gelezen worden",
    errno.ESTALE: "de netwerkmap is er niet meer",
    errno.ETXTBSY: "het is in gebruik",
    errno.EXDEV: "het staat op een andere schijf",
}


class Fault(Exception):
    """A problem whose place is not yet known; whoever knows the place turns it into a `Problem`."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type[Fault], tuple[str, str, str]]:
        return Fault, (self.code, self.message, self.hint)

    def at(self, file: str, place: str, severity: Severity = Severity.ERROR) -> Problem:
        """The problem that this fault is at that place."""
        return Problem(self.code, file, place, self.message, self.hint, severity)


class Stopped(Exception):
    """The project's files hold errors: nothing was built.

    `groups` puts the problems together by what must be done, where many can be waited for;
    `proposal` is text to paste into a file of the project, which would settle part of them.
    """

    def __init__(
        self,
        problems: Sequence[Problem],
        groups: Sequence[ProblemGroup] = (),
        proposal: str = "",
    ) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)
        self.groups = tuple(groups)
        self.proposal = proposal

    def __reduce__(self) -> tuple[type[Stopped], tuple[object, ...]]:
        return Stopped, (self.problems, self.groups, self.proposal)


class Unusable(Exception):
    """Wrong usage, or a file or folder that cannot be read or written (exit status 2)."""


def find_reason(error: OSError) -> str | None:
    """Why the system refuses a file or folder, in Dutch; None for what no user can mend."""
    return _REASONS.get(error.errno) if error.errno is not None else None


def reason_of(error: OSError) -> str:
    """Why the system refuses a file or folder, in Dutch where it is known."""
    return find_reason(error) or error.strerror or str(error)


def refusal_of(error: OSError) -> str:
    """That the system refuses, and why; which file or folder it is about, where it says that."""
    what = f"{error.filename} " if error.filename else ""
    return f"kan {what}niet lezen of schrijven: {reason_of(error)}"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems stops a build."""
    return any(problem.is_error for problem in problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without repeats: by file, in each file as they were found."""
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.file)


def find_nearest(name: str, names: Iterable[str]) -> str:
    """The valid name nearest to `name`, or an empty string when none is near."""
    known = {candidate.casefold(): candidate for candidate in names}
    found = get_close_matches(name.casefold(), known, n=1, cutoff=0.6)
    return known[found[0]] if found else ""


def nearest(name: str, names: Iterable[str], prefix: str = "") -> str:
    """A hint that names the valid name nearest to `name`, behind a prefix, or an empty string when
    none is near.
    """
    found = find_nearest(name, names)
    return f"bedoelt u '{prefix}{found}'?" if found else ""
