"""What reviewers do to a Word file, and the work list that comes of it."""

import zipfile

import docx
import openpyxl
from docx.oxml.ns import qn


def comment_on(path, text, said, author):
    """Put a comment on the paragraph that holds a text, as python-docx does."""
    document = docx.Document(str(path))
    (paragraph,) = [
        p
        for p in document.paragraphs
        if text in "".join(t.text or "" for t in p._p.iter(qn("w:t")))
    ]
    document.add_comment(paragraph.runs, text=said, author=author, initials="X")
    document.save(str(path))


def tracked(old, new, author, date="2026-05-02T10:30:00Z"):
    """Two tracked changes: what was taken out, and what was put in."""
    by = f'w:author="{author}" w:date="{date}"'
    removed = (
        f'<w:del w:id="901" {by}><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>'
        if old
        else ""
    )
    put = (
        f'<w:ins w:id="902" {by}><w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:ins>'
        if new
        else ""
    )
    return removed + put


def run_of(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def worklist(project, *files, status=0):
    """The rows of the work list that comes of some files, by the heads of its columns."""
    assert project.run("review", *map(str, files)) == status
    book = openpyxl.load_workbook(project.root / "output/2026/opmerkingen.xlsx")
    rows = [[str(cell or "") for cell in row] for row in book.worksheets[0].values]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def sheet(project, name):
    book = openpyxl.load_workbook(project.root / "output/2026/opmerkingen.xlsx")
    (found,) = [page for page in book.worksheets if page.title.endswith(name)]
    return [[str(cell or "") for cell in row] for row in list(found.values)[1:]]


def edit(path, *pairs, name="word/document.xml"):
    """Change the XML of a part of a Word file."""
    with zipfile.ZipFile(path) as opened:
        parts = {entry: opened.read(entry) for entry in opened.namelist()}
    text = parts[name].decode()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    parts[name] = text.encode()
    with zipfile.ZipFile(path, "w") as written:
        for entry, data in parts.items():
            written.writestr(entry, data)
