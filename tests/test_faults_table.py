"""The table of faults leaves no case out, and names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
ROWS = re.findall(r"^\| (\d+) \|(.*)\|$", (HERE / "FAULTS.md").read_text(encoding="utf-8"), re.M)


def test_every_case_has_a_row() -> None:
    assert [int(number) for number, _ in ROWS] == [*range(1, 56), *range(61, 67)]


def test_every_row_names_tests_that_are_there_or_says_what_is_not_met() -> None:
    for number, row in ROWS:
        named = re.findall(r"`(\w+)::(\w+)`", row)
        assert named or "not met: " in row, number
        for file, test in named:
            assert f"def {test}(" in (HERE / f"{file}.py").read_text(encoding="utf-8"), test
