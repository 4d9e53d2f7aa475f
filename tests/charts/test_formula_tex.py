"""What a formula may hold and what can be drawn of it are the same."""

from report_builder.charts import formula_tex
from report_builder.model import formula


def test_all_signs_that_are_let_through_can_be_drawn():
    assert set(formula_tex.ACCENTS) == set(formula.ACCENTS)
    assert set(formula_tex.FENCES) == set(formula.FENCES)
    assert set(formula_tex.LARGE) == set(formula.LARGE_SIGNS)
