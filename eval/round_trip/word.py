"""A text as a Word file: headings and lists by style, numbers made by Word, real footnotes."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from eval.round_trip.plain import number_of, split_marks
from eval.round_trip.texts import Part, Piece, Text

_STYLES = {Part.BULLET: "List Bullet", Part.NUMBERED: "List Number"}
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def as_docx(text: Text) -> bytes:
    """The bytes of a .docx file."""
    document: Any = docx.Document()
    document.core_properties.title = text.title
    number: int | None = None
    for before, piece in pairwise((None, *text.pieces)):
        if piece is None or piece.part is Part.NOTE:
            continue
        if piece.part is Part.NUMBERED and (before is None or before.part is not Part.NUMBERED):
            number = _new_list(document)
        _add(document, piece, number)
    notes = [piece for piece in text.pieces if piece.part is Part.NOTE]
    if notes:
        _add_footnotes(document, notes)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Any, piece: Piece, number: int | None) -> None:
    if piece.part is Part.HEADING:
        paragraph = document.add_heading(level=piece.number)
    else:
        paragraph = document.add_paragraph(style=_STYLES.get(piece.part))
    if piece.part is Part.NUMBERED:
        properties = paragraph._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = number
        properties.numPr.get_or_add_ilvl().val = 0
    for index, words in enumerate(split_marks(piece.words)):
        run = paragraph.add_run("" if index % 2 else words)
        if index % 2:
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(number_of(words)))
            run._r.append(reference)


def _new_list(document: Any) -> int:
    """The number of a list that counts from 1 again."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    held = numbering.num_having_numId(style.pPr.numPr.numId.val)
    added = numbering.add_num(held.abstractNumId.val)
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    number: int = added.numId
    return number


def _add_footnotes(document: Any, notes: list[Piece]) -> None:
    shown = "".join(
        f'<w:footnote w:id="{note.number}"><w:p><w:r><w:footnoteRef/></w:r><w:r>'
        f'<w:t xml:space="preserve"> {escape(note.words)}</w:t></w:r></w:p></w:footnote>'
        for note in notes
    )
    markup = f"<w:footnotes {nsdecls('w')}>{shown}</w:footnotes>"
    parse_xml(markup)
    part = PackagePart(
        PackURI("/word/footnotes.xml"), _FOOTNOTES, markup.encode(), document.part.package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
