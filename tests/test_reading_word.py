"""Word files: what is read is what Word shows, with its numbers, notes and tables in their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import UnreadableFile
from tests.office_files import package, paragraph, run, word_file
from tests.reading_examples import assert_tiles, read, shown, words_of

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="House head"/><w:basedOn w:val="Heading1"/></w:style>
<w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="Deep"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style>
"""

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
"""


RAISED = '<w:vertAlign w:val="superscript"/>'


def item(words: str, number: int = 1, depth: int = 0) -> str:
    return paragraph(
        words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def words(tmp_path: Path, body: str, **parts: str) -> list[str]:
    document = read(tmp_path, word_file(body, **parts), "a.docx")
    assert_tiles(document)
    return words_of(document)


def test_headings_are_told_by_style_whatever_their_name(tmp_path: Path) -> None:
    body = "".join(
        paragraph(style, f'<w:pStyle w:val="{style}"/>')
        for style in ("Title", "Heading1", "Own", "Deep", "Normal")
    )
    document = read(tmp_path, word_file(body, styles=STYLES), "a.docx")
    assert [(b.kind.value, b.level) for b in document.blocks] == [
        ("heading", 1),
        ("heading", 1),
        ("heading", 1),
        ("heading", 3),
        ("paragraph", 0),
    ]


def test_list_numbers_are_those_that_word_shows(tmp_path: Path) -> None:
    body = (
        item("One.")
        + item("Inner.", depth=1)
        + item("Inner again.", depth=1)
        + item("Innermost.", depth=2)
        + item("Two.")
        + item("Inner anew.", depth=1)
        + paragraph("Some prose stands between the lists.")
        + item("Seven.", 2)
        + item("Eight.", 2)
        + item("Bullet.", 3)
        + paragraph("By style.", '<w:pStyle w:val="Item"/>')
        + paragraph("Not in it.", '<w:pStyle w:val="Item"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert words(tmp_path, body, numbering=NUMBERING, styles=STYLES) == [
        "1. One.",
        "(a) Inner.",
        "(b) Inner again.",
        "1.b.i Innermost.",
        "2. Two.",
        "(a) Inner anew.",
        "Some prose stands between the lists.",
        "7. Seven.",
        "8. Eight.",
        "Bullet.",
        "9. By style.",
        "Not in it.",
    ]


def test_deleted_moved_and_hidden_text_is_left_out_and_inserted_text_read(tmp_path: Path) -> None:
    body = (
        "<w:p>"
        + run("The fee is ")
        + f"<w:del>{run('five').replace('w:t', 'w:delText')}</w:del><w:ins>{run('six')}</w:ins>"
        + f"<w:moveFrom>{run(' gone')}</w:moveFrom><w:moveTo>{run(' pounds')}</w:moveTo>"
        + run(" secretly", "<w:vanish/>")
        + run(" ghostly", '<w:rStyle w:val="Ghost"/>')
        + run(" openly", '<w:vanish w:val="0"/>')
        + run(".")
        + "</w:p>"
    )
    assert words(tmp_path, body, styles=STYLES) == ["The fee is six pounds openly."]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next(tmp_path: Path) -> None:
    body = paragraph("It goes", "<w:rPr><w:del/></w:rPr>") + paragraph(" on here.")
    assert words(tmp_path, body) == ["It goes on here."]


def test_footnotes_stand_in_blocks_of_their_own_after_their_paragraph(tmp_path: Path) -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{paragraph("-----")}</w:footnote>'
        f'<w:footnote w:id="4">{paragraph("See the Act.")}</w:footnote>'
        f'<w:footnote w:id="5">{paragraph("See also the Order.")}</w:footnote>'
    )
    body = (
        f'<w:p>{run("It is lawful.")}<w:r><w:footnoteReference w:id="4"/></w:r>'
        f'{run(" It is wise.")}<w:r><w:footnoteReference w:id="5"/></w:r></w:p>'
        + paragraph("It ends.")
    )
    document = read(tmp_path, word_file(body, footnotes=notes), "a.docx")
    assert shown(document) == [
        ("paragraph", 1, "It is lawful.¹ It is wise.²"),
        ("footnote", None, "¹ See the Act."),
        ("footnote", None, "² See also the Order."),
        ("paragraph", 2, "It ends."),
    ]


def test_endnotes_come_last(tmp_path: Path) -> None:
    notes = f'<w:endnote w:id="1">{paragraph("At the end.")}</w:endnote>'
    body = f'<w:p>{run("Noted.")}<w:r><w:endnoteReference w:id="1"/></w:r></w:p>' + paragraph(
        "Last."
    )
    assert words(tmp_path, body, endnotes=notes) == ["Noted.¹", "Last.", "¹ At the end."]


def table(*rows: tuple[str, ...]) -> str:
    return (
        "<w:tbl>"
        + "".join(f"<w:tr>{''.join(f'<w:tc>{c}</w:tc>' for c in row)}</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def test_tables_are_rows_and_one_that_only_frames_is_prose(tmp_path: Path) -> None:
    inner = table((paragraph("in"), paragraph("ner")))
    data = table(
        (paragraph("Year"), paragraph("Cost")),
        (paragraph("2019") + paragraph("(part)"), paragraph("£4m") + inner),
    )
    frame = table((paragraph("Framed words stand here."),), (paragraph("And here."),))
    document = read(tmp_path, word_file(paragraph("Costs follow.") + data + frame), "a.docx")
    assert shown(document) == [
        ("paragraph", 1, "Costs follow."),
        ("table_row", 1, "Year | Cost"),
        ("table_row", 1, "2019 (part) | £4m in | ner"),
        ("paragraph", 2, "Framed words stand here."),
        ("paragraph", 3, "And here."),
    ]


def test_text_boxes_are_read_once_after_their_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('Words in a box.')}</w:txbxContent>"
    body = (
        f"<w:p>{run('Words around it.')}<w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r></w:p>"
    )
    assert words(tmp_path, body) == ["Words around it.", "Words in a box."]


def test_of_alternatives_the_first_is_read(tmp_path: Path) -> None:
    body = (
        f"<w:p><mc:AlternateContent><mc:Choice>{run('New.')}</mc:Choice>"
        f"<mc:Fallback>{run('Old.')}</mc:Fallback></mc:AlternateContent></w:p>"
        "<w:tbl><w:tr/></w:tbl><w:tbl/>"
    )
    assert words(tmp_path, body) == ["New."]


def test_signs_fields_and_wrappers(tmp_path: Path) -> None:
    body = (
        f"<w:p>{run('A')}<w:r><w:tab/><w:noBreakHyphen/><w:softHyphen/></w:r>"
        "<w:r><w:fldChar/><w:instrText>HYPERLINK x</w:instrText></w:r>"
        f"<w:hyperlink>{run('link')}</w:hyperlink>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run(' control')}</w:sdtContent></w:sdt>"
        f"<w:fldSimple>{run(' field')}</w:fldSimple><m:oMath><m:r><m:t> x+1</m:t></m:r></m:oMath>"
        f"{run(' m')}{run('2', RAISED)}</w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('In a control.')}</w:sdtContent></w:sdt>"
        f"<w:p>{run('1 High Street')}<w:r><w:br/></w:r>{run('Anytown')}</w:p>"
    )
    assert words(tmp_path, body) == [
        "A \u2011link control field x+1 m²",
        "In a control.",
        "1 High Street\nAnytown",
    ]


def test_pages_are_known_only_where_word_noted_them(tmp_path: Path) -> None:
    second = f"<w:p><w:r><w:lastRenderedPageBreak/></w:r>{run('On the second page.')}</w:p>"
    document = read(tmp_path, word_file(paragraph("On the first.") + second), "a.docx")
    assert [b.page for b in document.blocks] == [1, 2]
    broken = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + paragraph("Somewhere.")
    document = read(tmp_path, word_file(paragraph("On the first.") + broken), "b.docx")
    assert [b.page for b in document.blocks] == [None, None]


def test_a_word_file_without_a_document_is_refused(tmp_path: Path) -> None:
    strict = package({"word/document.xml": "<document xmlns='urn:strict'/>"}, "word/document.xml")
    with pytest.raises(UnreadableFile, match=r"save it anew as \.docx"):
        read(tmp_path, strict, "a.docx")
    with pytest.raises(UnreadableFile, match="no text"):
        read(tmp_path, word_file(""), "b.docx")
