"""What there is of personal data in what the public may read, and what nobody can tell of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from report_builder.build.release_candidate import PublicScan
from report_builder.build.release_setup import Job
from report_builder.privacy.scan import Leak
from report_builder.problems import Problem, Severity

CODE = "persoonsgegeven"
_TAG = (
    "schrijf {{ persoon.… }} in het sjabloon in plaats van het gegeven zelf, en haal "
    "het uit wat daarin geplakt is"
)
_DECLARE = "haal het weg, of noem het in de editie onder public_contacts als het openbaar mag zijn"
_REPLACE = "haal het uit het sjabloon; zet voor een afbeelding een PNG in de plaats"
_LOOK = "kijk na of het de persoon is; dan {{ persoon.… }} in het sjabloon, anders is het goed"
_MEDIA = "media/"


def check_personal(public: PublicScan) -> Iterator[Problem]:
    """Every personal datum in the public files, and all in them that cannot be searched."""
    for leak in public.scanned.leaks:
        if leak.is_certain:
            file = f"{public.folder}/{leak.file}"
            yield Problem(CODE, file, leak.place, f"bevat {leak.key} nog", _TAG)
    for stranger in public.scanned.strangers:
        message = f"bevat {stranger.noun}"
        yield Problem(CODE, f"{public.folder}/{stranger.file}", stranger.place, message, _DECLARE)
    for unread in public.scanned.unread:
        message = f"niet te doorzoeken op persoonsgegevens: {unread.reason}"
        yield Problem(CODE, f"{public.folder}/{unread.file}", unread.place, message, _REPLACE)


def doubtful_leaks(public: PublicScan) -> Iterator[Problem]:
    """A warning for each word that may be the name of a person, or half of it."""
    for leak in filter(_is_doubtful, public.scanned.leaks):
        message = f"dit kan {leak.key} zijn, of een gewoon woord"
        yield Problem(
            CODE, f"{public.folder}/{leak.file}", leak.place, message, _LOOK, Severity.WARNING
        )


def _is_doubtful(leak: Leak) -> bool:
    return not leak.is_certain


def too_short(public: PublicScan, edition_file: str) -> Iterator[Problem]:
    """A warning for each setting that is too short to look for."""
    hint = "schrijf de hele naam of het hele nummer op"
    for key in public.scanned.too_short:
        message = f"{key} is te kort om in de openbare set te zoeken"
        yield Problem(CODE, edition_file, "1", message, hint, Severity.WARNING)


def unsearched_pictures(jobs: Iterable[Job]) -> Iterator[Problem]:
    """A warning for each template with pictures: what one can read in those is not searched."""
    templates = {job.file: job.template for job in jobs}
    for file, template in templates.items():
        if names := _pictures(template):
            message = f"tekst in afbeeldingen wordt niet doorzocht: {', '.join(names)}"
            hint = "kijk zelf na of er in te lezen is wie eraan werkte"
            yield Problem(CODE, file, "1", message, hint, Severity.WARNING)


def _pictures(template: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(template)) as opened:
        return [name for name in opened.namelist() if _MEDIA in name]
