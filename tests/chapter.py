"""A chapter with one of everything: headings, values, a note, a list, a figure, a table, a reference, another language."""

from report_builder.word.notes import add_footnote
from tests.conftest import add_paragraph, new_document


def write_chapter(asylum):
    document = new_document()
    for text in (
        "# Asiel",
        "## Instroom",
        "Er waren {{ asiel.aanvragen }} aanvragen. Oud: {{ asiel.oud }}.",
        "Met een noot.",
    ):
        add_paragraph(document, text)
    add_footnote(
        document,
        document.paragraphs[-1].runs[0]._r,
        "De noot.",
        "FootnoteReference",
        "FootnoteText",
    )
    document.add_paragraph("Eerste punt.", style="List Bullet")
    document.add_paragraph("Tweede punt.", style="List Bullet")
    for text in ('{{ figuur("asiel/verloop") }}', '{{ tabel("asiel/tabel") }}'):
        add_paragraph(document, text)
    words = document.add_paragraph("Zie {{ verwijs('asiel/verloop') }} over ")
    words.add_run("temporary protection", style="Engels")
    asylum.figure("asiel/verloop", indicators=["asiel.aanvragen"], title="Verloop", since=2023)
    asylum.figure(
        "asiel/tabel",
        kind="table",
        indicators=["asiel.aanvragen", "asiel.oud"],
        title="Cijfers",
        since=2024,
    )
    asylum.add("h1", document)


def write_chapters_to_review(asylum):
    """Two chapters: one number that is fresh and stands in two places, one that is stale, and a figure."""
    asylum.indicator(
        "asiel.oud", [(2022, 90), (2023, 100), (2024, 120)], title="Oud cijfer", owner="IND"
    )
    asylum.figure("asiel/oud", kind="bar", indicators=["asiel.oud"], title="Oude cijfers")
    asylum.document(
        "h1",
        "# Asiel",
        "## Instroom",
        "Nieuw: {{ asiel.aanvragen }}.",
        "Weer {{ asiel.aanvragen }}. Wit.",
    )
    asylum.document(
        "h2",
        "# Oud",
        '{{ figuur("asiel/oud") }}',
        "Oud: {{ asiel.oud|verandering }}.",
        "Alleen tekst.",
    )
