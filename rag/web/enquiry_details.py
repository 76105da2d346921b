"""What is known about a letter, as it is typed: when it came, under which rules, from whom, about what."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from rag.enquiries.details import Details
from rag.enquiries.enquiry import Regime
from rag.errors import WrongUse
from rag.web.enquiry_screen import LONGEST_LINE
from rag.web.enquiry_showing import REGIMES
from rag.web.times import long_date

DATE_FORMS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class TypedDetails:
    """What stands in the boxes."""

    received: str
    regime: str | None
    sender: str = ""
    reference: str = ""
    subject: str = ""


def read_details(typed: TypedDetails) -> Details:
    """What was typed, each on one line. Raises WrongUse with what is missing or cannot be read."""
    if typed.regime not in set(Regime):
        raise WrongUse("Choose under which rules the letter is answered.")
    sender, subject, reference = (
        one_line(x) or None for x in (typed.sender, typed.subject, typed.reference)
    )
    return Details(day_of(typed.received), Regime(typed.regime), sender, subject, reference)


def typed_details(details: Details) -> TypedDetails:
    """What is known, as it stands in the boxes."""
    return TypedDetails(
        long_date(details.received),
        details.regime,
        details.sender or "",
        details.reference or "",
        details.subject or "",
    )


def one_line(typed: str) -> str:
    """What was typed into a box of one line."""
    return " ".join(typed.split())[:LONGEST_LINE]


def day_of(text: str) -> date:
    """The day that was typed. Raises WrongUse."""
    plain = one_line(text)
    for form in DATE_FORMS:
        with suppress(ValueError):
            return datetime.strptime(plain, form).date()
    raise WrongUse("The date received cannot be read: write it as 4 March 2021 or 04/03/2021.")


def regime_choices() -> list[tuple[str, str]]:
    """The rules a letter may be answered under, as they are shown and as they are kept."""
    return [(shown, regime.value) for regime, shown in REGIMES.items()]


def today() -> str:
    """Today as the form shows it."""
    return long_date(date.today())
