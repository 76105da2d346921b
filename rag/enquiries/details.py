"""What is known about a letter beside its words, as people give and correct it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rag.enquiries.enquiry import Enquiry, Regime
from rag.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Details:
    """When a letter came, under which rules it is answered, from whom it is and about what."""

    received: date
    regime: Regime | None = None
    sender: str | None = None
    subject: str | None = None
    reference: str | None = None


def details_of(enquiry: Enquiry) -> Details:
    """What is known about an enquiry's letter."""
    letter = enquiry.letter
    return Details(
        enquiry.received, enquiry.regime, letter.sender, letter.subject, letter.reference
    )


def with_details(enquiry: Enquiry, details: Details, today: date) -> Enquiry:
    """The enquiry with other details; its questions, replies and approvals stay as they are.

    Raises WrongUse for a letter that came later than today.
    """
    if details.received > today:
        raise WrongUse("The date received is later than today: change it.")
    letter = replace(
        enquiry.letter,
        sender=details.sender,
        subject=details.subject,
        reference=details.reference,
    )
    return replace(enquiry, letter=letter, received=details.received, regime=details.regime)
