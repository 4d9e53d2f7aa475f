"""The tags of a PDF as text."""

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from pypdfium2 import raw


def kids(tag):
    found = tag.get(Name.K, Array())
    return list(found) if isinstance(found, Array) else [found]


def told(tag, depth=0):
    """A line for each tag, but for the spans that hold plain text; with what it says of itself."""
    lines = []
    for kid in kids(tag):
        if not isinstance(kid, Dictionary) or Name.S not in kid:
            continue
        attributes = kid.get(Name.A, Dictionary())
        said = [
            str(attributes[key])
            for key in ("/Scope", "/ListNumbering", "/ColSpan", "/Headers")
            if key in attributes
        ]
        said += [str(kid[key]) for key in ("/Lang", "/Alt", "/ID") if key in kid]
        below = told(kid, depth + 1)
        if str(kid.S) != "/Span" or said or below:
            lines += [" ".join(["  " * depth + str(kid.S)[1:], *said]), *below]
        else:
            lines += below
    return lines


def read_aloud(path):
    """The text of a PDF on one line, in the order of its tags: what a screen reader says."""
    texts = _marked_texts(path)
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        said = list(_said(pdf.Root.StructTreeRoot, None, pages, texts))
    return " ".join("".join(said).split())


def _said(tag, page, pages, texts):
    page = pages[tag.Pg.objgen] if Name.Pg in tag else page
    for kid in kids(tag):
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield from _said(kid, page, pages, texts)
        elif isinstance(kid, Dictionary) and Name.MCID in kid:
            yield texts.get((pages[kid.Pg.objgen], int(kid.MCID)), "")
        elif not isinstance(kid, Dictionary):
            yield texts.get((page, int(kid)), "")


def _marked_texts(path):
    """The text of each piece of marked content, by its page and number."""
    texts = {}
    pdf = pypdfium2.PdfDocument(path)
    for number, page in enumerate(pdf):
        text = page.get_textpage()
        for item in page.get_objects():
            if item.type == raw.FPDF_PAGEOBJ_TEXT:
                key = number, raw.FPDFPageObj_GetMarkedContentID(item)
                size = raw.FPDFTextObj_GetText(item, text, None, 0)
                buffer = (raw.FPDF_WCHAR * (size // 2))()
                raw.FPDFTextObj_GetText(item, text, buffer, size)
                texts[key] = texts.get(key, "") + bytes(buffer).decode("utf-16-le").rstrip("\0")
    return texts
