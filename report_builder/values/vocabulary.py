"""The names that a template can use: the themes, the edition, personal data, figures and fixed
texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from report_builder.model.edition import Addressee, Edition
from report_builder.model.expression import Answer, Block, Function, Placement
from report_builder.model.figure_kind import FigureTraits, Form
from report_builder.model.own_marks import has_own_mark, has_tag
from report_builder.model.project import Project
from report_builder.model.trace import Operation, OperationKind
from report_builder.model.value import Freshness, TracedValue
from report_builder.problems import Fault, nearest
from report_builder.values.dataset import Dataset
from report_builder.values.operands import SliceReading
from report_builder.values.quantity import Quantity, Word
from report_builder.wording.periods import date_text

FOLLOWS = "gevolg"
"""The code of a fault that only follows from a problem which is told elsewhere."""
COUNCILS, _UNKNOWN = ("RAenM", "MR"), "(datum volgt)"
"""The councils that decide, and what stands for a date that is not known yet."""
ROUTE_DATE = "besluitvorming"
"""The code of a fault about such a date, which the definitive release cannot do without."""


@dataclass(frozen=True)
class Theme(Answer):
    """A theme: its indicators stand behind the point."""

    name: str
    dataset: Dataset

    noun = "een thema"

    def attribute(self, name: str) -> Quantity:
        """An indicator. Raises Fault with the nearest id when it does not exist."""
        project, key = self.dataset.project, f"{self.name}.{name}"
        self.dataset.used.add(key)
        if key in project.broken:
            raise Fault(FOLLOWS, f"{key} heeft zelf een probleem")
        if key not in project.catalogue.indicators:
            known = [
                item.removeprefix(f"{self.name}.")
                for item in project.catalogue.indicators
                if item.startswith(f"{self.name}.")
            ]
            raise Fault(
                "naam", f"onbekende indicator '{key}'", nearest(name, known, f"{self.name}.")
            )
        indicator = project.catalogue.indicators[key]
        return Quantity(self.dataset, SliceReading(indicator, indicator.total))


@dataclass(frozen=True)
class Settings(Answer):
    """Settings by name: texts, whole numbers, and settings below them."""

    name: str
    values: Mapping[str, object]

    @property
    def noun(self) -> str:  # type: ignore[override]
        """What messages call it."""
        return self.name

    def attributes(self) -> Mapping[str, Callable[[], object]]:
        """The settings that there are."""
        return {name: lambda value=value: value for name, value in self.values.items()}  # type: ignore[misc]


@dataclass(frozen=True)
class _Route(Settings):
    """The dates of the decision route; a council whose date is not known yet says so."""

    def attribute(self, name: str) -> object:
        """The date. Raises Fault when the edition does not give it."""
        if name in COUNCILS and name not in self.values:
            hint = f"vul {name} in onder [decision_route]"
            raise Fault(ROUTE_DATE, f"{self.noun} heeft geen '{name}'", hint)
        return super().attribute(name)


def make_language(
    dataset: Dataset, addressee: Addressee | None = None, is_concept: bool = False
) -> dict[str, object]:
    """All names of the template language; `geadresseerde` exists in a letter only.

    In a concept the dates of the decision route that are not known yet print as such.
    """
    project = dataset.project
    words: dict[str, object] = {name: Theme(name, dataset) for name in _themes(project)}
    words |= {
        "editie": _edition(project.edition, is_concept),
        "persoon": Settings(
            "persoon", {key: _plain(value) for key, value in project.edition.personal.items()}
        ),
        "figuur": Function("figuur", lambda figuur: _placement(project, Block.FIGURE, figuur)),
        "tabel": Function("tabel", lambda tabel: _placement(project, Block.TABLE, tabel)),
        "verwijs": Function("verwijs", lambda figuur: _placement(project, Block.REFERENCE, figuur)),
        "vast": Function("vast", _fixed),
    }
    if addressee:
        words["geadresseerde"] = _addressee(addressee)
    return words


def _themes(project: Project) -> Iterable[str]:
    broken = {key.partition(".")[0] for key in project.broken if "." in key}
    return sorted({*project.catalogue.themes, *broken})


def _edition(edition: Edition, is_concept: bool) -> Settings:
    route = dict.fromkeys(COUNCILS, _UNKNOWN) if is_concept else {}
    return Settings(
        "editie",
        {
            "titel": edition.title,
            "jaar": edition.id,
            "verslagjaar": edition.reporting_year,
            "datum": date_text(edition.date),
            "dossier": edition.dossier,
            "kenmerk": edition.reference,
            "besluitvorming": _Route(
                "besluitvorming",
                route | {k: date_text(day) for k, day in edition.decision_route.items()},
            ),
            "ondertekenaars": [
                _signatory(item) for item in edition.signatories if not item.co_signing
            ],
            "medeondertekenaars": [
                _signatory(item) for item in edition.signatories if item.co_signing
            ],
            "geadresseerden": [_addressee(addressee) for addressee in edition.addressees],
            "correcties": [
                Settings("een correctie", {"datum": date_text(item.date), "tekst": item.text})
                for item in edition.corrections
            ],
            "voorportalen": [
                Settings("een voorportaal", {"naam": item.name, "stand": item.state})
                for item in edition.consultations
            ],
        },
    )


def _signatory(item: Any) -> Settings:
    return Settings("een ondertekenaar", {"functie": item.role, "naam": item.name})


def _addressee(item: Addressee) -> Settings:
    return Settings(
        "een geadresseerde",
        {"naam": item.name, "adres": list(item.address), "aanhef": item.salutation},
    )


def _plain(value: object) -> object:
    """A setting from TOML as a template may see it."""
    if isinstance(value, Mapping):
        return Settings("persoon", {str(key): _plain(part) for key, part in value.items()})
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return date_text(value) if isinstance(value, date) else str(value)


def _placement(project: Project, block: Block, figure: object) -> Placement:
    name = figure if isinstance(figure, str) else str(figure)
    if name in project.broken:
        raise Fault(FOLLOWS, f"{name} heeft zelf een probleem")
    if name not in project.figures:
        raise Fault("figuur", f"onbekende figuur of tabel '{name}'", nearest(name, project.figures))
    traits = project.figures[name].traits
    if block is Block.TABLE and not traits.is_table:
        raise Fault("figuur", f"'{name}' is een {traits.noun}", f'schrijf figuur("{name}")')
    if block is Block.FIGURE and traits.is_table:
        raise Fault("figuur", f"'{name}' is een tabel", f'schrijf tabel("{name}")')
    return Placement(block if block is Block.REFERENCE else _block(traits), name)


def _block(traits: FigureTraits) -> Block:
    match traits.form:
        case Form.CHART | Form.CARD:
            return Block.FIGURE
        case Form.TABLE | Form.ACCOUNT:
            return Block.TABLE
        case Form.DASHBOARD:
            return Block.OVERVIEW if traits.is_overview else Block.DASHBOARD


def _fixed(tekst: object, bron: object) -> Word:
    """A text with numbers that no series holds, and where it comes from."""
    if (
        not isinstance(tekst, str)
        or not isinstance(bron, str)
        or not tekst.strip()
        or not bron.strip()
    ):
        hint = 'schrijf vast("21.000", bron="Raad JBZ, 8 december 2025")'
        raise Fault(
            "argument", "vast vraagt om een tekst en een bron, tussen aanhalingstekens", hint
        )
    if has_tag(bron) or has_own_mark(bron):
        raise Fault("argument", "een bron bevat geen tag", "schrijf de bron zonder accolades")
    operation = Operation.plain(OperationKind.FIXED)
    return Word(lambda: TracedValue(tekst, None, "", operation, (), Freshness.HISTORY, None, bron))
