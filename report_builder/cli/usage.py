"""Every command with its options and its words: what users can ask for, by kind of user.

Nothing is decided and nothing is done here; README and docs name the same commands and options,
which a test holds.
"""

from __future__ import annotations

from pathlib import Path

import click

from report_builder.cli.grammar import Command, list_editions

_CALLS = "report_builder.cli"


class _Count(click.IntRange):
    """A whole number from 1; the library does not translate the name of its own."""

    name = "geheel getal"

    def __init__(self) -> None:
        super().__init__(min=1)


class _Port(click.IntRange):
    """The number of a port."""

    name = "poort"

    def __init__(self) -> None:
        super().__init__(min=0, max=65535)


def _count(name: str, text: str) -> click.Option:
    return click.Option([name], type=_Count(), metavar="N", help=text)


def _text(
    name: str, metavar: str, text: str, dest: str = "", is_required: bool = False
) -> click.Option:
    names = [name, *([dest] if dest else [])]
    return click.Option(names, metavar=metavar, help=text, required=is_required)


def _texts(name: str, metavar: str, text: str, dest: str) -> click.Option:
    """An option that may be given more than once."""
    return click.Option([name, dest], metavar=metavar, help=text, multiple=True)


def _path(name: str, metavar: str, text: str, default: Path | None = None) -> click.Option:
    return click.Option([name], type=_PATH, metavar=metavar, help=text, default=default)


def _flag(name: str, text: str, dest: str = "") -> click.Option:
    return click.Option([name, *([dest] if dest else [])], is_flag=True, help=text)


def _edition(name: str, metavar: str, text: str) -> click.Argument:
    return click.Argument([name], metavar=metavar, help=text, shell_complete=list_editions)


def _file(name: str, metavar: str, text: str, is_required: bool = True) -> click.Argument:
    return click.Argument([name], type=_PATH, metavar=metavar, help=text, required=is_required)


_PATH = click.Path(path_type=Path)
_RELEASE = click.Option(
    ["--release"],
    type=click.Choice(["concept", "definitief"]),
    default="concept",
    metavar="VERSIE",
    help="de versie: concept of definitief (concept)",
)
_EDITION = click.Option(
    ["--edition"],
    metavar="EDITIE",
    help="de editie, bijvoorbeeld 2026 (de nieuwste)",
    shell_complete=list_editions,
)
_BASIC = (
    _path("--project", "MAP", "de projectmap (deze map)", Path()),
    _count("--jobs", "hoeveel processen tegelijk (zoveel als er processoren zijn)"),
    _flag("--quiet", "zeg niets over de voortgang"),
)
_OF_EDITION = (_EDITION, *_BASIC)
_OF_RELEASE = (_RELEASE, *_OF_EDITION)
_OUTPUT = _path("--output", "MAP", "waar de uitvoer komt (output)")
_ACCEPT = (
    _flag("--accept-revisions", "neem herziene en vervallen cijfers over"),
    _flag("--accept-doubts", "neem twijfelachtige cijfers over, na navraag"),
    _flag("--accept-breaks", "neem cijfers over waarmee een sjabloon niet te bouwen is"),
    _text("--reason", "REDEN", "waarom u iets aanvaardt; dit wordt bewaard"),
    _text("--by", "WIE", "wie het aanvaardt, met een functie (uw account); dit wordt bewaard"),
)
_LOCKED_BY = _text("--by", "WIE", "wie het doet, met een functie (niemand); dit wordt bewaard")

_WORDS = click.Argument(
    ["words"],
    nargs=-1,
    required=True,
    metavar="CIJFER...",
    help="een gedrukt cijfer of een indicator",
)
_FILES = click.Argument(
    ["files"],
    type=_PATH,
    nargs=-1,
    required=True,
    metavar="BESTAND...",
    help="Word-bestanden, PDF's en reviewbestanden, of de ingevulde opmerkingen.xlsx",
)

_DRAFTING = (
    Command(
        "build",
        "Maakt het rapport, de brief en de nota.",
        "report-builder build --release definitief",
        [f"{_CALLS}.unchanged:build", f"{_CALLS}.drafting:build"],
        [
            _texts("--document", "ID", "maak alleen dit document; mag vaker", "documents"),
            *_OF_RELEASE,
            _OUTPUT,
        ],
    ),
    Command(
        "check",
        "Controleert alles zonder te bouwen.",
        "report-builder check --release definitief",
        [f"{_CALLS}.drafting:check"],
        [
            _flag(
                "--json",
                "toon elke melding als JSON, één per regel, voor andere programma's",
                "as_json",
            ),
            *_OF_RELEASE,
        ],
    ),
    Command(
        "watch",
        "Controleert en maakt opnieuw zodra u een bestand bewaart.",
        "report-builder watch --document hoofdstuk-3",
        [f"{_CALLS}.watching:watch"],
        [
            _texts(
                "--document",
                "ID",
                "toon dit document (het document dat u bewaart); mag vaker",
                "documents",
            ),
            *_OF_RELEASE,
            _OUTPUT,
        ],
    ),
    Command(
        "catalogue",
        "Maakt een lijst van alle cijfers en figuren met hun tag.",
        "report-builder catalogue --edition 2026",
        [f"{_CALLS}.drafting:catalogue"],
        [*_OF_RELEASE, _OUTPUT],
    ),
    Command(
        "print",
        "Maakt van een bewerkt Word-bestand een PDF van dezelfde kwaliteit.",
        "report-builder print terug/hoofdstuk-3.docx --accept-changes",
        [f"{_CALLS}.drafting:print_file"],
        [
            _file("file", "BESTAND", "het Word-bestand"),
            _flag("--accept-changes", "aanvaard bijgehouden wijzigingen"),
            _path("--output", "PDF", "de PDF (naast het Word-bestand)"),
        ],
    ),
    Command(
        "text",
        "Toont een Word-bestand als leesbare tekst, om te vergelijken.",
        "report-builder text templates/chapters/3-asiel.docx",
        [f"{_CALLS}.drafting:text"],
        [_file("file", "BESTAND", "het Word-bestand")],
    ),
)

_ASKING = (
    Command(
        "status",
        "Toont wat actueel is, wat te laat is en wie moet leveren.",
        "report-builder status --since 2026-06-07 --mails",
        [f"{_CALLS}.asking:status"],
        [
            _text("--since", "DATUM", "toon wat er sinds die dag binnenkwam (een week)"),
            _flag("--mails", "schrijf een mail met formulier voor wie te laat is", "with_mails"),
            _flag("--json", "toon alles als JSON, voor andere programma's", "as_json"),
            *_OF_RELEASE,
            _OUTPUT,
        ],
    ),
    Command(
        "trace",
        "Toont waar een cijfer staat en waar het vandaan komt.",
        "report-builder trace 24.140",
        [f"{_CALLS}.asking:trace"],
        [_WORDS, *_OF_RELEASE],
    ),
    Command(
        "compare",
        "Toont wat er tussen twee edities veranderde.",
        "report-builder compare 2025 2026",
        [f"{_CALLS}.asking:compare"],
        [
            _edition("old", "OUD", "de oudste editie, bijvoorbeeld 2025"),
            _edition("new", "NIEUW", "de nieuwste editie, bijvoorbeeld 2026"),
            *_BASIC,
            _OUTPUT,
        ],
    ),
)

_COORDINATING = (
    Command(
        "request",
        "Maakt een formulier voor wie cijfers levert.",
        "report-builder request --owner IND",
        [f"{_CALLS}.coordinating:request"],
        [
            _text("--owner", "LEVERANCIER", "wie levert, bijvoorbeeld IND", is_required=True),
            *_OF_EDITION,
            _path("--output", "MAP", "waar het formulier komt (output)"),
        ],
    ),
    Command(
        "import",
        "Leest een levering in, of maakt de laatste ongedaan.",
        "report-builder import levering.xlsx --from IND --dry-run",
        [f"{_CALLS}.coordinating:import_delivery"],
        [
            _file("file", "[BESTAND]", "een Excel-werkmap of CSV", is_required=False),
            _text("--from", "LEVERANCIER", "wie het leverde, bijvoorbeeld IND", "owner"),
            _text(
                "--profile",
                "NAAM",
                "het profiel in data/deliveries/profiles/, eurostat-tsv of sdmx-csv",
            ),
            *_ACCEPT,
            _flag("--dry-run", "toon wat er verandert, en neem niets over"),
            _flag(
                "--report",
                "schrijf een terugmelding voor de leverancier: de werkmap en een brief",
                "with_report",
            ),
            _flag("--undo", "zet terug wat er voor de laatste levering stond"),
            *_BASIC,
        ],
    ),
    Command(
        "refresh",
        "Haalt nieuwe cijfers op bij CBS, Eurostat en UNHCR.",
        "report-builder refresh --source CBS --dry-run",
        [f"{_CALLS}.coordinating:refresh"],
        [
            _texts("--source", "BRON", "alleen van deze bron; mag vaker", "sources"),
            _texts("--indicator", "ID", "alleen deze indicator; mag vaker", "indicators"),
            *_ACCEPT,
            _flag("--dry-run", "toon wat er zou veranderen, en schrijf niets"),
            *_BASIC,
        ],
    ),
)

_REVIEWING = (
    Command(
        "circulate",
        "Noteert dat dit concept rondgaat; het volgende wordt ermee vergeleken.",
        "report-builder circulate",
        [f"{_CALLS}.reviewing:circulate"],
        [
            _text("--version", "VERSIE", "de versie die rondgaat (die het project nu maakt)"),
            *_OF_EDITION,
            _path("--output", "MAP", "waar het concept staat (output)"),
        ],
    ),
    Command(
        "review",
        "Leest wat reviewers terugstuurden in een werklijst.",
        "report-builder review terug/*",
        [f"{_CALLS}.reviewing:review"],
        [
            _FILES,
            *_OF_EDITION,
            _path("--output", "MAP", "waar de uitvoer staat en de werklijst komt (output)"),
        ],
    ),
)

_EDITING = (
    Command(
        "init",
        "Schrijft een klein project om mee te beginnen.",
        "report-builder init mijn-rapport",
        [f"{_CALLS}.editing:init"],
        [_file("folder", "MAP", "een nieuwe of lege map")],
    ),
    Command(
        "lock",
        "Legt de gegevens van een editie vast.",
        "report-builder lock --edition 2026",
        [f"{_CALLS}.editing:lock"],
        [_LOCKED_BY, *_OF_EDITION],
    ),
    Command(
        "unlock",
        "Geeft vastgelegde gegevens weer vrij, met een reden.",
        'report-builder unlock --indicator asiel.instroom --reason "herziening van de IND"',
        [f"{_CALLS}.editing:unlock"],
        [
            _text("--reason", "REDEN", "waarom; dit wordt bewaard", is_required=True),
            _texts(
                "--indicator", "ID", "geef alleen dit cijfer vrij (alle); mag vaker", "indicators"
            ),
            _LOCKED_BY,
            *_OF_EDITION,
        ],
    ),
    Command(
        "archive",
        "Bewaart een verstuurde editie in één bestand.",
        "report-builder archive --edition 2026",
        [f"{_CALLS}.editing:archive"],
        [*_OF_EDITION, _path("--output", "MAP", "waar de definitieve versie staat (output)")],
    ),
    Command(
        "new-edition",
        "Begint de editie van een volgend jaar, met een werklijst, of maakt dat ongedaan.",
        "report-builder new-edition 2027",
        [f"{_CALLS}.editing:new_edition"],
        [
            _edition("year", "JAAR", "het jaar van de nieuwe editie, bijvoorbeeld 2027"),
            _text("--from", "EDITIE", "de editie waarvan zij uitgaat (de nieuwste)", "source"),
            _flag(
                "--worklist",
                "maak alleen de werklijst van een editie die er al is",
                "only_worklist",
            ),
            _flag("--undo", "maak een editie ongedaan die nog niet gewijzigd is"),
            *_BASIC,
            _path("--output", "MAP", "waar de werklijst komt (output)"),
        ],
    ),
)

_SERVING = (
    Command(
        "serve",
        "Opent het bureau: dit project in de browser.",
        "report-builder serve",
        [f"{_CALLS}.desk_work:serve"],
        [
            click.Option(
                ["--port"],
                type=_Port(),
                metavar="N",
                help="de poort op deze machine (8750); 0 kiest een vrije",
            ),
            _text(
                "--behind",
                "ADRES",
                "het adres van de proxy ervoor, zoals https://bureau.voorbeeld.nl",
            ),
            _text("--user-header", "NAAM", "de kop waarin die proxy zegt wie er werkt"),
            *_OF_EDITION,
            _OUTPUT,
        ],
    ),
)

SECTIONS = {
    "Voor iedereen": _SERVING,
    "Voor wie schrijft": _DRAFTING,
    "Voor wie iets wil weten": _ASKING,
    "Voor wie cijfers verzamelt": _COORDINATING,
    "Voor de ronde langs reviewers": _REVIEWING,
    "Voor de redactie": _EDITING,
}
"""The commands by kind of user, in the order of a year."""
