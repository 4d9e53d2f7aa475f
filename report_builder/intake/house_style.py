"""The ministry's own logo and typefaces, as an edition names them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from report_builder.fingerprint import read_bytes
from report_builder.intake.font_files import find_font_fault
from report_builder.intake.logo_files import find_logo_fault
from report_builder.intake.toml_files import TomlFile
from report_builder.model.edition import Edition
from report_builder.problems import Fault, Problem
from report_builder.workspace import Workspace


def house_style_files(edition: Edition) -> dict[tuple[str, ...], str]:
    """The files that the house style of an edition names, by the place of the setting."""
    style = edition.house_style
    files: dict[tuple[str, ...], str] = {("logo",): style.logo} if style.logo else {}
    for name, typeface in (
        ("report_typeface", style.report_typeface),
        ("letter_typeface", style.letter_typeface),
    ):
        files |= {(name, face): path for face, path in (typeface.files if typeface else {}).items()}
    return {("house_style", *place): path for place, path in files.items()}


def is_usable(place: tuple[str, ...], data: bytes) -> bool:
    """Whether the file behind a setting is what it must be."""
    return _find_fault(place[-1] == "logo", data) is None


@lru_cache(maxsize=16)
def _find_fault(is_logo: bool, data: bytes) -> Fault | None:
    """What is wrong with a file, which is asked when it is checked and when it is used."""
    return find_logo_fault(data) if is_logo else find_font_fault(data)


def check_house_style(workspace: Workspace, edition: Edition, file: TomlFile) -> Iterator[Problem]:
    """The files of the house style that are not there, or that cannot be used."""
    for key_path, name in house_style_files(edition).items():
        path = workspace.inside(workspace.templates, name)
        if (
            path is None
            or not path.is_file()
            or not path.is_relative_to(workspace.templates.resolve())
        ):
            hint = "noem een bestand in templates/"
            yield file.problem("bestand", key_path, f"het bestand templates/{name} ontbreekt", hint)
        elif fault := _find_fault(key_path[-1] == "logo", read_bytes(path)):
            message = f"templates/{name} {fault.message}"
            yield file.problem(fault.code, key_path, message, fault.hint)
