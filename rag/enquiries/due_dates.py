"""When an answer is due: working days counted from the day after a letter was received.

Freedom of information: "not later than the twentieth working day following the date of receipt"
(Freedom of Information Act 2000, section 10(1)); a working day is "any day other than a Saturday, a
Sunday, Christmas Day, Good Friday or a day which is a bank holiday under the Banking and Financial
Dealings Act 1971 in any part of the United Kingdom" (section 10(6)). So 17 March, a bank holiday in
Northern Ireland alone, counts for nobody, nor does 2 January, one in Scotland alone.

Environmental information: 20 working days after the date of receipt (Environmental Information
Regulations 2004, regulation 5(2)), a working day being what section 10(6) of the Act says
(regulation 2(1)).

General correspondence has no date in law: a number of working days that the office sets. The same
days count, so that there is one calendar.

Not covered, since a person must decide them: time stopped for clarification or a fee, an extension
for the public interest test or a complex request, other periods (schools, archives, Scotland's own
Act), and holidays that nobody has proclaimed yet.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

from rag.enquiries.enquiry import Regime
from rag.errors import WrongUse

STATUTORY_WORKING_DAYS = 20
GENERAL_WORKING_DAYS = 15
"""For general correspondence, unless the office sets another number."""

NATIONS = ("ENG", "WLS", "SCT", "NIR")
FIRST_YEAR, LAST_YEAR = 1975, 2100
"""Years of which bank holidays are known or can be worked out."""


def due_date(
    received: date, regime: Regime | None, general_working_days: int = GENERAL_WORKING_DAYS
) -> date:
    """The last day on which an answer is in time; see the head of this module for the rule.

    Where no regime has been chosen yet it is the statutory date. Raises WrongUse for a date whose
    bank holidays are not known.
    """
    days = general_working_days if regime is Regime.GENERAL else STATUTORY_WORKING_DAYS
    return working_day_after(received, days)


def working_day_after(received: date, number: int) -> date:
    """The working day that comes as the `number`th after a day; that day itself does not count."""
    day = received
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """Whether a day counts: no Saturday, no Sunday, no bank holiday in any part of the UK."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year in any of the four nations. Raises WrongUse."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise WrongUse(
            f"{year}: bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}; give another date"
        )
    return frozenset(
        day for nation in NATIONS for day in country_holidays("GB", subdiv=nation, years=year)
    )
