"""Word files: real footnotes, styles, language, DRAFT on every page; hostile text inert; pages looked at."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from rag.exports.paper import Block, Heading, Mark, Paper, Role, Source, Table, text
from rag.exports.word import as_word
from rag.types import BlockKind
from tests.office_pages import printed
from tests.payloads import PAYLOADS
from tests.reading_examples import read

HOSTILE = [*PAYLOADS.values(), "a\x00b\x1b[31m", "x\ufffey\ud800z", '"> <w:t>x</w:t> &amp;']
DRAFT = "DRAFT: not approved, not to be sent"
SAMPLE = Paper(
    "Reply to your letter",
    (
        Heading("Our answers"),
        Heading("Question 2(a)", 2),
        text("How many cameras?", role=Role.QUESTION),
        text("First ", Mark(1), ", then ", Mark(2), ", again ", Mark(1), "."),
        text("“Present:\n\nAnn\nBob” ", Mark(3), role=Role.QUOTE),
        text("Minutes, 3 May 2021", role=Role.ATTRIBUTION),
        text("An item", role=Role.BULLET),
        text("Look at this", role=Role.REMARK),
        *(text("Words to fill pages with. " * 120) for _ in range(4)),
        Heading("Annex"),
        Table(("No.", "Words"), (((Mark(1),), ("“one”",)), ((Mark(3),), ("“a\n\nb”",))), (1, 5)),
    ),
    (Source(1, "The first letter."), Source(2, "The second."), Source(3, "The minutes.")),
    DRAFT,
)


def part(content: bytes, name: str) -> etree._Element:
    with ZipFile(BytesIO(content)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def words(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def test_footnotes_are_real_and_in_order() -> None:
    made = as_word(SAMPLE)
    notes = part(made, "footnotes")
    kinds = [n.get(qn("w:type")) for n in notes]
    assert kinds == ["separator", "continuationSeparator", None, None, None]
    told = [words(n).strip() for n in notes[2:]]
    assert told == ["The first letter.", "The second.", "The minutes."]
    body = part(made, "document")
    marked = [r.get(qn("w:id")) for r in body.iter(qn("w:footnoteReference"))]
    assert marked == [n.get(qn("w:id")) for n in notes[2:]] == ["1", "2", "3"]


def test_the_file_names_its_footnotes_where_word_looks_for_them() -> None:
    with ZipFile(BytesIO(as_word(SAMPLE))) as package:
        assert b"/word/footnotes.xml" in package.read("[Content_Types].xml")
        assert b'Target="footnotes.xml"' in package.read("word/_rels/document.xml.rels")
    settings = [child.tag for child in part(as_word(SAMPLE), "settings")]
    assert settings.index(qn("w:footnotePr")) < settings.index(qn("w:compat"))
    document = docx.Document(BytesIO(as_word(SAMPLE)))
    ids = {s.style_id for s in document.styles}
    assert {"FootnoteText", "FootnoteReference"} <= ids


def test_a_source_cited_again_refers_to_its_first_footnote() -> None:
    body = part(as_word(SAMPLE), "document")
    referred = [i.text for i in body.iter(qn("w:instrText"))]
    assert [r.split()[:2] for r in referred if r] == [
        ["NOTEREF", "source_1"],
        ["NOTEREF", "source_1"],
        ["NOTEREF", "source_3"],
    ]
    named = [b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))]
    assert named == ["source_1", "source_2", "source_3"]


def test_python_docx_reads_styles_table_language_and_properties() -> None:
    document = docx.Document(BytesIO(as_word(SAMPLE)))
    styled = [(p.style.name, p.text) for p in document.paragraphs if p.style][:9]
    assert styled[:4] == [
        ("Title", "Reply to your letter"),
        ("Heading 1", "Our answers"),
        ("Heading 2", "Question 2(a)"),
        ("Question Asked", "How many cameras?"),
    ]
    assert [s for s, _ in styled[5:]] == ["Quote", "Quote", "Attribution", "List Bullet"]
    assert [c.text for c in document.tables[0].rows[0].cells] == ["No.", "Words"]
    about = document.core_properties
    assert (about.title, about.language) == ("Reply to your letter", "en-GB")
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    section = document.sections[0]
    assert section.page_width is not None
    assert round(section.page_width.mm) == 210


def test_our_own_reader_reads_the_file_back(tmp_path: Path) -> None:

    document = read(tmp_path, as_word(SAMPLE), "reply.docx")
    notes = [
        document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.FOOTNOTE
    ]
    assert [re.sub(r"^[¹²³]\s*", "", n) for n in notes] == [
        "The first letter.",
        "The second.",
        "The minutes.",
    ]


def test_a_paper_without_sources_has_no_footnotes_and_without_draft_no_watermark() -> None:
    made = as_word(Paper("Title", (text("Words."),)))
    with ZipFile(BytesIO(made)) as package:
        assert "word/footnotes.xml" not in package.namelist()
        assert not any(b"DRAFT" in package.read(n) for n in package.namelist())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_plain_text_in_word(hostile: str) -> None:
    cells = ((Mark(1),), (hostile,))
    blocks: tuple[Block, ...] = (
        Heading(hostile),
        *(text(hostile, Mark(1), hostile, role=role) for role in Role),
        Table(("a", hostile), (cells,), (1, 1)),
    )
    made = as_word(Paper(hostile, blocks, (Source(1, hostile),), hostile))
    with ZipFile(BytesIO(made)) as package:
        relations = b"".join(package.read(n) for n in package.namelist() if n.endswith(".rels"))
        texts = b"".join(package.read(n) for n in package.namelist() if n.startswith("word/"))
    assert b"External" not in relations
    assert b"hyperlink" not in relations.lower()
    assert b"<w:hyperlink" not in texts
    body = part(made, "document")
    fields = {(i.text or "").split()[0] for i in body.iter(qn("w:instrText"))}
    assert fields == {"NOTEREF"}
    assert not list(body.iter(qn("w:fldSimple")))
    for unseen in ("\u202e", "\u200b", "\x1b"):
        assert unseen.encode() not in texts


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_draft_notes_and_numbers_on_the_pages(tmp_path: Path) -> None:
    pages = printed(as_word(SAMPLE), tmp_path)
    assert len(pages) >= 2
    assert all(DRAFT in page for page in pages)
    assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))
    for told in ("Question 2(a)", "The first letter.", "The second.", "The minutes."):
        assert told in pages[0]
    assert "“a" in pages[-1]
