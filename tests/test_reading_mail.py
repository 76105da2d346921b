"""E-mails: headers as properties, the body once, attachments as documents, hostile ones without harm."""

from __future__ import annotations

import struct
from email.message import EmailMessage
from pathlib import Path

import pytest

from rag.errors import UnreadableFile
from rag.reading import DEFAULT_LIMITS, Limits, read_documents
from rag.reading.winmail import unpack
from rag.types import Document
from tests.compound_files import compound_file
from tests.office_files import paragraph, word_file
from tests.reading_examples import assert_tiles, words_of

REPORT = word_file(paragraph("The quay was built in 1890."))


def headed(subject: str = "Quay report") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Zoë Löwe <zoe@example.org>"
    message["To"] = "Clerk <clerk@example.org>, b@example.org"
    message["Cc"] = "Boss <boss@example.org>"
    message["Date"] = "Tue, 03 Mar 2020 23:30:00 -0500"
    message["Subject"] = subject
    return message


def with_body(text: str, subtype: str = "plain") -> EmailMessage:
    message = headed()
    message.set_content(text, subtype=subtype)
    return message


def attach(message: EmailMessage, name: str, data: bytes) -> None:
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)


def read_all(
    tmp_path: Path, data: bytes, name: str = "mail.eml", limits: Limits = DEFAULT_LIMITS
) -> tuple[Document, ...]:
    path = tmp_path / name
    path.write_bytes(data)
    documents = read_documents(path, name, limits)
    for document in documents:
        assert_tiles(document)
    return documents


def body_of(document: Document) -> list[str]:
    return words_of(document)[1:]


def test_headers_are_shown_and_are_properties_of_an_origin_of_their_own(tmp_path: Path) -> None:
    [document] = read_all(tmp_path, with_body("The quay stands.\n").as_bytes())
    assert words_of(document) == [
        "From: Zoë Löwe <zoe@example.org>\nTo: Clerk <clerk@example.org>, b@example.org\n"
        "Cc: Boss <boss@example.org>\nDate: Tue, 03 Mar 2020 23:30:00 -0500\nSubject: Quay report",
        "The quay stands.",
    ]
    known = {key: document.metadata.get(key) for key in ("author", "addressee", "date", "kind")}
    assert known == {
        "author": "Zoë Löwe",
        "addressee": "Clerk; b@example.org",
        "date": "2020-03-03",
        "kind": "e-mail",
    }
    title = document.metadata.title
    assert title and (title.value, title.confirmed, title.origin) == (
        "Quay report",
        False,
        "e-mail header",
    )


def test_the_plain_text_is_preferred_unless_it_is_a_stub(tmp_path: Path) -> None:
    message = with_body("Said plainly.\n")
    message.add_alternative("<p>Said <b>richly</b>.</p>", subtype="html")
    assert body_of(read_all(tmp_path, message.as_bytes())[0]) == ["Said plainly."]
    stub = with_body("See the HTML part.\n")
    long = "It is a long sentence about the quay and its many tides. " * 9
    stub.add_alternative(f"<p>{long}</p>", subtype="html")
    assert body_of(read_all(tmp_path, stub.as_bytes())[0]) == [long.strip()]


def test_quoted_replies_are_kept_and_marked(tmp_path: Path) -> None:
    text = "No.\n\nOn Monday, Clerk wrote:\n> Will you pay? We\n> need to know.\n>\n>> Earlier still.\n"
    [document] = read_all(tmp_path, with_body(text).as_bytes())
    assert body_of(document) == [
        "No.",
        "On Monday, Clerk wrote:",
        "> Will you pay? We need to know.",
        "> > Earlier still.",
    ]
    rich = with_body(
        "<p>No.</p><blockquote type='cite'><p>Will you pay?</p></blockquote>", subtype="html"
    )
    assert body_of(read_all(tmp_path, rich.as_bytes())[0]) == ["No.", "> Will you pay?"]


def test_flowed_lines_are_whole_again_and_a_signature_stands_alone(tmp_path: Path) -> None:
    raw = (
        b"Subject: s\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
        b"We shall \npay on Friday.\nNot before.\n-- \nZoe\n"
    )
    assert body_of(read_all(tmp_path, raw)[0]) == ["We shall pay on Friday.\nNot before.", "Zoe"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(b"Content-Type: text/plain; charset=cp1252\n\n\x93\xa35\x94", "“£5”", id="cp1252"),
        pytest.param(b"\n\xe2\x80\x9c\xc2\xa35\xe2\x80\x9d", "“£5”", id="undeclared utf-8"),
        pytest.param(b"Content-Type: text/plain; charset=no-such\n\n\x93\xa35\x94", "“£5”", id="unknown"),
        pytest.param(
            b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n4oCcwqM14oCd",
            "“£5”", id="base64",
        ),
    ],
)  # fmt: skip
def test_encodings(tmp_path: Path, raw: bytes, expected: str) -> None:
    assert body_of(read_all(tmp_path, b"Subject: s\n" + raw)[0]) == [expected]


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        pytest.param(b"=?utf-8?q?Caf=C3=A9?=", "Café", id="encoded word"),
        pytest.param("Café".encode(), "Café", id="raw utf-8"),
        pytest.param("Café £5".encode("cp1252"), "Café £5", id="raw cp1252"),
        pytest.param(b"=?no-such?q?abc?=", "=?no-such?q?abc?=", id="unknown charset"),
        pytest.param(b"folded\n  line", "folded line", id="folded"),
    ],
)
def test_subjects(tmp_path: Path, header: bytes, shown: str) -> None:
    [document] = read_all(tmp_path, b"Subject: " + header + b"\n\nText.\n")
    assert document.metadata.get("subject") == shown


def test_attachments_are_documents_to_any_depth(tmp_path: Path) -> None:
    inner = headed("Inner/most")
    inner.set_content("Inner words.\n")
    attach(inner, "note.txt", b"A note.\n")
    outer = with_body("Outer words.\n")
    attach(outer, "report.docx", REPORT)
    outer.add_attachment(inner)
    documents = read_all(tmp_path, outer.as_bytes())
    assert [(d.source.path, d.source.parent) for d in documents] == [
        ("mail.eml", None),
        ("mail.eml/report.docx", "mail.eml"),
        ("mail.eml/Inner-most.eml", "mail.eml"),
        ("mail.eml/Inner-most.eml/note.txt", "mail.eml/Inner-most.eml"),
    ]
    assert documents[1].text == "The quay was built in 1890."
    assert "Attachments: report.docx; Inner-most.eml" in documents[0].text


def test_an_attachment_that_cannot_be_read_is_a_note_of_the_mail(tmp_path: Path) -> None:
    message = with_body("Outer words.\n")
    attach(message, "broken.docx", REPORT[:300])
    attach(message, "old.doc", compound_file({"WordDocument": b"x" * 5000}))
    attach(message, "prog.exe", b"MZ\x00\x00")
    attach(message, "empty.txt", b"")
    documents = read_all(tmp_path, message.as_bytes())
    assert len(documents) == 1
    assert [note.split(":")[0] for note in documents[0].notes] == [
        f"attachment '{name}' was not read"
        for name in ("broken.docx", "old.doc", "prog.exe", "empty.txt")
    ]
    assert "save it as .docx" in documents[0].notes[1]


def test_an_attachment_with_a_wrong_or_no_ending_is_read_by_its_contents(tmp_path: Path) -> None:
    message = with_body("Outer words.\n")
    attach(message, "../../report", REPORT)
    attach(message, "C:\\letters\\report.txt", REPORT + b"")
    documents = read_all(tmp_path, message.as_bytes())
    assert documents[1].source.path == "mail.eml/report"
    assert documents[1].source.other_paths == ("mail.eml/report.txt",)
    assert documents[1].text == "The quay was built in 1890."


def test_limits_of_number_and_depth_become_notes(tmp_path: Path) -> None:
    message = with_body("Words.\n")
    for number in range(4):
        attach(message, "same.txt", f"Text {number}.".encode())
    few = read_all(tmp_path, message.as_bytes(), limits=Limits(attachments=2))
    assert [d.source.path for d in few[1:]] == ["mail.eml/same.txt", "mail.eml/same (2).txt"]
    assert [("too many" in note) for note in few[0].notes] == [True, True]
    for _ in range(4):
        outer = with_body("Around.\n")
        outer.add_attachment(message)
        message = outer
    deep = read_all(tmp_path, message.as_bytes(), limits=Limits(depth=2))
    assert len(deep) == 3 and "too deep" in deep[2].notes[0]


def test_an_unusual_mail_does_no_harm(tmp_path: Path) -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(3_000)
    )
    brackets = b"From: " + b"(" * 20_000 + b"\nSubject: s\n\nWords."
    boundless = b"Subject: s\nContent-Type: multipart/mixed\n\nx"
    for raw in (b"Subject: s\n" + nested, boundless, brackets):
        try:
            assert read_all(tmp_path, raw)
        except UnreadableFile as refused:
            assert "nested too deep" in refused.reason
    with pytest.raises(UnreadableFile, match="not an e-mail: it has no headers"):
        read_all(tmp_path, b"Just some words.\n")


def tnef(*attributes: tuple[int, bytes]) -> bytes:
    packed = b"".join(
        struct.pack("<BII", 2, number, len(value)) + value + b"\x00\x00"
        for number, value in attributes
    )
    return struct.pack("<IH", 0x223E9F78, 1) + packed


def test_what_winmail_holds_is_unpacked(tmp_path: Path) -> None:
    packed = tnef(
        (0x00069002, b""), (0x00018010, b"a.txt\x00"), (0x0006800F, b"Words inside."),
        (0x00069002, b""), (0x00018010, b"b.docx\x00"), (0x0006800F, REPORT),
    )  # fmt: skip
    message = with_body("Words.\n")
    message.add_attachment(
        packed, maintype="application", subtype="ms-tnef", filename="winmail.dat"
    )
    documents = read_all(tmp_path, message.as_bytes())
    assert [d.source.path for d in documents[1:]] == ["mail.eml/a.txt", "mail.eml/b.docx"]
    assert list(unpack(packed[:30])) == [] and list(unpack(b"no such file")) == []


def outlook_message() -> bytes:
    """A .msg file with Unicode strings by property and one attached file."""
    strings = {
        "0037": "Quay report", "1000": "The quay stands.\r\n", "0C1A": "Zoë Löwe",
        "0C1F": "zoe@example.org", "007D": "To: Clerk <clerk@example.org>\r\nDate: Tue, 03 Mar 2020 10:00:00 +0000",
    }  # fmt: skip
    attached = {"__substg1.0_37010102": REPORT, **_strings({"3707": "report.docx"})}
    sizes = [(int(k, 16), 0x1F, len(v) * 2 + 2) for k, v in strings.items()]
    return compound_file(
        {
            "__properties_version1.0": bytes(8) + struct.pack("<4I", 0, 1, 0, 1) + bytes(8) + _entries(sizes),
            "__nameid_version1.0": {"__substg1.0_00020102": b"", "__substg1.0_00030102": b"", "__substg1.0_00040102": b""},
            **_strings(strings),
            "__attach_version1.0_#00000000": {
                "__properties_version1.0": bytes(8) + _entries([(0x3707, 0x1F, 24), (0x3701, 0x102, len(REPORT)), (0x3705, 3, 1)]),
                **attached,
            },
        }
    )  # fmt: skip


def _strings(values: dict[str, str]) -> dict[str, bytes]:
    return {f"__substg1.0_{k}001F": v.encode("utf-16-le") for k, v in values.items()}


def _entries(sizes: list[tuple[int, int, int]]) -> bytes:
    return b"".join(struct.pack("<HHIQ", kind, number, 6, size) for number, kind, size in sizes)


def test_outlook_messages_read_as_e_mails_do(tmp_path: Path) -> None:
    documents = read_all(tmp_path, outlook_message(), "mail.msg")
    assert words_of(documents[0]) == [
        'From: "Zoë Löwe" <zoe@example.org>\nTo: Clerk <clerk@example.org>\n'
        "Date: Tue, 03 Mar 2020 10:00:00 +0000\nSubject: Quay report\nAttachments: report.docx",
        "The quay stands.",
    ]
    assert documents[0].metadata.get("author") == "Zoë Löwe"
    assert [(d.source.path, d.text) for d in documents[1:]] == [
        ("mail.msg/report.docx", "The quay was built in 1890.")
    ]


@pytest.mark.parametrize("length", [100, 600, 1500, 3000])
def test_a_cut_outlook_message_is_refused_in_one_line(tmp_path: Path, length: int) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_all(tmp_path, outlook_message()[:length], "mail.msg")
    assert "\n" not in str(refused.value)


def test_an_outlook_message_with_rich_text_alone_says_so(tmp_path: Path) -> None:
    data = outlook_message().replace(
        "The quay stands.\r\n".encode("utf-16-le"), " \r\n".encode("utf-16-le") * 6
    )
    [document, _] = read_all(tmp_path, data, "mail.msg")
    assert document.notes == ("it holds no text but rich text, which is not read: save it as .eml",)
