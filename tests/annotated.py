"""What reviewers put on the pages of a PDF."""

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String


def quads_of(path, text):
    """The page on which a text stands first, counted from 0, and the boxes of its lines."""
    document = pypdfium2.PdfDocument(str(path))
    try:
        for number in range(len(document)):
            page = document[number].get_textpage()
            found = page.search(text, match_case=True).get_next()
            if found:
                return number, [page.get_rect(i) for i in range(page.count_rects(*found))]
    finally:
        document.close()
    raise AssertionError(f"no such text: {text}")


def quad_points(boxes):
    """Boxes as Acrobat writes them: from the top left by rows."""
    return [
        point
        for left, bottom, right, top in boxes
        for point in (left, top, right, top, left, bottom, right, bottom)
    ]


def text_pdf(path, lines):
    """A page with these lines, as any program makes it."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    page.obj.Contents = pdf.make_stream(f"BT /F1 9 Tf 12 TL 40 700 Td {shown} ET".encode())
    pdf.save(path)
    return path


class AnnotatedPdf:
    """A copy of a PDF to be annotated; `save` writes it."""

    def __init__(self, source, path):
        self.source = source
        self.path = path
        self.pdf = pikepdf.open(source)

    def put(self, kind, on=None, words="", author="Verzonnen Lezer", page=0, box=None, **more):
        """Put an annotation on a text, or in a box; return it, so that others can refer to it."""
        entries = {"Type": Name.Annot, "Subtype": Name(f"/{kind}"), "T": String(author)}
        if on is not None:
            page, boxes = quads_of(self.source, on)
            entries["QuadPoints"] = Array(quad_points(boxes))
            box = box or boxes[0]
        if words:
            entries["Contents"] = String(words)
        entries |= {"Rect": Array(box or (0, 0, 20, 20)), "M": String("D:20260503091500+02'00'")}
        made = self.pdf.make_indirect(Dictionary(**entries | more))
        leaf = self.pdf.pages[page]
        if Name.Annots not in leaf.obj:
            leaf.obj.Annots = Array()
        leaf.obj.Annots.append(made)
        return made

    def save(self, **settings):
        self.pdf.save(self.path, **settings)
        return self.path
