"""What of the personal data of civil servants is left in the public set."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.build.release_candidate import PublicScan
from report_builder.privacy.scan import Scanned
from report_builder.problems import Problem, Severity

CODE = "persoonsgegeven"
_HINT = (
    "schrijf {{ persoon.… }} in het sjabloon in plaats van het gegeven zelf, en haal "
    "het uit wat daarin geplakt is"
)


def check_personal(public: PublicScan) -> Iterator[Problem]:
    """Every personal datum in the public set, and every file that cannot be searched."""
    for leak in public.scanned.leaks:
        file = f"{public.folder}/{leak.file}"
        yield Problem(CODE, file, leak.place, f"bevat {leak.key} nog", _HINT)
    for name, reason in public.scanned.unread:
        message = f"niet te doorzoeken op persoonsgegevens ({reason})"
        yield Problem(CODE, f"{public.folder}/{name}", "1", message, "meld dit bij het beheer")


def too_short(scanned: Scanned, edition_file: str) -> Iterator[Problem]:
    """A warning for each setting that is too short to look for."""
    hint = "schrijf de hele naam of het hele nummer op"
    for key in scanned.too_short:
        message = f"{key} is te kort om in de openbare set te zoeken"
        yield Problem(CODE, edition_file, "1", message, hint, Severity.WARNING)
