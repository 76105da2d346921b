"""Words keep their boxes through the making of canonical text."""

from dataclasses import replace
from pathlib import Path

import pytest

from rag.engines.library_sqlite import SqliteLibrary, SqliteLibraryWriter
from rag.indexing import document_json
from rag.places import Box, PlacedWord, WordPlaces
from rag.reading.canonical import make_canonical
from rag.reading.raw import RawBlock, RawWord
from rag.reading.word_places import place_words
from rag.types import BlockKind, RecognisedPage
from tests.store_samples import document, passages


def block(text: str, page: int = 1, kind: BlockKind = BlockKind.PARAGRAPH) -> RawBlock:
    """A block whose lines are the lines of the page, each word one hundredth wide for a letter."""
    words = []
    for row, line in enumerate(text.split("\n")):
        column = 0
        for word in line.split():
            box = Box(page, column / 100, row / 10, (column + len(word)) / 100, row / 10 + 0.05)
            words.append(RawWord(word, box))
            column += len(word) + 1
    return RawBlock(kind, text, page, words=tuple(words))


def placed(*blocks: RawBlock) -> tuple[str, WordPlaces]:
    text, _ = make_canonical(blocks)
    places = place_words(blocks, text)
    assert places is not None
    return text, places


def test_each_word_is_found_again() -> None:
    text, places = placed(block("The first line of it\nand the second line."))
    words = places.words(0, len(text))
    assert [text[w.start : w.end] for w in words] == text.split()
    assert words[0].box.left == 0 and words[5].box.top == pytest.approx(0.1, abs=1e-4)


def test_a_word_hyphenated_at_the_line_end_has_a_box_on_both_lines() -> None:
    text, places = placed(block("It was for the govern-\nment of the day to say so."))
    start = text.index("government")
    boxes = places.boxes(start, start + len("government"))
    assert [round(box.top, 3) for box in boxes] == [0, 0.1]
    assert "government" in text


def test_a_sentence_over_two_pages_with_a_footnote_between() -> None:
    text, places = placed(
        block("The commissioner wrote¹ that the cameras of the"),
        block("¹ A letter of the cameras."),
        block("council were not in use.", page=2),
    )
    start = text.index("council were")
    assert {box.page for box in places.boxes(start, start + 12)} == {2}
    note = text.index("A letter")
    assert {box.page for box in places.boxes(note, note + 8)} == {1}
    assert [text[w.start : w.end] for w in places.words(0, len(text))] == text.split()


def test_bullets_go_and_the_words_stay_placed() -> None:
    text, places = placed(block("• one thing\n• another thing"))
    assert [text[w.start : w.end] for w in places.words(0, len(text))] == text.split()


def test_the_cells_of_a_table_row() -> None:
    raw = RawBlock(BlockKind.TABLE_ROW, "Area | 2020", 1, words=block("Area 2020").words)
    text, places = placed(raw, block("And prose after it."))
    assert [text[w.start : w.end] for w in places.words(0, 11)] == ["Area", "2020"]


def test_boxes_are_one_a_line_and_cut_with_the_span() -> None:
    text, places = placed(block("one two three four"))
    [box] = places.boxes(text.index("two"), text.index("four"))
    assert [box.left, box.right] == pytest.approx([0.04, 0.13], abs=1e-4)
    [part] = places.boxes(5, 6)  # the "w" of "two"
    assert part.right - part.left == pytest.approx(0.01, abs=1e-4)


def test_no_places_without_words() -> None:
    assert place_words([RawBlock(BlockKind.PARAGRAPH, "No boxes.")], "No boxes.") is None


def test_places_are_kept_with_the_document(tmp_path: Path) -> None:
    places = WordPlaces.pack([PlacedWord(4, 9, Box(2, 0.5, 0.5, 0.6, 0.55))])
    plain = document("The words.")
    made = replace(
        plain,
        places=places,
        recognised=(RecognisedPage(2, 0.75),),
    )
    assert document_json.from_json(document_json.to_json(made)) == made
    writer = SqliteLibraryWriter(tmp_path / "library.sqlite")
    writer.add(made, passages(made))
    writer.finish()
    library = SqliteLibrary(tmp_path / "library.sqlite")
    assert library.document(made.id) == made
    assert len(places.packed) == 16
    library.close()
