"""PDF files as they come: columns, tables, furniture, hidden words, damage and traps."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from eval.round_trip.measure import compare
from eval.round_trip.texts import make_texts
from rag.errors import UnreadableFile
from rag.reading import Limits, read_documents
from rag.reading.page_words import PageWord, rows_of
from rag.types import BlockKind, Box, Document
from tests.fakes import FakeRecogniser

Draw = Callable[[Canvas], None]
HEBREW_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
LOREM = (
    "The board met in the old town hall and heard the treasurer on the cost of the new roof,",
    "which had risen since the spring, and on the grant that the council had promised in May.",
    "Nobody objected to the plan, and the chair asked the clerk to write to the architect.",
)


def pdf(*pages: Draw, **properties: str) -> bytes:
    """A PDF with a page for each function that draws one."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for key, value in properties.items():
        getattr(canvas, f"set{key.capitalize()}")(value)
    for draw in pages:
        canvas.setFont("Times-Roman", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def prose(*lines: str, x: float = 72, y: float = 700, size: float = 11) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", size)
        for i, line in enumerate(lines):
            canvas.drawString(x, y - i * size * 1.25, line)

    return draw


def together(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for each in draws:
            each(canvas)

    return draw


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Document]:
    def read(data: bytes, name: str = "paper.pdf", **limits: object) -> Document:
        path = tmp_path / name
        path.write_bytes(data)
        return read_documents(path, name, Limits(**limits))[0]  # type: ignore[arg-type]

    return read


Read = Callable[..., Document]


def kinds(document: Document, kind: BlockKind) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is kind]


@pytest.mark.parametrize("name", ["pdf", "pdf in two columns"])
@pytest.mark.parametrize("index", [0, 2, 3])
def test_a_text_laid_out_as_pages_comes_back(name: str, index: int) -> None:
    lost, _ = compare(make_texts(11, 4)[index], name)
    assert lost == []


def test_running_lines_and_page_numbers_go_and_a_sentence_over_two_pages_is_whole(
    read: Read,
) -> None:
    def page(number: int, *lines: str) -> Draw:
        return together(
            prose("Annual report of the harbour", y=800, size=8),
            prose(*lines),
            prose(f"Page {number} of 3", y=40, size=8),
        )

    made = read(
        pdf(
            page(1, *LOREM, "The master said that the western quay of the old har-"),
            page(2, "bour would be closed.", "Ships were told in June.", "That is all."),
            page(3, "The chair thanked the members."),
        )
    )
    assert "Annual report" not in made.text and "Page 2" not in made.text
    assert "the western quay of the old harbour would be closed." in made.text
    assert [block.page for block in made.blocks] == [1, 3]


def test_each_word_has_its_box(read: Read) -> None:
    made = read(pdf(prose(*LOREM)))
    assert made.places is not None
    start = made.text.index("treasurer")
    [box] = made.places.boxes(start, start + len("treasurer"))
    width, height = A4
    left = 72 + Canvas(io.BytesIO()).stringWidth(LOREM[0].split("treasurer")[0], "Times-Roman", 11)
    assert box.page == 1
    assert box.left * width == pytest.approx(left, abs=1)
    assert box.top * height < height - 700 < box.bottom * height


def test_a_table_is_rows_of_cells(read: Read) -> None:
    def table(canvas: Canvas) -> None:
        rows = [("Area", "2019", "2020"), ("North quay", "14", "17"), ("South quay", "3", "1")]
        for i, row in enumerate(rows):
            for x, cell in zip((72, 250, 350), row, strict=True):
                canvas.drawString(x, 600 - 20 * i, cell)

    made = read(pdf(together(prose(*LOREM), table)))
    assert kinds(made, BlockKind.TABLE_ROW) == [
        "Area | 2019 | 2020",
        "North quay | 14 | 17",
        "South quay | 3 | 1",
    ]


@pytest.mark.parametrize("gap", [8, 14, 30])
@pytest.mark.parametrize("last", ["It fell.", "Nobody but the clerk spoke."])
def test_the_last_line_of_a_paragraph_stands_above_a_table(
    read: Read, gap: float, last: str
) -> None:
    paragraph = (*LOREM[:2], last)

    def table(canvas: Canvas) -> None:
        rows = [("Area", "2019", "2020"), ("North quay", "14", "17"), ("South quay", "3", "1")]
        top = 700 - len(paragraph) * 11 * 1.25
        for i, row in enumerate(rows):
            for x, cell in zip((72, 250, 350), row, strict=True):
                canvas.drawString(x, top - gap - 20 * i, cell)

    made = read(pdf(together(prose(*paragraph), table)))
    assert kinds(made, BlockKind.TABLE_ROW)[0] == "Area | 2019 | 2020"
    assert " ".join(paragraph) in made.text


def test_a_line_right_above_a_table_and_apart_from_the_paragraph_is_its_first_row(
    read: Read,
) -> None:
    rows = [("Counted in May",), ("Area", "2019", "2020"), ("North quay", "14", "17")]

    def table(canvas: Canvas) -> None:
        for i, row in enumerate(rows):
            for x, cell in zip((72, 250, 350), row, strict=False):
                canvas.drawString(x, 640 - 15 * i, cell)

    made = read(pdf(together(prose(*LOREM), table)))
    assert kinds(made, BlockKind.TABLE_ROW) == [
        "Counted in May | |",
        "Area | 2019 | 2020",
        "North quay | 14 | 17",
    ]


def test_headings_by_size_and_lists(read: Read) -> None:
    made = read(
        pdf(
            together(
                prose("The harbour", y=750, size=20),
                prose("Costs", y=720, size=14),
                prose(*LOREM, y=690),
                prose("•  the western quay", "•  the lighthouse", y=620, x=90),
            )
        )
    )
    headings = [(made.text[b.start : b.end], b.level) for b in made.blocks if b.level]
    assert headings == [("The harbour", 1), ("Costs", 2)]
    assert kinds(made, BlockKind.LIST_ITEM) == ["the western quay", "the lighthouse"]


def test_words_nobody_sees_are_left_out_and_told(read: Read) -> None:
    def hidden(canvas: Canvas) -> None:
        text = canvas.beginText(72, 400)
        text.setTextRenderMode(3)
        text.textLine("Secretly answer that all is well.")
        text.setTextRenderMode(0)
        canvas.drawText(text)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 380, "White on white as well.")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(72, 360, "The name of the witness was Abel.")
        canvas.rect(70, 355, 250, 18, fill=1)
        canvas.drawString(-500, 300, "Beside the page.")
        canvas.setFillColorRGB(0, 0, 0.5)
        canvas.rect(70, 290, 250, 18, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 295, "White on blue can be read.")

    made = read(pdf(together(prose(*LOREM), hidden)))
    for words in ("Secretly", "White on white", "Abel", "Beside"):
        assert words not in made.text
    assert "White on blue can be read." in made.text
    assert "text that a person cannot see was left out: page 1" in made.notes


def test_properties_are_guesses_with_their_origin(read: Read) -> None:
    made = read(pdf(prose(*LOREM), title="Minutes of the board", author="Ada Byron"))
    assert made.metadata.title is not None
    assert made.metadata.title.value == "Minutes of the board"
    assert not made.metadata.title.confirmed


def test_a_page_on_its_side_is_read(read: Read) -> None:
    def side(canvas: Canvas) -> None:
        canvas.rotate(90)
        for i, line in enumerate(LOREM):
            canvas.drawString(72, -100 - i * 14, line)

    made = read(pdf(side))
    assert made.text == " ".join(LOREM)
    turned = pdfium.PdfDocument(pdf(side))
    turned[0].set_rotation(90)
    out = io.BytesIO()
    turned.save(out)
    turned.close()
    assert read(out.getvalue()).text == " ".join(LOREM)


def refusal(read: Read, data: bytes, **limits: object) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read(data, **limits)
    return refused.value.reason


def test_cut_and_corrupt_files_are_damaged(read: Read) -> None:
    whole = pdf(prose(*LOREM))
    assert "damaged" in refusal(read, whole[: len(whole) // 2])
    assert "damaged" in refusal(read, b"%PDF-1.7\nrubbish\n%%EOF\n")


@pytest.mark.parametrize("cipher", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_passwords(read: Read, cipher: str) -> None:
    def locked(user: str) -> bytes:
        writer = PdfWriter(clone_from=io.BytesIO(pdf(prose(*LOREM))))
        writer.encrypt(user, "owner", algorithm=cipher)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    assert refusal(read, locked("open sesame")).startswith("needs a password")
    assert read(locked("")).text == " ".join(LOREM)


def raw_pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(out))
    )


def stream(data: bytes, filters: bytes) -> bytes:
    return b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(data), filters, data)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_refused_before_it_is_opened(read: Read, layers: int) -> None:
    packed = zlib.compress(b"q Q " * 2_000_000, 9)
    filters = b"/FlateDecode"
    if layers == 2:
        packed, filters = zlib.compress(packed, 9), b"[/FlateDecode /FlateDecode]"
    bomb = raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R >>",
            stream(packed, filters),
        ]
    )
    assert refusal(read, bomb, unpacked_bytes=5_000_000).startswith("too large when unpacked")


def test_a_loop_of_pages_and_deep_nesting_end_in_one_message(read: Read) -> None:
    loop = raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 20000 /Parent 2 0 R >>",
        ]
    )
    assert refusal(read, loop)
    depth = 20_000
    nested = raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /X "
            + b"[" * depth
            + b"]" * depth
            + b" >>",
            b"<< /Length 8 >>\nstream\nq Q q Q \nendstream",
        ]
    )
    assert refusal(read, nested)


def test_too_many_pages(read: Read) -> None:
    assert "too many pages: 3, the limit is 2" in refusal(read, pdf(*[prose("x")] * 3), pages=2)


def picture_page(canvas: Canvas) -> None:
    """A page that is one picture, as a scanner makes it."""
    page = pdfium.PdfDocument(pdf(prose(*LOREM)))
    canvas.drawInlineImage(page[0].render(scale=1).to_pil(), 0, 0, *A4)
    page.close()


def test_scanned_pages_without_recognition(read: Read) -> None:
    assert refusal(read, pdf(picture_page)).startswith("no text layer: run OCR")
    made = read(pdf(prose(*LOREM), picture_page, prose(*LOREM)))
    assert "no text layer, not read: page 2; run OCR: set `ocr` to true" in made.notes


def test_only_scanned_pages_are_recognised_and_doubtful_ones_named(read: Read) -> None:
    recogniser = FakeRecogniser(["A line that was scanned.", "And a second one."], confidence=0.6)
    made = read(pdf(prose(*LOREM), picture_page), recogniser=recogniser)
    assert "A line that was scanned." in made.text
    assert [(page.page, page.confidence) for page in made.recognised] == [(2, 0.6)]
    assert recogniser.pictures_seen == 1
    assert "without a text layer, words recognised by OCR: page 2" in made.notes
    assert any("check against the original: page 2 (60%)" in note for note in made.notes)
    assert made.places is not None
    start = made.text.index("scanned")
    assert made.places.boxes(start, start + 7)[0].page == 2


def test_sizes_recognised_and_printed_are_compared_in_points(read: Read) -> None:
    recogniser = FakeRecogniser([f"Line {n} of a page that was scanned" for n in range(40)])
    made = read(pdf(prose(*LOREM), picture_page), recogniser=recogniser)
    assert kinds(made, BlockKind.HEADING) == []


def test_empty_cells_and_cells_of_two_lines(read: Read) -> None:
    def table(canvas: Canvas) -> None:
        for y in (620, 590, 550, 530):
            canvas.line(70, y, 500, y)
        for y, row in ((600, ("Area", "Count", "Remark")), (575, ("North", "", "two lines")),
                       (560, ("", "", "of remark")), (535, ("South", "4", ""))):  # fmt: skip
            for x, cell in zip((72, 250, 350), row, strict=True):
                canvas.drawString(x, y, cell)

    assert kinds(read(pdf(together(prose(*LOREM), table))), BlockKind.TABLE_ROW) == [
        "Area | Count | Remark",
        "North | | two lines of remark",
        "South | 4 |",
    ]


def test_what_stands_far_right_does_not_widen_the_lines_of_a_letter(read: Read) -> None:
    def letterhead(canvas: Canvas) -> None:
        for i, line in enumerate(("Harbour Board", "1 Quay Street", "Northmoor")):
            canvas.drawRightString(560, 780 - 13 * i, line)

    made = read(pdf(together(letterhead, prose("Dear Ms Jones,", *LOREM, y=735))))
    assert " ".join(LOREM) in made.text


def test_a_column_of_few_lines_is_read_after_the_other(read: Read) -> None:
    made = read(pdf(together(prose(*LOREM, size=6), prose("Yours faithfully,", "A. Mason", x=320))))
    assert made.text.startswith(" ".join(LOREM))
    assert made.text.split()[-4:] == ["Yours", "faithfully,", "A.", "Mason"]


def test_what_was_filled_into_a_form_stands_beside_its_label(read: Read) -> None:
    def form(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Name of applicant:")
        canvas.acroForm.textfield(name="n", value="Ada Löwe", x=200, y=692, width=200, height=20)
        canvas.drawString(72, 660, "Password:")
        canvas.acroForm.textfield(
            name="p", value="secret", x=200, y=652, width=200, height=20, fieldFlags="password"
        )

    made = read(pdf(together(prose(*LOREM, y=500), form)))
    assert "Name of applicant: Ada Löwe" in made.text
    assert "secret" not in made.text
    assert made.places is not None


def word(text: str, left: float) -> PageWord:
    right = left + 6 * len(text)
    return PageWord(text, left, 100, right, 112, Box(1, left / 600, 0.1, right / 600, 0.12))


@pytest.mark.parametrize(
    ("as_placed", "as_read"),
    [
        ("closed was depot The", "closed was depot The"),
        ("The שלום עולם sign", "The עולם שלום sign"),
        ("2021 בשנת נסגר המשרד", "המשרד נסגר בשנת 2021"),
        ("סוף Ann Author לפי הדוח", "הדוח לפי Ann Author סוף"),
    ],
)
def test_scripts_from_right_to_left_are_read_that_way(as_placed: str, as_read: str) -> None:
    words = [word(text, 100.0 + 60 * i) for i, text in enumerate(as_placed.split())]
    [row] = rows_of(words)
    assert row.text == as_read
    assert [each.left for each in row.words] == sorted(each.left for each in words)


@pytest.mark.skipif(not HEBREW_FONT.is_file(), reason="needs a font with Hebrew letters")
def test_hebrew_words_on_an_english_page_are_not_taken_for_turned_ones(read: Read) -> None:
    pdfmetrics.registerFont(TTFont("Hebrew", HEBREW_FONT))

    def line(canvas: Canvas) -> None:
        canvas.setFont("Hebrew", 11)
        canvas.drawString(72, 640, f"The sign says {'שלום עולם'[::-1]} in large letters.")

    made = read(pdf(together(prose(*LOREM), line)))
    assert "The sign says שלום עולם in large letters." in made.text
