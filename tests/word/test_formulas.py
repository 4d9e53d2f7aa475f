"""A formula of Word as markup for a screen, as a drawing for paper, and in words."""

from html import escape

import pytest

from report_builder.charts.formula_drawing import draw_formula
from report_builder.model.formula import PlacedFormula
from report_builder.problems import Fault
from report_builder.web.formula_markup import formula_markup
from report_builder.word.shown.omml import read_formula
from report_builder.wording.formula_words import formula_words
from tests.wordxml import xml


def run(text, style=""):
    return f"<m:r>{style}<m:t>{escape(text)}</m:t></m:r>"


def e(*inside, tag="e"):
    return f"<m:{tag}>{''.join(inside)}</m:{tag}>"


def formula(inside):
    return read_formula(xml(f"<m:oMath>{inside}</m:oMath>"))


UPRIGHT = '<m:rPr><m:sty m:val="p"/></m:rPr>'
NORMAL = "<m:rPr><m:nor/></m:rPr>"
A, B, N = run("a"), run("b"), run("n")
HIDDEN = '<m:radPr><m:degHide m:val="1"/></m:radPr>'
CASES = {
    "run": (
        run("x=-2,5%"),
        "<mrow><mi>x</mi><mo>=</mo><mo>\u2212</mo><mn>2,5</mn><mo>%</mo></mrow>",
        "x is min 2,5 procent",
    ),
    "italic letters of Unicode": (run("\U0001d465"), "<mi>x</mi>", "x"),
    "words": (run("per jaar", NORMAL), "<mtext>per jaar</mtext>", "per jaar"),
    "fraction": (
        f"<m:f>{e(A, tag='num')}{e(B, tag='den')}</m:f>",
        "<mfrac><mi>a</mi><mi>b</mi></mfrac>",
        "a gedeeld door b",
    ),
    "long fraction": (
        f"<m:f>{e(A, run('+'), B, tag='num')}{e(B, tag='den')}</m:f>",
        "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>b</mi></mfrac>",
        "breuk met teller a plus b en noemer b, einde breuk,",
    ),
    "fraction in a line": (
        f'<m:f><m:fPr><m:type m:val="lin"/></m:fPr>{e(A, tag="num")}{e(B, tag="den")}</m:f>',
        "<mrow><mi>a</mi><mo>/</mo><mi>b</mi></mrow>",
        "a gedeeld door b",
    ),
    "binomial": (
        f'<m:d>{e(f"""<m:f><m:fPr><m:type m:val="noBar"/></m:fPr>{e(A, tag="num")}{e(B, tag="den")}</m:f>""")}</m:d>',
        '<mrow><mo>(</mo><mfrac linethickness="0"><mi>a</mi><mi>b</mi></mfrac><mo>)</mo></mrow>',
        "haakje openen a boven b haakje sluiten",
    ),
    "power": (
        f"<m:sSup>{e(A)}{e(run('2'), tag='sup')}</m:sSup>",
        "<msup><mi>a</mi><mn>2</mn></msup>",
        "a kwadraat",
    ),
    "index": (
        f"<m:sSub>{e(A)}{e(N, tag='sub')}</m:sSub>",
        "<msub><mi>a</mi><mi>n</mi></msub>",
        "a index n",
    ),
    "both": (
        f"<m:sSubSup>{e(A)}{e(N, tag='sub')}{e(B, tag='sup')}</m:sSubSup>",
        "<msubsup><mi>a</mi><mi>n</mi><mi>b</mi></msubsup>",
        "a index n tot de macht b",
    ),
    "before": (
        f"<m:sPre>{e(N, tag='sub')}{e(B, tag='sup')}{e(A)}</m:sPre>",
        "<mmultiscripts><mi>a</mi><mprescripts></mprescripts><mi>n</mi><mi>b</mi></mmultiscripts>",
        "a met ervoor laag n en hoog b",
    ),
    "root": (
        f"<m:rad>{HIDDEN}<m:deg/>{e(A)}</m:rad>",
        "<msqrt><mi>a</mi></msqrt>",
        "wortel van a",
    ),
    "root of a degree": (
        f"<m:rad>{e(run('3'), tag='deg')}{e(A, run('+'), B)}</m:rad>",
        "<mroot><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>3</mn></mroot>",
        "3e-machtswortel van a plus b, einde wortel,",
    ),
    "sum": (
        f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>{e(run("i=1"), tag="sub")}{e(N, tag="sup")}{e(A)}</m:nary>',
        "<mrow><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>a</mi></mrow>",
        "som van i is 1 tot en met n van a",
    ),
    "integral": (
        f'<m:nary><m:naryPr><m:supHide m:val="1"/></m:naryPr>{e(run("0"), tag="sub")}<m:sup/>{e(A)}</m:nary>',
        "<mrow><msub><mo>∫</mo><mn>0</mn></msub><mi>a</mi></mrow>",
        "integraal van 0 van a",
    ),
    "brackets": (
        f'<m:d><m:dPr><m:begChr m:val="["/><m:sepChr m:val=";"/><m:endChr m:val=""/></m:dPr>{e(A)}{e(B)}</m:d>',
        "<mrow><mo>[</mo><mi>a</mi><mo>;</mo><mi>b</mi></mrow>",
        "vierkant haakje openen a b",
    ),
    "function": (
        f"<m:func>{e(run('sin', UPRIGHT), tag='fName')}{e(A)}</m:func>",
        "<mrow><mtext>sin</mtext><mo>\u2061</mo><mi>a</mi></mrow>",
        "sin van a",
    ),
    "limit": (
        f"<m:limLow>{e(run('lim', UPRIGHT))}{e(run('a→0'), tag='lim')}</m:limLow>",
        "<munder><mtext>lim</mtext><mrow><mi>a</mi><mo>→</mo><mn>0</mn></mrow></munder>",
        "lim met eronder a gaat naar 0,",
    ),
    "above": (
        f"<m:limUpp>{e(run('='))}{e(A, tag='lim')}</m:limUpp>",
        "<mover><mo>=</mo><mi>a</mi></mover>",
        "is met erboven a,",
    ),
    "accent": (
        f'<m:acc><m:accPr><m:chr m:val="\u20d7"/></m:accPr>{e(A)}</m:acc>',
        '<mover accent="true"><mi>a</mi><mo>\u20d7</mo></mover>',
        "a met pijl",
    ),
    "line": (
        f'<m:bar><m:barPr><m:pos m:val="top"/></m:barPr>{e(A)}</m:bar>',
        '<mover accent="true"><mi>a</mi><mo>\u00af</mo></mover>',
        "a met streep erboven",
    ),
    "box": (f"<m:borderBox>{e(A)}</m:borderBox>", "<mi>a</mi>", "a"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_formula_is_marked_up_read_and_drawn(name):
    inside, markup, words = CASES[name]
    read = formula(inside)
    assert formula_words(read) == words
    assert (
        formula_markup(PlacedFormula(read, is_apart=False)).partition(">")[2] == f"{markup}</math>"
    )
    drawn = draw_formula(read, is_apart=False)
    assert drawn.svg.startswith(b"<?xml")
    assert drawn.width > drawn.depth > 0


def test_a_formula_of_its_own_line_says_so_and_is_drawn_larger():
    read = formula(CASES["fraction"][0])
    assert 'display="block"' in formula_markup(PlacedFormula(read, is_apart=True))
    assert draw_formula(read, is_apart=True).height > draw_formula(read, is_apart=False).height


def test_the_same_formula_gives_the_same_picture():
    assert draw_formula(formula(A), False) == draw_formula(formula(A), False)


def test_signs_of_tex_are_signs():
    drawn = draw_formula(formula(run(r"a\b{c}_d^e~$f#&g%*") + run(r"{$\}% en &", NORMAL)), False)
    assert drawn.width > 20


@pytest.mark.parametrize(
    ("inside", "noun"),
    [
        ("<m:m/>", "een matrix"),
        ("<m:eqArr/>", "een stelsel van vergelijkingen"),
        ("<m:groupChr/>", "een accolade boven of onder de formule"),
        ("<m:xyz/>", "het onderdeel 'xyz'"),
        (f"<m:bar>{e(A)}</m:bar>", "een streep eronder"),
        (f'<m:acc><m:accPr><m:chr m:val="?"/></m:accPr>{e(A)}</m:acc>', "het accent '?'"),
        (f'<m:d><m:dPr><m:begChr m:val="?"/></m:dPr>{e(A)}</m:d>', "het haakje '?'"),
        (f'<m:nary><m:naryPr><m:chr m:val="?"/></m:naryPr>{e(A)}</m:nary>', "het teken '?'"),
    ],
)
def test_what_is_not_drawn_is_refused_by_name(inside, noun):
    with pytest.raises(Fault) as refused:
        formula(inside)
    assert refused.value.message == f"een formule met {noun} is niet te tekenen"


def test_a_formula_is_bounded():
    deep = A
    for _ in range(40):
        deep = f"<m:f>{e(deep, tag='num')}{e(B, tag='den')}</m:f>"
    for inside in (deep, run("a" * 2001)):
        with pytest.raises(Fault, match="te lang of te diep genest"):
            formula(inside)


def test_a_sign_that_no_typeface_has_is_refused():
    with pytest.raises(Fault, match="een teken dat geen lettertype kent"):
        draw_formula(formula(run("\U0001f600")), is_apart=False)
