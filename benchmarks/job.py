"""The reference job: a project of 8 chapters, 120 figures, 60 tables of 12 by 6 and 3,000 numbers
in text.

The same content is also written as templates for the other chain, which knows nothing of series or
freshness. All figures in it are made up.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn

HOUSE = Path(__file__).parent.parent / "report_builder" / "word" / "house.docx"
YEARS = range(2014, 2026)
INDICATORS = 100
NUMBERS_A_PARAGRAPH = 3
SENTENCES = (
    (
        "In {period} ging het om {value} gevallen, een {change} ten opzichte van het "
        "jaar ervoor. De uitvoering "
        "daarvan ligt bij verschillende organisaties in de keten, die hun gegevens ieder "
        "op een eigen moment leveren."
    ),
    (
        "Het aantal is {direction} en komt uit op {value}; daarmee ligt het {difference} "
        "anders dan een jaar eerder. "
        "Die ontwikkeling past in het beeld van de afgelopen jaren, waarin de instroom "
        "sterk wisselde."
    ),
    (
        "Afgerond zijn dat er ongeveer {rounded}, waarvan een deel in {period} nog in "
        "behandeling was. In totaal "
        "werden {value} gevallen geteld, met inachtneming van de afspraken over "
        "afronding in de keten."
    ),
)
FORMS = {
    "value": "{{{{ b.{name} }}}}",
    "period": "{{{{ b.{name}.periode }}}}",
    "change": "{{{{ b.{name}|verandering }}}}",
    "direction": "{{{{ b.{name}|richting }}}}",
    "difference": "{{{{ b.{name}|verschil }}}}",
    "rounded": "{{{{ b.{name}|afgerond(1000) }}}}",
}


@dataclass(frozen=True)
class Size:
    """How big the job is; `scale` multiplies chapters and with them all the rest."""

    scale: int = 1

    @property
    def chapters(self) -> int:
        """The number of chapters, each with 15 figures, 7 or 8 tables and 375 numbers."""
        return 8 * self.scale


def write_job(root: Path, size: Size) -> None:
    """Write the project, and beside it `chain/` with the templates of the other chain."""
    chance = random.Random(7)
    (root / "data/editions").mkdir(parents=True)
    (root / "data/b").mkdir()
    (root / "templates").mkdir()
    (root / "figures/b").mkdir(parents=True)
    (root / "chain").mkdir()
    (root / "data/sources.toml").write_text(
        '[S]\nname = "Bron"\nurl = "https://example.org"\nlicence = "CC0"\n'
    )
    _write_data(root, chance)
    entries = []
    for chapter in range(1, size.chapters + 1):
        figures = [f"f{chapter}_{number}" for number in range(1, 16)]
        tables = [f"t{chapter}_{number}" for number in range(1, 8 + chapter % 2)]
        _write_figures(root, chapter, figures, tables, chance)
        _write_chapter(root, chapter, figures, tables, chance)
        name = (
            f'id = "h{chapter}"\nkind = "chapter"\ntitle = "Deel {chapter}"\ntemplate = '
            f'"h{chapter}.docx"\n'
        )
        entries.append(f"[[documents]]\n{name}")
    head = (
        'reporting_year = 2025\nname = "rapport"\ntitle = "Rapport"\ndate = '
        '2026-06-01\nlanguage = "nl"\n'
    )
    (root / "data/editions/2026.toml").write_text(head + "\n".join(entries))


def _write_data(root: Path, chance: random.Random) -> None:
    catalogue = []
    for number in range(INDICATORS):
        last = 2025 if number % 5 else 2024
        rows = [f"{year},{chance.randint(2000, 90_000)},A" for year in YEARS if year <= last]
        (root / f"data/b/x{number}.csv").write_text(
            "time_period,obs_value,obs_status\n" + "\n".join(rows) + "\n"
        )
        catalogue.append(
            f'[x{number}]\ntitle = "Reeks {number}"\nunit = "personen"\nfrequency = '
            '"A"\nsource = "S"\n'
        )
    (root / "data/b/catalogue.toml").write_text("\n".join(catalogue))


def _names(chance: random.Random, chapter: int, count: int) -> list[str]:
    """Series of a chapter: as in a real report, each chapter has figures of its own theme."""
    own = [number for number in range(INDICATORS) if number % 8 == chapter % 8]
    return [f"x{number}" for number in chance.sample(own, count)]


def _write_figures(
    root: Path, chapter: int, figures: list[str], tables: list[str], chance: random.Random
) -> None:
    for name in figures:
        kind = ("line", "bar", "stacked_bar")[chance.randrange(3)]
        shown = ", ".join(f'"b.{indicator}"' for indicator in _names(chance, chapter, 3))
        (root / f"figures/b/{name}.toml").write_text(
            f'kind = "{kind}"\ntitle = "Figuur {name}"\nindicators = [{shown}]\n'
        )
    for name in tables:
        shown = ", ".join(f'"b.{indicator}"' for indicator in _names(chance, chapter, 12))
        (root / f"figures/b/{name}.toml").write_text(
            f'kind = "table"\ntitle = "Tabel {name}"\nindicators = [{shown}]\nfrom = 2020\n'
        )


def _empty() -> Document:
    document = docx.Document(str(HOUSE))
    section = document.element.body.find(qn("w:sectPr"))
    for element in list(document.element.body):
        if element is not section:
            document.element.body.remove(element)
    edges = (qn("w:headerReference"), qn("w:footerReference"), qn("w:titlePg"))
    for element in [child for child in section if child.tag in edges]:
        section.remove(element)
    for identity, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(("/header", "/footer")):
            del document.part.rels[identity]
    document.core_properties.title = "Rapport"
    return document


def _write_chapter(
    root: Path, chapter: int, figures: list[str], tables: list[str], chance: random.Random
) -> None:
    """The same chapter twice: with tags of ours, and with plain names for the other chain."""
    ours, theirs = _empty(), _empty()
    for document in (ours, theirs):
        document.add_heading("Deel", level=1)
    for paragraph in range(125):
        if paragraph % 9 == 0:
            for document in (ours, theirs):
                document.add_heading("Onderdeel", level=2)
        name, form = _names(chance, chapter, 1)[0], SENTENCES[paragraph % 3]
        tags = {key: tag.format(name=name) for key, tag in FORMS.items()}
        ours.add_paragraph(form.format(**tags))
        theirs.add_paragraph(form.format(**{key: f"{{{{ {key}_{name} }}}}" for key in FORMS}))
        if paragraph % 8 == 7 and (place := paragraph // 8) < len(figures):
            ours.add_paragraph(f'{{{{ figuur("b/{figures[place]}") }}}}')
            theirs.add_paragraph(f"{{{{ {figures[place]} }}}}")
            theirs.add_paragraph(f"Figuur {chapter}.{place + 1} {figures[place]}")
        if paragraph % 16 == 15 and (place := paragraph // 16) < len(tables):
            ours.add_paragraph(f'{{{{ tabel("b/{tables[place]}") }}}}')
            _add_table(theirs, tables[place])
    ours.save(str(root / f"templates/h{chapter}.docx"))
    theirs.save(str(root / f"chain/h{chapter}.docx"))


def _add_table(document: Document, name: str) -> None:
    table = document.add_table(rows=4, cols=7, style="Table Grid")
    for column in range(7):
        table.cell(0, column).text = "Reeks" if column == 0 else str(2019 + column)
        table.cell(2, column).text = f"{{{{ row[{column}] }}}}"
    table.cell(1, 0).text = f"{{%tr for row in {name} %}}"
    table.cell(3, 0).text = "{%tr endfor %}"
