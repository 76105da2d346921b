"""E-mails as files (.eml): headers, the body once, and what is attached."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from rag.errors import UnreadableFile
from rag.reading.decoding import decode_declared, decode_text
from rag.reading.limits import Limits
from rag.reading.mail_blocks import HEADERS, Body, Mail
from rag.reading.raw import Attachment, Reading
from rag.reading.winmail import unpack

MEDIA_TYPE = "message/rfc822"
SUFFIXES = (".eml",)
_FOR_PROGRAMS = (
    "message/delivery-status",
    "message/disposition-notification",
    "text/rfc822-headers",
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
)
_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted")
_WINMAIL = ("application/ms-tnef", "application/vnd.ms-tnef")
_ANY_KIND = "application/octet-stream"
_STUB_SHARE = 0.25
_LONG_ENOUGH = 200
_NAME_LENGTH = 150

Part: TypeAlias = "Message[str, str]"  # the class takes no types before Python 3.12


def read(data: bytes, relative_path: str, _: Limits) -> Reading:
    """The blocks of an e-mail and its attachments. Raises UnreadableFile for what is none."""
    try:
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.compat32)
        parts = list(_parts(message))
        headers = {name: header(message, name) for name in HEADERS}
    except RecursionError:
        raise UnreadableFile(relative_path, "nested too deep to be read: save its parts") from None
    if not (headers["From"] or headers["Subject"] or headers["Date"]):
        raise UnreadableFile(
            relative_path, "not an e-mail: it has no headers; give it the ending .txt"
        )
    encrypted = any(part.get_content_type() in _ENCRYPTED for part in parts)
    notes = ("the e-mail is encrypted: save it decrypted",) if encrypted else ()
    attachments = tuple(a for part in parts if _is_attached(part) for a in _attachments(part))
    return Mail(headers, tuple(_bodies(message)), attachments).reading(MEDIA_TYPE, notes)


def header(message: Part, name: str) -> str:
    """A header's value as it is shown, with encoded words and raw bytes decoded; "" without one."""
    raw = next((str(v) for n, v in message.raw_items() if n.lower() == name.lower()), "")
    as_bytes = raw.encode("utf-8", "surrogateescape")
    try:
        plain = as_bytes.decode("utf-8")
    except UnicodeDecodeError:
        plain = as_bytes.decode("cp1252", "replace")
    plain = " ".join(plain.split())
    try:
        return str(make_header(decode_header(plain))) if "=?" in plain else plain
    except (MessageError, LookupError, UnicodeError, ValueError):
        return plain


def _parts(message: Part) -> Iterator[Part]:
    """The leaves of an e-mail; an e-mail inside it is one of them."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in _children(message):
            yield from _parts(part)
    else:
        yield message


def _children(message: Part) -> list[Part]:
    children: Any = message.get_payload()
    return list(children)


def _is_attached(part: Part) -> bool:
    kind = part.get_content_type()
    if kind in _FOR_PROGRAMS or kind in _ENCRYPTED:
        return False
    if part.get_content_disposition() == "attachment":
        return True
    if part.get_content_maintype() == "image" and part.get("Content-ID"):
        return False  # shown in the midst of the text: a logo, mostly
    return kind not in ("text/plain", "text/html") or bool(part.get_filename())


def _attachments(part: Part) -> Iterator[Attachment]:
    kind = part.get_content_type()
    if part.is_multipart():  # an e-mail inside this one
        for inner in _children(part):
            subject = header(inner, "Subject").replace("/", "-")
            name = part.get_filename() or f"{subject or 'message'}.eml"
            yield Attachment(_file_name(name), inner.as_bytes(policy=policy.compat32))
        return
    data = _payload(part)
    if kind in _WINMAIL:
        yield from unpack(data)
        return
    name = _file_name(_decoded_name(part))
    if not PurePosixPath(name).suffix and kind != _ANY_KIND:
        name += mimetypes.guess_extension(kind) or ""
    yield Attachment(name, data)


def _decoded_name(part: Part) -> str:
    name = part.get_filename() or "attachment"
    try:
        return str(make_header(decode_header(name)))
    except (MessageError, LookupError, UnicodeError, ValueError):
        return name


def _file_name(name: str) -> str:
    """A name without folders, short enough for any system."""
    name = " ".join(name.encode("utf-8", "replace").decode().split()).replace("\\", "/")
    path = PurePosixPath(name.rsplit("/", 1)[-1] or "attachment")
    return path.stem[:_NAME_LENGTH] + path.suffix[:20]


def _payload(part: Part) -> bytes:
    data: Any = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _bodies(message: Part) -> Iterator[Body]:
    """The texts to be read, in order; of alternatives the plain one, unless it is only a stub."""
    kind = message.get_content_type()
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        children = _children(message)
        if kind == "multipart/alternative":
            yield from _best([list(_bodies(child)) for child in children])
        else:
            for child in children:
                yield from _bodies(child)
    elif kind in ("text/plain", "text/html") and not _is_attached(message):
        flowed = str(message.get_param("format", "")).lower() == "flowed"
        yield Body(_characters(message), kind == "text/html", flowed)


def _best(alternatives: list[list[Body]]) -> list[Body]:
    filled = [bodies for bodies in alternatives if any(b.text.strip() for b in bodies)]
    plain = next((bodies for bodies in filled if not any(b.is_html for b in bodies)), None)
    rich = next((bodies for bodies in filled if any(b.is_html for b in bodies)), None)
    if plain is None or rich is None:
        return plain or rich or []
    shown = [sum(len(body.words()) for body in bodies) for bodies in (plain, rich)]
    is_stub = shown[1] > _LONG_ENOUGH and shown[0] < _STUB_SHARE * shown[1]
    return rich if is_stub else plain


def _characters(part: Part) -> str:
    data = _payload(part)
    declared = part.get_content_charset()
    text = decode_declared(data, declared) if declared else None
    if text is not None:
        return text
    try:
        return decode_text(data, "")[0]
    except UnreadableFile:  # neither UTF-8 nor Windows-1252: what is no character is shown as such
        return data.decode("utf-8", "replace")
