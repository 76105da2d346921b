"""Outlook messages (.msg)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from email.utils import format_datetime

from oxmsg import Message

from rag.errors import UnreadableFile
from rag.reading.limits import Limits
from rag.reading.mail_blocks import Body, Mail
from rag.reading.raw import Attachment, Reading

MEDIA_TYPE = "application/vnd.ms-outlook"
SUFFIXES = (".msg",)
_FAULTS = (OSError, ValueError, KeyError, IndexError, AssertionError, LookupError, struct.error)
"""What olefile and oxmsg raise on damaged files."""


def read(data: bytes, relative_path: str, _: Limits) -> Reading:
    """The blocks of an Outlook message and its attachments. Raises UnreadableFile."""
    try:
        message = Message.load(data)
        attachments, notes = _attachments(message)
        mail = Mail(_headers(message), tuple(_bodies(message)), attachments)
    except _FAULTS:
        raise UnreadableFile(
            relative_path, "damaged: open it in Outlook and save it anew"
        ) from None
    if not mail.bodies:
        notes += ("it holds no text but rich text, which is not read: save it as .eml",)
    return mail.reading(MEDIA_TYPE, notes)


def _headers(message: Message) -> dict[str, str]:
    held = {name.lower(): " ".join(str(v).split()) for name, v in message.message_headers.items()}
    sent = message.sent_date
    return {
        "From": message.sender or "",
        "To": held.get("to") or _everybody(message),
        "Cc": held.get("cc", ""),
        "Date": held.get("date") or (format_datetime(sent) if sent else ""),
        "Subject": message.subject,
    }


def _everybody(message: Message) -> str:
    people = [f"{r.name} <{r.email_address}>" for r in message.recipients]
    return ", ".join(people)


def _bodies(message: Message) -> Iterator[Body]:
    plain = message.body
    if plain and plain.strip():
        yield Body(plain, is_html=False)
    elif message.html_body:
        yield Body(message.html_body, is_html=True)


def _attachments(message: Message) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """The attached files, and notes of those that are no files: messages, links."""
    files: list[Attachment] = []
    missing: list[str] = []
    for attachment in message.attachments:
        name = attachment.file_name or "attachment"
        data = attachment.file_bytes
        if data:
            files.append(Attachment(name, data))
        else:
            missing.append(f"attachment {name!r} was not read: save it as a file of its own")
    return tuple(files), tuple(missing)
