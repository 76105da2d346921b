"""Who writes to whom, and in what kind of document."""

from __future__ import annotations

from dataclasses import dataclass

from rag.answering.speech import saying
from rag.answering.speech.threads import earlier_writer
from rag.types import Block, Document

_TITLES_OF_RECORDS = frozenset(
    ["minutes", "meeting", "interview", "readout", "debrief", "transcript"]
)
_LETTERS = frozenset(["letter", "e-mail", "email", "mail", "correspondence", "memo", "memorandum"])


@dataclass(frozen=True, slots=True)
class Parties:
    """Author, organisation and addressee as far as the metadata tell, and what the document is.

    Minutes report most of what they say; in a letter "you" is the addressee.
    """

    author: str | None = None
    organisation: str | None = None
    addressee: str | None = None
    is_minutes: bool = False
    is_letter: bool = False
    is_quoted_mail: bool = False
    """Whether an earlier e-mail is read, which the document quotes; `author` is its writer."""

    def is_organisation(self, name: str) -> bool:
        """Whether a name is that of the author's own organisation, in what it writes itself."""
        if self.organisation is None or self.is_minutes:
            return False
        own, other = (n.lower().removeprefix("the ").strip() for n in (self.organisation, name))
        return own == other


def parties_in(document: Document, block: Block) -> Parties:
    """The parties of a block: those of its document, or of an earlier e-mail that it quotes."""
    parties = parties_of(document)
    writer = earlier_writer(document, block) if parties.is_letter else None
    if writer is None or (writer.name and writer.name == parties.author):
        return parties
    return Parties(author=writer.name, is_letter=True, is_quoted_mail=True)


def parties_of(document: Document) -> Parties:
    """The parties of a document by its metadata."""
    known = document.metadata
    kind = set((known.get("kind") or "").lower().split())
    title = set((known.get("title") or "").lower().split())
    addressee = known.get("addressee")
    is_minutes = bool(kind & saying.MINUTES or (not kind and title & _TITLES_OF_RECORDS))
    return Parties(
        author=known.get("author"),
        organisation=known.get("organisation"),
        addressee=addressee,
        is_minutes=is_minutes,
        is_letter=not is_minutes and bool(kind & _LETTERS or addressee),
    )
