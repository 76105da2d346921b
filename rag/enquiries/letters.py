"""A letter as it came: from the documents that a file was read as, or from pasted text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rag.enquiries.enquiry import Letter
from rag.enquiries.letter_lines import after_header, lines_of, own_lines
from rag.enquiries.mails_below import is_forward, mails_below
from rag.enquiries.marks import mark_at
from rag.enquiries.splitting import split_letter
from rag.errors import UnreadableFile, WrongUse
from rag.reading import mail, outlook, plain_text
from rag.reading.canonical import make_canonical
from rag.reading.cleaning import remove_invisible, unify_lines
from rag.reading.guesses import guess_metadata
from rag.types import Block, BlockKind, Document, Metadata

LETTER_CHARACTERS = 200_000
"""The longest letter that is split, in characters."""
READ_TO_GUESS = 20_000
"""Characters of a pasted letter that are read to guess who wrote it and when."""

NO_WORDS = "it holds no words; paste the letter instead"
BY_MACHINE = (
    "the words were read from a picture by a machine and may be wrong: compare them with the letter"
)
BULLET = "• "
"""What is put before an item of a list that has no mark of its own."""

_MAILS = (mail.MEDIA_TYPE, outlook.MEDIA_TYPE)
_HEADER_LINE = re.compile(
    r"(?P<name>from|date|sent|subject|to|cc)\s*:\s*(?P<value>.+)", re.IGNORECASE
)
_ADDRESS = re.compile(r"\s*<[^<>]*>\s*$")


def letter_of(documents: Sequence[Document]) -> Letter:
    """The letter in a file: its own document, or the first attachment that asks where it asks nothing.

    Of an e-mail the body, without its header and without what it quotes of earlier mails, unless it
    forwards them. Raises WrongUse for a letter that is too long, UnreadableFile for one without words.
    """
    outer = documents[0]
    chosen = next((d for d in documents if split_letter(_body(d))), outer)
    if not _body(chosen).strip():
        raise UnreadableFile(outer.source.path, "; ".join(outer.notes) or NO_WORDS)
    said = outer.metadata if chosen is outer else _first_known(outer.metadata, chosen.metadata)
    return Letter(
        _body(chosen),
        name=chosen.source.path,
        sender=said.get("author"),
        subject=said.get("subject"),
        reference=said.get("reference"),
        dated=_day(said.get("date")),
        doubt=_doubt(outer, chosen),
    )


def _doubt(outer: Document, chosen: Document) -> str:
    """What the readers of a letter's file remark, and that a machine read its words, in sentences."""
    remarks = [BY_MACHINE] if chosen.recognised else []
    remarks += dict.fromkeys((*chosen.notes, *outer.notes))
    return " ".join(f"{remark[:1].upper()}{remark[1:].rstrip('.')}." for remark in remarks)


def pasted_letter(text: str) -> Letter:
    """A letter from text that somebody pasted. Raises WrongUse where there is none, or too much."""
    plain = remove_invisible(unify_lines(text)).strip("\n")
    if not plain.strip():
        raise WrongUse("the letter holds no words: paste its text")
    _require_room(len(plain), "the letter")
    canonical, blocks = make_canonical(plain_text.read_blocks(plain[:READ_TO_GUESS]))
    guessed = {k: known.value for k, known in guess_metadata(canonical, blocks, "").items()}
    header = _header_of(plain)
    return Letter(
        _own_words(plain),
        sender=header.get("from") or guessed.get("author"),
        subject=header.get("subject") or guessed.get("subject"),
        reference=guessed.get("reference"),
        dated=_day(guessed.get("date")),
    )


def _header_of(text: str) -> dict[str, str]:
    """What the lines at the head of a pasted e-mail say, by name in small letters."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        match = _HEADER_LINE.match(line)
        if match is None:
            break
        found.setdefault(match["name"].lower(), " ".join(match["value"].split()))
    if "from" in found:
        found["from"] = _ADDRESS.sub("", found["from"]).strip("\" '") or found["from"]
    return found


def _body(document: Document) -> str:
    """What is split into questions."""
    _require_room(len(document.text), repr(document.source.path))
    if document.source.media_type not in _MAILS or not document.blocks:
        return _with_bullets(document, document.blocks)
    header = 0 if is_forward(document.metadata.get("subject") or "") else 1
    return _own_words(_with_bullets(document, document.blocks[header:]))


def _own_words(text: str) -> str:
    """A letter without what it quotes of earlier mails, unless it passes them on."""
    if any(mails_below(text)):
        return text.strip("\n")
    lines = lines_of(text)
    after = after_header(lines)
    gone = {line.start for line in after} - {line.start for line in own_lines(after)}
    offset, words = 0, []
    for raw in text.split("\n"):
        start = offset + len(raw) - len(raw.lstrip())
        if start not in gone or not raw.strip():
            words.append(raw)
        offset += len(raw) + 1
    return "\n".join(words).strip("\n")


def _with_bullets(document: Document, blocks: Sequence[Block]) -> str:
    """The words of blocks; items of a list have a bullet again, which canonical text leaves out."""
    told, last = "", document.blocks[0].end if len(blocks) < len(document.blocks) else 0
    for block in blocks:
        words = document.text[block.start : block.end]
        is_bare = block.kind is BlockKind.LIST_ITEM and mark_at(words) is None
        told += document.text[last : block.start] + (BULLET if is_bare else "") + words
        last = block.end
    return told + document.text[last:]


def _require_room(characters: int, named: str) -> None:
    if characters > LETTER_CHARACTERS:
        raise WrongUse(
            f"{named}: {characters:,} characters; a letter of at most {LETTER_CHARACTERS:,} is "
            "split: take the pages that ask"
        )


def _first_known(outer: Metadata, inner: Metadata) -> Metadata:
    """What is known of an attached letter, the rest from the mail it came with."""
    names = Metadata.keys()
    return Metadata(**{n: getattr(inner, n) or getattr(outer, n) for n in names})


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
