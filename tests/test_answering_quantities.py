"""Numbers and dates are understood in whatever form they are written."""

import pytest

from rag.answering.quantities import read_quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("42,000", 42_000, ""),
        ("42 thousand", 42_000, ""),
        ("forty-two thousand", 42_000, ""),
        ("42k", 42_000, ""),
        ("two hundred and fifty", 250, ""),
        ("one million two hundred thousand", 1_200_000, ""),
        ("a dozen", 12, ""),
        ("£1.5m", 1_500_000, "£"),
        ("£1.5 million", 1_500_000, "£"),
        ("1.5 million pounds", 1_500_000, "£"),
        ("60%", 60, "%"),
        ("60 per cent", 60, "%"),
        ("sixty percent", 60, "%"),
        ("10-year", 10, "year"),
        ("two decades", 20, "year"),
        ("20 km", 20, "km"),
        ("twenty kilometres", 20, "km"),
        ("the 3rd", 3, "ordinal"),
        ("the third", 3, "ordinal"),
        ("the twenty-first", 21, "ordinal"),
        ("1990s", 1990, "decade named"),
    ],
)
def test_a_number_in_any_form(text: str, value: float, unit: str) -> None:
    numbers, days = read_quantities(f"There were {text} here.")
    assert [(float(n.value), n.unit) for n in numbers] == [(value, unit)]
    assert days == ()


@pytest.mark.parametrize(
    "text",
    [
        "6 November 2023",
        "6th November 2023",
        "November 6, 2023",
        "Nov 6, 2023",
        "06/11/2023",
        "6.11.23",
        "2023-11-06",
        "6th of November 2023",
    ],
)
def test_a_date_in_any_form(text: str) -> None:
    numbers, days = read_quantities(f"They met on {text} in Leeds.")
    assert numbers == ()
    assert [(d.year, d.month, d.day) for d in days] == [(2023, 11, 6)]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("more than 40", ">"),
        ("over £40", ">"),
        ("fewer than 40", "<"),
        ("at least 40", ">="),
        ("40 or more", ">="),
        ("up to 40", "<="),
        ("no more than 40", "<="),
        ("about 40", "~"),
        ("some 40", "~"),
        ("exactly 40", ""),
    ],
)
def test_how_a_number_is_qualified(text: str, sign: str) -> None:
    (number,), _ = read_quantities(f"There are {text} vans.")
    assert number.qualifier == sign


def test_what_is_no_number() -> None:
    assert read_quantities("No one may park here, and it may be one of them.") == ((), ())
