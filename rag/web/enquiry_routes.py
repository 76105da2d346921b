"""What the enquiry page asks by plain HTTP: a letter's file is read, a reply is taken away."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from pathlib import PurePosixPath
from urllib.parse import unquote

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from rag.errors import RagError, UnreadableFile, WrongUse
from rag.web.enquiry_desk import EnquiryDesk
from rag.web.enquiry_screen import LONGEST_LETTER, UNEXPECTED
from rag.web.escaping import sound, visible

log = logging.getLogger(__name__)

LETTER_PATH = "/enquiry-letter"
REPLY_PATH = "/enquiry-replies/{id}/{form}"
NAME_HEADER = "X-File-Name"
"""Carries the file's name, percent-encoded. A page elsewhere cannot send it: asking whether it may
is refused."""
NAME_CHARACTERS = 200
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
}
PLAIN_ID = re.compile(r"[\w-]{1,64}", re.ASCII)


def add_to(app: FastAPI, enquiries: EnquiryDesk) -> None:
    """Adds both addresses."""
    app.add_api_route(LETTER_PATH, _letter(enquiries), methods=["POST"], include_in_schema=False)
    app.add_api_route(REPLY_PATH, _reply(enquiries), include_in_schema=False)


def _letter(enquiries: EnquiryDesk) -> Callable[[Request], Awaitable[Response]]:
    async def letter(request: Request) -> Response:
        name = file_name(request.headers.get(NAME_HEADER, ""))
        data = await request.body()
        try:
            found = await asyncio.to_thread(_read, enquiries, name, data)
        except UnreadableFile as error:
            return JSONResponse({"error": f"{visible(name)}: {visible(error.reason)}"}, 400)
        except RagError as error:
            return JSONResponse({"error": visible(str(error))}, 400)
        except Exception:
            log.exception("a letter could not be read")
            return JSONResponse({"error": UNEXPECTED}, 500)
        return JSONResponse(found)

    return letter


def file_name(sent: str) -> str:
    """The name of a file that was sent, without folders, on one line."""
    plain = " ".join(unquote(sent, errors="replace").replace("\\", "/").split())
    path = PurePosixPath(plain.rsplit("/", 1)[-1])
    return path.stem[:NAME_CHARACTERS] + path.suffix[:20] if plain else ""


def _read(enquiries: EnquiryDesk, name: str, data: bytes) -> dict[str, str]:
    if not name:
        raise WrongUse("The file has no name: save it under one that ends in .eml, .docx or .pdf.")
    if not data:
        raise UnreadableFile(name, "the file is empty")
    letter = enquiries.read_letter(name, data)
    if len(letter.text) > LONGEST_LETTER:
        told = f"it has {len(letter.text):,} characters, and at most {LONGEST_LETTER:,} are taken"
        raise UnreadableFile(name, f"{told}; paste the part that matters")
    about = {"sender": letter.sender, "subject": letter.subject, "reference": letter.reference}
    found = {"text": letter.text, "name": name, "doubt": letter.doubt} | about
    return {key: sound(value) for key, value in found.items()}


def _reply(enquiries: EnquiryDesk) -> Callable[[str, str], Response]:
    def reply(id: str, form: str) -> Response:
        if form not in MEDIA_TYPES or not PLAIN_ID.fullmatch(id):
            return PlainTextResponse("there is no such reply", 404)
        try:
            enquiry = enquiries.records.open(id).enquiry
            made = enquiries.export(enquiry, form)
        except WrongUse:
            return PlainTextResponse("there is no such reply: the enquiry was deleted", 404)
        except RagError as error:
            return PlainTextResponse(str(error), 409)
        name = f"{'reply' if enquiry.is_approved else 'DRAFT reply'}.{form}"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
        return Response(made, media_type=MEDIA_TYPES[form], headers=headers)

    return reply
