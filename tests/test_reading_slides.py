"""Presentations: each slide a page, in the order of reading, with its notes marked."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Inches

from tests.reading_examples import assert_tiles, read, shown


def saved(slides: Any) -> bytes:
    out = io.BytesIO()
    slides.save(out)
    return out.getvalue()


def test_slides_are_pages_with_titles_lists_tables_and_notes(tmp_path: Path) -> None:
    made: Any = Presentation()
    first = made.slides.add_slide(made.slide_layouts[1])
    first.shapes.title.text = "Tide plans"
    first.placeholders[1].text_frame.text = "First point."
    first.placeholders[1].text_frame.add_paragraph().text = "Second point."
    first.notes_slide.notes_text_frame.text = "Thank the mayor."
    hidden = made.slides.add_slide(made.slide_layouts[5])
    hidden.shapes.title.text = "Never shown"
    hidden._element.set("show", "0")
    last = made.slides.add_slide(made.slide_layouts[5])
    last.shapes.title.text = "Costs"
    low = last.shapes.add_textbox(Inches(1), Inches(6), Inches(4), Inches(1))
    low.text_frame.text = "At the foot\vof the slide."
    table = last.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for row, cells in enumerate([("Year", "Cost"), ("2019", "£4m")]):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    group = last.shapes.add_group_shape()
    group.shapes.add_textbox(
        Inches(1), Inches(4), Inches(4), Inches(1)
    ).text_frame.text = "Grouped."
    document = read(tmp_path, saved(made), "a.pptx")
    assert_tiles(document)
    assert shown(document) == [
        ("heading", None, "Tide plans"),
        ("list_item", 1, "First point."),
        ("list_item", 1, "Second point."),
        ("heading", None, "Speaker notes"),
        ("paragraph", 2, "Thank the mayor."),
        ("heading", None, "Costs"),
        ("table_row", 3, "Year | Cost"),
        ("table_row", 3, "2019 | £4m"),
        ("paragraph", 4, "Grouped."),
        ("paragraph", 5, "At the foot\nof the slide."),
    ]
    assert [block.page for block in document.blocks] == [1] * 5 + [3] * 5
