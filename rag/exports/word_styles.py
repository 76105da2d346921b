"""How a Word file looks: A4, British English, and the styles that text of each role has."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from rag.exports.paper import Role
from rag.exports.word_notes import REFERENCE_STYLE, TEXT_STYLE

LANGUAGE = "en-GB"
FONT = "Arial"
"""On every office's machines, and metrically the same as what stands in for it elsewhere."""
INK = RGBColor(0x1A, 0x1A, 0x1A)
GREY = RGBColor(0x4A, 0x4A, 0x4A)
STYLES = {
    Role.BODY: "Normal",
    Role.BULLET: "List Bullet",
    Role.QUESTION: "Question Asked",
    Role.QUOTE: "Quote",
    Role.ATTRIBUTION: "Attribution",
    Role.REMARK: "Remark For Staff",
}
"""Style by role."""
_HEADINGS = {"Title": (20, 0, 12), "Heading 1": (15, 20, 6), "Heading 2": (12.5, 16, 4)}
"""Points: size, space before, space after."""


def set_up(document: Document) -> None:
    """Gives an empty file its page, language and styles."""
    _page(document)
    _language(document)
    normal = _style(document, "Normal")
    _font(normal, 11, INK)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    for name, (size, before, after) in _HEADINGS.items():
        _heading(_style(document, name), size, before, after)
    _style(document, "List Bullet").paragraph_format.space_after = Pt(4)
    _quotes(document)
    _remarks(document)
    _notes(document)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)
    section.header_distance = section.footer_distance = Cm(1.25)


def _language(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    document.core_properties.language = LANGUAGE


def _heading(style: ParagraphStyle, size: float, before: float, after: float) -> None:
    _font(style, size, INK)
    style.font.bold = True
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = True
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _quotes(document: Document) -> None:
    quote = _style(document, "Quote")
    _font(quote, 11, INK)
    quote.font.italic = False
    quote.paragraph_format.left_indent, quote.paragraph_format.right_indent = Cm(1), Cm(0.5)
    quote.paragraph_format.space_after = Pt(4)
    asked = _added(document, STYLES[Role.QUESTION])
    asked.font.bold = True
    asked.paragraph_format.keep_with_next = True
    told = _added(document, STYLES[Role.ATTRIBUTION])
    _font(told, 9.5, GREY)
    told.paragraph_format.left_indent = Cm(1)
    told.paragraph_format.space_after = Pt(10)
    quote.paragraph_format.widow_control = True


def _remarks(document: Document) -> None:
    remark = _added(document, STYLES[Role.REMARK])
    remark.font.size = Pt(10)
    properties = remark.element.get_or_add_pPr()
    side = '<w:left w:val="single" w:sz="24" w:space="8" w:color="8A5A00"/>'
    properties.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{side}</w:pBdr>"),
        "w:shd",
        "w:spacing",
        "w:ind",
        "w:jc",
    )
    properties.insert_element_before(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FFF4DC"/>'),
        "w:spacing",
        "w:ind",
        "w:jc",
    )


def _notes(document: Document) -> None:
    note = _added(document, "footnote text", style_id=TEXT_STYLE)
    _font(note, 9, INK)
    note.paragraph_format.space_after = Pt(2)
    note.paragraph_format.line_spacing = 1.0
    reference = document.styles.add_style(
        "footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True
    )
    reference.element.styleId = REFERENCE_STYLE
    reference.font.superscript = True


def _added(document: Document, name: str, style_id: str | None = None) -> ParagraphStyle:
    """A new paragraph style upon Normal; one with an id of its own is one of Word's built-in ones."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=bool(style_id))
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if style_id:
        style.element.styleId = style_id
    return style


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _font(style: ParagraphStyle, points: float, colour: RGBColor) -> None:
    """Sets font, size and colour, also where the template names a font of its theme."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(points), colour
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for key in [k for k in fonts.attrib if k.endswith("Theme")]:
        del fonts.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), FONT)
