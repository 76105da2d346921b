"""Real footnotes in a Word file: python-docx (1.2) cannot make them, so their part is written here.

Shapes of the part, its separators and its settings: ECMA-376 part 1, 17.11.
"""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from lxml import etree

REFERENCE_STYLE = "FootnoteReference"
TEXT_STYLE = "FootnoteText"
BOOKMARK = "source_{}"
_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
"""Word wants the line above the notes, and the one above notes carried over, as notes of their own."""
_AFTER_NOTES_IN_SETTINGS = ("w:endnotePr", "w:compat")
"""Settings stand in a fixed order; the notes' come before these."""


class Footnotes:
    """The footnotes of one file, numbered from 1 as they are added."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        self._count = 0
        for number, kind in _SEPARATORS.items():
            self._root.append(_separator(number, kind))

    def add(self, paragraph: Paragraph, words: str) -> int:
        """A footnote with these words, marked at the end of a paragraph; its number."""
        self._count += 1
        number = self._count
        self._root.append(_note(number, words))
        mark = f'<w:footnoteReference {nsdecls("w")} w:id="{number}"/>'
        for made in (
            _bookmark("bookmarkStart", number, named=True),
            _run(mark),
            _bookmark("bookmarkEnd", number, named=False),
        ):
            paragraph._p.append(made)
        return number

    def refer(self, paragraph: Paragraph, number: int, *, raised: bool) -> None:
        """The number of a footnote that is marked elsewhere; Word keeps it right when notes change."""
        field = f" NOTEREF {BOOKMARK.format(number)} \\h "
        for made in field_runs(field, str(number), REFERENCE_STYLE if raised else None):
            paragraph._p.append(made)

    def finish(self) -> None:
        """Puts the notes into the file; nothing may be added afterwards."""
        if not self._count:
            return
        content = etree.tostring(
            self._root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        package = self._document.part.package
        assert package is not None
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._name_separators()

    def _name_separators(self) -> None:
        settings = self._document.settings.element
        named = "".join(f'<w:footnote w:id="{number}"/>' for number in _SEPARATORS)
        made = parse_xml(f"<w:footnotePr {nsdecls('w')}>{named}</w:footnotePr>")
        followers = [f for tag in _AFTER_NOTES_IN_SETTINGS for f in settings.findall(qn(tag))]
        if followers:
            followers[0].addprevious(made)
        else:
            settings.append(made)


def field_runs(instruction: str, shown: str, style: str | None = None) -> list[BaseOxmlElement]:
    """A field of Word's, ready to be appended to a paragraph; `shown` is its value until it is renewed."""
    about = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    inner = [
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve">{instruction}</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ]
    return [parse_xml(f"<w:r {nsdecls('w')}>{about}{piece}</w:r>") for piece in inner]


def _run(content: str) -> BaseOxmlElement:
    about = f'<w:rPr><w:rStyle w:val="{REFERENCE_STYLE}"/></w:rPr>'
    return parse_xml(f"<w:r {nsdecls('w')}>{about}{content}</w:r>")


def _bookmark(tag: str, number: int, *, named: bool) -> BaseOxmlElement:
    name = f' w:name="{BOOKMARK.format(number)}"' if named else ""
    return parse_xml(f'<w:{tag} {nsdecls("w")} w:id="{number}"{name}/>')


def _separator(number: int, kind: str) -> BaseOxmlElement:
    spacing = '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    return parse_xml(
        f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}">'
        f"<w:p>{spacing}<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    )


def _note(number: int, words: str) -> BaseOxmlElement:
    note = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p>'
        f'<w:pPr><w:pStyle w:val="{TEXT_STYLE}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{REFERENCE_STYLE}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
    )
    (told,) = note.iter(qn("w:t"))
    told.text = f" {words}"
    return note
