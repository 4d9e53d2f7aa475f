"""The formulas of a document: as markup in its HTML, drawn on its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from report_builder.model.formula import PlacedFormula
from report_builder.model.shown import FORMULA
from report_builder.pdf.page_records import Drawn
from report_builder.problems import Fault
from report_builder.web.conversion import picture_name
from report_builder.web.formula_markup import formula_markup
from report_builder.web.placed_formulas import FormulaPicture, formula_image, put_formulas
from report_builder.wording.formula_words import formula_words


@dataclass
class FormulaPages:
    """The formulas of one document, drawn.

    `pictures` and `drawn` are their pictures by name; `undrawn` the numbers of those that could not
    be drawn, which are printed in words.
    """

    formulas: Sequence[PlacedFormula]
    pictures: dict[str, bytes] = field(default_factory=dict)
    drawn: dict[str, Drawn] = field(default_factory=dict)
    undrawn: set[int] = field(default_factory=set)

    def on_screen(self, html: str) -> str:
        """The HTML with each formula as markup."""
        return put_formulas(html, lambda number: formula_markup(self.formulas[number]))

    def on_paper(self, html: str) -> str:
        """The HTML with each formula as a picture."""
        return put_formulas(html, self._image)

    def without_undrawn(self, html: str) -> str:
        """The HTML without the marks of formulas that are not drawn: as formulas they are lost."""
        return put_formulas(html, lambda number: "" if number in self.undrawn else FORMULA)

    def _image(self, number: int) -> str:
        # matplotlib is slow to import.
        from report_builder.charts.formula_drawing import draw_formula

        placed = self.formulas[number]
        try:
            drawn = draw_formula(placed.formula, placed.is_apart)
        except Fault:
            self.undrawn.add(number)
            return escape(formula_words(placed.formula))
        name = picture_name(drawn.svg, "svg")
        self.pictures[name] = drawn.svg
        self.drawn[name] = Drawn(drawn.pdf, drawn.width, drawn.height)
        return formula_image(placed, FormulaPicture(name, drawn.width, drawn.height, drawn.depth))
