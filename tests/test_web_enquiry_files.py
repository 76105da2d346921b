"""The files of letters as the enquiry page takes them: scans, Outlook messages, mails with scans attached."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from PIL import Image, ImageDraw, ImageFont

from rag.enquiries.enquiry import Enquiry, PartState
from rag.enquiries.letters import BY_MACHINE, letter_of
from rag.enquiries.replies import reply_as_text, reply_of
from rag.enquiries.templates import read_templates
from rag.errors import UnreadableFile
from rag.reading import read_documents
from rag.reading.limits import Limits
from rag.settings import Settings
from rag.web import enquiry_beginning, enquiry_routes
from rag.web.enquiry_opening import LibraryEnquiryDesk
from rag.web.enquiry_work import EnquiryWork
from tests.fakes import FakeRecogniser
from tests.fakes_enquiries import enquiry
from tests.fakes_web import LETTER, FakeDesk
from tests.test_reading_mail import outlook_message
from tests.test_web_enquiry import GIVEN, WHO, seen, session_of

ASKED = ["Who owns the pier?", "When was it built?"]
WORDS = ["Dear Sir,", "I ask of you:", *(f"{n}. {q}" for n, q in enumerate(ASKED, 1)), "Ann Smith"]
TOLD = f"{BY_MACHINE[:1].upper()}{BY_MACHINE[1:]}."
RICH_TEXT_ONLY = outlook_message().replace(
    "The quay stands.\r\n".encode("utf-16-le"), " \r\n".encode("utf-16-le") * 6
)


def scan(kind: str) -> bytes:
    """A page of a letter as a picture."""
    sheet = Image.new("RGB", (900, 700), "white")
    pen = ImageDraw.Draw(sheet)
    for at, line in enumerate(WORDS):
        pen.text((60, 60 + 110 * at), line, "black", ImageFont.load_default(40))
    sheet.save(file := BytesIO(), kind)
    return file.getvalue()


@pytest.fixture
def desk(tmp_path: Path) -> LibraryEnquiryDesk:
    return LibraryEnquiryDesk(FakeDesk(), Settings.model_validate({"store": tmp_path}))


def sent(desk: LibraryEnquiryDesk, name: str, data: bytes) -> Response:
    """What the page is answered that sends a letter's file."""
    app = FastAPI()
    enquiry_routes.add_to(app, desk)

    async def post() -> Response:
        async with AsyncClient(transport=ASGITransport(app), base_url="http://x") as client:
            headers = {enquiry_routes.NAME_HEADER: quote(name)}
            return await client.post(enquiry_routes.LETTER_PATH, content=data, headers=headers)

    return asyncio.run(post())


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_scanned_letter_is_read_by_machine_and_that_is_told(
    desk: LibraryEnquiryDesk, kind: str
) -> None:
    found = sent(desk, f"scan.{kind}", scan(kind)).json()
    assert [q.text for q in desk.split(found["text"])] == ASKED
    assert found["doubt"].startswith(TOLD)
    assert found["name"] == f"scan.{kind}"


def test_a_letter_that_was_typed_carries_no_doubt(desk: LibraryEnquiryDesk) -> None:
    assert sent(desk, "letter.txt", "\n".join(WORDS).encode()).json()["doubt"] == ""


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("empty.png", b"", "empty.png: the file is empty"),
        ("mail.msg", RICH_TEXT_ONLY, "mail.msg: it holds no text but rich text, which is not read: save it as .eml"),
        ("mail.msg", outlook_message()[:600], "mail.msg: not an Outlook message: it is an old Office file; save it as .docx, .xlsx or PDF"),
    ],
    ids=["empty", "rich text", "cut"],
)  # fmt: skip
def test_a_file_without_words_is_one_line_that_says_what_to_do(
    desk: LibraryEnquiryDesk, name: str, data: bytes, told: str
) -> None:
    answered = sent(desk, name, data)
    assert (answered.status_code, answered.json()) == (400, {"error": told})


def test_an_outlook_message_is_read(desk: LibraryEnquiryDesk) -> None:
    found = sent(desk, "mail.msg", outlook_message()).json()
    assert (found["text"], found["subject"]) == ("The quay stands.", "Quay report")


def test_a_scan_attached_to_a_mail_is_the_letter_and_its_worst_pages_are_named(
    tmp_path: Path,
) -> None:
    (tmp_path / "m.eml").write_bytes(mail("scan.png", scan("png")))
    poorly = Limits(recogniser=FakeRecogniser(WORDS, confidence=0.6))
    letter = letter_of(read_documents(tmp_path / "m.eml", "m.eml", poorly))
    assert letter.name == "m.eml/scan.png"
    assert letter.doubt.startswith(TOLD)
    assert "check against the original: page 1 (60%)" in letter.doubt


def test_an_attachment_that_was_not_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_bytes(mail("questions.pdf", b"%PDF-1.4 no more"))
    letter = letter_of(read_documents(tmp_path / "m.eml", "m.eml"))
    assert letter.doubt.startswith("Attachment 'questions.pdf' was not read:")
    (tmp_path / "m.eml").write_bytes(mail("questions.pdf", b"%PDF-1.4 no more", words=" "))
    with pytest.raises(UnreadableFile, match=r"attachment 'questions\.pdf' was not read"):
        letter_of(read_documents(tmp_path / "m.eml", "m.eml"))


def mail(name: str, data: bytes, words: str = "My letter is attached.") -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "Ann Smith <ann@a.example>", "My letter"
    made.set_content(words)
    made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def test_the_doubt_stands_at_the_enquiry_and_in_its_draft_until_a_person_has_approved(
    desk: LibraryEnquiryDesk,
) -> None:
    work = EnquiryWork(FakeDesk(), desk)
    screen = enquiry_beginning.begin(work, replace(GIVEN, doubt=f" {TOLD}\n"), WHO)
    assert f"Of the letter: {TOLD}" in seen(screen.heading)
    kept = session_of(enquiry_beginning.opened(work, session_of(screen).enquiry.id)).enquiry
    assert kept.letter.doubt == TOLD
    made = enquiry()
    doubtful = replace(made, letter=replace(made.letter, doubt=TOLD))
    assert f"[For staff: Of the letter: {TOLD}]" in drafted(doubtful)
    parts = tuple(replace(p, state=PartState.APPROVED) for p in made.parts)
    assert TOLD not in drafted(replace(doubtful, parts=parts))


def drafted(made: Enquiry) -> str:
    return reply_as_text(reply_of(made, read_templates(), {LETTER.id: LETTER}.__getitem__))
