"""A year of work on a small report: the project, the people who work on it, and what they send in.

Everything is done by commands and by files, as people do it. All figures and names are made up.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import html
from playwright.sync_api import Error, sync_playwright

from tests.conftest import Folder, yellow
from tests.returned import comment_on, edit, run_of, tracked

SOURCES = "\n".join(
    f'[{name}]\nname = "{title}"\nurl = "https://example.org/{name.lower()}"\nlicence = "CC BY 4.0"\n'
    for name, title in (("CBS", "Statistiek"), ("IND", "Dienst"), ("COA", "Opvang"))
)
CLERK = "Noor Verzonnen-Achternaam"
PERSONAL = f"""
[personal.behandelaar]
naam = "{CLERK}"
telefoon = "070 123 45 67"
email = "n.verzonnen@example.org"
"""
ADDRESSEES = """
[[addressees]]
id = "tk"
name = "De voorzitter van de Tweede Kamer"
[[addressees]]
id = "ek"
name = "De voorzitter van de Eerste Kamer"
"""
OPEN = f"""
lock = true
{ADDRESSEES}
[decision_route]
RAenM = 2026-07-07
MR = 2026-07-10
[[consultations]]
name = "IDAM"
state = "open"
[[consultations]]
name = "SOM"
state = "open"
[[signatories]]
role = "De Minister van Asiel en Migratie"
{PERSONAL}
"""
READY = (
    OPEN.replace('state = "open"', 'state = "akkoord"').replace(
        "[[signatories]]\n", '[[signatories]]\nname = "N. Bewindspersoon"\n'
    )
    + """
[[accepted_stale]]
indicator = "migratie.werk"
reason = "De bron publiceert dit in het najaar."
decided_on = 2026-06-20
"""
)
CORRECTION = """
[[corrections]]
date = 2026-09-01
text = "In hoofdstuk 2 is het aantal bewoners van de opvang gecorrigeerd."
"""
PROFILE = """\
owner = "COA"
partial = true

[[tables]]
sheet = "Bezetting"
anchor = "Peildatum"
until = "Bron"
labels = { "Bewoners" = "opvang.bezetting" }
"""
POLICY = "Het beleid is in dat jaar niet veranderd."
NEW_POLICY = "Het beleid is in dat jaar niet veranderd: de wet bleef gelijk."
CLOSING = "Tot besluit nog een zin over het vervolg."
NEW_CLOSING = "Ten slotte een zin over het vervolg."
HEADS = ("Indicator", "Periode", "Onderdeel", "Cijfer", "Status")


@dataclass(frozen=True)
class Said:
    """What a command did: its exit status, and what it wrote."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Yellow:
    """How much of a concept is yellow: in Word, on the web page, and in the register of indicators."""

    word: int
    web: int
    indicators: int


class Year(Folder):
    """The project of a year, and what was kept of each moment in it."""

    def __init__(self, root: Path, environment: pytest.MonkeyPatch) -> None:
        super().__init__(root)
        self.environment = environment
        self.inbox = root.parent / "inbox"
        self.inbox.mkdir(parents=True)
        environment.setenv("REPORT_BUILDER_CACHE", str(root.parent / "store"))

    def on(self, day: date) -> None:
        """It is that day."""
        self.environment.setenv(
            "SOURCE_DATE_EPOCH",
            str(int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())),
        )

    def do(self, *arguments: str | Path) -> Said:
        """Give a command; return what it did."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = self.run(*map(str, arguments))
        return Said(status, out.getvalue(), err.getvalue())

    def keep(self, name: str, edition: str = "2026", release: str = "concept") -> Path:
        """A copy of a release as it is at this moment."""
        kept = self.root.parent / "bewaard" / name
        shutil.copytree(self.root / "output" / edition / release, kept)
        return kept

    def files(self, *folders: str) -> dict[str, bytes]:
        """Every file below these folders of the project, by name."""
        found = (
            path for folder in folders for path in (self.root / folder).rglob("*") if path.is_file()
        )
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}

    def change_template(self, name: str, change: Callable[[Document], None]) -> None:
        """Open a template in Word, so to say, change it and save it."""
        path = self.root / f"templates/{name}.docx"
        document = docx.Document(str(path))
        change(document)
        document.save(str(path))


def begin(year: Year) -> None:
    """Write the project as it is when the year begins: no figure of the reporting year is in."""
    year.write("data/sources.toml", SOURCES)
    year.write("data/deliveries/profiles/bezetting.toml", PROFILE)
    parts = {
        "TOTAL": (1000, 1100),
        "Syrië": (500, 520),
        "Eritrea": (300, 330),
        "Overig": (200, 250),
    }
    rows = [
        (2023 + place, name, value)
        for name, values in parts.items()
        for place, value in enumerate(values)
    ]
    year.indicator(
        "asiel.instroom", rows, source="IND", title="Instroom", dimensions=["nationaliteit"]
    )
    months = [
        (f"{number}-{month:02}", number - 1940 + month)
        for number in (2023, 2024)
        for month in range(1, 13)
    ]
    year.indicator("asiel.maand", months, source="IND", title="Per maand", frequency="M")
    stocks = [("2023-12-31", 640), ("2024-12-31", 700)]
    year.indicator("opvang.bezetting", stocks, source="COA", title="Bezetting", frequency="D")
    year.indicator(
        "migratie.immigratie",
        [(2023, 9000), (2024, 9100)],
        title="Immigratie",
        embargo=date(2026, 7, 1),
    )
    year.indicator(
        "migratie.werk",
        [(2023, 2000), (2024, 2100)],
        title="Voor werk",
        expected_on=date(2026, 10, 15),
    )
    year.figure("asiel/maand", indicators=["asiel.maand"], title="Aanvragen per maand")
    year.figure(
        "opvang/kern",
        kind="table",
        indicators=["migratie.immigratie", "migratie.werk"],
        title="Kerncijfers",
    )
    year.edition(OPEN)
    year.document("samenvatting", "# Samenvatting", *INFLOW, kind="part")
    year.document(
        "asiel",
        "# Asiel",
        "## Instroom",
        *INFLOW,
        *BY_COUNTRY,
        '{{ figuur("asiel/maand") }}',
        POLICY,
    )
    year.document("opvang", "# Opvang", *RECEPTION, '{{ tabel("opvang/kern") }}', CLOSING)
    year.document("colofon", *COLOPHON, kind="part")
    year.document("kamerbrief", *LETTER, kind="letter")
    year.document("nota", *NOTA, kind="nota")
    for name in ("asiel", "nota"):
        year.change_template(name, written_by_the_clerk)


INFLOW = (
    "In {{ asiel.instroom.periode }} kwamen {{ asiel.instroom }} mensen, een {{ asiel.instroom|verandering }}. "
    "Dit is een zin zonder cijfers.",
)
BY_COUNTRY = ('Uit Syrië kwamen {{ asiel.instroom(nationaliteit="Syrië") }} mensen.',)
RECEPTION = (
    "Op {{ opvang.bezetting.periode }} woonden {{ opvang.bezetting }} mensen in de opvang.",
    "Er kwamen {{ migratie.immigratie }} mensen naar Nederland.",
    "Voor werk kwamen {{ migratie.werk }} mensen.",
)
COLOPHON = (
    "# Colofon",
    "{%p if editie.correcties %}",
    "{%p for c in editie.correcties %}",
    "{{ c.datum }}: {{ c.tekst }}",
    "{%p endfor %}",
    "{%p endif %}",
)
LETTER = (
    "Aan {{ geadresseerde.naam }}",
    "Er kwamen {{ asiel.instroom }} mensen.",
    "{% for o in editie.ondertekenaars %}{{ o.naam if o.naam else o.functie }}{% endfor %}",
)
NOTA = (
    "Behandeld door {{ persoon.behandelaar.naam }}, {{ persoon.behandelaar.telefoon }}.",
    "Schrijf naar {{ persoon.behandelaar.email }}.",
    "Er kwamen {{ migratie.immigratie }} mensen naar Nederland.",
)


def written_by_the_clerk(document: Document) -> None:
    """Leave in a template what Word keeps of who worked in it."""
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = CLERK
    for paragraph in document.paragraphs:
        paragraph._p.set(qn("w:rsidR"), "00AB12CD")


def with_a_change_and_a_remark(document: Document) -> None:
    """What drafters leave behind: a tracked insertion and a comment."""
    paragraph = document.paragraphs[1]
    inserted = docx.oxml.OxmlElement("w:ins")
    inserted.set(qn("w:author"), CLERK)
    inserted.append(paragraph.add_run(" Nog iets.")._r)
    paragraph._p.append(inserted)
    document.add_comment(paragraph.runs, text="Klopt dit nog?", author=CLERK, initials="NVA")


def text_of(path: Path) -> list[str]:
    """The paragraphs of a Word file without its version, which is another whenever anything in the project is."""
    body = docx.Document(str(path)).element.body
    texts = (
        "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
        for paragraph in body.iter(qn("w:p"))
    )
    return [re.sub(r"versie \w{7}", "versie", text) for text in texts if text.strip()]


def how_yellow(output: Path) -> Yellow:
    """How much of a concept is yellow."""
    with (output / "freshness.csv").open(newline="") as opened:
        states = [row["state"] for row in csv.DictReader(opened)]
    marks = html.parse(str(output / "rapport.html")).xpath("//mark[contains(@class, 'stale')]")
    return Yellow(len(yellow(output / "rapport.docx")), len(marks), states.count("stale"))


def filled_in(
    form: Path,
    given: Mapping[tuple[str, str, str], object],
    more: list[tuple[object, ...]],
    to: Path,
) -> Path:
    """A form as its owner fills it in: figures by indicator, period and part, and rows of their own below."""
    book = openpyxl.load_workbook(form)
    page = book["Cijfers"]
    left = list(more)
    heads = [cell.value for cell in page[1]]
    places = [heads.index(head) + 1 for head in HEADS]
    for number in range(2, page.max_row + 1):
        key = tuple(str(page.cell(number, place).value or "") for place in places[:3])
        if key in given:
            page.cell(number, places[3]).value = given[key]
        elif not key[0] and left:
            for place, value in zip(places, left.pop(0), strict=False):
                page.cell(number, place).value = value
    assert not left
    book.save(to)
    return to


def reviewed_in_word(concept: Path, to: Path) -> list[Path]:
    """What two readers send back: one remarks, changes and types over a number; the other changes the same sentence."""
    first, second = to / "lezer-een.docx", to / "lezer-twee.docx"
    for path, author, new in (
        (first, "Lezer Een", "Tot slot."),
        (second, "Lezer Twee", "Ten slotte."),
    ):
        shutil.copyfile(concept / "rapport.docx", path)
        if author == "Lezer Een":
            comment_on(path, POLICY, "Schrijf op waarom.", author)
        edit(path, (run_of(CLOSING), tracked(CLOSING, new, author)))
    edit(first, (run_of("720"), run_of("270")))
    return [first, second]


def reviewed_in_the_browser(concept: Path, to: Path) -> Path:
    """What a third reader saves on the review page: a number is not agreed to.

    In Chromium where there is one, else as the page writes it.
    """
    path = to / "beoordeling.json"
    with sync_playwright() as playwright:
        own = next(
            filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
        )
        try:
            browser = playwright.chromium.launch(executable_path=own, args=["--no-sandbox"])
        except Error:
            path.write_text(json.dumps(_as_the_page_writes_it(concept)))
            return path
        window = browser.new_context().new_page()
        window.goto((concept / "review.html").as_uri())
        window.locator("main a.waarde", has_text="1.150").first.click()
        window.get_by_label("niet akkoord", exact=True).check()
        window.get_by_label("Opmerking", exact=True).fill(DOUBT)
        window.keyboard.press("Escape")
        window.get_by_role("button", name="Mijn beoordeling").click()
        window.locator("#naam").fill("Lezer Drie")
        with window.expect_download() as download:
            window.get_by_role("button", name="Sla op als bestand").click()
        path.write_bytes(download.value.path().read_bytes())
        browser.close()
    return path


DOUBT = "Het jaarverslag noemt 1.160."


def _as_the_page_writes_it(concept: Path) -> dict[str, object]:
    known = json.loads(
        html.parse(str(concept / "review.html")).getroot().get_element_by_id("gegevens").text
    )
    item = next(one for one in known["items"] if one["text"] == "1.150")
    kept = {part: item[part] for part in ("key", "kind", "text")}
    document, place, _ = item["spots"][0]
    return {
        "format": "report-builder-review/1",
        "edition": "2026",
        "version": known["version"],
        "reviewer": "Lezer Drie",
        "saved": "2026-05-08T09:00:00Z",
        "items": [
            kept | {"place": f"{document}: {place}", "status": "niet akkoord", "remark": DOUBT}
        ],
    }


def worked_in(document: Document) -> None:
    """Work the remarks in, around the tags."""
    for paragraph in document.paragraphs:
        for old, new in ((POLICY, NEW_POLICY), (CLOSING, NEW_CLOSING)):
            if paragraph.text == old:
                paragraph.runs[0].text = new
