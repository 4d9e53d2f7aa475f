"""Everything of an edition that was sent in one bundle, from which the same bytes can be made years
later.
"""

from __future__ import annotations

import io
import json
import platform
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import report_builder
from report_builder.build.archived_libraries import ARCHIVE_REGISTER, library_changes
from report_builder.build.pipeline import build
from report_builder.console import Console
from report_builder.drafts import scratch_folder
from report_builder.fingerprint import MANIFEST, files_below, project_files, read_bytes
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.problems import Problem, Stopped, Unusable
from report_builder.system_libraries import library_versions
from report_builder.toolchain import program_digest, tool_versions
from report_builder.workspace import Workspace, put_beside

_OLDEST = (1980, 1, 1, 0, 0, 0)
_REQUIREMENTS = "requirements.lock"
_PROGRAM = "programma/report_builder"
_README = """\
Archief van editie {edition}, gemaakt door {program}.

Dit archief bevat persoonsgegevens van ambtenaren (data/editions/{edition}.toml) en is niet openbaar.

data, templates, figures   waaruit de editie gemaakt is
output/{edition}/definitief      wat er verstuurd is; de openbare set staat in openbaar/
programma                  het programma waarmee dat gebeurde
archief.json               van elk bestand de sha256, en de versies van Python en de bibliotheken

De systeembibliotheken (achter de + de sha256 van het bestand):

{libraries}

Zo maakt u dezelfde bestanden opnieuw, met Python {python}:

    python3 -m venv .venv
    .venv/bin/pip install {install}
    export PYTHONPATH=programma
    .venv/bin/python -m report_builder build --edition {edition} --release definitief --output opnieuw

Daarna is de map opnieuw/{edition}/definitief byte voor byte gelijk aan output/{edition}/definitief,
als de systeembibliotheken dezelfde zijn; zijn zij anders, dan zegt build welke.
"""  # noqa: E501 - a command stands on one line


def archive(
    workspace: Workspace, edition: str, output: Path, workers: Workers, console: Console
) -> Path:
    """Write the bundle of an edition beside its releases; return where.

    The definitive release is built once more, to be sure that it comes out of what goes into the
    bundle. Raises Unusable when there is none yet, and Stopped when it comes out otherwise.
    """
    folder = output / edition / Release.DEFINITIVE.value
    if not (folder / MANIFEST).is_file():
        raise Unusable(
            f"{folder} bevat geen definitieve versie; maak haar met build --release definitief"
        )
    sent = {path.relative_to(folder).as_posix(): read_bytes(path) for path in files_below(folder)}
    with scratch_folder() as draft:
        built = build(workspace, edition, Release.DEFINITIVE, draft, workers, console)
        again = built.folder
        rebuilt = {
            path.relative_to(again).as_posix(): read_bytes(path) for path in files_below(again)
        }
    changes = library_changes(sent[MANIFEST])
    problems = _differences(sent, rebuilt, folder, output, changes)
    if problems := [*problems, *_other_lock(sent[MANIFEST], rebuilt[MANIFEST], edition)]:
        raise Stopped(problems)
    if changes:
        console.say(f"Op andere systeembibliotheken hetzelfde: {'; '.join(changes)}")
    data = _bundle(
        workspace,
        edition,
        {f"output/{edition}/definitief/{name}": data for name, data in sent.items()},
    )
    path = folder.with_name(f"archief-{edition}.zip")
    put_beside(path.parent, {path.name: data})
    return path


def _differences(
    sent: Mapping[str, bytes],
    rebuilt: Mapping[str, bytes],
    folder: Path,
    output: Path,
    changes: Sequence[str],
) -> list[Problem]:
    hint = (
        "bouw de definitieve versie opnieuw, of zet de bestanden van het project terug "
        "zoals zij bij verzending waren"
    )
    if changes:
        hint = f"zij is gemaakt met andere systeembibliotheken: {'; '.join(changes)}"
    folder_name = f"{output.name}/{folder.relative_to(output).as_posix()}"
    return [
        Problem(
            "archief",
            f"{folder_name}/{name}",
            "1",
            "dit is niet wat de bestanden van het project nu opleveren",
            hint,
        )
        for name in sorted({*sent, *rebuilt})
        if name != MANIFEST and sent.get(name) != rebuilt.get(name)
    ]


def _other_lock(sent: bytes, rebuilt: bytes, edition: str) -> list[Problem]:
    """That what was sent was made with another lock than there is now, though nothing printed
    shows it.
    """
    before, now = (json.loads(manifest).get("lock") for manifest in (sent, rebuilt))
    if before in (None, now):
        return []
    message = "dit is niet het slot waarmee de definitieve versie gemaakt is"
    hint = "zet het met versiebeheer terug, of bouw de definitieve versie opnieuw"
    return [Problem("slot", f"data/editions/{edition}/lock.toml", "1", message, hint)]


def _bundle(workspace: Workspace, edition: str, outputs: Mapping[str, bytes]) -> bytes:
    files = {**dict(project_files(workspace)), **outputs}
    requirements = workspace.root / _REQUIREMENTS
    if requirements.is_file():
        files[_REQUIREMENTS] = read_bytes(requirements)
    program = Path(report_builder.__file__).parent
    own = (path for path in files_below(program) if "__pycache__" not in path.parts)
    files |= {
        f"{_PROGRAM}/{path.relative_to(program).as_posix()}": read_bytes(path) for path in own
    }
    files["LEESMIJ.txt"] = _readme(edition, requirements.is_file())
    files[ARCHIVE_REGISTER] = _register(edition, files)
    return _zipped(files)


def _readme(edition: str, has_requirements: bool) -> bytes:
    pinned = " ".join(f"{name}=={version}" for name, version in tool_versions())
    return _README.format(
        edition=edition,
        program=f"report-builder {report_builder.__version__}",
        python=platform.python_version(),
        libraries="\n".join(f"    {name} {text}" for name, text in library_versions().items()),
        install=f"-r {_REQUIREMENTS}" if has_requirements else pinned,
    ).encode()


def _register(edition: str, files: Mapping[str, bytes]) -> bytes:
    about = {
        "edition": edition,
        "program": f"report-builder {report_builder.__version__}",
        "program_digest": program_digest(),
        "python": platform.python_version(),
        "tools": dict(tool_versions()),
        "libraries": library_versions(),
        "files": {name: sha256(data).hexdigest() for name, data in sorted(files.items())},
    }
    return (json.dumps(about, ensure_ascii=False, indent=2) + "\n").encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as bundle:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            bundle.writestr(entry, data)
    return packed.getvalue()
