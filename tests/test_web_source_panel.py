"""A cited document as HTML: what is known of it, its blocks, the words marked."""

import html
import re
from dataclasses import replace

from rag.types import Block, BlockKind, Document, Known, Span
from rag.web import source_panel
from rag.web.conversation import Pick
from rag.web.source_panel import CHARACTERS_EACH_SIDE
from tests.fakes import make_document
from tests.fakes_web import LETTER, cited, span_of


def blocks_of(document: Document, marked: Span) -> list[str]:
    return [html.unescape(m.html) for m in source_panel.text_of(document, marked)]


def test_the_quoted_words_are_marked_where_they_stand() -> None:
    made = blocks_of(LETTER, span_of(LETTER, "42,000 pounds"))
    assert made[0].startswith('<h3 class="heading" dir="auto">')
    assert "It was worth <mark>42,000 pounds</mark>." in made[2]
    assert sum(m.count("<mark>") for m in made) == 1
    assert 'class="footnote"' in made[3]


def test_a_quote_over_two_blocks_is_marked_in_both() -> None:
    start = LETTER.text.index("in March")
    marked = Span(LETTER.id, start, LETTER.text.index(" 42,000"))
    made = " ".join(blocks_of(LETTER, marked))
    assert re.findall("<mark>(.*?)</mark>", made) == ["in March 2021.", "It was worth"]


def test_all_text_is_there_and_paragraphs_are_numbered_once() -> None:
    text = "Intro:\nfirst\nsecond"
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, 6, paragraph=4),
        Block(BlockKind.LIST_ITEM, 7, 12, paragraph=4),
        Block(BlockKind.LIST_ITEM, 13, 19, paragraph=4),
    )
    document = replace(make_document(text), blocks=blocks)
    made = " ".join(blocks_of(document, span_of(document, "first")))
    assert made.count('title="Paragraph 4"') == 1
    assert re.sub(r"<[^>]+>", "", made.replace(">4</span>", "></span>")).split() == text.split()


def test_pages_are_named_where_they_begin() -> None:
    first, second = make_document("one\ntwo").blocks
    document = replace(
        make_document("one\ntwo"), blocks=(replace(first, page=1), replace(second, page=2))
    )
    made = blocks_of(document, span_of(document, "two"))
    assert [m for m in made if "Page" in m] == [
        '<p class="page-number">Page 1</p>',
        '<p class="page-number">Page 2</p>',
    ]


def test_a_long_document_is_shown_around_the_quote_and_says_so() -> None:
    lines = ["x" * 5_000] * 30
    lines[15] = "here"
    document = make_document("\n".join(lines))
    made = blocks_of(document, span_of(document, "here"))
    assert "Earlier text is not shown" in made[0]
    assert "Later text is not shown" in made[-1]
    assert sum(map(len, made)) < 2 * CHARACTERS_EACH_SIDE + 12_000


def test_what_is_known_is_on_top_and_guesses_say_so() -> None:
    guessed = Known("2021-03-04", confirmed=False, origin="text")
    document = replace(LETTER, metadata=replace(LETTER.metadata, date=guessed), notes=("odd",))
    citation = cited(document, "It was worth")
    made = html.unescape(source_panel.source(document, citation, Pick(2, 1), "Citation 1 of 1", ""))
    words = " ".join(re.sub(r"<[^>]+>", " ", made).split())
    assert words.startswith("Citation 1 of 1 The tender letter Kind letter Author A. Writer")
    assert "Date 4 March 2021 (guessed from the text)" in words
    assert "File letters/tender.txt odd" in words
    assert 'id="shown-2.1"' in made
