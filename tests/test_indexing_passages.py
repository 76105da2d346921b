"""Passages tile their document, follow its headings and keep lists with the line that governs them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import RagError
from rag.indexing.passages import passages_of
from rag.types import Block, BlockKind, Document, Known, Metadata, Splitter
from tests.fakes import FakeSplitter
from tests.store_samples import document

PARAGRAPH, HEADING, ITEM = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM


def made_of(*parts: tuple[BlockKind, str, int]) -> Document:
    """A document of blocks, parted by empty lines; the number is a heading's level."""
    text = "\n\n".join(words for _, words, _ in parts)
    blocks, start = [], 0
    for kind, words, level in parts:
        blocks.append(Block(kind, start, start + len(words), None, None, level))
        start += len(words) + 2
    return replace(document(text), blocks=tuple(blocks))


def texts(held: Document, splitter: Splitter) -> list[str]:
    return [p.text for p in passages_of(held, splitter)]


WORDS = st.text(
    st.sampled_from("ab é\t\u00a0\u2003\n.,日😀") | st.characters(codec="utf-8", exclude_categories=["Cs"]),
    min_size=1,
    max_size=80,
).filter(str.strip)  # fmt: skip
PARTS = st.lists(st.tuples(st.sampled_from(BlockKind), WORDS, st.integers(0, 4)), max_size=12)


@given(PARTS, st.integers(1, 12))
def test_passages_tile_the_text(parts: list[tuple[BlockKind, str, int]], words_each: int) -> None:
    held = made_of(*parts)
    place = 0
    for passage in passages_of(held, FakeSplitter(words_each)):
        span = passage.span
        assert passage.text == held.text[span.start : span.end] == passage.text.strip()
        assert passage.id == f"{held.id}:{span.start}-{span.end}"
        assert not held.text[place : span.start].strip()
        place = span.end
    assert not held.text[place:].strip()


@given(WORDS)
def test_text_outside_all_blocks_is_not_lost(words: str) -> None:
    bare = replace(document(words), blocks=())
    assert "".join("".join(texts(bare, FakeSplitter(3))).split()) == "".join(words.split())


def test_a_passage_does_not_reach_over_a_heading() -> None:
    held = made_of((PARAGRAPH, "Before.", 0), (HEADING, "Next", 1), (PARAGRAPH, "After it.", 0))
    assert texts(held, FakeSplitter(60)) == ["Before.", "Next\n\nAfter it."]


def test_headings_without_words_of_their_own_stand_with_what_follows() -> None:
    held = made_of((HEADING, "Part", 1), (HEADING, "Chapter", 2), (PARAGRAPH, "Words.", 0))
    assert texts(held, FakeSplitter(60)) == ["Part\n\nChapter\n\nWords."]


def test_heading_paths_name_what_stands_above() -> None:
    held = made_of(
        (HEADING, "Part", 1),
        (PARAGRAPH, "one two three four", 0),
        (HEADING, "Chapter\nA", 2),
        (PARAGRAPH, "one two three", 0),
        (PARAGRAPH, "four five six", 0),
        (HEADING, "Chapter B", 2),
        (PARAGRAPH, "one", 0),
        (HEADING, "Other part", 1),
        (PARAGRAPH, "one", 0),
    )
    paths = {p.text: p.heading_path for p in passages_of(held, FakeSplitter(5))}
    assert paths == {
        "Part\n\none two three four": (),
        "Chapter\nA\n\none two three": ("Part",),
        "four five six": ("Part", "Chapter A"),
        "Chapter B\n\none": ("Part",),
        "Other part\n\none": (),
    }


def test_a_list_stays_with_its_governing_line_where_both_fit() -> None:
    held = made_of(
        (PARAGRAPH, "one two three four", 0),
        (PARAGRAPH, "These apply:", 0),
        (ITEM, "first", 0),
        (ITEM, "second", 0),
        (PARAGRAPH, "after it", 0),
    )
    assert texts(held, FakeSplitter(6)) == [
        "one two three four",
        "These apply:\n\nfirst\n\nsecond\n\nafter it",
    ]
    assert len(texts(held, FakeSplitter(2))) > 3


def test_a_long_block_is_cut_and_its_end_joined_with_what_follows() -> None:
    held = made_of((PARAGRAPH, "1 2 3 4 5 6", 0), (PARAGRAPH, "7 8", 0))
    assert texts(held, FakeSplitter(4)) == ["1 2 3 4", "5 6\n\n7 8"]


@pytest.mark.parametrize(
    ("title", "embedded"),
    [
        (None, ""),
        (Known("scan 0012", False, "file name"), ""),
        (Known("A letter", False, "first heading"), "A letter"),
        (Known("A letter", True, "sidecar"), "A letter"),
    ],
)
def test_a_file_name_is_not_embedded(title: Known | None, embedded: str) -> None:
    held = replace(document("Words."), metadata=Metadata(title=title))
    assert [p.title for p in passages_of(held, FakeSplitter())] == [embedded]


class Inventive:
    """A splitter that gives back other words than it was given."""

    def __init__(self, *pieces: str) -> None:
        self.pieces = list(pieces)

    def split(self, text: str) -> list[str]:
        return self.pieces


@pytest.mark.parametrize("pieces", [["Other"], ["Words"], ["Words here.", "more"], []])
def test_a_splitter_that_changes_words_is_found_out(pieces: list[str]) -> None:
    with pytest.raises(RagError, match="splitter changed the words at character"):
        passages_of(document("Words here."), Inventive(*pieces))
