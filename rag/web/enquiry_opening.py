"""The real enquiry desk: letters are split by the library, and enquiries are kept in the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from rag import wiring
from rag.enquiries.default_replies import default_reply
from rag.enquiries.due_dates import STATUTORY_WORKING_DAYS, due_date
from rag.enquiries.enquiry import Enquiry, Letter, LetterQuestion, Regime
from rag.enquiries.replies import Reply, reply_as_text, reply_as_word, reply_of
from rag.enquiries.splitting import split_letter
from rag.errors import UnreadableFile
from rag.records.enquiries import KeptEnquiries
from rag.settings import Settings
from rag.types import Answer
from rag.web.desk import Desk
from rag.web.enquiry_desk import Due


class LibraryEnquiryDesk:
    """Enquiries over the documents of a desk and the records of a store."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._desk = desk
        self._settings = settings
        self._records = wiring.kept_enquiries(settings)

    @property
    def records(self) -> KeptEnquiries:
        """Where enquiries are kept."""
        return self._records

    @property
    def templates(self) -> str:
        """Where staff edit the standard paragraphs, in a sentence."""
        if folder := self._settings.templates:
            return f"The standard paragraphs are the files in {folder}: edit them there."
        return (
            "The standard paragraphs are those of the program. To use your own, name a folder of "
            "them in the setting “templates”."
        )

    def read_letter(self, name: str, data: bytes) -> Letter:
        """The letter in a file, read in a process of its own. Raises UnreadableFile or WrongUse."""
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"letter{Path(name).suffix}"
            file.write_bytes(data)
            try:
                came = wiring.letter(self._settings, file)
            except UnreadableFile as error:
                raise UnreadableFile(name, error.reason) from None
        return replace(came, name=name)

    def split(self, text: str) -> Sequence[LetterQuestion]:
        """The questions of a letter in order; none where it asks nothing."""
        return split_letter(text)

    def due(self, enquiry: Enquiry) -> Due:
        """When the reply is due. Raises WrongUse for a date whose bank holidays are not known."""
        days, rule = STATUTORY_WORKING_DAYS, "the time the law gives"
        if enquiry.regime is Regime.GENERAL:
            days = self._settings.general_working_days
            rule = "this office’s own number for general correspondence"
        day = due_date(enquiry.received, enquiry.regime, self._settings.general_working_days)
        return Due(
            day,
            f"That is {days} working days after the day it came, {rule}; Saturdays, Sundays and "
            "bank holidays anywhere in the United Kingdom do not count.",
        )

    def first_reply(self, answer: Answer) -> str:
        """What the letter back would say of an answer. Raises RagError."""
        return default_reply(answer, wiring.reply_templates(self._settings), self._desk.document)

    def draft(self, enquiry: Enquiry) -> str:
        """The letter back as it stands, as plain text. Raises RagError."""
        return reply_as_text(self._reply(enquiry))

    def export(self, enquiry: Enquiry, form: str) -> bytes:
        """The letter back as a file; quotes are verified anew. Raises RagError."""
        reply = self._reply(enquiry)
        return reply_as_word(reply) if form == "docx" else reply_as_text(reply).encode()

    def _reply(self, enquiry: Enquiry) -> Reply:
        return reply_of(enquiry, wiring.reply_templates(self._settings), self._desk.document)
