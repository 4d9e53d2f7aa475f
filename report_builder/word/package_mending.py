"""A Word file as other programs left it, made into the package that python-docx can open.

What Word opens without a word opens here too: relations to parts that are not there, properties
under a relation of another name, notes to oneself between the tags of a part.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from report_builder.problems import Fault
from report_builder.word.file_kinds import damaged, open_package, refuse_other_package
from report_builder.word.part_kinds import check_relations

_MOST_PARTS = 5_000
_MOST_UNPACKED = 400_000_000
_MOST_MARKUP = 60_000_000
"""The bytes of the largest part with text: a report of a thousand pages has less than half."""
_TYPES = "[Content_Types].xml"
_MARKUP = (".xml", ".rels", ".vml")
_PLAIN_START = re.compile(rb"\s*<\?xml[^>]*\?>")
_BARE_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CORE_ENDS = "/metadata/core-properties"
_ONCE = frozenset(
    {
        *(RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES, RT.STYLES, RT.NUMBERING, RT.SETTINGS),
        *(RT.FOOTNOTES, RT.ENDNOTES, RT.COMMENTS, RT.FONT_TABLE, RT.THEME, RT.WEB_SETTINGS),
    }
)
"""The relations of which a part has one: of two the first counts, as in Word."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


@dataclass
class _Parts:
    """The parts of a package by name, and whether any of them was changed."""

    data: dict[str, bytes]
    is_changed: bool = False

    def put(self, name: str, data: bytes) -> None:
        self.is_changed |= self.data.get(name) != data
        self.data[name] = data


def mended(data: bytes) -> bytes:
    """The same package with what hinders reading taken out; the same bytes where nothing does.

    Raises Fault for what is no Word file of the usual kind, and for one that is too large.
    """
    parts = _Parts(_read(data))
    for name in [name for name in parts.data if name.casefold().endswith(".rels")]:
        _mend_relations(parts, name)
    refuse_other_package(parts.data, _main_part(parts))
    for name, content in list(parts.data.items()):
        if name.casefold().endswith(_MARKUP):
            parts.put(name, _plain_markup(content, name))
    return _packed(parts.data) if parts.is_changed else data


def _read(data: bytes) -> dict[str, bytes]:
    with open_package(data) as package:
        entries = package.infolist()
        if len({entry.filename.casefold() for entry in entries}) < len(entries):
            raise damaged("een onderdeel komt twee keer voor")
        if len(entries) > _MOST_PARTS:
            raise _too_large(f"het bestand heeft {len(entries)} onderdelen")
        if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
            raise _too_large(f"het bestand is uitgepakt groter dan {_MOST_UNPACKED // 10**6} MB")
        for entry in entries:
            is_markup = entry.filename.casefold().endswith(_MARKUP)
            if is_markup and entry.file_size > _MOST_MARKUP:
                raise _too_large(f"{entry.filename} is groter dan {_MOST_MARKUP // 10**6} MB")
        try:
            return {entry.filename: package.read(entry) for entry in entries}
        except _DAMAGE as error:
            raise damaged("een onderdeel is niet uit te pakken") from error


def _too_large(message: str) -> Fault:
    return Fault("word", message, "verdeel het over meer bestanden, of haal grote beelden eruit")


def _main_part(parts: _Parts) -> str:
    """The name of the part that the package says is the document; empty where there is none."""
    root = _parsed(parts.data.get("_rels/.rels", b""), "_rels/.rels")
    for relation in root.iter(_BARE_RELATION) if root is not None else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return _target("_rels/.rels", relation)
    return ""


def _mend_relations(parts: _Parts, name: str) -> None:
    """Leave out of a list of relations what leads to no part, and a second of what is one."""
    root = _parsed(parts.data[name], name)
    if root is None:
        return
    types: set[str] = set()
    is_changed = False
    names = {part.casefold(): part for part in parts.data}
    relations = list(root.iter(_BARE_RELATION))
    check_relations(relations, name)
    for relation in relations:
        kind = _canonical_type(relation)
        if _is_superfluous(relation, name, names) or (kind in _ONCE and kind in types):
            root.remove(relation)
            is_changed = True
            continue
        types.add(kind)
        is_changed |= _correct(relation, kind, name, names)
    if is_changed:
        parts.put(name, etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _canonical_type(relation: etree._Element) -> str:
    """The type of a relation; programs write that of the properties in more than one way."""
    kind = relation.get("Type", "")
    return RT.CORE_PROPERTIES if kind.casefold().endswith(_CORE_ENDS) else kind


def _is_superfluous(relation: etree._Element, name: str, names: Mapping[str, str]) -> bool:
    """Whether a relation leads to a part that is not there."""
    return not _is_external(relation) and _target(name, relation).casefold() not in names


def _correct(relation: etree._Element, kind: str, name: str, names: Mapping[str, str]) -> bool:
    """Write the type and the target of a relation as they are; whether that changed it."""
    before = dict(relation.attrib)
    relation.set("Type", kind)
    if not _is_external(relation):
        target = _target(name, relation)
        part = names[target.casefold()]
        if part != target:  # Word does not tell small letters from capitals
            relation.set("Target", f"/{part}")
    return dict(relation.attrib) != before


def _is_external(relation: etree._Element) -> bool:
    return relation.get("TargetMode") == "External"


def _target(rels: str, relation: etree._Element) -> str:
    """The name of the part that a relation leads to."""
    folder = posixpath.dirname(posixpath.dirname(rels))
    target = unquote(relation.get("Target", "")).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _plain_markup(content: bytes, name: str) -> bytes:
    """A part in UTF-8 without comments and processing instructions, which would cut its text in
    two; as it is where it has none of these.
    """
    declaration = _PLAIN_START.match(content)
    rest = content[declaration.end() :] if declaration else content
    is_utf8 = not content.startswith((b"\xff\xfe", b"\xfe\xff")) and not re.search(
        rb"encoding\s*=\s*[\"'](?!utf-8|us-ascii)", declaration[0] if declaration else b"", re.I
    )
    if is_utf8 and b"<!" not in rest and b"<?" not in rest:
        return content
    root = _parsed(content, name)
    if root is None:
        return content
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _parsed(content: bytes, name: str) -> etree._Element | None:
    """The tree of a part; None where it is not well-formed, which shows when it is needed."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.getroottree().docinfo.internalDTD is not None:
        # No program writes one in a Word file; with it a text can be made to grow without end.
        raise Fault(
            "word",
            f"{name} heeft een documenttype (DOCTYPE)",
            "open het in Word en sla het opnieuw op als .docx",
        )
    return root


def _packed(parts: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in _in_order(parts):
            package.writestr(name, content)
    return packed.getvalue()


def _in_order(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The parts with the list of their types first."""
    yield _TYPES, parts.get(_TYPES, b"")
    yield from ((name, content) for name, content in parts.items() if name != _TYPES)
