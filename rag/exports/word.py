"""Word files, built piece by piece: whatever text is put in stays plain text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import zip_longest

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from rag.exports.paper import Heading, Mark, Paper, Pieces, Role, Table, Text
from rag.exports.word_notes import Footnotes, field_runs
from rag.exports.word_styles import GREY, STYLES, set_up
from rag.unseen import visible

WIDTH = Cm(16)
"""Of the text: A4 without its margins."""
PROPERTY_CHARACTERS = 255
"""Longest document property that Word takes."""
PROGRAM = "Chapter & Verse"
DRAFT_INK = RGBColor(0xA3, 0x1D, 0x1D)
FOR_STAFF = "For staff: "


def as_word(paper: Paper) -> bytes:
    """The paper as a Word file, its sources as footnotes; unseen characters are written out."""
    file = WordFile(paper.title, draft=paper.draft, notes={s.number: s.line for s in paper.sources})
    for block in paper.blocks:
        match block:
            case Heading():
                file.heading(block.text, block.level)
            case Text():
                file.text(block.pieces, block.role)
            case Table():
                file.table(block)
    return file.finished()


class WordFile:
    """A Word file being written: A4, British English, page numbers, footnotes from `notes` by number.

    With a `draft` line it stands at the head of every page, and DRAFT in large grey letters across.
    """

    def __init__(self, title: str, *, draft: str = "", notes: dict[int, str] | None = None) -> None:
        self._document = docx.Document()
        set_up(self._document)
        self._footnotes = Footnotes(self._document)
        self._notes = notes or {}
        self._numbers: dict[int, int] = {}
        self._describe(title)
        if draft:
            self._mark_as_draft(draft)
        self._number_pages()
        self._document.add_paragraph(_line(title), style="Title")

    def heading(self, text: str, level: int = 1) -> None:
        """A heading, level 1 or 2."""
        self._document.add_paragraph(_line(text), style=f"Heading {level}")

    def text(self, pieces: Pieces, role: Role = Role.BODY) -> None:
        """A stretch of text in its role's style; blank lines part paragraphs."""
        told = (FOR_STAFF, *pieces) if role is Role.REMARK else pieces
        for paragraph in _paragraphs(told):
            made = self._document.add_paragraph(style=STYLES[role])
            self._fill(made, paragraph, raised=True)
            if role is Role.QUOTE:
                made.paragraph_format.keep_together = True

    def table(self, table: Table) -> None:
        """A table whose header is repeated on each page."""
        made = self._document.add_table(rows=1, cols=len(table.header), style="Table Grid")
        made.alignment, made.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        widths = [int(WIDTH * share / sum(table.shares)) for share in table.shares]
        for cell, name in zip(made.rows[0].cells, table.header, strict=True):
            self._fill_cell(cell, (name,), bold=True)
        properties = made.rows[0]._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for row in table.rows:
            for cell, pieces in zip(made.add_row().cells, row, strict=True):
                self._fill_cell(cell, pieces)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        self._document.add_paragraph()

    def finished(self) -> bytes:
        """The file; nothing may be added afterwards."""
        self._footnotes.finish()
        stream = BytesIO()
        self._document.save(stream)
        return stream.getvalue()

    def _fill_cell(self, cell: _Cell, pieces: Pieces, *, bold: bool = False) -> None:
        for at, paragraph in enumerate(_paragraphs(pieces)):
            made = cell.add_paragraph() if at else cell.paragraphs[0]
            made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(3)
            self._fill(made, paragraph, raised=False)
            for run in made.runs:
                run.font.size, run.bold = Pt(9.5), bold or None

    def _fill(self, paragraph: Paragraph, pieces: Pieces, *, raised: bool) -> None:
        for piece, following in zip_longest(pieces, pieces[1:]):
            if isinstance(piece, str):
                # a note's number stands close to the words
                words = piece.rstrip(" ") if raised and isinstance(following, Mark) else piece
                paragraph.add_run(visible(words))
            elif piece.number in self._numbers:
                number = self._numbers[piece.number]
                self._footnotes.refer(paragraph, number, raised=raised)
            elif piece.number in self._notes:
                words = _line(self._notes[piece.number])
                self._numbers[piece.number] = self._footnotes.add(paragraph, words)

    def _describe(self, title: str) -> None:
        about = self._document.core_properties
        about.title = _line(title)[:PROPERTY_CHARACTERS]
        about.author = about.last_modified_by = PROGRAM
        about.comments = ""
        about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)

    def _mark_as_draft(self, draft: str) -> None:
        paragraph = self._document.sections[0].header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(_line(draft))
        run.bold, run.font.size, run.font.color.rgb = True, Pt(10), DRAFT_INK
        paragraph._p.append(parse_xml(_WATERMARK))

    def _number_pages(self) -> None:
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run("Page ")
        for field, between in ((" PAGE ", " of "), (" NUMPAGES ", "")):
            for made in field_runs(field, "1"):
                paragraph._p.append(made)
            paragraph.add_run(between)
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(9), GREY


def _line(words: str) -> str:
    return " ".join(visible(words).split())


def _paragraphs(pieces: Sequence[str | Mark]) -> list[Pieces]:
    """Pieces parted where a string has a blank line; there is always one paragraph."""
    found: list[list[str | Mark]] = [[]]
    for piece in pieces:
        if isinstance(piece, Mark):
            found[-1].append(piece)
            continue
        first, *rest = visible(piece).split("\n\n")
        found[-1].append(first)
        found += [[words] for words in rest]
    kept = [tuple(p) for p in found if any(isinstance(x, Mark) or x.strip() for x in p)]
    return kept or [()]


_WATERMARK = (
    f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"><w:rPr><w:noProof/></w:rPr><w:pict>'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
    '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
    '</v:shapetype><v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" '
    'type="#_x0000_t136" alt="DRAFT" style="position:absolute;margin-left:0;margin-top:0;'
    "width:430pt;height:172pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" '
    'fillcolor="#c8c8c8" stroked="f"><v:fill opacity=".4"/>'
    '<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="DRAFT"/>'
    "</v:shape></w:pict></w:r>"
)
"""DRAFT across the page, as Word itself writes a watermark (WordArt in the header)."""
