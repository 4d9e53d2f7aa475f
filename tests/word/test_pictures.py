"""Pictures as Word shows them: cropped, turned and sized; what was cropped away leaves a definitive file."""

import io

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import html
from PIL import Image

from report_builder.web.conversion import convert
from report_builder.word.bind.print_view import print_view
from report_builder.word.fill.maker_traces import clean
from report_builder.word.package import read_docx
from report_builder.word.template.picture_looks import check_pictures
from report_builder.word.template.template_file import open_template
from tests.pictures import BLUE, GREEN, RED, document_with_picture

CLEAR = (0, 0, 0, 0)


def shown(document):
    """Each picture of the page: its width and height in pixels of the screen, and its image."""
    packed = io.BytesIO()
    document.save(packed)
    converted = convert(print_view(packed.getvalue()).data, "h.docx")
    page = html.fragment_fromstring(converted.html, create_parent="div")
    return [
        (
            (int(image.get("width")), int(image.get("height"))),
            Image.open(io.BytesIO(converted.pictures[image.get("src")])),
        )
        for image in page.iter("img")
    ]


def colours(image):
    """The colours along the middle, from left to right and from top to bottom, each as the one it is most of."""
    whole = image.convert("RGBA")
    across = [whole.getpixel((x, whole.height // 2)) for x in range(whole.width)]
    down = [whole.getpixel((whole.width // 2, y)) for y in range(whole.height)]
    return [list(dict.fromkeys(map(nearest, line))) for line in (across, down)]


def nearest(pixel):
    return (
        max((RED, GREEN, BLUE), key=lambda colour: pixel[colour.index(255)]) if pixel[3] else CLEAR
    )


def test_a_picture_has_the_size_of_word_and_keeps_its_alternative_text():
    document = document_with_picture(({}, {}))
    for properties in document.element.iter(qn("wp:docPr")):
        properties.set("descr", "Drie vlakken")
    assert page_images(document) == [("Drie vlakken", "227", "76")]


def page_images(document):
    """The text, width and height of each picture of the page."""
    packed = io.BytesIO()
    document.save(packed)
    text = convert(print_view(packed.getvalue()).data, "h.docx").html
    images = html.fragment_fromstring(text, create_parent="div").iter("img")
    return [tuple(map(image.get, ("alt", "width", "height"))) for image in images]


@pytest.mark.parametrize(
    ("crop", "frame", "across", "down"),
    [
        ({"l": 33333}, {}, [GREEN, BLUE], [BLUE]),
        ({"l": 33333, "r": 33333}, {}, [GREEN], [GREEN]),
        ({}, {"rot": "5400000"}, [GREEN], [RED, GREEN, BLUE]),
        ({}, {"rot": "16200000"}, [GREEN], [BLUE, GREEN, RED]),
        ({}, {"flipH": "1"}, [BLUE, GREEN, RED], [GREEN]),
        ({"r": 33333}, {"rot": "10800000"}, [GREEN, RED], [RED]),
        ({}, {"rot": "10800000", "flipV": "1"}, [BLUE, GREEN, RED], [GREEN]),
    ],
)
def test_a_picture_is_cropped_flipped_and_turned_as_in_word(crop, frame, across, down):
    ((_, image),) = shown(document_with_picture((crop, frame)))
    assert colours(image) == [across, down]


def test_a_turned_picture_takes_the_room_that_it_has_when_turned():
    ((size, image),) = shown(document_with_picture(({}, {"rot": "5400000"})))
    assert size == (76, 227)
    assert image.size == (4, 12)


def test_a_slanted_picture_leaves_its_corners_open():
    ((size, image),) = shown(document_with_picture(({}, {"rot": str(45 * 60_000)})))
    assert size == (214, 214)
    assert image.getpixel((0, 0)) == CLEAR


def test_a_picture_that_word_stretches_is_stretched():
    ((size, image),) = shown(document_with_picture(({}, {}), width=60, height=60))
    assert size == (227, 227)
    assert image.width == image.height


def test_space_around_a_picture_stays():
    ((_, image),) = shown(document_with_picture(({"l": -100000}, {}), width=60, height=10))
    assert colours(image)[0] == [CLEAR, RED, GREEN, BLUE]


def test_one_picture_in_two_ways_is_two_pictures():
    images = shown(document_with_picture(({"l": 66667}, {}), ({"r": 66667}, {})))
    assert [colours(image)[0] for _, image in images] == [[BLUE], [RED]]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP"])
def test_what_was_cropped_away_is_not_in_a_definitive_file(kind):
    document = document_with_picture(({"l": 50000}, {}), ({"l": 50000, "t": -50000}, {}), kind=kind)
    clean(document)
    packed = io.BytesIO()
    document.save(packed)
    cut = read_docx(packed.getvalue())
    images = [part for part in cut.part.package.iter_parts() if "image" in part.content_type]
    assert [Image.open(io.BytesIO(part.blob)).size for part in images] == [(6, 4)]
    rects = [dict(rect.attrib) for rect in cut.element.iter(qn("a:srcRect"))]
    assert rects == [{"l": "0", "t": "-50000", "r": "0", "b": "0"}]


def told(document):
    packed = io.BytesIO()
    document.save(packed)
    template, _ = open_template(packed.getvalue(), "h.docx", {})
    return [
        f"{problem.place}: {problem.severity}: {problem.message}"
        for problem in check_pictures(template)
    ]


def test_a_shape_around_a_picture_and_an_effect_are_told():
    document = document_with_picture(({}, {}))
    next(document.element.iter(qn("a:prstGeom"))).set("prst", "ellipse")
    next(document.element.iter(qn("a:blip"))).append(parse_xml(f"<a:grayscl {nsdecls('a')}/>"))
    place = "voor de eerste kop, alinea 1"
    assert told(document) == [
        f"{place}: warning: de afbeelding is in Word in een vorm bijgesneden: zij staat er heel in",
        f"{place}: warning: de afbeelding heeft in Word grijstinten; in PDF en webversie niet",
    ]


def test_a_cropped_picture_of_a_kind_that_cannot_be_cut_is_told():
    document = document_with_picture(({"l": 50000}, {}))
    for part in document.part.package.iter_parts():
        if "image" in part.content_type:
            part._blob = b"<svg/>"
    assert told(document) == [
        "voor de eerste kop, alinea 1: warning: de afbeelding is in Word bijgesneden of gedraaid, en "
        "van deze soort kan dat hier niet: zij staat er heel in"
    ]


def old_picture(style=""):
    document = document_with_picture(({}, {}))
    (relation,) = (blip.get(qn("r:embed")) for blip in document.element.iter(qn("a:blip")))
    (run,) = document.paragraphs[0]._p.r_lst
    run.clear_content()
    run.append(
        parse_xml(
            f'<w:pict {nsdecls("w", "r")} xmlns:v="urn:schemas-microsoft-com:vml">'
            f'<v:shape alt="Vlakken" style="position:absolute;width:85.05pt; height:1cm{style}">'
            f'<v:imagedata r:id="{relation}"/></v:shape></w:pict>'
        )
    )
    return document


def test_a_picture_of_older_programs_has_its_size_and_text():
    document = old_picture(";rotation:0")
    assert page_images(document) == [("Vlakken", "113", "38")]
    assert told(document) == []


@pytest.mark.parametrize("style", [";rotation:90", "; rotation: -2949120fd", ";flip:x"])
def test_a_picture_that_older_programs_turned_is_told(style):
    assert told(old_picture(style)) == [
        "voor de eerste kop, alinea 1: warning: de afbeelding is gedraaid of gespiegeld op een manier "
        "die alleen Word kent; in PDF en webversie niet"
    ]


def test_what_reaches_outside_the_frame_of_a_picture_is_not_shown():
    document = document_with_picture(({"r": 33333}, {}))
    (frame,) = document.element.iter(qn("a:fillRect"))
    frame.set("l", "-100000")
    assert colours(shown(document)[0][1]) == [[GREEN], [GREEN]]
    clean(document)
    assert list(document.element.iter(qn("a:srcRect"))) == []
    assert colours(shown(document)[0][1]) == [[GREEN], [GREEN]]


def test_measures_and_files_that_are_no_good_are_no_crash():
    document = document_with_picture(({"l": "veel"}, {"rot": "scheef"}), ({"l": 50000}, {}))
    for part in document.part.package.iter_parts():
        if "image" in part.content_type:
            part._blob = part.blob[:60]
    next(document.element.iter(qn("wp:extent"))).set("cx", "breed")
    clean(document)
    assert [(alt, width) for alt, width, _ in page_images(document)] == [(None, None), ("", "227")]
