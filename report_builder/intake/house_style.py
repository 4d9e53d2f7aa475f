"""The ministry's own logo and typefaces, as an edition names them."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.intake.toml_files import TomlFile
from report_builder.model.edition import Edition
from report_builder.problems import Problem
from report_builder.workspace import Workspace

_PNG = b"\x89PNG\r\n"
_SMALLEST = 32
_FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true")


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
    """Whether the file behind a setting is what it must be: a logo a PNG, a face TrueType or
    OpenType.
    """
    return data.startswith((_PNG,) if place[-1] == "logo" else _FONTS) and len(data) > _SMALLEST


def check_house_style(workspace: Workspace, edition: Edition, file: TomlFile) -> Iterator[Problem]:
    """The files of the house style that are not there, or not of a kind that can be used."""
    for key_path, name in house_style_files(edition).items():
        path = workspace.inside(workspace.templates, name)
        kind = "PNG" if key_path[-1] == "logo" else "TrueType of OpenType"
        if (
            path is None
            or not path.is_file()
            or not path.is_relative_to(workspace.templates.resolve())
        ):
            hint = "noem een bestand in templates/"
            yield file.problem("bestand", key_path, f"het bestand templates/{name} ontbreekt", hint)
        elif not is_usable(key_path, path.read_bytes()):
            yield file.problem(
                "bestand", key_path, f"templates/{name} is geen {kind}", f"lever het aan als {kind}"
            )
