"""The tags of a whole chapter, as they stand in `chapter.txt`."""

import pikepdf

from tests.chapter import write_chapter
from tests.pdf.tagtext import told


def test_the_tags_of_a_chapter_are_those_that_were_agreed(asylum, golden):
    write_chapter(asylum)
    with pikepdf.open(asylum.build() / "rapport.pdf") as pdf:
        tags = "\n".join(told(pdf.Root.StructTreeRoot.K[0]))
    golden.check("chapter.txt", f"{tags}\n")
