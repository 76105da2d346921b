"""Files that pretend, grow or lock: each is refused in one line, quickly, and without a connection."""

from __future__ import annotations

import resource
import time
import zipfile
from pathlib import Path

import pytest

from rag.errors import UnreadableFile
from rag.reading import Limits, read_documents
from rag.reading.contents import content_of
from tests.compound_files import compound_file
from tests.office_files import NAMESPACES, package, paragraph, word_file
from tests.reading_examples import read, words_of

WORKBOOK = "xl/workbook.xml"
PRESENTATION = "ppt/presentation.xml"
GOOD = word_file(paragraph("Good words."))
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)


def with_document(markup: str | bytes) -> bytes:
    return package({"word/document.xml": markup}, "word/document.xml")


def garbled(data: bytes) -> bytes:
    """The bytes of the packed text overwritten, so that they cannot be unpacked."""
    start = data.index(b"word/document.xml") + len("word/document.xml")
    return data[:start] + b"\xff" * 30 + data[start + 30 :]


BODY = f"<w:document {NAMESPACES}><w:body>{paragraph('&j;')}</w:body></w:document>"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.docx", b"Plain words.", "not a Word file: it is plain text", id="text"),
        pytest.param("a.docx", bytes(range(256)) * 9, "not a Word file: it is binary", id="binary"),
        pytest.param("a.docx", b"%PDF-1.7", "not a Word file: it is a PDF", id="pdf"),
        pytest.param("a.docx", GOOD[:200], "ZIP file, damaged or cut off; copy it anew", id="cut"),
        pytest.param("a.docx", GOOD[:-200] + bytes(200), "damaged", id="end overwritten"),
        pytest.param("a.docx", garbled(GOOD), "damaged", id="packed part garbled"),
        pytest.param("a.docx", package({"a": "b"}, "c"), "it is a ZIP archive; unpack", id="zip"),
        pytest.param("a.docx", package({WORKBOOK: "<w/>"}, WORKBOOK), "it is an Excel file", id="xlsx"),
        pytest.param("a.xlsx", GOOD, "not an Excel file: it is a Word file; give it", id="docx"),
        pytest.param("a.pptx", GOOD, "not a PowerPoint file: it is a Word file", id="docx as slides"),
        pytest.param("a.txt", b"\x89PNG\r\n\x1a\n", "not text: it is a PNG picture", id="png"),
        pytest.param("a.html", GOOD, "not a web page: it is a Word file", id="docx as page"),
        pytest.param("a.eml", b"GIF89a", "not an e-mail: it is a GIF picture", id="gif as mail"),
        pytest.param("a.msg", b"From: a\n\nb", "not an Outlook message: it is plain text", id="eml"),
        pytest.param("a.doc", b"x", "an old Word file: save it as .docx", id="doc"),
        pytest.param("a.xls", b"x", "an old Excel file: save it as .xlsx", id="xls"),
        pytest.param("a.rtf", b"{\\rtf1 x}", "a Rich Text file: save it as .docx", id="rtf"),
        pytest.param("a.txt", b"{\\rtf1 x}", "not text: it is a Rich Text file", id="rtf as text"),
        pytest.param("a.xlsx", package({WORKBOOK: "<"}, WORKBOOK), "damaged", id="broken workbook"),
        pytest.param("a.pptx", package({PRESENTATION: "<"}, PRESENTATION), "damaged", id="broken slides"),
        pytest.param("a.docx", with_document("<w"), "damaged", id="broken document"),
        pytest.param("a.docx", with_document(ENTITIES + BODY), "declares entities", id="entity bomb"),
        pytest.param(
            "a.docx",
            with_document(('<?xml version="1.0" encoding="UTF-16"?>' + ENTITIES + BODY).encode("utf-16")),
            "declares entities", id="entity bomb in UTF-16",
        ),
        pytest.param(
            "a.xlsx", package({WORKBOOK: ENTITIES + "<w>&j;</w>"}, WORKBOOK), "declares entities",
            id="entity bomb in a workbook",
        ),
        pytest.param(
            "a.docx", with_document('<!DOCTYPE w SYSTEM "http://x.example/a.dtd">' + BODY),
            "declares entities", id="remote declaration",
        ),
        pytest.param(
            "a.docx", compound_file({"EncryptedPackage": b"x" * 5000}), "needs a password", id="locked"
        ),
        pytest.param(
            "a.txt", compound_file({"EncryptedPackage": b"x"}), "needs a password", id="locked, as text"
        ),
        pytest.param(
            "a.txt", compound_file({"WordDocument": b"x"}), "it is an old Word file", id="old, as text"
        ),
    ],
)  # fmt: skip
def test_what_a_file_really_is_decides(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason) as refused:
        read(tmp_path, data, name)
    assert refused.value.path == name
    assert "\n" not in str(refused.value)


RELATION = '<R><r Target="word/document.xml"/></R>'


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(with_document(b"<" * 40_000_000))
    assert refused_at_once(path).startswith("too large when unpacked: 40,0")


def test_more_parts_than_any_document_has_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "crowd.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("_rels/.rels", RELATION)
        for number in range(10_000):
            archive.writestr(zipfile.ZipInfo(f"word/{number}.xml"), b"")
    assert "more than 10,000 files" in refused_at_once(path)


def refused_at_once(path: Path) -> str:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    with pytest.raises(UnreadableFile) as refused:
        read_documents(path, path.name)
    assert time.process_time() - start < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes
    return refused.value.reason


def test_a_declared_size_that_lies_unpacks_no_more_than_it_says(tmp_path: Path) -> None:
    data = with_document(BODY.replace("&j;", "word " * 10_000))
    real = len(BODY) - 3 + 50_000
    lying = data.replace(real.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises(UnreadableFile, match="damaged"):
        read(tmp_path, lying, "a.docx")


def test_a_remote_template_is_not_fetched(tmp_path: Path) -> None:
    """Sockets are blocked in the tests: a fetch would fail loudly."""
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" TargetMode="External" Target="http://x.example/evil.dotm"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"/>'
        "</Relationships>"
    )
    data = package(
        {
            "word/document.xml": BODY.replace("&j;", "Words here."),
            "word/_rels/document.xml.rels": relation.format("styles"),
            "word/_rels/settings.xml.rels": relation.format("attachedTemplate"),
        },
        "word/document.xml",
    )
    assert words_of(read(tmp_path, data, "a.docx")) == ["Words here."]


def test_limits_are_the_callers(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(GOOD)
    assert read_documents(path, "a.docx")[0].text == "Good words."
    with pytest.raises(UnreadableFile, match="the limit is 100; split the file"):
        read_documents(path, "a.docx", Limits(unpacked_bytes=100))


def test_a_file_without_ending_is_read_by_its_contents(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD, "report").text == "Good words."
    assert content_of(GOOD).kind == "docx"
