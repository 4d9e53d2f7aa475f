"""What a file is that should be a Word file and is something else: each kind with its own way out.

Word opens many kinds under the name .docx, so a drafter sees nothing wrong with them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from report_builder.problems import Fault

_SAVE_AS = "kies in Word Opslaan als > Word-document (*.docx)"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: a .doc, and a .docx with a password around it."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = b"http://purl.oclc.org/ooxml/"
_LONGEST_START = 8192
# By how the file begins, without a mark of byte order and white space: the first that fits.
_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (rb"{\\rtf", "een RTF-bestand", _SAVE_AS),
    (rb"%PDF-", "een PDF", "geef het Word-bestand waarvan de PDF is gemaakt"),
    (rb"(?i)(<!doctype html|<html|mime-version:)", "een webpagina", _SAVE_AS),
    (rb"<", "één XML-bestand", _SAVE_AS),
)
_MAIN = re.compile(r"application/(?P<kind>vnd\.[\w.-]+?|x-[\w.-]+?)(?:\.main)?\+xml", re.IGNORECASE)
# By the content type of the main part of the package, as far as it is no Word document.
_PACKAGES: Mapping[str, tuple[str, str]] = {
    "vnd.ms-word.document.macroenabled": (
        "een Word-bestand met macro's (.docm)",
        f"{_SAVE_AS}; de macro's gaan dan weg",
    ),
    "vnd.ms-word.template.macroenabledtemplate": (
        "een Word-sjabloon met macro's (.dotm)",
        f"{_SAVE_AS}; de macro's gaan dan weg",
    ),
    "vnd.openxmlformats-officedocument.wordprocessingml.template": (
        "een Word-sjabloon (.dotx)",
        _SAVE_AS,
    ),
    "vnd.openxmlformats-officedocument.spreadsheetml": (
        "een Excel-werkmap",
        "geef het Word-bestand",
    ),
    "vnd.ms-excel": ("een Excel-werkmap", "geef het Word-bestand"),
    "vnd.openxmlformats-officedocument.presentationml": (
        "een PowerPoint-presentatie",
        "geef het Word-bestand",
    ),
    "vnd.ms-powerpoint": ("een PowerPoint-presentatie", "geef het Word-bestand"),
}
_AGAIN = "vraag een nieuw exemplaar, of open het in Word en sla het opnieuw op als .docx"


def refuse_other_file(data: bytes) -> None:
    """Raise Fault for bytes that are no package at all, with the way out for what they are."""
    if not data:
        raise _fault("het bestand is leeg", "geef het bestand opnieuw, of maak het opnieuw in Word")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            message = "het bestand is met een wachtwoord versleuteld"
            hint = "haal het wachtwoord weg: Bestand > Info > Document beveiligen, en sla het op"
        else:
            message, hint = "dit is een oud Word-bestand (.doc)", _SAVE_AS
        raise _fault(message, hint)
    if data.startswith(b"PK"):
        return
    start = data[:_LONGEST_START].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    for pattern, noun, hint in _STARTS:
        if re.match(pattern, start):
            raise _fault(f"dit is {noun}, geen Word-bestand", hint)
    raise _fault("dit is geen Word-bestand", _SAVE_AS)


def damaged(detail: str) -> Fault:
    """The fault that a package is not whole."""
    return _fault(f"het bestand is beschadigd of niet volledig: {detail}", _AGAIN)


def open_package(data: bytes) -> zipfile.ZipFile:
    """The package in `data`. Raises Fault where it is none, or one with a password."""
    refuse_other_file(data)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise damaged("het einde ontbreekt, of het is geen zipbestand") from error
    if any(part.flag_bits & 1 for part in package.infolist()):
        message = "onderdelen van het bestand zijn met een wachtwoord versleuteld"
        raise _fault(message, "pak het uit met het wachtwoord, en geef het Word-bestand zelf")
    return package


def refuse_other_package(parts: Mapping[str, bytes], main: str) -> None:
    """Raise Fault for a sound package that holds something else than a Word document of the usual
    kind. `main` is the name of its main part, empty where it says of none which it is.
    """
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        raise _fault("dit is een OpenDocument-bestand (.odt), geen Word-bestand", _SAVE_AS)
    kind = _kind_of(parts.get("[Content_Types].xml", b""), main)
    for start, (noun, hint) in _PACKAGES.items():
        if kind.startswith(start):
            raise _fault(f"dit is {noun}, geen Word-document (.docx)", hint)
    if not main:
        message = "dit zipbestand bevat geen Word-document"
        raise _fault(message, "pak het uit, en geef het Word-bestand dat erin staat")
    if _STRICT in parts[main][:_LONGEST_START]:
        message = "dit is opgeslagen als Strict Open XML-document"
        raise _fault(message, f"{_SAVE_AS}, niet 'Strict Open XML-document'")


def _kind_of(content_types: bytes, main: str) -> str:
    """What the list of content types says that the main part is, in small letters."""
    text = content_types.decode("utf-8", "replace")
    name = re.escape("/" + main)
    override = re.search(rf"<[^>]*\bPartName\s*=\s*[\"']{name}[\"'][^>]*>", text, re.IGNORECASE)
    kind = _MAIN.search(override[0]) if override else None
    return kind["kind"].casefold() if kind else ""


def _fault(message: str, hint: str) -> Fault:
    return Fault("word", message, hint)
