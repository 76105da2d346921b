"""Spreadsheets: sheets, rows, and cells as a person sees them."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from rag.reading.number_formats import shown as cell_shown
from tests.reading_examples import assert_tiles, read, shown


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_sheets_are_headings_and_rows_are_rows(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    first.title = "Spending"
    first.append(["Item", "Cost", None, "Date"])
    first.append([])
    first.append(["Pumps\nand pipes", 1234.5, None, date(2019, 3, 4)])
    first["B3"].number_format = '"£"#,##0.00'
    first["D3"].number_format = "d mmmm yyyy"
    hidden = book.create_sheet("Secret")
    hidden["A1"] = "hidden"
    hidden.sheet_state = "hidden"
    book.create_sheet("Empty")
    other = book.create_sheet("Staff")
    other["C5"] = "Ann"
    book.properties.title = "Budget of the quay"
    document = read(tmp_path, saved(book), "a.xlsx")
    assert_tiles(document)
    assert shown(document) == [
        ("heading", None, "Spending"),
        ("table_row", 1, "Item | Cost | | Date"),
        ("table_row", 1, "Pumps and pipes | £1,234.50 | | 4 March 2019"),
        ("heading", None, "Staff"),
        ("table_row", 2, "Ann"),
    ]
    assert document.title == "Budget of the quay"


def test_hidden_rows_and_columns_are_left_out_and_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "Costs"
    for row in (["Item", "Margin", "Cost"], ["Pumps", 7, 12], ["Bribes", 8, 99], ["Pipes", 9, 3]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["XFD"].hidden = True
    sheet.row_dimensions[3].hidden = True
    plain = book.create_sheet("Staff")
    plain.append(["Ann"])
    plain.row_dimensions[9].hidden = True
    document = read(tmp_path, saved(book), "a.xlsx")
    assert_tiles(document)
    assert document.text.split("\n") == [
        "Costs", "", "Item | | Cost", "Pumps | | 12", "Pipes | | 3", "", "Staff", "", "Ann"
    ]  # fmt: skip
    assert document.notes == ("hidden rows or columns were left out: 'Costs'",)


def test_formulas_show_their_stored_value_or_a_note(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Total", "=SUM(1, 2)"])
    document = read(tmp_path, saved(book), "a.xlsx")
    assert document.text == "Total"
    assert document.notes == ("1 formula has no value yet: open it in Excel and save it",)


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (None, "General", ""),
        ("words", "0.00", "words"),
        (True, "General", "TRUE"),
        (7, "General", "7"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "1E+20"),
        (7, "000", "007"),
        (1234.5, "#,##0", "1,235"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (0.5, "#.##", ".5"),
        (2, "0.##", "2"),
        (0.125, "0.0%", "12.5%"),
        (-12.5, "0.00", "-12.50"),
        (-12.5, "#,##0.00;(#,##0.00)", "(12.50)"),
        (-12.5, "#,##0.00_);[Red](#,##0.00)", "(12.50)"),
        (0, '0;-0;"nil"', "nil"),
        (5, '[$£-809]#,##0', "£5"),
        (99.5, "#,##0.00\\ [$€-407]", "99.50 €"),
        (1500000, '0.0,,"m"', "1.5m"),
        (3, '0 "of 9"', "3 of 9"),
        (0.5, "# ?/?", "0.5"),
        (12345, "0.00E+00", "12345"),
        (date(2019, 3, 4), "dd/mm/yyyy", "04/03/2019"),
        (date(2019, 3, 4), "mm-dd-yy", "2019-03-04"),
        (date(2019, 3, 4), "dddd d mmm yy", "Monday 4 Mar 19"),
        (datetime(2019, 3, 4, 14, 5), "d mmmm yyyy hh:mm", "4 March 2019 14:05"),
        (datetime(2019, 3, 4, 14, 5), "General", "2019-03-04 14:05"),
        (datetime(2019, 3, 4), "[$-F800]dddd, mmmm dd, yyyy", "2019-03-04"),
        (time(14, 5, 9), "h:mm:ss AM/PM", "2:05:09 PM"),
        (time(14, 5, 9), "mm:ss", "05:09"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05:00"),
    ],
)  # fmt: skip
def test_cells_are_shown_as_their_format_says(value: object, form: str, expected: str) -> None:
    assert cell_shown(value, form) == expected


@given(
    value=st.one_of(st.integers(), st.floats(allow_nan=True), st.datetimes(), st.times()),
    form=st.text(alphabet='#0?.,%;"[]$-£dmyhs/: AP\\_*E+@x', max_size=20),
)
def test_no_format_is_too_odd(value: object, form: str) -> None:
    assert isinstance(cell_shown(value, form), str)
