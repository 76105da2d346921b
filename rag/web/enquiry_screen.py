"""What one browser window looks at on the enquiry page, and what it is to show next."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rag.enquiries import correcting
from rag.enquiries.details import Details
from rag.enquiries.enquiry import Enquiry, Part
from rag.errors import RagError, WrongUse
from rag.records.enquiries import KeptEnquiry
from rag.web import showing
from rag.web.enquiry_work import Finding

log = logging.getLogger(__name__)

LONGEST_LETTER = 100_000
LONGEST_LINE = 300
LONGEST_REPLY = 20_000
START, SPLIT, ANSWERS = "start", "split", "answers"
UNEXPECTED = "This could not be done because of a fault in the program; its log says more."
NO_ENQUIRY = "Open an enquiry first."
LONGEST_NUMBER = 4
CHANGING = "The page was still changing, so nothing was done: look at it again, and repeat it."


def number_in(sent: str) -> int | None:
    """The number that the browser sent; None where it sent none, or one of more digits than any part's."""
    is_number = sent.isascii() and sent.isdecimal() and len(sent) <= LONGEST_NUMBER
    return int(sent) if is_number else None


@dataclass(frozen=True, slots=True)
class Session:
    """What one browser window looks at: a view, an enquiry, one of its parts, one of its citations."""

    view: str = START
    kept: KeptEnquiry | None = None
    part: int = 1
    look: int | None = None
    details: Details | None = None
    """With which the boxes for them were filled."""

    @property
    def enquiry(self) -> Enquiry:
        """The enquiry that is open. Raises WrongUse where none is."""
        if self.kept is None:
            raise WrongUse(NO_ENQUIRY)
        return self.kept.enquiry

    @property
    def place(self) -> str:
        """What the boxes of the page are filled from: an enquiry, its version, one of its parts.

        The browser sends it back with what was typed, which thus cannot get to another question.
        """
        return f"{self.kept.enquiry.id} {self.kept.version} {self.part}" if self.kept else ""

    def part_typed(self, place: str) -> int:
        """The part to which boxes filled from `place` belong. Raises WrongUse where it is none here."""
        number = number_in(place.rpartition(" ")[2])
        if place.partition(" ")[0] != self.enquiry.id or number is None:
            raise WrongUse(CHANGING)
        correcting.part_of(self.enquiry, number)
        return number

    @property
    def shown(self) -> Part:
        """The part that is looked at. Raises WrongUse where there is none."""
        return correcting.part_of(self.enquiry, self.part)


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page is to show next, by component; None leaves one as it is."""

    session: Session | None = None
    view: str | None = None
    told: str | None = None
    announcement: str | None = None
    listed: str | None = None
    heading: str | None = None
    details: Details | None = None
    log: str | None = None
    letter: str | None = None
    questions: str | None = None
    wording: str | None = None
    words_added: str | None = None
    parts: str | None = None
    part: str | None = None
    reply: str | None = None
    note: str | None = None
    evidence: str | None = None
    source: str | None = None
    places: int | None = None
    draft: str | None = None
    saved: str | None = None
    finding: Finding | None = None
    """The answers that are on their way, to be followed."""
    begun: bool = False
    """Whether an enquiry was begun: the form for the next one is empty again."""


@dataclass(slots=True)
class _Told:
    """Why something was not done, in one line; empty where it was."""

    line: str = field(default="")


@contextmanager
def telling() -> Iterator[_Told]:
    """Ends what is done inside at its first fault, and tells it in one line."""
    told = _Told()
    try:
        yield told
    except RagError as error:
        told.line = sentence(str(error))
    except Exception:
        log.exception("the enquiry page failed")
        told.line = UNEXPECTED


def sentence(line: str) -> str:
    """An error's line as a sentence."""
    ended = line if line.endswith((".", "?", "!")) else f"{line}."
    return ended[:1].upper() + ended[1:]


def refused(line: str) -> Screen:
    """The screen that says why something was not done; all else stays as it is."""
    return Screen(told=showing.notice(line), announcement=showing.spoken(line))
