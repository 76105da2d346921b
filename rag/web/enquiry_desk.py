"""What the enquiry page stands on, as it sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rag.enquiries.enquiry import Enquiry, Letter, LetterQuestion
from rag.records.enquiries import KeptEnquiries
from rag.types import Answer


@dataclass(frozen=True, slots=True)
class Due:
    """When a reply is due, None where no rule says; and how that is reckoned, in a sentence."""

    day: date | None
    reckoned: str


class EnquiryDesk(Protocol):
    """What the enquiry page asks; used by many threads at once."""

    @property
    def records(self) -> KeptEnquiries:
        """Where enquiries are kept."""

    @property
    def templates(self) -> str:
        """Where staff edit the standard paragraphs, in a sentence."""

    def read_letter(self, name: str, data: bytes) -> Letter:
        """The letter in a file of that name. Raises UnreadableFile, also where it holds no words."""

    def split(self, text: str) -> Sequence[LetterQuestion]:
        """The questions of a letter in order; none where it asks nothing. Raises RagError."""

    def due(self, enquiry: Enquiry) -> Due:
        """When the reply is due. Raises RagError."""

    def first_reply(self, answer: Answer) -> str:
        """What the letter back would say of an answer, for staff to edit."""

    def draft(self, enquiry: Enquiry) -> str:
        """The letter back as it stands, as plain text. Raises RagError."""

    def export(self, enquiry: Enquiry, form: str) -> bytes:
        """The letter back as a file, "docx" or "txt"; quotes are verified anew. Raises RagError."""
