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

log = logging.getLogger(__name__)

LONGEST_LETTER = 100_000
LONGEST_LINE = 300
LONGEST_REPLY = 20_000
START, SPLIT, ANSWERS = "start", "split", "answers"
UNEXPECTED = "This could not be done because of a fault in the program; its log says more."
NO_ENQUIRY = "Open an enquiry first."


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
