"""A text as an e-mail, plain or in HTML."""

from __future__ import annotations

from email.message import EmailMessage

from eval.round_trip.plain import text_lines
from eval.round_trip.texts import Text
from eval.round_trip.web import as_markup


def _headed(text: Text) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ada Löwe <ada@example.org>"
    message["To"] = "Clerk <clerk@example.org>"
    message["Date"] = "Tue, 03 Mar 2020 10:00:00 +0000"
    message["Subject"] = text.title
    return message


def as_plain_mail(text: Text) -> bytes:
    """The wrapped text as the body."""
    message = _headed(text)
    message.set_content(text_lines(text))
    return message.as_bytes()


def as_html_mail(text: Text) -> bytes:
    """HTML alone as the body."""
    message = _headed(text)
    message.set_content(f"<html><body>{as_markup(text)}</body></html>", subtype="html")
    return message.as_bytes()
