"""Working days as the statute counts them."""

from datetime import date

import pytest

from rag.enquiries.due_dates import due_date, is_working_day
from rag.enquiries.enquiry import Regime
from rag.errors import WrongUse


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2025, 3, 14), True, id="a Friday"),
        pytest.param(date(2025, 3, 15), False, id="a Saturday"),
        pytest.param(date(2025, 3, 17), False, id="St Patrick's Day, in Northern Ireland alone"),
        pytest.param(date(2025, 1, 2), False, id="2 January, in Scotland alone"),
        pytest.param(date(2025, 7, 14), False, id="the day after a Sunday 13th: 12 July moved"),
        pytest.param(date(2025, 8, 4), False, id="Scotland's summer bank holiday"),
        pytest.param(date(2025, 12, 1), False, id="St Andrew's Day, moved to a Monday"),
        pytest.param(date(2025, 4, 18), False, id="Good Friday"),
        pytest.param(date(2025, 4, 21), False, id="Easter Monday"),
        pytest.param(date(2021, 12, 27), False, id="Christmas Day moved"),
        pytest.param(date(2022, 9, 19), False, id="a holiday proclaimed once"),
        pytest.param(date(2025, 4, 17), True, id="Maundy Thursday"),
    ],
)
def test_what_counts_as_a_working_day(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param(date(2024, 6, 3), date(2024, 7, 1), id="four plain weeks"),
        pytest.param(date(2024, 12, 2), date(2025, 1, 3), id="over Christmas and 2 January"),
        pytest.param(date(2025, 3, 3), date(2025, 4, 1), id="over St Patrick's Day"),
        pytest.param(date(2025, 4, 1), date(2025, 5, 1), id="over Easter"),
        pytest.param(date(2024, 6, 1), date(2024, 6, 28), id="received on a Saturday"),
    ],
)
@pytest.mark.parametrize("regime", [Regime.FOI, Regime.EIR, None])
def test_twenty_working_days(received: date, due: date, regime: Regime | None) -> None:
    assert due_date(received, regime) == due


def test_general_correspondence_has_the_days_the_office_sets() -> None:
    assert due_date(date(2024, 6, 3), Regime.GENERAL) == date(2024, 6, 24)
    assert due_date(date(2024, 6, 3), Regime.GENERAL, 5) == date(2024, 6, 10)


@pytest.mark.parametrize("year", [1900, 9999])
def test_years_whose_holidays_nobody_knows(year: int) -> None:
    with pytest.raises(WrongUse, match=f"{year}.*another date"):
        due_date(date(year, 6, 3), Regime.FOI)
