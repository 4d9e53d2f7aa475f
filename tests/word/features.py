"""Every kind of content that people put into a Word file, each with a word of its own to look for.

A feature is shown in Word, PDF, web edition and review page alike; or it is told at its place; or it is hidden and
stands in none of the printed forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tests.word.wordml import (
    AUTHOR,
    NAMESPACES,
    alternate,
    anchored,
    cell,
    control,
    drawing,
    field,
    formula,
    item,
    m,
    p,
    picture,
    r,
    row,
    shape,
    t,
    table,
)


class Outcome(StrEnum):
    """What becomes of a feature."""

    SHOWN = "getoond"
    TOLD = "gemeld"
    HIDDEN = "verborgen"


@dataclass(frozen=True)
class Feature:
    """A kind of content: its XML with `Q` where its word stands, and what must be read in print."""

    name: str
    xml: str
    outcome: Outcome = Outcome.SHOWN
    printed: str = "Q"
    """What is read in PDF and HTML, with `Q` for its word."""
    is_upper_on_paper: bool = False
    """Whether it is drawn in capitals: on a screen the text stays as it was typed."""


def _shown(name: str, xml: str, printed: str = "Q") -> Feature:
    return Feature(name, xml, Outcome.SHOWN, printed)


def _told(name: str, xml: str) -> Feature:
    return Feature(name, xml, Outcome.TOLD)


def _hidden(name: str, xml: str) -> Feature:
    return Feature(name, xml, Outcome.HIDDEN)


_LOOKS = {
    "vet": "<w:b/>",
    "cursief": "<w:i/>",
    "onderstreept": '<w:u w:val="single"/>',
    "dubbel onderstreept": '<w:u w:val="double"/>',
    "doorgehaald": "<w:strike/>",
    "dubbel doorgehaald": "<w:dstrike/>",
    "superscript": '<w:vertAlign w:val="superscript"/>',
    "subscript": '<w:vertAlign w:val="subscript"/>',
    "klein kapitaal": "<w:smallCaps/>",
    "kleur": '<w:color w:val="C00000"/>',
    "groen gemarkeerd": '<w:highlight w:val="green"/>',
    "arcering": '<w:shd w:val="clear" w:fill="DDEEFF"/>',
    "grote letter": '<w:sz w:val="40"/>',
    "ander lettertype": '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>',
    "ruime spatiëring": '<w:spacing w:val="60"/>',
    "verhoogd": '<w:position w:val="6"/>',
    "omlijnd": "<w:outline/>",
    "schaduw": "<w:shadow/>",
    "reliëf": "<w:emboss/>",
    "kader om tekst": '<w:bdr w:val="single" w:sz="4"/>',
    "uitgerekt": '<w:w w:val="150"/>',
    "andere taal": '<w:lang w:val="en-GB"/>',
    "rechts naar links": "<w:rtl/>",
    "geen controle": "<w:noProof/>",
    "vet uit": '<w:b w:val="0"/>',
    "niet verborgen": '<w:vanish w:val="0"/>',
    "alleen op het web verborgen": "<w:webHidden/>",
}
_PARAGRAPHS = {
    "gecentreerd": '<w:jc w:val="center"/>',
    "uitgevuld": '<w:jc w:val="both"/>',
    "inspringing": '<w:ind w:left="720" w:hanging="360"/>',
    "rand": '<w:pBdr><w:top w:val="single" w:sz="4"/></w:pBdr>',
    "arcering van de alinea": '<w:shd w:val="clear" w:fill="EEEEEE"/>',
    "nieuwe pagina ervoor": "<w:pageBreakBefore/>",
    "rechts naar links, alinea": "<w:bidi/>",
    "overzichtsniveau": '<w:outlineLvl w:val="8"/>',
    "vrij kader": '<w:framePr w:w="3000" w:hSpace="141" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="1" w:y="1"/>',
    "titel": '<w:pStyle w:val="Title"/>',
    "kop 3": '<w:pStyle w:val="Heading3"/>',
    "citaat": '<w:pStyle w:val="Quote"/>',
    "bullet van de stijl": '<w:pStyle w:val="ListBullet"/>',
    "onbekende stijl": '<w:pStyle w:val="BestaatNiet"/>',
}


def text_features() -> Iterator[Feature]:
    """Looks of text and of paragraphs, characters, breaks and hidden text."""
    yield from (_shown(name, p(r("Q", look))) for name, look in _LOOKS.items())
    yield Feature("hoofdletters", p(r("Qabc", "<w:caps/>")), printed="Qabc", is_upper_on_paper=True)
    yield from (_shown(f"alinea: {name}", p("Q", look)) for name, look in _PARAGRAPHS.items())
    yield _shown(
        "vast koppelteken", p(f"<w:r>{t('Qa')}<w:noBreakHyphen/>{t('b')}</w:r>"), "Qa\u2011b"
    )
    yield _shown("zacht koppelteken", p(f"<w:r>{t('Q')}<w:softHyphen/>{t('b')}</w:r>"))
    yield _shown("tab", p(f"<w:r>{t('a')}<w:tab/>{t('Q')}</w:r>"))
    yield _shown(
        "uitlijntab",
        p(
            f"<w:r>{t('a')}<w:ptab w:relativeTo='margin' w:alignment='right' w:leader='none'/>{t('Q')}</w:r>"
        ),
    )
    yield _shown("regeleinde", p(f"<w:r>{t('a')}<w:br/>{t('Q')}</w:r>"))
    yield _shown("wagenterugloop", p(f"<w:r>{t('a')}<w:cr/>{t('Q')}</w:r>"))
    yield _shown("paginaeinde in de regel", p(f"<w:r>{t('a')}<w:br w:type='page'/>{t('Q')}</w:r>"))
    yield _shown("kolomeinde", p(f"<w:r>{t('a')}<w:br w:type='column'/>{t('Q')}</w:r>"))
    yield _shown(
        "vinkje uit Wingdings",
        p(f"<w:r>{t('Q ')}<w:sym w:font='Wingdings' w:char='F0FC'/></w:r>"),
        "Q \u2713",
    )
    yield _shown(
        "teken uit Symbol",
        p(f"<w:r>{t('Q ')}<w:sym w:font='Symbol' w:char='F0B3'/></w:r>"),
        "Q \u2265",
    )
    yield _shown("vaste spatie", p("Q\u00a0x"))
    yield _shown("emoji", p("Q \U0001f600"))
    yield _shown("samengestelde letters", p("Qe\u0301"))
    yield _shown(
        "furigana",
        p(
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('boven')}</w:rt><w:rubyBase>{r('Q')}</w:rubyBase></w:ruby></w:r>"
        ),
    )
    yield _shown(
        "beginletter",
        p(
            r("Q"),
            '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>',
        )
        + p("rest van de zin"),
        "Qrest van de zin",
    )
    yield _hidden("verborgen", p(r("zicht") + r("Q", "<w:vanish/>")))
    yield _hidden(
        "verborgen door de tekenstijl", p(r("zicht") + r("Q", '<w:rStyle w:val="Verborgenteken"/>'))
    )
    yield _hidden("verborgen door de alineastijl", p("Q", '<w:pStyle w:val="Verborgenalinea"/>'))
    yield _hidden(
        "verborgen door een afgeleide stijl", p("Q", '<w:pStyle w:val="Afgeleidverborgen"/>')
    )
    yield _shown(
        "zichtbaar in een verborgen stijl",
        p(r("Q", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Verborgenalinea"/>'),
    )
    yield _hidden(
        "verborgen in een cel", table(row(cell(p(r("x") + r("Q", "<w:vanish/>"))), cell("y")))
    )


def field_features() -> Iterator[Feature]:
    """Fields, links, notes, controls and what reviewers leave."""
    yield _shown("eenvoudig veld", p(f'<w:fldSimple w:instr=" DATE ">{r("Q")}</w:fldSimple>'))
    yield _shown("samengesteld veld", p(field("DATE", "Q")))
    yield _shown("volgnummer", p(r("Q ") + field("SEQ Proef", "7")), "Q 7")
    yield _shown("formule van Word", p(r("Q ") + field("=1+1", "2")), "Q 2")
    yield _shown("kopverwijzing", p(field('STYLEREF "heading 1"', "Q")))
    yield _shown("veld in een veld", p(field("IF 1=1", "Q")))
    yield _shown("link", p(f'<w:hyperlink r:id="rIdLink">{r("Q")}</w:hyperlink>'))
    yield _shown("maillink", p(f'<w:hyperlink r:id="rIdMail">{r("Q")}</w:hyperlink>'))
    yield _shown(
        "link naar een bladwijzer", p(f'<w:hyperlink w:anchor="hier">{r("Q")}</w:hyperlink>')
    )
    yield _shown("linkveld", p(field('HYPERLINK "https://example.org"', "Q")))
    yield _shown(
        "bladwijzer",
        p(f'<w:bookmarkStart w:id="70" w:name="hier"/>{r("Q")}<w:bookmarkEnd w:id="70"/>'),
    )
    yield _shown("slim label", p(f'<w:smartTag w:uri="x" w:element="y">{r("Q")}</w:smartTag>'))
    yield _shown("eigen XML", p(f'<w:customXml w:uri="x" w:element="y">{r("Q")}</w:customXml>'))
    yield _shown("voetnoot", p(r("zin") + '<w:r><w:footnoteReference w:id="11"/></w:r>'))
    yield _shown(
        "voetnoot met twee alinea's", p(r("zin") + '<w:r><w:footnoteReference w:id="12"/></w:r>')
    )
    yield _shown(
        "voetnoot met een lijst",
        p(r("zin") + '<w:r><w:footnoteReference w:id="13"/></w:r>'),
        "a) Q",
    )
    yield _shown(
        "voetnoot met een tabel", p(r("zin") + '<w:r><w:footnoteReference w:id="14"/></w:r>')
    )
    yield _shown("eindnoot", p(r("zin") + '<w:r><w:endnoteReference w:id="11"/></w:r>'))
    yield _shown(
        "voetnoot in een cel",
        table(row(cell(p(r("zin") + '<w:r><w:footnoteReference w:id="15"/></w:r>')), cell("y"))),
    )
    yield _hidden(
        "verborgen in een voetnoot", p(r("zin") + '<w:r><w:footnoteReference w:id="16"/></w:r>')
    )
    yield _shown("besturing in de regel", p(control(r("Q"))))
    yield _shown("besturing om een alinea", control(p("Q")))
    yield _shown("besturing om een rij", table(control(row(cell("Q"), cell("y")))))
    yield _shown("besturing om een cel", table(row(control(cell("Q")), cell("y"))))
    yield _shown("besturing in een besturing", control(control(p("Q"))))
    yield _shown(
        "keuzelijst",
        p(control(r("Q"), '<w:dropDownList><w:listItem w:value="Q"/></w:dropDownList>')),
    )
    yield _shown("datumkiezer", p(control(r("Q"), "<w:date/>")))
    yield _shown(
        "aangevinkt vakje",
        p(
            control(r("\u2612"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>')
            + r(" Q")
        ),
        "\u2612 Q",
    )
    yield _shown(
        "selectievakje van een formulier",
        p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="v"/><w:checkBox><w:sizeAuto/>'
            '<w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX '
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + r(" Q")
        ),
        "\u2612 Q",
    )
    yield _shown(
        "keuzelijst van een formulier",
        p(
            r("keuze ")
            + '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="k"/><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="een"/><w:listEntry w:val="Q"/></w:ddList></w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
    )


def list_features() -> Iterator[Feature]:
    """Lists, each with the number that Word counts. The schemes stand in tests/word/feature_file.py."""
    yield _shown("opsomming", item("Q", 21))
    yield _shown("lijst met letters", item("een", 22) + item("Q", 22), "b) Q")
    yield _shown("lijst vanaf 5", item("Q", 23), "5. Q")
    yield _shown(
        "lijst gaat verder na tekst", item("een", 24) + p("tussen") + item("Q", 24), "2. Q"
    )
    yield _shown("tekst om het nummer", item("een", 25) + item("Q", 25), "Maatregel 2: Q")
    yield _shown(
        "Romeins", item("een", 26) + item("twee", 26) + item("twee", 26) + item("Q", 26), "iv. Q"
    )
    yield _shown("letters na z", "".join(item("x", 27) for _ in range(26)) + item("Q", 27), "aa. Q")
    yield _shown("meer niveaus", item("een", 28) + item("Q", 28, 1), "1.1 Q")
    yield _shown("dieper niveau zonder hoger", item("Q", 29, 1), "1.1 Q")
    yield _shown("lijst met eigen begin", item("Q", 30), "C. Q")
    yield _shown(
        "zelfde schema, tweede lijst begint opnieuw", item("een", 31) + item("Q", 32), "1. Q"
    )
    yield _shown(
        "nummer door de alineastijl",
        p("een", '<w:pStyle w:val="Genummerd"/>') + p("Q", '<w:pStyle w:val="Genummerd"/>'),
        "2) Q",
    )
    yield _shown("nummer door een lijststijl", item("Q", 34), "1) Q")
    yield _shown(
        "lijst in een cel", table(row(cell(item("een", 35)), cell(item("Q", 35)))), "(2) Q"
    )
    yield _shown("voorloopnul", item("Q", 36), "01 Q")
    yield _shown("lijst in een besturing", control(item("Q", 37)), "1) Q")
    yield _shown(
        "nummer uitgezet",
        p("Q", '<w:pStyle w:val="Genummerd"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
    )
    yield _shown("lijst zonder schema", item("Q", 999))
    yield _shown("rangtelwoord", item("Q", 38), "1e Q")


def table_features() -> Iterator[Feature]:
    """Tables and sections."""
    yield _shown("tabel", table(row(cell("Q"), cell("y"))))
    yield _shown("tabel zonder raster", table(row(cell("Q"), cell("y")), columns=0))
    yield _shown(
        "samengevoegde kolommen",
        table(row(cell("Q", '<w:gridSpan w:val="2"/>')), row(cell("a"), cell("b"))),
    )
    yield _shown(
        "samengevoegde rijen",
        table(
            row(cell("a", '<w:vMerge w:val="restart"/>'), cell("b")),
            row(cell("", "<w:vMerge/>"), cell("Q")),
        ),
    )
    yield _shown(
        "samengevoegde cellen, oud",
        table(row(cell("Q", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"))),
    )
    yield _shown(
        "tabel in een tabel",
        table(row(cell(table(row(cell("Q"), cell("z"))) + p("na")), cell("y"))),
    )
    yield _shown(
        "koprij", table(row(cell("Q"), cell("y"), look="<w:tblHeader/>"), row(cell("a"), cell("b")))
    )
    yield _shown(
        "zwevende tabel",
        table(row(cell("Q"), cell("y")), look='<w:tblpPr w:tblpX="100" w:tblpY="100"/>'),
    )
    yield _shown(
        "tabel van rechts naar links", table(row(cell("Q"), cell("y")), look="<w:bidiVisual/>")
    )
    yield _shown(
        "verticale tekst", table(row(cell("Q", '<w:textDirection w:val="btLr"/>'), cell("y")))
    )
    yield _shown("overgeslagen kolom", table(row(cell("Q"), look='<w:gridBefore w:val="1"/>')))
    yield _shown("rij zonder cellen", table("<w:tr/>", row(cell("Q"), cell("y"))))
    yield _shown(
        "rijhoogte",
        table(row(cell("Q"), cell("y"), look='<w:trHeight w:val="100" w:hRule="exact"/>')),
    )
    yield _hidden(
        "verborgen rij",
        table(
            row(cell("a"), cell("b")),
            row(
                cell(p(r("Q", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>")),
                cell("y"),
                look="<w:hidden/>",
            ),
        ),
    )
    yield _shown(
        "liggende sectie",
        p("Q")
        + p("", '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'),
    )
    yield _shown(
        "doorlopende sectie",
        p("Q")
        + p(
            "", '<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
        ),
    )
    yield _shown(
        "kolommen",
        p("Q")
        + p(
            "",
            '<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="2" w:space="708"/></w:sectPr>',
        ),
    )


def object_features() -> Iterator[Feature]:
    """Pictures, shapes, equations, charts and objects."""
    half = '<a:srcRect l="50000"/>'
    decorative = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    )
    yield _shown("PNG", p(f"<w:r>{picture('rIdPng', 'Q')}</w:r>"), "alt:Q")
    yield _shown("JPEG", p(f"<w:r>{picture('rIdJpg', 'Q')}</w:r>"), "alt:Q")
    yield _shown("GIF", p(f"<w:r>{picture('rIdGif', 'Q')}</w:r>"), "alt:Q")
    svg = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
        '<asvg:svgBlip r:embed="rIdSvg"/></a:ext></a:extLst>'
    )
    yield _shown("SVG", p(f"<w:r>{picture('rIdPng', 'Q', blip=svg)}</w:r>"), "alt:Q")
    yield _shown("bijgesneden", p(f"<w:r>{picture('rIdPng', 'Q', half)}</w:r>"), "alt:Q")
    for name, turn in {"gedraaid": ' rot="5400000"', "gespiegeld": ' flipH="1"'}.items():
        yield _shown(name, p(f"<w:r>{picture('rIdPng', 'Q', turn=turn)}</w:r>"), "alt:Q")
    yield _shown(
        "zwevende afbeelding", p(f"<w:r>{anchored(picture('rIdPng', 'Q'))}</w:r>"), "alt:Q"
    )
    yield _shown(
        "afbeelding in een cel",
        table(row(cell(p(f"<w:r>{picture('rIdPng', 'Q')}</w:r>")), cell("y"))),
        "alt:Q",
    )
    ornament = picture("rIdPng", "").replace("</wp:docPr>", f"{decorative}</wp:docPr>")
    yield _shown("sierafbeelding", p(f"{r('Q')}<w:r>{ornament}</w:r>"))
    yield _told("EMF", p(f"{r('Q')}<w:r>{picture('rIdEmf', 'x')}</w:r>"))
    yield _told("WMF", p(f"{r('Q')}<w:r>{picture('rIdWmf', 'x')}</w:r>"))
    yield _told("TIFF", p(f"{r('Q')}<w:r>{picture('rIdTif', 'x')}</w:r>"))
    wsp = drawing(NAMESPACES["wps"], shape("Q"))
    yield _shown("tekstvak", p(f"<w:r>{alternate(wsp, '<w:pict/>')}</w:r>"))
    yield _shown("tekstvak met oude vorm", p(f"<w:r>{alternate(wsp, _vml_box('Q'))}</w:r>"))
    yield _shown("oud tekstvak (VML)", p(f"<w:r>{_vml_box('Q')}</w:r>"))
    yield _shown("zwevend tekstvak", p(f"<w:r>{alternate(anchored(wsp), '<w:pict/>')}</w:r>"))
    group = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr/>{shape('Q')}{shape('tweede')}</wpg:wgp>"
    yield _shown(
        "groep", p(f"<w:r>{alternate(drawing(NAMESPACES['wpg'], group), '<w:pict/>', 'wpg')}</w:r>")
    )
    canvas = f"<wpc:wpc><wpc:bg/><wpc:whole/>{shape('Q')}</wpc:wpc>"
    yield _shown(
        "tekenpapier",
        p(f"<w:r>{alternate(drawing(NAMESPACES['wpc'], canvas), '<w:pict/>', 'wpc')}</w:r>"),
    )
    yield _told(
        "pijl zonder tekst",
        p(
            f"{r('Q')}<w:r>{alternate(drawing(NAMESPACES['wps'], shape('', 'rightArrow')), '<w:pict/>')}</w:r>"
        ),
    )
    listed = shape("x").replace(p("x"), item("Q", 39))
    yield _shown(
        "lijst in een tekstvak",
        p(f"<w:r>{alternate(drawing(NAMESPACES['wps'], listed), '<w:pict/>')}</w:r>"),
        "a) Q",
    )
    yield _shown("vergelijking in de regel", p(f"{r('a ')}{formula('Q')}"))
    yield _shown("vergelijking apart", p(f"<m:oMathPara>{formula('Q')}</m:oMathPara>"))
    fraction = f"<m:f><m:num>{m('Q')}</m:num><m:den>{m('2')}</m:den></m:f>"
    yield _shown("breuk", p(f"{r('a ')}{formula(fraction)}"))
    root = f"<m:rad><m:deg/><m:e>{m('Q')}</m:e></m:rad>"
    yield _shown("wortel", p(r("a ") + formula(root)))
    power = f"<m:sSup><m:e>{m('Q')}</m:e><m:sup>{m('2')}</m:sup></m:sSup>"
    yield _shown("macht", p(r("a ") + formula(power)))
    chart = drawing(NAMESPACES["c"], '<c:chart r:id="rIdChart"/>')
    yield _told("grafiek van Word", p(f"{r('Q')}<w:r>{chart}</w:r>"))
    smart = '<dgm:relIds r:dm="rIdDgm" r:lo="rIdDgm" r:qs="rIdDgm" r:cs="rIdDgm"/>'
    yield _told("SmartArt", p(f"<w:r>{drawing(NAMESPACES['dgm'], smart)}</w:r>"))
    yield _told(
        "object",
        p(
            f'{r("Q")}<w:r><w:object><v:shape><v:imagedata r:id="rIdEmf"/></v:shape><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="rIdOle"/></w:object></w:r>'
        ),
    )
    yield _told("ingevoegd bestand", p("Q") + '<w:altChunk r:id="rIdChunk"/>')
    yield _told(
        "WordArt",
        p(
            f'{r("Q")}<w:r><w:pict><v:shape style="width:100pt;height:50pt"><v:textpath string="Kunst"/></v:shape></w:pict></w:r>'
        ),
    )


def _vml_box(text: str) -> str:
    return (
        '<w:pict><v:shape style="width:100pt;height:50pt"><v:textbox>'
        f"<w:txbxContent>{p(text)}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def all_features() -> list[Feature]:
    """Every feature, in the order of the document."""
    groups = (
        text_features,
        field_features,
        list_features,
        table_features,
        object_features,
    )
    return [feature for group in groups for feature in group()]


def refused_features() -> Iterator[Feature]:
    """What no file that is handed over may hold: an error at its place."""
    far = picture("rIdFar", "x").replace("r:embed", "r:link")
    yield _told("gekoppelde afbeelding", p(f"{r('Q')}<w:r>{far}</w:r>"))
    yield _told("subdocument", p("Q") + '<w:subDoc r:id="rIdSub"/>')
    yield _told("ingevoegde tekst", p(f"<w:ins {AUTHOR}>{r('Q')}</w:ins>"))
    deleted = f"<w:del {AUTHOR}><w:r><w:delText>Q</w:delText></w:r></w:del>"
    yield _told("verwijderde tekst", p(r("zicht") + deleted))
    yield _told("verplaatste tekst", p(f"<w:moveTo {AUTHOR}>{r('Q')}</w:moveTo>"))
    yield _told("gewijzigde opmaak", p(r("Q", f"<w:rPrChange {AUTHOR}><w:rPr/></w:rPrChange>")))
    merged = f'<w:cellMerge {AUTHOR} w:vMerge="rest"/>'
    yield _told("samengevoegde cellen", table(row(cell("Q", merged), cell("y"))))
    yield _told("link naar script", p(f'<w:hyperlink r:id="rIdScript">{r("Q")}</w:hyperlink>'))
    yield _told("link naar een bestand", p(f'<w:hyperlink r:id="rIdFile">{r("Q")}</w:hyperlink>'))
    yield _told("link naar een schijf", p(f'<w:hyperlink r:id="rIdUnc">{r("Q")}</w:hyperlink>'))
    yield _told("link met gegevens", p(f'<w:hyperlink r:id="rIdData">{r("Q")}</w:hyperlink>'))
    yield _told("linkveld naar script", p(field('HYPERLINK "javascript:alert(1)"', "Q")))
    linked = picture("rIdPng", "x").replace(
        "</wp:docPr>", '<a:hlinkClick r:id="rIdScript"/></wp:docPr>'
    )
    yield _told("link op een afbeelding", p(f"{r('Q')}<w:r>{linked}</w:r>"))
    for code in (
        "DDEAUTO c:\\\\x y z",
        'INCLUDETEXT "c:\\\\x"',
        'INCLUDEPICTURE "c:\\\\x.png"',
        "LINK Excel.Sheet x y",
        "MACROBUTTON x y",
    ):
        yield _told(f"veld {code.split()[0]}", p(field(code, "Q")))
